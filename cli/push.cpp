// relata push: finished graphs to a triple store, a document a named graph.
#include "graph_files.hpp"

#include <relata/core/utf8.hpp>
#include <relata/store/document_graphs.hpp>
#include <relata/store/push.hpp>
#include <relata/text/byte_source.hpp>

#include <sys/stat.h>

#include <cstdlib>
#include <memory>

namespace relata::cli {
namespace {

struct PushOptions {
  std::vector<std::string> inputs, retracted;
  std::string graph_store, update, journal, credentials, base = GraphOptions().base;
  std::uint64_t batch = 5000;
  CutOptions cut;
  HttpOptions http;
  RetryPolicy retry;
  std::int64_t timeout = 600;
  bool stream = false;
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

/// Lines "user NAME", "password WORDS" or "token TOKEN"; empty lines and those after # do not count.
Credentials read_credentials(const std::string& file, const Session& session) {
  constexpr std::uint64_t kLongestLine = 64U << 10;
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRGRP | S_IROTH)) != 0)
    session.tell({Severity::kWarning, {file, 0, 0}, "can be read by others", "chmod 600 it"});
  Credentials out;
  ByteSource source(file, file);
  for (std::string line; source.take_line(line, kLongestLine);) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t blank = line.find(' ');
    const std::string word = line.substr(0, blank), value = blank == std::string::npos ? std::string() : line.substr(blank + 1);
    std::string* field = word == "user" ? &out.user : word == "password" ? &out.password : word == "token" ? &out.token : nullptr;
    if (field == nullptr || value.empty())
      throw InputError(describe({file, source.lines_taken(), 0}, "is no credential", "write a line `user NAME`, `password WORDS` or `token TOKEN`"));
    *field = value;
  }
  return out;
}

Credentials credentials(const PushOptions& options, const Session& session) {
  Credentials out = options.credentials.empty() ? Credentials{environment("RELATA_STORE_USER"), environment("RELATA_STORE_PASSWORD"), environment("RELATA_STORE_TOKEN")}
                                                : read_credentials(options.credentials, session);
  out.digest = options.http.credentials.digest;
  for (const std::string* word : {&out.user, &out.password, &out.token})
    if (word->find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) throw UsageError("a credential with a line end cannot be sent");
  return out;
}

std::unique_ptr<GraphStore> make_store(const PushOptions& options, const std::string& url, Session& session) {
  HttpOptions http = options.http;
  http.timeout = std::chrono::seconds(options.timeout);
  http.credentials = credentials(options, session);
  if (!http.credentials.empty() && is_readable_on_the_way(url))
    session.tell({Severity::kWarning, {url, 0, 0}, "is given credentials that everyone on the way can read", "use https"});
  Endpoint endpoint(std::move(http), options.retry, [&session](const std::string& line) { session.tell({Severity::kWarning, {}, line, {}}); });
  if (!options.update.empty()) return std::make_unique<UpdateStore>(url, std::move(endpoint), options.batch);
  return std::make_unique<ProtocolStore>(url, std::move(endpoint));
}

std::string document_iri(const std::string& name, const std::string& base) {
  if (is_valid_iri(name)) return name;
  if (name.empty()) throw UsageError("--retract wants the id or IRI of a document");
  return base + "doc/" + slug(name);
}

void check(const PushOptions& options, const std::string& url) {
  if (options.graph_store.empty() == options.update.empty()) throw UsageError("give the address of the store: either --graph-store URL or --sparql-update URL");
  if (const std::string fault = fault_of_url(url); !fault.empty())
    throw UsageError("the address of the store " + fault + "; credentials go into the environment or a file, see relata push --help");
  if (options.inputs.empty() && options.retracted.empty()) throw UsageError("there is nothing to push; name a GRAPH, or documents to --retract");
  if (!options.cut.rest.empty() && !is_valid_iri(options.cut.rest)) throw UsageError("--graph " + options.cut.rest + " is no absolute IRI");
  for (const std::string& input : options.inputs) {
    const Format* format = format_of_path(input);
    if (options.stream && (format == nullptr || format->name != "nquads")) throw UsageError(input + ": --stream reads N-Quads (.nq) that relata build --stream wrote");
  }
}

