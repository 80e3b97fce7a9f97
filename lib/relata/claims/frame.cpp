#include <relata/claims/frame.hpp>

#include <relata/claims/light_verbs.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/clause_form.hpp>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace relata {
namespace {

/// Verbs of what is done to somebody for what that one did.
bool is_judging(std::string_view lemma) {
  return is_one_of(lemma, {"applaud", "arrest",  "attack", "ban",      "blame",    "charge",    "commend",  "condemn",   "convict",  "criticise", "criticize", "denounce", "detain",
                           "dismiss", "execute", "fine",   "fire",     "hail",     "honor",     "honour",   "imprison",  "indict",   "jail",      "mock",      "penalise", "penalize",
                           "praise",  "punish",  "rebuke", "reprimand", "reward",  "sack",      "sanction", "scold",     "sentence", "slam",      "sue",       "suspend",  "thank"});
}

constexpr std::size_t kMostConjuncts = 16;  // of one argument; longer lists are cut

/// A predicate as the text has it: subject and object before voice is undone.
struct Clause {
  bool is_predicate = false, copula = false, passive = false;
  bool own_subject = false;
  std::vector<std::uint32_t> subjects, objects, indirect, agents;
  bool inherited_subjects = false, inherited_objects = false;
  std::vector<Argument> others;
  std::vector<std::uint32_t> particles, directions;
};

class Finder {
 public:
  explicit Finder(const SentenceTree& tree)
      : tree_(tree), clauses_(tree.end() - tree.first()), antecedent_(tree.end() - tree.first(), kNone), clause_of_(tree.end() - tree.first(), kNone) {}

  std::vector<Frame> run() {
    for (const std::uint32_t t : tree_.top_down()) {
      const std::uint32_t above = tree_.head(t);
      if (tree_.deprel(t) == "acl:relcl") antecedent_[at(t)] = above;
      else if (above != kNone) antecedent_[at(t)] = antecedent_[at(above)];
    }
    for (const std::uint32_t t : tree_.top_down()) {
      const std::uint32_t above = tree_.head(t);
      if (is_predicate(t)) read_clause(t);
      clause_of_[at(t)] = clauses_[at(t)].is_predicate ? t : above == kNone ? kNone : clause_of_[at(above)];
    }
    for (std::uint32_t t = tree_.first(); t < tree_.end(); ++t) {
      if (clauses_[at(t)].is_predicate) add_clause(t);
      if (tree_.has_upos(t, "NOUN") || tree_.has_upos(t, "PROPN")) {
        add_noun(t);
        add_descriptions(t);
      }
      if (tree_.relation(t) == "amod" || tree_.relation(t) == "compound") add_hyphenated(t);
    }
    std::stable_sort(frames_.begin(), frames_.end(), [](const Frame& a, const Frame& b) { return std::tie(a.head, a.kind) < std::tie(b.head, b.kind); });
    return std::move(frames_);
  }

 private:
  std::size_t at(std::uint32_t t) const { return t - tree_.first(); }
  bool is_noun(std::uint32_t t) const { return tree_.has_upos(t, "NOUN") || tree_.has_upos(t, "PROPN"); }

  bool is_predicate(std::uint32_t t) const {
    if (is_one_of(tree_.relation(t), {"amod", "compound", "case", "mark", "fixed", "cc", "advmod", "det", "flat", "nummod", "aux", "punct", "cop", "goeswith"}))
      return false;
    if (tree_.has_upos(t, "VERB") || tree_.child(t, "cop") != kNone) return true;
    if (tree_.has_upos(t, "AUX")) return tree_.child(t, "nsubj") != kNone || tree_.child(t, "expl") != kNone;
    return tree_.child(t, "nsubj") != kNone || tree_.child(t, "csubj") != kNone;
  }

  /// The prepositions of a noun phrase: "in", "because of", "from behind"; a relative one has them where it stands.
  std::string prepositions(std::uint32_t t) const {
    std::string out;
    const auto add = [&](std::uint32_t word) { out += (out.empty() ? "" : " ") + tree_.form(word); };
    for (const std::uint32_t c : tree_.children(t)) {
      if (tree_.relation(c) != "case" || tree_.has_upos(c, "PART")) continue;
      add(c);
      for (const std::uint32_t more : tree_.children(c))
        if (tree_.relation(more) == "fixed") add(more);
    }
    return out;
  }

  /// The marker of a subordinate clause.
  std::string marker(std::uint32_t t) const {
    std::string out;
    for (const std::uint32_t c : tree_.children(t))
      if (tree_.relation(c) == "mark" && c < t) out += (out.empty() ? "" : " ") + tree_.form(c);
    return out;
  }

  bool is_relative(std::uint32_t t) const {
    return tree_.has_feature(t, "PronType=Rel") ||
           (tree_.has_upos(t, "PRON") && is_one_of(tree_.form(t), {"who", "which", "whom", "that"}) && antecedent_[at(t)] != kNone);
  }

  /// What the words mean that stand there: the noun that a relative pronoun takes up.
  std::uint32_t meant(std::uint32_t t) const {
    if (is_relative(t)) return antecedent_[at(t)] == kNone ? t : antecedent_[at(t)];
    // "None of the hostages": they, with the clause negated.
    if (tree_.form(t) == "none" || tree_.form(t) == "neither")
      if (const std::uint32_t whole = tree_.child(t, "nmod"); whole != kNone && prepositions(whole) == "of") return whole;
    return first_of_towns(tree_, t);
  }

