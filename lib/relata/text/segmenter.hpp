// Sentences and tokens of a text by rules, after the manner of the English treebanks of Universal
// Dependencies: contractions and hyphenated words split, abbreviations and web addresses whole.
// No model; total on any bytes; time linear in the text.
#pragma once
#include <relata/core/document.hpp>

namespace relata {

/// Fills `sentences` and `tokens` of the document from its text; what they held is dropped.
/// Every span begins and ends between code points, tokens do not overlap and rise, and a
/// sentence's span runs from its first token's begin to its last token's end.
void segment(Document& document);

}  // namespace relata
