// What the pictures say, read back from the DOT text by GraphViz's own parser.
#include <relata/core/extraction.hpp>
#include <relata/dot/dot_writer.hpp>
#include <relata/dot/render.hpp>

#include <cgraph.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace relata {
namespace {

struct Read {
  struct Arrow {
    std::string label, style, color, dir, tooltip;
  };
  std::map<std::string, std::map<std::string, std::string>> nodes;  // by name: attributes
  std::map<std::string, Arrow> arrows;                              // "from > to : label"
  std::string caption, layout, rankdir;
};

Read read(const std::string& dot) {
  const std::unique_ptr<Agraph_t, int (*)(Agraph_t*)> graph(agmemread(dot.c_str()), agclose);
  EXPECT_TRUE(graph) << dot;
  const auto value = [](void* of, const char* name) {
    const char* found = agget(of, const_cast<char*>(name));
    return std::string(found ? found : "");
  };
  Read out;
  for (const char* key : {"label", "layout", "rankdir"})
    (key == std::string("label") ? out.caption : key == std::string("layout") ? out.layout : out.rankdir) = value(graph.get(), key);
  for (Agnode_t* n = agfstnode(graph.get()); n; n = agnxtnode(graph.get(), n)) {
    auto& node = out.nodes[agnameof(n)];
    for (const char* key : {"label", "shape", "fillcolor", "tooltip", "URL", "class"}) node[key] = value(n, key);
    for (Agedge_t* e = agfstout(graph.get(), n); e; e = agnxtout(graph.get(), e))
      out.arrows[std::string(agnameof(agtail(e))) + " > " + agnameof(aghead(e)) + " : " + value(e, "label")] = {
          value(e, "label"), value(e, "style"), value(e, "color"), value(e, "dir"), value(e, "tooltip")};
  }
  return out;
}

struct Said {
  const char *subject, *relation, *object;  // ":text" = a value
  Polarity polarity = Polarity::kAffirmed;
  Certainty certainty = Certainty::kCertain;
  const char* speaker = nullptr;
};

/// Entities "Class:Name" or "Name"; the evidence is the words of the claim.
KnowledgeGraph graph_of(const std::vector<Said>& claims, const std::vector<std::string>& lone = {}) {
  Extraction extraction;
  extraction.document.id = "news";
  extraction.document.title = "The news";
  extraction.document.date = "2024-03-01";
  const auto entity = [&](std::string name) {
    std::string type;
    if (const std::size_t colon = name.find(':'); colon != std::string::npos) {
      type = "http://t.example/class#" + name.substr(0, colon);
      name = name.substr(colon + 1);
    }
    for (std::uint32_t i = 0; i < extraction.entities.size(); ++i)
      if (extraction.entities[i].label == name) return i;
    Entity fresh;
    fresh.iri = std::string("http://t.example/").append(std::to_string(extraction.entities.size()));
    fresh.id = fresh.label = name;
    fresh.type = type;
    extraction.entities.push_back(fresh);
    return static_cast<std::uint32_t>(extraction.entities.size() - 1);
  };
  for (const Said& said : claims) {
    Claim claim;
    claim.id = std::to_string(extraction.claims.size());
    claim.subject = entity(said.subject);
    claim.predicate = std::string("http://t.example/r#").append(said.relation);
    if (said.object[0] == ':') claim.object = Literal{said.object + 1, "http://www.w3.org/2001/XMLSchema#integer", ""};
    else claim.object = entity(said.object);
    claim.polarity = said.polarity;
    claim.certainty = said.certainty;
    if (said.speaker) claim.speaker = entity(said.speaker);
    const auto begin = static_cast<std::uint32_t>(extraction.document.text.size());
    extraction.document.text += "words number " + claim.id;
    claim.evidence.push_back({begin, static_cast<std::uint32_t>(extraction.document.text.size())});
    extraction.claims.push_back(claim);
  }
  for (const std::string& name : lone) entity(name);
  KnowledgeGraph graph;
  graph.add(extraction);
  return graph;
}

DotOptions plain_edges() {
  DotOptions options;
  options.labels_on_line = false;
  return options;
}

RelationNames with_symmetric(std::string name) {
  RelationNames names;
  names.is_symmetric = [name](std::string_view iri) { return local_name(iri) == name; };
  return names;
}

std::string arrows(const Read& read) {
  std::string out;
  for (const auto& [name, arrow] : read.arrows) {
    std::string line = name;
    for (std::size_t at = 0; (at = line.find("http://t.example/")) != std::string::npos;) line.erase(at, 17);
    out += (out.empty() ? "" : "; ") + line + (arrow.style == "dashed" ? " dashed" : "") + (arrow.dir == "none" ? " headless" : "");
  }
  return out;
}

TEST(Dot, EdgesTellRelationDoubtAndDenial) {
  const auto check = [](const char* name, const std::vector<Said>& claims, const std::string& expected, DotOptions options = plain_edges()) {
    SCOPED_TRACE(name);
    EXPECT_EQ(arrows(read(to_dot(graph_of(claims), with_symmetric("atWarWith"), options))), expected);
  };
  check("one", {{"A", "headOfState", "B"}}, "0 > 1 : head of state");
  check("thrice said", {{"A", "likes", "B"}, {"A", "likes", "B"}, {"A", "likes", "B"}}, "0 > 1 : likes ×3");
  check("two relations", {{"A", "likes", "B"}, {"A", "helps", "B"}}, "0 > 1 : helps; 0 > 1 : likes");
  check("denied", {{"A", "likes", "B", Polarity::kNegated}}, "0 > 1 : not likes dashed");
  check("denied and stated stay apart", {{"A", "likes", "B", Polarity::kNegated}, {"A", "likes", "B"}}, "0 > 1 : likes; 0 > 1 : not likes dashed");
  check("planned", {{"A", "signs", "B", Polarity::kAffirmed, Certainty::kPlanned}}, "0 > 1 : signs (planned) dashed");
  check("planned, then done", {{"A", "signs", "B", Polarity::kAffirmed, Certainty::kPlanned}, {"A", "signs", "B"}}, "0 > 1 : signs ×2");
  check("symmetric, told both ways", {{"A", "atWarWith", "B"}, {"B", "atWarWith", "A"}}, "0 > 1 : at war with ×2 headless");
  check("directed, told both ways", {{"A", "likes", "B"}, {"B", "likes", "A"}}, "0 > 1 : likes; 1 > 0 : likes");
  check("about itself", {{"A", "likes", "A"}}, "0 > 0 : likes");
  DotOptions facts = plain_edges();
  facts.show_unasserted = false;
  check("facts only", {{"A", "likes", "B", Polarity::kNegated}, {"A", "signs", "B", Polarity::kAffirmed, Certainty::kPossible}, {"B", "likes", "A"}},
        "1 > 0 : likes", facts);
}

TEST(Dot, TooltipQuotesTheTextAndItsSpeaker) {
  const Read picture = read(to_dot(graph_of({{"A", "likes", "B", Polarity::kAffirmed, Certainty::kProbable, "Person:C"}, {"A", "likes", "B"}}), {}, plain_edges()));
  EXPECT_EQ(picture.arrows.begin()->second.tooltip,
            "A → likes → B\\n“words number 1” [The news, 2024-03-01]\\n“words number 0” — C [The news, 2024-03-01] (probable)");
}

TEST(Dot, QuotedOnlyIsDashedUnderTheAuthorRule) {
  const KnowledgeGraph graph = graph_of({{"A", "likes", "B", Polarity::kAffirmed, Certainty::kCertain, "C"}});
  GraphFilter filter;
  EXPECT_EQ(arrows(read(to_dot(select(graph, filter), {}, plain_edges()))), "0 > 1 : likes");
  filter.rule = Assert::kAuthor;
  EXPECT_EQ(arrows(read(to_dot(select(graph, filter), {}, plain_edges()))), "0 > 1 : likes dashed");
}

TEST(Dot, ClassesHaveShapesAndALegend) {
  const Read picture = read(to_dot(graph_of({{"Person:Ann", "memberOf", "Organization:Council"}, {"Zorb:It", "near", "City:Town"}})));
  EXPECT_EQ(picture.nodes.at("http://t.example/0").at("shape"), "ellipse");
  EXPECT_EQ(picture.nodes.at("http://t.example/1").at("shape"), "box");
  EXPECT_EQ(picture.nodes.at("http://t.example/3").at("shape"), "hexagon");
  for (const char* word : {"person", "organization", "zorb", "city", "4 entities, 2 relations"})
    EXPECT_NE(picture.caption.find(word), std::string::npos) << word;
  EXPECT_EQ(picture.caption.find("denied"), std::string::npos);
  DotOptions bare;
  bare.legend = false;
  EXPECT_EQ(read(to_dot(graph_of({{"A", "likes", "B"}}), {}, bare)).caption, "");
  bare.title = "Tom & <Jerry>";
  EXPECT_NE(read(to_dot(graph_of({{"A", "likes", "B"}}), {}, bare)).caption.find("Tom &amp; &lt;Jerry&gt;"), std::string::npos);
}

TEST(Dot, LabelsOnTheLineAreNodesBetween) {
  const Read picture = read(to_dot(graph_of({{"A", "likes", "B"}})));
  EXPECT_EQ(picture.nodes.at("relation_0").at("label"), "likes");
  EXPECT_EQ(picture.nodes.at("relation_0").at("class"), "relation");
  EXPECT_EQ(arrows(picture), "0 > relation_0 :  headless; relation_0 > 1 : ");
}

TEST(Dot, ValuesAreRowsOfTheirEntity) {
  const Read picture = read(to_dot(graph_of({{"City:Town", "population", ":2300000"}, {"City:Town", "mayor", ":<Ann>"}, {"City:Town", "age", ":3", Polarity::kNegated}})));
  const std::string label = picture.nodes.at("http://t.example/0").at("label");
  for (const char* row : {">Town<", "population: 2,300,000<", "mayor: &lt;Ann&gt;<", "not age: 3<"})
    EXPECT_NE(label.find(row), std::string::npos) << row << " in " << label;
  DotOptions without;
  without.show_values = false;
  EXPECT_EQ(read(to_dot(graph_of({{"City:Town", "population", ":2"}}), {}, without)).nodes.at("http://t.example/0").at("label"), "Town");
}

TEST(Dot, LoneEntitiesAreCountedNotDrawn) {
  const KnowledgeGraph graph = graph_of({{"A", "likes", "B"}}, {"C", "D"});
  const Read picture = read(to_dot(graph));
  EXPECT_FALSE(picture.nodes.contains("http://t.example/2"));
  EXPECT_NE(picture.caption.find("2 more entities without a relation"), std::string::npos);
  DotOptions all;
  all.show_isolated = true;
  EXPECT_TRUE(read(to_dot(graph, {}, all)).nodes.contains("http://t.example/2"));
  EXPECT_EQ(read(to_dot(graph_of({}, {"C", "D"}))).nodes.size(), 2U);  // nothing else to show
}

TEST(Dot, RelationNamesComeFromTheCaller) {
  RelationNames names;
  names.label = [](std::string_view iri) { return local_name(iri) == "likes" ? "is fond of" : ""; };
  EXPECT_EQ(arrows(read(to_dot(graph_of({{"A", "likes", "B"}, {"B", "isNear", "A"}}), names, plain_edges()))), "0 > 1 : is fond of; 1 > 0 : is near");
}

TEST(Dot, BigGraphsKeepTheMostConnected) {
  std::vector<std::string> names;
  for (int i = 0; i < 130; ++i) names.push_back(std::to_string(i));
  std::vector<Said> claims;
  for (int i = 1; i < 130; ++i) claims.push_back({names[i].c_str(), "near", names[i / 2].c_str()});
  const KnowledgeGraph graph = graph_of(claims);
  EXPECT_EQ(read(to_dot(graph)).layout, "sfdp");
  DotOptions few;
  few.max_nodes = 20;
  const Read picture = read(to_dot(graph, {}, few));
  EXPECT_EQ(picture.layout, "dot");
  EXPECT_NE(picture.caption.find("the most connected of 130"), std::string::npos);
  EXPECT_TRUE(render(to_dot(graph), "svg").starts_with("<?xml"));
}

TEST(Dot, NastyLabelsComeBack) {
  for (const char* label : {"ends in \\", "\\N", "a \"b\"", "AT&T", "<i>", "x\ny", "%", "[", "\xff"}) {
    SCOPED_TRACE(label);
    const KnowledgeGraph graph = graph_of({{label, label, "B"}, {label, "age", ":1"}, {"B", "likes", label, Polarity::kAffirmed, Certainty::kCertain, label}});
    for (const bool on_line : {true, false}) {
      DotOptions options;
      options.labels_on_line = on_line;
      options.title = label;
      const std::string dot = to_dot(graph, {}, options);
      EXPECT_EQ(read(dot).nodes.size(), on_line ? 4U : 2U);
      EXPECT_TRUE(render(dot, "svg").starts_with("<?xml"));
    }
  }
}

TEST(Dot, DoesNotDependOnTheOrderOfAdding) {
  std::vector<Extraction> documents;
  for (int i = 0; i < 6; ++i) {
    Extraction one;
    one.document.id = "doc" + std::to_string(i);
    for (const char* name : {"A", "B", "C", "D"}) {
      Entity entity;
      entity.id = entity.label = name;
      entity.type = "Person";
      one.entities.push_back(entity);
    }
    for (std::uint32_t k = 0; k < 4; ++k) {
      Claim claim;
      claim.id = std::to_string(k);
      claim.subject = k;
      claim.predicate = i % 2 ? "like" : "help";
      claim.object = (k + static_cast<std::uint32_t>(i)) % 4;
      claim.confidence = 0.5 + 0.05 * i;
      one.claims.push_back(claim);
    }
    documents.push_back(one);
  }
  KnowledgeGraph forward, backward;
  for (const Extraction& document : documents) forward.add(document);
  std::reverse(documents.begin(), documents.end());
  for (const Extraction& document : documents) backward.add(document);
  EXPECT_EQ(to_dot(forward), to_dot(backward));
  EXPECT_TRUE(render(to_dot(forward), "svg") == render(to_dot(backward), "svg"));
}

TEST(Dot, EmptyGraph) {
  const std::string dot = to_dot(KnowledgeGraph{});
  EXPECT_EQ(read(dot).nodes.size(), 0U);
  EXPECT_TRUE(render(dot, "svg").starts_with("<?xml"));
}

}  // namespace
}  // namespace relata
