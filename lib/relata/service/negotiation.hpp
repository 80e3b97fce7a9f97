// Which of several media types a client wants (RFC 9110, 12.5.1).
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace relata {

/// Index of the offered type that the Accept header rates highest, the first of equals; an empty header takes any. nullopt if it takes none.
std::optional<std::size_t> negotiate(std::string_view accept, std::span<const std::string_view> offered);
/// "text/html; Charset=UTF-8" as "text/html".
std::string media_type(std::string_view content_type);
/// Its charset in lower case, "" if it names none.
std::string charset_of(std::string_view content_type);

}  // namespace relata
