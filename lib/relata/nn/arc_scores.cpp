#include <relata/nn/arc_scores.hpp>
#include <relata/nn/kernels.hpp>

namespace relata {

void arc_scores(const float* dependent, std::size_t dependents, const float* head, std::size_t heads, std::size_t width, float* scores) {
  kernels::dot_products(dependent, dependents, head, heads, width, scores);
}

}  // namespace relata
