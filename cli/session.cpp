#include "session.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/pipeline/pipeline.hpp>
#include <relata/rdf/event_category_reader.hpp>
#include <relata/rdf/knowledge_reader.hpp>
#include <relata/rdf/ontology_reader.hpp>
#include <relata/record/record.hpp>
#include <relata/text/reader.hpp>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <thread>

namespace relata::cli {
namespace {

/// The language model that comes with relata, a folder of share/relata.
constexpr const char* kModel = "relata-en-v2";

/// A line on the terminal that is written over; nothing where standard error is no terminal.
class ProgressBar {
 public:
  ProgressBar(const Reader& reader, bool quiet) : reader_(reader), shown_(!quiet && isatty(STDERR_FILENO) != 0) {}
  ~ProgressBar() {
    if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
  }
  void draw(std::size_t documents) {
    constexpr std::size_t kWidth = 30;
    if (!shown_ || reader_.bytes_total() < (1U << 20)) return;
    const double part = std::min(1.0, static_cast<double>(reader_.bytes_done()) / static_cast<double>(reader_.bytes_total()));
    const auto full = static_cast<std::size_t>(part * kWidth);
    std::cerr << "\r[" << std::string(full, '#') << std::string(kWidth - full, '.') << "] " << static_cast<int>(part * 100) << " %, "
              << documents << " documents" << std::flush;
    drawn_ = true;
  }

 private:
  const Reader& reader_;
  bool shown_, drawn_ = false;
};

/// Runs the pipeline over a batch with as many threads as there are jobs.
void run_batch(const Pipeline& pipeline, std::vector<Extraction>& batch, std::vector<Diagnostics>& diagnostics, unsigned jobs) {
  diagnostics.assign(batch.size(), {});
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < batch.size(); i = next++) pipeline.run(batch[i], diagnostics[i]);
  };
  std::vector<std::jthread> threads;
  for (unsigned t = 1; t < jobs && t < batch.size(); ++t) threads.emplace_back(work);
  work();
}

/// Where --rejected writes to; without a name, nowhere.
class RejectionFile {
 public:
  explicit RejectionFile(const std::string& name) : name_(name) {
    if (!name.empty()) file_.emplace(name);
  }
  void add(const Extraction& extraction, const std::string& file) {
    if (!file_) return;
    for (const Rejection& rejection : extraction.rejected) file_->write(write_rejection(extraction, rejection, file) + '\n');
    count_ += extraction.rejected.size();
  }
  void commit(const Session& session) {
    if (!file_) return;
    file_->commit();
    session.note(name_ + ": " + std::to_string(count_) + (count_ == 1 ? " claim" : " claims") + " rejected");
  }

 private:
  const std::string name_;
  std::optional<AtomicFile> file_;
  std::size_t count_ = 0;
};

}  // namespace

void Session::tell(const Diagnostic& diagnostic) const {
  if (diagnostic.severity < log_level || (quiet && diagnostic.severity < Severity::kError)) return;
  std::cerr << "relata: " << to_string(diagnostic) << '\n';
}

void Session::tell_all(Diagnostics& diagnostics) const {
  for (const Diagnostic& diagnostic : diagnostics) tell(diagnostic);
  diagnostics.clear();
}

void Session::note(const std::string& line) const {
  if (!quiet) std::cerr << line << '\n';
}

Stopwatch::~Stopwatch() {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f s", std::chrono::duration<double>(Clock::now() - begin_).count());
  session_.tell({Severity::kInfo, {step_, 0, 0}, text, {}});
}

std::string own_file(const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code error;
  const char* given = std::getenv("RELATA_SHARE");
  const fs::path folder = given != nullptr ? fs::path(given)
                                           : fs::read_symlink("/proc/self/exe", error).parent_path().parent_path() / "share" / "relata";
  const fs::path file = folder / name;
  if (!fs::exists(file, error))
    throw InputError(describe({file.string(), 0, 0}, "is missing, which comes with relata", "install relata again, or set RELATA_SHARE to its folder share/relata"));
  return file.string();
}

void ReadingOptions::add_to(CLI::App& command) {
  command.add_option("INPUT", inputs, "Files or folders of .txt, .html, .jsonl, .conllu; - is standard input")->required();
  command.add_option("--ontology", ontologies, "OWL/RDFS file to use instead of the news ontology; may be given again")->type_name("FILE")->allow_extra_args(false);
  command.add_flag("--open", open, "With --ontology: also claim what no property of it names");
  command.add_option("--knowledge", knowledge, "Further known names, Turtle or compiled; may be given again")->type_name("FILE")->allow_extra_args(false);
  command.add_option("--from", from, "Form of the input, where its name does not say it")->check(CLI::IsMember({"text", "html", "jsonl", "conllu"}));
  command.add_option("--model", model, "Folder of a language model, instead of relata's own; none: read by rules and names alone")->type_name("FOLDER|none");
  command.add_option("--min-confidence", min_confidence, "Leave out claims below")->check(CLI::Range(0.0, 1.0));
  command.add_option("--rejected", rejected, "File for claims that break the ontology, each with the reason: a JSON object a line")->type_name("FILE");
  command.add_option("--jobs", jobs, "Threads; the result does not depend on it [number of cores]")->check(CLI::Range(1, 1024));
  command.add_flag("--keep-going", keep_going, "Leave out inputs that cannot be read, tell them, and exit 1 at the end");
}

