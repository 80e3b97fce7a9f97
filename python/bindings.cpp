// The Python module relata._relata: reading without the GIL, a graph that is never changed once it is made, and its content as columns.
// relata/__init__.py makes frames and graphs of them.
#include "columns.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/core/error.hpp>
#include <relata/core/run_in_order.hpp>
#include <relata/graph/decisions.hpp>
#include <relata/graph/identity.hpp>
#include <relata/graph/settle_apart.hpp>
#include <relata/pipeline/identity_rules.hpp>
#include <relata/pipeline/pipeline.hpp>
#include <relata/rdf/event_category_reader.hpp>
#include <relata/rdf/graph_reader.hpp>
#include <relata/rdf/knowledge_reader.hpp>
#include <relata/rdf/ontology_reader.hpp>
#include <relata/rdf/query.hpp>
#include <relata/rdf/writer.hpp>
#include <relata/record/record.hpp>
#include <relata/text/reader.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>

namespace relata::python {
namespace {

using Paths = std::vector<std::string>;

/// Oddities become Python warnings. With the GIL.
void warn(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity != Severity::kInfo && PyErr_WarnEx(PyExc_UserWarning, to_string(diagnostic).c_str(), 2) != 0) throw py::error_already_set();
}

/// Ctrl-C is heard while the GIL is released.
class Interruption {
 public:
  void check() {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    const py::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// A document that Python gives: id, text, title, date, source.
using GivenDocument = std::tuple<std::string, std::string, std::string, std::string, std::string>;

Extraction extraction_of(GivenDocument&& given) {
  Extraction out;
  std::tie(out.document.id, out.document.text, out.document.title, out.document.date, out.document.source) = std::move(given);
  std::replace(out.document.text.begin(), out.document.text.end(), '\0', ' ');  // no character of XML or RDF
  return out;
}

/// A document on its way; `fault` says why it could not be read.
struct Item {
  Extraction extraction;
  Diagnostics diagnostics;
  std::string fault;
};

/// What reading stands on, loaded once; the counterpart of the command line's options.
class DocumentReader {
 public:
  DocumentReader(const std::string& share, const Paths& ontologies, const Paths& knowledge, const std::optional<std::string>& model, double min_confidence, bool open, bool by_labels) {
    Diagnostics diagnostics;
    {
      const py::gil_scoped_release released;
      const std::string core = share + "/core.ttl";
      contract_ = ontologies.empty() ? Contract(read_ontology({core, share + "/news.ttl"}, diagnostics))
                                     : Contract(read_ontology(ontologies, diagnostics), read_ontology({core}, diagnostics));
      known_ = KnowledgeBase::open(share + "/knowledge.bin");
      for (const std::string& file : knowledge) add_knowledge(file);
      PipelineOptions how;
      how.min_confidence = min_confidence;
      how.open_claims = ontologies.empty() || open;
      how.by_labels = by_labels || !ontologies.empty();
      how.event_categories = ontologies.empty() ? read_event_categories(share + "/events.ttl", diagnostics) : read_event_categories(ontologies);
      if (model) {
        model_ = std::make_unique<LanguageModel>(*model);
        pipeline_.emplace(contract_, known_, *model_, how);
      } else {
        pipeline_.emplace(contract_, known_, how);
      }
    }
    warn(diagnostics);
  }
  DocumentReader(const DocumentReader&) = delete;

  /// Gives every finished document of the files to `take`, in order. Faults are thrown unless `keep_going`, which makes warnings of them. Without the GIL.
  template <class Take>
  void read_files(const Paths& inputs, const std::string& form, bool ignore_analysis, unsigned jobs, bool keep_going, Diagnostics& told, Take take) const {
    Diagnostics diagnostics;
    Reader reader(inputs, {form.empty() ? InputForm::kAuto : input_form(form).value_or(InputForm::kAuto), ignore_analysis}, diagnostics);
    const auto next = [&]() -> std::optional<Item> {
      Item item;
      try {
        std::optional<Extraction> found = reader.next();
        if (!found) return std::nullopt;
        item.extraction = std::move(*found);
      } catch (const InputError& broken) {
        if (!keep_going) throw;
        item.fault = broken.what();
      }
      item.diagnostics = std::exchange(diagnostics, {});
      return item;
    };
    run(next, jobs, told, take);
    told.insert(told.end(), diagnostics.begin(), diagnostics.end());
  }

  template <class Take>
  void read_documents(std::vector<GivenDocument>&& documents, unsigned jobs, Diagnostics& told, Take take) const {
    std::size_t at = 0;
    const auto next = [&]() -> std::optional<Item> {
      if (at == documents.size()) return std::nullopt;
      return Item{extraction_of(std::move(documents[at++])), {}, {}};
    };
    run(next, jobs, told, take);
  }

  IdentityRules rules() const { return identity_rules(contract_.reading()); }

 private:
  void add_knowledge(const std::string& file) {
    if (file.ends_with(".bin")) return known_.add(file);
    KnowledgeBuilder builder;
    read_knowledge(file, builder);
    known_.add(builder, file);
  }

  template <class Next, class Take>
  void run(Next& next, unsigned jobs, Diagnostics& told, Take& take) const {
    Interruption interruption;
    run_in_order(
        jobs != 0 ? jobs : std::max(1U, std::thread::hardware_concurrency()), next,
        [&](Item& item) {
          if (item.fault.empty()) pipeline_->run(item.extraction, item.diagnostics);
        },
        [&](Item&& item) {
          interruption.check();
          told.insert(told.end(), item.diagnostics.begin(), item.diagnostics.end());
          if (item.fault.empty()) take(std::move(item.extraction));
          else told.push_back({Severity::kError, {}, item.fault, {}});
        });
  }

  Contract contract_;
  KnowledgeBase known_;
  std::unique_ptr<LanguageModel> model_;
  std::optional<Pipeline> pipeline_;
};

/// A finished graph. Nothing changes it, so that threads may share it.
struct Graph {
  KnowledgeGraph graph;
  IdentityRules rules;
};
using GraphHandle = std::shared_ptr<Graph>;

GraphHandle settled(KnowledgeGraph&& graph, const IdentityRules& rules, const std::string& decisions, Diagnostics& diagnostics) {
  settle(graph, rules, decisions.empty() ? Decisions() : read_decisions(decisions), diagnostics);
  return std::make_shared<Graph>(Graph{std::move(graph), rules});
}

/// Runs `make` without the GIL and tells its diagnostics.
template <class Make>
auto without_gil(Make make) {
  Diagnostics diagnostics;
  auto made = [&] {
    const py::gil_scoped_release released;
    return make(diagnostics);
  }();
  warn(diagnostics);
  return made;
}

GraphOptions graph_options(const std::string& base, bool keep_text, bool keep_mentions) {
  if (!is_valid_iri(base) || (!base.ends_with('/') && !base.ends_with('#')))
    throw py::value_error("base " + base + " is no namespace; give an absolute IRI that ends in / or #");
  return {base, keep_text, keep_mentions, false};
}

GraphHandle build_files(const DocumentReader& reader, const Paths& inputs, const std::string& form, unsigned jobs, bool keep_going, const std::string& base,
                        bool keep_text, bool keep_mentions, const std::string& decisions) {
  const GraphOptions options = graph_options(base, keep_text, keep_mentions);
  return without_gil([&](Diagnostics& diagnostics) {
    KnowledgeGraph graph(options);
    reader.read_files(inputs, form, false, jobs, keep_going, diagnostics, [&](Extraction&& extraction) { graph.add(extraction); });
    return settled(std::move(graph), reader.rules(), decisions, diagnostics);
  });
}

GraphHandle build_documents(const DocumentReader& reader, std::vector<GivenDocument> documents, unsigned jobs, const std::string& base, bool keep_text,
                            bool keep_mentions, const std::string& decisions) {
  const GraphOptions options = graph_options(base, keep_text, keep_mentions);
  return without_gil([&](Diagnostics& diagnostics) {
    KnowledgeGraph graph(options);
    reader.read_documents(std::move(documents), jobs, diagnostics, [&](Extraction&& extraction) { graph.add(extraction); });
    return settled(std::move(graph), reader.rules(), decisions, diagnostics);
  });
}

std::vector<std::string> annotate_files(const DocumentReader& reader, const Paths& inputs, const std::string& form, unsigned jobs, bool keep_going) {
  return without_gil([&](Diagnostics& diagnostics) {
    std::vector<std::string> out;
    reader.read_files(inputs, form, true, jobs, keep_going, diagnostics, [&](Extraction&& extraction) { out.push_back(write_record(extraction)); });
    return out;
  });
}

std::vector<std::string> annotate_documents(const DocumentReader& reader, std::vector<GivenDocument> documents, unsigned jobs) {
  return without_gil([&](Diagnostics& diagnostics) {
    std::vector<std::string> out;
    reader.read_documents(std::move(documents), jobs, diagnostics, [&](Extraction&& extraction) { out.push_back(write_record(extraction)); });
    return out;
  });
}

GraphHandle read_file(const std::string& file, const std::string& share) {
  return without_gil([&](Diagnostics& diagnostics) {
    IdentityRules rules = identity_rules(Contract(read_ontology({share + "/core.ttl", share + "/news.ttl"}, diagnostics)).reading());
    return std::make_shared<Graph>(Graph{read_graph(file, diagnostics), std::move(rules)});
  });
}

GraphHandle merge(const std::vector<GraphHandle>& graphs, const std::string& decisions) {
  if (graphs.empty()) throw py::value_error("there is no graph to merge; give one or more");
  return without_gil([&](Diagnostics& diagnostics) {
    KnowledgeGraph all(graphs.front()->graph.options());
    for (const GraphHandle& graph : graphs) {
      if (graph->graph.options().base != all.options().base)
        throw InputError("graphs of the bases " + all.options().base + " and " + graph->graph.options().base + "; build them with the same base");
      all.merge(graph->graph);
    }
    return settled(std::move(all), graphs.front()->rules, decisions, diagnostics);
  });
}

GraphHandle without(const Graph& graph, const std::vector<std::string>& documents) {
  return without_gil([&](Diagnostics& diagnostics) {
    std::vector<std::uint32_t> sources;
    for (const std::string& name : documents) {
      const std::size_t before = sources.size();
      for (std::uint32_t s = 0; s < graph.graph.sources().size(); ++s)
        if (graph.graph.sources()[s].id == name || graph.graph.sources()[s].iri == name) sources.push_back(s);
      if (sources.size() == before) throw InputError("the graph holds no document '" + name + "'; give the id or IRI of one that it holds");
    }
    return settled(graph.graph.without(sources), graph.rules, {}, diagnostics);
  });
}

// ---- pieces of a graph that no machine holds whole (graph/settle_apart.hpp), as tuples ----

/// IRI, label, classes, aliases, same as, close matches, code, confidence.
using GivenNode = std::tuple<std::string, std::string, Paths, Paths, Paths, Paths, std::string, double>;
using GivenPortrayal = std::tuple<std::string, GivenNode>;                                                                    // document
using GivenValue = std::tuple<std::string, std::string, std::string, std::string, std::string, bool>;                      // as TellingValue
using GivenMove = std::tuple<std::string, std::string, std::string>;                                                          // document, name, IRI
using DocumentPieces = std::tuple<std::string, std::string, std::vector<GivenPortrayal>, std::vector<GivenValue>>;         // IRI, record

DocumentPieces read_pieces(const DocumentReader& reader, GivenDocument document, const std::string& base) {
  const GraphOptions options = graph_options(base, false, true);
  return without_gil([&](Diagnostics& diagnostics) {
    DocumentPieces out;
    auto& [iri, record, portrayed, values] = out;
    std::vector<GivenDocument> one;
    one.push_back(std::move(document));
    reader.read_documents(std::move(one), 1, diagnostics, [&, &iri = iri, &record = record, &portrayed = portrayed, &values = values](Extraction&& extraction) {
      KnowledgeGraph graph(options);
      graph.add(extraction);
      iri = graph.sources()[0].iri;
      record = write_record(extraction);
      for (Portrayal& p : portrayals(graph)) {
        Node& n = p.node;
        portrayed.emplace_back(std::move(p.document), GivenNode(std::move(n.iri), std::move(n.label), std::move(n.types), std::move(n.aliases), std::move(n.same_as),
                                                                std::move(n.close_match), std::move(n.code), n.confidence));
      }
      for (const TellingValue& v : telling_values(graph, reader.rules())) values.emplace_back(v.document, v.name, v.property, v.value, v.kind, v.is_literal);
    });
    return out;
  });
}

std::pair<GraphHandle, std::vector<GivenMove>> settle_heap(const DocumentReader& reader, std::vector<GivenPortrayal> portrayed, const std::vector<GivenValue>& values,
                                                           const std::string& base) {
  const GraphOptions options = graph_options(base, false, true);
  return without_gil([&](Diagnostics&) {
    std::vector<Portrayal> portrayals;
    for (auto& [document, node] : portrayed) {
      auto& [iri, label, types, aliases, same_as, close_match, code, confidence] = node;
      Portrayal p{std::move(document), {}};
      p.node.iri = std::move(iri), p.node.label = std::move(label), p.node.types = std::move(types), p.node.aliases = std::move(aliases);
      p.node.same_as = std::move(same_as), p.node.close_match = std::move(close_match), p.node.code = std::move(code), p.node.confidence = confidence;
      portrayals.push_back(std::move(p));
    }
    std::vector<TellingValue> telling;
    for (const auto& [document, name, property, value, kind, is_literal] : values) telling.push_back({document, name, property, value, kind, is_literal});
    SettledNames settled = settle_names(std::move(portrayals), telling, reader.rules(), options);
    std::vector<GivenMove> moved;
    for (Moved& m : settled.moved) moved.emplace_back(std::move(m.document), std::move(m.name), std::move(m.iri));
    return std::pair(std::make_shared<Graph>(Graph{std::move(settled.graph), reader.rules()}), std::move(moved));
  });
}

GraphHandle graph_of_record(const DocumentReader& reader, const std::string& record, const std::vector<GivenMove>& moves, const std::string& base, bool keep_text,
                            bool keep_mentions) {
  const GraphOptions options = graph_options(base, keep_text, keep_mentions);
  return without_gil([&](Diagnostics&) {
    KnowledgeGraph graph(options);
    graph.add(read_record(record, {"record", 0, 0}));
    std::vector<Moved> moved;
    for (const auto& [document, name, iri] : moves) moved.push_back({document, name, iri});
    return std::make_shared<Graph>(Graph{renamed(graph, moved), reader.rules()});
  });
}

Assert assert_rule(const std::string& word) {
  if (word == "factual") return Assert::kFactual;
  if (word == "author") return Assert::kAuthor;
  if (word == "all") return Assert::kAll;
  throw py::value_error("assert_ is '" + word + "'; choose factual, author or all");
}

RdfOptions rdf_options(const std::string& claims, const std::string& rule, bool quads) {
  if (claims != "none" && claims != "nodes" && claims != "graphs" && !claims.empty()) throw py::value_error("claims is '" + claims + "'; choose none, nodes or graphs");
  const bool graphs = quads && (claims == "graphs" || claims.empty());
  return {assert_rule(rule), claims == "none" ? Claims::kNone : graphs ? Claims::kGraphs : Claims::kNodes};
}

const Format& format_of(const std::string& name) {
  const Format* format = find_format(name);
  if (format == nullptr || format->kind == Format::Kind::kPicture) throw py::value_error("to is '" + name + "'; choose a form of RDF, graphml or json: " + format_names());
  return *format;
}

void write_file(const Graph& graph, const std::string& path, const std::string& to, const std::string& claims, const std::string& rule) {
  const Format* by_path = to.empty() ? format_of_path(path) : nullptr;
  const Format& format = format_of(by_path != nullptr ? std::string(by_path->name) : to);
  const RdfOptions options = rdf_options(claims, rule, format.kind == Format::Kind::kQuads);
  without_gil([&](Diagnostics& diagnostics) {
    AtomicFile file(path);
    const WriteReport report = write_graph(graph.graph, format, options, file, diagnostics);
    file.commit();
    return report.written;
  });
}

py::str serialize(const Graph& graph, const std::string& to, const std::string& claims, const std::string& rule) {
  const Format& format = format_of(to);
  const RdfOptions options = rdf_options(claims, rule, format.kind == Format::Kind::kQuads);
  return py::str(without_gil([&](Diagnostics& diagnostics) {
    StringSink sink;
    write_graph(graph.graph, format, options, sink, diagnostics);
    return sink.take();
  }));
}

py::bytes half(const Graph& graph, bool entities, const std::string& rule) {
  const RdfOptions options{assert_rule(rule), Claims::kGraphs, entities ? Half::kEntities : Half::kDocuments};
  return py::bytes(without_gil([&](Diagnostics& diagnostics) {
    StringSink sink;
    write_graph(graph.graph, *find_format("nquads"), options, sink, diagnostics);
    return sink.take();
  }));
}

std::string query(const Graph& graph, const std::string& sparql, const std::string& form) {
  const py::gil_scoped_release released;
  return query_graph(graph.graph, {Assert::kFactual, Claims::kGraphs}, sparql, form);
}

}  // namespace
}  // namespace relata::python

PYBIND11_MODULE(_relata, module) {
  using namespace relata;
  using namespace relata::python;
  const auto error = py::register_exception<Error>(module, "Error", PyExc_RuntimeError);
  py::register_exception<InputError>(module, "InputError", error);
  py::register_exception<OntologyError>(module, "OntologyError", error);
  py::register_exception<ModelError>(module, "ModelError", error);
  py::register_exception<RdfError>(module, "RdfError", error);

  py::class_<DocumentReader>(module, "DocumentReader")
      .def(py::init<const std::string&, const Paths&, const Paths&, const std::optional<std::string>&, double, bool, bool>(), py::kw_only(), py::arg("share"),
           py::arg("ontologies"), py::arg("knowledge"), py::arg("model"), py::arg("min_confidence"), py::arg("open"), py::arg("by_labels"))
      .def("build_files", build_files, py::arg("inputs"), py::kw_only(), py::arg("form"), py::arg("jobs"), py::arg("keep_going"), py::arg("base"), py::arg("keep_text"),
           py::arg("keep_mentions"), py::arg("decisions"))
      .def("build_documents", build_documents, py::arg("documents"), py::kw_only(), py::arg("jobs"), py::arg("base"), py::arg("keep_text"), py::arg("keep_mentions"),
           py::arg("decisions"))
      .def("annotate_files", annotate_files, py::arg("inputs"), py::kw_only(), py::arg("form"), py::arg("jobs"), py::arg("keep_going"))
      .def("annotate_documents", annotate_documents, py::arg("documents"), py::kw_only(), py::arg("jobs"))
      .def("read_pieces", read_pieces, py::arg("document"), py::kw_only(), py::arg("base"))
      .def("settle_heap", settle_heap, py::arg("portrayals"), py::arg("values"), py::kw_only(), py::arg("base"))
      .def("graph_of_record", graph_of_record, py::arg("record"), py::arg("moves"), py::kw_only(), py::arg("base"), py::arg("keep_text"), py::arg("keep_mentions"));
  py::class_<Graph, std::shared_ptr<Graph>>(module, "GraphData")
      .def("size", [](const Graph& g) { return std::tuple(g.graph.sources().size(), g.graph.node_count(), g.graph.claim_count()); })
      .def("base", [](const Graph& g) { return g.graph.options().base; })
      .def("columns", [](const Graph& g, const std::string& rule) { return columns(g.graph, assert_rule(rule)); }, py::arg("rule"))
      .def("statements", [](const Graph& g, const std::string& claims, const std::string& rule, const py::function& take) { statements(g.graph, rdf_options(claims, rule, true), take); },
           py::arg("claims"), py::arg("rule"), py::arg("take"))
      .def("write", write_file, py::arg("path"), py::kw_only(), py::arg("to"), py::arg("claims"), py::arg("rule"))
      .def("half", half, py::arg("entities"), py::arg("rule"))
      .def("serialize", serialize, py::arg("to"), py::kw_only(), py::arg("claims"), py::arg("rule"))
      .def("query", query, py::arg("sparql"), py::arg("form"))
      .def("without", without, py::arg("documents"));
  module.def("read", read_file, py::arg("file"), py::kw_only(), py::arg("share"));
  module.def("merge", merge, py::arg("graphs"), py::arg("decisions"));
}
