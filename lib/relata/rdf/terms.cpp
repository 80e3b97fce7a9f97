#include <relata/rdf/terms.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace relata {
namespace {

bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

bool is_valid_iri(std::string_view iri) {
  // RFC 3986 scheme, then anything that needs no escape in N-Triples, Turtle and XML.
  const std::size_t colon = iri.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == iri.size()) return false;
  const char first = iri.front() | 0x20;
  if (first < 'a' || first > 'z') return false;
  for (const char c : iri.substr(0, colon))
    if (!is_alnum(c) && c != '+' && c != '-' && c != '.') return false;
  static const auto allowed = [] {
    std::array<bool, 128> table{};
    for (const char c : std::string_view("-._~:/?#[]@!$&'()*+,;=%")) table[static_cast<std::size_t>(c)] = true;
    for (std::size_t c = 0; c < 128; ++c) table[c] = table[c] || is_alnum(static_cast<char>(c));
    return table;
  }();
  bool ascii = true;
  for (const char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) ascii = false;
    else if (!allowed[byte]) return false;
  }
  return ascii || is_valid_text(iri);
}

bool is_valid_language(std::string_view tag) {
  std::size_t group = 0;
  bool first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (group == 0) return false;
      group = 0;
      first = false;
      continue;
    }
    if (!is_alnum(c) || (first && c <= '9') || ++group > 8) return false;
  }
  return group > 0;
}

bool is_valid_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos || find_invalid_utf8(text) != std::string_view::npos) return false;
  return text.find("\xEF\xBF\xBE") == std::string_view::npos && text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

std::string fault_of(const QuadView& quad) {
  for (const TermView* term : {&quad.subject, &quad.predicate, &quad.object}) {
    if (!term->is_literal) {
      if (!is_valid_iri(term->value)) return "<" + std::string(term->value) + "> is not an absolute IRI";
      continue;
    }
    if (!is_valid_text(term->value)) return "a text holds bytes that RDF does not allow";
    if (!term->language.empty() && !is_valid_language(term->language)) return "\"" + std::string(term->language) + "\" is not a language tag";
    if (!term->datatype.empty() && !is_valid_iri(term->datatype)) return "<" + std::string(term->datatype) + "> is not a datatype IRI";
    if (!is_valid_lexical(term->value, term->datatype))
      return "\"" + std::string(term->value) + "\" is not of datatype <" + std::string(term->datatype) + ">";
  }
  if (!quad.graph.empty() && !is_valid_iri(quad.graph)) return "<" + std::string(quad.graph) + "> is not an absolute IRI";
  return {};
}

std::string decimal(double value) {
  std::array<char, 400> digits;  // fixed notation of the largest double
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<float>(value), std::chars_format::fixed).ptr;
  std::string out(digits.data(), end);
  if (out.find('.') == std::string::npos) out += ".0";
  return out;
}

}  // namespace relata
