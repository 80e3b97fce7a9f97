// Open claims: what frames say that no ontology names (open information extraction in the line of ClausIE and MinIE). One claim a
// fact, with the fewest words that keep its meaning; further arguments stay on it as qualifiers.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/ontology.hpp>

#include <set>
#include <string>
#include <vector>

namespace relata {

class OpenExtractor {
 public:
  /// The ontology must outlive the extractor.
  explicit OpenExtractor(const Ontology& ontology);

  /// Adds claims of method kOpen to a document whose mentions are resolved. Their predicate is a lemma phrase with particle and preposition
  /// ("lead to", "be member of"), active where the text tells who does it ("be arrested in" where it does not). `surface` has the words as they stand, so a
  /// passive its own subject and an object that the predicate has taken in ("impose cost on") its own place. The subject of a claim must be an entity: a noun
  /// phrase that has none gets one, and its mention; one that is too vague to be a node gets one without a label, as pronouns do that mean nobody (see
  /// attach()), so that the graph leaves it out. What a title or an apposition says of somebody's office is "hold position", all else that they say "be".
  void extend(Extraction& extraction) const;

 private:
  const Ontology& ontology_;
  std::set<std::string> offices_;  // titles that say which office somebody holds: "finance minister", "colonel"
};

}  // namespace relata
