// The encoder against plain float loops over the same weights, and its promise of the same bytes.
#include <relata/core/error.hpp>
#include <relata/nn/encoder.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <thread>

#include "small_model.hpp"

namespace relata {
namespace {

using Numbers = std::vector<float>;

EncoderConfig small_config() {
  EncoderConfig config;
  config.hidden = 64, config.layers = 2, config.heads = 2, config.ffn = 128, config.vocab = 100, config.positions = 300, config.shapes = 8;
  return config;
}

struct Sequences {
  Sequences(const EncoderConfig& config, const std::vector<std::int32_t>& lengths) : lengths(lengths) {
    RandomModel random(7);
    for (std::int32_t i = std::accumulate(lengths.begin(), lengths.end(), 0); i > 0; --i) {
      ids.push_back(random.integer(0, static_cast<std::int32_t>(config.vocab) - 1));
      shapes.push_back(random.integer(0, static_cast<std::int32_t>(config.shapes) - 1));
    }
  }
  PackedSequences packed() const { return {ids, shapes, lengths}; }
  std::vector<std::int32_t> ids, shapes, lengths;
};

/// The formulas of encoder.hpp over dequantised weights; `stepped`: what goes into a layer is rounded to 255 steps of its
/// row's range, as the encoder does it.
class PlainEncoder {
 public:
  PlainEncoder(const SafetensorsFile& file, const EncoderConfig& config, bool stepped) : file_(file), config_(config), stepped_(stepped) {}

  Numbers run(std::span<const std::int32_t> ids, std::span<const std::int32_t> shapes) const {  // one sequence
    const std::size_t hidden = config_.hidden;
    const Numbers words = weights("embeddings.word", config_.vocab, hidden);
    const auto positions = file_.floats("embeddings.position", {config_.positions, hidden});
    const auto shape_rows = file_.floats("embeddings.shape", {config_.shapes, hidden});
    Numbers x(ids.size() * hidden);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const std::size_t row = i / hidden, d = i % hidden;
      x[i] = words[static_cast<std::size_t>(ids[row]) * hidden + d] + positions[i] + shape_rows[static_cast<std::size_t>(shapes[row]) * hidden + d];
    }
    x = norm(x, "embeddings.norm");
    for (std::size_t layer = 0; layer < config_.layers; ++layer) {
      const std::string at = "layers." + std::to_string(layer) + ".";
      const Numbers context = attention(linear(x, at + "qkv", 3 * hidden, hidden));
      x = norm(sum(x, linear(context, at + "attention_out", hidden, hidden)), at + "attention_norm");
      Numbers wide = linear(x, at + "ffn_in", config_.ffn, hidden);
      for (float& each : wide) each = 0.5f * each * (1 + std::tanh(0.7978845608f * (each + 0.044715f * each * each * each)));
      x = norm(sum(x, linear(wide, at + "ffn_out", hidden, config_.ffn)), at + "ffn_norm");
    }
    return x;
  }

