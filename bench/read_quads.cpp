// relata-read-quads FILE: what relata reads in an RDF file, a line a statement, terms as JSON-like fields. For w3c.py.
#include <relata/rdf/quad_reader.hpp>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto quoted = [](std::string_view text) {
    std::string out = "\"";
    for (const char c : text) (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) ? (out += '\\') += std::to_string(int{c}) : out += c;
    return out + "\"";
  };
  try {
    relata::Diagnostics diagnostics;
    relata::read_quads(argv[1], [&](const relata::QuadView& q) {
      const auto blank = [](std::string_view iri) { return iri.starts_with("_:") ? std::string("_") : std::string(iri); };
      std::cout << blank(q.subject.value) << '\t' << q.predicate.value << '\t';
      if (q.object.is_literal) std::cout << quoted(q.object.value) << '^' << q.object.datatype << '@' << q.object.language;
      else std::cout << blank(q.object.value);
      std::cout << '\t' << blank(q.graph) << '\n';
    }, diagnostics);
    return 0;
  } catch (const relata::Error& refused) {
    std::cerr << refused.what() << '\n';
    return 1;
  }
}
