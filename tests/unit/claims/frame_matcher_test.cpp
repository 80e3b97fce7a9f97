// The ontology's wordings read off trees written by hand: each way to say a thing, and what is not said.
#include <relata/claims/wording_extractor.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace relata {
namespace {

Property property(const std::string& name, std::vector<std::uint32_t> domain, std::vector<std::uint32_t> range, const std::vector<std::string>& verbs,
                  const std::vector<std::string>& nouns, bool symmetric = false) {
  Property out;
  out.iri = "urn:" + name;
  out.domain = std::move(domain);
  out.range = std::move(range);
  out.symmetric = symmetric;
  for (const std::string& text : verbs) out.wordings.push_back({text, PartOfSpeech::kVerb});
  for (const std::string& text : nouns) out.wordings.push_back({text, PartOfSpeech::kNoun});
  return out;
}

/// As an ontology gives it by skos:altLabel.
Property unclassed(const std::string& name, const std::string& wording) {
  Property out;
  out.iri = "urn:" + name;
  out.wordings.push_back({wording, PartOfSpeech::kUnknown});
  return out;
}

const Ontology& ontology() {
  static const Ontology made = [] {
    std::vector<Class> classes(3);
    classes[0].iri = "urn:Body";
    classes[1].iri = "urn:Person";
    classes[2].iri = "urn:Society";
    classes[2].parents = {0};
    Property in_party = property("inParty", {1}, {0}, {}, {"X of Y", "Y 's X"});
    for (Wording& wording : in_party.wordings) wording.classes.range = {2};
    return Ontology("", "", classes,
                    {property("accuses", {}, {}, {"accuse"}, {}), property("asks", {}, {}, {"X ask Y to"}, {}),
                     property("atWar", {0}, {0}, {"wage war on"}, {"X 's war against Y", "war between X and Y"}, true),
                     in_party, property("kills", {}, {1}, {"kill", "Y be kill in X", "Y die in X"}, {}), property("leads", {1}, {0}, {"lead"}, {"Y chief X", "X , chief of Y"}),
                     property("meets", {}, {}, {"meet with", "hold talk with"}, {"talk between X and Y"}, true),
                     property("movesTo", {}, {}, {"move to"}, {}), unclassed("ownedBy", "X belong to Y"), property("worksFor", {1}, {0}, {}, {"X of Y"})});
  }();
  return made;
}

/// A sentence of "form/lemma/upos[/head/deprel[/feats]]"; a form that begins with * is a name of a body, with + of a person, with ~ of a society, with = a noun that
/// has an entity.
Extraction read(const std::string& words) {
  Extraction extraction;
  Document& document = extraction.document;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    std::vector<std::string> fields;
    std::istringstream parts(word);
    for (std::string field; std::getline(parts, field, '/');) fields.push_back(field);
    const char mark = fields[0][0];
    const bool is_mention = mark == '*' || mark == '+' || mark == '~' || mark == '=';
    Token token;
    token.form = is_mention ? fields[0].substr(1) : fields[0];
    if (!document.text.empty()) document.text += ' ';
    token.span.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += token.form;
    token.span.end = static_cast<std::uint32_t>(document.text.size());
    token.lemma = fields[1];
    token.upos = fields[2];
    if (fields.size() > 3) token.head = static_cast<std::uint32_t>(std::stoul(fields[3]));
    if (fields.size() > 4) token.deprel = fields[4];
    if (fields.size() > 5) token.feats = fields[5];
    if (is_mention) {
      Entity entity;
      entity.label = token.form;
      entity.type = mark == '*' ? "urn:Body" : mark == '~' ? "urn:Society" : "urn:Person";
      Mention mention;
      mention.span = token.span;
      mention.kind = mark == '=' ? MentionKind::kNominal : MentionKind::kName;
      mention.entity = static_cast<std::uint32_t>(extraction.entities.size());
      extraction.entities.push_back(entity);
      extraction.mentions.push_back(mention);
    }
    document.tokens.push_back(token);
  }
  Sentence all;
  all.span = {0, static_cast<std::uint32_t>(document.text.size())};
  all.token_count = static_cast<std::uint32_t>(document.tokens.size());
  document.sentences.push_back(all);
  extraction.claims = WordingExtractor(ontology()).extract(extraction);
  return extraction;
}

/// "not SUBJECT predicate OBJECT [words]; ..."
std::string claims(const std::string& words) {
  const Extraction extraction = read(words);
  std::string out;
  for (const Claim& claim : extraction.claims) {
    if (!out.empty()) out += "; ";
    if (claim.polarity == Polarity::kNegated) out += "not ";
    if (claim.certainty != Certainty::kCertain) out += "unsure ";
    out += extraction.entities[claim.subject].label + " " + claim.predicate.substr(4) + " " + extraction.entities[claim.object_entity()].label;
    out += " [" + std::string(extraction.document.at(claim.evidence.front())) + "]";
  }
  return out;
}

