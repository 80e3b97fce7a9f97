// UTF-8 (RFC 3629): decoding, repair, and the conversion between byte offsets, which relata uses
// inside, and code point offsets, which records and RDF use.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;  ///< bytes it takes; 1 for an invalid byte
  bool valid = true;
};

/// The code point that begins at byte `at` (at < text.size()). An invalid byte gives U+FFFD, size 1.
CodePoint decode(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t code_point);

/// Byte offset of the first invalid sequence, or npos: no overlong forms, surrogates or values over U+10FFFF.
std::size_t find_invalid_utf8(std::string_view text);
/// Every invalid byte replaced by U+FFFD; `replaced` counts them.
std::string repair_utf8(std::string_view text, std::size_t& replaced);

std::size_t count_code_points(std::string_view text);
bool is_code_point_start(std::string_view text, std::size_t byte);

/// Letters, digits and spaces of all scripts by Unicode general category, case by simple folding.
bool is_space(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_upper(char32_t c);
char32_t to_lower(char32_t c);
std::string to_lower(std::string_view text);
/// Each run of blanks, tabs and line ends as one blank, none in front.
std::string single_spaced(std::string_view text);

/// Byte and code point offsets of one text, converted in O(log n). Keeps a view: the text must outlive it.
class OffsetMap {
 public:
  explicit OffsetMap(std::string_view text);
  /// Code points before `byte` (byte <= size, between code points).
  std::uint32_t code_point(std::uint32_t byte) const;
  /// Byte where the code point number `code_point` begins; size() of the text for one past the last.
  std::uint32_t byte(std::uint32_t code_point) const;
  std::uint32_t code_points() const { return total_; }

 private:
  static constexpr std::uint32_t kStride = 64;  // bytes between two entries of the index
  std::string_view text_;
  std::vector<std::uint32_t> before_;  // [n/kStride + 1] code points that begin before byte i*kStride
  std::uint32_t total_ = 0;
  bool ascii_ = false;
};

}  // namespace relata
