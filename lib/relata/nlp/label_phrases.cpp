#include <relata/nlp/label_phrases.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/clause_form.hpp>

#include <algorithm>
#include <sstream>

namespace relata {
namespace {

constexpr std::size_t kLongestLabel = 6;  // words
constexpr int kDeepest = 20;              // governors that are gone up
constexpr std::size_t kLongestList = 20;

bool is_preposition(std::string_view word) { return is_one_of(word, {"at", "by", "for", "from", "in", "of", "on", "to", "with"}); }

/// Nouns that add nothing to what they follow: "OCLC | number", "epoch | date".
bool is_generic(std::string_view word) { return is_one_of(word, {"number", "name", "id", "code", "date", "value"}); }

std::string singular(std::string word) {
  if (word.size() > 4 && word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
  if (word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's' && word[word.size() - 2] != 'u') word.pop_back();
  return word;
}

/// What verb and doer share: "direct", "produc", "found".
std::string stem(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings)
    if (word.size() > ending.size() + 3 && word.ends_with(ending)) return std::string(word.substr(0, word.size() - ending.size()));
  return "";
}

std::string stem_of_verb(const std::string& lemma) { return lemma.size() > 4 && lemma.back() == 'e' ? lemma.substr(0, lemma.size() - 1) : lemma; }

bool is_participle(std::string_view word) {
  return (word.size() > 4 && word.ends_with("ed")) || is_one_of(word, {"built", "drawn", "driven", "eaten", "flown", "found", "given", "grown", "held", "led", "made", "run", "shot", "shown",
                                                                       "spoken", "sung", "taken", "worn", "written"});
}

std::vector<std::string> words_in(const std::string& text) {
  std::istringstream words(text);
  std::vector<std::string> out;
  for (std::string word; words >> word;) out.push_back(to_lower(word));
  return out;
}

std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t end) {
  std::string out;
  for (std::size_t i = first; i < end; ++i) out += i + 1 == end ? singular(words[i]) : words[i];
  return out;
}

}  // namespace

std::string words_of_name(std::string_view name) {
  if (is_entry_number(name)) return "";
  const auto is_lower_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::string spaced;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && is_capital(name[i]) && is_lower_or_digit(name[i - 1])) spaced += ' ';
    spaced += name[i] == '_' ? ' ' : name[i];
  }
  std::string out;
  for (std::size_t begin = 0; begin < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', begin), spaced.size());
    if (end > begin) {
      const std::string word = spaced.substr(begin, end - begin);
      const bool acronym = word.size() > 1 && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      out += (out.empty() ? "" : " ") + (acronym ? word : to_lower(word));
    }
    begin = end + 1;
  }
  return out;
}

LabelPhrases::LabelPhrases(const Ontology& ontology) {
  for (std::uint32_t p = 0; p < ontology.properties().size(); ++p) {
    std::vector<std::string> words = words_in(words_of_name(ontology.properties()[p].label));
    if (!words.empty() && is_one_of(words.front(), {"is", "has", "was"})) words.erase(words.begin());
    std::string preposition;
    if (words.size() > 1 && is_preposition(words.back())) {
      preposition = words.back();
      words.pop_back();
    }
    if (words.empty() || words.size() > kLongestLabel) continue;
    if (words.size() == 1 && is_participle(words[0])) {
      verbs_[words[0]].push_back({p, preposition});
      continue;
    }
    if (words.size() == 1 && preposition.empty() && words[0].ends_with("s")) {
      verbs_of_now_[words[0].substr(0, words[0].size() - 1)].push_back(p);
      if (words[0].ends_with("es")) verbs_of_now_[words[0].substr(0, words[0].size() - 2)].push_back(p);
    }
    if (words.size() > 2 && words[0] == "number" && words[1] == "of") nouns_[joined(words, 2, words.size())].push_back({p, "", true});
    nouns_[joined(words, 0, words.size())].push_back({p, preposition, false});
    longest_ = std::max(longest_, words.size() + 1);  // "time zone" for "timezone"
    if (words.size() > 1 && is_one_of(words.back(), {"number", "id"})) nouns_[joined(words, 0, words.size() - 1)].push_back({p, preposition, false});
    if (preposition.empty())
      if (const std::string doer = words.back() == "author" ? "writ" : stem(words.back(), {"er", "or"}); !doer.empty() && words.size() == 1) verbs_[doer].push_back({p, "by"});
  }
}

