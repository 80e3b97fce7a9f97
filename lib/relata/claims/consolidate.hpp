// The last look at a document's claims: the same thing read twice, also by symmetry or an inverse property, is one claim with two
// evidences, in the direction in which it was read first.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/ontology.hpp>

namespace relata {

/// Leaves out claims below `min_confidence` and gives claims their ids ("c1", ...) in text order.
void consolidate(Extraction& extraction, const Ontology& ontology, double min_confidence);

}  // namespace relata
