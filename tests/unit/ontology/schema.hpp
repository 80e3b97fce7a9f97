// Small ontologies written down as rows: "Ship < Vessel" and "owns: Company -> Ship".
#pragma once
#include <relata/ontology/ontology.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace relata::test {

inline const std::string kEx = "https://t.example/";

/// Collects classes and properties by local name. What a row names must have been named before.
class Schema {
 public:
  explicit Schema(std::string space = kEx) : space_(std::move(space)) {}

  Class& cls(const std::string& name, const std::vector<std::string>& parents = {}) {
    Class made;
    made.iri = space_ + name;
    made.label = name;
    for (const std::string& parent : parents) made.parents.push_back(find(parent));
    classes_.push_back(std::move(made));
    return classes_.back();
  }
  void disjoint(const std::string& a, const std::string& b) {
    classes_[find(a)].disjoint_with.push_back(find(b));
    classes_[find(b)].disjoint_with.push_back(find(a));
  }
  Property& property(const std::string& name, const std::vector<std::string>& domain = {}, const std::vector<std::string>& range = {}) {
    Property made;
    made.iri = space_ + name;
    made.label = name;
    made.comment = "said";
    for (const std::string& one : domain) made.domain.push_back(find(one));
    for (const std::string& one : range) made.range.push_back(find(one));
    properties_.push_back(std::move(made));
    return properties_.back();
  }
  Property& values(const std::string& name, const std::vector<std::string>& domain, const std::string& datatype) {
    Property& made = property(name, domain);
    made.is_datatype_property = true;
    made.datatype = datatype;
    return made;
  }
  void inverse(const std::string& a, const std::string& b) {
    properties_[number(a)].inverse = number(b);
    properties_[number(b)].inverse = number(a);
  }
  void sub(const std::string& narrow, const std::string& wide) { properties_[number(narrow)].parents.push_back(number(wide)); }
  Ontology make() const { return Ontology(space_, "", classes_, properties_); }

  std::uint32_t find(const std::string& name) const { return place(classes_, name); }
  std::uint32_t number(const std::string& name) const { return place(properties_, name); }

 private:
  template <typename Values>
  std::uint32_t place(const Values& values, const std::string& name) const {
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.label == name; });
    return static_cast<std::uint32_t>(found - values.begin());
  }

  std::string space_;
  std::vector<Class> classes_;
  std::vector<Property> properties_;
};

/// A few of relata's core classes, as its own ontology has them.
inline Ontology core_classes() {
  Schema core("https://relata.dev/ontology/core#");
  core.cls("Agent");
  core.cls("Person", {"Agent"}).mappings = {"https://schema.org/Person"};
  Class& organization = core.cls("Organization", {"Agent"});
  organization.mappings = {"https://schema.org/Organization"};
  organization.wordings = {{"company", PartOfSpeech::kNoun}};
  core.cls("Place");
  core.cls("Position").wordings = {{"captain", PartOfSpeech::kNoun}};
  core.disjoint("Person", "Organization");
  core.disjoint("Person", "Place");
  return core.make();
}

}  // namespace relata::test
