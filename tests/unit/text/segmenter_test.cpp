// Sentences and tokens: tables of the hard places, and properties that hold for any bytes.
#include <relata/text/segmenter.hpp>

#include <relata/core/utf8.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <random>

namespace relata {
namespace {

Document segmented(std::string text) {
  Document document;
  document.text = std::move(text);
  segment(document);
  return document;
}

TEST(SegmenterTest, EndsSentences) {
  const auto check = [](const std::string& text, const std::vector<std::string>& sentences) {
    const Document document = segmented(text);
    std::vector<std::string> got;
    for (const Sentence& sentence : document.sentences) got.emplace_back(document.at(sentence.span));
    EXPECT_EQ(got, sentences) << text;
  };
  check("", {});
  check(" \n\t ", {});
  check("One", {"One"});
  check("DAR ES SALAAM - A ferry sank.", {"DAR ES SALAAM -", "A ferry sank."});
  check("NEWS - A FIRE", {"NEWS - A FIRE"});
  check("One. Two! Three? Four", {"One.", "Two!", "Three?", "Four"});
  check("Mr. Smith met Dr. Jones. They left.", {"Mr. Smith met Dr. Jones.", "They left."});
  check("She called Hun Sen. The court heard of it.", {"She called Hun Sen.", "The court heard of it."});
  check("He lives in the U.S. The house is big.", {"He lives in the U.S.", "The house is big."});
  check("The U.S. Army met at 5 p.m. on Jan. 5.", {"The U.S. Army met at 5 p.m. on Jan. 5."});
  check("It paid $4.5 million, i.e. less.", {"It paid $4.5 million, i.e. less."});
  check("Acme Inc. bought Foo Ltd. in May.", {"Acme Inc. bought Foo Ltd. in May."});
  check("OSLO, May 3 (Agency) - The navy sold a ship.", {"OSLO, May 3 (Agency) -", "The navy sold a ship."});
  check("NEW YORK — Stocks fell.", {"NEW YORK —", "Stocks fell."});
  check("Lagos, Nigeria - Nigeria's bank met.", {"Lagos, Nigeria -", "Nigeria's bank met."});
  check("Lagos, Nigeria - Where People Meet - is a book.", {"Lagos, Nigeria - Where People Meet - is a book."});
  check("US - China talks failed.", {"US - China talks failed."});
  check("The fleet (Oslo) - a navy - left.", {"The fleet (Oslo) - a navy - left."});
  check("“We will go.” He left.", {"“We will go.”", "He left."});
  check("\"We will go,\" he said. \"Now.\"", {"\"We will go,\" he said.", "\"Now.\""});
  check("\"Will they come?\" she asked.", {"\"Will they come?\" she asked."});
  check("He left (at last). She stayed.", {"He left (at last).", "She stayed."});
  check("A headline\n\nThe story begins. It ends.", {"A headline", "The story begins.", "It ends."});
  check("Talks resume\r\n\r\nMinisters met.\r\n", {"Talks resume", "Ministers met."});
  check("Wait... what? Yes…", {"Wait... what?", "Yes…"});
  check("J. K. Rowling wrote it.", {"J. K. Rowling wrote it."});
  // Numbered notes behind a stop belong to the sentence before.
  check("It grew.[1][23] It fell. [4] \"So what?\" he asked.", {"It grew.[1][23]", "It fell. [4]", "\"So what?\" he asked."});
  check("It grew. [Laughter] It fell.", {"It grew.", "[Laughter] It fell."});
  check("See [4]. Then [5] was found.", {"See [4].", "Then [5] was found."});
}

TEST(SegmenterTest, PartsWords) {
  const auto check = [](const std::string& text, const std::string& tokens) {
    std::string got;
    for (const Token& token : segmented(text).tokens) got += (got.empty() ? "" : " ") + token.form;
    EXPECT_EQ(got, tokens) << text;
  };
  check("They don't know.", "They do n't know .");
  check("Russia's and Türkiye’s", "Russia 's and Türkiye ’s");
  check("(“No,” he said)", "( “ No , ” he said )");
  check("3.5 1,000 12:30", "3.5 1,000 12:30");
  check("the U.S. and Mr. X", "the U.S. and Mr. X");
  check("Hun Sen. The end, Sen. Lee", "Hun Sen . The end , Sen. Lee");
  check("see https://a.example/b?c=d, ok", "see https://a.example/b?c=d , ok");
  check("a@b.example", "a@b.example");
  check("no\u200B way", "no way");
  check("It cannot", "It can not");
  check("$5 and 20%", "$ 5 and 20 %");
  check("-5 and -5th", "-5 and - 5th");
  check("1,000 12,00,000 pages 13,14,15", "1,000 12,00,000 pages 13 , 14 , 15");
  check("al-Qaeda F-16 non-profit pre-COVID-19", "al - Qaeda F - 16 non-profit pre-COVID-19");
  check("Ann.Lee@SALES sent report-2.doc, 20.XLS", "Ann.Lee@SALES sent report-2.doc , 20.XLS");
  check("I w- went th- there, Griffin- he", "I w- went th- there , Griffin - he");
  check("'72 and the '90s", "'72 and the '90s");
  check("the 1930's, 80’s, Boeing 747's", "the 1930's , 80’s , Boeing 747 's");
  check("‘‘No’’ she said", "‘‘ No ’’ she said");
  check("on Sept. 3 and Fri. morning at Acme Inc..", "on Sept. 3 and Fri. morning at Acme Inc. .");
  check("----== ^_^ a<b $$$", "----== ^_^ a < b $$$");
}

/// What segmenter.hpp promises of every text.
void check_properties(const Document& document) {
  std::uint32_t before = 0;
  for (const Token& token : document.tokens) {
    ASSERT_LE(before, token.span.begin);
    ASSERT_LT(token.span.begin, token.span.end);
    ASSERT_LE(token.span.end, document.text.size());
    ASSERT_TRUE(is_code_point_start(document.text, token.span.begin));
    ASSERT_EQ(token.form, document.at(token.span));
    before = token.span.end;
  }
  std::uint32_t next = 0;
  for (const Sentence& sentence : document.sentences) {
    ASSERT_EQ(sentence.first_token, next);
    ASSERT_GT(sentence.token_count, 0u);
    next += sentence.token_count;
    ASSERT_LE(next, document.tokens.size());
    ASSERT_EQ(sentence.span, (Span{document.tokens[sentence.first_token].span.begin, document.tokens[next - 1].span.end}));
  }
  ASSERT_EQ(next, document.tokens.size());
}

TEST(SegmenterTest, KeepsItsPromisesOnAnyText) {
  const std::vector<std::string> parts{"The", "Mr", ".", "...", "“", "”", "\"", "'", "’s", "n't", " ", "\n", "\r\n", "\n\n", "\u200B", "\uFEFF", "😀", "👩\u200D🚀", "é", "e\u0301",
                                       "中文。", "العربية", "5", "$", "%", "-", "—", "(", ")", "http://", "@", "/", "a.b", "U.S.", "\uFFFD", "\u00A0", "\u2029"};
  std::mt19937 random(11);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (unsigned n = random() % 50; n > 0; --n) text += parts[random() % parts.size()];
    SCOPED_TRACE(text);
    ASSERT_NO_FATAL_FAILURE(check_properties(segmented(text)));
  }
}

TEST(SegmenterTest, IsTotalOnAnyBytes) {
  std::mt19937 random(13);
  for (int round = 0; round < 4000; ++round) {
    std::string bytes(random() % 80, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % 256);
    const Document document = segmented(bytes);
    for (const Token& token : document.tokens) {
      ASSERT_LT(token.span.begin, token.span.end) << ::testing::PrintToString(bytes);
      ASSERT_LE(token.span.end, bytes.size());
    }
    std::size_t replaced = 0;
    ASSERT_NO_FATAL_FAILURE(check_properties(segmented(repair_utf8(bytes, replaced))));
  }
}

TEST(SegmenterTest, TakesLinearTime) {
  const auto check = [](const std::string& about, const std::string& part) {
    std::string text;
    while (text.size() < 300000) text += part;
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_NO_FATAL_FAILURE(check_properties(segmented(text))) << about;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << about;
  };
  check("one word", "a");
  check("stops", ".");
  check("quotes", "\"");
  check("closing quotes", "”");
  check("brackets", "(");
  check("hyphens", "a-");
  check("slashes", "/a");
  check("addresses", "a@b.");
  check("spaces", " ");
  check("apostrophes", "a'");
  check("lines", "Word\n");
  check("zero width", "\u200B");
  check("abbreviations", "U.S. ");
  check("digits", "1,");
  check("groups of digits", "1,11,");
  check("notes", "[1]");
  check("strokes", "=-");
  check("dotted names", "a.b-");
  check("single quotes", "s' ");
}

}  // namespace
}  // namespace relata
