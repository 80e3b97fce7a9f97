#include <relata/graph/knowledge_graph.hpp>

#include <relata/core/fold_name.hpp>
#include <relata/core/utf8.hpp>
#include <relata/graph/descriptions.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <set>
#include <tuple>

namespace relata {
namespace {

/// Two independent FNV-1a streams: 128 bits of content hash. Parts are length-prefixed, so that no
/// two different lists of parts spell the same bytes.
class ContentHash {
 public:
  void add(std::string_view part) {
    add(static_cast<std::uint64_t>(part.size()));
    for (const char c : part) mix(static_cast<unsigned char>(c));
  }
  void add(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) mix(static_cast<unsigned char>(number >> shift));
  }
  void write(std::uint64_t (&key)[2]) const {
    key[0] = finish(a_);
    key[1] = finish(b_);
  }

 private:
  void mix(unsigned char byte) {
    a_ = (a_ ^ byte) * 0x100000001b3ULL;
    b_ = (b_ + byte + 1) * 0x9e3779b97f4a7c15ULL;
    b_ ^= b_ >> 29;
  }
  static std::uint64_t finish(std::uint64_t h) {  // the mixer of splitmix64
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebULL;
    return h ^ (h >> 31);
  }
  std::uint64_t a_ = 0xcbf29ce484222325ULL, b_ = 0x2545f4914f6cdd1dULL;
};

template <typename Value>
void unite(std::vector<Value>& into, const std::vector<Value>& other) {
  into.insert(into.end(), other.begin(), other.end());
  std::sort(into.begin(), into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

bool is_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && colon > 0 && text.find(' ') == std::string_view::npos &&
         (text.find("://") == colon || text.starts_with("urn:"));
}

/// Hex digits of the key in 32 characters.
std::string hex(const std::uint64_t (&key)[2]) {
  std::array<char, 33> out{};
  std::snprintf(out.data(), out.size(), "%016llx%016llx", static_cast<unsigned long long>(key[0]),
                static_cast<unsigned long long>(key[1]));
  return out.data();
}

}  // namespace

bool is_asserted(const Statement& statement, Assert rule) {
  if (statement.polarity == Polarity::kNegated) return false;
  if (rule == Assert::kAll) return true;
  if (rule == Assert::kAuthor && statement.speaker != kNone) return false;
  if (statement.confidence < kLeastAsserted) return false;
  return statement.certainty == Certainty::kCertain || statement.certainty == Certainty::kProbable;
}

std::string slug(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    // A full stop at the end of a local name is what Turtle writers stumble over: only inside.
    const bool inner_stop = c.value == U'.' && at > 0 && at + 1 < text.size();
    if (c.valid && (is_letter(c.value) || is_digit(c.value) || c.value == U'-' || c.value == U'_' || inner_stop)) {
      out.append(text.substr(at, c.size));
    } else if (c.valid && is_space(c.value)) {
      out += '_';
    } else {
      std::array<char, 4> escape{};
      for (std::uint32_t i = 0; i < c.size; ++i) {
        std::snprintf(escape.data(), escape.size(), "%%%02X", static_cast<unsigned char>(text[at + i]));
        out += escape.data();
      }
    }
    at += c.size;
  }
  return out;
}

std::string mint_iri(const Entity& entity, const GraphOptions& options) {
  std::string_view type = entity.type;
  if (const std::size_t cut = type.find_last_of("#/:"); cut != std::string_view::npos) type.remove_prefix(cut + 1);
  const std::string folded = fold_name(entity.label);
  return options.base + "entity/" + (type.empty() ? "Thing" : slug(type)) + '/' + slug(folded.empty() ? entity.label : folded);
}

std::vector<std::string> entity_iris(const Extraction& extraction, const GraphOptions& options) {
  const std::size_t count = extraction.entities.size();
  std::vector<unsigned char> is_named(count, 0), is_mentioned(count, 0);
  for (const Mention& mention : extraction.mentions) {
    if (mention.entity == kNone) continue;
    is_mentioned[mention.entity] = 1;
    if (mention.kind == MentionKind::kName) is_named[mention.entity] = 1;
  }
  std::vector<std::string> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Entity& entity = extraction.entities[i];
    out[i] = entity.iri.empty() ? mint_iri(entity, options) : entity.iri;
    // What is called by common nouns alone is nobody's name outside of its document.
    if (entity.iri.empty() && is_mentioned[i] && !is_named[i]) (out[i] += kLocalMark) += slug(extraction.document.id);
  }
  return out;
}

