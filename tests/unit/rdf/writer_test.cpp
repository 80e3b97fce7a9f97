// What RDF serializers change or lose without a word (raptor 2.0, librdf 1.0): each defect a row. Either the statement is
// read back exactly from every form, or it is left out, counted and told.
#include <relata/core/atomic_file.hpp>
#include <relata/rdf/quad_reader.hpp>
#include <relata/core/atomic_file.hpp>
#include <relata/rdf/writer.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <set>

namespace relata {
namespace {

const std::string kSubject = "https://example.org/s", kPredicate = "https://example.org/p";
std::string xsd(std::string_view name) { return std::string(ns::kXsd) + std::string(name); }

class WriterTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// The statements of `predicate` that come back, as "object", "object|datatype" or "object|@language".
  std::set<std::string> written(const KnowledgeGraph& graph, const std::string& form, const std::string& predicate, WriteReport& report) {
    const std::string path = (folder_ / ("graph." + form)).string();
    AtomicFile file(path);
    const RdfOptions options{Assert::kFactual, Claims::kNone};
    report = write_graph(graph, *find_format(form), options, file, diagnostics_);
    file.commit();
    std::set<std::string> found;
    read_quads(path, [&](const QuadView& q) {
      if (q.predicate.value != predicate) return;
      std::string text(q.object.value);
      if (!q.object.datatype.empty()) text += "|" + std::string(q.object.datatype);
      if (!q.object.language.empty()) text += "|@" + std::string(q.object.language);
      found.insert(text);
    }, diagnostics_);
    return found;
  }

