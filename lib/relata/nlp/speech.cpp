#include <relata/nlp/speech.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/attributed_words.hpp>
#include <relata/nlp/mentions_by_token.hpp>
#include <relata/nlp/reported_speech.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace relata {
namespace {

constexpr std::uint32_t kFarCue = 60;  // tokens from a quotation to its words of saying

/// An attribution while it is put together, in tokens.
struct Draft {
  Reported said;
  std::uint32_t speaker = kNone;  ///< mention
  std::uint32_t sentence = 0;     ///< of the cue; of the content where there is none
  bool direct = false, cued = true;
};

class Reader {
 public:
  Reader(const Document& document, const std::vector<Mention>& mentions, const Ontology& ontology)
      : document_(document), mentions_(mentions), ontology_(ontology), speakers_(document, mentions), quotations_(find_quotations(document)) {
    quotation_of_.assign(document.tokens.size(), kNone);
    for (std::uint32_t q = 0; q < quotations_.size(); ++q)
      std::fill(quotation_of_.begin() + quotations_[q].first, quotation_of_.begin() + quotations_[q].end, q);
  }

  std::vector<Attribution> run() {
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) read_sentence(s);
    read_ = static_cast<std::uint32_t>(drafts_.size());
    owner_.assign(quotations_.size(), kNone);
    for (std::uint32_t q = 0; q < quotations_.size(); ++q) read_quotation(q);
    return finish();
  }

 private:
  bool is_quoted(std::uint32_t token) const { return quotation_of_[token] != kNone; }
  std::uint32_t first_of(std::uint32_t s) const { return document_.sentences[s].first_token; }
  std::uint32_t end_of(std::uint32_t s) const { return document_.sentences[s].first_token + document_.sentences[s].token_count; }

  bool begins_line(std::uint32_t token) const {
    if (token == 0) return true;
    const std::uint32_t before = document_.tokens[token - 1].span.end, begin = document_.tokens[token].span.begin;
    return before < begin && document_.at({before, begin}).find('\n') != std::string_view::npos;
  }

  // Sentences.

  void read_sentence(std::uint32_t s) {
    begin_.push_back(static_cast<std::uint32_t>(drafts_.size()));
    if (document_.sentences[s].token_count == 0) return;
    if (read_line(s)) return;
    const Sentence& sentence = document_.sentences[s];
    std::vector<Reported> all =
        has_tree(document_, sentence) ? find_reported(SentenceTree(document_, s)) : find_reported_by_words(document_, sentence, speakers_.ends());
    for (Reported& said : all) {
      // Who speaks within a quotation says nothing outside it.
      if (const std::uint32_t q = quotation_of_[said.cue]; q != kNone) {
        for (TokenRange& part : said.content) part = {std::max(part.first, quotations_[q].first), std::min(part.end, quotations_[q].end)};
        std::erase_if(said.content, [](TokenRange part) { return part.first >= part.end; });
      }
      if (said.source != kNone && quotation_of_[said.source] != quotation_of_[said.cue]) mend_source(said, s);
      Draft draft{std::move(said), kNone, s, false, true};
      if (draft.said.source != kNone) draft.speaker = speakers_.mention(draft.said.source, draft.said.source_words);
      if (draft.speaker != kNone && is_mute(draft.said.source, mentions_[draft.speaker])) draft.speaker = kNone;
      drafts_.push_back(std::move(draft));
    }
  }

  /// Who speaks does not stand within what is said: the mention beside the cue then, or nobody.
  void mend_source(Reported& said, std::uint32_t s) const {
    const std::uint32_t q = quotation_of_[said.cue];
    const std::uint32_t first = first_of(s), end = end_of(s);
    const auto is_light = [&](std::uint32_t t) { return document_.tokens[t].upos == "ADV" || document_.tokens[t].upos == "AUX"; };
    std::uint32_t before = said.cue;
    while (before > first && is_light(before - 1)) --before;
    said.source = kNone;
    said.source_words = {};
    for (std::uint32_t t = before; t-- > first && before - t <= 4 && said.source == kNone;)
      if (speakers_.ends()[t] == before && quotation_of_[t] == q) said.source_words = {t, before}, said.source = before - 1;
    if (said.source == kNone && said.cue + 1 < end && speakers_.ends()[said.cue + 1] > 0 && quotation_of_[said.cue + 1] == q)
      said.source_words = {said.cue + 1, speakers_.ends()[said.cue + 1]};
    if (said.source_words.end == 0) return;
    said.source = head_token(document_, said.source_words);
    said.told = {std::min(said.cue, said.source_words.first), std::max(said.cue + 1, said.source_words.end)};
  }

