// CoNLL-U read and written: texts rebuilt from words, and documents that come back as they were.
#include <relata/text/conllu.hpp>
#include <relata/text/segmenter.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

/// "1 The _ DET" to a row of ten columns, the missing ones "_"; ".n" at the end of the id line: SpaceAfter=No.
std::string row(const std::string& id, const std::string& form, bool spaced = true, const std::string& head = "_", const std::string& deprel = "_") {
  return id + "\t" + form + "\t_\t_\t_\t_\t" + head + "\t" + deprel + "\t_\t" + (spaced ? "_" : "SpaceAfter=No") + "\n";
}

std::vector<Document> read(const std::string& text) {
  ConlluParser parser("a.conllu", "a");
  std::vector<Document> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (auto done = parser.feed(std::string_view(text).substr(at, end - at))) out.push_back(std::move(*done));
    at = end + 1;
  }
  if (auto last = parser.finish()) out.push_back(std::move(*last));
  return out;
}

TEST(ConlluTest, RebuildsTheText) {
  const auto check = [](const std::string& rows, const std::string& text, std::vector<std::string> tokens) {
    const std::vector<Document> documents = read(rows);
    ASSERT_EQ(documents.size(), 1u) << rows;
    EXPECT_EQ(documents[0].text, text);
    std::vector<std::string> got;
    for (const Token& token : documents[0].tokens) got.push_back(token.form + "=" + std::string(documents[0].at(token.span)));
    EXPECT_EQ(got, tokens) << rows;
    for (const Sentence& sentence : documents[0].sentences) {
      const Token& first = documents[0].tokens[sentence.first_token];
      const Token& last = documents[0].tokens[sentence.first_token + sentence.token_count - 1];
      EXPECT_EQ(sentence.span, (Span{first.span.begin, last.span.end}));
    }
  };
  check(row("1", "Ann") + row("2", "left", false) + row("3", "."), "Ann left.", {"Ann=Ann", "left=left", ".=."});
  check(row("1", "Go", false) + row("2", ".") + "\n" + row("1", "Now"), "Go. Now", {"Go=Go", ".=.", "Now=Now"});
  check(row("1", "A") + "\n# newpar\n" + row("1", "B"), "A\n\nB", {"A=A", "B=B"});
  check(row("1", "A", false) + "\n" + row("1", "B"), "AB", {"A=A", "B=B"});
  // A multiword token whose words spell it, and one whose words do not.
  check(row("1-2", "don't") + row("1", "do") + row("2", "n't") + row("3", "go"), "don't go", {"do=do", "n't=n't", "go=go"});
  check(row("1-2", "au", false) + row("1", "à") + row("2", "le") + row("3", "."), "au.", {"à=au", "le=au", ".=."});
  // Empty nodes are no words; comments, carriage returns and "_" as a word are.
  check("# a comment\r\n" + row("1", "x") + row("1.1", "gone") + row("2", "_"), "x _", {"x=x", "_=_"});
  check(row("0.1", "gone") + row("1", "x"), "x", {"x=x"});
  check(row("1", "a b") + row("2", "„ü“"), "a b „ü“", {"a b=a b", "„ü“=„ü“"});
}

TEST(ConlluTest, TakesColumnsAndDocuments) {
  const std::string rows =
      "# newdoc id = first\n# meta::title = A title\n# meta::dateCreated = 2024-03-05\n"
      "1\tRuns\trun\tVERB\tVBZ\tNumber=Sing\t0\troot\t_\t_\n\n# newdoc\n" +
      row("1", "x") + "\n# newdoc id = empty\n# newdoc\n" + row("1", "y");
  const std::vector<Document> documents = read(rows);
  ASSERT_EQ(documents.size(), 3u);
  EXPECT_EQ(documents[0].id, "first");
  EXPECT_EQ(documents[0].title, "A title");
  EXPECT_EQ(documents[0].date, "2024-03-05");
  const Token& token = documents[0].tokens.at(0);
  EXPECT_EQ(token.lemma + token.upos + token.xpos + token.feats + token.deprel, "runVERBVBZNumber=Singroot");
  EXPECT_EQ(token.head, 0u);
  EXPECT_EQ(documents[1].id, "a-2");
  EXPECT_EQ(documents[2].id, "a-3");
  EXPECT_EQ(documents[1].tokens.at(0).head, kNone);
  EXPECT_EQ(documents[1].tokens.at(0).lemma, "");
}