InputForm ReadingOptions::form() const { return from.empty() ? InputForm::kAuto : input_form(from).value_or(InputForm::kAuto); }

Contract load_contract(const std::vector<std::string>& ontologies, Diagnostics& diagnostics) {
  if (ontologies.empty()) return Contract(read_ontology({own_file("core.ttl"), own_file("news.ttl")}, diagnostics));
  return Contract(read_ontology(ontologies, diagnostics), read_ontology({own_file("core.ttl")}, diagnostics));
}

World load_world(const ReadingOptions& options, Session& session) {
  const Stopwatch stopwatch(session, "loading ontology and knowledge");
  Diagnostics diagnostics;
  Contract contract = load_contract(options.ontologies, diagnostics);
  session.tell_all(diagnostics);
  return load_world(std::move(contract), options);
}

World load_world(Contract contract, const ReadingOptions& options) {
  World world;
  world.contract = std::move(contract);
  world.knowledge = KnowledgeBase::open(own_file("knowledge.bin"));
  for (const std::string& file : options.knowledge) {
    if (file.ends_with(".bin")) {
      world.knowledge.add(file);
      continue;
    }
    KnowledgeBuilder builder;
    read_knowledge(file, builder);
    world.knowledge.add(builder, file);
  }
  world.model = [folder = options.model, model = std::shared_ptr<const LanguageModel>()]() mutable {
    if (folder != "none" && !model) model = std::make_shared<const LanguageModel>(folder.empty() ? own_file(kModel) : folder);
    return model.get();
  };
  if (!options.model.empty()) world.model();  // a wrong folder is told even where it is not needed
  return world;
}

void read_all(const ReadingOptions& options, bool ignore_analysis, const World& world, Session& session,
              const std::function<void(Extraction&&)>& take) {
  const Stopwatch stopwatch(session, "reading");
  Diagnostics diagnostics;
  Reader reader(options.inputs, {options.form(), ignore_analysis}, diagnostics);
  PipelineOptions how{options.min_confidence, options.ontologies.empty() || options.open};
  if (options.ontologies.empty()) how.event_categories = read_event_categories(own_file("events.ttl"), diagnostics);
  std::optional<Pipeline> pipeline;
  bool can_read = false;  // the pipeline has what texts need; records need nothing
  const unsigned jobs = options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t batch_size = jobs * 8;
  ProgressBar bar(reader, session.quiet);
  std::size_t documents = 0;
  RejectionFile rejections(options.rejected);
  std::vector<Extraction> batch;
  std::vector<std::string> files;  // [document of the batch]
  std::vector<Diagnostics> found;
  for (bool more = true; more;) {
    batch.clear();
    files.clear();
    while (batch.size() < batch_size) {
      std::optional<Extraction> next;
      try {
        next = reader.next();
      } catch (const InputError& broken) {
        if (!options.keep_going) throw;
        std::cerr << "relata: " << broken.what() << '\n';
        ++session.faults;
        continue;
      }
      if (!next) {
        more = false;
        break;
      }
      batch.push_back(std::move(*next));
      files.push_back(reader.file_name());
    }
    session.tell_all(diagnostics);
    const bool has_text = std::any_of(batch.begin(), batch.end(), Pipeline::wants_reading);
    if (!pipeline || (has_text && !can_read)) {
      const LanguageModel* model = has_text ? world.model() : nullptr;
      if (model != nullptr) pipeline.emplace(world.contract, world.knowledge, *model, how);
      else pipeline.emplace(world.contract, world.knowledge, how);
      can_read = has_text;
    }
    run_batch(*pipeline, batch, found, jobs);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      session.tell_all(found[i]);
      rejections.add(batch[i], files[i]);
      take(std::move(batch[i]));
    }
    documents += batch.size();
    bar.draw(documents);
  }
  rejections.commit(session);
  if (documents == 0) session.tell({Severity::kWarning, {options.inputs.front(), 0, 0}, "holds no document", "the result is empty"});
}

void add_assert_option(CLI::App& command, Assert& rule) {
  static const std::map<std::string, Assert> words{{"factual", Assert::kFactual}, {"author", Assert::kAuthor}, {"all", Assert::kAll}};
  command.add_option("--assert", rule, "Which claims become plain triples: factual (affirmed and certain enough, whoever says it), "
                                       "author (of these, what nobody is quoted for), all (everything but denials)")
      ->transform(CLI::CheckedTransformer(words, CLI::ignore_case))->type_name("factual|author|all");
}

}  // namespace relata::cli
