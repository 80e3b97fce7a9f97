// 16 floats or ints as however many vectors the target needs, and the operations kernels use. Included
// once for each target (see Highway's foreach_target.h), hence the unusual guard.
#if defined(RELATA_NN_BLOCK_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef RELATA_NN_BLOCK_INL
#undef RELATA_NN_BLOCK_INL
#else
#define RELATA_NN_BLOCK_INL
#endif

#include <relata/nn/kernels.hpp>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace relata::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using FloatTag = hn::CappedTag<float, kBlock>;
using IntTag = hn::RebindToSigned<FloatTag>;
inline constexpr std::size_t kLanes = hn::MaxLanes(FloatTag());
inline constexpr std::size_t kParts = kBlock / kLanes;

struct Floats {
  hn::Vec<FloatTag> part[kParts];
};
struct Ints {
  hn::Vec<IntTag> part[kParts];
};

// Lane by lane: name(a, b, ...) is Highway's Op over all parts.
#define RELATA_LANEWISE(Block, name, Op)                                                        \
  template <class... Others>                                                                    \
  HWY_INLINE Block name(Block a, Others... others) {                                            \
    for (std::size_t i = 0; i < kParts; ++i) a.part[i] = hn::Op(a.part[i], others.part[i]...);  \
    return a;                                                                                   \
  }
RELATA_LANEWISE(Floats, add, Add)
RELATA_LANEWISE(Floats, subtract, Sub)
RELATA_LANEWISE(Floats, multiply, Mul)
RELATA_LANEWISE(Floats, divide, Div)
RELATA_LANEWISE(Floats, minimum, Min)
RELATA_LANEWISE(Floats, maximum, Max)
RELATA_LANEWISE(Floats, multiply_add, MulAdd)           // a * b + c, rounded once
RELATA_LANEWISE(Floats, negative_multiply_add, NegMulAdd)  // c - a * b
RELATA_LANEWISE(Floats, round, Round)
RELATA_LANEWISE(Ints, add, Add)
RELATA_LANEWISE(Ints, subtract, Sub)
RELATA_LANEWISE(Ints, multiply, Mul)
#undef RELATA_LANEWISE

HWY_INLINE Floats all(float value) {
  Floats out;
  for (std::size_t i = 0; i < kParts; ++i) out.part[i] = hn::Set(FloatTag(), value);
  return out;
}

HWY_INLINE Ints all(std::int32_t value) {
  Ints out;
  for (std::size_t i = 0; i < kParts; ++i) out.part[i] = hn::Set(IntTag(), value);
  return out;
}

HWY_INLINE Floats load(const float* from) {
  Floats out;
  for (std::size_t i = 0; i < kParts; ++i) out.part[i] = hn::LoadU(FloatTag(), from + i * kLanes);
  return out;
}

HWY_INLINE Ints load(const std::int32_t* from) {
  Ints out;
  for (std::size_t i = 0; i < kParts; ++i) out.part[i] = hn::LoadU(IntTag(), from + i * kLanes);
  return out;
}

HWY_INLINE Ints load(const std::int8_t* from) {
  const hn::Rebind<std::int8_t, IntTag> bytes;
  Ints out;
  for (std::size_t i = 0; i < kParts; ++i) out.part[i] = hn::PromoteTo(IntTag(), hn::LoadU(bytes, from + i * kLanes));
  return out;
}

HWY_INLINE void store(Floats a, float* to) {
  for (std::size_t i = 0; i < kParts; ++i) hn::StoreU(a.part[i], FloatTag(), to + i * kLanes);
}

/// Numbers below 0 become 0, above 255 become 255.
HWY_INLINE void store_bytes(Ints a, std::uint8_t* to) {
  const hn::Rebind<std::uint8_t, IntTag> bytes;
  for (std::size_t i = 0; i < kParts; ++i) hn::StoreU(hn::DemoteTo(bytes, a.part[i]), bytes, to + i * kLanes);
}

