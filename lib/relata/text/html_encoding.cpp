// The encoding of a page. UTF-8 wins wherever the bytes are that, whatever the page declares.
#include <relata/text/html.hpp>

#include <relata/core/utf8.hpp>
#include <relata/text/plain_text.hpp>

#include <array>

namespace relata {
namespace {

// Bytes 0x80..0x9F of windows-1252, which browsers also read as iso-8859-1 (https://encoding.spec.whatwg.org/#windows-1252).
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
constexpr std::array<std::string_view, 9> kWestern{"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1",
                                                   "windows-1252", "cp1252", "us-ascii", "ascii"};

/// The label behind "charset=" near the beginning of the page, in lower case; "" if there is none.
std::string declared_charset(std::string_view html) {
  constexpr std::size_t kNear = 4096;
  std::string head(html.substr(0, kNear));
  for (char& c : head) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  std::size_t at = head.find("charset");
  if (at == std::string::npos) at = head.starts_with("<?xml") ? head.find("encoding") : at;
  if (at == std::string::npos) return {};
  at = head.find_first_of("=>", at);
  if (at == std::string::npos || head[at] == '>') return {};
  at = head.find_first_not_of(" \t\r\n\"'", at + 1);
  if (at == std::string::npos) return {};
  return head.substr(at, head.find_first_of(" \t\r\n\"';/>?", at) - at);
}

bool is_western(std::string_view label) {
  for (const std::string_view known : kWestern)
    if (label == known) return true;
  return false;
}

/// Whether some sequence of two and more bytes is UTF-8: Western text makes one by chance only.
bool has_utf8_sequence(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.valid && c.size > 1) return true;
    at += c.size;
  }
  return false;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? static_cast<char32_t>(kWindows1252[byte - 0x80]) : char32_t{byte});
  }
  return out;
}

}  // namespace

std::string html_to_utf8(std::string bytes, const std::string& file, Diagnostics& diagnostics) {
  if (find_invalid_utf8(bytes) != std::string_view::npos) {
    const std::string charset = declared_charset(bytes);
    if (is_western(charset) || (charset.empty() && !has_utf8_sequence(bytes))) return from_windows_1252(bytes);
  }
  return plain_text(std::move(bytes), file, diagnostics);
}

}  // namespace relata
