// What the link model weighs, for training/link_weights.py: KNOWLEDGE.bin and ontology files as arguments, records of `relata annotate` on
// standard input. One JSON object a document on standard output: its groups, each with its mentions (code points) and its
// candidates (IRIs of the same thing elsewhere, features in the order of LinkFeature).
#include <relata/core/utf8.hpp>
#include <relata/link/entity_linker.hpp>
#include <relata/link/name_groups.hpp>
#include <relata/rdf/ontology_reader.hpp>
#include <relata/record/record.hpp>

#include <nlohmann/json.hpp>

#include <iostream>

int main(int argc, char** argv) {
  using namespace relata;
  using Json = nlohmann::json;
  if (argc < 3) return 2;
  Diagnostics diagnostics;
  const Ontology ontology = read_ontology(std::vector<std::string>(argv + 2, argv + argc), diagnostics);
  const KnowledgeBase known = KnowledgeBase::open(argv[1]);
  const EntityLinker linker(known, ontology);
  for (std::string line; std::getline(std::cin, line);) {
    Extraction extraction = read_record(line, {});
    for (Mention& mention : extraction.mentions) {
      const auto name = known.find_name(extraction.document.at(mention.span));
      mention.adjectival = name && name->role == NameRole::kAdjective;  // not in the record
    }
    const std::vector<Group> groups = name_groups(extraction, known, ontology);
    const auto candidates = linker.candidates(extraction, groups);
    Json out{{"id", extraction.document.id}, {"groups", Json::array()}};
    for (std::size_t g = 0; g < groups.size(); ++g) {
      Json group{{"mentions", Json::array()}, {"candidates", Json::array()}};
      for (const Member& member : groups[g].members) {
        const Span span = extraction.mentions[member.mention].span;
        const std::size_t begin = count_code_points(extraction.document.at({0, span.begin}));
        group["mentions"].push_back({begin, begin + count_code_points(extraction.document.at(span))});
      }
      for (const LinkCandidate& candidate : candidates[g])
        group["candidates"].push_back({{"same_as", known.describe(candidate.thing).same_as}, {"features", candidate.features}});
      out["groups"].push_back(std::move(group));
    }
    std::cout << out.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}
