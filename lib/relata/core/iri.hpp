// The parts of an IRI that people read.
#pragma once
#include <string_view>

namespace relata {

/// The part of an IRI after the last '#' or '/', else after the last ':'.
std::string_view local_name(std::string_view iri);

/// Whether a name is only the number of an entry, in either case: "Q5", "P156". It has no words that a reader could go by.
bool is_entry_number(std::string_view name);

}  // namespace relata