TEST(FrameMatcher, OneWordingReadsBothVoices) {
  EXPECT_EQ(claims("*Mali/Mali/PROPN/2/nsubj accused/accuse/VERB/0/root/VerbForm=Fin *Niger/Niger/PROPN/2/obj"), "Mali accuses Niger [Mali accused Niger]");
  EXPECT_EQ(claims("*Niger/Niger/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass accused/accuse/VERB/0/root/VerbForm=Part|Voice=Pass by/by/ADP/5/case "
                   "*Mali/Mali/PROPN/3/obl:agent"),
            "Mali accuses Niger [Niger was accused by Mali]");
}

TEST(FrameMatcher, AWordingMayTurnSubjectAndObject) {
  EXPECT_EQ(claims("+Jane/Jane/PROPN/3/nsubj:pass was/be/AUX/3/aux:pass killed/kill/VERB/0/root/VerbForm=Part|Voice=Pass in/in/ADP/5/case *Raid/raid/PROPN/3/obl"),
            "Raid kills Jane [Jane was killed in Raid]");
  EXPECT_EQ(claims("+Jane/Jane/PROPN/2/nsubj died/die/VERB/0/root/VerbForm=Fin in/in/ADP/4/case *Raid/raid/PROPN/2/obl"), "Raid kills Jane [Jane died in Raid]");
  EXPECT_EQ(claims("*Raid/raid/PROPN/2/nsubj killed/kill/VERB/0/root/VerbForm=Fin in/in/ADP/4/case +Jane/Jane/PROPN/2/obl"), "") << "active: nobody is killed in it";
}

TEST(FrameMatcher, AWordingOfNoPartOfSpeechMayBeAVerb) {
  EXPECT_EQ(claims("*Acme/Acme/PROPN/2/nsubj belongs/belong/VERB/0/root/VerbForm=Fin to/to/ADP/4/case *Zefa/Zefa/PROPN/2/obl"),
            "Acme ownedBy Zefa [Acme belongs to Zefa]");
}

TEST(FrameMatcher, PolarityAndCertaintyAreThoseOfTheFrame) {
  EXPECT_EQ(claims("*Mali/Mali/PROPN/4/nsubj did/do/AUX/4/aux not/not/PART/4/advmod accuse/accuse/VERB/0/root/VerbForm=Fin *Niger/Niger/PROPN/4/obj"),
            "not Mali accuses Niger [Mali did not accuse Niger]");
  EXPECT_EQ(claims("*Mali/Mali/PROPN/3/nsubj may/may/AUX/3/aux accuse/accuse/VERB/0/root/VerbForm=Fin *Niger/Niger/PROPN/3/obj"),
            "unsure Mali accuses Niger [Mali may accuse Niger]");
}

TEST(FrameMatcher, NounsAndTheirOwners) {
  EXPECT_EQ(claims("*Mali/Mali/PROPN/3/nmod:poss 's/'s/PART/1/case war/war/NOUN/6/nsubj against/against/ADP/5/case *Niger/Niger/PROPN/3/nmod "
                   "ended/end/VERB/0/root/VerbForm=Fin"),
            "Mali atWar Niger [Mali 's war against Niger]");
  EXPECT_EQ(claims("talks/talk/NOUN/6/nsubj between/between/ADP/3/case *Mali/Mali/PROPN/1/nmod and/and/CCONJ/5/cc *Niger/Niger/PROPN/3/conj "
                   "ended/end/VERB/0/root/VerbForm=Fin"),
            "Mali meets Niger [talks between Mali and Niger]");
}

TEST(FrameMatcher, LightVerbsGiveTheirNounASubject) {
  EXPECT_EQ(claims("*Mali/Mali/PROPN/2/nsubj held/hold/VERB/0/root/VerbForm=Fin talks/talk/NOUN/2/obj with/with/ADP/5/case *Niger/Niger/PROPN/2/obl"),
            "Mali meets Niger [Mali held talks with Niger]");
}

TEST(FrameMatcher, TitlesAndAppositions) {
  EXPECT_EQ(claims("*Acme/Acme/PROPN/2/compound chief/chief/NOUN/3/nmod:desc +Lena/Lena/PROPN/4/nsubj left/leave/VERB/0/root/VerbForm=Fin"),
            "Lena leads Acme [Acme chief Lena]");
  EXPECT_EQ(claims("+Lena/Lena/PROPN/6/nsubj ,/,/PUNCT/3/punct chief/chief/NOUN/1/appos of/of/ADP/5/case *Acme/Acme/PROPN/3/nmod "
                   "left/leave/VERB/0/root/VerbForm=Fin"),
            "Lena leads Acme [Lena , chief of Acme]");
}

