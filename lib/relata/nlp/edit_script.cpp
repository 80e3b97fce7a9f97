#include <relata/nlp/edit_script.hpp>

#include <relata/core/utf8.hpp>

#include <array>
#include <charconv>
#include <optional>

namespace relata {
namespace {

struct EditScript {
  std::size_t cut_prefix = 0, cut_suffix = 0;  // code points
  std::string_view add_prefix, add_suffix;
};

std::optional<std::size_t> count(std::string_view s) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
  return value;
}

/// `fields`: what stands behind the case, "0|3||y".
std::optional<EditScript> parse(std::string_view fields) {
  std::array<std::string_view, 3> part;
  for (std::string_view& field : part) {
    const std::size_t bar = fields.find('|');
    if (bar == std::string_view::npos) return std::nullopt;
    field = fields.substr(0, bar);
    fields.remove_prefix(bar + 1);
  }
  const auto front = count(part[0]), back = count(part[1]);
  if (!front || !back) return std::nullopt;
  return EditScript{*front, *back, part[2], fields};
}

/// Bytes of the first `code_points` of `text`, which has as many.
std::size_t prefix_bytes(std::string_view text, std::size_t code_points) {
  std::size_t at = 0;
  for (; code_points > 0; --code_points) at += decode(text, at).size;
  return at;
}

std::string cased(char how, std::string_view form) {
  if (how == 'l') return to_lower(form);
  if (how != 't' || form.empty()) return std::string(form);
  const std::size_t first = decode(form, 0).size;
  return std::string(form.substr(0, first)) + to_lower(form.substr(first));
}

}  // namespace

std::string apply_edit_script(std::string_view script, std::string_view form) {
  if (script.size() > 1 && script[0] == '=') return std::string(script.substr(1));
  if (script.size() < 2 || script[1] != '|' || (script[0] != 'l' && script[0] != 'k' && script[0] != 't')) return std::string(form);
  const auto as_it_is = [&] { return script[0] == 'l' ? to_lower(form) : std::string(form); };
  const auto edit = parse(script.substr(2));
  if (!edit) return as_it_is();
  const std::string word = cased(script[0], form);
  std::size_t length = 0;  // code points, as decode() counts them
  for (std::size_t at = 0; at < word.size(); ++length) at += decode(word, at).size;
  if (edit->cut_prefix > length || edit->cut_suffix > length - edit->cut_prefix) return as_it_is();
  const std::size_t begin = prefix_bytes(word, edit->cut_prefix), end = prefix_bytes(word, length - edit->cut_suffix);
  std::string out(edit->add_prefix);
  out.append(word, begin, end - begin).append(edit->add_suffix);
  return out.empty() ? as_it_is() : out;
}

}  // namespace relata
