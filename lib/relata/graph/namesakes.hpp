// Which of the documents that use one name mean the same: sets of documents, from what each says of the name. Knows neither graph nor IRIs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace relata {

/// What one document says of the name by a property that tells namesakes apart. Views outlive the call.
struct Trait {
  std::uint32_t user = 0;  ///< the document, counted in the order of its IRI
  std::string_view property, value;
  std::string_view kind;  ///< class or datatype of the value: only values of one kind can differ
  bool is_functional = false;
  auto operator<=>(const Trait&) const = default;
};

struct Parting {
  struct Part {
    std::vector<std::uint32_t> users;  ///< sorted
    double score = 0;                  ///< that its users mean one thing
    std::string reason;
    std::string apart;  ///< why it is kept apart from the others, "" where it is the only one
    double apart_score = 0;
  };
  std::vector<Part> parts;  ///< by first user
};

/// Users that share a value are one, unless a functional property forbids. Then two of these sets that speak of the same property in values
/// of one kind differ in it, since a shared value would have joined them: they stay apart. If no two differ all users are one; else
/// users who say nothing that could be compared stay by themselves. `linked` pairs are one in any case. Linear but for sorting.
Parting part_namesakes(std::uint32_t users, std::vector<Trait> traits, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& linked);

}  // namespace relata
