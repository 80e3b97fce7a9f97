// What kind of character a code point is, by Unicode general category, and simple lowering.
// The tables are sorted ranges made by tools/unicode_tables.py; ASCII is answered without them.
#include <relata/core/range_table.hpp>
#include <relata/core/utf8.hpp>


namespace relata {
namespace {

struct Folding {
  char32_t first, last;  // both inclusive
  char32_t step;         // 1: every code point of the range, 2: every other one
  std::int32_t shift;    // added to a code point to lower it
};

#include <relata/core/unicode_tables.inc>

constexpr bool is_between(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

}  // namespace

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || is_between(c, '\t', '\r') || is_between(c, 0x1C, 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || is_between(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return is_between(c | 0x20, 'a', 'z');
  return row_of(kLetters, c) != nullptr;
}

bool is_digit(char32_t c) {
  if (c < 0x80) return is_between(c, '0', '9');
  return row_of(kDigits, c) != nullptr;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return is_between(c, 'A', 'Z');
  return row_of(kCapitals, c) != nullptr;
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return is_between(c, 'A', 'Z') ? c + 0x20 : c;
  const Folding* row = row_of(kFoldings, c);
  if (row == nullptr || (c - row->first) % row->step != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + row->shift);
}

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.valid) append_utf8(out, to_lower(c.value));
    else out += text[at];  // bytes that are no UTF-8 pass as they are
    at += c.size;
  }
  return out;
}

}  // namespace relata