void push(const PushOptions& options, Session& session) {
  const std::string& url = options.update.empty() ? options.graph_store : options.update;
  check(options, url);
  const Stopwatch stopwatch(session, "pushing");
  const std::unique_ptr<GraphStore> store = make_store(options, url, session);
  const std::unique_ptr<Journal> journal = options.journal.empty() ? std::make_unique<Journal>() : std::make_unique<Journal>(options.journal, url);
  Push push(*store, *journal, options.update.empty() ? 0 : options.batch);
  for (const std::string& name : options.retracted) push.retract(document_iri(name, options.base));
  const auto take = [&](GraphTriples&& graph) { push.take(std::move(graph)); };
  Diagnostics diagnostics;
  std::uint64_t left_out = 0;
  if (options.stream) {
    for (const std::string& input : options.inputs) left_out += cut_streamed(input, options.cut, take, diagnostics).left_out;
  } else if (!options.inputs.empty()) {
    left_out = cut(load_graphs(options.inputs, session), options.cut, take, diagnostics).left_out;
  }
  push.finish();
  session.tell_all(diagnostics);
  const Push::Report& report = push.report();
  std::string note = counted(report.sent, "graph", "graphs") + " with " + counted(report.statements, "statement", "statements") + " sent";
  if (report.unchanged > 0) note += ", " + std::to_string(report.unchanged) + " unchanged";
  if (report.retracted > 0) note += ", " + std::to_string(report.retracted) + " retracted";
  if (report.absent > 0) note += " (" + std::to_string(report.absent) + " not there)";
  if (left_out > 0) note += ", " + counted(left_out, "statement", "statements") + " left out";
  session.note(url + ": " + note);
}

}  // namespace

void add_push(CLI::App& app, Session& session) {
  auto options = std::make_shared<PushOptions>();
  CLI::App* command = app.add_subcommand("push", "Send finished graphs to a triple store: a document is a named graph, which is replaced or retracted as a whole");
  command->add_option("GRAPH", options->inputs, "RDF files or records");
  command->add_option("--graph-store", options->graph_store, "Address of a SPARQL 1.1 Graph Store: a request a document")->type_name("URL");
  command->add_option("--sparql-update", options->update, "Address for SPARQL 1.1 Update: many documents a request")->type_name("URL");
  command->add_option("--journal", options->journal, "File of what the server confirmed: a push that was stopped goes on, a later one sends what has changed")->type_name("FILE");
  command->add_flag("!--add,--replace", options->cut.replaces, "What a document's graph held before goes (--replace, the default) or stays (--add)");
  command->add_option("--retract", options->retracted, "Document (id or IRI) whose graph is taken away; may be given again")->type_name("DOCUMENT")->allow_extra_args(false);
  command->add_option("--base", options->base, "Namespace of the IRIs of documents that --retract names by id")->capture_default_str();
  command->add_option("--graph", options->cut.rest, "Graph to which is added what no document says [the default graph]")->type_name("IRI");
  command->add_flag("--stream", options->stream, "Push N-Quads of `relata build --stream` document by document, with flat memory");
  add_assert_option(*command, options->cut.rule);
  command->add_option("--credentials", options->credentials, "File with lines `user NAME` and `password WORDS`, or `token TOKEN`, instead of RELATA_STORE_USER, "
                                                             "RELATA_STORE_PASSWORD and RELATA_STORE_TOKEN in the environment")->type_name("FILE");
  command->add_flag("--digest", options->http.credentials.digest, "User and password by digest authentication, which Virtuoso asks for, instead of basic");
  command->add_option("--certificates", options->http.certificates, "Certificates to trust (PEM) instead of the system's")->type_name("FILE");
  command->add_option("--retries", options->retry.retries, "Tries after a failure that may pass; waits double up to a minute, or are what the server asks for")
      ->check(CLI::Range(0, 1000))->capture_default_str();
  command->add_option("--timeout", options->timeout, "Seconds that one request may take")->check(CLI::Range(1, 86400))->capture_default_str();
  command->add_option("--batch", options->batch, "With --sparql-update: statements a request")->check(CLI::Range(1, 10'000'000))->capture_default_str();
  command->footer("Examples:\n  relata push graph.nq --graph-store http://localhost:3030/news/data --journal news.journal\n"
                  "  relata push all.nq --stream --sparql-update http://localhost:3030/news/update --journal news.journal\n"
                  "  RELATA_STORE_TOKEN=... relata push week.ttl --graph-store https://kg.example.org/rdf-graph-store\n"
                  "  relata push --retract tuesday-17 --graph-store http://localhost:3030/news/data");
  command->callback([options, &session] { push(*options, session); });
}

}  // namespace relata::cli
