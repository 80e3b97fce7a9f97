// A knowledge graph as RDF statements, in an order that depends on content alone: entities with their facts, articles,
// claims, evidence. No blank nodes. The vocabulary is ontologies/core.ttl, NIF 2.0 for places in texts, Dublin
// Core for articles, PROV-O for where a claim comes from.
#pragma once
#include <relata/graph/knowledge_graph.hpp>
#include <relata/rdf/terms.hpp>

#include <functional>

namespace relata {

/// How much of the claims is written, and where: --claims.
enum class Claims {
  kNone,       ///< only the plain triples of asserted claims
  kNodes,      ///< a node a claim with speaker, polarity, certainty and evidence
  kGraphs,     ///< the same, all that a document says in its own named graph; entities are described in the default graph
  kDocuments,  ///< as kGraphs, and a document's graph also has what it says of its entities: all graphs together hold the same
               ///< triples, and a document can be replaced or taken away by its graph
};

/// Of Claims::kGraphs, what goes together where no machine holds the whole graph (graph/settle_apart.hpp).
enum class Half {
  kBoth,
  kEntities,   ///< how entities are described
  kDocuments,  ///< what documents say, and where they speak of entities
};

struct RdfOptions {
  Assert rule = Assert::kFactual;
  Claims claims = Claims::kNodes;
  Half half = Half::kBoth;
};

/// Statements of one subject come one after the other, but for kDocuments those of a graph.
void describe_graph(const KnowledgeGraph& graph, const RdfOptions& options, const std::function<void(const QuadView&)>& take);

}  // namespace relata
