// The released model, read from models/: what it makes of plain sentences, and that no text and no damaged file upsets it.
#include <relata/nlp/language_model.hpp>

#include <relata/core/error.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <thread>

namespace relata {
namespace {

const std::filesystem::path kFolder = "models/relata-en-v2";

const LanguageModel& model() {
  static const LanguageModel loaded(kFolder);
  return loaded;
}

/// Words parted by blanks; a line is a sentence.
Document document_of(const std::string& text) {
  Document document;
  document.text = text;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t stop = std::min(text.find('\n', line), text.size());
    Sentence sentence{{static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(stop)}, static_cast<std::uint32_t>(document.tokens.size()), 0};
    for (std::size_t at = line; at < stop;) {
      const std::size_t end = std::min(text.find(' ', at), stop);
      if (end > at) {
        Token token;
        token.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        token.form = text.substr(at, end - at);
        document.tokens.push_back(token);
        ++sentence.token_count;
      }
      at = end + 1;
    }
    if (sentence.token_count > 0) document.sentences.push_back(sentence);
    line = stop + 1;
  }
  return document;
}

std::string spelled(const Document& document, const Analysis& analysis) {
  std::ostringstream out;
  for (const Sentence& s : document.sentences) out << s.first_token << '+' << s.token_count << '\n';
  for (const Token& t : document.tokens) out << t.form << '\t' << t.lemma << '\t' << t.upos << '\t' << t.feats << '\t' << t.head << '\t' << t.deprel << '\n';
  for (const NameSpan& n : analysis.names) out << n.first << '-' << n.end << ' ' << n.type << ' ' << n.confidence << '\n';
  for (const std::uint8_t type : analysis.mention_types) out << int{type} << ' ';
  return out.str();
}

/// One root a sentence, and every word reaches it.
void expect_trees(const Document& document) {
  for (const Sentence& s : document.sentences) {
    std::uint32_t roots = 0;
    for (std::uint32_t i = 0; i < s.token_count; ++i) {
      std::uint32_t at = i + 1, steps = 0;
      while (at != 0 && steps <= s.token_count) {
        const std::uint32_t head = document.tokens[s.first_token + at - 1].head;
        ASSERT_LE(head, s.token_count);
        at = head;
        ++steps;
      }
      ASSERT_EQ(at, 0U) << "a circle";
      roots += document.tokens[s.first_token + i].head == 0;
      ASSERT_FALSE(document.tokens[s.first_token + i].upos.empty());
      ASSERT_EQ(document.tokens[s.first_token + i].head == 0, document.tokens[s.first_token + i].deprel == "root");
    }
    ASSERT_EQ(roots, 1U);
  }
}

TEST(LanguageModel, ReadsPlainSentences) {
  struct Row {
    const char *text, *upos, *lemmas, *heads, *relations, *names;
  };
  const Row rows[] = {
      {"The ministers met Angela Merkel in Berlin .", "DET NOUN VERB PROPN PROPN ADP PROPN PUNCT", "the minister meet Angela Merkel in Berlin .", "2 3 0 3 4 7 3 3",
       "det nsubj root obj flat case obl punct", "3-5 PER, 6-7 LOC"},
      {"Russia was condemned by the committee .", "PROPN AUX VERB ADP DET NOUN PUNCT", "Russia be condemn by the committee .", "3 3 0 6 6 3 3",
       "nsubj:pass aux:pass root case det obl:agent punct", "0-1 LOC"},
      {"She has not signed it .", "PRON AUX PART VERB PRON PUNCT", "she have not sign it .", "4 4 4 0 4 4", "nsubj aux advmod root obj punct", ""},
  };
  for (const Row& row : rows) {
    Document document = document_of(row.text);
    const Analysis analysis = model().analyse(document, Sentences::kGiven);
    std::string upos, lemmas, heads, relations, names;
    const auto add = [](std::string& to, const std::string& what, const char* between = " ") { to += (to.empty() ? "" : between) + what; };
    for (const Token& token : document.tokens) {
      add(upos, token.upos);
      add(lemmas, token.lemma);
      add(heads, std::to_string(token.head));
      add(relations, token.deprel);
    }
    for (const NameSpan& name : analysis.names) add(names, std::to_string(name.first) + "-" + std::to_string(name.end) + " " + model().name_types()[name.type], ", ");
    EXPECT_EQ(upos, row.upos) << row.text;
    EXPECT_EQ(lemmas, row.lemmas);
    EXPECT_EQ(heads, row.heads) << row.text;
    EXPECT_EQ(relations, row.relations) << row.text;
    EXPECT_EQ(names, row.names) << row.text;
  }
}

TEST(LanguageModel, CutsSentencesAnewOnlyWhereTheyAreGuessed) {
  const std::string text = "The talks ended in Geneva on Friday . Both sides left the city without a deal .";
  Document given = document_of(text);
  model().analyse(given, Sentences::kGiven);
  EXPECT_EQ(given.sentences.size(), 1U);
  Document guessed = document_of(text);
  model().analyse(guessed, Sentences::kGuessed);
  ASSERT_EQ(guessed.sentences.size(), 2U);
  EXPECT_EQ(guessed.sentences[1].first_token, 8U);
  expect_trees(guessed);
}

TEST(LanguageModel, ReadsAnyText) {
  std::string many, digits;
  for (int i = 0; i < 3000; ++i) many += "word and ";
  for (int i = 0; i < 400; ++i) digits += "x9\xC2\xA0""7 ";
  const std::string rows[] = {"", "\n\n", std::string(200000, 'a'), many, digits, "\xF0\x9F\x98\x80 \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "\xE2\x80\x8F\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 abc",
                              std::string("a\0b", 3), "\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD", ". . . . . .", "\xFF\xFE"};
  for (const std::string& text : rows)
    for (const Sentences sentences : {Sentences::kGiven, Sentences::kGuessed}) {
      Document document = document_of(text);
      const std::size_t words = document.tokens.size();
      const Analysis analysis = model().analyse(document, sentences);
      EXPECT_EQ(document.tokens.size(), words);
      EXPECT_EQ(analysis.mention_types.size(), words);
      std::uint32_t covered = 0;
      for (const Sentence& s : document.sentences) {
        EXPECT_EQ(s.first_token, covered);
        covered += s.token_count;
      }
      EXPECT_EQ(covered, words);
      expect_trees(document);
    }
}

TEST(LanguageModel, PassesOverSentencesWithoutWords) {
  Document document = document_of("She left .");
  document.sentences.insert(document.sentences.begin(), {{0, 0}, 0, 0});
  document.sentences.push_back({{10, 10}, 3, 0});
  model().analyse(document, Sentences::kGiven);
  EXPECT_EQ(document.sentences.size(), 3U);
  EXPECT_EQ(document.tokens[1].deprel, "root");
  Document empty;
  empty.sentences.push_back({{0, 0}, 0, 0});
  EXPECT_TRUE(model().analyse(empty, Sentences::kGiven).names.empty());
}

TEST(LanguageModel, ThreadsReadTheSame) {
  const std::string text = "Norway sold gas to Germany .\nThe prime minister of Ghana said that nothing had changed .\nOil !";
  Document alone = document_of(text);
  const std::string expected = spelled(alone, model().analyse(alone, Sentences::kGiven));
  std::vector<std::string> found(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& into : found)
      threads.emplace_back([&into, &text] {
        for (int i = 0; i < 5; ++i) {
          Document document = document_of(text);
          into = spelled(document, model().analyse(document, Sentences::kGiven));
        }
      });
  }
  for (const std::string& one : found) EXPECT_EQ(one, expected);
}

