#include <relata/store/endpoint.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <thread>

namespace relata {
namespace {

/// Whether the same request may be answered otherwise later (RFC 9110, 15; RFC 6585): too busy, behind a proxy, going down.
bool is_passing(const HttpResponse& response) {
  const long s = response.status;
  if (s == 0) return !response.is_hopeless;
  return s == 408 || s == 425 || s == 429 || (s >= 500 && s != 501 && s != 505);
}

/// The beginning of what a server says, as one line without control characters, which terminals would obey.
std::string first_words(const std::string& body) {
  constexpr std::size_t kMost = 300;
  const std::string text = single_spaced(std::string_view(body).substr(0, kMost));
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    at += c.size;
    if (c.value >= 0x20 && (c.value < 0x7F || c.value > 0x9F)) append_utf8(out, c.value);
  }
  return out;
}

std::string fact_of(const HttpResponse& response) {
  if (response.status == 0) return "no answer: " + response.failure;
  const std::string words = first_words(response.body);
  return "answers " + std::to_string(response.status) + (words.empty() ? "" : ": " + words);
}

std::string remedy_for(const HttpResponse& response) {
  switch (response.status) {
    case 0: return response.is_hopeless ? "" : "see whether the server runs; a push with --journal goes on where it stopped";
    case 301: case 302: case 303: case 307: case 308: return "give the address that the server moved to";
    case 401: case 403: return "give credentials that may write there: RELATA_STORE_TOKEN, or RELATA_STORE_USER and RELATA_STORE_PASSWORD, or --credentials FILE";
    case 404: case 405: case 501: return "see whether this is the address of a graph store (--graph-store) or of SPARQL Update (--sparql-update)";
    case 413: return "let the server take larger requests, or give a smaller --batch";
    default: return "";
  }
}

}  // namespace

Endpoint::Endpoint(HttpOptions http, RetryPolicy policy, std::function<void(const std::string&)> tell)
    : client_(std::move(http)), policy_(std::move(policy)), tell_(std::move(tell)) {
  if (!policy_.sleep) policy_.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
}

long Endpoint::send(const HttpRequest& request, long accepted) {
  std::chrono::milliseconds wait = policy_.first_wait;
  for (unsigned tried = 0;; ++tried) {
    const HttpResponse response = client_.send(request);
    if ((response.status >= 200 && response.status < 300) || (accepted != 0 && response.status == accepted)) return response.status;
    const std::chrono::milliseconds asked = response.retry_after.value_or(std::chrono::seconds(0));
    if (!is_passing(response) || tried == policy_.retries || asked > policy_.longest_retry_after)
      throw StoreError(describe({request.url, 0, 0}, fact_of(response) + (tried > 0 ? ", at try " + std::to_string(tried + 1) : ""), remedy_for(response)));
    const std::chrono::milliseconds next = std::max(wait, asked);
    if (tell_) tell_(describe({request.url, 0, 0}, fact_of(response), "tried again in " + std::to_string(next.count()) + " ms"));
    policy_.sleep(next);
    wait = std::min(wait * 2, policy_.longest_wait);
  }
}

}  // namespace relata
