#include <relata/nlp/clause_form.hpp>

namespace relata {

bool is_clause(const SentenceTree& tree, std::uint32_t t) {
  return tree.has_upos(t, "VERB") || tree.has_upos(t, "AUX") || tree.child(t, "nsubj") != kNone || tree.child(t, "cop") != kNone;
}

bool is_infinitive(const SentenceTree& tree, std::uint32_t t) { return tree.has_feature(t, "VerbForm=Inf") || is_marked(tree, t, "to"); }

bool is_passive(const SentenceTree& tree, std::uint32_t verb) { return tree.child(verb, "nsubj:pass") != kNone || tree.child(verb, "aux:pass") != kNone; }

bool is_past_participle(const SentenceTree& tree, std::uint32_t verb) { return tree.token(verb).xpos == "VBN" || tree.has_feature(verb, "Voice=Pass"); }

bool is_marked(const SentenceTree& tree, std::uint32_t t, std::string_view word) {
  for (const std::uint32_t c : tree.children(t))
    if ((tree.relation(c) == "mark" || tree.relation(c) == "case") && tree.form(c) == word) return true;
  return false;
}

std::string case_of(const SentenceTree& tree, std::uint32_t noun) {
  const std::uint32_t c = tree.child(noun, "case");
  return c == kNone ? std::string() : tree.form(c);
}

bool is_included(const SentenceTree& tree, std::uint32_t noun) {
  const std::uint32_t word = tree.child(noun, "case");
  return word != kNone && (tree.form(word) == "including" || (tree.form(word) == "such" && word + 1 < noun && tree.form(word + 1) == "as"));
}

std::string first_mark(const SentenceTree& tree, std::uint32_t clause) {
  for (const std::uint32_t c : tree.children(clause))
    if (tree.relation(c) == "mark" || tree.relation(c) == "case") return tree.form(c);
  return {};
}

}  // namespace relata
