// What an entity may be, from its reader's class and from claims, under an ontology that relata's readers do not know.
#include <relata/claims/entity_types.hpp>

#include <relata/ontology/vocabulary.hpp>

#include "logic_world.hpp"

#include <gtest/gtest.h>

namespace relata::test {
namespace {

using Fit = EntityTypes::Fit;
const std::string kCore = "https://relata.dev/ontology/core#";

Contract shipping() {
  Schema s;
  s.cls("Mariner").mappings = {"https://schema.org/Person"};
  s.cls("Company").mappings = {"https://schema.org/Organization"};
  s.cls("Shipyard", {"Company"});
  s.cls("Vessel");
  s.cls("Port");
  s.disjoint("Vessel", "Company");
  return Contract(s.make(), core_classes());
}

struct Types {
  Contract contract = shipping();
  Claims claims;
  std::uint32_t own(const char* name) const { return contract.reading().find_class(kEx + name); }
  EntityTypes types() const { return EntityTypes(claims.extraction, contract); }
};

TEST(EntityTypes, ACoreClassOnlyBoundsWhatAThingMayBe) {
  Types t;
  const auto firm = t.claims.thing("Norhaven", kCore + "Organization"), ann = t.claims.thing("Ann", kCore + "Person");
  const auto place = t.claims.thing("Malmo", kCore + "Place"), other = t.claims.thing("Aurora", std::string(core_class::kThing)), unknown = t.claims.thing("Petrel");
  const EntityTypes types = t.types();
  const struct {
    std::uint32_t entity;
    const char* cls;
    Fit fit;
  } table[] = {
      {firm, "Company", Fit::kIs},     {firm, "Shipyard", Fit::kMayBe},  {firm, "Mariner", Fit::kNot},    {firm, "Vessel", Fit::kNot},
      {ann, "Mariner", Fit::kIs},      {ann, "Company", Fit::kNot},      {place, "Port", Fit::kMayBe},    {place, "Vessel", Fit::kMayBe},
      {place, "Company", Fit::kNot},   {other, "Vessel", Fit::kMayBe},   {other, "Company", Fit::kNot},   {unknown, "Company", Fit::kMayBe},
  };
  for (const auto& row : table) EXPECT_EQ(types.fit(row.entity, {t.own(row.cls)}), row.fit) << t.claims.extraction.entities[row.entity].label << " as " << row.cls;
  EXPECT_EQ(types.written(firm), kEx + "Company");
  EXPECT_EQ(types.written(place), "") << "the contract has no such class";
  EXPECT_EQ(types.name(place), "Place");
  EXPECT_EQ(types.name(unknown), "thing whose class is not known");
}

TEST(EntityTypes, DemandsNarrow) {
  Types t;
  const auto thing = t.claims.thing("Petrel");
  EntityTypes types = t.types();
  types.demand(thing, {t.own("Vessel"), t.own("Port")});
  EXPECT_EQ(types.written(thing), "") << "one of two";
  EXPECT_EQ(types.fit(thing, {t.own("Mariner")}), Fit::kNot) << "neither of the two";
  types.demand(thing, {t.own("Mariner"), t.own("Port")});
  EXPECT_EQ(types.written(thing), kEx + "Port") << "all that both leave";
  EXPECT_EQ(types.fit(thing, {t.own("Vessel")}), Fit::kNot);
}

TEST(EntityTypes, AWiderDemandLeavesTheNarrowerOneOpen) {
  Types t;
  const auto thing = t.claims.thing("Kestrel");
  EntityTypes types = t.types();
  types.demand(thing, {t.own("Shipyard"), t.own("Port")});
  types.demand(thing, {t.own("Company")});
  EXPECT_NE(types.fit(thing, {t.own("Shipyard")}), Fit::kNot);
  types.demand(thing, {t.own("Shipyard")});
  EXPECT_EQ(types.written(thing), kEx + "Shipyard");
}

TEST(EntityTypes, KindsOfOneCoreClassMayHoldOfOneThing) {
  Schema s;
  s.cls("Human").mappings = {"https://schema.org/Person"};
  for (const char* cls : {"rail company", "ferry company", "oil company", "Song", "Single"}) s.cls(cls);
  s.disjoint("ferry company", "oil company");
  const Contract contract(s.make(), core_classes());
  const auto own = [&](const char* name) { return contract.reading().find_class(kEx + name); };
  Claims claims;
  const auto firm = claims.thing("Norhaven"), tune = claims.thing("Tune");
  EntityTypes types(claims.extraction, contract);
  types.demand(firm, {own("rail company")});
  types.demand(tune, {own("Song")});
  EXPECT_EQ(types.fit(firm, {own("ferry company")}), Fit::kMayBe);
  EXPECT_EQ(types.fit(firm, {own("Human")}), Fit::kNot) << "another core class";
  EXPECT_EQ(types.fit(tune, {own("Single")}), Fit::kNot) << "nothing is known of either class";
  types.demand(firm, {own("ferry company")});
  EXPECT_EQ(types.written(firm), kEx + "rail company");
  EXPECT_EQ(types.written_too(firm), std::vector<std::string>{kEx + "ferry company"});
  EXPECT_EQ(types.fit(firm, {own("ferry company")}), Fit::kIs);
  EXPECT_EQ(types.fit(firm, {own("oil company")}), Fit::kNot) << "disjoint with a class that it is of, too";
}

TEST(EntityTypes, ANumberForAClassAsksNothing) {
  Schema s;
  s.cls("Book");
  s.cls("Q47461344");
  const Contract contract(s.make(), core_classes());
  const auto own = [&](const char* name) { return contract.reading().find_class(kEx + name); };
  Claims claims;
  const auto tale = claims.thing("Tale"), ann = claims.thing("Ann", kCore + "Person");
  EntityTypes types(claims.extraction, contract);
  types.demand(tale, {own("Book")});
  EXPECT_EQ(types.fit(tale, {own("Q47461344")}), Fit::kMayBe);
  for (const auto one : {tale, ann}) types.demand(one, {own("Q47461344")});
  EXPECT_EQ(types.written(tale), kEx + "Book");
  EXPECT_EQ(types.written_too(tale), std::vector<std::string>{kEx + "Q47461344"});
  EXPECT_EQ(types.written(ann), kEx + "Q47461344") << "so that the claim conforms";
  EXPECT_TRUE(types.written_too(ann).empty());
  EXPECT_EQ(types.fit(ann, {own("Book")}), Fit::kMayBe) << "as before: no core class is known of books here";
}

TEST(EntityTypes, ACityIsATerritoryAndNoCountry) {
  Schema core(kCore), s;
  core.cls("Person");
  core.cls("Place");
  core.cls("Region", {"Place"}).wordings = {{"territory", PartOfSpeech::kNoun}};
  for (const char* cls : {"City", "Country", "Facility"}) core.cls(cls, {"Place"});
  s.cls("territory");
  s.cls("Country");
  const Contract contract(s.make(), core.make());
  const auto own = [&](const char* name) { return contract.reading().find_class(kEx + name); };
  Claims claims;
  const auto malmo = claims.thing("Malmo", kCore + "City"), bridge = claims.thing("Bridge", kCore + "Facility"), norland = claims.thing("Norland", kCore + "Country");
  const EntityTypes types(claims.extraction, contract);
  EXPECT_EQ(types.fit(malmo, {own("territory")}), Fit::kMayBe);
  EXPECT_EQ(types.fit(norland, {own("territory")}), Fit::kMayBe);
  EXPECT_EQ(types.fit(bridge, {own("territory")}), Fit::kNot);
  EXPECT_EQ(types.fit(malmo, {own("Country")}), Fit::kNot);
}

TEST(EntityTypes, WhatOnlyCoreClassesSayIsNotWritten) {
  Schema s;
  s.cls("Organization");
  s.cls("shipping company");
  const Contract contract(s.make(), core_classes());
  const auto own = [&](const char* name) { return contract.reading().find_class(kEx + name); };
  Claims claims;
  const auto one = claims.thing("Norhaven", "shipping company"), two = claims.thing("Crest", "shipping company");
  EntityTypes types(claims.extraction, contract);
  EXPECT_EQ(types.fit(one, {own("Organization")}), Fit::kMayBe);
  types.demand(one, {own("Organization")});
  EXPECT_EQ(types.written(one), kEx + "Organization") << "so that the claim conforms by the user's axioms";
  types.demand(two, {own("shipping company")});
  types.demand(two, {own("Organization")});
  EXPECT_EQ(types.written(two), kEx + "shipping company") << "an earlier claim needs it";
  EXPECT_EQ(types.written_too(two), std::vector<std::string>{kEx + "Organization"});
}

TEST(EntityTypes, OwnClassesAreTakenAtTheirWord) {
  Types t;
  const auto yard = t.claims.thing("Kestrel", "Shipyard");
  const EntityTypes types = t.types();
  EXPECT_EQ(types.fit(yard, {t.own("Company")}), Fit::kIs);
  EXPECT_EQ(types.fit(yard, {t.own("Vessel")}), Fit::kNot);
  EXPECT_EQ(types.fit(yard, {t.own("Port")}), Fit::kNot);
  EXPECT_EQ(types.written(yard), kEx + "Shipyard");
}

}  // namespace
}  // namespace relata::test
