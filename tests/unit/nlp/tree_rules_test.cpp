// Trees before and after the rules, written as "form/UPOS/lemma/head/relation/kind", a plural or a participle with a star behind its part of speech,
// a finite verb with a plus.
#include <relata/nlp/tree_rules.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace relata {
namespace {

const std::vector<std::string> kNames{"none", "person", "organization", "place", "event", "abstract"};

/// "form>head relation" of the words whose head or relation changed.
std::string changed(const std::string& words) {
  Document document;
  std::vector<std::uint8_t> kinds;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    std::replace(word.begin(), word.end(), '/', ' ');
    std::istringstream parts(word);
    Token token;
    std::string kind;
    parts >> token.form >> token.upos >> token.lemma >> token.head >> token.deprel >> kind;
    if (token.upos.back() == '*' || token.upos.back() == '+') {
      const bool finite = token.upos.back() == '+';
      token.upos.pop_back();
      token.feats = finite ? "VerbForm=Fin" : token.upos == "VERB" ? "VerbForm=Part" : "Number=Plur";
    }
    document.tokens.push_back(token);
    kinds.push_back(static_cast<std::uint8_t>(std::find(kNames.begin(), kNames.end(), kind) - kNames.begin()));
  }
  const std::vector<Token> before = document.tokens;
  TreeRules(document, 0, static_cast<std::uint32_t>(before.size()), kinds, kNames).apply();
  std::string out;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (const Token& t = document.tokens[i]; t.head != before[i].head || t.deprel != before[i].deprel)
      out += (out.empty() ? "" : ", ") + t.form + ">" + (t.head == 0 ? "root" : before[t.head - 1].form) + " " + t.deprel;
  return out;
}

TEST(TreeRules, AClauseHasOneSubject) {
  EXPECT_EQ(changed("envoy/NOUN/envoy/3/nsubj/person Roe/PROPN/Roe/3/nsubj/person said/VERB/say/0/root/none"), "envoy>Roe nmod:desc");
  EXPECT_EQ(changed("envoy/NOUN/envoy/4/nsubj/person ,/PUNCT/,/1/punct/none Roe/PROPN/Roe/4/nsubj/person said/VERB/say/0/root/none"), "");
}

TEST(TreeRules, ConjunctsBeginWithTheSamePreposition) {
  const std::string start = "rise/NOUN/rise/0/root/event in/ADP/in/3/case/none price/NOUN/price/1/nmod/abstract of/ADP/of/5/case/none bread/NOUN/bread/3/nmod/none and/CCONJ/and/8/cc/none ";
  EXPECT_EQ(changed(start + "in/ADP/in/8/case/none wages/NOUN*/wage/5/conj/abstract"), "wages>price conj");
  EXPECT_EQ(changed(start + "of/ADP/of/8/case/none milk/NOUN/milk/5/conj/none"), "");
  EXPECT_EQ(changed(start + "for/ADP/for/8/case/none wages/NOUN*/wage/5/conj/abstract"), "");
}

TEST(TreeRules, AQualityIsNotJoinedWithWhatHasIt) {
  const std::string start = "on/ADP/on/2/case/none talks/NOUN*/talk/0/root/none on/ADP/on/4/case/none issues/NOUN*/issue/2/nmod/none of/ADP/of/7/case/none ";
  const std::string end = "/none and/CCONJ/and/9/cc/none cooperation/NOUN/cooperation/7/conj/none";
  EXPECT_EQ(changed(start + "mutual/ADJ/mutual/7/amod/none concern/NOUN/concern/4/nmod" + end), "cooperation>issues conj");
  EXPECT_EQ(changed(start + "mutual/ADJ/mutual/7/amod/none trade/NOUN/trade/4/nmod" + end), "");
  EXPECT_EQ(changed(start + "great/ADJ/great/7/amod/none importance/NOUN/importance/4/nmod/none and/CCONJ/and/9/cc/none interest/NOUN/interest/7/conj/none"), "") << "two qualities";
}

TEST(TreeRules, ANameBehindACommaSaysWhoThePersonIs) {
  const std::string start = "Roe/PROPN/Roe/2/nsubj/person beat/VERB/beat/0/root/none ";
  EXPECT_EQ(changed(start + "rivals/NOUN*/rival/2/obj/person ,/PUNCT/,/5/punct/none Moss/PROPN/Moss/2/dep/person"), "Moss>rivals appos");
  EXPECT_EQ(changed(start + "time/NOUN/time/2/obj/abstract ,/PUNCT/,/5/punct/none Moss/PROPN/Moss/2/dep/person"), "");
}

