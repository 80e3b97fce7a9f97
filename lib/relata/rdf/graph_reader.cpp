// Two ways to the same graph. Statements that come subject by subject, as every writer of relata and every sorted file has
// them, are read as a stream: memory is that of the graph. Where a subject turns out to be split, the file is read
// once more, all statements are kept as numbers and sorted first.
#include <relata/rdf/graph_reader.hpp>

#include <relata/rdf/graph_assembler.hpp>
#include <relata/rdf/quad_reader.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

namespace relata {
namespace {

/// Statements of one subject that follow each other, copied out of the parser's hands.
class Run {
 public:
  bool is_about(std::string_view subject) const { return subject == subject_; }
  bool empty() const { return rows_.empty(); }
  void begin(std::string_view subject) {
    subject_ = subject;
    bytes_.clear();
    rows_.clear();
  }
  void add(const QuadView& quad) {
    rows_.push_back({keep(quad.predicate.value), keep(quad.object.value), keep(quad.object.datatype), keep(quad.object.language), quad.object.is_literal});
  }
  bool describe(GraphAssembler& to) {
    properties_.clear();
    for (const Row& row : rows_)
      properties_.push_back({at(row.predicate), {at(row.value), row.is_literal, at(row.datatype), at(row.language)}});
    return to.describe(subject_, properties_);
  }

 private:
  struct Piece {
    std::size_t begin = 0, size = 0;
  };
  struct Row {
    Piece predicate, value, datatype, language;
    bool is_literal = false;
  };
  Piece keep(std::string_view text) {
    bytes_ += text;
    return {bytes_.size() - text.size(), text.size()};
  }
  std::string_view at(Piece piece) const { return std::string_view(bytes_).substr(piece.begin, piece.size); }

  std::string subject_, bytes_;
  std::vector<Row> rows_;
  std::vector<Property3> properties_;
};

struct IsSplit {};

/// None where a subject is split.
std::optional<KnowledgeGraph> read_as_stream(const std::string& path, Diagnostics& diagnostics) {
  GraphAssembler assembler(path, false, diagnostics);
  Run run;
  const auto close = [&] {
    if (!run.empty() && !run.describe(assembler)) throw IsSplit();
  };
  try {
    read_quads(path, [&](const QuadView& quad) {
      if (!run.is_about(quad.subject.value) || run.empty()) {
        close();
        run.begin(quad.subject.value);
      }
      run.add(quad);
    }, diagnostics);
    close();
  } catch (const IsSplit&) {
    return std::nullopt;
  }
  return assembler.finish();
}

KnowledgeGraph read_sorted(const std::string& path, Diagnostics& diagnostics) {
  TermTable terms;
  std::vector<std::array<TermTable::Id, 3>> rows;
  read_quads(path, [&](const QuadView& q) {
    rows.push_back({terms.add(q.subject), terms.add(q.predicate), terms.add(q.object)});
  }, diagnostics);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  GraphAssembler assembler(path, true, diagnostics);
  std::vector<Property3> properties;
  for (std::size_t begin = 0; begin < rows.size();) {
    properties.clear();
    std::size_t end = begin;
    for (; end < rows.size() && rows[end][0] == rows[begin][0]; ++end)
      properties.push_back({terms.at(rows[end][1]).value, terms.at(rows[end][2])});
    assembler.describe(terms.at(rows[begin][0]).value, properties);
    begin = end;
  }
  return assembler.finish();
}

}  // namespace

KnowledgeGraph read_graph(const std::string& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) {  // pipes can be read only once
    Diagnostics found;
    if (std::optional<KnowledgeGraph> graph = read_as_stream(path, found)) {
      diagnostics.insert(diagnostics.end(), found.begin(), found.end());
      return std::move(*graph);
    }
  }
  return read_sorted(path, diagnostics);
}

}  // namespace relata
