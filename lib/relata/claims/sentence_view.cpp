#include <relata/claims/sentence_view.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>

namespace relata {

bool Unit::has_lemma(const std::string& lemma) const {
  return std::find(lemmas.begin(), lemmas.end(), lemma) != lemmas.end();
}

SentenceView::SentenceView(const Extraction& whole, const Sentence& sentence, bool with_nominals, bool with_values) : extraction(whole) {
  const Document& document = whole.document;
  // Outermost mention that starts at each token of the sentence.
  std::vector<std::uint32_t> starting(sentence.token_count, kNone);
  const auto first = std::partition_point(whole.mentions.begin(), whole.mentions.end(), [&](const Mention& m) { return m.span.begin < sentence.span.begin; });
  for (auto m = static_cast<std::uint32_t>(first - whole.mentions.begin()); m < whole.mentions.size() && whole.mentions[m].span.begin < sentence.span.end; ++m) {
    const Mention& mention = whole.mentions[m];
    if (mention.kind == MentionKind::kNominal && !with_nominals) continue;
    const bool value = with_values && mention.kind == MentionKind::kValue;
    if ((mention.entity == kNone && !value) || !sentence.span.contains(mention.span)) continue;
    const auto begin = document.tokens.begin() + sentence.first_token;
    const auto token = std::lower_bound(begin, begin + sentence.token_count, mention.span.begin,
                                        [](const Token& t, std::uint32_t at) { return t.span.begin < at; });
    const auto at = static_cast<std::uint32_t>(token - begin);
    if (at == sentence.token_count) continue;
    if (starting[at] == kNone || whole.mentions[starting[at]].span.end < mention.span.end) starting[at] = m;
  }
  for (std::uint32_t i = 0; i < sentence.token_count;) {
    Unit unit;
    unit.first_token = sentence.first_token + i;
    unit.end_token = unit.first_token + 1;
    unit.mention = starting[i];
    if (unit.is_mention()) {
      const std::uint32_t end = whole.mentions[unit.mention].span.end;
      while (unit.end_token < sentence.first_token + sentence.token_count &&
             document.tokens[unit.end_token].span.begin < end)
        ++unit.end_token;
    } else {
      const Token& token = document.tokens[unit.first_token];
      unit.lemmas = token.lemma.empty() ? possible_lemmas(token.form) : std::vector<std::string>{to_lower(token.form), to_lower(token.lemma)};
    }
    i = unit.end_token - sentence.first_token;
    units.push_back(std::move(unit));
  }
}

const std::string& SentenceView::form(std::size_t unit) const {
  return extraction.document.tokens[units[unit].first_token].form;
}

bool SentenceView::is_modifier(std::size_t unit) const {
  if (!units[unit].is_mention()) return false;
  return extraction.mentions[units[unit].mention].adjectival || (unit + 1 < units.size() && form(unit + 1) == "-");
}

bool SentenceView::is_value(std::size_t unit) const {
  return units[unit].is_mention() && extraction.mentions[units[unit].mention].kind == MentionKind::kValue;
}

bool SentenceView::is_address(std::size_t unit) const {
  if (units[unit].is_mention()) return false;
  const std::string& word = form(unit);
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
}

Span SentenceView::span(std::size_t first, std::size_t last) const {
  const Document& document = extraction.document;
  return {document.tokens[units[first].first_token].span.begin, document.tokens[units[last].end_token - 1].span.end};
}

}  // namespace relata
