// relata build --stream: any number of documents, with flat memory, to N-Triples or N-Quads. A run that was killed goes on where it stopped.
#pragma once
#include "graph_files.hpp"

namespace relata::cli {

/// UsageError where the output is not one file of N-Triples or N-Quads.
void stream_documents(const ReadingOptions& reading, const OutputOptions& output, const GraphOptions& graph, Session& session);

}  // namespace relata::cli