  /// The token and its conjuncts.
  std::vector<std::uint32_t> conjuncts(std::uint32_t t) const {
    std::vector<std::uint32_t> out{t};
    for (std::size_t i = 0; i < out.size() && out.size() < kMostConjuncts; ++i)
      for (const std::uint32_t c : tree_.children(out[i]))
        if (tree_.relation(c) == "conj" && out.size() < kMostConjuncts && !is_exception(out[i], c) && (is_noun(t) || tree_.has_upos(t, "PRON") ? !clause_like(c) : true)) out.push_back(c);
    for (std::size_t i = 0, nouns = out.size(); i < nouns; ++i) add_examples(out[i], out);
    for (std::size_t i = 0, nouns = out.size(); i < nouns; ++i) {
      const std::uint32_t name = named(out[i]);
      // "Ministers | Jane Roe and Peter Moss": all that are named.
      if (name != out[i] && tree_.has_feature(out[i], "Number=Plur"))
        for (const std::uint32_t c : tree_.children(name))
          if (tree_.relation(c) == "conj" && tree_.has_upos(c, "PROPN") && out.size() < kMostConjuncts) out.push_back(c);
      out[i] = name;
    }
    return out;
  }

  /// "All but Indiana", "nobody but him".
  bool is_exception(std::uint32_t t, std::uint32_t conjunct) const {
    std::uint32_t link = tree_.child(conjunct, "cc");
    if (link == kNone) link = tree_.child(conjunct, "case");
    return link != kNone && tree_.form(link) == "but" && is_one_of(tree_.form(t), {"all", "anybody", "anyone", "anything", "everybody", "everyone", "everything", "nobody", "none", "nothing", "one"});
  }

  /// "Five people, including Jane Roe", "countries such as France and Mali": what is said of them is said of those.
  void add_examples(std::uint32_t noun, std::vector<std::uint32_t>& out) const {
    for (const std::uint32_t c : tree_.children(noun)) {
      const auto has_name = [&](std::uint32_t t) { return tree_.has_upos(named(t), "PROPN"); };  // "including the singer Jane Roe"
      if (tree_.relation(c) != "nmod" || c < noun || !has_name(c) || !is_included(tree_, c)) continue;
      if (out.size() < kMostConjuncts) out.push_back(c);
      for (const std::uint32_t other : tree_.children(c))
        if (tree_.relation(other) == "conj" && has_name(other) && out.size() < kMostConjuncts) out.push_back(other);
    }
  }

  /// The name of "the news agency X": what is meant by the noun before it.
  std::uint32_t named(std::uint32_t t) const {
    if (!tree_.has_upos(t, "NOUN")) return t;
    for (const std::uint32_t c : tree_.children(t))
      if (c > t && tree_.has_upos(c, "PROPN") && (tree_.relation(c) == "appos" || tree_.relation(c) == "flat" || tree_.deprel(c) == "nmod:desc") &&
          !are_parted(t, c))
        return c;
    return t;
  }

  /// A clause that was coordinated with a noun, most often by a wrong tree.
  bool clause_like(std::uint32_t t) const { return tree_.has_upos(t, "VERB") && tree_.child(t, "nsubj") != kNone; }

  void append(std::vector<std::uint32_t>& to, std::uint32_t t) const {
    for (const std::uint32_t c : conjuncts(meant(t))) to.push_back(c);
  }

  void append(std::vector<Argument>& to, Role role, std::uint32_t t, const std::string& word = {}) const {
    const std::uint32_t noun = meant(t);
    const std::vector<std::uint32_t> all = role == Role::kClause || role == Role::kAdverb ? std::vector<std::uint32_t>{noun} : conjuncts(noun);
    for (const std::uint32_t c : all) {
      const std::string own = c == named(noun) || role != Role::kPreposition ? std::string() : prepositions(c);
      to.push_back({role, own.empty() ? word : own, c, noun != t});
    }
  }

  bool is_negation(std::uint32_t t) const {
    return is_one_of(tree_.form(t), {"not", "n't", "n’t", "never", "no", "neither"});
  }

  bool is_participle(std::uint32_t t) const {
    return tree_.has_feature(t, "VerbForm=Part") ? !tree_.has_feature(t, "Tense=Pres") : tree_.token(t).xpos == "VBN";
  }

  bool is_passive(std::uint32_t t) const {
    if (is_one_of(tree_.lemma(t), {"arrive", "die", "disappear", "emerge", "vanish"})) return false;  // "Jane Roe (died 2015)"
    // "..., NAME underlined": who says something is no object, whatever the participle looks like.
    if (tree_.child(t, "aux:pass") == kNone && tree_.child(t, "ccomp") != kNone && tree_.child(t, "nsubj") != kNone) return false;
    for (const std::uint32_t c : tree_.children(t))
      if (tree_.deprel(c) == "nsubj:pass" || tree_.deprel(c) == "aux:pass" || tree_.deprel(c) == "obl:agent" || tree_.deprel(c) == "csubj:pass") return true;
    if (tree_.has_feature(t, "Voice=Pass")) return tree_.child(t, "nsubj") == kNone || tree_.child(t, "obj") == kNone;
    const std::string_view relation = tree_.relation(t);
    const bool bare = tree_.child(t, "aux") == kNone && is_participle(t);
    if (relation == "conj" && bare && tree_.head(t) != kNone) return clauses_[at(tree_.head(t))].passive;
    if (relation == "acl" && tree_.deprel(t) != "acl:relcl") return tree_.child(t, "nsubj") == kNone && !is_infinitive(t) && !tree_.form(t).ends_with("ing");
    return bare && (relation == "advcl" || relation == "amod");
  }

