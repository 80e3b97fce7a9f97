// A kind of event as a SKOS concept, who does what to whom ("ACCUSE"), and how English tells it.
#pragma once
#include <relata/ontology/ontology.hpp>

#include <string>
#include <vector>

namespace relata {

/// Wordings are verbs and nouns in lower-case lemmas. A verb's goes on with what it takes:
///   "reject", "rule out", "be willing to"   particles; "Y", an object;  adjectives and participles after "be"
///   "impose sanction on", "go on strike"    nouns that are its object or stand behind a preposition, and the preposition before whom it is done to
///   "threaten to", "demand that"            a clause by its marker, which tells the content of the event; "must": one that says what has to be
///   "break/sever/cut tie/relation"          one of several words
/// A noun's ends in the preposition before whom it is done to: "attack on", "talk between".
struct EventCategory {
  std::string iri;
  std::string label;
  std::vector<Wording> wordings;
  std::uint32_t intended = kNone;  ///< index of the category that it is to promise or announce such an event; kNone: the same
  bool mutual = false;             ///< what several do together they do to each other: "X and Y met"
};

}  // namespace relata
