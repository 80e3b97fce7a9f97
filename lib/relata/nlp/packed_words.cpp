#include <relata/nlp/packed_words.hpp>

namespace relata {

PackedWords::PackedWords(const WordPieces& pieces) : cls_(pieces.id_of("[CLS]")), sep_(pieces.id_of("[SEP]")) {}

void PackedWords::clear() {
  ids_.clear();
  shapes_.clear();
  lengths_.clear();
  words_.clear();
  starts_.clear();
}

void PackedWords::begin_sequence() {
  starts_.push_back(static_cast<std::uint32_t>(ids_.size()));
  ids_.push_back(cls_);
  shapes_.push_back(kShapeSpecial);
}

void PackedWords::add(std::string_view word, std::span<const std::int32_t> pieces) {
  const auto first = static_cast<std::uint32_t>(ids_.size());
  ids_.insert(ids_.end(), pieces.begin(), pieces.end());
  shapes_.insert(shapes_.end(), pieces.size(), word_shape(word));
  words_.push_back({first, static_cast<std::uint32_t>(ids_.size()) - 1});
}

void PackedWords::end_sequence() {
  ids_.push_back(sep_);
  shapes_.push_back(kShapeSpecial);
  lengths_.push_back(static_cast<std::int32_t>(ids_.size() - starts_.back()));
}

void PackedWords::run(const Encoder& encoder, const LayerStack* layers, Workspace& workspace) {
  width_ = encoder.config().hidden;
  vectors_.resize(ids_.size() * width_);
  encoder.run({ids_, shapes_, lengths_}, layers, workspace, vectors_);
}

void PackedWords::vector_of(std::size_t word, float* out) const {
  const float* const first = &vectors_[words_[word].first * width_];
  const float* const last = &vectors_[words_[word].last * width_];
  for (std::size_t i = 0; i < width_; ++i) out[i] = (first[i] + last[i]) * 0.5F;
}

}  // namespace relata
