// A world of a few classes, relations and names, built from values, so that the reading stages are
// tested without files, model or the shipped ontology.
#pragma once
#include <relata/core/name_lookup.hpp>
#include <relata/core/utf8.hpp>
#include <relata/ontology/ontology.hpp>
#include <relata/ontology/vocabulary.hpp>
#include <relata/pipeline/pipeline.hpp>

#include <map>

namespace relata::test {

inline std::string core_iri(std::string_view name) { return "https://relata.dev/ontology/core#" + std::string(name); }

class SmallNames : public NameLookup {
 public:
  std::optional<KnownName> find_name(std::string_view text) const override {
    const auto found = names_.find(std::string(text));
    return found == names_.end() ? std::nullopt : std::optional(found->second);
  }
  Entity describe(std::string_view iri) const override {
    Entity entity;
    entity.iri = iri;
    entity.label = std::string(iri.substr(iri.rfind('/') + 1));
    for (const auto& [name, known] : names_)
      if (known.iri == iri) entity.type = known.type;
    return entity;
  }
  std::uint32_t longest_name() const override { return 3; }

 private:
  std::map<std::string, KnownName> names_{
      {"Arland", {"http://t.example/Arland", core_iri("Country"), NameRole::kName}},
      {"Arlandian", {"http://t.example/Arland", core_iri("Country"), NameRole::kAdjective}},
      {"Arlandians", {"http://t.example/Arland", core_iri("Country"), NameRole::kPeople}},
      {"Borvia", {"http://t.example/Borvia", core_iri("Country"), NameRole::kName}},
      {"Borvian", {"http://t.example/Borvia", core_iri("Country"), NameRole::kAdjective}},
      {"Portona", {"http://t.example/Portona", core_iri("City"), NameRole::kName}},
      {"Anna Berg", {"http://t.example/AnnaBerg", core_iri("Person"), NameRole::kName}},
      {"Berg", {"http://t.example/AnnaBerg", core_iri("Person"), NameRole::kPartial}}};
};

inline Ontology small_ontology() {
  const std::vector<std::string> names{"Agent", "City", "Country", "Event", "Group", "MediaOrganization", "Organization",
                                       "Person", "Place", "Position", "War"};  // sorted: indices below follow it
  enum : std::uint32_t { kAgent, kCity, kCountry, kEvent, kGroup, kMedia, kOrganization, kPerson, kPlace, kPosition, kWar };
  std::vector<Class> classes;
  for (const std::string& name : names) classes.push_back({core_iri(name), name, {}, {}, {}, {}, {}});
  classes[kCity].parents = {kPlace};
  classes[kCountry].parents = {kAgent, kPlace};
  classes[kMedia].parents = {kOrganization};
  classes[kOrganization].parents = {kAgent};
  classes[kPerson].parents = {kAgent};
  classes[kWar].parents = {kEvent};
  classes[kMedia].wordings = {{"news agency", PartOfSpeech::kNoun}};
  classes[kOrganization].wordings = {{"ministry", PartOfSpeech::kNoun}, {"bank", PartOfSpeech::kNoun}};
  classes[kPosition].wordings = {{"president", PartOfSpeech::kNoun}, {"foreign minister", PartOfSpeech::kNoun}};
  classes[kWar].wordings = {{"war", PartOfSpeech::kNoun}};
  const auto property = [](std::string name, std::vector<std::uint32_t> domain, std::vector<std::uint32_t> range,
                           std::vector<Wording> wordings) {
    Property p;
    p.iri = "https://relata.dev/ontology/news#" + name;
    p.label = name;
    p.domain = std::move(domain);
    p.range = std::move(range);
    p.wordings = std::move(wordings);
    return p;
  };
  std::vector<Property> properties;
  properties.push_back(property("atWarWith", {kCountry}, {kCountry},
                                {{"X 's war against Y", PartOfSpeech::kNoun}, {"war between X and Y", PartOfSpeech::kNoun}}));
  properties.back().symmetric = true;
  properties.push_back(property("attacks", {kAgent}, {kAgent, kPlace}, {{"attack", PartOfSpeech::kVerb}}));
  properties.push_back(property("basedIn", {kOrganization}, {kPlace}, {{"Y - based X", PartOfSpeech::kAdjective}}));
  properties.push_back(property("headOfState", {kPerson}, {kCountry},
                                {{"Y president X", PartOfSpeech::kNoun}, {"X , president of Y", PartOfSpeech::kNoun}}));
  properties.push_back(property("supports", {kAgent}, {kAgent}, {{"support", PartOfSpeech::kVerb}}));
  return Ontology("https://relata.dev/ontology/test", "", std::move(classes), std::move(properties));
}

}  // namespace relata::test