void set_key(Statement& statement, std::initializer_list<std::string_view> parts) {
  ContentHash hash;
  for (const std::string_view part : parts) hash.add(part);
  hash.write(statement.key);
}

KnowledgeGraph::KnowledgeGraph(GraphOptions options) : options_(std::move(options)), graph_(std::make_unique<BoostGraph>()),
      node_index_(0, ByIri{graph_.get()}, ByIri{graph_.get()}) {
  quotes_.add({});  // so that 0 is no words
}

Vertex KnowledgeGraph::add_node(Node node) {
  const std::optional<Vertex> known = find(node.iri);
  for (auto* list : {&node.types, &node.aliases, &node.same_as, &node.close_match}) unite(*list, {});
  std::sort(node.mentions.begin(), node.mentions.end());
  if (!known) return append(std::move(node));
  join((*graph_)[*known], std::move(node));
  return *known;
}

void KnowledgeGraph::join(Node& old, Node&& node) {
  // Of two labels the first by bytes stays and the other becomes an alias: the same in any order.
  if (old.label != node.label && !node.label.empty()) {
    if (old.label.empty() || node.label < old.label) std::swap(old.label, node.label);
    if (!node.label.empty()) node.aliases.push_back(node.label);
  }
  unite(old.types, node.types);
  unite(old.aliases, node.aliases);
  std::erase(old.aliases, old.label);
  unite(old.same_as, node.same_as);
  unite(old.close_match, node.close_match);
  unite(old.replaces, node.replaces);
  unite(old.mentions, node.mentions);
  old.code = std::max(old.code, node.code);
  old.confidence = std::max(old.confidence, node.confidence);
  unite(old.documents, node.documents);
}

Vertex KnowledgeGraph::vertex_of(std::string iri) {
  if (const std::optional<Vertex> known = find(iri)) return *known;
  Node node;
  node.iri = std::move(iri);
  return append(std::move(node));
}

Vertex KnowledgeGraph::append(Node&& node) {
  const Vertex vertex = boost::add_vertex(std::move(node), *graph_);
  node_index_.insert(static_cast<std::uint32_t>(vertex));
  return vertex;
}

std::vector<std::uint32_t> KnowledgeGraph::documents_of(Vertex vertex) const {
  std::vector<std::uint32_t> out = node(vertex).documents;
  for (const Evidence& mention : node(vertex).mentions)
    if (out.empty() || out.back() != mention.source) out.push_back(mention.source);
  for (const Edge e : boost::make_iterator_range(boost::out_edges(vertex, boost()))) out.push_back(statement(e).source);
  for (const Edge e : boost::make_iterator_range(boost::in_edges(vertex, boost()))) out.push_back(statement(e).source);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.empty()) out.push_back(kNone);
  return out;
}

void KnowledgeGraph::complete_node(Vertex vertex, std::string_view label, std::optional<double> confidence) {
  Node& node = (*graph_)[vertex];
  if (node.label.empty()) node.label = label;
  if (confidence) node.confidence = *confidence;
}

std::uint32_t KnowledgeGraph::add_source(Source source) {
  const auto [entry, fresh] = source_index_.emplace(source.iri, static_cast<std::uint32_t>(sources_.size()));
  if (fresh) {
    sources_.push_back(std::move(source));
    return entry->second;
  }
  Source& old = sources_[entry->second];
  for (auto member : {&Source::id, &Source::title, &Source::date, &Source::publisher, &Source::text})
    old.*member = std::max(old.*member, source.*member);
  old.code_points = std::max(old.code_points, source.code_points);
  old.streamed = old.streamed || source.streamed;
  return entry->second;
}

std::uint32_t KnowledgeGraph::add_predicate(std::string_view iri) {
  const auto [entry, fresh] = predicate_index_.emplace(std::string(iri), static_cast<std::uint32_t>(predicates_.size()));
  if (fresh) predicates_.emplace_back(iri);
  return entry->second;
}

bool KnowledgeGraph::add_claim(Vertex subject, Vertex object, Statement statement, std::span<const Evidence> evidence, ClaimDetails details) {
  if (!take_in(statement, evidence, std::move(details))) return false;
  if (statement.speaker != kNone) speaks_of(statement.source, statement.speaker);
  boost::add_edge(subject, object, statement, *graph_);
  return true;
}

bool KnowledgeGraph::add_attribute(Attribute attribute, std::span<const Evidence> evidence, ClaimDetails details) {
  if (!take_in(attribute.statement, evidence, std::move(details))) return false;
  if (attribute.statement.speaker != kNone) speaks_of(attribute.statement.source, attribute.statement.speaker);
  speaks_of(attribute.statement.source, attribute.subject);
  attributes_.push_back(std::move(attribute));
  return true;
}

