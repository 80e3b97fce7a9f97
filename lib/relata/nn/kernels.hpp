// Arithmetic over rows of floats, by Google Highway for the widest vectors the CPU has. All of it
// works in blocks of 16 floats, on every CPU: a sum is 16 partial sums, added in halves. Fused
// multiply-add is used throughout; with it (AVX2, AVX-512, NEON) results are the same bytes everywhere,
// without it (SSE, portable code) the last bits may differ.
//
// int8: a row of activations x is held as bytes q with x = scale * (q - zero); a weight as an int8 with
// one scale an output channel. Their product is an exact integer; Channels and RowCode turn it into a float.
#pragma once
#include <cstddef>
#include <cstdint>

namespace relata::kernels {

inline constexpr std::size_t kBlock = 16;     ///< floats; row lengths are multiples of it
inline constexpr std::size_t kHeadSize = 32;  ///< numbers an attention head works on

constexpr std::size_t round_up(std::size_t n, std::size_t step = kBlock) { return (n + step - 1) / step * step; }

/// How a row of bytes stands for floats: x = scale * (q - zero). Zero is always exact.
struct RowCode {
  float scale = 0;
  std::int32_t zero = 0;  ///< 0..255
};

/// What belongs to the output channels of a Linear; arrays [count rounded up to a block].
struct Channels {
  const float* scale;
  const float* bias;
  const std::int32_t* sums;  ///< of each channel's int8 weights
  std::size_t count;
};

struct Norm {  ///< LayerNorm over a row: (x - mean) / sqrt(variance + eps) * weight + bias
  const float* weight;
  const float* bias;
  float eps;
};

/// x [n] to q [n].
RowCode quantise(const float* x, std::size_t n, std::uint8_t* q);

/// product [count rounded up] to y [count]; the same with y = gelu(y), in its tanh form.
void dequantise(const std::int32_t* product, RowCode code, const Channels& channels, float* y);
void dequantise_gelu(const std::int32_t* product, RowCode code, const Channels& channels, float* y);

/// The same and back to bytes q [count]; `y` [count] is scratch.
RowCode dequantise_gelu_quantise(const std::int32_t* product, RowCode code, const Channels& channels, float* y, std::uint8_t* q);

/// x [count] = norm(x + dequantised product); q [count] is x in bytes.
RowCode add_norm(const std::int32_t* product, RowCode code, const Channels& channels, const Norm& norm, float* x, std::uint8_t* q);

/// x [n] = norm(scale * word + position + shape); q [n] is x in bytes.
RowCode embed(const std::int8_t* word, float scale, const float* position, const float* shape, const Norm& norm, std::size_t n, float* x,
              std::uint8_t* q);

/// Softmax attention within one sequence. product [length, 3 * heads * 32]: queries (already divided by the
/// root of 32), keys and values, not yet dequantised; codes [length]; context [length, heads * 32];
/// scratch [attention_scratch(length)].
void attend(const std::int32_t* product, const RowCode* codes, const Channels& channels, std::size_t length, std::size_t heads,
            float* scratch, float* context);
std::size_t attention_scratch(std::size_t length);

/// out [n, m] = a [n, k] times the transpose of b [m, k]; k is a multiple of a block.
void dot_products(const float* a, std::size_t n, const float* b, std::size_t m, std::size_t k, float* out);

/// out [n] = w . relu(left + right_j + the sum of row j's features' rows of `table`); left and w [k], right [n, k],
/// features [n, count] are rows of table [_, k]; k is a multiple of a block.
void relu_scores(const float* left, const float* right, std::size_t n, const std::uint16_t* features, std::size_t count, const float* table,
                 const float* w, std::size_t k, float* out);

}  // namespace relata::kernels
