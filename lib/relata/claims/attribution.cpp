#include <relata/claims/attribution.hpp>

#include <relata/claims/new_entities.hpp>
#include <relata/core/base_letters.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/attitudes.hpp>
#include <relata/nlp/attributed_words.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace relata {
namespace {

constexpr int kDeepest = 8;      // attributions upwards
constexpr double kUntold = 0.5;  // confidence of a claim that only repeats words

class Attributor {
 public:
  explicit Attributor(Extraction& extraction) : extraction_(extraction), all_(extraction.attributions) {}

  void run(bool tell_untold) {
    const std::size_t joins = extraction_.joins.size();
    told_.assign(all_.size(), false);
    std::vector<Span> places;
    for (const Claim& claim : extraction_.claims) places.push_back(claim.evidence.empty() ? Span{} : claim.evidence.front());
    const std::vector<std::uint32_t> around = innermost(all_, places);
    for (std::size_t i = 0; i < extraction_.claims.size(); ++i) {
      Claim& claim = extraction_.claims[i];
      if (claim.evidence.empty()) continue;
      const std::uint32_t a = around[i] != kNone ? around[i] : told_of_relative(claim);
      // Of "he said Minister Roe met Moss", who is minister is told by the text.
      const bool aside = a != kNone && all_[a].clause && !all_[a].direct && claim.evidence.front().size() < all_[a].content.front().size() && is_title(claim.evidence.front());
      if (aside) told_[a] = true;
      else if (a != kNone) attribute(claim, a);
      if (claim.speaker == kNone) tell(claim);
    }
    if (tell_untold) tell_rest();
    if (extraction_.joins.size() > joins)
      std::stable_sort(extraction_.joins.begin(), extraction_.joins.end(), [](const Join& a, const Join& b) { return a.mention < b.mention; });
  }

 private:
  /// "The changes, which officials said | will go into effect": what is told of stands before the words of saying, the rest behind them.
  std::uint32_t told_of_relative(const Claim& claim) {
    const Document& document = extraction_.document;
    const Span words = claim.evidence.front();
    for (auto a = first_cue(words.begin); a != all_.end() && a->cue.begin < words.end; ++a) {
      const std::uint32_t source_token = tokens_in(document, a->source).first;
      if (!a->clause || source_token == 0 || a->source.begin <= words.begin || !is_one_of(document.tokens[source_token - 1].form, {"which", "who", "whom", "that"})) continue;
      const bool ends_within = std::any_of(a->content.begin(), a->content.end(), [&](Span part) { return part.begin > a->cue.begin && part.begin < words.end && words.end <= part.end; });
      const auto index = static_cast<std::uint32_t>(a - all_.begin());
      if (ends_within && source(index) != kNone) return index;
    }
    return kNone;
  }

  /// The entity of the source; a noun that is nothing yet ("several analysts") becomes one when something is said by it.
  std::uint32_t source(std::uint32_t a) {
    const std::uint32_t m = all_[a].speaker;
    if (m == kNone) return kNone;
    Mention& mention = extraction_.mentions[m];
    if (mention.entity == kNone && mention.kind == MentionKind::kNominal) mention.entity = of_head(mention);
    return mention.entity;
  }