/// One sentence.
class LabelPhrases::Reader {
 public:
  Reader(const LabelPhrases& labels, const SentenceTree& tree) : labels_(labels), tree_(tree) {}

  std::vector<Said> run() {
    std::vector<std::string> words;
    for (std::uint32_t t = tree_.first(); t < tree_.end(); ++t) words.push_back(tree_.form(t));
    for (std::size_t first = 0; first < words.size();) {
      std::size_t step = 1;
      for (std::size_t end = std::min(words.size(), first + labels_.longest_); end > first; --end) {
        const auto at = labels_.nouns_.find(joined(words, first, end));
        if (at == labels_.nouns_.end()) continue;
        for (const Noun& noun : at->second) read(noun, head_of(first, end));
        step = end - first;
        break;
      }
      first += step;
    }
    for (std::uint32_t t = tree_.first(); t < tree_.end(); ++t)
      if (tree_.has_upos(t, "VERB")) read_verb(t);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  /// The word of tree_ that the others hang on; of "epoch date" the date.
  std::uint32_t head_of(std::size_t first, std::size_t end) const {
    const auto begin = tree_.first() + static_cast<std::uint32_t>(first), last = tree_.first() + static_cast<std::uint32_t>(end);
    for (std::uint32_t t = begin; t < last; ++t) {
      const std::uint32_t above = tree_.head(t);
      if (above != kNone && above >= begin && above < last) continue;
      return above == last && tree_.relation(t) == "compound" && is_generic(tree_.lemma(above)) ? above : t;
    }
    return last - 1;
  }

  bool has_case(std::uint32_t t, std::initializer_list<std::string_view> prepositions) const {
    const std::uint32_t mark = tree_.child(t, "case");
    return mark != kNone && is_one_of(tree_.form(mark), prepositions);
  }

  /// Up to what governs the list.
  std::uint32_t first_of_list(std::uint32_t t) const {
    for (int steps = 0; steps < kDeepest && tree_.relation(t) == "conj" && tree_.head(t) != kNone; ++steps) t = tree_.head(t);
    return t;
  }

  /// Who does it, also for verbs in a row, what is done to do something ("is used | to treat") and in a clause that tells more of a noun.
  std::uint32_t subject_of(std::uint32_t verb) const {
    for (int steps = 0; steps < kDeepest && verb != kNone; ++steps, verb = tree_.head(verb)) {
      const std::uint32_t subject = tree_.child(verb, "nsubj");
      if (subject != kNone) {
        if (!is_one_of(tree_.form(subject), {"which", "that", "who"})) return subject;
        return tree_.deprel(verb) == "acl:relcl" ? tree_.head(verb) : kNone;
      }
      if (tree_.relation(verb) == "acl") return tree_.head(verb);
      if (!is_one_of(tree_.relation(verb), {"conj", "xcomp"}) && !(tree_.relation(verb) == "advcl" && tree_.has_feature(verb, "VerbForm=Inf"))) return kNone;
    }
    return kNone;
  }

  /// "A city | with ...": what it is said of where the noun predicates.
  std::uint32_t meant_by(std::uint32_t noun) const {
    if (tree_.child(noun, "cop") == kNone) return noun;
    const std::uint32_t subject = subject_of(noun);
    return subject == kNone ? noun : subject;
  }

  /// The word and what stands in a list with it.
  std::vector<std::uint32_t> list_of(std::uint32_t t) const {
    std::vector<std::uint32_t> out(1, t);
    for (std::size_t i = 0; i < out.size() && out.size() < kLongestList; ++i)
      for (const std::uint32_t c : tree_.children(out[i]))
        if (tree_.relation(c) == "conj" && is_one_of(tree_.token(c).upos, {"NOUN", "PROPN", "NUM", "X"}) && tree_.child(c, "nsubj") == kNone && tree_.child(c, "cop") == kNone)
          out.push_back(c);
    return out;
  }

  void add(std::uint32_t property, std::uint32_t subject, std::uint32_t object) {
    if (subject == kNone || object == kNone || subject == object) return;
    for (const std::uint32_t one : list_of(object))
      for (const std::uint32_t x : heads_of(named(subject)))
        for (const std::uint32_t y : heads_of(named(one))) found_.push_back({property, x, y});
  }

  /// "The film | Red Harbour", "Red Harbour | , a film by ...": what the noun is said of.
  std::uint32_t named(std::uint32_t t) const {
    if (!tree_.has_upos(t, "NOUN")) return t;
    if (tree_.relation(t) == "appos" && tree_.head(t) != kNone && tree_.has_upos(tree_.head(t), "PROPN")) return tree_.head(t);
    const bool is_kind = is_one_of(tree_.lemma(t), {"country", "state", "city", "town", "village", "region", "province", "district", "island", "municipality"});
    for (const std::uint32_t c : tree_.children(t)) {
      if (c > t && tree_.relation(c) == "acl" && is_one_of(tree_.lemma(c), {"call", "name"})) {  // "a trial | called ORAL"
        for (const std::string_view relation : {"xcomp", "obj"})
          if (const std::uint32_t called = tree_.child(c, relation); called != kNone && called > c) return called;
      }
      if (c < t || !tree_.has_upos(c, "PROPN")) continue;
      if (is_one_of(tree_.relation(c), {"appos", "flat"}) || tree_.deprel(c) == "nmod:desc" || (is_kind && tree_.relation(c) == "nmod" && has_case(c, {"of"}))) return c;
    }
    return t;
  }

  /// The word, and the one that heads the name where a title stands in front: "President | Jane | Roe".
  std::vector<std::uint32_t> heads_of(std::uint32_t t) const {
    std::vector<std::uint32_t> out(1, t);
    if (tree_.relation(t) == "flat" && tree_.head(t) != kNone) out.push_back(tree_.head(t));
    if (const std::uint32_t name = tree_.child(t, "flat"); name != kNone && name > t) out.push_back(name);
    return out;
  }

  std::uint32_t of(std::uint32_t t, std::initializer_list<std::string_view> prepositions) const {
    for (const std::uint32_t c : tree_.children(t))
      if (tree_.relation(c) == "nmod" && tree_.deprel(c) != "nmod:poss" && has_case(c, prepositions)) return c;
    return kNone;
  }

  /// "Its leader", "whose leader", "the leader of X".
  std::uint32_t holder_of(std::uint32_t t) const {
    const std::uint32_t possessor = tree_.child(t, "nmod:poss");
    if (possessor == kNone) return of(t, {"of", "in", "for", "at"});
    return tree_.form(possessor) == "whose" ? whose(t) : possessor;
  }

  /// What stands right behind the noun and gives it: "OCLC number | 7612".
  std::uint32_t value_behind(std::uint32_t t) const {
    for (const std::uint32_t c : tree_.children(t))
      if (c > t && (is_one_of(tree_.relation(c), {"nummod", "appos", "flat", "dep"}) || tree_.deprel(c) == "nmod:desc" || tree_.deprel(c) == "nmod:unmarked")) return c;
    for (const std::uint32_t c : tree_.children(t))  // "a leader | called Y"
      if (c > t && tree_.relation(c) == "acl" && is_one_of(tree_.lemma(c), {"call", "name"}))
        for (const std::string_view relation : {"xcomp", "obj", "obl"})
          if (const std::uint32_t called = tree_.child(c, relation); called != kNone) return called;
    return kNone;
  }

  void read(const Noun& noun, std::uint32_t t) {
    if (!is_one_of(tree_.token(t).upos, {"NOUN", "PROPN", "X", "ADJ"})) return;
    // "X is part of Y": the label is said with its preposition.
    if (!noun.preposition.empty()) {
      const std::uint32_t object = of(t, {noun.preposition});
      if (tree_.child(t, "cop") != kNone) add(noun.property, subject_of(t), object);
      else if (tree_.relation(t) == "appos") add(noun.property, tree_.head(t), object);
      return;
    }
    const std::uint32_t above = tree_.head(t), holder = holder_of(t);
    if (above != kNone && tree_.relation(t) == "nmod" && has_case(t, {"of"}) && tree_.form(above) == "one") {  // "Y is one of the leaders of X"
      if (tree_.child(above, "cop") != kNone) add(noun.property, holder != kNone ? holder : topic_of(above), subject_of(above));
      return;
    }
    const std::uint32_t owner = owner_of(t);
    if (noun.counts) {
      const std::uint32_t number = tree_.child(t, "nummod");
      if (number == kNone || has_other_modifier(t, number)) return;
      add(noun.property, owner != kNone ? owner : holder, number);
      return;
    }
    if (owner != kNone) {
      std::uint32_t object = of(t, {"of"});
      if (object == kNone) object = value_behind(t);
      if (object != kNone) {
        add(noun.property, owner, object);
        return;
      }
    }
    if (const std::uint32_t behind = value_behind(t); behind != kNone) {
      if (holder != kNone) add(noun.property, holder, behind);
      else if (tree_.relation(t) == "appos") add(noun.property, above, behind);
      return;
    }
    if (tree_.child(t, "cop") != kNone) {  // "Y is the leader of X"
      add(noun.property, holder, subject_of(t));
      return;
    }
    if (above == kNone) return;
    const std::string_view relation = tree_.relation(t);
    if (relation == "nsubj") {
      if (tree_.child(above, "cop") != kNone) add(noun.property, holder != kNone ? holder : topic_of(above), above);  // "the leader of X is Y"
      else if (tree_.deprel(t) == "nsubj:pass") add(noun.property, holder, agent_of(above));  // "its editing was done by Y"
    } else if (relation == "appos") {
      add(noun.property, holder, above);  // "Y, the leader of X"
    } else if ((relation == "obl" || relation == "nmod") && has_case(t, {"as"})) {
      if (tree_.relation(above) == "obj" && tree_.head(above) != kNone) has_as(noun.property, tree_.head(above), above, holder);
      else if (tree_.has_upos(above, "VERB")) has_as(noun.property, above, tree_.child(above, "obj"), holder);
    } else if (relation == "compound" && above > t && tree_.has_upos(above, "PROPN")) {
      const std::uint32_t of_name = tree_.child(above, "nmod:poss");
      add(noun.property, of_name != kNone ? of_name : of(above, {"of"}), above);  // "its leader Y"
    }
  }

  /// "X | has | Y | as its leader", "Y | serves | as the leader of X".
  void has_as(std::uint32_t property, std::uint32_t verb, std::uint32_t object, std::uint32_t holder) {
    if (object != kNone && (tree_.lemma(verb) == "have" || holder == kNone)) add(property, subject_of(verb), object);
    else add(property, holder, object != kNone && tree_.child(verb, "nsubj:pass") == kNone ? object : subject_of(verb));
  }

  /// What a clause is about that names no holder: "X is a film ... and | the editor is Y", "X, where | the leader is Y".
  std::uint32_t topic_of(std::uint32_t clause) const {
    if (tree_.deprel(clause) == "acl:relcl") return tree_.head(clause);
    const std::uint32_t first = first_of_list(clause);
    return first == clause ? kNone : subject_of(first);
  }

  /// Who has it: "X | has a ...", "X, which has ...", "X with a ...", "a town with ... and a ...".
  std::uint32_t owner_of(std::uint32_t t) const {
    t = first_of_list(t);
    const std::uint32_t above = tree_.head(t);
    if (above == kNone) return kNone;
    const std::string_view relation = tree_.relation(t);
    if (relation == "obj" && is_one_of(tree_.lemma(above), {"have", "possess", "feature", "list", "boast", "get", "bear", "carry", "own", "employ", "use"})) return subject_of(above);
    if ((relation == "nmod" || relation == "obl") && has_case(t, {"with"})) {
      if (tree_.has_upos(above, "VERB")) return subject_of(above);
      return meant_by(above);
    }
    return kNone;
  }

  /// The noun that "whose" in the clause of t stands for.
  std::uint32_t whose(std::uint32_t t) const {
    for (int steps = 0; steps < kDeepest && t != kNone; ++steps, t = tree_.head(t))
      if (tree_.deprel(t) == "acl:relcl") return tree_.head(t);
    return kNone;
  }

  /// "900 | doctoral | students".
  bool has_other_modifier(std::uint32_t t, std::uint32_t number) const {
    const std::span<const std::uint32_t> below = tree_.children(t);
    return std::any_of(below.begin(), below.end(), [&](std::uint32_t c) { return c > number && c < t && is_one_of(tree_.relation(c), {"amod", "compound"}); });
  }

  std::uint32_t agent_of(std::uint32_t verb) const {
    for (const std::uint32_t c : tree_.children(verb))
      if (tree_.relation(c) == "obl" && has_case(c, {"by"})) return c;
    return kNone;
  }

  void read_verb(std::uint32_t v) {
    if (const auto at = labels_.verbs_.find(tree_.form(v)); at != labels_.verbs_.end())
      for (const Verb& verb : at->second) read(verb, v);
    const std::string lemma = tree_.lemma(v);
    if (const auto at = labels_.verbs_of_now_.find(lemma); at != labels_.verbs_of_now_.end())
      for (const std::uint32_t property : at->second) read_now(property, v);
    if (const auto at = labels_.verbs_.find(stem_of_verb(lemma)); at != labels_.verbs_.end())
      for (const Verb& verb : at->second) read(verb, v);
    else if (tree_.form(v) != lemma + "ed")
      if (const auto past = labels_.verbs_.find(lemma + (lemma.ends_with('e') ? "d" : "ed")); past != labels_.verbs_.end() && past->first != tree_.form(v))
        for (const Verb& verb : past->second) read(verb, v);
  }

  /// "X treats Y", "Y is treated by X".
  void read_now(std::uint32_t property, std::uint32_t v) {
    if (is_passive(tree_, v)) add(property, agent_of(v), subject_of(v));
    else add(property, subject_of(v), tree_.child(v, "obj"));
  }

  void read(const Verb& verb, std::uint32_t v) {
    const bool is_reduced = tree_.relation(v) == "acl" && tree_.deprel(v) != "acl:relcl";
    bool passive = is_passive(tree_, v) || (is_reduced && !tree_.form(v).ends_with("ing"));
    std::uint32_t first = v;
    for (int steps = 0; steps < kDeepest && !passive && tree_.relation(first) == "conj" && tree_.head(first) != kNone && tree_.child(first, "nsubj") == kNone; ++steps) {
      first = tree_.head(first);
      passive = is_passive(tree_, first);
    }
    if (passive) {
      const std::uint32_t theme = subject_of(v);
      for (const std::uint32_t c : tree_.children(v))
        if (tree_.relation(c) == "obl" && (verb.preposition.empty() ? has_case(c, {"in", "on"}) : has_case(c, {verb.preposition}))) add(verb.property, theme, c);
      return;
    }
    std::uint32_t object = tree_.child(v, "obj");
    if (object == kNone && first != v && tree_.child(first, "obj") > v) object = tree_.child(first, "obj");
    if (verb.preposition == "by") {
      if (object != kNone)
        for (const std::uint32_t theme : list_of(object)) add(verb.property, theme, subject_of(v));  // "Y directed | X and Z"
    }
    else if (verb.preposition.empty()) add(verb.property, subject_of(v), object);
    else
      for (const std::uint32_t c : tree_.children(v))
        if (tree_.relation(c) == "obl" && has_case(c, {verb.preposition})) add(verb.property, subject_of(v), c);
  }

  const LabelPhrases& labels_;
  const SentenceTree& tree_;
  std::vector<Said> found_;
};

std::vector<LabelPhrases::Said> LabelPhrases::find(const SentenceTree& tree) const {
  if (nouns_.empty() && verbs_.empty() && verbs_of_now_.empty()) return {};
  return Reader(*this, tree).run();
}

}  // namespace relata
