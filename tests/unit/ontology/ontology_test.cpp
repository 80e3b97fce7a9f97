// What follows from the axioms of an ontology.
#include "schema.hpp"

#include <gtest/gtest.h>

namespace relata::test {
namespace {

std::string spell(const Ontology& o, const std::vector<EndConstraint>& constraints) {
  std::string out;
  for (const EndConstraint& one : constraints) {
    out += (out.empty() ? "" : " ") + o.properties()[one.property].label + (one.is_range ? ".range" : ".domain");
    for (const std::uint32_t cls : one.classes) out += "/" + o.classes()[cls].label;
  }
  return out;
}

TEST(Ontology, DemandsOfSuperPropertiesInversesAndSymmetry) {
  Schema s;
  s.cls("Person");
  s.cls("Company");
  s.cls("Ship");
  s.property("owns", {"Company"}, {"Ship"});
  s.property("ownedBy", {}, {"Company", "Person"});
  s.property("runs", {"Person"});
  s.property("rivalOf", {"Company"}).symmetric = true;
  s.inverse("owns", "ownedBy");
  s.sub("owns", "runs");
  const Ontology o = s.make();
  const std::uint32_t owns = o.find_property("owns"), rival = o.find_property("rivalOf");
  EXPECT_EQ(spell(o, o.subject_constraints(owns)), "owns.domain/Company ownedBy.range/Company/Person runs.domain/Person");
  EXPECT_EQ(spell(o, o.object_constraints(owns)), "owns.range/Ship");
  EXPECT_EQ(spell(o, o.object_constraints(rival)), "rivalOf.domain/Company");
  EXPECT_FALSE(o.admits_subject(owns, o.find_class("Company"))) << "no Person, as runs demands";
  EXPECT_FALSE(o.admits_object(rival, o.find_class("Person")));
  EXPECT_TRUE(o.admits_object(rival, kNone));
}

TEST(Ontology, EquivalentsAreWhatTheOtherIs) {
  Schema s;
  s.cls("Vessel");
  s.cls("Ship");
  s.cls("Tanker", {"Ship"});
  s.cls("Port");
  s.cls("Vehicle");
  Ontology plain = s.make();
  std::vector<Class> classes = plain.classes();
  const std::uint32_t ship = plain.find_class("Ship"), vessel = plain.find_class("Vessel");
  classes[ship].equivalents = {vessel};
  classes[vessel].equivalents = {ship};
  classes[vessel].parents = {plain.find_class("Vehicle")};
  classes[vessel].disjoint_with = {plain.find_class("Port")};
  const Ontology o("", "", classes, {});
  EXPECT_TRUE(o.is_a(o.find_class("Ship"), o.find_class("Vessel")));
  EXPECT_TRUE(o.is_a(o.find_class("Vessel"), o.find_class("Ship")));
  EXPECT_TRUE(o.is_a(o.find_class("Tanker"), o.find_class("Vehicle")));
  EXPECT_TRUE(o.disjoint(o.find_class("Tanker"), o.find_class("Port")));
  EXPECT_FALSE(o.is_a(o.find_class("Vehicle"), o.find_class("Ship")));
  EXPECT_NE(o.fingerprint(), plain.fingerprint());
}

TEST(Ontology, CirclesAreSpelledOut) {
  std::vector<Property> properties(2);
  for (std::uint32_t p = 0; p < 2; ++p) {
    properties[p].iri = "urn:x:" + std::to_string(p);
    properties[p].parents = {1 - p};
  }
  try {
    Ontology("", "", {}, properties);
    FAIL() << "was taken";
  } catch (const OntologyError& refused) {
    EXPECT_STREQ(refused.what(), "rdfs:subPropertyOf runs in a circle: urn:x:0 -> urn:x:1 -> urn:x:0; remove one of these statements");
  }
}

}  // namespace
}  // namespace relata::test
