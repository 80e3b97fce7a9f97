// Who belongs together: groups with many claims inside and few between them (Louvain).
//   communities small-world.jsonl
#include "load.hpp"

#include <relata/graph/algorithms.hpp>

#include <cstdio>
#include <map>

int main(int argc, char** argv) try {
  const relata::KnowledgeGraph graph = load(argc > 1 ? argv[1] : "small-world.jsonl");
  const relata::GraphView view(graph);

  const relata::CsrGraph snapshot = relata::CsrGraph::undirected(view);
  const std::vector<std::uint32_t> group = relata::communities(snapshot);
  std::map<std::uint32_t, std::string> members;
  for (std::uint32_t i = 0; i < group.size(); ++i) {
    std::string& names = members[group[i]];
    names += (names.empty() ? "" : ", ") + graph.node(view.nodes()[i]).label;
  }
  std::printf("%zu communities, modularity %.3f\n", members.size(), relata::modularity(snapshot, group));
  for (const auto& [number, names] : members) std::printf("%u: %s\n", number + 1, names.c_str());
} catch (const relata::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
