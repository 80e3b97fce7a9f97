// relata serve: what build and annotate do, over HTTP.
#include "graph_files.hpp"

#include <relata/core/utf8.hpp>
#include <relata/pipeline/identity_rules.hpp>
#include <relata/record/record.hpp>
#include <relata/service/http_service.hpp>
#include <relata/service/negotiation.hpp>
#include <relata/text/reader.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <ctime>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

namespace relata::cli {
namespace {

struct ServeOptions {
  ReadingOptions reading;
  ServiceLimits limits{.jobs = std::max(1U, std::thread::hardware_concurrency())};
  std::string host = "127.0.0.1", base = GraphOptions().base;
  int port = 8080;
  std::int64_t time = 60;
};

/// Why a request is not taken, with its status.
struct Refusal {
  int status;
  std::string detail;
};

std::string bytes_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

/// The forms of input by media type.
std::optional<InputForm> form_of(const std::string& type) {
  if (type == "text/plain") return InputForm::kText;
  if (type == "text/html" || type == "application/xhtml+xml") return InputForm::kHtml;
  if (type == "application/json" || type == "application/x-ndjson") return InputForm::kJsonl;
  return std::nullopt;
}

/// Reads what is posted, and answers in the form that is asked for. Safe to use from several threads.
class Articles {
 public:
  Articles(const ServeOptions& options, const World& world, HttpService& service)
      : world_(world), service_(service), base_(options.base), rules_(identity_rules(world.contract.reading())) {
    Diagnostics diagnostics;  // of relata's own file of events
    PipelineOptions how = options.reading.pipeline(diagnostics);
    if (const LanguageModel* model = world.model()) pipeline_.emplace(world.contract, world.knowledge, *model, std::move(how));
    else pipeline_.emplace(world.contract, world.knowledge, std::move(how));
    for (const Format& format : formats()) types_.push_back(format.media_type);
  }

  ServiceReply graph(const ServiceRequest& request) const {
    return refusing([&] {
      want_parameters(request, {"id", "claims", "assert", "top"});
      const std::optional<std::size_t> chosen = negotiate(request.accept, types_);
      if (!chosen) throw Refusal{406, "a graph comes as " + joined(types_)};
      const Format& format = formats()[*chosen];
      OutputOptions output;
      output.claims = choice<std::optional<Claims>>(request, "claims", {{"none", Claims::kNone}, {"nodes", Claims::kNodes}, {"graphs", Claims::kGraphs}, {"documents", Claims::kDocuments}}, {});
      output.rdf.rule = choice<Assert>(request, "assert", {{"factual", Assert::kFactual}, {"author", Assert::kAuthor}, {"all", Assert::kAll}}, Assert::kFactual);
      PictureOptions shown;
      shown.filter.rule = output.rdf.rule;
      const std::size_t most = number(request, "top", kMostInPicture);
      KnowledgeGraph graph({.base = base_});
      Diagnostics diagnostics;
      SentenceTexts sentences;  // for the page
      read(request, false, diagnostics, [&](Extraction&& extraction) {
        graph.add(extraction);
        if (format.name == "html") keep_sentences(extraction.document, sentences);
      });
      settle(graph, rules_, Decisions(), diagnostics, {});
      if (graph.node_count() > most) shown.top = most;
      StringSink out;
      if (format.kind == Format::Kind::kPicture) {
        out.write(picture(graph, format, shown, world_.contract.reading(), sentences));
      } else {
        std::unique_lock lock(redland_, std::defer_lock);
        if (format.name == "rdfxml") lock.lock();  // Redland's worlds are made and freed one at a time
        write_graph(graph, format, output.rdf_for(format), out, diagnostics);
      }
      return ServiceReply{200, std::string(format.media_type), out.take()};
    });
  }

  ServiceReply record(const ServiceRequest& request) const {
    return refusing([&] {
      constexpr std::array<std::string_view, 2> kTypes{"application/x-ndjson", "application/json"};
      want_parameters(request, {"id"});
      const std::optional<std::size_t> chosen = negotiate(request.accept, kTypes);
      if (!chosen) throw Refusal{406, "records come as " + joined(kTypes)};
      Diagnostics diagnostics;
      std::string out;
      std::size_t count = 0;
      read(request, true, diagnostics, [&](Extraction&& extraction) {
        out += write_record(extraction) + '\n';
        ++count;
      });
      if (*chosen == 1 && count > 1) throw Refusal{406, "several records come as application/x-ndjson"};
      return ServiceReply{200, std::string(kTypes[*chosen]), std::move(out)};
    });
  }

 private:
  static constexpr std::size_t kMostInPicture = 100;  // entities; GraphViz takes long over more

  template <typename Work>
  static ServiceReply refusing(const Work& work) {
    try {
      return work();
    } catch (const Refusal& refusal) {
      return problem(refusal.status, refusal.detail);
    }
  }

  static std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const std::string_view word : words) (out += out.empty() ? "" : ", ") += word;
    return out;
  }

