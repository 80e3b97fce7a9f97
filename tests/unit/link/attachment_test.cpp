// Nouns and pronouns find their thing: by the reader's links, what grammar says of them, and direct speech.
#include <relata/link/attachment.hpp>

#include <relata/ontology/vocabulary.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace relata {
namespace {

Ontology ontology() {
  std::vector<Class> classes;
  for (const std::string_view iri : {core_class::kPerson, core_class::kOrganization, core_class::kPlace, core_class::kGroup, core_class::kEvent}) {
    Class cls;
    cls.iri = iri;
    cls.label = iri.substr(iri.rfind('#') + 1);
    classes.push_back(cls);
  }
  return Ontology("", "", classes, {});
}

/// One sentence of "form/UPOS/head/deprel" words; mentions, entities of names and links are added by hand.
class Text {
 public:
  explicit Text(const std::string& words) {
    Document& document = extraction.document;
    std::istringstream in(words);
    for (std::string word; in >> word;) {
      std::istringstream parts(word);
      Token token;
      std::string head;
      std::getline(parts, token.form, '/');
      std::getline(parts, token.upos, '/');
      std::getline(parts, head, '/');
      std::getline(parts, token.deprel, '/');
      token.head = static_cast<std::uint32_t>(std::stoul(head));
      token.lemma = token.form;
      token.span.begin = static_cast<std::uint32_t>(document.text.size());
      document.text += token.form;
      token.span.end = static_cast<std::uint32_t>(document.text.size());
      document.text += ' ';
      document.tokens.push_back(token);
    }
    document.sentences = {{{0, document.tokens.back().span.end}, 0, static_cast<std::uint32_t>(document.tokens.size())}};
  }

  /// Tokens [first, end); a name gets an entity of its own at once.
  std::uint32_t add(std::uint32_t first, std::uint32_t end, MentionKind kind, std::string_view type = "") {
    Mention mention;
    mention.span = {extraction.document.tokens[first].span.begin, extraction.document.tokens[end - 1].span.end};
    mention.kind = kind;
    mention.type = type;
    if (kind == MentionKind::kName) {
      mention.entity = static_cast<std::uint32_t>(extraction.entities.size());
      Entity entity;
      entity.label = extraction.document.at(mention.span);
      entity.type = type;
      extraction.entities.push_back(entity);
    }
    extraction.mentions.push_back(mention);
    return static_cast<std::uint32_t>(extraction.mentions.size() - 1);
  }

  void link(std::uint32_t mention, std::uint32_t antecedent, float score) { extraction.links.push_back({mention, antecedent, score}); }
  std::string entity_of(std::uint32_t mention) const {
    const std::uint32_t entity = extraction.mentions[mention].entity;
    return entity == kNone ? "-" : extraction.entities[entity].label;
  }

  Extraction extraction;
};

TEST(Attachment, APronounTakesItsBestLinkThatFits) {
  Text text("Rome/PROPN/2/nsubj met/VERB/0/root Ann/PROPN/2/obj ;/PUNCT/5/punct she/PRON/2/parataxis");
  const auto rome = text.add(0, 1, MentionKind::kName, core_class::kPlace), ann = text.add(2, 3, MentionKind::kName, core_class::kPerson);
  const auto she = text.add(4, 5, MentionKind::kPronoun);
  text.link(she, rome, 1.5F);  // the better link, but no person
  text.link(she, ann, 1.0F);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(she), "Ann");
  EXPECT_EQ(text.extraction.joins.back().reason, "pronoun, by the language model");
}

TEST(Attachment, NobodyIsSheAndHe) {
  Text text("Kim/PROPN/0/root she/PRON/1/dep he/PRON/1/dep");
  const auto kim = text.add(0, 1, MentionKind::kName, core_class::kPerson);
  const auto she = text.add(1, 2, MentionKind::kPronoun), he = text.add(2, 3, MentionKind::kPronoun);
  text.link(she, kim, 2);
  text.link(he, kim, 2);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(she), "Kim");
  EXPECT_EQ(text.entity_of(he), "-");
}

TEST(Attachment, DirectSpeechSaysWhoIIsAndWhoHeIsNot) {
  Text text("I/PRON/0/root he/PRON/1/dep said/VERB/1/dep Lee/PROPN/3/nsubj");
  const auto i = text.add(0, 1, MentionKind::kPronoun), he = text.add(1, 2, MentionKind::kPronoun);
  const auto lee = text.add(3, 4, MentionKind::kName, core_class::kPerson);
  text.link(i, lee, 50);
  text.link(he, lee, 3);
  text.link(he, lee, -50);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(i), "Lee");
  EXPECT_EQ(text.entity_of(he), "-");
}

TEST(Attachment, WeIsWhomTheSpeakerSpeaksFor) {
  Text text("we/PRON/0/root said/VERB/1/dep the/DET/5/det UN/PROPN/5/compound envoy/NOUN/2/nsubj Lee/PROPN/5/appos");
  const auto we = text.add(0, 1, MentionKind::kPronoun), envoy = text.add(2, 5, MentionKind::kNominal, core_class::kPerson);
  const auto un = text.add(3, 4, MentionKind::kName, core_class::kOrganization), lee = text.add(5, 6, MentionKind::kName, core_class::kPerson);
  text.link(we, lee, 50);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(envoy), "Lee") << "a title before a name";
  EXPECT_EQ(text.entity_of(we), text.entity_of(un));
}

TEST(Attachment, PronounsAloneNameNothing) {
  Text text("they/PRON/0/root left/VERB/1/dep their/PRON/4/nmod:poss home/NOUN/2/obj");
  const auto they = text.add(0, 1, MentionKind::kPronoun), their = text.add(2, 3, MentionKind::kPronoun);
  text.link(their, they, 3);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.extraction.mentions[they].entity, text.extraction.mentions[their].entity);
  EXPECT_NE(text.extraction.mentions[they].entity, kNone);
  EXPECT_EQ(text.entity_of(they), "");
}

TEST(Attachment, OtherDescriptionsAreOtherThings) {
  Text text("young/ADJ/2/amod doctors/NOUN/3/nsubj met/VERB/0/root old/ADJ/5/amod doctors/NOUN/3/obj");
  const auto young = text.add(0, 2, MentionKind::kNominal, core_class::kGroup), old = text.add(3, 5, MentionKind::kNominal, core_class::kGroup);
  text.link(old, young, 3);  // whatever the model says
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(young), "young doctors");
  EXPECT_EQ(text.entity_of(old), "old doctors");
}

TEST(Attachment, AHeadlinesBareNounMeansWhatTheTextTells) {
  Text text("Roe/PROPN/2/nsubj left/VERB/0/root firm/NOUN/2/obj ;/PUNCT/6/punct Acme/PROPN/6/nsubj let/VERB/2/parataxis the/DET/8/det firm/NOUN/6/obj");
  text.extraction.document.tokens[2].feats = "Number=Sing";
  const auto headline = text.add(2, 3, MentionKind::kNominal, core_class::kOrganization), acme = text.add(4, 5, MentionKind::kName, core_class::kOrganization);
  const auto firm = text.add(6, 8, MentionKind::kNominal, core_class::kOrganization);
  text.link(firm, headline, 3);
  text.link(firm, acme, 2);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(firm), "Acme");
}

}  // namespace
}  // namespace relata
