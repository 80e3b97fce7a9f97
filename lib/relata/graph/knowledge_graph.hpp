// The knowledge graph: entities are vertices, claims between entities are edges of a Boost directed
// multigraph, claims with a literal object are attributes of their subject. A vertex is known by its
// IRI; a claim by an IRI minted from its content. Adding is a set union: any order of documents and
// any number of repeats gives the same graph (order-dependent storage is hidden by sorted views).
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/graph/key_set.hpp>
#include <relata/graph/text_pool.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace relata {

/// An article that claims were read from.
struct Source {
  std::string iri;  ///< base + "doc/" + escaped id
  std::string id, title, date, publisher;
  std::string text;             ///< "" unless GraphOptions::keep_text
  std::uint32_t code_points = 0;  ///< length of the text in code points
  bool streamed = false;          ///< written document by document: who said what of an entity is not known
};

/// One stretch of a source, in Unicode code points, with the words that stand there.
struct Evidence {
  std::uint32_t source = 0;  ///< index into KnowledgeGraph::sources()
  std::uint32_t begin = 0, end = 0;
  std::uint32_t quote = 0;  ///< number of the words, 0 for none: KnowledgeGraph::quote()
  auto operator<=>(const Evidence&) const = default;
};

/// What can be said of an entity itself.
enum class Field : std::uint8_t { kLabel, kAlias, kType, kSameAs, kCloseMatch, kReplaces, kCode, kConfidence, kNone };

/// A value and who says it; see descriptions.hpp.
struct Said {
  Field field = Field::kNone;
  std::string value;
  std::vector<std::uint32_t> documents;  ///< sorted; empty: every document of the node
};

/// Vertex property. What it shows is the union of what its documents say.
struct Node {
  std::string iri;
  std::string label;
  std::vector<std::string> types;  ///< class IRIs, sorted
  std::vector<std::string> aliases, same_as, close_match;  ///< sorted, without repeats
  std::string code;
  double confidence = 1.0;
  std::vector<Evidence> mentions;  ///< sorted; where the entity is named
  std::vector<std::string> replaces;     ///< names that a decision joined into this one, sorted
  std::vector<Said> said;                ///< empty as long as all documents say what is shown
  std::vector<std::uint32_t> documents;  ///< that speak of it without naming it in a claim or mention; see documents_of()
};

/// What is rarely there; kept apart so that an edge stays small.
struct ClaimDetails {
  std::map<std::string, std::string> qualifiers;
  std::string time, category;
  std::optional<Surface> surface;
};

/// Edge property, and the body of an attribute. Numbers only: a graph holds millions of them.
struct Statement {
  std::uint64_t key[2] = {0, 0};  ///< 128-bit content hash; the claim's IRI is base + "claim/" + 32 hex digits
  std::uint32_t predicate = 0;    ///< index into KnowledgeGraph::predicates()
  std::uint32_t speaker = kNone;  ///< vertex, or kNone: the text itself
  float confidence = 1.0F;
  Polarity polarity = Polarity::kAffirmed;
  Certainty certainty = Certainty::kCertain;
  Method method = Method::kOntology;
  std::uint32_t source = kNone;                        ///< index into sources(); kNone for bare triples
  std::uint32_t first_evidence = 0, evidence_count = 0;  ///< see KnowledgeGraph::evidence(); set by the graph
  std::uint32_t details = kNone;                       ///< see KnowledgeGraph::details(); set by the graph
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
/// A claim less likely than this is no fact: what is only guessed at stays a claim.
inline constexpr double kLeastAsserted = 1.0 / 3;
/// Affirmed, certain or probable, and read with at least kLeastAsserted; kAuthor also wants no speaker; kAll takes every claim that is not negated.
bool is_asserted(const Statement& statement, Assert rule);

struct GraphOptions {
  std::string base = "https://relata.dev/";  ///< namespace of minted IRIs, ends in '/' or '#'
  bool keep_text = false;
  bool keep_mentions = true;
  bool streamed = false;  ///< documents are written one by one: see Source::streamed
};

/// What take() does otherwise than merge(). Numbers are those of the graph that is taken.
struct Rearrangement {
  struct Place {
    std::string iri;
    std::string replaces;  ///< name that is given up for this one, "" where none
  };
  struct Move {
    std::uint32_t source;  ///< whose part of the node; kNone: what is said outside of documents
    std::uint32_t place;   ///< index into places
  };
  std::vector<bool> left_out;  ///< [sources], or empty
  std::vector<Place> places;
  std::unordered_map<std::uint32_t, std::vector<Move>> moves;  ///< by vertex; for all of its documents, sorted by source
};

/// Moved cheaply, never copied: merge() into an empty graph makes a second one. A graph that was moved from is only destroyed
/// or assigned to.
class KnowledgeGraph {
 public:
  explicit KnowledgeGraph(GraphOptions options = {});

