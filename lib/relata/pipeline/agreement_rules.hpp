// What an ontology says of equivalent, inverse, symmetric, functional and broader properties, as the graph wants it for comparing.
#pragma once
#include <relata/graph/agreement.hpp>
#include <relata/ontology/ontology.hpp>

namespace relata {

/// Of properties that mean the same the functional one is the normal form, else the one with the most wordings, else the first by IRI.
AgreementRules agreement_rules(const Ontology& ontology);

}  // namespace relata
