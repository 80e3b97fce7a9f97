// A user's classes over relata's core classes: which are one, which are kinds of them, and what may be written.
#include <relata/ontology/contract.hpp>

#include "schema.hpp"

#include <gtest/gtest.h>

namespace relata::test {
namespace {

Ontology shipping() {
  Schema s;
  s.cls("Mariner").mappings = {"http://schema.org/Person"};
  s.cls("Organisation");
  s.cls("Shipyard", {"Organisation"});
  s.cls("shipping company");
  s.cls("Vessel").wordings = {{"ship", PartOfSpeech::kNoun}, {"captain", PartOfSpeech::kNoun}};
  s.property("owns", {"Organisation"}, {"Vessel"});
  return s.make();
}

TEST(Contract, AForeignOntologyStandsOverCoreClasses) {
  const Contract contract(shipping(), core_classes());
  const Ontology& o = contract.reading();
  ASSERT_TRUE(contract.is_foreign());
  const auto core = [&](const char* name) { return o.find_class("https://relata.dev/ontology/core#" + std::string(name)); };
  const auto own = [&](const char* name) { return o.find_class(kEx + name); };
  EXPECT_TRUE(o.is_a(core("Person"), own("Mariner"))) << "equal by a mapping, with http for https";
  EXPECT_TRUE(o.is_a(core("Organization"), own("Organisation"))) << "equal by name, in either spelling";
  EXPECT_TRUE(o.is_a(own("shipping company"), core("Organization"))) << "a kind of it by its last noun";
  EXPECT_FALSE(o.is_a(core("Organization"), own("shipping company")));
  EXPECT_TRUE(o.disjoint(own("Mariner"), own("Shipyard"))) << "as the core classes are";
  EXPECT_TRUE(contract.is_anchored(own("Shipyard")));
  EXPECT_FALSE(contract.is_anchored(own("Vessel")));
  EXPECT_FALSE(contract.is_own(core("Person")));
  EXPECT_EQ(contract.own_class(core("Person")), own("Mariner"));
  EXPECT_EQ(contract.own_class(own("Shipyard")), own("Shipyard"));
  EXPECT_EQ(contract.own_class(core("Place")), kNone);
  EXPECT_EQ(contract.own_class(kNone), kNone);
  EXPECT_TRUE(contract.says(core("Person"), {own("Vessel"), own("Mariner")}));
  EXPECT_TRUE(contract.says(own("Shipyard"), {own("Organisation")}));
  EXPECT_FALSE(contract.says(own("shipping company"), {own("Organisation")})) << "by core classes only";
  EXPECT_FALSE(contract.says(core("Place"), {own("Vessel")}));
  ASSERT_EQ(o.classes()[own("Vessel")].wordings.size(), 1u) << "the noun for an office stays with the office";
  const Property& owns = o.properties()[o.find_property("owns")];
  EXPECT_EQ(owns.domain, std::vector{own("Organisation")});
  EXPECT_EQ(owns.range, std::vector{own("Vessel")});
}

TEST(Contract, AnOntologyWithCoreClassesIsTakenAlone) {
  const Contract contract(core_classes(), core_classes());
  EXPECT_FALSE(contract.is_foreign());
  EXPECT_EQ(contract.reading().classes().size(), core_classes().classes().size());
  EXPECT_TRUE(contract.is_own(0));
  EXPECT_TRUE(contract.is_anchored(0));
}

}  // namespace
}  // namespace relata::test
