#include <relata/graph/events.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace relata {
namespace {

const std::string kText = "Iran's attack on Iraq went on. Iran bombed Iraq. Iran attacked Oman.";

/// "_" stands for a blank.
std::string spaced(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

/// "Iran ASSAULT Iraq 0-21 [@time] [not] [in:place] [after=words]" of each claim; entities by name; `names`: "attack 0-21", mentions of further entities.
KnowledgeGraph graph_of(const std::vector<std::string>& claims, const std::vector<std::string>& names = {}, const std::string& id = "d") {
  Extraction extraction;
  extraction.document.id = id;
  extraction.document.text = kText;
  const auto entity = [&](const std::string& name) {
    for (std::uint32_t i = 0; i < extraction.entities.size(); ++i)
      if (extraction.entities[i].label == name) return i;
    Entity fresh;
    fresh.id = fresh.label = name;
    fresh.type = "https://example.org/o#Thing";
    extraction.entities.push_back(fresh);
    return static_cast<std::uint32_t>(extraction.entities.size() - 1);
  };
  const auto span_of = [](const std::string& range) {
    return Span{static_cast<std::uint32_t>(std::stoul(range)), static_cast<std::uint32_t>(std::stoul(range.substr(range.find('-') + 1)))};
  };
  for (const std::string& line : claims) {
    std::istringstream words(line);
    std::string subject, category, object, range;
    words >> subject >> category >> object >> range;
    Claim claim;
    claim.subject = entity(subject);
    claim.predicate = "https://example.org/p#does";
    if (object.starts_with(':')) claim.object = Literal{object.substr(1), "", ""};
    else claim.object = entity(object);
    if (category == "CAUSES") claim.predicate = kCauses;
    else claim.category = category;
    claim.evidence = {span_of(range)};
    for (std::string option; words >> option;) {
      if (option == "not") claim.polarity = Polarity::kNegated;
      else if (option.starts_with('@')) claim.time = option.substr(1);
      else if (option.starts_with("in:")) claim.qualifiers["place"] = option.substr(3);
      else claim.qualifiers[option.substr(0, option.find('='))] = spaced(option.substr(option.find('=') + 1));
    }
    extraction.claims.push_back(claim);
  }
  for (const std::string& line : names) {
    Mention mention;
    mention.entity = entity(line.substr(0, line.find(' ')));
    mention.span = span_of(line.substr(line.find(' ') + 1));
    mention.kind = MentionKind::kNominal;
    extraction.mentions.push_back(mention);
  }
  KnowledgeGraph graph;
  graph.add(extraction);
  return graph;
}

/// "ASSAULT Iran > Iraq (2) = attack", sorted.
std::vector<std::string> told(const KnowledgeGraph& graph) {
  std::vector<std::string> out;
  for (const Event& event : find_events(graph)) {
    std::string line = event.category;
    for (const Vertex v : event.doers) line += " " + graph.node(v).label;
    line += " >";
    for (const Vertex v : event.undergoers) line += " " + graph.node(v).label;
    line += " (" + std::to_string(event.claims.size()) + ")";
    if (event.node) line += " = " + graph.node(*event.node).label;
    if (!event.place.empty()) line += event.place_node ? " in " + graph.node(*event.place_node).label : " at " + event.place;
    out.push_back(line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

using Lines = std::vector<std::string>;

TEST(Events, ClaimsOfTheSameSidesAreOne) {
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 0-21", "Iran ASSAULT Iraq 31-47", "Iran ASSAULT Oman 49-67"})),
            (Lines{"ASSAULT Iran > Iraq (2)", "ASSAULT Iran > Oman (1)"}));
}

TEST(Events, CategoriesTimesAndDocumentsPartThem) {
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 0-21", "Iran THREATEN Iraq 31-47"})), (Lines{"ASSAULT Iran > Iraq (1)", "THREATEN Iran > Iraq (1)"}));
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 0-21 @2024", "Iran ASSAULT Iraq 31-47 @2025"})).size(), 2U);
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 0-21 @2024", "Iran ASSAULT Iraq 31-47"})).size(), 1U);
  KnowledgeGraph both = graph_of({"Iran ASSAULT Iraq 0-21"}, {}, "a");
  both.merge(graph_of({"Iran ASSAULT Iraq 0-21"}, {}, "b"));
  EXPECT_EQ(told(both).size(), 2U);
}

TEST(Events, WhatIsDeniedIsNone) { EXPECT_TRUE(told(graph_of({"Iran ASSAULT Iraq 0-21 not"})).empty()); }

TEST(Events, AClaimOfTheSameWordsWithoutAnotherSideBelongsToIt) {
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 31-47", "Iran ASSAULT :cities 31-40"})), (Lines{"ASSAULT Iran > Iraq (2)"}));
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 31-47", "Iran ASSAULT :cities 49-67"})).size(), 2U);
}

TEST(Events, TheNounThatTellsItIsItsNode) {
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 0-21", "Iran ASSAULT Iraq 31-47"}, {"attack 0-21"})), (Lines{"ASSAULT Iran > Iraq (2) = attack"}));
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 31-47"}, {"Iraq 31-47"})), (Lines{"ASSAULT Iran > Iraq (1)"}));  // one of its sides
}

TEST(Events, APlaceIsANodeOfItsNameOrWords) {
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 31-47 in:Basra"}, {"Basra 0-4"})), (Lines{"ASSAULT Iran > Iraq (1) in Basra"}));
  EXPECT_EQ(told(graph_of({"Iran ASSAULT Iraq 31-47 in:Basra"})), (Lines{"ASSAULT Iran > Iraq (1) at Basra"}));
}

TEST(Events, ANameThatAnotherDocumentGivesIsNotThePlaceOfThisOne) {
  Extraction other;
  other.document.id = "other";
  other.entities = {{"e", "", "Harbour", "https://example.org/o#Thing", {"Basra"}, {}, {}, 1, ""}};
  KnowledgeGraph graph = graph_of({"Iran ASSAULT Iraq 31-47 in:Basra"}, {"Harbour 0-4"});
  graph.add(other);
  EXPECT_EQ(told(graph), (Lines{"ASSAULT Iran > Iraq (1) at Basra"}));
}

TEST(Events, ReasonsAreEventsWhoseClaimsStandInTheirWords) {
  const auto reasons = [](const std::vector<std::string>& claims, const std::vector<std::string>& names = {}) {
    const KnowledgeGraph graph = graph_of(claims, names);
    const std::vector<Event> events = find_events(graph);
    Lines out;
    for (const Event& event : events)
      for (const Reason& reason : event.reasons) out.push_back(event.category + (reason.cause ? " because " : " after ") + events[reason.event].category);
    return out;
  };
  EXPECT_EQ(reasons({"Iran ASSAULT Iraq 31-47", "Iran THREATEN Oman 49-67 after=Iran_bombed_Iraq"}), (Lines{"THREATEN after ASSAULT"}));
  EXPECT_EQ(reasons({"Iran ASSAULT Iraq 31-47", "Iran THREATEN Oman 49-67 because=Iran_bombed_Iraq_again"}), (Lines{"THREATEN because ASSAULT"}));
  EXPECT_EQ(reasons({"Iran ASSAULT Iraq 31-47", "Iran THREATEN Oman 49-67 after=talks"}), Lines{});
  // "The attack led to threats."
  EXPECT_EQ(reasons({"Iran ASSAULT Iraq 0-21", "Iran THREATEN Oman 49-67", "attack CAUSES threats 0-67"}, {"attack 0-21", "threats 49-67"}), (Lines{"THREATEN because ASSAULT"}));
  EXPECT_EQ(reasons({"Iran ASSAULT Iraq 0-21", "Iran THREATEN Oman 49-67", "attack CAUSES threats 0-67 not"}, {"attack 0-21", "threats 49-67"}), Lines{});
  EXPECT_EQ(reasons({"Iran ASSAULT Iraq 0-21", "Iran THREATEN Oman 49-67", "attack CAUSES hunger 0-67"}, {"attack 0-21", "threats 49-67"}), Lines{});
  EXPECT_EQ(reasons({"Iran ASSAULT Iraq 31-47", "Iran THREATEN Oman 49-67 when=Iran_bombed_Iraq"}), Lines{});
}

TEST(Events, TheirNamesDoNotDependOnTheOrderOfAdding) {
  const KnowledgeGraph a = graph_of({"Iran ASSAULT Iraq 0-21"}, {}, "a"), b = graph_of({"Oman THREATEN Iraq 0-21"}, {}, "b");
  const auto names = [](const KnowledgeGraph& first, const KnowledgeGraph& second) {
    KnowledgeGraph graph;
    graph.merge(first);
    graph.merge(second);
    Lines out;
    for (const Event& event : find_events(graph)) out.push_back(event_iri(graph, event));
    return out;
  };
  EXPECT_EQ(names(a, b), names(b, a));
  EXPECT_TRUE(names(a, b).front().starts_with("https://relata.dev/event/"));
}

}  // namespace
}  // namespace relata
