// Times that a text says, as value mentions: dates, times of the day, stretches of both, durations, what recurs. TimeGrammar reads
// them; here are the sentence's tense, which decides between past and coming days, and the datatypes.
#pragma once
#include <relata/nlp/mention_finder.hpp>

namespace relata {

class TimeFinder : public MentionFinder {
 public:
  /// Resolved against Document::date; without it (or with less than a day) against a day that stands alone on one of the first three lines, else
  /// what is not said stays unknown. Mention::type is the XSD
  /// datatype of its value, time:ProperInterval (OWL-Time) for intervals, time:TemporalEntity for what recurs or has no value.
  std::vector<Mention> find(const Document& document) const override;
};

}  // namespace relata
