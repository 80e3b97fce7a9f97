// A file, standard input or memory as bytes: the first ones looked at without taking them, then lines or
// all of it, each under a limit so that no input can fill the memory. What begins like gzip is unpacked.
#pragma once
#include <relata/text/gzip.hpp>

#include <cstdint>
#include <optional>
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

  std::uint64_t bytes_taken() const { return gzip_ ? packed_read_ : taken_; }  ///< of the file: of packed bytes, those that were read
  std::uint64_t lines_taken() const { return lines_; }
  std::uint64_t digest() const { return digest_; }  ///< content_hash over the lines and the rest that were taken

 private:
  bool fill();  // reads more behind what is buffered; false at the end
  bool append_chunk(std::string& bytes);
  bool unpack_chunk();
  [[noreturn]] void give_up(const std::string& fact);  // of packed bytes: nothing follows the error

  std::string name_;
  int descriptor_ = -1;
  bool at_end_ = false;
  std::string buffer_;
  std::size_t begin_ = 0;  // first byte of buffer_ not yet taken
  std::uint64_t taken_ = 0, lines_ = 0, digest_ = 0;
  std::optional<GzipDecoder> gzip_;
  std::string packed_;  // read and not yet unpacked
  std::uint64_t packed_read_ = 0;
};

}  // namespace relata
