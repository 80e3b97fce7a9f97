// A small ontology and a small knowledge file, and texts with marked names: "[Person:Jane Roe] of [Company:Arland Steel Inc] ..."
#pragma once
#include <relata/link/knowledge_base.hpp>
#include <relata/link/knowledge_builder.hpp>
#include <relata/ontology/ontology.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace relata::test {

inline std::string core_iri(std::string_view name) { return "https://relata.dev/ontology/core#" + std::string(name); }

inline const Ontology& link_ontology() {
  static const Ontology ontology = [] {
    const std::vector<std::string> names{"City", "Company", "Country", "Event", "Group", "NationalGroup", "Organization", "Person", "Place", "Region"};
    std::vector<Class> classes;
    for (const std::string& name : names) classes.push_back({core_iri(name), name, {}, {}, {}, {}, {}});
    classes[6].wordings.push_back({"organization", PartOfSpeech::kNoun});
    classes[0].parents = classes[2].parents = classes[9].parents = {8};
    classes[1].parents = {6};
    classes[5].parents = {4};
    return Ontology("https://relata.dev/ontology/test", "", std::move(classes), {});
  }();
  return ontology;
}

inline const KnowledgeBase& link_knowledge() {
  static const KnowledgeBase base = [] {
    using enum AliasKind;
    KnowledgeBuilder builder;
    const auto thing = [&](const std::string& id, const std::string& label, const std::string& type, double popularity,
                           std::set<std::pair<AliasKind, std::string>> aliases = {}, const std::string& gender = {}) {
      builder.add(NewThing{"http://t.example/" + id, label, core_iri(type), gender, {"http://same.example/" + id}, std::move(aliases), popularity});
    };
    const auto fact = [&](const std::string& subject, const std::string& predicate, const std::string& object, std::string from = {}, std::string to = {}) {
      builder.add(NewFact{"http://t.example/" + subject, "https://relata.dev/ontology/news#" + predicate, "http://t.example/" + object, std::move(from), std::move(to)});
    };
    thing("arland", "Arland", "Country", 0.95, {{kDemonym, "Arlandian"}, {kPeople, "Arlandians"}, {kAcronym, "A.R."}, {kName, "Republic of Arland"}});
    thing("borvia", "Borvia", "Country", 0.95, {{kDemonym, "Borvian"}});
    thing("washford-city", "Washford", "City", 0.6);
    thing("columbo-arland", "Columbo", "City", 0.57);
    thing("columbo-borvia", "Columbo", "City", 0.6);
    fact("columbo-arland", "locatedIn", "arland");
    fact("columbo-borvia", "locatedIn", "borvia");
    thing("general-mills", "General Mills & Co.", "Company", 0.6);
    thing("world-body", "World Body for Trade", "Organization", 0.8, {{kAcronym, "WBT"}});
    thing("president-old", "Otto Berg", "Person", 0.6, {{kPartial, "Berg"}}, "male");
    thing("president-new", "Olga Berg", "Person", 0.6, {{kPartial, "Berg"}}, "female");
    fact("president-old", "headOfState", "arland", "1985", "1993-06");
    fact("president-new", "headOfState", "arland", "2015", "");
    // Names that need care: a state and its abbreviation, a town known by a part of its name, a club, firms called after people, a people.
    thing("ostany", "Ostany", "Region", 0.8, {{kAcronym, "O.S."}});
    thing("dunport", "Dunport", "City", 0.4);
    thing("millford", "Millford, Ostany", "City", 0.3, {{kPartial, "Millford"}});
    fact("millford", "locatedIn", "ostany");
    thing("rovers", "Washford Rovers", "Organization", 0.6, {{kPartial, "Rovers"}});
    thing("brokers", "Penny Rowe Ardent", "Company", 0.6);
    thing("tarn", "Tarn", "Company", 0.5);
    thing("delvi", "Delvi people", "Group", 0.6, {{kName, "Delvi"}});
    thing("daily", "Arland Organization", "Organization", 0.6);
    thing("statute", "Free Organization", "Organization", 0.6);
    fact("daily", "basedIn", "arland");
    fact("statute", "basedIn", "borvia");
    KnowledgeBase known;
    known.add(builder, "link world");
    return known;
  }();
  return base;
}

/// "[Class:words]" marks a name of the class, "[Class~words]" an adjective, "[:words]" a name of no class.
inline Extraction read_marked(std::string_view marked) {
  Extraction extraction;
  extraction.document.id = "test";
  std::string& text = extraction.document.text;
  for (std::size_t at = 0; at < marked.size(); ++at) {
    if (marked[at] != '[') {
      text += marked[at];
      continue;
    }
    const std::size_t mark = marked.find_first_of(":~", at), end = marked.find(']', at);
    Mention mention;
    const std::string_view type = marked.substr(at + 1, mark - at - 1);
    mention.type = type.empty() ? "" : core_iri(type);
    mention.adjectival = marked[mark] == '~';
    mention.span.begin = static_cast<std::uint32_t>(text.size());
    text += marked.substr(mark + 1, end - mark - 1);
    mention.span.end = static_cast<std::uint32_t>(text.size());
    extraction.mentions.push_back(std::move(mention));
    at = end;
  }
  return extraction;
}

}  // namespace relata::test
