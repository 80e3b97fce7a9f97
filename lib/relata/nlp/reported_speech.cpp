#include <relata/nlp/reported_speech.hpp>

#include <relata/core/one_of.hpp>
#include <relata/nlp/clause_form.hpp>
#include <relata/nlp/source_finder.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace relata {
namespace {

constexpr int kDeepest = 6;  // words upwards in which the clause of an adverbial is looked for

/// Whether `word` is one of those in `list`, parted by blanks.
bool in_list(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

class SentenceReader {
 public:
  explicit SentenceReader(const SentenceTree& tree) : tree_(tree), sources_(tree), low_(tree.end() - tree.first()), high_(low_.size()) {
    for (std::uint32_t t = tree.first(); t < tree.end(); ++t) low_[at(t)] = high_[at(t)] = t;
    const std::vector<std::uint32_t>& order = tree.top_down();
    for (auto t = order.rbegin(); t != order.rend(); ++t)
      if (const std::uint32_t above = tree.head(*t); above != kNone) {
        low_[at(above)] = std::min(low_[at(above)], low_[at(*t)]);
        high_[at(above)] = std::max(high_[at(above)], high_[at(*t)]);
      }
    for (std::uint32_t t = tree.first(); t < tree.end(); ++t)
      if (tree.has_feature(t, "VerbForm=Fin")) first_finite_ = std::min(first_finite_, t), last_finite_ = t;
  }

  std::vector<Reported> run() {
    for (std::uint32_t t = tree_.first(); t < tree_.end(); ++t) {
      if (tree_.form(t) == "according") read_according(t);
      else if (tree_.has_upos(t, "VERB")) read_verb(t);
      else if (tree_.has_upos(t, "NOUN")) read_noun(t);
      else if (tree_.has_upos(t, "ADJ")) read_adjective(t);
    }
    return std::move(found_);
  }

 private:
  std::size_t at(std::uint32_t t) const { return t - tree_.first(); }
  TokenRange under(std::uint32_t t) const { return {low_[at(t)], high_[at(t)] + 1}; }
  void set_source(Reported& r, std::uint32_t head) const {
    const std::uint32_t speaker = sources_.speaker(head);
    if (speaker == kNone || speaker == r.cue) return;
    r.source = speaker;
    r.source_words = source_words(speaker);
  }

  /// The noun phrase up to relative clauses and the like.
  TokenRange source_words(std::uint32_t head) const {
    TokenRange out = under(head);
    for (const std::uint32_t c : tree_.children(head)) {
      const std::string_view relation = tree_.relation(c);
      if (c > head && (relation == "acl" || relation == "parataxis" || relation == "ccomp" || relation == "advcl")) out.end = std::min(out.end, low_[at(c)]);
      if (c < head && relation == "case") out.first = std::max(out.first, high_[at(c)] + 1);
    }
    out.end = std::max(out.end, head + 1);
    out.first = std::min(out.first, head);
    while (out.end > head + 1 && tree_.has_upos(out.end - 1, "PUNCT")) --out.end;
    while (out.first < head && tree_.has_upos(out.first, "PUNCT")) ++out.first;
    return out;
  }

  bool is_negated(std::uint32_t t) const {
    for (const std::uint32_t c : tree_.children(t))
      if (tree_.relation(c) == "advmod" && is_one_of(tree_.form(c), {"not", "n't", "n’t", "never", "neither"})) return true;
    const std::uint32_t subject = tree_.child(t, "nsubj");
    return subject != kNone && (tree_.form(subject) == "nobody" || tree_.form(subject) == "none");
  }

  // Contents.

  /// Adds the words under `head` without those of `without`.
  void add_content(Reported& r, TokenRange words, TokenRange without) const {
    const auto add = [&](std::uint32_t first, std::uint32_t end) {
      if (end == first + 1 && tree_.has_upos(first, "PUNCT")) return;
      while (first < end && tree_.has_upos(first, "PUNCT") && !is_mark(first)) ++first;
      while (first < end && tree_.has_upos(end - 1, "PUNCT") && !is_mark(end - 1)) --end;
      if (first < end) r.content.push_back({first, end});
    };
    if (without.first >= words.end || without.end <= words.first) {
      add(words.first, words.end);
    } else {
      if (words.first < without.first) add(words.first, without.first);
      if (without.end < words.end) add(without.end, words.end);
    }
  }

  /// A mark that ends a sentence or a quotation stays.
  bool is_mark(std::uint32_t t) const {
    return !is_one_of(tree_.form(t), {",", ":", ";", "-", "–", "—"});
  }

  /// The verb with its subject, auxiliaries and what else stands around it and is no content.
  TokenRange told(std::uint32_t verb, const std::vector<std::uint32_t>& contents) const {
    TokenRange out{verb, verb + 1};
    for (const std::uint32_t c : tree_.children(verb)) {
      if (std::find(contents.begin(), contents.end(), c) != contents.end() || tree_.relation(c) == "punct") continue;
      const std::string_view relation = tree_.relation(c);
      if (relation == "conj" || relation == "parataxis" || relation == "ccomp") continue;
      // A dependent that wraps around the content is the tree's mistake.
      const TokenRange words = under(c);
      const bool wraps = std::any_of(contents.begin(), contents.end(), [&](std::uint32_t x) {
        const TokenRange inner = under(x);
        return (words.first < inner.first) != (verb < inner.first) || (words.end > inner.end) != (verb >= inner.end);
      });
      if (wraps && relation != "nsubj") continue;
      if (wraps) out = {std::min(out.first, c), std::max(out.end, c + 1)};
      else out = {std::min(out.first, words.first), std::max(out.end, words.end)};
    }
    return out;
  }

  void read_verb(std::uint32_t t) {
    std::string lemma = tree_.lemma(t);
    const Cue* cue = nullptr;
    for (const std::uint32_t c : tree_.children(t))
      if (c > t && (tree_.deprel(c) == "compound:prt" || tree_.relation(c) == "advmod")) cue = verb_cue(lemma + " " + tree_.form(c));
    std::string preposition;
    if (cue == nullptr) cue = verb_cue(lemma);
    if (lemma == "call")
      for (const std::uint32_t c : tree_.children(t)) {
        const std::string word = tree_.relation(c) == "obl" ? case_of(tree_, c) : tree_.relation(c) == "advcl" ? first_mark(tree_, c) : std::string();
        if (c > t && (word == "for" || word == "on")) cue = verb_cue("call " + word);
      }
    if (lemma == "cite" || lemma == "quote") {
      if (read_citing(t)) return;
    }
    if (cue == nullptr) return;
    Reported r;
    r.cue = t;
    r.word = *cue;
    r.negated = is_negated(t);
    set_source(r, sources_.subject(t, false));

    std::vector<std::uint32_t> contents;
    std::uint32_t asked = kNone;  // "called ON X to go"
    bool clause = false;
    const bool passive = is_passive(tree_, t) || (tree_.relation(t) == "acl" && is_past_participle(tree_, t));
    std::uint32_t object = tree_.child(t, "obj");
    if (object == kNone && (cue->takes & kWithObject) != 0) object = tree_.child(t, "iobj");
    // "Expressed hope that": the noun tells it.
    if (object != kNone && is_giving(lemma) && noun_cue(tree_.lemma(object)) != nullptr) return;
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.relation(c);
      if (relation == "ccomp" || (relation == "csubj" && passive)) {
        if ((cue->takes & kClauses) == 0 && !is_infinitive(tree_, c)) continue;
        contents.push_back(c);
        clause = true;
      } else if (relation == "conj" && c > t && !contents.empty() && is_marked(tree_, c, "that") && tree_.child(c, "nsubj") != kNone) {
        contents.push_back(c);  // "said that P, and that Q", where the tree sets Q beside the verb of saying
      } else if (relation == "xcomp") {
        if ((cue->takes & (kInfinitives | kWithObject)) == 0 && !(passive && cue->speech)) continue;
        contents.push_back(c);
        clause = clause || is_clause(tree_, c);
      } else if (relation == "parataxis" && cue->speech && (is_clause(tree_, c) || c > t)) {
        if (verb_cue(tree_.lemma(c)) != nullptr && verb_cue(tree_.lemma(c))->speech && tree_.child(c, "ccomp") == kNone && c > t) continue;  // "P, X said"
        contents.push_back(c);
        clause = clause || is_clause(tree_, c);
      } else if (relation == "obl" || relation == "nmod") {
        const bool as = case_of(tree_, c) == "as" && (cue->takes & kWithObject) != 0 && (object != kNone || passive);
        if (asked == kNone && c > t && relation == "obl" && in_list(cue->prepositions, case_of(tree_, c))) asked = c;
        if (as || in_list(cue->prepositions, case_of(tree_, c))) contents.push_back(c);
        clause = clause || as;
      } else if (relation == "advcl" && is_content_clause(*cue, t, c, object, asked)) {
        contents.push_back(c);
        clause = true;
      }
    }
    // "The poll shows X ahead".
    const bool shows = cue->attitude == Attitude::kKnow && object != kNone && r.source != kNone && is_document_noun(tree_.lemma(r.source));
    // "Called him" alone says nothing of him.
    const bool bare = is_one_of(lemma, {"call", "dub", "label", "brand", "term", "cast", "paint", "frame", "see", "attack"}) && contents.empty();
    const bool with_object = (cue->takes & kWithObject) != 0 && !bare;
    if (object != kNone && (with_object || ((cue->takes & kObjects) != 0 && contents.empty() && !bare) || shows)) contents.push_back(object);
    if (passive && contents.empty() && (cue->takes & kObjects) != 0)
      if (const std::uint32_t object_of_passive = tree_.child(t, "nsubj:pass"); object_of_passive != kNone && r.source != kNone)
        contents.push_back(object_of_passive);
    if (passive && with_object && !contents.empty() && r.source != kNone)  // "X was called a liar by Y"
      if (const std::uint32_t told_of = tree_.child(t, "nsubj:pass"); told_of != kNone) contents.push_back(told_of);
    TokenRange words = told(t, contents);
    if (r.source == kNone && !passive)
      if (const std::uint32_t strayed = sources_.strayed_subject(t, contents); strayed != kNone) {
        set_source(r, strayed);
        words.first = std::min(words.first, low_[at(strayed)]);
      }
    // "P, X said": the verb hangs on what is said.
    const std::uint32_t above = tree_.head(t);
    const bool aside = tree_.relation(t) == "parataxis" || (tree_.relation(t) == "advcl" && first_mark(tree_, t) == "as");
    if (contents.empty() && aside && above != kNone && (cue->speech || (object == kNone && is_thought_aside(*cue, t)))) {
      add_content(r, under(is_set_off(under(t)) ? root_of(above) : clause_of(above)), under(t));
      r.clause = true;
      r.told = under(t);
      found_.push_back(std::move(r));
      return;
    }
    if (contents.empty() && tree_.relation(t) == "conj" && above != kNone && cue->speech && above < t && is_clause(tree_, above) && ends_sentence(t) &&
        tree_.child(t, "nsubj") != kNone && verb_cue(tree_.lemma(above)) == nullptr && t > 0 && comma_before(words.first)) {
      add_content(r, {low_[at(above)], words.first}, words);
      clause = true;
    }
    std::sort(contents.begin(), contents.end());
    contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
    for (const std::uint32_t c : contents) add_content(r, said_under(c, t), words);
    merge(r.content);
    r.clause = clause;
    r.told = words;
    if (contents.empty() && r.content.empty() && cue->speech && r.source != kNone) add_set_off(r, t);
    if (r.content.empty() && !(cue->speech && (cue->takes & kClauses) != 0)) return;
    if (r.content.empty() && (r.source == kNone || passive)) return;
    found_.push_back(std::move(r));
  }

  /// "P, X believe", "P, polls show": somebody else thinks or shows it, not who writes ("P, I think", "P, you know").
  bool is_thought_aside(const Cue& cue, std::uint32_t verb) const {
    const std::uint32_t subject = tree_.child(verb, "nsubj");
    const bool thought = cue.attitude == Attitude::kBelieve || cue.attitude == Attitude::kFear || cue.attitude == Attitude::kKnow || cue.attitude == Attitude::kPredict;
    return thought && subject != kNone && subject < verb && !is_one_of(tree_.form(subject), {"i", "we", "you", "it", "that", "this", "which"});
  }

  /// The words under what is said, up to what is set against all of it: "X said that P, | while Z condemned it".
  TokenRange said_under(std::uint32_t content, std::uint32_t verb) const {
    TokenRange out = under(content);
    if (content < verb) return out;  // "P, | while Q, | X said"
    for (const std::uint32_t c : tree_.children(content)) {
      if (tree_.relation(c) != "advcl" || c < content || tree_.child(c, "nsubj") == kNone || !(is_marked(tree_, c, "while") || is_marked(tree_, c, "whereas"))) continue;
      const std::uint32_t first = low_[at(c)];
      if (tree_.form(first) == "," || (first > tree_.first() && tree_.form(first - 1) == ",")) out.end = std::min(out.end, first);
    }
    return out;
  }

  /// An adverbial clause that is what is said: "called for ending it", "called on X to go", "asked if", "sees X as beaten".
  bool is_content_clause(const Cue& cue, std::uint32_t verb, std::uint32_t clause, std::uint32_t object, std::uint32_t asked) const {
    const std::string mark = first_mark(tree_, clause);
    if (in_list(cue.prepositions, mark)) return true;
    if (clause < verb) return false;
    if (mark == "if" || mark == "whether") return is_one_of(tree_.lemma(verb), {"ask", "wonder", "inquire", "enquire", "question", "query"});
    if ((cue.takes & kWithObject) == 0) return false;
    if (mark == "as") return object != kNone || tree_.child(verb, "nsubj:pass") != kNone;
    return mark == "to" && (cue.takes & kInfinitives) != 0 && (object != kNone || asked < clause);
  }

  /// "P, X said", "P, X said, Q", where the tree hangs P on something else: all of the sentence but these words.
  void add_set_off(Reported& r, std::uint32_t verb) const {
    if (r.source > verb || r.source + 1 != first_of_verb(verb)) return;
    const std::uint32_t first = r.source_words.first;
    std::uint32_t end = verb + 1;
    while (end < tree_.end() && (tree_.has_upos(end, "ADV") || tree_.deprel(end) == "compound:prt")) ++end;
    if (first < tree_.first() + 2 || tree_.form(first - 1) != "," || (end < tree_.end() && !tree_.has_upos(end, "PUNCT"))) return;
    if (first_finite_ + 1 >= first && (last_finite_ == kNone || last_finite_ < end)) return;
    add_content(r, {tree_.first(), tree_.end()}, {first, end});
    r.told = {first, end};
    r.clause = true;
  }

  std::uint32_t first_of_verb(std::uint32_t verb) const {
    while (verb > tree_.first() && (tree_.has_upos(verb - 1, "AUX") || tree_.has_upos(verb - 1, "ADV"))) --verb;
    return verb;
  }

  bool comma_before(std::uint32_t t) const { return t > tree_.first() && tree_.has_upos(t - 1, "PUNCT"); }
  bool ends_sentence(std::uint32_t t) const { return high_[at(t)] + 3 >= tree_.end(); }

  static void merge(std::vector<TokenRange>& ranges) {
    std::sort(ranges.begin(), ranges.end(), [](TokenRange a, TokenRange b) { return std::pair(a.first, a.end) < std::pair(b.first, b.end); });
    std::vector<TokenRange> out;
    for (const TokenRange range : ranges) {
      if (!out.empty() && range.first <= out.back().end + 1) out.back().end = std::max(out.back().end, range.end);
      else out.push_back(range);
    }
    ranges = std::move(out);
  }

  /// "P, citing X": X says P.
  bool read_citing(std::uint32_t t) {
    const std::uint32_t object = tree_.child(t, "obj"), above = tree_.head(t);
    if (object == kNone || above == kNone || tree_.relation(t) != "advcl" || tree_.child(t, "nsubj") != kNone) return false;
    if (tree_.token(t).xpos != "VBG" && !tree_.has_feature(t, "VerbForm=Ger") && !tree_.has_feature(t, "VerbForm=Part")) return false;
    // "P, he said, citing X": he says it.
    const auto is_saying = [&](std::uint32_t verb) {
      const Cue* const cue = verb_cue(tree_.lemma(verb));
      return cue != nullptr && cue->speech && sources_.subject(verb, false) != kNone;
    };
    if (is_saying(above)) return true;
    for (const std::uint32_t c : tree_.children(above))
      if (c < t && tree_.relation(c) == "parataxis" && is_saying(c)) return true;
    return aside_source(t, object, above, under(t));
  }

  bool aside_source(std::uint32_t cue, std::uint32_t source, std::uint32_t above, TokenRange words) {
    Reported r;
    r.cue = cue;
    r.word = {Attitude::kSay, kClauses, true, ""};
    set_source(r, source);
    if (r.source == kNone) return true;
    add_content(r, under(above), words);
    r.told = words;
    r.clause = true;
    if (!r.content.empty()) found_.push_back(std::move(r));
    return true;
  }

  /// Between a comma and an end of the sentence, words are about all of it, whatever the tree hangs them on.
  bool is_set_off(TokenRange words) const {
    std::uint32_t end = words.end;
    while (end < tree_.end() && tree_.has_upos(end, "PUNCT")) ++end;
    const bool comma = tree_.form(words.first) == "," || (words.first > tree_.first() && tree_.form(words.first - 1) == ",");
    return end == tree_.end() && comma;
  }

  /// Of words that hang on a noun the clause that it stands in.
  std::uint32_t clause_of(std::uint32_t t) const {
    for (int steps = 0; t != kNone && !is_clause(tree_, t) && tree_.head(t) != kNone && steps < kDeepest; ++steps) t = tree_.head(t);
    return t;
  }

  std::uint32_t root_of(std::uint32_t t) const {
    for (std::uint32_t steps = tree_.first(); tree_.head(t) != kNone && steps < tree_.end(); ++steps) t = tree_.head(t);
    return t;
  }

  /// "According to X, P".
  void read_according(std::uint32_t t) {
    const std::uint32_t above = tree_.head(t);
    std::uint32_t source = kNone, top = kNone;
    if (tree_.relation(t) == "case" && above != kNone) {
      source = top = above;
    } else {
      for (const std::uint32_t c : tree_.children(t))
        if ((tree_.relation(c) == "obl" || tree_.relation(c) == "nmod" || tree_.relation(c) == "obj") && c > t) source = c;
      top = t;
    }
    if (source == kNone) return;
    std::uint32_t clause = clause_of(tree_.head(top));
    TokenRange words = under(top);
    words.first = std::min(words.first, t);
    words.end = std::max(words.end, source + 1);
    if (clause != kNone && is_set_off(words)) clause = root_of(clause);
    if (clause == kNone) {
      // The tree took the source for the main thing: everything but its phrase.
      words = {std::min(t, source), source_words(source).end};
      clause = top;
    }
    aside_source(t, source, clause, words);
  }

  static bool is_giving(std::string_view lemma) {
    return is_one_of(lemma, {"make",     "issue",  "give",  "have", "express",   "voice",  "offer",  "reach",   "share", "raise",     "repeat",
                             "hold",     "renew",  "release", "send", "deliver", "roll",   "rattle", "outline", "unveil", "announce", "detail",
                             "propose",  "tout",   "pitch", "float", "reiterate", "restate", "publish", "post",  "find",  "draft"});
  }

  void read_noun(std::uint32_t t) {
    const Cue* const cue = noun_cue(tree_.lemma(t));
    const std::uint32_t above = tree_.head(t);
    if (cue == nullptr || tree_.relation(t) == "compound") {
      read_view(t);
      return;
    }
    Reported r;
    r.cue = t;
    r.word = *cue;
    std::uint32_t source = sources_.owner(t);
    if (source == kNone && above != kNone && tree_.relation(t) == "obj" && is_giving(tree_.lemma(above))) {
      source = sources_.subject(above, false);
      r.negated = is_negated(above);
    }
    // "Says in a statement that", "woos voters with promises to".
    if (source == kNone && above != kNone && tree_.relation(t) == "obl") {
      const Cue* const verb = verb_cue(tree_.lemma(above));
      const std::string word = case_of(tree_, t);
      if ((word == "in" && verb != nullptr && verb->speech) || word == "with") source = sources_.subject(above, is_passive(tree_, above));
    }
    std::vector<std::uint32_t> contents;
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.relation(c);
      if (c < t || c == source || high_[at(c)] < t) continue;
      if (relation == "ccomp" || (relation == "acl" && tree_.deprel(c) != "acl:relcl" &&
                                  ((is_infinitive(tree_, c) && (cue->takes & kInfinitives) != 0) || is_marked(tree_, c, "that") ||
                                   is_marked(tree_, c, "whether") || in_list(cue->prepositions, first_mark(tree_, c))))) {
        contents.push_back(c);
        r.clause = true;
      } else if (relation == "nmod" && in_list(cue->prepositions, case_of(tree_, c)) && (source != kNone || case_of(tree_, c) != "of")) {
        contents.push_back(c);
      }
    }
    // "Expressed outrage that", where the tree hangs what follows on the verb.
    if (contents.empty() && source != kNone && tree_.relation(t) == "obj")
      for (const std::uint32_t c : tree_.children(above))
        if (c > t && (tree_.relation(c) == "ccomp" || (tree_.relation(c) == "advcl" && first_mark(tree_, c) == "that"))) {
          contents.push_back(c);
          r.clause = true;
        }
    // "X's point is that P".
    if (contents.empty() && source != kNone && tree_.relation(t) == "nsubj" && above > t && tree_.child(above, "cop") != kNone &&
        (tree_.deprel(t) == "nsubj:outer" || is_marked(tree_, above, "that"))) {
      set_source(r, source);
      r.told = {std::min(low_[at(t)], t), tree_.child(above, "cop") + 1};
      if (r.source != kNone) add_content(r, under(above), r.told);
      r.clause = true;
      if (!r.content.empty()) found_.push_back(std::move(r));
      return;
    }
    if (contents.empty()) return read_view(t);
    set_source(r, source);
    if (r.source == kNone && !r.clause) return;
    for (const std::uint32_t c : contents) add_content(r, under(c), {t, t + 1});
    r.told = {t, t + 1};
    merge(r.content);
    if (!r.content.empty()) found_.push_back(std::move(r));
  }

