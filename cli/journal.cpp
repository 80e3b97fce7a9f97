#include "journal.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/core/error.hpp>

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace relata::cli {
namespace {

using nlohmann::ordered_json;

constexpr const char* kMagic = "relata journal";
constexpr int kVersion = 1;
constexpr std::size_t kBegunLine = 21;  // digits, padded, and the line's end

ordered_json setup_line(const Journal::Setup& setup) {
  ordered_json out{{kMagic, kVersion}};
  for (const auto& [name, value] : setup) out[name] = value;
  return out;
}

ordered_json checkpoint_line(const Checkpoint& c) {
  return {{"documents", c.documents}, {"input", c.input_digest}, {"output", c.output_bytes},   {"rejections", c.rejected_bytes},
          {"rejected", c.rejected},   {"written", c.written},    {"left_out", c.left_out}, {"faults", c.faults}};
}

/// False where the line is not a whole checkpoint. `c` takes its place with the faults of both.
bool read_checkpoint(std::string_view line, Checkpoint& c) {
  const ordered_json json = ordered_json::parse(line, nullptr, false);
  if (!json.is_object()) return false;
  try {
    Checkpoint out{json.at("documents"), json.at("input"), json.at("output"), json.at("rejections"), json.at("rejected"), json.at("written"), json.at("left_out"),
                   json.at("faults").get<std::vector<std::string>>()};
    out.faults.insert(out.faults.begin(), c.faults.begin(), c.faults.end());
    c = std::move(out);
    return true;
  } catch (const ordered_json::exception&) {
    return false;
  }
}

/// False where the line is not of the documents that were under way when a run ended.
bool read_ends(std::string_view line, std::map<std::uint64_t, int>& ends) {
  const ordered_json json = ordered_json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("under_way")) return false;
  for (const auto& number : json["under_way"])
    if (number.is_number_unsigned()) ++ends[number.get<std::uint64_t>()];
  return true;
}

std::string content_of(int descriptor) {
  std::string out;
  char buffer[1 << 16];
  for (ssize_t got = 0; (got = ::pread(descriptor, buffer, sizeof buffer, static_cast<off_t>(out.size()))) > 0;) out.append(buffer, static_cast<std::size_t>(got));
  return out;
}

}  // namespace

Journal::Journal(const std::string& output, const Setup& setup) : path_(output + ".journal"), part_(AtomicFile::part_of(output)), begun_path_(output + ".begun") {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor_ < 0) fail("cannot be written");
  try {
    struct stat own {}, part {};
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 || ::fstat(descriptor_, &own) != 0 || own.st_nlink == 0)
      throw InputError(describe({path_, 0, 0}, "is being written by another run", "wait for its end, or give another -o"));
    take_over_begun(read(setup, ::lstat(part_.c_str(), &part) == 0));
  } catch (...) {
    ::close(descriptor_);
    if (begun_ >= 0) ::close(begun_);
    throw;
  }
}

Journal::~Journal() {
  ::close(descriptor_);
  ::close(begun_);
}

