#include <relata/store/push.hpp>

#include <relata/core/content_hash.hpp>

namespace relata {

void Push::take(GraphTriples&& graph) {
  if (!seen_.insert(content_hash(graph.graph)).second) graph.replaces = false;
  if (journal_.has(graph)) {
    ++report_.unchanged;
    return;
  }
  if (statements_ + graph.statements > batch_) finish();  // a graph is not divided between requests that can hold it
  statements_ += graph.statements;
  waiting_.push_back(std::move(graph));
  if (statements_ >= batch_) finish();
}

void Push::finish() {
  if (waiting_.empty()) return;
  store_.write(waiting_);
  for (const GraphTriples& graph : waiting_) journal_.confirm(graph);
  report_.sent += waiting_.size();
  report_.statements += statements_;
  waiting_.clear();
  statements_ = 0;
}

void Push::retract(const std::string& graph) {
  report_.absent += store_.remove(graph) ? 0 : 1;
  journal_.forget(graph);
  ++report_.retracted;
}

}  // namespace relata
