// By what chain of evidence two entities are connected, each step with the words it was read from.
//   shortest_path small-world.jsonl "Vladimir Putin" Brussels
#include "load.hpp"

#include <relata/graph/algorithms.hpp>

#include <cstdio>

int main(int argc, char** argv) try {
  const relata::KnowledgeGraph graph = load(argc > 1 ? argv[1] : "small-world.jsonl");
  const std::string from = argc > 2 ? argv[2] : "Vladimir Putin", to = argc > 3 ? argv[3] : "Brussels";
  relata::GraphFilter facts;
  facts.include_unasserted = false;
  const relata::GraphView view = relata::select(graph, facts);

  const auto starts = graph.find_by_label(from), ends = graph.find_by_label(to);
  if (starts.empty() || ends.empty()) throw relata::InputError("no entity '" + (starts.empty() ? from : to) + "' in the graph");
  const auto path = relata::shortest_path(view, starts.front(), ends.front());
  if (!path) {
    std::printf("%s and %s are not connected\n", from.c_str(), to.c_str());
    return 0;
  }
  for (const relata::PathStep& step : *path) {
    const relata::Edge claim = step.claims.front();
    const relata::Statement& statement = graph.statement(claim);
    const bool forward = source(claim, graph.boost()) == step.from;
    const std::string relation(relata::local_name(graph.predicate(statement)));
    std::printf("%s %s %s\n", graph.node(step.from).label.c_str(),
                (forward ? "-" + relation + "->" : "<-" + relation + "-").c_str(), graph.node(step.to).label.c_str());
    for (const relata::Evidence& evidence : graph.evidence(statement))
      std::printf("    \"%s\" (%s, characters %u to %u)\n", graph.quote(evidence).c_str(),
                  graph.sources()[evidence.source].title.c_str(), evidence.begin, evidence.end);
  }
} catch (const relata::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
