#include <relata/claims/wording_extractor.hpp>

#include <relata/claims/heads.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace relata {

namespace {

constexpr std::size_t kWidestGap = 4;  // units between two items of a wording
using Slot = WordingPattern::Slot;

bool is_punctuation(std::string_view form) {
  const char32_t c = decode(form, 0).value;
  return !is_letter(c) && !is_digit(c);
}

/// Units that may stand in a gap without changing who does what to whom: determiners, adjectives,
/// adverbs, nouns before a name. Before a verb auxiliaries and negation too (read as modality later).
bool may_skip(const SentenceView& view, std::size_t unit, bool before_verb) {
  if (view.units[unit].is_mention()) return !before_verb && view.is_modifier(unit);
  const std::string lower = to_lower(view.form(unit));
  if (lower == "-") return unit > 0 && view.is_modifier(unit - 1);
  if (is_punctuation(lower) || is_saying(lower)) return false;
  switch (word_class(lower)) {
    case WordClass::kOther: return before_verb ? lower.ends_with("ly") || lower == "also" || lower == "already" ||
                                                     lower == "later" || lower == "now" || lower == "again"
                                               : true;
    case WordClass::kDeterminer: return !before_verb;
    case WordClass::kAuxiliary:
    case WordClass::kModal:
    case WordClass::kNegation: return before_verb;
    // "illegal and unprovoked": between two words that may be skipped themselves.
    case WordClass::kConjunction:
      return !before_verb && lower == "and" && unit > 0 && unit + 1 < view.units.size() &&
             !view.units[unit - 1].is_mention() && !view.units[unit + 1].is_mention();
    default: return false;
  }
}

/// "Ukraine 's cities" is not Ukraine: a name that owns or modifies what follows cannot close a wording.
bool can_be_argument(const SentenceView& view, std::size_t unit, const std::string* next_word) {
  if (!view.units[unit].is_mention() || view.is_value(unit)) return false;
  if (next_word != nullptr) return true;  // the wording itself says what follows
  if (view.is_modifier(unit)) return false;
  return unit + 1 >= view.units.size() || !view.units[unit + 1].has_lemma("'s");
}

/// The unit right of a verb's subject and what leads up to it: "officials from Russia attacked" has another subject.
bool can_be_subject(const SentenceView& view, std::size_t unit) {
  for (std::size_t before = unit; before-- > 0;) {
    if (view.units[before].is_mention() && !view.is_modifier(before)) return true;
    const std::string lower = to_lower(view.form(before));
    if (is_punctuation(lower)) return true;
    switch (word_class(lower)) {
      case WordClass::kPreposition: return false;
      case WordClass::kOther:
      case WordClass::kDeterminer: break;
      default: return true;
    }
    if (unit - before > kWidestGap) return true;
  }
  return true;
}

/// Words before a name that say that the relation held once or not yet.
bool is_ended(const SentenceView& view, std::size_t first_unit) {
  for (std::size_t back = 1; back <= 2 && back <= first_unit; ++back)
    if (ends_office(to_lower(view.form(first_unit - back)))) return true;
  return false;
}

}  // namespace

struct WordingExtractor::Match {
  std::size_t subject = 0, object = 0;  // units
  std::size_t first = 0, last = 0;      // units, both included
  std::size_t anchor = 0;               // unit of the wording's anchor
  std::size_t skipped = 0;
};

/// "Representative for the Caucasus and Central Asia NAME": the person behind what a title is for; `unit` itself elsewhere.
std::size_t WordingExtractor::behind_remit(const SentenceView& view, std::size_t unit) const {
  constexpr std::size_t kLongest = 10;
  if (unit >= view.units.size() || !view.units[unit].has_lemma("for")) return unit;
  for (std::size_t at = unit + 1; at < view.units.size() && at - unit <= kLongest; ++at) {
    if (view.units[at].is_mention()) {
      const Mention& mention = view.extraction.mentions[view.units[at].mention];
      if (mention.entity == kNone) continue;
      const std::uint32_t cls = ontology_.find_class(view.extraction.entities[mention.entity].type);
      if (cls != kNone && person_ != kNone && ontology_.is_a(cls, person_)) return at;
      continue;
    }
    const std::string lower = to_lower(view.form(at));
    const WordClass word = word_class(lower);
    if (lower != "and" && word != WordClass::kDeterminer && (word != WordClass::kOther || is_punctuation(lower))) break;
  }
  return unit;
}

bool WordingExtractor::can_be_object(const SentenceView& view, std::size_t unit, const WordingPattern& pattern, const std::string* next_word) const {
  if (!pattern.takes_value) return can_be_argument(view, unit, next_word);
  return view.is_value(unit) || (pattern.takes_address && view.is_address(unit)) || (pattern.takes_text && can_be_argument(view, unit, next_word));
}

