#include <relata/nlp/quotations.hpp>

#include <relata/core/phrase.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>

namespace relata {
namespace {

constexpr std::uint32_t kLongest = 400;  // tokens: a stray mark must not swallow an article

bool is_subject(const std::string& deprel) { return deprel == "nsubj" || deprel == "nsubj:pass"; }

/// Marks of one kind only; a straight one may be either.
bool only_opens(const std::string& form) { return is_opening_quote(form) && form != "\""; }
bool only_closes(const std::string& form) { return is_closing_quote(form) && form != "\""; }

/// The longest mention with this head.
std::uint32_t mention_headed_by(const Document& document, const std::vector<Mention>& mentions, std::uint32_t head) {
  constexpr std::uint32_t kFarthest = 400;  // bytes from the begin of a mention to its head
  const Span word = document.tokens[head].span;
  std::uint32_t best = kNone;
  auto m = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& x) { return x.span.begin + kFarthest < word.begin; });
  for (; m != mentions.end() && m->span.begin <= word.begin; ++m) {
    if (m->kind == MentionKind::kValue || !m->span.contains(word)) continue;
    const TokenRange range = tokens_in(document, m->span);
    if (range.first >= range.end || head_token(document, range) != head) continue;
    const auto index = static_cast<std::uint32_t>(m - mentions.begin());
    if (best == kNone || mentions[best].span.size() < m->span.size()) best = index;
  }
  return best;
}

/// The subject of the verb, also where "said" only belongs to it ("has added").
std::uint32_t subject_of(const Document& document, std::uint32_t verb) {
  const std::uint32_t s = sentence_of(document, verb);
  if (s == kNone) return kNone;
  const Sentence& sentence = document.sentences[s];
  for (std::uint32_t t = sentence.first_token; t < sentence.first_token + sentence.token_count; ++t)
    if (is_subject(document.tokens[t].deprel) && governor(document, t) == verb) return t;
  return kNone;
}

}  // namespace

std::vector<Quotation> find_quotations(const Document& document) {
  std::vector<Quotation> out;
  const auto& tokens = document.tokens;
  std::uint32_t open = kNone;
  const auto close = [&](std::uint32_t end) {
    if (open != kNone && end - open <= kLongest) out.push_back({open, end, kNone});
    open = kNone;
  };
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const std::uint32_t before = i == 0 ? 0 : tokens[i - 1].span.end;
    if (before < tokens[i].span.begin && document.at({before, tokens[i].span.begin}).find("\n\n") != std::string_view::npos) close(i);
    const std::string& form = tokens[i].form;
    if (only_opens(form) || (form == "\"" && open == kNone)) {
      if (open == kNone) open = i;
    } else if (only_closes(form) || form == "\"") {
      close(i + 1);
    } else if (open != kNone && i - open > kLongest) {
      open = kNone;
    }
  }
  close(static_cast<std::uint32_t>(tokens.size()));
  return out;
}

void find_speakers(const Document& document, const std::vector<Mention>& mentions, std::vector<Quotation>& quotations) {
  std::uint32_t last = kNone;
  for (std::size_t q = 0; q < quotations.size(); ++q) {
    Quotation& quotation = quotations[q];
    const auto quoted = [&](std::uint32_t token) {
      const auto after = std::partition_point(quotations.begin(), quotations.end(), [&](const Quotation& x) { return x.end <= token; });
      return after != quotations.end() && after->first <= token;
    };
    const std::uint32_t begins = sentence_of(document, quotation.first), ends = sentence_of(document, quotation.end - 1);
    if (begins == kNone || ends == kNone) continue;
    const Sentence &front = document.sentences[begins], &back = document.sentences[ends];
    std::uint32_t nearest = kNone;
    for (std::uint32_t t = front.first_token; t < back.first_token + back.token_count; ++t) {
      if (quoted(t) || !is_saying(document.tokens[t].form)) continue;
      const std::uint32_t subject = subject_of(document, t);
      if (subject == kNone || quoted(subject)) continue;
      const std::uint32_t speaker = mention_headed_by(document, mentions, subject);
      const std::uint32_t distance = t < quotation.first ? quotation.first - t : t - quotation.end;
      if (speaker != kNone && distance < nearest) {
        nearest = distance;
        quotation.speaker = speaker;
      }
    }
    if (quotation.speaker == kNone) quotation.speaker = last;
    last = quotation.speaker;
  }
}

}  // namespace relata
