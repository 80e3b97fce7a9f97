// Every form that relata writes, by name, extension and media type: the one table.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct Format {
  enum class Kind { kTriples, kQuads, kGraph, kPicture };  ///< kGraph: nodes and edges, not RDF
  std::string_view name;        ///< "turtle"
  std::string_view extension;   ///< ".ttl"
  std::string_view media_type;  ///< "text/turtle"
  Kind kind;
};

const std::vector<Format>& formats();
const Format* find_format(std::string_view name);     ///< by name or extension without dot; nullptr if unknown
const Format* format_of_path(std::string_view path);  ///< by extension; nullptr if unknown
/// "turtle, ntriples, ...": for messages.
std::string format_names();

}  // namespace relata
