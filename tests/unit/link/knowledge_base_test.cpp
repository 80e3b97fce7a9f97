// Names found, facts told, damaged files refused: the compiled knowledge file and what reads it.
#include <relata/core/error.hpp>
#include <relata/core/fold_name.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/link/knowledge_builder.hpp>

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

namespace relata {
namespace {

const std::string kCore = "https://relata.dev/ontology/core#";
const std::string kNews = "https://relata.dev/ontology/news#";
const std::string kRussia = "https://relata.dev/id/country/russia";
const std::string kPutin = "https://relata.dev/id/person/vladimir-putin";

class KnowledgeBaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("relata-kb-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path at(const std::string& name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

NewThing thing(const std::string& path, const std::string& label, const std::string& type, double popularity,
               std::set<std::pair<AliasKind, std::string>> aliases = {}) {
  return {"https://relata.dev/id/" + path, label, kCore + type, "", {}, std::move(aliases), popularity};
}

KnowledgeBuilder world() {
  using enum AliasKind;
  KnowledgeBuilder builder;
  NewThing russia = thing("country/russia", "Russia", "Country", 0.95,
                          {{kName, "Russian Federation"}, {kDemonym, "Russian"}, {kPeople, "Russians"}, {kCode, "RU"}});
  russia.same_as = {"http://www.wikidata.org/entity/Q159"};
  builder.add(russia);
  builder.add(thing("country/united-states", "United States", "Country", 0.95,
                    {{kAcronym, "US"}, {kAcronym, "USA"}, {kName, "United States of America"}, {kDemonym, "American"}}));
  builder.add(thing("country/ivory-coast", "Ivory Coast", "Country", 0.9, {{kName, "Côte d'Ivoire"}}));
  builder.add(thing("country/gambia", "Gambia", "Country", 0.9, {{kName, "The Gambia"}}));
  builder.add(thing("country/georgia", "Georgia", "Country", 0.9));
  builder.add(thing("region/georgia-us", "Georgia", "Region", 0.4));
  builder.add(thing("city/the-hague-nl", "The Hague", "City", 0.6));
  builder.add(thing("body/nato", "NATO", "InternationalOrganization", 0.9, {{kName, "North Atlantic Treaty Organization"}}));
  builder.add(thing("body/north-atlantic-council", "North Atlantic Council", "InternationalOrganization", 0.5));
  NewThing putin = thing("person/vladimir-putin", "Vladimir Putin", "Person", 0.8, {{kPartial, "Putin"}});
  putin.gender = "male";
  builder.add(putin);
  builder.add(NewFact{kPutin, kNews + "headOfState", kRussia, "2012-05-07", ""});
  builder.add(NewFact{kPutin, kNews + "headOfGovernment", kRussia, "2008-05-08", "2012-05-07"});
  return builder;
}

KnowledgeBase base_of(const KnowledgeBuilder& builder) {
  KnowledgeBase base;
  base.add(builder, "test");
  return base;
}

TEST(FoldName, Table) {
  const auto check = [](std::string_view name, std::string_view folded) { EXPECT_EQ(fold_name(name), folded) << name; };
  check("Russia", "russia");
  check("Côte d'Ivoire", "cote divoire");
  check("COTE D’IVOIRE", "cote divoire");
  check("the Netherlands", "netherlands");
  check("The", "the");
  check("Theresa May", "theresa may");
  check("U.S.", "us");
  check("St. Kitts & Nevis", "st kitts and nevis");
  check("AT&T", "at and t");
  check("Guinea-Bissau", "guinea bissau");
  check("  Recep   Tayyip\tErdoğan ", "recep tayyip erdogan");
  check("Əliyev", "aliyev");
  check("Łódź, Ørsted, Straße, Æsir", "lodz orsted strasse aesir");
  check("Nguyễn Xuân Phúc", "nguyen xuan phuc");
  check("O\xCC\x88sterreich", "osterreich");  // a combining mark
  check("Москва", "москва");
  check("--- !", "");
  check("", "");
  check("a\xFF" "b", "a b");
}

TEST(KnowledgeBase, FindsNamesByTable) {
  using enum AliasKind;
  using Match = KnowledgeBase::Match;
  const KnowledgeBase base = base_of(world());
  const auto check = [&](std::string_view text, Match match, std::string_view iri, AliasKind kind = kName) {
    const std::vector<Candidate> found = base.lookup(text, match);
    ASSERT_EQ(found.empty(), iri.empty()) << text;
    if (iri.empty()) return;
    EXPECT_EQ(base.thing(found.front().thing).iri, "https://relata.dev/id/" + std::string(iri)) << text;
    EXPECT_EQ(found.front().kind, kind) << text;
  };
  check("Russia", Match::kExact, "country/russia");
  check("russia", Match::kExact, "");
  check("RUSSIA", Match::kFolded, "country/russia");
  check("the Russian Federation", Match::kFolded, "country/russia");
  check("Russian", Match::kFolded, "country/russia", kDemonym);
  check("Russians", Match::kFolded, "country/russia", kPeople);
  check("RU", Match::kFolded, "country/russia", kCode);
  check("Ru", Match::kFolded, "");
  check("U.S.", Match::kFolded, "country/united-states", kAcronym);
  check("the U.S.", Match::kFolded, "country/united-states", kAcronym);
  check("us", Match::kFolded, "");
  check("Us", Match::kFolded, "");
  check("Nato", Match::kFolded, "body/nato");
  check("Cote d’Ivoire", Match::kFolded, "country/ivory-coast");
  check("The Gambia", Match::kFolded, "country/gambia");
  check("Gambia", Match::kFolded, "country/gambia");
  check("the Hague", Match::kFolded, "city/the-hague-nl");
  check("Hague", Match::kFolded, "");
  check("Putin", Match::kFolded, "person/vladimir-putin", kPartial);
  check("North Atlantic", Match::kFolded, "");  // only begins names
  check("Georgia", Match::kFolded, "country/georgia");
  check("", Match::kFolded, "");
  check("...", Match::kFolded, "");
  EXPECT_EQ(base.lookup("Georgia").size(), 2u);
}

TEST(KnowledgeBase, FindsTheLongestNameByTable) {
  const KnowledgeBase base = base_of(world());
  const auto check = [&](std::vector<std::string_view> tokens, std::size_t count, std::string_view iri) {
    const KnowledgeBase::LongestMatch match = base.longest_match(tokens);
    EXPECT_EQ(match.tokens, count) << tokens.front();
    ASSERT_EQ(match.candidates.empty(), count == 0);
    if (count > 0) EXPECT_EQ(base.thing(match.candidates.front().thing).iri, "https://relata.dev/id/" + std::string(iri));
  };
  check({"North", "Atlantic", "Treaty", "Organization", "said"}, 4, "body/nato");
  check({"North", "Atlantic", "Ocean"}, 0, "");
  check({"United", "States", "of", "the"}, 2, "country/united-states");
  check({"United", "States", "of", "America"}, 4, "country/united-states");
  check({"the", "Russian", "Federation"}, 3, "country/russia");
  check({"the", "Hague"}, 2, "city/the-hague-nl");
  check({"Hague"}, 0, "");
  check({"Vladimir", ",", "Putin"}, 0, "");
  check({"RU", "x"}, 0, "");
  check({",", "Russia"}, 0, "");
  check({"Côte", "d'Ivoire"}, 2, "country/ivory-coast");
  EXPECT_EQ(base.longest_match({}).tokens, 0u);
  EXPECT_EQ(base.longest_name(), 4u);
}

TEST(KnowledgeBase, AnswersNameFinding) {
  const KnowledgeBase base = base_of(world());
  const auto role = [&](std::string_view text) {
    const std::optional<KnownName> found = base.find_name(text);
    return found ? static_cast<int>(found->role) : -1;
  };
  EXPECT_EQ(role("Russia"), static_cast<int>(NameRole::kName));
  EXPECT_EQ(role("russia"), -1);
  EXPECT_EQ(role("Russian"), static_cast<int>(NameRole::kAdjective));
  EXPECT_EQ(role("Russians"), static_cast<int>(NameRole::kPeople));
  EXPECT_EQ(role("Putin"), static_cast<int>(NameRole::kPartial));
  EXPECT_EQ(role("RU"), -1);
  const Entity described = base.describe(base.find(kRussia));
  EXPECT_EQ(described.label, "Russia");
  EXPECT_EQ(described.type, kCore + "Country");
  EXPECT_EQ(described.same_as, std::vector<std::string>{"http://www.wikidata.org/entity/Q159"});
}

TEST(KnowledgeBase, TellsFacts) {
  const KnowledgeBase base = base_of(world());
  const std::vector<KnownFact> facts = base.facts(base.find(kPutin));
  ASSERT_EQ(facts.size(), 2u);
  EXPECT_EQ(facts[1], (KnownFact{kPutin, kNews + "headOfState", kRussia, "2012-05-07", ""}));
  EXPECT_EQ(base.facts_about(kRussia).size(), 2u);
  EXPECT_TRUE(base.facts(kRussia).empty());
  EXPECT_EQ(base.thing(base.find(kPutin)).gender, "male");
  EXPECT_EQ(base.find("https://example.org/nobody"), kNone);
}

TEST(KnowledgeBase, StacksLayers) {
  KnowledgeBase base = base_of(world());
  KnowledgeBuilder mine;
  NewThing russia = thing("country/russia", "Russia", "Country", 0.99, {{AliasKind::kName, "Rossiya"}});
  russia.same_as = {"https://example.org/ru"};
  mine.add(russia);
  mine.add(thing("body/apa", "APA", "Organization", 0.9));
  mine.add(NewFact{kRussia, kNews + "memberOf", "https://relata.dev/id/body/apa", "", ""});
  base.add(mine, "mine");
  EXPECT_EQ(base.lookup("Russia").size(), 1u);
  EXPECT_EQ(base.lookup("Rossiya").front().thing, base.lookup("Russian Federation").front().thing);
  EXPECT_EQ(base.same_as(base.find(kRussia)).size(), 2u);
  EXPECT_EQ(base.aliases(base.find(kRussia)).size(), 6u);
  EXPECT_EQ(base.facts(kRussia).size(), 1u);
  EXPECT_EQ(base.facts_about(kRussia).size(), 2u);
  EXPECT_FALSE(base.lookup("APA").empty());
}

TEST(KnowledgeBase, NothingIsKnownToAnEmptyBase) {
  EXPECT_TRUE(KnowledgeBase().lookup("Russia").empty());
  const KnowledgeBase base = base_of(KnowledgeBuilder());
  EXPECT_TRUE(base.lookup("Russia").empty());
  EXPECT_TRUE(base.facts(kRussia).empty());
}

TEST(KnowledgeBuilder, SameContentSameBytes) {
  const std::string once = world().compile();
  KnowledgeBuilder backwards;
  const KnowledgeBuilder forwards = world();
  for (auto fact = forwards.facts().rbegin(); fact != forwards.facts().rend(); ++fact) backwards.add(*fact);
  for (auto known = forwards.things().rbegin(); known != forwards.things().rend(); ++known) backwards.add(known->second);
  EXPECT_EQ(backwards.compile(), once);
}

TEST(KnowledgeBuilder, RefusesContradictions) {
  KnowledgeBuilder builder = world();
  EXPECT_THROW(builder.add(thing("country/russia", "Rossiya", "Country", 0.5)), OntologyError);
  EXPECT_THROW(builder.add(thing("country/russia", "Russia", "City", 0.5)), OntologyError);
  EXPECT_THROW(builder.add(thing("x", "", "City", 0.5)), OntologyError);
}

TEST_F(KnowledgeBaseTest, RefusesWrongFilesByTable) {
  const std::string good = world().compile();
  const auto check = [&](const std::string& name, const std::string& bytes, const std::string& message) {
    std::ofstream(at(name), std::ios::binary) << bytes;
    try {
      KnowledgeBase::open(at(name));
      ADD_FAILURE() << name << " was taken";
    } catch (const ModelError& refused) {
      EXPECT_NE(std::string(refused.what()).find(message), std::string::npos) << refused.what();
    }
  };
  const auto changed = [&](std::size_t where, char to) {
    std::string bytes = good;
    bytes[where] = to;
    return bytes;
  };
  check("empty", "", "0 bytes");
  check("text", std::string(4000, 'x'), "does not begin with RELATAKB");
  check("header only in part", good.substr(0, 20), "20 bytes");
  check("cut", good.substr(0, good.size() - 1), "its header says " + std::to_string(good.size()));
  check("grown", good + "x", "its header says " + std::to_string(good.size()));
  check("version", changed(offsetof(knowledge::Header, version), 9), "version 9, this program reads version 2");
  check("order", changed(offsetof(knowledge::Header, byte_order), 1), "other byte order");
  check("header", changed(offsetof(knowledge::Header, sections) + 3, 7), "damaged header");
  EXPECT_THROW(KnowledgeBase::open(at("not there")), InputError);
  EXPECT_THROW(KnowledgeBase::open(at("")), InputError);
}

TEST_F(KnowledgeBaseTest, SurvivesADamagedBody) {
  const std::string good = world().compile();
  for (std::size_t where = sizeof(knowledge::Header); where < good.size(); where += 3) {
    std::string bytes = good;
    bytes[where] = static_cast<char>(bytes[where] ^ 0xFF);
    KnowledgeFile file(std::as_bytes(std::span(bytes)), "damaged");
    EXPECT_THROW(file.verify(), ModelError) << where;
    KnowledgeBase base;
    base.add(std::move(file));
    for (const std::string_view name : {"Russia", "Putin", "U.S.", "North Atlantic Treaty Organization", "nobody"}) {
      for (const Candidate& candidate : base.lookup(name)) {
        (void)base.thing(candidate.thing);
        (void)base.aliases(candidate.thing);
        (void)base.facts(candidate.thing);
      }
      (void)base.find_name(name);
    }
    (void)base.facts_about(kRussia);
  }
}

TEST_F(KnowledgeBaseTest, WritesWholeOrNotAtAll) {
  world().write(at("kb.bin"));
  world().write(at("kb.bin"));  // over the first
  KnowledgeFile(at("kb.bin")).verify();
  EXPECT_EQ(KnowledgeBase::open(at("kb.bin")).size(), world().things().size());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(at("")), {}), 1);
  EXPECT_THROW(world().write(at("no/such/folder.bin")), InputError);
}

}  // namespace
}  // namespace relata
