// The last look at a document's claims: the same thing read twice is one claim with two evidences,
// entities without a class take the one their claims demand.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/ontology.hpp>

namespace relata {

/// Leaves out claims below `min_confidence` and gives claims their ids ("c1", ...) in text order.
void consolidate(Extraction& extraction, const Ontology& ontology, double min_confidence);

}  // namespace relata
