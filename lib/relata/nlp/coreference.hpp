// Which mentions take up which: each mention is scored against those before it, a pronoun also against names after it in
// its sentence, from the encoder's vectors and features of the pair (antecedent ranking over head words; Lee et al. 2017,
// Dobrovolskii 2021). training/coreference.py has the same features and made the weights.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/nn/byte_rows.hpp>
#include <relata/nn/pair_scorer.hpp>
#include <relata/ontology/ontology.hpp>

#include <vector>

namespace relata {

class Coreference {
 public:
  /// Throws ModelError where the file lacks its layers.
  Coreference(const SafetensorsFile& file, std::size_t width);

  /// What looks possible, by mention, best first; at most kMost for each by the model. In direct speech "I" and "we" go to the speaker with
  /// kSpeaker, "he", "she" and "you" with -kSpeaker: they are somebody else. `mentions` in text order, `attributions` of them; `vectors` of all tokens, as Analysis has them. Time linear in the text.
  std::vector<CoreferenceLink> links(const Document& document, const std::vector<Mention>& mentions, const std::vector<Attribution>& attributions,
                                     const ByteRows& vectors, const Ontology& ontology, Workspace& workspace) const;

  static constexpr std::size_t kMost = 12;
  static constexpr float kSpeaker = 50;  ///< the score of a link by direct speech

 private:
  PairScorer scorer_;
};

}  // namespace relata
