// Who is who across documents: tables of what documents say, and which of them come to one node, in every order.
#include <relata/graph/descriptions.hpp>
#include <relata/graph/settle_apart.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace relata {
namespace {

const std::string kBase = "https://t.example/", kOntology = "https://t.example/o#";
const IdentityRules kRules{{kOntology + "citizenOf", kOntology + "worksFor"}, {kOntology + "bornIn"}, {kOntology + "Person"}};

/// "Person John Smith citizenOf Country Chile; City Paris" says what a document holds: class, label of capitalised words, and property with
/// class and label; a label of lower-case words is a common noun, "=iri" after a label makes it a known thing.
Extraction document_of(const std::string& id, const std::string& text) {
  Extraction out;
  out.document.id = id;
  std::istringstream sentences(text);
  const auto entity = [&](std::istringstream& words) {
    Entity e;
    std::string word;
    if (!(words >> word)) return kNone;
    e.type = kOntology + word;
    while (words >> std::ws && !words.eof()) {
      const auto before = words.tellg();
      words >> word;
      if (word.front() == '=') {
        e.iri = kBase + "id/" + word.substr(1);
        continue;
      }
      if (std::islower(static_cast<unsigned char>(word.front())) != 0 && !(e.label.empty() || std::islower(static_cast<unsigned char>(e.label.front())) != 0)) {
        words.seekg(before);
        break;
      }
      e.label += (e.label.empty() ? "" : " ") + word;
    }
    for (std::uint32_t i = 0; i < out.entities.size(); ++i)
      if (out.entities[i].label == e.label && out.entities[i].type == e.type) return i;
    e.id = "e" + std::to_string(out.entities.size());
    const auto begin = static_cast<std::uint32_t>(out.document.text.size());
    out.document.text += e.label + ". ";
    const MentionKind kind = std::islower(static_cast<unsigned char>(e.label.front())) != 0 ? MentionKind::kNominal : MentionKind::kName;
    out.mentions.push_back({"m" + e.id, {begin, begin + static_cast<std::uint32_t>(e.label.size())}, e.type, kind, static_cast<std::uint32_t>(out.entities.size()), "", false});
    out.entities.push_back(e);
    return static_cast<std::uint32_t>(out.entities.size() - 1);
  };
  for (std::string sentence; std::getline(sentences, sentence, ';');) {
    std::istringstream words(sentence);
    const std::uint32_t subject = entity(words);
    std::string property;
    if (!(words >> property)) continue;
    Claim claim;
    claim.id = "c" + std::to_string(out.claims.size());
    claim.subject = subject;
    claim.predicate = kOntology + property;
    claim.object = entity(words);
    out.claims.push_back(claim);
  }
  return out;
}

KnowledgeGraph graph_of(const std::vector<Extraction>& documents) {
  KnowledgeGraph graph({.base = kBase});
  for (const Extraction& document : documents) graph.add(document);
  return graph;
}

/// IRIs after the base of the entities of that label, each with its documents: "entity/Person/john_smith~a: a b".
std::set<std::string> nodes(const KnowledgeGraph& graph, const std::string& label) {
  std::set<std::string> out;
  for (const Vertex v : graph.find_by_label(label)) {
    std::set<std::string> ids;
    for (const std::uint32_t s : graph.documents_of(v)) ids.insert(graph.sources()[s].id);
    std::string line = graph.node(v).iri.substr(kBase.size()) + ":";
    for (const std::string& id : ids) line += " " + id;
    out.insert(line);
  }
  return out;
}

/// Everything a graph shows, whatever the order of its parts.
std::string content(const KnowledgeGraph& graph) {
  std::set<std::string> lines;
  const auto ids = [&](const DocumentList& documents) {
    std::set<std::string> out;
    for (const std::uint32_t s : documents) out.insert(s == kNone ? "-" : graph.sources()[s].id);
    std::string line;
    for (const std::string& id : out) line += id + " ";
    return line;
  };
  for (Vertex v = 0; v < graph.node_count(); ++v) {
    const Node& n = graph.node(v);
    std::string line = n.iri + " " + n.label + " " + spell_confidence(n.confidence) + " " + n.code;
    for (const auto* list : {&n.types, &n.aliases, &n.same_as, &n.close_match, &n.replaces})
      for (const std::string& value : *list) line += "," + value;
    for (const Said& said : differences(n, graph.documents_of(v))) line += " | " + std::to_string(static_cast<int>(said.field)) + said.value + ": " + ids(said.documents);
    for (const Evidence& e : n.mentions) lines.insert(n.iri + " @ " + graph.sources()[e.source].id + std::to_string(e.begin));
    lines.insert(line + " in " + ids(graph.documents_of(v)));
  }
  const auto& boost = graph.boost();
  for (const Edge e : boost::make_iterator_range(boost::edges(boost)))
    lines.insert(graph.claim_iri(graph.statement(e)) + " " + graph.node(boost::source(e, boost)).iri + " " + graph.predicate(graph.statement(e)) + " " +
                 graph.node(boost::target(e, boost)).iri);
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

struct Row {
  const char* what;
  std::vector<std::string> documents;  // "a", "b", ... in this order
  const char* label;
  std::set<std::string> wanted;
  const char* decisions = "";
};

const Row kTable[] = {
    {"one name, nothing against it", {"Person Javier Colomina", "Person Javier Colomina"}, "Javier Colomina", {"entity/Person/javier_colomina: a b"}},
    {"case and accents do not part", {"Company Cafe Noir", "Company CAF\xC3\x89 Noir"}, "Cafe Noir", {"entity/Company/cafe_noir: a b"}},
    {"two countries", {"Person John Smith citizenOf Country Chile", "Person John Smith citizenOf Country Peru"}, "John Smith",
     {"entity/Person/john_smith~a: a", "entity/Person/john_smith~b: b"}},
    {"one country", {"Person John Smith citizenOf Country Chile", "Person John Smith citizenOf Country Chile"}, "John Smith", {"entity/Person/john_smith: a b"}},
    {"another country but the same employer",
     {"Person John Smith citizenOf Country Chile; Person John Smith worksFor Company Acme", "Person John Smith citizenOf Country Peru; Person John Smith worksFor Company Acme"},
     "John Smith", {"entity/Person/john_smith: a b"}},
    {"the same employer but born elsewhere",
     {"Person John Smith bornIn City Lima; Person John Smith worksFor Company Acme", "Person John Smith bornIn City Quito; Person John Smith worksFor Company Acme"},
     "John Smith", {"entity/Person/john_smith~a: a", "entity/Person/john_smith~b: b"}},
    {"values of other kinds do not differ", {"Person John Smith worksFor Company Acme", "Person John Smith worksFor Country Chile"}, "John Smith", {"entity/Person/john_smith: a b"}},
    {"who says nothing stays apart from two that differ",
     {"Person John Smith citizenOf Country Chile", "Person John Smith citizenOf Country Peru", "Person John Smith", "Person John Smith citizenOf Country Chile"}, "John Smith",
     {"entity/Person/john_smith~a: a d", "entity/Person/john_smith~b: b", "entity/Person/john_smith~c: c"}},
    {"who says nothing joins those that agree", {"Person John Smith citizenOf Country Chile", "Person John Smith"}, "John Smith", {"entity/Person/john_smith: a b"}},
    {"a chain of shared values",
     {"Person John Smith citizenOf Country Chile", "Person John Smith citizenOf Country Chile; Person John Smith worksFor Company Acme", "Person John Smith worksFor Company Acme",
      "Person John Smith citizenOf Country Peru"},
     "John Smith", {"entity/Person/john_smith~a: a b c", "entity/Person/john_smith~d: d"}},
    {"a bare surname", {"Person Smith", "Person Smith"}, "Smith", {"entity/Person/smith~a: a", "entity/Person/smith~b: b"}},
    {"one word is a whole name of a company", {"Company Acme", "Company Acme"}, "Acme", {"entity/Company/acme: a b"}},
    {"another class", {"City Washington", "Region Washington", "Person Washington"}, "Washington",
     {"entity/City/washington: a", "entity/Region/washington: b", "entity/Person/washington: c"}},
    {"known things of one name", {"Country Georgia =georgia", "Region Georgia =georgia_us", "Country Georgia =georgia"}, "Georgia", {"id/georgia: a c", "id/georgia_us: b"}},
    {"a known thing joins whatever is said", {"Person John Smith =smith citizenOf Country Chile", "Person John Smith =smith citizenOf Country Peru"}, "John Smith", {"id/smith: a b"}},
    {"a common noun names nothing elsewhere", {"Event talks", "Event talks"}, "talks", {"entity/Event/talks@a: a", "entity/Event/talks@b: b"}},
    {"decision: joined in spite of two countries", {"Person John Smith citizenOf Country Chile", "Person John Smith citizenOf Country Peru"}, "John Smith",
     {"entity/Person/john_smith: a b"}, "join <https://t.example/entity/Person/john_smith~a> <https://t.example/entity/Person/john_smith~b>"},
    {"decision: parted", {"Person Javier Colomina", "Person Javier Colomina"}, "Javier Colomina",
     {"entity/Person/javier_colomina~a: a", "entity/Person/javier_colomina~b: b"}, "split <https://t.example/entity/Person/javier_colomina>"},
    {"decision: parted but for two", {"Person John Smith", "Person John Smith", "Person John Smith"}, "John Smith",
     {"entity/Person/john_smith~a: a c", "entity/Person/john_smith~b: b"},
     "split <https://t.example/entity/Person/john_smith>\njoin <https://t.example/entity/Person/john_smith~a> <https://t.example/entity/Person/john_smith~c>"},
    {"decision: two names", {"Person Bob Smith", "Person Robert Smith"}, "Robert Smith", {"entity/Person/bob_smith: a b"},
     "join <https://t.example/entity/Person/bob_smith> <https://t.example/entity/Person/robert_smith>"},
    {"decision: a chain of names", {"Person Bob Smith", "Person Robert Smith", "Person Bobby Smith"}, "Bobby Smith", {"entity/Person/robert_smith: a b c"},
     "join <https://t.example/entity/Person/bob_smith> <https://t.example/entity/Person/bobby_smith>\n"
     "join <https://t.example/entity/Person/robert_smith> <https://t.example/entity/Person/bob_smith>"},
    {"decision: one document's surname is a known person", {"Person Smith", "Person Smith", "Person John Smith =smith"}, "Smith",
     {"id/smith: a c", "entity/Person/smith: b"}, "join <https://t.example/id/smith> <https://t.example/entity/Person/smith~a>"},
    {"decision: another label", {"Person Bob Smith", "Person Bob Smith"}, "Sir Bob", {"entity/Person/bob_smith: a b"},
     "rename <https://t.example/entity/Person/bob_smith> \"Sir Bob\""},
};

TEST(Identity, IsDecidedByWhatDocumentsSayInAnyOrder) {
  for (const Row& row : kTable) {
    std::vector<Extraction> documents;
    for (std::size_t i = 0; i < row.documents.size(); ++i) documents.push_back(document_of(std::string(1, static_cast<char>('a' + i)), row.documents[i]));
    const Decisions decisions = parse_decisions(row.decisions, "decisions");
    const auto settled = [&](KnowledgeGraph graph) {
      Diagnostics diagnostics;
      settle(graph, kRules, decisions, diagnostics);
      return graph;
    };
    const KnowledgeGraph whole = settled(graph_of(documents));
    EXPECT_EQ(nodes(whole, row.label), row.wanted) << row.what;
    const std::string wanted = content(whole);
    EXPECT_EQ(content(settled(settled(graph_of(documents)))), wanted) << row.what << ", settled twice";

    std::vector<std::size_t> order(documents.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    do {
      std::vector<Extraction> shuffled;
      for (const std::size_t i : order) shuffled.push_back(documents[i]);
      EXPECT_EQ(content(settled(graph_of(shuffled))), wanted) << row.what << ", another order";
      // Every cut into two finished graphs, merged.
      for (std::size_t cut = 1; cut < shuffled.size(); ++cut) {
        KnowledgeGraph first = settled(graph_of({shuffled.begin(), shuffled.begin() + static_cast<std::ptrdiff_t>(cut)}));
        first.merge(settled(graph_of({shuffled.begin() + static_cast<std::ptrdiff_t>(cut), shuffled.end()})));
        EXPECT_EQ(content(settled(std::move(first))), wanted) << row.what << ", cut at " << cut;
      }
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

std::set<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> out;
  for (std::string line; std::getline(stream, line);) out.insert(line);
  return out;
}

TEST(Identity, HeapsOfNamesComeToWhatTheWholeComesTo) {
  std::size_t moved_in_all = 0;
  for (const Row& row : kTable) {
    if (*row.decisions != '\0') continue;
    std::vector<Extraction> documents;
    for (std::size_t i = 0; i < row.documents.size(); ++i) documents.push_back(document_of(std::string(1, static_cast<char>('a' + i)), row.documents[i]));
    documents.front().entities.front().aliases = {"Also"};  // what one document alone says
    KnowledgeGraph whole = graph_of(documents);
    Diagnostics diagnostics;
    settle(whole, kRules, {}, diagnostics);
    for (const std::size_t heaps : {1U, 3U}) {
      const auto heap_of = [&](const std::string& name) { return std::hash<std::string>()(name) % heaps; };
      std::vector<std::vector<Portrayal>> portrayed(heaps);
      std::vector<TellingValue> values;
      std::map<std::string, std::string> classes;  // of names, the first by bytes
      for (const Extraction& document : documents) {
        const KnowledgeGraph one = graph_of({document});
        for (Portrayal& p : portrayals(one)) {
          std::string& least = classes[p.node.iri];
          for (const std::string& type : p.node.types) least = least.empty() ? type : std::min(least, type);
          portrayed[heap_of(p.node.iri)].push_back(std::move(p));
        }
        for (TellingValue& value : telling_values(one, kRules)) values.push_back(std::move(value));
      }
      for (TellingValue& value : values) value.kind = classes.at(value.value);
      std::vector<Moved> moved;
      KnowledgeGraph entities({.base = kBase}), all({.base = kBase});
      for (std::size_t h = 0; h < heaps; ++h) {
        std::vector<TellingValue> of_heap;
        std::copy_if(values.begin(), values.end(), std::back_inserter(of_heap), [&](const TellingValue& v) { return heap_of(v.name) == h; });
        const SettledNames settled = settle_names(portrayed[h], of_heap, kRules, {.base = kBase});
        moved.insert(moved.end(), settled.moved.begin(), settled.moved.end());
        entities.merge(settled.graph);
      }
      for (const Extraction& document : documents) all.merge(renamed(graph_of({document}), moved));
      moved_in_all += moved.size();
      EXPECT_EQ(content(all), content(whole)) << row.what << ", " << heaps << " heaps";
      std::set<std::string> wanted;
      for (const std::string& line : lines_of(content(whole)))
        if (line.find(" in ") != std::string::npos) wanted.insert(line);
      std::set<std::string> found;
      for (std::uint32_t s = 0; s < entities.sources().size(); ++s) entities.complete_source(s, entities.sources()[s].iri.substr(entities.sources()[s].iri.size() - 1));
      for (const std::string& line : lines_of(content(entities))) found.insert(line);
      EXPECT_EQ(found, wanted) << row.what << ", " << heaps << " heaps";
    }
  }
  EXPECT_GT(moved_in_all, 10U);
}

TEST(Identity, ADocumentTakenOutWasNeverThere) {
  for (const Row& row : kTable) {
    std::vector<Extraction> documents;
    for (std::size_t i = 0; i < row.documents.size(); ++i) documents.push_back(document_of(std::string(1, static_cast<char>('a' + i)), row.documents[i]));
    const Decisions decisions = parse_decisions(row.decisions, "decisions");
    Diagnostics diagnostics;
    KnowledgeGraph whole = graph_of(documents);
    settle(whole, kRules, decisions, diagnostics);
    for (std::size_t out = 0; out < documents.size(); ++out) {
      std::vector<Extraction> rest = documents;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
      KnowledgeGraph wanted = graph_of(rest), found = whole.without({*whole.find_source(kBase + "doc/" + documents[out].document.id)});
      settle(wanted, kRules, decisions, diagnostics);
      settle(found, kRules, decisions, diagnostics);
      EXPECT_EQ(content(found), content(wanted)) << row.what << ", without " << documents[out].document.id;
    }
  }
}

TEST(Identity, EveryJoinAndEveryPartingHasScoreAndReason) {
  KnowledgeGraph graph = graph_of({document_of("a", "Person John Smith citizenOf Country Chile =chile; City Washington"), document_of("b", "Person John Smith citizenOf Country Peru =peru"),
                                   document_of("c", "Person Ann Lee; Country Chile =chile; Region Washington"), document_of("d", "Person Ann Lee")});
  std::vector<std::string> told;
  Diagnostics diagnostics;
  settle(graph, kRules, {}, diagnostics, [&](const IdentityDecision& d) {
    std::ostringstream line;
    line << (d.is_joined ? "+ " : "- ") << d.score << ' ' << d.part.substr(kBase.size()) << " > " << d.node.substr(kBase.size()) << " (" << d.reason << ") " << d.document;
    told.push_back(line.str());
  });
  const std::vector<std::string> wanted{
      "+ 0.7 entity/Person/ann_lee~c > entity/Person/ann_lee (same name and class, nothing against it) c",
      "+ 0.7 entity/Person/ann_lee~d > entity/Person/ann_lee (same name and class, nothing against it) d",
      "- 0.2 entity/Person/john_smith~a > entity/Person/john_smith~b (different citizenOf: chile) a",
      "- 0.2 entity/Person/john_smith~b > entity/Person/john_smith~a (different citizenOf: peru) b",
      "- 0.2 entity/Region/washington > entity/City/washington (different class) ",
      "+ 0.99 id/chile > id/chile (the same known thing) a",
      "+ 0.99 id/chile > id/chile (the same known thing) c",
  };
  EXPECT_EQ(told, wanted);
}

TEST(Identity, DecisionsAboutWhatIsNotThereAreTold) {
  KnowledgeGraph graph = graph_of({document_of("a", "Person Bob Smith")});
  Diagnostics diagnostics;
  settle(graph, kRules, parse_decisions("\nrename <https://t.example/entity/Person/rob> \"Rob\"\n", "who.txt"), diagnostics);
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_NE(to_string(diagnostics[0]).find("who.txt:2:8: the graph holds no <https://t.example/entity/Person/rob>"), std::string::npos) << to_string(diagnostics[0]);
}

TEST(Decisions, FaultsNameTheirPlace) {
  const std::pair<const char*, const char*> table[] = {
      {"joins <urn:a> <urn:b>", "who.txt:1:1: 'joins' is no decision; did you mean 'join'?"},
      {"# ok\n\njoin <urn:a>", "who.txt:3:13: what to join with it is missing"},
      {"join urn:a <urn:b>", "who.txt:1:6: what to join is no IRI"},
      {"join <urn:a> <urn:a>", "who.txt:1:6: <urn:a> is joined with itself"},
      {"rename <urn:a> Ann", "who.txt:1:16: the label is missing"},
      {"rename <urn:a> \"\xC3\x89 <urn:b>", "who.txt:1:16: the label does not end"},
      {"rename <urn:a> \"Ann\"\nrename <urn:a> \"Bea\"", "who.txt:2:8: <urn:a> is also renamed \"Ann\" in line 1"},
      {"retype <urn:a> <urn:B>\nretype <urn:a> <urn:C>", "who.txt:2:8: <urn:a> is also retyped <urn:B> in line 1"},
      {"split <urn:a>\njoin <urn:a> <urn:b>", "who.txt:2:6: <urn:a> is also split in line 1"},
      {"split <https://t.example/entity/Person/a~b>", "who.txt:1:7: <https://t.example/entity/Person/a~b> is one document's already"},
      {"join <https://t.example/entity/Person/a~b> <urn:b>", "is one document's and cannot stay"},
      {"split <urn:a> <urn:b>", "who.txt:1:15: there is more on the line than split takes"},
  };
  for (const auto& [text, wanted] : table) {
    try {
      parse_decisions(text, "who.txt");
      FAIL() << text;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(wanted), std::string::npos) << error.what();
    }
  }
  EXPECT_EQ(parse_decisions("join <urn:a> <urn:b> # because\n\trename <urn:a> \"A \\\"b\\\"\"\r\n", "who.txt").size(), 2U);
}

TEST(Descriptions, WhatAllSayIsKeptOnce) {
  std::vector<Extraction> documents;
  for (const char* id : {"a", "b", "c"}) documents.push_back(document_of(id, "Person Ann Lee"));
  documents[1].entities[0].aliases = {"Annie"};
  documents[2].entities[0].label = "ANN Lee";
  documents[2].entities[0].confidence = 0.5;
  KnowledgeGraph graph = graph_of(documents);
  const Vertex v = *graph.find(kBase + "entity/Person/ann_lee");
  EXPECT_EQ(graph.node(v).label, "ANN Lee");
  EXPECT_EQ(graph.node(v).aliases, (std::vector<std::string>{"Ann Lee", "Annie"}));
  const auto told = differences(graph.node(v), graph.documents_of(v));
  std::map<std::string, DocumentList> by_value;
  for (const Said& said : told) by_value[said.value] = said.documents;
  EXPECT_EQ(by_value, (std::map<std::string, DocumentList>{{"ANN Lee", {2}}, {"Ann Lee", {0, 1}}, {"Annie", {1}}, {"0.5", {2}}, {"1", {0, 1}}}));
  const KnowledgeGraph twice = graph_of({documents[0], documents[0]});
  EXPECT_TRUE(twice.node(*twice.find(kBase + "entity/Person/ann_lee")).said.empty());
}

}  // namespace
}  // namespace relata