  /// "NAME: P" at the begin of a line: a headline, or a turn of an interview.
  bool read_line(std::uint32_t s) {
    constexpr std::uint32_t kLongestName = 8;
    const std::uint32_t first = first_of(s), end = end_of(s);
    if (!begins_line(first)) return false;
    std::uint32_t colon = first;
    while (colon < end && colon - first < kLongestName && document_.tokens[colon].form != ":") ++colon;
    if (colon >= end || document_.tokens[colon].form != ":" || colon == first || colon + 2 >= end) return false;
    // "NAME to NAME: P".
    std::uint32_t name_end = first + 1;
    while (name_end < colon && document_.tokens[name_end].form != "to") ++name_end;
    std::uint32_t name = speakers_.name_on(name_end - 1);
    if (name == kNone && name_end == colon) name = noun_on(first, colon);
    if (name == kNone || is_quoted(colon)) return false;
    const bool speaks = is_speaker(mentions_[name].type) || quotation_of_[colon + 1] != kNone || is_document_noun(to_lower(document_.tokens[name_end - 1].lemma)) ||
                        is_one_of(document_.tokens[name_end - 1].lemma, {"camp", "campaign"});
    if (!speaks || tokens_in(document_, mentions_[name].span).first > first + 4) return false;
    Draft draft;
    draft.said.cue = colon;
    draft.said.word.speech = true;
    draft.said.source = name_end - 1;
    draft.said.source_words = {first, name_end};
    draft.said.told = {first, colon + 1};
    draft.said.clause = true;
    // The turn goes on to the end of its line.
    std::uint32_t last = end;
    while (last < document_.tokens.size() && !begins_line(last)) ++last;
    draft.said.content.push_back({colon + 1, last});
    if (!has_verb(draft.said.content.front())) return false;
    draft.speaker = name;
    draft.sentence = s;
    drafts_.push_back(std::move(draft));
    return true;
  }

  /// The noun phrase of all the words before the colon: "New poll".
  std::uint32_t noun_on(std::uint32_t first, std::uint32_t colon) const {
    const std::uint32_t noun = speakers_.mention(colon - 1, {first, colon});
    return noun != kNone && tokens_in(document_, mentions_[noun].span).end == colon && tokens_in(document_, mentions_[noun].span).first <= first + 1 ? noun : kNone;
  }

  /// Events tell nothing ("the attack showed"), but for "the poll" and who campaigns.
  bool is_mute(std::uint32_t source, const Mention& mention) const {
    const std::string lemma = to_lower(document_.tokens[source].lemma);
    if (mention.kind != MentionKind::kNominal || is_document_noun(lemma) || lemma == "campaign") return false;
    const std::uint32_t cls = ontology_.find_class(mention.type), event = ontology_.find_class(core_class::kEvent);
    return cls != kNone && event != kNone && ontology_.is_a(cls, event);
  }

  bool is_speaker(const std::string& type) const {
    const std::uint32_t cls = ontology_.find_class(type);
    const auto is_a = [&](std::string_view name) {
      const std::uint32_t wanted = ontology_.find_class(name);
      return cls != kNone && wanted != kNone && ontology_.is_a(cls, wanted);
    };
    return is_a(core_class::kPerson) || (is_a(core_class::kOrganization) && !is_a(core_class::kPlace));
  }

  bool has_verb(TokenRange words) const {
    for (std::uint32_t t = words.first; t < words.end; ++t) {
      const std::string& upos = document_.tokens[t].upos;
      if (upos == "VERB" || upos == "AUX") return true;
    }
    return !has_tree_at(words.first) && words.end - words.first > 5;
  }
  bool has_tree_at(std::uint32_t token) const { return document_.tokens[token].head != kNone; }

