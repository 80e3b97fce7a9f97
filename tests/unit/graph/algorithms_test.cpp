#include "sentences.hpp"

#include <relata/graph/algorithms.hpp>

#include <gtest/gtest.h>

#include <numeric>

namespace relata {
namespace {

using test::graph_of;

using Lines = std::vector<std::string>;
using Numbers = std::vector<double>;
using Groups = std::vector<std::uint32_t>;

// Entities are named A, B, C, ..., so that results come in that order.
TEST(PageRank, IsAsComputedByHand) {
  const auto check = [](const Lines& lines, const Numbers& expected) {
    const KnowledgeGraph graph = graph_of(lines);
    const Numbers rank = pagerank(CsrGraph::directed(GraphView(graph)));
    ASSERT_EQ(rank.size(), expected.size());
    for (std::size_t i = 0; i < rank.size(); ++i) EXPECT_NEAR(rank[i], expected[i], 1e-7) << lines[0] << " " << i;
    EXPECT_NEAR(std::accumulate(rank.begin(), rank.end(), 0.0), 1.0, 1e-12);
  };
  check({"A r B", "B r C", "C r A"}, {1.0 / 3, 1.0 / 3, 1.0 / 3});
  // B has no claims of its own, its share goes to both: a = 0.15/2 + 0.85 b/2, a + b = 1.
  check({"A r B"}, {0.5 / 1.425, 0.925 / 1.425});
  // Two of A's three claims name B: a = 0.05 + 0.85 (b + c), b = 0.05 + 0.85 a 2/3, c = 0.05 + 0.85 a/3.
  check({"A r B", "A s B", "A r C", "B r A", "C r A"}, {0.9 / 1.85, 0.05 + 0.85 * 0.9 / 1.85 * 2 / 3, 0.05 + 0.85 * 0.9 / 1.85 / 3});
  check({"A", "B"}, {0.5, 0.5});
}

TEST(Betweenness, IsAsComputedByHand) {
  const auto check = [](const Lines& lines, const Numbers& undirected, const Numbers& directed) {
    const KnowledgeGraph graph = graph_of(lines);
    const GraphView view(graph);
    EXPECT_EQ(betweenness(CsrGraph::undirected(view)), undirected) << lines[0];
    EXPECT_EQ(betweenness(CsrGraph::directed(view), true), directed) << lines[0];
  };
  check({"A r B", "B r C", "C r D"}, {0, 2, 2, 0}, {0, 2, 2, 0});
  check({"A r B", "A r C", "A r D", "A r E"}, {6, 0, 0, 0, 0}, {0, 0, 0, 0, 0});
  check({"A r B", "B r C", "C r D", "D r A"}, {0.5, 0.5, 0.5, 0.5}, {3, 3, 3, 3});
  // Twice said is one link.
  check({"A r B", "A s B", "B r C", "A r D", "D r C"}, {0.5, 0.5, 0.5, 0.5}, {0, 0.5, 0, 0.5});
  check({"A r A", "A r B"}, {0, 0}, {0, 0});
}

TEST(Components, AreNumberedByTheirFirstEntity) {
  const KnowledgeGraph graph = graph_of({"D r A", "B r E", "C", "F r B"});
  const GraphView view(graph);
  EXPECT_EQ(components(CsrGraph::directed(view)), (Groups{0, 1, 2, 0, 1, 1}));
  EXPECT_EQ(components(CsrGraph::undirected(view)), (Groups{0, 1, 2, 0, 1, 1}));
}

TEST(Communities, TwoTrianglesAndABridge) {
  const Lines lines{"A r B", "B r C", "C r A", "D r E", "E r F", "F r D", "C r D"};
  const KnowledgeGraph graph = graph_of(lines);
  const CsrGraph csr = CsrGraph::undirected(GraphView(graph));
  const Groups groups = communities(csr);
  EXPECT_EQ(groups, (Groups{0, 0, 0, 1, 1, 1}));
  EXPECT_NEAR(modularity(csr, groups), 6.0 / 7 - 2 * 0.25, 1e-12);
  EXPECT_NEAR(modularity(csr, Groups(6, 0)), 0.0, 1e-12);
}

TEST(Communities, LoneAndEmpty) {
  const KnowledgeGraph lone = graph_of({"A", "B"}), empty;
  EXPECT_EQ(communities(CsrGraph::undirected(GraphView(lone))), (Groups{0, 1}));
  EXPECT_TRUE(communities(CsrGraph::undirected(GraphView(empty))).empty());
  EXPECT_TRUE(pagerank(CsrGraph::directed(GraphView(empty))).empty());
}

// A ring of cliques: Louvain must find the cliques whatever the order of adding.
TEST(Communities, RingOfCliquesIsFoundInAnyOrder) {
  Lines lines;
  for (int clique = 0; clique < 6; ++clique) {
    const auto name = [](int c, int i) { return "N" + std::to_string(c % 6) + std::to_string(i); };
    for (int i = 0; i < 5; ++i)
      for (int k = 0; k < i; ++k) lines.push_back(name(clique, i) + " r " + name(clique, k));
    lines.push_back(name(clique, 0) + " r " + name(clique + 1, 1));
  }
  const KnowledgeGraph graph = graph_of(lines), turned = graph_of({lines.rbegin(), lines.rend()});
  const Groups groups = communities(CsrGraph::undirected(GraphView(graph)));
  for (std::uint32_t i = 0; i < 30; ++i) EXPECT_EQ(groups[i], i / 5);
  EXPECT_EQ(communities(CsrGraph::undirected(GraphView(turned))), groups);
}

TEST(ShortestPath, GoesByEvidence) {
  const KnowledgeGraph graph = graph_of({"A r B", "C r B 0.5", "B s C 0.8", "C r D", "A r X", "X r Y", "Y r D", "Z"});
  const GraphView view(graph);
  const auto vertex = [&](const std::string& name) { return *graph.find(test::entity_iri(name)); };
  const auto path = shortest_path(view, vertex("A"), vertex("D"));
  ASSERT_TRUE(path);
  std::string told;
  for (const PathStep& step : *path) {
    told += graph.node(step.from).label + graph.node(step.to).label;
    for (const Edge& claim : step.claims) told += " '" + graph.quote(graph.evidence(graph.statement(claim))[0]) + "'";
    told += "; ";
  }
  EXPECT_EQ(told, "AB 'A r B'; BC 'B s C 0.8' 'C r B 0.5'; CD 'C r D'; ");
  EXPECT_EQ(shortest_path(view, vertex("A"), vertex("A"))->size(), 0U);
  EXPECT_FALSE(shortest_path(view, vertex("A"), vertex("Z")));
  GraphFilter without;
  without.around = {"D"};
  EXPECT_FALSE(shortest_path(select(graph, without), vertex("A"), vertex("D")));
}

TEST(Highest, TiesByPosition) {
  const Numbers scores{1, 3, 2, 3};
  EXPECT_EQ(highest(scores, 3), (Groups{1, 3, 2}));
  EXPECT_EQ(highest(scores, 9).size(), 4U);
  EXPECT_TRUE(highest(scores, 0).empty());
}

}  // namespace
}  // namespace relata
