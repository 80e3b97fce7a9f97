// Who says what: sentences of our own with their source, cue and content, over the trees of the released model.
#include "words.hpp"

#include <relata/nlp/speech.hpp>

#include <relata/nlp/attributed_words.hpp>
#include <relata/nlp/language_model.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

using test::blank_parted;

/// By tags: runs of proper nouns are names, pronouns and nouns mentions of one word.
std::vector<Mention> mentions_of(const Document& document) {
  std::vector<Mention> out;
  for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
    const std::string& upos = document.tokens[t].upos;
    if (upos != "PROPN" && upos != "PRON" && upos != "NOUN") continue;
    Mention mention;
    mention.kind = upos == "PROPN" ? MentionKind::kName : upos == "PRON" ? MentionKind::kPronoun : MentionKind::kNominal;
    mention.span = document.tokens[t].span;
    while (upos == "PROPN" && t + 1 < document.tokens.size() && document.tokens[t + 1].upos == "PROPN") mention.span.end = document.tokens[++t].span.end;
    out.push_back(std::move(mention));
  }
  return out;
}

struct Read {
  Document document;
  std::vector<Mention> mentions;
  std::vector<Attribution> attributions;
};

Read read(const std::string& text) {
  static const LanguageModel model("models/relata-en-v2");
  Read out;
  out.document = blank_parted(text);
  (void)model.analyse(out.document, Sentences::kGuessed);
  out.mentions = mentions_of(out.document);
  out.attributions = find_attributions(out.document, out.mentions, Ontology());
  return out;
}

/// "SPEAKER says: FRAGMENT | FRAGMENT" a line, with "not" where negated and ">" a level of nesting.
std::string told(const Read& read) {
  std::string out;
  for (const Attribution& a : read.attributions) {
    for (std::uint32_t outer = a.outer; outer != kNone; outer = read.attributions[outer].outer) out += "> ";
    out += (a.speaker == kNone ? "-" : std::string(read.document.at(read.mentions[a.speaker].span))) + (a.negated ? " not " : " ") +
           std::string(to_string(a.attitude)) + ":";
    for (std::size_t i = 0; i < a.content.size(); ++i) out += (i == 0 ? " " : " | ") + std::string(read.document.at(a.content[i]));
    out += "\n";
  }
  return out;
}

struct Case {
  const char* text;
  const char* told;
};

class Speech : public testing::TestWithParam<Case> {};

