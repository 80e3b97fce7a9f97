// GraphML and JSON: the graph as nodes and edges, for tools that know no RDF. For writer.cpp only.
#pragma once
#include <relata/core/byte_sink.hpp>
#include <relata/rdf/describe.hpp>

namespace relata {

/// Both give the number of nodes and edges written.
std::uint64_t write_graphml(const KnowledgeGraph& graph, const RdfOptions& options, ByteSink& file);
std::uint64_t write_json(const KnowledgeGraph& graph, const RdfOptions& options, ByteSink& file);

}  // namespace relata