TEST(FrameMatcher, ASenseOfNarrowerClassesGoesBeforeOneOfAny) {
  const std::string of = " of/of/ADP/3/case ", lost = "/PROPN/1/nmod lost/lose/VERB/0/root/VerbForm=Fin";
  EXPECT_EQ(claims("+Lena/Lena/PROPN/4/nsubj" + of + "~Greens/Greens" + lost), "Lena inParty Greens [Lena of Greens]");
  EXPECT_EQ(claims("+Lena/Lena/PROPN/4/nsubj" + of + "*Acme/Acme" + lost), "Lena worksFor Acme [Lena of Acme]");
  const std::string owned = "/PROPN/3/nmod:poss 's/'s/PART/1/case +Lena/Lena/PROPN/4/nsubj lost/lose/VERB/0/root/VerbForm=Fin";
  EXPECT_EQ(claims("~Greens/Greens" + owned), "Lena inParty Greens [Greens 's Lena]");
  EXPECT_EQ(claims("*Acme/Acme" + owned), "");
}

TEST(FrameMatcher, OrTellsOfNoPair) {
  EXPECT_EQ(claims("talks/talk/NOUN/6/nsubj between/between/ADP/3/case *Mali/Mali/PROPN/1/nmod or/or/CCONJ/5/cc *Niger/Niger/PROPN/3/conj "
                   "ended/end/VERB/0/root/VerbForm=Fin"),
            "");
}

TEST(FrameMatcher, AnotherOfficeIsNotThatOffice) {
  const std::string rest = "chief/chief/NOUN/4/nmod:desc +Lena/Lena/PROPN/5/nsubj left/leave/VERB/0/root/VerbForm=Fin";
  EXPECT_EQ(claims("*Acme/Acme/PROPN/3/compound former/former/ADJ/3/amod " + rest), "");
  EXPECT_EQ(claims("*Acme/Acme/PROPN/3/compound finance/finance/NOUN/3/compound " + rest), "");
}

TEST(FrameMatcher, ANounThatNobodyNamesIsNoNode) {
  EXPECT_EQ(claims("*Acme/Acme/PROPN/3/nmod:poss 's/'s/PART/1/case =chief/chief/NOUN/4/nsubj left/leave/VERB/0/root/VerbForm=Fin"), "");
}

TEST(FrameMatcher, AClauseThatTheWordingDemandsMustFollow) {
  const std::string asked = "*Mali/Mali/PROPN/2/nsubj asked/ask/VERB/0/root/VerbForm=Fin *Niger/Niger/PROPN/2/obj";
  EXPECT_EQ(claims(asked), "");
  EXPECT_EQ(claims(asked + " to/to/PART/5/mark leave/leave/VERB/2/xcomp/VerbForm=Inf"), "Mali asks Niger [Mali asked Niger]");
}

TEST(FrameMatcher, WhatMovesAnObjectDoesNotGoItself) {
  EXPECT_EQ(claims("*Acme/Acme/PROPN/2/nsubj moved/move/VERB/0/root/VerbForm=Fin to/to/ADP/4/case *Oslo/Oslo/PROPN/2/obl"),
            "Acme movesTo Oslo [Acme moved to Oslo]");
  EXPECT_EQ(claims("*Acme/Acme/PROPN/2/nsubj moved/move/VERB/0/root/VerbForm=Fin desks/desk/NOUN/2/obj to/to/ADP/5/case *Oslo/Oslo/PROPN/2/obl"), "");
}

TEST(FrameMatcher, SurfaceSharesNoWordBetweenItsParts) {
  const Extraction extraction = read("*Acme/Acme/PROPN/2/compound chief/chief/NOUN/3/nmod:desc +Lena/Lena/PROPN/4/nsubj left/leave/VERB/0/root/VerbForm=Fin");
  ASSERT_EQ(extraction.claims.size(), 1U);
  EXPECT_EQ(*extraction.claims[0].surface, (Surface{"Lena", "chief", "Acme", {}}));
}

TEST(WordingExtractor, WithoutATreeTheOrderOfWordsTells) {
  EXPECT_EQ(claims("*Mali/Mali/PROPN accused/accuse/VERB *Niger/Niger/PROPN"), "Mali accuses Niger [Mali accused Niger]");
}

}  // namespace
}  // namespace relata
