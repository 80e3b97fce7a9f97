#include <relata/rdf/terms.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace relata {
namespace {

bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_number(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "dddd-dd-dd" against a pattern of digits and separators.
bool has_shape(std::string_view s, std::string_view shape) {
  return s.size() == shape.size() && std::equal(s.begin(), s.end(), shape.begin(), [](char c, char p) {
           return p == 'd' ? c >= '0' && c <= '9' : c == p;
         });
}
bool in(std::string_view two, int low, int high) {
  const int value = (two[0] - '0') * 10 + (two[1] - '0');
  return value >= low && value <= high;
}
bool is_month(std::string_view s) { return has_shape(s, "dddd-dd") && in(s.substr(5), 1, 12); }
bool is_day(std::string_view s) { return has_shape(s, "dddd-dd-dd") && is_month(s.substr(0, 7)) && in(s.substr(8), 1, 31); }

bool is_decimal(std::string_view s) {
  if (s.starts_with('-') || s.starts_with('+')) s.remove_prefix(1);
  const std::size_t dot = s.find('.');
  if (dot == std::string_view::npos) return is_number(s);
  return is_number(s.substr(dot + 1)) && (dot == 0 || is_number(s.substr(0, dot)));
}

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

bool is_valid_lexical(std::string_view form, std::string_view datatype) {
  if (!datatype.starts_with(ns::kXsd)) return true;
  const std::string_view type = datatype.substr(ns::kXsd.size());
  if (type == "boolean") return form == "true" || form == "false" || form == "1" || form == "0";
  if (type == "integer") return is_number(form.substr(form.starts_with('-') || form.starts_with('+') ? 1 : 0));
  if (type == "nonNegativeInteger") return is_number(form);
  if (type == "decimal") return is_decimal(form);
  if (type == "double" || type == "float") {
    if (form == "INF" || form == "-INF" || form == "NaN") return true;
    const std::size_t e = form.find_first_of("eE");
    if (e == std::string_view::npos) return is_decimal(form);
    std::string_view exponent = form.substr(e + 1);
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    return is_decimal(form.substr(0, e)) && is_number(exponent);
  }
  if (type == "date") return is_day(form);
  if (type == "gYearMonth") return is_month(form);
  if (type == "gYear") return has_shape(form, "dddd");
  return true;
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
