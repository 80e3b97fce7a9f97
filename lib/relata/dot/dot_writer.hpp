// A view of the graph as DOT text, made for readers: classes by colour and shape with a legend,
// literal values folded into their entity, claims of one relation between the same two entities
// merged into one edge whose tooltip quotes the text. Written in the order of IRIs: same graph, same
// bytes. Knows no ontology: what a relation is called comes in as a function, what a class is called
// is the local name of its IRI.
#pragma once
#include <relata/graph/view.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace relata {

/// How relations are called and read. Empty functions, and labels that come back empty, fall back to
/// the local name in words ("headOfState" = "head of state") and to "not symmetric".
struct RelationNames {
  std::function<std::string(std::string_view predicate_iri)> label;
  std::function<bool(std::string_view predicate_iri)> is_symmetric;
};

struct DotOptions {
  std::string title;            ///< "" = none
  bool legend = true;           ///< classes, kinds of edges and what was left out, under the picture
  bool show_unasserted = true;  ///< negated and uncertain claims, dashed
  bool show_values = true;      ///< literals as small rows in their entity
  bool show_isolated = false;   ///< entities without relation and value; else a note counts them
  bool labels_on_line = true;   ///< the name of a relation as a small node in the middle of its line, where it
                                ///< covers nothing; false = plain labelled edges, for programs that read the DOT
  bool for_page = false;        ///< SVG of it gets ids and classes by which a page finds things, instead of tooltips and links:
                                ///< "entity_3" by the view's nodes, "relation_2" by bundle_claims()
  std::size_t max_nodes = 400;  ///< the most connected, of bigger graphs
};

std::string to_dot(const GraphView& view, const RelationNames& names = {}, const DotOptions& options = {});
inline std::string to_dot(const KnowledgeGraph& graph, const RelationNames& names = {}, const DotOptions& options = {}) {
  return to_dot(GraphView(graph), names, options);
}

/// "dot" (layers) as long as the picture stays readable that way, else "sfdp" (springs). to_dot writes it as `layout`.
std::string_view layout_engine(std::size_t nodes, std::size_t edges);

}  // namespace relata
