#include "graph_files.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/core/iri.hpp>
#include <relata/dot/render.hpp>
#include <relata/pipeline/identity_rules.hpp>
#include <relata/rdf/graph_reader.hpp>
#include <relata/rdf/ontology_reader.hpp>
#include <relata/text/reader.hpp>

namespace relata::cli {
namespace {

KnowledgeGraph read_records(const std::string& file, Session& session) {
  Diagnostics diagnostics;
  Reader reader({file}, {InputForm::kJsonl}, diagnostics);
  KnowledgeGraph graph;
  while (const std::optional<Extraction> extraction = reader.next()) graph.add(*extraction);
  session.tell_all(diagnostics);
  return graph;
}

RelationNames names_of(const Ontology& ontology) {
  return {[&ontology](std::string_view iri) {
            const std::uint32_t property = ontology.find_property(iri);
            return property == kNone ? std::string() : ontology.properties()[property].label;
          },
          [&ontology](std::string_view iri) {
            const std::uint32_t property = ontology.find_property(iri);
            return property != kNone && ontology.properties()[property].symmetric;
          }};
}

std::string picture(const KnowledgeGraph& graph, const Format& format, const PictureOptions& options, const Ontology& ontology) {
  GraphFilter filter = options.filter;
  if (options.top > 0) filter.top = options.top;
  DotOptions dot = options.dot;
  if (format.name == "dot") dot.labels_on_line = false;  // for programs: an edge says its relation
  const std::string text = to_dot(select(graph, filter), names_of(ontology), dot);
  return format.name == "dot" ? text : render(text, format.name);
}

}  // namespace

KnowledgeGraph load_graphs(const std::vector<std::string>& files, Session& session) {
  std::optional<KnowledgeGraph> all;
  for (const std::string& file : files) {
    const Stopwatch stopwatch(session, "reading " + file);
    Diagnostics diagnostics;
    const bool records = form_of_path(file) == InputForm::kJsonl;
    KnowledgeGraph graph = records ? read_records(file, session) : read_graph(file, diagnostics);
    session.tell_all(diagnostics);
    if (!all) all = std::move(graph);
    else if (all->options().base != graph.options().base && graph.claim_count() > 0 && all->claim_count() > 0)
      throw UsageError(describe({file, 0, 0}, "has the base " + graph.options().base + ", the files before it " + all->options().base, "build them with the same --base"));
    else all->merge(graph);
  }
  return all ? std::move(*all) : KnowledgeGraph();
}

std::vector<std::string> take_graphs(ReadingOptions& texts) {
  std::vector<std::string> out;
  std::erase_if(texts.inputs, [&](const std::string& input) {
    const Format* format = format_of_path(input);
    const bool is_graph = texts.from.empty() && (input == "-" || (format != nullptr && format->kind != Format::Kind::kPicture));
    if (is_graph) out.push_back(input);
    return is_graph;
  });
  return out;
}

void decide_identity(KnowledgeGraph& graph, const Ontology& ontology, const std::string& decisions, Session& session,
                     const std::function<void(const IdentityDecision&)>& tell) {
  const Stopwatch stopwatch(session, "deciding who is who");
  Diagnostics diagnostics;
  settle(graph, identity_rules(ontology), decisions.empty() ? Decisions() : read_decisions(decisions), diagnostics, tell);
  session.tell_all(diagnostics);
}

void add_decisions_option(CLI::App& command, std::string& file) {
  command.add_option("--decisions", file, "Your decisions about who is who: lines of join, split, rename and retype")->type_name("FILE");
}

void add_identity_options(CLI::App& command, std::vector<std::string>& ontologies, std::string& decisions) {
  command.add_option("--ontology", ontologies, "Ontology that the graph was built with, if not the news ontology; may be given again")->type_name("FILE")->allow_extra_args(false);
  add_decisions_option(command, decisions);
}

std::vector<std::uint32_t> documents_in(const KnowledgeGraph& graph, const std::vector<std::string>& names, const std::string& file) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t s = 0; s < graph.sources().size(); ++s)
    if (graph.sources()[s].streamed)
      throw InputError(describe({file, 0, 0}, "was written with --stream, which does not keep which document says what of an entity", "build it without --stream"));
  for (const std::string& name : names) {
    const std::size_t before = out.size();
    std::vector<std::string> ids;
    for (std::uint32_t s = 0; s < graph.sources().size(); ++s) {
      if (graph.sources()[s].id == name || graph.sources()[s].iri == name) out.push_back(s);
      ids.push_back(graph.sources()[s].id);
    }
    if (out.size() > before) continue;
    const std::string near = nearest(name, ids);
    throw InputError(describe({file, 0, 0}, ids.empty() ? "holds no documents" : "holds no document '" + name + "'",
                              ids.empty() ? "write it with --claims nodes or graphs, in a form of RDF" : near.empty() ? "give the id or IRI of one that it holds" : "did you mean '" + near + "'?"));
  }
  return out;
}

