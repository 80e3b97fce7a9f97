#include <relata/core/base_letters.hpp>

#include <relata/core/range_table.hpp>
#include <relata/core/utf8.hpp>


namespace relata {
namespace {

struct Base {
  char32_t first, last;             // both inclusive
  char32_t letter, second, third;  // what all of the range come down to; 0 where there are fewer
};

#include <relata/core/base_letters.inc>

// The Unicode Standard, section 3.12: conjoining jamo.
constexpr char32_t kSyllables = 0xAC00, kLead = 0x1100, kVowel = 0x1161, kTail = 0x11A7;
constexpr char32_t kVowels = 21, kTails = 28, kSyllableCount = 19 * kVowels * kTails;

}  // namespace

bool is_punctuation(char32_t c) {
  if (c >= 0x80) return row_of(kPunctuation, c) != nullptr;
  if (is_letter(c) || is_digit(c) || c <= ' ' || c == 0x7F) return false;
  return c != '$' && c != '+' && c != '<' && c != '=' && c != '>' && c != '^' && c != '`' && c != '|' && c != '~';
}

bool is_control(char32_t c) {
  if (c < 0x80) return c < ' ' || c == 0x7F;
  return row_of(kControls, c) != nullptr;
}

bool is_nonspacing_mark(char32_t c) { return c >= 0x300 && row_of(kMarks, c) != nullptr; }

BaseLetters base_letters(char32_t c) {
  if (c < 0x80) return {{to_lower(c)}, 1};
  if (c >= kSyllables && c < kSyllables + kSyllableCount) {
    const char32_t index = c - kSyllables, tail = index % kTails;
    return {{kLead + index / (kVowels * kTails), kVowel + index / kTails % kVowels, tail == 0 ? 0 : kTail + tail}, tail == 0 ? 2u : 3u};
  }
  if (is_nonspacing_mark(c)) return {};
  if (const Base* row = row_of(kBases, c))
    return {{row->letter, row->second, row->third}, row->third != 0 ? 3u : row->second != 0 ? 2u : 1u};
  return {{to_lower(c)}, 1};
}

}  // namespace relata
