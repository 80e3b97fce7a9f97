// Entities and their sentences to claims. One stage, several readings of it: the wording extractor
// here needs no model.
#pragma once
#include <relata/core/extraction.hpp>

namespace relata {

class ClaimExtractor {
 public:
  virtual ~ClaimExtractor() = default;
  /// Claims of a document whose mentions are resolved; does not change it. Ids are not yet given.
  virtual std::vector<Claim> extract(const Extraction& extraction) const = 0;
};

}  // namespace relata
