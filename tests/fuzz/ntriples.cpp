// Any N-Triples and N-Quads: a graph or an error of ours.
#include "in_file.hpp"

#include <relata/rdf/graph_reader.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* extension : {".nt", ".nq"}) {
    relata::Diagnostics diagnostics;
    try {
      relata::read_graph(in_file(data, size, extension), diagnostics);
    } catch (const relata::Error&) {
    }
  }
  return 0;
}
