// A web page as a document: the article's own words without menus and scripts, its title, date and
// publisher. What is the article is guessed from the page's elements, never from names of sites.
#pragma once
#include <relata/core/document.hpp>
#include <relata/core/error.hpp>

#include <string>
#include <string_view>

namespace relata {

/// Fills text, title, date and source. Paragraphs are parted by "\n"; words are as clean_words has them.
/// Total on any bytes: invalid ones become U+FFFD, with a warning.
Document read_html(std::string bytes, const std::string& file, Diagnostics& diagnostics);

/// The page as valid UTF-8: as it is if it is that, else by the single-byte encoding of the West if it declares that or
/// nothing, else repaired with a warning.
std::string html_to_utf8(std::string bytes, const std::string& file, Diagnostics& diagnostics);

/// White space (and no-break space) as one space, none at the ends; zero-width characters and soft hyphens left out.
std::string clean_words(std::string_view text);

}  // namespace relata
