// A set of 128-bit content hashes in a flat table: a quarter of the memory of a node-based set.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace relata {

class KeySet {
 public:
  /// False if the key is there already.
  bool add(std::uint64_t high, std::uint64_t low) {
    if (high == 0 && low == 0) {  // the mark of a free place
      const bool fresh = !has_zero_;
      has_zero_ = true;
      return fresh;
    }
    if ((count_ + 1) * 10 > slots_.size() * 8) grow();
    Key& slot = place(slots_, {high, low});
    if (!slot.is_free()) return false;
    slot = {high, low};
    ++count_;
    return true;
  }
  bool contains(std::uint64_t high, std::uint64_t low) const {
    if (high == 0 && low == 0) return has_zero_;
    if (slots_.empty()) return false;
    std::size_t at = start(slots_.size(), {high, low});
    while (!slots_[at].is_free()) {
      if (slots_[at] == Key{high, low}) return true;
      at = at + 1 == slots_.size() ? 0 : at + 1;
    }
    return false;
  }

 private:
  struct Key {
    std::uint64_t high = 0, low = 0;
    bool is_free() const { return high == 0 && low == 0; }
    bool operator==(const Key&) const = default;
  };
  /// Lemire, "Fast random integer generation in an interval" (2019): a place in any number of slots without division.
  static std::size_t start(std::size_t slots, const Key& key) {
    // Mixed, since keys that are read from a file may be numbered rather than hashed.
    const std::uint64_t mixed = (key.high ^ (key.low * 0x9e3779b97f4a7c15ULL)) * 0xbf58476d1ce4e5b9ULL;
    return static_cast<std::size_t>(((mixed >> 32) * static_cast<std::uint64_t>(slots)) >> 32);
  }
  static Key& place(std::vector<Key>& slots, const Key& key) {
    std::size_t at = start(slots.size(), key);
    while (!slots[at].is_free() && !(slots[at] == key)) at = at + 1 == slots.size() ? 0 : at + 1;
    return slots[at];
  }
  void grow() {
    std::vector<Key> larger(slots_.empty() ? 64 : slots_.size() + slots_.size() / 2);
    for (const Key& key : slots_)
      if (!key.is_free()) place(larger, key) = key;
    slots_ = std::move(larger);
  }

  std::vector<Key> slots_;
  std::size_t count_ = 0;
  bool has_zero_ = false;
};

}  // namespace relata
