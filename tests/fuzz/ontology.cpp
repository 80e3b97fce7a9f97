// Any Turtle: an ontology or an error of ours.
#include "in_file.hpp"

#include <relata/rdf/ontology_reader.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  relata::Diagnostics diagnostics;
  try {
    relata::read_ontology({in_file(data, size, ".ttl")}, diagnostics).fingerprint();
  } catch (const relata::Error&) {
  }
  return 0;
}
