#include <relata/pipeline/agreement_rules.hpp>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace relata {
namespace {

using Form = std::pair<std::uint32_t, bool>;  // property, subject and object change places

/// Everything that means the same as `form`, into `found`.
void equate(const Ontology& ontology, const Form& form, std::set<Form>& found) {
  if (!found.insert(form).second) return;
  const Property& p = ontology.properties()[form.first];
  for (const std::uint32_t same : p.equivalents) equate(ontology, {same, form.second}, found);
  if (p.inverse != kNone) equate(ontology, {p.inverse, !form.second}, found);
}

/// Everything that `form` implies, itself too, into `found`.
void imply(const Ontology& ontology, const Form& form, std::set<Form>& found) {
  if (!found.insert(form).second) return;
  for (const std::uint32_t broader : ontology.super_properties(form.first)) imply(ontology, {broader, form.second}, found);
  if (const std::uint32_t inverse = ontology.properties()[form.first].inverse; inverse != kNone) imply(ontology, {inverse, !form.second}, found);
}

Form normal_form(const Ontology& ontology, std::uint32_t property) {
  std::set<Form> same;
  equate(ontology, {property, false}, same);
  const auto order = [&](const Form& form) {
    const Property& p = ontology.properties()[form.first];
    return std::tuple(!p.functional, -static_cast<std::ptrdiff_t>(p.wordings.size()), form);  // properties are sorted by IRI
  };
  return *std::min_element(same.begin(), same.end(), [&](const Form& a, const Form& b) { return order(a) < order(b); });
}

}  // namespace

AgreementRules agreement_rules(const Ontology& ontology) {
  const std::vector<Property>& properties = ontology.properties();
  std::vector<Form> normal;
  for (std::uint32_t i = 0; i < properties.size(); ++i) normal.push_back(normal_form(ontology, i));
  AgreementRules out;
  for (std::uint32_t i = 0; i < properties.size(); ++i) {
    if (normal[i].first != i) {
      out.other_forms[properties[i].iri] = {properties[normal[i].first].iri, normal[i].second};
      continue;
    }
    AgreementRules::Relation relation;
    std::set<Form> same, implied, broader;
    equate(ontology, {i, false}, same);
    for (const auto& [property, swapped] : same) {
      const Property& p = properties[property];
      relation.symmetric |= p.symmetric;
      relation.functional |= swapped ? p.inverse_functional : p.functional;
      relation.inverse_functional |= swapped ? p.functional : p.inverse_functional;
    }
    imply(ontology, {i, false}, implied);
    for (const auto& [property, swapped] : implied)
      if (const auto& [form, turned] = normal[property]; form != i) broader.emplace(form, swapped != turned);
    for (const auto& [property, swapped] : broader) relation.broader.push_back({properties[property].iri, swapped});
    out.relations[properties[i].iri] = std::move(relation);
  }
  return out;
}

}  // namespace relata
