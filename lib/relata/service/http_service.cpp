#include <relata/service/http_service.hpp>

#include <relata/service/metrics.hpp>
#include <relata/service/work_queue.hpp>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>

namespace relata {
namespace {

using Clock = std::chrono::steady_clock;

const char* title_of(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 503: return "Service Unavailable";
    default: return status < 500 ? "Client Error" : "Internal Server Error";
  }
}

/// A method that httplib does not know, and refuses before it looks at anything else.
bool is_foreign(std::string_view method) {
  constexpr std::string_view kKnown[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"};
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'; };
  return !method.empty() && std::all_of(method.begin(), method.end(), is_letter) && std::find(std::begin(kKnown), std::end(kKnown), method) == std::end(kKnown);
}

void give(const ServiceReply& reply, httplib::Response& response) {
  response.status = reply.status;
  response.set_content(reply.body, reply.content_type);
  if (reply.status == 503) response.set_header("Retry-After", "1");
}

ServiceReply guarded(const HttpService::Answer& answer, const ServiceRequest& request) {
  try {
    return answer(request);
  } catch (const InputError& error) {
    return problem(400, error.what());
  } catch (const std::exception& error) {
    return problem(500, error.what());
  }
}

}  // namespace

ServiceReply problem(int status, const std::string& detail) {
  const nlohmann::ordered_json body{{"type", "about:blank"}, {"title", title_of(status)}, {"status", status}, {"detail", detail}};
  return {status, "application/problem+json", body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"};
}

struct HttpService::Parts {
  explicit Parts(ServiceLimits its_limits)
      : limits(its_limits), queue(std::make_unique<WorkQueue>(limits.jobs, limits.waiting)) {}

  ServiceReply too_large() const { return problem(413, "the body is over " + std::to_string(limits.bytes) + " bytes"); }

  /// The body, or why it is not taken. What is too large is read on for a while, so that the client sees the answer.
  std::optional<ServiceReply> read_body(const httplib::Request& from, const httplib::ContentReader& reader, std::string& body) const {
    constexpr std::size_t kDrained = std::size_t{16} << 20;
    if (!from.has_header("Content-Length") && !from.has_header("Transfer-Encoding")) return problem(411, "a body needs a length");
    if (const std::string coding = from.get_header_value("Content-Encoding"); !coding.empty() && coding != "identity") return problem(415, "the body must not be compressed");
    if (from.is_multipart_form_data()) return problem(415, "the body must be one document");
    if (from.get_header_value<std::uint64_t>("Content-Length") > limits.bytes + kDrained) return too_large();
    const Clock::time_point end = Clock::now() + limits.body_time;
    std::size_t size = 0;
    bool late = false;
    const bool whole = reader([&](const char* bytes, std::size_t count) {
      size += count;
      late = Clock::now() > end;
      if (size <= limits.bytes) body.append(bytes, count);
      return !late && size <= limits.bytes + kDrained;
    });
    if (late) return problem(408, "the body took over " + std::to_string(limits.body_time.count()) + " s");
    if (size > limits.bytes) return too_large();
    if (!whole) return problem(400, "the body is cut short");
    return std::nullopt;
  }

  /// In the working threads, or why not.
  ServiceReply work(const Answer& answer, ServiceRequest request) {
    struct Job {
      ServiceRequest request;
      std::promise<ServiceReply> reply;
      std::atomic<bool> abandoned{false};
    };
    const auto job = std::make_shared<Job>();
    job->request = std::move(request);
    std::future<ServiceReply> reply = job->reply.get_future();
    metrics.begin();
    const bool taken = queue->submit([this, &answer, job] {
      job->reply.set_value(job->abandoned ? ServiceReply() : guarded(answer, job->request));
      metrics.end();
    });
    if (!taken) {
      metrics.end();
      return problem(503, "too many requests wait");
    }
    if (reply.wait_for(limits.time) == std::future_status::ready) return reply.get();
    job->abandoned = true;
    return problem(503, "no answer within " + std::to_string(limits.time.count()) + " s");
  }

  const ServiceLimits limits;
  Metrics metrics;
  std::map<std::string, std::string> allowed;  // path -> methods
  httplib::Server server;
  std::unique_ptr<WorkQueue> queue;  // until run() is over; last, since its threads use the others
};

HttpService::HttpService(ServiceLimits limits) : parts_(std::make_unique<Parts>(limits)) {
  constexpr std::size_t kConnections = 16;  // beyond those that are worked on or wait
  constexpr std::time_t kPause = 5;         // seconds between two pieces of a request
  Parts& parts = *parts_;
  httplib::Server& server = parts.server;
  server.new_task_queue = [threads = limits.jobs + limits.waiting + kConnections] { return new httplib::ThreadPool(threads); };
  server.set_keep_alive_max_count(1);
  server.set_read_timeout(kPause);
  server.set_write_timeout(kPause);
  server.set_tcp_nodelay(true);
  server.set_pre_routing_handler([&parts](const httplib::Request& request, httplib::Response& response) {
    const auto methods = parts.allowed.find(request.path);
    if (methods == parts.allowed.end()) {
      give(problem(404, "there is nothing at this path"), response);
    } else if (std::string_view(methods->second).find(request.method) == std::string_view::npos) {
      give(problem(405, "the path takes " + methods->second), response);
      response.set_header("Allow", methods->second);
    } else {
      return httplib::Server::HandlerResponse::Unhandled;
    }
    parts.metrics.answered("other", response.status, {});
    return httplib::Server::HandlerResponse::Handled;
  });
  server.set_error_handler([&parts](const httplib::Request& request, httplib::Response& response) {  // what never came to a handler
    if (!response.body.empty()) return;
    const auto methods = parts.allowed.find(request.target.substr(0, request.target.find('?')));
    if (response.status == 400 && methods != parts.allowed.end() && is_foreign(request.method)) {
      give(problem(405, "the path takes " + methods->second), response);
      response.set_header("Allow", methods->second);
    } else {
      give(problem(response.status, "the request is not well formed"), response);
    }
  });
}

HttpService::~HttpService() = default;

void HttpService::on_post(const std::string& path, Answer answer) {
  Parts& parts = *parts_;
  parts.allowed[path] = "POST";
  parts.server.Post(path, [&parts, path, answer = std::move(answer)](const httplib::Request& from, httplib::Response& to, const httplib::ContentReader& reader) {
    const Clock::time_point begin = Clock::now();
    ServiceRequest request{from.get_header_value("Content-Type"), from.get_header_value("Accept"), {}, {from.params.begin(), from.params.end()}};
    const std::optional<ServiceReply> refusal = parts.read_body(from, reader, request.body);
    give(refusal ? *refusal : parts.work(answer, std::move(request)), to);
    to.set_header("Vary", "Accept");
    parts.metrics.answered(path, to.status, Clock::now() - begin);
  });
}

void HttpService::on_get(const std::string& path, std::function<ServiceReply()> answer) {
  Parts& parts = *parts_;
  parts.allowed[path] = "GET, HEAD";
  parts.server.Get(path, [&parts, path, answer = std::move(answer)](const httplib::Request&, httplib::Response& to) {
    const Clock::time_point begin = Clock::now();
    give(guarded([&answer](const ServiceRequest&) { return answer(); }, {}), to);
    parts.metrics.answered(path, to.status, Clock::now() - begin);
  });
}

void HttpService::offer_metrics() {
  on_get("/metrics", [this] {
    return ServiceReply{200, "text/plain; version=0.0.4; charset=utf-8", parts_->metrics.text()};
  });
}

void HttpService::count(const std::string& what, std::uint64_t number) { parts_->metrics.add(what, number); }

int HttpService::bind(const std::string& host, int port) {
  const int taken = port == 0 ? parts_->server.bind_to_any_port(host) : parts_->server.bind_to_port(host, port) ? port : -1;
  if (taken <= 0) throw ServiceError(describe({host + ":" + std::to_string(port), 0, 0}, "cannot be listened at", "choose an address of this machine and a free --port"));
  return taken;
}

void HttpService::run() {
  const bool ended_well = parts_->server.listen_after_bind();
  parts_->queue.reset();  // also work whose time was over, which uses what the caller may take away now
  if (!ended_well) throw ServiceError("the service cannot go on listening");
}

bool HttpService::stop() {
  if (!parts_->server.is_running()) return false;
  parts_->server.stop();
  return true;
}

}  // namespace relata
