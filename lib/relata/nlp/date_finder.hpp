// Calendar dates spelt out in English: "December 19", "19 December 2022", "May 2021", "2022-12-19".
// The value is ISO 8601, with "--MM-DD" where the year is not said. Everything relative
// ("last week") is left to the time stage.
#pragma once
#include <relata/nlp/mention_finder.hpp>

namespace relata {

class DateFinder : public MentionFinder {
 public:
  std::vector<Mention> find(const Document& document) const override;
};

}  // namespace relata
