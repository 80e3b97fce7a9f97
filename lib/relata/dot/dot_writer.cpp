#include <relata/dot/dot_writer.hpp>

#include <relata/core/utf8.hpp>
#include <relata/dot/bundle.hpp>
#include <relata/dot/class_style.hpp>
#include <relata/dot/quote.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace relata {
namespace {

constexpr std::string_view kFont = "Helvetica,Arial,DejaVu Sans,sans-serif";
constexpr std::string_view kInk = "#1F2933", kSoftInk = "#5B6672", kEdge = "#8793A0", kDoubt = "#A9B2BC", kDenied = "#C0392B", kPaper = "#FFFFFF";
constexpr std::size_t kLabelWidth = 24, kLabelLimit = 90, kRowLimit = 40, kMaxRows = 5;
constexpr std::size_t kMaxLayeredNodes = 100, kMaxLayeredEdges = 120, kMaxColumns = 6;

/// "2300000" as a number of people reads better with its thousands apart.
std::string shown(const Literal& literal) {
  const std::string& digits = literal.value;
  const bool is_number = local_name(literal.datatype) == "integer" && digits.size() > 4 &&
                         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number) return literal.value;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

/// Shapes with slanted ends bring their own room.
std::string margin(const ClassStyle& style) {
  return style.shape == "box" || style.shape == "note" ? "" : ", margin=\"0.03,0.02\"";
}

/// Attributes of a node: what it says under the pointer, and where a click leads.
std::string tooltip_and_link(const Node& node, const std::string& label, const std::string& type) {
  std::string tooltip = type.empty() ? label : label + " (" + in_words(type) + ")";
  if (!node.aliases.empty()) {
    tooltip += "\nalso: ";
    for (std::size_t i = 0; i < std::min<std::size_t>(node.aliases.size(), 6); ++i)
      tooltip += (i ? ", " : "") + one_line(node.aliases[i], 60);
  }
  std::string out = ", tooltip=" + dot_tooltip(tooltip);
  const auto link = std::find_if(node.same_as.begin(), node.same_as.end(), [](const auto& iri) { return iri.starts_with("http"); });
  if (link != node.same_as.end()) out += ", URL=" + dot_tooltip(*link) + ", target=\"_blank\"";
  return out;
}

class Writer {
 public:
  Writer(const GraphView& view, const RelationNames& names, const DotOptions& options)
      : whole_(view), view_(view.top(options.max_nodes)), graph_(view.graph()), names_(names), options_(options) {}

  std::string write();

 private:
  std::string relation_label(const std::string& predicate_iri) const;
  std::string class_name(const Node& node) const;
  void choose_nodes();
  std::vector<std::string> value_rows(Vertex vertex) const;
  void write_node(Vertex vertex);
  void write_edge(const Bundle& bundle, std::size_t number);  // as bundle_claims() counts
  std::string edge_label(const Bundle& bundle) const;
  std::string caption() const;
  bool is_wide() const;
  std::string name(Vertex vertex) const {
    return dot_string(options_.for_page ? "entity_" + std::to_string(view_.index(vertex)) : graph_.node(vertex).iri);
  }

  const GraphView& whole_;
  GraphView view_;
  const KnowledgeGraph& graph_;
  const RelationNames& names_;
  const DotOptions& options_;

