#include <relata/rdf/writer.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>
#include <relata/rdf/event_terms.hpp>
#include <relata/rdf/node_edge_writer.hpp>
#include <relata/rdf/quad_sink.hpp>

#include <map>
#include <set>

namespace relata {
namespace {

constexpr std::string_view kBoolean = "http://www.w3.org/2001/XMLSchema#boolean";

/// Prefixes for the vocabularies and for the namespaces that many nodes of this graph share.
Prefixes prefixes_of(const KnowledgeGraph& graph) {
  constexpr std::size_t kMost = 40;
  std::map<std::string, std::string> spaces{
      {std::string(ns::kRdf), "rdf"},     {std::string(ns::kRdfs), "rdfs"},  {std::string(ns::kOwl), "owl"},
      {std::string(ns::kXsd), "xsd"},     {std::string(ns::kSkos), "skos"},  {std::string(ns::kTerms), "dct"},
      {std::string(ns::kNif), "nif"},     {std::string(ns::kProv), "prov"},  {std::string(ns::kRel), "rel"},
      {std::string(ns::kQualifier), "qualifier"}, {std::string(ns::kSem), "sem"}, {"http://www.wikidata.org/entity/", "wd"},
      {"https://relata.dev/ontology/news#", "news"}, {"https://relata.dev/ontology/plover#", "plover"},
      {graph.options().base + "claim/", "claim"}, {graph.options().base + "doc/", "doc"}, {graph.options().base + "event/", "event"}, {graph.options().base + "open/", "open"}};
  std::set<std::string> names;
  for (const auto& [space, name] : spaces) names.insert(name);
  std::set<std::string> found;  // the first by bytes, whatever the order of nodes
  const auto note = [&](std::string_view iri) {
    const std::string space(iri.substr(0, iri.size() - local_name(iri).size()));
    if (space.empty() || spaces.contains(space) || (found.size() == kMost && *found.rbegin() < space)) return;
    found.insert(space);
    if (found.size() > kMost) found.erase(std::prev(found.end()));
  };
  for (Vertex v = 0; v < graph.node_count(); ++v) note(graph.node(v).iri);
  for (const std::string& predicate : graph.predicates()) note(predicate);
  for (const std::string& space : found) {
    if (spaces.size() >= kMost) break;
    std::string_view stem = space;
    while (!stem.empty() && (stem.back() == '/' || stem.back() == '#')) stem.remove_suffix(1);
    std::string name;
    for (const char c : to_lower(local_name(stem)))
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && !name.empty())) name += c;
    if (name.empty()) name = "ns";
    std::string own = name;
    for (int n = 2; names.contains(own); ++n) own = name + std::to_string(n);
    names.insert(own);
    spaces.emplace(space, own);
  }
  std::map<std::string, std::string> by_name;
  for (const auto& [space, name] : spaces) by_name.emplace(name, space);
  return {by_name.begin(), by_name.end()};
}

std::unique_ptr<QuadSink> make_sink(const Format& format, const Prefixes& prefixes, ByteSink& out) {
  if (format.name == "rdfxml") return make_rdfxml_sink(prefixes, out);
  if (format.name == "jsonld") return make_jsonld_sink(prefixes, out);
  return make_serd_sink(format, prefixes, out);
}

}  // namespace

StatementWriter::StatementWriter(const Format& format, const RdfOptions& options, ByteSink& out, Diagnostics& diagnostics)
    : format_(format), options_(options), out_(out), diagnostics_(diagnostics) {}

StatementWriter::~StatementWriter() = default;

void StatementWriter::add(const KnowledgeGraph& graph) {
  if (!sink_) sink_ = make_sink(format_, format_.name == "ntriples" || format_.name == "nquads" ? Prefixes() : prefixes_of(graph), out_);
  describe_graph(graph, options_, [&](const QuadView& quad) {
    QuadView placed = quad;
    if (format_.kind == Format::Kind::kTriples) placed.graph = {};
    add(placed);
  });
}

void StatementWriter::add(const QuadView& quad) {
  constexpr std::uint64_t kMostTold = 100;
  if (!sink_) sink_ = make_sink(format_, {}, out_);
  QuadView canonical = quad;  // in every form: Turtle's short way of writing would make an integer of a boolean "1"
  if (std::string_view& value = canonical.object.value; canonical.object.is_literal && canonical.object.datatype == kBoolean)
    value = value == "1" ? "true" : value == "0" ? "false" : value;
  std::string fault = fault_of(canonical);
  if (fault.empty()) {
    if (sink_->write(canonical)) {
      ++report_.written;
      return;
    }
    fault = "<" + std::string(quad.predicate.value) + "> or its value cannot be said in " + std::string(format_.name);
  }
  if (++report_.left_out <= kMostTold)
    diagnostics_.push_back({Severity::kWarning, {std::string(quad.subject.value), 0, 0}, fault, "the statement is left out"});
}

WriteReport StatementWriter::finish() {
  if (!sink_) add(KnowledgeGraph());
  sink_->finish();
  return report_;
}

WriteReport write_graph(const KnowledgeGraph& graph, const Format& format, const RdfOptions& options, ByteSink& out,
                        Diagnostics& diagnostics) {
  if (format.name == "graphml") return {write_graphml(graph, options, out), 0};
  if (format.name == "json") return {write_json(graph, options, out), 0};
  StatementWriter writer(format, options, out, diagnostics);
  writer.add(graph);
  return writer.finish();
}

}  // namespace relata
