// The knowledge files that ship: names find what the news mean by them, identities are IRIs, classes and
// properties are the ontologies', terms of office follow each other, and no word of English is a name.
#include <relata/link/knowledge_base.hpp>
#include <relata/rdf/knowledge_reader.hpp>
#include <relata/rdf/ontology_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace relata {
namespace {

const std::string kId = "https://relata.dev/id/";
const std::string kNews = "https://relata.dev/ontology/news#";
const std::string kDbpedia = "http://dbpedia.org/resource/";

const KnowledgeBuilder& shipped() {
  static const KnowledgeBuilder builder = [] {
    KnowledgeBuilder all;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("knowledge"))
      if (entry.path().extension() == ".ttl") files.insert(entry.path());
    for (const auto& file : files) read_knowledge(file, all);
    return all;
  }();
  return builder;
}

const KnowledgeBase& base() {
  static const KnowledgeBase all = [] {
    KnowledgeBase known;
    known.add(shipped(), "knowledge");
    return known;
  }();
  return all;
}

std::vector<std::string> found(const std::string& name) {
  std::vector<std::string> iris;
  for (const Candidate& candidate : base().lookup(name)) iris.emplace_back(base().thing(candidate.thing).iri);
  return iris;
}

TEST(ShippedKnowledge, NamesMeanWhatTheNewsMean) {
  const auto check = [](const std::string& name, const std::string& expected) {
    const std::vector<std::string> iris = found(name);
    ASSERT_FALSE(iris.empty()) << name;
    EXPECT_EQ(iris.front(), kId + expected) << name;
  };
  check("Paris", "city/paris-fr");
  check("Washington", "city/washington-dc-us");
  check("New York", "city/new-york-city-us");
  check("Georgia", "country/georgia");
  check("Jordan", "country/jordan");
  check("Turkey", "country/turkey");
  check("GM", "company/general-motors");
  check("General Motors Corp", "company/general-motors");
  check("Gencorp", "company/aerojet-rocketdyne-holdings");
  check("Shearson Lehman Brothers", "company/shearson");
  check("J.P. Stevens and Co", "company/jp-stevens-co");
  check("Matsushita Electric Industrial", "company/panasonic");
  check("the Fed", "body/federal-reserve-system");
  check("Bundesbank", "body/deutsche-bundesbank");
  check("Kremlin", "body/kremlin");
  check("Pentagon", "body/pentagon");
  check("U.S. Defense Department", "body/united-states-department-of-defense");
  check("MITI", "body/ministry-of-international-trade-and-industry");
  check("SEC", "body/us-securities-and-exchange-commission");
  check("U.S. Trade Representative", "body/office-of-the-united-states-trade-representative");
  check("Congress", "body/us-congress");
  check("GATT", "body/general-agreement-on-tariffs-and-trade");
  check("Russian Defense Ministry", "body/ministry-of-defence-russia");
  check("Hizbollah", "body/hezbollah");
  check("N.J.", "region/new-jersey");
  check("Soviet Union", "region/soviet-union");
  check("James Baker", "person/james-baker");
  check("Karl Otto Poehl", "person/karl-otto-pohl");
  check("Lavrov", "person/sergey-lavrov");
  check("Al Qaeda", "body/al-qaeda");
  check("Manchester United", "body/manchester-united-fc");
}

TEST(ShippedKnowledge, NamesakesAreAllThere) {
  const auto check = [](const std::string& name, const std::vector<std::string>& expected) {
    const std::vector<std::string> iris = found(name);
    for (const std::string& iri : expected)
      EXPECT_NE(std::find(iris.begin(), iris.end(), kId + iri), iris.end()) << name << " never means " << iri;
  };
  check("Washington", {"city/washington-dc-us", "region/washington-state", "person/george-washington"});
  check("Georgia", {"country/georgia", "region/georgia-us-state"});
  check("New York", {"city/new-york-city-us", "region/new-york-state"});
  check("Punjab", {"region/punjab-india", "region/punjab"});
  check("Bush", {"person/george-w-bush", "person/george-h-w-bush"});
  check("Johnson", {"person/boris-johnson", "person/lyndon-b-johnson"});
  check("Santos", {"city/santos-br", "company/santos-limited"});
  check("MIT", {"body/massachusetts-institute-of-technology", "body/national-intelligence-organization"});
}