HWY_INLINE Floats to_floats(Ints a) {
  Floats out;
  for (std::size_t i = 0; i < kParts; ++i) out.part[i] = hn::ConvertTo(FloatTag(), a.part[i]);
  return out;
}

HWY_INLINE Ints nearest(Floats a) {  // halves to even
  Ints out;
  for (std::size_t i = 0; i < kParts; ++i) out.part[i] = hn::NearestInt(a.part[i]);
  return out;
}

struct Plus {
  template <class Vector>
  HWY_INLINE Vector operator()(Vector a, Vector b) const { return hn::Add(a, b); }
};
struct Larger {
  template <class Vector>
  HWY_INLINE Vector operator()(Vector a, Vector b) const { return hn::Max(a, b); }
};

/// The lanes of one vector joined in halves. (Names without hn:: are not there for vectors of one lane.)
template <class Tag, class Join>
HWY_INLINE float fold(Tag tag, hn::Vec<Tag> a, Join join) {
  constexpr std::size_t kCount = hn::MaxLanes(tag);
  if constexpr (kCount == 1) {
    return hn::GetLane(a);
  } else if constexpr (kCount == 4) {
    const auto two = join(a, Shuffle1032(a));
    return hn::GetLane(join(two, Shuffle2301(two)));
  } else {
    const hn::Half<Tag> half;
    return fold(half, join(hn::LowerHalf(half, a), UpperHalf(half, a)), join);
  }
}

/// The 16 lanes joined in halves: lane i with i + 8, then i + 4, i + 2, i + 1; the same order on every target.
template <class Join>
HWY_INLINE float fold(Floats a, Join join) {
  for (std::size_t half = kParts / 2; half > 0; half /= 2) {
    for (std::size_t i = 0; i < half; ++i) a.part[i] = join(a.part[i], a.part[i + half]);
  }
  return fold(FloatTag(), a.part[0], join);
}
HWY_INLINE float sum(Floats a) { return fold(a, Plus()); }
HWY_INLINE float largest(Floats a) { return fold(a, Larger()); }

/// e to the a, to about 1e-7 of itself; a polynomial of Cephes (netlib.org/cephes, expf).
HWY_INLINE Floats exponential(Floats a) {
  a = minimum(maximum(a, all(-87.0f)), all(88.0f));
  const Floats n = round(multiply(a, all(1.44269504f)));
  const Floats r = negative_multiply_add(n, all(-2.12194440e-4f), negative_multiply_add(n, all(0.693359375f), a));
  Floats p = multiply_add(all(1.9875691500e-4f), r, all(1.3981999507e-3f));
  for (const float coefficient : {8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f}) p = multiply_add(p, r, all(coefficient));
  p = add(multiply_add(p, multiply(r, r), r), all(1.0f));
  Floats power;  // 2 to the n, by its bits
  for (std::size_t i = 0; i < kParts; ++i) {
    const auto exponent = hn::Add(hn::NearestInt(n.part[i]), hn::Set(IntTag(), 127));
    power.part[i] = hn::BitCast(FloatTag(), hn::ShiftLeft<23>(exponent));
  }
  return multiply(p, power);
}

/// The tanh form of GELU: a * sigmoid(2 * sqrt(2 / pi) * (a + 0.044715 * a^3)).
HWY_INLINE Floats gelu(Floats a) {
  const Floats exponent = multiply(a, multiply_add(multiply(a, a), all(-0.0713548163f), all(-1.5957691216f)));
  return divide(a, add(exponential(exponent), all(1.0f)));
}

/// One block of channels, from `first` on, of a product.
HWY_INLINE Floats dequantised(const std::int32_t* product, const Channels& channels, std::size_t first, Ints zero, Floats scale) {
  const Ints exact = subtract(load(product + first), multiply(zero, load(channels.sums + first)));
  return multiply_add(multiply(to_floats(exact), load(channels.scale + first)), scale, load(channels.bias + first));
}

}  // namespace relata::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
