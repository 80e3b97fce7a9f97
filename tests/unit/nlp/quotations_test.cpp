#include <relata/nlp/quotations.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace relata {
namespace {

/// Words parted by blanks, each "form" or "form/head/deprel"; a line is a sentence.
Document document_of(const std::string& lines) {
  Document document;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    Sentence sentence;
    sentence.first_token = static_cast<std::uint32_t>(document.tokens.size());
    std::istringstream words(line);
    for (std::string word; words >> word; ++sentence.token_count) {
      Token token;
      std::istringstream parts(word);
      std::string head;
      std::getline(parts, token.form, '/');
      if (std::getline(parts, head, '/')) token.head = static_cast<std::uint32_t>(std::stoul(head));
      std::getline(parts, token.deprel, '/');
      token.span.begin = static_cast<std::uint32_t>(document.text.size());
      document.text += token.form;
      token.span.end = static_cast<std::uint32_t>(document.text.size());
      document.text += ' ';
      document.tokens.push_back(token);
    }
    if (sentence.token_count > 0)
      sentence.span = {document.tokens[sentence.first_token].span.begin, document.tokens.back().span.end}, document.sentences.push_back(sentence);
    document.text.back() = '\n';
    if (line.empty()) document.text += '\n';
  }
  return document;
}

std::string found(const Document& document) {
  std::string out;
  for (const Quotation& q : find_quotations(document)) out += std::to_string(q.first) + "-" + std::to_string(q.end) + ' ';
  return out;
}

TEST(Quotations, MarksOpenAndClose) {
  EXPECT_EQ(found(document_of("“ Yes , ” she said . “ No . ”")), "0-4 7-11 ");
  EXPECT_EQ(found(document_of("\" Yes , \" she said . \" No . \"")), "0-4 7-11 ");
  EXPECT_EQ(found(document_of("`` Yes '' and ''")), "0-3 ");
  EXPECT_EQ(found(document_of("no marks at all")), "");
}

TEST(Quotations, ParagraphsThatOpenAnewGoOn) {
  EXPECT_EQ(found(document_of("“ One .\n“ Two . ”")), "0-7 ") << "no empty line between";
  EXPECT_EQ(found(document_of("“ One .\n\n“ Two . ”")), "0-3 3-7 ");
  EXPECT_TRUE(find_quotations(document_of("“ One .\n\n“ Two . ”"))[0].open) << "the mark is missing at the end of a paragraph of a longer speech";
  EXPECT_EQ(found(document_of("\" One .\n\" Two . \"")), "0-7 ") << "a straight mark at the begin of a line does not close";
}

TEST(Quotations, TurnsOfATranscript) {
  EXPECT_EQ(found(document_of("ROE : Is it old ?\nMOSS : It is .")), "2-6 8-11 ");
  EXPECT_EQ(found(document_of("ROE : It is old .")), "") << "once is a headline";
  EXPECT_EQ(found(document_of("Roe : Is it old ?\nMoss : It is .")), "") << "two headlines";
  EXPECT_EQ(found(document_of("Roe : Why ?\nMoss : So .\nRoe : Oh ?\nMoss : Yes .")), "2-4 6-8 10-12 14-16 ");
  EXPECT_EQ(found(document_of("UPDATE : It is old .\nUPDATE : It has closed .")), "");
  EXPECT_EQ(found(document_of("ROE : “ It is old . ”\nMOSS : It is .")), "2-8 10-13 ") << "the marks hold";
}

TEST(Quotations, AStrayMarkSwallowsNothing) {
  std::string text = "\" ";
  for (int i = 0; i < 1000; ++i) text += "word ";
  EXPECT_EQ(found(document_of(text)), "");
}

TEST(Quotations, ParagraphsBehindWhoSaidSoHaveNoMarks) {
  EXPECT_EQ(found(document_of("The minister left .\n\nMr Roe said :\n\nWe are glad .\n\nIt is late .\n\nRoe left .\n")), "8-16 ");
  EXPECT_EQ(found(document_of("Mr Roe said :\n\n“ We are glad . ”\n\nIt is late .\n")), "4-10 ");
  EXPECT_EQ(found(document_of("Mr Roe left :\n\nWe are glad .\n")), "");
}

}  // namespace
}  // namespace relata
