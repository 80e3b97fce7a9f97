// What a server has confirmed, graph by graph, as lines of a file that is only ever appended to: a push that was killed goes on where
// it stopped, and a later one sends only what has changed. It never says more than was confirmed; after a crash it may say
// less, and then a graph is sent twice, which does no harm.
#pragma once
#include <relata/store/graph_store.hpp>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace relata {

class Journal {
 public:
  /// Knows nothing and keeps nothing.
  Journal() = default;
  /// Reads the file, if there is one, and opens it to append. A last line that was cut short is dropped. InputError where it is no journal,
  /// one of another server, in use by another push, or cannot be written.
  Journal(std::string path, const std::string& server);
  Journal(const Journal&) = delete;
  ~Journal();

  /// Whether the server has confirmed just these statements: as the graph's last, or of those that were added to it since it was last replaced.
  bool has(const GraphTriples& graph) const;
  void confirm(const GraphTriples& graph);
  void forget(const std::string& graph);  ///< the graph was taken away

 private:
  enum class Change : char { kReplaced = '=', kAdded = '+', kGone = '-' };
  void read(std::string_view text, const std::string& server);
  void apply(Change change, std::uint64_t graph, std::uint64_t state);
  void record(Change change, const std::string& graph, std::uint64_t state, std::uint64_t statements);
  void append(const std::string& line);
  [[noreturn]] void fail(const char* what) const;

  std::string path_;
  int descriptor_ = -1;
  // By the hash of the graph's IRI, hashes of statements.
  std::unordered_map<std::uint64_t, std::uint64_t> replaced_;
  std::unordered_map<std::uint64_t, std::unordered_set<std::uint64_t>> added_;
};

}  // namespace relata
