#include <relata/claims/frame_matcher.hpp>

#include <relata/claims/frame_claims.hpp>
#include <relata/claims/light_verbs.hpp>
#include <relata/claims/modality.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace relata {
namespace {

/// Words before an office that say that it is another one, or that it is not held now.
bool is_other_office(std::string_view word) {
  return is_one_of(word, {"former", "ex",   "late",      "then",      "ousted", "oust",  "deposed", "previous", "onetime", "erstwhile",
                          "deputy", "vice", "assistant", "associate", "future", "would", "shadow",  "aspiring", "designate"});
}

/// Nouns of who heads whatever stands before them.
bool is_headship(std::string_view lemma) {
  return is_one_of(lemma, {"chief", "head", "leader", "boss", "director", "manager", "chair", "chairman", "chairwoman", "chairperson",
                           "commissioner", "commander", "editor", "coach"});
}

class SentenceMatcher {
 public:
  SentenceMatcher(const Ontology& ontology, const FrameWordings& wordings, const Extraction& extraction, const Heads& heads, std::uint32_t sentence)
      : ontology_(ontology), wordings_(wordings), extraction_(extraction), heads_(heads), tree_(extraction.document, sentence), frames_(find_frames(tree_)),
        claims_(ontology, extraction, heads, tree_) {
    for (std::uint32_t t = tree_.first(); t < tree_.end(); ++t) {
      lemmas_.push_back(tree_.lemma(t));
      forms_.push_back(tree_.form(t));
    }
    for (const Frame& frame : frames_)
      if (frame.kind == Frame::Kind::kNoun) nouns_.emplace(frame.head, &frame);
  }

  std::vector<Claim> run() {
    for (const Frame& frame : frames_) {
      switch (frame.kind) {
        case Frame::Kind::kVerb:
          read_verb(frame);
          read_role(frame);
          break;
        case Frame::Kind::kCopula:
          read_copula(frame);
          read_relational(frame);
          break;
        case Frame::Kind::kVerbNoun: read_event(frame); break;
        case Frame::Kind::kNoun: read_event(frame); break;
        case Frame::Kind::kApposition:
        case Frame::Kind::kTitle: read_relational(frame); break;
      }
    }
    // What a noun alone says comes last: its apposition or copula tells the same with the name in its evidence.
    for (const auto& [head, frame] : nouns_) read_relational(*frame);
    for (std::uint32_t t = tree_.first(); t < tree_.end(); ++t) read_prepositions(t);
    for (std::uint32_t t = tree_.first(); t + 2 < tree_.end(); ++t) read_party_letter(t);
    std::vector<Claim> claims = claims_.take();
    for (std::uint32_t t = tree_.first(); t < tree_.end(); ++t)
      if (heads_.whole(t) != kNone) claims.push_back(part_of(t));
    std::erase_if(claims, [](const Claim& claim) { return claim.predicate.empty(); });
    return claims;
  }

 private:
  using Arguments = std::vector<Argument>;
  const std::string& lemma(std::uint32_t t) const { return lemmas_[t - tree_.first()]; }
  const std::string& form(std::uint32_t t) const { return forms_[t - tree_.first()]; }
  bool in_sentence(std::uint32_t t) const { return t >= tree_.first() && t < tree_.end(); }

  // Words.
  bool is_word(std::uint32_t t, const std::string& word) const {
    if (lemma(t) == word || form(t) == word) return true;
    if (!tree_.has_upos(t, "ADJ") && !tree_.has_upos(t, "VERB") && !tree_.has_upos(t, "PROPN")) return false;
    const std::vector<std::string> lemmas = possible_lemmas(form(t));
    return std::find(lemmas.begin(), lemmas.end(), word) != lemmas.end();
  }

  bool is_dash(std::uint32_t t) const { return form(t) == "-" || form(t) == "–"; }

