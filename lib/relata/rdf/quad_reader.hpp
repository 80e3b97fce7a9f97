// Statements of an RDF file, one after the other: N-Triples, N-Quads, Turtle and TriG by serd, RDF/XML by raptor.
#pragma once
#include <relata/core/error.hpp>
#include <relata/rdf/terms.hpp>

#include <functional>
#include <string>

namespace relata {

/// Blank nodes come as IRIs "_:label". The views are valid while `take` runs. The form is told by the extension, for
/// "-" and unknown ones Turtle is tried. InputError where the file cannot be read; RdfError "file:line:column: fact".
void read_quads(const std::string& path, const std::function<void(const QuadView&)>& take, Diagnostics& diagnostics);

}  // namespace relata
