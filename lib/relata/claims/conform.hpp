// Holds a document's claims to the logic of the ontology, behind all extractors. A claim that breaks an axiom is turned where the
// logic leaves no other reading of it, else taken out and listed with the axiom; what stays gives entities without a class
// the one that domain and range demand.
//
// Claims are judged one after another, the better scored first, so that where two contradict each other the better one stays:
//   rdfs:domain, rdfs:range, owl:disjointWith   of the property, those above it, their inverses; narrowed by claims judged before
//   owl:IrreflexiveProperty, AsymmetricProperty and, with owl:TransitiveProperty, circles
//   owl:FunctionalProperty, InverseFunctionalProperty   between claims of the document that would be asserted
//   the datatype of a value
// What follows from a claim (inverse, symmetry, super-properties, transitivity) is not added: it is for a reasoner, or for a query.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/contract.hpp>

namespace relata {

/// Moves claims that do not conform to Extraction::rejected and writes the classes of entities and mentions. Claims of open and event
/// predicates that are not in the ontology stay as they are.
void conform(Extraction& extraction, const Contract& contract);

}  // namespace relata
