// relata-compile-knowledge OUTPUT FILES...: the Turtle files of known things, as the one file that
// relata maps at start. Runs at build time.
#include <relata/core/error.hpp>
#include <relata/rdf/knowledge_reader.hpp>

#include <iostream>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: relata-compile-knowledge OUTPUT FILE.ttl...\n";
    return 2;
  }
  try {
    relata::KnowledgeBuilder builder;
    for (int i = 2; i < argc; ++i) relata::read_knowledge(argv[i], builder);
    builder.write(argv[1]);
    std::cout << argv[1] << ": " << builder.things().size() << " things, " << builder.facts().size() << " facts\n";
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
  return 0;
}
