#include <relata/link/place_teams.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/name_form.hpp>

#include <string_view>

namespace relata {
namespace {

bool is_office(std::string_view word) {
  return is_one_of(word, {"coach", "captain", "skipper", "striker", "goalkeeper", "midfielder", "defender", "winger", "quarterback", "pitcher",
                          "catcher", "outfielder", "shortstop", "linebacker", "batsman", "bowler", "wicketkeeper", "goaltender", "teammate",
                          "teammates", "goalie", "fullback", "playmaker", "halfback", "wideout", "centre-back"});
}

/// The `count`th word behind `at`, each behind one blank; "" where something else comes before it.
std::string_view word_behind(std::string_view text, std::size_t at, int count) {
  std::string_view word;
  for (; count > 0; --count) {
    if (at >= text.size() || text[at] != ' ') return {};
    const std::size_t begin = at + 1;
    at = begin;
    while (at < text.size() && (((text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z') || text[at] == '-')) ++at;
    word = text.substr(begin, at - begin);
  }
  return word;
}

bool begins_with_capital(std::string_view word) { return !word.empty() && word.front() >= 'A' && word.front() <= 'Z'; }

}  // namespace

bool is_team_of_place(const Extraction& extraction, const Group& group) {
  const std::string_view text = extraction.document.text;
  bool found = false;
  for (const Member& member : group.members) {
    const Mention& mention = extraction.mentions[member.mention];
    if (mention.kind != MentionKind::kName || mention.adjectival) continue;
    if (is_one_of(to_lower(word_before(extraction.document, mention.span)), {"in", "near", "from", "of", "outside", "around"})) return false;
    const std::string_view first = word_behind(text, mention.span.end, 1), second = word_behind(text, mention.span.end, 2);
    // A town has managers and stars too, but they are not called by its name in front of theirs.
    found = found || is_office(first) || (first == "head" && second == "coach") ||
            ((first == "manager" || first == "star") && begins_with_capital(second));
  }
  return found;
}

}  // namespace relata
