// A graph cut by documents: all pieces together are the graph, and what only one document says is in its graph alone.
#include <relata/store/document_graphs.hpp>

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

namespace relata {
namespace {

constexpr const char* kDoc = "https://relata.dev/doc/";
using Graphs = std::map<std::string, std::set<std::string>>;

Graphs cut_of(const KnowledgeGraph& graph, CutOptions options = {}) {
  Graphs out;
  Diagnostics diagnostics;
  cut(graph, options, [&](GraphTriples&& piece) {
    std::istringstream lines(piece.ntriples);
    std::set<std::string>& to = out[piece.graph];
    std::uint64_t statements = 0;
    for (std::string line; std::getline(lines, line); ++statements) to.insert(line);
    EXPECT_EQ(statements, piece.statements);
    EXPECT_EQ(piece.replaces, piece.graph != options.rest);
  }, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return out;
}

/// The whole graph as statements without their graphs.
std::set<std::string> all_of(const KnowledgeGraph& graph) {
  StringSink sink;
  Diagnostics diagnostics;
  write_graph(graph, *find_format("ntriples"), {Assert::kFactual, Claims::kNodes}, sink, diagnostics);
  std::istringstream lines(sink.take());
  std::set<std::string> out;
  for (std::string line; std::getline(lines, line);) out.insert(line);
  return out;
}

std::set<std::string> united(const Graphs& graphs) {
  std::set<std::string> out;
  for (const auto& [name, statements] : graphs) out.insert(statements.begin(), statements.end());
  return out;
}

/// Ann, as a document calls her, knows Bob and has an age; `alias` and `item` are what only this document may know.
Extraction report(const std::string& id, const std::string& alias, const std::string& item) {
  Extraction e;
  e.document.id = id;
  e.document.text = "Ann knows Bob.";
  e.entities = {{"a", "https://example.org/ann", "Ann", "https://example.org/o#Person", {}, {}, {}, 0.75, ""},
                {"b", "https://example.org/bob", "Bob", "https://example.org/o#Person", {}, {}, {}, 1, ""}};
  if (!alias.empty()) e.entities[0].aliases = {alias};
  if (!item.empty()) e.entities[0].same_as = {item};
  e.mentions = {{"m", {0, 3}, "", MentionKind::kName, 0, "", false}};
  Claim knows;
  knows.id = "c";
  knows.subject = 0;
  knows.predicate = "https://example.org/p#knows";
  knows.object = std::uint32_t{1};
  knows.evidence = {{0, 13}};
  e.claims = {knows};
  return e;
}

bool holds(const Graphs& graphs, const std::string& document, const std::string& words) {
  for (const std::string& line : graphs.at(kDoc + document))
    if (line.find(words) != std::string::npos) return true;
  return false;
}

TEST(DocumentGraphs, TogetherAreTheGraph) {
  KnowledgeGraph graph;
  for (const auto& [id, alias, item] : {std::tuple("monday", "Annie", "https://example.org/item"), std::tuple("tuesday", "", ""), std::tuple("friday", "Annie", "")})
    graph.add(report(id, alias, item));
  const Graphs graphs = cut_of(graph);
  EXPECT_EQ(graphs.size(), 3U);
  EXPECT_EQ(united(graphs), all_of(graph));
  for (const std::string document : {"monday", "tuesday", "friday"}) {
    EXPECT_TRUE(holds(graphs, document, "\"Ann\""));
    EXPECT_EQ(holds(graphs, document, "\"Annie\""), document != "tuesday") << document;
    EXPECT_EQ(holds(graphs, document, "example.org/item"), document == "monday") << document;
    EXPECT_TRUE(holds(graphs, document, "<https://example.org/p#knows>"));
    for (const std::string other : {"monday", "tuesday", "friday"}) EXPECT_EQ(holds(graphs, document, "doc/" + other), other == document);
  }
}

TEST(DocumentGraphs, ADocumentsGraphIsThatOfTheGraphWithoutTheOthers) {
  KnowledgeGraph graph;
  graph.add(report("monday", "Annie", "https://example.org/item"));
  graph.add(report("tuesday", "Ann L.", ""));
  const Graphs graphs = cut_of(graph);
  const Graphs alone = cut_of(graph.without({*graph.find_source(kDoc + std::string("monday"))}));
  for (const std::string& line : alone.at(kDoc + std::string("tuesday"))) EXPECT_TRUE(graphs.at(kDoc + std::string("tuesday")).contains(line)) << line;
}

TEST(DocumentGraphs, WhatNoDocumentSaysIsAddedInPieces) {
  KnowledgeGraph graph;
  for (int i = 0; i < 5; ++i) {
    Node node;
    node.iri = "https://example.org/n" + std::to_string(i);
    node.label = "N";
    graph.add_node(node);
  }
  std::size_t pieces = 0;
  Diagnostics diagnostics;
  CutOptions options;
  options.piece = 4;
  options.rest = "https://example.org/rest";
  const WriteReport report = cut(graph, options, [&](GraphTriples&& piece) {
    ++pieces;
    EXPECT_LE(piece.statements, 4U);
    EXPECT_EQ(piece.graph, options.rest);
  }, diagnostics);
  EXPECT_EQ(pieces, (report.written + 3) / 4);
  EXPECT_EQ(united(cut_of(graph, options)), all_of(graph));
}

}  // namespace
}  // namespace relata
