// The sentences around evidence, in code points.
#include <relata/html/sentence_texts.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

/// Sentences are what `|` parts.
Document document_of(std::string id, const std::string& parted) {
  Document document;
  document.id = std::move(id);
  std::uint32_t begin = 0;
  for (const char c : parted + "|") {
    if (c != '|') {
      document.text += c;
      continue;
    }
    const auto end = static_cast<std::uint32_t>(document.text.size());
    document.sentences.push_back({{begin, end}});
    document.text += ' ';
    begin = end + 1;
  }
  document.text.pop_back();
  return document;
}

TEST(SentenceTexts, AreThoseThatTheEvidenceTouches) {
  SentenceTexts texts;
  texts.add(document_of("d", "Zoë spoke.|Paris listened.|Rome slept."));
  const auto check = [&](std::uint32_t begin, std::uint32_t end, const char* quote, std::uint32_t expected_begin, const char* expected) {
    SCOPED_TRACE(quote);
    const auto stretch = texts.around("d", begin, end, quote);
    ASSERT_TRUE(stretch);
    EXPECT_EQ(stretch->begin, expected_begin);
    EXPECT_EQ(stretch->text, expected);
  };
  check(0, 3, "Zoë", 0, "Zoë spoke.");
  check(11, 16, "Paris", 11, "Paris listened.");
  check(17, 31, "listened. Rome", 11, "Paris listened. Rome slept.");
  check(0, 38, "Zoë spoke. Paris listened. Rome slept.", 0, "Zoë spoke. Paris listened. Rome slept.");
}

TEST(SentenceTexts, EvidenceBetweenSentencesStandsForItself) {
  Document document;
  document.id = "d";
  document.text = "HEADLINE One. Two.";
  document.sentences = {{{9, 13}}, {{14, 18}}};
  SentenceTexts texts;
  texts.add(document);
  EXPECT_EQ(texts.around("d", 0, 8, "HEADLINE")->text, "HEADLINE");
}

TEST(SentenceTexts, NothingWhereTheTextIsAnotherOne) {
  SentenceTexts texts;
  texts.add(document_of("d", "Zoë spoke."));
  EXPECT_FALSE(texts.around("other", 0, 3, "Zoë"));
  EXPECT_FALSE(texts.around("d", 0, 3, "Zoe"));
  EXPECT_FALSE(texts.around("d", 4, 11, "spoke."));
  EXPECT_FALSE(texts.around("d", 3, 3, ""));
  EXPECT_FALSE(texts.around("d", 9, 4, ""));
  texts.add(document_of("d", "Ann spoke."));
  EXPECT_FALSE(texts.around("d", 0, 3, "Zoë")) << "the later text counts";
  EXPECT_EQ(texts.around("d", 0, 3, "Ann")->text, "Ann spoke.");
}

}  // namespace
}  // namespace relata
