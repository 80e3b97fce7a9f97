// The last step of a biaffine head (Dozat and Manning 2017): each dependent against each head.
#pragma once
#include <cstddef>

namespace relata {

/// scores [dependents, heads] = dependent [dependents, width] times the transpose of head [heads, width];
/// width is a multiple of 16.
void arc_scores(const float* dependent, std::size_t dependents, const float* head, std::size_t heads, std::size_t width, float* scores);

}  // namespace relata
