#include <relata/claims/event_wording.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>
#include <sstream>

namespace relata {
namespace {

using Words = std::vector<std::string>;
using Nouns = std::unordered_map<std::uint32_t, const Frame*>;

bool has(const Words& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

Words split(const std::string& text, char at) {
  Words out;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, at);)
    if (!word.empty()) out.push_back(to_lower(word));
  return out;
}

/// The word by its lemma, or by what it may be an inflection of: the model's lemmas of rare verbs are guesses.
bool is_word(const SentenceTree& tree, std::uint32_t t, const Words& words) {
  if (has(words, tree.lemma(t))) return true;
  const Words guesses = tree.has_upos(t, "VERB") ? possible_lemmas(tree.form(t)) : Words{};
  return std::any_of(guesses.begin(), guesses.end(), [&](const std::string& guess) { return has(words, guess); });
}

bool is_preposition(const std::string& word) { return word_class(word) == WordClass::kPreposition || is_one_of(word, {"upon", "toward", "towards"}); }

/// Whether the noun phrase is of one of the nouns: its head, what stands before it, or what it is of ("state of emergency").
std::uint32_t noun_in(const SentenceTree& tree, std::uint32_t head, const Words& nouns) {
  if (has(nouns, tree.lemma(head))) return head;
  for (const std::uint32_t c : tree.children(head)) {
    if (!has(nouns, tree.lemma(c))) continue;
    const std::uint32_t link = tree.child(c, "case");
    if (tree.relation(c) == "compound" || (tree.relation(c) == "nmod" && link != kNone && tree.form(link) == "of")) return c;
  }
  return kNone;
}

/// Walks the words of a wording through a frame.
class Walk {
 public:
  Walk(const SentenceTree& tree, const Frame& frame, const Nouns& nouns, const EventWording& wording)
      : tree_(tree), frame_(frame), nouns_(nouns), words_(wording.words) {
    match_.category = wording.category;
  }

  std::optional<EventMatch> run() {
    std::size_t at = predicate();
    if (at == 0) return std::nullopt;
    if (words_.size() == 1 && says_something()) return std::nullopt;
    while (at < words_.size()) {
      const std::size_t next = step(at);
      if (next == at) return std::nullopt;
      at = next;
    }
    std::sort(match_.tokens.begin(), match_.tokens.end());
    return match_;
  }

 private:
  /// How many words the verb with its particles, or the copula with its complement, spells; 0 where it is another one.
  std::size_t predicate() {
    match_.tokens = frame_.predicate;
    if (frame_.passive && has(words_[0], "be")) {
      match_.undergoes = true;
      return words_.size() > 1 && has(words_[1], tree_.form(frame_.head)) ? 2 : 0;
    }
    const Words lemma = split(frame_.lemma, ' ');
    if (lemma.size() > words_.size()) return 0;
    for (std::size_t i = 0; i < lemma.size(); ++i)
      if (!has(words_[i], lemma[i]) && !(i == 0 && frame_.kind == Frame::Kind::kVerb && is_word(tree_, frame_.head, words_[i]))) return 0;
    return lemma.size();
  }

  std::size_t step(std::size_t at) {
    const std::string& word = words_[at].front();
    if (word == "y") return frame_.find(Role::kObject) != nullptr || frame_.find(Role::kIndirect) != nullptr ? at + 1 : at;
    if (word == "must") return obligation() ? at + 1 : at;
    if (match_.clause != kNone) return is_word(tree_, match_.clause, words_[at]) ? at + 1 : at;
    if (words_[at].size() == 1 && at + 2 == words_.size() && word == "to" && takes_clause(word)) return at + 1;
    if (words_[at].size() == 1 && at + 1 == words_.size() && (takes_clause(word) || takes_phrase(word) || has_particle(words_[at]))) return at + 1;
    if (words_[at].size() == 1 && at + 1 < words_.size() && is_preposition(word) && takes_noun(words_[at + 1], word)) return at + 2;
    return takes_noun(words_[at], {}) || has_particle(words_[at]) ? at + 1 : at;
  }

  /// "X warned that": a verb of saying with what is said, which a wording must ask for.
  bool says_something() const {
    return frame_.find(Role::kObject) == nullptr && std::any_of(frame_.arguments.begin(), frame_.arguments.end(), [&](const Argument& a) {
             return a.role == Role::kClause && tree_.relation(a.head) == "ccomp";
           });
  }

  bool takes_clause(const std::string& marker) {
    for (const Argument& a : frame_.arguments) {
      if (a.role != Role::kClause) continue;
      const bool fits = a.word == marker || (marker == "that" && a.word.empty() && tree_.relation(a.head) == "ccomp");
      if (!fits || (tree_.relation(a.head) == "advcl" && marker == "to" && frame_.kind == Frame::Kind::kVerb)) continue;  // "rallied to show"
      match_.clause = a.head;
      return true;
    }
    return false;
  }