  /// Adds what one document says. Entities without an IRI get one minted from label and type. What has neither label nor IRI (pronouns
  /// alone mean it) is no node and claims about it are left out; an entity with a confidence under 0.5 is one only where a claim speaks of it.
  void add(const Extraction& extraction);
  /// Set union. Both graphs must have the same base.
  void merge(const KnowledgeGraph& other) { take(other, {}); }
  /// A copy that knows nothing of these documents.
  KnowledgeGraph without(const std::vector<std::uint32_t>& sources) const;
  /// merge() with documents left out, and parts of nodes put under other IRIs.
  void take(const KnowledgeGraph& other, const Rearrangement& how);

  // Building blocks for readers of RDF.
  Vertex add_node(Node node);  ///< joins with a node of the same IRI
  std::uint32_t add_source(Source source);
  std::uint32_t add_predicate(std::string_view iri);
  std::uint32_t add_quote(std::string_view words) { return quotes_.add(words); }
  /// No effect if the statement's key is known; false then. The graph keeps the evidence, sorted, and the details.
  bool add_claim(Vertex subject, Vertex object, Statement statement, std::span<const Evidence> evidence = {}, ClaimDetails details = {});
  bool add_attribute(Attribute attribute, std::span<const Evidence> evidence = {}, ClaimDetails details = {});
  void set_base(std::string base) { options_.base = std::move(base); }  ///< before anything is minted
  /// For nodes that were named before they were described: what is not given stays.
  void complete_node(Vertex vertex, std::string_view label, std::optional<double> confidence);
  void complete_source(std::uint32_t source, std::string_view id) { sources_[source].id = id; }
  Node& edit(Vertex vertex) { return (*graph_)[vertex]; }  ///< all but its IRI may be changed
  bool knows(const Statement& statement) const { return known_claims_.contains(statement.key[0], statement.key[1]); }  ///< by its key
  /// Gives every piece of evidence to `settle`, which may change it, or drop it by false; sorts anew.
  void settle_evidence(const std::function<bool(Evidence&)>& settle);

  const BoostGraph& boost() const { return *graph_; }
  const GraphOptions& options() const { return options_; }
  std::size_t node_count() const { return boost::num_vertices(*graph_); }
  std::size_t claim_count() const { return boost::num_edges(*graph_) + attributes_.size(); }
  const Node& node(Vertex vertex) const { return (*graph_)[vertex]; }
  const Statement& statement(Edge edge) const { return (*graph_)[edge]; }
  /// Sorted by source and place; the first names the source. Valid until the graph changes.
  std::span<const Evidence> evidence(const Statement& statement) const {
    return std::span(evidence_).subspan(statement.first_evidence, statement.evidence_count);
  }
  const std::string& quote(const Evidence& evidence) const { return quotes_.at(evidence.quote); }
  const ClaimDetails* details(const Statement& statement) const {  ///< null where there are none
    return statement.details == kNone ? nullptr : &details_[statement.details];
  }
  std::span<const Attribute> attributes() const { return attributes_; }
  std::span<const Source> sources() const { return sources_; }
  std::span<const std::string> predicates() const { return predicates_; }  ///< IRIs; open relations as base + "open/" + slug
  const std::string& predicate(const Statement& statement) const { return predicates_[statement.predicate]; }
  std::string claim_iri(const Statement& statement) const;
  std::string description_iri(const Node& node, const Said& said) const;  ///< base + "description/" + 32 hex digits

