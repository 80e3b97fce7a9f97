// Copying from graph to graph: union, leaving documents out, and parting and joining nodes.
#include <relata/graph/descriptions.hpp>

#include <algorithm>

namespace relata {
namespace {

constexpr std::uint32_t kGone = UINT32_MAX - 1;

class Taking {
 public:
  Taking(const KnowledgeGraph& from, const Rearrangement& how) : from_(from), how_(how), sources_(from.sources().size(), kGone) {}

  bool is_kept(std::uint32_t source) const { return source == kNone || how_.left_out.empty() || !how_.left_out[source]; }
  void set_source(std::uint32_t source, std::uint32_t number) { sources_[source] = number; }
  std::uint32_t source(std::uint32_t source) const { return source == kNone ? kNone : sources_[source]; }

  /// Numbers of the receiving graph, sorted; without what is left out.
  DocumentList renumbered(const DocumentList& documents) const {
    DocumentList out;
    for (const std::uint32_t document : documents)
      if (is_kept(document)) out.push_back(source(document));
    std::sort(out.begin(), out.end());
    return out;
  }
  DocumentList kept(const DocumentList& documents) const {
    DocumentList out;
    for (const std::uint32_t document : documents)
      if (is_kept(document)) out.push_back(document);
    return out;
  }

 private:
  const KnowledgeGraph& from_;
  const Rearrangement& how_;
  std::vector<std::uint32_t> sources_;  // [sources of from] number in the receiving graph
};

}  // namespace

KnowledgeGraph KnowledgeGraph::without(const std::vector<std::uint32_t>& sources) const {
  Rearrangement how;
  how.left_out.resize(sources_.size());
  for (const std::uint32_t source : sources) how.left_out[source] = true;
  KnowledgeGraph out(options_);
  out.take(*this, how);
  return out;
}

void KnowledgeGraph::take(const KnowledgeGraph& other, const Rearrangement& how) {
  Taking taking(other, how);
  for (std::uint32_t s = 0; s < other.sources_.size(); ++s)
    if (taking.is_kept(s)) taking.set_source(s, add_source(other.sources_[s]));
  std::vector<Evidence> list;
  const auto moved_evidence = [&](std::span<const Evidence> evidence) -> const std::vector<Evidence>& {
    list.clear();
    for (const Evidence& e : evidence)
      if (taking.is_kept(e.source)) list.push_back({taking.source(e.source), e.begin, e.end, add_quote(other.quote(e))});
    return list;
  };

  // Nodes come before their claims, so documents_of() does not yet see those of nodes that were put together from several.
  std::unordered_map<Vertex, DocumentList> gathered;
  std::unordered_map<std::string_view, bool> is_place;
  for (const auto& place : how.places) is_place[place.iri] = true;
  const Vertex first_new = node_count();
  std::vector<bool> is_filled;  // [vertices from first_new on]
  const auto fill = [&](Node&& node, const std::function<DocumentList()>& documents_of_node) {
    const bool gathers = is_place.contains(node.iri);
    const Vertex vertex = vertex_of(node.iri);
    is_filled.resize(node_count() - first_new);
    const bool is_new = vertex >= first_new && !is_filled[vertex - first_new];
    if (is_new) is_filled[vertex - first_new] = true;
    if (!gathers) {
      put(vertex, is_new, std::move(node), [&] { return documents_of(vertex); }, documents_of_node);
      return vertex;
    }
    DocumentList& all = gathered[vertex];
    if (vertex < first_new && all.empty()) all = documents_of(vertex);
    const DocumentList added = documents_of_node();
    put(vertex, is_new, std::move(node), [&] { return all; }, [&] { return added; });
    all = united(all, added);
    return vertex;
  };

  std::vector<Vertex> whole(other.node_count(), kNone);
  std::unordered_map<Vertex, std::vector<Vertex>> parts;  // by vertex of `other`, in the order of its moves
  for (Vertex v = 0; v < other.node_count(); ++v) {
    const Node& node = other.node(v);
    const auto moves = how.moves.find(static_cast<std::uint32_t>(v));
    if (moves == how.moves.end() && how.left_out.empty()) {
      Node copy = node;
      copy.mentions = moved_evidence(node.mentions);
      copy.documents = taking.renumbered(node.documents);
      for (Said& said : copy.said) said.documents = taking.renumbered(said.documents);
      std::sort(copy.mentions.begin(), copy.mentions.end());
      whole[v] = fill(std::move(copy), [&] { return taking.renumbered(other.documents_of(v)); });
      continue;
    }
    const DocumentList documents = other.documents_of(v), kept = taking.kept(documents);
    if (kept.empty()) continue;
    const auto part_of = [&](const DocumentList& part, const std::string& iri, const std::string& replaces) {
      Node copy;
      copy.iri = iri;
      std::vector<Said> said = said_by(node, documents, part);
      for (Said& s : said) s.documents = taking.renumbered(s.documents);
      if (!replaces.empty()) {
        std::erase_if(said, [&](const Said& s) { return s.field == Field::kReplaces && s.value == replaces; });
        said.push_back({Field::kReplaces, replaces, {}});
        std::sort(said.begin(), said.end(), [](const Said& a, const Said& b) { return std::tie(a.field, a.value) < std::tie(b.field, b.value); });
      }
      show(copy, std::move(said));
      const auto in_part = [&](std::uint32_t source) { return std::binary_search(part.begin(), part.end(), source); };
      std::vector<Evidence> mentions;
      for (const Evidence& e : node.mentions)
        if (in_part(e.source)) mentions.push_back(e);
      copy.mentions = moved_evidence(mentions);
      std::sort(copy.mentions.begin(), copy.mentions.end());
      DocumentList own = node.documents;
      std::erase_if(own, [&](std::uint32_t source) { return !in_part(source); });
      copy.documents = taking.renumbered(own);
      return fill(std::move(copy), [&] { return taking.renumbered(part); });
    };
    if (moves == how.moves.end()) {
      whole[v] = part_of(kept, node.iri, {});
      continue;
    }
    std::vector<Vertex>& targets = parts[v];
    targets.assign(moves->second.size(), kNone);
    std::map<std::uint32_t, DocumentList> by_place;
    for (const auto& move : moves->second)
      if (taking.is_kept(move.source)) by_place[move.place].push_back(move.source);
    for (const auto& [place, part] : by_place) {
      const Vertex target = part_of(part, how.places[place].iri, how.places[place].replaces);
      for (std::size_t i = 0; i < targets.size(); ++i)
        if (moves->second[i].place == place) targets[i] = target;
    }
  }
  const auto vertex_for = [&](Vertex v, std::uint32_t source) {
    if (whole[v] != kNone) return whole[v];
    const auto& moves = how.moves.at(static_cast<std::uint32_t>(v));
    const auto at = std::lower_bound(moves.begin(), moves.end(), source, [](const auto& move, std::uint32_t s) { return move.source < s; });
    return parts.at(v)[static_cast<std::size_t>(at - moves.begin())];
  };

  std::vector<std::uint32_t> predicates(other.predicates_.size(), kNone);
  const auto moved = [&](Statement statement) {
    std::uint32_t& predicate = predicates[statement.predicate];
    if (predicate == kNone) predicate = add_predicate(other.predicates_[statement.predicate]);
    statement.predicate = predicate;
    if (statement.speaker != kNone) statement.speaker = static_cast<std::uint32_t>(vertex_for(statement.speaker, statement.source));
    statement.source = taking.source(statement.source);
    return statement;
  };
  const auto details_of = [&](const Statement& s) { return s.details == kNone ? ClaimDetails() : *other.details(s); };
  for (const Edge edge : boost::make_iterator_range(boost::edges(other.boost()))) {
    const Statement& s = other.statement(edge);
    if (!taking.is_kept(s.source)) continue;
    add_claim(vertex_for(boost::source(edge, other.boost()), s.source), vertex_for(boost::target(edge, other.boost()), s.source), moved(s),
              moved_evidence(other.evidence(s)), details_of(s));
  }
  for (const Attribute& a : other.attributes_) {
    if (!taking.is_kept(a.statement.source)) continue;
    add_attribute({static_cast<std::uint32_t>(vertex_for(a.subject, a.statement.source)), a.value, moved(a.statement)},
                  moved_evidence(other.evidence(a.statement)), details_of(a.statement));
  }
}

}  // namespace relata
