// Direct speech: where quotation marks open and close, and who is said to speak.
#pragma once
#include <relata/core/extraction.hpp>

#include <vector>

namespace relata {

/// Words in quotation marks, the marks among them.
struct Quotation {
  std::uint32_t first = 0, end = 0;  ///< tokens [first, end)
  std::uint32_t speaker = kNone;     ///< index into the mentions; kNone where nobody is named
};

/// In text order. Straight marks open and close by turns; at an empty line everything closes; what never ends for long is none.
std::vector<Quotation> find_quotations(const Document& document);

/// Sets the speakers: the subject of a verb of saying beside the quotation, else who spoke last. Needs trees; `mentions` in
/// text order.
void find_speakers(const Document& document, const std::vector<Mention>& mentions, std::vector<Quotation>& quotations);

}  // namespace relata
