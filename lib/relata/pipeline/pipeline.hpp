// The job on one screen: a document goes in, an extraction comes out. The pipeline only wires
// stages together; each can be replaced by another implementation of its class.
#pragma once
#include <relata/claims/claim_extractor.hpp>
#include <relata/core/error.hpp>
#include <relata/core/extraction.hpp>
#include <relata/core/name_lookup.hpp>
#include <relata/link/linker.hpp>
#include <relata/nlp/mention_finder.hpp>
#include <relata/ontology/ontology.hpp>

#include <memory>
#include <string>
#include <vector>

namespace relata {

struct PipelineOptions {
  double min_confidence = 0.0;  ///< claims below are left out
};

class Pipeline {
 public:
  /// Model-free stages. `ontology` and `known` must outlive the pipeline.
  Pipeline(const Ontology& ontology, const NameLookup& known, PipelineOptions options = {});

  /// Reads one document: fills sentences, mentions, entities and claims of `extraction`, unless it has
  /// entities or claims already: what an outside extractor has found is kept as it is. Safe to call from several threads.
  void run(Extraction& extraction, Diagnostics& diagnostics) const;

 private:
  const Ontology& ontology_;
  PipelineOptions options_;
  std::vector<std::unique_ptr<MentionFinder>> finders_;
  std::unique_ptr<Linker> linker_;
  std::unique_ptr<ClaimExtractor> extractor_;
};

}  // namespace relata
