// The parts of an IRI that people read.
#pragma once
#include <string_view>

namespace relata {

/// The part of an IRI after the last '#' or '/', else after the last ':'.
std::string_view local_name(std::string_view iri);

}  // namespace relata
