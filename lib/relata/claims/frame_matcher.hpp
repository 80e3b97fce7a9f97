// Reads the ontology's wordings off frames: which predicate a frame has, and which of its arguments are entities. Domain
// and range are for conform(). For sentences with a tree; precision before recall.
#pragma once
#include <relata/claims/frame_wording.hpp>
#include <relata/claims/heads.hpp>

namespace relata {

class FrameMatcher {
 public:
  /// The ontology must outlive this.
  explicit FrameMatcher(const Ontology& ontology) : ontology_(ontology), wordings_(ontology) {}

  /// Claims of a sentence whose mentions are resolved, in the order of its frames; none where it has no tree. `heads` is of the same
  /// extraction, `sentence` an index into its document's sentences.
  std::vector<Claim> read(const Extraction& extraction, const Heads& heads, std::uint32_t sentence) const;

 private:
  const Ontology& ontology_;
  FrameWordings wordings_;
};

}  // namespace relata
