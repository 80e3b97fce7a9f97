// Writes safetensors files, and small models of random weights.
#pragma once
#include <relata/nn/encoder_config.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace relata {

using Shape = std::vector<std::size_t>;

/// The file's bytes: length of the header, header, data.
inline std::string safetensors(const std::string& header, const std::string& data) {
  const std::uint64_t size = header.size();
  std::string out(sizeof size, '\0');
  std::memcpy(out.data(), &size, sizeof size);
  return out + header + data;
}

inline std::filesystem::path write_temporary(const std::string& name, const std::string& bytes) {
  const auto path = std::filesystem::temp_directory_path() / ("relata-nn-" + name);
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

class RandomModel {
 public:
  explicit RandomModel(unsigned seed = 1) : random_(seed) {}

  float number(float low, float high) { return low + (high - low) * static_cast<float>(random_() % 65536) / 65535.0f; }
  std::int32_t integer(std::int32_t low, std::int32_t high) {
    return low + static_cast<std::int32_t>(random_() % static_cast<std::uint32_t>(high - low + 1));
  }
  std::vector<float> numbers(std::size_t count, float low, float high) {
    std::vector<float> out(count);
    for (float& each : out) each = number(low, high);
    return out;
  }

  template <class Number>
  void add(const std::string& name, const Shape& shape, const std::vector<Number>& numbers) {
    const std::size_t first = data_.size();
    data_.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number));
    const char* const type = sizeof(Number) == 1 ? "I8" : std::is_integral_v<Number> ? "I32" : "F32";
    header_[name] = {{"dtype", type}, {"shape", shape}, {"data_offsets", {first, data_.size()}}};
    data_.resize((data_.size() + 63) / 64 * 64);
  }
  void add_weights(const std::string& name, std::size_t rows, std::size_t columns, float scale) {
    std::vector<std::int8_t> weights(rows * columns);
    for (std::int8_t& each : weights) each = static_cast<std::int8_t>(integer(-127, 127));
    add(name + ".weight", {rows, columns}, weights);
    add(name + ".scale", {rows}, numbers(rows, scale / 2, scale));
  }
  void add_linear(const std::string& name, std::size_t outputs, std::size_t inputs) {
    add_weights(name, outputs, inputs, 0.02f / std::sqrt(static_cast<float>(inputs)));
    add(name + ".bias", {outputs}, numbers(outputs, -0.5f, 0.5f));
  }
  void add_norm(const std::string& name, std::size_t hidden) {
    add(name + ".weight", {hidden}, numbers(hidden, 0.5f, 1.5f));
    add(name + ".bias", {hidden}, numbers(hidden, -0.5f, 0.5f));
  }
  void add_encoder(const EncoderConfig& config) {
    const std::size_t hidden = config.hidden;
    add_weights("embeddings.word", config.vocab, hidden, 0.01f);
    add("embeddings.position", {config.positions, hidden}, numbers(config.positions * hidden, -0.3f, 0.3f));
    add("embeddings.shape", {config.shapes, hidden}, numbers(config.shapes * hidden, -0.3f, 0.3f));
    add_norm("embeddings.norm", hidden);
    for (std::size_t i = 0; i < config.layers; ++i) {
      const std::string at = "layers." + std::to_string(i) + ".";
      add_linear(at + "qkv", 3 * hidden, hidden);
      add_linear(at + "attention_out", hidden, hidden);
      add_norm(at + "attention_norm", hidden);
      add_linear(at + "ffn_in", config.ffn, hidden);
      add_linear(at + "ffn_out", hidden, config.ffn);
      add_norm(at + "ffn_norm", hidden);
    }
    const nlohmann::json sizes = {{"hidden", hidden},         {"layers", config.layers},       {"heads", config.heads},
                                  {"ffn", config.ffn},        {"vocab", config.vocab},         {"positions", config.positions},
                                  {"shapes", config.shapes},  {"norm_eps", 1e-12},             {"labels", {"a", "b"}}};
    header_["__metadata__"] = {{"format", "relata-encoder"}, {"version", "1"}, {"config", sizes.dump()}};
  }

  nlohmann::json& header() { return header_; }
  std::filesystem::path write(const std::string& name) const { return write_temporary(name, bytes()); }
  std::string bytes() const {
    std::string header = header_.dump();
    header.resize((header.size() + 8 + 63) / 64 * 64 - 8, ' ');  // numbers on 64-byte boundaries
    return safetensors(header, data_);
  }

 private:
  std::mt19937 random_;
  nlohmann::json header_ = nlohmann::json::object();
  std::string data_;
};

}  // namespace relata
