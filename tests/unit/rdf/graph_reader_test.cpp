// What relata writes, read back: subject by subject as a stream, and the same statements in any other order.
#include <relata/core/atomic_file.hpp>
#include <relata/rdf/graph_reader.hpp>
#include <relata/core/atomic_file.hpp>
#include <relata/rdf/writer.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace relata {
namespace {

class GraphReaderTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string bytes(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
  }
  std::string write(const KnowledgeGraph& graph, const std::string& name) {
    const Format& format = *format_of_path(name);
    AtomicFile file(path(name));
    write_graph(graph, format, {Assert::kFactual, format.kind == Format::Kind::kQuads ? Claims::kGraphs : Claims::kNodes}, file, diagnostics_);
    file.commit();
    return bytes(path(name));
  }
  KnowledgeGraph read(const std::string& name) { return read_graph(path(name), diagnostics_); }
  KnowledgeGraph read_text(const std::string& name, const std::string& text) {
    std::ofstream(path(name), std::ios::binary) << text;
    return read(name);
  }

  Diagnostics diagnostics_;
  const std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("relata-graph-reader-" + std::to_string(::getpid()));
};

/// Two articles that share things, with everything a claim can have.
KnowledgeGraph sample() {
  KnowledgeGraph graph({.base = "https://example.org/kg/", .keep_text = true});
  for (const char* id : {"monday", "tuesday"}) {
    Extraction e;
    e.document = {id, "Ann met Bob \xE2\x80\x94 said Cy.", "A title", "2024-05-06", "The Paper", {}, {}};
    e.entities = {{"e1", "", "Ann", "https://example.org/o#Person", {"Annie"}, {"http://www.wikidata.org/entity/Q1"}, {}, 0.5, "ANN"},
                  {"e2", "", std::string("Bob ") + id, "https://example.org/o#Person", {}, {}, {"http://www.wikidata.org/entity/Q2"}, 1, ""},
                  {"e3", "https://example.org/cy", "Cy", "", {}, {}, {}, 0.25, ""}};
    e.mentions = {{"m1", {0, 3}, "", MentionKind::kName, 0, "", false}, {"m2", {8, 11}, "", MentionKind::kName, 1, "", false}};
    Claim met{"c1", 0, "https://example.org/p#met", std::uint32_t{1}, {{"place of it", "here"}}, Polarity::kAffirmed, Certainty::kProbable, 2, "2024-05", 0.75,
              Method::kEvent, "MEET", {}, {{0, 3}, {4, 7}}};
    Claim age{"c2", 0, "be old", Literal{"line\r\n\"x\"\\", "", "en"}, {}, Polarity::kNegated, Certainty::kAsked, kNone, "", 1, Method::kOpen, "", {}, {{8, 11}}};
    e.claims = {met, age};
    graph.add(e);
  }
  return graph;
}

TEST_F(GraphReaderTest, EveryFormGivesTheSameGraph) {
  const KnowledgeGraph graph = sample();
  const std::string wanted = write(graph, "a.nq");
  for (const char* name : {"a.nq", "b.nt", "b.ttl", "b.trig", "b.rdf"}) {
    write(graph, name);
    EXPECT_EQ(write(read(name), "again.nq"), wanted) << name;
  }
  EXPECT_TRUE(diagnostics_.empty()) << to_string(diagnostics_.front());
}

TEST_F(GraphReaderTest, OrderOfStatementsDoesNotMatter) {
  const std::string wanted = write(sample(), "a.nq");
  std::vector<std::string> lines;
  std::istringstream in(wanted);
  for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
  const auto all = [&] {
    std::string out;
    for (const std::string& line : lines) out += line;
    return out;
  };
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(write(read_text("sorted.nq", all()), "again.nq"), wanted);
  std::reverse(lines.begin(), lines.end());
  EXPECT_EQ(write(read_text("backwards.nq", all()), "again.nq"), wanted);
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    EXPECT_EQ(write(read_text("shuffled.nq", all()), "again.nq"), wanted) << round;
  }
  EXPECT_EQ(write(read_text("twice.nq", wanted + wanted), "again.nq"), wanted);
}

TEST_F(GraphReaderTest, PlainTriplesBecomeClaims) {
  const KnowledgeGraph graph = read_text("plain.nt", "<urn:x:a> <urn:x:knows> <urn:x:b> .\n<urn:x:b> <urn:x:age> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
                                                     "<urn:x:a> <urn:x:knows> <urn:x:b> .\n");
  EXPECT_EQ(graph.node_count(), 2U);
  EXPECT_EQ(graph.claim_count(), 2U);
  ASSERT_EQ(graph.attributes().size(), 1U);
  EXPECT_EQ(graph.attributes()[0].value, (Literal{"5", "http://www.w3.org/2001/XMLSchema#integer", ""}));
  EXPECT_EQ(graph.find_by_label("b").size(), 1U);
}

TEST_F(GraphReaderTest, PlainTriplesBesideClaimsAreNoFurtherClaims) {
  const std::string with = write(sample(), "a.nt");
  EXPECT_EQ(read_text("more.nt", "<urn:x:a> <urn:x:knows> <urn:x:b> .\n" + with).claim_count(), sample().claim_count());
  EXPECT_EQ(read_text("more.nt", with + "<urn:x:a> <urn:x:knows> <urn:x:b> .\n").claim_count(), sample().claim_count());
}

TEST_F(GraphReaderTest, BrokenClaimsAreTold) {
  read_text("broken.ttl", "@prefix rel: <https://relata.dev/ontology/core#> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
                          "<urn:x:c> a rel:Claim ; rdf:subject <urn:x:a> .\n<urn:x:d> a rel:Claim ; rdf:subject <urn:x:a> ; rdf:predicate <urn:x:p> ; rdf:object 5 ; rel:polarity \"maybe\" .\n"
                          "<urn:x:e> a rel:Evidence .\n");
  std::vector<std::string> told;
  for (const Diagnostic& d : diagnostics_) told.push_back(to_string(d));
  ASSERT_EQ(told.size(), 3U);
  std::sort(told.begin(), told.end());
  EXPECT_NE(told[0].find("<urn:x:c> is a claim without subject, predicate or object"), std::string::npos) << told[0];
  EXPECT_NE(told[1].find("<urn:x:d> has \"maybe\""), std::string::npos) << told[1];
  EXPECT_NE(told[2].find("<urn:x:e> is evidence of no article"), std::string::npos) << told[2];
}

TEST_F(GraphReaderTest, ErrorsOfLongNQuadsNameTheirLine) {
  std::string text;
  constexpr int kLines = 40000;  // several of the reader's parts
  for (int i = 0; i < kLines; ++i) text += "<urn:x:a" + std::to_string(i) + "> <urn:x:p> \"some words that fill a line\" <urn:x:g> .\n";
  EXPECT_EQ(read_text("long.nq", text).claim_count(), static_cast<std::size_t>(kLines));
  text += "<urn:x:a> <urn:x:p> oops .\n";
  try {
    read_text("long.nq", text);
    FAIL() << "read";
  } catch (const RdfError& error) {
    EXPECT_NE(std::string(error.what()).find("long.nq:40001:"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace relata
