// The few classes of ontologies/core.ttl that stages know by name because grammar treats them
// apart: people have titles, places have demonyms, events are told by common nouns, and the
// language model types names and nouns by them.
#pragma once
#include <string_view>

namespace relata::core_class {

inline constexpr std::string_view kNamespace = "https://relata.dev/ontology/core#";
/// Properties of core.ttl are for what a knowledge file says of a thing; no text is read for them.
inline bool is_knowledge_property(std::string_view iri) { return iri.starts_with(kNamespace); }

inline constexpr std::string_view kPerson = "https://relata.dev/ontology/core#Person";
inline constexpr std::string_view kOrganization = "https://relata.dev/ontology/core#Organization";
inline constexpr std::string_view kCompany = "https://relata.dev/ontology/core#Company";
inline constexpr std::string_view kInternationalOrganization = "https://relata.dev/ontology/core#InternationalOrganization";
inline constexpr std::string_view kMediaOrganization = "https://relata.dev/ontology/core#MediaOrganization";
inline constexpr std::string_view kPoliticalParty = "https://relata.dev/ontology/core#PoliticalParty";
inline constexpr std::string_view kPlace = "https://relata.dev/ontology/core#Place";
inline constexpr std::string_view kGroup = "https://relata.dev/ontology/core#Group";
inline constexpr std::string_view kNationalGroup = "https://relata.dev/ontology/core#NationalGroup";
inline constexpr std::string_view kFacility = "https://relata.dev/ontology/core#Facility";
inline constexpr std::string_view kRegion = "https://relata.dev/ontology/core#Region";
inline constexpr std::string_view kCountry = "https://relata.dev/ontology/core#Country";
inline constexpr std::string_view kCity = "https://relata.dev/ontology/core#City";
inline constexpr std::string_view kEvent = "https://relata.dev/ontology/core#Event";
inline constexpr std::string_view kAttack = "https://relata.dev/ontology/core#Attack";
inline constexpr std::string_view kDocument = "https://relata.dev/ontology/core#Document";
inline constexpr std::string_view kProduct = "https://relata.dev/ontology/core#Product";
inline constexpr std::string_view kPosition = "https://relata.dev/ontology/core#Position";

/// Of what is known to be of none of the classes above.
inline constexpr std::string_view kThing = "http://www.w3.org/2002/07/owl#Thing";

}  // namespace relata::core_class
