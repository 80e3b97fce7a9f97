// Where a writer's bytes go, whatever lies behind it: a file (AtomicFile), or memory.
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

class StringSink : public ByteSink {
 public:
  void write(std::string_view bytes) override { text_ += bytes; }
  std::string take() { return std::move(text_); }  ///< what was written; the sink is of no use after

 private:
  std::string text_;
};

}  // namespace relata
