// Where entities are mentioned. One stage with one method; the finders here need no model.
#pragma once
#include <relata/core/extraction.hpp>

#include <vector>

namespace relata {

class MentionFinder {
 public:
  virtual ~MentionFinder() = default;
  /// Mentions of a segmented document in text order, entities not yet decided, ids not yet given.
  virtual std::vector<Mention> find(const Document& document) const = 0;
};

}  // namespace relata
