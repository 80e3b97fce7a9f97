// What a service counts, as text that Prometheus reads (exposition format 0.0.4).
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace relata {

/// Safe to use from several threads.
class Metrics {
 public:
  /// A request to a path that the service has, answered with `status` after `time`.
  void answered(const std::string& path, int status, std::chrono::duration<double> time);
  void begin();                                          ///< one more request waits or is worked on
  void end();                                            ///< one less
  void add(const std::string& what, std::uint64_t number);  ///< to the counter relata_WHAT_total; a name of letters and '_'
  std::string text() const;

 private:
  static constexpr std::array kBounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0};  // seconds
  struct Histogram {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};  // up to each bound and more than the one before; the last: over all
    double sum = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Histogram> seconds_;  // by path
  std::map<std::string, std::uint64_t> counters_;
  std::int64_t running_ = 0;
};

}  // namespace relata
