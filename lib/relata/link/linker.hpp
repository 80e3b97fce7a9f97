// Decides identity: which mentions are one entity, and whether it is a thing known beforehand.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/name_lookup.hpp>
#include <relata/ontology/ontology.hpp>

namespace relata {

class Linker {
 public:
  virtual ~Linker() = default;
  /// Fills `entities` and the entity of every mention that names one.
  virtual void resolve(Extraction& extraction) const = 0;
};

/// Identity by names alone: the same known thing, the same words, an acronym given in brackets
/// ("Programme (or ITPP)"), the last part of one person's full name. Common nouns name an entity only where they tell of an
/// event; pronouns never do.
class NameLinker : public Linker {
 public:
  NameLinker(const NameLookup& known, const Ontology& ontology) : known_(known), ontology_(ontology) {}  ///< both must outlive the linker
  void resolve(Extraction& extraction) const override;

 private:
  const NameLookup& known_;
  const Ontology& ontology_;
};

}  // namespace relata
