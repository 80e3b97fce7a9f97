#include <relata/graph/algorithms.hpp>

#include <boost/pending/disjoint_sets.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace relata {

std::vector<double> pagerank(const CsrGraph& graph, const PageRankOptions& options) {
  const std::uint32_t n = graph.size();
  if (n == 0) return {};
  std::vector<double> rank(n, 1.0 / n), next(n);
  for (unsigned round = 0; round < options.max_rounds; ++round) {
    double dangling = 0;
    std::fill(next.begin(), next.end(), 0.0);
    for (std::uint32_t v = 0; v < n; ++v) {
      const auto row = graph.row(v);
      if (row.empty()) dangling += rank[v];
      else for (const std::uint32_t t : row) next[t] += rank[v] / static_cast<double>(row.size());
    }
    const double spread = (1.0 - options.damping + options.damping * dangling) / n;
    double sum = 0, change = 0;
    for (double& value : next) sum += value = options.damping * value + spread;
    for (std::uint32_t v = 0; v < n; ++v) {
      next[v] /= sum;  // rounding only: keeps the sum at 1 over many rounds
      change += std::abs(next[v] - rank[v]);
    }
    rank.swap(next);
    if (change < options.tolerance) break;
  }
  return rank;
}

std::vector<double> betweenness(const CsrGraph& graph, bool directed) {
  const std::uint32_t n = graph.size();
  std::vector<double> score(n, 0.0), paths(n), dependency(n);
  std::vector<std::uint32_t> distance(n), order;
  order.reserve(n);
  // Rows ascend, so a parallel claim stands beside its twin.
  const auto for_each_neighbour = [&](std::uint32_t v, auto&& visit) {
    std::uint32_t last = kNone;
    for (const std::uint32_t t : graph.row(v)) {
      if (t != last && t != v) visit(t);
      last = t;
    }
  };
  for (std::uint32_t start = 0; start < n; ++start) {
    std::fill(distance.begin(), distance.end(), kNone);
    std::fill(paths.begin(), paths.end(), 0.0);
    std::fill(dependency.begin(), dependency.end(), 0.0);
    order.assign(1, start);
    distance[start] = 0;
    paths[start] = 1;
    for (std::size_t head = 0; head < order.size(); ++head) {
      const std::uint32_t v = order[head];
      for_each_neighbour(v, [&](std::uint32_t t) {
        if (distance[t] == kNone) {
          distance[t] = distance[v] + 1;
          order.push_back(t);
        }
        if (distance[t] == distance[v] + 1) paths[t] += paths[v];
      });
    }
    // Backwards: each node takes from those one step further what it passes on to them.
    for (std::size_t i = order.size(); i-- > 0;) {
      const std::uint32_t v = order[i];
      for_each_neighbour(v, [&](std::uint32_t t) {
        if (distance[t] == distance[v] + 1) dependency[v] += paths[v] / paths[t] * (1.0 + dependency[t]);
      });
      if (v != start) score[v] += dependency[v];
    }
  }
  if (!directed)
    for (double& value : score) value /= 2;  // each pair was met from both ends
  return score;
}

std::vector<std::uint32_t> components(const CsrGraph& graph) {
  const std::uint32_t n = graph.size();
  std::vector<std::uint32_t> rank(n), parent(n);
  boost::disjoint_sets<std::uint32_t*, std::uint32_t*> sets(rank.data(), parent.data());
  for (std::uint32_t v = 0; v < n; ++v) sets.make_set(v);
  for (std::uint32_t v = 0; v < n; ++v)
    for (const std::uint32_t t : graph.row(v)) sets.union_set(v, t);
  std::vector<std::uint32_t> number(n, kNone), part(n);
  std::uint32_t parts = 0;
  for (std::uint32_t v = 0; v < n; ++v) {
    std::uint32_t& mine = number[sets.find_set(v)];
    if (mine == kNone) mine = parts++;
    part[v] = mine;
  }
  return part;
}

std::optional<std::vector<PathStep>> shortest_path(const GraphView& view, Vertex from, Vertex to) {
  if (!view.contains(from) || !view.contains(to)) return std::nullopt;
  const CsrGraph graph = CsrGraph::undirected(view);
  const std::uint32_t goal = view.index(to);
  // Searched from the goal, so that the walk back runs forward; rows ascend by IRI, so does the choice.
  std::vector<std::uint32_t> distance(graph.size(), kNone), queue{goal};
  distance[goal] = 0;
  for (std::size_t head = 0; head < queue.size() && distance[view.index(from)] == kNone; ++head)
    for (const std::uint32_t t : graph.row(queue[head]))
      if (distance[t] == kNone) {
        distance[t] = distance[queue[head]] + 1;
        queue.push_back(t);
      }
  if (distance[view.index(from)] == kNone) return std::nullopt;

  std::vector<PathStep> steps;
  for (std::uint32_t at = view.index(from); at != goal;) {
    const auto row = graph.row(at), claims = graph.row_claims(at);
    std::size_t i = 0;
    while (distance[row[i]] != distance[at] - 1) ++i;
    PathStep step{view.nodes()[at], view.nodes()[row[i]], {}};
    const std::uint32_t next = row[i];
    for (; i < row.size() && row[i] == next; ++i) step.claims.push_back(view.claims()[claims[i]]);
    const auto surest_first = [&](const Edge& e) {
      const Statement& s = view.graph().statement(e);
      return std::tuple(!view.is_asserted(s), s.certainty, -s.confidence);
    };
    std::stable_sort(step.claims.begin(), step.claims.end(),
                     [&](const Edge& a, const Edge& b) { return surest_first(a) < surest_first(b); });
    steps.push_back(std::move(step));
    at = next;
  }
  return steps;
}

std::vector<std::uint32_t> highest(std::span<const double> scores, std::size_t count) {
  std::vector<std::uint32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.size()));
  std::partial_sort(order.begin(), end, order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  });
  order.erase(end, order.end());
  return order;
}

}  // namespace relata