  std::vector<Bundle> edges_;
  std::map<Vertex, std::vector<ValueBundle>> values_;
  std::vector<Vertex> drawn_;
  std::size_t isolated_ = 0;
  std::map<std::string, ClassStyle> classes_;  // by name: the order of the legend
  bool layered_ = true;
  std::string out_;
};

std::string Writer::relation_label(const std::string& predicate_iri) const {
  std::string label = names_.label ? names_.label(predicate_iri) : std::string();
  if (label.empty()) label = in_words(local_name(predicate_iri));
  return one_line(label, 60);
}

std::string Writer::class_name(const Node& node) const {
  return node.types.empty() ? std::string() : std::string(local_name(node.types.front()));
}

void Writer::choose_nodes() {
  edges_ = bundle_claims(view_, names_.is_symmetric, options_.show_unasserted);
  if (options_.show_values) values_ = bundle_values(view_, options_.show_unasserted);
  // A line without a head has no direction of its own: it follows the arrows between the same two entities, which
  // keeps it short.
  std::set<std::pair<Vertex, Vertex>> arrows;
  for (const Bundle& bundle : edges_)
    if (!bundle.symmetric) arrows.insert({bundle.from, bundle.to});
  for (Bundle& bundle : edges_)
    if (bundle.symmetric && arrows.contains({bundle.to, bundle.from}) && !arrows.contains({bundle.from, bundle.to}))
      std::swap(bundle.from, bundle.to);
  std::set<Vertex> connected;
  for (const Bundle& bundle : edges_) connected.insert({bundle.from, bundle.to});
  for (const auto& [vertex, rows] : values_) connected.insert(vertex);
  // A picture of nothing but lone entities still shows them.
  const bool all = options_.show_isolated || connected.empty();
  for (const Vertex v : view_.nodes()) {
    if (all || connected.contains(v)) drawn_.push_back(v);
    else ++isolated_;
  }
  layered_ = layout_engine(drawn_.size(), edges_.size()) == "dot";
}

std::vector<std::string> Writer::value_rows(Vertex vertex) const {
  std::vector<std::string> rows;
  const auto found = values_.find(vertex);
  if (found == values_.end()) return rows;
  for (const ValueBundle& value : found->second) {
    if (rows.size() == kMaxRows) {
      rows.push_back("… " + std::to_string(found->second.size() - kMaxRows) + " more");
      break;
    }
    std::string row = relation_label(graph_.predicates()[value.predicate]) + ": " + one_line(shown(value.literal), kRowLimit);
    if (value.strength == Strength::kDenied) row = "not " + row;
    if (value.strength == Strength::kDoubtful) row += " (" + std::string(to_string(value.certainty)) + ")";
    rows.push_back(std::move(row));
  }
  return rows;
}

void Writer::write_node(Vertex vertex) {
  const Node& node = graph_.node(vertex);
  const std::string type = class_name(node);
  const ClassStyle style = class_style(type);
  classes_.emplace(type, style);

  const std::string label = one_line(node.label.empty() ? in_words(local_name(node.iri)) : node.label, kLabelLimit);
  const std::vector<std::string> lines = wrapped(label, kLabelWidth), rows = value_rows(vertex);
  out_ += "  " + name(vertex) + " [label=";
  if (rows.empty()) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
    out_ += dot_string(text);
  } else {
    out_ += R"(<<table border="0" cellborder="0" cellspacing="0" cellpadding="1">)";
    for (const std::string& line : lines) out_ += "<tr><td>" + dot_html(line) + "</td></tr>";
    for (const std::string& row : rows)
      out_ += R"(<tr><td><font point-size="9" color=")" + std::string(row.starts_with("not ") ? kDenied : kSoftInk) +
              R"(">)" + dot_html(row) + "</font></td></tr>";
    out_ += "</table>>";
  }
  out_ += ", shape=" + std::string(style.shape) + margin(style) + ", style=\"" + std::string(style.style) + "\", fillcolor=\"" +
          std::string(style.fill) + "\", color=\"" + std::string(style.border) + '"';
  out_ += (options_.for_page ? ", id=" + name(vertex) + ", class=entity" : tooltip_and_link(node, label, type)) + "];\n";
}

std::string Writer::edge_label(const Bundle& bundle) const {
  std::string label = relation_label(graph_.predicates()[bundle.predicate]);
  if (bundle.strength == Strength::kDenied) label = "not " + label;
  if (bundle.strength == Strength::kDoubtful && bundle.certainty != Certainty::kCertain)
    label += " (" + std::string(to_string(bundle.certainty)) + ")";
  if (bundle.claims.size() > 1) label += " ×" + std::to_string(bundle.claims.size());
  std::string text;
  for (const std::string& line : wrapped(label, kLabelWidth)) text += (text.empty() ? "" : "\n") + line;
  return text;
}

