// Claims as a picture shows them: those of one relation between the same two entities are one line,
// however often and by whomever they were made; so are equal values of one entity.
#pragma once
#include <relata/graph/view.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

/// Stated = at least one claim is asserted under the view's rule; denied = all are negated.
enum class Strength { kStated, kDoubtful, kDenied };
std::string_view to_string(Strength strength);  ///< "stated", "doubtful", "denied"

struct Bundle {
  Vertex from = 0, to = 0;
  std::uint32_t predicate = 0;
  bool symmetric = false;  ///< then `from` has the smaller IRI, and both directions are here
  Strength strength = Strength::kStated;
  Certainty certainty = Certainty::kCertain;  ///< of the surest claim
  std::vector<const Statement*> claims;       ///< surest first
};

struct ValueBundle {
  std::uint32_t predicate = 0;
  Literal literal;
  Strength strength = Strength::kStated;
  Certainty certainty = Certainty::kCertain;
};

/// In the order of the view's claims. What is denied stands apart from what is stated or doubtful.
std::vector<Bundle> bundle_claims(const GraphView& view, const std::function<bool(std::string_view)>& is_symmetric,
                                  bool with_unasserted);
std::map<Vertex, std::vector<ValueBundle>> bundle_values(const GraphView& view, bool with_unasserted);

/// For a tooltip: who to whom, then what the articles say, who said it, and where.
std::string evidence_text(const KnowledgeGraph& graph, const Bundle& bundle, std::string_view relation);

}  // namespace relata
