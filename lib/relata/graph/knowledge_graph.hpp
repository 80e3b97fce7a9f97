// The knowledge graph: entities are vertices, claims between entities are edges of a Boost directed
// multigraph, claims with a literal object are attributes of their subject. A vertex is known by its
// IRI; a claim by an IRI minted from its content. Adding is a set union: any order of documents and
// any number of repeats gives the same graph (order-dependent storage is hidden by sorted views).
#pragma once
#include <relata/core/extraction.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/unordered_set.hpp>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relata {

/// An article that claims were read from.
struct Source {
  std::string iri;  ///< base + "doc/" + escaped id
  std::string id, title, date, publisher;
  std::string text;             ///< "" unless GraphOptions::keep_text
  std::uint32_t code_points = 0;  ///< length of the text in code points
};

/// One stretch of a source, in Unicode code points, with the words that stand there.
struct Evidence {
  std::uint32_t source = 0;  ///< index into KnowledgeGraph::sources()
  std::uint32_t begin = 0, end = 0;
  std::string quote;
  auto operator<=>(const Evidence&) const = default;
};

/// Vertex property.
struct Node {
  std::string iri;
  std::string label;
  std::vector<std::string> types;  ///< class IRIs, sorted
  std::vector<std::string> aliases, same_as, close_match;  ///< sorted, without repeats
  std::string code;
  double confidence = 1.0;
  std::vector<Evidence> mentions;  ///< sorted; where the entity is named
};

/// What is rarely there; kept apart so that an edge stays small.
struct ClaimDetails {
  std::map<std::string, std::string> qualifiers;
  std::string time, category;
  std::optional<Surface> surface;
};

/// Edge property, and the body of an attribute.
struct Statement {
  std::uint64_t key[2] = {0, 0};  ///< 128-bit content hash; the claim's IRI is base + "claim/" + 32 hex digits
  std::uint32_t predicate = 0;    ///< index into KnowledgeGraph::predicates()
  std::uint32_t speaker = kNone;  ///< vertex, or kNone: the text itself
  float confidence = 1.0F;
  Polarity polarity = Polarity::kAffirmed;
  Certainty certainty = Certainty::kCertain;
  Method method = Method::kOntology;
  std::vector<Evidence> evidence;          ///< sorted; the first names the source
  std::uint32_t source = kNone;            ///< index into sources(); kNone for bare triples
  std::shared_ptr<const ClaimDetails> details;  ///< null where there are none
};

/// A claim whose object is a literal.
struct Attribute {
  std::uint32_t subject = 0;  ///< vertex
  Literal value;
  Statement statement;
};

using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Node, Statement>;
using Vertex = boost::graph_traits<BoostGraph>::vertex_descriptor;
using Edge = boost::graph_traits<BoostGraph>::edge_descriptor;

/// Which claims count as facts: --assert.
enum class Assert { kFactual, kAuthor, kAll };
/// Affirmed, and certain or probable; kAuthor also wants no speaker; kAll takes every claim that is not negated.
bool is_asserted(const Statement& statement, Assert rule);

struct GraphOptions {
  std::string base = "https://relata.dev/";  ///< namespace of minted IRIs, ends in '/' or '#'
  bool keep_text = false;
  bool keep_mentions = true;
};

class KnowledgeGraph {
 public:
  explicit KnowledgeGraph(GraphOptions options = {});

  /// Adds what one document says. Entities without an IRI get one minted from label and type.
  void add(const Extraction& extraction);
  /// Set union. Both graphs must have the same base.
  void merge(const KnowledgeGraph& other);

  // Building blocks for readers of RDF.
  Vertex add_node(Node node);  ///< joins with a node of the same IRI
  std::uint32_t add_source(Source source);
  std::uint32_t add_predicate(std::string_view iri);
  void add_claim(Vertex subject, Vertex object, Statement statement);  ///< no effect if the key is known
  void add_attribute(Attribute attribute);

  const BoostGraph& boost() const { return graph_; }
  const GraphOptions& options() const { return options_; }
  std::size_t node_count() const { return boost::num_vertices(graph_); }
  std::size_t claim_count() const { return boost::num_edges(graph_) + attributes_.size(); }
  const Node& node(Vertex vertex) const { return graph_[vertex]; }
  const Statement& statement(Edge edge) const { return graph_[edge]; }
  std::span<const Attribute> attributes() const { return attributes_; }
  std::span<const Source> sources() const { return sources_; }
  std::span<const std::string> predicates() const { return predicates_; }  ///< IRIs; open relations as base + "open/" + slug
  const std::string& predicate(const Statement& statement) const { return predicates_[statement.predicate]; }
  std::string claim_iri(const Statement& statement) const;

  std::optional<Vertex> find(std::string_view iri) const;
  std::vector<Vertex> find_by_label(std::string_view label) const;  ///< label or alias, case-insensitive, sorted by IRI
  std::vector<Vertex> neighbours(Vertex vertex) const;              ///< both directions, sorted by IRI, once each

  // Deterministic order for writers, whatever the order of adding.
  std::vector<Vertex> sorted_nodes() const;              ///< by IRI
  std::vector<Edge> sorted_claims() const;               ///< by subject, predicate, object, key
  std::vector<std::uint32_t> sorted_attributes() const;  ///< indices, by subject, predicate, value, key

 private:
  bool is_new(const Statement& statement);  ///< remembers its key
  static std::vector<std::uint32_t> ranks(std::span<const std::string> names);

  GraphOptions options_;
  BoostGraph graph_;
  std::vector<Attribute> attributes_;
  std::vector<Source> sources_;
  std::vector<std::string> predicates_;
  std::unordered_map<std::string, std::uint32_t> node_index_, source_index_, predicate_index_;
  boost::unordered_set<std::pair<std::uint64_t, std::uint64_t>> known_claims_;  // keys
};

/// Sets the statement's key to a hash of these parts: for claims that come from elsewhere than add().
void set_key(Statement& statement, std::initializer_list<std::string_view> parts);
/// Path segment for IRIs: letters, digits, '-', '_' and '.' inside kept, spaces to '_', the rest percent-encoded UTF-8.
std::string slug(std::string_view text);
/// IRI of an entity that has none: base + "entity/" + local name of the type + "/" + slug of the label.
std::string mint_iri(const Entity& entity, const GraphOptions& options);

}  // namespace relata
