// Nouns and pronouns find their thing: by the reader's links, what grammar says of them, and direct speech.
#include <relata/link/attachment.hpp>
#include <relata/link/given_names.hpp>

#include <relata/ontology/vocabulary.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace relata {
namespace {

constexpr std::string_view kCity = "https://relata.dev/ontology/core#City", kRegion = "https://relata.dev/ontology/core#Region";

Ontology ontology() {
  std::vector<Class> classes;
  for (const std::string_view iri : {core_class::kPerson, core_class::kOrganization, core_class::kPlace, core_class::kGroup, core_class::kEvent,
                                     core_class::kDocument, core_class::kCountry, kCity, kRegion}) {
    Class cls;
    cls.iri = iri;
    cls.label = iri.substr(iri.rfind('#') + 1);
    if (iri == core_class::kCountry || iri == kCity || iri == kRegion) cls.parents = {2};
    classes.push_back(cls);
  }
  return Ontology("", "", classes, {});
}

/// Sentences of "form/UPOS/head/deprel" words; mentions, entities of names and links are added by hand.
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
    // ";;" ends a sentence; heads count in their sentence.
    for (std::uint32_t t = 0; t < document.tokens.size(); ++t)
      if (t == 0 || document.tokens[t - 1].form == ";;") document.sentences.push_back({{document.tokens[t].span.begin, 0}, t, 0});
    for (std::size_t i = 0; i < document.sentences.size(); ++i) {
      Sentence& sentence = document.sentences[i];
      const auto end = static_cast<std::uint32_t>(i + 1 < document.sentences.size() ? document.sentences[i + 1].first_token : document.tokens.size());
      sentence.token_count = end - sentence.first_token;
      sentence.span.end = document.tokens[end - 1].span.end;
    }
  }

  void singular(std::uint32_t token) { extraction.document.tokens[token].feats = "Number=Sing"; }

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

TEST(Attachment, AHeIsNoneWhoseNameSaysShe) {
  Text text("Ann/PROPN/2/nsubj met/VERB/0/root Lee/PROPN/2/obj he/PRON/2/parataxis");
  const auto ann = text.add(0, 1, MentionKind::kName, core_class::kPerson), lee = text.add(2, 3, MentionKind::kName, core_class::kPerson);
  const auto he = text.add(3, 4, MentionKind::kPronoun);
  text.link(he, ann, 2);
  text.link(he, lee, 1);
  attach(text.extraction, ontology(), {Gender::kFemale});
  EXPECT_EQ(text.entity_of(he), "Lee");
}

TEST(GivenNames, SayTheGenderWhereNearlyAllBearersHaveOne) {
  EXPECT_EQ(gender_of_given_name("carla"), Gender::kFemale);
  EXPECT_EQ(gender_of_given_name("bjorn"), Gender::kMale) << "Bjørn, folded";
  EXPECT_EQ(gender_of_given_name("andrea"), Gender::kUnknown) << "he in Italy, she in Germany";
  EXPECT_EQ(gender_of_given_name("roe"), Gender::kUnknown);
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

TEST(Attachment, ADescriptionMayBeAddedWhereTheModelIsSure) {
  for (const float score : {0.5F, 3.0F}) {
    Text text("an/DET/2/det article/NOUN/0/root ;;/PUNCT/2/punct the/DET/3/det long/ADJ/3/amod article/NOUN/0/root");
    const auto one = text.add(0, 2, MentionKind::kNominal, core_class::kDocument), other = text.add(3, 6, MentionKind::kNominal, core_class::kDocument);
    text.link(other, one, score);
    attach(text.extraction, ontology());
    EXPECT_EQ(text.extraction.mentions[one].entity == text.extraction.mentions[other].entity && text.entity_of(one) == "article", score > 1) << score;
  }
}

TEST(Attachment, WhoIsNamedLaterIsOnePerson) {
  Text text("the/DET/2/det spy/NOUN/0/root he/PRON/2/dep ;;/PUNCT/2/punct Roe/PROPN/2/nsubj left/VERB/0/root");
  text.singular(1);
  const auto spy = text.add(0, 2, MentionKind::kNominal, core_class::kPerson), he = text.add(2, 3, MentionKind::kPronoun);
  const auto roe = text.add(4, 5, MentionKind::kName, core_class::kPerson);
  text.link(he, spy, 4);
  text.link(roe, he, 3);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(spy), "Roe");
  EXPECT_EQ(text.entity_of(he), "Roe");
  EXPECT_EQ(text.extraction.entities.size(), 1U);
  EXPECT_EQ(text.extraction.joins.front().reason, "named later");
}

