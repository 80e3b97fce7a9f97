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
  explicit RelationReader(const SafetensorsFile& file) : scorer_(file) {}

  std::size_t width() const { return scorer_.width(); }

  /// Gives the mean vectors [texts, width] of the words of texts.
  using Embed = std::function<std::vector<float>(const std::vector<std::string>& texts)>;
  OntologyVectors describe(const Ontology& ontology, const Embed& embed, Workspace& workspace) const;

  struct End {
    ArgumentSpan span;
    std::uint32_t cls = kNone;  ///< index into Ontology::classes() of the likeliest class; kNone where none is likelier than not
  };
  struct Reading {
    End subject, object;
    std::uint32_t property = 0;  ///< index into Ontology::properties()
    float score = 0;             ///< log odds
  };
  /// What the document says with at least these log odds, sentence by sentence; `mentions` in text order, `vectors` of all tokens. Linear in the text.
  std::vector<Reading> read(const Document& document, const std::vector<Mention>& mentions, const ByteRows& vectors, const OntologyVectors& words, float least,
                            Workspace& workspace) const;


 private:
  class Batch;
  RelationScorer scorer_;
};

}  // namespace relata
