#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "relata/nn/attention_kernels.cpp"
#include <hwy/foreach_target.h>
// What follows is compiled once for each target.
#include <relata/nn/block_inl.hpp>

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace relata::kernels::HWY_NAMESPACE {
namespace {

constexpr std::size_t kRows = 4;  // queries at once

/// One head's part of a sequence, dequantised: queries and values by rows, keys by columns.
struct Head {
  float* queries;  // [length + 3, 32]; rows behind the last are zeros
  float* values;   // [length, 32]
  float* keys;     // [32, width]; columns behind the last are zeros
  float* scores;   // [kRows, width]
  std::size_t length, width;
};

HWY_INLINE void dequantise_head(const std::int32_t* product, const RowCode* codes, const Channels& channels, std::size_t first,
                                const Head& head) {
  const std::size_t hidden = channels.count / 3;
  for (std::size_t t = 0; t < head.length; ++t) {
    const std::int32_t* const row = product + t * channels.count;
    const Floats scale = all(codes[t].scale);
    const Ints zero = all(codes[t].zero);
    float key[kHeadSize];
    for (std::size_t d = 0; d < kHeadSize; d += kBlock) {
      store(dequantised(row, channels, first + d, zero, scale), head.queries + t * kHeadSize + d);
      store(dequantised(row, channels, hidden + first + d, zero, scale), key + d);
      store(dequantised(row, channels, 2 * hidden + first + d, zero, scale), head.values + t * kHeadSize + d);
    }
    for (std::size_t d = 0; d < kHeadSize; ++d) head.keys[d * head.width + t] = key[d];
  }
}

/// scores = queries times keys; keys that are not there score too low to count.
HWY_INLINE void score(const Head& head, const float* queries) {
  for (std::size_t t = 0; t < head.width; t += kBlock) {
    Floats total[kRows] = {all(0.0f), all(0.0f), all(0.0f), all(0.0f)};
    for (std::size_t d = 0; d < kHeadSize; ++d) {
      const Floats keys = load(head.keys + d * head.width + t);
      for (std::size_t r = 0; r < kRows; ++r) total[r] = multiply_add(all(queries[r * kHeadSize + d]), keys, total[r]);
    }
    for (std::size_t r = 0; r < kRows; ++r) store(total[r], head.scores + r * head.width + t);
  }
  for (std::size_t r = 0; r < kRows; ++r) std::fill(head.scores + r * head.width + head.length, head.scores + (r + 1) * head.width, -1e30f);
}

/// Softmax without its division; gives the divisor.
HWY_INLINE float exponentiate(float* scores, std::size_t width) {
  Floats most = load(scores);
  for (std::size_t t = kBlock; t < width; t += kBlock) most = maximum(most, load(scores + t));
  most = all(largest(most));
  Floats total = all(0.0f);
  for (std::size_t t = 0; t < width; t += kBlock) {
    const Floats weight = exponential(subtract(load(scores + t), most));
    total = add(total, weight);
    store(weight, scores + t);
  }
  return sum(total);
}

HWY_INLINE void mix_values(const Head& head, const float* divisors, std::size_t rows, std::size_t stride, float* context) {
  Floats mixed[kRows][2] = {{all(0.0f), all(0.0f)}, {all(0.0f), all(0.0f)}, {all(0.0f), all(0.0f)}, {all(0.0f), all(0.0f)}};
  for (std::size_t t = 0; t < head.length; ++t) {
    const Floats front = load(head.values + t * kHeadSize), back = load(head.values + t * kHeadSize + kBlock);
    for (std::size_t r = 0; r < kRows; ++r) {
      const Floats weight = all(head.scores[r * head.width + t]);
      mixed[r][0] = multiply_add(weight, front, mixed[r][0]);
      mixed[r][1] = multiply_add(weight, back, mixed[r][1]);
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    const Floats divisor = all(divisors[r]);
    store(divide(mixed[r][0], divisor), context + r * stride);
    store(divide(mixed[r][1], divisor), context + r * stride + kBlock);
  }
}

void attend(const std::int32_t* product, const RowCode* codes, const Channels& channels, std::size_t length, std::size_t heads,
            float* scratch, float* context) {
  static_assert(kHeadSize == 2 * kBlock);
  const std::size_t width = round_up(length), rows = round_up(length, kRows);
  Head head{scratch, scratch + rows * kHeadSize, scratch + 2 * rows * kHeadSize, scratch + (2 * rows + width) * kHeadSize, length, width};
  std::fill(head.queries, head.queries + rows * kHeadSize, 0.0f);
  std::fill(head.keys, head.keys + width * kHeadSize, 0.0f);
  for (std::size_t h = 0; h < heads; ++h) {
    dequantise_head(product, codes, channels, h * kHeadSize, head);
    for (std::size_t t = 0; t < length; t += kRows) {
      score(head, head.queries + t * kHeadSize);
      float divisors[kRows];
      for (std::size_t r = 0; r < kRows; ++r) divisors[r] = exponentiate(head.scores + r * width, width);
      mix_values(head, divisors, std::min(kRows, length - t), heads * kHeadSize, context + (t * heads + h) * kHeadSize);
    }
  }
}

/// kCount rows of b at once: sums that do not wait for each other.
template <std::size_t kCount>
HWY_INLINE void dots(const float* a, const float* b, std::size_t k, float* out) {
  Floats total[kCount];
  for (Floats& each : total) each = all(0.0f);
  for (std::size_t i = 0; i < k; i += kBlock) {
    const Floats left = load(a + i);
    for (std::size_t j = 0; j < kCount; ++j) total[j] = multiply_add(left, load(b + j * k + i), total[j]);
  }
  for (std::size_t j = 0; j < kCount; ++j) out[j] = sum(total[j]);
}

void dot_products(const float* a, std::size_t n, const float* b, std::size_t m, std::size_t k, float* out) {
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t j = 0;
    for (; j + 4 <= m; j += 4) dots<4>(a + i * k, b + j * k, k, out + i * m + j);
    for (; j < m; ++j) dots<1>(a + i * k, b + j * k, k, out + i * m + j);
  }
}

void relu_scores(const float* left, const float* right, std::size_t n, const std::uint16_t* features, std::size_t count, const float* table,
                 const float* w, std::size_t k, float* out) {
  for (std::size_t j = 0; j < n; ++j, right += k, features += count) {
    Floats total = all(0.0f);
    for (std::size_t i = 0; i < k; i += kBlock) {
      Floats hidden = add(load(left + i), load(right + i));
      for (std::size_t f = 0; f < count; ++f) hidden = add(hidden, load(table + features[f] * k + i));
      total = multiply_add(maximum(hidden, all(0.0f)), load(w + i), total);
    }
    out[j] = sum(total);
  }
}

}  // namespace
}  // namespace relata::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace relata::kernels {

HWY_EXPORT(attend);
HWY_EXPORT(dot_products);
HWY_EXPORT(relu_scores);

void attend(const std::int32_t* product, const RowCode* codes, const Channels& channels, std::size_t length, std::size_t heads,
            float* scratch, float* context) {
  HWY_DYNAMIC_DISPATCH(attend)(product, codes, channels, length, heads, scratch, context);
}

std::size_t attention_scratch(std::size_t length) {
  return (2 * round_up(length, 4) + round_up(length)) * kHeadSize + 4 * round_up(length);
}

void dot_products(const float* a, std::size_t n, const float* b, std::size_t m, std::size_t k, float* out) {
  HWY_DYNAMIC_DISPATCH(dot_products)(a, n, b, m, k, out);
}

void relu_scores(const float* left, const float* right, std::size_t n, const std::uint16_t* features, std::size_t count, const float* table,
                 const float* w, std::size_t k, float* out) {
  HWY_DYNAMIC_DISPATCH(relu_scores)(left, right, n, features, count, table, w, k, out);
}

}  // namespace relata::kernels
#endif
