// What several documents say of the same thing. Claims of one meaning are one proposition: subject, property and object, whichever of
// equivalent or inverse properties was named, and whichever end of a symmetric one. Each has its voices: who affirms it, who denies it and who only hopes,
// plans, supposes or asks it. What follows from a claim by the hierarchy of properties counts for propositions that somebody else speaks
// of: allies are partners, and who are no partners are no allies. Flat tables and sorting, no comparison of claims by pairs.
#pragma once
#include <relata/graph/knowledge_graph.hpp>

#include <string>
#include <unordered_map>
#include <vector>

namespace relata {

/// What an ontology says of properties, as far as comparing needs it. IRIs; a property that is not in it stands for itself alone.
struct AgreementRules {
  struct Form {
    std::string property;
    bool swapped = false;  ///< subject and object change places
  };
  struct Relation {
    bool symmetric = false, functional = false, inverse_functional = false;
    std::vector<Form> broader;  ///< all that it implies, in normal form
  };
  std::unordered_map<std::string, Form> other_forms;    ///< inverse and equivalent properties and their normal form
  std::unordered_map<std::string, Relation> relations;  ///< of normal forms
};

enum class Stance : std::uint8_t { kAffirms, kDenies, kLeavesOpen };
/// Affirmed or negated, if certain or probable; what is possible, hypothetical, planned, asked or wished is left open.
Stance stance_of(const Statement& statement);

/// A claim that speaks of a proposition.
struct Voice {
  const Statement* statement = nullptr;  ///< in the graph
  bool is_implied = false;               ///< it names a narrower property, or denies a broader one
};

struct Proposition {
  Vertex subject = 0;
  std::uint32_t property = 0;      ///< index into Agreement::properties
  Vertex object = 0;               ///< where `value` is null
  const Literal* value = nullptr;  ///< in the graph, as its first voice has it
  std::uint32_t first_voice = 0, voice_count = 0;  ///< in Agreement::voices: those who affirm, who deny, who leave it open
  std::uint32_t documents = 0;     ///< that speak of it; what is said outside of documents counts as one
  std::uint32_t speakers = 0;      ///< people and bodies quoted, and documents that say it themselves
  bool is_denied = false;          ///< one affirms what another denies, of times that meet
  bool has_rival = false;          ///< somebody else affirms another value of a functional property, of one class or datatype and of times that meet
  bool is_unsure = false;          ///< one affirms or denies what another leaves open
  bool is_contested() const { return is_denied || has_rival; }
};

/// Points into its graph, which must outlive it and not change.
struct Agreement {
  std::vector<std::string> properties;    ///< IRIs, sorted
  std::vector<Proposition> propositions;  ///< contested ones first, then by number of documents and speakers; rivals together
  std::vector<Voice> voices;
  std::span<const Voice> voices_of(const Proposition& proposition) const {
    return std::span(voices).subspan(proposition.first_voice, proposition.voice_count);
  }
};

/// The same for the same graph, however it came about. O(n log n) for n claims.
Agreement compare(const KnowledgeGraph& graph, const AgreementRules& rules);

}  // namespace relata
