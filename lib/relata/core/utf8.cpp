#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <clocale>
#include <cstring>

namespace relata {
namespace {

// Smallest value that a sequence of 1..4 bytes may encode: anything below is an overlong form.
constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};

constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr CodePoint kInvalid{0xFFFD, 1, false};
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return kInvalid;
  char32_t value = lead & (0xFF >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!is_continuation(text[at + i])) return kInvalid;
    value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  }
  if (value < kSmallest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return kInvalid;
  return {value, size, true};
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    // Eight bytes of ASCII at a time: most of what RDF and most texts are made of.
    std::uint64_t eight = 0;
    if (text.size() - at >= sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080ULL) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint c = decode(text, at);
    if (!c.valid) return at;
    at += c.size;
  }
  return std::string_view::npos;
}

std::string repair_utf8(std::string_view text, std::size_t& replaced) {
  replaced = 0;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.valid) {
      out.append(text.substr(at, c.size));
    } else {
      append_utf8(out, c.value);
      ++replaced;
    }
    at += c.size;
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

bool is_code_point_start(std::string_view text, std::size_t byte) {
  return byte == text.size() || (byte < text.size() && !is_continuation(text[byte]));
}

std::string single_spaced(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

OffsetMap::OffsetMap(std::string_view text) : text_(text) {
  before_.reserve(text.size() / kStride + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kStride == 0) before_.push_back(total_);
    if (!is_continuation(text[i])) ++total_;
  }
  ascii_ = total_ == text.size();
}

std::uint32_t OffsetMap::code_point(std::uint32_t byte) const {
  if (ascii_ || byte == 0) return byte;
  if (byte >= text_.size()) return total_;
  const std::uint32_t block = byte / kStride;
  return before_[block] + static_cast<std::uint32_t>(
                              count_code_points(text_.substr(block * kStride, byte - block * kStride)));
}

std::uint32_t OffsetMap::byte(std::uint32_t code_point) const {
  if (ascii_) return std::min<std::uint32_t>(code_point, static_cast<std::uint32_t>(text_.size()));
  if (code_point >= total_) return static_cast<std::uint32_t>(text_.size());
  // The last block that begins with at most `code_point` code points before it.
  const auto after = std::upper_bound(before_.begin(), before_.end(), code_point);
  auto block = static_cast<std::size_t>(after - before_.begin()) - 1;
  std::uint32_t seen = before_[block];
  std::size_t at = block * kStride;
  while (true) {
    if (!is_continuation(text_[at])) {
      if (seen == code_point) return static_cast<std::uint32_t>(at);
      ++seen;
    }
    ++at;
  }
}

}  // namespace relata
