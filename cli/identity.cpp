// relata retract and decisions: documents out of finished graphs, and who is who in them.
#include "graph_files.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace relata::cli {
namespace {

void print(const IdentityDecision& decision, bool json) {
  const std::string score = decimal(decision.score), verdict = decision.is_joined ? "joined" : "apart";
  if (json) {
    nlohmann::ordered_json out{{"verdict", verdict}, {"score", nlohmann::ordered_json::parse(score)}, {"reason", decision.reason}, {"label", decision.label},
                               {"part", decision.part}, {decision.is_joined ? "into" : "from", decision.node}};
    if (!decision.document.empty()) out["document"] = decision.document;
    std::cout << out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    return;
  }
  const auto cell = [](std::string text) {
    for (char& c : text)
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    return text;
  };
  std::cout << verdict << '\t' << score << '\t' << cell(decision.reason) << '\t' << cell(decision.label) << '\t' << decision.part << '\t' << decision.node << '\t'
            << cell(decision.document) << '\n';
}

}  // namespace

void add_retract(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> inputs, documents, ontologies;
    std::string decisions;
    OutputOptions output;
    PictureOptions picture;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("retract", "Take documents out of a finished graph, as if it had been built without them");
  command->add_option("GRAPH", options->inputs, "RDF files or records")->required();
  command->add_option("--document", options->documents, "Id or IRI of a document; may be given again")->type_name("ID")->required();
  options->output.add_to(*command);
  add_identity_options(*command, options->ontologies, options->decisions);
  command->footer("Example:\n  relata retract week.nq --document tuesday-17 -o corrected.nq\n"
                  "Needs a graph with claims (--claims nodes or graphs); give the decisions that it was built with again.");
  command->callback([options, &session] {
    KnowledgeGraph graph = load_graphs(options->inputs, session);
    graph = graph.without(documents_in(graph, options->documents, options->inputs.front()));
    decide_identity(graph, relation_ontology(options->ontologies, session), options->decisions, session);
    write_graphs(graph, options->output, options->picture, session);
  });
}

void add_decisions(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> inputs, ontologies;
    std::string decisions;
    bool json = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("decisions", "List who was joined with whom across documents and who was kept apart, each with score and reason");
  command->add_option("GRAPH", options->inputs, "RDF files or records")->required();
  command->add_flag("--json", options->json, "A JSON object a line instead of tab-separated columns");
  add_identity_options(*command, options->ontologies, options->decisions);
  command->footer("Example:\n  relata decisions week.ttl | sort -k2 -n\n"
                  "Columns: joined or apart, score that the two are one, reason, label, part of a name (as a decisions file calls it), what it was joined into or\n"
                  "kept apart from, document.");
  command->callback([options, &session] {
    KnowledgeGraph graph = load_graphs(options->inputs, session);
    decide_identity(graph, relation_ontology(options->ontologies, session), options->decisions, session,
                    [&](const IdentityDecision& decision) { print(decision, options->json); });
  });
}

}  // namespace relata::cli
