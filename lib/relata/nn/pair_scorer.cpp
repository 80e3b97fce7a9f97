#include <relata/nn/pair_scorer.hpp>

#include <algorithm>

namespace relata {

PairScorer::PairScorer(const SafetensorsFile& file, const std::string& name, std::size_t inputs, std::size_t features)
    : state_(file, name + ".state"),
      bilinear_(file, name + ".bilinear", state_.outputs(), state_.outputs()),
      sides_(file, name + ".sides"),
      hidden_(sides_.outputs() / 2),
      features_(file.copy_floats(name + ".features", {features, hidden_})),
      out_(file.copy_floats(name + ".out", {hidden_})),
      offset_(file.floats(name + ".offset", {1})[0]) {
  const bool fits = state_.inputs() == inputs && sides_.inputs() == state_.outputs() && sides_.outputs() % (2 * kernels::kBlock) == 0;
  if (!fits) file.refuse("layers of '" + name + "' do not fit each other", "export the model again");
}

void PairScorer::prepare(const float* x, std::size_t n, States& states, Workspace& workspace) const {
  const std::size_t width = state_.outputs();
  states.state.resize(n * width);
  state_.run(x, n, states.state.data(), workspace, Activation::kGelu);
  states.query.resize(n * width);
  bilinear_.run(states.state.data(), n, states.query.data(), workspace);
  std::vector<float> sides(n * 2 * hidden_);
  sides_.run(states.state.data(), n, sides.data(), workspace);
  states.left.resize(n * hidden_);
  states.right.resize(n * hidden_);
  for (std::size_t i = 0; i < n; ++i) {
    std::copy_n(&sides[i * 2 * hidden_], hidden_, &states.left[i * hidden_]);
    std::copy_n(&sides[i * 2 * hidden_ + hidden_], hidden_, &states.right[i * hidden_]);
  }
}

void PairScorer::score(const States& states, std::size_t one, std::size_t first, std::size_t n, const std::uint16_t* features,
                       std::size_t count, float* scores) const {
  if (n == 0) return;
  const std::size_t width = state_.outputs();
  std::vector<float> products(n);
  kernels::dot_products(&states.query[one * width], 1, &states.state[first * width], n, width, products.data());
  kernels::relu_scores(&states.left[one * hidden_], &states.right[first * hidden_], n, features, count, features_.data(), out_.data(), hidden_, scores);
  for (std::size_t j = 0; j < n; ++j) scores[j] += products[j] + offset_;
}

}  // namespace relata
