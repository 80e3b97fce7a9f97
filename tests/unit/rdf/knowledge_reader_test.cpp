// Turtle files of known things: what is taken from them, and where an error is said to be.
#include <relata/core/error.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/rdf/knowledge_reader.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace relata {
namespace {

const std::string kPrefixes =
    "@prefix rel: <https://relata.dev/ontology/core#> . @prefix news: <https://relata.dev/ontology/news#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ex: <https://example.org/> .\n";

class KnowledgeReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::temp_directory_path() /
            (std::string("relata-") + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".ttl");
  }
  void TearDown() override { std::filesystem::remove(file_); }

  KnowledgeBuilder read(const std::string& turtle) {
    std::ofstream(file_, std::ios::binary) << kPrefixes << turtle;
    KnowledgeBuilder builder;
    read_knowledge(file_, builder);
    return builder;
  }

  std::filesystem::path file_;
};

TEST_F(KnowledgeReaderTest, TakesNamesIdentityAndFacts) {
  using enum AliasKind;
  const KnowledgeBuilder read_world = read(R"(
<https://example.org/> a owl:Ontology ; rdfs:label "not a thing" .
ex:ru a rel:Country, owl:NamedIndividual ; skos:prefLabel "Russia"@en, "Russland"@de ; skos:altLabel "Russian Federation" ;
  rel:demonym "Russian" ; rel:people "Russians" ; rel:acronym "RF" ; rel:code "RUS" ; rel:popularity 0.9 ;
  owl:sameAs <http://www.wikidata.org/entity/Q159> ; skos:exactMatch ex:other ;
  news:memberOf ex:un ; skos:note "passed over" ; ex:population 144000000 .
ex:p a rel:Person ; rdfs:label "Vladimir Putin" ; rel:partialName "Putin" ; rel:gender "male" ;
  rel:term [ news:headOfState ex:ru ; rel:from "2012-05-07" ] , [ news:headOfGovernment ex:ru ; rel:from "1999-08" ; rel:to "2000" ] .
)");
  ASSERT_EQ(read_world.things().size(), 2u);
  const NewThing& russia = read_world.things().at("https://example.org/ru");
  EXPECT_EQ(russia.label, "Russia");
  EXPECT_EQ(russia.type, "https://relata.dev/ontology/core#Country");
  EXPECT_DOUBLE_EQ(russia.popularity, 0.9);
  const std::set<std::pair<AliasKind, std::string>> names{{kName, "Russland"},   {kName, "Russian Federation"},
                                                          {kDemonym, "Russian"}, {kPeople, "Russians"},
                                                          {kAcronym, "RF"},      {kCode, "RUS"}};
  EXPECT_EQ(russia.aliases, names);
  EXPECT_EQ(russia.same_as, (std::set<std::string>{"http://www.wikidata.org/entity/Q159", "https://example.org/other"}));
  const NewThing& putin = read_world.things().at("https://example.org/p");
  EXPECT_EQ(putin.gender, "male");
  const std::string news = "https://relata.dev/ontology/news#", ex = "https://example.org/";
  const std::set<NewFact> facts{{ex + "ru", news + "memberOf", ex + "un", "", ""},
                                {ex + "p", news + "headOfState", ex + "ru", "2012-05-07", ""},
                                {ex + "p", news + "headOfGovernment", ex + "ru", "1999-08", "2000"}};
  EXPECT_EQ(read_world.facts(), facts);
}

TEST_F(KnowledgeReaderTest, AddsToWhatIsThere) {
  KnowledgeBuilder builder = read("ex:ru a rel:Country ; skos:prefLabel \"Russia\" .");
  std::ofstream(file_, std::ios::binary) << kPrefixes << "ex:ru skos:altLabel \"Rossiya\" .";
  read_knowledge(file_, builder);
  EXPECT_EQ(builder.things().at("https://example.org/ru").aliases.size(), 1u);
  KnowledgeBase base;
  base.add(builder, "test");
  EXPECT_FALSE(base.lookup("rossiya").empty());
}

TEST_F(KnowledgeReaderTest, SaysWhereItIsWrongByTable) {
  const auto check = [&](const std::string& turtle, const std::string& message) {
    try {
      read(turtle);
      ADD_FAILURE() << turtle << " was taken";
    } catch (const OntologyError& refused) {
      EXPECT_NE(std::string(refused.what()).find(message), std::string::npos) << refused.what() << "\nexpected " << message;
    }
  };
  check("ex:a skos:prefLabel \"A\" .\nex:b a rel:City .\n", "ttl:5:4: <https://example.org/b> has no label; give it skos:prefLabel");
  check("ex:a skos:prefLabel \"A\" ;\n  rel:demonim \"B\" .", "ttl:5:7: rel:demonim is nothing that a knowledge file says; did you mean rel:demonym?");
  check("ex:a skos:prefLabel \"Äb\", \"Bc\" .", "ttl:4:28: <https://example.org/a> has two labels");
  check("ex:a skos:prefLabel \"A\" ; a rel:City, rel:Country .", "has two types");
  check("ex:a skos:prefLabel \"A\" ; rel:popularity 3 .", "ttl:4:42: rel:popularity is \"3\"; write a number from 0 to 1");
  check("ex:a skos:prefLabel \"A\" ; rel:gender \"man\" .", "rel:gender is \"man\"");
  check("ex:a skos:prefLabel ex:b .", "must be words");
  check("ex:a skos:prefLabel \"\" .", "must be words");
  check("ex:a owl:sameAs \"Q1\" .", "must be an IRI");
  check("ex:a skos:prefLabel \"A\" ; rel:term \"2012\" .", "not a node");
  check("ex:a skos:prefLabel \"A\" ; rel:term [ rel:from \"2012\" ] .", "names no relation");
  check("ex:a rel:term [ news:headOfState ex:b ; rel:from \"2012-13\" ] .", "\"2012-13\" is no date; write 2012");
  check("ex:a rel:term [ news:headOfState ex:b ; rel:from \"2012\" ; rel:to \"2011-05\" ] .", "ends 2011-05, before it begins 2012");
  check("ex:a rel:term [ news:headOfState ex:b ; rel:from \"2012\", \"2013\" ] .", "two dates for its begin");
  check("ex:a skos:prefLabel \"A ;\n ex:b ex:c ex:d .", "ttl:4");
  check("ex:a nope:label \"A\" .", "ttl:4:6: The namespace prefix in \"nope:label\" was not declared");
  check("ex:a skos:prefLabel \"A\xFF\" .", "ttl:4:23: not valid UTF-8");
}

TEST_F(KnowledgeReaderTest, LeavesTheBuilderAsItWasOnErrors) {
  KnowledgeBuilder builder = read("ex:ru a rel:Country ; skos:prefLabel \"Russia\" .");
  std::ofstream(file_, std::ios::binary) << kPrefixes << "ex:a skos:prefLabel \"A\" . ex:b a rel:City .";
  EXPECT_THROW(read_knowledge(file_, builder), OntologyError);
  EXPECT_EQ(builder.things().size(), 1u);
  EXPECT_THROW(read_knowledge("/no/such/file.ttl", builder), InputError);
  EXPECT_THROW(read_knowledge(std::filesystem::temp_directory_path(), builder), InputError);
}

}  // namespace
}  // namespace relata
