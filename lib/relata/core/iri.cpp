#include <relata/core/iri.hpp>

namespace relata {

std::string_view local_name(std::string_view iri) {
  std::size_t cut = iri.find_last_of("#/");
  if (cut == std::string_view::npos) cut = iri.rfind(':');
  return cut == std::string_view::npos ? iri : iri.substr(cut + 1);
}

bool is_entry_number(std::string_view name) {
  if (name.size() < 2 || std::string_view("QPqp").find(name.front()) == std::string_view::npos) return false;
  return name.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace relata
