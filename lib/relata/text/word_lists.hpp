// The word lists behind tokens and sentences: abbreviations, contractions, units, prefixes.
#pragma once
#include <string_view>

namespace relata {

enum class Abbreviation {
  kNone,
  kBeforeName,    ///< "Mr.": never ends a sentence
  kBeforeNumber,  ///< "No.", "p.": an abbreviation only before a number
  kCalendar,      ///< "Jan.", "Sat.": not at the end of a sentence
  kAnywhere,      ///< "Inc.", "etc.": may end a sentence, its full stop then serves both
};

/// `word` as in the text, without its full stop.
Abbreviation abbreviation(std::string_view word);

/// Bytes of the second word of a contraction that ends `word` ("don't" 3, "it’s" 4, "cannot" 3); 0 = none.
std::size_t clitic_size(std::string_view word);

/// "e", "non", "co": the hyphen after it does not split the word.
bool is_kept_prefix(std::string_view word);
/// "km", "pm", "bn": split from the number before it.
bool is_unit(std::string_view word);
/// "com", "org", "uk": the last part of a host name.
bool is_top_level_domain(std::string_view word);
/// "doc", "pdf": what the name of a file ends in.
bool is_file_extension(std::string_view word);
/// "The", "He", "However": with a capital, more likely to begin a sentence than to go on in one.
bool is_sentence_opener(std::string_view word);
/// "'em", "'tis": begins with an apostrophe that is no quotation mark. `word` with a straight apostrophe.
bool has_leading_apostrophe(std::string_view word);

}  // namespace relata
