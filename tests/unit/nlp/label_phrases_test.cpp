// What a tree says by the labels of properties; sentences written as "form/UPOS/lemma/head/relation".
#include <relata/nlp/label_phrases.hpp>

#include "../ontology/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace relata::test {
namespace {

/// "subject label object", by the words that head the ends, joined by commas.
std::string said(const std::string& label, const std::string& words) {
  Schema schema;
  schema.cls("thing");
  schema.property(label, {"thing"}, {"thing"});
  Document document;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    std::replace(word.begin(), word.end(), '/', ' ');
    std::istringstream parts(word);
    Token token;
    parts >> token.form >> token.upos >> token.lemma >> token.head >> token.deprel;
    document.tokens.push_back(token);
  }
  document.sentences.push_back({{}, 0, static_cast<std::uint32_t>(document.tokens.size())});
  std::string out;
  for (const LabelPhrases::Said& one : LabelPhrases(schema.make()).find(SentenceTree(document, 0)))
    out += (out.empty() ? "" : ", ") + document.tokens[one.subject].form + " " + document.tokens[one.object].form;
  return out;
}

const std::string kTheLeader = "The/DET/the/2/det leader/NOUN/leader/6/nsubj of/ADP/of/4/case Vornia/PROPN/Vornia/2/nmod is/AUX/be/6/cop Berg/PROPN/Berg/0/root";

TEST(LabelPhrases, NounsOfWhatTheyBelongTo) {
  EXPECT_EQ(said("leader", kTheLeader), "Vornia Berg");
  EXPECT_EQ(said("leaders", kTheLeader), "Vornia Berg") << "plural and singular are one";
  EXPECT_EQ(said("mayor", kTheLeader), "");
  EXPECT_EQ(said("leader", "Berg/PROPN/Berg/4/nsubj is/AUX/be/4/cop the/DET/the/4/det leader/NOUN/leader/0/root of/ADP/of/6/case Vornia/PROPN/Vornia/4/nmod"), "Vornia Berg");
  EXPECT_EQ(said("leader", "Berg/PROPN/Berg/7/nsubj ,/PUNCT/,/4/punct the/DET/the/4/det leader/NOUN/leader/1/appos of/ADP/of/6/case Vornia/PROPN/Vornia/4/nmod fled/VERB/flee/0/root"), "Vornia Berg");
  EXPECT_EQ(said("leader", "its/PRON/its/3/nmod:poss leader/NOUN/leader/3/compound Berg/PROPN/Berg/4/nsubj fled/VERB/flee/0/root"), "its Berg");
  EXPECT_EQ(said("leader", "Berg/PROPN/Berg/3/nsubj is/AUX/be/3/cop one/NUM/one/0/root of/ADP/of/6/case the/DET/the/6/det leaders/NOUN/leader/3/nmod of/ADP/of/8/case Vornia/PROPN/Vornia/6/nmod"),
            "Vornia Berg");
}

TEST(LabelPhrases, NounsOfWhoHasThem) {
  const std::string has = "Vornia/PROPN/Vornia/2/nsubj has/VERB/have/0/root a/DET/a/5/det time/NOUN/time/5/compound zone/NOUN/zone/2/obj of/ADP/of/8/case minus/NOUN/minus/8/compound 6/NUM/6/5/nmod";
  EXPECT_EQ(said("timeZone", has), "Vornia 6");
  EXPECT_EQ(said("timezone", has), "Vornia 6");
  EXPECT_EQ(said("zone", has), "Vornia 6") << "a wider word for it";
  EXPECT_EQ(said("time", has), "");
  EXPECT_EQ(said("OCLC_number", "It/PRON/it/2/nsubj has/VERB/have/0/root OCLC/PROPN/OCLC/4/compound number/NOUN/number/2/obj 76/NUM/76/4/nummod"), "It 76");
  EXPECT_EQ(said("currency", "Vornia/PROPN/Vornia/2/nsubj uses/VERB/use/0/root the/DET/the/4/det mark/NOUN/mark/2/obj as/ADP/as/6/case currency/NOUN/currency/2/obl"), "Vornia mark");
  EXPECT_EQ(said("part of", "Vorn/PROPN/Vorn/3/nsubj is/AUX/be/3/cop part/NOUN/part/0/root of/ADP/of/5/case Vornia/PROPN/Vornia/3/nmod"), "Vorn Vornia");
}

TEST(LabelPhrases, CountsByTheNounThatIsCounted) {
  const std::string words = "It/PRON/it/2/nsubj has/VERB/have/0/root 900/NUM/900/4/nummod students/NOUN/student/2/obj";
  EXPECT_EQ(said("numberOfStudents", words), "It 900");
  EXPECT_EQ(said("number of teachers", words), "");
  EXPECT_EQ(said("numberOfStudents", "It/PRON/it/2/nsubj has/VERB/have/0/root 900/NUM/900/5/nummod doctoral/ADJ/doctoral/5/amod students/NOUN/student/2/obj"), "") << "not all of them";
}

TEST(LabelPhrases, VerbsBothWays) {
  const std::string passive = "Ash/PROPN/Ash/3/nsubj:pass was/AUX/be/3/aux:pass directed/VERB/direct/0/root by/ADP/by/5/case Berg/PROPN/Berg/3/obl and/CCONJ/and/7/cc Moss/PROPN/Moss/5/conj";
  const std::string active = "Berg/PROPN/Berg/2/nsubj directed/VERB/direct/0/root the/DET/the/4/det film/NOUN/film/2/obj Ash/PROPN/Ash/4/appos";
  EXPECT_EQ(said("director", passive), "Ash Berg, Ash Moss");
  EXPECT_EQ(said("directed by", passive), "Ash Berg, Ash Moss");
  EXPECT_EQ(said("director", active), "Ash Berg") << "the film Ash, not the film";
  EXPECT_EQ(said("directed by", active), "Ash Berg");
  EXPECT_EQ(said("directed", active), "Berg Ash");
  EXPECT_EQ(said("producer", active), "");
  EXPECT_EQ(said("author", "Ash/PROPN/Ash/3/nsubj:pass was/AUX/be/3/aux:pass written/VERB/write/0/root by/ADP/by/5/case Berg/PROPN/Berg/3/obl"), "Ash Berg") << "who writes is no writer here, but the author";
}

TEST(LabelPhrases, VerbsOfNow) {
  EXPECT_EQ(said("treats", "Ash/PROPN/Ash/2/nsubj treats/VERB/treat/0/root asthma/NOUN/asthma/2/obj"), "Ash asthma");
  EXPECT_EQ(said("treats", "asthma/NOUN/asthma/3/nsubj:pass is/AUX/be/3/aux:pass treated/VERB/treat/0/root by/ADP/by/5/case Ash/PROPN/Ash/3/obl"), "Ash asthma");
  EXPECT_EQ(said("treats", "Ash/PROPN/Ash/3/nsubj:pass is/AUX/be/3/aux:pass used/VERB/use/0/root to/PART/to/5/mark treat/VERB/treat/3/xcomp asthma/NOUN/asthma/5/obj"), "Ash asthma");
}

TEST(LabelPhrases, LoopsInAForeignTreeEnd) {
  EXPECT_EQ(said("leader", "leader/NOUN/leader/2/conj Berg/PROPN/Berg/1/conj Moss/PROPN/Moss/0/root"), "");
}

}  // namespace
}  // namespace relata::test
