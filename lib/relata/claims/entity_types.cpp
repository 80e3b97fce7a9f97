#include <relata/claims/entity_types.hpp>

#include <relata/ontology/vocabulary.hpp>

#include <algorithm>

namespace relata {

EntityTypes::EntityTypes(const Extraction& extraction, const Contract& contract) : extraction_(extraction), contract_(contract) {
  const Ontology& ontology = contract.reading();
  for (const Entity& entity : extraction.entities) {
    types_.push_back(ontology.find_class(entity.type));
    is_other_.push_back(entity.type == core_class::kThing ? 1 : 0);
  }
  demands_.resize(types_.size());
}

bool EntityTypes::may_be(std::uint32_t entity, std::uint32_t cls) const {
  const Ontology& ontology = contract_.reading();
  const std::uint32_t type = types_[entity];
  if (type == kNone) {
    // "None of the core classes" is what a reader says of a ship; of what is anchored in a core class it says no.
    return !is_other_[entity] || (contract_.is_foreign() && !contract_.is_anchored(cls));
  }
  if (ontology.is_a(type, cls)) return true;
  if (!contract_.is_foreign() || ontology.disjoint(type, cls)) return false;
  if (ontology.is_a(cls, type)) return true;
  // A core class says nothing about a class that is not anchored; two classes that are, are two.
  return !contract_.is_own(type) && contract_.own_class(type) == kNone && !contract_.is_anchored(cls);
}

bool EntityTypes::goes_with_demands(std::uint32_t entity, std::uint32_t cls) const {
  return std::all_of(demands_[entity].begin(), demands_[entity].end(), [&](const std::vector<std::uint32_t>& demanded) {
    const auto is_narrower = [&](std::uint32_t other) { return contract_.says(other, {cls}); };
    return contract_.says(cls, demanded) || std::any_of(demanded.begin(), demanded.end(), is_narrower);
  });
}

bool EntityTypes::meets_demands(std::uint32_t entity, std::uint32_t cls) const {
  return std::all_of(demands_[entity].begin(), demands_[entity].end(), [&](const auto& demanded) { return contract_.says(cls, demanded); });
}

std::vector<std::uint32_t> EntityTypes::possible(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t cls : classes)
    if (may_be(entity, cls) && goes_with_demands(entity, cls)) out.push_back(cls);
  return out;
}

EntityTypes::Fit EntityTypes::fit(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const {
  if (types_[entity] != kNone && contract_.says(types_[entity], classes)) return Fit::kIs;
  const std::vector<std::uint32_t> left = possible(entity, classes);
  // The class that would be written must not fall outside: it is changed for another one, or the claim does not fit.
  const bool is_written = contract_.own_class(types_[entity]) != kNone;
  const bool fits = is_written ? left.size() == 1 && meets_demands(entity, left.front()) : !left.empty();
  return fits ? Fit::kMayBe : Fit::kNot;
}

void EntityTypes::demand(std::uint32_t entity, const std::vector<std::uint32_t>& classes) {
  const Fit now = fit(entity, classes);
  if (now == Fit::kNot) return;
  if (now == Fit::kMayBe)
    if (const std::vector<std::uint32_t> left = possible(entity, classes); left.size() == 1 && meets_demands(entity, left.front())) types_[entity] = left.front();
  std::vector<std::vector<std::uint32_t>>& known = demands_[entity];
  if (std::find(known.begin(), known.end(), classes) == known.end()) known.push_back(classes);
}

std::string EntityTypes::name(std::uint32_t entity) const {
  const std::uint32_t type = types_[entity];
  if (type == kNone) return is_other_[entity] ? "thing of no known class" : "thing whose class is not known";
  const std::uint32_t own = contract_.own_class(type);
  return contract_.reading().classes()[own == kNone ? type : own].label;
}

std::string EntityTypes::written(std::uint32_t entity) const {
  const std::uint32_t own = contract_.own_class(types_[entity]);
  if (own != kNone) return contract_.reading().classes()[own].iri;
  // The class as it was given, where the contract does not know it: a label of an outside extractor, owl:Thing.
  return contract_.is_foreign() ? std::string() : extraction_.entities[entity].type;
}

}  // namespace relata
