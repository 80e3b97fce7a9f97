// Reads the categories of events from RDF: SKOS concepts with OntoLex-lemon wordings (ontologies/events.ttl).
//
//   plover:COERCE a rel:EventCategory , skos:Concept ; skos:prefLabel "coerce"@en ; rel:intended plover:THREATEN ;
//     ontolex:isDenotedBy [ lexinfo:partOfSpeech lexinfo:verb ;
//                           ontolex:canonicalForm [ ontolex:writtenRep "arrest"@en , "impose curfew"@en ] ] .
#pragma once
#include <relata/core/error.hpp>
#include <relata/ontology/event_category.hpp>

#include <string>
#include <vector>

namespace relata {

/// Categories by IRI; none where the file has none. Throws InputError for a file that cannot be read, OntologyError as "file:line:column: fact; remedy"
/// for what is no Turtle and for a rel:intended that names no category.
std::vector<EventCategory> read_event_categories(const std::string& path, Diagnostics& diagnostics);
/// Of several files, which are read as ontologies, too, so that what is wrong with them is told there; only those in Turtle can have any.
std::vector<EventCategory> read_event_categories(const std::vector<std::string>& ontologies);

}  // namespace relata