  void read_clause(std::uint32_t t) {
    Clause& clause = clauses_[at(t)];
    clause.is_predicate = true;
    clause.copula = !tree_.has_upos(t, "VERB") && (tree_.child(t, "cop") != kNone || !tree_.has_upos(t, "AUX"));
    if (tree_.has_upos(t, "VERB") && tree_.child(t, "cop") != kNone && tree_.child(t, "obj") == kNone) clause.copula = tree_.token(t).xpos == "JJ";
    clause.passive = !clause.copula && is_passive(t);
    for (const std::uint32_t c : tree_.children(t)) read_dependent(t, c, clause);
    clause.own_subject = !clause.subjects.empty();
    inherit(t, clause);
  }

  void read_dependent(std::uint32_t t, std::uint32_t c, Clause& clause) const {
    const std::string_view relation = tree_.relation(c), deprel = tree_.deprel(c);
    if (relation == "nsubj") {
      if (deprel == "nsubj:outer") {
        // "My intention was to leave": I would leave.
        if (const std::uint32_t owner = tree_.child(c, "nmod:poss"); owner != kNone && is_infinitive(t)) append(clause.subjects, owner);
        return;
      }
      append(clause.subjects, c);
    } else if (relation == "compound" && c + 1 == t && is_noun(c) && tree_.has_feature(t, "VerbForm=Fin") && tree_.child(t, "nsubj") == kNone) {
      append(clause.subjects, c);  // "Strike halts trains"
    } else if (relation == "obj") {
      append(clause.objects, c);
    } else if (relation == "iobj") {
      append(clause.indirect, c);
    } else if (deprel == "obl:agent") {
      append(clause.agents, c);
    } else if (relation == "obl" || (relation == "nmod" && deprel != "nmod:poss")) {
      const std::string word = prepositions(c);
      if (!word.empty() && word.find_first_not_of("-–—/:") == std::string::npos) return;  // "93-2"
      if (word == "by" && clause.passive && relation == "obl" && !is_time(c)) append(clause.agents, c);
      else append(clause.others, word.empty() ? Role::kTime : Role::kPreposition, c, word);
    } else if (relation == "advmod") {
      if (is_negation(c)) return;
      if (antecedent_[at(c)] != kNone && tree_.has_feature(c, "PronType=Rel")) {
        clause.others.push_back({Role::kPreposition, "in", antecedent_[at(c)], true});
        return;
      }
      if (is_direction(t, c, clause)) {
        clause.directions.push_back(c);
        for (const std::uint32_t where : tree_.children(c))  // "back | from Paris"
          if (tree_.relation(where) == "obl") read_dependent(t, where, clause);
        return;
      }
      clause.others.push_back({Role::kAdverb, {}, c, false});
    } else if (relation == "xcomp") {
      append(clause.others, tree_.has_upos(c, "VERB") || tree_.child(c, "cop") != kNone ? Role::kClause : Role::kComplement, c, marker(c));
    } else if (relation == "ccomp" || relation == "advcl" || relation == "csubj") {
      clause.others.push_back({Role::kClause, marker(c), c, false});
    } else if (deprel == "compound:prt" && c > t) {
      clause.particles.push_back(c);
    } else if (clause.copula) {
      read_noun_dependent(t, c, clause.others);
    }
  }

  /// Right behind the verb or its object: "walked out", "sent the troops back".
  bool is_direction(std::uint32_t t, std::uint32_t c, const Clause& clause) const {
    if (clause.copula || c < t || !is_one_of(tree_.form(c), {"up", "down", "out", "off", "away", "back", "in", "on", "over", "through", "forward", "aside", "apart"})) return false;
    if (c == t + 1) return true;
    const std::uint32_t object = tree_.child(t, "obj");
    return object != kNone && object > t && object + 1 == c;
  }

  /// "By Monday", "by 2030" is no agent.
  bool is_time(std::uint32_t t) const {
    return tree_.has_upos(t, "NUM") ||
           is_one_of(tree_.lemma(t), {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "year", "month", "week", "weekend", "end", "time", "morning", "noon", "afternoon",
                                        "evening", "night", "midnight"});
  }

