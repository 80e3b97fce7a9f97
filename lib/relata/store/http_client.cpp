#include <relata/store/http_client.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <array>

namespace relata {
namespace {

/// curl_global_init once, before the first handle.
void start_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw StoreError(std::string("libcurl cannot be started: ") + curl_easy_strerror(started));
}

struct Url {
  explicit Url(const std::string& text) : handle(curl_url(), curl_url_cleanup) {
    valid = curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  }
  std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(handle.get(), which, &text, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, decltype(&curl_free)> owned(text, curl_free);
    return text;
  }
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle;
  bool valid = false;
};

/// Failures that another try does not heal.
bool is_permanent(CURLcode code) {
  constexpr std::array kPermanent{CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
                                  CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_OUT_OF_MEMORY, CURLE_NOT_BUILT_IN, CURLE_WEIRD_SERVER_REPLY};
  return std::find(kPermanent.begin(), kPermanent.end(), code) != kPermanent.end();
}

struct Answer {
  std::string body;
  std::size_t most;
};

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& answer = *static_cast<Answer*>(to);
  answer.body.append(bytes, std::min(size * count, answer.most - answer.body.size()));
  return size * count;
}

}  // namespace

struct HttpClient::Handle {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(), curl_easy_cleanup};
  std::array<char, CURL_ERROR_SIZE> error{};

  template <typename Value>
  void set(CURLoption option, Value value) {
    if (const CURLcode code = curl_easy_setopt(curl.get(), option, value); code != CURLE_OK)
      throw StoreError(std::string("libcurl does not take an option: ") + curl_easy_strerror(code));
  }
};

HttpClient::HttpClient(HttpOptions options) : options_(std::move(options)) {
  start_curl();
  handle_ = std::make_unique<Handle>();
  if (!handle_->curl) throw StoreError("libcurl cannot be started");
}

HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

HttpResponse HttpClient::send(const HttpRequest& request) {
  Handle& h = *handle_;
  curl_easy_reset(h.curl.get());  // keeps connections and what a digest needs
  h.error[0] = '\0';
  h.set(CURLOPT_URL, request.url.c_str());
  h.set(CURLOPT_PROTOCOLS_STR, "http,https");
  h.set(CURLOPT_ERRORBUFFER, h.error.data());
  h.set(CURLOPT_NOSIGNAL, 1L);
  h.set(CURLOPT_USERAGENT, "relata");
  h.set(CURLOPT_CONNECTTIMEOUT, 30L);
  h.set(CURLOPT_TIMEOUT, static_cast<long>(options_.timeout.count()));
  if (!options_.certificates.empty()) h.set(CURLOPT_CAINFO, options_.certificates.c_str());
  const Credentials& credentials = options_.credentials;
  if (!credentials.token.empty()) {
    h.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    h.set(CURLOPT_XOAUTH2_BEARER, credentials.token.c_str());
  } else if (!credentials.user.empty()) {
    h.set(CURLOPT_HTTPAUTH, static_cast<long>(credentials.digest ? CURLAUTH_DIGEST : CURLAUTH_BASIC));
    h.set(CURLOPT_USERNAME, credentials.user.c_str());
    h.set(CURLOPT_PASSWORD, credentials.password.c_str());
  }
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers = [&] {
    // No waiting for "100 Continue", which many servers never send.
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    if (!request.content_type.empty()) list = curl_slist_append(list, ("Content-Type: " + request.content_type).c_str());
    return std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>(list, curl_slist_free_all);
  }();
  h.set(CURLOPT_HTTPHEADER, headers.get());
  if (!request.content_type.empty()) {
    h.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    h.set(CURLOPT_POSTFIELDS, request.body.data());
  }
  h.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  Answer answer{{}, options_.kept};
  h.set(CURLOPT_WRITEFUNCTION, keep);
  h.set(CURLOPT_WRITEDATA, static_cast<void*>(&answer));

  HttpResponse out;
  if (const CURLcode code = curl_easy_perform(h.curl.get()); code != CURLE_OK) {
    out.failure = h.error[0] != '\0' ? h.error.data() : curl_easy_strerror(code);
    out.is_hopeless = is_permanent(code);
    return out;
  }
  curl_easy_getinfo(h.curl.get(), CURLINFO_RESPONSE_CODE, &out.status);
  curl_off_t seconds = 0;
  if (curl_easy_getinfo(h.curl.get(), CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK && seconds > 0) out.retry_after = std::chrono::seconds(seconds);
  out.body = std::move(answer.body);
  return out;
}

std::string with_parameter(const std::string& url, std::string_view name, std::string_view value) {
  std::string out = url + (url.find('?') == std::string::npos ? '?' : '&') + std::string(name);
  if (value.empty()) return out;
  const std::unique_ptr<char, decltype(&curl_free)> escaped(curl_easy_escape(nullptr, value.data(), static_cast<int>(value.size())), curl_free);
  if (!escaped) throw StoreError("an IRI of " + std::to_string(value.size()) + " bytes cannot be part of an address");
  return out + '=' + escaped.get();
}

std::string fault_of_url(const std::string& url) {
  const Url parts(url);
  const std::string scheme = parts.part(CURLUPART_SCHEME);
  if (!parts.valid || parts.part(CURLUPART_HOST).empty() || (scheme != "http" && scheme != "https")) return "is no address of http or https";
  if (!parts.part(CURLUPART_USER).empty() || !parts.part(CURLUPART_PASSWORD).empty()) return "has a user or a password, which others can see";
  if (!parts.part(CURLUPART_FRAGMENT).empty()) return "has a fragment";
  return {};
}

bool is_readable_on_the_way(const std::string& url) {
  const Url parts(url);
  const std::string host = parts.part(CURLUPART_HOST);
  return parts.part(CURLUPART_SCHEME) == "http" && host != "localhost" && host != "[::1]" && !host.starts_with("127.");
}

}  // namespace relata
