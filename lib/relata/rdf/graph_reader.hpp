// relata's own RDF back into the graph it was written from; any other RDF as plain triples without evidence.
#pragma once
#include <relata/core/error.hpp>
#include <relata/graph/knowledge_graph.hpp>

#include <string>

namespace relata {

/// Claims with their speaker, certainty and evidence where the file has claim nodes (--claims nodes or graphs), else
/// every triple between two IRIs, or an IRI and a literal, that is not of a vocabulary for names and types.
/// InputError, RdfError. Statements that contradict relata's own vocabulary become diagnostics.
KnowledgeGraph read_graph(const std::string& path, Diagnostics& diagnostics);

}  // namespace relata
