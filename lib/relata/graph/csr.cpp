#include <relata/graph/csr.hpp>

namespace relata {
namespace {

struct Arc {
  std::uint32_t from, to, claim;
};

/// Counting sort by target, then by source: rows with ascending targets in linear time.
CsrGraph from_arcs(std::uint32_t nodes, std::vector<Arc> arcs) {
  const auto sorted_by = [&](std::uint32_t Arc::*end, std::vector<std::uint32_t>& offsets) {
    offsets.assign(nodes + 1, 0);
    for (const Arc& arc : arcs) ++offsets[arc.*end + 1];
    for (std::uint32_t i = 0; i < nodes; ++i) offsets[i + 1] += offsets[i];
    std::vector<std::uint32_t> next(offsets.begin(), offsets.end() - 1);
    std::vector<Arc> sorted(arcs.size());
    for (const Arc& arc : arcs) sorted[next[arc.*end]++] = arc;
    arcs.swap(sorted);
  };
  CsrGraph graph;
  sorted_by(&Arc::to, graph.offsets);
  sorted_by(&Arc::from, graph.offsets);
  graph.targets.reserve(arcs.size());
  graph.claims.reserve(arcs.size());
  for (const Arc& arc : arcs) {
    graph.targets.push_back(arc.to);
    graph.claims.push_back(arc.claim);
  }
  return graph;
}

CsrGraph snapshot(const GraphView& view, bool both_ways) {
  const BoostGraph& boost = view.graph().boost();
  std::vector<Arc> arcs;
  arcs.reserve(view.claims().size() * (both_ways ? 2 : 1));
  for (std::uint32_t i = 0; i < view.claims().size(); ++i) {
    const Edge& edge = view.claims()[i];
    const std::uint32_t from = view.index(source(edge, boost)), to = view.index(target(edge, boost));
    arcs.push_back({from, to, i});
    if (both_ways && from != to) arcs.push_back({to, from, i});
  }
  return from_arcs(static_cast<std::uint32_t>(view.nodes().size()), std::move(arcs));
}

}  // namespace

CsrGraph CsrGraph::directed(const GraphView& view) { return snapshot(view, false); }
CsrGraph CsrGraph::undirected(const GraphView& view) { return snapshot(view, true); }

}  // namespace relata
