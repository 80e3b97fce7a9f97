#include <relata/claims/entity_types.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/one_of.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>

namespace relata {

EntityTypes::EntityTypes(const Extraction& extraction, const Contract& contract) : extraction_(extraction), contract_(contract) {
  const Ontology& ontology = contract.reading();
  region_ = ontology.find_class(core_class::kRegion);
  place_ = ontology.find_class(core_class::kPlace);
  facility_ = ontology.find_class(core_class::kFacility);
  organization_ = ontology.find_class(core_class::kOrganization);
  for (const Entity& entity : extraction.entities) {
    types_.push_back(ontology.find_class(entity.type));
    is_other_.push_back(entity.type == core_class::kThing ? 1 : 0);
  }
  also_.resize(types_.size());
  demands_.resize(types_.size());
  for (std::size_t i = 0; i < types_.size(); ++i)
    for (const std::string& more : extraction.entities[i].more_types)
      if (const std::uint32_t cls = ontology.find_class(more); cls != kNone) also_[i].push_back(cls);
}

bool EntityTypes::is_opaque(std::uint32_t cls) const {
  const Class& one = contract_.reading().classes()[cls];
  return contract_.is_foreign() && contract_.is_own(cls) && !contract_.is_anchored(cls) && one.comment.empty() && is_entry_number(one.label);
}

/// A kind of place that any other may be, too: "territory", "filming location".
bool EntityTypes::is_area(std::uint32_t cls) const {
  const Ontology& ontology = contract_.reading();
  if (region_ != kNone && ontology.is_a(cls, region_)) return true;
  const std::string& label = ontology.classes()[cls].label;
  return ontology.is_a(cls, place_) && is_one_of(label.substr(label.rfind(' ') + 1), {"area", "locality", "location", "territory"});
}

std::uint32_t EntityTypes::opaque_among(const std::vector<std::uint32_t>& classes) const {
  const auto found = std::find_if(classes.begin(), classes.end(), [&](std::uint32_t cls) { return is_opaque(cls); });
  return found == classes.end() ? kNone : *found;
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
  // A city is a territory, too.
  if (place_ != kNone && ontology.is_a(type, place_) && !ontology.is_a(type, facility_) && contract_.own_class(type) == kNone && is_area(cls)) return true;
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
  const auto is_also = [&](const auto& demanded) { return std::any_of(also_[entity].begin(), also_[entity].end(), [&](auto other) { return contract_.says(other, demanded); }); };
  return std::all_of(demands_[entity].begin(), demands_[entity].end(), [&](const auto& demanded) { return contract_.says(cls, demanded) || is_also(demanded); });
}

bool EntityTypes::is_known_as(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const {
  return (types_[entity] != kNone && contract_.says(types_[entity], classes)) ||
         std::any_of(also_[entity].begin(), also_[entity].end(), [&](std::uint32_t cls) { return contract_.says(cls, classes); });
}

bool EntityTypes::may_also_be(std::uint32_t entity, std::uint32_t cls) const {
  if (!contract_.is_foreign() || !contract_.is_own(cls) || contract_.own_class(types_[entity]) == kNone) return false;
  const auto core_above = [&](std::uint32_t one) {
    std::vector<std::uint32_t> out = contract_.reading().ancestors(one);
    std::erase_if(out, [&](std::uint32_t above) { return contract_.is_own(above) || above == region_; });  // a city is a territory, too
    return out;
  };
  const std::vector<std::uint32_t> wanted = core_above(cls);
  const auto go_together = [&](std::uint32_t other) {
    const std::vector<std::uint32_t> had = core_above(other);
    // A company may be a broadcaster.
    const bool both_organizations = std::binary_search(had.begin(), had.end(), organization_) && std::binary_search(wanted.begin(), wanted.end(), organization_);
    const bool one_kind = both_organizations || std::includes(had.begin(), had.end(), wanted.begin(), wanted.end()) ||
                          std::includes(wanted.begin(), wanted.end(), had.begin(), had.end());
    return one_kind && !had.empty() && !wanted.empty() && !contract_.reading().disjoint(other, cls);
  };
  return go_together(types_[entity]) && std::all_of(also_[entity].begin(), also_[entity].end(), [&](std::uint32_t other) { return is_opaque(other) || go_together(other); });
}

std::vector<std::uint32_t> EntityTypes::possible(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t cls : classes)
    if (may_be(entity, cls) && goes_with_demands(entity, cls)) out.push_back(cls);
  return out;
}

EntityTypes::Fit EntityTypes::fit(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const {
  if (is_known_as(entity, classes)) return Fit::kIs;
  if (opaque_among(classes) != kNone) return Fit::kMayBe;
  const std::vector<std::uint32_t> left = possible(entity, classes);
  // The class that would be written must not fall outside: it is changed for another one, or the claim does not fit.
  const bool is_written = contract_.own_class(types_[entity]) != kNone;
  const bool fits = is_written ? left.size() == 1 && meets_demands(entity, left.front()) : !left.empty();
  if (!fits && classes.size() == 1 && may_also_be(entity, classes.front())) return Fit::kMayBe;
  return fits ? Fit::kMayBe : Fit::kNot;
}

void EntityTypes::demand(std::uint32_t entity, const std::vector<std::uint32_t>& classes) {
  const Fit now = fit(entity, classes);
  if (now == Fit::kNot) return;
  if (const std::uint32_t opaque = opaque_among(classes); opaque != kNone) {
    if (now == Fit::kMayBe) also_[entity].push_back(opaque);
    return;
  }
  if (now == Fit::kMayBe) {
    if (const std::vector<std::uint32_t> left = possible(entity, classes); left.size() == 1 && meets_demands(entity, left.front())) types_[entity] = left.front();
    else if (contract_.own_class(types_[entity]) != kNone) also_[entity].push_back(classes.front());
  }
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
  if (!also_[entity].empty()) return contract_.reading().classes()[also_[entity].front()].iri;
  // The class as it was given, where the contract does not know it: a label of an outside extractor, owl:Thing.
  return contract_.is_foreign() ? std::string() : extraction_.entities[entity].type;
}

std::vector<std::string> EntityTypes::written_too(std::uint32_t entity) const {
  const std::string first = written(entity);
  std::vector<std::string> out;
  for (const std::uint32_t cls : also_[entity])
    if (const std::string& iri = contract_.reading().classes()[cls].iri; iri != first) out.push_back(iri);
  return out;
}

}  // namespace relata
