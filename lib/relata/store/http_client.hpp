// HTTP requests by libcurl, one connection that is kept open. Knows nothing of RDF; tries once. Redirects are not followed, so
// that credentials go nowhere but to the named server.
#pragma once
#include <relata/core/error.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

/// A server that cannot be reached, refuses, or answers what it should not.
class StoreError : public Error {
 public:
  using Error::Error;
};

/// A token is sent as bearer (RFC 6750), user and password as basic (RFC 7617) or, on demand, digest (RFC 7616).
struct Credentials {
  std::string user, password, token;
  bool digest = false;
  bool empty() const { return user.empty() && token.empty(); }
};

struct HttpOptions {
  Credentials credentials;
  std::string certificates;              ///< file of certificates to trust (PEM) instead of the system's, "" none
  std::chrono::seconds timeout{600};     ///< of one request with its answer
  std::size_t kept = 2048;               ///< bytes of an answer that are kept
};

struct HttpRequest {
  std::string method;  ///< "PUT"
  std::string url;
  std::string content_type = {};  ///< "" without body
  std::string_view body = {};
};

struct HttpResponse {
  long status = 0;      ///< 0: there was no whole answer
  std::string body;     ///< its first bytes
  std::string failure;  ///< why there was none
  bool is_hopeless = false;  ///< the failure would come again: a certificate that is not trusted and the like
  std::optional<std::chrono::seconds> retry_after;  ///< what the server asks for (RFC 9110, 10.2.3)
};

class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  HttpClient(HttpClient&&) noexcept;
  ~HttpClient();

  HttpResponse send(const HttpRequest& request);

 private:
  struct Handle;
  HttpOptions options_;
  std::unique_ptr<Handle> handle_;
};

/// `url` with `name`=`value`, percent-encoded, in its query; with an empty value the name alone.
std::string with_parameter(const std::string& url, std::string_view name, std::string_view value);
/// What is wrong with the address of a server, "" if nothing: http or https with a host, no user or password in it, no fragment.
std::string fault_of_url(const std::string& url);
/// Whether what is sent to it can be read on the way: plain http to another machine.
bool is_readable_on_the_way(const std::string& url);

}  // namespace relata
