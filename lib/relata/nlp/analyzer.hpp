// The first reading of a document: from its words to its mentions. Two readers: rules and names alone, or the
// trained model.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/nlp/amount_finder.hpp>
#include <relata/nlp/mention_finder.hpp>
#include <relata/nlp/time_finder.hpp>

#include <memory>
#include <vector>

namespace relata {

class NameLookup;
class Ontology;

/// Whose sentences a document has.
enum class Sentences {
  kGiven,    ///< somebody else's; they stay
  kGuessed,  ///< the segmenter's; a reader that knows better may cut anew
};

class Analyzer {
 public:
  virtual ~Analyzer() = default;
  /// Fills `mentions` of a document with sentences and tokens: in text order, with ids, entities not yet decided; and the links
  /// between them. May fill what the tokens leave open (lemma, upos, feats, head, deprel) and moves the ends of sentences only
  /// where they are guessed.
  virtual void analyse(Extraction& extraction, Sentences sentences) const = 0;
};

/// Names that are known or capitalised, event nouns, times and amounts. Tokens stay as they are.
class RuleAnalyzer : public Analyzer {
 public:
  /// Both must outlive the analyzer.
  RuleAnalyzer(const Ontology& ontology, const NameLookup& known);
  void analyse(Extraction& extraction, Sentences sentences) const override;

 private:
  const Ontology& ontology_;
  std::vector<std::unique_ptr<MentionFinder>> finders_;
  TimeFinder times_;
  AmountFinder amounts_;
};

/// Takes out the amounts that overlap a time, and the values of both kinds that are part of a name, or all of the name of a person, organisation
/// or place: "May" may be one, "September 11 attacks" is one.
void drop_values_in_names(std::vector<Mention>& times, std::vector<Mention>& amounts, const std::vector<Mention>& mentions, const Ontology& ontology);

/// Puts mentions into text order and gives them their ids ("m1", ...).
void number(std::vector<Mention>& mentions);

}  // namespace relata
