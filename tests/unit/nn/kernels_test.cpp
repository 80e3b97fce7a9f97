// Each kernel on each target of this machine: close to a plain loop, and the same bytes wherever multiply-add is fused.
#include <relata/nn/kernels.hpp>

#include <gtest/gtest.h>
#include <hwy/highway.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <map>

#include "small_model.hpp"

namespace relata {
namespace {

using namespace kernels;
using Numbers = std::vector<float>;

struct Outcome {
  Numbers numbers;                  // what a plain loop gives too
  std::vector<std::uint8_t> bytes;  // a row in bytes, if the kernel makes one,
  RowCode code;                     // which then stands for the last bytes.size() numbers
};

constexpr std::int64_t kUnfused = HWY_SCALAR | HWY_EMU128 | HWY_SSSE3 | HWY_SSE4;

void check(const std::function<Outcome()>& kernel, const Numbers& plain, float tolerance) {
  Outcome first;
  bool any = false;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    SCOPED_TRACE(hwy::TargetName(target));
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    const Outcome outcome = kernel();
    ASSERT_EQ(outcome.numbers.size(), plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i) ASSERT_NEAR(outcome.numbers[i], plain[i], tolerance * (1 + std::abs(plain[i]))) << i;
    const std::size_t offset = plain.size() - outcome.bytes.size();
    for (std::size_t i = 0; i < outcome.bytes.size(); ++i) {
      const float stands_for = outcome.code.scale * static_cast<float>(outcome.bytes[i] - outcome.code.zero);
      ASSERT_NEAR(stands_for, outcome.numbers[offset + i], outcome.code.scale * 1.001f) << i;
    }
    if ((target & kUnfused) != 0) continue;
    if (!any) first = outcome;
    any = true;
    EXPECT_EQ(std::memcmp(first.numbers.data(), outcome.numbers.data(), plain.size() * sizeof(float)), 0);
    EXPECT_EQ(first.bytes, outcome.bytes);
    EXPECT_EQ(first.code.scale, outcome.code.scale);
    EXPECT_EQ(first.code.zero, outcome.code.zero);
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().DeInit();
}

float gelu(float x) { return 0.5f * x * (1 + std::tanh(0.7978845608f * (x + 0.044715f * x * x * x))); }

Numbers normed(Numbers x, const Norm& norm) {
  double mean = 0, variance = 0;
  for (const float each : x) mean += each / static_cast<double>(x.size());
  for (const float each : x) variance += (each - mean) * (each - mean) / static_cast<double>(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>((x[i] - mean) / std::sqrt(variance + norm.eps)) * norm.weight[i] + norm.bias[i];
  return x;
}

/// A random product with all that belongs to it.
struct Product {
  Product(std::size_t rows, std::size_t count, unsigned seed = 1) : random(seed), rows(rows), width(round_up(count)) {
    scale = random.numbers(width, 0.001f, 0.002f);
    bias = random.numbers(width, -1, 1);
    for (std::size_t i = 0; i < width; ++i) sums.push_back(random.integer(-300, 300));
    for (std::size_t i = 0; i < rows * width; ++i) product.push_back(random.integer(-200'000, 200'000));
    for (std::size_t i = 0; i < rows; ++i) codes.push_back({random.number(0.005f, 0.01f), random.integer(0, 255)});
    channels = {scale.data(), bias.data(), sums.data(), count};
  }
  float plain(std::size_t row, std::size_t i) const {
    return codes[row].scale * scale[i] * static_cast<float>(product[row * width + i] - codes[row].zero * sums[i]) + bias[i];
  }
  Numbers plain_row(std::size_t row = 0) const {
    Numbers out;
    for (std::size_t i = 0; i < channels.count; ++i) out.push_back(plain(row, i));
    return out;
  }

  RandomModel random;
  std::size_t rows, width;
  Numbers scale, bias;
  std::vector<std::int32_t> sums, product;
  std::vector<RowCode> codes;
  Channels channels;
};

TEST(Kernels, QuantiseRowsByTable) {
  const auto rows = [](std::size_t n, float low, float high) {
    const Numbers x = RandomModel().numbers(n, low, high);
    check([&] {
      Outcome out{x, std::vector<std::uint8_t>(n), {}};
      out.code = quantise(x.data(), n, out.bytes.data());
      return out;
    }, x, 0);
  };
  rows(16, -1, 1);
  rows(384, -3, 1);
  rows(384, 2, 5);      // nothing below 0
  rows(384, -5, -2);    // nothing above
  rows(1536, -0.17f, 40);
  rows(64, 0, 0);
  rows(64, -1e-20f, 1e-20f);
}

TEST(Kernels, OddNumbersDoNotStopQuantise) {
  for (const float odd : {std::nanf(""), HUGE_VALF, -HUGE_VALF, 3e38f, 1e-42f}) {
    Numbers x(32, 1.0f);
    x[5] = odd;
    std::vector<std::uint8_t> q(32);
    const RowCode code = quantise(x.data(), x.size(), q.data());
    EXPECT_TRUE(std::isfinite(code.scale));
    EXPECT_TRUE(code.zero >= 0 && code.zero <= 255);
  }
}

TEST(Kernels, DequantiseEndsWhereChannelsEnd) {
  for (const std::size_t count : {1u, 15u, 16u, 17u, 36u, 384u}) {
    const Product given(1, count);
    for (const bool with_gelu : {false, true}) {
      Numbers plain = given.plain_row();
      if (with_gelu) std::ranges::transform(plain, plain.begin(), gelu);
      plain.push_back(7);  // is not touched
      check([&] {
        Outcome out{Numbers(count + 1, 7), {}, {}};
        (with_gelu ? dequantise_gelu : dequantise)(given.product.data(), given.codes[0], given.channels, out.numbers.data());
        return out;
      }, plain, 2e-6f);
    }
  }
}

TEST(Kernels, GeluOverItsWholeRange) {
  Product given(1, 1536);
  for (std::size_t i = 0; i < 1536; ++i) given.bias[i] = (static_cast<float>(i) - 768) / 20;
  Numbers plain = given.plain_row();
  std::ranges::transform(plain, plain.begin(), gelu);
  check([&] {
    Outcome out{Numbers(1536), std::vector<std::uint8_t>(1536), {}};
    out.code = dequantise_gelu_quantise(given.product.data(), given.codes[0], given.channels, out.numbers.data(), out.bytes.data());
    return out;
  }, plain, 2e-6f);
}

TEST(Kernels, AddNormAndEmbed) {
  constexpr std::size_t n = 384;
  Product given(1, n);
  const Numbers x = given.random.numbers(n, -2, 2), weight = given.random.numbers(n, 0.5f, 2), bias = given.random.numbers(n, -1, 1);
  const Norm norm{weight.data(), bias.data(), 1e-12f};
  Numbers plain = given.plain_row();
  for (std::size_t i = 0; i < n; ++i) plain[i] += x[i];
  check([&] {
    Outcome out{x, std::vector<std::uint8_t>(n), {}};
    out.code = add_norm(given.product.data(), given.codes[0], given.channels, norm, out.numbers.data(), out.bytes.data());
    return out;
  }, normed(plain, norm), 1e-5f);

  std::vector<std::int8_t> word(n);
  for (std::int8_t& each : word) each = static_cast<std::int8_t>(given.random.integer(-128, 127));
  for (std::size_t i = 0; i < n; ++i) plain[i] = 0.01f * word[i] + x[i] + bias[i];
  check([&] {
    Outcome out{Numbers(n), std::vector<std::uint8_t>(n), {}};
    out.code = embed(word.data(), 0.01f, x.data(), bias.data(), norm, n, out.numbers.data(), out.bytes.data());
    return out;
  }, normed(plain, norm), 1e-5f);
}

Numbers plain_attention(const Product& given, std::size_t heads) {
  const std::size_t hidden = heads * kHeadSize;
  Numbers context(given.rows * hidden);
  for (std::size_t h = 0; h < heads; ++h) {
    for (std::size_t i = 0; i < given.rows; ++i) {
      std::vector<double> weight(given.rows);
      double most = -1e300, total = 0;
      for (std::size_t j = 0; j < given.rows; ++j) {
        for (std::size_t d = h * kHeadSize; d < (h + 1) * kHeadSize; ++d) weight[j] += double(given.plain(i, d)) * given.plain(j, hidden + d);
        most = std::max(most, weight[j]);
      }
      for (double& each : weight) total += each = std::exp(each - most);
      for (std::size_t d = h * kHeadSize; d < (h + 1) * kHeadSize; ++d) {
        double mixed = 0;
        for (std::size_t j = 0; j < given.rows; ++j) mixed += weight[j] / total * given.plain(j, 2 * hidden + d);
        context[i * hidden + d] = static_cast<float>(mixed);
      }
    }
  }
  return context;
}

TEST(Kernels, AttentionOfAllLengths) {
  for (const std::size_t length : {1u, 2u, 3u, 4u, 15u, 16u, 17u, 61u, 512u}) {
    SCOPED_TRACE(length);
    const std::size_t heads = length == 512 ? 1 : 3;
    const Product given(length, 3 * heads * kHeadSize);
    check([&] {
      Numbers scratch(attention_scratch(length));
      Outcome out{Numbers(length * heads * kHeadSize), {}, {}};
      attend(given.product.data(), given.codes.data(), given.channels, length, heads, scratch.data(), out.numbers.data());
      return out;
    }, plain_attention(given, heads), 1e-4f);
  }
}

TEST(Kernels, DotProductsOfAllSizes) {
  RandomModel random;
  for (const auto& [n, m, k] : {std::tuple{1u, 1u, 16u}, {3u, 7u, 256u}, {20u, 21u, 256u}}) {
    const Numbers a = random.numbers(n * k, -1, 1), b = random.numbers(m * k, -1, 1);
    Numbers plain;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < m; ++j) {
        double total = 0;
        for (std::size_t d = 0; d < k; ++d) total += double(a[i * k + d]) * b[j * k + d];
        plain.push_back(static_cast<float>(total));
      }
    }
    check([&] {
      Outcome out{Numbers(n * m), {}, {}};
      dot_products(a.data(), n, b.data(), m, k, out.numbers.data());
      return out;
    }, plain, 1e-5f);
  }
}

TEST(Kernels, ReluScoresAddTheRowsOfFeatures) {
  RandomModel random;
  for (const std::size_t n : {1, 2, 9}) {
    const std::size_t k = 48, count = 3;
    const Numbers left = random.numbers(k, -1, 1), right = random.numbers(n * k, -1, 1), table = random.numbers(7 * k, -1, 1), w = random.numbers(k, -1, 1);
    std::vector<std::uint16_t> features(n * count);
    for (std::uint16_t& each : features) each = static_cast<std::uint16_t>(random.integer(0, 6));
    Numbers plain(n, 0.0f);
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t i = 0; i < k; ++i) {
        float hidden = left[i] + right[j * k + i];
        for (std::size_t f = 0; f < count; ++f) hidden += table[features[j * count + f] * k + i];
        plain[j] += std::max(hidden, 0.0f) * w[i];
      }
    check([&] {
      Outcome out{Numbers(n), {}, {}};
      relu_scores(left.data(), right.data(), n, features.data(), count, table.data(), w.data(), k, out.numbers.data());
      return out;
    }, plain, 1e-5f);
  }
}

}  // namespace
}  // namespace relata
