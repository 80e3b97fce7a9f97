#include <relata/ontology/review.hpp>

#include <relata/core/utf8.hpp>
#include <relata/ontology/datatype.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace relata {
namespace {

class Review {
 public:
  explicit Review(const Contract& contract) : contract_(contract), ontology_(contract.reading()) {}

  std::vector<Finding> run() {
    for (const Property& p : ontology_.properties()) {
      used_.insert(p.domain.begin(), p.domain.end());
      used_.insert(p.range.begin(), p.range.end());
    }
    for (const Class& cls : ontology_.classes()) used_.insert(cls.parents.begin(), cls.parents.end());
    for (std::uint32_t c = 0; c < ontology_.classes().size(); ++c)
      if (contract_.is_own(c)) look_at_class(c);
    for (std::uint32_t p = 0; p < ontology_.properties().size(); ++p)
      if (!core_class::is_knowledge_property(ontology_.properties()[p].iri)) look_at_property(p);
    std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) { return a.kind < b.kind; });
    return std::move(findings_);
  }

 private:
  void find(Finding::Kind kind, const std::string& subject, std::string fact, std::string remedy) {
    findings_.push_back({kind, subject, std::move(fact), std::move(remedy)});
  }
  const std::string& label(std::uint32_t cls) const { return ontology_.classes()[cls].label; }
  bool all_disjoint(const std::vector<std::uint32_t>& some, const std::vector<std::uint32_t>& others) const {
    return std::all_of(some.begin(), some.end(), [&](std::uint32_t a) {
      return std::all_of(others.begin(), others.end(), [&](std::uint32_t b) { return ontology_.disjoint(a, b); });
    });
  }
  /// Nothing known to be in one is in the other, though no axiom says so.
  bool unrelated(const std::vector<std::uint32_t>& some, const std::vector<std::uint32_t>& others) const {
    return std::all_of(some.begin(), some.end(), [&](std::uint32_t a) {
      return std::all_of(others.begin(), others.end(), [&](std::uint32_t b) { return !ontology_.is_a(a, b) && !ontology_.is_a(b, a); });
    });
  }

  void look_at_class(std::uint32_t c) {
    const Class& cls = ontology_.classes()[c];
    if (ontology_.disjoint(c, c)) {
      const auto& above = ontology_.ancestors(c);
      std::string which;
      for (const std::uint32_t a : above)
        for (const std::uint32_t b : above)
          if (which.empty() && a <= b && std::binary_search(ontology_.classes()[a].disjoint_with.begin(), ontology_.classes()[a].disjoint_with.end(), b))
            which = a == b ? label(a) + " is disjoint with itself" : "it is both " + label(a) + " and " + label(b) + ", which are disjoint";
      find(Finding::Kind::kContradiction, cls.iri, "nothing can be a " + cls.label + ": " + which, "take out one of these axioms");
    }
    if (!used_.contains(c))
      find(Finding::Kind::kMissing, cls.iri, cls.label + " is in no domain, range or superclass", "nothing but its nouns will lead to it");
    if (contract_.is_foreign() && !contract_.is_anchored(c))
      find(Finding::Kind::kMissing, cls.iri, cls.label + " is like no class that relata's readers know",
           "things of it are told by its nouns and by their claims; where it is a kind of person, organization, place, event, product or document, "
           "say so by skos:closeMatch, e.g. to schema:Product");
  }

  void look_at_property(std::uint32_t p) {
    const Property& property = ontology_.properties()[p];
    const std::string& name = property.label;
    contradictions(p);
    const bool is_for_things =
        property.symmetric || property.transitive || property.asymmetric || property.irreflexive || property.inverse_functional || property.inverse != kNone;
    if (property.is_datatype_property && is_for_things)
      find(Finding::Kind::kUnusable, property.iri,
           name + " has values as objects, and logic that is for things (symmetric, transitive, inverse and the like)", "take that out");
    if (property.datatype.starts_with(datatype::kXsd))
      for (const std::string_view type : {"boolean", "hexBinary", "base64Binary", "QName", "NOTATION"})
        if (property.datatype.substr(datatype::kXsd.size()) == type)
          find(Finding::Kind::kUnusable, property.iri, name + " wants xsd:" + std::string(type) + ", which relata reads nowhere", "expect no claims of it");
    wordings(p);
    if (property.comment.empty())
      find(Finding::Kind::kMissing, property.iri, name + " has no comment", "say in an rdfs:comment what it means, with its subject and object");
    if (ontology_.subject_constraints(p).empty()) find(Finding::Kind::kMissing, property.iri, name + " has no domain", "anything may be its subject");
    if (!property.is_datatype_property && ontology_.object_constraints(p).empty())
      find(Finding::Kind::kMissing, property.iri, name + " has no range",
           "anything may be its object; if dates or numbers are meant, make it an owl:DatatypeProperty with a datatype of XSD");
    if (property.is_datatype_property && property.datatype.empty())
      find(Finding::Kind::kMissing, property.iri, name + " has no range", "its values are written as plain text");
  }

  void contradictions(std::uint32_t p) {
    const Property& property = ontology_.properties()[p];
    for (const auto& [constraints, end] : {std::pair{&ontology_.subject_constraints(p), "subject"}, std::pair{&ontology_.object_constraints(p), "object"}})
      for (std::size_t i = 0; i < constraints->size(); ++i)
        for (std::size_t j = i; j < constraints->size(); ++j) {
          const EndConstraint &a = (*constraints)[i], &b = (*constraints)[j];
          const std::string whose = std::string(end) + " of " + property.label;
          const std::string both = spell(a) + (i == j ? "" : " and " + spell(b));
          if (all_disjoint(a.classes, b.classes)) {
            find(Finding::Kind::kContradiction, property.iri,
                 "nothing can be the " + whose + ": " + both + (i == j ? " is disjoint with itself" : " are disjoint"), "correct one of these axioms");
            return;
          }
          if (i != j && unrelated(a.classes, b.classes))
            find(Finding::Kind::kContradiction, property.iri, "hardly anything can be the " + whose + ": " + both + " have nothing in common",
                 "make them the same, or one a subclass of the other");
        }
    if (property.symmetric && property.asymmetric)
      find(Finding::Kind::kContradiction, property.iri, property.label + " is both symmetric and asymmetric", "take out one of the two");
    if (property.functional && property.transitive && !property.is_datatype_property)
      find(Finding::Kind::kContradiction, property.iri, property.label + " is both functional and transitive, so a chain of it has one object only",
           "take out one of the two");
    if (property.inverse != kNone && ontology_.properties()[property.inverse].is_datatype_property)
      find(Finding::Kind::kContradiction, property.iri, "the inverse of " + property.label + " has values as objects", "name an object property");
  }
  std::string spell(const EndConstraint& constraint) const {
    const std::string& whose = ontology_.properties()[constraint.property].label;
    return std::string(constraint.is_range ? "range " : "domain ") + ontology_.labels(constraint.classes) + " (" + whose + ")";
  }

  void wordings(std::uint32_t p) {
    const Property& property = ontology_.properties()[p];
    if (property.worded_by_label) {
      const std::string& label = property.wordings.empty() ? property.label : property.wordings.front().text;
      find(Finding::Kind::kMissing, property.iri, property.label + " has no wording; only \"" + label + "\" between two names is looked for",
           "say by ontolex:isDenotedBy or skos:altLabel how a text says it");
      return;
    }
    for (const Wording& wording : property.wordings) {
      std::istringstream words(wording.text);
      std::size_t subjects = 0, objects = 0, rest = 0;
      for (std::string word; words >> word;) ++(word == "X" ? subjects : word == "Y" ? objects : rest);
      if (rest == 0 || subjects > 1 || objects > 1 || subjects != objects)
        find(Finding::Kind::kUnusable, property.iri, "the wording \"" + wording.text + "\" of " + property.label + " is not used",
             "give it words, and both X and Y or neither");
    }
  }

  const Contract& contract_;
  const Ontology& ontology_;
  std::set<std::uint32_t> used_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> review(const Contract& contract) { return Review(contract).run(); }

}  // namespace relata
