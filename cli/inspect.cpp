// relata query, diff, validate and stats: what is in finished graphs.
#include "graph_files.hpp"

#include <relata/core/iri.hpp>
#include <relata/graph/algorithms.hpp>
#include <relata/rdf/query.hpp>
#include <relata/text/reader.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <set>

namespace relata::cli {
namespace {

/// "Russia atWarWith Ukraine  [planned, said by X]": a claim as a line that reads and compares well.
std::string spell(const KnowledgeGraph& graph, Vertex subject, const Statement& statement, const std::string& object) {
  std::string out = graph.node(subject).label + "  " + std::string(local_name(graph.predicate(statement))) + "  " + object;
  std::string notes;
  const auto note = [&](const std::string& text) { (notes += notes.empty() ? "" : ", ") += text; };
  if (statement.polarity == Polarity::kNegated) note("negated");
  if (statement.certainty != Certainty::kCertain) note(std::string(to_string(statement.certainty)));
  if (statement.speaker != kNone) note("said by " + graph.node(statement.speaker).label);
  if (statement.source != kNone) note("in " + graph.sources()[statement.source].id);
  return notes.empty() ? out : out + "  [" + notes + "]";
}

std::vector<std::string> lines_of(const KnowledgeGraph& graph) {
  const auto& boost = graph.boost();
  std::vector<std::string> out;
  for (const Vertex v : graph.sorted_nodes()) {
    const Node& node = graph.node(v);
    out.push_back("entity  " + node.label + "  " + (node.types.empty() ? "" : std::string(local_name(node.types.front()))) + "  <" + node.iri + ">");
  }
  for (const Edge& edge : graph.sorted_claims())
    out.push_back("claim  " + spell(graph, boost::source(edge, boost), graph.statement(edge), graph.node(boost::target(edge, boost)).label));
  for (const std::uint32_t i : graph.sorted_attributes()) {
    const Attribute& a = graph.attributes()[i];
    out.push_back("claim  " + spell(graph, a.subject, a.statement, "\"" + a.value.value + "\""));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

struct Count {
  std::map<std::string, std::size_t> by;
  void add(const std::string& name) { ++by[name]; }
  void print(const char* title, std::size_t most) const {
    std::vector<std::pair<std::string, std::size_t>> rows(by.begin(), by.end());
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::cout << title << " (" << rows.size() << ")\n";
    for (std::size_t i = 0; i < rows.size() && i < most; ++i) std::cout << "  " << rows[i].second << "\t" << rows[i].first << '\n';
    if (rows.size() > most) std::cout << "  ... and " << rows.size() - most << " more\n";
  }
};

void print_stats(const KnowledgeGraph& graph, Assert rule, std::size_t most) {
  const auto& boost = graph.boost();
  Count classes, relations, speakers, articles;
  std::size_t asserted = 0, negated = 0, unsure = 0, linked = 0, isolated = 0, without_evidence = 0;
  const auto count = [&](const Statement& s) {
    asserted += is_asserted(s, rule);
    negated += s.polarity == Polarity::kNegated;
    unsure += s.certainty != Certainty::kCertain;
    without_evidence += s.evidence_count == 0;
    relations.add(std::string(local_name(graph.predicate(s))));
    if (s.speaker != kNone) speakers.add(graph.node(s.speaker).label);
    if (s.source != kNone) articles.add(graph.sources()[s.source].id);
  };
  for (Vertex v = 0; v < graph.node_count(); ++v) {
    const Node& node = graph.node(v);
    classes.add(node.types.empty() ? "(no class)" : std::string(local_name(node.types.front())));
    linked += !node.same_as.empty();
    isolated += boost::out_degree(v, boost) + boost::in_degree(v, boost) == 0;
  }
  for (const Edge& edge : boost::make_iterator_range(boost::edges(boost))) count(graph.statement(edge));
  for (const Attribute& attribute : graph.attributes()) count(attribute.statement);
  std::cout << "articles\t" << graph.sources().size() << "\nentities\t" << graph.node_count() << "\n  with identity\t" << linked
            << "\n  without relation\t" << isolated << "\nclaims\t" << graph.claim_count() << "\n  asserted\t" << asserted << "\n  negated\t"
            << negated << "\n  not certain\t" << unsure << "\n  without evidence\t" << without_evidence << '\n';
  classes.print("classes", most);
  relations.print("relations", most);
  if (!speakers.by.empty()) speakers.print("speakers", most);
  const GraphView view(graph);
  const std::vector<double> rank = pagerank(CsrGraph::directed(view));
  std::vector<std::size_t> order(rank.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rank[a] > rank[b]; });
  std::cout << "most central entities (PageRank)\n";
  for (std::size_t i = 0; i < order.size() && i < most; ++i)
    std::cout << "  " << rank[order[i]] << '\t' << graph.node(view.nodes()[order[i]]).label << '\n';
}

/// What does not conform to the ontology, a line each.
std::vector<std::string> violations(const KnowledgeGraph& graph, const Ontology& ontology, Assert rule) {
  std::vector<std::string> out;
  const auto& boost = graph.boost();
  const auto fits = [&](Vertex v, auto admits) {
    const Node& node = graph.node(v);
    return node.types.empty() || std::any_of(node.types.begin(), node.types.end(), [&](const std::string& t) { return admits(ontology.find_class(t)); });
  };
  const auto name = [&](Vertex v) {
    const Node& node = graph.node(v);
    return node.label + (node.types.empty() ? "" : " (" + std::string(local_name(node.types.front())) + ")");
  };
  const auto where = [&](const Statement& s) { return s.source == kNone ? std::string("graph") : graph.sources()[s.source].id; };
  std::map<std::pair<Vertex, std::uint32_t>, std::set<std::string>> functional;
  const auto check = [&](Vertex subject, const Statement& s, std::optional<Vertex> object, const Literal* value) {
    const std::string& iri = graph.predicate(s);
    if (s.method == Method::kOpen) return;
    const std::uint32_t property = ontology.find_property(iri);
    const std::string place = where(s) + ": ";
    if (property == kNone) {
      out.push_back(place + "<" + iri + "> is not in the ontology; declare it, or mark the claim's method as open");
      return;
    }
    const Property& p = ontology.properties()[property];
    if (p.is_datatype_property != (value != nullptr)) {
      out.push_back(place + name(subject) + " " + p.label + ": the object is " + (value != nullptr ? "a value; the property wants an entity" : "an entity; the property wants a value"));
      return;
    }
    if (!is_asserted(s, rule)) return;
    if (!fits(subject, [&](std::uint32_t c) { return ontology.admits_subject(property, c); }))
      out.push_back(place + name(subject) + " is outside the domain of " + p.label);
    if (object && !fits(*object, [&](std::uint32_t c) { return ontology.admits_object(property, c); }))
      out.push_back(place + name(*object) + " is outside the range of " + p.label);
    if (value != nullptr && !is_valid_lexical(value->value, value->datatype))
      out.push_back(place + "\"" + value->value + "\" is no " + std::string(local_name(value->datatype)));
    if (p.functional) {
      auto& objects = functional[{subject, property}];
      objects.insert(object ? graph.node(*object).iri : value->value);
      if (objects.size() == 2) out.push_back(place + name(subject) + " has more than one " + p.label + ", which is functional");
    }
  };
  for (const Edge& edge : graph.sorted_claims()) check(boost::source(edge, boost), graph.statement(edge), boost::target(edge, boost), nullptr);
  for (const std::uint32_t i : graph.sorted_attributes()) {
    const Attribute& a = graph.attributes()[i];
    check(a.subject, a.statement, std::nullopt, &a.value);
  }
  for (const Vertex v : graph.sorted_nodes())
    for (const std::string& a : graph.node(v).types)
      for (const std::string& b : graph.node(v).types)
        if (a < b && ontology.find_class(a) != kNone && ontology.find_class(b) != kNone && ontology.disjoint(ontology.find_class(a), ontology.find_class(b)))
          out.push_back(name(v) + " is both " + std::string(local_name(a)) + " and " + std::string(local_name(b)) + ", which are disjoint");
  return out;
}

}  // namespace

void add_query(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> words;
    std::string file, to = "table";
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("query", "Ask RDF files in SPARQL");
  command->add_option("GRAPH SPARQL", options->words, "RDF files, then the query (without it: --query)")->required();
  command->add_option("--query", options->file, "File with the query")->type_name("FILE");
  command->add_option("--to", options->to, "Form of the rows")->check(CLI::IsMember({"table", "csv", "tsv", "json", "xml"}))->capture_default_str();
  command->footer("Example:\n  relata query graph.ttl 'SELECT ?who ?what WHERE { ?c rel:speaker ?s ; rdf:object ?o . ?s rdfs:label ?who . ?o rdfs:label ?what }'\n"
                  "The usual prefixes are known. Rasqal answers the queries; it knows no property paths.");
  command->callback([options, &session] {
    std::string sparql;
    if (!options->file.empty()) {
      std::ifstream in(options->file, std::ios::binary);
      sparql.assign(std::istreambuf_iterator<char>(in), {});
      if (!in) throw InputError(describe({options->file, 0, 0}, "cannot be read", "name a file with a SPARQL query"));
    } else if (options->words.size() > 1) {
      sparql = options->words.back();
      options->words.pop_back();
    } else {
      throw UsageError("there is no query; give it after the files, or by --query FILE");
    }
    Diagnostics diagnostics;
    std::cout << query_files(options->words, sparql, options->to, diagnostics);
    session.tell_all(diagnostics);
  });
}

void add_diff(CLI::App& app, Session& session) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("diff", "Compare two graphs: entities and claims that only one has; exit status 1 if they differ");
  command->add_option("OLD NEW", *files, "RDF files or records")->required()->expected(2);
  command->footer("Example:\n  relata diff before.ttl after.ttl");
  command->callback([files, &session] {
    const auto before = lines_of(load_graphs({files->at(0)}, session)), after = lines_of(load_graphs({files->at(1)}, session));
    std::vector<std::string> gone, fresh;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(fresh));
    for (const std::string& line : gone) std::cout << "- " << line << '\n';
    for (const std::string& line : fresh) std::cout << "+ " << line << '\n';
    if (!gone.empty() || !fresh.empty()) ++session.faults;
  });
}

