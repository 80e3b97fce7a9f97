// A transformer encoder of the BERT kind (Devlin et al. 2019; post-LayerNorm, GELU in its tanh form),
// int8 weights, over sequences packed without padding. Has never heard of text: numbers of subwords
// and of letter shapes go in, vectors come out.
//
//   x = norm(word[id] + position[place in its sequence] + shape[shape]), then the layers of a LayerStack
#pragma once
#include <relata/nn/encoder_config.hpp>
#include <relata/nn/layer_stack.hpp>

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
  void run(const PackedSequences& input, Workspace& workspace, std::span<float> out) const { run(input, nullptr, workspace, out); }
  /// The same with other layers on this embedding, as wide as it; null for its own.
  void run(const PackedSequences& input, const LayerStack* layers, Workspace& workspace, std::span<float> out) const;

  /// Adds the embedding of a subword by itself to sum [hidden]; id below config().vocab.
  void add_embedding(std::int32_t id, float* sum) const;

 private:
  void check(const PackedSequences& input, std::size_t out) const;
  void run_part(const PackedSequences& part, const LayerStack& layers, Workspace& workspace, float* x) const;
  void embed(const PackedSequences& part, const LayerStack::Rows& rows) const;

  EncoderConfig config_;
  std::span<const std::int8_t> words_;                                // [vocab, hidden]
  std::span<const float> word_scales_, positions_, shapes_;           // [vocab], [positions, hidden], [shapes, hidden]
  NormWeights embedding_norm_;
  LayerStack layers_;
};

}  // namespace relata
