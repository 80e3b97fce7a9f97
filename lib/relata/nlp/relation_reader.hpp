// Relations of any ontology, read by its words: spans of a sentence that could be arguments, each pair of them scored against every property by what
// the property is called, its comment, domain and range. All pairs and all properties in one product; a new ontology needs no training.
// training/relations.py made the weights and has the same features.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/nlp/argument_spans.hpp>
#include <relata/nn/byte_rows.hpp>
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
};

/// The words of a name as people write it: "birthPlace" and "birth_place" are "birth place"; "" for a bare number ("Q5").
std::string words_of_name(std::string_view name);

class RelationReader {
 public:
  /// Throws ModelError where the file is not a relation reader.
  explicit RelationReader(const SafetensorsFile& file);

  std::size_t width() const { return scorer_.width(); }

  /// Gives the mean vectors [texts, width] of the words of texts.
  using Embed = std::function<std::vector<float>(const std::vector<std::string>& texts)>;
  OntologyVectors describe(const Ontology& ontology, const Embed& embed, Workspace& workspace) const;

  /// What the document says with at least the confidence that was best on dev, sentence by sentence; `mentions` in text order, `vectors` of all
  /// tokens, `words` of one ontology. Linear in the text.
  std::vector<RelationReading> read(const Document& document, const std::vector<Mention>& mentions, const ByteRows& vectors, const OntologyVectors& words,
                                    Workspace& workspace) const;

 private:
  class Batch;
  RelationScorer scorer_;
  float slope_ = 1, offset_ = 0;  // log odds of the weights to calibrated ones (Platt 1999)
  float least_ = 0;               // calibrated log odds from which on a relation is told
};

}  // namespace relata
