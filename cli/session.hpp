// What the subcommands share: where relata's own files are, how oddities are told, which ontology and knowledge
// reading uses, and documents read by several threads and given back in their order.
#pragma once
#include <relata/core/error.hpp>
#include <relata/graph/knowledge_graph.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/nlp/language_model.hpp>
#include <relata/ontology/contract.hpp>
#include <relata/pipeline/pipeline.hpp>
#include <relata/text/input_form.hpp>

#include <CLI/CLI.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace relata::cli {

/// Wrong use that CLI11 cannot see; exit status 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

struct Session {
  bool quiet = false;
  Severity log_level = Severity::kWarning;  ///< the least that is told
  int faults = 0;                           ///< inputs that were left out; exit status 1 if any

  /// To standard error, one line.
  void tell(const Diagnostic& diagnostic) const;
  void tell_all(Diagnostics& diagnostics) const;  ///< and empties them
  void tell_fault(const std::string& fault);      ///< of an input that is left out; counts it
  void note(const std::string& line) const;       ///< unless quiet
};

/// "1 claim", "2 claims".
std::string counted(std::uint64_t number, const char* one, const char* many);

/// Tells at --log-level info how long a step took, when it goes out of scope.
class Stopwatch {
 public:
  Stopwatch(const Session& session, std::string step) : session_(session), step_(std::move(step)), begin_(Clock::now()) {}
  Stopwatch(const Stopwatch&) = delete;
  ~Stopwatch();

 private:
  using Clock = std::chrono::steady_clock;
  const Session& session_;
  const std::string step_;
  const Clock::time_point begin_;
};

/// A file that comes with relata ("news.ttl"): under $RELATA_SHARE, else share/relata beside the program's folder.
std::string own_file(const std::string& name);

/// Options of every subcommand that reads text, and what they choose.
struct ReadingOptions {
  std::vector<std::string> inputs;
  std::vector<std::string> ontologies, knowledge;
  std::string from, model, rejected;
  double min_confidence = 0.0;
  bool open = false;         ///< open claims, too, with ontologies of the user
  bool by_labels = false;    ///< relations by what properties are called, too, without ontologies of the user
  unsigned jobs = 0;         ///< 0: one a core
  bool keep_going = false;   ///< leave out inputs that cannot be read
  void add_to(CLI::App& command);
  void add_world_to(CLI::App& command);  ///< only what reading stands on: ontology, knowledge, model
  InputForm form() const;
  PipelineOptions pipeline(Diagnostics& diagnostics) const;
};

/// What reading stands on.
struct World {
  Contract contract;
  KnowledgeBase knowledge;
  /// Mapped at the first text that has to be read, since records need none; null: rules and names alone.
  std::function<const LanguageModel*()> model;
};
/// The ontology of the files, or relata's own where there are none, as the contract of what is written.
Contract load_contract(const std::vector<std::string>& ontologies, Diagnostics& diagnostics);
/// Of the language model; empty where none is wanted.
std::string model_folder(const ReadingOptions& options);
World load_world(const ReadingOptions& options, Session& session);
World load_world(Contract contract, const ReadingOptions& options);

/// Reads every input and gives each finished extraction to `take`, in the order of the input whatever the
/// number of jobs. `ignore_analysis`: read the text of records anew.
void read_all(const ReadingOptions& options, bool ignore_analysis, const World& world, Session& session,
              const std::function<void(Extraction&&)>& take);

/// Which claims count as facts, from the words of --assert.
void add_assert_option(CLI::App& command, Assert& rule);

// The subcommands; each adds itself with its options and says in its callback what it does.
void add_build(CLI::App& app, Session& session);
void add_annotate(CLI::App& app, Session& session);
void add_draw(CLI::App& app, Session& session);
void add_query(CLI::App& app, Session& session);
void add_merge(CLI::App& app, Session& session);
void add_retract(CLI::App& app, Session& session);
void add_decisions(CLI::App& app, Session& session);
void add_push(CLI::App& app, Session& session);
void add_compare(CLI::App& app, Session& session);
void add_diff(CLI::App& app, Session& session);
void add_validate(CLI::App& app, Session& session);
void add_stats(CLI::App& app, Session& session);
void add_ontology(CLI::App& app, Session& session);
void add_serve(CLI::App& app, Session& session);

}  // namespace relata::cli