TEST(Attachment, ANounOfItsKindMeansTheOnlyOneNamed) {
  Text text("the/DET/2/det city/NOUN/0/root ;;/PUNCT/2/punct Arlton/PROPN/0/root Norland/PROPN/1/dep ;;/PUNCT/1/punct the/DET/2/det region/NOUN/0/root");
  text.singular(1);
  text.singular(7);
  const auto city = text.add(0, 2, MentionKind::kNominal, kCity);
  text.add(3, 4, MentionKind::kName, kCity);
  const auto norland = text.add(4, 5, MentionKind::kName, core_class::kCountry);
  const auto region = text.add(6, 8, MentionKind::kNominal, kRegion);
  text.link(region, norland, 5);  // no region
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(city), "Arlton");
  EXPECT_EQ(text.entity_of(region), "-");
}

TEST(Attachment, TheHeadlinesNounComesBackWithAnArticle) {
  Text text("Dock/NOUN/2/compound worker/NOUN/3/nsubj saved/VERB/0/root ;;/PUNCT/3/punct a/DET/3/det dock/NOUN/3/compound worker/NOUN/0/root");
  text.singular(1);
  text.singular(6);
  const auto headline = text.add(0, 2, MentionKind::kNominal, core_class::kPerson), worker = text.add(4, 7, MentionKind::kNominal, core_class::kPerson);
  attach(text.extraction, ontology());
  EXPECT_NE(text.extraction.mentions[headline].entity, kNone);
  EXPECT_EQ(text.extraction.mentions[worker].entity, text.extraction.mentions[headline].entity);
}

TEST(Attachment, WeIsWhoIssuesTheStatement) {
  for (const Attitude attitude : {Attitude::kBlame, Attitude::kSay}) {
    Text text("Norland/PROPN/2/nsubj condemns/VERB/0/root war/NOUN/2/obj ;;/PUNCT/2/punct we/PRON/2/nsubj wait/VERB/0/root");
    text.extraction.document.tokens[1].feats = "Tense=Pres";
    Attribution said;
    said.speaker = text.add(0, 1, MentionKind::kName, core_class::kCountry);
    said.content = {text.extraction.document.tokens[2].span};
    said.cue = text.extraction.document.tokens[1].span;
    said.attitude = attitude;
    text.extraction.attributions = {said};
    const auto we = text.add(4, 5, MentionKind::kPronoun);
    attach(text.extraction, ontology());
    EXPECT_EQ(text.entity_of(we), attitude == Attitude::kBlame ? "Norland" : "-");
  }
}

TEST(Attachment, JustTheSameWordsTakeUpEachOther) {
  Text text("the/DET/2/det world/NOUN/0/root ;;/PUNCT/2/punct the/DET/2/det world/NOUN/0/root ;;/PUNCT/2/punct my/PRON/2/nmod:poss world/NOUN/0/root");
  const auto first = text.add(0, 2, MentionKind::kNominal, core_class::kPlace), second = text.add(3, 5, MentionKind::kNominal, core_class::kPlace);
  const auto mine = text.add(6, 8, MentionKind::kNominal, core_class::kPlace);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.extraction.mentions[first].entity, text.extraction.mentions[second].entity);
  EXPECT_NE(text.extraction.mentions[first].entity, kNone);
  EXPECT_NE(text.extraction.mentions[first].entity, text.extraction.mentions[mine].entity);
}

TEST(Attachment, WhoGoesOnSpeakingIsNamedInTheNextSentence) {
  Text text("the/DET/3/det union/NOUN/3/compound chief/NOUN/4/nsubj spoke/VERB/0/root ;;/PUNCT/4/punct "
            "Yes/INTJ/3/discourse Roe/PROPN/3/nsubj said/VERB/0/root");
  text.singular(2);
  const auto chief = text.add(0, 3, MentionKind::kNominal, core_class::kPerson), roe = text.add(6, 7, MentionKind::kName, core_class::kPerson);
  const auto said = [&](std::uint32_t speaker, std::uint32_t content, bool direct) {
    Attribution out;
    out.content = {text.extraction.document.tokens[content].span};
    out.speaker = speaker;
    out.direct = direct;
    return out;
  };
  text.extraction.attributions = {said(chief, 3, false), said(roe, 5, true)};
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(chief), "Roe");
}

TEST(Attachment, APhraseWithinCountsAsWhatItMeans) {
  Text text("ports/NOUN/0/root of/ADP/3/case Norland/PROPN/1/nmod ;;/PUNCT/1/punct "
            "the/DET/2/det ports/NOUN/0/root of/ADP/5/case the/DET/5/det country/NOUN/2/nmod");
  text.singular(8);
  const auto first = text.add(0, 3, MentionKind::kNominal, core_class::kPlace);
  text.add(2, 3, MentionKind::kName, core_class::kCountry);
  const auto second = text.add(4, 9, MentionKind::kNominal, core_class::kPlace), country = text.add(7, 9, MentionKind::kNominal, core_class::kCountry);
  attach(text.extraction, ontology());
  EXPECT_EQ(text.entity_of(country), "Norland");
  EXPECT_EQ(text.entity_of(first), "ports of Norland");
  EXPECT_EQ(text.extraction.mentions[second].entity, text.extraction.mentions[first].entity);
}

}  // namespace
}  // namespace relata
