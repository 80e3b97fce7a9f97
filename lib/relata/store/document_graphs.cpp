#include <relata/store/document_graphs.hpp>

#include <relata/rdf/quad_reader.hpp>

#include <set>

namespace relata {
namespace {

/// Statements one after the other into one GraphTriples.
class Collector {
 public:
  Collector(const TakeGraph& take, Diagnostics& diagnostics) : take_(take), diagnostics_(diagnostics) { begin(); }

  void add(QuadView quad) {
    quad.graph = {};
    writer_->add(quad);
    ++count_;
  }
  std::uint64_t count() const { return count_; }  ///< of statements since the last was given
  /// Gives what there is, unless it is empty.
  void give(std::string graph, bool replaces) {
    if (count_ == 0) return;
    const WriteReport report = writer_->finish();
    writer_.reset();
    total_.written += report.written;
    total_.left_out += report.left_out;
    if (report.written > 0) take_({std::move(graph), text_.take(), report.written, replaces});
    begin();
  }
  WriteReport total() const { return total_; }

 private:
  void begin() {
    text_ = StringSink();
    count_ = 0;
    writer_ = std::make_unique<StatementWriter>(*find_format("ntriples"), options_, text_, diagnostics_);
  }

  const TakeGraph& take_;
  Diagnostics& diagnostics_;
  const RdfOptions options_;
  StringSink text_;
  std::unique_ptr<StatementWriter> writer_;
  std::uint64_t count_ = 0;
  WriteReport total_;
};

/// Holds a file to the form that build --stream gives it: what the default graph describes is named by the document that follows.
class StreamedDocument {
 public:
  bool is_empty() const { return described_.empty() && graph_.empty(); }
  const std::string& graph() const { return graph_; }

  void see(const QuadView& quad) {
    if (quad.graph.empty()) {
      described_.emplace(quad.subject.value);
      if (quad.predicate.value == mention_ || quad.predicate.value == mentioned_in_) places_.emplace(quad.subject.value, quad.object.value);
      return;
    }
    graph_ = quad.graph;
    if (described_.empty()) return;
    named_.emplace(quad.subject.value);
    if (!quad.object.is_literal) named_.emplace(quad.object.value);
  }

  /// Who is described, and mentioned elsewhere or neither mentioned nor claimed about in the document; "" if nobody.
  std::string stranger() const {
    for (const std::string& entity : described_)
      if (!named_.contains(entity) && !is_placed(entity)) return entity;
    for (const auto& [entity, place] : places_)
      if (!is_here(place)) return entity;
    return {};
  }
  void clear() { *this = StreamedDocument(); }

 private:
  bool is_here(const std::string& place) const { return place == graph_ || place.starts_with(graph_ + "#"); }
  bool is_placed(const std::string& entity) const {
    const auto at = places_.lower_bound({entity, {}});
    return at != places_.end() && at->first == entity;
  }

  std::string mention_ = std::string(ns::kRel) + "mention", mentioned_in_ = std::string(ns::kRel) + "mentionedIn";
  std::string graph_;
  std::set<std::string> described_, named_;
  std::set<std::pair<std::string, std::string>> places_;  // entity, where it is mentioned
};

}  // namespace

WriteReport cut(const KnowledgeGraph& graph, const CutOptions& options, const TakeGraph& take, Diagnostics& diagnostics) {
  Collector collector(take, diagnostics);
  std::string current;
  const auto give = [&] { collector.give(current.empty() ? options.rest : current, options.replaces && !current.empty()); };
  describe_graph(graph, {options.rule, Claims::kDocuments}, [&](const QuadView& quad) {
    if (quad.graph != current || (current.empty() && collector.count() == options.piece)) {
      give();
      current = quad.graph;
    }
    collector.add(quad);
  });
  give();
  return collector.total();
}

WriteReport cut_streamed(const std::string& path, const CutOptions& options, const TakeGraph& take, Diagnostics& diagnostics) {
  Collector collector(take, diagnostics);
  StreamedDocument document;
  const auto give = [&] {
    const std::string stranger = document.stranger();
    if (document.graph().empty() || !stranger.empty())
      throw InputError(describe({path, 0, 0}, stranger.empty() ? "ends with what no document says" : "describes <" + stranger + "> before <" + document.graph() + ">, which does not name it",
                                "only what relata build --stream wrote can be pushed so; push it without --stream"));
    collector.give(document.graph(), options.replaces);
    document.clear();
  };
  read_quads(path, [&](const QuadView& quad) {
    if (!document.graph().empty() && quad.graph != document.graph()) give();
    document.see(quad);
    collector.add(quad);
  }, diagnostics);
  if (!document.is_empty()) give();
  return collector.total();
}

}  // namespace relata
