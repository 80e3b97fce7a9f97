#include <relata/claims/modality.hpp>

#include <relata/core/one_of.hpp>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace relata {
namespace {

constexpr int kDeepest = 12;  // clauses that are looked at upwards

/// What a word does to the clause or noun it takes.
struct Effect {
  Certainty certainty = Certainty::kCertain;
  bool negates = false;
};

using Table = std::unordered_map<std::string_view, Effect>;

Table table_of(std::initializer_list<std::pair<Effect, std::initializer_list<std::string_view>>> rows) {
  Table table;
  for (const auto& [effect, words] : rows)
    for (const std::string_view word : words) table.emplace(word, effect);
  return table;
}

/// Verbs, nouns and adjectives by lemma: "plan to", "a plan to", "likely to".
const Effect* effect_of(std::string_view lemma) {
  static const Table table = table_of({
      {{Certainty::kCertain, true},
       {"fail",    "refuse",   "decline", "deny",     "avoid",     "forget",     "neglect",   "prevent",   "prohibit",   "ban",   "forbid",
        "abstain", "refrain",  "failure", "refusal",  "inability", "unable",     "unwilling", "reluctant", "impossible", "false", "untrue",
        "dispute", "disprove", "cancel",  "rule out", "stop",      "discourage", "dissuade",  "bar",       "deter", "acquit", "absolve", "exonerate", "clear",
        "oppose", "reject", "resist", "far"}},
      {{Certainty::kPlanned, false},
       {"plan",    "intend",    "prepare",   "agree",         "decide",     "promise",   "vow",         "pledge",  "threaten", "schedule", "propose",
        "offer",   "set",       "due",       "slate",         "commit",     "swear",     "undertake",   "opt",     "choose",   "decision", "promise",
        "pledge",  "intention", "determine", "determination", "commitment", "agreement", "arrange",     "ready",   "consider", "proposal", "threat",
        "resolve", "vow",       "bind",      "poise",         "determined", "mull",      "contemplate", "project", "mandate"}},
      {{Certainty::kProbable, true}, {"unlikely", "improbable"}},
      {{Certainty::kProbable, false},
       {"likely", "expect", "believe", "think", "suspect", "assume", "estimate", "predict", "forecast", "seem", "appear", "presume", "probable", "expectation",
        "belief", "guess", "anticipate", "tend", "bound"}},
      {{Certainty::kPossible, false},
       {"fear",        "worry",       "speculate", "possible",   "possibility", "risk",    "allege",      "attempt", "try",    "doubt",   "ability",
        "chance",      "opportunity", "able",      "allegation", "concern",     "suggest", "speculation", "accuse",  "charge", "indict",  "suspicion",
        "conceivable", "potential",   "power",     "permit",     "right",       "capable", "free",        "bid",     "effort", "struggle"}},
      {{Certainty::kWished, false}, {"hope",   "wish",  "want", "desire",  "prefer", "dream", "seek", "aim",      "like", "love",         "long",
                                     "aspire", "eager", "keen", "willing", "intent", "goal",  "need", "ambition", "hate", "look forward", "aspiration"}},
      {{Certainty::kAsked, false},
       {"urge",      "ask", "call",   "demand",   "request",  "order",   "require", "press",    "appeal",  "invite",   "encourage", "instruct", "advise",
        "recommend", "beg", "insist", "pressure", "petition", "command", "plea",    "call for", "call on", "pressure", "wonder",    "push",     "persuade"}},
  });
  const auto found = table.find(lemma);
  return found == table.end() ? nullptr : &found->second;
}

const Effect* adverb_effect(std::string_view form) {
  static const Table table = table_of({
      {{Certainty::kProbable, false}, {"likely", "probably", "apparently", "reportedly", "presumably", "seemingly", "supposedly", "evidently"}},
      {{Certainty::kPossible, false}, {"possibly", "perhaps", "maybe", "allegedly", "potentially", "conceivably", "purportedly", "theoretically"}},
      {{Certainty::kWished, false}, {"hopefully", "ideally"}},
  });
  const auto found = table.find(form);
  return found == table.end() ? nullptr : &found->second;
}

const Effect* auxiliary_effect(std::string_view form) {
  static const Table table = table_of({
      {{Certainty::kPlanned, false}, {"will", "'ll", "’ll", "wo", "shall", "should", "going"}},
      {{Certainty::kPossible, false}, {"may", "might", "could", "can", "ca"}},
      {{Certainty::kAsked, false}, {"must", "ought"}},
      {{Certainty::kHypothetical, false}, {"would", "'d", "’d"}},
  });
  const auto found = table.find(form);
  return found == table.end() ? nullptr : &found->second;
}

/// Adjectives before a noun: "the alleged attack".
const Effect* adjective_effect(std::string_view lemma) {
  static const Table table = table_of({
      {{Certainty::kPlanned, false},
       {"planned", "plan", "proposed", "propose", "upcoming", "future", "forthcoming", "scheduled", "schedule", "intended", "intend", "coming", "prospective",
        "next"}},
      {{Certainty::kProbable, false}, {"likely", "probable", "expected", "expect", "apparent", "presumed", "suspected", "suspect"}},
      {{Certainty::kPossible, false}, {"possible", "alleged", "allege", "potential", "attempted", "attempt", "supposed", "suppose", "purported"}},
      {{Certainty::kHypothetical, false}, {"hypothetical", "would-be"}},
  });
  const auto found = table.find(lemma);
  return found == table.end() ? nullptr : &found->second;
}

/// In rising order of doubt: the greater one of two cues holds.
int doubt(Certainty certainty) {
  switch (certainty) {
    case Certainty::kCertain: return 0;
    case Certainty::kProbable: return 1;
    case Certainty::kPlanned: return 2;
    case Certainty::kPossible: return 3;
    case Certainty::kWished: return 4;
    case Certainty::kAsked: return 5;
    case Certainty::kHypothetical: return 6;
  }
  return 0;
}

bool is_negation(std::string_view form) {
  return is_one_of(form, {"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "nowhere"});
}

bool is_nobody(std::string_view form) {
  return is_one_of(form, {"nobody", "none", "nothing", "no-one", "neither", "noone"});
}

class Scope {
 public:
  explicit Scope(const SentenceTree& tree) : tree_(tree) {}

  void clause(std::uint32_t head) {
    own_cues(head);
    std::uint32_t at = head;
    for (int steps = 0; steps < kDeepest; ++steps) {
      const std::uint32_t above = tree_.head(at);
      if (above == kNone) {
        root(at);
        return;
      }
      const std::string_view relation = tree_.relation(at);
      if (relation == "conj") {
        if (is_rather_than(at)) negate();
        if (!has_subject(at)) shared_cues(at, above);
      } else if (relation == "xcomp") {
        governed(at, above);
        own_cues(above);
      } else if (relation == "ccomp" || relation == "csubj") {
        if (marked(at, "whether") || marked(at, "if")) raise(Certainty::kPossible);
        governed(at, above);
        if (is_one_of(lemma(above), {"true", "correct"})) own_cues(above);  // "it is not true that"
        // What is hoped or asked in a condition is no surer; what is said is as sure as it is said.
        if (!is_hypothetical_clause(above)) {
          ++steps;
          if (effect_of(lemma(above)) == nullptr) return;
        }
      } else if (relation == "advcl") {
        if (conditional(at)) raise(Certainty::kHypothetical);
        else if (infinitive(at) && is_one_of(lemma(above), {"call", "appeal", "plead"})) raise(Certainty::kAsked);  // "called on X to leave"
        else if (infinitive(at) && is_outcome(above, at)) own_cues(above);
        else if (infinitive(at) && !marked(at, "than")) raise(Certainty::kPlanned);
        else if (marked(at, "without") || marked(at, "instead") || is_rather_than(at)) negate();
        else if (marked(at, "by")) auxiliaries(above);  // "will help by cutting taxes"
        else if (marked(at, "against")) negate();  // "warned against cutting rates"
        else if ((marked(at, "before") || marked(at, "after")) && !has_subject(at)) expected_with(above);
        else if (marked(at, "of") || marked(at, "from") || marked(at, "with")) governed(at, above);  // "accused of stealing", "kept from leaving"
        else if (lemma(above) == "plead" && marked(at, "to")) own_cues(above);  // "pleaded not guilty to killing"
        return;
      } else if (relation == "parataxis" && at > above) {
        root(at);  // "Roe: Do you want it?"
        return;
      } else if (tree_.deprel(at) == "acl:relcl") {
        return;
      } else if (relation == "acl") {
        const std::uint32_t determiner = tree_.child(above, "det");
        if (determiner != kNone && tree_.form(determiner) == "no") negate();  // "no plans to", "no sign that"
        if (infinitive(at)) {
          const Effect* const effect = effect_of(lemma(above));
          if (effect != nullptr) apply(*effect);
          else if (!is_ordinal(above)) raise(Certainty::kPlanned);
        } else if (const Effect* const effect = effect_of(lemma(above)); effect != nullptr && (marked(at, "that") || marked(at, "of"))) {
          apply(*effect);
        }
        if (marked(at, "that")) told_as_false(above);
        // "I hope they double their efforts to build schools": hoped as well.
        if (!infinitive(at) || tree_.relation(above) != "obj" || !is_one_of(lemma(above), {"attempt", "bid", "campaign", "drive", "effort", "struggle"})) return;
        const Modality inner = modality_;
        clause(tree_.head(above));
        modality_.polarity = inner.polarity;
        return;
      } else {
        return;
      }
      at = above;
    }
  }

  /// "Will visit Kyiv before meeting Roe", "plans to fly there after meeting Roe": that is to come, too.
  void expected_with(std::uint32_t verb) {
    auxiliaries(verb);
    if (const std::uint32_t above = tree_.relation(verb) == "xcomp" ? tree_.head(verb) : kNone; above != kNone) {
      const Effect* const effect = effect_of(tree_.phrasal_lemma(above));
      if (effect != nullptr && !effect->negates) raise(effect->certainty);
    }
  }

  /// "False claims that", "the claim that ... is untrue", "rumours that": of what is only told.
  void told_as_false(std::uint32_t noun) {
    const auto is_false = [](const std::string& word) { return is_one_of(word, {"baseless", "bogus", "fake", "false", "incorrect", "unfounded", "untrue", "wrong"}); };
    const auto children = tree_.children(noun);
    const std::uint32_t above = tree_.head(noun);
    if (std::any_of(children.begin(), children.end(), [&](std::uint32_t c) { return tree_.relation(c) == "amod" && is_false(tree_.form(c)); }) ||
        (above != kNone && tree_.relation(noun) == "nsubj" && is_false(tree_.form(above))))
      negate();
    else if (is_one_of(lemma(noun), {"claim", "rumor", "rumour"})) raise(Certainty::kPossible);
  }

  /// "Beat them to win the cup", "rose 4 percent to close at 30": what came of it, no aim.
  bool is_outcome(std::uint32_t above, std::uint32_t at) const {
    return (is_one_of(lemma(above), {"beat", "climb", "defeat", "drop", "edge", "fall", "gain", "outlast", "overcome", "rally", "recover", "rise", "slip", "survive", "thrash"}) &&
            is_one_of(lemma(at), {"advance", "become", "claim", "clinch", "close", "end", "finish", "hit", "reach", "retain", "seal", "secure", "settle", "stand", "win"})) ||
           // Who marches to protest does.
           (is_one_of(lemma(above), {"demonstrate", "gather", "march", "rally"}) && is_one_of(lemma(at), {"celebrate", "commemorate", "mark", "mourn", "protest"}));
  }

  /// "No deal", "a possible attack", "planned a visit".
  void noun(std::uint32_t head) {
    noun_cues(head);
    const std::uint32_t above = tree_.head(head);
    if (above == kNone) return;
    const std::string_view relation = tree_.relation(head);
    const bool object = relation == "obj" || tree_.deprel(head) == "nsubj:pass";
    const bool of = relation == "nmod" || relation == "obl";
    const std::string verb = tree_.phrasal_lemma(above);
    if (const Effect* const effect = object || of ? effect_of(verb) : nullptr; effect != nullptr && takes_noun(verb)) apply(*effect);
    for (const std::uint32_t c : tree_.children(head))
      if (tree_.relation(c) == "case" && tree_.form(c) == "without") modality_.polarity = Polarity::kNegated;
  }

  Modality result() const { return modality_; }

 private:
  void raise(Certainty certainty) {
    if (doubt(certainty) > doubt(modality_.certainty)) modality_.certainty = certainty;
  }
  void negate() { modality_.polarity = Polarity::kNegated; }
  void apply(const Effect& effect) {
    raise(effect.certainty);
    if (effect.negates) modality_.polarity = modality_.polarity == Polarity::kNegated ? Polarity::kAffirmed : Polarity::kNegated;
  }

  std::string lemma(std::uint32_t t) const { return tree_.lemma(t); }

  /// Whether the verb says of a noun, too, that it is not there yet or not at all: "plan a visit", not "try a visit".
  static bool takes_noun(std::string_view verb) {
    return is_one_of(verb, {"plan", "schedule", "propose", "promise", "threaten", "deny", "avoid", "prevent", "prohibit", "ban", "dispute", "cancel", "rule out",
                            "expect", "predict", "anticipate", "fear", "want", "seek", "demand", "request", "urge", "call", "hope", "wish", "require", "prepare",
                            "consider", "suspect", "allege", "forecast", "risk", "possibility", "threat", "proposal", "chance", "likely", "call for", "refuse",
                            "need", "forbid", "decline", "mull", "contemplate"});
  }

  bool has_subject(std::uint32_t t) const { return tree_.child(t, "nsubj") != kNone; }

  bool marked(std::uint32_t t, std::string_view word) const {
    for (const std::uint32_t c : tree_.children(t))
      if ((tree_.relation(c) == "mark" || tree_.relation(c) == "case" || tree_.relation(c) == "advmod") && tree_.form(c) == word) return true;
    return false;
  }

  /// "They stayed rather than leaving".
  bool is_rather_than(std::uint32_t t) const {
    const std::uint32_t rather = tree_.child(t, "cc");
    return rather != kNone && tree_.form(rather) == "rather";
  }

  bool conditional(std::uint32_t t) const {
    return marked(t, "if") || marked(t, "unless") || marked(t, "whether") || marked(t, "lest") || marked(t, "provided") || marked(t, "providing");
  }

  bool infinitive(std::uint32_t t) const { return tree_.has_feature(t, "VerbForm=Inf") || (marked(t, "to") && !tree_.form(t).ends_with("ing")); }

  bool is_hypothetical_clause(std::uint32_t t) const { return tree_.relation(t) == "advcl" && conditional(t); }

  /// "Said that it would": what was planned then.
  bool is_future_in_past(std::uint32_t t) const {
    if (tree_.relation(t) != "ccomp" && !(tree_.relation(t) == "acl" && marked(t, "that"))) return false;
    for (const std::uint32_t c : tree_.children(t))
      if (tree_.relation(c) == "advcl" && conditional(c)) return false;
    return tree_.head(t) != kNone;
  }

  /// "The first man to walk there" did.
  bool is_ordinal(std::uint32_t noun) const {
    for (const std::uint32_t c : tree_.children(noun))
      if (tree_.has_feature(c, "NumType=Ord") || tree_.form(c) == "last" || tree_.form(c) == "only" || tree_.form(c) == "first") return true;
    return tree_.has_feature(noun, "NumType=Ord");
  }

  /// "Not only" and "not just" say more, not less.
  bool is_negated_by(std::uint32_t word) const {
    if (!is_negation(tree_.form(word))) return false;
    if (tree_.form(word) == "never") return true;  // "never before"
    return word + 1 >= tree_.end() || !is_one_of(tree_.form(word + 1), {"only", "just", "merely", "simply", "solely", "before", "until"});  // "but not before they paid"
  }

  void own_cues(std::uint32_t head) {
    bool negated = false, able = false;
    for (const std::uint32_t c : tree_.children(head)) {
      const std::string_view relation = tree_.relation(c);
      const std::string form = tree_.form(c);
      if (relation == "advmod" || relation == "det" || relation == "cc" || relation == "cc:preconj") {
        negated = negated || is_negated_by(c) || (relation == "det" && form == "no");
        for (const std::uint32_t d : tree_.children(c)) negated = negated || (relation == "advmod" && tree_.form(d) == "never");  // "never | before"
        if (relation == "advmod")
          if (const Effect* const effect = adverb_effect(form)) apply(*effect);
      } else if (relation == "aux") {
        if (form == "can" || form == "could" || form == "ca") able = true;
        else auxiliary(head, form);
      } else if (relation == "mark") {
        if (form == "without") negated = true;
      } else if (relation == "nsubj" || relation == "obj") {
        negated = negated || is_nobody(form);
        for (const std::uint32_t d : tree_.children(c))
          negated = negated || (tree_.form(d) == "no" && tree_.relation(d) == "det") || (tree_.form(d) == "neither" && d < c);
      } else if (relation == "advcl" && conditional(c)) {
        raise(Certainty::kHypothetical);
      } else if (relation == "xcomp" && (tree_.has_upos(c, "ADJ") || form == "guilty") && c > head) {
        // "Was found not guilty".
        for (const std::uint32_t d : tree_.children(c)) negated = negated || (tree_.relation(d) == "advmod" && is_negated_by(d));
      } else if ((relation == "obl" || relation == "nmod") && c < head) {
        // "Under no circumstances".
        for (const std::uint32_t d : tree_.children(c)) negated = negated || (tree_.relation(d) == "det" && tree_.form(d) == "no");
      }
    }
    if (able && !negated) raise(Certainty::kPossible);  // what could not be is sure
    if (negated) negate();
    // "Talks on joining".
    if (tree_.form(head).ends_with("ing") && tree_.relation(head) != "conj")
      for (const std::uint32_t c : tree_.children(head))
        if (c + 1 == head && c > tree_.first() && is_one_of(tree_.relation(c), {"mark", "case"}) &&
            is_one_of(tree_.lemma(c - 1), {"consultation", "debate", "discussion", "negotiation", "referendum", "talk", "talks", "vote"}))
          raise(Certainty::kPossible);
    // "Is to visit", "has to leave".
    if (marked(head, "to"))
      for (const std::uint32_t c : tree_.children(head))
        if (c < head && (tree_.relation(c) == "aux" || tree_.relation(c) == "cop") && is_one_of(tree_.form(c), {"is", "are", "am", "was", "were"})) raise(Certainty::kPlanned);
    if (tree_.head(head) == kNone && marked(head, "to") && has_subject(head)) raise(Certainty::kPlanned);  // headline: "Acme to buy Vorn"
    if (const std::uint32_t is = tree_.head(head); is != kNone && tree_.relation(head) == "xcomp" && tree_.lemma(is) == "be" && marked(head, "to")) raise(Certainty::kPlanned);
    if (tree_.lemma(head) == "have" && tree_.child(head, "xcomp") != kNone) raise(Certainty::kAsked);
  }

  void auxiliary(std::uint32_t head, std::string_view form) {
    const bool unreal = has_auxiliary(head, "have");  // "said it would have been worse"
    if ((form == "would" || form == "'d" || form == "’d") && !unreal && is_future_in_past(head)) raise(Certainty::kPlanned);
    else if (const Effect* const effect = auxiliary_effect(form)) raise(effect->certainty);
  }

  bool has_auxiliary(std::uint32_t head, std::string_view form) const {
    const auto children = tree_.children(head);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) { return tree_.relation(c) == "aux" && tree_.form(c) == form; });
  }

  void auxiliaries(std::uint32_t head) {
    for (const std::uint32_t c : tree_.children(head))
      if (tree_.relation(c) == "aux") auxiliary(head, tree_.form(c));
  }

  /// Auxiliaries and negation that stand at the first of several verbs: "may attack and destroy", "did not attack or destroy".
  void shared_cues(std::uint32_t at, std::uint32_t first) {
    const bool own = tree_.child(at, "aux") != kNone;
    const bool alike = tree_.token(at).xpos == tree_.token(first).xpos;
    const Polarity before = modality_.polarity;
    if (own) return;
    if (alike) own_cues(first);
    bool either = false;  // "or" keeps a negation going, "but" ends it
    for (const std::uint32_t c : tree_.children(at)) either = either || (tree_.relation(c) == "cc" && tree_.form(c) == "but");
    if (either) modality_.polarity = before;
    for (const std::uint32_t c : tree_.children(first))
      if (tree_.relation(c) == "advcl" && conditional(c)) raise(Certainty::kHypothetical);
  }

  /// What the word above does to the clause it takes.
  void governed(std::uint32_t at, std::uint32_t above) {
    if (tree_.relation(at) == "xcomp" && infinitive(at) && (tree_.lemma(above) == "tell" || tree_.lemma(above) == "warn")) raise(Certainty::kAsked);
    const Effect* const effect = effect_of(tree_.phrasal_lemma(above));
    if (effect == nullptr) return;
    const std::string name = lemma(above);
    // "He denied that", "she forgot that": only the first is denied.
    if (tree_.relation(at) == "ccomp" && is_one_of(name, {"charge", "stop", "forget", "agree", "decide", "like", "love", "hate", "try"})) return;
    if (tree_.relation(at) == "xcomp" && name == "stop") return;
    if (const std::uint32_t was = tree_.child(above, "cop"); name == "able" && was != kNone && tree_.has_feature(was, "Tense=Past")) return;
    if (tree_.relation(at) == "xcomp" && (name == "suggest" || name == "call" || name == "think" || name == "believe") && !tree_.has_upos(at, "VERB")) return;
    if (effect->certainty == Certainty::kWished && modality_.certainty == Certainty::kAsked) modality_.certainty = Certainty::kWished;  // "I hope this encourages them to leave"
    apply(*effect);
    if (tree_.relation(at) == "xcomp") return;
    // "Does not believe that": what is not believed, not the believing.
    const bool opinion = effect->certainty == Certainty::kProbable;
    if (opinion)
      for (const std::uint32_t c : tree_.children(above))
        if (tree_.relation(c) == "advmod" && is_negated_by(c)) negate();
  }

  void noun_cues(std::uint32_t head) {
    for (const std::uint32_t c : tree_.children(head)) {
      const std::string_view relation = tree_.relation(c);
      if (relation == "det" && (tree_.form(c) == "no" || tree_.form(c) == "neither")) negate();
      if (relation == "amod")
        if (const Effect* const effect = adjective_effect(tree_.form(c))) apply(*effect);
    }
  }

  void root(std::uint32_t at) {
    const std::uint32_t end = tree_.end();
    for (std::uint32_t t = end; t-- > at && end - t <= 3;)
      if (tree_.token(t).form == "?") raise(Certainty::kAsked);
  }

  const SentenceTree& tree_;
  Modality modality_;
};

}  // namespace

Modality read_modality(const SentenceTree& tree, std::uint32_t head) {
  Scope scope(tree);
  if (tree.has_upos(head, "NOUN") && tree.child(head, "cop") == kNone && tree.child(head, "nsubj") == kNone) scope.noun(head);
  else scope.clause(head);
  return scope.result();
}

Modality read_modality(const SentenceTree& tree, const Frame& frame) {
  if (frame.kind != Frame::Kind::kVerbNoun || frame.clause == kNone) return read_modality(tree, frame.head);
  Modality modality = read_modality(tree, frame.clause);
  const Modality noun = read_modality(tree, frame.head);
  if (noun.polarity == Polarity::kNegated) modality.polarity = Polarity::kNegated;
  if (doubt(noun.certainty) > doubt(modality.certainty)) modality.certainty = noun.certainty;
  return modality;
}

}  // namespace relata
