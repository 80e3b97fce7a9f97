// What is told of an ontology before anything is read with it.
#include <relata/ontology/review.hpp>

#include "schema.hpp"

#include <gtest/gtest.h>

namespace relata::test {
namespace {

/// The facts of one kind, a line each.
std::string facts(const Ontology& ontology, Finding::Kind kind) {
  std::string out;
  for (const Finding& finding : review(Contract(ontology)))
    if (finding.kind == kind) out += finding.fact + "\n";
  return out;
}

Schema sea() {
  Schema s;
  s.cls("Ship");
  s.cls("Port");
  s.cls("Ferry", {"Ship"});
  s.disjoint("Ship", "Port");
  return s;
}

TEST(Review, ASoundOntologyHasNothingToCorrect) {
  Schema s = sea();
  s.property("callsAt", {"Ship"}, {"Port"}).wordings = {{"call at", PartOfSpeech::kVerb}};
  EXPECT_EQ(facts(s.make(), Finding::Kind::kContradiction), "");
  EXPECT_EQ(facts(s.make(), Finding::Kind::kUnusable), "");
  EXPECT_EQ(facts(s.make(), Finding::Kind::kMissing), "Ferry is in no domain, range or superclass\n");
}

TEST(Review, ContradictionsByTable) {
  const auto check = [](const Schema& schema, const std::string& words) {
    const std::string found = facts(schema.make(), Finding::Kind::kContradiction);
    EXPECT_NE(found.find(words), std::string::npos) << found << "expected " << words;
  };
  Schema s = sea();
  s.cls("Floating dock", {"Ferry", "Port"});
  check(s, "nothing can be a Floating dock: it is both Port and Ship, which are disjoint\n");
  s = sea();
  s.property("callsAt", {"Ship"}, {"Port"});
  s.property("visits", {"Port"}, {"Port"});
  s.sub("callsAt", "visits");
  check(s, "nothing can be the subject of callsAt: domain Ship (callsAt) and domain Port (visits) are disjoint\n");
  s = sea();
  s.cls("Crew");
  s.property("manOf", {"Crew"}, {"Ship"});
  s.property("memberOf", {"Port"}, {"Ship"});
  s.sub("manOf", "memberOf");
  check(s, "hardly anything can be the subject of manOf: domain Crew (manOf) and domain Port (memberOf) have nothing in common\n");
  s = sea();
  Property& near = s.property("near");
  near.symmetric = near.asymmetric = true;
  check(s, "near is both symmetric and asymmetric\n");
  s = sea();
  Property& part = s.property("partOf");
  part.functional = part.transitive = true;
  check(s, "partOf is both functional and transitive");
  s = sea();
  s.property("launchOf", {"Ship"});
  s.values("launchedOn", {"Ship"}, std::string("http://www.w3.org/2001/XMLSchema#date"));
  s.inverse("launchOf", "launchedOn");
  check(s, "the inverse of launchOf has values as objects\n");
}

TEST(Review, WhatIsOfNoUseAndWhatIsMissing) {
  Schema s = sea();
  s.values("afloat", {"Ship"}, "http://www.w3.org/2001/XMLSchema#boolean").symmetric = true;
  Property& worded = s.property("callsAt", {"Ship"}, {"Port"});
  worded.wordings = {{"X Y", PartOfSpeech::kUnknown}, {"X call at Y", PartOfSpeech::kUnknown}, {"X call", PartOfSpeech::kUnknown}};
  Property& bare = s.property("passes");
  bare.worded_by_label = true;
  bare.comment.clear();
  EXPECT_EQ(facts(s.make(), Finding::Kind::kUnusable),
            "afloat has values as objects, and logic that is for things (symmetric, transitive, inverse and the like)\n"
            "afloat wants xsd:boolean, which relata reads nowhere\n"
            "the wording \"X Y\" of callsAt is not used\nthe wording \"X call\" of callsAt is not used\n");
  const std::string missing = facts(s.make(), Finding::Kind::kMissing);
  for (const char* words : {"passes has no wording; only \"passes\"", "passes has no comment", "passes has no domain", "passes has no range"})
    EXPECT_NE(missing.find(words), std::string::npos) << missing << "expected " << words;
}

TEST(Review, AForeignClassWithoutAnAnchorIsTold) {
  const std::vector<Finding> findings = review(Contract(sea().make(), core_classes()));
  EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.fact == "Ship is like no class that relata's readers know"; }));
  for (const Finding& finding : findings) EXPECT_TRUE(finding.subject.starts_with(kEx)) << finding.fact << ": of a core class";
}

}  // namespace
}  // namespace relata::test
