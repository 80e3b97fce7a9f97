#include <relata/nlp/source_finder.hpp>

#include <relata/core/one_of.hpp>
#include <relata/nlp/attitudes.hpp>
#include <relata/nlp/clause_form.hpp>

#include <algorithm>
#include <string_view>

namespace relata {
namespace {

constexpr int kDeepest = 6;  // clauses upwards in which a subject is looked for

}  // namespace

/// A relative pronoun stands for the noun before its clause.
std::uint32_t SourceFinder::antecedent(std::uint32_t pronoun) const {
  if (!is_one_of(tree_.form(pronoun), {"who", "which", "that"}) || !tree_.has_upos(pronoun, "PRON")) return pronoun;
  std::uint32_t t = tree_.head(pronoun);
  for (int steps = 0; t != kNone && steps < kDeepest; ++steps, t = tree_.head(t))
    if (tree_.deprel(t) == "acl:relcl") return tree_.head(t) == kNone ? pronoun : tree_.head(t);
  return pronoun;
}

/// Of two subjects, the tree's mistake, the nearer one.
std::uint32_t SourceFinder::nearest_subject(std::uint32_t verb) const {
  std::uint32_t best = kNone;
  for (const std::uint32_t c : tree_.children(verb))
    if (tree_.relation(c) == "nsubj" && (best == kNone || c < verb)) best = c;
  // "Many fear that": the tree's mistake.
  if (best == kNone)
    for (const std::uint32_t c : tree_.children(verb))
      if (c < verb && (tree_.relation(c) == "amod" || tree_.relation(c) == "det") && is_quantifier(tree_.form(c))) best = c;
  return best;
}

std::uint32_t SourceFinder::agent(std::uint32_t verb) const {
  for (const std::uint32_t c : tree_.children(verb))
    if (tree_.deprel(c) == "obl:agent" || (tree_.relation(c) == "obl" && case_of(tree_, c) == "by")) return c;
  return kNone;
}

std::uint32_t SourceFinder::subject(std::uint32_t verb, bool any_subject, int depth) const {
  if (is_passive(tree_, verb) && !any_subject) return agent(verb);
  if (const std::uint32_t by = is_past_participle(tree_, verb) && !any_subject && nearest_subject(verb) == kNone ? agent(verb) : kNone; by != kNone) return by;
  if (const std::uint32_t own = nearest_subject(verb); own != kNone) return antecedent(own);
  if (is_past_participle(tree_, verb) && tree_.relation(verb) == "acl") return any_subject ? tree_.head(verb) : agent(verb);
  const std::uint32_t above = tree_.head(verb);
  if (above == kNone || depth >= kDeepest) return kNone;
  const std::string_view relation = tree_.relation(verb);
  if (relation == "conj") return is_clause(tree_, above) ? subject(above, is_passive(tree_, above) && !is_passive(tree_, verb), depth + 1) : kNone;
  if (relation == "xcomp") {
    const std::uint32_t object = tree_.child(above, "obj");
    if (object != kNone && tree_.lemma(above) != "promise") return object;
    return subject(above, true, depth + 1);
  }
  if (relation == "advcl") {
    const bool noun = tree_.has_upos(above, "NOUN") || tree_.has_upos(above, "PROPN") || tree_.has_upos(above, "PRON");
    if (tree_.has_feature(verb, "VerbForm=Fin")) return kNone;
    return noun && !is_clause(tree_, above) ? above : subject(above, true, depth + 1);
  }
  if (relation == "acl") return is_infinitive(tree_, verb) ? kNone : above;
  if (relation == "ccomp" && !tree_.has_feature(verb, "VerbForm=Fin")) return subject(above, true, depth + 1);
  if (relation == "obl" || relation == "parataxis") return tree_.has_feature(verb, "VerbForm=Fin") ? kNone : subject(above, true, depth + 1);
  return kNone;
}

std::uint32_t SourceFinder::owner(std::uint32_t noun) const {
  for (const std::uint32_t c : tree_.children(noun)) {
    if (tree_.deprel(c) == "nmod:poss") return c;
    if (tree_.relation(c) == "nmod" || tree_.relation(c) == "acl") {
      const std::string preposition = case_of(tree_, c);
      if (tree_.relation(c) == "nmod" && (preposition == "by" || preposition == "from")) return c;
      if (tree_.relation(c) == "acl")  // "issued by X"
        if (const std::uint32_t by = agent(c); by != kNone) return by;
    }
  }
  return kNone;
}

std::uint32_t SourceFinder::strayed_subject(std::uint32_t verb, const std::vector<std::uint32_t>& contents) const {
  for (const std::uint32_t content : contents) {
    std::uint32_t first = kNone;
    for (const std::uint32_t c : tree_.children(content)) {
      if (tree_.relation(c) != "nsubj") continue;
      if (c < verb && first == kNone) first = c;
      else if (c > verb && first != kNone && content > verb) return first;
    }
  }
  return kNone;
}

std::uint32_t SourceFinder::speaker(std::uint32_t head) const {
  // "It is said", "there is", "what".
  if (head == kNone || tree_.relation(head) == "expl") return kNone;
  if (is_one_of(tree_.form(head), {"there", "what", "this", "that", "which", "nobody", "none", "nothing", "something"})) return kNone;
  for (const std::uint32_t c : tree_.children(head))
    if (tree_.relation(c) == "det" && tree_.form(c) == "no") return kNone;
  if (is_sent_out(tree_.lemma(head)) && tree_.relation(head) == "obj" && tree_.head(head) != kNone && owner(head) == kNone)
    if (const std::uint32_t author = subject(tree_.head(head), false); author != kNone) head = author;
  const Cue* const noun = tree_.has_upos(head, "NOUN") ? noun_cue(tree_.lemma(head)) : nullptr;
  if (noun == nullptr || !noun->speech) return head;
  const std::uint32_t whose = owner(head);
  return whose == kNone ? head : whose;
}

}  // namespace relata
