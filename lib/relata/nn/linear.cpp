#include <relata/nn/linear.hpp>

#include <algorithm>
#include <numeric>

namespace relata {

namespace {

constexpr std::size_t kRowsAtOnce = 256;  // keeps scratch memory small

std::size_t side_of(const SafetensorsFile& file, const std::string& name, std::size_t side) {
  const std::vector<std::size_t>& shape = file.tensor(name + ".weight").shape;
  if (shape.size() != 2) {
    file.refuse("tensor '" + name + ".weight' has " + std::to_string(shape.size()) + " dimensions, not 2", "export the model again");
  }
  return shape[side];
}

std::vector<float> padded(std::span<const float> numbers) {
  std::vector<float> out(numbers.begin(), numbers.end());
  out.resize(kernels::round_up(out.size()));
  return out;
}

std::vector<std::int32_t> row_sums(std::span<const std::int8_t> weights, std::size_t outputs, std::size_t inputs) {
  std::vector<std::int32_t> sums(kernels::round_up(outputs));
  for (std::size_t i = 0; i < outputs; ++i) {
    const auto* const row = weights.data() + i * inputs;
    sums[i] = std::accumulate(row, row + inputs, std::int32_t{0});
  }
  return sums;
}

void check_weights(const SafetensorsFile& file, const std::string& name, std::size_t outputs, std::size_t inputs) {
  file.int8(name + ".weight", {outputs, inputs});
  if (outputs == 0 || inputs == 0 || inputs % kernels::kBlock != 0 || inputs > IntegerProduct::kMostInputs) {
    file.refuse("tensor '" + name + ".weight' has " + std::to_string(inputs) + " inputs and " + std::to_string(outputs) + " outputs",
                "inputs are a multiple of 16 up to 65536, outputs at least 1");
  }
}

IntegerProduct product_of(std::span<const std::int8_t> weights, std::size_t outputs, std::size_t inputs, Arithmetic arithmetic) {
  const std::size_t width = kernels::round_up(outputs);
  if (width == outputs) return {weights.data(), outputs, inputs, arithmetic};
  std::vector<std::int8_t> more(weights.begin(), weights.end());
  more.resize(width * inputs);
  return {more.data(), width, inputs, arithmetic};
}

}  // namespace

Linear::Linear(const SafetensorsFile& file, const std::string& name, Arithmetic arithmetic)
    : Linear(file, name, side_of(file, name, 0), side_of(file, name, 1), arithmetic) {}

Linear::Linear(const SafetensorsFile& file, const std::string& name, std::size_t outputs, std::size_t inputs, Arithmetic arithmetic)
    : outputs_((check_weights(file, name, outputs, inputs), outputs)),
      inputs_(inputs),
      scale_(padded(file.floats(name + ".scale", {outputs}))),
      bias_(padded(file.floats(name + ".bias", {outputs}))),
      sums_(row_sums(file.int8(name + ".weight", {outputs, inputs}), outputs, inputs)),
      product_(product_of(file.int8(name + ".weight", {outputs, inputs}), outputs, inputs, arithmetic)) {}

const std::int32_t* Linear::multiply(const std::uint8_t* activations, std::size_t rows, Workspace& workspace) const {
  const std::size_t height = kernels::round_up(rows, IntegerProduct::kRowStep);
  std::int32_t* const product = workspace.product_.reserve(height * kernels::round_up(outputs_));
  product_.run(activations, height, product, workspace);
  return product;
}

void Linear::run(const float* x, std::size_t rows, float* y, Workspace& workspace, Activation activation) const {
  const std::size_t width = kernels::round_up(outputs_), most = std::min(rows, kRowsAtOnce);
  std::uint8_t* const bytes = workspace.bytes_.reserve(kernels::round_up(most, IntegerProduct::kRowStep) * inputs_);
  kernels::RowCode* const codes = workspace.codes_.reserve(most);
  const auto finish = activation == Activation::kGelu ? kernels::dequantise_gelu : kernels::dequantise;
  for (std::size_t first = 0; first < rows; first += kRowsAtOnce) {
    const std::size_t count = std::min(kRowsAtOnce, rows - first);
    for (std::size_t i = 0; i < count; ++i) codes[i] = kernels::quantise(x + (first + i) * inputs_, inputs_, bytes + i * inputs_);
    const std::int32_t* const product = multiply(bytes, count, workspace);
    for (std::size_t i = 0; i < count; ++i) finish(product + i * width, codes[i], channels(), y + (first + i) * outputs_);
  }
}

}  // namespace relata