  /// Sorted indices of sources in which the entity occurs; {kNone} where it is known without any document.
  std::vector<std::uint32_t> documents_of(Vertex vertex) const;

  std::optional<Vertex> find(std::string_view iri) const;
  std::optional<std::uint32_t> find_source(std::string_view iri) const;
  std::vector<Vertex> find_by_label(std::string_view label) const;  ///< label or alias, case-insensitive, sorted by IRI
  std::vector<Vertex> neighbours(Vertex vertex) const;              ///< both directions, sorted by IRI, once each

  // Deterministic order for writers, whatever the order of adding.
  std::vector<Vertex> sorted_nodes() const;              ///< by IRI
  std::vector<Edge> sorted_claims() const;               ///< by subject, predicate, object, key
  std::vector<std::uint32_t> sorted_attributes() const;  ///< indices, by subject, predicate, value, key

 private:
  /// The vertex of that IRI, a new one without description where there is none.
  Vertex vertex_of(std::string iri);
  Vertex append(Node&& node);  ///< whose IRI is new
  /// False if the key is known; else remembers it and keeps what belongs to the statement.
  bool take_in(Statement& statement, std::span<const Evidence> evidence, ClaimDetails&& details);
  std::vector<Vertex> add_entities(const Extraction& extraction, std::uint32_t source, const std::function<Evidence(Span)>& evidence_of);
  /// Gives a vertex what `node` says, each with its documents, asked for where they differ.
  void put(Vertex vertex, bool is_new, Node&& node, const std::function<std::vector<std::uint32_t>()>& documents,
           const std::function<std::vector<std::uint32_t>()>& documents_of_node);
  static void join(Node& node, Node&& other);  ///< what one document says of one thing twice
  void speaks_of(std::uint32_t source, Vertex vertex);
  static std::vector<std::uint32_t> ranks(std::span<const std::string> names);

  /// Vertices by the IRI that their node holds: it is kept once.
  struct ByIri {
    using is_transparent = void;
    const BoostGraph* graph;
    std::string_view iri(std::uint32_t vertex) const { return (*graph)[vertex].iri; }
    static std::string_view iri(std::string_view text) { return text; }
    template <typename Key>
    std::size_t operator()(const Key& key) const { return std::hash<std::string_view>()(iri(key)); }
    template <typename A, typename B>
    bool operator()(const A& a, const B& b) const { return iri(a) == iri(b); }
  };
  using NodeIndex = std::unordered_set<std::uint32_t, ByIri, ByIri>;

  GraphOptions options_;
  std::unique_ptr<BoostGraph> graph_;  // Boost's own move is a copy
  std::vector<Attribute> attributes_;
  std::vector<Evidence> evidence_;   // of all claims
  std::vector<ClaimDetails> details_;
  TextPool quotes_;
  std::vector<Source> sources_;
  std::vector<std::string> predicates_;
  NodeIndex node_index_;
  std::unordered_map<std::string, std::uint32_t> source_index_, predicate_index_;
  KeySet known_claims_;
};

/// Sets the statement's key to a hash of these parts: for claims that come from elsewhere than add().
void set_key(Statement& statement, std::initializer_list<std::string_view> parts);
/// Path segment for IRIs: letters, digits, '-', '_' and '.' inside kept, spaces to '_', the rest percent-encoded UTF-8.
std::string slug(std::string_view text);
/// IRI of an entity that has none: base + "entity/" + local name of the type + "/" + slug of the folded label.
std::string mint_iri(const Entity& entity, const GraphOptions& options);
/// IRIs that the graph gives to the entities of a document before it is settled.
std::vector<std::string> entity_iris(const Extraction& extraction, const GraphOptions& options);
/// A minted IRI and the document whose part of it is meant: "...entity/Person/john_smith~monday".
inline constexpr char kPartMark = '~';
/// Ends the minted IRI of what has no name ("the talks"): nothing outside of its document is meant. "...entity/Event/talks@monday".
inline constexpr char kLocalMark = '@';

}  // namespace relata