bool WordingExtractor::match(const SentenceView& view, std::size_t anchor, const WordingPattern& pattern,
                             Match& found) const {
  found = {.subject = 0, .object = 0, .first = anchor, .last = anchor, .anchor = anchor, .skipped = 0};
  const auto& items = pattern.items;
  const auto fits = [&](std::size_t item, std::size_t unit) {
    const std::string* next = item + 1 < items.size() && items[item + 1].slot == Slot::kWord ? &items[item + 1].lemma : nullptr;
    if (items[item].slot == Slot::kWord) return view.units[unit].has_lemma(items[item].lemma);
    const bool subject = items[item].slot == Slot::kSubject;
    if (!(subject ? can_be_argument(view, unit, next) : can_be_object(view, unit, pattern, next))) return false;
    (subject ? found.subject : found.object) = unit;
    return true;
  };
  // To the right of the anchor, then to the left; each item at the first unit that fits.
  std::size_t at = anchor;
  for (std::size_t item = pattern.anchor + 1; item < items.size(); ++item) {
    std::size_t unit = at + 1;
    if (!pattern.is_verb && items[item].slot == Slot::kSubject) unit = behind_remit(view, unit);
    while (unit < view.units.size() && !fits(item, unit)) {
      if (unit - at > kWidestGap || !may_skip(view, unit, false)) return false;
      ++unit;
    }
    if (unit >= view.units.size()) return false;
    found.skipped += unit - at - 1;
    at = found.last = unit;
  }
  at = anchor;
  for (std::size_t item = pattern.anchor; item-- > 0;) {
    if (at == 0) return false;
    const bool before_verb = pattern.is_verb && item + 1 == pattern.anchor;
    std::size_t unit = at - 1;
    while (!fits(item, unit)) {
      if (pattern.is_preposition || at - unit > kWidestGap || unit == 0 || !may_skip(view, unit, before_verb)) return false;
      --unit;
    }
    found.skipped += at - unit - 1;
    at = found.first = unit;
  }
  if (pattern.is_verb) {
    if (items.front().slot != Slot::kWord && !can_be_subject(view, found.first)) return false;
    // "was attacked" is not "attacked", unless the wording has the "be" itself.
    for (std::size_t unit = found.first + 1; unit < anchor; ++unit)
      if (view.units[unit].has_lemma("be") && items[pattern.anchor].lemma != "be" &&
          std::none_of(items.begin(), items.end(), [](const auto& i) { return i.lemma == "be"; }) &&
          !to_lower(view.form(anchor)).ends_with("ing"))
        return false;
  }
  return true;
}

bool WordingExtractor::match_passive(const SentenceView& view, std::size_t anchor, const WordingPattern& pattern,
                                     Match& found) const {
  // "X attack Y" as "Y was attacked by X": only plain verb wordings turn round like this.
  if (!pattern.is_verb || pattern.takes_value || pattern.items.size() != 3 || pattern.items.front().slot != Slot::kSubject) return false;
  const std::string verb = to_lower(view.form(anchor));
  if (verb == pattern.items[1].lemma || verb.ends_with("ing") || verb.ends_with("s")) return false;
  found = {.subject = 0, .object = 0, .first = anchor, .last = anchor, .anchor = anchor, .skipped = 0};
  bool has_be = false;
  std::size_t left = anchor;
  while (left-- > 0 && anchor - left <= kWidestGap + 1) {
    if (can_be_argument(view, left, nullptr)) break;
    if (!may_skip(view, left, true)) return false;
    has_be = has_be || view.units[left].has_lemma("be");
  }
  if (left >= anchor || !has_be || !can_be_argument(view, left, nullptr) || !can_be_subject(view, left)) return false;
  std::size_t right = anchor + 1;
  if (right >= view.units.size() || !view.units[right].has_lemma("by")) return false;
  for (++right; right < view.units.size() && !can_be_argument(view, right, nullptr); ++right)
    if (right - anchor > kWidestGap + 1 || !may_skip(view, right, false)) return false;
  if (right >= view.units.size()) return false;
  found.subject = found.last = right;
  found.object = found.first = left;
  found.skipped = right - left - 4;
  return true;
}

bool WordingExtractor::is_sayable(const SentenceView& view, const WordingPattern& pattern, const Match& found) const {
  const Extraction& extraction = view.extraction;
  const auto entity = [&](std::size_t unit) { return extraction.mentions[view.units[unit].mention].entity; };
  const auto class_of = [&](std::size_t unit) { return ontology_.find_class(extraction.entities[entity(unit)].type); };
  if (is_ended(view, found.first)) return false;
  // "X in Y" says too little to tell of things whose class is not known.
  if (pattern.is_preposition && class_of(found.subject) == kNone) return false;
  if (pattern.takes_value) return true;
  if (!ontology_.are_of(class_of(found.subject), class_of(found.object), pattern.classes)) return false;
  return entity(found.subject) != entity(found.object) && !(pattern.is_preposition && class_of(found.object) == kNone);
}