TEST(TreeRules, NoPersonIsWhich) {
  const std::string start = "Roe/PROPN/Roe/9/nsubj/person ,/PUNCT/,/3/punct/none head/NOUN/head/1/appos/person of/ADP/of/5/case/none Acme/PROPN/Acme/3/nmod/";
  const std::string end = " ,/PUNCT/,/8/punct/none which/PRON/which/8/nsubj/none grew/VERB/grow/1/acl:relcl/none left/VERB/leave/0/root/none";
  EXPECT_EQ(changed(start + "organization" + end), "grew>Acme acl:relcl");
  EXPECT_EQ(changed(start + "person" + end), "");
}

TEST(TreeRules, WhatIsSaidOfOneNameIsSaidOfTheNearest) {
  const std::string towns = "Vorn/PROPN/Vorn/0/root/place and/CCONJ/and/3/cc/none Harrow/PROPN/Harrow/1/conj/place ,/PUNCT/,/6/punct/none her/PRON/her/6/nmod:poss/person ";
  EXPECT_EQ(changed(towns + "home/NOUN/home/1/appos/place"), "home>Harrow appos");
  EXPECT_EQ(changed(towns + "homes/NOUN*/home/1/appos/place"), "") << "both of them";
  const std::string gangs = "gangs/NOUN*/gang/0/root/organization hold/VERB/hold/1/acl:relcl/none capital/NOUN/capital/2/obj/";
  EXPECT_EQ(changed(gangs + "place ,/PUNCT/,/5/punct/none Vorn/PROPN/Vorn/1/appos/place"), "Vorn>capital appos");
  EXPECT_EQ(changed(gangs + "abstract ,/PUNCT/,/5/punct/none Vorn/PROPN/Vorn/1/appos/place"), "");
  EXPECT_EQ(changed("deputy/NOUN/deputy/0/root/person ,/PUNCT/,/3/punct/none Moss/PROPN/Moss/1/appos/person of/ADP/of/5/case/none Acme/PROPN/Acme/1/nmod/organization"), "Acme>Moss nmod");
}

TEST(TreeRules, TheNounBeforeAParticipleIsWhatIsSpokenOf) {
  const std::string start = "a/DET/a/3/det/none fire/NOUN/fire/3/compound/event ", end = " raged/VERB/rage/0/root/none";
  EXPECT_EQ(changed(start + "fanned/VERB*/fan/4/nsubj/none" + end), "a>fire det, fire>raged nsubj, fanned>fire acl");
  EXPECT_EQ(changed(start + "alarm/NOUN/alarm/4/nsubj/none" + end), "");
}

TEST(TreeRules, ExamplesAreOfTheKindOfWhatTheyAreExamplesOf) {
  const std::string start = "countries/NOUN*/country/2/nsubj/place suffered/VERB/suffer/0/root/none from/ADP/from/4/case/none ";
  const std::string end = " ,/PUNCT/,/7/punct/none including/VERB/include/7/case/none partners/NOUN*/partner/4/nmod/organization";
  EXPECT_EQ(changed(start + "actions/NOUN*/action/2/obl/event" + end), "partners>countries nmod");
  EXPECT_EQ(changed(start + "firms/NOUN*/firm/2/obl/organization" + end), "");
  EXPECT_EQ(changed(start + "war/NOUN/war/2/obl/event" + end), "") << "one war has no examples";
}

TEST(TreeRules, WhoStandsBeforeAVerbOfSayingSaysIt) {
  const std::string start = "pull/NOUN/pull/8/nsubj/none of/ADP/of/3/case/none Roe/PROPN/Roe/1/nmod/person ,/PUNCT/,/7/punct/none members/NOUN*/member/3/";
  const std::string end = "/person leaders/NOUN*/leader/3/conj/person say/VERB+/say/8/parataxis/none plain/ADJ/plain/0/root/none";
  EXPECT_EQ(changed(start + "conj" + end), "") << "the verb is not set off";
  const std::string set_off = "/person leaders/NOUN*/leader/3/conj/person say/VERB+/say/9/parataxis/none ,/PUNCT/,/1/punct/none plain/ADJ/plain/0/root/none";
  EXPECT_EQ(changed(start + "conj" + set_off), "members>say nsubj, leaders>members conj");
  EXPECT_EQ(changed("it/PRON/it/6/nsubj/none ,/PUNCT/,/6/punct/none time/NOUN/time/1/appos/none sold/VERB+/sell/6/parataxis/none ,/PUNCT/,/6/punct/none grew/VERB/grow/0/root/none"), "");
}

