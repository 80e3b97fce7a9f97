// Gathers things, their names and facts, and writes the compiled knowledge file
// (knowledge_file.hpp): the same content in any order gives the same bytes.
#pragma once
#include <relata/link/knowledge_file.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace relata {

/// What a writer says of one thing; the label is a name of it without being listed.
struct NewThing {
  std::string iri, label;
  std::string type;    ///< class IRI
  std::string gender;  ///< "female", "male" or ""
  std::set<std::string> same_as;
  std::set<std::pair<AliasKind, std::string>> aliases;
  double popularity = 0.5;  ///< 0..1
};

struct NewFact {
  std::string subject, predicate, object;  ///< IRIs; subject and object may be things of another file
  std::string from, to;                    ///< ISO 8601 date, month or year; "" where open
  auto operator<=>(const NewFact&) const = default;
};

class KnowledgeBuilder {
 public:
  /// Adds a thing, or to the thing of the same IRI. Throws OntologyError where IRI or label is missing
  /// or a second label, type or gender contradicts the first.
  void add(NewThing thing);
  void add(NewFact fact) { facts_.insert(std::move(fact)); }

  const std::map<std::string, NewThing>& things() const { return things_; }
  const std::set<NewFact>& facts() const { return facts_; }

  /// The bytes of the file. Throws InputError where they would not fit its 32-bit offsets.
  std::string compile() const;
  /// Writes them whole or not at all; throws InputError.
  void write(const std::filesystem::path& path) const;

 private:
  std::map<std::string, NewThing> things_;  // by IRI
  std::set<NewFact> facts_;
};

}  // namespace relata
