// Words as an encoder takes them: subwords with the shapes of their words, sequences packed one after the other, each between [CLS] and [SEP]. What comes out is
// a vector a word, the mean of its first and last subword's.
#pragma once
#include <relata/nlp/word_pieces.hpp>
#include <relata/nn/encoder.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace relata {

class PackedWords {
 public:
  /// The vocabulary has [CLS] and [SEP].
  explicit PackedWords(const WordPieces& pieces);

  void clear();
  void begin_sequence();
  /// `pieces`: of the word, one at least.
  void add(std::string_view word, std::span<const std::int32_t> pieces);
  void end_sequence();

  std::size_t subwords() const { return ids_.size(); }  ///< with [CLS] and [SEP]
  std::size_t words() const { return words_.size(); }
  /// Of a word, counted over all sequences.
  std::span<const std::int32_t> pieces_of(std::size_t word) const { return std::span(ids_).subspan(words_[word].first, words_[word].last - words_[word].first + 1); }

  /// Layers that stand on the encoder's embedding; null for its own.
  void run(const Encoder& encoder, const LayerStack* layers, Workspace& workspace);
  /// After run(): out [width] of a word, counted over all sequences.
  void vector_of(std::size_t word, float* out) const;
  /// After run(): of the [CLS] of a sequence, [width].
  const float* start_of(std::size_t sequence) const { return &vectors_[starts_[sequence] * width_]; }

 private:
  struct Rows {
    std::uint32_t first, last;
  };
  std::int32_t cls_, sep_;
  std::vector<std::int32_t> ids_, shapes_, lengths_;
  std::vector<Rows> words_;
  std::vector<std::uint32_t> starts_;  // row of each sequence's [CLS]
  std::size_t width_ = 0;
  std::vector<float> vectors_;  // [subwords, width]
};

}  // namespace relata
