// Products are exact in either arithmetic; a Linear is what its formula says.
#include <relata/nn/linear.hpp>

#include <gtest/gtest.h>

#include "small_model.hpp"

namespace relata {
namespace {

TEST(IntegerProduct, IsExactByTable) {
  Workspace workspace;
  RandomModel random;
  const auto check = [&](std::size_t rows, std::size_t outputs, std::size_t inputs, std::int32_t low, std::int32_t high, std::int32_t least) {
    std::vector<std::int8_t> weights(outputs * inputs);
    std::vector<std::uint8_t> activations(rows * inputs);
    for (auto& each : weights) each = static_cast<std::int8_t>(random.integer(low, high));
    for (auto& each : activations) each = static_cast<std::uint8_t>(random.integer(least, 255));
    std::vector<std::int32_t> plain(rows * outputs), product(rows * outputs);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < outputs; ++j) {
        for (std::size_t k = 0; k < inputs; ++k) plain[i * outputs + j] += activations[i * inputs + k] * weights[j * inputs + k];
      }
    }
    for (const Arithmetic arithmetic : {best_arithmetic(), Arithmetic::kFloats}) {
      std::ranges::fill(product, -1);
      IntegerProduct(weights.data(), outputs, inputs, arithmetic).run(activations.data(), rows, product.data(), workspace);
      EXPECT_EQ(product, plain) << rows << " x " << inputs << " x " << outputs;
    }
  };
  check(16, 16, 16, -127, 127, 0);
  check(32, 48, 384, -127, 127, 0);
  check(16, 32, 528, -127, 127, 0);     // a slice and a bit
  check(16, 32, 1536, 127, 127, 255);   // the largest sums there are
  check(16, 32, 1536, -128, -128, 255);
  check(272, 64, 256, -127, 127, 0);
}

class LinearTest : public testing::Test {
 protected:
  SafetensorsFile model(std::size_t outputs, std::size_t inputs) {
    RandomModel model;
    model.add_linear("heads.test", outputs, inputs);
    return SafetensorsFile(model.write("linear.safetensors"));
  }
  Workspace workspace_;
};

TEST_F(LinearTest, IsItsFormulaInEitherArithmetic) {
  for (const auto& [rows, outputs, inputs] : {std::tuple{1u, 1u, 16u}, {5u, 36u, 384u}, {300u, 26u, 384u}, {17u, 256u, 1536u}}) {
    const SafetensorsFile file = model(outputs, inputs);
    const auto weights = file.int8("heads.test.weight", {outputs, inputs});
    const auto scale = file.floats("heads.test.scale", {outputs}), bias = file.floats("heads.test.bias", {outputs});
    const std::vector<float> x = RandomModel(2).numbers(rows * inputs, -2, 3);
    std::vector<float> y(rows * outputs), other(rows * outputs);
    Linear(file, "heads.test").run(x.data(), rows, y.data(), workspace_);
    Linear(file, "heads.test", Arithmetic::kFloats).run(x.data(), rows, other.data(), workspace_);
    EXPECT_EQ(y, other);

    std::vector<std::uint8_t> q(inputs);
    for (std::size_t i = 0; i < rows; ++i) {
      const auto code = kernels::quantise(x.data() + i * inputs, inputs, q.data());
      for (std::size_t j = 0; j < outputs; ++j) {
        std::int32_t exact = 0;
        for (std::size_t k = 0; k < inputs; ++k) exact += (q[k] - code.zero) * weights[j * inputs + k];
        ASSERT_NEAR(y[i * outputs + j], code.scale * scale[j] * static_cast<float>(exact) + bias[j], 1e-5f);
      }
    }
  }
}

TEST_F(LinearTest, RowsDoNotSeeEachOther) {
  const SafetensorsFile file = model(26, 384);
  const Linear linear(file, "heads.test");
  constexpr std::size_t kRows = 40;
  const std::vector<float> x = RandomModel(3).numbers(kRows * 384, -1, 1);
  std::vector<float> together(kRows * 26), alone(kRows * 26);
  linear.run(x.data(), kRows, together.data(), workspace_, Activation::kGelu);
  for (std::size_t i = 0; i < kRows; ++i) linear.run(x.data() + i * 384, 1, alone.data() + i * 26, workspace_, Activation::kGelu);
  EXPECT_EQ(together, alone);
}

}  // namespace
}  // namespace relata
