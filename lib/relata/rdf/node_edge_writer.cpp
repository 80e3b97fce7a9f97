#include <relata/rdf/node_edge_writer.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>

#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace relata {
namespace {

using Json = nlohmann::ordered_json;

/// XML 1.0 text: markup escaped; characters that XML cannot hold become U+FFFD.
std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    switch (c.value) {
      case U'&': out += "&amp;"; break;
      case U'<': out += "&lt;"; break;
      case U'>': out += "&gt;"; break;
      case U'"': out += "&quot;"; break;
      case U'\n': out += "&#10;"; break;
      case U'\r': out += "&#13;"; break;
      case U'\t': out += "&#9;"; break;
      default:
        if (c.value < 0x20 || !c.valid || c.value == 0xFFFE || c.value == 0xFFFF) append_utf8(out, 0xFFFD);
        else out += text.substr(at, c.size);
    }
    at += c.size;
  }
  return out;
}

std::string joined(const std::vector<std::string>& values, bool local) {
  std::string out;
  for (const std::string& value : values) (out += out.empty() ? "" : "; ") += local ? std::string(local_name(value)) : value;
  return out;
}

std::string quotes(const KnowledgeGraph& graph, const Statement& statement) {
  std::string out;
  for (const Evidence& evidence : graph.evidence(statement)) (out += out.empty() ? "" : " … ") += graph.quote(evidence);
  return out;
}

std::string speaker_of(const KnowledgeGraph& graph, const Statement& statement) {
  return statement.speaker == kNone ? std::string() : graph.node(statement.speaker).label;
}

Json describe(const KnowledgeGraph& graph, const Statement& statement, const RdfOptions& options) {
  Json out;
  out["relation"] = graph.predicate(statement);
  out["asserted"] = is_asserted(statement, options.rule);
  out["polarity"] = to_string(statement.polarity);
  out["certainty"] = to_string(statement.certainty);
  out["confidence"] = Json::parse(decimal(statement.confidence));
  out["method"] = to_string(statement.method);
  if (statement.speaker != kNone) out["speaker"] = graph.node(statement.speaker).iri;
  const ClaimDetails* details = graph.details(statement);
  if (details != nullptr && !details->time.empty()) out["time"] = details->time;
  if (details != nullptr)
    for (const auto& [key, value] : details->qualifiers) out["qualifiers"][key] = value;
  out["claim"] = graph.claim_iri(statement);
  for (const Evidence& e : graph.evidence(statement))
    out["evidence"].push_back(Json{{"article", graph.sources()[e.source].iri}, {"start", e.begin}, {"end", e.end}, {"text", graph.quote(e)}});
  return out;
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::uint64_t write_graphml(const KnowledgeGraph& graph, const RdfOptions& options, ByteSink& file) {
  const auto& boost = graph.boost();
  std::map<Vertex, std::map<std::string, std::string>> values;  // literals become fields of their node
  std::set<std::string> fields;
  for (const std::uint32_t i : graph.sorted_attributes()) {
    const Attribute& a = graph.attributes()[i];
    if (!is_asserted(a.statement, options.rule)) continue;
    std::string& value = values[a.subject][std::string(local_name(graph.predicate(a.statement)))];
    (value += value.empty() ? "" : "; ") += a.value.value;
    fields.emplace(local_name(graph.predicate(a.statement)));
  }
  file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  for (const char* name : {"label", "type", "aliases", "same_as"})
    file.write("  <key id=\"" + std::string(name) + "\" for=\"node\" attr.name=\"" + name + "\" attr.type=\"string\"/>\n");
  for (const std::string& field : fields)
    file.write("  <key id=\"value_" + xml(field) + "\" for=\"node\" attr.name=\"" + xml(field) + "\" attr.type=\"string\"/>\n");
  for (const char* name : {"relation", "label", "polarity", "certainty", "speaker", "evidence"})
    file.write("  <key id=\"edge_" + std::string(name) + "\" for=\"edge\" attr.name=\"" + name + "\" attr.type=\"string\"/>\n");
  file.write("  <key id=\"edge_confidence\" for=\"edge\" attr.name=\"confidence\" attr.type=\"double\"/>\n"
             "  <key id=\"edge_asserted\" for=\"edge\" attr.name=\"asserted\" attr.type=\"boolean\"/>\n"
             "  <graph id=\"relata\" edgedefault=\"directed\">\n");
  const auto data = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) file.write("      <data key=\"" + xml(key) + "\">" + xml(value) + "</data>\n");
  };
  std::uint64_t count = 0;
  for (const Vertex v : graph.sorted_nodes()) {
    const Node& node = graph.node(v);
    file.write("    <node id=\"" + xml(node.iri) + "\">\n");
    data("label", node.label);
    data("type", joined(node.types, true));
    data("aliases", joined(node.aliases, false));
    data("same_as", joined(node.same_as, false));
    if (const auto own = values.find(v); own != values.end())
      for (const auto& [field, value] : own->second) data("value_" + field, value);
    file.write("    </node>\n");
    ++count;
  }
  for (const Edge& edge : graph.sorted_claims()) {
    const Statement& statement = graph.statement(edge);
    file.write("    <edge id=\"" + xml(graph.claim_iri(statement)) + "\" source=\"" + xml(graph.node(boost::source(edge, boost)).iri) +
               "\" target=\"" + xml(graph.node(boost::target(edge, boost)).iri) + "\">\n");
    data("edge_relation", graph.predicate(statement));
    data("edge_label", std::string(local_name(graph.predicate(statement))));
    data("edge_polarity", std::string(to_string(statement.polarity)));
    data("edge_certainty", std::string(to_string(statement.certainty)));
    data("edge_speaker", speaker_of(graph, statement));
    data("edge_evidence", quotes(graph, statement));
    data("edge_confidence", decimal(statement.confidence));
    data("edge_asserted", is_asserted(statement, options.rule) ? "true" : "false");
    file.write("    </edge>\n");
    ++count;
  }
  file.write("  </graph>\n</graphml>\n");
  return count;
}

