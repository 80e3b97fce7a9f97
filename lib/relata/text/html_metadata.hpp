// What a page says about itself: title, date of publication and publisher, from Open Graph and
// Dublin Core tags, schema.org JSON-LD, <time> and headings.
#pragma once
#include <relata/text/html_tree.hpp>

#include <string>
#include <string_view>

namespace relata {

struct HtmlMetadata {
  std::string title;   ///< "" where none
  std::string date;    ///< YYYY-MM-DD, "" where none
  std::string source;  ///< "" where none
};

HtmlMetadata html_metadata(const HtmlTree& tree);

/// "2024-03-05" from "2024-03-05T10:00:00Z" or "2024/03/05 ...": the day if it is in the calendar, else "".
std::string iso_day(std::string_view text);

}  // namespace relata
