// relata's command line. Exit status: 0 done, 1 something could not be done, 2 wrong use.
#include "session.hpp"

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
  using namespace relata::cli;
  Session session;
  CLI::App app{"relata reads text and builds a knowledge graph in which every edge says where it was read.", "relata"};
  app.set_version_flag("--version", "relata " RELATA_VERSION);
  app.set_help_all_flag("--help-all", "Help of every command");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_flag("-q,--quiet", session.quiet, "Say nothing but errors");
  app.add_option_function<std::string>("--log-level", [&session](const std::string& word) {
       session.log_level = word == "info" ? relata::Severity::kInfo : word == "error" ? relata::Severity::kError : relata::Severity::kWarning;
     }, "The least that is told; info also tells how long each step took")->check(CLI::IsMember({"info", "warning", "error"}))->type_name("info|warning|error");
  app.footer("Examples:\n  relata build article.txt -o graph.ttl -o graph.svg\n  relata build news/ -o graph.nq --assert author\n"
             "  relata COMMAND --help says more, with examples.");
  add_build(app, session);
  add_annotate(app, session);
  add_draw(app, session);
  add_query(app, session);
  add_merge(app, session);
  add_retract(app, session);
  add_decisions(app, session);
  add_push(app, session);
  add_compare(app, session);
  add_diff(app, session);
  add_validate(app, session);
  add_stats(app, session);
  add_ontology(app, session);
  add_serve(app, session);
  try {
    app.parse(argc, argv);
    if (!std::cout.flush()) throw relata::InputError("standard output: cannot be written; see whether the disk is full");
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const UsageError& error) {
    std::cerr << "relata: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "relata: " << error.what() << '\n';
    return 1;
  }
  return session.faults > 0 ? 1 : 0;
}
