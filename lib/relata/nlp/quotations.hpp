// Where quotation marks open and close.
#pragma once
#include <relata/core/extraction.hpp>

#include <vector>

namespace relata {

/// Words in quotation marks, the marks among them, if there are any.
struct Quotation {
  std::uint32_t first = 0, end = 0;  ///< tokens [first, end)
  bool open = false;                 ///< no closing mark: the paragraph ended
};

/// Tokens of the colons behind those who take turns in a transcript, in text order: "ROE: I think so." at the begin of a line, at least twice in the document
/// with a name in capitals, or four times with names that come back.
std::vector<std::uint32_t> find_turns(const Document& document);

/// In text order. Straight marks open and close by turns; at an empty line everything closes; what never ends for long is none. Paragraphs behind a line
/// "Mr Roe said:" are one without marks, and what is said in a turn of a transcript.
std::vector<Quotation> find_quotations(const Document& document);

}  // namespace relata
