#include <relata/claims/wording_pattern.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/datatype.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <optional>
#include <sstream>

namespace relata {
namespace {

using Slot = WordingPattern::Slot;

std::optional<WordingPattern> parse(const Wording& wording, std::uint32_t property) {
  WordingPattern pattern;
  pattern.property = property;
  std::istringstream words(wording.text);
  for (std::string word; words >> word;) {
    if (word == "X") {
      pattern.items.push_back({Slot::kSubject, {}});
    } else if (word == "Y") {
      pattern.items.push_back({Slot::kObject, {}});
    } else {
      pattern.items.push_back({Slot::kWord, word == "’s" ? "'s" : to_lower(word)});
    }
  }
  const auto count = [&](Slot slot) {
    return std::count_if(pattern.items.begin(), pattern.items.end(), [slot](const auto& i) { return i.slot == slot; });
  };
  if (count(Slot::kSubject) == 0 && count(Slot::kObject) == 0) {
    pattern.items.insert(pattern.items.begin(), {Slot::kSubject, {}});
    pattern.items.push_back({Slot::kObject, {}});
  }
  // A wording with one argument says nothing about two things.
  if (count(Slot::kSubject) != 1 || count(Slot::kObject) != 1 || count(Slot::kWord) == 0) return std::nullopt;  // nor does "Y X" without a tree
  const auto is_anchor = [](const auto& item) {
    return item.slot == Slot::kWord && item.lemma != "'s" && item.lemma != "-" && item.lemma != "," &&
           word_class(item.lemma) == WordClass::kOther;
  };
  auto anchor = std::find_if(pattern.items.begin(), pattern.items.end(), is_anchor);
  if (anchor == pattern.items.end())
    anchor = std::find_if(pattern.items.begin(), pattern.items.end(), [](const auto& i) { return i.slot == Slot::kWord; });
  if (anchor->lemma == "'s") return std::nullopt;  // "Y 's X": too little without a tree
  pattern.anchor = static_cast<std::size_t>(anchor - pattern.items.begin());
  pattern.is_preposition = word_class(pattern.items[pattern.anchor].lemma) == WordClass::kPreposition;
  pattern.is_verb = wording.part_of_speech == PartOfSpeech::kVerb;
  return pattern;
}

}  // namespace

WordingIndex::WordingIndex(const Ontology& ontology) {
  for (std::uint32_t p = 0; p < ontology.properties().size(); ++p) {
    const Property& property = ontology.properties()[p];
    if (core_class::is_knowledge_property(property.iri)) continue;
    for (const Wording& wording : property.wordings) {
      auto pattern = parse(wording, p);
      if (!pattern) continue;
      pattern->classes = wording.classes;
      pattern->takes_value = property.is_datatype_property;
      pattern->takes_text = property.is_datatype_property && is_text_datatype(property.datatype);
      pattern->takes_address = property.datatype.ends_with("#anyURI");
      (pattern->takes_value ? values_by_anchor_ : by_anchor_)[pattern->items[pattern->anchor].lemma].push_back(*pattern);
    }
  }
  // Longer wordings first: "keep up cooperation with" explains more words than "cooperation with"; and what is said of certain classes alone.
  for (auto* index : {&by_anchor_, &values_by_anchor_})
    for (auto& [lemma, patterns] : *index)
      std::stable_sort(patterns.begin(), patterns.end(), [](const auto& a, const auto& b) { return std::pair(a.items.size(), !a.classes.empty()) > std::pair(b.items.size(), !b.classes.empty()); });
}

const std::vector<WordingPattern>& WordingIndex::find(const std::string& lemma, bool of_values) const {
  static const std::vector<WordingPattern> none;
  const auto& index = of_values ? values_by_anchor_ : by_anchor_;
  const auto found = index.find(lemma);
  return found == index.end() ? none : found->second;
}

}  // namespace relata
