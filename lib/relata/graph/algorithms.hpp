// What analysts ask a knowledge graph first: who matters, who stands between, who belongs together,
// and by what chain of evidence two entities are connected. All run over flat snapshots of a view, give
// the same numbers on every run, and answer by position in GraphView::nodes(). For everything else
// there is GraphView::filtered() and Boost.Graph.
#pragma once
#include <relata/graph/csr.hpp>
#include <relata/graph/view.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace relata {

struct PageRankOptions {
  double damping = 0.85;
  double tolerance = 1e-10;  ///< stops when the ranks change by less, in sum
  unsigned max_rounds = 200;
};

/// Page, Brin, Motwani and Winograd 1999: share of time a reader spends who follows random claims. Sums
/// to 1: what flows into entities without claims of their own is spread over all. Parallel claims weigh
/// as often as they are made. Wants CsrGraph::directed.
std::vector<double> pagerank(const CsrGraph& graph, const PageRankOptions& options = {});

/// Brandes 2001, unweighted: through how many shortest paths between others a node lies, each pair of others
/// shared among its shortest paths. Parallel claims count as one link. Over a directed snapshot paths follow the
/// claims and ordered pairs count; over an undirected one each pair counts once. O(nodes * arcs).
std::vector<double> betweenness(const CsrGraph& graph, bool directed = false);

/// Connected parts, whatever the direction of claims: a number a node, numbered from 0 in the order of
/// their first nodes.
std::vector<std::uint32_t> components(const CsrGraph& graph);

/// Blondel, Guillaume, Lambiotte and Lefebvre 2008 (Louvain): groups with many claims inside and few
/// between them. Nodes are visited in order and ties go to the lowest group, so the result is always
/// the same. Numbered like components. Wants CsrGraph::undirected.
std::vector<std::uint32_t> communities(const CsrGraph& graph);

/// Newman's modularity of a division, -0.5..1: the share of claims inside groups over what chance would give.
/// Wants CsrGraph::undirected.
double modularity(const CsrGraph& graph, std::span<const std::uint32_t> groups);

/// One link of a path: the claims between two neighbours, either way, surest first. Their evidence is in
/// their statements.
struct PathStep {
  Vertex from = 0, to = 0;
  std::vector<Edge> claims;
};

/// The shortest chain of claims, in either direction of each; of several the first by IRIs. No steps if
/// both ends are the same; nullopt if there is no chain or an end is not selected.
std::optional<std::vector<PathStep>> shortest_path(const GraphView& view, Vertex from, Vertex to);

/// Positions of the `count` highest scores, highest first, ties in the order of nodes.
std::vector<std::uint32_t> highest(std::span<const double> scores, std::size_t count);

}  // namespace relata
