#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "relata/nn/row_kernels.cpp"
#include <hwy/foreach_target.h>
// What follows is compiled once for each target.
#include <relata/nn/block_inl.hpp>

#include <cmath>
#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace relata::kernels::HWY_NAMESPACE {
namespace {

/// Gathers the range of a row while it is made, then writes the row as bytes.
struct Range {
  Floats low, high;

  HWY_INLINE Range() : low(all(0.0f)), high(all(0.0f)) {}  // written out: implied ones know no targets

  HWY_INLINE void include(Floats a) {
    low = minimum(low, a);
    high = maximum(high, a);
  }

  HWY_INLINE RowCode write(const float* x, std::size_t n, std::uint8_t* q) const {
    const float lowest = -largest(subtract(all(0.0f), low)), scale = (largest(high) - lowest) / 255;
    if (!(scale > 1e-30f && scale < 1e30f)) {  // nothing but zeros, or numbers of no sense
      std::memset(q, 0, n);
      return {};
    }
    const RowCode code{scale, static_cast<std::int32_t>(-lowest / scale + 0.5f)};
    const Floats inverse = all(1 / scale);
    const Ints zero = all(code.zero);
    for (std::size_t i = 0; i < n; i += kBlock) store_bytes(add(nearest(multiply(load(x + i), inverse)), zero), q + i);
    return code;
  }
};

HWY_INLINE RowCode normalise(Floats total, const Norm& norm, std::size_t n, float* x, std::uint8_t* q) {
  const auto count = static_cast<float>(n);
  const Floats mean = all(sum(total) / count);
  Floats squares = all(0.0f);
  for (std::size_t i = 0; i < n; i += kBlock) {
    const Floats off = subtract(load(x + i), mean);
    squares = multiply_add(off, off, squares);
  }
  const Floats inverse = all(1 / std::sqrt(sum(squares) / count + norm.eps));
  Range range;
  for (std::size_t i = 0; i < n; i += kBlock) {
    const Floats unit = multiply(subtract(load(x + i), mean), inverse);
    const Floats out = multiply_add(unit, load(norm.weight + i), load(norm.bias + i));
    range.include(out);
    store(out, x + i);
  }
  return range.write(x, n, q);
}

RowCode quantise(const float* x, std::size_t n, std::uint8_t* q) {
  Range range;
  for (std::size_t i = 0; i < n; i += kBlock) range.include(load(x + i));
  return range.write(x, n, q);
}

template <bool kGelu>
HWY_INLINE void dequantise_as(const std::int32_t* product, RowCode code, const Channels& channels, float* y) {
  const Floats scale = all(code.scale);
  const Ints zero = all(code.zero);
  const auto block = [&](std::size_t first) HWY_ATTR {
    const Floats out = dequantised(product, channels, first, zero, scale);
    if constexpr (kGelu) return gelu(out);
    return out;
  };
  std::size_t i = 0;
  for (; i + kBlock <= channels.count; i += kBlock) store(block(i), y + i);
  if (i < channels.count) {
    float last[kBlock];
    store(block(i), last);
    std::memcpy(y + i, last, (channels.count - i) * sizeof(float));
  }
}

void dequantise(const std::int32_t* product, RowCode code, const Channels& channels, float* y) {
  dequantise_as<false>(product, code, channels, y);
}

void dequantise_gelu(const std::int32_t* product, RowCode code, const Channels& channels, float* y) {
  dequantise_as<true>(product, code, channels, y);
}

RowCode dequantise_gelu_quantise(const std::int32_t* product, RowCode code, const Channels& channels, float* y, std::uint8_t* q) {
  const Floats scale = all(code.scale);
  const Ints zero = all(code.zero);
  Range range;
  for (std::size_t i = 0; i < channels.count; i += kBlock) {
    const Floats out = gelu(dequantised(product, channels, i, zero, scale));
    range.include(out);
    store(out, y + i);
  }
  return range.write(y, channels.count, q);
}

RowCode add_norm(const std::int32_t* product, RowCode code, const Channels& channels, const Norm& norm, float* x, std::uint8_t* q) {
  const Floats scale = all(code.scale);
  const Ints zero = all(code.zero);
  Floats total = all(0.0f);
  for (std::size_t i = 0; i < channels.count; i += kBlock) {
    const Floats out = add(load(x + i), dequantised(product, channels, i, zero, scale));
    total = add(total, out);
    store(out, x + i);
  }
  return normalise(total, norm, channels.count, x, q);
}

RowCode embed(const std::int8_t* word, float scale, const float* position, const float* shape, const Norm& norm, std::size_t n, float* x,
              std::uint8_t* q) {
  Floats total = all(0.0f);
  for (std::size_t i = 0; i < n; i += kBlock) {
    const Floats out = add(multiply_add(to_floats(load(word + i)), all(scale), load(position + i)), load(shape + i));
    total = add(total, out);
    store(out, x + i);
  }
  return normalise(total, norm, n, x, q);
}

}  // namespace
}  // namespace relata::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace relata::kernels {

HWY_EXPORT(quantise);
HWY_EXPORT(dequantise);
HWY_EXPORT(dequantise_gelu);
HWY_EXPORT(dequantise_gelu_quantise);
HWY_EXPORT(add_norm);
HWY_EXPORT(embed);

RowCode quantise(const float* x, std::size_t n, std::uint8_t* q) { return HWY_DYNAMIC_DISPATCH(quantise)(x, n, q); }

void dequantise(const std::int32_t* product, RowCode code, const Channels& channels, float* y) {
  HWY_DYNAMIC_DISPATCH(dequantise)(product, code, channels, y);
}

void dequantise_gelu(const std::int32_t* product, RowCode code, const Channels& channels, float* y) {
  HWY_DYNAMIC_DISPATCH(dequantise_gelu)(product, code, channels, y);
}

RowCode dequantise_gelu_quantise(const std::int32_t* product, RowCode code, const Channels& channels, float* y, std::uint8_t* q) {
  return HWY_DYNAMIC_DISPATCH(dequantise_gelu_quantise)(product, code, channels, y, q);
}

RowCode add_norm(const std::int32_t* product, RowCode code, const Channels& channels, const Norm& norm, float* x, std::uint8_t* q) {
  return HWY_DYNAMIC_DISPATCH(add_norm)(product, code, channels, norm, x, q);
}

RowCode embed(const std::int8_t* word, float scale, const float* position, const float* shape, const Norm& norm, std::size_t n, float* x,
              std::uint8_t* q) {
  return HWY_DYNAMIC_DISPATCH(embed)(word, scale, position, shape, norm, n, x, q);
}

}  // namespace relata::kernels
#endif
