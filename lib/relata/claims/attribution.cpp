#include <relata/claims/attribution.hpp>

#include <relata/claims/sentence_view.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace relata {
namespace {

/// A name next to a verb of saying, in units of one sentence.
struct Saying {
  std::uint32_t speaker = kNone;
  std::size_t verb = 0;
};

bool is_light(const SentenceView& view, std::size_t unit) {
  if (view.units[unit].is_mention()) return false;
  const std::string lower = to_lower(view.form(unit));
  return word_class(lower) == WordClass::kAuxiliary || lower.ends_with("ly") || lower == "also" || lower == "later";
}

std::uint32_t entity_at(const SentenceView& view, std::size_t unit) {
  if (!view.units[unit].is_mention() || view.is_modifier(unit)) return kNone;
  const Mention& mention = view.extraction.mentions[view.units[unit].mention];
  return mention.kind == MentionKind::kValue ? kNone : mention.entity;
}

/// "NAME [has also] said" or "said [spokesman] NAME", with the verb in [begin, end) of the units.
std::optional<Saying> find_saying(const SentenceView& view, std::size_t begin, std::size_t end) {
  constexpr std::size_t kTitle = 4;  // words between "said" and the name: "said Foreign Minister NAME"
  for (std::size_t verb = begin; verb < end; ++verb) {
    if (view.units[verb].is_mention() || !is_saying(view.form(verb))) continue;
    std::size_t before = verb;
    while (before > 0 && is_light(view, before - 1)) --before;
    if (before > 0)
      if (const std::uint32_t speaker = entity_at(view, before - 1); speaker != kNone) return Saying{speaker, verb};
    for (std::size_t after = verb + 1; after < end && after <= verb + 1 + kTitle; ++after) {
      if (const std::uint32_t speaker = entity_at(view, after); speaker != kNone) return Saying{speaker, verb};
      const char32_t first = decode(view.form(after), 0).value;
      const bool title = is_upper(first) || view.is_modifier(after) || to_lower(view.form(after)) == "the";
      if (!title) break;
    }
  }
  return std::nullopt;
}

/// Matched quotation marks; one that is never closed ends with its paragraph.
std::vector<std::pair<std::uint32_t, std::uint32_t>> quoted_tokens(const Document& document) {
  constexpr std::uint32_t kLongest = 2000;  // tokens: a stray mark must not swallow an article
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  const auto& tokens = document.tokens;
  for (std::uint32_t open = 0; open < tokens.size(); ++open) {
    if (!is_opening_quote(tokens[open].form)) continue;
    std::uint32_t close = open + 1;
    while (close < tokens.size() && close - open < kLongest && !is_closing_quote(tokens[close].form)) {
      const Span gap{tokens[close - 1].span.end, std::max(tokens[close].span.begin, tokens[close - 1].span.end)};
      if (document.at(gap).find('\n') != std::string_view::npos && is_opening_quote(tokens[close].form)) break;
      ++close;
    }
    if (close >= tokens.size() || close - open >= kLongest) continue;
    if (close > open + 1) out.emplace_back(open, close);
    open = is_closing_quote(tokens[close].form) ? close : close - 1;
  }
  return out;
}

}  // namespace

std::vector<Attribution> find_attributions(const Extraction& extraction) {
  const Document& document = extraction.document;
  const auto quotes = quoted_tokens(document);
  std::vector<SentenceView> views;
  for (const Sentence& sentence : document.sentences) views.emplace_back(extraction, sentence);

  std::vector<Attribution> out;
  const auto quote_around = [&](std::uint32_t token) {
    return std::any_of(quotes.begin(), quotes.end(), [&](auto q) { return q.first <= token && token <= q.second; });
  };
  std::uint32_t last_speaker = kNone;
  std::set<std::uint32_t> speakers;
  std::size_t next_quote = 0;
  for (std::size_t s = 0; s < views.size(); ++s) {
    const SentenceView& view = views[s];
    if (view.units.empty()) continue;
    const std::uint32_t sentence_begin = view.units.front().first_token;
    const std::uint32_t sentence_end = view.units.back().end_token;
    // The sentence without its quotations says who speaks.
    std::optional<Saying> saying;
    for (std::size_t begin = 0; begin < view.units.size() && !saying;) {
      while (begin < view.units.size() && quote_around(view.units[begin].first_token)) ++begin;
      std::size_t end = begin;
      while (end < view.units.size() && !quote_around(view.units[end].first_token)) ++end;
      saying = find_saying(view, begin, end);
      begin = std::max(end, begin + 1);
    }
    std::uint32_t source = saying ? saying->speaker : kNone;
    for (std::size_t unit = 0; unit + 2 < view.units.size() && source == kNone; ++unit)
      if (to_lower(view.form(unit)) == "according" && to_lower(view.form(unit + 1)) == "to")
        for (std::size_t name = unit + 2; name < view.units.size() && name < unit + 7 && source == kNone; ++name)
          source = entity_at(view, name);
    if (source != kNone) {
      const bool reported = saying.has_value() && saying->verb + 1 < view.units.size();
      if (reported) out.push_back({view.span(saying->verb + 1, view.units.size() - 1), source});
      if (!saying) out.push_back({view.span(0, view.units.size() - 1), source});
      speakers.insert(source);
      last_speaker = source;
    }
    // Quotations that begin in this sentence; the words of saying may also follow in a later sentence.
    for (; next_quote < quotes.size() && quotes[next_quote].first < sentence_end; ++next_quote) {
      const auto [open, close] = quotes[next_quote];
      if (open < sentence_begin) continue;
      std::uint32_t speaker = source;
      for (std::size_t later = s; speaker == kNone && later < views.size() && !views[later].units.empty() &&
                                  views[later].units.front().first_token <= close; ++later) {
        std::size_t begin = 0;
        while (begin < views[later].units.size() && views[later].units[begin].first_token <= close) ++begin;
        if (const auto found = find_saying(views[later], begin, views[later].units.size())) speaker = found->speaker;
      }
      if (speaker == kNone && speakers.size() == 1) speaker = last_speaker;
      if (speaker == kNone) continue;
      speakers.insert(speaker);
      last_speaker = speaker;
      out.push_back({{document.tokens[open].span.end, document.tokens[close].span.begin}, speaker});
    }
  }
  return out;
}

void attribute(const std::vector<Attribution>& attributions, std::vector<Claim>& claims) {
  for (Claim& claim : claims) {
    const Attribution* smallest = nullptr;
    for (const Attribution& candidate : attributions) {
      const bool inside = !claim.evidence.empty() && candidate.content.contains(claim.evidence.front());
      if (inside && (smallest == nullptr || candidate.content.size() < smallest->content.size())) smallest = &candidate;
    }
    if (smallest != nullptr && smallest->speaker != claim.subject) claim.speaker = smallest->speaker;
  }
}

}  // namespace relata
