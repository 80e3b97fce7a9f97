#include <relata/nlp/event_finder.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <optional>

namespace relata {

EventFinder::EventFinder(const Ontology& ontology, const NameLookup& known)
    : ontology_(ontology), known_(known), nouns_(ontology), event_(ontology.find_class(core_class::kEvent)),
      place_(ontology.find_class(core_class::kPlace)), attack_(ontology.find_class(core_class::kAttack)) {}

/// First token after "in/against/on [the] PLACE" that begins at `token`; `token` itself if there is none.
std::uint32_t EventFinder::place_after(const Document& document, std::uint32_t token, std::uint32_t last) const {
  std::uint32_t begin = token;
  if (begin >= last) return token;
  const std::string& preposition = document.tokens[begin].form;
  if (preposition != "in" && preposition != "against" && preposition != "on") return token;
  ++begin;
  if (begin < last && document.tokens[begin].form == "the") ++begin;
  if (begin >= last) return token;
  for (std::uint32_t n = std::min(known_.longest_name(), last - begin); n > 0; --n) {
    const auto name = known_.find_name(
        document.at({document.tokens[begin].span.begin, document.tokens[begin + n - 1].span.end}));
    if (name && name->role == NameRole::kName && ontology_.is_a(ontology_.find_class(name->type), place_))
      return begin + n;
  }
  return token;
}

/// "Israeli strikes", "a drone strike", "strikes on Vorn": no workers'.
bool EventFinder::is_military(const Document& document, const Sentence& sentence, std::uint32_t noun, std::uint32_t end) const {
  const Token& strike = document.tokens[end - 1];
  if (!is_one_of(to_lower(strike.form), {"strike", "strikes"})) return false;
  if (noun > sentence.first_token) {
    const std::string& before = document.tokens[noun - 1].form;
    if (is_one_of(to_lower(before), {"air", "artillery", "bomb", "drone", "military", "missile", "precision", "retaliatory", "rocket"})) return true;
    const auto name = known_.find_name(before);
    if (name && (name->role == NameRole::kAdjective || name->role == NameRole::kPeople || ontology_.is_a(ontology_.find_class(name->type), place_))) return true;
  }
  return end + 1 < sentence.first_token + sentence.token_count && document.tokens[end].form == "on" && place_after(document, end, sentence.first_token + sentence.token_count) != end;
}

/// Whether the strikes of the text are those from the air rather than those of workers.
bool EventFinder::speaks_of_war(const Document& document) {
  int war = 0;
  for (const Token& token : document.tokens) {
    war += is_one_of(token.form, {"airstrike", "airstrikes", "air-strikes", "artillery", "bomb", "bombs", "drone", "drones", "military", "missile", "missiles", "rocket", "rockets", "soldiers", "targets",
                                  "terrorists", "troops", "warplanes", "weapons"});
    war -= is_one_of(token.form, {"employees", "employer", "employers", "labor", "labour", "pay", "salaries", "staff", "teachers", "union", "unions", "wage", "wages", "walkout", "workers"});
  }
  return war > 0;
}

std::vector<Mention> EventFinder::find(const Document& document) const {
  constexpr std::uint32_t kMostModifiers = 5;
  std::vector<Mention> out;
  if (event_ == kNone) return out;
  std::optional<bool> of_war;  // asked of texts that speak of strikes
  for (const Sentence& sentence : document.sentences) {
    const std::uint32_t last = sentence.first_token + sentence.token_count;
    for (std::uint32_t i = sentence.first_token; i < last; ++i) {
      const ClassLexicon::Hit hit = nouns_.starting_at(document, i, last);
      if (hit.cls == kNone || !ontology_.is_a(hit.cls, event_) || is_upper(decode(document.tokens[i].form, 0).value))
        continue;
      if (i > sentence.first_token && document.tokens[i].form == "protest" && to_lower(document.tokens[i - 1].form) == "in") continue;  // "quit in protest"
      if (document.tokens[i].form == "votes") continue;  // "66 million votes"
      std::uint32_t begin = i;
      const std::uint32_t noun_end = i + hit.tokens;
      if (is_one_of(document.tokens[noun_end - 1].upos, {"VERB", "ADJ"})) continue;  // "supporters marched", "the ruling party"
      // Adjectives and nouns before it count only where a determiner or an owner bounds them.
      for (std::uint32_t left = i; left > sentence.first_token && i - left <= kMostModifiers; --left) {
        const std::string lower = to_lower(document.tokens[left - 1].form);
        if (word_class(lower) == WordClass::kDeterminer || lower == "'s" || lower == "’s") {
          begin = left;
          break;
        }
        if (word_class(lower) != WordClass::kOther && lower != "and") break;
        if (!is_letter(decode(lower, 0).value)) break;
      }
      const std::uint32_t end = place_ == kNone ? noun_end : place_after(document, noun_end, last);
      Mention mention;
      mention.span = {document.tokens[begin].span.begin, document.tokens[end - 1].span.end};
      mention.kind = MentionKind::kNominal;
      const std::string& noun = document.tokens[noun_end - 1].form;
      const bool strike = is_one_of(noun, {"strike", "strikes"});
      if (strike && !of_war) of_war = speaks_of_war(document);
      const bool military = strike && (*of_war || is_military(document, sentence, i, noun_end));
      mention.type = ontology_.classes()[military && attack_ != kNone ? attack_ : hit.cls].iri;
      out.push_back(std::move(mention));
      i = end - 1;
    }
  }
  return out;
}

}  // namespace relata
