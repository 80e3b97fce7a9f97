// Entities, and mentions of them, for what claims speak of that the linker left without. Things of the same words are one.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/sentence_tree.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relata {

/// Confidence of an entity that only a claim or a speaker needs; as the linker's.
inline constexpr double kVague = 0.4;

class NewEntities {
 public:
  /// The extraction must outlive this.
  explicit NewEntities(Extraction& extraction);

  /// The entity of the noun phrase or pronoun that the token heads. A bare noun ("the work") and a pronoun get one without a label.
  std::uint32_t of(std::uint32_t head);
  /// The entity of just these words, which are its label; `type` is its class where it is new.
  std::uint32_t of(Span words, const std::string& type);

  /// Just these words mean an entity that there is.
  void join(Span words, std::uint32_t entity, std::string_view reason);

  /// Puts the new mentions among the others, in text order; what points at mentions follows, in the extraction's claims too. Call it once, at the end.
  void place();

 private:
  std::uint32_t entity(const std::string& label, const std::string& type);
  Mention* mention_of(Span words);  // one that was read, no value; nullptr where none
  const SentenceTree& tree_of(std::uint32_t token);

  Extraction& extraction_;
  std::unordered_map<std::uint32_t, std::uint32_t> by_head_;  // token to the entity made of it
  std::unordered_map<std::uint32_t, std::uint32_t> read_;     // token to the mention that it heads, of no entity so far
  std::unordered_map<std::string, std::uint32_t> by_label_;   // small letters
  std::vector<Mention> added_;
  std::uint32_t sentence_ = kNone;    // of the tree, which serves all claims of its sentence
  std::optional<SentenceTree> tree_;
};

}  // namespace relata
