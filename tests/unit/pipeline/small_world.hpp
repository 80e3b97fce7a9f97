// A world of a few classes, relations and names, built from values, so that the reading stages are
// tested without files, model or the shipped ontology.
#pragma once
#include <relata/link/knowledge_base.hpp>
#include <relata/link/knowledge_builder.hpp>
#include <relata/ontology/ontology.hpp>
#include <relata/ontology/vocabulary.hpp>
#include <relata/pipeline/pipeline.hpp>

#include <set>

namespace relata::test {

inline std::string core_iri(std::string_view name) { return "https://relata.dev/ontology/core#" + std::string(name); }

inline KnowledgeBase small_names() {
  using enum AliasKind;
  KnowledgeBuilder names;
  const auto thing = [&](const std::string& id, const std::string& label, const std::string& type, std::set<std::pair<AliasKind, std::string>> aliases = {}) {
    names.add(NewThing{"http://t.example/" + id, label, core_iri(type), "", {}, std::move(aliases), 0.9});
  };
  thing("Arland", "Arland", "Country", {{kDemonym, "Arlandian"}, {kPeople, "Arlandians"}});
  thing("Borvia", "Borvia", "Country", {{kDemonym, "Borvian"}});
  thing("Portona", "Portona", "City");
  thing("AnnaBerg", "Anna Berg", "Person", {{kPartial, "Berg"}});
  KnowledgeBase known;
  known.add(names, "small world");
  return known;
}

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
