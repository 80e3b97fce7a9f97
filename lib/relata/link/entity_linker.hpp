// Links groups of names to things of the knowledge file, or to nothing.
//
// A conditional log-linear model over the candidates that the names have, with "nothing known" (NIL) among them at score 0:
// P(candidate) = exp(w f) / (1 + sum exp(w f)). Few features, each with one weight (kLinkWeights); `known_score` is that probability, and
// so calibrated where the weights were fitted (training/link_weights.py). After Ratinov et al. 2011, "Local and global algorithms for
// disambiguation to Wikipedia": first each group by itself, then again with the links of the others as context.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/link/group.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/link/name_form.hpp>
#include <relata/ontology/ontology.hpp>

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum LinkFeature : std::size_t {
  kBias,
  kExactName,      ///< letter by letter a name of the thing
  kFoldedName,     ///< but for case, accents, punctuation, article
  kBareName,       ///< but for a legal form on one side
  kFuzzyName,      ///< but for one letter
  kAcronymName,
  kPartialName,    ///< "Putin"; what bodies are called for short ("Fed") counts as a folded name
  kFamousPart,     ///< popularity above 0.5 of who is named by a part: few need their first name less than a president
  kDemonymName,    ///< "Russian"
  kPartOfPlace,    ///< a place by a part of its name: "Dover" of Dover, Delaware
  kShortWord,      ///< the name is one word
  kTypeAgrees,     ///< class of the mention and of the thing: one contains the other
  kTypeNear,       ///< a body named by its place and the like
  kTypeContradicts,
  kLongContradicts,  ///< the same of a name of several words, which seldom has another bearer
  kPopularity,     ///< 0..1
  kLessPopular,    ///< how much more popular its best namesake is, 0..1
  kRelated,        ///< log(1 + things of the document that a fact joins with it)
  kBesideRelated,  ///< "Columbus, Ohio": a fact joins it with the name right behind
  kBesideOther,    ///< "Athens, Georgia": it lies somewhere else than the name right behind
  kGenericElsewhere,  ///< "Labour Party": a class names it in its last word, no place in the others, and the document mentions nothing of where the thing is
  kTitleFits,      ///< "President Berg": the word before names an office that a fact gives it
  kInOffice,       ///< holds an office at the date of the document
  kBeforeOffice,   ///< will hold its first one only later: a bare name, or decades later
  kLinkFeatureCount
};
using LinkFeatures = std::array<double, kLinkFeatureCount>;

struct LinkCandidate {
  std::uint32_t thing = 0;
  std::string_view alias;  ///< as the knowledge file writes it
  LinkFeatures features{};
  double probability = 0;
  std::size_t siblings = 0;  ///< other names of the text that mean things of the same class and of the same whole: Ohio and Texas beside Georgia
};

/// From these probabilities on a link is told as owl:sameAs, and as skos:closeMatch. Chosen with the weights, by the same script.
inline constexpr double kSameAs = 0.8, kCloseMatch = 0.5;

class EntityLinker {
 public:
  EntityLinker(const KnowledgeBase& known, const Ontology& ontology);  ///< both must outlive it

  /// Sets `known`, `known_score` and `known_reason` of each group of names that something is known for.
  void link(const Extraction& extraction, std::vector<Group>& groups) const;
  /// What was weighed for each group, best first.
  std::vector<std::vector<LinkCandidate>> candidates(const Extraction& extraction, const std::vector<Group>& groups) const;

 private:
  std::vector<LinkCandidate> find(const Extraction& extraction, const Group& group) const;
  bool fits_title(const Extraction& extraction, const Group& group, const std::vector<KnownFact>& facts) const;
  void add_names(std::string_view written, bool adjective, std::vector<LinkCandidate>& into) const;
  void prefer_beside(std::vector<LinkCandidate>& candidates, bool region_behind) const;
  void prefer_siblings(std::vector<LinkCandidate>& candidates, std::size_t countries) const;
  void add_codes(const Extraction& extraction, const Group& group, std::vector<LinkCandidate>& into) const;
  void add_short_forms(const Extraction& extraction, const Group& group, std::vector<LinkCandidate>& found) const;
  bool is_generic(const LinkCandidate& candidate) const;
  void link_teams(const Extraction& extraction, std::vector<Group>& groups) const;

  const KnowledgeBase& known_;
  const Ontology& ontology_;
  std::set<std::string, std::less<>> class_nouns_;  // "party", "court"
};

}  // namespace relata
