// A knowledge graph cut into what a store keeps apart: a graph a document, with all that the document says. What no document
// says comes in pieces, to be added to one more graph.
#pragma once
#include <relata/rdf/writer.hpp>
#include <relata/store/graph_store.hpp>

#include <functional>

namespace relata {

struct CutOptions {
  Assert rule = Assert::kFactual;  ///< of a KnowledgeGraph
  std::string rest;                ///< graph of what no document says, "" the default graph
  bool replaces = true;            ///< documents' graphs; the rest is always added
  std::uint64_t piece = 10'000;    ///< statements of a piece of the rest
};

using TakeGraph = std::function<void(GraphTriples&&)>;

/// Documents by IRI, the rest first. RdfError; statements that RDF cannot hold are left out, told and counted.
WriteReport cut(const KnowledgeGraph& graph, const CutOptions& options, const TakeGraph& take, Diagnostics& diagnostics);

/// The same of N-Quads as `relata build --stream` writes them, document by document: what stands in the default graph before a
/// document's graph is about its entities. One document is in memory. InputError, RdfError; also where the file is not like that.
WriteReport cut_streamed(const std::string& path, const CutOptions& options, const TakeGraph& take, Diagnostics& diagnostics);

}  // namespace relata
