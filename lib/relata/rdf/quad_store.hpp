// Statements under three indices, for queries: any pattern is answered by one binary search. librdf's own stores scan all
// statements for a pattern, which makes joins quadratic.
#pragma once
#include <relata/rdf/term_table.hpp>

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace relata {

class QuadStore {
 public:
  using Id = TermTable::Id;
  static constexpr Id kAny = UINT32_MAX;
  /// Subject, predicate, object, graph ("" is the default graph).
  using Quad = std::array<Id, 4>;

  void add(const QuadView& quad);
  void close();  ///< sorts; nothing is added afterwards

  const TermTable& terms() const { return terms_; }
  std::optional<Id> find(const TermView& term) const { return terms_.find(term); }
  std::span<const Id> graphs() const { return graphs_; }  ///< names, sorted, without the default graph

  /// What matches a pattern, kAny in it for any term. Without a graph in the pattern a triple that several graphs hold comes once for each.
  std::span<const Quad> match(const Quad& pattern, std::array<int, 4>& order) const;

 private:
  struct Index {
    std::array<int, 4> order;  // which term comes first, second, ...
    std::vector<Quad> rows;    // terms in that order, sorted
  };
  TermTable terms_;
  std::vector<Id> graphs_;
  std::array<Index, 3> indices_{Index{{0, 1, 2, 3}, {}}, Index{{1, 2, 0, 3}, {}}, Index{{2, 0, 1, 3}, {}}};
};

}  // namespace relata
