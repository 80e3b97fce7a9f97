// Louvain: move each node to the neighbouring group that gains most modularity until none moves, make
// each group one node, repeat. Weights are numbers of claims.
#include <relata/graph/algorithms.hpp>

#include <algorithm>
#include <numeric>

namespace relata {
namespace {

/// A weighted undirected graph; a link stands in both rows, the inside of a merged group apart.
struct Weighted {
  std::vector<std::vector<std::pair<std::uint32_t, double>>> rows;  // [nodes] (other node, claims), by node, once each
  std::vector<double> inside;                                       // [nodes] claims with both ends in it
  double total = 0;                                                 // claims

  double degree(std::uint32_t v) const {
    double sum = 2 * inside[v];
    for (const auto& [other, weight] : rows[v]) sum += weight;
    return sum;
  }
};

Weighted weighted(const CsrGraph& graph) {
  Weighted out;
  out.rows.resize(graph.size());
  out.inside.resize(graph.size());
  for (std::uint32_t v = 0; v < graph.size(); ++v)
    for (const std::uint32_t t : graph.row(v)) {
      out.total += t == v ? 1.0 : 0.5;
      if (t == v) ++out.inside[v];
      else if (!out.rows[v].empty() && out.rows[v].back().first == t) ++out.rows[v].back().second;
      else out.rows[v].emplace_back(t, 1.0);
    }
  return out;
}

/// Groups renumbered from 0 in the order of their first nodes; how many there are.
std::uint32_t number_by_first(std::vector<std::uint32_t>& groups) {
  std::vector<std::uint32_t> number(groups.size(), kNone);
  std::uint32_t count = 0;
  for (std::uint32_t& group : groups) {
    if (number[group] == kNone) number[group] = count++;
    group = number[group];
  }
  return count;
}

/// One level. Whether any node moved.
bool move_nodes(const Weighted& graph, std::vector<std::uint32_t>& group) {
  const std::uint32_t n = static_cast<std::uint32_t>(graph.rows.size());
  std::vector<double> degree(n), group_degree(n, 0.0), links(n, 0.0);
  group.resize(n);
  std::iota(group.begin(), group.end(), 0U);
  for (std::uint32_t v = 0; v < n; ++v) group_degree[v] = degree[v] = graph.degree(v);
  constexpr double kGain = 1e-9;  // below that a move is rounding, and could go on for ever
  bool moved_ever = false;
  std::vector<std::uint32_t> near;  // groups of the neighbours, its own first
  // The last few nodes of a big graph would wander for many rounds for nothing; in a small one all come to rest.
  const std::uint32_t few = n / 200;
  for (std::uint32_t moved = few + 1; moved > few;) {
    moved = 0;
    for (std::uint32_t v = 0; v < n; ++v) {
      near.assign(1, group[v]);
      for (const auto& [other, weight] : graph.rows[v]) {
        if (links[group[other]] == 0 && group[other] != group[v]) near.push_back(group[other]);
        links[group[other]] += weight;
      }
      std::sort(near.begin() + 1, near.end());
      const std::uint32_t home = group[v];
      group_degree[home] -= degree[v];
      const auto gain = [&](std::uint32_t g) { return links[g] - group_degree[g] * degree[v] / (2 * graph.total); };
      std::uint32_t best = home;
      double best_gain = gain(home);
      for (const std::uint32_t g : near)
        if (gain(g) > best_gain + kGain) {
          best = g;
          best_gain = gain(g);
        }
      group_degree[best] += degree[v];
      group[v] = best;
      if (best != home) {
        ++moved;
        moved_ever = true;
      }
      for (const std::uint32_t g : near) links[g] = 0;
    }
  }
  return moved_ever;
}

Weighted merged(const Weighted& graph, const std::vector<std::uint32_t>& group, std::uint32_t groups) {
  Weighted out;
  out.rows.resize(groups);
  out.inside.resize(groups);
  out.total = graph.total;
  for (std::uint32_t v = 0; v < group.size(); ++v) {
    out.inside[group[v]] += graph.inside[v];
    for (const auto& [other, weight] : graph.rows[v]) {
      if (group[other] == group[v]) out.inside[group[v]] += weight / 2;
      else out.rows[group[v]].emplace_back(group[other], weight);
    }
  }
  for (auto& row : out.rows) {
    std::sort(row.begin(), row.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (kept > 0 && row[kept - 1].first == row[i].first) row[kept - 1].second += row[i].second;
      else row[kept++] = row[i];
    }
    row.resize(kept);
  }
  return out;
}

}  // namespace

std::vector<std::uint32_t> communities(const CsrGraph& graph) {
  std::vector<std::uint32_t> found(graph.size()), group;
  std::iota(found.begin(), found.end(), 0U);
  Weighted level = weighted(graph);
  while (move_nodes(level, group)) {
    const std::uint32_t groups = number_by_first(group);
    for (std::uint32_t& f : found) f = group[f];
    level = merged(level, group, groups);
  }
  number_by_first(found);
  return found;
}

double modularity(const CsrGraph& graph, std::span<const std::uint32_t> groups) {
  if (graph.targets.empty()) return 0;
  const std::uint32_t count = *std::max_element(groups.begin(), groups.end()) + 1;
  std::vector<double> inside(count, 0.0), degree(count, 0.0);  // both count ends of claims
  double ends = 0;
  for (std::uint32_t v = 0; v < graph.size(); ++v)
    for (const std::uint32_t t : graph.row(v)) {
      const double weight = t == v ? 2 : 1;
      ends += weight;
      degree[groups[v]] += weight;
      if (groups[t] == groups[v]) inside[groups[v]] += weight;
    }
  double sum = 0;
  for (std::uint32_t g = 0; g < count; ++g) sum += inside[g] / ends - (degree[g] / ends) * (degree[g] / ends);
  return sum;
}

}  // namespace relata