  // What stands at another clause: coordination, control, relative clauses, participles.
  void inherit(std::uint32_t t, Clause& clause) {
    const std::uint32_t above = tree_.head(t);
    if (above == kNone) return;
    const std::string_view relation = tree_.relation(t);
    const Clause& outer = clauses_[at(above)];
    const auto take = [&](const std::vector<std::uint32_t>& subjects) {
      if (!clause.subjects.empty() || subjects.empty()) return;
      clause.subjects = subjects;
      clause.inherited_subjects = true;
    };
    if (relation == "conj") {
      if (!outer.is_predicate) return;
      take(outer.subjects);
      share(t, above, clause);
    } else if (tree_.deprel(t) == "acl:relcl") {
      fill_gap(t, above, clause);
    } else if (relation == "acl" || (relation == "advcl" && tree_.head(above) == kNone && tree_.has_upos(above, "PROPN") && is_infinitive(t))) {
      if (is_infinitive(t) || !marker(t).empty()) take(planner(above));
      else if (clause.copula || tree_.has_upos(t, "VERB")) take(conjuncts(above));
    } else if (relation == "ccomp" && clause.subjects.empty() && (give_back_subject(t, above) || take_antecedent(t, above, clause))) {
      return;
    } else if (relation == "xcomp" || (relation == "ccomp" && (is_infinitive(t) || tree_.has_feature(t, "VerbForm=Ger")))) {
      const bool by_object = !outer.objects.empty() && !outer.passive && tree_.lemma(above) != "promise";
      take(by_object ? outer.objects : !outer.indirect.empty() ? outer.indirect : outer.subjects);
    } else if (relation == "advcl" && outer.is_predicate && !tree_.has_feature(t, "VerbForm=Fin")) {
      if (const std::vector<std::uint32_t> asked = who_is_asked(t, above); !asked.empty()) {
        take(asked);
        return;
      }
      // "Named Roe to lead the bank": Roe leads it.
      if (is_infinitive(t) && !outer.passive && !outer.objects.empty() &&
          is_one_of(tree_.lemma(above), {"appoint", "choose", "elect", "hire", "name", "nominate", "pick", "recruit", "select", "tap"})) {
        take(outer.objects);
        return;
      }
      // "Accused him of stealing", "kept her from leaving".
      const std::string word = marker(t);
      // "Fined the firm a million for hiding it".
      const bool judged = word == "for" && is_judging(tree_.lemma(above));
      if (word == "of" || word == "from" || word == "with" || judged) {
        if (judged && !outer.passive && !outer.indirect.empty()) take(outer.indirect);
        else if (!outer.passive && !outer.objects.empty()) take(outer.objects);
        else if (!outer.passive && !outer.indirect.empty()) take(outer.indirect);
      }
      // "Can be seen by climbing a hill": whoever sees it climbs.
      if (outer.passive && (word == "by" || word == "through")) {
        take(outer.agents);
        return;
      }
      if (word == "as" && clause.copula && !outer.passive && !outer.objects.empty()) return;  // "attacked him as being weak": told as a judgement
      if ((word == "as" || word == "than") && is_participle(t)) return;  // "as decided by the court": the whole is decided
      // An agent is whose intention a passive clause tells, and who does what comes of it: "was shelled by rebels, killing five".
      const bool comes_of_it = is_one_of(tree_.lemma(t), {"cause", "damage", "destroy", "force", "injure", "kill", "leave", "prompt", "trigger", "wound"});
      take(outer.passive && (is_infinitive(t) || (comes_of_it && word.empty())) && !outer.agents.empty() ? outer.agents : outer.subjects);
    }
  }

  /// "A plan that Z hopes will work", "the post X said was vacant": what the relative clause is about does what is said.
  bool take_antecedent(std::uint32_t t, std::uint32_t above, Clause& clause) {
    const std::uint32_t noun = tree_.head(above);
    Clause& outer = clauses_[at(above)];
    if (tree_.deprel(above) != "acl:relcl" || noun == kNone || !is_noun(noun) || t < above) return false;
    if (outer.subjects.empty() || outer.subjects.front() == noun) return false;
    if (!tree_.has_feature(t, "VerbForm=Fin") && tree_.child(t, "aux") == kNone && tree_.child(t, "cop") == kNone) return false;
    std::erase(outer.objects, noun);
    clause.subjects = conjuncts(noun);
    clause.inherited_subjects = true;
    return true;
  }

  /// "Called on X to go", "called for X to be tried".
  std::vector<std::uint32_t> who_is_asked(std::uint32_t t, std::uint32_t above) {
    if (!is_one_of(tree_.lemma(above), {"call", "appeal", "plead"}) || !is_infinitive(t) || t < above) return {};
    for (const std::uint32_t c : tree_.children(above)) {
      if (tree_.relation(c) != "obl" || c < above || c > t) continue;
      const std::string word = prepositions(c);
      if (word.empty()) std::erase_if(clauses_[at(above)].others, [&](const Argument& a) { return a.head == c || tree_.head(a.head) == c; });
      if (word.empty() || is_one_of(word, {"on", "for", "to", "with"})) return conjuncts(c);
    }
    return {};
  }

  /// "X may visit Y, Z said": where the tree hangs both X and Z on "said", X is who may visit.
  bool give_back_subject(std::uint32_t t, std::uint32_t above) {
    if (t > above || tree_.child(t, "aux") == kNone) return false;
    std::vector<std::uint32_t> before, behind;
    for (const std::uint32_t subject : clauses_[at(above)].subjects) (subject < t ? before : behind).push_back(subject);
    if (before.empty() || behind.empty()) return false;
    clauses_[at(t)].subjects = before;
    clauses_[at(above)].subjects = behind;
    return true;
  }

