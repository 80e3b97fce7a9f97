#include <relata/pipeline/pipeline.hpp>

#include <relata/claims/attribution.hpp>
#include <relata/claims/consolidate.hpp>
#include <relata/claims/wording_extractor.hpp>
#include <relata/nlp/model_analyzer.hpp>
#include <relata/text/segmenter.hpp>

#include <utility>

namespace relata {

Pipeline::Pipeline(const Ontology& ontology, const KnowledgeBase& known, PipelineOptions options)
    : Pipeline(ontology, known, std::make_unique<RuleAnalyzer>(ontology, known), options) {}

Pipeline::Pipeline(const Ontology& ontology, const KnowledgeBase& known, const LanguageModel& model, PipelineOptions options)
    : Pipeline(ontology, known, std::make_unique<ModelAnalyzer>(model, ontology, known), options) {}

Pipeline::Pipeline(const Ontology& ontology, const KnowledgeBase& known, std::unique_ptr<Analyzer> analyzer, PipelineOptions options)
    : ontology_(ontology), options_(options), analyzer_(std::move(analyzer)), linker_(std::make_unique<NameLinker>(known, ontology)),
      extractor_(std::make_unique<WordingExtractor>(ontology)), open_extractor_(ontology) {}

void Pipeline::run(Extraction& extraction, Diagnostics& diagnostics) const {
  Document& document = extraction.document;
  if (wants_reading(extraction)) {
    const Sentences sentences = document.sentences.empty() ? Sentences::kGuessed : Sentences::kGiven;
    if (sentences == Sentences::kGuessed) segment(document);
    analyzer_->analyse(extraction, sentences);
    linker_->resolve(extraction);
    extraction.claims = extractor_->extract(extraction);
    if (options_.open_claims) open_extractor_.extend(extraction);
    attribute(extraction, options_.open_claims);
    consolidate(extraction, ontology_, options_.min_confidence);
  }
  for (const std::string& fault : check(extraction))
    diagnostics.push_back({Severity::kError, {document.id, 0, 0}, fault, "the record is not sound; please report it"});
}

}  // namespace relata
