// A user's ontology as the contract of what comes out, and relata's core classes as what readers think in. A language model
// types names as core classes, grammar treats people and places apart, the knowledge file has core classes: so stages read
// with both, and what is written has the user's classes only.
//
//   core class      equal to the user's class    by a mapping that both have (schema:Person), by local name or label
//   core class   wider than the user's class     by a noun of the core class that is the user's label or ends it ("shipping company")
#pragma once
#include <relata/ontology/ontology.hpp>

#include <vector>

namespace relata {

class Contract {
 public:
  Contract() = default;
  /// The ontology alone: it has relata's core classes itself, or the pipeline reads without them.
  explicit Contract(Ontology ontology);
  /// `ontology` over `core`, whose classes stay inside. An ontology that declares core classes itself is taken alone.
  Contract(Ontology ontology, const Ontology& core);

  /// What stages read with: the core classes and the user's; properties are the user's alone.
  const Ontology& reading() const { return reading_; }
  /// Whether the core classes are not part of the contract.
  bool is_foreign() const { return is_foreign_; }
  /// Whether a class of reading() may be written; all of them unless is_foreign().
  bool is_own(std::uint32_t cls) const { return own_[cls] != 0; }
  /// Whether something is known of what the user's class means: it is equal to a core class or below one. True for core classes.
  bool is_anchored(std::uint32_t cls) const { return anchored_[cls] != 0; }
  /// The user's class for a class of reading(): itself, else the narrowest above it; kNone where there is none.
  std::uint32_t own_class(std::uint32_t cls) const;
  /// Whether what is written of a thing of class `cls` puts it into one of the user's `classes` by the user's axioms alone: a party is an
  /// organization for relata, but not for an ontology that does not say so.
  bool says(std::uint32_t cls, const std::vector<std::uint32_t>& classes) const;

 private:
  Ontology reading_;
  std::vector<char> own_, anchored_;  // [class of reading_]
  Ontology user_;                     // as it was given, where it is foreign
  std::vector<std::uint32_t> in_user_;  // [class of reading_] index in user_, kNone for core classes
  bool is_foreign_ = false;
};

}  // namespace relata
