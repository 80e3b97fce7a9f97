#include <relata/nlp/attributed_words.hpp>

#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/attitudes.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace relata {

std::vector<Mention> unmentioned_sources(const Document& document, const std::vector<Attribution>& attributions) {
  std::vector<Mention> out;
  for (const Attribution& a : attributions) {
    const TokenRange words = tokens_in(document, a.source);
    if (a.speaker != kNone || words.first >= words.end) continue;
    const Token& head = document.tokens[head_token(document, words)];
    if (head.upos != "NOUN" && head.upos != "PROPN" && !is_quantifier(to_lower(head.form))) continue;
    Mention mention;
    mention.span = a.source;
    mention.kind = MentionKind::kNominal;
    mention.type = core_class::kThing;
    out.push_back(std::move(mention));
  }
  std::stable_sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
  out.erase(std::unique(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.span == b.span; }), out.end());
  return out;
}

std::vector<std::uint32_t> innermost(const std::vector<Attribution>& attributions, const std::vector<Span>& stretches) {
  constexpr std::size_t kDeepest = 32;
  const auto hull = [&](std::uint32_t i) { return Span{attributions[i].content.front().begin, attributions[i].content.back().end}; };
  const auto in_part = [&](std::uint32_t i, std::uint32_t byte) {
    return std::any_of(attributions[i].content.begin(), attributions[i].content.end(), [&](Span part) { return part.begin <= byte && byte <= part.end; });
  };
  std::vector<std::uint32_t> contents(attributions.size()), order(stretches.size()), out(stretches.size(), kNone);
  std::iota(contents.begin(), contents.end(), 0U);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(contents.begin(), contents.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return std::pair(hull(a).begin, hull(b).end) < std::pair(hull(b).begin, hull(a).end); });
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return stretches[a].begin < stretches[b].begin; });
  std::vector<std::uint32_t> open;  // contents that began, outer ones first
  std::size_t next = 0;
  for (const std::uint32_t i : order) {
    const Span stretch = stretches[i];
    while (next < contents.size() && hull(contents[next]).begin <= stretch.begin) open.push_back(contents[next++]);
    while (!open.empty() && hull(open.back()).end <= stretch.begin) open.pop_back();
    std::size_t steps = 0;
    for (auto o = open.rbegin(); o != open.rend() && steps < kDeepest; ++o, ++steps) {
      if (hull(*o).end < stretch.end || !in_part(*o, stretch.begin) || !in_part(*o, stretch.end)) continue;
      if (out[i] == kNone || hull(*o).size() < hull(out[i]).size()) out[i] = *o;
    }
  }
  return out;
}

std::vector<std::uint32_t> speakers_of(const Document& document, const std::vector<Quotation>& quotations, const std::vector<Attribution>& attributions) {
  std::vector<std::uint32_t> out(quotations.size(), kNone), sizes(quotations.size(), kNone);
  for (const Attribution& a : attributions) {
    if (a.speaker == kNone || !a.speech) continue;
    const std::uint32_t size = a.content.back().end - a.content.front().begin;
    for (const Span part : a.content) {
      // Quotations that end behind the begin of the part.
      auto q =
          std::partition_point(quotations.begin(), quotations.end(), [&](const Quotation& x) { return document.tokens[x.end - 1].span.end <= part.begin; });
      for (; q != quotations.end() && document.tokens[q->first].span.begin < part.end; ++q) {
        const auto i = static_cast<std::size_t>(q - quotations.begin());
        const Span inner = document.tokens[std::min(q->first + 1, q->end - 1)].span;
        if (!part.contains(inner) ||
            (a.cue.begin >= document.tokens[q->first].span.begin && a.cue.end <= document.tokens[q->end - 1].span.end && a.cue.size() > 0))
          continue;
        if (size < sizes[i]) {
          sizes[i] = size;
          out[i] = a.speaker;
        }
      }
    }
  }
  return out;
}

}  // namespace relata
