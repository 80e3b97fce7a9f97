// A server that may be busy, restarting or unreachable for a while: requests are sent until they are answered for good.
#pragma once
#include <relata/store/http_client.hpp>

#include <functional>

namespace relata {

/// Waits double from try to try; what the server asks for by Retry-After comes first.
struct RetryPolicy {
  unsigned retries = 8;                        ///< after the first try; 8 are some two minutes without an answer
  std::chrono::milliseconds first_wait{500};
  std::chrono::milliseconds longest_wait{60'000};
  std::chrono::seconds longest_retry_after{3600};  ///< a server that asks for more is given up
  std::function<void(std::chrono::milliseconds)> sleep;  ///< none: the thread sleeps
};

class Endpoint {
 public:
  /// `tell` hears of every failed try that is followed by another.
  Endpoint(HttpOptions http, RetryPolicy policy, std::function<void(const std::string&)> tell);

  /// The status of an answer that is a success (2xx) or `accepted`. StoreError, which says what the server said, on any other answer,
  /// at once where another try is of no use. Requests must be such that doing them twice is doing them once.
  long send(const HttpRequest& request, long accepted = 0);

 private:
  HttpClient client_;
  RetryPolicy policy_;
  std::function<void(const std::string&)> tell_;
};

}  // namespace relata
