// One predication of the text: a predicate with its arguments by role, as the dependency tree has them once voice, coordination,
// relative clauses, participles, control and light verbs are undone (ClausIE, Del Corro and Gemulla 2013; PredPatt, White et al. 2016).
// Claims of an ontology and open ones are read off frames. Knows no mention and no ontology: arguments are the tokens that head them.
#pragma once
#include <relata/core/sentence_tree.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum class Role : std::uint8_t {
  kSubject,      ///< who does or is it: also the agent of a passive
  kObject,       ///< also the subject of a passive
  kIndirect,     ///< "gave HER a prize"
  kComplement,   ///< "is a MEMBER", "named him PRESIDENT"
  kPreposition,  ///< with Argument::word: "in PARIS"
  kOwner,        ///< "RUSSIA's war", "THEIR war"
  kModifier,     ///< adjective or noun before a noun: "RUSSIAN troops", "OIL exports", both of "US - CHINA talks"
  kTime,         ///< without preposition: "last YEAR", "MONDAY"
  kAdverb,       ///< "totally"; no negation
  kClause,       ///< head of a subordinate clause, with Argument::word its marker: "that", "to", "if", ""
};

struct Argument {
  Role role = Role::kSubject;
  std::string word;          ///< of kPreposition and kClause: lower case, "in", "because of"; else ""
  std::uint32_t head = 0;    ///< token
  bool inherited = false;    ///< from another clause: a shared, controlled or relative argument
  bool operator==(const Argument&) const = default;
};

struct Frame {
  enum class Kind : std::uint8_t {
    kVerb,        ///< a full verb
    kVerbNoun,    ///< verb and object ("hold talks"), or verb and bare noun behind a preposition ("go to war"): has the arguments of both
    kCopula,      ///< "X is a member of Y", "X is at war with Y"; also without "is" where the tree has a subject
    kNoun,        ///< a noun with what owns, modifies or follows it: "X's war against Y"; no subject
    kApposition,  ///< "X, a member of Y": subject X
    kTitle,       ///< "Russian President X", "the news agency X": subject X
  };
  Kind kind = Kind::kVerb;
  std::uint32_t head = 0;                ///< token that the arguments hang on; the noun on kVerbNoun, the complement on kCopula
  std::string lemma;                     ///< "lead", "carry out", "hold talk", "go to war", "be member", "be at war", "war", "president"
  std::vector<std::uint32_t> predicate;  ///< its tokens, in text order: verb, particle, copula, noun; no auxiliaries
  std::vector<std::uint32_t> directions;  ///< adverbs right behind the verb that say where to: "came | back", "walked | out"; no part of the lemma
  bool passive = false;                  ///< arguments are by meaning all the same; objects are the text's subjects
  bool light = false;                    ///< kVerbNoun whose verb says little: the noun is what is done
  std::uint32_t clause = kNone;          ///< head of the verb or copula that governs it (itself for those); kNone in a fragment
  std::vector<Argument> arguments;       ///< by role; conjuncts are arguments of the same role and word

  const Argument* find(Role role, std::string_view word = {}) const;  ///< first one; nullptr where none
};

/// Of "the towns of Vorn and Harrow" the first name, which the others hang on; else the noun itself.
std::uint32_t first_of_towns(const SentenceTree& tree, std::uint32_t noun);

/// All frames of a sentence by head token and kind. Conjoined predicates are a frame each, with the arguments they share.
/// Empty where there is no tree. Time and size linear in the sentence, but for coordination.
std::vector<Frame> find_frames(const SentenceTree& tree);
std::vector<Frame> find_frames(const Document& document, std::uint32_t sentence);

}  // namespace relata
