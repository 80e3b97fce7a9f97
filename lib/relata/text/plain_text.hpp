// Bytes to text: what is text is given back as it is, what is nearly UTF-8 is repaired with a
// warning, and what is no text at all is refused.
#pragma once
#include <relata/core/error.hpp>

#include <string>
#include <string_view>

namespace relata {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// InputError "FILE: is not text (byte 0x00 at 7); ..." on NUL, UTF-16, files of a known binary kind,
/// and bytes of which a third and more are control characters or invalid UTF-8.
void want_text(std::string_view bytes, const std::string& file);

/// The text without its byte order mark; line ends stay as they are. Invalid bytes become U+FFFD, with one
/// warning that names the first and counts them.
std::string plain_text(std::string bytes, const std::string& file, Diagnostics& diagnostics);

}  // namespace relata
