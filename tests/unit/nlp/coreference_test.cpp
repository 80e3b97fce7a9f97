// The released model's links on plain text, and that every mention of a text of any kind is survived.
#include "words.hpp"

#include <relata/nlp/coreference.hpp>

#include <relata/nlp/language_model.hpp>
#include <relata/nlp/speech.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace relata {
namespace {

using test::blank_parted;

Mention mention(const Document& document, std::uint32_t first, std::uint32_t end, MentionKind kind) {
  Mention out;
  out.span = {document.tokens[first].span.begin, document.tokens[end - 1].span.end};
  out.kind = kind;
  return out;
}

TEST(Coreference, APronounLinksToTheNameBeforeIt) {
  const LanguageModel model("models/relata-en-v2");
  const Ontology ontology;
  Document document = blank_parted("Angela Merkel visited Paris . She met the mayor .");
  const Analysis analysis = model.analyse(document, Sentences::kGuessed);
  EXPECT_EQ(analysis.vectors.size(), document.tokens.size());
  const std::vector<Mention> mentions{mention(document, 0, 2, MentionKind::kName), mention(document, 3, 4, MentionKind::kName), mention(document, 5, 6, MentionKind::kPronoun)};
  const std::vector<CoreferenceLink> links = model.links(document, mentions, find_attributions(document, mentions, ontology), analysis, ontology);
  const auto best = std::find_if(links.begin(), links.end(), [](const CoreferenceLink& link) { return link.mention == 2; });
  ASSERT_NE(best, links.end());
  EXPECT_EQ(best->antecedent, 0U);
}

TEST(Coreference, DirectSpeechIsTold) {
  const LanguageModel model("models/relata-en-v2");
  Document document = blank_parted("“ I saw him , ” Jane Roe said .");
  const Analysis analysis = model.analyse(document, Sentences::kGiven);
  const std::vector<Mention> mentions{mention(document, 1, 2, MentionKind::kPronoun), mention(document, 3, 4, MentionKind::kPronoun), mention(document, 6, 8, MentionKind::kName)};
  float first = 0, other = 0;
  for (const CoreferenceLink& link : model.links(document, mentions, find_attributions(document, mentions, Ontology()), analysis, Ontology())) {
    if (link.mention == 0 && link.antecedent == 2) first = std::max(first, link.score);
    if (link.mention == 1 && link.antecedent == 2) other = std::min(other, link.score);
  }
  EXPECT_EQ(first, Coreference::kSpeaker);
  EXPECT_EQ(other, -Coreference::kSpeaker);
}

TEST(Coreference, ManyMentionsInBlocksAndMentionsThatCutWords) {
  const LanguageModel model("models/relata-en-v2");
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "she ";
  Document document = blank_parted(text);
  const Analysis analysis = model.analyse(document, Sentences::kGiven);
  std::vector<Mention> mentions;
  for (std::uint32_t i = 0; i < 1500; ++i) mentions.push_back(mention(document, i, i + 1, MentionKind::kPronoun));
  mentions[7].span.end -= 1;
  const auto links = model.links(document, mentions, find_attributions(document, mentions, Ontology()), analysis, Ontology());
  std::vector<std::size_t> count(mentions.size());
  for (const CoreferenceLink& link : links) {
    EXPECT_NE(link.mention, 7U);
    EXPECT_NE(link.antecedent, 7U);
    EXPECT_LT(link.antecedent, link.mention);
    ++count[link.mention];
  }
  for (const std::size_t each : count) EXPECT_LE(each, Coreference::kMost);
  EXPECT_TRUE(model.links(blank_parted(""), {}, {}, Analysis(), Ontology()).empty());
}

}  // namespace
}  // namespace relata
