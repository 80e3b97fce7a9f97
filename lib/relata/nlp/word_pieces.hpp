// Words to the pieces of a pretrained vocabulary: the uncased tokenizer of BERT (Devlin et al. 2019),
// which is BasicTokenizer and then WordPiece. Checked against the tokenizers package by
// bench/word_pieces.py. Knows no encoder: it only gives numbers.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace relata {

/// Immutable after construction; one object may serve all threads.
class WordPieces {
 public:
  /// Pieces that one word may have; what would come after them is dropped.
  static constexpr std::size_t kMostPieces = 16;

  /// `vocabulary`: a piece a line, its id the number of the line from 0; pieces inside words begin
  /// with ##. Not kept. Throws ModelError where [UNK] is missing.
  explicit WordPieces(std::string_view vocabulary);

  /// Appends the ids of the pieces of `word`, one token of ours: 1 to kMostPieces of them, a single [UNK]
  /// if nothing of the word is left. Any bytes: an invalid one counts as U+FFFD, which is dropped.
  void append(std::string_view word, std::vector<std::int32_t>& ids) const;

  /// Lines of the vocabulary.
  std::size_t size() const { return size_; }
  /// Id of a piece as it is written in the vocabulary ("[CLS]", "##ing"); -1 = none.
  std::int32_t id_of(std::string_view piece) const;

 private:
  struct Node {
    std::uint32_t first_child = 0;  // index into nodes_; a node's children end where the next one's begin
    std::int32_t id = -1;           // of the piece that ends here, -1 = none
    char byte = 0;                  // leads here
  };
  class Appender;

  std::uint32_t child(std::uint32_t node, char byte) const;  // 0 = none
  void grow(std::vector<std::pair<std::string_view, std::int32_t>> pieces);
  bool append_parts(std::string_view plain, std::size_t most, std::vector<std::int32_t>& ids) const;

  std::vector<Node> nodes_;                      // breadth first; 0 = beginning of a word, last = a sentinel
  std::uint32_t inside_ = 0;                     // the node that "##" leads to, 0 = none
  std::array<std::uint32_t, 256> first_bytes_{};   // children of node 0 by byte
  std::array<std::uint32_t, 256> inside_bytes_{};  // children of inside_ by byte
  std::int32_t unknown_ = 0;
  std::size_t size_ = 0;
};

/// How a word is written, which lower-cased pieces do not tell. By the letters alone; caseless letters count as small.
enum WordShape : int {
  kShapeSpecial = 0,     ///< no word: the tokens that an encoder adds
  kShapeLower = 1,       ///< small letters
  kShapeTitle = 2,       ///< two letters or more, the first a capital, the others small
  kShapeUpper = 3,       ///< two letters or more, all capitals
  kShapeOneCapital = 4,  ///< one letter, a capital
  kShapeMixed = 5,
  kShapeNumber = 6,  ///< digits and no letters
  kShapeMark = 7,    ///< neither letters nor digits
};
int word_shape(std::string_view word);

}  // namespace relata
