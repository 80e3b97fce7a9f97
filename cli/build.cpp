// relata build: text or records to a graph, in as many forms as asked for.
#include "graph_files.hpp"
#include "stream_build.hpp"

#include <memory>

namespace relata::cli {
namespace {

struct BuildOptions {
  ReadingOptions reading;
  OutputOptions output;
  PictureOptions picture;
  GraphOptions graph;
  std::string decisions, update;
  bool stream = false;
};

/// Adds what `file` holds of documents that were not read now.
void update(KnowledgeGraph& graph, const std::string& file, Session& session) {
  const KnowledgeGraph old = load_graphs({file}, session);
  if (old.options().base != graph.options().base && !old.sources().empty())
    throw UsageError(describe({file, 0, 0}, "has the base " + old.options().base, "give --base " + old.options().base));
  std::vector<std::string> replaced;
  for (const Source& source : graph.sources())
    if (old.find_source(source.iri)) replaced.push_back(source.iri);
  graph.merge(old.without(documents_in(old, replaced, file)));
}

void build(const BuildOptions& options, Session& session) {
  options.output.targets();  // wrong use shows before the work
  want_base(options.graph.base);
  if (options.stream) {
    if (!options.decisions.empty() || !options.update.empty())
      throw UsageError("--stream never sees two documents together; build without it, or merge with --decisions");
    return stream_documents(options.reading, options.output, options.graph, session);
  }
  const World world = load_world(options.reading, session);
  KnowledgeGraph graph(options.graph);
  SentenceTexts sentences;
  const bool has_page = options.output.has_page();
  read_all(options.reading, false, world, session, [&](Extraction&& extraction) {
    graph.add(extraction);
    if (has_page) keep_sentences(extraction.document, sentences);
  });
  if (!options.update.empty()) update(graph, options.update, session);
  decide_identity(graph, world.contract.reading(), options.decisions, session);
  session.note(counted(graph.sources().size(), "document", "documents") + ", " + counted(graph.node_count(), "entity", "entities") + ", " +
               counted(graph.claim_count(), "claim", "claims"));
  write_graphs(graph, options.output, options.picture, session, std::move(sentences));
}

}  // namespace

void add_build(CLI::App& app, Session& session) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App* command = app.add_subcommand("build", "Read texts or extraction records and write a knowledge graph");
  options->reading.add_to(*command);
  options->output.add_to(*command);
  command->add_option("--base", options->graph.base, "Namespace of minted IRIs")->capture_default_str();
  command->add_flag("--keep-text", options->graph.keep_text, "Write the articles' texts too (nif:isString)");
  command->add_flag("!--no-mentions", options->graph.keep_mentions, "Do not write where entities are mentioned");
  add_decisions_option(*command, options->decisions);
  command->add_option("--update", options->update, "Graph to start from; documents that it holds and that are read now are replaced")->type_name("GRAPH");
  command->add_flag("--stream", options->stream, "Write document by document with flat memory (N-Triples, N-Quads); bad documents are left out and told; a killed run goes on when started again");
  options->picture.add_to(*command);
  command->footer("Examples:\n  relata build article.txt -o graph.ttl -o graph.svg\n  relata build news/ --base https://example.org/kg/ -o graph.nq\n"
                  "  relata build tuesday/ --update monday.nq -o both.nq\n  relata build news/ --decisions who-is-who.txt -o graph.ttl\n"
                  "  relata build records.jsonl --claims none --to ntriples | sort\n  relata build articles.jsonl --stream -o all.nq");
  command->callback([options, &session] { build(*options, session); });
}

void add_merge(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> inputs;
    std::vector<std::string> ontologies;
    std::string decisions;
    OutputOptions output;
    PictureOptions picture;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("merge", "Unite finished graphs and decide anew who is who; the order of the files does not matter");
  command->add_option("GRAPH", options->inputs, "RDF files or records")->required();
  options->output.add_to(*command);
  add_identity_options(*command, options->ontologies, options->decisions);
  command->footer("Examples:\n  relata merge monday.ttl tuesday.ttl -o week.ttl\n  relata merge week.ttl --decisions who-is-who.txt -o decided.ttl");
  command->callback([options, &session] {
    KnowledgeGraph graph = load_graphs(options->inputs, session);
    decide_identity(graph, relation_ontology(options->ontologies, session), options->decisions, session);
    write_graphs(graph, options->output, options->picture, session);
  });
}

void add_draw(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> inputs;
    OutputOptions output;
    PictureOptions picture;
  };
  auto options = std::make_shared<Options>();
  options->output.to = "svg";
  CLI::App* command = app.add_subcommand("draw", "Draw a finished graph, or a part of it");
  command->add_option("GRAPH", options->inputs, "RDF files or records")->required();
  command->add_option("-o,--output", options->output.files, "Picture to write: .svg, .png, .pdf, .dot or .html; none: SVG to standard output")
      ->type_name("FILE");
  add_assert_option(*command, options->output.rdf.rule);
  command->add_option("--min-confidence", options->picture.filter.min_confidence, "Leave out claims below")->check(CLI::Range(0.0, 1.0));
  options->picture.add_to(*command);
  command->footer("Examples:\n  relata draw graph.ttl -o graph.svg --top 30\n  relata draw graph.ttl -o graph.html\n"
                  "  relata draw graph.nq -o ukraine.pdf --around Ukraine --hops 2\n"
                  "  relata draw graph.ttl -o who-leads.png --relations headOfState,leads");
  command->callback([options, &session] {
    if (!options->output.files.empty()) options->output.to.clear();
    for (const auto& target : options->output.targets())
      if (target.format->kind != Format::Kind::kPicture)
        throw UsageError(target.path + ": is no picture; give .svg, .png, .pdf, .dot or .html, or use `relata merge`");
    SentenceTexts sentences;
    const KnowledgeGraph graph = load_graphs(options->inputs, session, &sentences);
    write_graphs(graph, options->output, options->picture, session, std::move(sentences));
  });
}

}  // namespace relata::cli
