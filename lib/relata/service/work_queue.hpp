// A fixed number of threads and a line of limited length before them.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace relata {

class WorkQueue {
 public:
  /// `waiting`: the most that wait while every thread is at work.
  WorkQueue(unsigned threads, std::size_t waiting);
  WorkQueue(const WorkQueue&) = delete;
  ~WorkQueue();  ///< all that was taken is done first

  /// False if the line is full. `work` must not throw.
  bool submit(std::function<void()> work);

 private:
  void work();

  const std::size_t most_;  // taken and not done
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> line_;
  std::size_t busy_ = 0;
  bool closing_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace relata
