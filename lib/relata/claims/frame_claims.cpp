#include <relata/claims/frame_claims.hpp>

#include <relata/claims/argument_text.hpp>
#include <relata/claims/light_verbs.hpp>
#include <relata/claims/modality.hpp>
#include <relata/core/one_of.hpp>

#include <algorithm>

namespace relata {
namespace {

constexpr std::size_t kMostEnds = 30;        // conjuncts that are read; more are no sentence, and their pairs would not be linear in the text
constexpr std::uint32_t kFarthestEnd = 100;  // tokens between a wording and an end that evidence shows

/// Verbs under which what their subject tells takes place: "talks between X and Y will be held".
bool is_occurrence(std::string_view lemma) {
  return is_one_of(lemma, {"hold", "take place", "begin", "start", "resume", "happen", "occur", "take", "schedule", "plan", "open", "sign"});
}

bool has(const std::vector<std::uint32_t>& tokens, std::uint32_t t) { return std::find(tokens.begin(), tokens.end(), t) != tokens.end(); }

}  // namespace

void FrameClaims::add(const Reading& reading, const std::vector<Argument>& who, const std::vector<Argument>& whom) {
  for (std::size_t i = 0; i < who.size() && i < kMostEnds; ++i)
    for (std::size_t k = 0; k < whom.size() && k < kMostEnds; ++k) add_one(reading, who[i], whom[k]);
}

bool FrameClaims::are_of(std::uint32_t subject, std::uint32_t object, const SenseClasses& classes) const {
  return classes.empty() || ontology_.are_of(class_of(subject), class_of(object), classes);
}

bool FrameClaims::tells(std::uint32_t subject, std::uint32_t object) const {
  return std::any_of(claims_.begin(), claims_.end(), [&](const Claim& claim) { return claim.subject == subject && claim.has_entity_object() && claim.object_entity() == object; });
}

void FrameClaims::add_pairs(const Reading& reading, const std::vector<Argument>& group) {
  if (!are_together(group)) return;
  for (std::size_t i = 0; i < group.size() && i < kMostEnds; ++i)
    for (std::size_t k = i + 1; k < group.size() && k < kMostEnds; ++k) add_one(reading, group[i], group[k]);
}

bool FrameClaims::are_together(const std::vector<Argument>& group) const {
  for (const Argument& argument : group)
    for (const std::uint32_t c : tree_.children(argument.head))
      if (tree_.relation(c) == "cc" && is_one_of(tree_.form(c), {"or", "nor"})) return false;
  return true;
}

void FrameClaims::add_one(const Reading& reading, const Argument& subject, const Argument& object) {
  if (!in_sentence(subject.head) || !in_sentence(object.head)) return;
  Claim claim;
  claim.subject = heads_.entity(subject.head);
  const std::uint32_t target = heads_.entity(object.head);
  if (claim.subject == kNone || target == kNone || claim.subject == target || !are_of(claim.subject, target, reading.classes)) return;
  claim.object = target;
  claim.predicate = ontology_.properties()[reading.property].iri;
  claim.evidence.push_back(evidence(subject, object, reading.tokens));
  // Two wordings of a property may read the same words.
  const auto [told, is_new] = told_.try_emplace({claim.subject, reading.property, target}, claim.evidence.front());
  if (!is_new && told->second.overlaps(claim.evidence.front())) return;
  told->second = claim.evidence.front();
  claim.surface = surface(subject, object, reading.tokens);
  give_circumstances(claim, reading.frame, subject, object);
  const Modality said = modality(reading.frame, reading.noun);
  claim.polarity = said.polarity;
  claim.certainty = said.certainty;
  // Not calibrated: shared and controlled arguments are guesses of the frame.
  claim.confidence = reading.confidence - (subject.inherited ? 0.05 : 0.0) - (object.inherited ? 0.05 : 0.0);
  claims_.push_back(std::move(claim));
}

void FrameClaims::give_circumstances(Claim& claim, const Frame& frame, const Argument& subject, const Argument& object) const {
  if (frame.kind == Frame::Kind::kApposition || frame.kind == Frame::Kind::kTitle || frame.kind == Frame::Kind::kNoun) return;
  for (const Argument& a : frame.arguments) {
    if ((a.role != Role::kTime && a.role != Role::kPreposition) || !in_sentence(a.head) || a.head == object.head || a.head == subject.head) continue;
    if (heads_.is_time(a.head)) {
      if (claim.time.empty()) claim.time = extraction_.mentions[heads_.value(a.head)].value;
    } else if (is_one_of(a.word, {"in", "at", "near"}) && !claim.qualifiers.contains("place") && place_ != kNone && class_of(heads_.entity(a.head)) != kNone &&
               ontology_.is_a(class_of(heads_.entity(a.head)), place_)) {
      claim.qualifiers["place"] = words_of(tree_.document(), argument_tokens(tree_, a.head, Conjuncts::kLeaveOut));
    }
  }
  if (claim.time.empty() && frame.kind == Frame::Kind::kVerb) claim.time = heads_.date_of(tree_, frame.head);
}

/// Subject, predicate and object share no word: "UNIVERSITY OF Y in Z", "Y President X".
Surface FrameClaims::surface(const Argument& subject, const Argument& object, const std::vector<std::uint32_t>& tokens) const {
  const auto words = [&](const std::vector<std::uint32_t>& of) { return words_of(tree_.document(), of); };
  const std::vector<std::uint32_t> whom = argument_tokens(tree_, object.head, Conjuncts::kLeaveOut);
  std::vector<std::uint32_t> who = argument_tokens(tree_, subject.head, Conjuncts::kLeaveOut);
  std::erase_if(who, [&](std::uint32_t t) { return t != subject.head && (has(whom, t) || has(tokens, t)); });
  return {words(who), words(tokens) + (object.word.empty() ? "" : " " + object.word), words(whom), {}};
}

Modality FrameClaims::modality(const Frame& frame, std::uint32_t noun) const {
  if (frame.kind == Frame::Kind::kApposition || frame.kind == Frame::Kind::kTitle) return {};
  Modality out = read_modality(tree_, frame);
  const auto join = [&](const Modality& other) {
    if (other.polarity == Polarity::kNegated) out.polarity = Polarity::kNegated;
    if (out.certainty == Certainty::kCertain) out.certainty = other.certainty;
  };
  if (noun != kNone && tree_.has_upos(noun, "NOUN")) join(read_modality(tree_, noun));
  if (frame.kind == Frame::Kind::kNoun && frame.clause != kNone && frame.clause != frame.head && tree_.head(frame.head) == frame.clause) {
    const std::string_view relation = tree_.relation(frame.head);
    const std::string verb = tree_.lemma(frame.clause);
    if ((relation == "nsubj" && is_occurrence(verb)) || (relation == "obj" && (is_light_verb(verb) || is_aspectual(verb))))
      join(read_modality(tree_, frame.clause));
  }
  return out;
}

/// From the first to the last word of wording and arguments; what stands at another clause is left out.
Span FrameClaims::evidence(const Argument& subject, const Argument& object, const std::vector<std::uint32_t>& tokens) const {
  Span out = extraction_.document.tokens[tokens.front()].span;
  const auto widen = [&](Span span) {
    out.begin = std::min(out.begin, span.begin);
    out.end = std::max(out.end, span.end);
  };
  for (const std::uint32_t t : tokens) widen(extraction_.document.tokens[t].span);
  for (const Argument* argument : {&subject, &object})
    if (!is_at_another_clause(*argument, tokens)) widen(extraction_.mentions[heads_.mention(argument->head)].span);
  return out;
}

bool FrameClaims::is_at_another_clause(const Argument& argument, const std::vector<std::uint32_t>& tokens) const {
  if (!argument.inherited) return false;
  const std::uint32_t first = std::min(argument.head, tokens.back()) + 1, end = std::max(argument.head, tokens.front());
  if (first + kFarthestEnd < end) return true;
  for (std::uint32_t t = first; t < end; ++t)
    if (tree_.has_upos(t, "VERB") && !has(tokens, t)) return true;
  return false;
}

}  // namespace relata
