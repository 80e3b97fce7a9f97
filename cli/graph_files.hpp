// Graphs from files and to files, for the subcommands that work on finished graphs.
#pragma once
#include "session.hpp"

#include <relata/dot/dot_writer.hpp>
#include <relata/graph/identity.hpp>
#include <relata/graph/view.hpp>
#include <relata/html/sentence_texts.hpp>
#include <relata/rdf/writer.hpp>

#include <optional>
#include <string>
#include <vector>

namespace relata::cli {

/// RDF files and extraction records (.jsonl), united. Their base is the first one's; UsageError where another differs. What records have
/// of their documents' texts goes to `sentences`.
KnowledgeGraph load_graphs(const std::vector<std::string>& files, Session& session, SentenceTexts* sentences = nullptr);

/// Keeps the sentences of a document, by the rules of the text room where it has none yet.
void keep_sentences(const Document& document, SentenceTexts& sentences);

/// UsageError where a base of minted IRIs is no namespace.
void want_base(const std::string& base);

/// Takes the finished graphs out of what is to be read, by extension; without --from standard input is one.
std::vector<std::string> take_graphs(ReadingOptions& texts);

/// Decides who is who across documents, by what `ontology` says of namesakes and the decisions file, if any; tells about decisions
/// that do not fit the graph.
void decide_identity(KnowledgeGraph& graph, const Ontology& ontology, const std::string& decisions, Session& session,
                     const std::function<void(const IdentityDecision&)>& tell = {});
/// --decisions, and for commands on finished graphs --ontology.
void add_decisions_option(CLI::App& command, std::string& file);
void add_identity_options(CLI::App& command, std::vector<std::string>& ontologies, std::string& decisions);
/// The documents' numbers, by id or IRI. InputError where the graph holds no such document, or not what each of its documents said.
std::vector<std::uint32_t> documents_in(const KnowledgeGraph& graph, const std::vector<std::string>& names, const std::string& file);

/// Where a graph goes: files by extension, or a form on standard output.
struct OutputOptions {
  std::vector<std::string> files;
  std::string to;
  RdfOptions rdf;
  std::optional<Claims> claims;  ///< none given: graphs for quads, nodes otherwise
  void add_to(CLI::App& command);

  struct Target {
    std::string path;
    const Format* format;
  };
  /// UsageError where a form is unknown. Without files: standard output, Turtle unless `to` says otherwise.
  std::vector<Target> targets() const;
  RdfOptions rdf_for(const Format& format) const;
  bool has_page() const;  ///< is one of the targets HTML, which shows whole sentences?
};

/// What a picture shows; see GraphFilter.
struct PictureOptions {
  GraphFilter filter;
  DotOptions dot;
  std::size_t top = 0;
  void add_to(CLI::App& command);
};

/// The graph as a picture or page, by the relations' labels in `ontology`.
std::string picture(const KnowledgeGraph& graph, const Format& format, const PictureOptions& options, const Ontology& ontology,
                    const SentenceTexts& sentences = {});

/// Writes every target whole or not at all and notes on standard error what it made. `sentences`: of documents that were read now.
void write_graphs(const KnowledgeGraph& graph, const OutputOptions& output, const PictureOptions& picture, Session& session,
                  SentenceTexts sentences = {});

/// Labels and symmetry of relations by relata's own ontology and `ontologies`.
Ontology relation_ontology(const std::vector<std::string>& ontologies, Session& session);

}  // namespace relata::cli
