// The trained model's reading as mentions: its names, typed more finely by what is known and by the nouns around them;
// the common nouns and pronouns that head mentions, with the words that the tree puts under them; event nouns, times and amounts.
#pragma once
#include <relata/core/name_lookup.hpp>
#include <relata/nlp/analyzer.hpp>
#include <relata/nlp/event_finder.hpp>
#include <relata/nlp/language_model.hpp>
#include <relata/nlp/name_classes.hpp>
#include <relata/ontology/ontology.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace relata {

class ModelAnalyzer : public Analyzer {
 public:
  /// All but `tokenise` must outlive the analyzer. Relations of the ontology are read too where the model can and `tokenise` is given,
  /// which fills tokens and sentences of a document from its text: labels and comments are read once, here.
  ModelAnalyzer(const LanguageModel& model, const Ontology& ontology, const NameLookup& known, const std::function<void(Document&)>& tokenise = {});
  void analyse(Extraction& extraction, Sentences sentences) const override;

 private:
  class Reader;

  const LanguageModel& model_;
  const Ontology& ontology_;
  const NameLookup& known_;
  NameClasses classes_;
  EventFinder events_;
  TimeFinder times_;
  AmountFinder amounts_;
  std::vector<std::uint32_t> name_classes_, mention_classes_;  // class of each type of the model, kNone where the ontology has none
  std::optional<OntologyVectors> relation_words_;
  std::uint32_t person_, place_, country_, nation_, organization_, company_, party_, media_, position_, group_;  // classes, kNone where the ontology lacks them
};

}  // namespace relata