 private:
  static Numbers sum(Numbers a, const Numbers& b) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
    return a;
  }
  Numbers weights(const std::string& name, std::size_t rows, std::size_t columns) const {
    const auto integers = file_.int8(name + ".weight", {rows, columns});
    const auto scale = file_.floats(name + ".scale", {rows});
    Numbers out(integers.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = integers[i] * scale[i / columns];
    return out;
  }
  static void round_to_steps(std::span<float> row) {
    const float low = std::min(0.0f, std::ranges::min(row)), step = (std::max(0.0f, std::ranges::max(row)) - low) / 255;
    const float zero = std::round(-low / step);
    for (float& each : row) each = step * (std::clamp(std::round(each / step) + zero, 0.0f, 255.0f) - zero);
  }
  Numbers linear(Numbers x, const std::string& name, std::size_t outputs, std::size_t inputs) const {
    for (std::size_t i = 0; stepped_ && i < x.size(); i += inputs) round_to_steps(std::span(x).subspan(i, inputs));
    const Numbers w = weights(name, outputs, inputs);
    const auto bias = file_.floats(name + ".bias", {outputs});
    Numbers y(x.size() / inputs * outputs);
    for (std::size_t i = 0; i < y.size(); ++i) {
      const float* const row = x.data() + i / outputs * inputs;
      y[i] = bias[i % outputs] + std::inner_product(row, row + inputs, w.data() + i % outputs * inputs, 0.0f);
    }
    return y;
  }
  Numbers norm(Numbers x, const std::string& name) const {
    const std::size_t hidden = config_.hidden;
    const auto weight = file_.floats(name + ".weight", {hidden}), bias = file_.floats(name + ".bias", {hidden});
    for (auto row = x.begin(); row != x.end(); row += static_cast<std::ptrdiff_t>(hidden)) {
      const auto n = static_cast<float>(hidden);
      const auto end = row + static_cast<std::ptrdiff_t>(hidden);
      const float mean = std::accumulate(row, end, 0.0f) / n;
      const float variance = std::accumulate(row, end, 0.0f, [&](float total, float each) { return total + (each - mean) * (each - mean); }) / n;
      std::size_t d = 0;
      for (float& each : std::span(row, end)) {
        each = (each - mean) / std::sqrt(variance) * weight[d] + bias[d];
        ++d;
      }
    }
    return x;
  }
  Numbers attention(const Numbers& qkv) const {
    const std::size_t hidden = config_.hidden, rows = qkv.size() / (3 * hidden), size = hidden / config_.heads;
    Numbers out(rows * hidden);
    for (std::size_t h = 0; h < config_.heads; ++h) {
      for (std::size_t i = 0; i < rows; ++i) {
        Numbers weight(rows);
        for (std::size_t j = 0; j < rows; ++j) {
          const float* const query = qkv.data() + i * 3 * hidden + h * size;
          weight[j] = std::exp(std::inner_product(query, query + size, qkv.data() + j * 3 * hidden + hidden + h * size, 0.0f));
        }
        const float total = std::accumulate(weight.begin(), weight.end(), 0.0f);
        for (std::size_t j = 0; j < rows; ++j) {
          for (std::size_t d = 0; d < size; ++d) out[i * hidden + h * size + d] += weight[j] / total * qkv[j * 3 * hidden + 2 * hidden + h * size + d];
        }
      }
    }
    return out;
  }

  const SafetensorsFile& file_;
  const EncoderConfig& config_;
  const bool stepped_;
};

class EncoderTest : public testing::Test {
 protected:
  static std::filesystem::path model() {
    RandomModel random;
    random.add_encoder(small_config());
    return random.write("encoder.safetensors");
  }
  Numbers run(const Sequences& sequences, Workspace& workspace) const {
    Numbers out(sequences.ids.size() * encoder_.config().hidden);
    encoder_.run(sequences.packed(), workspace, out);
    return out;
  }
  const SafetensorsFile file_{model()};
  const Encoder encoder_{file_};
  Workspace workspace_;
};

// 300 is beyond what is worked on at once; 0 is nothing.
const std::vector<std::int32_t> kLengths{5, 1, 17, 0, 64, 300, 3, 200, 90, 16};

TEST_F(EncoderTest, IsCloseToPlainFloats) {
  const Sequences sequences(encoder_.config(), kLengths);
  const Numbers out = run(sequences, workspace_);
  const auto error_to = [&](const PlainEncoder& plain) {  // root mean square, relative
    double squares = 0, errors = 0;
    std::size_t row = 0, i = 0;
    for (const std::int32_t each : kLengths) {
      const auto length = static_cast<std::size_t>(each);
      for (const float wanted : plain.run(std::span(sequences.ids).subspan(row, length), std::span(sequences.shapes).subspan(row, length))) {
        const double off = out[i++] - wanted;
        errors += off * off;
        squares += double(wanted) * wanted;
      }
      row += length;
    }
    return std::sqrt(errors / squares);
  };
  EXPECT_LT(error_to(PlainEncoder(file_, encoder_.config(), true)), 0.002);
  EXPECT_LT(error_to(PlainEncoder(file_, encoder_.config(), false)), 0.05);
}

TEST_F(EncoderTest, BytesDoNotDependOnBatchArithmeticOrThread) {
  const Sequences sequences(encoder_.config(), kLengths);
  const Numbers together = run(sequences, workspace_);
  EXPECT_EQ(run(sequences, workspace_), together);

  Numbers alone(together.size());
  const std::size_t hidden = encoder_.config().hidden;
  std::size_t row = 0;
  for (const std::int32_t& each : sequences.lengths) {
    const auto length = static_cast<std::size_t>(each);
    const PackedSequences one{std::span(sequences.ids).subspan(row, length), std::span(sequences.shapes).subspan(row, length), std::span(&each, 1)};
    encoder_.run(one, workspace_, std::span(alone).subspan(row * hidden, length * hidden));
    row += length;
  }
  EXPECT_EQ(alone, together);

  Numbers other(together.size());
  Encoder(file_, Arithmetic::kFloats).run(sequences.packed(), workspace_, other);
  EXPECT_EQ(other, together);

  std::vector<Numbers> results(3);
  std::vector<std::thread> threads;
  for (Numbers& result : results) {
    threads.emplace_back([&] {
      Workspace own;
      result = run(sequences, own);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Numbers& result : results) EXPECT_EQ(result, together);
}

TEST_F(EncoderTest, RefusesWhatDoesNotFit) {
  const auto check = [&](std::vector<std::int32_t> ids, std::vector<std::int32_t> shapes, std::vector<std::int32_t> lengths, std::size_t rows) {
    Numbers out(rows * encoder_.config().hidden);
    EXPECT_THROW(encoder_.run({ids, shapes, lengths}, workspace_, out), std::invalid_argument);
  };
  check({1, 2}, {0, 0}, {3}, 2);
  check({1, 2}, {0}, {2}, 2);
  check({1, 2}, {0, 0}, {2}, 1);
  check({1, 100}, {0, 0}, {2}, 2);
  check({-1, 2}, {0, 0}, {2}, 2);
  check({1, 2}, {0, 8}, {2}, 2);
  check({1}, {0}, {2, -1}, 1);
  check(std::vector<std::int32_t>(301), std::vector<std::int32_t>(301), {301}, 301);
}

TEST_F(EncoderTest, GivesTheConfigAsItIs) {
  EXPECT_EQ(encoder_.config().layers, 2u);
  EXPECT_EQ(nlohmann::json::parse(encoder_.config().json)["labels"][1], "b");
}

TEST(EncoderFile, FaultsByTable) {
  const auto check = [](const std::function<void(nlohmann::json&, nlohmann::json&)>& spoil, const std::string& words) {
    RandomModel random;
    random.add_encoder(small_config());
    auto& header = random.header();
    auto sizes = nlohmann::json::parse(header["__metadata__"]["config"].get<std::string>());
    spoil(header, sizes);
    if (header.contains("__metadata__") && sizes != nullptr) header["__metadata__"]["config"] = sizes.dump();
    const SafetensorsFile file(random.write("fault.safetensors"));
    try {
      const Encoder encoder(file);
      ADD_FAILURE() << "was read: " << words;
    } catch (const ModelError& refused) {
      EXPECT_NE(std::string(refused.what()).find("fault.safetensors: " + words), std::string::npos) << refused.what();
    }
  };
  using Json = nlohmann::json;
  check([](Json& header, Json& sizes) { header.erase("__metadata__"), sizes = nullptr; }, "is of format '', not 'relata-encoder'; take a model");
  check([](Json& header, Json&) { header["__metadata__"]["version"] = "2"; }, "has version '2', this relata reads 1; take a model");
  check([](Json& header, Json& sizes) { header["__metadata__"]["config"] = "{", sizes = nullptr; }, "has a config that is not a JSON object");
  check([](Json&, Json& sizes) { sizes.erase("layers"); }, "config lacks the number layers");
  check([](Json&, Json& sizes) { sizes["ffn"] = -16; }, "config lacks the number ffn");
  check([](Json&, Json& sizes) { sizes["vocab"] = 1u << 31; }, "config has vocab 2147483648, not 1 to 16777216");
  check([](Json&, Json& sizes) { sizes["heads"] = 3; }, "config has 3 heads for hidden 64");
  check([](Json&, Json& sizes) { sizes["norm_eps"] = 0; }, "config has a norm_eps outside 1e-30 to 1");
  check([](Json&, Json& sizes) { sizes["layers"] = 3; }, "has no tensor 'layers.2.qkv.weight'; export the model again");
  check([](Json&, Json& sizes) { sizes["vocab"] = 99; }, "tensor 'embeddings.word.weight' is I8 [100, 64], wanted is I8 [99, 64]; export");
  check([](Json& header, Json&) { header["embeddings.shape"]["dtype"] = "I32"; }, "tensor 'embeddings.shape' is I32 [8, 64], wanted is F32 [8, 64]");
}

TEST(EncoderFile, CutOrChangedIsRefusedOrRuns) {
  RandomModel random;
  random.add_encoder(small_config());
  const std::string good = random.bytes();
  const std::size_t header = good.find("}}") + 2;
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random.integer(0, static_cast<std::int32_t>(limit) - 1)); };
  std::size_t refused = 0;
  for (int i = 0; i < 200; ++i) {
    std::string bytes = good;
    if (i % 4 == 0) bytes.resize(below(good.size()));
    for (std::size_t change = 0; i % 4 != 0 && change < 1 + below(3); ++change) {
      bytes[below(i % 4 == 1 ? header : good.size())] = static_cast<char>(i % 4 == 2 ? '\xff' : random.integer('0', '9'));
    }
    try {
      const SafetensorsFile file(write_temporary("changed.safetensors", bytes));
      const Encoder encoder(file);
      const Sequences sequences(encoder.config(), {3, 20});
      Numbers out(23 * encoder.config().hidden);
      Workspace workspace;
      encoder.run(sequences.packed(), workspace, out);
    } catch (const ModelError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 50u);
}

}  // namespace
}  // namespace relata