  /// The tokens [first, last] around `head` that spell the phrase, hyphens passed over.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> spell(const Phrase& phrase, std::uint32_t head) const {
    for (std::size_t at = 0; at < phrase.size(); ++at) {
      if (!is_word(head, phrase[at])) continue;
      std::uint32_t first = head, last = head;
      bool fits = true;
      for (std::size_t i = at; fits && i-- > 0;) {
        do {
          fits = first > tree_.first();
          if (fits) --first;
        } while (fits && is_dash(first));
        fits = fits && is_word(first, phrase[i]);
      }
      for (std::size_t i = at + 1; fits && i < phrase.size(); ++i) {
        do {
          fits = ++last < tree_.end();
        } while (fits && is_dash(last));
        fits = fits && is_word(last, phrase[i]);
      }
      if (fits) return std::pair{first, last};
    }
    return std::nullopt;
  }

  // Arguments.
  static bool fits(const Argument& argument, const Place& place) { return argument.role == place.role && (place.word.empty() || argument.word == place.word); }

  static void collect(Arguments& to, const std::vector<Argument>& from, const Place& place) {
    for (const Argument& argument : from)
      if (fits(argument, place) && std::none_of(to.begin(), to.end(), [&](const Argument& a) { return a.head == argument.head; })) to.push_back(argument);
  }

  Arguments at(const std::vector<Argument>& from, const std::vector<Place>& places) const {
    Arguments out;
    for (const Place& place : places) collect(out, from, place);
    return out;
  }

  const std::vector<Argument>& arguments_of(std::uint32_t noun) const {
    static const std::vector<Argument> none;
    const auto found = nouns_.find(noun);
    return found == nouns_.end() ? none : found->second->arguments;
  }

  Arguments subjects(const Frame& frame) const {
    Arguments out;
    collect(out, frame.arguments, {Role::kSubject, {}});
    return out;
  }

  Arguments undergoers(const Frame& frame) const {
    Arguments out;
    if (!frame.passive) return out;
    collect(out, frame.arguments, {frame.find(Role::kIndirect) != nullptr ? Role::kIndirect : Role::kObject, {}});
    return out;
  }

  // Verbs.
  bool has_particle(const Frame& frame, const std::string& particle) const {
    const std::size_t blank = frame.lemma.find(' ');
    if (blank != std::string::npos) return frame.lemma.substr(blank + 1) == particle;
    if (particle.empty()) return true;
    for (const std::uint32_t c : tree_.children(frame.head))
      if (c > frame.head && form(c) == particle && (tree_.relation(c) == "advmod" || tree_.deprel(c) == "compound:prt")) return true;
    return false;
  }

  void read_verb(const Frame& frame) {
    const std::string verb = frame.lemma.substr(0, frame.lemma.find(' '));
    // "Caused the site to close": that is caused, not the site.
    const auto is_infinitive = [&](const Argument& a) { return a.role == Role::kClause && tree_.relation(a.head) == "xcomp" && a.head > frame.head; };
    if (verb == "cause" && !frame.passive && std::any_of(frame.arguments.begin(), frame.arguments.end(), is_infinitive)) return;
    for (const VerbWording& wording : wordings_.verbs(verb)) match(frame, wording);
    if (frame.find(Role::kPreposition) != nullptr)
      for (const VerbWording& wording : wordings_.verbs("")) match(frame, wording);
  }

  void read_copula(const Frame& frame) {
    for (const VerbWording& wording : wordings_.verbs("be"))
      if (!wording.steps.empty()) match(frame, wording);
  }

  /// Walks the nouns of the wording; the last one, `frame.head` where there are none, kNone where the text has others.
  std::uint32_t walk(const Frame& frame, const VerbWording& wording, std::vector<std::uint32_t>& tokens) const {
    std::uint32_t last = frame.head;
    for (std::size_t i = 0; i < wording.steps.size(); ++i) {
      const VerbWording::Step& step = wording.steps[i];
      std::uint32_t next = kNone;
      const auto look = [&](const std::vector<Argument>& arguments) {
        for (const Argument& argument : arguments) {
          const bool complement = step.place.role == Role::kObject && argument.role == Role::kComplement;
          if (next != kNone || !(complement || fits(argument, step.place)) || !in_sentence(argument.head)) continue;
          if (const auto words = spell(step.phrase, argument.head)) {
            next = argument.head;
            for (std::uint32_t t = words->first; t <= words->second; ++t) tokens.push_back(t);
          }
        }
      };
      if (i > 0) look(arguments_of(last));
      look(frame.arguments);
      // "Shot dead", "sold abroad".
      if (next == kNone && step.place.role == Role::kObject && step.phrase.size() == 1)
        for (const std::uint32_t c : tree_.children(frame.head))
          if (next == kNone && c > frame.head && is_one_of(tree_.relation(c), {"xcomp", "advmod", "amod"}) && is_word(c, step.phrase.front())) {
            next = c;
            tokens.push_back(c);
          }
      if (next == kNone) return kNone;
      last = next;
    }
    return last;
  }

