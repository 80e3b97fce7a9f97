// Texts as numbers, each kept once: the words behind claims, of which a large graph has millions.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

class TextPool {
 public:
  /// The number of an equal text, or a new one; numbers count from 0.
  std::uint32_t add(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  const std::string& at(std::uint32_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::size_t place(std::string_view text) const;  // of its number, or where that would go
  void grow();
  std::deque<std::string> texts_;
  std::vector<std::uint32_t> slots_;  // [a power of two] number + 1, 0 is free; linear probing
};

}  // namespace relata