void KnowledgeGraph::speaks_of(std::uint32_t source, Vertex vertex) {
  std::vector<std::uint32_t>& documents = (*graph_)[vertex].documents;
  if (documents.empty() || documents.back() != source) documents.push_back(source);
}

bool KnowledgeGraph::take_in(Statement& statement, std::span<const Evidence> evidence, ClaimDetails&& details) {
  if (!known_claims_.add(statement.key[0], statement.key[1])) return false;
  statement.first_evidence = static_cast<std::uint32_t>(evidence_.size());
  statement.evidence_count = static_cast<std::uint32_t>(evidence.size());
  evidence_.insert(evidence_.end(), evidence.begin(), evidence.end());
  std::sort(evidence_.end() - static_cast<std::ptrdiff_t>(evidence.size()), evidence_.end());
  statement.details = kNone;
  if (!details.qualifiers.empty() || !details.time.empty() || !details.category.empty() || details.surface) {
    statement.details = static_cast<std::uint32_t>(details_.size());
    details_.push_back(std::move(details));
  }
  return true;
}

void KnowledgeGraph::settle_evidence(const std::function<bool(Evidence&)>& settle) {
  const auto tidy = [&](std::span<Evidence> list) {
    const auto kept = std::remove_if(list.begin(), list.end(), [&](Evidence& e) { return !settle(e); });
    std::sort(list.begin(), kept);
    return static_cast<std::size_t>(std::unique(list.begin(), kept) - list.begin());
  };
  const auto tidy_claim = [&](Statement& s) {
    s.evidence_count = static_cast<std::uint32_t>(tidy(std::span(evidence_).subspan(s.first_evidence, s.evidence_count)));
  };
  for (Vertex v = 0; v < node_count(); ++v) {
    std::vector<Evidence>& mentions = (*graph_)[v].mentions;
    mentions.resize(tidy(mentions));
  }
  for (const Edge edge : boost::make_iterator_range(boost::edges(*graph_))) tidy_claim((*graph_)[edge]);
  for (Attribute& attribute : attributes_) tidy_claim(attribute.statement);
}

std::string KnowledgeGraph::claim_iri(const Statement& statement) const {
  return options_.base + "claim/" + hex(statement.key);
}

std::string KnowledgeGraph::description_iri(const Node& node, const Said& said) const {
  Statement statement;
  set_key(statement, {node.iri, std::string_view(reinterpret_cast<const char*>(&said.field), sizeof said.field), said.value});
  return options_.base + "description/" + hex(statement.key);
}

namespace {

constexpr Vertex kNoVertex = static_cast<Vertex>(-1);

/// Which entities become nodes: not those that only pronouns mean, and those that the record doubts only where a claim speaks of them.
std::vector<char> nodes_of(const Extraction& extraction) {
  constexpr double kLeastConfidence = 0.5;
  std::vector<char> out;
  for (const Entity& entity : extraction.entities) out.push_back(entity.confidence >= kLeastConfidence);
  for (const Claim& claim : extraction.claims) {
    out[claim.subject] = 1;
    if (claim.has_entity_object()) out[claim.object_entity()] = 1;
    if (claim.speaker != kNone) out[claim.speaker] = 1;
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (extraction.entities[i].label.empty() && extraction.entities[i].iri.empty()) out[i] = 0;
  return out;
}

}  // namespace

std::vector<Vertex> KnowledgeGraph::add_entities(const Extraction& extraction, std::uint32_t source, const std::function<Evidence(Span)>& evidence_of) {
  const std::size_t count = extraction.entities.size();
  std::vector<unsigned char> is_mentioned(count, 0), is_in_claim(count, 0);
  for (const Mention& mention : extraction.mentions)
    if (mention.entity != kNone) is_mentioned[mention.entity] = 1;
  const std::vector<char> is_node = nodes_of(extraction);
  for (const Claim& claim : extraction.claims)
    if (claim.has_entity_object() && is_node[claim.subject] && is_node[claim.object_entity()] && (claim.speaker == kNone || is_node[claim.speaker]))
      is_in_claim[claim.subject] = is_in_claim[claim.object_entity()] = 1;
  std::vector<std::string> iris = entity_iris(extraction, options_);
  std::vector<Node> nodes(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Entity& entity = extraction.entities[i];
    Node& node = nodes[i];
    node.iri = std::move(iris[i]);
    node.label = entity.label;
    if (!entity.type.empty()) node.types.push_back(entity.type);
    node.types.insert(node.types.end(), entity.more_types.begin(), entity.more_types.end());
    node.aliases = entity.aliases;
    node.same_as = entity.same_as;
    node.close_match = entity.close_match;
    node.code = entity.code;
    node.confidence = entity.confidence;
    for (auto* list : {&node.types, &node.aliases, &node.same_as, &node.close_match}) unite(*list, {});
    std::erase(node.aliases, node.label);
    if (!is_in_claim[i] && !(is_mentioned[i] && options_.keep_mentions)) node.documents.push_back(source);
  }
  if (options_.keep_mentions)
    for (const Mention& mention : extraction.mentions)
      if (mention.entity != kNone) nodes[mention.entity].mentions.push_back(evidence_of(mention.span));

  const Vertex first_new = node_count();
  std::vector<Vertex> vertices;
  vertices.reserve(count);
  for (std::size_t i = 0; i < count; ++i) vertices.push_back(is_node[i] ? vertex_of(nodes[i].iri) : kNoVertex);
  std::vector<std::uint32_t> order;  // entities of one IRI together: one document says all that they say
  for (std::uint32_t i = 0; i < count; ++i)
    if (is_node[i]) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return std::pair(vertices[a], a) < std::pair(vertices[b], b); });
  for (std::size_t i = 0; i < order.size();) {
    const Vertex vertex = vertices[order[i]];
    Node node = std::move(nodes[order[i]]);
    for (++i; i < order.size() && vertices[order[i]] == vertex; ++i) join(node, std::move(nodes[order[i]]));
    std::sort(node.mentions.begin(), node.mentions.end());
    put(vertex, vertex >= first_new, std::move(node), [&] { return documents_of(vertex); }, [&] { return std::vector{source}; });
  }
  return vertices;
}

