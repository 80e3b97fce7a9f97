#include <relata/pipeline/pipeline.hpp>

#include <relata/claims/attribution.hpp>
#include <relata/claims/consolidate.hpp>
#include <relata/claims/wording_extractor.hpp>
#include <relata/nlp/date_finder.hpp>
#include <relata/nlp/event_finder.hpp>
#include <relata/nlp/name_finder.hpp>
#include <relata/text/segmenter.hpp>

#include <algorithm>

namespace relata {
namespace {

std::vector<Mention> find_all(const std::vector<std::unique_ptr<MentionFinder>>& finders, const Document& document) {
  std::vector<Mention> mentions;
  for (const auto& finder : finders) {
    std::vector<Mention> found = finder->find(document);
    mentions.insert(mentions.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
  for (std::size_t i = 0; i < mentions.size(); ++i) mentions[i].id = "m" + std::to_string(i + 1);
  return mentions;
}

}  // namespace

Pipeline::Pipeline(const Ontology& ontology, const NameLookup& known, PipelineOptions options)
    : ontology_(ontology), options_(options) {
  finders_.push_back(std::make_unique<NameFinder>(ontology, known));
  finders_.push_back(std::make_unique<EventFinder>(ontology, known));
  finders_.push_back(std::make_unique<DateFinder>());
  linker_ = std::make_unique<NameLinker>(known);
  extractor_ = std::make_unique<WordingExtractor>(ontology);
}

void Pipeline::run(Extraction& extraction, Diagnostics& diagnostics) const {
  Document& document = extraction.document;
  if (extraction.claims.empty() && extraction.entities.empty()) {
    if (document.sentences.empty()) segment(document);
    extraction.mentions = find_all(finders_, document);
    linker_->resolve(extraction);
    extraction.claims = extractor_->extract(extraction);
    attribute(find_attributions(extraction), extraction.claims);
    consolidate(extraction, ontology_, options_.min_confidence);
  }
  for (const std::string& fault : check(extraction))
    diagnostics.push_back({Severity::kError, {document.id, 0, 0}, fault, "the record is not sound; please report it"});
}

}  // namespace relata
