// Common-noun phrases as the linker sees them: read off trees written as tables.
#include <relata/link/nominals.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace relata {
namespace {

std::string core(std::string_view name) { return "https://relata.dev/ontology/core#" + std::string(name); }

Ontology small() {
  const std::vector<std::string> names{"Agent", "City", "Company", "Document", "Event", "Group", "Organization", "Person", "Place", "Product", "War"};
  enum : std::uint32_t { kAgent, kCity, kCompany, kDocument, kEvent, kGroup, kOrganization, kPerson, kPlace, kProduct, kWar };
  std::vector<Class> classes;
  for (const std::string& name : names) classes.push_back({core(name), name, {}, {}, {}, {}, {}});
  classes[kCity].parents = {kPlace};
  classes[kCompany].parents = {kOrganization};
  for (const std::uint32_t cls : {kGroup, kOrganization, kPerson}) classes[cls].parents = {kAgent};
  classes[kWar].parents = {kEvent};
  classes[kEvent].wordings = {{"crisis", PartOfSpeech::kNoun}};
  classes[kCompany].wordings = {{"firm", PartOfSpeech::kNoun}};
  classes[kOrganization].wordings = {{"police", PartOfSpeech::kNoun}};
  classes[kPerson].disjoint_with = {kPlace};
  classes[kPlace].disjoint_with = {kPerson};
  return Ontology("https://relata.dev/ontology/test", "", std::move(classes), {});
}

struct Marked {
  std::uint32_t first, end;  // tokens, of the whole text
  std::string type;
  MentionKind kind = MentionKind::kNominal;
  std::uint32_t entity = kNone;
};

/// Words as "form|lemma|UPOS|head|deprel|feats", one sentence a string; without the later fields a sentence has no tree.
Extraction read(const std::vector<std::string>& sentences, const std::vector<Marked>& marked) {
  Extraction out;
  Document& document = out.document;
  for (const std::string& sentence : sentences) {
    const auto first = static_cast<std::uint32_t>(document.tokens.size());
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    std::istringstream words(sentence);
    for (std::string word; words >> word;) {
      std::istringstream fields(word);
      std::string head;
      Token token;
      std::getline(fields, token.form, '|');
      std::getline(fields, token.lemma, '|');
      std::getline(fields, token.upos, '|');
      if (std::getline(fields, head, '|')) token.head = static_cast<std::uint32_t>(std::stoul(head));
      std::getline(fields, token.deprel, '|');
      std::getline(fields, token.feats, '|');
      token.span.begin = static_cast<std::uint32_t>(document.text.size());
      document.text += token.form;
      token.span.end = static_cast<std::uint32_t>(document.text.size());
      document.text += ' ';
      document.tokens.push_back(token);
    }
    const auto count = static_cast<std::uint32_t>(document.tokens.size()) - first;
    document.sentences.push_back({{begin, static_cast<std::uint32_t>(document.text.size() - 1)}, first, count});
  }
  for (const Marked& mark : marked) {
    Mention mention;
    mention.span = {document.tokens[mark.first].span.begin, document.tokens[mark.end - 1].span.end};
    mention.type = mark.type.empty() ? "" : core(mark.type);
    mention.kind = mark.kind;
    mention.entity = mark.entity;
    out.mentions.push_back(mention);
  }
  return out;
}

const std::string kSing = "|Number=Sing", kPlur = "|Number=Plur";

TEST(Nominals, ReadsDeterminerModifiersNumberAndLabel) {
  struct Case {
    std::string sentence;
    std::uint32_t end;  // of the phrase, which begins with the sentence
    Determiner determiner;
    std::string number, modifiers, label, brief;
  };
  const std::vector<Case> cases{
      {"the|the|DET|3|det old|old|ADJ|3|amod ship|ship|NOUN|4|nsubj sank|sink|VERB|0|root", 3, Determiner::kThe, "", "old", "old ship", "old ship"},
      {"900|900|NUM|3|nummod asylum|asylum|NOUN|3|compound seekers|seeker|NOUN|4|nsubj left|leave|VERB|0|root", 3, Determiner::kBare, "900", "asylum",
       "900 asylum seekers", "900 asylum seekers"},
      {"a|a|DET|2|det spokesman|spokesman|NOUN|0|root for|for|ADP|5|case the|the|DET|5|det army|army|NOUN|2|nmod", 5, Determiner::kA, "", "army",
       "spokesman for the army", "spokesman"},
      {"people|people|NOUN|0|root whose|whose|PRON|3|nmod:poss boat|boat|NOUN|4|nsubj sank|sink|VERB|1|acl:relcl", 4, Determiner::kBare, "", "", "people", "people"},
      {"her|her|PRON|2|nmod:poss mother|mother|NOUN|0|root", 2, Determiner::kPronounOwner, "", "", "her mother", "her mother"},
      {"Arland|Arland|PROPN|3|nmod:poss 's|'s|PART|1|case ministry|ministry|NOUN|0|root", 3, Determiner::kOwner, "", "arland", "Arland 's ministry",
       "Arland 's ministry"},
      {"no|no|DET|2|det boat|boat|NOUN|0|root", 2, Determiner::kQuantifier, "", "", "boat", "boat"},
      {"all|all|DET|3|det 290|290|NUM|3|nummod people|people|NOUN|0|root", 3, Determiner::kBare, "290", "", "290 people", "290 people"},
      {"the|the|DET|3|det other|other|ADJ|3|amod boat|boat|NOUN|0|root", 3, Determiner::kThe, "", "other", "other boat", "other boat"},
      {"those|those|DET|2|det boats|boat|NOUN|0|root", 2, Determiner::kDemonstrative, "", "", "boats", "boats"},
      {"the|the|x old|old|x ship|ship|x", 3, Determiner::kBare, "", "", "old ship", "old ship"},  // no tree
  };
  const Ontology ontology = small();
  for (const Case& c : cases) {
    const Extraction extraction = read({c.sentence}, {{0, c.end, "Product"}});
    const auto nominal = NominalReader(extraction, ontology).read(0);
    ASSERT_TRUE(nominal) << c.sentence;
    EXPECT_EQ(nominal->determiner, c.determiner) << c.sentence;
    EXPECT_EQ(nominal->number, c.number) << c.sentence;
    std::string modifiers;
    for (const std::string& modifier : nominal->modifiers) modifiers += modifiers.empty() ? modifier : " " + modifier;
    EXPECT_EQ(modifiers, c.modifiers) << c.sentence;
    EXPECT_EQ(label_of(*nominal, extraction.document), c.label);
    EXPECT_EQ(short_label_of(*nominal, extraction.document), c.brief);
  }
}

TEST(Nominals, KnowsWhatDescribesAnotherMention) {
  struct Case {
    std::string sentence;
    Marked nominal, name;
    bool describes;
  };
  const auto name = [](std::uint32_t first, std::uint32_t end, std::string type = "Person") { return Marked{first, end, std::move(type), MentionKind::kName}; };
  const std::vector<Case> cases{
      {"Roe|Roe|PROPN|0|root ,|,|PUNCT|4|punct a|a|DET|4|det spokesman|spokesman|NOUN|1|appos", {2, 4, "Person"}, name(0, 1), true},
      {"writer|writer|NOUN|0|root Ann|Ann|PROPN|1|flat Roe|Roe|PROPN|1|flat", {0, 3, "Person"}, name(1, 3), true},
      {"actor|actor|NOUN|2|compound Roe|Roe|PROPN|3|nsubj left|leave|VERB|0|root", {0, 1, "Person"}, name(1, 2), true},
      {"Roe|Roe|PROPN|4|nsubj is|be|AUX|4|cop a|a|DET|4|det doctor|doctor|NOUN|0|root", {2, 4, "Person"}, name(0, 1), true},
      {"Roe|Roe|PROPN|6|nsubj may|may|AUX|6|aux be|be|AUX|6|cop no|no|DET|6|det good|good|ADJ|6|amod doctor|doctor|NOUN|0|root", {3, 6, "Person"}, name(0, 1), false},
      {"Arland|Arland|PROPN|0|root ,|,|PUNCT|4|punct a|a|DET|4|det doctor|doctor|NOUN|1|appos", {2, 4, "Person"}, name(0, 1, "Place"), false},  // disjoint
      {"Acme|Acme|PROPN|2|compound company|company|NOUN|0|root" + kSing, {0, 2, "Company"}, name(0, 1, "Company"), true},
      {"town|town|NOUN|0|root" + kSing + " of|of|ADP|3|case Arville|Arville|PROPN|1|nmod", {0, 3, "City"}, name(2, 3, "City"), true},
      {"the|the|DET|3|det Acme|Acme|PROPN|3|compound group|group|NOUN|0|root" + kSing, {0, 3, "Organization"}, name(1, 2, "Organization"), true},
      {"minister|minister|NOUN|0|root Gen|Gen|PROPN|1|flat Roe|Roe|PROPN|2|flat", {0, 3, "Person"}, name(2, 3), true},
      {"a|a|DET|2|det user|user|NOUN|0|root labelled|label|VERB|2|acl|Voice=Pass Anon|Anon|PROPN|3|xcomp", {0, 4, "Person"}, name(3, 4), true},
      {"men|man|NOUN|0|root known|know|VERB|1|acl|Voice=Pass as|as|ADP|4|case Roes|Roes|PROPN|2|obl", {0, 4, "Person"}, name(3, 4), true},
      {"Max|Max|PROPN|0|root ,|,|PUNCT|4|punct a|a|DET|4|det son|son|NOUN|1|appos named|name|VERB|4|acl|Voice=Pass after|after|ADP|7|case Roe|Roe|PROPN|5|obl",
       {2, 7, "Person"}, name(6, 7), false},
      {"land|land|NOUN|0|root in|in|ADP|3|case Norland|Norland|PROPN|1|nmod ,|,|PUNCT|6|punct a|a|DET|6|det marsh|marsh|NOUN|1|appos",
       {4, 6, "Place"}, name(2, 3, "Place"), true},
      {"Roe|Roe|PROPN|4|nsubj was|be|AUX|4|cop a|a|DET|4|det Norlander|Norlander|NOUN|0|root ,|,|PUNCT|7|punct a|a|DET|7|det spy|spy|NOUN|4|appos",
       {5, 7, "Person"}, name(0, 1), true},
      {"church|church|NOUN|2|compound lawyer|lawyer|NOUN|3|nsubj Roe|Roe|PROPN|0|root", {0, 1, "Organization"}, name(2, 3), false},
  };
  const Ontology ontology = small();
  for (const Case& c : cases) {
    const Extraction extraction = read({c.sentence}, {c.nominal, c.name});
    const auto nominal = NominalReader(extraction, ontology).read(0);
    ASSERT_TRUE(nominal) << c.sentence;
    EXPECT_EQ(nominal->standing, Standing::kAside) << c.sentence;
    EXPECT_EQ(nominal->describes, c.describes ? 1U : kNone) << c.sentence;
    EXPECT_FALSE(is_specific(*nominal, ontology)) << c.sentence;
  }
}

TEST(Nominals, PicksOutAThingByClassAndDescription) {
  struct Case {
    std::string phrase;  // heads the subject of a sentence, or its oblique where `oblique`
    std::string type;
    bool specific;
    bool oblique = false;
  };
  const std::string noun = "|NOUN|HEAD|REL";
  const std::vector<Case> cases{
      {"the|the|DET|2|det army|army" + noun + kSing, "Organization", true, true},
      {"officials|official" + noun + kPlur, "Group", true},
      {"officials|official" + noun + kPlur, "Group", false, true},
      {"local|local|ADJ|2|amod officials|official" + noun + kPlur, "Group", true, true},
      {"management|management" + noun + kSing, "Organization", false},
      {"some|some|DET|2|det officials|official" + noun + kPlur, "Group", false},
      {"a|a|DET|2|det number|number" + noun + kSing, "Group", false},
      {"the|the|DET|2|det area|area" + noun + kSing, "Place", false},
      {"the|the|DET|3|det northern|northern|ADJ|3|amod area|area" + noun + kSing, "Place", true},
      {"the|the|DET|2|det war|war" + noun + kSing, "War", true},
      {"the|the|DET|2|det crisis|crisis" + noun + kSing, "Event", true},
      {"the|the|DET|2|det attempt|attempt" + noun + kSing, "Event", false},
      {"its|its|PRON|2|nmod:poss war|war" + noun + kSing, "War", false},
      {"a|a|DET|2|det ship|ship" + noun + kSing, "Product", true},
      {"paper|paper" + noun + kSing, "Document", false},
      {"the|the|DET|2|det unity|unity" + noun + kSing, "", false},
  };
  const Ontology ontology = small();
  for (const Case& c : cases) {
    std::string sentence = c.phrase;
    const auto words = static_cast<std::uint32_t>(std::count(sentence.begin(), sentence.end(), ' ')) + 1;
    sentence.replace(sentence.find("HEAD"), 4, std::to_string(words + 1));
    sentence.replace(sentence.find("REL"), 3, c.oblique ? "obl" : "nsubj");
    const Extraction extraction = read({sentence + " moved|move|VERB|0|root"}, {{0, words, c.type}});
    const auto nominal = NominalReader(extraction, ontology).read(0);
    ASSERT_TRUE(nominal);
    EXPECT_EQ(is_specific(*nominal, ontology), c.specific) << c.phrase;
  }
}

TEST(Nominals, TakesUpTheSameWordsButNoOther) {
  struct Case {
    std::string later, earlier;  // phrases whose last word is the head, determiners as written
    bool same;
  };
  const std::vector<Case> cases{
      {"the boat", "a small boat", true},
      {"a boat", "a boat", false},
      {"the small boat", "a boat", false},
      {"Iraqi officials", "Iraqi officials", true},
      {"officials", "officials", true},
      {"Iraqi officials", "Iraqi military officials", false},
      {"the officials", "Iraqi military officials", true},
      {"900 migrants", "700 migrants", false},
      {"the 900 migrants", "900 young migrants", true},
      {"the migrants", "900 migrants", true},
      {"her house", "her house", true},
      {"his house", "her house", false},
      {"its house", "the Iraqi house", true},
      {"its house", "the house", false},
      {"no boat", "the boat", false},
      {"the boats", "the boat", false},
      {"this war", "the war", true},
      {"the ship", "the boat", false},
      {"these boats", "several boats", true},
      {"the boats", "several boats", false},
      {"boats", "several boats", false},
  };
  const auto phrase = [](const std::string& text, std::uint32_t first) {
    std::istringstream words(text);
    std::vector<std::string> forms;
    for (std::string form; words >> form;) forms.push_back(form);
    std::string out;
    const std::string head = std::to_string(first + forms.size());
    for (std::size_t i = 0; i + 1 < forms.size(); ++i) {
      const std::string& form = forms[i];
      const bool digit = form[0] >= '0' && form[0] <= '9', pronoun = form == "her" || form == "his" || form == "its";
      const bool det = form == "the" || form == "a" || form == "no" || form == "this" || form == "these" || form == "several";
      const std::string as = digit ? "|NUM|" + head + "|nummod" : pronoun ? "|PRON|" + head + "|nmod:poss" : det ? "|DET|" + head + "|det" : "|ADJ|" + head + "|amod";
      out += form + '|' + form + as + ' ';
    }
    const std::string& noun = forms.back();
    const bool plural = noun.ends_with('s');
    return out + noun + '|' + (plural ? noun.substr(0, noun.size() - 1) : noun) + "|NOUN|0|root" + (plural ? kPlur : kSing);
  };
  const Ontology ontology = small();
  for (const Case& c : cases) {
    const auto earlier = static_cast<std::uint32_t>(std::count(c.earlier.begin(), c.earlier.end(), ' ')) + 1;
    const auto later = static_cast<std::uint32_t>(std::count(c.later.begin(), c.later.end(), ' ')) + 1;
    Extraction extraction = read({phrase(c.earlier, 0), phrase(c.later, 0)}, {{0, earlier, ""}, {earlier, earlier + later, ""}});
    // "Iraqi" is a name.
    for (std::uint32_t token = 0; token < extraction.document.tokens.size(); ++token)
      if (extraction.document.tokens[token].form == "Iraqi") {
        Mention name;
        name.span = extraction.document.tokens[token].span;
        name.entity = 0;
        extraction.mentions.push_back(name);
      }
    const NominalReader reader(extraction, ontology);
    EXPECT_EQ(may_be_same(*reader.read(1), *reader.read(0)), c.same) << c.later << " / " << c.earlier;
  }
}

TEST(Nominals, AsksForAClassByItsNounAlone) {
  struct Case {
    std::string phrase, type;
    bool asks;
  };
  const std::vector<Case> cases{
      {"the|the|DET|2|det company|company|NOUN|0|root" + kSing, "Company", true},
      {"this|this|DET|2|det firm|firm|NOUN|0|root" + kSing, "Company", true},
      {"the|the|DET|2|det organization|organization|NOUN|0|root" + kSing, "Organization", true},
      {"the|the|DET|2|det police|police|NOUN|0|root" + kSing, "Organization", false},
      {"a|a|DET|2|det company|company|NOUN|0|root" + kSing, "Company", false},
      {"the|the|DET|2|det companies|company|NOUN|0|root" + kPlur, "Company", false},
      {"the|the|DET|3|det oil|oil|NOUN|3|compound company|company|NOUN|0|root" + kSing, "Company", false},
      {"the|the|x company|company|x", "Company", false},  // no tree
  };
  const Ontology ontology = small();
  for (const Case& c : cases) {
    const auto words = static_cast<std::uint32_t>(std::count(c.phrase.begin(), c.phrase.end(), ' ')) + 1;
    const Extraction extraction = read({c.phrase}, {{0, words, c.type}});
    const auto cls = bare_class(*NominalReader(extraction, ontology).read(0), ontology);
    EXPECT_EQ(cls.has_value(), c.asks) << c.phrase;
    if (cls) {
      EXPECT_EQ(*cls, ontology.find_class(core(c.type)));
    }
  }
}

TEST(Nominals, HeadsAName) {
  struct Case {
    std::string name;
    bool called;
  };
  const std::vector<Case> cases{{"Bank of Arland", true}, {"Arland Bank", true}, {"Bank", false}, {"Burbank", false}, {"Bank Street", false}};
  const Extraction extraction = read({"the|the|DET|2|det bank|bank|NOUN|0|root"}, {{0, 2, "Company"}});
  const auto bank = NominalReader(extraction, small()).read(0);
  for (const Case& c : cases) EXPECT_EQ(is_called_by(c.name, *bank), c.called) << c.name;
}

TEST(Nominals, AreNominalMentionsOnly) {
  const Extraction extraction = read({"it|it|PRON|0|root"}, {{0, 1, "", MentionKind::kPronoun}});
  EXPECT_FALSE(NominalReader(extraction, small()).read(0));
}

}  // namespace
}  // namespace relata
