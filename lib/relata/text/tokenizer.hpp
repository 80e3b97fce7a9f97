// Where the words of a text are: the first half of segmentation (segmenter.hpp has the second).
#pragma once
#include <relata/core/span.hpp>

#include <string_view>
#include <vector>

namespace relata {

/// Bytes of every token of `text`, rising, without overlap, between code points. White space and
/// zero-width characters that join nothing are in no token.
std::vector<Span> tokenize(std::string_view text);

}  // namespace relata
