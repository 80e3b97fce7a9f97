// Categories of events from Turtle, and those that come with relata.
#include <relata/rdf/event_category_reader.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

namespace relata {
namespace {

std::vector<EventCategory> read(const std::string& turtle) {
  const std::string file = testing::TempDir() + "relata-events.ttl";
  std::ofstream(file, std::ios::binary)
      << "@prefix ex: <https://example.org/> .\n@prefix rel: <https://relata.dev/ontology/core#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
         "@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .\n@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .\n"
      << turtle;
  Diagnostics diagnostics;
  return read_event_categories(file, diagnostics);
}

TEST(EventCategoryReader, ReadsWordingsAndIntentions) {
  const std::vector<EventCategory> found = read(
      "ex:STRIKE a rel:EventCategory ; skos:prefLabel \"strike\"@en ; rel:intended ex:WARN ; ontolex:isDenotedBy\n"
      "  [ lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep \"hit\"@en , \"beat/thrash\"@en ] ] ,\n"
      "  [ lexinfo:partOfSpeech lexinfo:noun ; ontolex:canonicalForm [ ontolex:writtenRep \"blow to\"@en ] ] .\n"
      "ex:WARN a rel:EventCategory ; rel:mutual true .");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].iri, "https://example.org/STRIKE");
  EXPECT_EQ(found[0].label, "strike");
  EXPECT_EQ(found[0].intended, 1U);
  EXPECT_FALSE(found[0].mutual);
  EXPECT_TRUE(found[1].mutual);
  EXPECT_EQ(found[1].intended, kNone);
  std::set<std::string> verbs, nouns;
  for (const Wording& w : found[0].wordings) (w.part_of_speech == PartOfSpeech::kNoun ? nouns : verbs).insert(w.text);
  EXPECT_EQ(verbs, (std::set<std::string>{"beat/thrash", "hit"}));
  EXPECT_EQ(nouns, std::set<std::string>{"blow to"});
}

TEST(EventCategoryReader, AnUnknownIntentionIsToldWithItsLine) {
  try {
    read("ex:STRIKE a rel:EventCategory ;\n  rel:intended ex:WRAN .");
    FAIL() << "was taken";
  } catch (const OntologyError& wrong) {
    EXPECT_NE(std::string(wrong.what()).find("ttl:7"), std::string::npos) << wrong.what();
    EXPECT_NE(std::string(wrong.what()).find("WRAN"), std::string::npos) << wrong.what();
  }
  EXPECT_THROW(read("ex:STRIKE a"), OntologyError);
}

TEST(EventCategoryReader, OursAreSixteenWithWordsOfTheirOwn) {
  Diagnostics diagnostics;
  const std::vector<EventCategory> ours = read_event_categories("ontologies/events.ttl", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(ours.size(), 16U);
  std::map<std::pair<std::string, PartOfSpeech>, std::string> whose;
  for (const EventCategory& category : ours) {
    EXPECT_FALSE(category.wordings.empty()) << category.iri;
    for (const Wording& w : category.wordings) {
      const auto [entry, is_new] = whose.emplace(std::pair(w.text, w.part_of_speech), category.label);
      EXPECT_TRUE(is_new) << w.text << " tells " << entry->second << " and " << category.label;
    }
  }
}

}  // namespace
}  // namespace relata
