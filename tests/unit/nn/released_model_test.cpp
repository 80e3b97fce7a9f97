// The released model against what the training framework computed, in float, for the same numbers:
// `ids`, `shapes` I32 [n], `lengths` I32 [s] and `hidden` F32 [n, hidden] in reference.safetensors. Runs from the root
// of the repository, as ctest does.
#include <relata/nn/encoder.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace relata {
namespace {

constexpr const char* kModel = "models/relata-en-v2/model.safetensors";
constexpr const char* kReference = "tests/unit/nn/reference.safetensors";

TEST(ReleasedModel, IsCloseToItsTraining) {
  for (const char* const path : {kModel, kReference}) {
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "SKIPPED: " << path << " is not there, the released model is NOT checked";
  }
  const SafetensorsFile file(kModel), reference(kReference);
  const Encoder encoder(file);
  const std::size_t rows = reference.tensor("ids").shape.at(0), hidden = encoder.config().hidden;
  const PackedSequences input{reference.int32("ids", {rows}), reference.int32("shapes", {rows}),
                              reference.int32("lengths", reference.tensor("lengths").shape)};
  const auto wanted = reference.floats("hidden", {rows, hidden});
  std::vector<float> out(rows * hidden);
  Workspace workspace;
  encoder.run(input, workspace, out);

  double errors = 0, squares = 0, worst = 1;
  for (std::size_t row = 0; row < rows; ++row) {
    double product = 0, ours = 0, theirs = 0;
    for (std::size_t i = row * hidden; i < (row + 1) * hidden; ++i) {
      product += double(out[i]) * wanted[i];
      ours += double(out[i]) * out[i];
      theirs += double(wanted[i]) * wanted[i];
      errors += (double(out[i]) - wanted[i]) * (double(out[i]) - wanted[i]);
    }
    squares += theirs;
    worst = std::min(worst, product / std::sqrt(ours * theirs));
  }
  RecordProperty("relative_rms", std::to_string(std::sqrt(errors / squares)));
  EXPECT_LT(std::sqrt(errors / squares), 0.05);
  EXPECT_GT(worst, 0.98);
}

}  // namespace
}  // namespace relata