TEST(ConlluTest, NamesTheFault) {
  const auto check = [](const std::string& rows, const std::string& message) {
    try {
      read(rows);
      ADD_FAILURE() << rows << " was read";
    } catch (const InputError& error) {
      EXPECT_EQ(error.what(), message) << rows;
    }
  };
  check("plain words\n", "a.conllu:1: 1 column, CoNLL-U has 10; separate them by tabs");
  check(row("1", "a") + row("3", "b"), "a.conllu:2: word number 2 is wanted, found '3'");
  check(row("x", "a"), "a.conllu:1: word number 1 is wanted, found 'x'");
  check(row("1", ""), "a.conllu:1: the form (column 2) is empty");
  check(row("1", "\xFF"), "a.conllu:1: not valid UTF-8; convert the file to UTF-8");
  check(row("1", "a", true, "x"), "a.conllu:1: the head (column 7) is 'x'; a word number, 0 or _ is wanted");
  check(row("1", "a", true, "2") + "\n", "a.conllu:2: word 1 has head 2, the sentence has 1 words");
  check(row("2-3", "a"), "a.conllu:1: '2-3' is no range of words that may stand here; write it before its first word, as in 3-4");
  check(row("1-2", "a") + row("1", "a") + "\n", "a.conllu:3: the sentence ends inside the multiword token up to word 2");
}

TEST(ConlluTest, ComesBackAsItWas) {
  const auto check = [](const std::string& text) {
    Document document;
    document.id = "d";
    document.text = text;
    segment(document);
    const std::string written = write_conllu(document);
    const std::vector<Document> back = read(written);
    ASSERT_EQ(back.size(), 1u) << text;
    ASSERT_EQ(back[0].tokens.size(), document.tokens.size()) << written;
    ASSERT_EQ(back[0].sentences.size(), document.sentences.size()) << written;
    EXPECT_EQ(back[0].text, text);
    for (std::size_t i = 0; i < document.tokens.size(); ++i) {
      EXPECT_EQ(back[0].tokens[i].span, document.tokens[i].span) << written;
      EXPECT_EQ(back[0].tokens[i].form, document.tokens[i].form) << written;
    }
    EXPECT_EQ(write_conllu(back[0]), written);
  };
  check("Ann left.");
  check("\"I don't know,\" she said (twice). They can't!");
  check("Russia's co-operation with Türkiye’s “allies” cost $5m.");
  check("First paragraph.\n\nSecond one. And more.");
}

TEST(ConlluTest, WritesMultiwordTokens) {
  Document document;
  document.id = "d";
  document.text = "I don't.";
  segment(document);
  EXPECT_EQ(write_conllu(document),
            "# newdoc id = d\n# newpar\n# sent_id = d-1\n# text = I don't.\n" + row("1", "I") + row("2-3", "don't", false) + row("2", "do") +
                row("3", "n't") + row("4", ".") + "\n");
}

TEST(ConlluTest, TellsPossessivesFromQuotations) {
  const auto check = [](const std::string& text, const std::vector<std::string>& multiword) {
    Document document;
    document.text = text;
    segment(document);
    const std::string written = write_conllu(document);
    std::vector<std::string> got;
    for (std::size_t at = 0; at < written.size(); at = written.find('\n', at) + 1) {
      const std::string line = written.substr(at, written.find('\n', at) - at);
      const std::size_t tab = line.find('\t');
      if (line[0] != '#' && line.substr(0, std::min(tab, line.size())).find('-') != std::string::npos) got.push_back(line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1));
    }
    EXPECT_EQ(got, multiword) << text;
  };
  check("The voters' will and the parents’ house.", {"voters'", "parents’"});
  check("He said 'no more deals' again.", {});
  check("'No deals' was the voters' will.", {"voters'"});
  check("She read ‘The Dogs’ twice.", {});
  check("It is the voters'", {});
  check("They don't know Russia's plan.", {"don't", "Russia's"});
}

}  // namespace
}  // namespace relata
