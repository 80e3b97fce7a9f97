#include "sentences.hpp"

#include <relata/graph/agreement.hpp>

#include <relata/core/iri.hpp>

#include <gtest/gtest.h>

namespace relata::test {
namespace {

std::string relation(const std::string& name) { return "http://t.example/r#" + name; }

/// Allies and helpers are partners; ledBy is the inverse of leads; one is born in one place, and leads what nobody else leads.
AgreementRules rules() {
  AgreementRules out;
  out.other_forms[relation("ledBy")] = {relation("leads"), true};
  out.relations[relation("partner")].symmetric = true;
  out.relations[relation("ally")] = {true, false, false, {{relation("partner"), false}}};
  out.relations[relation("helps")].broader = {{relation("partner"), false}};
  out.relations[relation("bornIn")].functional = true;
  out.relations[relation("leads")].inverse_functional = true;
  return out;
}

/// One document a list of lines, named a, b, ...
KnowledgeGraph graph_of_documents(const std::vector<std::vector<std::string>>& documents) {
  KnowledgeGraph graph;
  for (std::size_t i = 0; i < documents.size(); ++i) graph.merge(graph_of(documents[i], "", std::string(1, static_cast<char>('a' + i))));
  return graph;
}

/// "A likes B: a+ b- c? !denied": a line a proposition, voices by document.
std::vector<std::string> compared(const KnowledgeGraph& graph) {
  std::vector<std::string> out;
  const Agreement agreement = compare(graph, rules());
  for (const Proposition& p : agreement.propositions) {
    std::string line = graph.node(p.subject).label + " " + std::string(local_name(agreement.properties[p.property])) + " " +
                       (p.value != nullptr ? p.value->value : graph.node(p.object).label) + ":";
    for (const Voice& voice : agreement.voices_of(p)) {
      const Statement& s = *voice.statement;
      line += " " + graph.sources()[s.source].id + (s.speaker == kNone ? "" : "/" + graph.node(s.speaker).label) + "+-?"[static_cast<int>(stance_of(s))];
      if (voice.is_implied) line += "(" + std::string(local_name(graph.predicate(s))) + ")";
    }
    out.push_back(line + (p.is_denied ? " !denied" : "") + (p.has_rival ? " !rival" : "") + (p.is_unsure ? " !unsure" : ""));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Agreement, GroupsVoicesOfOneProposition) {
  EXPECT_EQ(compared(graph_of_documents({{"A likes B"}, {"A likes B not by:B"}, {"A likes B wished by:C", "A likes C"}})),
            (Lines{"A likes B: a+ b/B- c/C? !denied !unsure", "A likes C: c+"}));
}

TEST(Agreement, DirectionOfInverseAndSymmetricPropertiesDoesNotMatter) {
  EXPECT_EQ(compared(graph_of_documents({{"A leads B", "B partner A"}, {"B ledBy A not", "A partner B"}})),
            (Lines{"A leads B: a+ b- !denied", "A partner B: a+ b+"}));
}

TEST(Agreement, NarrowerPropertiesSpeakForBroaderOnesThatAreSpokenOf) {
  EXPECT_EQ(compared(graph_of_documents({{"B ally A"}, {"A partner B"}})), (Lines{"A partner B: a+(ally) b+", "A ally B: a+"}));
  EXPECT_EQ(compared(graph_of_documents({{"B ally A"}, {"A partner B not"}})), (Lines{"A ally B: a+ b-(partner) !denied", "A partner B: a+(ally) b- !denied"}));
  EXPECT_EQ(compared(graph_of_documents({{"B ally A not"}, {"A partner B"}})), (Lines{"A ally B: a-", "A partner B: b+"}));
  EXPECT_EQ(compared(graph_of_documents({{"B ally A asked"}, {"A partner B"}})), (Lines{"A ally B: a?", "A partner B: b+"}));
  EXPECT_EQ(compared(graph_of_documents({{"A ally B", "A partner B"}})), (Lines{"A ally B: a+", "A partner B: a+"}));
}

TEST(Agreement, DenyingASymmetricPropertyDeniesBothDirectionsOfWhatImpliesIt) {
  EXPECT_EQ(compared(graph_of_documents({{"B helps A"}, {"A partner B not"}})),
            (Lines{"A partner B: a+(helps) b- !denied", "B helps A: a+ b-(partner) !denied"}));
}

TEST(Agreement, TwoValuesOfAFunctionalPropertyAreRivals) {
  EXPECT_EQ(compared(graph_of_documents({{"A bornIn B"}, {"A bornIn C"}, {"A bornIn C", "D bornIn B"}})),
            (Lines{"A bornIn C: b+ c+ !rival", "A bornIn B: a+ !rival", "D bornIn B: c+"}));
  EXPECT_EQ(compared(graph_of_documents({{"A bornIn B"}, {"A bornIn Cc"}})), (Lines{"A bornIn B: a+", "A bornIn Cc: b+"})) << "thing and city";
  EXPECT_EQ(compared(graph_of_documents({{"A bornIn B"}, {"A bornIn C not"}})), (Lines{"A bornIn B: a+", "A bornIn C: b-"}));
  EXPECT_EQ(compared(graph_of_documents({{"A bornIn B", "A bornIn C"}})), (Lines{"A bornIn B: a+", "A bornIn C: a+"})) << "nobody else says otherwise";
  EXPECT_EQ(compared(graph_of_documents({{"A leads B"}, {"C leads B"}, {"A leads D"}})),
            (Lines{"A leads B: a+ !rival", "C leads B: b+ !rival", "A leads D: c+"}));
}

TEST(Agreement, TimesThatDoNotMeetDoNotContradict) {
  EXPECT_EQ(compared(graph_of_documents({{"A likes B @2014-01-01/2019-01-01"}, {"A likes B not @2020"}})), (Lines{"A likes B: a+ b-"}));
  EXPECT_EQ(compared(graph_of_documents({{"A likes B @2024-03"}, {"A likes B not @2024-03-05"}})), (Lines{"A likes B: a+ b- !denied"}));
  EXPECT_EQ(compared(graph_of_documents({{"A likes B @2022-02-24/.."}, {"A likes B not @2024"}})), (Lines{"A likes B: a+ b- !denied"}));
  EXPECT_EQ(compared(graph_of_documents({{"A likes B @P3M"}, {"A likes B not @2024"}})), (Lines{"A likes B: a+ b- !denied"}));
  EXPECT_EQ(compared(graph_of_documents({{"A bornIn B @2001"}, {"A bornIn C @2002"}, {"A bornIn D @2002-05"}})),
            (Lines{"A bornIn C: b+ !rival", "A bornIn D: c+ !rival", "A bornIn B: a+"}));
}

TEST(Agreement, WordsAreTheSameWhateverTheirCase) {
  EXPECT_EQ(compared(graph_of_documents({{"A wants :Peace"}, {"A wants :peace."}, {"A wants :war"}})), (Lines{"A wants Peace: a+ b+", "A wants war: c+"}));
}

TEST(Agreement, CountsASpeakerOnceAndDoesNotSeeTheOrderOfDocuments) {
  const std::vector<std::string> one{"A likes B by:C", "A bornIn C"}, two{"A likes B by:C", "A bornIn D"}, three{"A likes B", "E likes B not"};
  const KnowledgeGraph a = graph_of(one, "", "one"), b = graph_of(two, "", "two"), c = graph_of(three, "", "three");
  KnowledgeGraph forward, backward;
  for (const KnowledgeGraph* graph : {&a, &b, &c}) forward.merge(*graph);
  for (const KnowledgeGraph* graph : {&c, &b, &a}) backward.merge(*graph);
  EXPECT_EQ(compared(forward), compared(backward));
  const Agreement agreement = compare(forward, rules());
  ASSERT_EQ(agreement.propositions.size(), 4U);
  EXPECT_EQ(agreement.propositions[2].documents, 3U);
  EXPECT_EQ(agreement.propositions[2].speakers, 2U);
}

TEST(Agreement, NothingToCompare) { EXPECT_TRUE(compare(KnowledgeGraph(), {}).propositions.empty()); }

}  // namespace
}  // namespace relata::test
