// Characters as pretrained vocabularies see them: letters without their marks, in small letters
// (Unicode normal form D, nonspacing marks dropped, lowered code point by code point), and the
// general categories that such vocabularies part words by. Tables by tools/unicode_tables.py.
#pragma once
#include <array>
#include <cstdint>

namespace relata {

/// General category P of any kind. Symbols (ASCII's $ + < = > ^ ` | ~ too) are none.
bool is_punctuation(char32_t c);
/// Cc, Cf, Co: line ends, joiners, private use. Unassigned code points are none.
bool is_control(char32_t c);
/// Mn: accents, vowel signs and variation selectors without width.
bool is_nonspacing_mark(char32_t c);

/// "É" to "e", "ﬁ" as it is, a Hangul syllable to its two or three letters.
struct BaseLetters {
  std::array<char32_t, 3> letters{};
  std::uint32_t count = 0;  ///< letters used; 0 for a nonspacing mark
};
BaseLetters base_letters(char32_t c);

}  // namespace relata