std::uint64_t write_json(const KnowledgeGraph& graph, const RdfOptions& options, ByteSink& file) {
  const auto& boost = graph.boost();
  std::uint64_t count = 0;
  bool first = true;
  const auto item = [&](const Json& value) {
    file.write((first ? "\n  " : ",\n  ") + dump(value));
    first = false;
    ++count;
  };
  file.write("{\"nodes\":[");
  for (const Vertex v : graph.sorted_nodes()) {
    const Node& node = graph.node(v);
    Json out{{"id", node.iri}, {"label", node.label}, {"types", node.types}};
    if (!node.aliases.empty()) out["aliases"] = node.aliases;
    if (!node.same_as.empty()) out["same_as"] = node.same_as;
    if (!node.code.empty()) out["code"] = node.code;
    item(out);
  }
  file.write("],\n\"edges\":[");
  first = true;
  for (const Edge& edge : graph.sorted_claims()) {
    Json out{{"source", graph.node(boost::source(edge, boost)).iri}, {"target", graph.node(boost::target(edge, boost)).iri}};
    out.update(describe(graph, graph.statement(edge), options));
    item(out);
  }
  file.write("],\n\"values\":[");
  first = true;
  for (const std::uint32_t i : graph.sorted_attributes()) {
    const Attribute& a = graph.attributes()[i];
    Json out{{"node", graph.node(a.subject).iri}, {"value", a.value.value}};
    if (!a.value.datatype.empty()) out["datatype"] = a.value.datatype;
    if (!a.value.language.empty()) out["language"] = a.value.language;
    out.update(describe(graph, a.statement, options));
    item(out);
  }
  file.write("],\n\"articles\":[");
  first = true;
  std::map<std::string, const Source*> sources;
  for (const Source& source : graph.sources()) sources[source.iri] = &source;
  for (const auto& [iri, source] : sources) {
    Json out{{"id", iri}, {"name", source->id}};
    if (!source->title.empty()) out["title"] = source->title;
    if (!source->date.empty()) out["date"] = source->date;
    if (!source->publisher.empty()) out["publisher"] = source->publisher;
    item(out);
  }
  file.write("]}\n");
  return count;
}

}  // namespace relata
