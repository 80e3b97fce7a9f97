// A transformer encoder of the BERT kind (Devlin et al. 2019; post-LayerNorm, GELU in its tanh form),
// int8 weights, over sequences packed without padding. Has never heard of text: numbers of subwords
// and of letter shapes go in, vectors come out.
//
//   x = norm(word[id] + position[place in its sequence] + shape[shape])
//   for each layer: x = norm(x + attention_out(attention(qkv(x)))); x = norm(x + ffn_out(gelu(ffn_in(x))))
#pragma once
#include <relata/nn/encoder_config.hpp>
#include <relata/nn/linear.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace relata {

struct PackedSequences {
  std::span<const std::int32_t> ids;      ///< [rows]; sequences follow each other
  std::span<const std::int32_t> shapes;   ///< [rows]
  std::span<const std::int32_t> lengths;  ///< [sequences], rows in each; their sum is rows
};

class Encoder {
 public:
  /// Word vectors stay in `file`, which must outlive the encoder. Throws ModelError where the file does not hold what its
  /// config says.
  explicit Encoder(const SafetensorsFile& file, Arithmetic arithmetic = best_arithmetic());

  const EncoderConfig& config() const { return config_; }

  /// out [rows, hidden]. The bytes of a row depend on its own sequence alone. Fastest for about 256 rows a call or more.
  /// Throws std::invalid_argument where sizes do not fit each other, a sequence is longer than config().positions, or an
  /// id or shape is unknown. Safe to call from several threads, each with its own workspace.
  void run(const PackedSequences& input, Workspace& workspace, std::span<float> out) const;

 private:
  struct NormWeights {
    std::vector<float> weight, bias;  // [hidden]
  };
  struct Layer {
    Linear qkv, attention_out, ffn_in, ffn_out;
    NormWeights attention_norm, ffn_norm;
  };
  struct Rows;  // a part of the input that is worked on at once

  NormWeights read_norm(const SafetensorsFile& file, const std::string& name) const;
  kernels::Norm norm(const NormWeights& weights) const { return {weights.weight.data(), weights.bias.data(), config_.norm_eps}; }
  void check(const PackedSequences& input, std::size_t out) const;
  void run_part(const PackedSequences& part, Workspace& workspace, float* x) const;
  void embed(const Rows& rows) const;
  void attend(const Layer& layer, const Rows& rows, Workspace& workspace) const;
  void feed_forward(const Layer& layer, const Rows& rows, Workspace& workspace) const;

  EncoderConfig config_;
  std::span<const std::int8_t> words_;                                // [vocab, hidden]
  std::span<const float> word_scales_, positions_, shapes_;           // [vocab], [positions, hidden], [shapes, hidden]
  NormWeights embedding_norm_;
  std::vector<Layer> layers_;
};

}  // namespace relata
