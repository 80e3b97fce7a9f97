// Reported speech without a tree: the order of the words alone.
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/nlp/reported_speech.hpp>

#include <optional>

namespace relata {
namespace {

constexpr std::uint32_t kTitle = 4;  // words between "said" and the name: "said Foreign Minister NAME"

class WordReader {
 public:
  WordReader(const Document& document, const Sentence& sentence, const std::vector<std::uint32_t>& mention_ends)
      : document_(document), ends_(mention_ends), first_(sentence.first_token), end_(sentence.first_token + sentence.token_count) {}

  std::vector<Reported> run() {
    std::vector<Reported> out;
    std::uint32_t before = kNone;  // the last word of the mention that ends where we are, light words aside
    for (std::uint32_t t = first_; t < end_;) {
      if (const std::uint32_t behind = ends_[t]; behind > t && behind <= end_) {
        before = behind - 1;
        t = behind;
        continue;
      }
      const std::string lower = to_lower(document_.tokens[t].form);
      if (is_saying(lower)) {
        if (const auto found = saying(t, before)) out.push_back(*found);
      } else if (lower == "according" && t + 1 < end_ && to_lower(document_.tokens[t + 1].form) == "to") {
        if (const auto found = according(t)) out.push_back(*found);
      }
      if (!is_light(lower)) before = kNone;
      ++t;
    }
    return out;
  }

 private:
  static bool is_light(const std::string& lower) {
    return word_class(lower) == WordClass::kAuxiliary || lower.ends_with("ly") || lower == "also" || lower == "later";
  }

  std::uint32_t mention_after(std::uint32_t t) const {
    for (std::uint32_t at = t; at < end_ && at < t + kTitle; ++at) {
      if (ends_[at] > at) return ends_[at] <= end_ ? at : kNone;
      const std::string lower = to_lower(document_.tokens[at].form);
      if (!is_upper(decode(document_.tokens[at].form, 0).value) && lower != "the") return kNone;
    }
    return kNone;
  }

  std::optional<Reported> saying(std::uint32_t verb, std::uint32_t before) const {
    Reported r;
    r.cue = verb;
    r.word.speech = true;
    for (const std::string& lemma : possible_lemmas(document_.tokens[verb].form))
      if (const Cue* const cue = verb_cue(lemma)) r.word = *cue;
    if (before != kNone) {
      r.source = before;
      r.source_words = {before, before + 1};
      while (r.source_words.first > first_ && ends_[r.source_words.first] != before + 1) --r.source_words.first;
      r.told = {r.source_words.first, verb + 1};
      if (verb + 1 < end_ && !behind_quotation(r.source_words.first)) r.content.push_back({verb + 1, end_});
      while (!r.content.empty() && r.content[0].first < r.content[0].end && is_stop(r.content[0].first)) ++r.content[0].first;
      if (!r.content.empty() && r.content[0].first + 1 >= r.content[0].end) r.content.clear();
      r.clause = true;
      return r;
    }
    const std::uint32_t name = mention_after(verb + 1);
    if (name == kNone) return std::nullopt;
    r.source = ends_[name] - 1;
    r.source_words = {name, ends_[name]};
    r.told = {verb, ends_[name]};
    return r;
  }

  std::optional<Reported> according(std::uint32_t t) const {
    const std::uint32_t name = mention_after(t + 2);
    if (name == kNone) return std::nullopt;
    Reported r;
    r.cue = t;
    r.word.speech = true;
    r.source = ends_[name] - 1;
    r.source_words = {name, ends_[name]};
    r.told = {t, ends_[name]};
    if (first_ < t) r.content.push_back({first_, t});
    if (ends_[name] + 1 < end_) r.content.push_back({ends_[name], end_});
    r.clause = true;
    return r.content.empty() ? std::nullopt : std::optional(r);
  }

  /// "“P,” NAME told the court": what was said stands before.
  bool behind_quotation(std::uint32_t name) const {
    for (std::uint32_t t = first_; t < name; ++t)
      if (is_closing_quote(document_.tokens[t].form)) return true;
    return false;
  }

  bool is_stop(std::uint32_t t) const {
    const std::string& form = document_.tokens[t].form;
    return form == "," || form == ":" || form == ".";
  }

  const Document& document_;
  const std::vector<std::uint32_t>& ends_;
  std::uint32_t first_, end_;
};

}  // namespace

std::vector<Reported> find_reported_by_words(const Document& document, const Sentence& sentence, const std::vector<std::uint32_t>& mention_ends) {
  return WordReader(document, sentence, mention_ends).run();
}

}  // namespace relata
