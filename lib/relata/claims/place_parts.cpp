#include <relata/claims/place_parts.hpp>

#include <relata/claims/new_entities.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <string>
#include <utility>
#include <vector>

namespace relata {
namespace {

bool is_direction(std::string_view form) {
  return is_one_of(form, {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast", "northwest", "southeast", "southwest", "northeastern",
                          "northwestern", "southeastern", "southwestern", "central", "downtown", "mainland"});
}

/// The first word of what picks out a part of the name that begins at `name`: "northern | and western Syria", "north | - east Syria"; `name` where nothing does.
std::uint32_t first_direction(const Document& document, std::uint32_t sentence_begin, std::uint32_t name) {
  const auto is = [&](std::uint32_t back, auto&& test) { return name >= sentence_begin + back && test(document.tokens[name - back].form); };
  if (!is(1, is_direction)) return name;
  const auto joins = [](std::string_view form) { return is_one_of(form, {"-", "and"}); };
  return is(2, joins) && is(3, is_direction) ? name - 3 : name - 1;
}

}  // namespace

void find_place_parts(Extraction& extraction, const Ontology& ontology) {
  const Document& document = extraction.document;
  const std::uint32_t place = ontology.find_class(core_class::kPlace), facility = ontology.find_class(core_class::kFacility), city = ontology.find_class(core_class::kCity);
  if (place == kNone) return;
  std::vector<std::pair<Span, std::string>> parts;
  for (const Mention& mention : extraction.mentions) {
    if (mention.kind != MentionKind::kName || mention.adjectival || mention.entity == kNone) continue;
    const std::uint32_t cls = ontology.find_class(extraction.entities[mention.entity].type);
    if (cls == kNone || !ontology.is_a(cls, place) || (facility != kNone && ontology.is_a(cls, facility))) continue;
    const TokenRange words = tokens_in(document, mention.span);
    const std::uint32_t sentence = words.first < words.end ? sentence_of(document, words.first) : kNone;
    if (sentence == kNone) continue;
    const std::uint32_t first = first_direction(document, document.sentences[sentence].first_token, words.first);
    if (first == words.first) continue;
    // "Fled east Ukraine" with a tree that has the direction at the verb.
    const std::uint32_t above = governor(document, words.first - 1), above_first = governor(document, first);
    const auto in_name = [&](std::uint32_t token) { return token >= words.first && token < words.end; };
    if (!in_name(above) && !in_name(above_first)) continue;
    parts.emplace_back(Span{document.tokens[first].span.begin, mention.span.end}, std::string(city != kNone && ontology.is_a(cls, city) ? core_class::kPlace : core_class::kRegion));
  }
  if (parts.empty()) return;
  NewEntities fresh(extraction);
  for (const auto& [span, type] : parts) fresh.of(span, type);
  fresh.place();
}

}  // namespace relata
