#include <relata/nlp/argument_spans.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>

#include <algorithm>
#include <string_view>

namespace relata {
namespace {

constexpr std::uint32_t kLongestChain = 5;  // words in front of a noun
constexpr int kDeepest = 40;                // governors that are gone up

/// Relations of words that belong to the phrase of their head; the rest of a clause, and what is only set beside it, do not.
bool is_inside(std::string_view deprel) {
  return is_one_of(deprel.substr(0, deprel.find(':')), {"det", "amod", "compound", "nummod", "nmod", "flat", "case", "fixed", "goeswith", "punct", "cc", "conj", "advmod", "appos", "dep"}) &&
         deprel != "nmod:desc" && deprel != "nmod:unmarked";
}

class Finder {
 public:
  Finder(const Document& document, const Sentence& sentence) : tokens_(document.tokens), document_(document), first_(sentence.first_token), end_(first_ + sentence.token_count) {
    for (std::uint32_t t = first_; t < end_; ++t) {
      const std::uint32_t head = tokens_[t].head;
      governors_.push_back(head == 0 || head == kNone || head > sentence.token_count ? kNone : first_ + head - 1);
    }
  }

  std::vector<ArgumentSpan> run(const std::vector<Mention>& mentions) {
    add_mentions(mentions);
    for (std::uint32_t head = first_; head < end_; ++head) {
      if (is_one_of(tokens_[head].upos, {"NOUN", "PROPN", "NUM", "ADJ", "X", "SYM"})) add_chain(head);
      if (is_one_of(tokens_[head].upos, {"NOUN", "PROPN", "NUM", "X", "VERB"})) add_phrases(head);
      if (is_one_of(tokens_[head].upos, {"VERB", "ADJ"})) add_state(head);
      if (head > first_ && relation(head) == "cc") add_double(head);
    }
    add_capitals();
    add_quotations();
    std::sort(found_.begin(), found_.end(), [](const ArgumentSpan& a, const ArgumentSpan& b) {
      if (a.words.first != b.words.first) return a.words.first < b.words.first;
      if (a.words.end != b.words.end) return a.words.end > b.words.end;
      return a.mention < b.mention;
    });
    found_.erase(std::unique(found_.begin(), found_.end(), [](const ArgumentSpan& a, const ArgumentSpan& b) { return a.words == b.words; }), found_.end());
    return std::move(found_);
  }

 private:
  const std::string& relation(std::uint32_t token) const { return tokens_[token].deprel; }
  std::uint32_t governor_of(std::uint32_t token) const { return governors_[token - first_]; }

  void add(std::uint32_t first, std::uint32_t end, std::uint32_t mention = kNone) {
    while (mention == kNone && first < end && tokens_[first].upos == "PUNCT") ++first;
    while (mention == kNone && first < end && tokens_[end - 1].upos == "PUNCT" && tokens_[end - 1].form != ".") --end;
    if (first >= end || end - first > kLongestArgument) return;
    found_.push_back({{first, end}, head_token(document_, {first, end}), mention});
  }

  void add_mentions(const std::vector<Mention>& mentions) {
    auto at = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.span.begin < tokens_[first_].span.begin; });
    for (; at != mentions.end() && at->span.begin < tokens_[end_ - 1].span.end; ++at) {
      const TokenRange words = tokens_in(document_, at->span);
      if (words.first < words.end && words.end <= end_) add(words.first, words.end, static_cast<std::uint32_t>(at - mentions.begin()));
    }
  }

  /// A noun with none, one or more of the words right before it that hang on it: "film", "comedy film", "1994 comedy film"; and several of these words
  /// without it: "comedy horror" of a film.
  void add_chain(std::uint32_t head) {
    std::uint32_t end = head + 1;
    while (end < end_ && governor_of(end) == head && is_one_of(relation(end), {"flat", "flat:name", "flat:foreign", "goeswith"})) ++end;
    for (std::uint32_t first = head;; --first) {
      add(first, end);
      if (end != head + 1) add(first, head + 1);
      for (std::uint32_t last = first + 2; last <= head; ++last) add(first, last);
      if (first == first_ || head - first >= kLongestChain) break;
      const std::uint32_t before = first - 1, above = governor_of(before);
      const bool joins = (above == head || (above != kNone && above > before && above < head)) && relation(before) != "case" && relation(before) != "cc" &&
                         tokens_[before].upos != "DET" && tokens_[before].upos != "ADP" && (relation(before) != "punct" || tokens_[before].form == "-");
      if (!joins) break;
    }
  }

  /// Everything that the tree puts under a noun around it without a gap: with and without an article in front, with and without what follows it.
  void add_phrases(std::uint32_t head) {
    std::uint32_t first = head, end = head + 1;
    while (first > first_ && head - first < kLongestArgument && is_under(first - 1, head)) --first;
    while (end < end_ && end - head < kLongestArgument && is_under(end, head)) {
      ++end;
      // Cut before each thing that hangs on the head itself: "University | of Oxford | in England".
      if (end < end_ && is_branch(end, head)) add_with_article(first, end, head);
    }
    add_with_article(first, end, head);
    if (end > head + 1) add_with_article(first, head + 1, head);
  }

