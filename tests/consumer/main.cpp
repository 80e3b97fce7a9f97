// A program of somebody else: consumer SHARE reads a sentence with the installed library and prints its triples.
#include <relata/relata.hpp>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string share = argv[1];
  relata::Diagnostics diagnostics;
  const relata::Contract ontology(relata::read_ontology({share + "/core.ttl", share + "/news.ttl"}, diagnostics));
  const relata::KnowledgeBase knowledge = relata::KnowledgeBase::open(share + "/knowledge.bin");
  relata::Extraction extraction;
  extraction.document.id = "article";
  extraction.document.text = "French President Emmanuel Macron met with German Chancellor Olaf Scholz.";
  const relata::LanguageModel model(share + "/relata-en-v2");
  relata::Pipeline(ontology, knowledge, model).run(extraction, diagnostics);
  relata::KnowledgeGraph graph;
  graph.add(extraction);
  relata::AtomicFile out("-");
  relata::write_graph(graph, *relata::find_format("ntriples"), {relata::Assert::kFactual, relata::Claims::kNone}, out, diagnostics);
  out.commit();
  return diagnostics.empty() && boost::num_edges(graph.boost()) > 0 ? 0 : 1;
}