  void match(const Frame& frame, const VerbWording& wording) {
    if (!wording.verb.empty() && frame.kind == Frame::Kind::kVerb && !has_particle(frame, wording.particle)) return;
    // "Came back from" and "moved away from" are no "come from".
    if (!frame.directions.empty() && wording.particle.empty() && wording.object.role == Role::kPreposition && !is_one_of(wording.object.word, {"to", "into"})) return;
    if (wording.alone && frame.find(Role::kObject) != nullptr) return;
    if (!wording.clause.empty() && frame.find(Role::kClause, wording.clause) == nullptr) return;
    std::vector<std::uint32_t> tokens = frame.predicate;
    const std::uint32_t last = walk(frame, wording, tokens);
    if (last == kNone) return;
    std::sort(tokens.begin(), tokens.end());
    const Arguments who = wording.undergoes ? undergoers(frame) : subjects(frame);
    if (wording.mutual) {
      mutual_verb(frame, wording, who, last, tokens);
      return;
    }
    Arguments whom;
    if (wording.object.role == Role::kPreposition) {
      if (last != frame.head) collect(whom, arguments_of(last), wording.object);
      collect(whom, frame.arguments, wording.object);
    } else {
      collect(whom, frame.arguments, wording.object);
      if (wording.object.role == Role::kObject && !wording.undergoes) collect(whom, frame.arguments, {Role::kIndirect, {}});
    }
    std::erase_if(whom, [&](const Argument& a) { return a.head == last || std::find(tokens.begin(), tokens.end(), a.head) != tokens.end(); });
    claims_.add({wording.property, frame, tokens, last == frame.head ? kNone : last, 0.85, wording.classes}, wording.turned ? whom : who, wording.turned ? who : whom);
  }

  void mutual_verb(const Frame& frame, const VerbWording& wording, const Arguments& who, std::uint32_t last, const std::vector<std::uint32_t>& tokens) {
    Arguments pair;
    if (last != frame.head) collect(pair, arguments_of(last), by("between"));
    collect(pair, frame.arguments, by("between"));
    if (pair.size() < 2) {
      pair = who.empty() && frame.passive ? Arguments{} : who;
      // Whom they meet: nobody else.
      Arguments others;
      collect(others, frame.arguments, by("with"));
      if (last != frame.head) collect(others, arguments_of(last), by("with"));
      else collect(others, frame.arguments, {Role::kObject, {}});
      if (!others.empty()) return;
    }
    claims_.add_pairs({wording.property, frame, tokens, last == frame.head ? kNone : last, 0.85, wording.classes}, pair);
  }

  static Place by(std::string word) { return {Role::kPreposition, std::move(word)}; }

  // Nouns.
  struct Spelled {
    const NounWording* wording = nullptr;
    std::uint32_t first = 0, last = 0;  // tokens
  };

  /// Wordings whose words stand around the noun; only the longest: "vice president" is no president.
  std::vector<Spelled> spelled(std::uint32_t head, bool relational) const {
    std::vector<Spelled> out;
    std::size_t longest = 0;
    std::vector<std::string> keys{lemma(head)};
    if (form(head) != keys.front()) keys.push_back(form(head));
    if (tree_.has_upos(head, "ADJ") || tree_.has_upos(head, "PROPN"))
      for (const std::string& more : possible_lemmas(form(head)))
        if (std::find(keys.begin(), keys.end(), more) == keys.end()) keys.push_back(more);
    for (const std::string& key : keys)
      for (const NounWording& wording : wordings_.nouns(key)) {
        if (wording.relational != relational) continue;
        const auto words = spell(wording.phrase, head);
        if (!words) continue;
        out.push_back({&wording, words->first, words->second});
        longest = std::max(longest, wording.phrase.size());
      }
    std::erase_if(out, [&](const Spelled& s) { return s.wording->phrase.size() < longest; });
    return out;
  }

