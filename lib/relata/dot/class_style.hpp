// How the entities of a class look: muted colours and a shape, one row a class.
#pragma once
#include <string>
#include <string_view>

namespace relata {

struct ClassStyle {
  std::string_view fill, border;  ///< "#rrggbb"
  std::string_view shape, style;  ///< GraphViz
  std::string_view sign;          ///< a character of that shape, for the legend
};

/// By the local name of the class. A class that no row names gets a colour by the hash of its name: the
/// same in every picture.
ClassStyle class_style(std::string_view class_name);

}  // namespace relata
