#include <relata/claims/consolidate.hpp>

#include <relata/claims/light_verbs.hpp>
#include <relata/claims/new_entities.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace relata {
namespace {

/// Word for word, or by symmetry, or by an inverse: "A employs B" is "B works for A".
bool same_statement(const Claim& a, const Claim& b, bool symmetric, const std::string& inverse) {
  if (std::tie(a.polarity, a.certainty, a.speaker) != std::tie(b.polarity, b.certainty, b.speaker)) return false;
  const bool same_predicate = a.predicate == b.predicate;
  if (same_predicate && a.subject == b.subject && a.object == b.object) return true;
  return ((same_predicate && symmetric) || (!inverse.empty() && a.predicate == inverse)) && a.has_entity_object() && b.has_entity_object() &&
         a.subject == b.object_entity() && b.subject == a.object_entity();
}

void join_repeats(std::vector<Claim>& claims, const Ontology& ontology) {
  std::vector<Claim> joined;
  for (Claim& claim : claims) {
    const std::uint32_t property = ontology.find_property(claim.predicate);
    const bool symmetric = property != kNone && ontology.properties()[property].symmetric;
    const std::uint32_t other_way = property == kNone ? kNone : ontology.properties()[property].inverse;
    const std::string inverse = other_way == kNone ? std::string() : ontology.properties()[other_way].iri;
    const auto twin = std::find_if(joined.begin(), joined.end(),
                                   [&](const Claim& other) { return same_statement(other, claim, symmetric, inverse); });
    if (twin == joined.end()) {
      joined.push_back(std::move(claim));
      continue;
    }
    twin->confidence = std::max(twin->confidence, claim.confidence);
    if (twin->category.empty()) twin->category = claim.category;
    for (const Span span : claim.evidence)
      if (std::find(twin->evidence.begin(), twin->evidence.end(), span) == twin->evidence.end())
        twin->evidence.push_back(span);
  }
  claims = std::move(joined);
}

bool is_of_ontology(const Claim& claim) { return claim.method == Method::kOntology || claim.method == Method::kKnowledge; }

bool tells_event(const Claim& claim, const Ontology& ontology) {
  const std::uint32_t property = ontology.find_property(claim.predicate);
  return property != kNone && !ontology.properties()[property].category.empty();
}

/// An open claim between the ends of an ontology claim that was read in the same words says the same: the ontology claim keeps its
/// surface, which says more. So does "held - talks with Oman" beside a claim of these words about Oman,
/// but not "maintains - a close partnership", which only that claim tells.
void drop_restated(std::vector<Claim>& claims, const std::vector<Entity>& entities, const Ontology& ontology) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> named;
  std::set<std::pair<std::uint32_t, Span>> in_words;  // subject, evidence
  const auto ends = [](const Claim& claim) { return std::pair<std::uint32_t, std::uint32_t>(std::minmax(claim.subject, claim.object_entity())); };
  for (std::size_t i = 0; i < claims.size(); ++i)
    if (is_of_ontology(claims[i]) && claims[i].has_entity_object()) {
      named[ends(claims[i])].push_back(i);
      if (!claims[i].evidence.empty()) in_words.emplace(claims[i].subject, claims[i].evidence.front());
    }
  std::vector<bool> dropped(claims.size(), false), restated(claims.size(), false);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (claims[i].method != Method::kOpen || !claims[i].has_entity_object()) continue;
    dropped[i] = is_light_verb(claims[i].predicate) && entities[claims[i].object_entity()].confidence > kVague && !claims[i].evidence.empty() && in_words.contains({claims[i].subject, claims[i].evidence.front()});
    const auto twins = named.find(ends(claims[i]));
    if (twins == named.end()) continue;
    for (const std::size_t twin : twins->second) {
      if (claims[twin].evidence.empty() || claims[i].evidence.empty() || !claims[twin].evidence.front().overlaps(claims[i].evidence.front())) continue;
      if (!restated[twin]) claims[twin].surface = claims[i].surface;
      if (claims[twin].category.empty() && tells_event(claims[twin], ontology)) claims[twin].category = claims[i].category;
      dropped[i] = restated[twin] = true;
      break;
    }
  }
  std::size_t at = 0;
  std::erase_if(claims, [&](const Claim&) { return dropped[at++]; });
}

}  // namespace

void consolidate(Extraction& extraction, const Ontology& ontology, double min_confidence) {
  std::erase_if(extraction.claims, [=](const Claim& claim) { return claim.confidence < min_confidence; });
  std::stable_sort(extraction.claims.begin(), extraction.claims.end(), [](const Claim& a, const Claim& b) {
    return std::tie(a.evidence.front(), a.predicate) < std::tie(b.evidence.front(), b.predicate);
  });
  drop_restated(extraction.claims, extraction.entities, ontology);
  join_repeats(extraction.claims, ontology);
  for (std::size_t i = 0; i < extraction.claims.size(); ++i) extraction.claims[i].id = "c" + std::to_string(i + 1);
}

}  // namespace relata
