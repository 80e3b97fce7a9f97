// A file that is written whole or not at all: bytes go to a temporary file in the same folder, which takes the
// name only when everything is on the disk. Killed half-way, the old file is as it was. Two writers at once each
// write their own temporary file; the last to commit wins. One that is gone on with has a name of its own, and one writer.
#pragma once
#include <relata/core/byte_sink.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace relata {

class AtomicFile : public ByteSink {
 public:
  /// "-" is standard output, which is neither temporary nor synchronised. InputError where it cannot be made.
  explicit AtomicFile(const std::string& path);
  /// Goes on with the temporary file that a killed run left, or begins it: part_of(path), of which the first `kept` bytes are right and the
  /// others are cut off. It stays without commit(). InputError where it is shorter, or where another process writes it.
  AtomicFile(const std::string& path, std::uint64_t kept);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile() override;  ///< without commit(): nothing is left behind

  static std::string part_of(const std::string& path) { return path + ".part"; }
  /// Whether the name is that of a regular file, or free: what a temporary file can take the name of.
  static bool is_replaceable(const std::string& path);

  void write(std::string_view bytes) override;  ///< buffered; InputError on a full disk and the like
  std::uint64_t sync();                         ///< brings all to the disk and gives its size in bytes; InputError
  void commit();                                ///< flush, fsync, close, rename, fsync of the folder; InputError
  void discard();                               ///< nothing is left behind without commit(), of neither kind

 private:
  AtomicFile(const std::string& path, std::string temporary, bool stays);
  void flush();
  void take_mode_of_target() const;
  [[noreturn]] void fail(const char* what) const;

  std::string path_, temporary_;
  bool stays_ = false;  // the temporary file, without commit()
  int descriptor_ = -1;
  std::uint64_t written_ = 0;  // bytes that left the buffer
  std::string buffer_;
};

/// Brings the entries of the folder of `path` to the disk, where the file system can do that.
void sync_folder_of(const std::string& path);

}  // namespace relata
