#include <relata/link/class_family.hpp>

#include <relata/ontology/vocabulary.hpp>

#include <array>
#include <utility>

namespace relata {

Family family_of(const Ontology& ontology, std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, Family>, 4> families{{{core_class::kPerson, Family::kPerson},
                                                                               {core_class::kPlace, Family::kPlace},
                                                                               {core_class::kOrganization, Family::kOrganization},
                                                                               {core_class::kGroup, Family::kGroup}}};
  if (type.empty() || type == core_class::kThing) return Family::kUnknown;
  const std::uint32_t cls = ontology.find_class(type);
  if (cls == kNone) return Family::kUnknown;
  for (const auto& [iri, family] : families) {
    const std::uint32_t ancestor = ontology.find_class(iri);
    if (ancestor != kNone && ontology.is_a(cls, ancestor)) return family;
  }
  return Family::kOther;
}

}  // namespace relata
