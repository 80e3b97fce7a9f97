// Readings of a model as claims, over a tree and mentions written by hand.
#include <relata/claims/relation_claims.hpp>
#include <relata/ontology/vocabulary.hpp>

#include "../ontology/schema.hpp"
#include "parsed_sentence.hpp"

#include <gtest/gtest.h>

namespace relata {
namespace {

/// A sentence, the things in it and what was read of them under an ontology.
struct Reader {
  Reader(Contract under, const std::string& words) : contract_(std::move(under)), ontology_(contract_.reading()) { extraction_.document = test::sentence(words); }

  Span span(const std::string& words) const {
    const auto at = static_cast<std::uint32_t>(extraction_.document.text.find(words));
    return {at, at + static_cast<std::uint32_t>(words.size())};
  }
  std::uint32_t thing(const std::string& label, const std::string& words, const std::string& type, MentionKind kind = MentionKind::kName) {
    Entity entity;
    entity.id = "e" + std::to_string(extraction_.entities.size() + 1);
    entity.label = label;
    entity.type = type;
    extraction_.entities.push_back(entity);
    Mention mention;
    mention.id = "m" + std::to_string(extraction_.mentions.size() + 1);
    mention.span = span(words);
    mention.kind = kind;
    mention.entity = static_cast<std::uint32_t>(extraction_.entities.size() - 1);
    extraction_.joins.push_back({static_cast<std::uint32_t>(extraction_.mentions.size()), mention.entity, 1, "first mention"});
    extraction_.mentions.push_back(mention);
    return mention.entity;
  }
  RelationReading& read(const std::string& subject, std::uint32_t property, const std::string& object, double confidence = 0.7) {
    RelationReading reading;
    reading.subject = span(subject);
    reading.object = span(object);
    reading.property = property;
    reading.confidence = confidence;
    extraction_.readings.push_back(reading);
    return extraction_.readings.back();
  }
  std::string told() {
    tell_readings(extraction_, contract_);
    std::string out;
    for (const Claim& claim : extraction_.claims) {
      out += extraction_.entities[claim.subject].label + " " + ontology_.properties()[ontology_.find_property(claim.predicate)].label + " ";
      out += claim.has_entity_object() ? extraction_.entities[claim.object_entity()].label : "'" + claim.object_value().value + "'";
      out += claim.polarity == Polarity::kNegated ? " (not)\n" : "\n";
    }
    return out;
  }

  Contract contract_;
  const Ontology& ontology_;
  Extraction extraction_;
};

/// A film and who did not direct it; "genre" has a wording of its own.
class Readings : public testing::Test, protected Reader {
 protected:
  Readings() : Reader(make(), "Nightfall/Nightfall/PROPN/4/nsubj:pass was/be/AUX/4/aux:pass not/not/PART/4/advmod directed/direct/VERB/0/root/VerbForm=Part by/by/ADP/7/case "
                              "Jane/Jane/PROPN/7/compound Roe/Roe/PROPN/4/obl:agent in/in/ADP/9/case 1994/1994/NUM/4/obl") {
    thing("Nightfall", "Nightfall", "");
    thing("Jane Roe", "Jane Roe", "");
    Mention year;
    year.id = "m3";
    year.span = span("1994");
    year.kind = MentionKind::kValue;
    year.type = "http://www.w3.org/2001/XMLSchema#gYear";
    year.value = year.timex = "1994";
    extraction_.mentions.push_back(year);
  }