  bool is_infinitive(std::uint32_t t) const {
    if (tree_.has_feature(t, "VerbForm=Inf")) return true;
    for (const std::uint32_t c : tree_.children(t))
      if (tree_.relation(c) == "mark" && tree_.form(c) == "to") return true;
    return false;
  }

  /// Objects and prepositional phrases behind the last of several verbs belong to all of them.
  void share(std::uint32_t t, std::uint32_t first, Clause& clause) {
    Clause& outer = clauses_[at(first)];
    if (clause.copula || outer.copula) return;
    const auto behind = [&](std::uint32_t noun) { return noun > t; };
    if (clause.objects.empty() && !clause.passive && tree_.child(t, "ccomp") == kNone && tree_.child(t, "xcomp") == kNone)
      for (const std::uint32_t object : outer.objects)
        if (behind(object)) clause.objects.push_back(object), clause.inherited_objects = true;
    for (const Argument& argument : outer.others)
      if (argument.role == Role::kPreposition && behind(argument.head) && !argument.inherited)
        clause.others.push_back({argument.role, argument.word, argument.head, true});
    if (clause.passive && clause.agents.empty())
      for (const std::uint32_t agent : outer.agents)
        if (behind(agent)) clause.agents.push_back(agent);
    // "Bought and sold shares": the tree has the object at the second one.
    if (outer.objects.empty() && !outer.passive && !clause.passive && tree_.child(t, "nsubj") == kNone && !has_complement(first) && is_next_to(first, t))
      for (const std::uint32_t object : clause.objects) outer.objects.push_back(object), outer.inherited_objects = true;
  }

  bool has_complement(std::uint32_t t) const {
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.relation(c);
      if (relation == "obl" || relation == "ccomp" || relation == "xcomp" || relation == "advcl") return true;
    }
    return false;
  }

  /// Only conjunctions, adverbs and commas between them.
  bool is_next_to(std::uint32_t a, std::uint32_t b) const {
    for (std::uint32_t t = a + 1; t < b; ++t)
      if (!tree_.has_upos(t, "CCONJ") && !tree_.has_upos(t, "PUNCT") && !tree_.has_upos(t, "ADV")) return false;
    return true;
  }

  /// A relative clause without a pronoun for it: "the man I saw", "the man arrested".
  void fill_gap(std::uint32_t t, std::uint32_t noun, Clause& clause) {
    const auto takes_up = [&](std::uint32_t head) { return head == noun || head == named(noun); };  // "his son Beau, who died"
    const bool said = std::any_of(clause.subjects.begin(), clause.subjects.end(), takes_up) ||
                      std::any_of(clause.objects.begin(), clause.objects.end(), takes_up) ||
                      std::any_of(clause.others.begin(), clause.others.end(), [&](const Argument& a) { return a.head == noun; });
    if (said || !is_noun(noun)) return;
    if (clause.subjects.empty()) {
      // "Is a physicist and politician | who served": whoever is both.
      const std::uint32_t first = tree_.relation(noun) == "conj" ? tree_.head(noun) : kNone;
      const bool both = first != kNone && tree_.child(first, "cop") != kNone && !clauses_[at(first)].subjects.empty();
      clause.subjects = both ? clauses_[at(first)].subjects : conjuncts(noun);
      clause.inherited_subjects = true;
    } else if (clause.objects.empty() && !clause.copula && !clause.passive && !tree_.has_feature(t, "VerbForm=Inf") && tree_.child(t, "ccomp") == kNone) {
      // "The nation he aspires to lead".
      const std::uint32_t completed = tree_.child(t, "xcomp");
      Clause& last = completed != kNone && is_infinitive(completed) && !is_one_of(tree_.lemma(t), {"have"}) ? clauses_[at(completed)] : clause;
      if (!last.objects.empty() || last.copula || last.passive) return;
      last.objects = {noun};
      last.inherited_objects = true;
    }
  }

  /// Who does what "the plan to ...", "the unity of X in ..." is about: its owner, else who makes it.
  std::vector<std::uint32_t> planner(std::uint32_t noun) const {
    if (tree_.head(noun) == kNone && tree_.has_upos(noun, "PROPN")) return conjuncts(noun);  // headline: "Chile to join pact", "Chile's Roe to leave"
    if (const std::uint32_t owner = tree_.child(noun, "nmod:poss"); owner != kNone) return conjuncts(owner);
    for (const std::uint32_t c : tree_.children(noun))
      if (tree_.relation(c) == "nmod" && (prepositions(c) == "of" || prepositions(c) == "by")) return conjuncts(c);
    const Clause& own = clauses_[at(noun)];
    if (own.is_predicate) return own.subjects;  // "is the first to ..."
    const std::uint32_t above = tree_.head(noun);
    if (above != kNone && tree_.relation(noun) == "obj" && !clauses_[at(above)].passive) return clauses_[at(above)].subjects;
    return {};
  }

  std::string verb_lemma(std::uint32_t t, const Clause& clause) const {
    std::string out = tree_.lemma(t);
    for (const std::uint32_t particle : clause.particles) out += " " + tree_.form(particle);
    return out;
  }

