#include "session.hpp"

#include <relata/rdf/event_category_reader.hpp>
#include <relata/rdf/knowledge_reader.hpp>
#include <relata/rdf/ontology_reader.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace relata::cli {
namespace {

/// The language model that comes with relata, a folder of share/relata.
constexpr const char* kModel = "relata-en-v2";

}  // namespace

void Session::tell(const Diagnostic& diagnostic) const {
  if (diagnostic.severity < log_level || (quiet && diagnostic.severity < Severity::kError)) return;
  std::cerr << "relata: " << to_string(diagnostic) << '\n';
}

void Session::tell_all(Diagnostics& diagnostics) const {
  for (const Diagnostic& diagnostic : diagnostics) tell(diagnostic);
  diagnostics.clear();
}

void Session::tell_fault(const std::string& fault) {
  std::cerr << "relata: " << fault << '\n';
  ++faults;
}

void Session::note(const std::string& line) const {
  if (!quiet) std::cerr << line << '\n';
}

std::string counted(std::uint64_t number, const char* one, const char* many) { return std::to_string(number) + " " + (number == 1 ? one : many); }

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
  add_world_to(command);
  command.add_option("--from", from, "Form of the input, where its name does not say it")->check(CLI::IsMember({"text", "html", "jsonl", "conllu"}));
  command.add_option("--rejected", rejected, "File for claims that break the ontology, each with the reason: a JSON object a line")->type_name("FILE");
  command.add_option("--jobs", jobs, "Threads; the result does not depend on it [number of cores]")->check(CLI::Range(1, 1024));
  command.add_flag("--keep-going", keep_going, "Leave out inputs that cannot be read, tell them, and exit 1 at the end");
}

void ReadingOptions::add_world_to(CLI::App& command) {
  command.add_option("--ontology", ontologies, "OWL/RDFS file to use instead of the news ontology; may be given again")->type_name("FILE")->allow_extra_args(false);
  command.add_flag("--open", open, "With --ontology: also claim what no property of it names");
  command.add_flag("--by-labels", by_labels, "Without --ontology: find relations also by what properties are called; more of them, at half the speed");
  command.add_option("--knowledge", knowledge, "Further known names, Turtle or compiled; may be given again")->type_name("FILE")->allow_extra_args(false);
  command.add_option("--model", model, "Folder of a language model, instead of relata's own; none: read by rules and names alone")->type_name("FOLDER|none");
  command.add_option("--min-confidence", min_confidence, "Leave out claims below")->check(CLI::Range(0.0, 1.0));
}

PipelineOptions ReadingOptions::pipeline(Diagnostics& diagnostics) const {
  PipelineOptions how;
  how.min_confidence = min_confidence;
  how.open_claims = ontologies.empty() || open;
  how.by_labels = by_labels || !ontologies.empty();
  how.event_categories = ontologies.empty() ? read_event_categories(own_file("events.ttl"), diagnostics) : read_event_categories(ontologies);
  return how;
}

InputForm ReadingOptions::form() const { return from.empty() ? InputForm::kAuto : input_form(from).value_or(InputForm::kAuto); }

Contract load_contract(const std::vector<std::string>& ontologies, Diagnostics& diagnostics) {
  if (ontologies.empty()) return Contract(read_ontology({own_file("core.ttl"), own_file("news.ttl")}, diagnostics));
  return Contract(read_ontology(ontologies, diagnostics), read_ontology({own_file("core.ttl")}, diagnostics));
}

std::string model_folder(const ReadingOptions& options) { return options.model == "none" ? "" : options.model.empty() ? own_file(kModel) : options.model; }

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
  world.model = [folder = model_folder(options), model = std::shared_ptr<const LanguageModel>()]() mutable {
    if (!folder.empty() && !model) model = std::make_shared<const LanguageModel>(folder);
    return model.get();
  };
  if (!options.model.empty()) world.model();  // a wrong folder is told even where it is not needed
  return world;
}

void add_assert_option(CLI::App& command, Assert& rule) {
  static const std::map<std::string, Assert> words{{"factual", Assert::kFactual}, {"author", Assert::kAuthor}, {"all", Assert::kAll}};
  command.add_option("--assert", rule, "Which claims become plain triples: factual (affirmed, certain and sure enough, whoever says it), "
                                       "author (of these, what nobody is quoted for), all (everything but denials)")
      ->transform(CLI::CheckedTransformer(words, CLI::ignore_case))->type_name("factual|author|all");
}

}  // namespace relata::cli
