// Who connects the others: betweenness by relata, and the same by Boost's own algorithm on the filtered
// Boost graph, as any algorithm of Boost.Graph can be called.
//   betweenness small-world.jsonl
#include "load.hpp"

#include <relata/graph/algorithms.hpp>

#include <boost/graph/betweenness_centrality.hpp>

#include <cstdio>

int main(int argc, char** argv) try {
  const relata::KnowledgeGraph graph = load(argc > 1 ? argv[1] : "small-world.jsonl");
  const relata::GraphView view(graph);

  // Undirected: a claim connects its two ends whichever way it is told.
  const std::vector<double> between = relata::betweenness(relata::CsrGraph::undirected(view));
  for (const auto i : relata::highest(between, 5))
    std::printf("%6.2f  %s\n", between[i], graph.node(view.nodes()[i]).label.c_str());

  // Boost's works along the direction of claims here, and counts parallel claims as paths of their own.
  const auto filtered = view.filtered();
  std::vector<double> directed(graph.node_count());
  boost::brandes_betweenness_centrality(
      filtered, boost::make_iterator_property_map(directed.begin(), get(boost::vertex_index, graph.boost())));
  const relata::Vertex nato = graph.find_by_label("NATO").at(0);
  std::printf("NATO by Boost.Graph, directed: %.2f\n", directed[nato]);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
