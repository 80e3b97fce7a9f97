// Events of trees written by hand. What the language model's own trees give is tested by tests/claims/events.txt.
#include <relata/claims/event_extractor.hpp>
#include <relata/ontology/vocabulary.hpp>

#include "parsed_sentence.hpp"

#include <gtest/gtest.h>

#include <map>

namespace relata {
namespace {

std::vector<EventCategory> categories() {
  const auto verb = [](const char* text) { return Wording{text, PartOfSpeech::kVerb}; };
  const auto noun = [](const char* text) { return Wording{text, PartOfSpeech::kNoun}; };
  std::vector<EventCategory> out(5);
  out[0] = {"x:AGREE", "agree", {verb("agree to"), verb("be prepared to")}, kNone, true};
  out[1] = {"x:ASSAULT", "assault", {verb("attack/bomb"), noun("attack on")}, 4, false};
  out[2] = {"x:CONSULT", "consult", {verb("meet"), verb("visit")}, 0, true};
  out[3] = {"x:SANCTION", "sanction", {verb("impose sanction/embargo on"), verb("call off meeting")}, 4, false};
  out[4] = {"x:THREATEN", "threaten", {verb("threaten to")}, kNone, false};
  return out;
}

Ontology ontology() {
  Class person, place, country;
  person.iri = core_class::kPerson;
  place.iri = core_class::kPlace;
  country.iri = core_class::kCountry;
  country.parents = {1};
  return Ontology("", "", {person, place, country}, {});
}

/// A sentence as test::sentence has it; every proper noun is a country of that name.
Extraction sentence(const std::string& words) {
  Extraction out;
  out.document = test::sentence(words);
  std::map<std::string, std::uint32_t> entities;
  for (const Token& token : out.document.tokens) {
    if (token.upos != "PROPN") continue;
    const auto [entity, is_new] = entities.emplace(token.form, static_cast<std::uint32_t>(out.entities.size()));
    if (is_new) {
      out.entities.emplace_back();
      out.entities.back().label = token.form;
      out.entities.back().type = core_class::kCountry;
    }
    Mention mention;
    mention.span = token.span;
    mention.entity = entity->second;
    out.mentions.push_back(mention);
  }
  return out;
}

/// "Iran THREATEN Iraq" of each claim with a category.
std::vector<std::string> events(Extraction& extraction) {
  const Ontology schema = ontology();
  EventExtractor(schema, categories()).extend(extraction);
  std::vector<std::string> out;
  for (const Claim& claim : extraction.claims)
    if (!claim.category.empty())
      out.push_back(extraction.entities[claim.subject].label + " " + claim.category.substr(2) +
                    (claim.has_entity_object() ? " " + extraction.entities[claim.object_entity()].label : ""));
  return out;
}

std::vector<std::string> events(const std::string& words) {
  Extraction extraction = sentence(words);
  return events(extraction);
}

using Events = std::vector<std::string>;

TEST(Events, AVerbTellsWhoDidWhatToWhom) {
  EXPECT_EQ(events("Iran/Iran/PROPN/2/nsubj bombed/bomb/VERB/0/root Iraq/Iraq/PROPN/2/obj"), Events{"Iran ASSAULT Iraq"});
  EXPECT_EQ(events("Iraq/Iraq/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass bombed/bomb/VERB/0/root/Tense=Past|VerbForm=Part|Voice=Pass by/by/ADP/5/case "
                   "Iran/Iran/PROPN/3/obl:agent"),
            Events{"Iran ASSAULT Iraq"});
}

TEST(Events, TheOtherSideMayStandInsideOfTheWords) {
  EXPECT_EQ(events("Iran/Iran/PROPN/2/nsubj bombed/bomb/VERB/0/root a/a/DET/4/det house/house/NOUN/2/obj in/in/ADP/6/case Iraq/Iraq/PROPN/4/nmod"),
            Events{"Iran ASSAULT Iraq"});
}

TEST(Events, ANounBelongsToTheWording) {
  EXPECT_EQ(events("Iran/Iran/PROPN/2/nsubj imposed/impose/VERB/0/root an/a/DET/4/det embargo/embargo/NOUN/2/obj on/on/ADP/6/case Iraq/Iraq/PROPN/4/nmod"),
            Events{"Iran SANCTION Iraq"});
  EXPECT_TRUE(events("Iran/Iran/PROPN/2/nsubj imposed/impose/VERB/0/root a/a/DET/4/det calendar/calendar/NOUN/2/obj on/on/ADP/6/case "
                     "Iraq/Iraq/PROPN/4/nmod").empty());
}

TEST(Events, AParticleChangesTheVerb) {
  EXPECT_EQ(events("Iran/Iran/PROPN/2/nsubj called/call/VERB/0/root off/off/ADP/2/compound:prt a/a/DET/5/det meeting/meeting/NOUN/2/obj with/with/ADP/7/case "
                   "Iraq/Iraq/PROPN/5/nmod"),
            Events{"Iran SANCTION Iraq"});
}

TEST(Events, WhatIsThreatenedIsContentAndNoEvent) {
  EXPECT_EQ(events("Iran/Iran/PROPN/2/nsubj threatened/threaten/VERB/0/root to/to/PART/4/mark attack/attack/VERB/2/xcomp/VerbForm=Inf Iraq/Iraq/PROPN/4/obj"),
            Events{"Iran THREATEN Iraq"});
}

TEST(Events, WhatItIsAnAnswerToStaysInItsWords) {
  Extraction extraction =
      sentence("Iran/Iran/PROPN/2/nsubj bombed/bomb/VERB/0/root Iraq/Iraq/PROPN/2/obj after/after/SCONJ/6/mark Oman/Oman/PROPN/6/nsubj "
               "attacked/attack/VERB/2/advcl/VerbForm=Fin Chad/Chad/PROPN/6/obj");
  EXPECT_EQ(events(extraction), (Events{"Iran ASSAULT Iraq", "Oman ASSAULT Chad"}));
  EXPECT_EQ(extraction.claims.front().qualifiers.at("after"), "Oman attacked Chad");
  EXPECT_TRUE(extraction.claims.back().qualifiers.empty());
}

TEST(Events, WhatIsOnlyPlannedIsItsIntention) {
  EXPECT_EQ(events("Iran/Iran/PROPN/3/nsubj will/will/AUX/3/aux visit/visit/VERB/0/root Iraq/Iraq/PROPN/3/obj"), Events{"Iran AGREE Iraq"});
  EXPECT_EQ(events("Iran/Iran/PROPN/3/nsubj will/will/AUX/3/aux attack/attack/VERB/0/root Iraq/Iraq/PROPN/3/obj"), Events{"Iran THREATEN Iraq"});
}

TEST(Events, WhatIsDeniedOrOnlyPossibleIsNone) {
  EXPECT_TRUE(events("Iran/Iran/PROPN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod attack/attack/VERB/0/root Iraq/Iraq/PROPN/4/obj").empty());
  EXPECT_TRUE(events("Iran/Iran/PROPN/3/nsubj may/may/AUX/3/aux attack/attack/VERB/0/root Iraq/Iraq/PROPN/3/obj").empty());
}

TEST(Events, WhatSeveralDoTogetherTheyDoToEachOther) {
  EXPECT_EQ(events("Iran/Iran/PROPN/4/nsubj and/and/CCONJ/3/cc Iraq/Iraq/PROPN/1/conj met/meet/VERB/0/root"), Events{"Iran CONSULT Iraq"});
}

TEST(Events, ANounTellsThemWithBothSides) {
  EXPECT_EQ(events("Iran/Iran/PROPN/3/nmod:poss 's/'s/PART/1/case attack/attack/NOUN/6/nsubj on/on/ADP/5/case Iraq/Iraq/PROPN/3/nmod failed/fail/VERB/0/root"),
            Events{"Iran ASSAULT Iraq"});
  EXPECT_TRUE(events("The/the/DET/2/det attack/attack/NOUN/5/nsubj on/on/ADP/4/case Iraq/Iraq/PROPN/2/nmod failed/fail/VERB/0/root").empty());
}

TEST(Events, TheClaimOfTheSameWordsGetsTheCategory) {
  Extraction extraction = sentence("Iran/Iran/PROPN/2/nsubj bombed/bomb/VERB/0/root Iraq/Iraq/PROPN/2/obj");
  Claim claim;
  claim.method = Method::kOpen;
  claim.subject = 0;
  claim.predicate = "bomb";
  claim.object = 1U;
  claim.evidence = {extraction.document.sentences[0].span};
  extraction.claims = {claim};
  EXPECT_EQ(events(extraction), Events{"Iran ASSAULT Iraq"});
  ASSERT_EQ(extraction.claims.size(), 1U);
  EXPECT_EQ(extraction.claims[0].method, Method::kOpen);
}

TEST(Events, WhatNoOtherClaimSaysIsAClaimOfItsOwn) {
  Extraction extraction = sentence("Iran/Iran/PROPN/2/nsubj bombed/bomb/VERB/0/root Iraq/Iraq/PROPN/2/obj");
  events(extraction);
  ASSERT_EQ(extraction.claims.size(), 1U);
  EXPECT_EQ(extraction.claims[0].method, Method::kEvent);
  EXPECT_EQ(extraction.claims[0].predicate, "bomb");
  EXPECT_EQ(extraction.document.at(extraction.claims[0].evidence.front()), "Iran bombed Iraq");
  EXPECT_LT(extraction.claims[0].confidence, 0.5);
}

TEST(Events, WithoutCategoriesNothingIsRead) {
  Extraction extraction = sentence("Iran/Iran/PROPN/2/nsubj bombed/bomb/VERB/0/root Iraq/Iraq/PROPN/2/obj");
  const Ontology schema = ontology();
  EventExtractor(schema, {}).extend(extraction);
  EXPECT_TRUE(extraction.claims.empty());
}

}  // namespace
}  // namespace relata
