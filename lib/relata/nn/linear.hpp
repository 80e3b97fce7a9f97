// A layer y = x W^T + bias with int8 weights, one scale an output channel. Each row of x is brought to
// bytes by its own range (quantised dynamically, asymmetrically), the product is exact, so a row's result
// does not depend on the rows beside it.
#pragma once
#include <relata/nn/integer_product.hpp>
#include <relata/nn/safetensors_file.hpp>
#include <relata/nn/workspace.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace relata {

enum class Activation { kNone, kGelu };

class Linear {
 public:
  /// From NAME.weight I8 [outputs, inputs], NAME.scale and NAME.bias F32 [outputs]. Throws ModelError where they are missing
  /// or do not fit each other. Keeps nothing of `file`.
  Linear(const SafetensorsFile& file, const std::string& name, Arithmetic arithmetic = best_arithmetic());
  /// The same, and throws ModelError where the sizes are others.
  Linear(const SafetensorsFile& file, const std::string& name, std::size_t outputs, std::size_t inputs,
         Arithmetic arithmetic = best_arithmetic());

  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return outputs_; }

  /// x [rows, inputs] to y [rows, outputs]. Safe to call from several threads, each with its own workspace.
  void run(const float* x, std::size_t rows, float* y, Workspace& workspace, Activation activation = Activation::kNone) const;

 private:
  friend class LayerStack;

  /// activations [rows rounded up to kRowStep, inputs] to a product [rows, channels().count rounded up to a block] within `workspace`.
  const std::int32_t* multiply(const std::uint8_t* activations, std::size_t rows, Workspace& workspace) const;
  kernels::Channels channels() const { return {scale_.data(), bias_.data(), sums_.data(), outputs_}; }

  std::size_t outputs_, inputs_;
  std::vector<float> scale_, bias_;   // [outputs rounded up to a block]
  std::vector<std::int32_t> sums_;
  IntegerProduct product_;
};

}  // namespace relata