Claim WordingExtractor::claim_of(const SentenceView& view, const WordingPattern& pattern, const Match& found) const {
  const Extraction& extraction = view.extraction;
  const auto entity = [&](std::size_t unit) { return extraction.mentions[view.units[unit].mention].entity; };
  Claim claim;
  claim.subject = entity(found.subject);
  if (pattern.takes_value) {
    claim.object = Literal{std::string(extraction.document.at(view.span(found.object, found.object))), {}, {}};
    claim.value_mention = view.units[found.object].mention;
  } else {
    claim.object = entity(found.object);
  }
  claim.predicate = ontology_.properties()[pattern.property].iri;
  // Cues stand in the clause before the last word of the wording; a clause begins at punctuation.
  std::uint32_t begin = view.units[found.first].first_token;
  const std::uint32_t sentence_begin = view.units.front().first_token;
  for (int steps = 0; begin > sentence_begin && steps < 8; ++steps) {
    const std::string lower = to_lower(extraction.document.tokens[begin - 1].form);
    if (is_punctuation(lower) || word_class(lower) == WordClass::kRelative) break;
    --begin;
  }
  // The wording's own verb is no cue: "call at" is no call for something.
  const Unit& anchor = view.units[found.anchor];
  const std::uint32_t end = view.units[found.last].first_token;
  Modality modality = read_modality(extraction.document.tokens, begin, std::min(anchor.first_token, end));
  const Modality behind = read_modality(extraction.document.tokens, std::min(anchor.end_token, end), end);
  if (behind.polarity == Polarity::kNegated) modality.polarity = behind.polarity;
  if (modality.certainty == Certainty::kCertain) modality.certainty = behind.certainty;
  claim.polarity = modality.polarity;
  claim.certainty = modality.certainty;
  claim.evidence.push_back(view.span(found.first, found.last));
  // Not calibrated: a longer wording and fewer words skipped make a better match.
  claim.confidence = std::clamp(0.75 + 0.05 * static_cast<double>(pattern.word_count()) -
                                    0.05 * static_cast<double>(found.skipped), 0.4, 0.95);
  return claim;
}

void WordingExtractor::read_view(const SentenceView& view, bool of_values, std::vector<Claim>& claims) const {
  for (std::size_t unit = 0; unit < view.units.size(); ++unit) {
    if (view.units[unit].is_mention()) continue;
    std::vector<Claim> here;
    bool has_own = false;  // a wording that is said of certain classes alone
    for (const std::string& lemma : view.units[unit].lemmas) {
      for (const WordingPattern& pattern : index_.find(lemma, of_values)) {
        Match found;
        if (!match(view, unit, pattern, found) && !match_passive(view, unit, pattern, found)) continue;
        if (!is_sayable(view, pattern, found) || (has_own && pattern.is_preposition && pattern.classes.empty())) continue;
        has_own = has_own || !pattern.classes.empty();
        Claim claim = claim_of(view, pattern, found);
        const bool known = std::any_of(here.begin(), here.end(), [&](const Claim& other) {
          return other.subject == claim.subject && other.predicate == claim.predicate && other.object == claim.object;
        });
        if (!known) here.push_back(std::move(claim));
      }
    }
    claims.insert(claims.end(), here.begin(), here.end());
  }
}

WordingExtractor::WordingExtractor(const Ontology& ontology)
    : ontology_(ontology), index_(ontology), frames_(ontology), person_(ontology.find_class(core_class::kPerson)) {}

/// Once with names alone, and where there are nominals once more with them.
void WordingExtractor::read_sentence(const Extraction& extraction, const Sentence& sentence, bool of_values, std::vector<Claim>& claims) const {
  read_view(SentenceView(extraction, sentence, false, of_values), of_values, claims);
  const SentenceView with_nominals(extraction, sentence, true, of_values);
  const bool has_nominal = std::any_of(with_nominals.units.begin(), with_nominals.units.end(), [&](const Unit& unit) {
    return unit.is_mention() && extraction.mentions[unit.mention].kind == MentionKind::kNominal;
  });
  if (has_nominal) read_view(with_nominals, of_values, claims);
}

std::vector<Claim> WordingExtractor::extract(const Extraction& extraction) const {
  std::vector<Claim> claims;
  const Heads heads(extraction);
  for (std::uint32_t s = 0; s < extraction.document.sentences.size(); ++s) {
    const Sentence& sentence = extraction.document.sentences[s];
    if (has_tree(extraction.document, sentence)) {
      std::vector<Claim> here = frames_.read(extraction, heads, s);
      std::move(here.begin(), here.end(), std::back_inserter(claims));
    } else {
      read_sentence(extraction, sentence, false, claims);
    }
    if (index_.has_values()) read_sentence(extraction, sentence, true, claims);
  }
  return claims;
}

}  // namespace relata
