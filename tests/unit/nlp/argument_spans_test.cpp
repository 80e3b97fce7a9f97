// Candidates for the ends of relations on trees written by hand, and that heads outside of a part of a sentence are survived.
#include <relata/nlp/argument_spans.hpp>
#include <relata/nlp/relation_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace relata {
namespace {

struct Word {
  const char *form, *upos;
  std::uint32_t head;
  const char* deprel;
};

Document document_of(const std::vector<Word>& words) {
  Document document;
  for (const Word& word : words) {
    if (!document.text.empty()) document.text += ' ';
    Token token;
    token.span.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += word.form;
    token.span.end = static_cast<std::uint32_t>(document.text.size());
    token.form = word.form;
    token.upos = word.upos;
    token.head = word.head;
    token.deprel = word.deprel;
    document.tokens.push_back(token);
  }
  document.sentences = {{{0, static_cast<std::uint32_t>(document.text.size())}, 0, static_cast<std::uint32_t>(words.size())}};
  return document;
}

const std::vector<Word> kFilm{{"Dark", "PROPN", 2, "compound"}, {"River", "PROPN", 7, "nsubj"}, {"is", "AUX", 7, "cop"}, {"a", "DET", 7, "det"}, {"1994", "NUM", 7, "nummod"},
                              {"comedy", "NOUN", 7, "compound"}, {"film", "NOUN", 0, "root"}, {"by", "ADP", 10, "case"}, {"Jane", "PROPN", 10, "compound"}, {"Roe", "PROPN", 7, "nmod"}};

std::vector<std::string> texts(const Document& document, const std::vector<ArgumentSpan>& spans) {
  std::vector<std::string> out;
  for (const ArgumentSpan& span : spans)
    out.emplace_back(document.at({document.tokens[span.words.first].span.begin, document.tokens[span.words.end - 1].span.end}));
  return out;
}

TEST(ArgumentSpans, ANounIsGivenInEveryLength) {
  const Document document = document_of(kFilm);
  const std::vector<std::string> found = texts(document, argument_spans(document, document.sentences[0], {}));
  for (const char* const wanted : {"Dark River", "film", "comedy film", "1994 comedy film", "comedy", "1994", "a 1994 comedy film", "Jane Roe", "a 1994 comedy film by Jane Roe"})
    EXPECT_NE(std::find(found.begin(), found.end(), wanted), found.end()) << wanted;
  for (const char* const wrong : {"is", "film by", "River is"}) EXPECT_EQ(std::find(found.begin(), found.end(), wrong), found.end()) << wrong;
}

TEST(ArgumentSpans, TheNumberOfAStarBelongsToItsName) {
  const Document document =
      document_of({{"(", "PUNCT", 5, "punct"}, {"660", "NUM", 5, "dep"}, {")", "PUNCT", 5, "punct"}, {"1998", "NUM", 5, "nummod"}, {"RO1", "PROPN", 6, "nsubj"}, {"shines", "VERB", 0, "root"}});
  const std::vector<std::string> found = texts(document, argument_spans(document, document.sentences[0], {}));
  EXPECT_NE(std::find(found.begin(), found.end(), "( 660 ) 1998 RO1"), found.end());
  EXPECT_EQ(std::find(found.begin(), found.end(), ") 1998 RO1"), found.end());
}

const std::vector<Word> kState{{"Roe", "PROPN", 4, "nsubj:pass"}, {"was", "AUX", 4, "aux:pass"}, {"then", "ADV", 4, "advmod"}, {"killed", "VERB", 0, "root"}, {"in", "ADP", 6, "case"}, {"action", "NOUN", 4, "obl"}};
const std::vector<Word> kKinds{{"Berg", "PROPN", 7, "nsubj"}, {"is", "AUX", 7, "cop"}, {"the", "DET", 7, "det"}, {"first", "ADJ", 7, "amod"}, {"dark", "ADJ", 7, "amod"}, {"comedy", "NOUN", 7, "compound"},
                               {"author", "NOUN", 0, "root"}, {"of", "ADP", 9, "case"}, {"Chile", "PROPN", 7, "nmod"}, {"and", "CCONJ", 11, "cc"}, {"singer", "NOUN", 7, "conj"}};

TEST(ArgumentSpans, StatesAndPartsOfANounPhraseAreGiven) {
  const Document state = document_of(kState), kinds = document_of(kKinds);
  const std::vector<std::string> states = texts(state, argument_spans(state, state.sentences[0], {})), parts = texts(kinds, argument_spans(kinds, kinds.sentences[0], {}));
  EXPECT_NE(std::find(states.begin(), states.end(), "killed in action"), states.end());
  for (const char* const wanted : {"dark comedy", "author of Chile", "comedy author of Chile", "dark comedy author"}) EXPECT_NE(std::find(parts.begin(), parts.end(), wanted), parts.end()) << wanted;
  EXPECT_EQ(std::find(parts.begin(), parts.end(), "first dark comedy author of"), parts.end());
}

TEST(ArgumentSpans, AreInOrderWithoutRepeatsAndKnowTheirMention) {
  const Document document = document_of(kFilm);
  Mention name;
  name.span = {document.tokens[8].span.begin, document.tokens[9].span.end};
  const std::vector<ArgumentSpan> spans = argument_spans(document, document.sentences[0], {name});
  for (std::size_t i = 1; i < spans.size(); ++i) {
    const TokenRange before = spans[i - 1].words, at = spans[i].words;
    EXPECT_TRUE(before.first < at.first || (before.first == at.first && before.end > at.end));
  }
  const auto roe = std::find_if(spans.begin(), spans.end(), [](const ArgumentSpan& span) { return span.words == TokenRange{8, 10}; });
  ASSERT_NE(roe, spans.end());
  EXPECT_EQ(roe->mention, 0U);
  EXPECT_EQ(roe->head, 9U);
  EXPECT_EQ(std::count_if(spans.begin(), spans.end(), [](const ArgumentSpan& span) { return span.mention != kNone; }), 1);
}

TEST(ArgumentSpans, APartOfASentenceHasNoHeadOutsideOfIt) {
  const Document document = document_of(kFilm);
  Sentence part = document.sentences[0];
  part.token_count = 6;  // without "film", which all of it hangs on
  const std::vector<std::string> found = texts(document, argument_spans(document, part, {}));
  EXPECT_NE(std::find(found.begin(), found.end(), "Dark River"), found.end());
  EXPECT_EQ(std::find(found.begin(), found.end(), "comedy film"), found.end());
}

TEST(ArgumentSpans, NoTreeNoWordsNoCrash) {
  std::vector<Word> words = kFilm;
  for (Word& word : words) word = {word.form, "", kNone, ""};
  const Document document = document_of(words);
  const std::vector<std::string> found = texts(document, argument_spans(document, document.sentences[0], {}));
  EXPECT_NE(std::find(found.begin(), found.end(), "Dark River"), found.end());  // by its capitals
  EXPECT_TRUE(argument_spans(document, {}, {}).empty());
}

TEST(WordsOfName, AreAsPeopleWriteThem) {
  EXPECT_EQ(words_of_name("birthPlace"), "birth place");
  EXPECT_EQ(words_of_name("place_of_birth"), "place of birth");
  EXPECT_EQ(words_of_name("CEO of"), "CEO of");
  EXPECT_EQ(words_of_name("cast member"), "cast member");
  EXPECT_EQ(words_of_name("Q11424"), "");
}

}  // namespace
}  // namespace relata
