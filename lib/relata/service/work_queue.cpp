#include <relata/service/work_queue.hpp>

namespace relata {

WorkQueue::WorkQueue(unsigned threads, std::size_t waiting) : most_(threads + waiting) {
  for (unsigned t = 0; t < threads; ++t) threads_.emplace_back([this] { work(); });
}

WorkQueue::~WorkQueue() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
}

bool WorkQueue::submit(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    if (line_.size() + busy_ >= most_) return false;
    line_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

void WorkQueue::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return closing_ || !line_.empty(); });
    if (line_.empty()) return;
    const std::function<void()> next = std::move(line_.front());
    line_.pop_front();
    ++busy_;
    lock.unlock();
    next();
    lock.lock();
    --busy_;
  }
}

}  // namespace relata
