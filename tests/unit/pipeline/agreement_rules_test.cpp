#include <relata/pipeline/agreement_rules.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

enum : std::uint32_t { kAlly, kAllyOf, kBirthplaceOf, kBornIn, kHasMember, kHasPart, kMemberOf, kPartOf, kPartner };  // in the order of IRIs

Ontology ontology() {
  std::vector<Property> properties;
  for (const char* name : {"ally", "allyOf", "birthplaceOf", "bornIn", "hasMember", "hasPart", "memberOf", "partOf", "partner"}) {
    properties.emplace_back();
    properties.back().iri = properties.back().label = name;
  }
  const auto inverse = [&](std::uint32_t a, std::uint32_t b) { properties[a].inverse = b, properties[b].inverse = a; };
  inverse(kBornIn, kBirthplaceOf);
  inverse(kHasMember, kMemberOf);
  inverse(kHasPart, kPartOf);
  properties[kBornIn].functional = true;
  properties[kMemberOf].wordings = {{"join", PartOfSpeech::kVerb}};
  properties[kMemberOf].parents = {kPartOf};
  properties[kAlly].symmetric = properties[kPartner].symmetric = true;
  properties[kAllyOf].parents = {kPartner};
  properties[kAlly].equivalents = {kAllyOf};
  properties[kAllyOf].equivalents = {kAlly};
  return Ontology("http://t.example/", "", {}, std::move(properties));
}

TEST(AgreementRules, OneOfThoseThatMeanTheSameIsTheNormalForm) {
  const AgreementRules rules = agreement_rules(ontology());
  EXPECT_EQ(rules.other_forms.size(), 4U);
  EXPECT_EQ(rules.other_forms.at("allyOf").property, "ally") << "equivalent";
  EXPECT_FALSE(rules.other_forms.at("allyOf").swapped);
  EXPECT_EQ(rules.other_forms.at("birthplaceOf").property, "bornIn") << "functional";
  EXPECT_EQ(rules.other_forms.at("hasMember").property, "memberOf") << "more wordings";
  EXPECT_EQ(rules.other_forms.at("partOf").property, "hasPart") << "first by IRI";
  EXPECT_TRUE(rules.other_forms.at("partOf").swapped);
  EXPECT_TRUE(rules.relations.at("bornIn").functional);
  EXPECT_FALSE(rules.relations.at("bornIn").inverse_functional);
}

TEST(AgreementRules, BroaderPropertiesAreInNormalForm) {
  const AgreementRules rules = agreement_rules(ontology());
  ASSERT_EQ(rules.relations.at("memberOf").broader.size(), 1U);
  EXPECT_EQ(rules.relations.at("memberOf").broader[0].property, "hasPart");
  EXPECT_TRUE(rules.relations.at("memberOf").broader[0].swapped);
  ASSERT_EQ(rules.relations.at("ally").broader.size(), 1U);
  EXPECT_EQ(rules.relations.at("ally").broader[0].property, "partner");
  EXPECT_FALSE(rules.relations.at("ally").broader[0].swapped);
  EXPECT_TRUE(rules.relations.at("ally").symmetric);
  EXPECT_TRUE(rules.relations.at("partner").broader.empty());
}

}  // namespace
}  // namespace relata