bool Journal::read(const Setup& setup, bool part_exists) {
  const std::string to_begin_anew = "remove " + path_ + " and " + part_ + " to begin anew";
  const std::string content = content_of(descriptor_);
  std::size_t end = content.find('\n');  // of the line that is read
  const ordered_json wanted = setup_line(setup);
  if (end == std::string::npos || !part_exists) {  // killed before it had begun, or when all was done
    if (part_exists) throw InputError(describe({part_, 0, 0}, "is there without its journal", "remove it, or give another -o"));
    if (!content.empty() && content.find(kMagic) == std::string::npos)
      throw InputError(describe({path_, 0, 0}, "is in the way, and no journal of relata's", "move it, or give another -o"));
    if (::ftruncate(descriptor_, 0) != 0) fail("cannot be written");
    append(wanted.dump() + '\n');
    sync_folder_of(path_);
    return false;
  }
  const ordered_json found = ordered_json::parse(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
  if (!found.is_object() || found.value(kMagic, 0) != kVersion)
    throw InputError(describe({path_, 0, 0}, "is no journal of this version of relata", to_begin_anew));
  for (const auto& [name, value] : wanted.items())
    if (!found.contains(name) || found[name] != value)
      throw InputError(describe({path_, 0, 0}, "is of a run with another " + name + ": " + (found.contains(name) ? found[name].dump() : "none") + ", now " + value.dump(),
                                "run it as before, or " + to_begin_anew));
  std::size_t whole = end + 1;  // bytes of whole lines; what is torn is cut off, since lines that are appended begin on their own
  for (; (end = content.find('\n', whole)) != std::string::npos; whole = end + 1)
    if (const std::string_view line = std::string_view(content).substr(whole, end - whole); !read_ends(line, under_way_at_ends_) && !read_checkpoint(line, last_)) break;
  if (::ftruncate(descriptor_, static_cast<off_t>(whole)) != 0) fail("cannot be written");
  return true;
}

/// What FILE.begun holds of the run before goes into the journal.
void Journal::take_over_begun(bool goes_on) {
  begun_ = ::open(begun_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (begun_ < 0) fail("goes with a file .begun that cannot be written");
  const std::string content = goes_on ? content_of(begun_) : std::string();
  if (::ftruncate(begun_, 0) != 0) fail("goes with a file .begun that cannot be written");
  ordered_json numbers = ordered_json::array();
  for (std::size_t at = 0; at + kBegunLine <= content.size(); at += kBegunLine) {
    std::uint64_t number = 0;
    std::from_chars(content.data() + at, content.data() + at + kBegunLine - 1, number);
    if (number > last_.documents) numbers.push_back(number);
  }
  if (numbers.empty()) return;
  for (const auto& number : numbers) ++under_way_at_ends_[number.get<std::uint64_t>()];
  append(ordered_json{{"under_way", numbers}}.dump() + '\n');
}

void Journal::write_begun(std::size_t line, std::uint64_t document) {
  std::array<char, kBegunLine + 1> text{};
  std::snprintf(text.data(), text.size(), "%-20llu\n", static_cast<unsigned long long>(document));
  if (::pwrite(begun_, text.data(), kBegunLine, static_cast<off_t>(line * kBegunLine)) != static_cast<ssize_t>(kBegunLine)) fail("goes with a file .begun that cannot be written");
}

Journal::Reading::Reading(Journal& journal, std::uint64_t document) : journal_(journal) {
  {
    const std::scoped_lock lock(journal.begun_lines_);
    std::vector<bool>& taken = journal.is_taken_;
    while (line_ < taken.size() && taken[line_]) ++line_;
    if (line_ == taken.size()) taken.push_back(true);
    else taken[line_] = true;
  }
  journal.write_begun(line_, document);
}

Journal::Reading::~Reading() {
  try {
    journal_.write_begun(line_, 0);
  } catch (const InputError&) {  // a full disk shows when the output is written; the line was written before
  }
  const std::scoped_lock lock(journal_.begun_lines_);
  journal_.is_taken_[line_] = false;
}

void Journal::add(const Checkpoint& checkpoint) { append(checkpoint_line(checkpoint).dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n'); }

void Journal::append(const std::string& line) {
  if (::write(descriptor_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || ::fdatasync(descriptor_) != 0) fail("cannot be written");
}

void Journal::remove() {
  ::unlink(begun_path_.c_str());
  ::unlink(path_.c_str());
}

void Journal::fail(const char* what) const {
  throw InputError(describe({path_, 0, 0}, std::string(what) + ": " + std::strerror(errno),
                            errno == ENOENT ? "make the folder first" : errno == ENOSPC ? "free some space" : "choose a folder that you may write to"));
}

}  // namespace relata::cli