TEST_P(Speech, IsTold) { EXPECT_EQ(told(read(GetParam().text)), GetParam().told) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Table, Speech,
    testing::Values(
        // Reported speech.
        Case{"Jane Roe said that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        Case{"The mill has closed , Jane Roe said .", "Jane Roe say: The mill has closed\n"},
        Case{"The mill , Jane Roe said , has closed .", "Jane Roe say: The mill | has closed .\n"},
        Case{"The mill has closed , said Jane Roe .", "Jane Roe say: The mill has closed\n"},
        Case{"Jane Roe told reporters that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        Case{"Jane Roe was quoted as saying that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        Case{"According to Jane Roe , the mill has closed .", "Jane Roe say: the mill has closed .\n"},
        Case{"The mill has closed , according to Jane Roe .", "Jane Roe say: The mill has closed\n"},
        Case{"The mill is old , according to Jane Roe .", "Jane Roe say: The mill is old\n"},
        Case{"The mill has closed , Jane Roe said , citing Jan Nowak .", "Jane Roe say: The mill has closed\n"},
        Case{"Jane Roe said that the mill has closed , and that the owner has left .", "Jane Roe say: that the mill has closed , and that the owner has left\n"},
        Case{"The mill has closed , as Jane Roe noted .", "Jane Roe say: The mill has closed\n"},
        Case{"In the words of Jane Roe , the mill has closed .", "Jane Roe say: the mill has closed .\n"},
        Case{"In a statement , the ministry said that the mill has closed .", "ministry say: that the mill has closed\n"},
        Case{"The report said that the mill has closed .", "report say: that the mill has closed\n"},
        Case{"A statement by Jane Roe said that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        Case{"The ministry issued a statement saying that the mill has closed .", "ministry say: that the mill has closed\n"},
        Case{"Foreign minister Jane Roe said that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        Case{"The ministry spokesman Jan Nowak said that the mill has closed .", "Jan Nowak say: that the mill has closed\n"},
        Case{"Officials , who said that the mill has closed , left .", "Officials say: that the mill has closed\n"},
        Case{"Jane Roe left early , adding that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        Case{"The mill may close , officials believe .", "officials believe: The mill may close\n"},
        Case{"The mill is ahead , a new poll shows .", "poll know: The mill is ahead\n"},
        Case{"The mill may close , I believe .", ""},
        Case{"Jane Roe spoke up for the owner , who is under investigation , saying that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        Case{"The owner , who Jane Roe says stole the money , has left .", "Jane Roe say: stole the money\n"},
        Case{"The mill has closed , while the bank has moved , Jane Roe said .", "Jane Roe say: The mill has closed , while the bank has moved\n"},
        Case{"Poll : Jane Roe leads in Harrow", "Poll say: Jane Roe leads in Harrow\n"},
        // Attitudes.
        Case{"Jane Roe denied that the mill has closed .", "Jane Roe deny: that the mill has closed\n"},
        Case{"Jane Roe denies having closed the mill .", "Jane Roe deny: having closed the mill\n"},
        Case{"Jane Roe admitted that the mill has closed .", "Jane Roe admit: that the mill has closed\n"},
        Case{"Jane Roe warned that the mill may close .", "Jane Roe warn: that the mill may close\n"},
        Case{"Jane Roe promised to close the mill .", "Jane Roe promise: to close the mill\n"},
        Case{"Jane Roe urged Jan Nowak to close the mill .", "Jane Roe demand: Jan Nowak to close the mill\n"},
        Case{"Jane Roe hopes that the mill will close .", "Jane Roe hope: that the mill will close\n"},
        Case{"Jane Roe is confident that the mill will close .", "Jane Roe believe: that the mill will close\n"},
        Case{"Jane Roe 's claim that the mill has closed is false .", "Jane Roe claim: that the mill has closed\n"},
        Case{"Jane Roe expressed hope that the mill will close .", "Jane Roe hope: that the mill will close\n"},
        Case{"Officials expressed outrage that the mill has closed .", "Officials blame: that the mill has closed\n"},
        Case{"Jane Roe agreed to close the mill .", "Jane Roe promise: to close the mill\n"},
        Case{"Jane Roe 's point was that the mill should close .", "Jane Roe claim: that the mill should close .\n"},
        Case{"Jane Roe says in a statement that the mill has closed .", "Jane Roe say: that the mill has closed\n"},
        // What is asked of whom, and what somebody is called.
        Case{"Jane Roe called on Jan Nowak to close the mill .", "Jane Roe demand: on Jan Nowak to close the mill\n"},
        Case{"Jane Roe has called for closing the mill .", "Jane Roe demand: for closing the mill\n"},
        Case{"Jane Roe described the mill as old .", "Jane Roe say: the mill as old\n"},
        Case{"Jane Roe called the mill .", ""},
        Case{"Critics see Jane Roe as weak .", "Critics believe: Jane Roe as weak\n"},
        Case{"Jane Roe did not say that the mill has closed .", "Jane Roe not say: that the mill has closed\n"},
        // Nesting: the inner source owns the inner content.
        Case{"Jane Roe said that Jan Nowak believes that the mill has closed .",
             "Jane Roe say: that Jan Nowak believes that the mill has closed\n> Jan Nowak believe: that the mill has closed\n"},
        // Quotations.
        Case{"“ The mill has closed , ” Jane Roe said .", "Jane Roe say: “ The mill has closed , ”\n"},
        Case{"Jane Roe said : “ The mill has closed . ”", "Jane Roe say: “ The mill has closed . ”\n"},
        Case{"“ The mill , ” said Jane Roe , “ has closed . ”", "Jane Roe say: “ The mill , ” | “ has closed . ”\n"},
        Case{"“ The mill has closed , ” Jane Roe said . “ It was old . ”", "Jane Roe say: “ The mill has closed , ”\nJane Roe say: “ It was old . ”\n"},
        Case{"“ The mill has closed , ” Jane Roe said .\n\n“ It was very old . ”",
             "Jane Roe say: “ The mill has closed , ”\nJane Roe say: “ It was very old . ”\n"},
        Case{"Jane Roe said : “ The mill has closed .\n\n“ It was very old . ”", "Jane Roe say: “ The mill has closed .\n\n“ It was very old . ”\n"},
        Case{"The “ old mill ” has closed .", ""}));

TEST(Speech, WithoutATreeTheOrderOfWordsTells) {
  Document document = blank_parted("“ Arland supports Borvia , ” said Foreign Minister Jane Roe .");
  Mention roe;
  roe.span = {document.tokens[9].span.begin, document.tokens[10].span.end};
  const std::vector<Attribution> found = find_attributions(document, {roe}, Ontology());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].speaker, 0U);
  EXPECT_TRUE(found[0].direct);
  EXPECT_EQ(document.at(found[0].content.front()), "“ Arland supports Borvia , ”");
  EXPECT_TRUE(find_attributions(Document(), {}, Ontology()).empty());
}

TEST(Speech, WhoSpeaksInAQuotation) {
  const Read r = read("“ I closed the mill , ” Jane Roe said . “ We need it , ” said Jan Nowak .");
  const std::vector<Quotation> quotations = find_quotations(r.document);
  const std::vector<std::uint32_t> speakers = speakers_of(r.document, quotations, r.attributions);
  ASSERT_EQ(speakers.size(), 2U);
  ASSERT_NE(speakers[0], kNone);
  ASSERT_NE(speakers[1], kNone);
  EXPECT_EQ(r.document.at(r.mentions[speakers[0]].span), "Jane Roe");
  EXPECT_EQ(r.document.at(r.mentions[speakers[1]].span), "Jan Nowak");
}

TEST(Speech, TheInnermostContentHoldsAStretch) {
  const auto said = [](std::uint32_t begin, std::uint32_t end) {
    Attribution a;
    a.content = {{begin, end}};
    return a;
  };
  Attribution parted = said(0, 10);
  parted.content.push_back({20, 30});
  const std::vector<Attribution> all{parted, said(2, 9), said(40, 50)};
  EXPECT_EQ(innermost(all, {{3, 5}, {1, 5}, {12, 15}, {5, 25}, {41, 60}, {20, 30}}), (std::vector<std::uint32_t>{1, 0, kNone, 0, kNone, 0}));
}

}  // namespace
}  // namespace relata
