// Who is who across documents. A known thing is its IRI. Everything else bears a name: class and folded label, which is its minted IRI.
// Documents that use a name mean one thing unless they say what cannot both be true of it; then the name is parted between them,
// each part under the IRI of the name and its first document ("john_smith~monday"). Nothing but the documents' own statements decides,
// taken all together: the order in which documents or graphs came is never seen, and settling again after more came, or after some were
// taken out, gives what settling once would have given.
#pragma once
#include <relata/core/error.hpp>
#include <relata/graph/decisions.hpp>
#include <relata/graph/knowledge_graph.hpp>

#include <functional>
#include <string>
#include <vector>

namespace relata {

/// What the ontology says about telling namesakes apart.
struct IdentityRules {
  std::vector<std::string> distinguishing;  ///< property IRIs: two of one name who differ in it are two, unless something else they share says otherwise
  std::vector<std::string> functional;      ///< property IRIs: who differs in it is two in any case
  std::vector<std::string> people;          ///< class IRIs: a single word is only a part of their names
};

/// One document's use of a name and where it went.
struct IdentityDecision {
  bool is_joined = false;  ///< else kept apart from `node`
  std::string label;
  std::string part;      ///< "NAME~DOCUMENT": how a decisions file calls it
  std::string node;      ///< IRI of what it was joined into or kept apart from
  double score = 0;      ///< 0..1: how sure it is that the two are one
  std::string reason;
  std::string document;  ///< id of the document, "" for what is said outside of any
};

/// Decides identity anew. Decisions about what the graph does not hold become diagnostics. `tell` hears of every name that several documents
/// use, by IRI and document.
void settle(KnowledgeGraph& graph, const IdentityRules& rules, const Decisions& decisions, Diagnostics& diagnostics,
            const std::function<void(const IdentityDecision&)>& tell = {});

}  // namespace relata
