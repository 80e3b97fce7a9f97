// Looks an ontology over before it is used: axioms that contradict each other, and what is missing for reading with it.
#pragma once
#include <relata/ontology/contract.hpp>

#include <string>
#include <vector>

namespace relata {

struct Finding {
  enum class Kind {
    kContradiction,  ///< no claim or thing can satisfy it
    kUnusable,       ///< understood, but relata can do nothing with it
    kMissing,        ///< would help reading
  };
  Kind kind = Kind::kMissing;
  std::string subject;  ///< IRI of the class or property
  std::string fact;
  std::string remedy;
};

/// All findings, by kind, in the order of classes and properties. Core classes that are no part of the contract are left out.
std::vector<Finding> review(const Contract& contract);

}  // namespace relata
