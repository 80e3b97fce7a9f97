// Decides identity: which mentions are one entity, and whether it is a thing known beforehand.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/link/entity_linker.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/ontology/ontology.hpp>

namespace relata {

class Linker {
 public:
  virtual ~Linker() = default;
  /// Fills `entities` and the entity of every mention that names one.
  virtual void resolve(Extraction& extraction) const = 0;
};

/// Identity by names: which of them name one thing (name_groups.hpp), then which known thing that is (entity_linker.hpp). What is surely
/// linked to one thing is one entity. Common nouns name an entity only where they tell of an event; pronouns never do.
class NameLinker : public Linker {
 public:
  NameLinker(const KnowledgeBase& known, const Ontology& ontology) : known_(known), ontology_(ontology), linker_(known, ontology) {}  ///< both must outlive it
  void resolve(Extraction& extraction) const override;

 private:
  const KnowledgeBase& known_;
  const Ontology& ontology_;
  EntityLinker linker_;
};

}  // namespace relata