void Writer::write_edge(const Bundle& bundle, std::size_t number) {
  const bool denied = bundle.strength == Strength::kDenied, doubtful = bundle.strength == Strength::kDoubtful;
  std::string look;
  const std::string_view color = denied ? kDenied : doubtful ? kDoubt : kEdge;
  if (denied || doubtful) look += ", style=dashed";
  if (color != kEdge) look += ", color=\"" + std::string(color) + '"';
  if (bundle.claims.size() > 1) {
    // What is said more often is drawn thicker, slowly: twice as thick at about thirty claims.
    const double width = std::min(3.0, 1.1 + 0.22 * std::log2(static_cast<double>(bundle.claims.size())));
    look += ", penwidth=" + std::to_string(width).substr(0, 4);
  }
  const std::string label = dot_string(edge_label(bundle)), id = "relation_" + std::to_string(number);
  const std::string kind = id + ' ' + std::string(to_string(bundle.strength)) + '"';
  const std::string tip = dot_tooltip(evidence_text(graph_, bundle, relation_label(graph_.predicates()[bundle.predicate])));
  const std::string ink = denied ? ", fontcolor=\"" + std::string(kDenied) + '"' : "";
  const std::string head = bundle.symmetric ? ", dir=none" : "";
  if (!options_.labels_on_line) {
    out_ += "  " + name(bundle.from) + " -> " + name(bundle.to) + " [label=" + label + ink + look + head + ", tooltip=" + tip +
            ", labeltooltip=" + tip + "];\n";
    return;
  }
  const std::string middle = dot_string(id);
  const std::string of_name = options_.for_page ? "id=" + middle + ", class=\"relation " + kind : "class=relation, tooltip=" + tip;
  const std::string of_line = options_.for_page ? "class=\"line " + kind : "tooltip=" + tip;
  out_ += "  " + middle + " [" + of_name + ", label=" + label + ", shape=box, style=filled, fillcolor=\"" + std::string(kPaper) +
          "\", penwidth=0, fontsize=10, fontcolor=\"" + std::string(denied ? kDenied : kSoftInk) + "\", margin=\"0.03,0.02\", width=0.1, height=0.1];\n";
  out_ += "  " + name(bundle.from) + " -> " + middle + " [" + of_line + look + ", dir=none];\n";
  out_ += "  " + middle + " -> " + name(bundle.to) + " [" + of_line + look + head + "];\n";
}

/// Neighbours of a hub stand side by side in a picture from top to bottom; many of them fit better one below the other.
bool Writer::is_wide() const {
  std::map<Vertex, std::size_t> in, out;
  std::size_t widest = 0;
  for (const Bundle& bundle : edges_) widest = std::max({widest, ++out[bundle.from], ++in[bundle.to]});
  return widest > kMaxColumns;
}