  Diagnostics diagnostics_;
  const std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("relata-writer-" + std::to_string(::getpid()));
};

KnowledgeGraph graph_of(const Literal& value, const std::string& predicate) {
  KnowledgeGraph graph;
  Node node;
  node.iri = kSubject;
  Statement statement;
  set_key(statement, {predicate, value.value, value.datatype, value.language});
  statement.predicate = graph.add_predicate(predicate);
  graph.add_attribute({static_cast<std::uint32_t>(graph.add_node(node)), value, statement});
  return graph;
}

constexpr const char* kForms[] = {"ttl", "nt", "nq", "trig", "rdf"};

TEST_F(WriterTest, ValidLiteralsComeBackAsTheyWere) {
  const std::pair<const char*, Literal> table[] = {
      {"a double is written as a bare decimal", {"0.639", xsd("double"), ""}},
      {"INF is no Turtle number", {"INF", xsd("double"), ""}},
      {"NaN is no Turtle number", {"NaN", xsd("float"), ""}},
      {"a double with exponent", {"1.5E-3", xsd("double"), ""}},
      {"a decimal keeps its zeros", {"5.0", xsd("decimal"), ""}},
      {"a decimal without digits before the dot", {".5", xsd("decimal"), ""}},
      {"an integer with a sign", {"+5", xsd("integer"), ""}},
      {"a date", {"2020-02-29", xsd("date"), ""}},
      {"a carriage return without a line feed", {"a\rb", "", ""}},
      {"line ends, tabs and quotes", {"a\n\t\"b\" '''c''' \"\"\"d", "", ""}},
      {"a backslash at the end", {"a\\", "", ""}},
      {"a quote at the end", {"a\"", "", ""}},
      {"no text", {"", "", ""}},
      {"a language with region", {"Gr\xC3\xBC\xC3\x9F Gott", "", "de-AT"}},
      {"characters outside the BMP", {"\xF0\x9F\x98\x80", "", ""}},
      {"what looks like an IRI", {"<https://example.org/>", "", ""}},
      {"a datatype of one's own", {"x y", "https://example.org/type", ""}},
      {"a long text", {std::string(200000, 'x'), "", ""}},
  };
  for (const auto& [what, literal] : table)
    for (const char* form : kForms) {
      WriteReport report;
      // raptor writes and reads language tags in lower case, which RDF 1.1 takes for the same tag.
      const std::string language = form == std::string("rdf") && literal.language == "de-AT" ? "de-at" : literal.language;
      const std::string wanted = literal.value + (literal.datatype.empty() ? "" : "|" + literal.datatype) + (language.empty() ? "" : "|@" + language);
      const auto found = written(graph_of(literal, kPredicate), form, kPredicate, report);
      EXPECT_EQ(found, std::set{wanted}) << what << " in " << form;
      EXPECT_EQ(report.left_out, 0U) << what << " in " << form;
    }
  // The one value that is written in its canonical form.
  for (const char* form : kForms) {
    WriteReport report;
    EXPECT_EQ(written(graph_of({"1", xsd("boolean"), ""}, kPredicate), form, kPredicate, report), std::set{"true|" + xsd("boolean")}) << form;
  }
}

TEST_F(WriterTest, WhatRdfCannotHoldIsLeftOutAndTold) {
  struct Row {
    const char* what;
    Literal literal;
    std::string predicate;
  };
  const Row table[] = {
      {"NUL cuts the text", {std::string("a\0b", 3), "", ""}, kPredicate},
      {"invalid UTF-8 cuts the text", {"a\xFFz", "", ""}, kPredicate},
      {"half a surrogate pair", {"a\xED\xA0\x80z", "", ""}, kPredicate},
      {"U+FFFF cuts the text", {"a\xEF\xBF\xBFz", "", ""}, kPredicate},
      {"\"5.\" is no decimal", {"5.", xsd("decimal"), ""}, kPredicate},
      {"a word is no double", {"much", xsd("double"), ""}, kPredicate},
      {"a language tag that is none", {"a", "", "e n"}, kPredicate},
      {"a relative datatype", {"a", "type", ""}, kPredicate},
      {"a relative predicate", {"a", "", ""}, "p"},
      {"a space in an IRI", {"a", "", ""}, "https://example.org/a b"},
      {"a bracket in an IRI", {"a", "", ""}, "https://example.org/a>b"},
      {"a control character in an IRI", {"a", "", ""}, "https://example.org/a\x01"},
  };
  for (const Row& row : table)
    for (const char* form : kForms) {
      diagnostics_.clear();
      WriteReport report;
      EXPECT_TRUE(written(graph_of(row.literal, row.predicate), form, row.predicate, report).empty()) << row.what << " in " << form;
      EXPECT_EQ(report.left_out, 1U) << row.what << " in " << form;
      EXPECT_EQ(diagnostics_.size(), 1U) << row.what << " in " << form;
    }
}

TEST_F(WriterTest, CyclesAndNamesStay) {
  KnowledgeGraph graph;
  const auto node = [&](const std::string& iri) {
    Node out;
    out.iri = iri;
    return graph.add_node(out);
  };
  // Raptor drops cycles and joins labels such as a.b and a-b; a local name that ends in a full stop is invalid Turtle.
  const std::string names[] = {"https://example.org/a.b", "https://example.org/a-b", "https://example.org/a.", "https://example.org/"};
  std::set<std::string> wanted;
  for (const std::string& from : names)
    for (const std::string& to : names) {
      Statement statement;
      set_key(statement, {from, to});
      statement.predicate = graph.add_predicate(kPredicate);
      graph.add_claim(node(from), node(to), statement);
      wanted.insert(to);
    }
  for (const char* form : kForms) {
    WriteReport report;
    EXPECT_EQ(written(graph, form, kPredicate, report), wanted) << form;
    EXPECT_EQ(report.written, std::size(names) * std::size(names)) << form;
  }
}

TEST_F(WriterTest, WhatXmlCannotSayIsTold) {
  WriteReport report;
  EXPECT_TRUE(written(graph_of({"a", "", ""}, "https://example.org/1"), "rdf", "https://example.org/1", report).empty());
  EXPECT_EQ(report.left_out, 1U);
  ASSERT_EQ(diagnostics_.size(), 1U);
  EXPECT_NE(to_string(diagnostics_[0]).find("cannot be said in rdfxml"), std::string::npos) << to_string(diagnostics_[0]);
}

TEST_F(WriterTest, FullDiskIsToldWhileWriting) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  for (const char* form : kForms) {
    EXPECT_THROW({
      AtomicFile file("/dev/full");
      write_graph(graph_of({std::string(100000, 'x'), "", ""}, kPredicate), *find_format(form), {Assert::kFactual, Claims::kNone}, file, diagnostics_);
      file.commit();
    }, InputError) << form;
  }
}

}  // namespace
}  // namespace relata
