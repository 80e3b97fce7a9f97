// relata annotate: text to extraction records, or to CoNLL-U.
#include "session.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/record/record.hpp>
#include <relata/text/conllu.hpp>

#include <memory>

namespace relata::cli {

void add_annotate(CLI::App& app, Session& session) {
  struct Options {
    ReadingOptions reading;
    std::string to = "jsonl", output = "-";
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("annotate", "Print what was read: one extraction record (JSON) a document");
  options->reading.add_to(*command);
  command->add_option("--to", options->to, "Form of the output")->check(CLI::IsMember({"jsonl", "conllu"}))->capture_default_str();
  command->add_option("-o,--output", options->output, "File to write, whole or not at all [standard output]")->type_name("FILE");
  command->footer("Examples:\n  relata annotate article.txt > article.jsonl\n  relata annotate --from conllu --to conllu given.conllu\n"
                  "  curl -s https://example.org/news.html | relata annotate --from html -\n"
                  "Analyses that come with JSON lines are not used: the texts are read anew.");
  command->callback([options, &session] {
    const World world = load_world(options->reading, session);
    AtomicFile out(options->output);
    read_all(options->reading, true, world, session, [&](Extraction&& extraction) {
      out.write(options->to == "conllu" ? write_conllu(extraction.document) : write_record(extraction) + "\n");
    });
    out.commit();
  });
}

}  // namespace relata::cli
