// A wording of the ontology as what it demands of a frame: which words predicate, and where subject and object stand. One
// wording stands for all ways to say it with its words: voice, relative clauses and coordination are undone in frames, and "X , ally
// of Y" is also "Y 's ally X", "its ally", "X is an ally of Y". Knows no tree.
#pragma once
#include <relata/claims/frame.hpp>
#include <relata/ontology/ontology.hpp>

#include <string>
#include <unordered_map>
#include <vector>

namespace relata {

/// Where an argument stands: its role and, for prepositional ones, the preposition.
struct Place {
  Role role = Role::kObject;
  std::string word;
  bool operator==(const Place&) const = default;
};

using Phrase = std::vector<std::string>;  ///< lemmas of adjacent words: "foreign minister", "head of state"

/// "visit", "team up with", "impose sanction on", "be base in", "be at war with".
struct VerbWording {
  std::uint32_t property = 0;
  std::string verb;      ///< "" for any: "X in interview with Y"
  std::string particle;  ///< particle or adverb: "up", "together"; "" for none
  bool undergoes = false;  ///< the subject is whom it is done to: "be base in"
  bool turned = false;     ///< the argument in `object`'s place is the property's subject: "Y be kill in X"
  struct Step {
    Place place;
    Phrase phrase;
  };
  std::vector<Step> steps;  ///< nouns on the way to the object, each an argument of the word before
  Place object;             ///< kSubject: the agent of "be employ by"
  bool alone = false;       ///< no other object may stand beside: "preside over"
  std::string clause;       ///< marker of a clause that must follow: "to" of "ask Y to"; "" for none
  bool mutual = false;      ///< "X and Y meet": both are subjects, `object` says nothing
  SenseClasses classes{};
};

/// "X 's war against Y", "talk between X and Y"; relational: "X , ally of Y".
struct NounWording {
  std::uint32_t property = 0;
  Phrase phrase;
  bool relational = false;       ///< the noun says what X is; X is no argument of it
  bool mutual = false;           ///< X and Y stand side by side: "talk between X and Y"
  std::vector<Place> subjects;   ///< of an event noun
  std::vector<Place> objects;
  SenseClasses classes{};
};

/// "X in Y", and of names "X , Y" ("Passy, Norland") and "Y 's X" ("Acme's Jane Roe"); of a name before a noun "Y X" ("the Vorn talks"), whose `word` is "".
struct PrepositionWording {
  std::uint32_t property = 0;
  std::string word;
  SenseClasses classes{};
};

/// All wordings of an ontology's object properties, by the words they are found by. Lists stay valid while this lives.
class FrameWordings {
 public:
  explicit FrameWordings(const Ontology& ontology);
  const std::vector<VerbWording>& verbs(const std::string& lemma) const;        ///< without its particle
  const std::vector<NounWording>& nouns(const std::string& lemma) const;        ///< any content word of the phrase
  const std::vector<PrepositionWording>& prepositions(const std::string& word) const;

 private:
  void add(const Ontology& ontology, const Wording& wording, std::uint32_t property);
  void add_verb(std::vector<std::string> words, std::uint32_t property, bool symmetric, bool mutual);
  void add_verb(VerbWording wording);
  void add_slotted(const std::vector<std::string>& items, std::uint32_t property, bool symmetric, bool verb);
  void add_noun(NounWording wording);
  void add_preposition(const std::string& word, std::uint32_t property) { prepositions_[word].push_back({property, word, classes_}); }

  SenseClasses classes_;  // of the wording that is being added
  std::unordered_map<std::string, std::vector<VerbWording>> verbs_;
  std::unordered_map<std::string, std::vector<NounWording>> nouns_;
  std::unordered_map<std::string, std::vector<PrepositionWording>> prepositions_;
};

}  // namespace relata
