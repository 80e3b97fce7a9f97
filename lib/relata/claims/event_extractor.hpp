// Political events: who did what to whom, by categories (PLOVER's, ontologies/events.ttl). An event is read off a frame; the claim that says it
// gets its category. Where the text has the other side inside of its words ("rejected Iraq's proposal", "threatened to leave NATO"), no claim
// has it as its object, and the event makes one.
#pragma once
#include <relata/claims/event_wording.hpp>
#include <relata/core/extraction.hpp>

namespace relata {

class EventExtractor {
 public:
  /// The ontology must outlive the extractor.
  EventExtractor(const Ontology& ontology, std::vector<EventCategory> categories)
      : ontology_(ontology), categories_(std::move(categories)), wordings_(categories_) {}

  /// Gives Claim::category to claims of the document, and adds claims of method kEvent. Runs after the other extractors. Events that are denied, asked for,
  /// wished or only possible have none; what is planned has the category of its intention.
  void extend(Extraction& extraction) const;

 private:
  const Ontology& ontology_;
  std::vector<EventCategory> categories_;
  EventWordings wordings_;
};

}  // namespace relata
