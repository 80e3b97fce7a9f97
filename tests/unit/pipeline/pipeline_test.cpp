// The model-free pipeline on sentences about a small invented world: a line of text, the claims
// a careful reader would sign, and nothing else.
#include "small_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace relata::test {
namespace {

Extraction read(const std::string& text) {
  static const Contract ontology(small_ontology());
  static const KnowledgeBase names = small_names();
  static const Pipeline pipeline(ontology, names);
  Extraction extraction;
  extraction.document.id = "test";
  extraction.document.text = text;
  Diagnostics diagnostics;
  pipeline.run(extraction, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << text << "\n" << to_string(diagnostics.front());
  return extraction;
}

std::string spell(const Extraction& extraction, const Claim& claim) {
  std::string out = extraction.entities[claim.subject].label + " " + std::string(local_name(claim.predicate)) + " " +
                    extraction.entities[claim.object_entity()].label;
  if (claim.polarity == Polarity::kNegated) out += " [negated]";
  if (claim.certainty != Certainty::kCertain) out += " [" + std::string(to_string(claim.certainty)) + "]";
  if (claim.speaker != kNone) out += " <" + extraction.entities[claim.speaker].label + ">";
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> claims;
};

class Reading : public testing::TestWithParam<Case> {};

TEST_P(Reading, Claims) {
  const Extraction extraction = read(GetParam().text);
  std::vector<std::string> claims;
  for (const Claim& claim : extraction.claims) claims.push_back(spell(extraction, claim));
  std::sort(claims.begin(), claims.end());
  std::vector<std::string> expected = GetParam().claims;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(claims, expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Reading,
    testing::Values(
        Case{"Arland attacked Borvia.", {"Arland attacks Borvia"}},
        Case{"Borvia was attacked by Arland.", {"Arland attacks Borvia"}},
        Case{"Arland has not attacked Borvia.", {"Arland attacks Borvia [negated]"}},
        Case{"Arland may attack Borvia.", {"Arland attacks Borvia [possible]"}},
        Case{"Arland will attack Borvia.", {"Arland attacks Borvia [planned]"}},
        Case{"Officials from Arland attacked Borvia.", {}},
        Case{"Arland attacked Borvia's ports.", {}},
        Case{"Arland said Borvia attacked Portona.", {"Borvia attacks Portona <Arland>"}},
        Case{"Arland’s illegal and unprovoked war against Borvia goes on.", {"Arland atWarWith Borvia"}},
        Case{"The war between Arland and Borvia goes on.", {"Arland atWarWith Borvia"}},
        Case{"Arlandian President Anna Berg arrived.", {"Anna Berg headOfState Arland"}},
        Case{"Former Arlandian President Anna Berg arrived.", {}},
        Case{"Anna Berg, president of Arland, arrived.", {"Anna Berg headOfState Arland"}},
        Case{"The Portona-based news agency PNA wrote this.", {"PNA basedIn Portona"}},
        Case{"Arlandian troops attacked Borvia.", {}},
        Case{"“Arland supports Borvia,” Jane Roe said.", {"Arland supports Borvia <Jane Roe>"}},
        Case{"According to Jane Roe, Arland supports Borvia.", {"Arland supports Borvia <Jane Roe>"}},
        Case{"Jane Roe said that Arland supports Borvia.", {"Arland supports Borvia <Jane Roe>"}},
        Case{"", {}}, Case{"”“”““ said “", {}}));

TEST(Reading, OneThingIsOneEntity) {
  const Extraction e = read("Arlandian President Anna Berg met Jane Roe. Berg thanked Roe. Arland hopes. "
                            "The Open Sea Charter (or OSC) helps; the OSC is new.");
  std::vector<std::string> labels;
  for (const Entity& entity : e.entities) labels.push_back(entity.label);
  std::sort(labels.begin(), labels.end());
  EXPECT_EQ(labels, (std::vector<std::string>{"Anna Berg", "Arland", "Jane Roe", "Open Sea Charter"}));
}

TEST(Reading, EveryEvidenceIsInsideTheText) {
  const Extraction e = read("“For years,” said Jane Roe, “Arland supports Borvia.” Arlandian President Anna Berg was there.");
  ASSERT_FALSE(e.claims.empty());
  for (const Claim& claim : e.claims)
    for (const Span span : claim.evidence) EXPECT_FALSE(e.document.at(span).empty());
}

}  // namespace
}  // namespace relata::test
