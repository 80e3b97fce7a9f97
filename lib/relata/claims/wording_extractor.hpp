// Reads ontology relations off their wordings: off frames where a sentence has a tree (frame_matcher.hpp), else, and for values, a wording's words
// in order, with few and harmless words between them, and two mentions, or a mention and a value. Whether domain and range admit them is for
// conform(). Precision before recall: what it cannot be sure of it leaves to better readers.
#pragma once
#include <relata/claims/claim_extractor.hpp>
#include <relata/claims/frame_matcher.hpp>
#include <relata/claims/sentence_view.hpp>
#include <relata/claims/wording_pattern.hpp>

namespace relata {

class WordingExtractor : public ClaimExtractor {
 public:
  /// The ontology must outlive the extractor.
  explicit WordingExtractor(const Ontology& ontology);
  std::vector<Claim> extract(const Extraction& extraction) const override;

 private:
  struct Match;
  void read_sentence(const Extraction& extraction, const Sentence& sentence, bool of_values, std::vector<Claim>& claims) const;
  void read_view(const SentenceView& view, bool of_values, std::vector<Claim>& claims) const;
  bool can_be_object(const SentenceView& view, std::size_t unit, const WordingPattern& pattern, const std::string* next_word) const;
  std::size_t behind_remit(const SentenceView& view, std::size_t unit) const;
  bool match(const SentenceView& view, std::size_t anchor, const WordingPattern& pattern, Match& found) const;
  bool match_passive(const SentenceView& view, std::size_t anchor, const WordingPattern& pattern, Match& found) const;
  bool is_sayable(const SentenceView& view, const WordingPattern& pattern, const Match& found) const;
  Claim claim_of(const SentenceView& view, const WordingPattern& pattern, const Match& found) const;

  const Ontology& ontology_;
  WordingIndex index_;
  FrameMatcher frames_;
  std::uint32_t person_;  // class, kNone where the ontology has none
};

}  // namespace relata
