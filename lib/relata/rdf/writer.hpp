// Writes a graph in any form of the format table but pictures. serd writes N-Triples, N-Quads, Turtle and TriG: with
// flat memory, and without the changes that raptor's Turtle serializer makes to valid data (doubles become decimals,
// cycles vanish). raptor writes RDF/XML. JSON-LD, GraphML and JSON are small writers of our own.
#pragma once
#include <relata/core/byte_sink.hpp>
#include <relata/core/error.hpp>
#include <relata/rdf/describe.hpp>
#include <relata/rdf/format.hpp>

#include <memory>

namespace relata {

struct WriteReport {
  std::uint64_t written = 0;   ///< statements, or nodes and edges
  std::uint64_t left_out = 0;  ///< statements that RDF cannot hold; the first hundred are told as diagnostics
};

class QuadSink;

/// Statements of one graph after the other, without keeping any: for N-Triples and N-Quads of more documents than
/// fit in memory. What two graphs both say is written twice; a set of statements does not mind.
class StatementWriter {
 public:
  /// All must outlive the writer.
  StatementWriter(const Format& format, const RdfOptions& options, ByteSink& file, Diagnostics& diagnostics);
  ~StatementWriter();
  void add(const KnowledgeGraph& graph);
  WriteReport finish();

 private:
  const Format& format_;
  const RdfOptions& options_;
  ByteSink& file_;
  Diagnostics& diagnostics_;
  std::unique_ptr<QuadSink> sink_;  // made with the first graph, whose namespaces become prefixes
  WriteReport report_;
};

/// Writes `graph` to `file`; a file is the caller's to commit. RdfError where a serializer fails, InputError from the file.
WriteReport write_graph(const KnowledgeGraph& graph, const Format& format, const RdfOptions& options, ByteSink& file,
                        Diagnostics& diagnostics);

}  // namespace relata