TEST(LanguageModel, RefusesDamagedFolders) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "relata_model";
  const auto replace_in = [&](const char* file, const std::string& from, const std::string& to) {
    std::ifstream in(folder / file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const std::size_t at = bytes.find(from);
    ASSERT_NE(at, std::string::npos);
    std::ofstream(folder / file, std::ios::binary) << bytes.replace(at, from.size(), to);
  };
  struct Row {
    const char* message;
    std::function<void()> damage;
  };
  const Row rows[] = {
      {"config.json: cannot be read", [&] { fs::remove(folder / "config.json"); }},
      {"is not a JSON object", [&] { std::ofstream(folder / "config.json") << "[]"; }},
      {"describes a model of version 7", [&] { replace_in("config.json", "\"version\": 2", "\"version\": 7"); }},
      {"lacks a part", [&] { replace_in("config.json", "\"scripts\"", "\"script\""); }},
      {"vocab.txt: cannot be read", [&] { fs::remove(folder / "vocab.txt"); }},
      {"does not fit the model", [&] { replace_in("vocab.txt", "[PAD]\n", ""); }},
      {"model.safetensors", [&] { fs::resize_file(folder / "model.safetensors", 100000); }},
      {"is not the file that config.json was written with", [&] {
         std::fstream file(folder / "model.safetensors", std::ios::binary | std::ios::in | std::ios::out);
         file.seekp(-3000, std::ios::end);
         file.put('\x01');
         file.put('\x02');
       }},
  };
  for (const Row& row : rows) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const char* file : {"config.json", "vocab.txt", "lemmas.tsv", "model.safetensors"}) fs::copy_file(kFolder / file, folder / file);
    row.damage();
    try {
      const LanguageModel damaged(folder);
      FAIL() << "no error: " << row.message;
    } catch (const ModelError& error) {
      EXPECT_NE(std::string(error.what()).find(row.message), std::string::npos) << error.what();
    }
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace relata
