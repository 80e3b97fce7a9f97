#include <relata/pipeline/pipeline.hpp>

#include <relata/claims/attribution.hpp>
#include <relata/claims/conform.hpp>
#include <relata/claims/consolidate.hpp>
#include <relata/claims/members.hpp>
#include <relata/claims/place_parts.hpp>
#include <relata/claims/relation_claims.hpp>
#include <relata/claims/wording_extractor.hpp>
#include <relata/nlp/model_analyzer.hpp>
#include <relata/text/segmenter.hpp>

#include <utility>

namespace relata {

Pipeline::Pipeline(const Contract& contract, const KnowledgeBase& known, PipelineOptions options)
    : Pipeline(contract, known, std::make_unique<RuleAnalyzer>(contract.reading(), known), options) {}

Pipeline::Pipeline(const Contract& contract, const KnowledgeBase& known, const LanguageModel& model, PipelineOptions options)
    : Pipeline(contract, known, std::make_unique<ModelAnalyzer>(model, contract.reading(), known, options.by_labels ? segment : std::function<void(Document&)>()), options) {}

Pipeline::Pipeline(const Contract& contract, const KnowledgeBase& known, std::unique_ptr<Analyzer> analyzer, PipelineOptions options)
    : contract_(contract), options_(options), analyzer_(std::move(analyzer)), linker_(std::make_unique<NameLinker>(known, contract.reading())),
      extractor_(std::make_unique<WordingExtractor>(contract.reading())), open_extractor_(contract.reading()), event_extractor_(contract.reading(), options.event_categories) {}

void Pipeline::run(Extraction& extraction, Diagnostics& diagnostics) const {
  Document& document = extraction.document;
  if (wants_reading(extraction)) {
    const Sentences sentences = document.sentences.empty() ? Sentences::kGuessed : Sentences::kGiven;
    if (sentences == Sentences::kGuessed) segment(document);
    analyzer_->analyse(extraction, sentences);
    linker_->resolve(extraction);
    find_place_parts(extraction, contract_.reading());
    extraction.claims = extractor_->extract(extraction);
    tell_readings(extraction, contract_);
    if (options_.open_claims) open_extractor_.extend(extraction);
    event_extractor_.extend(extraction);
    attribute(extraction, options_.open_claims);
    tell_of_members(extraction);
    conform(extraction, contract_);
    consolidate(extraction, contract_.reading(), options_.min_confidence);
  }
  for (const std::string& fault : check(extraction))
    diagnostics.push_back({Severity::kError, {document.id, 0, 0}, fault, "the record is not sound; please report it"});
}

}  // namespace relata