  static void want_parameters(const ServiceRequest& request, std::initializer_list<std::string_view> known) {
    for (const auto& [name, value] : request.parameters)
      if (std::find(known.begin(), known.end(), name) == known.end()) throw Refusal{400, "no parameter is called " + name};
  }
  template <typename Value>
  static Value choice(const ServiceRequest& request, const std::string& name, const std::map<std::string, Value>& words, Value otherwise) {
    const auto given = request.parameters.find(name);
    if (given == request.parameters.end()) return otherwise;
    const auto found = words.find(given->second);
    if (found != words.end()) return found->second;
    std::string known;
    for (const auto& [word, value] : words) (known += known.empty() ? "" : ", ") += word;
    throw Refusal{400, name + " is one of " + known};
  }
  static std::size_t number(const ServiceRequest& request, const std::string& name, std::size_t most) {
    const auto given = request.parameters.find(name);
    if (given == request.parameters.end()) return most;
    std::size_t value = 0;
    const std::string& text = given->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > most) throw Refusal{400, name + " is a number from 1 to " + std::to_string(most)};
    return value;
  }

  /// Gives each document of the body, read.
  void read(const ServiceRequest& request, bool ignore_analysis, Diagnostics& diagnostics, const std::function<void(Extraction&&)>& take) const {
    constexpr std::ptrdiff_t kLongestId = 50;
    const std::optional<InputForm> form = form_of(media_type(request.content_type));
    if (!form) throw Refusal{415, "a document is text/plain, text/html, application/json (a record) or application/x-ndjson (records)"};
    const std::string charset = charset_of(request.content_type);
    if (*form != InputForm::kHtml && !charset.empty() && charset != "utf-8" && charset != "us-ascii") throw Refusal{415, "text is sent as UTF-8"};
    std::size_t replaced = 0;
    const auto given = request.parameters.find("id");
    const std::string id = given == request.parameters.end() ? "document" : repair_utf8(given->second, replaced);
    const std::size_t characters = count_code_points(id);
    if (id.empty() || characters > kLongestId) throw Refusal{400, "id is a word of up to " + std::to_string(kLongestId) + " characters"};
    std::string body = request.body;
    if (media_type(request.content_type) == "application/json") std::replace(body.begin(), body.end(), '\n', ' ');  // one record, on one line
    Reader reader(std::move(body), "body", id, {*form, ignore_analysis}, diagnostics);
    std::size_t documents = 0;
    for (; std::optional<Extraction> extraction = reader.next(); ++documents) {
      pipeline_->run(*extraction, diagnostics);
      take(std::move(*extraction));
    }
    if (documents == 0) throw Refusal{400, "the body holds no text"};
    service_.count("documents", documents);
    service_.count("diagnostics", diagnostics.size());
  }

  const World& world_;
  HttpService& service_;
  const std::string base_;
  const IdentityRules rules_;
  std::optional<Pipeline> pipeline_;
  std::vector<std::string_view> types_;
  mutable std::mutex redland_;
};

/// Stops the service at SIGTERM and SIGINT, which no other thread may be given.
void wait_for_signal(const std::stop_token& end, const sigset_t& signals, HttpService& service, const Session& session) {
  constexpr timespec kTick{0, 100'000'000};
  for (bool told = false; !end.stop_requested();) {
    if (told) {
      ::nanosleep(&kTick, nullptr);
    } else if (::sigtimedwait(&signals, nullptr, &kTick) > 0) {
      told = true;
      session.note("stopping: what was begun is finished");
    }
    if (told && service.stop()) return;  // else it has not begun yet, or is over
  }
}

void serve(const ServeOptions& options, Session& session) {
  want_base(options.base);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before there are threads, which inherit it

  const World world = load_world(options.reading, session);
  ServiceLimits limits = options.limits;
  limits.time = std::chrono::seconds(options.time);
  HttpService service(limits);
  const Articles articles(options, world, service);
  service.on_post("/graph", [&](const ServiceRequest& request) { return articles.graph(request); });
  service.on_post("/record", [&](const ServiceRequest& request) { return articles.record(request); });
  service.on_get("/health", [] { return ServiceReply{200, "application/json", "{\"status\":\"ok\",\"version\":\"" RELATA_VERSION "\"}\n"}; });
  service.on_get("/openapi.json", [file = bytes_of(own_file("service.openapi.json"))] { return ServiceReply{200, "application/json", file}; });
  service.offer_metrics();
  const int port = service.bind(options.host, options.port);
  session.note("listening at http://" + (options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]") + ":" + std::to_string(port));
  const std::jthread waiter([&](const std::stop_token& end) { wait_for_signal(end, signals, service, session); });
  service.run();
}

}  // namespace

void add_serve(CLI::App& app, Session& session) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "Answer over HTTP: a text or record is posted, its graph or record comes back");
  command->add_option("--host", options->host, "Address to listen at; others than this machine's own let others in")->capture_default_str();
  command->add_option("--port", options->port, "Port; 0 takes a free one")->check(CLI::Range(0, 65535))->capture_default_str();
  options->reading.add_world_to(*command);
  command->add_option("--base", options->base, "Namespace of minted IRIs")->capture_default_str();
  command->add_option("--jobs", options->limits.jobs, "Documents read at a time [number of cores]")->check(CLI::Range(1, 1024));
  command->add_option("--max-bytes", options->limits.bytes, "Bytes of a body at most")->check(CLI::Range(1, 64 << 20))->capture_default_str();
  command->add_option("--max-waiting", options->limits.waiting, "Requests that wait at most; more are answered 503")->check(CLI::Range(0, 1024))->capture_default_str();
  command->add_option("--max-seconds", options->time, "Time until an answer at most, then it is 503")->check(CLI::Range(1, 3600))->capture_default_str();
  command->footer("Examples:\n  relata serve\n  curl -H 'Content-Type: text/plain' -H 'Accept: text/turtle' --data-binary @article.txt 'http://127.0.0.1:8080/graph?id=article'\n"
                  "  curl -H 'Content-Type: text/html' -H 'Accept: image/svg+xml' --data-binary @page.html http://127.0.0.1:8080/graph\n"
                  "POST /graph gives RDF or a picture by Accept, POST /record the extraction record. GET /health, /metrics and /openapi.json. SIGTERM ends it after what was begun.");
  command->callback([options, &session] { serve(*options, session); });
}

}  // namespace relata::cli
