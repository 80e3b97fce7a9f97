#include "columns.hpp"

#include <pybind11/numpy.h>

#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relata::python {
namespace {

/// Python strings by number, each made when it is first asked for.
class Strings {
 public:
  using Make = std::function<std::string_view(std::size_t)>;
  Strings(std::size_t count, Make make) : made_(count), make_(std::move(make)) {}
  const py::object& at(std::size_t number) {
    if (!made_[number]) made_[number] = py::str(make_(number));
    return made_[number];
  }

 private:
  std::vector<py::object> made_;
  Make make_;
};

/// The strings of few kinds (classes, polarities), by what they say.
class Words {
 public:
  const py::object& at(std::string_view text) {
    const auto found = made_.find(std::string(text));
    return found != made_.end() ? found->second : made_.emplace(text, py::str(text)).first->second;
  }
  py::list all(const std::vector<std::string>& texts) {
    py::list out;
    for (const std::string& text : texts) out.append(at(text));
    return out;
  }

 private:
  std::unordered_map<std::string, py::object> made_;
};

template <class T>
py::array_t<T> numbers(const std::vector<T>& values) { return py::array_t<T>(static_cast<py::ssize_t>(values.size()), values.data()); }
py::array booleans(const std::vector<std::uint8_t>& values) { return py::array(py::dtype("bool"), static_cast<py::ssize_t>(values.size()), values.data()); }

/// Local name of an IRI.
std::string_view local(std::string_view iri) { return iri.substr(iri.find_last_of("/#") + 1); }

/// All tables of one graph.
class Tables {
 public:
  Tables(const KnowledgeGraph& graph, Assert rule)
      : graph_(graph), rule_(rule), iris_(graph.node_count(), [&](std::size_t v) -> std::string_view { return graph.node(v).iri; }),
        labels_(graph.node_count(), [&](std::size_t v) -> std::string_view { return graph.node(v).label; }),
        predicates_(graph.predicates().size(), [&](std::size_t p) -> std::string_view { return graph.predicates()[p]; }),
        relations_(graph.predicates().size(), [&](std::size_t p) { return local(graph.predicates()[p]); }),
        documents_(graph.sources().size(), [&](std::size_t s) -> std::string_view { return graph.sources()[s].id; }) {}

  py::dict all() {
    py::dict out;
    out["entities"] = entities();
    out["mentions"] = mentions();
    claims();
    out["claims"] = claim_rows_;
    out["evidence"] = evidence_rows_;
    out["documents"] = documents();
    return out;
  }

 private:
  const py::object& quote(const Evidence& evidence) {
    py::object& made = quotes_[evidence.quote];
    if (!made) made = py::str(graph_.quote(evidence));
    return made;
  }
  py::object document(std::uint32_t source) { return source == kNone ? py::none() : documents_.at(source); }

  py::dict entities() {
    py::list iri, label, type, types, aliases, same_as, code;
    std::vector<double> confidence;
    std::vector<std::int64_t> mentions, documents;
    for (const Vertex v : graph_.sorted_nodes()) {
      const Node& node = graph_.node(v);
      iri.append(iris_.at(v));
      label.append(labels_.at(v));
      type.append(node.types.empty() ? words_.at("") : words_.at(local(node.types.front())));
      types.append(words_.all(node.types));
      aliases.append(words_.all(node.aliases));
      same_as.append(words_.all(node.same_as));
      code.append(words_.at(node.code));
      confidence.push_back(node.confidence);
      mentions.push_back(static_cast<std::int64_t>(node.mentions.size()));
      std::int64_t in = 0;
      for (const std::uint32_t source : graph_.documents_of(v)) in += source != kNone ? 1 : 0;
      documents.push_back(in);
    }
    py::dict out;
    out["iri"] = iri, out["label"] = label, out["type"] = type, out["types"] = types, out["aliases"] = aliases, out["same_as"] = same_as, out["code"] = code;
    out["confidence"] = numbers(confidence), out["mentions"] = numbers(mentions), out["documents"] = numbers(documents);
    return out;
  }

  /// The columns of pieces of text.
  struct Places {
    py::list owner, document, text;
    std::vector<std::int64_t> start, end;
    py::dict under(const char* name) const {
      py::dict out;
      out[name] = owner, out["document"] = document, out["start"] = numbers(start), out["end"] = numbers(end), out["text"] = text;
      return out;
    }
  };
  void add(Places& places, const py::object& owner, const Evidence& evidence) {
    places.owner.append(owner);
    places.document.append(document(evidence.source));
    places.start.push_back(evidence.begin);
    places.end.push_back(evidence.end);
    places.text.append(quote(evidence));
  }

  py::dict mentions() {
    Places places;
    for (const Vertex v : graph_.sorted_nodes())
      for (const Evidence& evidence : graph_.node(v).mentions) add(places, iris_.at(v), evidence);
    return places.under("entity");
  }

