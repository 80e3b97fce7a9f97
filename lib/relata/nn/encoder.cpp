#include <relata/nn/encoder.hpp>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace relata {

namespace {
constexpr std::size_t kRowsAtOnce = 256;  // what fits the second-level cache
}

struct Encoder::Rows {
  const PackedSequences& input;
  std::size_t count;
  float* x;                  // [count, hidden]
  std::uint8_t* bytes;       // [count rounded up, hidden], x in bytes
  kernels::RowCode* codes;   // [count], how
};

Encoder::Encoder(const SafetensorsFile& file, Arithmetic arithmetic) : config_(read_encoder_config(file)) {
  const std::size_t hidden = config_.hidden;
  words_ = file.int8("embeddings.word.weight", {config_.vocab, hidden});
  word_scales_ = file.floats("embeddings.word.scale", {config_.vocab});
  positions_ = file.floats("embeddings.position", {config_.positions, hidden});
  shapes_ = file.floats("embeddings.shape", {config_.shapes, hidden});
  embedding_norm_ = read_norm(file, "embeddings.norm");
  for (std::size_t i = 0; i < config_.layers; ++i) {
    const std::string at = "layers." + std::to_string(i) + ".";
    layers_.push_back({Linear(file, at + "qkv", 3 * hidden, hidden, arithmetic), Linear(file, at + "attention_out", hidden, hidden, arithmetic),
                       Linear(file, at + "ffn_in", config_.ffn, hidden, arithmetic), Linear(file, at + "ffn_out", hidden, config_.ffn, arithmetic),
                       read_norm(file, at + "attention_norm"), read_norm(file, at + "ffn_norm")});
  }
}

Encoder::NormWeights Encoder::read_norm(const SafetensorsFile& file, const std::string& name) const {
  const auto weight = file.floats(name + ".weight", {config_.hidden}), bias = file.floats(name + ".bias", {config_.hidden});
  return {{weight.begin(), weight.end()}, {bias.begin(), bias.end()}};
}

void Encoder::run(const PackedSequences& input, Workspace& workspace, std::span<float> out) const {
  check(input, out.size());
  std::size_t row = 0;
  for (std::size_t first = 0; first < input.lengths.size();) {
    std::size_t last = first, rows = 0;  // as many whole sequences as fit, but one at least
    do {
      rows += static_cast<std::size_t>(input.lengths[last++]);
    } while (last < input.lengths.size() && rows + static_cast<std::size_t>(input.lengths[last]) <= kRowsAtOnce);
    const PackedSequences part{input.ids.subspan(row, rows), input.shapes.subspan(row, rows), input.lengths.subspan(first, last - first)};
    if (rows > 0) run_part(part, workspace, out.data() + row * config_.hidden);
    row += rows;
    first = last;
  }
}

void Encoder::check(const PackedSequences& input, std::size_t out) const {
  const auto below = [](std::span<const std::int32_t> numbers, std::size_t limit) {
    return std::ranges::all_of(numbers, [&](std::int32_t number) { return number >= 0 && static_cast<std::size_t>(number) < limit; });
  };
  const auto rows = std::accumulate(input.lengths.begin(), input.lengths.end(), std::size_t{0});
  if (!below(input.lengths, config_.positions + 1)) throw std::invalid_argument("a sequence is longer than the encoder's positions");
  if (rows != input.ids.size() || rows != input.shapes.size() || rows * config_.hidden != out) {
    throw std::invalid_argument("lengths, ids, shapes and output of an encoder's run do not fit each other");
  }
  if (!below(input.ids, config_.vocab) || !below(input.shapes, config_.shapes)) {
    throw std::invalid_argument("an id or shape the encoder does not know");
  }
}

void Encoder::run_part(const PackedSequences& part, Workspace& workspace, float* x) const {
  const std::size_t count = part.ids.size();
  const Rows rows{part, count, x, workspace.bytes_.reserve(kernels::round_up(count, IntegerProduct::kRowStep) * config_.hidden),
                  workspace.codes_.reserve(count)};
  workspace.last_lap_ = std::chrono::steady_clock::now();
  embed(rows);
  for (const Layer& layer : layers_) {
    attend(layer, rows, workspace);
    feed_forward(layer, rows, workspace);
  }
  workspace.lap(&Workspace::Times::rows);
}

void Encoder::embed(const Rows& rows) const {
  const std::size_t hidden = config_.hidden;
  std::size_t row = 0;
  for (const std::int32_t length : rows.input.lengths) {
    for (std::size_t place = 0; place < static_cast<std::size_t>(length); ++place, ++row) {
      const auto id = static_cast<std::size_t>(rows.input.ids[row]), shape = static_cast<std::size_t>(rows.input.shapes[row]);
      rows.codes[row] = kernels::embed(words_.data() + id * hidden, word_scales_[id], positions_.data() + place * hidden,
                                       shapes_.data() + shape * hidden, norm(embedding_norm_), hidden, rows.x + row * hidden,
                                       rows.bytes + row * hidden);
    }
  }
}

void Encoder::attend(const Layer& layer, const Rows& rows, Workspace& workspace) const {
  const std::size_t hidden = config_.hidden;
  workspace.lap(&Workspace::Times::rows);
  const std::int32_t* product = layer.qkv.multiply(rows.bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);

  // The bytes of x have done their work; those of the attention's result take their place.
  std::size_t row = 0;
  for (const std::int32_t each : rows.input.lengths) {
    const auto length = static_cast<std::size_t>(each);
    float* const context = workspace.context_.reserve(length * hidden);
    float* const scratch = workspace.attention_.reserve(kernels::attention_scratch(length));
    kernels::attend(product + row * 3 * hidden, rows.codes + row, layer.qkv.channels(), length, config_.heads, scratch, context);
    for (std::size_t i = 0; i < length; ++i, ++row) rows.codes[row] = kernels::quantise(context + i * hidden, hidden, rows.bytes + row * hidden);
  }
  workspace.lap(&Workspace::Times::attention);

  product = layer.attention_out.multiply(rows.bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);
  for (row = 0; row < rows.count; ++row) {
    rows.codes[row] = kernels::add_norm(product + row * hidden, rows.codes[row], layer.attention_out.channels(), norm(layer.attention_norm),
                                        rows.x + row * hidden, rows.bytes + row * hidden);
  }
}

void Encoder::feed_forward(const Layer& layer, const Rows& rows, Workspace& workspace) const {
  const std::size_t hidden = config_.hidden, ffn = config_.ffn;
  workspace.lap(&Workspace::Times::rows);
  const std::int32_t* product = layer.ffn_in.multiply(rows.bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);

  std::uint8_t* const bytes = workspace.wide_bytes_.reserve(kernels::round_up(rows.count, IntegerProduct::kRowStep) * ffn);
  kernels::RowCode* const codes = workspace.wide_codes_.reserve(rows.count);
  float* const scratch = workspace.row_.reserve(ffn);
  for (std::size_t row = 0; row < rows.count; ++row) {
    codes[row] = kernels::dequantise_gelu_quantise(product + row * ffn, rows.codes[row], layer.ffn_in.channels(), scratch, bytes + row * ffn);
  }
  workspace.lap(&Workspace::Times::rows);

  product = layer.ffn_out.multiply(bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);
  for (std::size_t row = 0; row < rows.count; ++row) {
    rows.codes[row] = kernels::add_norm(product + row * hidden, codes[row], layer.ffn_out.channels(), norm(layer.ffn_norm), rows.x + row * hidden,
                                        rows.bytes + row * hidden);
  }
}

}  // namespace relata
