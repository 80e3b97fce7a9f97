// A question that mention finding asks and the link room answers: is this stretch of text a name
// that is known beforehand, and in which role?
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

enum class NameRole {
  kName,       ///< "Russia", "NATO", "Vladimir Putin"
  kPartial,    ///< "Putin": part of a name, enough in context
  kAdjective,  ///< "Russian"
  kPeople,     ///< "Ukrainians"
};

struct KnownName {
  std::string iri;   ///< of the best known candidate
  std::string type;  ///< its class IRI
  NameRole role = NameRole::kName;
};

class NameLookup {
 public:
  virtual ~NameLookup() = default;
  virtual std::optional<KnownName> find_name(std::string_view text) const = 0;
  /// No known name has more tokens than this.
  virtual std::uint32_t longest_name() const = 0;
};

}  // namespace relata