  std::vector<Argument> arguments_of(const Clause& clause) const {
    std::vector<Argument> out;
    const auto add = [&](Role role, const std::vector<std::uint32_t>& heads, bool inherited) {
      for (const std::uint32_t head : heads) out.push_back({role, {}, head, inherited});
    };
    if (clause.passive) {
      const bool gives = !clause.objects.empty();  // "he was given a prize"
      add(Role::kSubject, clause.agents, false);
      add(gives ? Role::kIndirect : Role::kObject, clause.subjects, clause.inherited_subjects);
      add(Role::kObject, clause.objects, clause.inherited_objects);
    } else {
      add(Role::kSubject, clause.subjects, clause.inherited_subjects);
      add(Role::kObject, clause.objects, clause.inherited_objects);
    }
    add(Role::kIndirect, clause.indirect, false);
    out.insert(out.end(), clause.others.begin(), clause.others.end());
    return out;
  }

  void add_clause(std::uint32_t t) {
    const Clause& clause = clauses_[at(t)];
    Frame frame;
    frame.head = frame.clause = t;
    frame.passive = clause.passive;
    frame.arguments = arguments_of(clause);
    frame.predicate = {t};
    if (clause.copula) {
      frame.kind = Frame::Kind::kCopula;
      add_copula(t, frame);
      return;
    }
    frame.lemma = verb_lemma(t, clause);
    frame.directions = clause.directions;
    frame.predicate.insert(frame.predicate.end(), clause.particles.begin(), clause.particles.end());
    const Frame verb = frame;
    frames_.push_back(std::move(frame));
    std::vector<Argument> nouns;
    for (const Argument& argument : verb.arguments)
      if ((argument.role == Role::kObject && !is_owned_elsewhere(argument)) || is_bare(argument)) nouns.push_back(argument);
    for (const Argument& noun : nouns)
      if (tree_.has_upos(noun.head, "NOUN")) add_verb_noun(verb, noun);
  }

  bool is_owned_elsewhere(const Argument& argument) const { return argument.inherited && tree_.has_upos(argument.head, "PRON"); }

  /// "To war", "into talks": a common noun without determiner behind a preposition.
  bool is_bare(const Argument& argument) const {
    if (argument.role != Role::kPreposition || argument.inherited) return false;
    return tree_.child(argument.head, "det") == kNone && tree_.child(argument.head, "nmod:poss") == kNone && tree_.child(argument.head, "nummod") == kNone;
  }

  /// One frame for each conjunct: "is a lawyer and a member of parliament".
  void add_copula(std::uint32_t t, const Frame& shared) {
    const std::uint32_t copula = tree_.child(t, "cop");
    const std::string verb = copula != kNone ? tree_.lemma(copula) : "be";
    for (std::uint32_t one : conjuncts(t)) {
      if (one == named(t)) one = t;
      if (one != t && clauses_[at(one)].is_predicate) continue;
      Frame frame = shared;
      frame.head = one;
      if (one != t) {
        std::erase_if(frame.arguments, [](const Argument& a) { return a.role != Role::kSubject; });
        noun_arguments(one, frame.arguments);
      }
      std::string word = prepositions(one);
      if (word.empty()) word = prepositions(t);
      frame.predicate = {one};
      if (copula != kNone) frame.predicate.insert(frame.predicate.begin(), copula);
      std::sort(frame.predicate.begin(), frame.predicate.end());
      const bool name = tree_.has_upos(one, "PROPN") || tree_.has_upos(one, "PRON") || tree_.has_upos(one, "NUM");
      frame.lemma = name ? verb : verb + " " + (word.empty() ? "" : word + " ") + tree_.lemma(one);
      frame.arguments.push_back({word.empty() ? Role::kComplement : Role::kPreposition, word, one, false});
      frames_.push_back(std::move(frame));
    }
  }

  void add_verb_noun(const Frame& verb, const Argument& noun) {
    Frame frame;
    frame.kind = Frame::Kind::kVerbNoun;
    frame.head = noun.head;
    frame.clause = verb.head;
    frame.passive = verb.passive;
    frame.lemma = verb.lemma + " " + (noun.word.empty() ? "" : noun.word + " ") + tree_.lemma(noun.head);
    frame.predicate = verb.predicate;
    frame.predicate.push_back(noun.head);
    std::sort(frame.predicate.begin(), frame.predicate.end());
    frame.light = noun.role == Role::kObject && is_light_verb(verb.lemma);
    for (const Argument& argument : verb.arguments)
      if (argument.head != noun.head && (argument.role != Role::kObject || noun.role != Role::kObject)) frame.arguments.push_back(argument);
    noun_arguments(noun.head, frame.arguments);
    frames_.push_back(std::move(frame));
  }

  // Nouns.
  void read_noun_dependent(std::uint32_t noun, std::uint32_t c, std::vector<Argument>& out) const {
    const std::string_view relation = tree_.relation(c), deprel = tree_.deprel(c);
    if (deprel == "nmod:poss") {
      append(out, Role::kOwner, c);
    } else if (relation == "nmod" || relation == "obl") {
      const std::string word = prepositions(c);
      if (!word.empty()) append(out, Role::kPreposition, c, word);
      else if (deprel == "nmod:desc" || (c < noun && deprel != "nmod:unmarked")) append(out, Role::kModifier, c);
      else append(out, Role::kTime, c);
    } else if (relation == "compound" || relation == "amod") {
      // "Arsenal's Spanish manager" manages Arsenal, and comes from Spain.
      if (relation == "amod" && tree_.has_upos(c, "ADJ") && tree_.child(noun, "nmod:poss") != kNone) return;
      append(out, Role::kModifier, c);
      // "US-China talks": one of the two hangs on the other.
      if (tree_.has_upos(c, "PROPN"))
        for (const std::uint32_t more : tree_.children(c))
          if (tree_.relation(more) == "compound" && more + 1 < c && is_dash(more + 1)) append(out, Role::kModifier, more);
    }
  }

