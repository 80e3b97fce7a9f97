#include <relata/claims/frame_wording.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <set>
#include <sstream>
#include <string_view>
#include <tuple>

namespace relata {
namespace {

/// Words that stand behind a verb without taking a noun.
bool is_particle(std::string_view word) {
  return is_one_of(word, {"up", "out", "off", "down", "away", "back", "together", "closely", "abroad", "ahead", "aside", "apart", "forward", "overseas"});
}

/// Particles that are prepositions elsewhere: "take over", "call on", "swear in".
bool may_be_particle(std::string_view word) { return is_one_of(word, {"over", "on", "in", "through", "by"}); }

/// Verbs that move their subject, but their object where they have one: "fly to Y", "fly parts to Y".
/// "Moved troops to", "served a sentence in": with an object they say something else than without.
bool says_more_with_object(std::string_view verb) {
  return is_one_of(verb, {"move", "fly", "return", "head", "land", "travel", "go", "sail", "drive", "serve", "work"});
}

bool is_preposition(std::string_view word) {
  return word_class(word) == WordClass::kPreposition || is_one_of(word, {"behind", "along", "alongside", "around", "beside", "beyond", "upon"});
}

/// Joins "on behalf of" and "out of" to one word each, as frames have them.
std::vector<std::string> joined(std::vector<std::string> words) {
  const auto join = [&](std::initializer_list<std::string_view> parts) {
    for (std::size_t i = 0; i + parts.size() <= words.size(); ++i) {
      if (!std::equal(parts.begin(), parts.end(), words.begin() + static_cast<std::ptrdiff_t>(i))) continue;
      for (std::size_t k = 1; k < parts.size(); ++k) {
        words[i] += " " + words[i + 1];
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
    }
  };
  join({"on", "behalf", "of"});
  join({"out", "of"});
  join({"because", "of"});
  return words;
}

bool is_any_preposition(const std::string& word) { return word.find(' ') != std::string::npos || is_preposition(word); }

/// What joins nouns in a wording.
bool is_link(const std::string& word) { return is_one_of(word, {",", "'s", "-", "and"}) || is_any_preposition(word); }

/// Splits hyphenated words, as the tokenizer does.
Phrase phrase_of(const std::vector<std::string>& words) {
  Phrase out;
  for (const std::string& word : words) {
    std::istringstream parts(word);
    for (std::string part; std::getline(parts, part, '-');)
      if (!part.empty()) out.push_back(part);
  }
  return out;
}

const Place kOwnerPlace{Role::kOwner, {}}, kModifierPlace{Role::kModifier, {}};
Place by_preposition(std::string word) { return {Role::kPreposition, std::move(word)}; }

void insert(std::vector<Place>& places, const Place& place) {
  if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
}

}  // namespace

FrameWordings::FrameWordings(const Ontology& ontology) {
  for (std::uint32_t p = 0; p < ontology.properties().size(); ++p) {
    if (ontology.properties()[p].is_datatype_property || core_class::is_knowledge_property(ontology.properties()[p].iri)) continue;
    for (const Wording& wording : ontology.properties()[p].wordings) add(ontology, wording, p);
  }
}

void FrameWordings::add(const Ontology& ontology, const Wording& wording, std::uint32_t property) {
  classes_ = wording.classes;
  std::vector<std::string> items;
  bool x = false, y = false;
  std::istringstream words(wording.text);
  for (std::string word; words >> word;) {
    x = x || word == "X";
    y = y || word == "Y";
    items.push_back(word == "X" || word == "Y" ? word : word == "’s" ? "'s" : to_lower(word));
  }
  if (items.empty() || x != y) return;
  const bool symmetric = ontology.properties()[property].symmetric;
  const bool noun = wording.part_of_speech == PartOfSpeech::kNoun;
  if (x) {
    // "X belong to Y": a verb, if nobody says that it is none.
    const bool verb = wording.part_of_speech == PartOfSpeech::kVerb ||
                      (wording.part_of_speech == PartOfSpeech::kUnknown && items[0] == "X" && !is_link(items[1]) && items[1] != "Y");
    add_slotted(items, property, symmetric, verb);
  } else if (noun && is_any_preposition(items.back())) {
    const std::string last = items.back();
    items.pop_back();
    add_noun({property, phrase_of(items), false, symmetric, {kOwnerPlace, kModifierPlace, by_preposition("of")}, {by_preposition(last)}});
  } else if (items.size() == 1 && wording.part_of_speech == PartOfSpeech::kPreposition) {
    add_preposition(items.front(), property);
  } else {
    add_verb(items, property, symmetric, false);
  }
}

void FrameWordings::add_verb(VerbWording wording) {
  const std::string key = wording.verb;
  wording.classes = classes_;
  verbs_[key].push_back(std::move(wording));
}

void FrameWordings::add_verb(std::vector<std::string> words, std::uint32_t property, bool symmetric, bool mutual) {
  words = joined(std::move(words));
  if (words.empty()) return;
  for (const std::string& word : words)
    if (word == "that" || word == "and") return;  // clauses are no nodes
  VerbWording wording;
  wording.property = property;
  wording.mutual = mutual;
  wording.verb = words.front();
  std::size_t at = 1;
  if ((words.front() == "be" || words.front() == "become") && words.size() > 1 && !is_any_preposition(words[1])) {
    // "Be member of", "be base in", "be adjacent to": noun, participle or adjective.
    const bool linked = is_any_preposition(words.back());
    Phrase phrase(words.begin() + 1, words.end() - (linked ? 1 : 0));
    NounWording noun{property, phrase_of(phrase), true, symmetric, {}, {kOwnerPlace, kModifierPlace, by_preposition("of")}};
    if (linked) insert(noun.objects, by_preposition(words.back()));
    if (words.back() != "by") add_noun(std::move(noun));
    if (!linked || phrase.size() != 1 || words.front() == "become") return;
    wording.undergoes = true;
    wording.object = words.back() == "by" ? Place{Role::kSubject, {}} : by_preposition(words.back());
    std::set<std::string> lemmas{phrase.front()};
    if (const std::string& word = phrase.front(); word.ends_with("ed")) lemmas.insert({word.substr(0, word.size() - 1), word.substr(0, word.size() - 2)});
    if (phrase.front() == "married") lemmas = {"marry"};
    for (const std::string& lemma : lemmas) {
      wording.verb = lemma;
      add_verb(wording);
    }
    return;
  }
  // "Join force with": verb, then nouns that each hang on the word before, then the object's place.
  bool has_place = false;
  while (at < words.size()) {
    const bool last = at + 1 == words.size();
    if (at == 1 && is_particle(words[at]) && wording.verb != "be") {
      wording.particle = words[at++];
      continue;
    }
    std::string link;
    if (is_any_preposition(words[at])) {
      link = words[at++];
      if (last) {
        wording.object = by_preposition(link);
        has_place = true;
        break;
      }
      // "Agree to buy": the second verb has its own frame.
      if (link == "to" && word_class(words[at]) == WordClass::kOther && at + 1 == words.size() && words.size() == 3) return;
    }
    std::vector<std::string> noun;
    while (at < words.size() && !is_any_preposition(words[at])) noun.push_back(words[at++]);
    wording.steps.push_back({link.empty() ? Place{Role::kObject, {}} : by_preposition(link), phrase_of(noun)});
  }
  if (!has_place) wording.object = {Role::kObject, {}};
  if (mutual) {
    add_verb(std::move(wording));
    return;
  }
  if (has_place && wording.steps.empty() && wording.particle.empty() && may_be_particle(wording.object.word)) {
    VerbWording phrasal = wording;
    phrasal.particle = wording.object.word;
    phrasal.object = {Role::kObject, {}};
    add_verb(std::move(phrasal));
    wording.alone = wording.object.word == "over";
  }
  wording.alone = wording.alone || (has_place && wording.steps.empty() && says_more_with_object(wording.verb));
  if (symmetric && wording.object.word == "with") {
    VerbWording both = wording;
    both.mutual = true;
    add_verb(std::move(both));
  }
  add_verb(std::move(wording));
}

void FrameWordings::add_slotted(const std::vector<std::string>& items, std::uint32_t property, bool symmetric, bool verb) {
  const std::size_t n = items.size();
  const auto at = [&](std::string_view item) { return static_cast<std::size_t>(std::find(items.begin(), items.end(), item) - items.begin()); };
  const auto is_slot = [&](std::size_t i) { return items[i] == "X" || items[i] == "Y"; };
  const std::size_t x = at("X"), y = at("Y");
  const auto words_between = [&](std::size_t first, std::size_t end) {
    return std::vector<std::string>(items.begin() + static_cast<std::ptrdiff_t>(first), items.begin() + static_cast<std::ptrdiff_t>(end));
  };
  const std::size_t who = std::min(at("who"), at("which"));
  if (who < n) {  // "X , who work for Y"
    if (y + 1 == n) add_verb(words_between(who + 1, y), property, symmetric, false);
    return;
  }
  if (n > 3 && x == 0 && items[1] == "and" && y == 2 && at("'s") == n) {  // "X and Y sign agreement"
    add_verb(words_between(3, n), property, symmetric, true);
    return;
  }
  if (verb && x == 0 && y + 1 == n) {
    add_verb(words_between(1, y), property, symmetric, false);
    return;
  }
  if (verb && x == 0 && n == 4 && y == 2 && items[3] == "to") {  // "X ask Y to"
    add_verb(VerbWording{.property = property, .verb = items[1], .clause = items[3]});
    return;
  }
  if (verb && y == 0 && n == 5 && items[1] == "be" && items[3] == "by" && x == 4) {
    add_verb({items[2]}, property, symmetric, false);
    return;
  }
  if (verb && y == 0 && x + 1 == n && is_any_preposition(items[n - 2]) && (n == 4 || (n == 5 && items[1] == "be"))) {  // "Y die in X", "Y be kill in X"
    add_verb(VerbWording{.property = property, .verb = items[n - 3], .undergoes = n == 5, .turned = true, .object = by_preposition(items[n - 2])});
    return;
  }
  if (x == 0 && n > 3 && items[1] == "be" && y + 1 == n) {
    add_verb(words_between(1, y), property, symmetric, false);
    return;
  }
  if (const std::size_t dash = at("-"); dash < n && dash + 1 < n && !is_slot(dash + 1)) {
    // "Y - based X", "X - owned Y": the frame of the participle.
    if (n != 4 || dash != 1) return;
    for (const std::string& lemma : possible_lemmas(items[2])) {
      VerbWording wording{.property = property, .verb = lemma, .undergoes = y == 0};
      wording.object.role = y == 0 ? Role::kSubject : Role::kObject;
      add_verb(wording);
      if (y != 0) continue;
      wording.object = by_preposition("in");
      add_verb(wording);
    }
    return;
  }
  // The noun: the first run of words that are no links. "Of" belongs to it before a word: "minister of foreign affair".
  std::size_t first = 0;
  while (first < n && (is_slot(first) || is_link(items[first]))) ++first;
  if (first == n) {
    const bool owner = y == 0 && x == 2 && items[1] == "'s";
    if (n == 2 && y == 0) add_preposition("", property);
    if (n == 3 && (owner || (x == 0 && y == 2 && (is_any_preposition(items[1]) || items[1] == ",")))) add_preposition(items[1], property);
    return;
  }
  std::size_t end = first;
  while (end < n && !is_slot(end) && (!is_link(items[end]) || ((items[end] == "of" || items[end] == "and") && end + 1 < n && !is_slot(end + 1)))) ++end;
  NounWording noun{property, phrase_of(words_between(first, end)), false, false, {}, {}};
  if (std::min(x, y) + 2 == std::max(x, y) && (items[std::min(x, y) + 1] == "and" || items[std::min(x, y) + 1] == "-")) {
    noun.mutual = true;  // "between X and Y", "X - Y talk"
    noun.objects = {by_preposition("with")};
    noun.subjects = {kOwnerPlace, kModifierPlace, by_preposition("of")};
    add_noun(std::move(noun));
    return;
  }
  if (x == 0 && first == 2 && is_any_preposition(items[1])) {  // "X in interview with Y"
    if (end + 2 == n && y + 1 == n)
      add_verb(VerbWording{.property = property, .steps = {{by_preposition(items[1]), noun.phrase}}, .object = by_preposition(items[end])});
    return;
  }
  const auto places_of = [&](std::size_t slot) -> std::vector<Place> {
    if (slot + 1 < n && items[slot + 1] == "'s") return {kOwnerPlace};
    if (slot > 0 && is_any_preposition(items[slot - 1])) return {by_preposition(items[slot - 1])};
    if (slot + 1 == first) return {kModifierPlace};
    return {};  // described: "X , ...", "... X"
  };
  noun.subjects = places_of(x);
  noun.objects = places_of(y);
  if (noun.objects.empty()) return;
  if (noun.subjects.empty()) {
    noun.relational = true;
    noun.mutual = symmetric;
    for (const Place& place : {kOwnerPlace, kModifierPlace, by_preposition("of")}) insert(noun.objects, place);
    add_noun(std::move(noun));
    return;
  }
  // Who does what a noun tells stands before it, or behind "of" and "by" where these are free.
  const bool of = noun.objects.front().word == "of";
  if (noun.objects.front().role == Role::kPreposition) {
    insert(noun.subjects, kOwnerPlace);
    insert(noun.subjects, kModifierPlace);
    insert(noun.subjects, by_preposition("by"));
    if (!of) insert(noun.subjects, by_preposition("of"));
  }
  add_noun(std::move(noun));
}

void FrameWordings::add_noun(NounWording wording) {
  wording.classes = classes_;
  std::set<std::string> keys;
  for (const std::string& word : wording.phrase)
    if (word_class(word) == WordClass::kOther) keys.insert(word);
  for (const std::string& key : keys) {
    std::vector<NounWording>& list = nouns_[key];
    const auto same = std::find_if(list.begin(), list.end(), [&](const NounWording& other) {
      return std::tie(other.property, other.phrase, other.relational, other.subjects) ==
             std::tie(wording.property, wording.phrase, wording.relational, wording.subjects) && other.classes == wording.classes;
    });
    if (same == list.end()) {
      list.push_back(wording);
      continue;
    }
    same->mutual = same->mutual || wording.mutual;
    for (const Place& place : wording.objects) insert(same->objects, place);
  }
}

const std::vector<VerbWording>& FrameWordings::verbs(const std::string& lemma) const {
  static const std::vector<VerbWording> none;
  const auto found = verbs_.find(lemma);
  return found == verbs_.end() ? none : found->second;
}

const std::vector<NounWording>& FrameWordings::nouns(const std::string& lemma) const {
  static const std::vector<NounWording> none;
  const auto found = nouns_.find(lemma);
  return found == nouns_.end() ? none : found->second;
}

const std::vector<PrepositionWording>& FrameWordings::prepositions(const std::string& word) const {
  static const std::vector<PrepositionWording> none;
  const auto found = prepositions_.find(word);
  return found == prepositions_.end() ? none : found->second;
}

}  // namespace relata
