#include "sentences.hpp"

#include <relata/core/error.hpp>
#include <relata/graph/csr.hpp>
#include <relata/graph/view.hpp>

#include <gtest/gtest.h>

#include <set>

namespace relata {
namespace {

using test::graph_of;

std::string labels(const GraphView& view) {
  std::string out;
  for (const Vertex v : view.nodes()) out += (out.empty() ? "" : " ") + view.graph().node(v).label;
  return out;
}

const KnowledgeGraph& world() {
  static const KnowledgeGraph graph = graph_of({"A likes B", "A likes B 0.4", "A hates Cc not", "B likes Cc possible", "Cc near Dc @2024-03",
                                                "Dc near E @2020/2022", "A age :7", "B age :8 0.3", "F"},
                                               "2024-05-06");
  return graph;
}

struct Case {
  const char* name;
  GraphFilter filter;
  std::string nodes;
  std::size_t claims, attributes, left_out = 0;
};

GraphFilter with(auto change) {
  GraphFilter filter;
  change(filter);
  return filter;
}

TEST(View, SelectsByFilter) {
  const Case cases[] = {
      {"all", {}, "A B Cc Dc E F", 6, 2},
      {"relation by local name", with([](auto& f) { f.relations = {"likes"}; }), "A B Cc Dc E F", 3, 0},
      {"relation by IRI", with([](auto& f) { f.relations = {"http://t.example/r#near", "age"}; }), "A B Cc Dc E F", 2, 2},
      {"class", with([](auto& f) { f.classes = {"City"}; }), "Cc Dc", 1, 0},
      {"class by IRI", with([](auto& f) { f.classes = {"http://t.example/c#Thing"}; }), "A B E F", 2, 2},
      {"unknown class", with([](auto& f) { f.classes = {"Nowhere"}; }), "", 0, 0},
      {"confidence", with([](auto& f) { f.min_confidence = 0.5; }), "A B Cc Dc E F", 5, 1},
      {"confidence met exactly", with([](auto& f) { f.min_confidence = 0.4; }), "A B Cc Dc E F", 6, 1},
      {"facts: a guess is none", with([](auto& f) { f.include_unasserted = false; }), "A B Cc Dc E F", 4, 1},
      {"facts, all rule", with([](auto& f) { f.include_unasserted = false; f.rule = Assert::kAll; }), "A B Cc Dc E F", 5, 2},
      {"since: own time, else the article's", with([](auto& f) { f.since = "2024-03-15"; }), "A B Cc Dc E F", 5, 2},
      {"since later", with([](auto& f) { f.since = "2024-05"; }), "A B Cc Dc E F", 4, 2},
      {"until", with([](auto& f) { f.until = "2021"; }), "A B Cc Dc E F", 1, 0},
      {"between", with([](auto& f) { f.since = "2022-01-01"; f.until = "2024-03"; }), "A B Cc Dc E F", 2, 0},
      {"around", with([](auto& f) { f.around = {"e"}; }), "Dc E", 1, 0},
      {"around two hops", with([](auto& f) { f.around = {"http://t.example/E"}; f.hops = 2; }), "Cc Dc E", 2, 0},
      {"around no hops", with([](auto& f) { f.around = {"A"}; f.hops = 0; }), "A", 0, 1},
      {"around stays whatever its class", with([](auto& f) { f.around = {"E"}; f.classes = {"City"}; f.hops = 2; }), "Cc Dc E", 2, 0},
      {"top", with([](auto& f) { f.top = 2; }), "A B", 2, 2, 4},
      {"top, ties by IRI", with([](auto& f) { f.top = 3; }), "A B Cc", 4, 2, 3},
      {"top none", with([](auto& f) { f.top = 0; }), "", 0, 0, 6},
      {"top of more than there are", with([](auto& f) { f.top = 9; }), "A B Cc Dc E F", 6, 2},
      {"top keeps the centre", with([](auto& f) { f.around = {"E"}; f.hops = 9; f.top = 2; }), "A E", 0, 1, 3},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const GraphView view = select(world(), c.filter);
    EXPECT_EQ(labels(view), c.nodes);
    EXPECT_EQ(view.claims().size(), c.claims);
    EXPECT_EQ(view.attributes().size(), c.attributes);
    EXPECT_EQ(view.left_out(), c.left_out);
    // The Boost graph shows the same.
    const auto filtered = view.filtered();
    const auto [node, node_end] = vertices(filtered);
    EXPECT_EQ(static_cast<std::size_t>(std::distance(node, node_end)), view.nodes().size());
    const auto [edge, edge_end] = edges(filtered);
    EXPECT_EQ(static_cast<std::size_t>(std::distance(edge, edge_end)), view.claims().size());
  }
}

TEST(View, UnknownCentreIsAnError) {
  const auto check = [](const char* name, const std::string& message) {
    GraphFilter filter;
    filter.around = {name};
    try {
      select(graph_of({"Ukraine near Poland"}), filter);
      FAIL();
    } catch (const InputError& error) {
      EXPECT_EQ(error.what(), message);
    }
  };
  check("Ukrain", "no entity 'Ukrain' in the graph; did you mean 'Ukraine'?");
  check("Xyzzy", "no entity 'Xyzzy' in the graph; give a label, an alias or an IRI");
}

TEST(View, UndatedClaimsAreOutOfBounds) {
  GraphFilter filter;
  filter.since = "1900";
  const KnowledgeGraph graph = graph_of({"A likes B"});
  EXPECT_EQ(select(graph, filter).claims().size(), 0U);
}

TEST(View, NeighboursDegreesAndOrderDoNotDependOnTheOrderOfAdding) {
  const KnowledgeGraph one = graph_of({"B r A", "A r C", "A r A", "A s C"}), two = graph_of({"A s C", "A r A", "A r C", "B r A"});
  for (const KnowledgeGraph* graph : {&one, &two}) {
    const GraphView view(*graph);
    EXPECT_EQ(labels(view), "A B C");
    const Vertex a = *graph->find(test::entity_iri("A"));
    EXPECT_EQ(view.degree(a), 4U);
    std::string around;
    for (const Vertex v : view.neighbours(a)) around += graph->node(v).label;
    EXPECT_EQ(around, "BC");
  }
}

TEST(View, LocalName) {
  for (const auto& [iri, name] : {std::pair{"http://a/b#c", "c"}, {"http://a/b", "b"}, {"urn:x:y", "y"}, {"Person", "Person"}, {"", ""}, {"http://a/", ""}})
    EXPECT_EQ(local_name(iri), name) << iri;
}

TEST(Csr, EqualsTheAdjacencyOfTheView) {
  std::vector<std::string> lines;
  std::uint32_t state = 7;  // a small generator of our own: the same graph everywhere
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 8U) % below;
  };
  for (int i = 0; i < 300; ++i)
    lines.push_back(std::to_string(random(40)) + " r" + std::to_string(random(3)) + ' ' + std::to_string(random(40)));
  const KnowledgeGraph graph = graph_of(lines);
  GraphFilter filter;
  filter.relations = {"r0", "r2"};
  const GraphView view = select(graph, filter);
  const BoostGraph& boost = graph.boost();

