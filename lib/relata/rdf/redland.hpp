// Redland's raptor behind owning types: one world a task, statements as plain values with their line,
// and every message raptor logs kept as ours. Nothing outside the rdf room sees raptor.
#pragma once
#include <relata/core/error.hpp>

#include <raptor2.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

/// An RDF term as a value.
struct Term {
  enum class Kind : std::uint8_t { kIri, kBlank, kLiteral };
  Kind kind = Kind::kIri;
  std::string value;     ///< IRI, blank label, or lexical form
  std::string datatype;  ///< IRI, "" for plain
  std::string language;
  bool is_iri() const { return kind == Kind::kIri; }
  bool is_literal() const { return kind == Kind::kLiteral; }
  auto operator<=>(const Term&) const = default;
};

struct Statement3 {
  Term subject, predicate, object;
  Term graph;                ///< empty value: the default graph
  std::uint64_t line = 0;    ///< where the statement ends, 1-based
};

/// raptor's world with its log caught. Not shared between threads.
class RaptorWorld {
 public:
  RaptorWorld();
  raptor_world* get() const { return world_.get(); }
  /// What raptor logged since the last call; `file` names the place.
  Diagnostics take_messages(const std::string& file);

 private:
  struct Message {
    Severity severity;
    std::uint64_t line, column;
    std::string text;
  };
  static void hear(void* self, raptor_log_message* message);

  std::unique_ptr<std::vector<Message>> messages_;  // the log handler keeps its address
  std::unique_ptr<raptor_world, decltype(&raptor_free_world)> world_;
};

/// Parses `text` by raptor's parser of that name ("turtle", "ntriples", "nquads", "trig", "rdfxml") and gives each
/// statement. Throws RdfError at the first syntax error as file:line:column; warnings go to `diagnostics`. `base` resolves relative
/// IRIs; the one that is not a place keeps ontologies the same wherever they lie.
void parse_rdf(std::string_view text, const std::string& file, const char* parser,
               const std::function<void(Statement3&&)>& statement, Diagnostics& diagnostics, const std::string& base = "urn:relata:base");

/// The bytes of a file of at most `limit` bytes. Throws InputError.
std::string read_file(const std::string& path, std::uint64_t limit = 1ULL << 30);

}  // namespace relata