  static Contract make() {
    test::Schema schema;
    schema.property("director").worded_by_label = true;
    schema.property("genre");
    schema.property("releaseDate").worded_by_label = true;
    return Contract(schema.make());
  }
};

TEST_F(Readings, EndsAreTheEntitiesOfTheirMentionsAndTheTreeSaysThatItIsNotSo) {
  read("Nightfall", 0, "Jane Roe");
  EXPECT_EQ(told(), "Nightfall director Jane Roe (not)\n");
  EXPECT_EQ(extraction_.document.at(extraction_.claims[0].evidence.at(0)), "Nightfall was not directed by Jane Roe");
  EXPECT_EQ(extraction_.entities.size(), 2U);
}

TEST_F(Readings, ANameWithTheSameHeadIsMeant) {
  read("Nightfall", 0, "Roe");
  EXPECT_EQ(told(), "Nightfall director Jane Roe (not)\n");
}

TEST_F(Readings, ValuesAreObjectsWhereNoClassIsAskedFor) {
  read("Nightfall", 2, "1994");
  EXPECT_EQ(told(), "Nightfall releaseDate '1994' (not)\n");
  EXPECT_EQ(extraction_.claims[0].value_mention, 2U);
}

TEST_F(Readings, OtherWordsBecomeAThingOfTheirOwn) {
  read("Nightfall", 0, "directed", 0.9);
  EXPECT_EQ(told(), "Nightfall director directed\n");
  ASSERT_EQ(extraction_.mentions.size(), 4U);
  EXPECT_EQ(extraction_.document.at(extraction_.mentions[1].span), "directed");
  EXPECT_EQ(extraction_.mentions[1].entity, 2U);
  EXPECT_TRUE(check(extraction_).empty());
}

TEST_F(Readings, APropertyWithWordingsNeedsMoreThanAFaintReading) {
  read("Nightfall", 1, "Jane Roe", 0.2);
  EXPECT_EQ(told(), "");
  read("Nightfall", 1, "Jane Roe", 0.8);
  EXPECT_EQ(told(), "Nightfall genre Jane Roe (not)\n");
}

TEST_F(Readings, WhatAWordingReadTooIsSurer) {
  Claim known;
  known.subject = 0;
  known.predicate = ontology_.properties()[1].iri;
  known.object = 1U;
  known.confidence = 0.8;
  known.evidence.push_back(span("Nightfall was not directed by Jane Roe"));
  extraction_.claims.push_back(known);
  read("Nightfall", 1, "Jane Roe", 0.5);
  read("Jane Roe", 1, "Nightfall", 0.9);
  EXPECT_EQ(told(), "Nightfall genre Jane Roe\n");
  EXPECT_DOUBLE_EQ(extraction_.claims[0].confidence, 0.9);
}

TEST_F(Readings, PronounsThatMeanNobodyAreNoEnds) {
  extraction_.document.tokens[6].upos = "PRON";
  extraction_.mentions.erase(extraction_.mentions.begin() + 1);
  extraction_.joins.pop_back();
  read("Nightfall", 0, "Roe");
  EXPECT_EQ(told(), "");
}

TEST(NarrowReadings, NeedTheirWords) {
  test::Schema schema;
  for (const char* label : {"students", "doctoral students"}) schema.values(label, {}, "http://www.w3.org/2001/XMLSchema#integer").worded_by_label = true;
  const Contract contract(schema.make(), test::core_classes());
  const auto told = [&](const std::string& words) {
    Extraction extraction;
    extraction.document = test::sentence("Burg/Burg/PROPN/2/nsubj has/have/VERB/0/root 27400/27400/NUM/4/nummod " + words);
    Entity burg;
    burg.label = "Burg";
    extraction.entities.push_back(burg);
    Mention mention;
    mention.span = {0, 4};
    mention.entity = 0;
    extraction.mentions.push_back(mention);
    for (std::uint32_t property = 0; property < 2; ++property) {
      RelationReading reading;
      reading.subject = {0, 4};
      reading.object = {9, 14};
      reading.property = property;
      reading.confidence = 0.7;
      extraction.readings.push_back(reading);
    }
    tell_readings(extraction, contract);
    return extraction.claims.size();
  };
  EXPECT_EQ(told("students/student/NOUN/2/obj"), 1U) << "no doctoral ones are spoken of";
  EXPECT_EQ(told("doctoral/doctoral/ADJ/4/amod students/student/NOUN/2/obj"), 2U);
}

const std::string kCore = "https://relata.dev/ontology/core#";

TEST(ForeignReadings, ANameIsMeantWithTheNounForItsKindBehindIt) {
  test::Schema schema;
  schema.cls("Club");
  schema.property("team", {}, {"Club"}).worded_by_label = true;
  const std::string words = "Dent/Dent/PROPN/2/nsubj joined/join/VERB/0/root the/the/DET/5/det Texans/Texans/PROPN/5/compound ";
  Reader club(Contract(schema.make(), test::core_classes()), words + "club/club/NOUN/2/obj");
  club.thing("Dent", "Dent", kCore + "Person");
  club.thing("Texans", "Texans", kCore + "Organization");
  club.read("Dent", 0, "Texans club");
  EXPECT_EQ(club.told(), "Dent team Texans\n");
  Reader bus(Contract(schema.make(), test::core_classes()), words + "bus/bus/NOUN/2/obj");
  bus.thing("Dent", "Dent", kCore + "Person");
  bus.thing("Texans", "Texans", kCore + "Organization");
  bus.read("Dent", 0, "Texans bus");
  EXPECT_EQ(bus.told(), "Dent team Texans bus\n") << "no class of that name";
}

TEST(ForeignReadings, AnArticleMakesNoOtherThing) {
  test::Schema schema;
  schema.property("near").worded_by_label = true;
  Reader reader(Contract(schema.make(), test::core_classes()), "The/the/DET/2/det University/university/NOUN/4/nsubj is/be/AUX/4/cop near/near/ADJ/0/root Dijon/Dijon/PROPN/4/obl");
  reader.thing("University of Burg", "The University", kCore + "Organization", MentionKind::kNominal);
  reader.thing("Dijon", "Dijon", kCore + "Place");
  reader.read("University", 0, "Dijon");
  EXPECT_EQ(reader.told(), "University of Burg near Dijon\n");
}

TEST(ForeignReadings, WhatIsKnownToBeACountryIsNoStateBesideIt) {
  test::Schema core("https://relata.dev/ontology/core#");
  core.cls("Place");
  Class& country = core.cls("Country", {"Place"});
  country.label = "country";
  country.wordings = {{"country", PartOfSpeech::kNoun}, {"state", PartOfSpeech::kNoun}};
  test::Schema schema;
  for (const char* label : {"country", "state", "region"}) schema.property(label).worded_by_label = true;
  Reader reader(Contract(schema.make(), core.make()), "Burg/Burg/PROPN/4/nsubj is/be/AUX/4/cop in/in/ADP/4/case France/France/PROPN/0/root");
  reader.thing("Burg", "Burg", kCore + "Place");
  reader.thing("France", "France", kCore + "Country");
  reader.read("Burg", 0, "France", 0.8);
  reader.read("Burg", 1, "France", 0.7);
  reader.read("Burg", 2, "France", 0.6);
  EXPECT_EQ(reader.told(), "Burg country France\nBurg region France\n");
}

TEST(ForeignReadings, ABareNounOfAClassIsTheLastNamedThingReadAsOne) {
  const auto told = [](const std::string& article, const std::string& number) {
    test::Schema schema;
    schema.cls("Hall");
    schema.property("owner").worded_by_label = true;
    Reader reader(Contract(schema.make(), test::core_classes()),
                  "Berg/Berg/PROPN/2/nsubj owns/own/VERB/0/root Harrow/Harrow/PROPN/2/obj while/while/SCONJ/7/mark " + article + "/the/DET/6/det hall/hall/NOUN/7/nsubj/" + number +
                      " delights/delight/VERB/2/advcl Moss/Moss/PROPN/7/obj");
    for (const char* name : {"Berg", "Harrow", "Moss"}) reader.thing(name, name, std::string(core_class::kThing));
    reader.read("Harrow", 0, "Berg").subject_class = 0;
    reader.read("hall", 0, "Moss").subject_class = 0;
    return reader.told();
  };
  EXPECT_EQ(told("the", "Number=Sing"), "Harrow owner Berg\nHarrow owner Moss\n");
  EXPECT_EQ(told("a", "Number=Sing"), "Harrow owner Berg\nhall owner Moss\n");
  EXPECT_EQ(told("the", "Number=Plur"), "Harrow owner Berg\nhall owner Moss\n");
}

TEST(ForeignReadings, AKnownThingMayBeWhatTheReaderTakesItForWhereTheClassIsNoKindOfAnother) {
  test::Schema schema;
  schema.cls("Human").mappings = {"https://schema.org/Person"};
  schema.cls("Spaceman");
  schema.property("mission", {"Spaceman"}).worded_by_label = true;
  Reader reader(Contract(schema.make(), test::core_classes()), "Berg/Berg/PROPN/2/nsubj flew/fly/VERB/0/root on/on/ADP/4/case Apollo/Apollo/PROPN/2/obl");
  const std::uint32_t berg = reader.thing("Berg", "Berg", kCore + "Person");
  reader.thing("Apollo", "Apollo", std::string(core_class::kThing));
  reader.extraction_.entities[berg].iri = "https://t.example/Berg";
  reader.read("Berg", 0, "Apollo").subject_class = reader.contract_.reading().find_class("Spaceman");
  EXPECT_EQ(reader.told(), "Berg mission Apollo\n");
  EXPECT_EQ(reader.extraction_.entities[berg].more_types, std::vector<std::string>{test::kEx + "Spaceman"});
}

}  // namespace
}  // namespace relata
