#include <relata/claims/argument_text.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/clause_form.hpp>

#include <algorithm>

namespace relata {
namespace {

constexpr std::size_t kMost = 60;  // tokens

bool is_clause_word(std::string_view relation) {
  return is_one_of(relation, {"nsubj", "csubj", "cop", "aux", "mark", "advcl", "expl", "discourse", "parataxis", "vocative", "dislocated", "orphan", "ccomp"});
}

/// Whether the clause belongs to what the noun means: "the plan to leave", "those killed", "people living there".
bool is_needed(const SentenceTree& tree, std::uint32_t noun, std::uint32_t clause) {
  if (has_comma(tree.document(), noun + 1, clause)) return false;
  return tree.has_feature(clause, "VerbForm=Inf") || tree.child(clause, "mark") != kNone || !tree.has_upos(noun, "NOUN");
}

/// "Many countries, including X", "their path, free from pressure".
bool is_afterthought(const SentenceTree& tree, std::uint32_t noun, std::uint32_t t) {
  if (t < noun || (tree.relation(t) != "nmod" && tree.relation(t) != "amod")) return false;
  // Named examples are told by themselves: "countries such as | Norland".
  if (tree.has_upos(t, "PROPN") && is_included(tree, t)) return true;
  std::uint32_t first = t;
  for (const std::uint32_t c : tree.children(t))
    if (tree.relation(c) == "case" || tree.relation(c) == "punct") first = std::min(first, c);
  const bool comma = tree.token(first).form == "," || (first > noun + 1 && tree.token(first - 1).form == ",");
  return comma && (tree.relation(t) == "amod" || tree.form(tree.token(first).form == "," ? first + 1 : first) == "including");
}

}  // namespace

std::vector<std::uint32_t> argument_tokens(const SentenceTree& tree, std::uint32_t head, Conjuncts conjuncts) {
  std::vector<std::uint32_t> out{head};
  // A predicate ("is a member") keeps the words of its noun phrase, not those of its clause.
  const bool predicate = tree.child(head, "cop") != kNone || tree.child(head, "nsubj") != kNone;
  for (std::size_t i = 0; i < out.size() && out.size() < kMost; ++i) {
    const std::uint32_t at = out[i];
    for (const std::uint32_t c : tree.children(at)) {
      const std::string_view relation = tree.relation(c), deprel = tree.deprel(c);
      if (deprel == "acl:relcl" || relation == "parataxis" || relation == "discourse" || relation == "vocative") continue;
      // "The news agency Zefa" is one name, "Zefa, an agency" are two.
      if (relation == "appos" && !(tree.has_upos(at, "NOUN") && tree.has_upos(c, "PROPN") && !has_comma(tree.document(), at + 1, c))) continue;
      const bool verb = tree.has_upos(at, "VERB");
      // A participle is a claim of its own, but "those killed" are no others.
      if (relation == "acl" && !is_needed(tree, at, c)) continue;
      if (is_afterthought(tree, at, c)) continue;
      if (at == head) {
        if (relation == "case" && !tree.has_upos(c, "PART")) continue;
        if (relation == "punct" && (c + 1 == head || c > head)) continue;
        if ((relation == "mark" && tree.form(c) != "to") || (relation == "cc" && c < head)) continue;
        if (!verb && is_clause_word(relation)) continue;
        if (predicate && !verb && c < head && (relation == "obl" || (relation == "advmod" && tree.has_upos(head, "NOUN")))) continue;
        // "Not only Americans but also", "often in the streets": of the clause.
        if (c < head && (relation == "advmod" || relation == "cc:preconj") && !tree.has_upos(head, "ADJ") && !tree.has_upos(head, "NUM") &&
            !tree.has_upos(head, "VERB"))
          continue;
        if (predicate && relation == "obl" && case_of(tree, c) == "according") continue;  // who says so
        if (conjuncts == Conjuncts::kLeaveOut && (relation == "conj" || relation == "cc")) continue;
      }
      if (relation == "punct" && conjuncts == Conjuncts::kLeaveOut && at == head && tree.token(c).form == ",") continue;
      out.push_back(c);
      if (out.size() >= kMost) break;
    }
  }
  std::sort(out.begin(), out.end());
  const auto is_edge = [&](std::uint32_t t) { return tree.has_upos(t, "PUNCT") && tree.token(t).form != "%" && tree.token(t).form != "$"; };
  while (out.size() > 1 && is_edge(out.back())) out.pop_back();
  while (out.size() > 1 && is_edge(out.front())) out.erase(out.begin());
  return out;
}

std::string words_of(const Document& document, const std::vector<std::uint32_t>& tokens) {
  std::string out;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t last = i;
    while (last + 1 < tokens.size() && tokens[last + 1] == tokens[last] + 1) ++last;
    const std::uint32_t begin = document.tokens[tokens[i]].span.begin, end = std::max(document.tokens[tokens[last]].span.end, begin);
    if (!out.empty()) out += ' ';
    out += document.at({begin, end});
    i = last + 1;
  }
  return single_spaced(out);
}

}  // namespace relata
