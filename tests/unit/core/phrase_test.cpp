#include <relata/core/phrase.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

/// "A big dog barked. It ran" with trees.
Document dog() {
  Document document;
  document.text = "A big dog barked. It ran";
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t head) {
    Token token;
    token.span = {begin, end};
    token.form = document.text.substr(begin, end - begin);
    token.head = head;
    document.tokens.push_back(token);
  };
  add(0, 1, 3), add(2, 5, 3), add(6, 9, 4), add(10, 16, 0), add(16, 17, 4);
  add(18, 20, 2), add(21, 24, 0);
  document.sentences = {{{0, 17}, 0, 5}, {{18, 24}, 5, 2}};
  return document;
}

TEST(Phrase, FindsTheTokensOfASpan) {
  const Document document = dog();
  EXPECT_EQ(tokens_in(document, {0, 9}), (TokenRange{0, 3}));
  EXPECT_EQ(tokens_in(document, {18, 24}), (TokenRange{5, 7}));
  const TokenRange inside_a_word = tokens_in(document, {7, 8});
  EXPECT_EQ(inside_a_word.first, inside_a_word.end);
}

TEST(Phrase, ItsHeadIsWhatHangsOutside) {
  Document document = dog();
  EXPECT_EQ(head_token(document, {0, 3}), 2U);
  EXPECT_EQ(head_token(document, {0, 5}), 3U);
  EXPECT_EQ(head_token(document, {5, 6}), 5U);
  for (Token& token : document.tokens) token.head = kNone;
  EXPECT_EQ(head_token(document, {0, 3}), 2U) << "the last word, without a tree";
}

TEST(Phrase, GovernorsAreFoundAcrossSentences) {
  const Document document = dog();
  EXPECT_EQ(governor(document, 0), 2U);
  EXPECT_EQ(governor(document, 5), 6U);
  EXPECT_EQ(governor(document, 6), kNone);
  EXPECT_EQ(sentence_of(document, 6), 1U);
}

}  // namespace
}  // namespace relata
