// Claims against axioms: what is kept, what is taken out and the reason that is given.
#include <relata/claims/conform.hpp>
#include <relata/ontology/datatype.hpp>

#include "logic_world.hpp"

#include <gtest/gtest.h>

namespace relata::test {
namespace {

std::string xsd(std::string_view name) { return std::string(datatype::kXsd) + std::string(name); }

Contract sea() {
  Schema s;
  s.cls("Agent");
  s.cls("Person", {"Agent"});
  s.cls("Company", {"Agent"});
  s.cls("Ship");
  s.cls("Port");
  s.disjoint("Ship", "Port");
  s.property("owns", {"Company"}, {"Ship"});
  s.property("ownedBy", {"Ship"}, {"Company"}).functional = true;
  s.inverse("owns", "ownedBy");
  s.property("knows");
  s.property("commands", {"Person"}, {"Ship"}).inverse_functional = true;
  s.sub("commands", "knows");
  s.property("rivalOf", {"Company"}, {"Company"}).symmetric = true;
  Property& part = s.property("partOf");
  part.transitive = part.irreflexive = true;
  s.property("beats").asymmetric = true;
  s.values("launchedOn", {"Ship"}, xsd("date")).functional = true;
  s.values("motto", {}, "");
  return Contract(s.make());
}

void conform_to_sea(Claims& claims) {
  static const Contract contract = sea();
  conform(claims.extraction, contract);
}

TEST(Conform, DomainAndRange) {
  Claims c;
  const auto ship = c.thing("Aurora", "Ship"), port = c.thing("Malmo", "Port"), line = c.thing("Norhaven", "Company");
  c.says(line, "owns", ship);
  c.says(line, "owns", port);
  c.says(ship, "rivalOf", line);
  c.says(line, "somethingElse", port);
  conform_to_sea(c);
  EXPECT_EQ(c.kept(), "Norhaven owns Aurora\nNorhaven somethingElse Malmo\n");
  EXPECT_EQ(c.rejected(),
            "Norhaven owns Malmo (rdfs:range: Malmo is a Port; the range of owns is Ship; Port and Ship are disjoint)\n"
            "Aurora rivalOf Norhaven (rdfs:domain: Aurora is a Ship; the domain of rivalOf is Company)\n");
}

TEST(Conform, AnInverseTellsTheDirection) {
  Claims c;
  const auto ship = c.thing("Aurora", "Ship"), line = c.thing("Norhaven", "Company"), master = c.thing("Solheim", "Person");
  c.says(ship, "owns", line);
  c.says(ship, "commands", master);
  conform_to_sea(c);
  EXPECT_EQ(c.kept(), "Norhaven owns Aurora\n");
  EXPECT_LT(c.extraction.claims[0].confidence, 0.8);
  EXPECT_EQ(c.rejected(), "Aurora commands Solheim (rdfs:domain: Aurora is a Ship; the domain of commands is Person)\n");
}

TEST(Conform, WhatIsAcceptedGivesAClass) {
  Claims c;
  const auto ship = c.thing("Aurora"), line = c.thing("Norhaven");
  c.says(line, "owns", ship, 0.9);
  c.says(ship, "owns", line, 0.5);
  conform_to_sea(c);
  EXPECT_EQ(c.extraction.entities[ship].type, kEx + "Ship");
  EXPECT_EQ(c.extraction.mentions[line].type, kEx + "Company");
  EXPECT_EQ(c.kept(), "Norhaven owns Aurora\nNorhaven owns Aurora\n") << "the second one turned; consolidate() joins them";
}

TEST(Conform, TheBetterReadOfTwoStays) {
  Claims c;
  const auto ship = c.thing("Aurora", "Ship"), one = c.thing("Norhaven", "Company"), two = c.thing("Crest", "Company");
  const auto ann = c.thing("Ann", "Person"), ben = c.thing("Ben", "Person"), raft = c.thing("Raft", "Ship");
  c.says(ship, "ownedBy", one, 0.6);
  c.says(ship, "ownedBy", two, 0.7);
  c.says(raft, "ownedBy", one).polarity = Polarity::kNegated;
  c.says(raft, "ownedBy", two);
  c.says(ann, "commands", raft, 0.9);
  c.says(ben, "commands", raft, 0.8);
  conform_to_sea(c);
  EXPECT_EQ(c.kept(), "Aurora ownedBy Crest\nRaft ownedBy Norhaven\nRaft ownedBy Crest\nAnn commands Raft\n") << "a denial contradicts nothing";
  EXPECT_EQ(c.rejected(),
            "Aurora ownedBy Norhaven (owl:FunctionalProperty: Aurora has one ownedBy only, and Crest is the better read one)\n"
            "Ben commands Raft (owl:InverseFunctionalProperty: Raft is the commands of one thing only, and Ann is the better read one)\n");
}

TEST(Conform, AxiomsOfWhatFollows) {
  Claims c;
  const auto ship = c.thing("Aurora", "Ship"), one = c.thing("Norhaven", "Company"), two = c.thing("Crest", "Company");
  c.says(ship, "ownedBy", one, 0.9);
  c.says(two, "owns", ship);
  c.says(one, "owns", ship);
  conform_to_sea(c);
  EXPECT_EQ(c.kept(), "Aurora ownedBy Norhaven\nNorhaven owns Aurora\n");
  EXPECT_EQ(c.rejected(),
            "Crest owns Aurora (owl:FunctionalProperty: Aurora has one ownedBy, which follows from owns, only, and Norhaven is the better read one)\n");
}

TEST(Conform, CirclesAndSelves) {
  Claims c;
  const auto a = c.thing("A"), b = c.thing("B"), d = c.thing("D");
  c.says(a, "partOf", b);
  c.says(b, "partOf", d);
  c.says(d, "partOf", a);
  c.says(a, "beats", b);
  c.says(b, "beats", a);
  c.says(a, "beats", a);
  c.says(a, "knows", a);
  conform_to_sea(c);
  EXPECT_EQ(c.kept(), "A partOf B\nB partOf D\nA beats B\nA knows A\n");
  EXPECT_EQ(c.rejected(),
            "D partOf A (owl:TransitiveProperty: partOf would run in a circle from D by A to itself)\n"
            "B beats A (owl:AsymmetricProperty: beats goes one way, and A to B is the better read one)\n"
            "A beats A (owl:AsymmetricProperty: nothing stands in beats to itself)\n");
}

TEST(Conform, ThingsAndValues) {
  Claims c;
  const auto ship = c.thing("Aurora", "Ship"), line = c.thing("Norhaven", "Company"), port = c.thing("Malmo", "Port");
  Mention day;
  day.kind = MentionKind::kValue;
  day.value = "2019-05-03";
  c.extraction.mentions.push_back(day);
  const auto at = static_cast<std::uint32_t>(c.extraction.mentions.size() - 1);
  c.says(ship, "launchedOn", Literal{"3 May 2019", "", ""}).value_mention = at;
  c.says(ship, "launchedOn", Literal{"long ago", "", ""});
  c.says(ship, "launchedOn", Literal{"2019-13-99", xsd("date"), ""});
  c.says(ship, "launchedOn", port);
  c.says(line, "owns", Literal{"three ships", "", ""});
  c.says(line, "motto", Literal{"ever on", "", ""});
  conform_to_sea(c);
  EXPECT_EQ(c.kept(), "Aurora launchedOn 2019-05-03\nNorhaven motto ever on\n");
  EXPECT_EQ(c.extraction.claims[0].object_value().datatype, xsd("date"));
  EXPECT_EQ(c.rejected(),
            "Aurora launchedOn long ago (rdfs:range: \"long ago\" is a name, not a value; the range of launchedOn is date)\n"
            "Aurora launchedOn 2019-13-99 (rdfs:range: \"2019-13-99\" is no date)\n"
            "Aurora launchedOn Malmo (owl:DatatypeProperty: the object of launchedOn is a value; Malmo is a thing)\n"
            "Norhaven owns three ships (owl:ObjectProperty: the object of owns is a thing; \"three ships\" is a value)\n");
}

TEST(Conform, TheSameWordsReadAsTheWiderPropertyAreDropped) {
  Claims c;
  const auto ann = c.thing("Ann", "Person"), ship = c.thing("Aurora", "Ship");
  c.says(ann, "knows", ship);
  c.says(ann, "commands", ship).evidence = {{2, 8}};
  c.says(ann, "knows", ship);
  conform_to_sea(c);
  EXPECT_EQ(c.kept(), "Ann commands Aurora\nAnn knows Aurora\n");
  EXPECT_EQ(c.rejected(), "");
}

TEST(Conform, ManyClaimsInLinearTime) {
  Claims c;
  std::uint32_t last = c.thing("A");
  for (int i = 0; i < 20000; ++i) {
    const std::uint32_t next = c.thing("B");
    c.says(last, "partOf", next);
    c.says(0, "knows", next).evidence = {{0, 1}};
    last = next;
  }
  conform_to_sea(c);
  EXPECT_EQ(c.extraction.claims.size(), 40000u);
}

}  // namespace
}  // namespace relata::test
