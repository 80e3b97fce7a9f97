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

/// In text order. Straight marks open and close by turns; at an empty line everything closes; what never ends for long is none. Paragraphs behind a line
/// "Mr Roe said:" are one without marks.
std::vector<Quotation> find_quotations(const Document& document);

}  // namespace relata