  // Quotations.

  void read_quotation(std::uint32_t q) {
    const TokenRange words{quotations_[q].first, quotations_[q].end};
    const std::uint32_t front = sentence_of(document_, words.first), back = sentence_of(document_, words.end - 1);
    if (front == kNone || back == kNone) return;
    if (const std::uint32_t around = draft_around(words, front, back); around != kNone) {
      Draft& draft = drafts_[around];
      owner_[q] = around;
      if (is_quoted(draft.said.cue)) return;
      add(draft, words);
      draft.direct = draft.direct || opens(draft, words);
      return;
    }
    std::uint32_t owner = goes_on(q) ? owner_[q - 1] : kNone;
    if (owner == kNone) owner = words_of_saying(words, front, back);
    if (owner == kNone && !is_utterance(words)) return;
    if (owner != kNone) {
      owner_[q] = owner;
      add(drafts_[owner], words);
      drafts_[owner].said.clause = drafts_[owner].direct = true;
      return;
    }
    if (const std::uint32_t above = introduced(words, front); above != kNone) {
      owner_[q] = above;
      add(drafts_[above], words);
    } else if (const std::uint32_t last = speaks_on(q, front); last != kNone) {
      continue_speech(q, words, front, last);
    }
  }

  /// Whether somebody speaks in it, rather than that words are set apart.
  bool is_utterance(TokenRange words) const { return words.end - words.first >= 5 && has_verb(words); }

  bool opens(const Draft& draft, TokenRange words) const {
    return !draft.said.content.empty() && draft.said.content.front().first <= words.first && words.first <= draft.said.content.front().first + 1;
  }

  /// Whether the quotation was left open at the end of the paragraph before and opens anew.
  bool goes_on(std::uint32_t q) const {
    if (q == 0 || owner_[q - 1] == kNone || quotations_[q - 1].end != quotations_[q].first) return false;
    return quotations_[q - 1].open;
  }

  void add(Draft& draft, TokenRange words) {
    std::vector<TokenRange>& content = draft.said.content;
    content.push_back(words);
    std::sort(content.begin(), content.end(), [](TokenRange a, TokenRange b) { return std::pair(a.first, a.end) < std::pair(b.first, b.end); });
    std::vector<TokenRange> merged;
    for (const TokenRange part : content) {
      if (!merged.empty() && part.first <= merged.back().end) merged.back().end = std::max(merged.back().end, part.end);
      else merged.push_back(part);
    }
    content = std::move(merged);
  }

  /// The innermost attribution of its sentences whose content shares words with the quotation, with its cue outside.
  std::uint32_t draft_around(TokenRange words, std::uint32_t front, std::uint32_t back) const {
    std::uint32_t best = kNone, best_size = kNone;
    const auto look = [&](std::uint32_t s) {
      for (std::uint32_t d = begin_[s]; d < end_of_drafts(s); ++d) {
        const Reported& said = drafts_[d].said;
        if (said.cue >= words.first && said.cue < words.end) continue;
        if (!said.word.speech && drafts_[d].speaker == kNone) continue;
        std::uint32_t shared = 0, size = 0;
        for (const TokenRange part : said.content) {
          size += part.end - part.first;
          const std::uint32_t first = std::max(part.first, words.first), end = std::min(part.end, words.end);
          if (first < end) shared += end - first;
        }
        if (shared >= 2 && size < best_size) {
          best = d;
          best_size = size;
        }
      }
    };
    look(front);
    if (back != front) look(back);
    return best;
  }

  std::uint32_t end_of_drafts(std::uint32_t s) const { return s + 1 < begin_.size() ? begin_[s + 1] : read_; }