  const CsrGraph directed = CsrGraph::directed(view), both = CsrGraph::undirected(view);
  ASSERT_EQ(directed.size(), view.nodes().size());
  EXPECT_EQ(directed.targets.size(), view.claims().size());
  const auto filtered = view.filtered();
  for (std::uint32_t i = 0; i < directed.size(); ++i) {
    std::multiset<std::uint32_t> expected;
    for (const Edge& e : boost::make_iterator_range(out_edges(view.nodes()[i], filtered))) expected.insert(view.index(target(e, boost)));
    const auto row = directed.row(i);
    EXPECT_EQ(std::multiset<std::uint32_t>(row.begin(), row.end()), expected);
    EXPECT_TRUE(std::is_sorted(row.begin(), row.end()));
    EXPECT_EQ(both.row(i).size(), view.degree(view.nodes()[i]));
    std::set<Vertex> near;
    for (const std::uint32_t t : both.row(i))
      if (t != i) near.insert(view.nodes()[t]);
    const auto neighbours = view.neighbours(view.nodes()[i]);
    EXPECT_EQ(near, std::set<Vertex>(neighbours.begin(), neighbours.end()));
    for (std::size_t k = 0; k < row.size(); ++k) {
      const Edge& claim = view.claims()[directed.row_claims(i)[k]];
      EXPECT_EQ(view.index(source(claim, boost)), i);
      EXPECT_EQ(view.index(target(claim, boost)), row[k]);
    }
  }
}

TEST(Csr, EmptyGraph) {
  const KnowledgeGraph graph;
  const CsrGraph csr = CsrGraph::undirected(GraphView(graph));
  EXPECT_EQ(csr.size(), 0U);
}

}  // namespace
}  // namespace relata
