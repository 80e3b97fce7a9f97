#include <relata/graph/view.hpp>

#include <relata/core/error.hpp>

#include <algorithm>
#include <numeric>

namespace relata {
namespace {

bool is_one_of(std::string_view iri, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name == iri || name == local_name(iri); });
}

/// ISO 8601 texts compare by bytes; of two that differ in precision the shorter covers the longer.
int compare_dates(std::string_view a, std::string_view b) {
  const std::size_t common = std::min(a.size(), b.size());
  return a.substr(0, common).compare(b.substr(0, common));
}

bool is_within(std::string_view time, const GraphFilter& filter) {
  if (filter.since.empty() && filter.until.empty()) return true;
  if (time.empty()) return false;
  const std::size_t slash = time.find('/');
  const std::string_view begin = time.substr(0, slash);
  const std::string_view end = slash == std::string_view::npos ? time : time.substr(slash + 1);
  // An end that is missing ("2022-02-24/..") is open.
  const auto is_open = [](std::string_view date) { return date.empty() || date == ".."; };
  return (filter.since.empty() || is_open(end) || compare_dates(end, filter.since) >= 0) &&
         (filter.until.empty() || is_open(begin) || compare_dates(begin, filter.until) <= 0);
}

bool is_selected(const KnowledgeGraph& graph, const Statement& statement, const GraphFilter& filter) {
  if (!filter.include_unasserted && !is_asserted(statement, filter.rule)) return false;
  // A hair of tolerance: 0.7 as float is less than 0.7 as double.
  if (statement.confidence < filter.min_confidence - 1e-6) return false;
  std::string_view time;
  if (const ClaimDetails* details = graph.details(statement); details != nullptr && !details->time.empty()) time = details->time;
  else if (statement.source != kNone) time = graph.sources()[statement.source].date;
  return is_within(time, filter);
}

std::vector<Vertex> named(const KnowledgeGraph& graph, const std::vector<std::string>& names) {
  std::vector<Vertex> found;
  for (const std::string& name : names) {
    if (const auto vertex = graph.find(name)) {
      found.push_back(*vertex);
      continue;
    }
    const std::vector<Vertex> labelled = graph.find_by_label(name);
    if (labelled.empty()) {
      std::vector<std::string> labels;
      for (const Vertex v : graph.sorted_nodes()) labels.push_back(graph.node(v).label);
      const std::string near = nearest(name, labels);
      throw InputError("no entity '" + name + "' in the graph" +
                       (near.empty() ? "; give a label, an alias or an IRI" : "; did you mean '" + near + "'?"));
    }
    found.insert(found.end(), labelled.begin(), labelled.end());
  }
  return found;
}

}  // namespace

GraphView::GraphView(const KnowledgeGraph& graph)
    : graph_(&graph), nodes_(graph.sorted_nodes()), claims_(graph.sorted_claims()), attributes_(graph.sorted_attributes()) {
  restrict_to(std::vector<bool>(graph.node_count(), true));
  all_claims_ = true;
}

bool GraphView::contains(const Edge& edge) const {
  return all_claims_ || claim_set_.contains(&graph_->statement(edge));
}

void GraphView::restrict_to(const std::vector<bool>& kept) {
  const BoostGraph& boost = graph_->boost();
  std::erase_if(nodes_, [&](Vertex v) { return !kept[v]; });
  std::erase_if(claims_, [&](const Edge& e) { return !kept[source(e, boost)] || !kept[target(e, boost)]; });
  std::erase_if(attributes_, [&](std::uint32_t i) { return !kept[graph_->attributes()[i].subject]; });
  index_.assign(graph_->node_count(), kNone);
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) index_[nodes_[i]] = i;
  degrees_.assign(nodes_.size(), 0);
  for (const Edge& e : claims_) {
    ++degrees_[index_[source(e, boost)]];
    if (source(e, boost) != target(e, boost)) ++degrees_[index_[target(e, boost)]];
  }
  all_claims_ = claims_.size() == boost::num_edges(boost);
  claim_set_.clear();
  if (all_claims_) return;
  claim_set_.reserve(claims_.size());
  for (const Edge& e : claims_) claim_set_.insert(&graph_->statement(e));
}

