// Lemmas: what the training text showed of a word as this part of speech, else the likeliest edit script that makes a
// word of the vocabulary, the lexicon or the verbs of saying ("submitted" is "submit", not "submitt"), else the ending undone by rule.
#pragma once
#include <relata/nlp/word_pieces.hpp>

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace relata {

class Lemmatizer {
 public:
  /// `lexicon`: lines "form TAB part of speech TAB lemma", forms in small letters; lines of another shape are passed over.
  /// `words` must outlive this.
  Lemmatizer(std::string_view lexicon, std::vector<std::string> scripts, const WordPieces& words);

  /// `logits`: [scripts()].
  std::string lemma(const std::string& form, std::string_view upos, std::span<const float> logits) const;

  std::size_t scripts() const { return scripts_.size(); }

 private:
  bool is_word(const std::string& lemma) const;

  std::unordered_map<std::string, std::string> lexicon_;  // by form TAB part of speech
  std::unordered_set<std::string> lemmas_;                // of the lexicon, in small letters
  std::vector<std::string> scripts_;
  const WordPieces& words_;
};

}  // namespace relata
