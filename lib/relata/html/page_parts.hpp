// The fixed parts of a page. CMake makes their bytes at build time: our own of lib/relata/html/page, D3 of the file that it found.
#pragma once
#include <string_view>

namespace relata::page_parts {

extern const std::string_view kTemplate;  ///< page.html, with "{{name}}" where the other parts go
extern const std::string_view kStyle;     ///< page.css
extern const std::string_view kScript;    ///< page.js
extern const std::string_view kD3;        ///< d3.min.js

}  // namespace relata::page_parts
