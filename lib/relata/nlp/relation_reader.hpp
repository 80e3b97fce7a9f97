// Relations of any ontology, read by its words: spans of a sentence that could be arguments, each pair of them scored against every property by what
// the property is called, its comment, domain and range. All pairs and all properties in one product; a new ontology needs no training.
// training/relations.py made the weights and has the same features.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/nlp/argument_spans.hpp>
#include <relata/nlp/label_phrases.hpp>
#include <relata/nlp/packed_words.hpp>
#include <relata/nn/relation_scorer.hpp>
#include <relata/ontology/ontology.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

/// What an ontology's words are to the model; made once for an ontology.
struct OntologyVectors {
  RelationScorer::Labels properties;       ///< [properties]
  RelationScorer::Labels domains, ranges;  ///< [properties], already weighed; zeros where there is none
  RelationScorer::Labels classes;          ///< [classes]
  std::vector<float> label_words;          ///< [words of labels, width] by themselves, those of one property after the other
  std::vector<std::uint32_t> label_ends;   ///< [properties] into label_words
  LabelPhrases phrases;
};

class RelationReader {
 public:
  /// Its layers stand on the embedding of `encoder`, which must outlive it, as must `pieces`. Throws ModelError where the file is not a relation reader, or not
  /// as wide as the encoder.
  RelationReader(const SafetensorsFile& file, const Encoder& encoder, const WordPieces& pieces);

  /// `tokenise` fills tokens and sentences of a document from its text.
  OntologyVectors describe(const Ontology& ontology, const std::function<void(Document&)>& tokenise, Workspace& workspace) const;

  /// What the document says with at least the confidence that was best on dev, sentence by sentence; the document has trees, `mentions` are in text order,
  /// `words` of one ontology. Linear in the text.
  std::vector<RelationReading> read(const Document& document, const std::vector<Mention>& mentions, const OntologyVectors& words, Workspace& workspace) const;

 private:
  class Batch;
  /// Words of a document as a sequence of their own, as many of them as are looked at.
  std::uint32_t pack(const Document& document, std::uint32_t first, std::uint32_t count, PackedWords& packed) const;
  /// [texts, width], the mean vectors of the words of each text.
  std::vector<float> means_of(const std::vector<std::string>& texts, const std::function<void(Document&)>& tokenise, Workspace& workspace) const;

  /// out [width]: a word of these subwords by itself, a unit vector.
  void embed(std::span<const std::int32_t> pieces, float* out) const;

  const Encoder& encoder_;
  const WordPieces& pieces_;
  RelationScorer scorer_;
  float slope_ = 1, offset_ = 0;  // log odds of the weights to calibrated ones (Platt 1999)
  float least_ = 0;               // calibrated log odds from which on a relation is told
};

}  // namespace relata
