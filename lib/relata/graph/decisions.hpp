// What a user decides about identity, in a file of lines:
//
//   # who is who
//   join   <https://relata.dev/entity/Person/bob_smith> <https://relata.dev/entity/Person/robert_smith>
//   split  <https://relata.dev/entity/Person/john_smith>
//   rename <https://relata.dev/entity/Person/bob_smith> "Bob Smith"
//   retype <https://relata.dev/entity/Thing/acme> <https://relata.dev/ontology/core#Company>
//
// The first IRI of a join stays. A minted IRI stands for all that bears the name; with "~DOCUMENT" behind it, as split nodes have it,
// for the one of that document. Decisions hold together: their order does not matter.
#pragma once
#include <relata/core/error.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct Decision {
  enum class Kind { kJoin, kSplit, kRename, kRetype };
  Kind kind = Kind::kJoin;
  std::string iri;
  std::string other;  ///< the IRI that is given up, the label, or the class
  Location where, other_where;  ///< of the two in their file
};
using Decisions = std::vector<Decision>;

/// InputError "file:line:column: fact; remedy" where a line cannot be read or contradicts another.
Decisions read_decisions(const std::string& path);
/// The same from text; `name` stands for the file in messages.
Decisions parse_decisions(std::string_view text, const std::string& name);

/// "...john_smith~monday" as name and document; no document where the IRI means all that bears the name.
struct NamePart {
  std::string_view name, document;
};
NamePart parted(std::string_view iri);

}  // namespace relata
