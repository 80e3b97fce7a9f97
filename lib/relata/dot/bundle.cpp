#include <relata/dot/bundle.hpp>

#include <relata/dot/quote.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace relata {
namespace {

constexpr std::size_t kMaxQuotes = 5, kQuoteLimit = 240;

Strength strength_of(const GraphView& view, const Statement& statement) {
  if (statement.polarity == Polarity::kNegated) return Strength::kDenied;
  return view.is_asserted(statement) ? Strength::kStated : Strength::kDoubtful;
}

/// What an entity is called where no room is for more.
std::string short_label(const Node& node) {
  return one_line(node.label.empty() ? in_words(local_name(node.iri)) : node.label, 60);
}

}  // namespace

std::string_view to_string(Strength strength) {
  switch (strength) {
    case Strength::kStated: return "stated";
    case Strength::kDoubtful: return "doubtful";
    case Strength::kDenied: return "denied";
  }
  return {};
}

std::vector<Bundle> bundle_claims(const GraphView& view, const std::function<bool(std::string_view)>& is_symmetric,
                                  bool with_unasserted) {
  const KnowledgeGraph& graph = view.graph();
  std::vector<char> symmetric(graph.predicates().size(), 0);
  if (is_symmetric)
    for (std::size_t i = 0; i < symmetric.size(); ++i) symmetric[i] = is_symmetric(graph.predicates()[i]) ? 1 : 0;

  std::vector<Bundle> bundles;
  std::map<std::tuple<Vertex, std::uint32_t, Vertex, bool>, std::size_t> known;
  for (const Edge& edge : view.claims()) {
    const Statement& statement = graph.statement(edge);
    const Strength strength = strength_of(view, statement);
    if (strength != Strength::kStated && !with_unasserted) continue;
    Vertex from = source(edge, graph.boost()), to = target(edge, graph.boost());
    if (symmetric[statement.predicate] && view.index(to) < view.index(from)) std::swap(from, to);
    const auto [entry, fresh] =
        known.try_emplace({from, statement.predicate, to, strength == Strength::kDenied}, bundles.size());
    if (fresh) bundles.push_back({from, to, statement.predicate, symmetric[statement.predicate] != 0, strength, statement.certainty, {}});
    Bundle& bundle = bundles[entry->second];
    bundle.strength = std::min(bundle.strength, strength);
    bundle.certainty = std::min(bundle.certainty, statement.certainty);
    bundle.claims.push_back(&statement);
  }
  for (Bundle& bundle : bundles)
    std::stable_sort(bundle.claims.begin(), bundle.claims.end(), [](const Statement* a, const Statement* b) {
      return std::tuple(a->certainty, -a->confidence) < std::tuple(b->certainty, -b->confidence);
    });
  return bundles;
}

std::map<Vertex, std::vector<ValueBundle>> bundle_values(const GraphView& view, bool with_unasserted) {
  std::map<Vertex, std::vector<ValueBundle>> values;
  for (const std::uint32_t i : view.attributes()) {
    const Attribute& attribute = view.graph().attributes()[i];
    const Strength strength = strength_of(view, attribute.statement);
    if (strength != Strength::kStated && !with_unasserted) continue;
    std::vector<ValueBundle>& rows = values[attribute.subject];
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const ValueBundle& row) {
      return row.predicate == attribute.statement.predicate && row.literal.value == attribute.value.value &&
             (row.strength == Strength::kDenied) == (strength == Strength::kDenied);
    });
    if (same == rows.end()) {
      rows.push_back({attribute.statement.predicate, attribute.value, strength, attribute.statement.certainty});
    } else {
      same->strength = std::min(same->strength, strength);
      same->certainty = std::min(same->certainty, attribute.statement.certainty);
    }
  }
  return values;
}

std::string evidence_text(const KnowledgeGraph& graph, const Bundle& bundle, std::string_view relation) {
  std::string text = short_label(graph.node(bundle.from)) + (bundle.symmetric ? " – " : " → ");
  if (bundle.strength == Strength::kDenied) text += "not ";
  text += std::string(relation) + (bundle.symmetric ? " – " : " → ") + short_label(graph.node(bundle.to));
  std::set<std::string> lines;  // the same words may carry several claims
  std::size_t shown = 0;
  for (const Statement* claim : bundle.claims) {
    if (shown == kMaxQuotes) {
      text += "\n… " + std::to_string(bundle.claims.size() - shown) + " more";
      break;
    }
    std::string line;
    for (const Evidence& evidence : graph.evidence(*claim))
      line += (line.empty() ? "“" : " … “") + one_line(graph.quote(evidence), kQuoteLimit) + "”";
    if (claim->speaker != kNone) line += (line.empty() ? "said by " : " — ") + short_label(graph.node(claim->speaker));
    if (claim->source != kNone) {
      const Source& source = graph.sources()[claim->source];
      const std::string& title = source.title.empty() ? source.id : source.title;
      if (!title.empty()) line += (line.empty() ? "[" : " [") + one_line(title, 80) + (source.date.empty() ? "]" : ", " + source.date + "]");
    }
    if (claim->certainty != Certainty::kCertain) line += " (" + std::string(to_string(claim->certainty)) + ")";
    if (!line.empty() && lines.insert(line).second) text += "\n" + line;
    ++shown;
  }
  return text;
}

}  // namespace relata
