// Common nouns and pronouns find the thing they mean: one that is named, or a node of their own.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/link/group.hpp>
#include <relata/ontology/ontology.hpp>

#include <string>
#include <vector>

namespace relata {

/// What somebody is or was as far as is known, in small letters: "foreign secretary".
struct Office {
  std::string title;
  bool now = true;  ///< at the date of the document; true where either date is not known
};

/// Gives nominal and pronoun mentions their entity. Names must have theirs. In text order each mention takes its best link
/// that class, number and gender allow; a nominal that takes up nothing becomes an entity if it picks something out
/// (nominals.hpp) or if a later mention takes it up. Pronouns alone make an entity without a label: the record tells that they
/// mean one thing, the graph leaves it out.
/// `genders`, `offices`: [entities] what names, titles and knowledge say; may be shorter.
void attach(Extraction& extraction, const Ontology& ontology, std::vector<Gender> genders = {}, std::vector<std::vector<Office>> offices = {});

}  // namespace relata
