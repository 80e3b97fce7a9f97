// Who says, thinks or wants what within one sentence, from its dependency tree: "X said that P", "P, X said, Q", "according to X, P",
// "X's claim that P", "X was quoted as saying P", "X is confident that P", "X urged Y to do". Quotation marks are not looked at.
#pragma once
#include <relata/core/phrase.hpp>
#include <relata/core/sentence_tree.hpp>
#include <relata/nlp/attitudes.hpp>

#include <vector>

namespace relata {

/// One cue with what hangs on it, in tokens.
struct Reported {
  std::uint32_t cue = 0;
  Cue word;
  std::uint32_t source = kNone;     ///< token that heads the source; kNone where nobody is named
  TokenRange source_words;          ///< its phrase with titles, without what is said about it behind
  std::vector<TokenRange> content;  ///< in text order; empty where speech has none in the sentence: "..., she said."
  TokenRange told;                  ///< the words that tell of the speech: the cue with its subject and the like
  bool clause = false;              ///< the content is at least a clause
  bool negated = false;
};

/// In text order of the cues. Empty without a tree. Time linear in the sentence.
std::vector<Reported> find_reported(const SentenceTree& tree);

/// Where there is no tree: verbs of saying beside a mention that may speak, and "according to" one. `mention_ends`: for each token of the
/// document the first token behind the mention that begins there; 0 where none does.
std::vector<Reported> find_reported_by_words(const Document& document, const Sentence& sentence, const std::vector<std::uint32_t>& mention_ends);

}  // namespace relata
