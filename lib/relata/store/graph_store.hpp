// RDF graphs on a server, each known by its IRI. Two protocols of SPARQL 1.1 by which a server may be spoken to. Every request
// says what is to be there in the end, so that it can be sent again after any failure: graphs hold no blank nodes.
#pragma once
#include <relata/store/endpoint.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace relata {

/// Statements of one graph.
struct GraphTriples {
  std::string graph;           ///< IRI; "" is the default graph
  std::string ntriples;        ///< N-Triples, a statement a line
  std::uint64_t statements = 0;
  bool replaces = true;        ///< what the graph held before goes; else it stays
};

class GraphStore {
 public:
  virtual ~GraphStore() = default;
  /// Writes the graphs; StoreError where the server did not confirm all of them.
  virtual void write(std::span<const GraphTriples> graphs) = 0;
  /// Takes the graph away. False if there was none, as far as the server says so. StoreError.
  virtual bool remove(const std::string& graph) = 0;
};

/// SPARQL 1.1 Graph Store HTTP Protocol (W3C 2013): PUT, POST and DELETE of a graph, a request each, which stores do as one transaction.
class ProtocolStore : public GraphStore {
 public:
  ProtocolStore(std::string url, Endpoint endpoint) : url_(std::move(url)), endpoint_(std::move(endpoint)) {}
  void write(std::span<const GraphTriples> graphs) override;
  bool remove(const std::string& graph) override;

 private:
  std::string address(const std::string& graph) const;
  std::string url_;
  Endpoint endpoint_;
};

/// SPARQL 1.1 Update (W3C 2013) by POST: many graphs a request. A graph of more than `most` statements takes several requests.
class UpdateStore : public GraphStore {
 public:
  UpdateStore(std::string url, Endpoint endpoint, std::uint64_t most) : url_(std::move(url)), endpoint_(std::move(endpoint)), most_(most) {}
  void write(std::span<const GraphTriples> graphs) override;
  bool remove(const std::string& graph) override;

 private:
  void update(std::string_view request);
  std::string url_;
  Endpoint endpoint_;
  std::uint64_t most_;
};

}  // namespace relata
