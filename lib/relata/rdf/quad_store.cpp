#include <relata/rdf/quad_store.hpp>

#include <algorithm>

namespace relata {

void QuadStore::add(const QuadView& quad) {
  indices_[0].rows.push_back({terms_.add(quad.subject), terms_.add(quad.predicate), terms_.add(quad.object), terms_.add({quad.graph})});
}

void QuadStore::close() {
  std::vector<Quad>& quads = indices_[0].rows;
  std::sort(quads.begin(), quads.end());
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
  for (const Quad& quad : quads)
    if (!terms_.at(quad[3]).value.empty()) graphs_.push_back(quad[3]);
  std::sort(graphs_.begin(), graphs_.end());
  graphs_.erase(std::unique(graphs_.begin(), graphs_.end()), graphs_.end());
  for (std::size_t i = 1; i < indices_.size(); ++i) {
    for (const Quad& quad : quads) {
      Quad row;
      for (std::size_t place = 0; place < 4; ++place) row[place] = quad[static_cast<std::size_t>(indices_[i].order[place])];
      indices_[i].rows.push_back(row);
    }
    std::sort(indices_[i].rows.begin(), indices_[i].rows.end());
  }
}

std::span<const QuadStore::Quad> QuadStore::match(const Quad& pattern, std::array<int, 4>& order) const {
  // The index that has most of the given terms in front.
  const Index* best = nullptr;
  std::size_t most = 0;
  for (const Index& index : indices_) {
    std::size_t given = 0;
    while (given < 3 && pattern[static_cast<std::size_t>(index.order[given])] != kAny) ++given;
    if (best != nullptr && given <= most) continue;
    best = &index;
    most = given;
  }
  order = best->order;
  Quad low{}, high{};
  high.fill(UINT32_MAX);
  for (std::size_t i = 0; i < most; ++i) low[i] = high[i] = pattern[static_cast<std::size_t>(order[i])];
  const auto begin = std::lower_bound(best->rows.begin(), best->rows.end(), low), end = std::upper_bound(begin, best->rows.end(), high);
  return {begin, end};
}

}  // namespace relata