  bool is_dash(std::uint32_t t) const {
    const std::string& form = tree_.token(t).form;
    return form == "-" || form == "–" || form == "—" || form == "/";
  }

  void noun_arguments(std::uint32_t noun, std::vector<Argument>& out) const {
    for (const std::uint32_t c : tree_.children(noun)) read_noun_dependent(noun, c, out);
    // "The construction and operation of plants": what follows the last conjunct, and who owns the first, belongs to both.
    if (tree_.relation(noun) != "conj" || tree_.head(noun) == kNone || !is_noun(tree_.head(noun))) return;
    for (const std::uint32_t c : tree_.children(tree_.head(noun)))
      if ((tree_.deprel(c) == "nmod:poss" && tree_.child(noun, "det") == kNone && tree_.child(noun, "nmod:poss") == kNone) ||
          (tree_.relation(c) == "nmod" && c > noun)) {
        std::vector<Argument> shared;
        read_noun_dependent(tree_.head(noun), c, shared);
        for (Argument& argument : shared) argument.inherited = true;
        out.insert(out.end(), shared.begin(), shared.end());
      }
  }

  void add_noun(std::uint32_t t) {
    if (!tree_.has_upos(t, "NOUN")) return;
    Frame frame;
    frame.kind = Frame::Kind::kNoun;
    frame.head = t;
    frame.lemma = tree_.lemma(t);
    frame.predicate = {t};
    frame.clause = clause_above(t);
    noun_arguments(t, frame.arguments);
    if (!frame.arguments.empty()) frames_.push_back(std::move(frame));
  }

  std::uint32_t clause_above(std::uint32_t t) const {
    if (clauses_[at(t)].is_predicate) return t;
    return tree_.head(t) == kNone ? kNone : clause_of_[at(tree_.head(t))];
  }

  /// "X, a member of Y", "President X", "the news agency X".
  void add_descriptions(std::uint32_t t) {
    for (const std::uint32_t c : tree_.children(t)) {
      const std::string_view relation = tree_.relation(c), deprel = tree_.deprel(c);
      if (relation == "appos") {
        if (is_example(c) || is_owner(c)) continue;
        if (named(t) == c || (is_common(t) && tree_.has_upos(c, "PROPN"))) {
          describe(c, t, c == t + 1 || !are_parted(t, c) ? Frame::Kind::kTitle : Frame::Kind::kApposition);
        } else {
          for (const std::uint32_t one : conjuncts(c)) describe(subject_of_predicate(t), one, Frame::Kind::kApposition);
        }
      } else if (c < t && tree_.has_upos(t, "PROPN") &&
                 (deprel == "nmod:desc" ||
                  ((relation == "compound" || relation == "nmod") && tree_.has_upos(c, "NOUN") && deprel != "nmod:poss" && tree_.deprel(t) != "nmod:desc"))) {
        describe(t, c, Frame::Kind::kTitle);
      } else if (c > t && tree_.has_upos(t, "NOUN") && tree_.has_upos(c, "PROPN") && (deprel == "flat" || deprel == "nmod:desc") && !is_flat_under(c - 1, t)) {
        describe(c, t, Frame::Kind::kTitle);
      }
    }
  }

  /// "The attorney | general's | office": no apposition.
  bool is_owner(std::uint32_t t) const {
    const std::uint32_t mark = tree_.child(t, "case");
    return mark != kNone && is_one_of(tree_.form(mark), {"'s", "’s", "'", "’"});
  }

  /// A noun, also where it was taken for a name: "Norland's prime | minister |, Jane Roe", "the | Minister | for Norland, Jane Roe".
  bool is_common(std::uint32_t t) const {
    if (tree_.has_upos(t, "NOUN")) return true;
    if (!tree_.has_upos(t, "PROPN") || tree_.child(t, "flat") != kNone) return false;
    const char32_t first = decode(tree_.token(t).form, 0).value;
    if (to_lower(first) == first) return true;
    return is_one_of(tree_.form(t), {"minister", "president", "secretary", "chancellor", "premier", "governor", "mayor", "ambassador", "commissioner", "chairman", "chairwoman", "chair", "director",
                                     "chief", "commander", "speaker", "spokesman", "spokeswoman", "spokesperson", "representative", "senator", "general", "king", "queen", "prince", "emir"});
  }

  bool is_example(std::uint32_t t) const {
    const auto& below = tree_.children(t);
    return std::any_of(below.begin(), below.end(), [&](std::uint32_t c) { return introduces_example(tree_.token(c).form); });
  }

  /// "Roe was a Norlander, a former spy": the subject of a predicate noun; any other noun itself, and one that is denied.
  std::uint32_t subject_of_predicate(std::uint32_t t) const {
    bool predicate = false;
    std::uint32_t subject = kNone;
    for (const std::uint32_t c : tree_.children(t)) {
      predicate = predicate || tree_.relation(c) == "cop";
      if (tree_.relation(c) == "nsubj" && subject == kNone) subject = c;
      if (tree_.has_feature(c, "Polarity=Neg")) return t;
    }
    return predicate && subject != kNone && is_noun(subject) ? subject : t;
  }