  /// One row a claim, whether its object is an entity or a value; and one a piece of evidence.
  void claims() {
    for (const Edge& edge : graph_.sorted_claims()) {
      const Vertex object = boost::target(edge, graph_.boost());
      claim(graph_.statement(edge), boost::source(edge, graph_.boost()), iris_.at(object), labels_.at(object), py::none(), py::none());
    }
    for (const std::uint32_t i : graph_.sorted_attributes()) {
      const Attribute& a = graph_.attributes()[i];
      claim(a.statement, a.subject, py::none(), py::none(), words_.at(a.value.value), words_.at(a.value.datatype));
    }
    py::dict& out = claim_rows_;
    out["claim"] = claim_, out["subject"] = subject_, out["subject_label"] = subject_label_, out["predicate"] = predicate_, out["relation"] = relation_;
    out["object"] = object_, out["object_label"] = object_label_, out["value"] = value_, out["datatype"] = datatype_;
    out["polarity"] = polarity_, out["certainty"] = certainty_, out["speaker"] = speaker_, out["speaker_label"] = speaker_label_, out["time"] = time_;
    out["method"] = method_, out["document"] = document_, out["text"] = text_;
    out["confidence"] = numbers(confidence_), out["asserted"] = booleans(asserted_);
    evidence_rows_ = evidence_.under("claim");
  }

  void claim(const Statement& s, Vertex subject, const py::object& object, const py::object& object_label, const py::object& value, const py::object& datatype) {
    const py::str iri(graph_.claim_iri(s));
    const ClaimDetails* details = graph_.details(s);
    const auto evidence = graph_.evidence(s);
    claim_.append(iri);
    subject_.append(iris_.at(subject));
    subject_label_.append(labels_.at(subject));
    predicate_.append(predicates_.at(s.predicate));
    relation_.append(relations_.at(s.predicate));
    object_.append(object);
    object_label_.append(object_label);
    value_.append(value);
    datatype_.append(datatype);
    polarity_.append(words_.at(to_string(s.polarity)));
    certainty_.append(words_.at(to_string(s.certainty)));
    speaker_.append(s.speaker == kNone ? py::object(py::none()) : iris_.at(s.speaker));
    speaker_label_.append(s.speaker == kNone ? py::object(py::none()) : labels_.at(s.speaker));
    time_.append(words_.at(details != nullptr ? details->time : ""));
    method_.append(words_.at(to_string(s.method)));
    document_.append(document(s.source));
    text_.append(evidence.empty() ? words_.at("") : quote(evidence.front()));
    confidence_.push_back(s.confidence);
    asserted_.push_back(is_asserted(s, rule_) ? 1 : 0);
    for (const Evidence& piece : evidence) add(evidence_, iri, piece);
  }

  py::dict documents() {
    py::list id, iri, title, date, source, text;
    std::vector<std::int64_t> length;
    for (std::size_t s = 0; s < graph_.sources().size(); ++s) {
      const Source& from = graph_.sources()[s];
      id.append(documents_.at(s));
      iri.append(py::str(from.iri));
      title.append(py::str(from.title));
      date.append(words_.at(from.date));
      source.append(words_.at(from.publisher));
      text.append(py::str(from.text));
      length.push_back(from.code_points);
    }
    py::dict out;
    out["id"] = id, out["iri"] = iri, out["title"] = title, out["date"] = date, out["source"] = source, out["text"] = text, out["length"] = numbers(length);
    return out;
  }

  const KnowledgeGraph& graph_;
  const Assert rule_;
  Strings iris_, labels_, predicates_, relations_, documents_;
  Words words_;
  std::unordered_map<std::uint32_t, py::object> quotes_;  // by number in the graph
  py::dict claim_rows_, evidence_rows_;
  Places evidence_;
  py::list claim_, subject_, subject_label_, predicate_, relation_, object_, object_label_, value_, datatype_, polarity_, certainty_, speaker_, speaker_label_, time_,
      method_, document_, text_;
  std::vector<double> confidence_;
  std::vector<std::uint8_t> asserted_;
};

}  // namespace

py::dict columns(const KnowledgeGraph& graph, Assert rule) { return Tables(graph, rule).all(); }

void statements(const KnowledgeGraph& graph, const RdfOptions& options, const py::function& take) {
  Words names;  // predicates, datatypes, graphs, and subjects that stand in many statements
  describe_graph(graph, options, [&](const QuadView& quad) {
    if (!fault_of(quad).empty()) return;
    const bool literal = quad.object.is_literal;
    take(names.at(quad.subject.value), names.at(quad.predicate.value), literal ? py::object(py::str(quad.object.value)) : names.at(quad.object.value),
         literal ? names.at(quad.object.datatype) : py::object(py::none()), names.at(quad.object.language), names.at(quad.graph));
  });
}

}  // namespace relata::python
