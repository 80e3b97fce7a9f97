#include <relata/store/graph_store.hpp>

namespace relata {

std::string ProtocolStore::address(const std::string& graph) const {
  return graph.empty() ? with_parameter(url_, "default", {}) : with_parameter(url_, "graph", graph);
}

void ProtocolStore::write(std::span<const GraphTriples> graphs) {
  // N-Triples is Turtle, which every graph store must take; N-Triples by its own name some do not.
  for (const GraphTriples& g : graphs) endpoint_.send({g.replaces ? "PUT" : "POST", address(g.graph), "text/turtle", g.ntriples});
}

bool ProtocolStore::remove(const std::string& graph) {
  constexpr long kNotFound = 404;
  return endpoint_.send({"DELETE", address(graph)}, kNotFound) != kNotFound;
}

void UpdateStore::update(std::string_view request) { endpoint_.send({"POST", url_, "application/sparql-update", request}); }

void UpdateStore::write(std::span<const GraphTriples> graphs) {
  std::string request;
  std::uint64_t statements = 0;
  for (const GraphTriples& g : graphs) {
    const std::string name = g.graph.empty() ? "DEFAULT" : "GRAPH <" + g.graph + ">";
    if (g.replaces) request += "DROP SILENT " + name + " ;\n";
    for (std::string_view left = g.ntriples; !left.empty();) {
      if (statements == most_) {
        update(request);
        request.clear();
        statements = 0;
      }
      std::size_t end = 0;
      for (; statements < most_ && end < left.size(); ++statements) end = left.find('\n', end) + 1;  // N-Triples as SPARQL reads it, too
      request += g.graph.empty() ? "INSERT DATA {\n" : "INSERT DATA { " + name + " {\n";
      request += left.substr(0, end);
      request += g.graph.empty() ? "} ;\n" : "} } ;\n";
      left.remove_prefix(end);
    }
  }
  if (!request.empty()) update(request);
}

bool UpdateStore::remove(const std::string& graph) {
  update("DROP SILENT GRAPH <" + graph + ">");
  return true;
}

}  // namespace relata
