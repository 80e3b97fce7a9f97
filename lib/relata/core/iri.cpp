#include <relata/core/iri.hpp>

namespace relata {

std::string_view local_name(std::string_view iri) {
  std::size_t cut = iri.find_last_of("#/");
  if (cut == std::string_view::npos) cut = iri.rfind(':');
  return cut == std::string_view::npos ? iri : iri.substr(cut + 1);
}

}  // namespace relata
