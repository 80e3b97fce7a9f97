// A sentence as a row of units for matching: each unit is one token, or one mention whole. Nested
// mentions are hidden by the longest one around them; common nouns count as mentions on request, since
// wordings ("X 's war against Y") also consist of them. So do values (dates, amounts), which have no entity.
#pragma once
#include <relata/core/extraction.hpp>

#include <string>
#include <vector>

namespace relata {

struct Unit {
  std::uint32_t first_token = 0, end_token = 0;  ///< [first, end) of Document::tokens
  std::uint32_t mention = kNone;                 ///< index into Extraction::mentions, kNone for a token
  std::vector<std::string> lemmas;               ///< of a token, in small letters: its form and lemma; without a lemma every base form it may have

  bool is_mention() const { return mention != kNone; }
  bool has_lemma(const std::string& lemma) const;
};

struct SentenceView {
  /// The mentions of `extraction` must be in text order.
  SentenceView(const Extraction& extraction, const Sentence& sentence, bool with_nominals = false, bool with_values = false);

  const Extraction& extraction;
  std::vector<Unit> units;

  const std::string& form(std::size_t unit) const;  ///< of the unit's first token
  /// A mention that only modifies what follows: "Russian" (president), "Baku" (-based).
  bool is_modifier(std::size_t unit) const;
  bool is_value(std::size_t unit) const;    ///< a value mention; it has no entity
  bool is_address(std::size_t unit) const;  ///< a token that is a web address
  Span span(std::size_t first_unit, std::size_t last_unit) const;  ///< both included
};

}  // namespace relata
