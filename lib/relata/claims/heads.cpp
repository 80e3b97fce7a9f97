#include <relata/claims/heads.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <cctype>

namespace relata {

Heads::Heads(const Extraction& extraction)
    : extraction_(extraction), mention_(extraction.document.tokens.size(), kNone), value_(mention_.size(), kNone), whole_(mention_.size(), kNone), named_(extraction.entities.size(), false) {
  for (std::uint32_t m = 0; m < extraction.mentions.size(); ++m) {
    const Mention& mention = extraction.mentions[m];
    const TokenRange words = tokens_in(extraction.document, mention.span);
    if (words.first >= words.end) continue;
    if (mention.kind == MentionKind::kValue) {
      if (!mention.timex.empty() || !mention.value.empty()) std::fill(value_.begin() + words.first, value_.begin() + words.end, m);
      continue;
    }
    if (mention.entity == kNone) continue;
    if (mention.kind == MentionKind::kName) named_[mention.entity] = true;
    const std::uint32_t head = head_token(extraction.document, words);
    // "Eastern Ukraine" is read before "Ukraine", whose word heads both.
    if (mention.kind == MentionKind::kName && mention_[head] != kNone && extraction.mentions[mention_[head]].kind == MentionKind::kNominal &&
        extraction.mentions[mention_[head]].span.end == mention.span.end && extraction.mentions[mention_[head]].span.begin < mention.span.begin &&
        extraction.mentions[mention_[head]].entity != mention.entity) {
      whole_[head] = m;
      continue;
    }
    if (mention.kind == MentionKind::kName && !mention.adjectival)
      for (std::uint32_t t = words.first; t < words.end; ++t)
        if (mention_[t] == kNone) mention_[t] = m;
    std::uint32_t& at = mention_[head];
    if (at == kNone || extraction.mentions[at].kind == MentionKind::kNominal || mention.kind == MentionKind::kName) at = m;
  }
  // "Defence MINISTER Jane Roe": where the tree hangs the name on its title, the title means the same.
  for (std::uint32_t t = 0; t < mention_.size(); ++t) {
    const Token& token = extraction.document.tokens[t];
    if (!is_one_of(token.deprel, {"appos", "flat"}) || mention_[t] == kNone || extraction.mentions[mention_[t]].kind != MentionKind::kName) continue;
    const std::uint32_t title = governor(extraction.document, t);
    // "The Foreign Minister, | Jane Roe".
    const bool aside = token.deprel == "appos" && title != kNone && title + 2 == t && extraction.document.tokens[title + 1].form == "," && extraction.mentions[mention_[t]].type == core_class::kPerson;
    if (title != kNone && (aside || (token.deprel == "flat" && title + 1 == t)) && mention_[title] == kNone) mention_[title] = mention_[t];
  }
}

std::uint32_t Heads::entity(std::uint32_t token) const { return mention_[token] == kNone ? kNone : extraction_.mentions[mention_[token]].entity; }

bool Heads::is_time(std::uint32_t token) const { return value_[token] != kNone && !extraction_.mentions[value_[token]].timex.empty(); }

std::string Heads::date_of(const SentenceTree& tree, std::uint32_t verb) const {
  constexpr int kDeepest = 4;
  const auto date_at = [&](std::uint32_t token) -> const std::string& {
    static const std::string none;
    if (!is_time(token)) return none;
    for (const std::uint32_t c : tree.children(token))
      if (tree.relation(c) == "case" && is_one_of(tree.form(c), {"after", "before", "by", "for", "since", "until"})) return none;
    const std::string& value = extraction_.mentions[value_[token]].value;
    const bool is_date = !value.empty() && (std::isdigit(static_cast<unsigned char>(value.front())) != 0 || value.front() == '-');
    return is_date ? value : none;
  };
  std::uint32_t at = verb, bound = tree.end();  // what counts stands before `bound`
  for (int step = 0; step < kDeepest; ++step) {
    for (const std::uint32_t c : tree.children(at)) {
      if (c >= bound) break;
      if (tree.relation(c) == "obl" || tree.relation(c) == "advmod")
        if (const std::string& date = date_at(c); !date.empty()) return date;
      if (tree.relation(c) == "nsubj")
        for (const std::uint32_t of : tree.children(c))
          if (const std::string& date = tree.relation(of) == "nmod" ? date_at(of) : std::string(); !date.empty()) return date;
    }
    const std::uint32_t above = tree.head(at);
    if (above == kNone || !tree.has_upos(above, "VERB")) return {};
    const std::string_view relation = tree.relation(at);
    const bool at_once = relation == "xcomp" || (relation == "advcl" && tree.form(at).ends_with("ing") && tree.child(at, "nsubj") == kNone && tree.child(at, "mark") == kNone);
    if (!at_once && relation != "conj") return {};
    if (relation == "conj") bound = std::min(bound, above);  // "met on Friday and will meet again"
    at = above;
  }
  return {};
}

}  // namespace relata
