// Events told by common nouns: "the ongoing war in Ukraine", "a food and energy crisis". The noun is
// a wording of an event class; a place after "in" or "against" belongs to the mention.
#pragma once
#include <relata/core/name_lookup.hpp>
#include <relata/nlp/class_lexicon.hpp>
#include <relata/nlp/mention_finder.hpp>

namespace relata {

class EventFinder : public MentionFinder {
 public:
  /// Both must outlive the finder.
  EventFinder(const Ontology& ontology, const NameLookup& known);
  std::vector<Mention> find(const Document& document) const override;

 private:
  static bool speaks_of_war(const Document& document);
  bool is_military(const Document& document, const Sentence& sentence, std::uint32_t noun, std::uint32_t end) const;
  std::uint32_t place_after(const Document& document, std::uint32_t token, std::uint32_t last) const;

  const Ontology& ontology_;
  const NameLookup& known_;
  ClassLexicon nouns_;
  std::uint32_t event_, place_, attack_;
};

}  // namespace relata
