// The extraction record: what is written is read back, and a fault names its place.
#include <relata/record/record.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

Extraction sample() {
  Extraction e;
  e.document = {"d\"1", "Zoë Roe — “met” \\ Öl.\n", "Title", "2024-02-29", "Wire", {}, {}};
  e.mentions.push_back({"m1", {0, 8}, "Person", MentionKind::kName, 0, "", false, ""});
  e.mentions.push_back({"m2", {13, 16}, "http://www.w3.org/2001/XMLSchema#gMonthDay", MentionKind::kValue, kNone, "--12-19", false, "XXXX-12-19"});
  e.entities.push_back({"e1", "", "Zoë Roe", "Person", {"Roe"}, {"http://www.wikidata.org/entity/Q1"}, {}, 0.75, "", {"Sailor", "Author"}});
  e.entities.push_back({"e2", "https://example.org/x", "Öl", "", {}, {}, {}, 1.0, "C"});
  Claim claim;
  claim.id = "c1";
  claim.subject = 0;
  claim.predicate = "https://relata.dev/ontology/news#meetsWith";
  claim.object = 1U;
  claim.polarity = Polarity::kNegated;
  claim.certainty = Certainty::kWished;
  claim.speaker = 0;
  claim.time = "2024-02";
  claim.confidence = 0.1;
  claim.qualifiers["place"] = "Accra";
  claim.surface = Surface{"Zoë", "met", "Öl", {"in Accra"}};
  claim.evidence = {{0, 8}, {13, 22}};
  e.claims.push_back(claim);
  claim.id = "c2";
  claim.object = Literal{"5.0", "http://www.w3.org/2001/XMLSchema#decimal", ""};
  e.claims.push_back(claim);
  return e;
}

TEST(Record, IsReadBackAsItWasWritten) {
  const std::string line = write_record(sample());
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const Extraction again = read_record(line, {"f", 1, 0});
  EXPECT_EQ(write_record(again), line);
  EXPECT_EQ(again.document.text, sample().document.text);
  EXPECT_EQ(again.mentions[1].value, sample().mentions[1].value);
  EXPECT_EQ(again.mentions[1].timex, sample().mentions[1].timex);
  EXPECT_EQ(again.entities[0].more_types, sample().entities[0].more_types);
  EXPECT_EQ(again.claims[0].evidence, sample().claims[0].evidence);
  EXPECT_EQ(again.claims[1].object_value(), sample().claims[1].object_value());
  EXPECT_TRUE(check(again).empty());
}

TEST(Record, ReferenceIsAnotherWordForDate) {
  EXPECT_EQ(read_record(R"({"id": "a", "text": "Now.", "reference": "2016-11-07T16:12:00"})", {"f", 1, 0}).document.date, "2016-11-07T16:12:00");
  EXPECT_EQ(read_record(R"({"id": "a", "text": "Now.", "reference": "2016-11-07", "date": "2022-12-19"})", {"f", 1, 0}).document.date, "2022-12-19");
}

TEST(Record, PlainTriple) {
  const Extraction e = read_record(R"({"subject": "NATO", "predicate": "partnerOf", "object": "Azerbaijan"})", {"news.jsonl", 7, 0});
  ASSERT_EQ(e.claims.size(), 1u);
  EXPECT_EQ(e.entities[e.claims[0].subject].label, "NATO");
  EXPECT_EQ(e.document.id, "news");
}

TEST(Record, ARejectionReadsAlone) {
  const Extraction e = read_record(R"({"id": "a", "text": "Ünal owns Aix.", "entities": [{"id": "e1", "label": "Ünal", "type": "T"}, {"id": "e2", "label": "Aix"}],)"
                                   R"("claims": [{"subject": "e1", "predicate": "p", "object": "e2", "speaker": "e2", "confidence": 0.5, "evidence": [{"start": 5, "end": 9}]}]})",
                                   {"f.jsonl", 1, 0});
  EXPECT_EQ(write_rejection(e, {e.claims[0], "rdfs:range", "Aix is a \"town\""}, "news/a.txt"),
            R"({"file":"news/a.txt","document":"a","subject":"Ünal","subject_type":"T","predicate":"p","object":"Aix","polarity":"affirmed","certainty":"certain",)"
            R"("speaker":"Aix","confidence":0.5,"method":"ontology","evidence":[{"start":5,"end":9,"text":"owns"}],"axiom":"rdfs:range","reason":"Aix is a \"town\""})");
}

TEST(Record, SaysWhereItIsWrongByTable) {
  const auto refuses = [](const std::string& line, const std::string& words) {
    try {
      read_record(line, {"f.jsonl", 3, 0});
      ADD_FAILURE() << line << " was taken";
    } catch (const InputError& refused) {
      EXPECT_NE(std::string(refused.what()).find(words), std::string::npos) << refused.what() << "\nexpected " << words;
    }
  };
  const std::string head = R"({"id": "a", "text": "Jane é Roe", )";
  refuses("", "f.jsonl:3");
  refuses(R"({"id": "a")", "f.jsonl:3");
  refuses("[]", "f.jsonl:3");
  refuses(R"({"id": 2e2222})", "a number is too large");
  refuses(R"({"id": "a"})", "f.jsonl:3");
  refuses(head + R"("mentions": [{"start": 0, "end": 11}]})", "/mentions/0");
  refuses(head + R"("mentions": [{"start": 5, "end": 4}]})", "/mentions/0");
  refuses(head + R"("mentions": [{"start": -1, "end": 4}]})", "/mentions/0/start");
  refuses(head + R"("mentions": [{"start": 0, "end": 4, "kind": "nam"}]})", "/mentions/0/kind");
  refuses(head + R"("entities": [{"id": "e1"}, {"id": "e1"}]})", "/entities/1/id");
  refuses(head + R"("entities": [{"id": "e1"}], "claims": [{"subject": "e1", "predicate": "p", "object": "e3"}]})", "no entity 'e3'");
  refuses(head + R"("claims": [{"subject": "e1", "predicate": "p"}]})", "\"object\" or \"value\"");
  refuses(head + R"("claims": [{"subject": "e1", "predicate": "p", "object": "b", "confidence": 2}]})", "/claims/0/confidence");
  refuses(std::string(100'000, '['), "f.jsonl:3");
}

}  // namespace
}  // namespace relata
