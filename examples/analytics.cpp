// From articles to answers, as analytics.ipynb does it in Python: who matters, who belongs together, who says what and when.
//   analytics twenty-articles.jsonl SHARE      SHARE: share/relata of the installation or of the build tree
#include <relata/rdf/event_category_reader.hpp>
#include <relata/relata.hpp>

#include <boost/graph/page_rank.hpp>

#include <algorithm>
#include <cstdio>
#include <map>

namespace {

relata::KnowledgeGraph read(const std::string& articles, const std::string& share) {
  relata::Diagnostics diagnostics;
  const relata::Contract ontology(relata::read_ontology({share + "/core.ttl", share + "/news.ttl"}, diagnostics));
  const relata::KnowledgeBase knowledge = relata::KnowledgeBase::open(share + "/knowledge.bin");
  const relata::LanguageModel model(share + "/relata-en-v2");
  const relata::Pipeline pipeline(ontology, knowledge, model, {.by_labels = false, .event_categories = relata::read_event_categories(share + "/events.ttl", diagnostics)});
  relata::Reader reader({articles}, {}, diagnostics);
  relata::KnowledgeGraph graph;
  while (std::optional<relata::Extraction> article = reader.next()) {
    pipeline.run(*article, diagnostics);
    graph.add(*article);
  }
  relata::settle(graph, relata::identity_rules(ontology.reading()), {}, diagnostics);
  for (const relata::Diagnostic& diagnostic : diagnostics) std::fprintf(stderr, "%s\n", to_string(diagnostic).c_str());
  return graph;
}

void who_matters(const relata::GraphView& view) {
  const relata::KnowledgeGraph& graph = view.graph();
  // Any algorithm of Boost.Graph runs on the filtered graph, by vertex.
  const auto filtered = view.filtered();
  std::vector<double> rank(graph.node_count());
  const double entities = static_cast<double>(view.nodes().size());
  boost::graph::page_rank(filtered, boost::make_iterator_property_map(rank.begin(), get(boost::vertex_index, graph.boost())),
                          boost::graph::n_iterations(100), 0.85, view.nodes().size());
  // relata's own run over a flat snapshot, by position in the view.
  const std::vector<double> between = relata::betweenness(relata::CsrGraph::undirected(view));
  std::printf("pagerank  betweenness\n");
  for (const std::uint32_t i : relata::highest(between, 8))
    std::printf("%8.4f  %11.2f  %s\n", rank[view.nodes()[i]] / entities, between[i], graph.node(view.nodes()[i]).label.c_str());
}

void who_belongs_together(const relata::GraphView& view) {
  const relata::CsrGraph snapshot = relata::CsrGraph::undirected(view);
  const std::vector<std::uint32_t> group = relata::communities(snapshot);
  std::map<std::uint32_t, std::vector<std::string>> members;
  for (std::uint32_t i = 0; i < group.size(); ++i) members[group[i]].push_back(view.graph().node(view.nodes()[i]).label);
  std::erase_if(members, [](const auto& entry) { return entry.second.size() < 2; });  // who has to do with nobody
  std::printf("\n%zu communities, modularity %.3f\n", members.size(), relata::modularity(snapshot, group));
  for (const auto& [number, names] : members) {
    for (const std::string& name : names) std::printf("%s%s", &name == &names.front() ? "  " : ", ", name.c_str());
    std::printf("\n");
  }
}

/// Claims that somebody is quoted for, by the date of their articles, each with the words that say it.
void who_says_what_and_when(const relata::KnowledgeGraph& graph) {
  std::vector<std::string> lines;
  const auto note = [&](const relata::Statement& s, relata::Vertex subject, const std::string& object) {
    if (s.speaker == relata::kNone) return;
    const auto evidence = graph.evidence(s);
    std::string line = graph.sources()[s.source].date + "  " + graph.node(s.speaker).label + ": " + graph.node(subject).label;
    if (s.polarity == relata::Polarity::kNegated) line += " not";
    line += " " + std::string(relata::local_name(graph.predicate(s))) + " " + object;
    if (!evidence.empty()) line += "  \"" + graph.quote(evidence.front()) + "\"";
    lines.push_back(std::move(line));
  };
  for (const relata::Edge& edge : graph.sorted_claims())
    note(graph.statement(edge), boost::source(edge, graph.boost()), graph.node(boost::target(edge, graph.boost())).label);
  for (const std::uint32_t i : graph.sorted_attributes()) {
    const relata::Attribute& attribute = graph.attributes()[i];
    note(attribute.statement, attribute.subject, attribute.value.value);
  }
  std::sort(lines.begin(), lines.end());
  std::printf("\nwho says what, when\n");
  for (const std::string& line : lines) std::printf("  %s\n", line.c_str());
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::fprintf(stderr, "usage: analytics ARTICLES SHARE\n");
    return 2;
  }
  const relata::KnowledgeGraph graph = read(argv[1], argv[2]);
  std::printf("%zu articles, %zu entities, %zu claims\n\n", graph.sources().size(), graph.node_count(), graph.claim_count());
  const relata::GraphView view = relata::select(graph, {.include_unasserted = false});
  who_matters(view);
  who_belongs_together(view);
  who_says_what_and_when(graph);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
