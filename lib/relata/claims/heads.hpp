// Which entity each token of a document heads a mention of, and which time or amount covers it: from the trees back to mentions.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/sentence_tree.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace relata {

class Heads {
 public:
  /// The extraction must outlive this.
  explicit Heads(const Extraction& extraction);

  std::uint32_t mention(std::uint32_t token) const { return mention_[token]; }  ///< that has an entity; kNone where none
  std::uint32_t entity(std::uint32_t token) const;
  bool is_named(std::uint32_t entity) const { return named_[entity]; }  ///< whether any mention of it is a name
  /// The name of the place that the token's mention is a part of: "Ukraine" of "eastern Ukraine"; kNone elsewhere.
  std::uint32_t whole(std::uint32_t token) const { return whole_[token]; }
  /// The mention of a time or amount that covers the token.
  std::uint32_t value(std::uint32_t token) const { return value_[token]; }
  bool is_time(std::uint32_t token) const;
  /// The date (ISO 8601, as of Mention::value) at which happens what the verb says: its own, one that the tree hangs on its subject ("a storm yesterday
  /// hit Norland"), or that of the clause around it where both happen at once ("..., killing 17", "On Friday they met and agreed"); "" where none is told.
  std::string date_of(const SentenceTree& tree, std::uint32_t verb) const;

 private:
  const Extraction& extraction_;
  std::vector<std::uint32_t> mention_, value_, whole_;  // [tokens] index into mentions
  std::vector<bool> named_;                    // [entities]
};

}  // namespace relata