  /// The nearest words of saying without content, in the sentences of the quotation, at the end of the one before or the begin of the
  /// one behind it.
  std::uint32_t words_of_saying(TokenRange words, std::uint32_t front, std::uint32_t back) {
    std::uint32_t best = kNone, nearest = kFarCue;
    const auto look = [&](std::uint32_t s) {
      for (std::uint32_t d = begin_[s]; d < end_of_drafts(s); ++d) {
        const Draft& draft = drafts_[d];
        const std::uint32_t cue = draft.said.cue;
        if (!draft.said.word.speech || draft.speaker == kNone || is_quoted(cue)) continue;
        if (!draft.said.content.empty() && !draft.direct) continue;
        const bool before = cue < words.first;
        const std::uint32_t distance = before ? words.first - cue : cue - words.end;
        const std::uint32_t told =
            before ? words.first - std::min(words.first, draft.said.told.end) : draft.said.told.first - std::min(words.end, draft.said.told.first);
        if ((s < front || s > back) && told > 1) continue;
        // Taken by another quotation, unless between the two.
        if (draft.direct && !(before && told <= 1)) continue;
        if (distance < nearest) {
          nearest = distance;
          best = d;
        }
      }
    };
    look(front);
    if (back != front) look(back);
    if (best == kNone && front > 0 && document_.tokens[words.first - 1].form == ":") look(front - 1);
    if (best == kNone && back + 1 < document_.sentences.size() && words.end == end_of(back) && !begins_line(words.end)) look(back + 1);
    return best;
  }

  /// Who spoke last, where the quotation follows at once: speech in the sentence before, or in the paragraph before.
  std::uint32_t speaks_on(std::uint32_t q, std::uint32_t front) const {
    const std::uint32_t first = quotations_[q].first;
    // Words before it in its sentence that are no speech lead to something else.
    if (first != first_of(front) || front == 0) return kNone;
    std::uint32_t best = kNone;
    const auto look = [&](std::uint32_t d) {
      const Draft& draft = drafts_[d];
      if (!draft.said.word.speech || draft.speaker == kNone || draft.said.content.empty() || (draft.cued && is_quoted(draft.said.cue))) return;
      const std::uint32_t end = std::max(draft.said.told.end, draft.said.content.back().end);
      if (end > first_of(front - 1) && end <= first + 1 && (best == kNone || outer(draft, drafts_[best]))) best = d;
    };
    for (std::uint32_t d = begin_[front - 1]; d < end_of_drafts(front); ++d) look(d);
    // Quotations before this one over several sentences.
    if (q > 0 && owner_[q - 1] != kNone) look(owner_[q - 1]);
    return best;
  }

  /// Whether `a` is the main saying beside `b`: later sentence, else the wider content.
  static bool outer(const Draft& a, const Draft& b) {
    const auto size = [](const Draft& d) {
      std::uint32_t n = 0;
      for (const TokenRange part : d.said.content) n += part.end - part.first;
      return n;
    };
    return std::pair(a.sentence, size(a)) > std::pair(b.sentence, size(b));
  }

  void continue_speech(std::uint32_t q, TokenRange words, std::uint32_t front, std::uint32_t last) {
    Draft draft;
    draft.said = drafts_[last].said;
    draft.said.word = {Attitude::kSay, kClauses, true, ""};
    draft.said.cue = words.first;
    draft.said.told = {words.first, words.first};
    draft.said.content = {words};
    draft.said.clause = true;
    draft.said.negated = false;
    draft.speaker = drafts_[last].speaker;
    draft.sentence = front;
    draft.direct = true;
    draft.cued = false;
    owner_[q] = static_cast<std::uint32_t>(drafts_.size());
    drafts_.push_back(std::move(draft));
  }