  /// What an open claim made of the same noun, else a new entity.
  std::uint32_t of_head(const Mention& mention) {
    const Document& document = extraction_.document;
    const TokenRange words = tokens_in(document, mention.span);
    if (words.first >= words.end) return kNone;
    const std::uint32_t head = head_token(document, words);
    const auto& mentions = extraction_.mentions;
    for (auto m = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& x) { return x.span.begin < mention.span.begin; });
         m != mentions.end() && m->span.begin < mention.span.end; ++m)
      if (m->entity != kNone && m->kind == MentionKind::kNominal && head_token(document, tokens_in(document, m->span)) == head) return m->entity;
    Entity entity;
    entity.id = "e" + std::to_string(extraction_.entities.size() + 1);
    entity.type = mention.type.empty() ? std::string(core_class::kThing) : mention.type;
    entity.confidence = kVague;
    std::uint32_t first = words.first;
    while (first + 1 < words.end && (document.tokens[first].upos == "DET" || to_lower(document.tokens[first].form) == "whose")) ++first;
    // "Many" is no name for a node.
    if (words.end > first + 1 || !(is_quantifier(to_lower(document.tokens[first].form)) || is_pronoun_form(document.tokens[first].form)))
      entity.label = document.at({document.tokens[first].span.begin, mention.span.end});
    extraction_.entities.push_back(std::move(entity));
    const auto index = static_cast<std::uint32_t>(extraction_.entities.size() - 1);
    extraction_.joins.push_back({static_cast<std::uint32_t>(&mention - mentions.data()), index, 1, "first mention"});
    return index;
  }

  void attribute(Claim& claim, std::uint32_t innermost) {
    const Attribution& inner = all_[innermost];
    if (inner.clause && inner.attitude == Attitude::kDeny && !inner.negated) claim.polarity = Polarity::kNegated;
    if (inner.speech && inner.negated && claim.certainty == Certainty::kCertain) claim.certainty = Certainty::kPossible;
    claim.speaker = owner(innermost);
    std::uint32_t a = innermost;
    for (int steps = 0; a != kNone && steps < kDeepest; ++steps, a = all_[a].outer) told_[a] = true;
  }

  /// Who answers for it: the innermost one that says or thinks it. What is only wished, planned or judged ("wants to go", "likes the plan") is
  /// told by whoever tells of the wish, if that is somebody.
  std::uint32_t owner(std::uint32_t a) {
    std::uint32_t wishes = kNone;
    for (int steps = 0; a != kNone && steps < kDeepest; ++steps, a = all_[a].outer) {
      if (source(a) == kNone) continue;
      if (tells(all_[a])) return source(a);
      if (wishes == kNone) wishes = source(a);
    }
    return wishes;
  }

  static bool tells(const Attribution& a) {
    switch (a.attitude) {
      case Attitude::kBelieve:
      case Attitude::kDoubt:
      case Attitude::kFear:
      case Attitude::kPredict: return a.clause;
      case Attitude::kHope:
      case Attitude::kIntend:
      case Attitude::kKnow: return false;
      default: return a.speech && (a.clause || a.direct);
    }
  }

  /// Whether its source utters the content; of noun phrases ("announced a ceasefire") only what is told with them.
  static bool asserts(const Attribution& a) {
    switch (a.attitude) {
      case Attitude::kSay:
      case Attitude::kClaim:
      case Attitude::kConfirm:
      case Attitude::kAdmit:
      case Attitude::kSuggest:
      case Attitude::kPredict:
      case Attitude::kWarn: return a.clause || a.direct || a.speech;
      case Attitude::kAsk:
      case Attitude::kFear:
      case Attitude::kDoubt:
      case Attitude::kBelieve: return a.clause || a.direct;
      default: return false;
    }
  }

  /// A claim that tells a content in its words ("X - say - 'P'") has its source for a speaker, as claims read out of P would. That somebody
  /// denies, demands or praises something is told by the text.
  void tell(Claim& claim) {
    if (claim.has_entity_object()) return;
    const Span words = claim.evidence.front();
    for (auto a = first_cue(words.begin); a != all_.end() && a->cue.begin < words.end; ++a) {
      const std::uint32_t of = source(static_cast<std::uint32_t>(a - all_.begin()));
      if (of == kNone || of != claim.subject || !asserts(*a)) continue;
      const std::string_view content = extraction_.document.at({a->content.front().begin, a->content.back().end});
      if (content.find(claim.object_value().value) == std::string_view::npos) continue;
      claim.speaker = owner(static_cast<std::uint32_t>(a - all_.begin()));
      told_[static_cast<std::size_t>(a - all_.begin())] = true;
      return;
    }
  }

  /// X - say - "P" for what is still untold: of a quotation over several sentences each that gave no claim.
  void tell_rest() {
    const std::vector<Sentence>& sentences = extraction_.document.sentences;
    std::vector<bool> has_claim(sentences.size(), false);
    for (const Claim& claim : extraction_.claims)
      if (const std::size_t s = claim.evidence.empty() ? kNone : sentence_at(claim.evidence.front().begin); s < sentences.size()) has_claim[s] = true;
    for (std::uint32_t a = 0; a < all_.size(); ++a) {
      const Attribution& said = all_[a];
      if (!said.speech || !(asserts(said) || said.direct) || !(said.clause || said.direct) || said.negated || said.outer != kNone) continue;
      if (!asserts(said) && !has_verb(said.content.front())) continue;
      // Before its cue stands, more often than not, a piece of it.
      if (!told_[a] && (said.direct || said.content.front().begin >= said.cue.end)) tell_words(a, said.content.front(), said.content);
      if (!said.direct) continue;
      for (const Span part : said.content)
        for (std::size_t s = sentence_at(part.begin) + 1; s < sentences.size() && sentences[s].span.begin < part.end; ++s) {
          const Span rest{sentences[s].span.begin, std::min(sentences[s].span.end, part.end)};
          if (!has_claim[s] && has_verb(rest)) tell_words(a, rest, {rest});
          has_claim[s] = true;
        }
    }
  }

  /// Index of the sentence that holds the byte or is the last before it.
  std::size_t sentence_at(std::uint32_t byte) const {
    const std::vector<Sentence>& sentences = extraction_.document.sentences;
    const auto after = std::partition_point(sentences.begin(), sentences.end(), [&](const Sentence& s) { return s.span.begin <= byte; });
    return after == sentences.begin() ? 0 : static_cast<std::size_t>(after - sentences.begin()) - 1;
  }

  /// "Foreign Minister Roe", "Mosul, Iraq": names and what they are called, without a verb, a preposition or an owner.
  bool is_title(Span span) const {
    const TokenRange words = tokens_in(extraction_.document, span);
    const auto& tokens = extraction_.document.tokens;
    return words.first < words.end && std::all_of(tokens.begin() + words.first, tokens.begin() + words.end, [](const Token& token) { return is_one_of(token.upos, {"ADJ", "DET", "NOUN", "PROPN", "PUNCT"}); });
  }

  bool has_verb(Span span) const {
    const TokenRange words = tokens_in(extraction_.document, span);
    for (std::uint32_t t = words.first; t < words.end; ++t)
      if (const std::string& upos = extraction_.document.tokens[t].upos; upos == "VERB" || upos == "AUX") return true;
    return false;
  }

  void tell_words(std::uint32_t a, Span span, const std::vector<Span>& evidence) {
    const std::string content = words_of(span);
    const std::uint32_t of = content.empty() ? kNone : source(a);
    if (of == kNone) return;
    Claim claim;
    claim.method = Method::kOpen;
    claim.subject = claim.speaker = of;
    claim.predicate = "say";
    claim.object = Literal{content, {}, {}};
    claim.surface = Surface{std::string(extraction_.document.at(all_[a].source)), cue_words(all_[a]), content, {}};
    claim.evidence = evidence;
    claim.confidence = kUntold;
    extraction_.claims.push_back(std::move(claim));
  }

  std::string cue_words(const Attribution& a) const {
    const std::string_view words = extraction_.document.at(a.cue);
    return a.cue.size() == 0 || is_punctuation(decode(words, 0).value) ? "says" : std::string(words);
  }

  /// Without quotation marks and the like around it; "" where it is no more than a few words.
  std::string words_of(Span span) const {
    constexpr std::uint32_t kFewest = 3;
    const Document& document = extraction_.document;
    TokenRange words = tokens_in(document, span);
    const auto is_mark = [&](std::uint32_t t) { return is_punctuation(decode(document.tokens[t].form, 0).value); };
    while (words.first < words.end && is_mark(words.first)) ++words.first;
    while (words.first < words.end && is_mark(words.end - 1)) --words.end;
    if (words.end < words.first + kFewest) return {};
    return std::string(document.at({document.tokens[words.first].span.begin, document.tokens[words.end - 1].span.end}));
  }

  /// Attributions are by cue.
  std::vector<Attribution>::const_iterator first_cue(std::uint32_t byte) const {
    return std::partition_point(all_.begin(), all_.end(), [&](const Attribution& a) { return a.cue.begin < byte; });
  }

  Extraction& extraction_;
  const std::vector<Attribution>& all_;
  std::vector<bool> told_;  // by attribution: a claim was read of it
};

}  // namespace

void attribute(Extraction& extraction, bool tell_untold) { Attributor(extraction).run(tell_untold); }

}  // namespace relata