TEST(ShippedKnowledge, IdentitiesAreIris) {
  std::map<std::string, std::string> holder;
  for (const auto& [iri, thing] : shipped().things()) {
    EXPECT_TRUE(iri.starts_with(kId)) << iri;
    for (const std::string& other : thing.same_as) {
      EXPECT_TRUE(other.starts_with("http://") || other.starts_with("https://")) << iri << " same as " << other;
      EXPECT_EQ(other.find_first_of(" <>\"{}|\\^`"), std::string::npos) << iri << " same as " << other;
      const auto [place, fresh] = holder.try_emplace(other, iri);
      EXPECT_TRUE(fresh) << iri << " and " << place->second << " are both " << other;
    }
    const auto articles = std::count_if(thing.same_as.begin(), thing.same_as.end(),
                                        [](const std::string& other) { return other.starts_with(kDbpedia); });
    EXPECT_LE(articles, 1) << iri;
  }
}

TEST(ShippedKnowledge, SpeaksTheOntologies) {
  Diagnostics diagnostics;
  const Ontology ontology = read_ontology({"ontologies/core.ttl", "ontologies/news.ttl"}, diagnostics);
  for (const auto& [iri, thing] : shipped().things()) EXPECT_NE(ontology.find_class(thing.type), kNone) << iri << ' ' << thing.type;
  for (const NewFact& fact : shipped().facts()) {
    EXPECT_NE(ontology.find_property(fact.predicate), kNone) << fact.predicate;
    EXPECT_TRUE(shipped().things().contains(fact.subject)) << fact.subject;
    EXPECT_TRUE(shipped().things().contains(fact.object)) << fact.subject << " -> " << fact.object;
  }
}

/// A date written to the day, the earliest or latest it may be: "2012-05" from 2012-05-01 to 2012-05-31.
std::string day(const std::string& date, bool latest) {
  if (date.size() == 4) return date + (latest ? "-12-31" : "-01-01");
  return date.size() == 7 ? date + (latest ? "-31" : "-01") : date;
}

TEST(ShippedKnowledge, OneHeadAtATime) {
  // Rival governments, a diarchy, and a king beside a head of state of another kind.
  const std::set<std::string> shared{"libya", "yemen", "san-marino", "bosnia-and-herzegovina", "iran", "andorra", "switzerland"};
  struct Term {
    std::string from, to, holder;
  };
  std::map<std::string, std::vector<Term>> offices;
  for (const NewFact& fact : shipped().facts()) {
    if (fact.predicate != kNews + "headOfState" && fact.predicate != kNews + "headOfGovernment") continue;
    if (shared.contains(fact.object.substr(fact.object.rfind('/') + 1))) continue;
    offices[fact.predicate + ' ' + fact.object].push_back({fact.from, fact.to, fact.subject});
  }
  for (auto& [office, terms] : offices) {
    std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.from < b.from; });
    for (std::size_t i = 0; i + 1 < terms.size(); ++i) {
      const Term &first = terms[i], &next = terms[i + 1];
      if (first.from.empty() || next.from.empty() || first.holder == next.holder) continue;
      // They overlap for sure where the second surely begins in a month before the first can have ended.
      const std::string begins = day(next.from, true), ends = first.to.empty() ? "9999-12-31" : day(first.to, false);
      EXPECT_GE(begins.substr(0, 7), ends.substr(0, 7)) << office << ": " << first.holder << " to " << first.to << ", "
                                                        << next.holder << " from " << next.from;
    }
  }
}

TEST(ShippedKnowledge, NoWordOfEnglishIsAName) {
  const auto lines = [](const std::string& path) {
    std::vector<std::string> all;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) all.push_back(line);
    return all;
  };
  std::set<std::string> words, kept;
  for (const std::string& line : lines("models/relata-en-v2/lemmas.tsv")) {
    const std::size_t tab = line.find('\t');
    const std::string pos = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
    if (pos == "NOUN" || pos == "VERB" || pos == "ADJ" || pos == "ADV") words.insert(line.substr(0, tab));
  }
  for (const std::string& line : lines("tools/knowledge/words.tsv")) kept.insert(line);
  ASSERT_GT(words.size(), 5000u);
  for (const auto& [iri, thing] : shipped().things()) {
    const auto check = [&](const std::string& name) {
      std::string lower = name;
      std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c | 0x20 : c; });
      const bool all_capitals = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      EXPECT_TRUE(all_capitals || !words.contains(lower) || kept.contains(name)) << iri << " is called " << name;
    };
    check(thing.label);
    for (const auto& [kind, text] : thing.aliases)
      if (kind == AliasKind::kName || kind == AliasKind::kPartial) check(text);
  }
}

}  // namespace
}  // namespace relata
