// Frames, modality and open claims of trees written by hand. What the language model's own trees give is tested by tests/claims.
#include <relata/claims/frame.hpp>
#include <relata/claims/modality.hpp>
#include <relata/claims/open_extractor.hpp>

#include "parsed_sentence.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace relata {
namespace {

using test::sentence;

const Frame* verb(const std::vector<Frame>& frames, std::string_view lemma) {
  for (const Frame& frame : frames)
    if (frame.kind == Frame::Kind::kVerb && frame.lemma == lemma) return &frame;
  return nullptr;
}

const char* const kPassive =
    "The/the/DET/2/det bridge/bridge/NOUN/5/nsubj:pass was/be/AUX/5/aux:pass not/not/PART/5/advmod sold/sell/VERB/0/root/Tense=Past|VerbForm=Part|Voice=Pass "
    "by/by/ADP/7/case Acme/Acme/PROPN/5/obl:agent";

TEST(Frames, PassivesAreTurnedByMeaning) {
  const std::vector<Frame> frames = find_frames(sentence(kPassive), 0);
  const Frame* const sell = verb(frames, "sell");
  ASSERT_NE(sell, nullptr);
  EXPECT_TRUE(sell->passive);
  ASSERT_NE(sell->find(Role::kSubject), nullptr);
  EXPECT_EQ(sell->find(Role::kSubject)->head, 6U);
  ASSERT_NE(sell->find(Role::kObject), nullptr);
  EXPECT_EQ(sell->find(Role::kObject)->head, 1U);
}

TEST(Frames, RelativePronounsMeanTheirNoun) {
  const std::vector<Frame> frames = find_frames(
      sentence("men/man/NOUN/5/nsubj who/who/PRON/3/nsubj/PronType=Rel shot/shoot/VERB/1/acl:relcl kings/king/NOUN/3/obj fled/flee/VERB/0/root"), 0);
  const Frame* const shoot = verb(frames, "shoot");
  ASSERT_NE(shoot, nullptr);
  EXPECT_EQ(shoot->find(Role::kSubject)->head, 0U);
}

TEST(Frames, ConjoinedVerbsShareTheirSubject) {
  const std::vector<Frame> frames = find_frames(
      sentence("Mali/Mali/PROPN/2/nsubj sold/sell/VERB/0/root gold/gold/NOUN/2/obj and/and/CCONJ/5/cc bought/buy/VERB/2/conj oil/oil/NOUN/5/obj"), 0);
  const Frame* const buy = verb(frames, "buy");
  ASSERT_NE(buy, nullptr);
  EXPECT_EQ(buy->find(Role::kSubject)->head, 0U);
  EXPECT_EQ(buy->find(Role::kObject)->head, 5U);
}

TEST(Frames, ASubjectThatHangsOnTheVerbOfSayingIsGivenBack) {
  const std::vector<Frame> frames = find_frames(
      sentence("Mali/Mali/PROPN/7/nsubj may/may/AUX/3/aux sell/sell/VERB/7/ccomp/VerbForm=Inf gold/gold/NOUN/3/obj ,/,/PUNCT/3/punct Chad/Chad/PROPN/7/nsubj "
               "said/say/VERB/0/root/VerbForm=Fin"),
      0);
  ASSERT_NE(verb(frames, "sell"), nullptr);
  ASSERT_NE(verb(frames, "say"), nullptr);
  const auto subjects = [](const Frame& frame) {
    return std::count_if(frame.arguments.begin(), frame.arguments.end(), [](const Argument& a) { return a.role == Role::kSubject; });
  };
  EXPECT_EQ(subjects(*verb(frames, "sell")), 1);
  EXPECT_EQ(verb(frames, "sell")->find(Role::kSubject)->head, 0U);
  EXPECT_EQ(subjects(*verb(frames, "say")), 1);
  EXPECT_EQ(verb(frames, "say")->find(Role::kSubject)->head, 5U);
}

TEST(Frames, NoneWithoutATree) {
  Document document = sentence("Mali/Mali/PROPN/0/root sold/sell/VERB/0/root gold/gold/NOUN/0/root");
  for (Token& token : document.tokens) token.head = kNone, token.deprel.clear(), token.upos.clear();
  EXPECT_TRUE(find_frames(document, 0).empty());
}

TEST(Modality, CuesCountForTheClauseTheyStandIn) {
  const Document document = sentence(
      "Mali/Mali/PROPN/2/nsubj hopes/hope/VERB/0/root/VerbForm=Fin to/to/PART/4/mark sell/sell/VERB/2/xcomp/VerbForm=Inf gold/gold/NOUN/4/obj");
  const SentenceTree tree(document, 0);
  EXPECT_EQ(read_modality(tree, 3U).certainty, Certainty::kWished);
  EXPECT_EQ(read_modality(tree, 1U).certainty, Certainty::kCertain);
  const Document passive = sentence(kPassive);
  EXPECT_EQ(read_modality(SentenceTree(passive, 0), 4U).polarity, Polarity::kNegated);
}

TEST(OpenExtractor, WhatItSpeaksOfBecomesAnEntityAndNothingElseMoves) {
  Extraction extraction;
  extraction.document = sentence(
      "old/old/ADJ/2/amod men/man/NOUN/3/nsubj praise/praise/VERB/0/root/VerbForm=Fin Acme/Acme/PROPN/3/obj");
  Entity acme;
  acme.id = "e1";
  acme.label = "Acme";
  extraction.entities = {acme};
  Mention mention;
  mention.id = "m1";
  mention.span = extraction.document.tokens[3].span;
  mention.kind = MentionKind::kName;
  mention.entity = 0;
  extraction.mentions = {mention};
  extraction.joins = {{0, 0, 1, "first mention"}};
  Attribution said;
  said.content = {{0, 3}};
  said.speaker = 0;
  extraction.attributions = {said};

  const Ontology ontology;
  OpenExtractor(ontology).extend(extraction);
  ASSERT_EQ(extraction.claims.size(), 1U);
  EXPECT_EQ(extraction.claims[0].predicate, "praise");
  EXPECT_EQ(extraction.claims[0].object_entity(), 0U);
  ASSERT_EQ(extraction.entities.size(), 2U);
  EXPECT_EQ(extraction.entities[extraction.claims[0].subject].label, "old men");
  // The new mention stands before the old one, and what pointed at the old one still does.
  ASSERT_EQ(extraction.mentions.size(), 2U);
  EXPECT_EQ(extraction.document.at(extraction.mentions[0].span), "old men");
  EXPECT_EQ(extraction.attributions[0].speaker, 1U);
  ASSERT_EQ(extraction.joins.size(), 2U);
  EXPECT_EQ(extraction.joins[1].entity, 0U);
}

TEST(OpenExtractor, AMentionThatWasReadIsNotReadTwice) {
  Extraction extraction;
  extraction.document = sentence("guards/guard/NOUN/2/nsubj sell/sell/VERB/0/root/VerbForm=Fin gold/gold/NOUN/2/obj");
  Mention mention;
  mention.span = extraction.document.tokens[0].span;
  mention.kind = MentionKind::kNominal;
  mention.type = "urn:Group";
  extraction.mentions = {mention};
  const Ontology ontology;
  OpenExtractor(ontology).extend(extraction);
  ASSERT_EQ(extraction.claims.size(), 1U);
  ASSERT_EQ(extraction.mentions.size(), 1U);
  EXPECT_EQ(extraction.mentions[0].entity, extraction.claims[0].subject);
  EXPECT_EQ(extraction.entities[0].type, "urn:Group");
  EXPECT_EQ(extraction.claims[0].object_value().value, "gold");
}

}  // namespace
}  // namespace relata
