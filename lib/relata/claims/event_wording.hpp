// The wordings of event categories, matched against frames: which verbs and nouns tell an event, with what they must take
// ("impose sanction on", "threaten to", "be willing to"). The longest wording holds: "reject" loses against "reject offer".
// Knows no mention and no entity.
#pragma once
#include <relata/claims/frame.hpp>
#include <relata/ontology/event_category.hpp>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace relata {

struct EventWording {
  std::uint32_t category = 0;                   ///< index into the categories
  std::vector<std::vector<std::string>> words;  ///< alternatives at each place: "break" or "sever", "tie" or "relation"
};

/// An event that a frame tells.
struct EventMatch {
  std::uint32_t category = 0;
  std::vector<std::uint32_t> tokens;  ///< what tells it, in text order; not empty
  std::uint32_t noun = kNone;         ///< the last noun among them
  std::string link;                   ///< preposition before whom it is done to; "" where the wording has none
  std::uint32_t clause = kNone;       ///< head of the clause that tells its content
  bool undergoes = false;             ///< who does it is the subject of a passive: "be prepared to"
};

class EventWordings {
 public:
  explicit EventWordings(const std::vector<EventCategory>& categories);
  bool empty() const { return verbs_.empty() && nouns_.empty(); }

  /// Of kVerb and kCopula frames. `nouns`: kNoun frames of the sentence by head token.
  std::optional<EventMatch> match_verb(const SentenceTree& tree, const Frame& frame, const std::unordered_map<std::uint32_t, const Frame*>& nouns) const;
  /// Of kNoun frames, and kVerbNoun frames whose verb says no more than that it takes place; `needs_link`: whom it is done to must be told.
  std::optional<EventMatch> match_noun(const SentenceTree& tree, const Frame& frame, bool needs_link) const;

 private:
  using Index = std::unordered_map<std::string, std::vector<EventWording>>;
  static void add(Index& index, const std::string& text, std::uint32_t category);

  Index verbs_, nouns_;  // by first word
};

}  // namespace relata