  /// A state that somebody is in: "killed in action", "missing at sea".
  void add_state(std::uint32_t head) {
    if (head + 2 < end_ && tokens_[head + 1].upos == "ADP" && tokens_[head + 2].upos == "NOUN" && governor_of(head + 2) == head) add(head, head + 3);
  }

  /// Two nouns for one thing, wherever the tree parts them: "rhythm and blues".
  void add_double(std::uint32_t cc) {
    if (cc + 1 < end_ && tokens_[cc - 1].upos == "NOUN" && tokens_[cc + 1].upos == "NOUN") add(cc - 1, cc + 2);
  }

  /// Whether the word begins another dependent of the head.
  bool is_branch(std::uint32_t token, std::uint32_t head) const {
    std::uint32_t at = token;
    for (int steps = 0; steps < kDeepest && governor_of(at) != kNone; ++steps, at = governor_of(at))
      if (governor_of(at) == head) return token - 1 != at && (token == head + 1 || !is_under(token - 1, at));
    return false;
  }

  /// From the first word, and without the article before the others; with what follows the noun also without the words right before it ("first | president of Chile").
  void add_with_article(std::uint32_t first, std::uint32_t end, std::uint32_t head) {
    add(first, end);
    if (end > head + 1)
      for (std::uint32_t from = std::max(first + 1, head < 2 ? 0 : head - 2); from <= head; ++from) add(from, end);
    if (end - first > 1 && (tokens_[first].upos == "DET" || relation(first) == "nmod:poss" || tokens_[first].upos == "NUM")) add(first + 1, end);
  }

  bool is_under(std::uint32_t token, std::uint32_t head) const {
    for (int steps = 0; steps < kDeepest; ++steps) {
      const std::uint32_t above = governor_of(token);
      if (above == kNone || !is_inside(relation(token))) return false;
      if (above == head) return true;
      token = above;
    }
    return false;
  }

  /// Words with a capital or a digit in a row, small words and signs between them: titles, as names readers often cut them.
  void add_capitals() {
    const auto is_capital = [&](std::uint32_t t) {
      const char32_t c = decode(tokens_[t].form, 0).value;
      return is_upper(c) || is_digit(c);
    };
    const auto is_small = [&](std::uint32_t t) { return is_one_of(tokens_[t].form, {"of", "the", "and", "in", "to", "for", "on", "a", "an", "at", "from", "de", "la", "&", ":", "-", "–", ",", "'s", "’s", "!", "'", "by", "with", "/"}); };
    for (std::uint32_t first = first_; first < end_; ++first) {
      if (!is_capital(first) || (first > first_ && is_capital(first - 1))) continue;
      std::uint32_t last = first;  // the last capital so far
      for (std::uint32_t t = first + 1; t < end_ && t - first < kLongestArgument; ++t) {
        if (is_capital(t)) {
          last = t;
          if (t + 1 < end_ && is_capital(t + 1)) continue;
          add_run(first, t + 1);
          if (is_numbered(first)) found_.push_back({{first - 3, t + 1}, head_token(document_, {first - 3, t + 1}), kNone});
        } else if (!is_small(t) || t - last > 3) {
          break;
        }
      }
      if (last == first) add_run(first, first + 1);
    }
  }

  /// "(66063) | 1998 RO1": the number of a star belongs to its name.
  bool is_numbered(std::uint32_t first) const {
    return first >= first_ + 3 && tokens_[first - 3].form == "(" && is_digit(decode(tokens_[first - 2].form, 0).value) && tokens_[first - 1].form == ")";
  }

  void add_run(std::uint32_t first, std::uint32_t end) {
    add(first, end);
    if (first > first_ && to_lower(tokens_[first - 1].form) == "the") add(first - 1, end);
    if (end < end_ && is_one_of(tokens_[end].form, {"!", "?", "."})) add(first, end + 1);
  }

  void add_quotations() {
    for (std::uint32_t first = first_; first < end_; ++first) {
      if (!is_one_of(tokens_[first].form, {"\"", "“", "‘", "'", "``", "«"})) continue;
      for (std::uint32_t t = first + 1; t < end_ && t - first <= kLongestArgument; ++t)
        if (is_one_of(tokens_[t].form, {"\"", "”", "’", "'", "''", "»"})) {
          add(first + 1, t);
          break;
        }
    }
  }

  const std::vector<Token>& tokens_;
  const Document& document_;
  std::uint32_t first_, end_;
  std::vector<std::uint32_t> governors_;  // [tokens of the sentence] index of the token, kNone for a root and outside of the sentence
  std::vector<ArgumentSpan> found_;
};

}  // namespace

std::vector<ArgumentSpan> argument_spans(const Document& document, const Sentence& sentence, const std::vector<Mention>& mentions) {
  if (sentence.token_count == 0) return {};
  return Finder(document, sentence).run(mentions);
}

}  // namespace relata
