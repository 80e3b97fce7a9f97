// What a model read between two stretches of text (Extraction::readings) as claims: its ends become entities, polarity and certainty
// come from the tree, and what a wording has read too is surer for it.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/contract.hpp>

namespace relata {

/// To a document whose mentions are resolved and whose claims by wordings are read; the readings are of Contract::reading(). Of a property that has
/// wordings of its own a reading alone is told only if it is likelier than not. With a foreign ontology the words that the model chose for an end are its
/// name where they are a longer name than the one found first ("Expedition | 37"), and what names looked like gives way to domain and range.
void tell_readings(Extraction& extraction, const Contract& contract);

}  // namespace relata
