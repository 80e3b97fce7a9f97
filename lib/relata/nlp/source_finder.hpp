// Whose words a verb or noun of saying gives: its subject where voice, coordination, relative clauses, control and participles are undone.
#pragma once
#include <relata/core/sentence_tree.hpp>

#include <vector>

namespace relata {

/// Tokens; kNone where the text names nobody. The tree must outlive it.
class SourceFinder {
 public:
  explicit SourceFinder(const SentenceTree& tree) : tree_(tree) {}

  /// Who does what the verb says: of a passive its agent, or with `any_subject` the subject.
  std::uint32_t subject(std::uint32_t verb, bool any_subject) const { return subject(verb, any_subject, 0); }
  std::uint32_t agent(std::uint32_t verb) const;
  /// "A statement by X", "X's report": who wrote it.
  std::uint32_t owner(std::uint32_t noun) const;
  /// "X said P has gone", of which the tree made X a second subject of "gone"; `contents` head what is said.
  std::uint32_t strayed_subject(std::uint32_t verb, const std::vector<std::uint32_t>& contents) const;
  /// Who speaks in what `head` heads: behind a statement who made it; nobody behind "it", "nothing", "no one".
  std::uint32_t speaker(std::uint32_t head) const;

 private:
  std::uint32_t subject(std::uint32_t verb, bool any_subject, int depth) const;
  std::uint32_t nearest_subject(std::uint32_t verb) const;
  std::uint32_t antecedent(std::uint32_t pronoun) const;

  const SentenceTree& tree_;
};

}  // namespace relata
