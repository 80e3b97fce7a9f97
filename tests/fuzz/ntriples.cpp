// Any N-Triples: a graph or an error of ours.
#include "in_file.hpp"

#include <relata/rdf/graph_reader.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  relata::Diagnostics diagnostics;
  try {
    relata::read_graph(in_file(data, size, ".nt"), diagnostics);
  } catch (const relata::Error&) {
  }
  return 0;
}
