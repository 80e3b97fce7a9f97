// Transformer layers of the BERT kind (Devlin et al. 2019; post-LayerNorm, GELU in its tanh form), int8 weights, over
// sequences packed without padding:
//
//   x = norm(x + attention_out(attention(qkv(x)))); x = norm(x + ffn_out(gelu(ffn_in(x))))
#pragma once
#include <relata/nn/linear.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace relata {

struct NormWeights {
  std::vector<float> weight, bias;  // [hidden]
  float eps = 0;

  /// NAME.weight and NAME.bias, F32 [hidden]. Throws ModelError where they are missing.
  NormWeights(const SafetensorsFile& file, const std::string& name, std::size_t hidden, float eps);
  kernels::Norm view() const { return {weight.data(), bias.data(), eps}; }
};

struct LayerSizes {
  std::size_t layers = 0, hidden = 0, heads = 0, ffn = 0;
  float norm_eps = 0;
};

class LayerStack {
 public:
  /// Layers PREFIX0., PREFIX1., ... Throws ModelError where the file does not hold them in these sizes.
  LayerStack(const SafetensorsFile& file, const std::string& prefix, const LayerSizes& sizes, Arithmetic arithmetic = best_arithmetic());

  /// Rows that are in hand: x [count, hidden], the same as bytes [count rounded up to kRowStep, hidden] with their codes [count].
  struct Rows {
    std::span<const std::int32_t> lengths;  ///< of the sequences; their sum is count
    std::size_t count;
    float* x;
    std::uint8_t* bytes;
    kernels::RowCode* codes;
  };
  /// Changes x, bytes and codes. The bytes of a row depend on its own sequence alone.
  void run(const Rows& rows, Workspace& workspace) const;

 private:
  struct Layer {
    Linear qkv, attention_out, ffn_in, ffn_out;
    NormWeights attention_norm, ffn_norm;
  };
  void attend(const Layer& layer, const Rows& rows, Workspace& workspace) const;
  void feed_forward(const Layer& layer, const Rows& rows, Workspace& workspace) const;

  LayerSizes sizes_;
  std::vector<Layer> layers_;
};

}  // namespace relata
