#include <relata/service/metrics.hpp>

#include <algorithm>
#include <sstream>

namespace relata {

void Metrics::answered(const std::string& path, int status, std::chrono::duration<double> time) {
  const std::lock_guard lock(mutex_);
  ++requests_[{path, status}];
  Histogram& histogram = seconds_[path];
  ++histogram.counts[static_cast<std::size_t>(std::lower_bound(kBounds.begin(), kBounds.end(), time.count()) - kBounds.begin())];
  histogram.sum += time.count();
}

void Metrics::begin() {
  const std::lock_guard lock(mutex_);
  ++running_;
}

void Metrics::end() {
  const std::lock_guard lock(mutex_);
  --running_;
}

void Metrics::add(const std::string& what, std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  counters_[what] += number;
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::ostringstream out;
  const auto head = [&out](const std::string& name, const char* type, const char* help) {
    out << "# HELP " << name << ' ' << help << "\n# TYPE " << name << ' ' << type << '\n';
  };
  head("relata_requests_total", "counter", "Requests by path and status.");
  for (const auto& [key, number] : requests_) out << "relata_requests_total{path=\"" << key.first << "\",status=\"" << key.second << "\"} " << number << '\n';
  head("relata_request_seconds", "histogram", "From a request's headers to its answer.");
  for (const auto& [path, histogram] : seconds_) {
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      out << "relata_request_seconds_bucket{path=\"" << path << "\",le=\"" << kBounds[i] << "\"} " << (so_far += histogram.counts[i]) << '\n';
    so_far += histogram.counts.back();
    out << "relata_request_seconds_bucket{path=\"" << path << "\",le=\"+Inf\"} " << so_far << "\nrelata_request_seconds_sum{path=\"" << path << "\"} " << histogram.sum
        << "\nrelata_request_seconds_count{path=\"" << path << "\"} " << so_far << '\n';
  }
  head("relata_requests_in_progress", "gauge", "Requests that wait or are worked on.");
  out << "relata_requests_in_progress " << running_ << '\n';
  for (const auto& [what, number] : counters_) {
    head("relata_" + what + "_total", "counter", ("Number of " + what + ".").c_str());
    out << "relata_" << what << "_total " << number << '\n';
  }
  return out.str();
}

}  // namespace relata
