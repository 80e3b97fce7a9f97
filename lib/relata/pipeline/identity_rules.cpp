#include <relata/pipeline/identity_rules.hpp>

#include <relata/ontology/vocabulary.hpp>

namespace relata {

IdentityRules identity_rules(const Ontology& ontology) {
  IdentityRules out;
  for (const Property& property : ontology.properties()) {
    if (property.distinguishing) out.distinguishing.push_back(property.iri);
    if (property.functional) out.functional.push_back(property.iri);
  }
  const std::uint32_t person = ontology.find_class(core_class::kPerson);
  for (std::uint32_t c = 0; person != kNone && c < ontology.classes().size(); ++c)
    if (ontology.is_a(c, person)) out.people.push_back(ontology.classes()[c].iri);
  return out;
}

}  // namespace relata
