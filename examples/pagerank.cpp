// Which entities the news comes back to: PageRank over the stated claims.
//   pagerank small-world.jsonl
#include "load.hpp"

#include <relata/graph/algorithms.hpp>

#include <cstdio>

int main(int argc, char** argv) try {
  const relata::KnowledgeGraph graph = load(argc > 1 ? argv[1] : "small-world.jsonl");
  // Facts only: a denied threat must not raise anyone's rank.
  relata::GraphFilter facts;
  facts.include_unasserted = false;
  const relata::GraphView view = relata::select(graph, facts);

  const std::vector<double> rank = relata::pagerank(relata::CsrGraph::directed(view));
  for (const auto i : relata::highest(rank, 5))
    std::printf("%.4f  %s\n", rank[i], graph.node(view.nodes()[i]).label.c_str());
} catch (const relata::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