TEST(TreeRules, ANameBetweenCommasSaysWhoTheSubjectIs) {
  const std::string start = "envoy/NOUN/envoy/5/nsubj/person ,/PUNCT/,/3/punct/none Roe/PROPN/Roe/5/nsubj/";
  EXPECT_EQ(changed(start + "person ,/PUNCT/,/3/punct/none said/VERB/say/0/root/none"), "Roe>envoy appos");
  EXPECT_EQ(changed(start + "place ,/PUNCT/,/3/punct/none said/VERB/say/0/root/none"), "");
}

TEST(TreeRules, WhatFollowsAVerbWithItsSubjectIsItsObject) {
  const std::string start = "court/NOUN/court/2/nsubj/organization upheld/VERB/uphold/0/root/none ruling/NOUN/ruling/2/nsubj/event";
  EXPECT_EQ(changed(start), "ruling>upheld obj");
  EXPECT_EQ(changed("said/VERB/say/0/root/none Roe/PROPN/Roe/1/nsubj/person"), "");
}

TEST(TreeRules, WhoTurnedSomethingElseIsWhatHeWas) {
  EXPECT_EQ(changed("Roe/PROPN/Roe/0/root/person ,/PUNCT/,/3/punct/none singer/NOUN/singer/5/compound/person turned/VERB/turn/5/amod/none politician/NOUN/politician/1/appos/person"),
            "singer>Roe appos, turned>singer acl, politician>turned xcomp");
}

TEST(TreeRules, APlaceBehindACommaIsWhereTheOneBeforeLies) {
  const std::string coast = "coast/NOUN/coast/0/root/place of/ADP/of/5/case/none Aceh/PROPN/Aceh/5/compound/place ,/PUNCT/,/5/punct/none Norland/PROPN/Norland/1/nmod/place";
  EXPECT_EQ(changed(coast), "of>Aceh case, Aceh>coast nmod, Norland>Aceh appos");
  const std::string base = "base/NOUN/base/0/root/place in/ADP/in/3/case/none Vorn/PROPN/Vorn/1/nmod/none ,/PUNCT/,/3/punct/none Harrow/PROPN/Harrow/1/nmod/place";
  EXPECT_EQ(changed(base), ",>Harrow punct, Harrow>Vorn appos");
  EXPECT_EQ(changed(base + " and/CCONJ/and/7/cc/none Passy/PROPN/Passy/3/conj/place"), "");
  EXPECT_EQ(changed("base/NOUN/base/0/root/place in/ADP/in/3/case/none Vorn/PROPN/Vorn/1/nmod/place ,/PUNCT/,/3/punct/none Roe/PROPN/Roe/1/nmod/person"), "");
}

TEST(TreeRules, ARulingPartyRules) {
  const std::string india = "India/PROPN/India/2/nmod:poss/place ruling/NOUN/ruling/4/nsubj/event ", won = " won/VERB/win/0/root/none";
  EXPECT_EQ(changed(india + "Hlas/PROPN/Hlas/4/nsubj/organization" + won), "India>Hlas nmod:poss, ruling>Hlas amod");
  EXPECT_EQ(changed(india + "soon/ADV/soon/4/advmod/none" + won), "");
}

TEST(TreeRules, WhoSaysItStandsLast) {
  const std::string start = "blast/NOUN/blast/2/nsubj/event hit/VERB+/hit/8/ccomp/none town/NOUN/town/2/obj/place ,/PUNCT/,/8/punct/none ";
  const std::string end = " said/VERB+/say/0/root/none ./PUNCT/./8/punct/none";
  EXPECT_EQ(changed(start + "police/NOUN/police/2/nsubj/person and/CCONJ/and/7/cc/none officials/NOUN*/official/5/conj/person" + end), "police>said nsubj");
  EXPECT_EQ(changed(start + "killing/VERB/kill/2/advcl/none two/NUM/two/5/obj/person people/NOUN*/person/5/obj/person" + end), "");
}