std::vector<Vertex> GraphView::neighbours(Vertex vertex) const {
  std::vector<std::uint32_t> found;
  if (!contains(vertex)) return {};
  const BoostGraph& boost = graph_->boost();
  for (const Edge& e : boost::make_iterator_range(boost::out_edges(vertex, boost)))
    if (contains(e)) found.push_back(index(target(e, boost)));
  for (const Edge& e : boost::make_iterator_range(boost::in_edges(vertex, boost)))
    if (contains(e)) found.push_back(index(source(e, boost)));
  std::sort(found.begin(), found.end());  // positions in nodes_ follow the IRIs
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<Vertex> out;
  for (const std::uint32_t i : found)
    if (nodes_[i] != vertex) out.push_back(nodes_[i]);
  return out;
}

std::vector<bool> GraphView::most_connected(std::size_t count, const std::vector<Vertex>& always) const {
  std::vector<bool> kept(graph_->node_count(), false);
  std::size_t chosen = 0;
  for (const Vertex v : always) {
    if (contains(v) && !kept[v]) ++chosen;
    if (contains(v)) kept[v] = true;
  }
  std::vector<std::uint32_t> order(nodes_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return degrees_[a] > degrees_[b]; });
  for (const std::uint32_t i : order) {
    if (chosen >= count) break;
    if (kept[nodes_[i]]) continue;
    kept[nodes_[i]] = true;
    ++chosen;
  }
  return kept;
}

GraphView GraphView::top(std::size_t count) const {
  GraphView view = *this;
  if (count >= nodes_.size()) return view;
  view.restrict_to(most_connected(count, {}));
  view.left_out_ = left_out_ + nodes_.size() - view.nodes_.size();
  return view;
}

GraphView select(const KnowledgeGraph& graph, const GraphFilter& filter) {
  GraphView view(graph);
  view.rule_ = filter.rule;
  std::vector<bool> relations(graph.predicates().size());
  for (std::size_t i = 0; i < relations.size(); ++i)
    relations[i] = filter.relations.empty() || is_one_of(graph.predicates()[i], filter.relations);
  const auto is_out = [&](const Statement& s) { return !relations[s.predicate] || !is_selected(graph, s, filter); };
  std::erase_if(view.claims_, [&](const Edge& e) { return is_out(graph.statement(e)); });
  std::erase_if(view.attributes_, [&](std::uint32_t i) { return is_out(graph.attributes()[i].statement); });

  const std::vector<Vertex> centres = named(graph, filter.around);
  std::vector<bool> kept(graph.node_count());
  for (Vertex v = 0; v < kept.size(); ++v) {
    const auto& types = graph.node(v).types;
    kept[v] = filter.classes.empty() ||
              std::any_of(types.begin(), types.end(), [&](const auto& t) { return is_one_of(t, filter.classes); });
  }
  for (const Vertex v : centres) kept[v] = true;
  view.restrict_to(kept);

  if (!centres.empty()) {
    std::vector<bool> near(graph.node_count(), false);
    std::vector<Vertex> ring = centres;
    for (const Vertex v : ring) near[v] = true;
    for (unsigned hop = 0; hop < filter.hops && !ring.empty(); ++hop) {
      std::vector<Vertex> next;
      for (const Vertex v : ring)
        for (const Vertex n : view.neighbours(v))
          if (!near[n]) {
            near[n] = true;
            next.push_back(n);
          }
      ring = std::move(next);
    }
    view.restrict_to(near);
  }
  if (filter.top && *filter.top < view.nodes_.size()) {
    const std::size_t before = view.nodes_.size();
    view.restrict_to(view.most_connected(*filter.top, centres));
    view.left_out_ = before - view.nodes_.size();
  }
  return view;
}

}  // namespace relata
