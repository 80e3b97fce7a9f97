#include <relata/nlp/mentions_by_token.hpp>

#include <algorithm>
#include <string>

namespace relata {

MentionsByToken::MentionsByToken(const Document& document, const std::vector<Mention>& mentions) : document_(document), mentions_(mentions) {
  by_head_.assign(document.tokens.size(), kNone);
  names_.assign(document.tokens.size(), kNone);
  ends_.assign(document.tokens.size(), 0);
  for (std::uint32_t m = 0; m < mentions.size(); ++m) {
    const Mention& mention = mentions[m];
    if (mention.kind == MentionKind::kValue) continue;
    const TokenRange words = tokens_in(document, mention.span);
    if (words.first >= words.end) continue;
    if (!mention.adjectival) ends_[words.first] = std::max(ends_[words.first], words.end);
    std::uint32_t& best = by_head_[head_token(document, words)];
    if (best == kNone || rank(m) > rank(best)) best = m;
    if (mention.kind == MentionKind::kName && !mention.adjectival)
      for (std::uint32_t t = words.first; t < words.end; ++t) names_[t] = m;
  }
}

std::uint32_t MentionsByToken::mention(std::uint32_t head, TokenRange words) const {
  const std::uint32_t own = by_head_[head];
  if (own != kNone && mentions_[own].kind == MentionKind::kName) return own;
  if (names_[head] != kNone) return names_[head];
  for (std::uint32_t t = std::max(words.first, head); t < words.end; ++t) {
    const std::string& deprel = document_.tokens[t].deprel;
    if (names_[t] == kNone || t == head) continue;
    const bool beside = deprel.starts_with("flat") || deprel == "appos" || deprel == "nmod:desc" || deprel == "compound";
    if (beside && governor(document_, t) == head && !has_comma(document_, head, t)) return names_[t];
  }
  return own;
}

std::pair<int, std::uint32_t> MentionsByToken::rank(std::uint32_t m) const {
  const Mention& mention = mentions_[m];
  const int kind = mention.adjectival ? 0 : mention.kind == MentionKind::kName ? 3 : mention.kind == MentionKind::kNominal ? 2 : 1;
  return {kind, mention.span.size()};
}

}  // namespace relata
