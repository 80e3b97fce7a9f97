#include <relata/nlp/name_classes.hpp>

#include <relata/core/utf8.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <unordered_set>

namespace relata {

bool is_courtesy_title(std::string_view form) {
  static const std::unordered_set<std::string_view> words{"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord",
                                                          "lady", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "rev",
                                                          "sen", "rep", "gov", "st", "pope", "king", "queen", "prince", "princess"};
  std::string lower = to_lower(form);
  if (lower.ends_with('.')) lower.pop_back();
  return words.contains(lower);
}

NameClasses::NameClasses(const Ontology& ontology)
    : ontology_(ontology), nouns_(ontology), person_(ontology.find_class(core_class::kPerson)),
      position_(ontology.find_class(core_class::kPosition)), event_(ontology.find_class(core_class::kEvent)),
      region_(ontology.find_class(core_class::kRegion)) {}

std::uint32_t NameClasses::by_nouns(const Document& document, const Sentence& sentence, std::uint32_t begin, std::uint32_t end) const {
  // The name's own last noun, or the head before "of": "Programme", "Bank of ...".
  std::uint32_t head_end = end;
  for (std::uint32_t i = begin + 1; i < end; ++i)
    if (document.tokens[i].form == "of" || document.tokens[i].form == "for") {
      head_end = i;
      break;
    }
  const auto own = nouns_.ending_at(document, head_end - 1, begin);
  // "Borno state", behind the name of a country's part or alone: no country.
  if (own.cls != kNone && own.tokens < head_end - begin && document.tokens[head_end - 1].form == "state" && region_ != kNone) return region_;
  const bool useful = own.cls != kNone && own.cls != person_ && (position_ == kNone || !ontology_.is_a(own.cls, position_));
  if (useful && (own.tokens < head_end - begin || head_end < end)) return own.cls;
  if (begin == sentence.first_token || is_upper(decode(document.tokens[begin - 1].form, 0).value)) return kNone;
  const auto before = nouns_.ending_at(document, begin - 1, sentence.first_token);
  if (before.cls == kNone) return kNone;
  if (before.cls == person_ || (position_ != kNone && ontology_.is_a(before.cls, position_))) return person_;
  return event_ == kNone || !ontology_.is_a(before.cls, event_) ? before.cls : kNone;
}

NameClasses::Title NameClasses::title_at(const Document& document, std::uint32_t token, std::uint32_t end) const {
  const ClassLexicon::Hit hit = nouns_.starting_at(document, token, end);
  if (hit.cls != kNone && position_ != kNone && ontology_.is_a(hit.cls, position_)) return {hit.tokens, true};
  return {is_courtesy_title(document.tokens[token].form) ? 1U : 0U, false};
}

bool NameClasses::is_behind_title(const Document& document, const Sentence& sentence, std::uint32_t token) const {
  if (token == sentence.first_token || position_ == kNone) return false;
  const std::uint32_t cls = nouns_.ending_at(document, token - 1, sentence.first_token).cls;
  return cls != kNone && ontology_.is_a(cls, position_);
}

}  // namespace relata
