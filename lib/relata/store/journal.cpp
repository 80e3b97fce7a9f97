#include <relata/store/journal.hpp>

#include <relata/core/content_hash.hpp>
#include <relata/core/mapped_file.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

namespace relata {
namespace {

constexpr std::string_view kHead = "relata push journal 1\t";

/// Hash of the statements, with the graph in it: two graphs do not fall together by one hash alone.
std::uint64_t state_of(const GraphTriples& graph) { return content_hash(hash_digits(content_hash(graph.ntriples)) + graph.graph); }

/// 16 hexadecimal digits.
bool read_hex(std::string_view digits, std::uint64_t& to) {
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), to, 16);
  return digits.size() == 16 && error == std::errc() && rest == digits.data() + digits.size();
}

}  // namespace

Journal::Journal(std::string path, const std::string& server) : path_(std::move(path)) {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail("cannot be opened");
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) throw InputError(describe({path_, 0, 0}, "is in use by another push", "wait for it, or give another journal"));
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail("cannot be read");
  if (status.st_size > 0) {
    const MappedFile file(path_);
    const std::string_view text(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    const std::string_view whole = text.substr(0, text.rfind('\n') + 1);
    read(whole, server);
    if (whole.size() < text.size() && ::ftruncate(descriptor_, static_cast<off_t>(whole.size())) != 0) fail("cannot be cut to its last whole line");
    if (!whole.empty()) return;
  }
  append(std::string(kHead) + server + '\n');
}

Journal::~Journal() {
  if (descriptor_ < 0) return;
  ::fsync(descriptor_);
  ::close(descriptor_);
}

void Journal::read(std::string_view text, const std::string& server) {
  std::uint64_t line = 0;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = text.find('\n', begin);
    const std::string_view row = text.substr(begin, end - begin);
    begin = end + 1;
    if (line == 0) {
      if (!row.starts_with(kHead)) throw InputError(describe({path_, 1, 0}, "is no journal of relata push", "name a file that is not there yet"));
      if (row.substr(kHead.size()) != server)
        throw InputError(describe({path_, 1, 0}, "is the journal of " + std::string(row.substr(kHead.size())), "give every server its own journal"));
      continue;
    }
    // "=", "+" or "-", hash of the graph, hash of the statements, and for people their number and the graph
    std::uint64_t graph = 0, state = 0;
    if (row.size() < 36 || std::string_view("=+-").find(row[0]) == std::string_view::npos || row[1] != '\t' || row[18] != '\t' || row[35] != '\t' ||
        !read_hex(row.substr(2, 16), graph) || !read_hex(row.substr(19, 16), state))
      throw InputError(describe({path_, line + 1, 0}, "is no line of a journal", "take the line out; what it stood for is sent again"));
    apply(static_cast<Change>(row[0]), graph, state);
  }
}

void Journal::apply(Change change, std::uint64_t graph, std::uint64_t state) {
  if (change == Change::kAdded) {
    replaced_.erase(graph);
    added_[graph].insert(state);
    return;
  }
  added_.erase(graph);
  if (change == Change::kReplaced) replaced_[graph] = state;
  else replaced_.erase(graph);
}

void Journal::record(Change change, const std::string& graph, std::uint64_t state, std::uint64_t statements) {
  if (descriptor_ < 0) return;
  const std::uint64_t key = content_hash(graph);
  append(std::string(1, static_cast<char>(change)) + '\t' + hash_digits(key) + '\t' + hash_digits(state) + '\t' + std::to_string(statements) + '\t' + graph + '\n');
  apply(change, key, state);
}

bool Journal::has(const GraphTriples& graph) const {
  const std::uint64_t key = content_hash(graph.graph), state = state_of(graph);
  if (graph.replaces) {
    const auto found = replaced_.find(key);
    return found != replaced_.end() && found->second == state;
  }
  const auto found = added_.find(key);
  return found != added_.end() && found->second.contains(state);
}

void Journal::confirm(const GraphTriples& graph) {
  record(graph.replaces ? Change::kReplaced : Change::kAdded, graph.graph, state_of(graph), graph.statements);
}

void Journal::forget(const std::string& graph) { record(Change::kGone, graph, 0, 0); }

void Journal::append(const std::string& line) {
  for (std::size_t at = 0; at < line.size();) {
    const ssize_t written = ::write(descriptor_, line.data() + at, line.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot be written");
    at += static_cast<std::size_t>(written);
  }
}

void Journal::fail(const char* what) const {
  throw InputError(describe({path_, 0, 0}, std::string(what) + ": " + std::strerror(errno), "name a file in a folder that you may write to"));
}

}  // namespace relata
