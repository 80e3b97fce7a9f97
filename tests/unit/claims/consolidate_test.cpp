// What stays of claims that say the same.
#include <relata/claims/consolidate.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

Claim claim(Method method, std::uint32_t subject, const std::string& predicate, std::uint32_t object, Span evidence) {
  Claim out;
  out.method = method;
  out.subject = subject;
  out.predicate = predicate;
  out.object = object;
  out.evidence = {evidence};
  return out;
}

std::string kept(std::vector<Claim> claims, double last_thing = 0.7) {
  Extraction extraction;
  extraction.entities.resize(3);
  extraction.entities[2].confidence = last_thing;
  extraction.claims = std::move(claims);
  consolidate(extraction, Ontology(), 0);
  std::string out;
  for (const Claim& c : extraction.claims) out += (out.empty() ? "" : ", ") + c.predicate;
  return out;
}

TEST(Consolidate, AnOpenClaimGivesWayToOneOfTheOntologyOfTheSameEndsAndWordsOnly) {
  EXPECT_EQ(kept({claim(Method::kOntology, 0, "bornIn", 2, {0, 40}), claim(Method::kOpen, 0, "admire", 1, {0, 20})}), "admire, bornIn");
  EXPECT_EQ(kept({claim(Method::kOntology, 0, "likes", 1, {0, 20}), claim(Method::kOpen, 0, "admire", 1, {0, 20})}), "likes");
  EXPECT_EQ(kept({claim(Method::kOntology, 1, "likedBy", 0, {0, 20}), claim(Method::kOpen, 0, "admire", 1, {0, 20})}), "likedBy");
  EXPECT_EQ(kept({claim(Method::kOntology, 0, "likes", 1, {0, 20}), claim(Method::kOpen, 0, "admire", 1, {50, 70})}), "likes, admire");
}

TEST(Consolidate, ALightVerbSaysNothingBesideAClaimOfTheSameWords) {
  EXPECT_EQ(kept({claim(Method::kOntology, 0, "negotiatesWith", 1, {0, 22}), claim(Method::kOpen, 0, "hold", 2, {0, 22})}), "negotiatesWith");
  EXPECT_EQ(kept({claim(Method::kOntology, 0, "negotiatesWith", 1, {0, 22}), claim(Method::kOpen, 0, "watch", 2, {0, 22})}), "negotiatesWith, watch");
  EXPECT_EQ(kept({claim(Method::kOntology, 0, "negotiatesWith", 1, {0, 22}), claim(Method::kOpen, 0, "hold", 2, {0, 30})}), "negotiatesWith, hold");
  // A thing that only the claim speaks of is told by it alone.
  EXPECT_EQ(kept({claim(Method::kOntology, 0, "negotiatesWith", 1, {0, 22}), claim(Method::kOpen, 0, "hold", 2, {0, 22})}, 0.4), "hold, negotiatesWith");
}

}  // namespace
}  // namespace relata