  /// "In X's view, P", "in the words of X, P".
  void read_view(std::uint32_t t) {
    const std::uint32_t above = tree_.head(t);
    if (!is_one_of(tree_.lemma(t), {"view", "word", "opinion", "eye", "mind", "telling"})) return;
    if (above == kNone || tree_.relation(t) != "obl" || case_of(tree_, t) != "in") return;
    for (const std::uint32_t c : tree_.children(t))
      if (tree_.deprel(c) == "nmod:poss" || (tree_.relation(c) == "nmod" && case_of(tree_, c) == "of")) {
        aside_source(t, c, above, under(t));
        return;
      }
  }

  void read_adjective(std::uint32_t t) {
    const Cue* const cue = adjective_cue(tree_.lemma(t));
    if (cue == nullptr) return;
    Reported r;
    r.cue = t;
    r.word = *cue;
    r.negated = is_negated(t);
    std::vector<std::uint32_t> contents;
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.relation(c);
      if (c < t) continue;
      if (relation == "ccomp" || ((relation == "xcomp" || relation == "advcl") && (cue->takes & kInfinitives) != 0 && is_infinitive(tree_, c)) ||
          (relation == "advcl" && in_list(cue->prepositions, first_mark(tree_, c)))) {
        contents.push_back(c);
        r.clause = true;
      } else if (relation == "obl" && in_list(cue->prepositions, case_of(tree_, c))) {
        contents.push_back(c);
      }
    }
    if (contents.empty()) return;
    set_source(r, sources_.subject(t, false));
    if (r.source == kNone) return;
    r.told = told(t, contents);
    for (const std::uint32_t c : contents) add_content(r, under(c), {t, t + 1});
    merge(r.content);
    if (!r.content.empty()) found_.push_back(std::move(r));
  }

  const SentenceTree& tree_;
  const SourceFinder sources_;
  std::vector<std::uint32_t> low_, high_;  // [tokens] first and last token of the subtree
  std::uint32_t first_finite_ = kNone - 1, last_finite_ = kNone;  // tokens
  std::vector<Reported> found_;
};

}  // namespace

std::vector<Reported> find_reported(const SentenceTree& tree) { return SentenceReader(tree).run(); }

}  // namespace relata
