// Spans from tags: B-X begins a span of type X, I-X goes on in it, O is outside (Ramshaw and Marcus 1995). The best
// sequence in which every I-X follows a B-X or I-X. Knows no model and no document.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace relata {

struct TaggedSpan {
  std::uint32_t first = 0;  ///< index of the first word
  std::uint32_t last = 0;   ///< index of the last word, inclusive
  std::uint32_t type = 0;   ///< index into BioDecoder::types()
  float confidence = 0;     ///< 0..1, mean over the words of the probability (softmax) of the tag

  bool operator==(const TaggedSpan&) const = default;
};

/// Immutable after construction; one object may serve all threads.
class BioDecoder {
 public:
  /// `tags`: "O", "B-PER", "I-PER" ... in the order of the logits. Throws ModelError where a tag is none of these, comes twice,
  /// O is missing or an I-X has no B-X.
  explicit BioDecoder(const std::vector<std::string>& tags);

  /// `logits`: [words, tags()]. Spans in the order of the text, without overlap. O(words * tags). Any
  /// values: NaN counts as the least. Of equal sequences always the same one.
  std::vector<TaggedSpan> decode(std::span<const float> logits) const;

  std::size_t tags() const { return tags_.size(); }
  /// "PER" ..., in the order of their first tags.
  const std::vector<std::string>& types() const { return types_; }

 private:
  enum class Place : char { kOutside, kBegin, kInside };
  struct Tag {
    Place place = Place::kOutside;
    std::uint32_t type = 0;   // index into types_; not for O
    std::uint32_t begin = 0;  // of I-X: the tag B-X
  };
  float confidence(std::span<const float> row, std::uint32_t tag) const;

  std::vector<Tag> tags_;
  std::vector<std::string> types_;
};

}  // namespace relata
