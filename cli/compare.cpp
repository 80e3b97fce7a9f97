// relata compare: who affirms, who denies and who leaves open the same thing, over many documents.
#include "graph_files.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>
#include <relata/pipeline/agreement_rules.hpp>

#include <nlohmann/json.hpp>

#include <memory>

namespace relata::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What the voice does with the proposition, as a verb for people.
std::string_view verb(const Statement& statement) {
  const bool affirmed = statement.polarity == Polarity::kAffirmed;
  switch (statement.certainty) {
    case Certainty::kCertain: return affirmed ? "affirms" : "denies";
    case Certainty::kProbable: return affirmed ? "thinks probable" : "thinks improbable";
    case Certainty::kPossible: return affirmed ? "thinks possible" : "thinks not certain";
    case Certainty::kHypothetical: return affirmed ? "supposes" : "supposes not";
    case Certainty::kPlanned: return affirmed ? "expects" : "expects not";
    case Certainty::kAsked: return affirmed ? "asks" : "asks whether not";
    case Certainty::kWished: return affirmed ? "wishes" : "wishes not";
  }
  return {};
}

std::string_view word(Stance stance) { return stance == Stance::kAffirms ? "affirms" : stance == Stance::kDenies ? "denies" : "leaves open"; }

std::vector<std::string> findings(const Proposition& proposition) {
  std::vector<std::string> out;
  if (proposition.is_denied) out.push_back("denied");
  if (proposition.has_rival) out.push_back("other value");
  if (proposition.is_unsure) out.push_back("certainty apart");
  return out;
}

class Report {
 public:
  Report(const KnowledgeGraph& graph, const Agreement& agreement) : graph_(graph), agreement_(agreement) {}

  std::string text(const Proposition& p) const {
    const std::string& property = agreement_.properties[p.property];
    std::string out = single_spaced(graph_.node(p.subject).label) + "  " + std::string(local_name(property)) + "  " +
                      (p.value != nullptr ? '"' + single_spaced(p.value->value) + '"' : single_spaced(graph_.node(p.object).label)) + "  [";
    for (const std::string& finding : findings(p)) out += finding + "; ";
    out += counted(p.documents, "document", "documents") + ", " + counted(p.speakers, "speaker", "speakers") + "]\n";
    for (const Voice& voice : agreement_.voices_of(p)) {
      const Statement& s = *voice.statement;
      out += "  " + std::string(verb(s)) + ": " + (s.speaker == kNone ? document(s) : single_spaced(graph_.node(s.speaker).label) + ", in " + document(s));
      if (voice.is_implied) out += " (" + std::string(local_name(graph_.predicate(s))) + ")";
      if (!time(s).empty()) out += " (" + time(s) + ")";
      for (const Evidence& evidence : graph_.evidence(s))
        out += "\n    " + std::to_string(evidence.begin) + "-" + std::to_string(evidence.end) + "  " + single_spaced(graph_.quote(evidence));
      out += '\n';
    }
    return out + '\n';
  }

  std::string json(const Proposition& p) const {
    Json out{{"subject", entity(p.subject)}, {"predicate", agreement_.properties[p.property]}};
    if (p.value == nullptr) {
      out["object"] = entity(p.object);
    } else {
      out["value"] = p.value->value;
      if (!p.value->datatype.empty()) out["datatype"] = p.value->datatype;
    }
    out["documents"] = p.documents;
    out["speakers"] = p.speakers;
    out["findings"] = findings(p);
    out["voices"] = Json::array();
    for (const Voice& voice : agreement_.voices_of(p)) {
      const Statement& s = *voice.statement;
      Json one{{"stance", word(stance_of(s))}, {"polarity", to_string(s.polarity)}, {"certainty", to_string(s.certainty)}};
      if (s.source != kNone) one["document"] = document(s);
      if (s.speaker != kNone) one["speaker"] = entity(s.speaker);
      if (voice.is_implied) one["implied_by"] = graph_.predicate(s);
      if (!time(s).empty()) one["time"] = time(s);
      one["claim"] = graph_.claim_iri(s);
      one["evidence"] = Json::array();
      for (const Evidence& evidence : graph_.evidence(s))
        one["evidence"].push_back({{"start", evidence.begin}, {"end", evidence.end}, {"text", graph_.quote(evidence)}});
      out["voices"].push_back(std::move(one));
    }
    return out.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }

 private:
  Json entity(Vertex vertex) const { return {{"iri", graph_.node(vertex).iri}, {"label", graph_.node(vertex).label}}; }
  std::string document(const Statement& s) const { return s.source == kNone ? "no document" : graph_.sources()[s.source].id; }
  std::string time(const Statement& s) const { return graph_.details(s) == nullptr ? std::string() : graph_.details(s)->time; }

  const KnowledgeGraph& graph_;
  const Agreement& agreement_;
};

}  // namespace

void add_compare(CLI::App& app, Session& session) {
  struct Options {
    ReadingOptions reading;
    std::string decisions, output = "-", format = "text";
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("compare", "Show what several documents say of the same thing: who affirms it, who denies it, who leaves it open");
  options->reading.add_to(*command);
  command->add_option("-o,--output", options->output, "File to write; none: standard output")->type_name("FILE");
  command->add_option("--format", options->format, "Text for people, or a JSON object a line")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  add_decisions_option(*command, options->decisions);
  command->footer("Examples:\n  relata compare news/\n  relata compare monday.ttl tuesday.ttl evening.txt --format json -o agreement.jsonl\n"
                  "What is contested comes first: denied (one affirms what another denies), other value (of a property that can have one only).\n"
                  "Then what most documents and speakers speak of. Inverse and symmetric properties are one; narrower ones speak for broader ones.");
  command->callback([options, &session] {
    ReadingOptions texts = options->reading;
    KnowledgeGraph graph = load_graphs(take_graphs(texts), session);
    const World world = load_world(texts, session);
    if (!texts.inputs.empty()) read_all(texts, false, world, session, [&](Extraction&& extraction) { graph.add(extraction); });
    decide_identity(graph, world.contract.reading(), options->decisions, session);
    const Stopwatch stopwatch(session, "comparing and writing");
    const Agreement agreement = compare(graph, agreement_rules(world.contract.reading()));
    const Report report(graph, agreement);
    AtomicFile file(options->output);
    for (const Proposition& p : agreement.propositions) file.write(options->format == "json" ? report.json(p) : report.text(p));
    file.commit();
  });
}

}  // namespace relata::cli
