// relata retract and decisions: documents out of finished graphs, and who is who in them.
#include "graph_files.hpp"

#include <relata/core/utf8.hpp>

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
  command->add_option("--document", options->documents, "Id or IRI of a document; may be given again")->type_name("ID")->allow_extra_args(false)->required();
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
    ReadingOptions reading;
    std::string decisions;
    bool json = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("decisions", "List who was joined with whom and who was kept apart, each with score and reason");
  options->reading.add_to(*command);
  command->add_flag("--json", options->json, "A JSON object a line instead of tab-separated columns");
  add_decisions_option(*command, options->decisions);
  command->footer("Examples:\n  relata decisions week.ttl | sort -k2 -n\n  relata decisions article.txt\n"
                  "Of texts and records, joins of mentions within a document come first; then, as for graphs, those across documents. Columns: joined or apart,\n"
                  "score that the two are one, reason, label, part (a place in a document, or a name as a decisions file calls it), what it was joined into or\n"
                  "kept apart from, document.");
  command->callback([options, &session] {
    ReadingOptions texts = options->reading;
    const std::vector<std::string> graphs = take_graphs(texts);
    const auto tell = [&](const IdentityDecision& decision) { print(decision, options->json); };
    KnowledgeGraph graph = load_graphs(graphs, session);
    const World world = load_world(texts, session);
    if (!texts.inputs.empty())
      read_all(texts, false, world, session, [&](Extraction&& extraction) {
        const std::vector<std::string> iris = entity_iris(extraction, graph.options());
        const OffsetMap offsets(extraction.document.text);
        for (const Join& join : extraction.joins) {
          const Span span = extraction.mentions[join.mention].span;
          tell({true, std::string(extraction.document.at(span)),
                graph.options().base + "doc/" + slug(extraction.document.id) + "#char=" + std::to_string(offsets.code_point(span.begin)) + "," +
                    std::to_string(offsets.code_point(span.end)),
                iris[join.entity], join.score, join.reason, extraction.document.id});
        }
        graph.add(extraction);
      });
    decide_identity(graph, world.contract.reading(), options->decisions, session, tell);
  });
}

}  // namespace relata::cli