void KnowledgeGraph::put(Vertex vertex, bool is_new, Node&& node, const std::function<std::vector<std::uint32_t>()>& documents,
                         const std::function<std::vector<std::uint32_t>()>& documents_of_node) {
  Node& old = (*graph_)[vertex];
  if (is_new) {
    old = std::move(node);
    return;
  }
  relata::unite(old, documents, node, documents_of_node);
  old.documents.insert(old.documents.end(), node.documents.begin(), node.documents.end());
  const bool is_sorted = old.mentions.empty() || node.mentions.empty() || old.mentions.back() < node.mentions.front();
  old.mentions.insert(old.mentions.end(), node.mentions.begin(), node.mentions.end());
  if (!is_sorted) unite(old.mentions, {});
}

void KnowledgeGraph::add(const Extraction& extraction) {
  const Document& document = extraction.document;
  const OffsetMap offsets(document.text);
  const std::uint32_t source = add_source({options_.base + "doc/" + slug(document.id), document.id, document.title,
                                           document.date, document.source, options_.keep_text ? document.text : "",
                                           offsets.code_points(), options_.streamed});
  const auto evidence_of = [&](Span span) {
    return Evidence{source, offsets.code_point(span.begin), offsets.code_point(span.end), add_quote(document.at(span))};
  };
  const std::vector<Vertex> vertices = add_entities(extraction, source, evidence_of);

  std::vector<Evidence> evidence;
  for (const Claim& claim : extraction.claims) {
    const auto is_nobody = [&](std::uint32_t entity) { return entity != kNone && vertices[entity] == kNoVertex; };
    if (is_nobody(claim.subject) || is_nobody(claim.speaker) || (claim.has_entity_object() && is_nobody(claim.object_entity()))) continue;
    Statement statement;
    const std::string predicate = is_iri(claim.predicate) ? claim.predicate : options_.base + "open/" + slug(claim.predicate);
    statement.predicate = add_predicate(predicate);
    statement.speaker = claim.speaker == kNone ? kNone : static_cast<std::uint32_t>(vertices[claim.speaker]);
    statement.confidence = static_cast<float>(claim.confidence);
    statement.polarity = claim.polarity;
    statement.certainty = claim.certainty;
    statement.method = claim.method;
    statement.source = source;
    evidence.clear();
    for (const Span span : claim.evidence) evidence.push_back(evidence_of(span));
    std::sort(evidence.begin(), evidence.end());

    const Vertex subject = vertices[claim.subject];
    ContentHash hash;
    hash.add(document.id);
    hash.add(node(subject).iri);
    hash.add(predicate);
    if (claim.has_entity_object()) {
      hash.add(node(vertices[claim.object_entity()]).iri);
    } else {
      hash.add(claim.object_value().value);
      hash.add(claim.object_value().datatype);
      hash.add(claim.object_value().language);
    }
    hash.add(to_string(claim.polarity));
    hash.add(to_string(claim.certainty));
    hash.add(claim.speaker == kNone ? std::string_view() : node(vertices[claim.speaker]).iri);
    hash.add(claim.time);
    for (const Evidence& e : evidence) {
      hash.add(e.begin);
      hash.add(e.end);
    }
    for (const auto& [key, value] : claim.qualifiers) {
      hash.add(key);
      hash.add(value);
    }
    hash.write(statement.key);
    ClaimDetails details{claim.qualifiers, claim.time, claim.category, claim.surface};
    if (claim.has_entity_object()) add_claim(subject, vertices[claim.object_entity()], statement, evidence, std::move(details));
    else add_attribute({static_cast<std::uint32_t>(subject), claim.object_value(), statement}, evidence, std::move(details));
  }
}

