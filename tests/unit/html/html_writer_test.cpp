// The page as bytes; tests/page drives it in a browser.
#include <relata/html/html_writer.hpp>
#include <relata/html/page_data.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace relata {
namespace {

using nlohmann::json;

struct Said {
  const char *subject, *relation, *object;  // ":text" = a value
  Polarity polarity = Polarity::kAffirmed;
  Certainty certainty = Certainty::kCertain;
  const char* speaker = nullptr;
  double confidence = 0.85;
};

/// One document, a sentence a claim: "A likes B."; its evidence is all but the full stop.
Extraction extraction_of(const std::vector<Said>& claims) {
  Extraction extraction;
  extraction.document.id = "news";
  extraction.document.title = "The news";
  extraction.document.date = "2024-03-01";
  const auto entity = [&](const std::string& name) {
    for (std::uint32_t i = 0; i < extraction.entities.size(); ++i)
      if (extraction.entities[i].label == name) return i;
    Entity fresh;
    fresh.iri = "http://t.example/" + std::to_string(extraction.entities.size());
    fresh.id = fresh.label = name;
    fresh.type = "http://t.example/class#Person";
    extraction.entities.push_back(fresh);
    return static_cast<std::uint32_t>(extraction.entities.size() - 1);
  };
  for (const Said& said : claims) {
    Claim claim;
    claim.id = std::to_string(extraction.claims.size());
    claim.subject = entity(said.subject);
    claim.predicate = "http://t.example/r#" + std::string(said.relation);
    if (said.object[0] == ':') claim.object = Literal{said.object + 1, "http://www.w3.org/2001/XMLSchema#date", ""};
    else claim.object = entity(said.object);
    claim.polarity = said.polarity;
    claim.certainty = said.certainty;
    claim.confidence = said.confidence;
    if (said.speaker != nullptr) claim.speaker = entity(said.speaker);
    std::string& text = extraction.document.text;
    if (!text.empty()) text += ' ';
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += std::string(said.subject) + ' ' + said.relation + ' ' + said.object;
    claim.evidence.push_back({begin, static_cast<std::uint32_t>(text.size())});
    text += '.';
    extraction.document.sentences.push_back({{begin, static_cast<std::uint32_t>(text.size())}});
    extraction.claims.push_back(claim);
  }
  return extraction;
}

KnowledgeGraph graph_of(const Extraction& extraction) {
  KnowledgeGraph graph;
  graph.add(extraction);
  return graph;
}

/// What stands between the tags of the element with the data.
json data_in(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"graph\">";
  const std::size_t begin = page.find(open) + open.size();
  return json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

TEST(PageData, ClaimsWithSpeakerCertaintyTimeAndSentence) {
  Extraction extraction = extraction_of({{"Ann", "likes", "Zoë", Polarity::kNegated, Certainty::kProbable, "Bob"}, {"Zoë", "bornOn", ":2001-02-03"}});
  extraction.claims[0].time = "2024-02";
  extraction.claims[0].qualifiers["place"] = "Rome";
  SentenceTexts sentences;
  sentences.add(extraction.document);
  const KnowledgeGraph graph = graph_of(extraction);
  const json data = page_data(GraphView(graph), {}, sentences);
  EXPECT_EQ(data["claims"][0], json::parse(R"({"subject": 0, "relation": 0, "object": 1, "polarity": "negated", "certainty": "probable", "stated": false,
    "confidence": 0.85, "method": "ontology", "speaker": 0, "document": 0, "time": "2024-02", "qualifiers": {"place": "Rome"},
    "evidence": [{"begin": 0, "end": 13, "sentence": 0}]})"));
  EXPECT_EQ(data["claims"][1]["value"], "2001-02-03");
  EXPECT_EQ(data["claims"][1]["datatype"], "date");
  EXPECT_EQ(data["claims"][1]["evidence"], json::parse(R"([{"begin": 15, "end": 37, "sentence": 1}])"));
  EXPECT_EQ(data["sentences"], json::parse(R"([{"begin": 0, "text": "Ann likes Zoë."}, {"begin": 15, "text": "Zoë bornOn :2001-02-03."}])"));
  EXPECT_EQ(data["speakers"], json::parse(R"([{"label": "Bob", "entity": 2}])"));
  EXPECT_EQ(data["documents"], json::parse(R"([{"id": "news", "title": "The news", "date": "2024-03-01", "publisher": ""}])"));
  EXPECT_EQ(data["relations"][1]["label"], "born on");
  EXPECT_EQ(data["lines"], json::parse(R"([{"from": 0, "to": 1, "symmetric": false, "strength": "denied", "claims": [0]}])"));
}

TEST(PageData, QuotesAloneWhereTheTextIsNotKnown) {
  const KnowledgeGraph graph = graph_of(extraction_of({{"Ann", "likes", "Bob"}}));
  EXPECT_EQ(page_data(GraphView(graph), {}, {})["claims"][0]["evidence"], json::parse(R"([{"begin": 0, "end": 13, "quote": "Ann likes Bob"}])"));
}

TEST(PageData, KeepsToItsView) {
  const KnowledgeGraph graph = graph_of(extraction_of({
      {"Ann", "likes", "Bob"}, {"Bob", "helps", "Carl", Polarity::kAffirmed, Certainty::kPlanned, "Ann"},
      {"Carl", "likes", "Dora", Polarity::kAffirmed, Certainty::kCertain, nullptr, 0.3}}));
  const auto check = [&](const char* name, const GraphFilter& filter, std::size_t entities, std::size_t claims, std::size_t lines) {
    SCOPED_TRACE(name);
    const json data = page_data(select(graph, filter), {}, {});
    EXPECT_EQ(data["entities"].size(), entities);
    EXPECT_EQ(data["claims"].size(), claims);
    EXPECT_EQ(data["lines"].size(), lines);
  };
  GraphFilter all, relations, surest, facts, top, around;
  check("all", all, 4, 3, 3);
  relations.relations = {"likes"};
  check("relations", relations, 4, 2, 2);
  surest.min_confidence = 0.5;
  check("confidence", surest, 4, 2, 2);
  facts.include_unasserted = false;
  check("facts only: a guess is none", facts, 4, 1, 1);
  top.top = 2;
  check("top", top, 2, 1, 1);
  around.around = {"Ann"};
  check("around", around, 2, 1, 1);
  around.hops = 2;
  check("two hops", around, 3, 2, 2);
  EXPECT_EQ(page_data(select(graph, top), {}, {})["leftOut"], 2);
  relations.relations = {"helps"};
  relations.classes = {"Person"};
  relations.around = {"Carl"};
  EXPECT_EQ(page_data(select(graph, relations), {}, {})["speakers"], json::parse(R"([{"label": "Ann"}])")) << "a speaker outside of the view is a name";
}

TEST(PageData, WhatCountsAsStatedFollowsTheRule) {
  const KnowledgeGraph graph = graph_of(extraction_of({{"Ann", "likes", "Bob", Polarity::kAffirmed, Certainty::kCertain, "Carl"}}));
  GraphFilter filter;
  EXPECT_EQ(page_data(select(graph, filter), {}, {})["lines"][0]["strength"], "stated");
  filter.rule = Assert::kAuthor;
  EXPECT_EQ(page_data(select(graph, filter), {}, {})["lines"][0]["strength"], "doubtful");
}

TEST(Html, DataAndDiagramCountAlike) {
  const KnowledgeGraph graph = graph_of(extraction_of({{"Ann", "likes", "Bob"}, {"Bob", "likes", "Ann"},
                                                       {"Ann", "knows", "Carl", Polarity::kAffirmed, Certainty::kCertain, "Dora"}}));
  RelationNames names;
  names.is_symmetric = [](std::string_view iri) { return iri.ends_with("likes"); };
  const std::string page = to_html(GraphView(graph), names);
  const json data = data_in(page);
  ASSERT_EQ(data["entities"].size(), 4U);
  for (std::size_t i = 0; i < data["entities"].size(); ++i) {
    const std::size_t node = page.find("<g id=\"entity_" + std::to_string(i) + "\" class=\"node entity\">");
    ASSERT_NE(node, std::string::npos) << "also Dora, who only speaks";
    EXPECT_NE(page.substr(node, page.find("</g>", node) - node).find(data["entities"][i]["label"].get<std::string>()), std::string::npos);
  }
  ASSERT_EQ(data["lines"].size(), 2U);
  EXPECT_EQ(count(page, "class=\"edge line relation_0 stated\""), 2U) << "before and behind its label";
  EXPECT_EQ(count(page, "<g id=\"relation_1\" class=\"node relation relation_1 stated\">"), 1U);
  EXPECT_EQ(page, to_html(GraphView(graph), names)) << "same graph, same bytes";
}

TEST(Html, BiggerGraphsShowTheMostConnected) {
  const KnowledgeGraph graph = graph_of(extraction_of({{"Ann", "likes", "Bob"}, {"Ann", "likes", "Carl"}, {"Ann", "likes", "Dora"}, {"Bob", "likes", "Carl"}}));
  const json data = data_in(to_html(GraphView(graph), {}, {"", true, 3}));
  EXPECT_EQ(data["entities"].size(), 3U);
  EXPECT_EQ(data["lines"].size(), 3U);
  EXPECT_EQ(data["leftOut"], 1);
}

TEST(Html, TitleIsGivenOrThatOfTheOnlyDocument) {
  const KnowledgeGraph graph = graph_of(extraction_of({{"Ann", "likes", "Bob"}}));
  EXPECT_NE(to_html(GraphView(graph)).find("<title>The news</title>"), std::string::npos);
  const std::string page = to_html(GraphView(graph), {}, {"Tom & <Jerry>", false});
  EXPECT_NE(page.find("<title>Tom &amp; &lt;Jerry></title>"), std::string::npos);
  EXPECT_EQ(data_in(page)["title"], "Tom & <Jerry>");
  EXPECT_EQ(data_in(page)["filters"], false);
  EXPECT_EQ(data_in(to_html(GraphView(KnowledgeGraph())))["title"], "Knowledge graph");
}

TEST(Html, TextsCannotBecomeMarkup) {
  const std::string bad = "</script><script>alert(1)</script><!--";
  Extraction extraction = extraction_of({{"A\x01\x02\"'&", "likes", "B"}, {"B", "says", ":</title><img src=x onerror=alert(2)>"}});
  extraction.entities[1].label = extraction.document.title = bad;
  extraction.entities[1].type = "http://t.example/class#" + bad;
  SentenceTexts sentences;
  sentences.add(extraction.document);
  const KnowledgeGraph graph = graph_of(extraction);
  const std::string page = to_html(GraphView(graph), {}, {}, sentences);
  EXPECT_EQ(count(page, "<script"), 3U);
  EXPECT_EQ(count(page, "</script"), 3U);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(data_in(page)["entities"][1]["label"], bad);
}

TEST(Html, NothingButItselfMayRun) {
  const KnowledgeGraph one = graph_of(extraction_of({{"Ann", "likes", "Bob"}})), other = graph_of(extraction_of({{"Ann", "likes", "Carl"}}));
  const auto nonce = [](const std::string& page) {
    const std::size_t begin = page.find("script-src 'nonce-") + 18;
    return page.substr(begin, page.find('\'', begin) - begin);
  };
  const std::string page = to_html(GraphView(one));
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(nonce(page).size(), 16U);
  EXPECT_NE(nonce(page), nonce(to_html(GraphView(other))));
}

}  // namespace
}  // namespace relata
