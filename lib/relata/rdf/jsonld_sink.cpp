// JSON-LD 1.1: a context of prefixes, then one object a subject, in a nested @graph where a document has its own.
#include <relata/rdf/quad_sink.hpp>

#include <nlohmann/json.hpp>

namespace relata {
namespace {

using Json = nlohmann::ordered_json;

class JsonLdSink : public QuadSink {
 public:
  JsonLdSink(const Prefixes& prefixes, ByteSink& file) : prefixes_(prefixes), file_(file) {
    Json context = Json::object();
    for (const auto& [name, space] : prefixes) context[name] = space;
    file_.write("{\"@context\":" + context.dump() + ",\n\"@graph\":[");
  }

  bool write(const QuadView& quad) override {
    if (quad.subject.value != subject_ || quad.graph != graph_) {
      close_subject();
      if (quad.graph != graph_) {
        close_graph();
        graph_ = quad.graph;
        if (!graph_.empty()) {
          file_.write(separator() + "{\"@id\":" + Json(compact(graph_)).dump() + ",\"@graph\":[");
          first_ = true;
        }
      }
      subject_ = quad.subject.value;
      node_ = Json{{"@id", compact(subject_)}};
    }
    const TermView& object = quad.object;
    if (quad.predicate.value == kType && !object.is_literal) {
      node_["@type"].push_back(compact(object.value));
      return true;
    }
    Json value;
    if (!object.is_literal) value["@id"] = compact(object.value);
    else value["@value"] = object.value;
    if (object.is_literal && !object.language.empty()) value["@language"] = object.language;
    else if (object.is_literal && !object.datatype.empty()) value["@type"] = compact(object.datatype);
    else if (object.is_literal) value = object.value;
    node_[compact(quad.predicate.value)].push_back(std::move(value));
    return true;
  }

  void finish() override {
    close_subject();
    close_graph();
    file_.write("\n]}\n");
  }

 private:
  static constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

  std::string separator() {
    std::string out = first_ ? "\n" : ",\n";
    first_ = false;
    return out;
  }
  void close_subject() {
    if (!node_.is_null()) file_.write(separator() + node_.dump());
    node_ = nullptr;
    subject_.clear();
  }
  void close_graph() {
    if (!graph_.empty()) file_.write("\n]}");
    first_ = graph_.empty() && first_;
    graph_.clear();
  }
  std::string compact(std::string_view iri) const {
    for (const auto& [name, space] : prefixes_)
      if (iri.size() > space.size() && iri.starts_with(space) && iri.find('/', space.size()) == std::string_view::npos)
        return name + ":" + std::string(iri.substr(space.size()));
    return std::string(iri);
  }

  const Prefixes prefixes_;
  ByteSink& file_;
  std::string subject_, graph_;
  Json node_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<QuadSink> make_jsonld_sink(const Prefixes& prefixes, ByteSink& file) { return std::make_unique<JsonLdSink>(prefixes, file); }

}  // namespace relata
