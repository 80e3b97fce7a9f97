// A file, standard input or memory as bytes: the first ones looked at without taking them, then lines or
// all of it, each under a limit so that no input can fill the memory.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace relata {

class ByteSource {
 public:
  /// Opens `path` ("-": standard input). `name` is what messages call it. InputError if it cannot be opened.
  ByteSource(const std::string& path, std::string name);
  struct Bytes {
    std::string bytes;
  };
  /// What is in memory already.
  ByteSource(Bytes bytes, std::string name);
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  const std::string& name() const { return name_; }
  /// The first line or the first few KiB, still to be taken; shorter only where the input is. Before any take.
  std::string_view head();
  /// Takes the next line, without its '\n'; false at the end. InputError on a line of over `limit` bytes, before it is read whole.
  bool take_line(std::string& line, std::uint64_t limit);
  /// Takes everything that is left. InputError if that is over `limit` bytes.
  std::string take_all(std::uint64_t limit);

  std::uint64_t bytes_taken() const { return taken_; }
  std::uint64_t lines_taken() const { return lines_; }

 private:
  bool fill();  // reads more behind what is buffered; false at the end

  std::string name_;
  int descriptor_ = -1;
  bool at_end_ = false;
  std::string buffer_;
  std::size_t begin_ = 0;  // first byte of buffer_ not yet taken
  std::uint64_t taken_ = 0, lines_ = 0;
};

}  // namespace relata