  /// Whether the token is part of a name that hangs on `noun`, as the one behind it is.
  bool is_flat_under(std::uint32_t t, std::uint32_t noun) const {
    for (int steps = 0; t > noun && steps < 8 && tree_.deprel(t) == "flat"; ++steps, t = tree_.head(t))
      if (tree_.head(t) == noun) return true;
    return false;
  }

  bool are_parted(std::uint32_t a, std::uint32_t b) const { return has_comma(tree_.document(), std::min(a, b), std::max(a, b)); }

  void describe(std::uint32_t name, std::uint32_t noun, Frame::Kind kind) {
    Frame frame;
    frame.kind = kind;
    frame.head = noun;
    frame.lemma = tree_.lemma(noun);
    frame.predicate = {noun};
    frame.clause = clause_above(std::min(name, noun));
    for (const std::uint32_t one : conjuncts_if_plural(name, noun))
      frame.arguments.push_back({Role::kSubject, {}, one, false});
    noun_arguments(noun, frame.arguments);
    std::erase_if(frame.arguments, [&](const Argument& a) { return a.role != Role::kSubject && a.head == name; });
    // "Russian President X", "NATO's envoy X": trees hang on the name what belongs to the title between.
    if (kind == Frame::Kind::kTitle && tree_.head(noun) == name)
      for (const std::uint32_t c : tree_.children(name))
        if (c < noun) read_noun_dependent(name, c, frame.arguments);
    frames_.push_back(std::move(frame));
  }

  /// "X and Y, members of Z": the tree hangs the apposition on one of them.
  std::vector<std::uint32_t> conjuncts_if_plural(std::uint32_t name, std::uint32_t noun) const {
    return tree_.has_feature(noun, "Number=Plur") && is_noun(name) ? conjuncts(name) : std::vector<std::uint32_t>{name};
  }

  /// "The Baku-based agency", "a Russian-led coalition": the participle says it of its noun.
  void add_hyphenated(std::uint32_t t) {
    const std::uint32_t noun = tree_.head(t);
    if (noun == kNone || !is_noun(noun) || t == tree_.first() || !is_dash(t - 1) || !(tree_.has_upos(t, "VERB") || tree_.has_upos(t, "ADJ"))) return;
    const std::string form = tree_.form(t);
    if ((!form.ends_with("ed") && !form.ends_with("en") && !is_participle(t)) || is_one_of(form, {"lived", "haired", "eyed", "headed", "handed", "hearted", "legged", "minded", "sized", "skinned", "sided", "tempered"})) return;  // "short-lived", "red-haired"
    for (const std::uint32_t c : tree_.children(t)) {
      if (c + 2 != t || !(is_noun(c) || tree_.has_upos(c, "ADJ"))) continue;
      // "Self-proclaimed", "rocket-propelled": nobody does it.
      if (tree_.has_upos(c, "NOUN") && !is_one_of(tree_.form(c), {"government", "state", "army", "military", "opposition", "rebel", "police"})) continue;
      Frame frame;
      frame.kind = Frame::Kind::kVerb;
      frame.head = t;
      frame.lemma = form == "based" ? "base" : form == "led" ? "lead" : tree_.lemma(t);
      frame.predicate = {t};
      frame.passive = true;
      frame.clause = clause_above(noun);
      const bool place = form == "based" || form == "born" || form == "headquartered";
      if (!place) frame.arguments.push_back({Role::kSubject, {}, c, false});
      frame.arguments.push_back({Role::kObject, {}, noun, true});
      if (place) frame.arguments.push_back({Role::kPreposition, "in", c, false});
      frames_.push_back(std::move(frame));
    }
  }

  const SentenceTree& tree_;
  std::vector<Clause> clauses_;            // [tokens]
  std::vector<std::uint32_t> antecedent_;  // [tokens] of the relative clause it stands in
  std::vector<std::uint32_t> clause_of_;   // [tokens] nearest predicate from here upwards, itself included
  std::vector<Frame> frames_;
};

}  // namespace

const Argument* Frame::find(Role role, std::string_view word) const {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [&](const Argument& a) { return a.role == role && (word.empty() || a.word == word); });
  return found == arguments.end() ? nullptr : &*found;
}

std::uint32_t first_of_towns(const SentenceTree& tree, std::uint32_t noun) {
  if (!is_one_of(tree.lemma(noun), {"city", "town", "village", "province", "district", "region", "state", "island"}) || !tree.has_feature(noun, "Number=Plur")) return noun;
  const std::uint32_t name = tree.child(noun, "nmod"), preposition = name == kNone ? kNone : tree.child(name, "case");
  return preposition != kNone && name > noun && tree.has_upos(name, "PROPN") && tree.form(preposition) == "of" ? name : noun;
}

std::vector<Frame> find_frames(const SentenceTree& tree) { return Finder(tree).run(); }

std::vector<Frame> find_frames(const Document& document, std::uint32_t sentence) { return find_frames(SentenceTree(document, sentence)); }

}  // namespace relata
