// settle() where no machine holds the whole graph. What a document says comes apart into what bears on other documents, which is how it portrays
// those it names and the values that tell namesakes apart, and all the rest. Names are settled in heaps, all that is said of a name in one heap; then
// documents are written under the IRIs that came of it. A name is parted by what its own documents say and by nothing that comes of other names
// (identity.hpp), so that heaps need nothing of each other: that documents are joined through others never crosses a name, and statements of all
// pieces together are those of the settled whole (rdf: Half). Decisions, which can join names, are not for heaps.
#pragma once
#include <relata/graph/identity.hpp>

#include <string>
#include <vector>

namespace relata {

/// How a document describes what it knows by an IRI.
struct Portrayal {
  std::string document;  ///< IRI
  Node node;             ///< under its IRI before settling; without mentions
};

/// A value that tells the bearer of a name from its namesakes.
struct TellingValue {
  std::string document, name, property, value;  ///< IRIs before settling; `value` is one, or the text of a literal
  std::string kind;  ///< datatype of a literal; of a thing its class, the first by bytes that any document gives it: the caller finds it
  bool is_literal = false;
};

/// Where the bearer of a name in a document went, unless that is the name itself.
struct Moved {
  std::string document, name, iri;
};

/// Of a graph of one document, not settled.
std::vector<Portrayal> portrayals(const KnowledgeGraph& document);
std::vector<TellingValue> telling_values(const KnowledgeGraph& document, const IdentityRules& rules);  ///< kinds of things left empty

struct SettledNames {
  KnowledgeGraph graph;  ///< entities without claims and mentions
  std::vector<Moved> moved;
};
/// A heap: all portrayals of some names, and all values that tell of these.
SettledNames settle_names(std::vector<Portrayal> portrayals, const std::vector<TellingValue>& values, const IdentityRules& rules, const GraphOptions& options);

/// The graph of one document as it stands in the settled whole. `moved`: all rows of this document.
KnowledgeGraph renamed(const KnowledgeGraph& document, const std::vector<Moved>& moved);

}  // namespace relata
