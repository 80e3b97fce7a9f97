// Work of several threads on a stream of items, which come out in the order in which they went in: reading and writing go on
// beside the work, and memory is bounded by the few items in between.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace relata {

/// The items between the threads of run_in_order: a ring of slots, filled by those who draw and emptied in order by the one who takes.
template <class Item>
class OrderedItems {
 public:
  struct Slot {
    std::optional<Item> item;
    std::exception_ptr failure;
    bool done = false;
  };

  explicit OrderedItems(std::size_t most) : slots_(most) {}

  /// The slot of what `source` gives next; null at its end, or when it threw. Waits while the ring is full.
  template <class Source>
  Slot* draw(Source& source) {
    const std::scoped_lock one(drawing_);
    std::unique_lock lock(state_);
    room_.wait(lock, [this] { return ended_ || drawn_ - taken_ < slots_.size(); });
    if (ended_) return nullptr;
    Slot& slot = slots_[drawn_ % slots_.size()];
    lock.unlock();
    try {
      slot.item = source();
    } catch (...) {
      slot.failure = std::current_exception();
    }
    lock.lock();
    if (slot.item || slot.failure) ++drawn_;
    if (slot.item) return &slot;
    slot.done = true;
    ended_ = true;
    ready_.notify_one();
    return nullptr;
  }

  void finish(Slot& slot) {
    const std::scoped_lock lock(state_);
    slot.done = true;
    ready_.notify_one();
  }

  /// The next one in order, finished; nullopt after the last. Throws what was thrown for it.
  std::optional<Item> take() {
    std::unique_lock lock(state_);
    Slot& slot = slots_[taken_ % slots_.size()];
    ready_.wait(lock, [&] { return taken_ < drawn_ ? slot.done : ended_; });
    if (taken_ == drawn_) return std::nullopt;
    Slot out = std::exchange(slot, {});
    ++taken_;
    lock.unlock();
    room_.notify_one();
    if (out.failure) std::rethrow_exception(out.failure);
    return std::move(out.item);
  }

  /// Nothing more is drawn.
  void end() {
    const std::scoped_lock lock(state_);
    ended_ = true;
    room_.notify_all();
  }

 private:
  std::vector<Slot> slots_;  // [number of the item, modulo their count]
  std::mutex drawing_;       // held while the source runs
  std::mutex state_;         // of all below, and of Slot::done
  std::condition_variable room_, ready_;
  std::size_t drawn_ = 0, taken_ = 0;
  bool ended_ = false;
};

/// Draws items from `source` until it gives none, works on them in `jobs` threads and takes them in the order of the source.
///   source: () -> std::optional<Item>, called by one thread at a time;
///   work:   (Item&), called by several threads at once;
///   take:   (Item&&), called by the calling thread.
/// At most 8 items a job are between drawing and taking. What source or work throws is thrown to the caller in its turn, when the items
/// before it are taken; what take throws, at once. The threads have ended when this returns or throws.
template <class Source, class Work, class Take>
void run_in_order(unsigned jobs, Source&& source, Work&& work, Take&& take) {
  using Item = typename std::invoke_result_t<Source&>::value_type;
  OrderedItems<Item> items(std::size_t{jobs} * 8);
  std::vector<std::jthread> threads;
  struct AtExit {
    OrderedItems<Item>& items;
    ~AtExit() { items.end(); }
  } const at_exit{items};
  for (unsigned t = 0; t < jobs; ++t)
    threads.emplace_back([&] {
      while (auto* slot = items.draw(source)) {
        try {
          work(*slot->item);
        } catch (...) {
          slot->failure = std::current_exception();
        }
        items.finish(*slot);
      }
    });
  while (std::optional<Item> item = items.take()) take(std::move(*item));
}

}  // namespace relata