void add_validate(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> inputs, ontologies;
    Assert rule = Assert::kFactual;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("validate", "Check graphs or records: form, offsets, and what the ontology allows; exit status 1 on faults");
  command->add_option("FILE", options->inputs, "RDF files or records")->required();
  command->add_option("--ontology", options->ontologies, "Ontology to hold it to instead of the news ontology; may be given again")->type_name("FILE")->allow_extra_args(false);
  add_assert_option(*command, options->rule);
  command->footer("Example:\n  relata validate graph.ttl --ontology my.ttl");
  command->callback([options, &session] {
    const Ontology ontology = relation_ontology(options->ontologies, session);
    std::size_t faults = 0;
    for (const std::string& file : options->inputs) {
      for (const std::string& fault : violations(load_graphs({file}, session), ontology, options->rule)) {
        std::cout << file << ": " << fault << '\n';
        ++faults;
      }
    }
    session.note(std::to_string(faults) + " faults");
    if (faults > 0) ++session.faults;
  });
}

void add_stats(CLI::App& app, Session& session) {
  struct Options {
    std::vector<std::string> inputs;
    Assert rule = Assert::kFactual;
    std::size_t most = 10;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("stats", "Sizes, classes, relations, speakers and the most central entities");
  command->add_option("GRAPH", options->inputs, "RDF files or records")->required();
  command->add_option("--most", options->most, "Rows of each list")->capture_default_str();
  add_assert_option(*command, options->rule);
  command->footer("Example:\n  relata stats graph.nq --most 20");
  command->callback([options, &session] { print_stats(load_graphs(options->inputs, session), options->rule, options->most); });
}

}  // namespace relata::cli
