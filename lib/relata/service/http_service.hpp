// An HTTP service with limits on size, time and concurrency, by cpp-httplib, that measures itself. Knows nothing of
// documents: what a path does is given to it. Every answer ends its connection, so that nobody holds one for long.
#pragma once
#include <relata/core/error.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace relata {

/// The service cannot be started.
class ServiceError : public Error {
 public:
  using Error::Error;
};

struct ServiceLimits {
  std::size_t bytes = std::size_t{1} << 20;  ///< of a body
  unsigned jobs = 1;                         ///< requests that are worked on at a time
  unsigned waiting = 64;                     ///< requests that wait for that; more are answered 503
  std::chrono::seconds time{60};             ///< from a request's last byte to its answer, after that 503; its work ends unseen
  std::chrono::seconds body_time{20};        ///< to send a body in
};

struct ServiceRequest {
  std::string content_type, accept, body;
  std::map<std::string, std::string> parameters;
};

struct ServiceReply {
  int status = 200;
  std::string content_type;
  std::string body;
};

/// RFC 9457: an error with its title and detail as application/problem+json.
ServiceReply problem(int status, const std::string& detail);

class HttpService {
 public:
  using Answer = std::function<ServiceReply(const ServiceRequest&)>;

  explicit HttpService(ServiceLimits limits);
  HttpService(const HttpService&) = delete;
  ~HttpService();

  /// What a POST to the path does, in one of the working threads. An InputError is answered 400, anything else that is thrown 500.
  void on_post(const std::string& path, Answer answer);
  void on_get(const std::string& path, std::function<ServiceReply()> answer);  ///< at once
  /// GET /metrics gives what was measured and counted, as Prometheus text.
  void offer_metrics();
  void count(const std::string& what, std::uint64_t number);  ///< adds to the counter relata_WHAT_total

  /// Takes the address; `port` 0 takes a free one. The port. ServiceError.
  int bind(const std::string& host, int port);
  /// Answers until stop(), then ends what was begun before it. Once.
  void run();
  bool stop();  ///< from any thread; false where it does not run

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace relata
