#include <relata/text/plain_text.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace relata {
namespace {

struct Signature {
  std::string_view bytes, kind, remedy;
};
constexpr std::string_view kFormats = "give text, HTML, JSON lines or CoNLL-U";
constexpr std::array kSignatures{
    Signature{"%PDF-", "PDF", "turn it into text first, with pdftotext or the like"},
    Signature{"PK\x03\x04", "a ZIP archive or office document", "save it as text first"},
    Signature{"\x1F\x8B", "gzip", "unpack it first"},
    Signature{"\xFF\xFE", "UTF-16", "convert the file to UTF-8"},
    Signature{"\xFE\xFF", "UTF-16", "convert the file to UTF-8"},
};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x7F || (byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1B);
}

[[noreturn]] void fail_at(std::string_view bytes, std::size_t at, const std::string& file) {
  std::array<char, 8> hex{};
  std::snprintf(hex.data(), hex.size(), "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(bytes[at])));
  throw InputError(describe({file}, "is not text (byte " + std::string(hex.data()) + " at " + std::to_string(at) + ")", kFormats));
}

}  // namespace

void want_text(std::string_view bytes, const std::string& file) {
  for (const Signature& known : kSignatures)
    if (bytes.starts_with(known.bytes)) throw InputError(describe({file}, "is not text (" + std::string(known.kind) + ")", known.remedy));
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) fail_at(bytes, nul, file);
  std::size_t odd = 0, first = std::string_view::npos;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint c = decode(bytes, at);
    if (!c.valid || is_control(bytes[at])) {
      ++odd;
      first = std::min(first, at);
    }
    at += c.size;
  }
  constexpr std::size_t kFew = 3;  // a short text with a stray byte is still text
  if (odd > kFew && odd * 3 >= bytes.size()) fail_at(bytes, first, file);
}

std::string plain_text(std::string bytes, const std::string& file, Diagnostics& diagnostics) {
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  const std::size_t first = find_invalid_utf8(bytes);
  if (first == std::string_view::npos) return bytes;
  const std::string_view before = std::string_view(bytes).substr(0, first);
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 = 0
  const Location where{file, 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')),
                       1 + count_code_points(before.substr(line_begin))};
  std::size_t replaced = 0;
  std::string text = repair_utf8(bytes, replaced);
  const std::string count = replaced == 1 ? "1 byte that is" : std::to_string(replaced) + " bytes that are";
  diagnostics.push_back({Severity::kWarning, where, count + " not UTF-8, read as U+FFFD", "convert the file to UTF-8"});
  return text;
}

}  // namespace relata
