// Mentions of one thing, before it is an entity: what the stages of the linker fill one after the other.
#pragma once
#include <relata/core/document.hpp>  // kNone

#include <cstdint>
#include <string>
#include <vector>

namespace relata {

enum class Gender : std::uint8_t { kUnknown, kFemale, kMale };
enum class Number : std::uint8_t { kUnknown, kSingular, kPlural };

struct Member {
  std::uint32_t mention = 0;  ///< index into Extraction::mentions
  double score = 1;           ///< 0..1: how surely it belongs here
  std::string reason;         ///< "same name", "surname of Jane Roe"
  bool is_full = true;        ///< tells identity by itself; not a part, an adjective or a noun for the thing
};

struct Group {
  std::vector<Member> members;  ///< in the order of the text
  std::string type;             ///< class IRI, "" where not known
  Gender gender = Gender::kUnknown;
  Number number = Number::kUnknown;
  bool is_people = false;       ///< "the Ukrainians": named after a known thing, but not that thing
  std::uint32_t known = kNone;  ///< thing of the KnowledgeBase that the link stage found best
  double known_score = 0;       ///< probability of that, 0..1
  std::string known_reason;     ///< by which name and what else
};

}  // namespace relata
