// What went wrong at a boundary (files, records, ontologies, models), worded
// "file:line:column: fact; remedy". Stages that read text never throw on odd text: they report
// a Diagnostic and go on. cli/main.cpp is the only catch.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
/// A file, folder, document or record that cannot be read or written.
class InputError : public Error {
 public:
  using Error::Error;
};
/// An ontology or knowledge file that is not well formed or contradicts itself.
class OntologyError : public Error {
 public:
  using Error::Error;
};
/// Model files that are missing, cut short, foreign or of another version.
class ModelError : public Error {
 public:
  using Error::Error;
};
/// RDF that cannot be parsed, written or queried.
class RdfError : public Error {
 public:
  using Error::Error;
};

/// Where something is in a file: 1-based line and column (in code points); 0 where unknown.
struct Location {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

/// "file:line:column: fact; remedy"; parts that are unknown or empty are left out.
std::string describe(const Location& where, std::string_view fact, std::string_view remedy = {});

enum class Severity { kInfo, kWarning, kError };
std::string_view to_string(Severity severity);

/// An oddity that did not stop the work: where, what, and what was done about it or can be.
struct Diagnostic {
  Severity severity = Severity::kWarning;
  Location where;
  std::string fact;
  std::string remedy;
};
std::string to_string(const Diagnostic& diagnostic);
using Diagnostics = std::vector<Diagnostic>;

/// The candidate nearest to `word` by edit distance (at most a third of its length);
/// empty if none: for "did you mean ...?".
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace relata
