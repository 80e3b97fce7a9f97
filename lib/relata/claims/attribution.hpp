// Who says it: quotations and reported clauses with their speaker, and the claims inside them.
// Model-free: a verb of saying beside a name, "according to" a name, and quotations that go on.
#pragma once
#include <relata/core/extraction.hpp>

#include <vector>

namespace relata {

/// A stretch of text that somebody else than the author says.
struct Attribution {
  Span content;
  std::uint32_t speaker = kNone;  ///< index into Extraction::entities
};

/// Direct quotations (also over several paragraphs), "NAME said that ...", "according to NAME, ...".
/// A quotation without a named speaker goes to the one who was last heard, if the article has
/// heard only one; otherwise it is left out.
std::vector<Attribution> find_attributions(const Extraction& extraction);

/// Sets the speaker of every claim whose evidence lies inside a stretch (the smallest one wins).
void attribute(const std::vector<Attribution>& attributions, std::vector<Claim>& claims);

}  // namespace relata
