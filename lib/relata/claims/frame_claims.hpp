// Makes the claims of a wording that was read off a frame: its ends, polarity and certainty, evidence and surface. Knows no wording.
#pragma once
#include <relata/claims/frame.hpp>
#include <relata/claims/heads.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/ontology.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace relata {

class FrameClaims {
 public:
  struct Reading {
    std::uint32_t property = 0;         ///< index into the ontology's
    const Frame& frame;
    std::vector<std::uint32_t> tokens;  ///< of the wording, in text order; not empty
    std::uint32_t noun = kNone;         ///< the last noun of the wording where a verb takes one
    double confidence = 0.85;
    const SenseClasses& classes;        ///< that subject and object must be of
  };

  /// All must outlive this; `heads` is of the extraction, `tree` of one of its sentences.
  FrameClaims(const Ontology& ontology, const Extraction& extraction, const Heads& heads, const SentenceTree& tree)
      : ontology_(ontology), extraction_(extraction), heads_(heads), tree_(tree), place_(ontology.find_class(core_class::kPlace)) {}

  /// A claim of each of `who` about each of `whom` that are two entities.
  void add(const Reading& reading, const std::vector<Argument>& who, const std::vector<Argument>& whom);
  /// Whether two entities are of these classes; kNone is of none.
  bool are_of(std::uint32_t subject, std::uint32_t object, const SenseClasses& classes) const;
  /// Whether a claim of the sentence so far says anything of the one about the other.
  bool tells(std::uint32_t subject, std::uint32_t object) const;
  /// A claim of each two of the group, unless "or" stands between them.
  void add_pairs(const Reading& reading, const std::vector<Argument>& group);

  std::vector<Claim> take() { return std::move(claims_); }

 private:
  void add_one(const Reading& reading, const Argument& subject, const Argument& object);
  bool are_together(const std::vector<Argument>& group) const;
  bool in_sentence(std::uint32_t t) const { return t >= tree_.first() && t < tree_.end(); }
  std::uint32_t class_of(std::uint32_t entity) const { return entity == kNone ? kNone : ontology_.find_class(extraction_.entities[entity].type); }
  Surface surface(const Argument& subject, const Argument& object, const std::vector<std::uint32_t>& tokens) const;
  Modality modality(const Frame& frame, std::uint32_t noun) const;
  /// When and where its clause says that it is.
  void give_circumstances(Claim& claim, const Frame& frame, const Argument& subject, const Argument& object) const;
  Span evidence(const Argument& subject, const Argument& object, const std::vector<std::uint32_t>& tokens) const;
  bool is_at_another_clause(const Argument& argument, const std::vector<std::uint32_t>& tokens) const;

  const Ontology& ontology_;
  const Extraction& extraction_;
  const Heads& heads_;
  const SentenceTree& tree_;
  std::uint32_t place_;  // the class, kNone where the ontology lacks it
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Span> told_;  // subject, property, object: the last evidence
  std::vector<Claim> claims_;
};

}  // namespace relata