  /// "Said that X must": a clause that says what has to be.
  bool obligation() {
    for (const Argument& a : frame_.arguments) {
      if (a.role != Role::kClause || tree_.relation(a.head) != "ccomp") continue;
      for (const std::uint32_t c : tree_.children(a.head))
        if (tree_.relation(c) == "aux" && tree_.form(c) == "must") {
          match_.clause = a.head;
          return true;
        }
    }
    return false;
  }

  bool takes_phrase(const std::string& preposition) {
    const auto is_it = [&](const Argument& a) { return a.role == Role::kPreposition && a.word == preposition && a.head != frame_.head; };
    const std::vector<Argument>& of_noun = arguments_of_noun();
    if (!std::any_of(of_noun.begin(), of_noun.end(), is_it) && !std::any_of(frame_.arguments.begin(), frame_.arguments.end(), is_it)) return false;
    match_.link = preposition;
    return true;
  }

  const std::vector<Argument>& arguments_of_noun() const {
    static const std::vector<Argument> none;
    const auto found = match_.noun == kNone ? nouns_.end() : nouns_.find(match_.noun);
    return found == nouns_.end() ? none : found->second->arguments;
  }

  bool takes_noun(const Words& nouns, const std::string& preposition) {
    for (const Argument& a : frame_.arguments) {
      const bool place = preposition.empty() ? a.role == Role::kObject || a.role == Role::kComplement : a.role == Role::kPreposition && a.word == preposition;
      if (!place || a.head < tree_.first() || a.head >= tree_.end()) continue;
      const std::uint32_t noun = noun_in(tree_, a.head, nouns);
      if (noun == kNone) continue;
      match_.noun = a.head;
      match_.tokens.push_back(noun);
      return true;
    }
    return false;
  }

  /// What stands behind the verb without taking a noun: "back", "dead".
  bool has_particle(const Words& forms) {
    for (const std::uint32_t c : tree_.children(frame_.head))
      if (c > frame_.head && has(forms, tree_.form(c)) && is_one_of(tree_.relation(c), {"advmod", "compound", "xcomp", "amod"})) {
        match_.tokens.push_back(c);
        return true;
      }
    return false;
  }

  const SentenceTree& tree_;
  const Frame& frame_;
  const Nouns& nouns_;
  const std::vector<Words>& words_;
  EventMatch match_;
};

}  // namespace

EventWordings::EventWordings(const std::vector<EventCategory>& categories) {
  for (std::uint32_t c = 0; c < categories.size(); ++c)
    for (const Wording& wording : categories[c].wordings)
      add(wording.part_of_speech == PartOfSpeech::kNoun ? nouns_ : verbs_, wording.text, c);
}

void EventWordings::add(Index& index, const std::string& text, std::uint32_t category) {
  EventWording wording{category, {}};
  for (const std::string& word : split(text, ' ')) wording.words.push_back(split(word, '/'));
  if (wording.words.empty()) return;
  for (const std::string& first : wording.words.front()) index[first].push_back(wording);
}

std::optional<EventMatch> EventWordings::match_verb(const SentenceTree& tree, const Frame& frame, const Nouns& nouns) const {
  std::optional<EventMatch> best;
  std::size_t longest = 0;
  const auto look = [&](const std::string& key) {
    const auto found = verbs_.find(key);
    if (found == verbs_.end()) return;
    for (const EventWording& wording : found->second) {
      std::optional<EventMatch> match = Walk(tree, frame, nouns, wording).run();
      // A noun says more than a preposition.
      const std::size_t length = match ? 2 * wording.words.size() + (match->noun != kNone ? 1 : 0) : 0;
      if (length <= longest) continue;
      best = std::move(match);
      longest = length;
    }
  };
  look(frame.lemma.substr(0, frame.lemma.find(' ')));
  if (frame.passive) look("be");
  if (!best && frame.kind == Frame::Kind::kVerb)
    for (const std::string& guess : possible_lemmas(tree.form(frame.head))) look(guess);
  return best;
}

std::optional<EventMatch> EventWordings::match_noun(const SentenceTree& tree, const Frame& frame, bool needs_link) const {
  const auto found = nouns_.find(tree.lemma(frame.head));
  if (found == nouns_.end()) return std::nullopt;
  const EventWording* loose = nullptr;
  for (const EventWording& wording : found->second) {
    const std::string& link = wording.words.back().front();
    if (frame.find(Role::kPreposition, link) != nullptr) return EventMatch{wording.category, {frame.head}, frame.head, link};
    if (loose == nullptr) loose = &wording;
  }
  if (needs_link || loose == nullptr) return std::nullopt;
  return EventMatch{loose->category, {frame.head}, frame.head, {}};
}

}  // namespace relata
