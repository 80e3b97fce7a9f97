// The few kinds of things that names are told apart by, and which kinds one name can have at once.
#pragma once
#include <relata/ontology/ontology.hpp>

#include <string_view>

namespace relata {

enum class Family { kUnknown, kPerson, kPlace, kOrganization, kGroup, kOther };

/// Of a class by its IRI or local name; owl:Thing and what the ontology lacks is kUnknown. A country is a place here.
Family family_of(const Ontology& ontology, std::string_view type);

}  // namespace relata
