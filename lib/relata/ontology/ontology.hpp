// An immutable schema: classes and properties with their logic and their wordings. Made from
// plain classes and properties; reading Turtle is the rdf room's work.
// No relation name is written in C++: what relata looks for is what the ontology says.
#pragma once
#include <relata/core/document.hpp>  // kNone
#include <relata/core/error.hpp>
#include <relata/core/iri.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relata {

/// What a word or phrase can be in a sentence (LexInfo part of speech of an OntoLex entry).
enum class PartOfSpeech { kUnknown, kVerb, kNoun, kAdjective, kAdverb, kPreposition };

/// Classes (indices) that subject and object of one sense of a wording must be of, besides domain and range of the property (OntoLex-lemon,
/// synsem:propertyDomain and propertyRange); empty = no more is asked.
struct SenseClasses {
  std::vector<std::uint32_t> domain{}, range{};
  bool empty() const { return domain.empty() && range.empty(); }
  bool operator==(const SenseClasses&) const = default;
};

/// How a text says a class or property (OntoLex ontolex:writtenRep), in lower-case lemma form.
/// In a property's wording the words X and Y, where present, stand for subject and object:
/// "X 's war against Y", "war between X and Y", "Y - based X", "Y president X". Without them: "X wording Y".
struct Wording {
  std::string text;
  PartOfSpeech part_of_speech = PartOfSpeech::kUnknown;
  SenseClasses classes{};
};

struct Class {
  std::string iri;
  std::string label;    ///< English rdfs:label, else the local name
  std::string comment;  ///< "" where none
  std::vector<std::uint32_t> parents;        ///< direct rdfs:subClassOf, indices
  std::vector<std::uint32_t> disjoint_with;  ///< owl:disjointWith, indices, both directions
  std::vector<std::uint32_t> equivalents;    ///< owl:equivalentClass among the classes here, indices, both directions
  std::vector<Wording> wordings;             ///< common nouns of the class: "company", "news agency"
  std::vector<std::string> mappings;         ///< equivalent or close classes elsewhere (IRIs)
};

struct Property {
  std::string iri;
  std::string label;
  std::string comment;
  std::vector<std::uint32_t> parents;  ///< rdfs:subPropertyOf, indices
  std::vector<std::uint32_t> domain;   ///< union of classes; empty = anything
  std::vector<std::uint32_t> range;    ///< union of classes; empty = anything (object property)
  std::vector<std::uint32_t> equivalents;  ///< owl:equivalentProperty among the properties here, indices, both directions
  std::string datatype;  ///< range of values (IRI), "" where none is said; beside a `range` of classes the object may be either (schema.org)
  bool is_datatype_property = false;  ///< its objects are values
  std::uint32_t inverse = kNone;  ///< owl:inverseOf
  bool symmetric = false, transitive = false, functional = false, inverse_functional = false;
  bool asymmetric = false, irreflexive = false;
  bool worded_by_label = false;  ///< nobody has said how a text says it; its wording is its label
  bool distinguishing = false;  ///< rel:distinguishing: two of one name who differ in it are likely two
  std::vector<Wording> wordings;
  std::vector<std::string> mappings;  ///< equivalent or close properties elsewhere (IRIs)
  std::string category;               ///< PLOVER category concept IRI, "" where none
};

/// What some axiom demands of the subjects (or objects) of a property.
struct EndConstraint {
  std::uint32_t property = kNone;  ///< whose axiom it is: the property itself, one above it, or the inverse of these
  bool is_range = false;           ///< rdfs:range of that property, else its rdfs:domain
  std::vector<std::uint32_t> classes;  ///< union
};

class Ontology {
 public:
  Ontology() = default;
  /// Takes declared classes and properties as they are and closes sub-class and sub-property relations.
  /// Throws OntologyError on a cycle of rdfs:subClassOf or rdfs:subPropertyOf.
  Ontology(std::string iri, std::string version, std::vector<Class> classes, std::vector<Property> properties);

  const std::string& iri() const { return iri_; }          ///< owl:Ontology IRI of the first file
  const std::string& version() const { return version_; }  ///< owl:versionIRI, "" where none
  /// 16 hexadecimal digits over everything in it; the same for the same content in any order of files.
  std::string fingerprint() const;

  const std::vector<Class>& classes() const { return classes_; }          // sorted by IRI
  const std::vector<Property>& properties() const { return properties_; }  // sorted by IRI
  std::uint32_t find_class(std::string_view iri_or_local_name) const;      ///< kNone if unknown
  std::uint32_t find_property(std::string_view iri_or_local_name) const;   ///< kNone if unknown

  std::string labels(const std::vector<std::uint32_t>& classes) const;  ///< "person or organization"; "" for none
  bool is_a(std::uint32_t cls, std::uint32_t ancestor) const;  ///< reflexive, transitive
  bool is_any(std::uint32_t cls, const std::vector<std::uint32_t>& classes) const;  ///< is_a() of one of them
  /// Whether things of the classes `subject` and `object` are what the sense is said of; kNone is of no class.
  bool are_of(std::uint32_t subject, std::uint32_t object, const SenseClasses& sense) const;
  bool is_sub_property(std::uint32_t property, std::uint32_t ancestor) const;
  bool disjoint(std::uint32_t a, std::uint32_t b) const;  ///< by themselves or by ancestors
  const std::vector<std::uint32_t>& ancestors(std::uint32_t cls) const { return class_ancestors_[cls]; }  ///< itself and equivalents among them
  const std::vector<std::uint32_t>& super_properties(std::uint32_t property) const { return property_ancestors_[property]; }  ///< as above
  /// All that is demanded of subjects and objects, also by super-properties, inverses and symmetry; every one of them holds.
  const std::vector<EndConstraint>& subject_constraints(std::uint32_t property) const { return subject_constraints_[property]; }
  const std::vector<EndConstraint>& object_constraints(std::uint32_t property) const { return object_constraints_[property]; }
  /// Whether a class is allowed as subject (object) of the property: kNone (type unknown) always is.
  bool admits_subject(std::uint32_t property, std::uint32_t cls) const;
  bool admits_object(std::uint32_t property, std::uint32_t cls) const;

 private:
  void constrain(std::uint32_t property);

  std::string iri_, version_;
  std::vector<Class> classes_;
  std::vector<Property> properties_;
  std::vector<std::vector<std::uint32_t>> class_ancestors_;     // [class] sorted indices, itself included
  std::vector<std::vector<std::uint32_t>> property_ancestors_;  // [property] sorted, itself included
  std::vector<std::vector<EndConstraint>> subject_constraints_, object_constraints_;  // [property]
  std::unordered_map<std::string, std::uint32_t> class_index_, property_index_;  // by IRI and by local name
};

}  // namespace relata