/// Title, legend and what was left out, as one HTML-like table under the picture.
std::string Writer::caption() const {
  // Readable beside a picture that is shrunk to a page.
  const int size = static_cast<int>(10 * std::clamp(std::sqrt(static_cast<double>(drawn_.size()) / 25), 1.0, 3.0));
  const auto small = [size](std::string_view color, const std::string& text) {
    return "<font point-size=\"" + std::to_string(size) + "\" color=\"" + std::string(color) + "\">" + text + "</font>";
  };
  const auto count = [](std::size_t n, const char* one, const char* many) {
    return std::to_string(n) + ' ' + (n == 1 ? one : many);
  };
  std::vector<std::string> lines;
  if (!options_.title.empty()) 
    lines.push_back("<font point-size=\"" + std::to_string(size + size / 2) + "\"><b>" + dot_html(one_line(options_.title, 120)) + "</b></font>");
  if (options_.legend) {
    // Classes that look alike share an entry.
    std::map<std::string, std::string> entries;  // by sign and colour
    std::vector<std::string> order;
    for (const auto& [type, style] : classes_) {
      if (type.empty()) continue;
      const std::string sign = small(style.border, std::string(style.sign));
      std::string& words = entries[sign];
      if (words.empty()) order.push_back(sign);
      words += (words.empty() ? " " : ", ") + dot_html(in_words(type));
    }
    std::string classes;
    for (const std::string& sign : order)
      classes += (classes.empty() ? "" : "&nbsp;&nbsp;&nbsp;") + sign + small(kSoftInk, entries[sign]);
    if (!classes.empty()) lines.push_back(classes);
    std::string kinds;
    const auto add_kind = [&](Strength strength, std::string_view color, const char* sign, const char* meaning) {
      if (std::any_of(edges_.begin(), edges_.end(), [&](const Bundle& b) { return b.strength == strength; }))
        kinds += (kinds.empty() ? "" : "&nbsp;&nbsp;&nbsp;") + small(color, sign) + small(kSoftInk, std::string(meaning));
    };
    add_kind(Strength::kStated, kEdge, "——", " stated");
    add_kind(Strength::kDoubtful, kDoubt, "– –", " uncertain, planned or only quoted");
    add_kind(Strength::kDenied, kDenied, "– –", " denied");
    // With solid edges only there is nothing to tell apart.
    if (kinds.find("– –") != std::string::npos) lines.push_back(kinds);
    std::string note = count(drawn_.size(), "entity", "entities") + ", " + count(edges_.size(), "relation", "relations");
    const std::size_t left_out = view_.left_out();
    if (left_out > 0) note += " · the most connected of " + std::to_string(view_.nodes().size() + left_out);
    if (isolated_ > 0) note += " · " + count(isolated_, "more entity", "more entities") + " without a relation";
    lines.push_back(small(kSoftInk, note));
  }
  if (lines.empty()) return {};
  std::string table = R"(<<table border="0" cellborder="0" cellspacing="0" cellpadding="2"><tr><td height="10"></td></tr>)";
  for (const std::string& line : lines) table += "<tr><td>" + line + "</td></tr>";
  return table + "</table>>";
}

std::string Writer::write() {
  choose_nodes();
  std::string body;
  for (const Vertex v : drawn_) write_node(v);
  for (std::size_t i = 0; i < edges_.size(); ++i) write_edge(edges_[i], i);
  body.swap(out_);

  out_ = "digraph relata {\n";
  const std::string font = " fontname=\"" + std::string(kFont) + '"';
  out_ += layered_ ? "  graph [layout=dot, pack=8, packmode=\"graph\", rankdir=" + std::string(is_wide() ? "LR" : "TB") +
                         ", nodesep=0.3, ranksep=0.3, splines=true"
                   : "  graph [layout=sfdp, overlap=prism, overlap_scaling=-4, sep=\"+6\", K=0.6, repulsiveforce=1.6, start=7, splines=line";
  out_ += ", outputorder=edgesfirst, bgcolor=\"" + std::string(kPaper) + "\", pad=0.3, charset=\"UTF-8\"";
  if (!options_.for_page) out_ += ", tooltip=\" \"";
  out_ += ", fontsize=14, fontcolor=\"" + std::string(kInk) + "\"," + font;
  if (const std::string label = caption(); !label.empty()) out_ += ", labelloc=b, label=" + label;
  out_ += "];\n  node [fontsize=12, fontcolor=\"" + std::string(kInk) + "\", penwidth=1.2, margin=\"0.14,0.07\", height=0.4," + font + "];\n";
  out_ += "  edge [fontsize=10, fontcolor=\"" + std::string(kSoftInk) + "\", color=\"" + std::string(kEdge) +
          "\", penwidth=1.1, arrowsize=0.7, arrowhead=normal," + font + "];\n";
  return out_ + body + "}\n";
}

}  // namespace

std::string_view layout_engine(std::size_t nodes, std::size_t edges) {
  return nodes <= kMaxLayeredNodes && edges <= kMaxLayeredEdges ? "dot" : "sfdp";
}

std::string to_dot(const GraphView& view, const RelationNames& names, const DotOptions& options) {
  return Writer(view, names, options).write();
}

}  // namespace relata
