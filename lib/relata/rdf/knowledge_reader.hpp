// Reads files of known things, in Turtle or another RDF form, into a KnowledgeBuilder:
//
//   country:russia a rel:Country ; skos:prefLabel "Russia" ; skos:altLabel "Russian Federation" ;
//       rel:demonym "Russian" ; rel:people "Russians" ; owl:sameAs wd:Q159 .
//   person:vladimir-putin a rel:Person ; skos:prefLabel "Vladimir Putin" ; rel:partialName "Putin" ;
//       rel:term [ news:headOfState country:russia ; rel:from "2012-05-07" ] .
//
// Names: skos:prefLabel or rdfs:label (one, in English or without a language), skos:altLabel,
// rel:acronym, rel:code, rel:demonym, rel:people, rel:partialName. Identity: owl:sameAs and
// skos:exactMatch. Further: rel:gender, rel:popularity. Every other property between two IRIs is a
// fact; inside a rel:term node it holds from rel:from to rel:to. Other literals are passed over.
#pragma once
#include <relata/link/knowledge_builder.hpp>

#include <filesystem>

namespace relata {

/// Adds what the file says. Throws InputError where it cannot be read, OntologyError with
/// file:line:column where it is not well formed or contradicts itself; `into` is then unchanged.
void read_knowledge(const std::filesystem::path& file, KnowledgeBuilder& into);

}  // namespace relata
