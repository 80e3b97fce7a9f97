// "Eastern Ukraine" is not Ukraine: the part of a place that a word for a direction picks out is a thing of its own.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/ontology.hpp>

namespace relata {

/// Adds an entity, and a nominal mention around the name, for each part of a named place that the text speaks of ("western Mosul", "the north-east of Syria" not).
/// Mentions must be resolved.
void find_place_parts(Extraction& extraction, const Ontology& ontology);

}  // namespace relata
