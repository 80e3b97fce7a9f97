// Events behind the claims that have a category: what several claims of one document tell of the same event is one. Computed from the graph,
// kept nowhere: a graph that is read again has the same events.
#pragma once
#include <relata/graph/knowledge_graph.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

/// Of news.ttl: a claim of it between the nouns of two events says that one answers the other.
inline constexpr std::string_view kCauses = "https://relata.dev/ontology/news#causes";

/// That an event answers another one of its document.
struct Reason {
  std::uint32_t event = 0;  ///< index into what find_events() gives: the earlier one
  bool cause = false;       ///< "because of"; else only "after"
  auto operator<=>(const Reason&) const = default;
};

struct Event {
  std::uint64_t key[2] = {0, 0};        ///< of its least claim
  std::uint32_t source = kNone;         ///< index into KnowledgeGraph::sources()
  std::string category;                 ///< IRI
  std::vector<Vertex> doers, undergoers;  ///< sorted by IRI, without repeats; whoever is named as either, of claims that go both ways
  std::string time, place;              ///< as the claims say it, "" where not said
  std::optional<Vertex> place_node;     ///< that the document gives these words for a name
  std::optional<Vertex> node;           ///< the event as the text names it, "the war in Ukraine": none of its sides, and its words hold those of a claim
  std::vector<const Statement*> claims;   ///< by key
  std::vector<Reason> reasons;            ///< sorted: what the claims name as what it is an answer to, where that is an event too
};

/// Claims are one event when they are of one document and category, as sure as each other, name the same two sides (one may name only who does it, in
/// the same words) or stand in names of one node, and no two of them have different times or places. Negated claims tell no event. Sorted by key.
std::vector<Event> find_events(const KnowledgeGraph& graph);

/// base + "event/" + 32 hex digits.
std::string event_iri(const KnowledgeGraph& graph, const Event& event);

}  // namespace relata
