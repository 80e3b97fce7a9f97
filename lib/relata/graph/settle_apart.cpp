#include <relata/graph/settle_apart.hpp>

#include <relata/graph/descriptions.hpp>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace relata {
namespace {

bool tells_apart(const IdentityRules& rules, const std::string& property) {
  const auto is_in = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), property) != list.end(); };
  return is_in(rules.distinguishing) || is_in(rules.functional);
}

/// Names, the documents that use them, and the values that tell of them; no more than settle() decides by.
KnowledgeGraph graph_to_decide(const std::vector<Portrayal>& portrayals, const std::vector<TellingValue>& values, const GraphOptions& options) {
  KnowledgeGraph graph(options);
  const auto source = [&](const std::string& iri) { return graph.add_source({.iri = iri, .id = {}, .title = {}, .date = {}, .publisher = {}, .text = {}}); };
  const auto vertex = [&](const std::string& iri) {
    if (const auto found = graph.find(iri)) return *found;
    Node node;
    node.iri = iri;
    return graph.add_node(std::move(node));
  };
  for (const Portrayal& p : portrayals) graph.edit(vertex(p.node.iri)).documents.push_back(source(p.document));
  for (const TellingValue& v : values) {
    Statement statement;
    set_key(statement, {v.document, v.name, v.property, v.value, v.kind, v.is_literal ? "literal" : "thing"});
    statement.predicate = graph.add_predicate(v.property);
    statement.source = source(v.document);
    const Vertex subject = vertex(v.name);
    if (v.is_literal) {
      graph.add_attribute({static_cast<std::uint32_t>(subject), {v.value, v.kind, {}}, statement});
      continue;
    }
    const Vertex object = vertex(v.value);
    if (!v.kind.empty()) graph.edit(object).types = {v.kind};
    graph.add_claim(subject, object, statement);
  }
  return graph;
}

}  // namespace

std::vector<Portrayal> portrayals(const KnowledgeGraph& document) {
  std::vector<Portrayal> out;
  for (const Vertex v : document.sorted_nodes())
    for (const std::uint32_t source : document.documents_of(v)) {
      if (source == kNone) continue;
      Node node = document.node(v);
      node.mentions.clear();
      node.documents.clear();
      out.push_back({document.sources()[source].iri, std::move(node)});
    }
  return out;
}

std::vector<TellingValue> telling_values(const KnowledgeGraph& document, const IdentityRules& rules) {
  std::vector<TellingValue> out;
  std::vector<bool> tells;  // [predicates]
  for (const std::string& property : document.predicates()) tells.push_back(tells_apart(rules, property));
  const auto is_telling = [&](const Statement& s) { return s.source != kNone && tells[s.predicate] && is_asserted(s, Assert::kFactual); };
  const auto add = [&](const Statement& s, Vertex subject, std::string value, std::string kind, bool is_literal) {
    out.push_back({document.sources()[s.source].iri, document.node(subject).iri, document.predicate(s), std::move(value), std::move(kind), is_literal});
  };
  for (const Edge& edge : document.sorted_claims())
    if (const Statement& s = document.statement(edge); is_telling(s))
      add(s, boost::source(edge, document.boost()), document.node(boost::target(edge, document.boost())).iri, {}, false);
  for (const std::uint32_t i : document.sorted_attributes())
    if (const Attribute& a = document.attributes()[i]; is_telling(a.statement)) add(a.statement, a.subject, a.value.value, a.value.datatype, true);
  return out;
}

SettledNames settle_names(std::vector<Portrayal> portrayals, const std::vector<TellingValue>& values, const IdentityRules& rules, const GraphOptions& options) {
  KnowledgeGraph decided = graph_to_decide(portrayals, values, options);
  Diagnostics none;
  settle(decided, rules, {}, none);
  std::unordered_set<std::string> own;
  for (const Portrayal& p : portrayals) own.insert(p.node.iri);
  SettledNames out{KnowledgeGraph(options), {}};
  std::map<std::pair<std::string, std::string>, std::string> places;  // document and name to the IRI
  for (const Vertex v : decided.sorted_nodes()) {
    const std::string& iri = decided.node(v).iri;
    const NamePart part = parted(iri);
    std::string name(part.name);
    if (part.document.empty() || !own.contains(name)) continue;
    for (const std::uint32_t source : decided.documents_of(v)) {
      out.moved.push_back({decided.sources()[source].iri, name, iri});
      places[{out.moved.back().document, name}] = iri;
    }
  }
  std::stable_sort(portrayals.begin(), portrayals.end(), [](const Portrayal& a, const Portrayal& b) { return a.document < b.document; });
  for (auto next = portrayals.begin(); next != portrayals.end();) {
    KnowledgeGraph one(options);
    const std::uint32_t source = one.add_source({.iri = next->document, .id = {}, .title = {}, .date = {}, .publisher = {}, .text = {}});
    for (const std::string document = next->document; next != portrayals.end() && next->document == document; ++next) {
      if (const auto place = places.find({document, next->node.iri}); place != places.end()) next->node.iri = place->second;
      next->node.documents = {source};
      one.add_node(std::move(next->node));
    }
    out.graph.merge(one);
  }
  return out;
}

KnowledgeGraph renamed(const KnowledgeGraph& document, const std::vector<Moved>& moved) {
  Rearrangement how;
  for (const Moved& m : moved) {
    const auto vertex = document.find(m.name);
    const auto source = document.find_source(m.document);
    if (!vertex || !source) continue;
    how.moves[static_cast<std::uint32_t>(*vertex)].push_back({*source, static_cast<std::uint32_t>(how.places.size())});
    how.places.push_back({m.iri, {}});
  }
  KnowledgeGraph out(document.options());
  out.take(document, how);
  return out;
}

}  // namespace relata
