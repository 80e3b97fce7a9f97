// The job on one screen: a document goes in, an extraction comes out. The pipeline only wires
// stages together; each can be replaced by another implementation of its class.
#pragma once
#include <relata/claims/claim_extractor.hpp>
#include <relata/claims/event_extractor.hpp>
#include <relata/claims/open_extractor.hpp>
#include <relata/core/error.hpp>
#include <relata/core/extraction.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/link/linker.hpp>
#include <relata/nlp/analyzer.hpp>
#include <relata/nlp/language_model.hpp>
#include <relata/ontology/contract.hpp>

#include <memory>
#include <string>
#include <vector>

namespace relata {

struct PipelineOptions {
  double min_confidence = 0.0;  ///< claims below are left out
  bool open_claims = true;      ///< also what no property of the ontology names
  bool by_labels = true;        ///< with a model also relations by what properties are called; costs time, and is of little use where all have wordings
  std::vector<EventCategory> event_categories = {};  ///< kinds of events that claims are told as
};

class Pipeline {
 public:
  /// Reads by rules and names alone. What is given by reference must outlive the pipeline, here and below.
  Pipeline(const Contract& contract, const KnowledgeBase& known, PipelineOptions options = {});
  /// Reads with a trained model.
  Pipeline(const Contract& contract, const KnowledgeBase& known, const LanguageModel& model, PipelineOptions options = {});

  /// Whether nobody has read the document yet: it has neither entities nor claims.
  static bool wants_reading(const Extraction& extraction) { return extraction.claims.empty() && extraction.entities.empty(); }

  /// Reads one document: fills sentences, mentions, entities and claims of `extraction` if it wants reading; what an outside
  /// extractor has found is kept as it is. Safe to call from several threads.
  void run(Extraction& extraction, Diagnostics& diagnostics) const;

 private:
  Pipeline(const Contract& contract, const KnowledgeBase& known, std::unique_ptr<Analyzer> analyzer, PipelineOptions options);

  const Contract& contract_;
  PipelineOptions options_;
  std::unique_ptr<Analyzer> analyzer_;
  std::unique_ptr<Linker> linker_;
  std::unique_ptr<ClaimExtractor> extractor_;
  OpenExtractor open_extractor_;
  EventExtractor event_extractor_;
};

}  // namespace relata