void OutputOptions::add_to(CLI::App& command) {
  static const std::map<std::string, Claims> words{{"none", Claims::kNone}, {"nodes", Claims::kNodes}, {"graphs", Claims::kGraphs}};
  command.add_option("-o,--output", files, "File to write, its form by extension; may be given again: " + format_names())->type_name("FILE")->allow_extra_args(false);
  command.add_option("--to", to, "Form, where the file's name does not say it or for standard output [turtle]")->type_name("FORM");
  command.add_option("--claims", claims, "How claims are written: none (plain triples only), nodes, graphs (a named graph a document) "
                                         "[graphs for nquads, trig and jsonld, else nodes]")
      ->transform(CLI::CheckedTransformer(words, CLI::ignore_case))->type_name("none|nodes|graphs");
  add_assert_option(command, rdf.rule);
}

std::vector<OutputOptions::Target> OutputOptions::targets() const {
  const Format* given = to.empty() ? nullptr : find_format(to);
  if (!to.empty() && given == nullptr) throw UsageError("--to " + to + " is no form that relata writes; choose one of " + format_names());
  if (files.empty()) return {{"-", given != nullptr ? given : find_format("turtle")}};
  std::vector<Target> out;
  for (const std::string& file : files) {
    const Format* format = given != nullptr ? given : file == "-" ? find_format("turtle") : format_of_path(file);
    if (format == nullptr) throw UsageError(file + ": its extension is no form that relata writes; give --to, one of " + format_names());
    out.push_back({file, format});
  }
  return out;
}

RdfOptions OutputOptions::rdf_for(const Format& format) const {
  RdfOptions out = rdf;
  out.claims = claims.value_or(format.kind == Format::Kind::kQuads ? Claims::kGraphs : Claims::kNodes);
  if (format.kind != Format::Kind::kQuads && out.claims == Claims::kGraphs) out.claims = Claims::kNodes;
  return out;
}

void PictureOptions::add_to(CLI::App& command) {
  command.add_option("--top", top, "Only the N entities with the most claims")->type_name("N");
  command.add_option("--around", filter.around, "Only what is near this entity (label or IRI); may be given again")->type_name("ENTITY")->allow_extra_args(false);
  command.add_option("--hops", filter.hops, "How many claims away --around reaches")->capture_default_str();
  command.add_option("--relations", filter.relations, "Only these relations, by name or IRI")->delimiter(',')->type_name("LIST");
  command.add_option("--classes", filter.classes, "Only entities of these classes, by name or IRI")->delimiter(',')->type_name("LIST");
  command.add_option("--since", filter.since, "Only claims dated from here on (ISO 8601)")->type_name("DATE");
  command.add_option("--until", filter.until, "Only claims dated up to here")->type_name("DATE");
  command.add_option("--title", dot.title, "Title of the picture");
  command.add_flag("!--no-legend", dot.legend, "Without the legend");
  command.add_flag("!--facts-only", filter.include_unasserted, "Without negated, doubtful and planned claims");
  command.add_flag("--isolated", dot.show_isolated, "Also entities without any relation");
}

Ontology relation_ontology(const std::vector<std::string>& ontologies, Session& session) {
  Diagnostics diagnostics;
  Ontology ontology = load_contract(ontologies, diagnostics).reading();
  session.tell_all(diagnostics);
  return ontology;
}

void write_graphs(const KnowledgeGraph& graph, const OutputOptions& output, const PictureOptions& picture_options, Session& session) {
  std::optional<Ontology> ontology;
  for (const auto& [path, format] : output.targets()) {
    const Stopwatch stopwatch(session, "writing " + (path == "-" ? std::string(format->name) : path));
    AtomicFile file(path);
    std::string made;
    if (format->kind == Format::Kind::kPicture) {
      if (!ontology) ontology = relation_ontology({}, session);
      PictureOptions options = picture_options;
      options.filter.rule = output.rdf.rule;
      file.write(picture(graph, *format, options, *ontology));
      made = "a picture";
    } else {
      Diagnostics diagnostics;
      const WriteReport report = write_graph(graph, *format, output.rdf_for(*format), file, diagnostics);
      session.tell_all(diagnostics);
      const bool rdf = format->kind != Format::Kind::kGraph;
      made = std::to_string(report.written) + (rdf ? " statements" : " nodes and edges");
      if (report.left_out > 0) made += ", " + std::to_string(report.left_out) + " left out";
    }
    file.commit();
    if (path != "-") session.note(path + ": " + made);
  }
}

}  // namespace relata::cli
