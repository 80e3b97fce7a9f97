// Text into DOT. Every string of a DOT file goes through one of these, so that a label may hold
// anything: quotes, a backslash at its end, "\N" (GraphViz: the node's name), "&amp;", line breaks.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

// All leave out control characters and turn bytes that are not UTF-8 into U+FFFD.

/// A quoted string, quotes included, for names and labels. GraphViz shows exactly `text`; line breaks break lines.
std::string dot_string(std::string_view text);
/// The same for tooltips and URLs, in which GraphViz resolves backslashes twice.
std::string dot_tooltip(std::string_view text);
/// The inside of an HTML-like label; line breaks become <br/>.
std::string dot_html(std::string_view text);

/// `text` on one line: runs of white space as one space, cut to `limit` code points with an ellipsis.
std::string one_line(std::string_view text, std::size_t limit);
/// Lines of about `width` code points, broken at spaces.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);
/// A local name in words: "headOfState" and "head_of_state" give "head of state"; %20 and the like are decoded.
std::string in_words(std::string_view name);

}  // namespace relata
