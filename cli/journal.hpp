// What a run writes down of its progress beside its output, so that one that was killed goes on where it stopped.
//
// FILE.journal is JSON lines: first the setup, all that the output's bytes depend on but the documents; then checkpoints, each written when the
// output up to it is on the disk. What follows the last whole checkpoint, here and in the output, is of no account: power may have gone while it
// was written. Only one run at a time has the journal open (flock).
//
// FILE.begun has a line for each thread: the number of the document that it reads, or 0. What stands there when a run begins was under way when the one before
// it was ended from outside or by itself, and goes into the journal. A document for which that has happened kTrials times is taken for the cause.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace relata::cli {

/// How far a run has come.
struct Checkpoint {
  std::uint64_t documents = 0;     ///< that the input gave, faulty ones with them
  std::uint64_t input_digest = 0;  ///< of the input up to there: Reader::input_digest
  std::uint64_t output_bytes = 0, rejected_bytes = 0, rejected = 0;  ///< of the output, of the file of rejected claims; their number
  std::uint64_t written = 0, left_out = 0;                           ///< statements
  std::vector<std::string> faults;                                   ///< of documents since the checkpoint before
};

class Journal {
 public:
  using Setup = std::vector<std::pair<std::string, std::string>>;  ///< (what it is, its value)

  /// Opens or begins the journal of `output`, whose bytes are in AtomicFile::part_of(output). InputError where another run has it open, where it
  /// is of a run with another setup, where it is no journal, or where one of the two files is there without the other.
  Journal(const std::string& output, const Setup& setup);
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  ~Journal();

  /// The last checkpoint of the run that is gone on with, with the faults of all; documents == 0 where this is the first run.
  const Checkpoint& last() const { return last_; }
  void add(const Checkpoint& checkpoint);  ///< on the disk when this returns; InputError
  void remove();                           ///< the run is done

  static constexpr int kTrials = 3;  ///< two may be chance: a run that is killed in the same slow document
  /// How many runs ended while the document was read: of those behind last(), by number, counted from 1.
  const std::map<std::uint64_t, int>& under_way_at_ends() const { return under_way_at_ends_; }
  /// Around the reading of a document, by any thread; it outlives the process, though not the machine.
  class Reading {
   public:
    Reading(Journal& journal, std::uint64_t document);
    Reading(const Reading&) = delete;
    ~Reading();

   private:
    Journal& journal_;
    std::size_t line_ = 0;
  };
  const std::string& path() const { return path_; }

 private:
  bool read(const Setup& setup, bool part_exists);  ///< whether there is a run to go on with
  void append(const std::string& line);
  void take_over_begun(bool goes_on);
  void write_begun(std::size_t line, std::uint64_t document);
  [[noreturn]] void fail(const char* what) const;

  std::string path_, part_, begun_path_;
  int descriptor_ = -1, begun_ = -1;
  Checkpoint last_;
  std::map<std::uint64_t, int> under_way_at_ends_;
  std::mutex begun_lines_;
  std::vector<bool> is_taken_;  // [lines of FILE.begun]
};

}  // namespace relata::cli
