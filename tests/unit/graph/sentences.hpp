// A graph from lines such as "A likes B": subject, relation and object, each one word, and options.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/graph/knowledge_graph.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace relata::test {

inline std::string entity_iri(const std::string& name) { return std::string("http://t.example/").append(name); }

/// Options: "not", a certainty word, "0.5" (confidence), "@2024-03" (time), "by:A" (speaker), ":value" in place of the object.
/// The class of an entity is "City" if its name ends in 'c', else "Thing".
inline KnowledgeGraph graph_of(const std::vector<std::string>& lines, const std::string& date = "", const std::string& id = "doc") {
  Extraction extraction;
  extraction.document.id = id;
  extraction.document.date = date;
  const auto entity = [&](const std::string& name) {
    for (std::uint32_t i = 0; i < extraction.entities.size(); ++i)
      if (extraction.entities[i].label == name) return i;
    Entity fresh;
    fresh.id = fresh.label = name;
    fresh.iri = entity_iri(name);
    fresh.type = name.ends_with('c') ? "http://t.example/c#City" : "http://t.example/c#Thing";
    extraction.entities.push_back(fresh);
    return static_cast<std::uint32_t>(extraction.entities.size() - 1);
  };
  for (const std::string& line : lines) {
    extraction.document.text += line + '\n';
    std::istringstream words(line);
    std::string subject, relation, object, option;
    words >> subject;
    Claim claim;
    claim.subject = entity(subject);
    if (!(words >> relation >> object)) continue;  // a lone entity
    claim.id = "c" + std::to_string(extraction.claims.size());
    claim.predicate = "http://t.example/r#" + relation;
    if (object.starts_with(':')) claim.object = Literal{object.substr(1), "", ""};
    else claim.object = entity(object);
    while (words >> option) {
      if (option == "not") claim.polarity = Polarity::kNegated;
      else if (option.starts_with("by:")) claim.speaker = entity(option.substr(3));
      else if (option.starts_with('@')) claim.time = option.substr(1);
      else if (const auto certainty_word = certainty(option)) claim.certainty = *certainty_word;
      else claim.confidence = std::stod(option);
    }
    const auto end = static_cast<std::uint32_t>(extraction.document.text.size() - 1);
    claim.evidence.push_back({end - static_cast<std::uint32_t>(line.size()), end});
    extraction.claims.push_back(std::move(claim));
  }
  KnowledgeGraph graph;
  graph.add(extraction);
  return graph;
}

}  // namespace relata::test
