// Graphs on their way to a store: what the journal knows is passed over, the rest goes in batches, and what the server confirmed goes
// into the journal.
#pragma once
#include <relata/store/graph_store.hpp>
#include <relata/store/journal.hpp>

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace relata {

class Push {
 public:
  /// A request holds whole graphs of together `batch` statements at most, or one graph. Both must outlive the push.
  Push(GraphStore& store, Journal& journal, std::uint64_t batch) : store_(store), journal_(journal), batch_(batch) {}

  /// What comes of a graph again in one push is added to it. StoreError, InputError from the journal.
  void take(GraphTriples&& graph);
  void finish();  ///< sends what is left
  void retract(const std::string& graph);

  struct Report {
    std::uint64_t sent = 0, statements = 0;  ///< graphs, or pieces of one; statements in them
    std::uint64_t unchanged = 0;             ///< graphs that the server has confirmed before
    std::uint64_t retracted = 0, absent = 0; ///< graphs taken away; of these the server says that there was none
  };
  const Report& report() const { return report_; }

 private:
  GraphStore& store_;
  Journal& journal_;
  const std::uint64_t batch_;
  std::vector<GraphTriples> waiting_;
  std::unordered_set<std::uint64_t> seen_;  // hashes of graphs that were taken
  std::uint64_t statements_ = 0;  // that wait
  Report report_;
};

}  // namespace relata