TEST(TreeRules, WhoIsNamedIsTheObject) {
  EXPECT_EQ(changed("Acme/PROPN/Acme/2/nsubj/organization named/VERB/name/0/root/none Roe/PROPN/Roe/2/xcomp/person"), "Roe>named obj");
  EXPECT_EQ(changed("Acme/PROPN/Acme/2/nsubj/organization became/VERB/become/0/root/none Zefa/PROPN/Zefa/2/xcomp/organization"), "");
}

TEST(TreeRules, AnAgeIsNobody) {
  const std::string roe = "Roe/PROPN/Roe/6/nsubj/person ,/PUNCT/,/3/punct/none 27/NUM/27/1/conj/none ";
  EXPECT_EQ(changed(roe + ",/PUNCT/,/5/punct/none Moss/PROPN/Moss/3/conj/person left/VERB/leave/0/root/none"), "27>Roe amod, Moss>Roe conj");
  EXPECT_EQ(changed(roe + "and/CCONJ/and/3/cc/none Moss/PROPN/Moss/1/conj/person left/VERB/leave/0/root/none"), "");
}

TEST(TreeRules, LettersInBracketsAreShortForTheNearest) {
  EXPECT_EQ(changed("Acme/PROPN/Acme/0/root/organization and/CCONJ/and/3/cc/none Vorn/PROPN/Vorn/1/conj/organization (/PUNCT/(/5/punct/none VN/PROPN/VN/1/appos/organization"), "VN>Vorn appos");
}

TEST(TreeRules, ATitleIsNoObjectBesideWhoHasIt) {
  const std::string start = "Roe/PROPN/Roe/2/nsubj/person met/VERB/meet/0/root/none Secretary/PROPN/Secretary/2/obj/person ";
  EXPECT_EQ(changed(start + "Moss/PROPN/Moss/2/obj/person"), "Secretary>Moss nmod:desc");
  EXPECT_EQ(changed(start + ",/PUNCT/,/3/punct/none Moss/PROPN/Moss/2/obj/person"), "");
}

TEST(TreeRules, ADayBetweenSubjectAndVerbIsThatOfTheVerb) {
  const std::string start = "court/NOUN/court/4/nsubj/organization on/ADP/on/3/case/none ", end = "/1/nmod/none ruled/VERB/rule/0/root/none";
  EXPECT_EQ(changed(start + "Monday/PROPN/Monday" + end), "Monday>ruled obl");
  EXPECT_EQ(changed(start + "Crete/PROPN/Crete" + end), "");
}

TEST(TreeRules, WhatSomebodyIsAsIsNoSubject) {
  EXPECT_EQ(changed("as/SCONJ/as/4/mark/none minister/NOUN/minister/4/nsubj/person she/PRON/she/4/nsubj/person left/VERB/leave/0/root/none"), "as>minister case, minister>left obl");
  EXPECT_EQ(changed("as/SCONJ/as/4/mark/none ministers/NOUN/minister/4/nsubj/person often/ADV/often/4/advmod/none left/VERB/leave/0/root/none"), "");
}

TEST(TreeRules, WhoSaysSomethingAddsWhatFollows) {
  const std::string start = "it/PRON/it/2/nsubj/none closed/VERB/close/0/root/none ,/PUNCT/,/5/punct/none Roe/PROPN/Roe/5/nsubj/person said/VERB+/say/2/parataxis/none ,/PUNCT/,/7/punct/none ";
  EXPECT_EQ(changed(start + "adding/VERB/add/2/advcl/none"), "adding>said advcl");
  EXPECT_EQ(changed(start + "leaving/VERB/leave/2/advcl/none"), "");
}

TEST(TreeRules, WhoIsShotDeadWasShot) {
  const std::string start = "gunman/NOUN/gunman/4/compound/person shot/VERB/shoot/0/root/none dead/ADJ/dead/4/amod/none leader/NOUN/leader/2/nsubj/person";
  EXPECT_EQ(changed(start), "gunman>shot nsubj, dead>shot xcomp, leader>shot obj");
  EXPECT_EQ(changed("police/NOUN/police/2/nsubj/person found/VERB/find/0/root/none dead/ADJ/dead/4/amod/none fish/NOUN/fish/2/obj/none"), "");
}

}  // namespace
}  // namespace relata
