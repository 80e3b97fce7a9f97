// The sizes of an encoder, as its model file says them.
#pragma once
#include <relata/nn/safetensors_file.hpp>

#include <cstddef>
#include <string>

namespace relata {

struct EncoderConfig {
  std::size_t hidden = 0;     ///< numbers of a vector; 32 for each attention head
  std::size_t layers = 0;
  std::size_t heads = 0;
  std::size_t ffn = 0;        ///< width of the feed-forward part, a multiple of 16
  std::size_t vocab = 0;      ///< subwords
  std::size_t positions = 0;  ///< longest sequence
  std::size_t shapes = 0;     ///< classes of letter shapes
  float norm_eps = 0;
  std::string json;           ///< the whole configuration, for callers that have keys of their own in it
};

/// Throws ModelError where the file is not an encoder of this version or its sizes are beyond reason.
EncoderConfig read_encoder_config(const SafetensorsFile& file);

}  // namespace relata
