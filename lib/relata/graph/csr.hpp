// A view frozen into compressed sparse rows: three flat arrays that analytics runs over five to
// fifteen times faster than over the adjacency list (the figures are in bench/RESULTS.md). Nodes are the
// positions of GraphView::nodes(), so results are indexed alike.
#pragma once
#include <relata/graph/view.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace relata {

struct CsrGraph {
  std::vector<std::uint32_t> offsets;  // [nodes + 1] where the row of a node begins
  std::vector<std::uint32_t> targets;  // [arcs] neighbours, ascending inside a row; parallel claims stay apart
  std::vector<std::uint32_t> claims;   // [arcs] position in GraphView::claims()

  /// Each claim once, from subject to object.
  static CsrGraph directed(const GraphView& view);
  /// Each claim in both rows; a claim of an entity about itself once.
  static CsrGraph undirected(const GraphView& view);

  std::uint32_t size() const { return static_cast<std::uint32_t>(offsets.size()) - 1; }
  std::span<const std::uint32_t> row(std::uint32_t node) const {
    return std::span(targets).subspan(offsets[node], offsets[node + 1] - offsets[node]);
  }
  std::span<const std::uint32_t> row_claims(std::uint32_t node) const {
    return std::span(claims).subspan(offsets[node], offsets[node + 1] - offsets[node]);
  }
};

}  // namespace relata
