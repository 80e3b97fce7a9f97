#include <relata/graph/events.hpp>

#include <relata/core/utf8.hpp>
#include <relata/graph/descriptions.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace relata {
namespace {

/// A claim that tells an event.
struct Telling {
  const Statement* claim = nullptr;
  const ClaimDetails* details = nullptr;
  Vertex doer = 0;
  std::optional<Vertex> undergoer;  ///< none of claims whose object is a value
  std::optional<Vertex> node;       ///< that is named by words that hold the claim's
};

std::string qualifier(const ClaimDetails& details, const std::string& key) {
  const auto found = details.qualifiers.find(key);
  return found == details.qualifiers.end() ? std::string() : found->second;
}

std::string time_of(const ClaimDetails& details) { return details.time.empty() ? qualifier(details, "time") : details.time; }

bool may_be_same(const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; }

class Joiner {
 public:
  explicit Joiner(const KnowledgeGraph& graph) : graph_(graph) {}

  std::vector<Event> run() {
    for (const Edge edge : boost::make_iterator_range(boost::edges(graph_.boost())))
      take(graph_.statement(edge), boost::source(edge, graph_.boost()), boost::target(edge, graph_.boost()));
    for (const Attribute& attribute : graph_.attributes()) take(attribute.statement, attribute.subject, std::nullopt);
    name_nodes();
    std::vector<Event> out;
    for (auto& [kind, tellings] : by_kind_) {
      std::sort(tellings.begin(), tellings.end(), [](const Telling& a, const Telling& b) {
        return std::pair(!a.undergoer, key(*a.claim)) < std::pair(!b.undergoer, key(*b.claim));  // who names both sides comes first
      });
      const std::size_t first = out.size();
      for (const Telling& telling : tellings) join(out, first, telling);
    }
    for (Event& event : out) finish(event);
    locate(out);
    std::sort(out.begin(), out.end(), [](const Event& a, const Event& b) { return std::tie(a.key[0], a.key[1]) < std::tie(b.key[0], b.key[1]); });
    give_reasons(out);
    return out;
  }

 private:
  using Kind = std::tuple<std::uint32_t, std::string, Certainty>;  // source, category

  static std::pair<std::uint64_t, std::uint64_t> key(const Statement& claim) { return {claim.key[0], claim.key[1]}; }

  void take(const Statement& claim, Vertex doer, std::optional<Vertex> undergoer) {
    const ClaimDetails* const details = graph_.details(claim);
    if (details == nullptr || details->category.empty() || claim.source == kNone || claim.polarity == Polarity::kNegated) return;
    by_kind_[{claim.source, details->category, claim.certainty}].push_back({&claim, details, doer, undergoer, std::nullopt});
  }

  /// One walk over the mentions of all nodes: "Russia's war against Ukraine" names what the claim in these words tells.
  void name_nodes() {
    std::map<std::uint32_t, std::vector<Telling*>> by_source;
    for (auto& [kind, tellings] : by_kind_)
      for (Telling& telling : tellings) by_source[std::get<0>(kind)].push_back(&telling);
    if (by_source.empty()) return;
    for (const Vertex vertex : graph_.sorted_nodes())
      for (const Evidence& mention : graph_.node(vertex).mentions) {
        const auto found = by_source.find(mention.source);
        if (found == by_source.end()) continue;
        for (Telling* const telling : found->second)
          if (!telling->node && vertex != telling->doer && vertex != telling->undergoer && holds(mention, *telling->claim)) telling->node = vertex;
      }
  }

