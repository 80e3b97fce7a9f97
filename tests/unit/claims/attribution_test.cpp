// Which attribution gives a claim its speaker, on a text of one letter a byte: no words are looked at.
#include <relata/claims/attribution.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

constexpr std::uint32_t kRoe = 0, kNowak = 1, kClaimed = 2;  // entities, and mentions at bytes 0, 20, 40

struct World {
  Extraction extraction;

  World() {
    extraction.document.text = std::string(100, 'x');
    for (std::uint32_t e = 0; e < 3; ++e) {
      Entity entity;
      entity.id = "e" + std::to_string(e);
      extraction.entities.push_back(entity);
      Mention mention;
      mention.span = {e * 20, e * 20 + 1};
      mention.entity = e;
      extraction.mentions.push_back(mention);
    }
  }

  Attribution& says(std::uint32_t speaker, Attitude attitude, Span content, std::uint32_t outer = kNone) {
    Attribution a;
    a.speaker = speaker;
    a.attitude = attitude;
    a.content = {content};
    a.cue = {content.begin - 1, content.begin};
    a.speech = attitude != Attitude::kHope && attitude != Attitude::kBelieve;
    a.clause = true;
    a.outer = outer;
    extraction.attributions.push_back(a);
    return extraction.attributions.back();
  }

  const Claim& claim(Span evidence, bool tell_untold = false) {
    Claim claim;
    claim.subject = kClaimed;
    claim.object = kClaimed;
    claim.evidence = {evidence};
    extraction.claims = {claim};
    attribute(extraction, tell_untold);
    return extraction.claims.front();
  }
};

TEST(Attribution, WhoSaysItIsItsSpeaker) {
  World world;
  world.says(kRoe, Attitude::kSay, {10, 50});
  EXPECT_EQ(world.claim({10, 30}).speaker, kRoe);
  EXPECT_EQ(world.claim({30, 50}).speaker, kRoe);
  EXPECT_EQ(world.claim({5, 30}).speaker, kNone) << "begins outside";
  EXPECT_EQ(world.claim({60, 70}).speaker, kNone);
}

TEST(Attribution, TheInnermostSpeakerOwnsTheInnerContent) {
  World world;
  world.says(kRoe, Attitude::kSay, {10, 50});
  world.says(kNowak, Attitude::kBelieve, {30, 50}, 0);
  EXPECT_EQ(world.claim({12, 20}).speaker, kRoe);
  EXPECT_EQ(world.claim({32, 40}).speaker, kNowak);
}

TEST(Attribution, AWishIsToldByWhoTellsOfIt) {
  World world;
  world.says(kRoe, Attitude::kSay, {10, 50});
  world.says(kNowak, Attitude::kHope, {30, 50}, 0);
  EXPECT_EQ(world.claim({32, 40}).speaker, kRoe);
  World alone;
  alone.says(kNowak, Attitude::kHope, {30, 50});
  EXPECT_EQ(alone.claim({32, 40}).speaker, kNowak);
}

TEST(Attribution, WhatIsDeniedIsNegated) {
  World world;
  world.says(kRoe, Attitude::kDeny, {10, 50});
  EXPECT_EQ(world.claim({12, 20}).polarity, Polarity::kNegated);
  EXPECT_EQ(world.claim({12, 20}).speaker, kRoe);
  world.extraction.attributions.front().clause = false;
  EXPECT_EQ(world.claim({12, 20}).polarity, Polarity::kAffirmed) << "a noun phrase: it is disputed, not untrue";
}

TEST(Attribution, WhatIsNotSaidIsPossible) {
  World world;
  world.says(kRoe, Attitude::kSay, {10, 50}).negated = true;
  EXPECT_EQ(world.claim({12, 20}).certainty, Certainty::kPossible);
}

TEST(Attribution, ANounThatSpeaksBecomesAnEntity) {
  World world;
  world.extraction.document.tokens.resize(1);
  world.extraction.document.tokens[0].span = {0, 1};
  world.extraction.document.tokens[0].form = "x";
  world.extraction.mentions[kRoe].entity = kNone;
  world.extraction.mentions[kRoe].kind = MentionKind::kNominal;
  world.says(kRoe, Attitude::kSay, {10, 50});
  EXPECT_EQ(world.claim({12, 20}).speaker, 3U);
  ASSERT_EQ(world.extraction.entities.size(), 4U);
  EXPECT_EQ(world.extraction.entities[3].label, "x");
  EXPECT_EQ(world.extraction.mentions[kRoe].entity, 3U);
}

TEST(Attribution, WhatNoClaimTellsIsToldInItsWords) {
  World world;
  Document& document = world.extraction.document;
  document.text = "x Roe said : the mill has closed . ";
  for (const Span span : {Span{2, 5}, Span{6, 10}, Span{13, 16}, Span{17, 21}, Span{22, 25}, Span{26, 32}, Span{33, 34}}) {
    Token token;
    token.span = span;
    token.form = document.at(span);
    document.tokens.push_back(token);
  }
  Attribution& a = world.says(kRoe, Attitude::kSay, {13, 34});
  a.cue = {6, 10};
  a.source = {2, 5};
  attribute(world.extraction, false);
  EXPECT_TRUE(world.extraction.claims.empty());
  attribute(world.extraction, true);
  ASSERT_EQ(world.extraction.claims.size(), 1U);
  const Claim& claim = world.extraction.claims.front();
  EXPECT_EQ(claim.subject, kRoe);
  EXPECT_EQ(claim.speaker, kRoe);
  EXPECT_EQ(claim.predicate, "say");
  EXPECT_EQ(claim.object_value().value, "the mill has closed");
}

}  // namespace
}  // namespace relata
