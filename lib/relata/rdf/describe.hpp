// A knowledge graph as RDF statements, in an order that depends on content alone: entities with their facts, articles,
// claims, evidence. No blank nodes. The vocabulary is ontologies/core.ttl, NIF 2.0 for places in texts, Dublin
// Core for articles, PROV-O for where a claim comes from.
#pragma once
#include <relata/graph/knowledge_graph.hpp>
#include <relata/rdf/terms.hpp>

#include <functional>

namespace relata {

/// How much of the claims is written: --claims.
enum class Claims {
  kNone,    ///< only the plain triples of asserted claims
  kNodes,   ///< a node a claim with speaker, polarity, certainty and evidence
  kGraphs,  ///< the same, all that a document says in its own named graph
};

struct RdfOptions {
  Assert rule = Assert::kFactual;
  Claims claims = Claims::kNodes;
};

/// Statements of one subject come one after the other.
void describe_graph(const KnowledgeGraph& graph, const RdfOptions& options, const std::function<void(const QuadView&)>& take);

}  // namespace relata
