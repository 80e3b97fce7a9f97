// What an ontology says about telling namesakes apart, as the graph wants it.
#pragma once
#include <relata/graph/identity.hpp>
#include <relata/ontology/ontology.hpp>

namespace relata {

IdentityRules identity_rules(const Ontology& ontology);

}  // namespace relata
