// What could stand at an end of a relation under any ontology: names, values and pronouns as they were read, and the noun phrases that the
// tree gives, in every length worth asking about ("film", "comedy film", "the comedy film ..."). Which of them it is, the
// relation reader decides.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/phrase.hpp>

#include <vector>

namespace relata {

struct ArgumentSpan {
  TokenRange words;
  std::uint32_t head = 0;         ///< token: the syntactic head of the words
  std::uint32_t mention = kNone;  ///< index into the mentions where one has just this span
};

/// All candidates of a sentence, by first word, longer ones first; no two have the same words. `mentions` in text order.
/// Linear in the sentence: at most some twenty a word, of at most kLongestArgument words.
std::vector<ArgumentSpan> argument_spans(const Document& document, const Sentence& sentence, const std::vector<Mention>& mentions);

inline constexpr std::uint32_t kLongestArgument = 20;  // words

}  // namespace relata
