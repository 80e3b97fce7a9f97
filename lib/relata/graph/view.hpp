// A selection of a knowledge graph: which entities, claims and attributes a picture, an algorithm or
// an export shall see. Nothing is copied: a view keeps a reference to its graph and sorted handles
// into it, so that whatever reads a view reads it in the same order on every run.
#pragma once
#include <relata/core/iri.hpp>
#include <relata/graph/knowledge_graph.hpp>

#include <boost/graph/filtered_graph.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace relata {

/// What to select. The default selects everything; conditions are combined by "and".
struct GraphFilter {
  std::vector<std::string> classes;    ///< IRIs or local names; entities of one of them. Empty = all
  std::vector<std::string> relations;  ///< IRIs or local names; claims and attributes of one of them. Empty = all
  double min_confidence = 0;           ///< of claims and attributes, 0..1
  std::string since, until;  ///< ISO 8601, may be cut short ("2024-03"), both included; "" = open. A claim is dated
                             ///< by its own time, else by its article; one without either is left out of bounds
  Assert rule = Assert::kFactual;  ///< which claims count as facts
  bool include_unasserted = true;  ///< also negated, doubtful, planned claims
  std::optional<std::size_t> top;  ///< only the entities with the most claims
  std::vector<std::string> around;  ///< labels, aliases or IRIs: only what lies within `hops` claims of these
  unsigned hops = 1;
};

class GraphView {
 public:
  /// Membership tests for boost::filtered_graph; they point into their view, which must outlive them.
  struct KeepsNode {
    const GraphView* view = nullptr;
    bool operator()(Vertex vertex) const { return view->contains(vertex); }
  };
  struct KeepsClaim {
    const GraphView* view = nullptr;
    bool operator()(const Edge& edge) const { return view->contains(edge); }
  };
  using Filtered = boost::filtered_graph<BoostGraph, KeepsClaim, KeepsNode>;

  /// Everything. `graph` must outlive the view and must not change while it is used.
  explicit GraphView(const KnowledgeGraph& graph);

  const KnowledgeGraph& graph() const { return *graph_; }
  Assert rule() const { return rule_; }
  bool is_asserted(const Statement& statement) const { return relata::is_asserted(statement, rule_); }

  std::span<const Vertex> nodes() const { return nodes_; }                     ///< by IRI
  std::span<const Edge> claims() const { return claims_; }                     ///< by subject, predicate, object, key
  std::span<const std::uint32_t> attributes() const { return attributes_; }   ///< indices, by subject, predicate, value
  std::size_t left_out() const { return left_out_; }  ///< entities that only `top` removed

  /// Position of a vertex in nodes(), kNone if it is not selected.
  std::uint32_t index(Vertex vertex) const { return vertex < index_.size() ? index_[vertex] : kNone; }
  bool contains(Vertex vertex) const { return index(vertex) != kNone; }
  bool contains(const Edge& edge) const;
  /// Number of selected claims between entities that touch the vertex.
  std::size_t degree(Vertex vertex) const { return contains(vertex) ? degrees_[index_[vertex]] : 0; }
  /// Undirected, selected, by IRI, once each, without the vertex itself.
  std::vector<Vertex> neighbours(Vertex vertex) const;
  /// The `count` entities of the highest degree (ties by IRI) and what is between them.
  GraphView top(std::size_t count) const;
  /// For any Boost algorithm: the graph with everything outside this view hidden. Valid as long as the view.
  Filtered filtered() const { return {graph_->boost(), KeepsClaim{this}, KeepsNode{this}}; }

 private:
  friend GraphView select(const KnowledgeGraph& graph, const GraphFilter& filter);
  /// Keeps the nodes marked (by vertex), drops claims and attributes that lost an end, counts degrees.
  void restrict_to(const std::vector<bool>& kept);
  std::vector<bool> most_connected(std::size_t count, const std::vector<Vertex>& always) const;

  const KnowledgeGraph* graph_;
  Assert rule_ = Assert::kFactual;
  std::vector<Vertex> nodes_;
  std::vector<Edge> claims_;
  std::vector<std::uint32_t> attributes_;
  std::vector<std::uint32_t> index_;    // [vertices of the graph] position in nodes_ or kNone
  std::vector<std::uint32_t> degrees_;  // [nodes_]
  std::size_t left_out_ = 0;
  bool all_claims_ = false;                          // then claim_set_ is not built
  std::unordered_set<const Statement*> claim_set_;  // identity of an edge is the address of its property
};

/// Claims first (relations, confidence, time, rule), then classes, then `around`, then `top`. Entities
/// named in `around` stay whatever their class and rank.
/// InputError if `around` names an entity that is not in the graph.
GraphView select(const KnowledgeGraph& graph, const GraphFilter& filter);

}  // namespace relata