  static std::vector<std::uint32_t> range(const Spelled& words) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t t = words.first; t <= words.last; ++t) out.push_back(t);
    return out;
  }

  /// "X's war against Y", "talks between X and Y"; in verb-noun frames the verb's subject does it: "X held talks with Y".
  void read_event(const Frame& frame) {
    const bool with_verb = frame.kind == Frame::Kind::kVerbNoun;
    if (!in_sentence(frame.head)) return;
    if (with_verb) {
      const std::string verb = frame.clause == kNone ? "" : tree_.phrasal_lemma(frame.clause);
      const bool bare = frame.find(Role::kObject) != nullptr || tree_.relation(frame.head) != "obj";
      if (!(frame.light || is_aspectual(verb)) || (bare && frame.passive)) return;
    }
    for (const Spelled& words : spelled(frame.head, false)) {
      const NounWording& wording = *words.wording;
      const std::vector<std::uint32_t> tokens = with_verb ? frame.predicate : range(words);
      if (wording.mutual && !with_verb && match_mutual(frame, wording, tokens)) continue;
      Arguments whom = at(frame.arguments, wording.objects);
      Arguments own = at(with_verb ? arguments_of(frame.head) : frame.arguments, wording.subjects);
      if (own.empty() && !with_verb) own = who_comes_for(frame.head);
      std::erase_if(whom, [&](const Argument& a) { return std::any_of(own.begin(), own.end(), [&](const Argument& o) { return o.head == a.head; }); });
      if (whom.empty()) continue;
      if (with_verb) {
        if (own.empty()) claims_.add({wording.property, frame, tokens, kNone, 0.8, wording.classes}, subjects(frame), whom);
      } else {
        claims_.add({wording.property, frame, tokens, kNone, 0.8, wording.classes}, own, whom);
      }
    }
  }

  /// "Roe arrived in Vorn for | talks with Moss": whose talks.
  Arguments who_comes_for(std::uint32_t noun) const {
    const std::uint32_t verb = tree_.head(noun), link = tree_.child(noun, "case");
    if (verb == kNone || link == kNone || tree_.relation(noun) != "obl" || form(link) != "for") return {};
    if (!is_one_of(lemma(verb), {"arrive", "come", "fly", "gather", "go", "head", "host", "leave", "meet", "return", "travel", "visit"})) return {};
    for (const Frame& frame : frames_)
      if (frame.kind == Frame::Kind::kVerb && frame.head == verb) return subjects(frame);
    return {};
  }

  bool match_mutual(const Frame& frame, const NounWording& wording, const std::vector<std::uint32_t>& tokens) {
    Arguments pair = at(frame.arguments, {by("between")});
    if (pair.size() < 2) pair = at(frame.arguments, {by("of")});
    if (pair.size() < 2) pair = at(frame.arguments, {{Role::kOwner, {}}});
    if (pair.size() < 2) {
      pair = at(frame.arguments, {{Role::kModifier, {}}});
      std::erase_if(pair, [&](const Argument& a) { return !is_name(a.head); });
    }
    if (pair.size() < 2 || !at(frame.arguments, {by("with")}).empty()) return false;
    claims_.add_pairs({wording.property, frame, tokens, kNone, 0.85, wording.classes}, pair);
    return true;
  }

  /// "X, an ally of Y", "Y's ally X", "X is an ally of Y"; of a noun alone, who is meant by it.
  void read_relational(const Frame& frame) {
    if (!in_sentence(frame.head)) return;
    Arguments who = subjects(frame);
    if (frame.kind == Frame::Kind::kNoun) {
      if (heads_.entity(frame.head) == kNone || (!heads_.is_named(heads_.entity(frame.head)) && !is_of_people(frame.head))) return;
      if (is_left(frame.head)) return;
      who = {{Role::kSubject, {}, frame.head, false}};
    }
    for (const Spelled& words : spelled(frame.head, true)) {
      const NounWording& wording = *words.wording;
      if (is_qualified(frame, words)) continue;
      Arguments whom = at(frame.arguments, wording.objects);
      if (words.first != words.last) {
        // What belongs to the phrase is no argument of it; what follows its last word is.
        std::erase_if(whom, [&](const Argument& a) { return a.head >= words.first && a.head <= words.last; });
        if (words.last != frame.head) collect_behind(whom, words.last, wording.objects);
      }
      std::erase_if(whom, [&](const Argument& a) { return a.head == frame.head; });
      if (const std::uint32_t chooser = whom.empty() && frame.kind == Frame::Kind::kNoun ? chooser_of(frame.head) : kNone; chooser != kNone) whom = {{Role::kObject, {}, chooser, true}};
      if (whom.empty() && wording.mutual && frame.kind != Frame::Kind::kNoun) claims_.add_pairs({wording.property, frame, range(words), kNone, 0.85, wording.classes}, who);
      else claims_.add({wording.property, frame, range(words), kNone, frame.kind == Frame::Kind::kNoun ? 0.75 : 0.85, wording.classes}, who, whom);
    }
  }

  /// Of "appointed as | chairman": the verb; kNone elsewhere.
  std::uint32_t verb_of_role(std::uint32_t office) const { return is_one_of(tree_.relation(office), {"obl", "xcomp"}) ? tree_.head(office) : kNone; }

  /// "Acme | appointed Jane Roe as chief executive": whose office it is where nothing else tells.
  std::uint32_t chooser_of(std::uint32_t office) const {
    const std::uint32_t verb = verb_of_role(office);
    if (verb == kNone || !is_one_of(lemma(verb), {"appoint", "choose", "elect", "hire", "install", "name", "reappoint", "re-elect"}) || tree_.child(verb, "obj") == kNone) return kNone;
    return tree_.child(verb, "nsubj");
  }

  /// "Resigned as chairman of Acme": an office that somebody holds no more, or may hold some day.
  bool is_left(std::uint32_t office) const {
    const std::uint32_t verb = verb_of_role(office);
    if (verb == kNone) return false;
    if (is_one_of(lemma(verb), {"confirm", "dismiss", "fire", "nominate", "oust", "pick", "propose", "quit", "remove", "replace", "resign", "retire", "sack", "step"})) return true;
    const Modality said = read_modality(tree_, verb);
    return said.polarity == Polarity::kNegated || said.certainty != Certainty::kCertain;
  }

  /// "Roe became mayor of Y", "was elected president of Y", "Acme named Roe chief executive": as if that were said of Roe.
  void read_role(const Frame& frame) {
    const std::string verb = frame.lemma.substr(0, frame.lemma.find(' '));
    const bool becomes = is_one_of(verb, {"become", "remain"});
    if (!becomes && !is_one_of(verb, {"appoint", "choose", "crown", "elect", "name", "re-elect", "reappoint"})) return;
    Arguments who;
    if (becomes) who = subjects(frame);
    else if (frame.passive) who = undergoers(frame);
    else collect(who, frame.arguments, {Role::kObject, {}});
    for (const Argument& role : frame.arguments) {
      if (role.role != Role::kComplement || !in_sentence(role.head)) continue;
      for (const Spelled& words : spelled(role.head, true)) {
        Arguments whom = at(arguments_of(role.head), words.wording->objects);
        if (words.last != role.head) collect_behind(whom, words.last, words.wording->objects);
        if (whom.empty() && !becomes && !frame.passive) whom = subjects(frame);
        claims_.add({words.wording->property, frame, range(words), kNone, 0.8, words.wording->classes}, who, whom);
      }
    }
  }

  bool is_name(std::uint32_t t) const { return heads_.mention(t) != kNone && extraction_.mentions[heads_.mention(t)].kind == MentionKind::kName; }

  /// "Minister of defence of Y": the tree hangs Y on the last word.
  void collect_behind(Arguments& to, std::uint32_t last, const std::vector<Place>& places) const {
    for (const Place& place : places)
      if (place.role == Role::kPreposition) collect(to, arguments_of(last), place);
  }

  /// "Former", "deputy": another relation, or one that has ended.
  bool is_qualified(const Frame& frame, const Spelled& words) const {
    const auto tells = [&](std::uint32_t t) { return is_other_office(lemma(t)) || is_other_office(form(t)); };
    for (const std::uint32_t c : tree_.children(frame.head))
      if (c < words.first && tells(c)) return true;
    if (words.first == words.last && heads_part(words.first)) return true;
    std::uint32_t before = words.first;
    for (int steps = 0; steps < 3 && before > tree_.first(); ++steps) {
      --before;
      if (tells(before)) return true;
      if (tree_.has_upos(before, "PUNCT") && !is_dash(before)) break;
      if (tree_.has_upos(before, "VERB") || tree_.has_upos(before, "ADP")) break;
    }
    // Titles may hang on the name beside what qualifies them.
    if (frame.kind == Frame::Kind::kTitle && tree_.head(frame.head) != kNone)
      for (const std::uint32_t c : tree_.children(tree_.head(frame.head)))
        if (c < words.first && words.first - c <= 4 && tells(c)) return true;
    return false;
  }

  /// "FINANCE chief", "OPPOSITION leader": who heads that, not Y. Elsewhere a noun before an office only says more of it ("health minister").
  bool heads_part(std::uint32_t office) const {
    if (!is_headship(lemma(office))) return false;
    const auto children = tree_.children(office);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
      return tree_.relation(c) == "compound" && tree_.has_upos(c, "NOUN") && heads_.entity(c) == kNone;
    });
  }

  // Prepositions.
  void read_prepositions(std::uint32_t t) {
    if (heads_.entity(t) == kNone || !(tree_.has_upos(t, "NOUN") || tree_.has_upos(t, "PROPN"))) return;
    for (const std::uint32_t c : tree_.children(t)) {
      const bool bare = (tree_.deprel(c) == "nmod:unmarked" || tree_.relation(c) == "appos") && is_name(t) && is_name(c) && !are_alike(t, c);
      const bool owner = tree_.deprel(c) == "nmod:poss" && is_name(c) && (is_name(t) || !is_of_people(t));
      const bool joined = is_one_of(tree_.relation(c), {"compound", "amod"}) && c < t && !is_name(t) && is_name(c) && !is_placed(t) && !(is_of_people(t) && tells_no_origin(t, c));
      if ((tree_.relation(c) != "nmod" && !bare && !joined) || (tree_.deprel(c) == "nmod:poss") != owner || (c < t) != (owner || joined)) continue;
      const std::uint32_t link = joined ? c : tree_.child(c, bare ? "punct" : "case");
      if (link == kNone || (!joined && !tree_.children(link).empty()) || (bare && link > c)) continue;
      const std::vector<PrepositionWording>& senses = wordings_.prepositions(joined ? "" : owner ? "'s" : form(link));
      for (const PrepositionWording& wording : senses) {
        // "X of Y" alone says it of names, and what is said of parties alone is said of them: "X of the Labour Party".
        if (wording.word == "of" && !is_name(t)) continue;
        if (std::any_of(senses.begin(), senses.end(), [&](const PrepositionWording& other) { return is_narrower(other, wording) && claims_.are_of(heads_.entity(t), heads_.entity(c), other.classes); })) continue;
        Frame frame;
        frame.kind = Frame::Kind::kApposition;
        frame.head = t;
        const std::uint32_t object = first_of_towns(tree_, c);
        Arguments objects{{Role::kObject, {}, object, false}};
        if (object != c)
          for (const std::uint32_t other : tree_.children(object))
            if (tree_.relation(other) == "conj") objects.push_back({Role::kObject, {}, other, false});
        std::erase_if(objects, [&](const Argument& a) { return is_unknown(a.head); });
        if (!is_unknown(t)) claims_.add({wording.property, frame, {link}, kNone, 0.7, wording.classes}, {{Role::kSubject, {}, t, false}}, objects);
      }
    }
  }

  bool is_of_people(std::uint32_t t) const {
    const std::uint32_t cls = ontology_.find_class(extraction_.entities[heads_.entity(t)].type), person = ontology_.find_class(core_class::kPerson), group = ontology_.find_class(core_class::kGroup);
    return cls != kNone && ((person != kNone && ontology_.is_a(cls, person)) || (group != kNone && ontology_.is_a(cls, group)));
  }

  /// "Iran expert" is of any country; of "French President Roe" the office is told, which says more.
  bool tells_no_origin(std::uint32_t noun, std::uint32_t country) const {
    return !extraction_.mentions[heads_.mention(country)].adjectival || claims_.tells(heads_.entity(noun), heads_.entity(country));
  }

  /// "Senator Roe (R-Tex.)": as if the text said "senator of Texas".
  void read_party_letter(std::uint32_t t) {
    if (t < tree_.first() + 2 || !is_party_letter(extraction_.document, t) || is_unknown(t - 2) || is_unknown(t + 2)) return;
    Frame frame;
    frame.kind = Frame::Kind::kApposition;
    frame.head = t;
    for (const NounWording& wording : wordings_.nouns("senator"))
      if (wording.relational && wording.phrase.size() == 1) {
        claims_.add({wording.property, frame, {t}, kNone, 0.8, wording.classes}, {{Role::kSubject, {}, t - 2, false}}, {{Role::kObject, {}, t + 2, false}});
        return;
      }
  }

  /// "Eastern Ukraine": as if the text called it a part of Ukraine; without predicate where the ontology has no words for that.
  Claim part_of(std::uint32_t t) const {
    Claim claim;
    for (const NounWording& wording : wordings_.nouns("part"))
      if (wording.relational && wording.classes.empty()) claim.predicate = ontology_.properties()[wording.property].iri;
    claim.subject = heads_.entity(t);
    claim.object = extraction_.mentions[heads_.whole(t)].entity;
    const Mention& part = extraction_.mentions[heads_.mention(t)];
    claim.evidence.push_back(part.span);
    claim.surface = Surface{std::string(extraction_.document.at(part.span)), "is part of", std::string(extraction_.document.at(extraction_.mentions[heads_.whole(t)].span)), {}};
    claim.confidence = 0.8;
    return claim;
  }

  /// Whether the text says of a noun where or against whom.
  bool is_placed(std::uint32_t noun) const {
    const auto children = tree_.children(noun);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
      const std::uint32_t link = tree_.relation(c) == "nmod" ? tree_.child(c, "case") : kNone;
      return link != kNone && is_one_of(form(link), {"in", "at", "near", "against", "on", "with"});
    });
  }

  /// Whether a sense asks for narrower classes than another of the same words.
  bool is_narrower(const PrepositionWording& one, const PrepositionWording& other) const {
    if (one.classes.empty() || one.classes == other.classes) return false;
    const auto is_within = [&](const std::vector<std::uint32_t>& narrow, const std::vector<std::uint32_t>& wide) {
      const auto is_under = [&](std::uint32_t cls) { return ontology_.is_any(cls, wide); };
      return wide.empty() || (!narrow.empty() && std::all_of(narrow.begin(), narrow.end(), is_under));
    };
    return is_within(one.classes.domain, other.classes.domain) && is_within(one.classes.range, other.classes.range);
  }

  /// Two cities in a row are a list, one of which the tree took for an apposition.
  bool are_alike(std::uint32_t a, std::uint32_t b) const {
    return heads_.entity(a) != kNone && heads_.entity(b) != kNone && extraction_.entities[heads_.entity(a)].type == extraction_.entities[heads_.entity(b)].type;
  }

  bool is_unknown(std::uint32_t t) const { return heads_.entity(t) == kNone || ontology_.find_class(extraction_.entities[heads_.entity(t)].type) == kNone; }

  const Ontology& ontology_;
  const FrameWordings& wordings_;
  const Extraction& extraction_;
  const Heads& heads_;
  const SentenceTree tree_;
  const std::vector<Frame> frames_;
  std::vector<std::string> lemmas_, forms_;        // [tokens]
  std::map<std::uint32_t, const Frame*> nouns_;  // kNoun frames by head
  FrameClaims claims_;
};

}  // namespace

std::vector<Claim> FrameMatcher::read(const Extraction& extraction, const Heads& heads, std::uint32_t sentence) const {
  return SentenceMatcher(ontology_, wordings_, extraction, heads, sentence).run();
}

}  // namespace relata
