// A stretch of a document's text. Inside relata every span is a half-open range of UTF-8 bytes
// that begins and ends between code points; records, NIF and RDF count Unicode code points
// (see utf8.hpp for the conversion).
#pragma once
#include <compare>
#include <cstdint>

namespace relata {

struct Span {
  std::uint32_t begin = 0;  ///< byte offset of the first byte
  std::uint32_t end = 0;    ///< byte offset one past the last byte

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Span&) const = default;
};

}  // namespace relata