  /// "NAME:" before a quotation, "- NAME" behind it; "X had an answer:": the subject of the sentence speaks.
  std::uint32_t introduced(TokenRange words, std::uint32_t front) {
    if (const std::uint32_t signed_by = signature(words); signed_by != kNone) return signed_by;
    if (words.first < 2 || document_.tokens[words.first - 1].form != ":") return kNone;
    const std::uint32_t s = words.first == first_of(front) ? front - 1 : front;
    std::uint32_t source = speakers_.name_on(words.first - 2) != kNone ? words.first - 2 : kNone;
    if (source == kNone && has_tree(document_, document_.sentences[s])) {
      const SentenceTree tree(document_, s);
      for (std::uint32_t t = tree.first(); t < tree.end() && t < words.first && source == kNone; ++t)
        if (tree.relation(t) == "nsubj" && !is_quoted(t) && tree.head(t) != kNone && tree.head(tree.head(t)) == kNone) source = t;
    }
    if (source == kNone) return kNone;
    Draft draft;
    draft.said.cue = words.first - 1;
    draft.said.word.speech = true;
    draft.said.source = source;
    draft.said.source_words = {source, source + 1};
    draft.said.told = {first_of(s), words.first};
    draft.said.clause = true;
    draft.speaker = speakers_.mention(source, draft.said.source_words);
    if (draft.speaker == kNone) return kNone;
    draft.sentence = s;
    draft.direct = true;
    drafts_.push_back(std::move(draft));
    return static_cast<std::uint32_t>(drafts_.size() - 1);
  }

  std::uint32_t signature(TokenRange words) {
    const auto& tokens = document_.tokens;
    if (words.end + 1 >= tokens.size()) return kNone;
    const std::string& dash = tokens[words.end].form;
    const std::uint32_t name = words.end + 1;
    if ((dash != "-" && dash != "–" && dash != "—" && dash != "--") || speakers_.name_on(name) == kNone) return kNone;
    const std::uint32_t behind = tokens_in(document_, mentions_[speakers_.name_on(name)].span).end;
    if (behind < tokens.size() && tokens[behind].form != "." && tokens[behind].form != "," && !begins_line(behind)) return kNone;
    Draft draft;
    draft.said.cue = words.end;
    draft.said.word.speech = true;
    draft.said.source = name;
    draft.said.source_words = {name, behind};
    draft.said.told = {words.end, behind};
    draft.said.clause = true;
    draft.speaker = speakers_.name_on(name);
    draft.sentence = sentence_of(document_, name);
    draft.direct = true;
    drafts_.push_back(std::move(draft));
    return static_cast<std::uint32_t>(drafts_.size() - 1);
  }

  // The end.

  Span bytes(TokenRange words) const { return {document_.tokens[words.first].span.begin, document_.tokens[words.end - 1].span.end}; }

  std::vector<Attribution> finish() const {
    std::vector<Attribution> out;
    for (const Draft& draft : drafts_) {
      if (draft.said.content.empty()) continue;
      Attribution a;
      for (const TokenRange part : draft.said.content) a.content.push_back(bytes(part));
      if (draft.cued) a.cue = document_.tokens[draft.said.cue].span;
      else a.cue = {a.content.front().begin, a.content.front().begin};
      if (draft.said.source != kNone) a.source = bytes(draft.said.source_words);
      a.speaker = draft.speaker;
      a.attitude = draft.said.word.attitude;
      a.speech = draft.said.word.speech;
      a.direct = draft.direct;
      a.clause = draft.said.clause;
      a.negated = draft.said.negated;
      out.push_back(std::move(a));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Attribution& a, const Attribution& b) { return std::tie(a.cue.begin, a.cue.end) < std::tie(b.cue.begin, b.cue.end); });
    std::vector<Span> cues;
    for (const Attribution& a : out) cues.push_back(a.cue);
    const std::vector<std::uint32_t> outer = innermost(out, cues);
    for (std::uint32_t i = 0; i < out.size(); ++i)
      if (outer[i] != i) out[i].outer = outer[i];
    return out;
  }

  const Document& document_;
  const std::vector<Mention>& mentions_;
  const Ontology& ontology_;
  const MentionsByToken speakers_;
  std::vector<Quotation> quotations_;
  std::vector<std::uint32_t> quotation_of_;  // [tokens]
  std::vector<Draft> drafts_;                // those of sentences first
  std::vector<std::uint32_t> begin_;         // [sentences] into drafts_
  std::uint32_t read_ = 0;                   // how many drafts are of sentences
  std::vector<std::uint32_t> owner_;         // [quotations] into drafts_
};

}  // namespace

std::vector<Attribution> find_attributions(const Document& document, const std::vector<Mention>& mentions, const Ontology& ontology) {
  return Reader(document, mentions, ontology).run();
}

}  // namespace relata
