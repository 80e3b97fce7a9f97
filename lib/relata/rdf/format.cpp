#include <relata/rdf/format.hpp>

#include <relata/core/utf8.hpp>

namespace relata {

const std::vector<Format>& formats() {
  using Kind = Format::Kind;
  static const std::vector<Format> table{
      {"turtle", ".ttl", "text/turtle", Kind::kTriples},
      {"ntriples", ".nt", "application/n-triples", Kind::kTriples},
      {"nquads", ".nq", "application/n-quads", Kind::kQuads},
      {"trig", ".trig", "application/trig", Kind::kQuads},
      {"rdfxml", ".rdf", "application/rdf+xml", Kind::kTriples},
      {"jsonld", ".jsonld", "application/ld+json", Kind::kQuads},
      {"graphml", ".graphml", "application/graphml+xml", Kind::kGraph},
      {"json", ".json", "application/json", Kind::kGraph},
      {"dot", ".dot", "text/vnd.graphviz", Kind::kPicture},
      {"svg", ".svg", "image/svg+xml", Kind::kPicture},
      {"png", ".png", "image/png", Kind::kPicture},
      {"pdf", ".pdf", "application/pdf", Kind::kPicture},
      {"html", ".html", "text/html", Kind::kPicture},
  };
  return table;
}

const Format* find_format(std::string_view name) {
  for (const Format& format : formats())
    if (name == format.name || name == format.extension.substr(1)) return &format;
  return nullptr;
}

const Format* format_of_path(std::string_view path) {
  const std::string lower = to_lower(path);
  for (const Format& format : formats())
    if (lower.size() > format.extension.size() && lower.ends_with(format.extension)) return &format;
  return lower.ends_with(".owl") || lower.ends_with(".xml") ? find_format("rdfxml") : nullptr;
}

std::string format_names() {
  std::string out;
  for (const Format& format : formats()) (out += out.empty() ? "" : ", ") += format.name;
  return out;
}

}  // namespace relata
