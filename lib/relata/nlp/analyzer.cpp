#include <relata/nlp/analyzer.hpp>

#include <relata/nlp/date_finder.hpp>
#include <relata/nlp/event_finder.hpp>
#include <relata/nlp/name_finder.hpp>

#include <algorithm>
#include <iterator>

namespace relata {

RuleAnalyzer::RuleAnalyzer(const Ontology& ontology, const NameLookup& known) {
  finders_.push_back(std::make_unique<NameFinder>(ontology, known));
  finders_.push_back(std::make_unique<EventFinder>(ontology, known));
  finders_.push_back(std::make_unique<DateFinder>());
}

void RuleAnalyzer::analyse(Extraction& extraction, Sentences) const {
  std::vector<Mention>& mentions = extraction.mentions;
  for (const auto& finder : finders_) {
    std::vector<Mention> found = finder->find(extraction.document);
    mentions.insert(mentions.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  number(mentions);
}

void number(std::vector<Mention>& mentions) {
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
  for (std::size_t i = 0; i < mentions.size(); ++i) mentions[i].id = "m" + std::to_string(i + 1);
}

}  // namespace relata
