#include <relata/nlp/cues.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace relata {
namespace {

using Words = std::unordered_set<std::string_view>;

const std::unordered_map<std::string_view, WordClass>& closed_classes() {
  static const auto table = [] {
    std::unordered_map<std::string_view, WordClass> t;
    const auto add = [&t](WordClass c, std::initializer_list<std::string_view> words) {
      for (const std::string_view word : words) t.emplace(word, c);
    };
    add(WordClass::kNegation, {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"});
    add(WordClass::kDeterminer, {"the", "a", "an", "this", "these", "those", "some", "any", "each", "every", "both",
                                 "all", "its", "his", "her", "their", "our", "my", "your", "many", "several", "such"});
    add(WordClass::kPreposition,
        {"of", "in", "on", "at", "by", "for", "from", "to", "with", "into", "onto", "against", "between", "among",
         "about", "over", "under", "after", "before", "during", "since", "until", "through", "across", "toward",
         "towards", "near", "amid", "within", "outside", "inside", "despite", "as", "than", "like", "per", "via"});
    add(WordClass::kConjunction, {"and", "or", "but", "yet", "so", "because", "although", "though", "while", "whereas",
                                  "if", "unless", "whether", "once"});
    add(WordClass::kPronoun, {"i", "you", "he", "she", "it", "we", "they", "me", "him", "us", "them", "himself",
                              "herself", "itself", "themselves", "ourselves", "mine", "hers", "ours", "theirs",
                              "there", "here", "what", "someone", "anyone", "everyone", "nobody"});
    add(WordClass::kAuxiliary, {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re",
                                "'m", "’m", "have", "has", "had", "having", "'ve", "’ve", "do", "does", "did"});
    add(WordClass::kModal, {"will", "would", "shall", "should", "may", "might", "can", "could", "must", "'ll", "’ll",
                            "'d", "’d", "ought", "wo", "ca"});
    add(WordClass::kRelative, {"that", "which", "who", "whom", "whose", "where", "when", "why", "how"});
    return t;
  }();
  return table;
}

const std::unordered_map<std::string_view, std::string_view>& irregular() {
  static const std::unordered_map<std::string_view, std::string_view> table{
      {"said", "say"},       {"told", "tell"},      {"was", "be"},        {"were", "be"},      {"is", "be"},
      {"are", "be"},         {"am", "be"},          {"been", "be"},       {"being", "be"},     {"has", "have"},
      {"had", "have"},       {"did", "do"},         {"done", "do"},       {"does", "do"},      {"met", "meet"},
      {"spoke", "speak"},    {"spoken", "speak"},   {"led", "lead"},      {"won", "win"},      {"made", "make"},
      {"took", "take"},      {"taken", "take"},     {"gave", "give"},     {"given", "give"},   {"held", "hold"},
      {"kept", "keep"},      {"sent", "send"},      {"built", "build"},   {"bought", "buy"},   {"sold", "sell"},
      {"fought", "fight"},   {"born", "bear"},      {"began", "begin"},   {"begun", "begin"},  {"struck", "strike"},
      {"shot", "shoot"},     {"hit", "hit"},        {"became", "become"}, {"left", "leave"},   {"paid", "pay"},
      {"went", "go"},        {"gone", "go"},        {"came", "come"},     {"saw", "see"},      {"seen", "see"},
      {"chose", "choose"},   {"chosen", "choose"},  {"brought", "bring"}, {"thought", "think"}, {"wrote", "write"},
      {"written", "write"},  {"ran", "run"},        {"lost", "lose"},     {"found", "find"},   {"laid", "lay"},
      {"lay", "lie"},        {"broke", "break"},    {"broken", "break"},  {"dove", "dive"},      {"drew", "draw"},    {"drawn", "draw"},
      {"sought", "seek"},    {"overthrew", "overthrow"}, {"sworn", "swear"}, {"countries", "country"},
      {"arose", "arise"}, {"arisen", "arise"}, {"awoke", "awake"}, {"awoken", "awake"}, {"bore", "bear"}, {"borne", "bear"}, {"begot", "beget"},
      {"begotten", "beget"}, {"bent", "bend"}, {"bade", "bid"}, {"bidden", "bid"}, {"bound", "bind"}, {"bit", "bite"}, {"bitten", "bite"},
      {"clung", "cling"}, {"crept", "creep"}, {"dealt", "deal"}, {"dug", "dig"}, {"drank", "drink"}, {"drunk", "drink"}, {"dwelt", "dwell"},
      {"flung", "fling"}, {"forbade", "forbid"}, {"forbidden", "forbid"}, {"foresaw", "foresee"}, {"foreseen", "foresee"}, {"forgave", "forgive"},
      {"forgiven", "forgive"}, {"forsook", "forsake"}, {"forsaken", "forsake"}, {"froze", "freeze"}, {"frozen", "freeze"}, {"ground", "grind"},
      {"hung", "hang"}, {"hid", "hide"}, {"hidden", "hide"}, {"knelt", "kneel"}, {"leapt", "leap"}, {"misled", "mislead"}, {"mistook", "mistake"},
      {"mistaken", "mistake"}, {"outgrew", "outgrow"}, {"outgrown", "outgrow"}, {"overcame", "overcome"}, {"oversaw", "oversee"},
      {"overseen", "oversee"}, {"overtook", "overtake"}, {"overtaken", "overtake"}, {"overthrown", "overthrow"}, {"rebuilt", "rebuild"},
      {"rang", "ring"}, {"rung", "ring"}, {"shone", "shine"}, {"shrank", "shrink"}, {"shrunk", "shrink"}, {"sang", "sing"}, {"sung", "sing"},
      {"sank", "sink"}, {"sunk", "sink"}, {"slew", "slay"}, {"slain", "slay"}, {"slid", "slide"}, {"slung", "sling"}, {"spun", "spin"},
      {"sprang", "spring"}, {"sprung", "spring"}, {"stuck", "stick"}, {"stung", "sting"}, {"stank", "stink"}, {"stunk", "stink"},
      {"strode", "stride"}, {"strove", "strive"}, {"striven", "strive"}, {"swore", "swear"}, {"swept", "sweep"}, {"swam", "swim"}, {"swum", "swim"},
      {"swung", "swing"}, {"tore", "tear"}, {"torn", "tear"}, {"trod", "tread"}, {"trodden", "tread"}, {"underwent", "undergo"},
      {"undergone", "undergo"}, {"undertook", "undertake"}, {"undertaken", "undertake"}, {"unwound", "unwind"}, {"upheld", "uphold"},
      {"wove", "weave"}, {"woven", "weave"}, {"wept", "weep"}, {"withdrew", "withdraw"}, {"withdrawn", "withdraw"}, {"withheld", "withhold"},
      {"withstood", "withstand"}, {"wrung", "wring"}, {"dreamt", "dream"}, {"leant", "lean"}, {"lent", "lend"}, {"lain", "lie"}, {"outdid", "outdo"},
      {"outdone", "outdo"}, {"pled", "plead"}, {"repaid", "repay"}, {"resold", "resell"}, {"retook", "retake"}, {"retaken", "retake"}, {"shook", "shake"},
      {"smelt", "smell"}, {"spat", "spit"}, {"spilt", "spill"}, {"strung", "string"}, {"swollen", "swell"}, {"undid", "undo"}, {"undone", "undo"},
      {"rewrote", "rewrite"}, {"rewritten", "rewrite"}, {"redrew", "redraw"}, {"redrawn", "redraw"}, {"outsold", "outsell"}, {"overran", "overrun"},
      {"fled", "flee"},      {"fed", "feed"},       {"bled", "bleed"},    {"bred", "breed"},    {"sped", "speed"},
      {"people", "person"},  {"men", "man"},        {"women", "woman"},   {"an", "a"},         {"’s", "'s"}};
  return table;
}

const Words& saying_verbs() {
  static const Words table{"say",      "tell",   "add",     "stress",  "underline", "emphasise", "emphasize", "note",
                           "state",    "claim",  "declare", "announce", "warn",     "explain",   "insist",    "argue",
                           "report",   "admit",  "deny",    "confirm", "remark",    "point",     "reply",     "respond",
                           "comment",  "write",  "tweet",   "reiterate", "underscore", "highlight", "observe", "recall",
                           "acknowledge", "assert", "suggest", "conclude", "continue", "allege", "testify", "predict"};
  return table;
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_with(std::string_view word, std::string_view ending) {
  return word.size() > ending.size() + 1 && word.ends_with(ending);
}

}  // namespace

WordClass word_class(std::string_view lower) {
  const auto found = closed_classes().find(lower);
  return found == closed_classes().end() ? WordClass::kOther : found->second;
}

std::string_view irregular_lemma(std::string_view lower) {
  const auto found = irregular().find(lower);
  return found == irregular().end() ? std::string_view() : found->second;
}

std::vector<std::string> possible_lemmas(std::string_view form) {
  std::vector<std::string> out{to_lower(form)};
  const std::string word = out.front();
  const auto add = [&out](std::string lemma) {
    if (std::find(out.begin(), out.end(), lemma) == out.end()) out.push_back(std::move(lemma));
  };
  if (const std::string_view known = irregular_lemma(word); !known.empty()) add(std::string(known));
  const auto strip = [&](std::size_t letters) { return word.substr(0, word.size() - letters); };
  // Regular inflection of nouns and verbs, undone: -s, -es, -ies, -ed, -ied, -ing.
  if (ends_with(word, "ies")) add(strip(3) + "y");
  if (ends_with(word, "es")) add(strip(2));
  if (ends_with(word, "s") && !word.ends_with("ss")) add(strip(1));
  if (ends_with(word, "ied")) add(strip(3) + "y");
  for (const std::string_view ending : {std::string_view("ed"), std::string_view("ing")}) {
    if (!ends_with(word, ending)) continue;
    const std::string stem = strip(ending.size());
    add(stem);
    add(stem + "e");
    if (stem.size() > 2 && stem.back() == stem[stem.size() - 2] && !is_vowel(stem.back()))
      add(stem.substr(0, stem.size() - 1));
  }
  return out;
}

bool ends_office(std::string_view lower) { return is_one_of(lower, {"former", "ex", "late", "then", "ousted", "deposed", "previous", "onetime"}); }

bool is_saying(std::string_view form) {
  for (const std::string& lemma : possible_lemmas(form))
    if (saying_verbs().contains(lemma)) return true;
  return false;
}

bool is_opening_quote(std::string_view form) {
  return form == "“" || form == "\"" || form == "``" || form == "«" || form == "„";
}
bool is_closing_quote(std::string_view form) {
  return form == "”" || form == "\"" || form == "''" || form == "»";
}

Modality read_modality(const std::vector<Token>& tokens, std::uint32_t begin, std::uint32_t end) {
  // In rising order of doubt: a later row overrules an earlier one.
  static const std::array<std::pair<Certainty, Words>, 5> cues{{
      {Certainty::kPlanned, {"will", "'ll", "’ll", "shall", "plan", "intend", "prepare", "should", "upcoming", "due"}},
      {Certainty::kProbable, {"likely", "probably", "apparently", "reportedly", "presumably"}},
      {Certainty::kPossible, {"may", "might", "could", "possibly", "perhaps", "maybe", "allegedly", "possible"}},
      {Certainty::kWished, {"hope", "wish", "urge", "want", "call"}},
      {Certainty::kHypothetical, {"if", "would", "unless", "whether"}},
  }};
  Modality modality;
  std::size_t strongest = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    const std::string lower = to_lower(tokens[i].form);
    if (word_class(lower) == WordClass::kNegation) modality.polarity = Polarity::kNegated;
    for (const std::string& lemma : possible_lemmas(lower))
      for (std::size_t row = 0; row < cues.size(); ++row)
        if (row + 1 > strongest && cues[row].second.contains(lemma)) {
          strongest = row + 1;
          modality.certainty = cues[row].first;
        }
  }
  return modality;
}

}  // namespace relata
