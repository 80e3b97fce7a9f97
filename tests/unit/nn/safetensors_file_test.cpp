// A file that is not what it says is refused in words, never a crash.
#include <relata/core/error.hpp>
#include <relata/nn/linear.hpp>
#include <relata/nn/safetensors_file.hpp>

#include <gtest/gtest.h>

#include "small_model.hpp"

namespace relata {
namespace {

TEST(SafetensorsFile, ReadsWhatWasWritten) {
  RandomModel model;
  model.add("ids", {3}, std::vector<std::int32_t>{1, 2, 3});
  model.add("grid", {2, 2}, std::vector<float>{1, 2, 3, 4});
  model.add("nothing", {0, 5}, std::vector<float>{});
  model.header()["__metadata__"] = {{"format", "relata-encoder"}};
  const SafetensorsFile file(model.write("good.safetensors"));
  EXPECT_EQ(file.tensors().size(), 3u);
  EXPECT_EQ(file.metadata("format"), "relata-encoder");
  EXPECT_EQ(file.metadata("other"), "");
  EXPECT_EQ(file.int32("ids", {3})[2], 3);
  EXPECT_EQ(file.floats("grid", {2, 2})[3], 4);
  EXPECT_TRUE(file.floats("nothing", {0, 5}).empty());

  const std::uint64_t before = file.fingerprint();
  EXPECT_EQ(SafetensorsFile(model.write("same.safetensors")).fingerprint(), before);
  model.add("more", {1}, std::vector<float>{0});
  EXPECT_NE(SafetensorsFile(model.write("other.safetensors")).fingerprint(), before);
}

TEST(SafetensorsFile, FaultsByTable) {
  const auto check = [](const std::string& bytes, const std::string& words) {
    try {
      const SafetensorsFile file(write_temporary("bad.safetensors", bytes));
      file.floats("x", {2});
      ADD_FAILURE() << "was read: " << words;
    } catch (const ModelError& refused) {
      EXPECT_NE(std::string(refused.what()).find("bad.safetensors: " + words), std::string::npos) << refused.what();
    }
  };
  const auto tensor = [](const std::string& entry, std::size_t bytes = 8) { return safetensors("{\"x\":" + entry + "}", std::string(bytes, '\0')); };
  check("", "has 0 bytes; it was cut");
  check("1234567", "has 7 bytes; it was cut");
  check(std::string(8, '\xff') + "{}", "says its header has 18446744073709551615 bytes, but has 2; it was cut");
  check("\x03" + std::string(7, '\0') + "{}", "says its header has 3 bytes, but has 2; it was cut");
  check(safetensors("", ""), "has a header that is not a JSON object");
  check(safetensors("[1]", ""), "has a header that is not a JSON object");
  check(safetensors("{\"x\"", ""), "has a header that is not a JSON object");
  check(safetensors(std::string(100'000, '['), ""), "has a header that is not a JSON object");
  check(safetensors("{}", ""), "has no tensor 'x'; export the model again");
  check(tensor("1"), "'x' is not described");
  check(tensor(R"({"shape":[2],"data_offsets":[0,8]})"), "tensor 'x' lacks dtype");
  check(tensor(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})"), "tensor 'x' lacks dtype");
  check(tensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0]})"), "tensor 'x' lacks dtype");
  check(tensor(R"({"dtype":"F32","shape":[2.5],"data_offsets":[0,8]})"), "tensor 'x' lacks dtype");
  check(tensor(R"({"dtype":"F99","shape":[2],"data_offsets":[0,8]})"), "tensor 'x' has the unknown type F99");
  check(tensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 7), "tensor 'x' lies at bytes 0 to 8 of 7; it was cut");
  check(tensor(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})"), "tensor 'x' lies at bytes 8 to 0");
  check(tensor(R"({"dtype":"F32","shape":[2],"data_offsets":[18446744073709551608,18446744073709551615]})"), "tensor 'x' lies at bytes");
  check(tensor(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})"), "tensor 'x' of shape [3] has 8 bytes");
  check(tensor(R"({"dtype":"F32","shape":[4611686018427387905,2],"data_offsets":[0,8]})"),
        "tensor 'x' of shape [4611686018427387905, 2] has 8");
  check(tensor(R"({"dtype":"I32","shape":[2],"data_offsets":[0,8]})"), "tensor 'x' is I32 [2], wanted is F32 [2]");
  check(tensor(R"({"dtype":"F32","shape":[2,1],"data_offsets":[0,8]})"), "tensor 'x' is F32 [2, 1], wanted is F32 [2]");
  check(safetensors(R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", std::string(8, '\xff')), "tensor 'x' is not aligned");
  check(safetensors(R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  )", std::string(8, '\xff')), "tensor 'x' has numbers that are not finite");
  EXPECT_THROW(SafetensorsFile("no/such/file.safetensors"), ModelError);
  EXPECT_THROW(SafetensorsFile(std::filesystem::temp_directory_path()), ModelError);
}

TEST(SafetensorsFile, LayersOfOddSizesAreRefused) {
  const auto check = [](std::size_t outputs, std::size_t inputs, const std::string& words) {
    RandomModel model;
    model.add_linear("heads.x", outputs, inputs);
    const SafetensorsFile file(model.write("layer.safetensors"));
    try {
      const Linear linear(file, "heads.x");
      ADD_FAILURE() << "was read: " << words;
    } catch (const ModelError& refused) {
      EXPECT_NE(std::string(refused.what()).find(words), std::string::npos) << refused.what();
    }
  };
  check(4, 20, "has 20 inputs and 4 outputs; inputs are a multiple of 16");
  check(4, 0, "has 0 inputs and 4 outputs");
  check(0, 16, "has 16 inputs and 0 outputs");
  check(1, 65552, "has 65552 inputs and 1 outputs");
}

}  // namespace
}  // namespace relata
