// DOT to picture by GraphViz's library in this process. GraphViz is not re-entrant: calls wait for
// one another behind one lock.
#pragma once
#include <relata/core/error.hpp>

#include <string>
#include <string_view>

namespace relata {

/// DOT that GraphViz refuses, or a format or engine that it does not have.
class DrawError : public Error {
 public:
  using Error::Error;
};

/// The bytes of the picture. `format` is one of GraphViz's names ("svg", "png", "pdf", "dot", ...);
/// `engine` likewise ("dot", "sfdp", ...), "" = the `layout` that the text asks for, else "dot".
/// DrawError with GraphViz's own messages, in one line.
std::string render(std::string_view dot, std::string_view format, std::string_view engine = {});

}  // namespace relata