std::optional<Vertex> KnowledgeGraph::find(std::string_view iri) const {
  const auto found = node_index_.find(iri);
  if (found == node_index_.end()) return std::nullopt;
  return *found;
}

std::optional<std::uint32_t> KnowledgeGraph::find_source(std::string_view iri) const {
  const auto found = source_index_.find(std::string(iri));
  if (found == source_index_.end()) return std::nullopt;
  return found->second;
}

std::vector<Vertex> KnowledgeGraph::find_by_label(std::string_view label) const {
  const std::string wanted = to_lower(label);
  const auto fits = [&](const std::string& name) { return name.size() == label.size() && to_lower(name) == wanted; };
  std::vector<Vertex> found;
  for (Vertex v = 0; v < node_count(); ++v)
    if (fits(node(v).label) || std::any_of(node(v).aliases.begin(), node(v).aliases.end(), fits)) found.push_back(v);
  std::sort(found.begin(), found.end(), [&](Vertex a, Vertex b) { return node(a).iri < node(b).iri; });
  return found;
}

std::vector<Vertex> KnowledgeGraph::neighbours(Vertex vertex) const {
  std::set<std::pair<std::string_view, Vertex>> found;
  for (const Edge e : boost::make_iterator_range(boost::out_edges(vertex, boost())))
    found.emplace(node(boost::target(e, boost())).iri, boost::target(e, boost()));
  for (const Edge e : boost::make_iterator_range(boost::in_edges(vertex, boost())))
    found.emplace(node(boost::source(e, boost())).iri, boost::source(e, boost()));
  std::vector<Vertex> out;
  for (const auto& [iri, v] : found)
    if (v != vertex) out.push_back(v);
  return out;
}

std::vector<Vertex> KnowledgeGraph::sorted_nodes() const {
  std::vector<Vertex> order(node_count());
  std::iota(order.begin(), order.end(), Vertex{0});
  std::sort(order.begin(), order.end(), [&](Vertex a, Vertex b) { return node(a).iri < node(b).iri; });
  return order;
}

std::vector<std::uint32_t> KnowledgeGraph::ranks(std::span<const std::string> names) {
  std::vector<std::uint32_t> order(names.size()), rank(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return names[a] < names[b]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  return rank;
}

std::vector<Edge> KnowledgeGraph::sorted_claims() const {
  // Ranks instead of strings: a million comparisons of numbers.
  std::vector<std::uint32_t> node_rank(node_count());
  const std::vector<Vertex> nodes = sorted_nodes();
  for (std::uint32_t i = 0; i < nodes.size(); ++i) node_rank[nodes[i]] = i;
  const std::vector<std::uint32_t> predicate_rank = ranks(predicates_);
  std::vector<Edge> order;
  order.reserve(boost::num_edges(boost()));
  for (const Edge edge : boost::make_iterator_range(boost::edges(boost()))) order.push_back(edge);
  const auto key = [&](const Edge& e) {
    const Statement& s = statement(e);
    return std::tuple(node_rank[boost::source(e, boost())], predicate_rank[s.predicate],
                      node_rank[boost::target(e, boost())], s.key[0], s.key[1]);
  };
  std::sort(order.begin(), order.end(), [&](const Edge& a, const Edge& b) { return key(a) < key(b); });
  return order;
}

std::vector<std::uint32_t> KnowledgeGraph::sorted_attributes() const {
  std::vector<std::uint32_t> order(attributes_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t i) {
    const Attribute& a = attributes_[i];
    return std::tie(node(a.subject).iri, predicates_[a.statement.predicate], a.value, a.statement.key[0], a.statement.key[1]);
  };
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
  return order;
}

}  // namespace relata
