// Reads an ontology from RDF (OWL 2 and RDFS terms, SKOS labels, OntoLex-lemon wordings) into the plain
// values of the ontology room. What it does not understand (restrictions, unknown annotations) is passed
// over and counted in a Diagnostic; what contradicts itself or names something undeclared stops it.
//
//   news:partnerOf a owl:ObjectProperty, owl:SymmetricProperty ;
//     rdfs:label "partner of"@en ; rdfs:domain rel:Agent ; rdfs:range rel:Agent ; rel:category rel:COOPERATE ;
//     ontolex:isDenotedBy [ lexinfo:partOfSpeech lexinfo:noun ;
//                           ontolex:canonicalForm [ ontolex:writtenRep "partnership between X and Y"@en ] ] .
//
// A class or property without any wording is worded by its label. Text in other languages is not read.
#pragma once
#include <relata/ontology/ontology.hpp>

#include <string>
#include <vector>

namespace relata {

/// Reads the files (Turtle, N-Triples or RDF/XML by extension and content) as one ontology; their order does
/// not matter but for the IRI and version, which are the first file's. Throws InputError for a file that
/// cannot be read, OntologyError as "file:line:column: fact; remedy" for everything wrong inside.
Ontology read_ontology(const std::vector<std::string>& paths, Diagnostics& diagnostics);

}  // namespace relata
