// Decides identity: which mentions are one entity, and whether it is a thing known beforehand.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/name_lookup.hpp>

namespace relata {

class Linker {
 public:
  virtual ~Linker() = default;
  /// Fills `entities` and the entity of every mention that names one.
  virtual void resolve(Extraction& extraction) const = 0;
};

/// Identity by names alone: the same known thing, the same words, an acronym given in brackets
/// ("Programme (or ITPP)"), the last part of one person's full name. Never by pronouns.
class NameLinker : public Linker {
 public:
  explicit NameLinker(const NameLookup& known) : known_(known) {}  ///< must outlive the linker
  void resolve(Extraction& extraction) const override;

 private:
  const NameLookup& known_;
};

}  // namespace relata
