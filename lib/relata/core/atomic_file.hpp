// A file that is written whole or not at all: bytes go to a temporary file in the same folder, which takes the
// name only when everything is on the disk. Killed half-way, the old file is as it was. Two writers at once each
// write their own temporary file; the last to commit wins.
#pragma once
#include <relata/core/byte_sink.hpp>

#include <string>
#include <string_view>

namespace relata {

class AtomicFile : public ByteSink {
 public:
  /// "-" is standard output, which is neither temporary nor synchronised. InputError where it cannot be made.
  explicit AtomicFile(const std::string& path);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile() override;  ///< without commit(): nothing is left behind

  void write(std::string_view bytes) override;  ///< buffered; InputError on a full disk and the like
  void commit();                       ///< flush, fsync, close, rename, fsync of the folder; InputError

 private:
  void flush();
  [[noreturn]] void fail(const char* what) const;

  std::string path_, temporary_;
  int descriptor_ = -1;
  std::string buffer_;
};

}  // namespace relata