  bool holds(const Evidence& mention, const Statement& claim) const {
    const auto evidence = graph_.evidence(claim);
    return std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& e) {
      return e.source == mention.source && mention.begin <= e.begin && e.end <= mention.end;
    });
  }

  void join(std::vector<Event>& out, std::size_t first, const Telling& telling) const {
    for (std::size_t i = first; i < out.size(); ++i)
      if (tells(out[i], telling)) {
        add(out[i], telling);
        return;
      }
    Event event;
    event.source = telling.claim->source;
    event.category = telling.details->category;
    add(event, telling);
    out.push_back(std::move(event));
  }

  bool tells(const Event& event, const Telling& telling) const {
    if (!may_be_same(event.time, time_of(*telling.details)) || !may_be_same(event.place, qualifier(*telling.details, "place"))) return false;
    if (event.node && event.node == telling.node) return true;
    const auto is_in = [](const std::vector<Vertex>& side, Vertex vertex) { return std::find(side.begin(), side.end(), vertex) != side.end(); };
    if (!telling.undergoer) return is_in(event.doers, telling.doer) && is_in_words(event, telling);
    return (is_in(event.doers, telling.doer) && is_in(event.undergoers, *telling.undergoer)) ||
           (is_in(event.doers, *telling.undergoer) && is_in(event.undergoers, telling.doer));
  }

  bool is_in_words(const Event& event, const Telling& telling) const {
    const auto evidence = graph_.evidence(*telling.claim);
    return std::any_of(event.claims.begin(), event.claims.end(), [&](const Statement* claim) {
      const auto other = graph_.evidence(*claim);
      return !evidence.empty() && !other.empty() && evidence.front().begin < other.front().end && other.front().begin < evidence.front().end;
    });
  }

  static void add(Event& event, const Telling& telling) {
    const auto put = [](std::vector<Vertex>& side, Vertex vertex) {
      if (std::find(side.begin(), side.end(), vertex) == side.end()) side.push_back(vertex);
    };
    put(event.doers, telling.doer);
    if (telling.undergoer) put(event.undergoers, *telling.undergoer);
    if (event.time.empty()) event.time = time_of(*telling.details);
    if (event.place.empty()) event.place = qualifier(*telling.details, "place");
    if (!event.node) event.node = telling.node;
    event.claims.push_back(telling.claim);
  }

  void finish(Event& event) const {
    std::sort(event.claims.begin(), event.claims.end(), [](const Statement* a, const Statement* b) { return key(*a) < key(*b); });
    std::tie(event.key[0], event.key[1]) = key(*event.claims.front());
    for (std::vector<Vertex>* side : {&event.doers, &event.undergoers})
      std::sort(side->begin(), side->end(), [&](Vertex a, Vertex b) { return graph_.node(a).iri < graph_.node(b).iri; });
  }

  /// One walk over the nodes for all places. A name that only other documents give says nothing of this one.
  void locate(std::vector<Event>& events) const {
    struct Bearer {
      Vertex vertex;
      const std::string* name;
    };
    std::unordered_map<std::string, std::vector<Bearer>> named;
    for (const Event& event : events)
      if (!event.place.empty()) named.try_emplace(to_lower(event.place));
    if (named.empty()) return;
    for (const Vertex vertex : graph_.sorted_nodes()) {
      const auto add = [&](const std::string& name) {
        if (const auto found = named.find(to_lower(name)); found != named.end()) found->second.push_back({vertex, &name});
      };
      add(graph_.node(vertex).label);
      for (const std::string& alias : graph_.node(vertex).aliases) add(alias);
    }
    for (Event& event : events) {
      if (event.place.empty()) continue;
      for (const Bearer& bearer : named.at(to_lower(event.place))) {
        const DocumentList documents = graph_.documents_of(bearer.vertex);
        if (!event.place_node && std::binary_search(documents.begin(), documents.end(), event.source) && names(graph_.node(bearer.vertex), *bearer.name, event.source))
          event.place_node = bearer.vertex;
      }
    }
  }

  // Reasons: a claim's qualifiers tell them in words ("after": "Iraq bombed Basra"); an event is meant whose own claim stands in these words, near by.

  void give_reasons(std::vector<Event>& events) const {
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_source;
    for (std::uint32_t i = 0; i < events.size(); ++i) by_source[events[i].source].push_back(i);
    for (Event& event : events) {
      for (const Statement* const claim : event.claims)
        for (const auto& [key, words] : graph_.details(*claim)->qualifiers) {
          const std::optional<bool> cause = is_cause(key);
          if (!cause || graph_.evidence(*claim).empty()) continue;
          const Evidence& at = graph_.evidence(*claim).front();
          for (const std::uint32_t other : by_source.at(event.source))
            if (&events[other] != &event && stands_in(events[other], words, at)) event.reasons.push_back({other, *cause});
        }
    }
    give_told_causes(events);
    for (Event& event : events) {
      std::sort(event.reasons.begin(), event.reasons.end());
      event.reasons.erase(std::unique(event.reasons.begin(), event.reasons.end()), event.reasons.end());
    }
  }

  /// "The attack led to talks": a claim between the two nouns.
  void give_told_causes(std::vector<Event>& events) const {
    std::map<std::pair<std::uint32_t, Vertex>, std::vector<std::uint32_t>> by_node;  // source, node
    for (std::uint32_t i = 0; i < events.size(); ++i)
      if (events[i].node) by_node[{events[i].source, *events[i].node}].push_back(i);
    if (by_node.size() < 2) return;
    for (const Edge edge : boost::make_iterator_range(boost::edges(graph_.boost()))) {
      const Statement& claim = graph_.statement(edge);
      if (graph_.predicate(claim) != kCauses || claim.polarity == Polarity::kNegated) continue;
      const auto cause = by_node.find({claim.source, boost::source(edge, graph_.boost())}), effect = by_node.find({claim.source, boost::target(edge, graph_.boost())});
      if (cause == by_node.end() || effect == by_node.end()) continue;
      for (const std::uint32_t event : effect->second)
        for (const std::uint32_t before : cause->second)
          if (event != before) events[event].reasons.push_back({before, true});
    }
  }

  /// Whether the words behind "because", "after" and the like are a reason, not only what went before; nothing for other qualifiers.
  static std::optional<bool> is_cause(std::string_view key) {
    for (const std::string_view word : {"because", "because of", "over", "for", "due to", "in response to"})
      if (key == word) return true;
    for (const std::string_view word : {"after", "following"})
      if (key == word) return false;
    return std::nullopt;
  }

  bool stands_in(const Event& event, std::string_view words, const Evidence& near) const {
    constexpr std::uint32_t kFar = 400;  // code points
    return std::any_of(event.claims.begin(), event.claims.end(), [&](const Statement* claim) {
      for (const Evidence& e : graph_.evidence(*claim)) {
        if (e.source != near.source || e.begin > near.end + kFar || near.begin > e.end + kFar) continue;
        if (const std::string quote = single_spaced(graph_.quote(e)); !quote.empty() && words.find(quote) != std::string_view::npos) return true;
      }
      return false;
    });
  }

  const KnowledgeGraph& graph_;
  std::map<Kind, std::vector<Telling>> by_kind_;
};

}  // namespace

std::vector<Event> find_events(const KnowledgeGraph& graph) { return Joiner(graph).run(); }

std::string event_iri(const KnowledgeGraph& graph, const Event& event) {
  Statement claim;
  std::copy(std::begin(event.key), std::end(event.key), std::begin(claim.key));
  const std::string own = graph.claim_iri(claim);
  return graph.options().base + "event/" + own.substr(own.size() - 32);
}

}  // namespace relata
