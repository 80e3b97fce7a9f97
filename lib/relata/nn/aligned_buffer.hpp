// Scratch memory on cache-line boundaries that only grows; what was in it is lost when it does.
#pragma once
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace relata {

template <class Value>
class AlignedBuffer {
  static_assert(std::is_trivially_copyable_v<Value>);

 public:
  /// At least `count` values, not initialised.
  Value* reserve(std::size_t count) {
    if (count > count_) {
      data_.reset();
      data_.reset(static_cast<Value*>(::operator new(count * sizeof(Value), kAlignment)));
      count_ = count;
    }
    return data_.get();
  }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Delete {
    void operator()(Value* data) const { ::operator delete(data, kAlignment); }
  };
  std::unique_ptr<Value, Delete> data_;
  std::size_t count_ = 0;
};

}  // namespace relata
