#include <relata/nn/encoder.hpp>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace relata {

namespace {
constexpr std::size_t kRowsAtOnce = 256;  // what fits the second-level cache
}

Encoder::Encoder(const SafetensorsFile& file, Arithmetic arithmetic)
    : config_(read_encoder_config(file)), embedding_norm_(file, "embeddings.norm", config_.hidden, config_.norm_eps),
      layers_(file, "layers.", {config_.layers, config_.hidden, config_.heads, config_.ffn, config_.norm_eps}, arithmetic) {
  const std::size_t hidden = config_.hidden;
  words_ = file.int8("embeddings.word.weight", {config_.vocab, hidden});
  word_scales_ = file.floats("embeddings.word.scale", {config_.vocab});
  positions_ = file.floats("embeddings.position", {config_.positions, hidden});
  shapes_ = file.floats("embeddings.shape", {config_.shapes, hidden});
}

void Encoder::run(const PackedSequences& input, const LayerStack* layers, Workspace& workspace, std::span<float> out) const {
  check(input, out.size());
  std::size_t row = 0;
  for (std::size_t first = 0; first < input.lengths.size();) {
    std::size_t last = first, rows = 0;  // as many whole sequences as fit, but one at least
    do {
      rows += static_cast<std::size_t>(input.lengths[last++]);
    } while (last < input.lengths.size() && rows + static_cast<std::size_t>(input.lengths[last]) <= kRowsAtOnce);
    const PackedSequences part{input.ids.subspan(row, rows), input.shapes.subspan(row, rows), input.lengths.subspan(first, last - first)};
    if (rows > 0) run_part(part, layers ? *layers : layers_, workspace, out.data() + row * config_.hidden);
    row += rows;
    first = last;
  }
}

void Encoder::add_embedding(std::int32_t id, float* sum) const {
  const auto row = static_cast<std::size_t>(id);
  for (std::size_t k = 0; k < config_.hidden; ++k) sum[k] += word_scales_[row] * static_cast<float>(words_[row * config_.hidden + k]);
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

void Encoder::run_part(const PackedSequences& part, const LayerStack& layers, Workspace& workspace, float* x) const {
  const std::size_t count = part.ids.size();
  const LayerStack::Rows rows{part.lengths, count, x, workspace.bytes_.reserve(kernels::round_up(count, IntegerProduct::kRowStep) * config_.hidden),
                              workspace.codes_.reserve(count)};
  workspace.last_lap_ = std::chrono::steady_clock::now();
  embed(part, rows);
  layers.run(rows, workspace);
}

void Encoder::embed(const PackedSequences& part, const LayerStack::Rows& rows) const {
  const std::size_t hidden = config_.hidden;
  std::size_t row = 0;
  for (const std::int32_t length : part.lengths) {
    for (std::size_t place = 0; place < static_cast<std::size_t>(length); ++place, ++row) {
      const auto id = static_cast<std::size_t>(part.ids[row]), shape = static_cast<std::size_t>(part.shapes[row]);
      rows.codes[row] = kernels::embed(words_.data() + id * hidden, word_scales_[id], positions_.data() + place * hidden,
                                       shapes_.data() + shape * hidden, embedding_norm_.view(), hidden, rows.x + row * hidden,
                                       rows.bytes + row * hidden);
    }
  }
}

}  // namespace relata
