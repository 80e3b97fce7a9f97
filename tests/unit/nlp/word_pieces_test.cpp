// Words to pieces by a tiny vocabulary, and the shapes of words.
#include <relata/nlp/word_pieces.hpp>

#include <relata/core/error.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

namespace relata {
namespace {

constexpr std::string_view kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\nrun\n##ning\nrunning\n,\n-\n'\n#\n=\ncafe\nstrasse\nß\n中\n文\n1\n##9\n##99\n…\n##s\na\n##a\n$\n가\n각\n"
    "\u1100\u1161\n##\u11A8\nσ\n##ας\n##ασ\n।\n";

TEST(WordPieces, TakesTheLongestPieces) {
  const WordPieces pieces(kVocabulary);
  const auto check = [&](std::string_view word, const std::vector<std::string>& wanted) {
    std::vector<std::int32_t> ids{-7}, expected{-7};  // what is there already stays
    pieces.append(word, ids);
    for (const std::string& piece : wanted) {
      ASSERT_GE(pieces.id_of(piece), 0) << piece;
      expected.push_back(pieces.id_of(piece));
    }
    EXPECT_EQ(ids, expected) << word;
  };
  check("running", {"running"});
  check("RUNNING", {"running"});
  check("runs", {"run", "##s"});
  check("unaffable", {"un", "##aff", "##able"});
  check("unaffably", {"[UNK]"});  // one unknown part and the word is unknown
  check("1999", {"1", "##99", "##9"});
  check("run-running", {"run", "-", "running"});
  check("xyz-run", {"[UNK]", "-", "run"});
  check("run'x", {"run", "'", "[UNK]"});
  check("", {"[UNK]"});
  check(" ", {"[UNK]"});
  check("\u0301", {"[UNK]"});
  check("a run", {"a", "run"});
  check("a\u00A0run", {"a", "run"});
  check("Café", {"cafe"});
  check("cafe\u0301", {"cafe"});
  check("ca\u200Dfe\xFF", {"cafe"});  // joiners, controls and broken bytes go
  check(std::string_view("ru\0n", 4), {"run"});
  check("ru\x01n\uFFFD", {"run"});
  check("straße", {"[UNK]"});  // ß is a small letter of its own
  check("ẞ", {"ß"});
  check("中文", {"中", "文"});
  check("a中a", {"a", "中", "a"});
  check("≠", {"="});
  check("a≠a", {"a", "=", "a"});
  check("$1", {"$", "1"});
  check("##s", {"#", "#", "[UNK]"});
  check("[UNK]", {"[UNK]", "[UNK]", "[UNK]"});
  check("각", {"\u1100\u1161", "##\u11A8"});
  check("ΣΑΣ", {"σ", "##ασ"});  // letter by letter: no final sigma
  check("a।", {"a", "।"});
  check("aaaaaaaaaaaaaaaaaaaa", {"a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a", "##a"});
  check(",,,,,,,,,,,,,,,,,,,,", std::vector<std::string>(16, ","));
  check(std::string(101, 'a'), {"[UNK]"});
}

TEST(WordPieces, ReadsItsVocabulary) {
  EXPECT_EQ(WordPieces("[UNK]\r\nab\r\n").id_of("ab"), 1);
  EXPECT_EQ(WordPieces("[UNK]\n\nab").size(), 3u);
  EXPECT_EQ(WordPieces("[UNK]\n\nab").id_of("a"), -1);
  EXPECT_THROW(WordPieces(""), ModelError);
  EXPECT_THROW(WordPieces("a\nb\n"), ModelError);
}

TEST(WordPieces, TakesAnyBytes) {
  const WordPieces pieces(kVocabulary);
  std::mt19937 random(5);
  std::vector<std::int32_t> ids;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 40, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % 256);
    ids.clear();
    pieces.append(bytes, ids);
    ASSERT_GE(ids.size(), 1u);
    ASSERT_LE(ids.size(), WordPieces::kMostPieces);
    for (const std::int32_t id : ids) ASSERT_LT(static_cast<std::size_t>(id), pieces.size());
  }
}

TEST(WordPieces, TakesLinearTime) {
  const WordPieces pieces(kVocabulary);
  for (const std::string_view part : {"a", "é", " ", "\u0301", "\x01"}) {
    std::string word;
    while (word.size() < 4000000) word += part;
    std::vector<std::int32_t> ids;
    const auto begin = std::chrono::steady_clock::now();
    pieces.append(word, ids);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << part;
  }
}

TEST(WordShape, GoesByTheLetters) {
  const auto check = [](std::string_view word, int shape) { EXPECT_EQ(word_shape(word), shape) << word; };
  check("talks", kShapeLower);
  check("a", kShapeLower);
  check("é", kShapeLower);
  check("中文", kShapeLower);
  check("co-op2", kShapeLower);
  check("Talks", kShapeTitle);
  check("Éa", kShapeTitle);
  check("O'brien", kShapeTitle);
  check("NATO", kShapeUpper);
  check("F-16A", kShapeUpper);
  check("A", kShapeOneCapital);
  check("A.", kShapeOneCapital);
  check("F-16", kShapeOneCapital);
  check("McDonald", kShapeMixed);
  check("iPhone", kShapeMixed);
  check("NATOs", kShapeMixed);
  check("1,000", kShapeNumber);
  check("٣", kShapeNumber);
  check("...", kShapeMark);
  check("😀", kShapeMark);
  check("", kShapeMark);
  check("\xFF", kShapeMark);
}

}  // namespace
}  // namespace relata
