// Where bytes go that somebody writes: a file, or memory.
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace relata {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

class StringSink final : public ByteSink {
 public:
  void write(std::string_view bytes) override { bytes_ += bytes; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace relata
