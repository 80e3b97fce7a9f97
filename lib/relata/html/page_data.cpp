#include <relata/html/page_data.hpp>

#include <relata/dot/bundle.hpp>
#include <relata/dot/class_style.hpp>
#include <relata/dot/quote.hpp>

#include <cmath>
#include <map>
#include <utility>

namespace relata {
namespace {

using nlohmann::json;

std::string shown_label(const Node& node) { return node.label.empty() ? in_words(local_name(node.iri)) : node.label; }

/// An array of JSON whose elements are found again by a key.
template <typename Key>
class Table {
 public:
  template <typename Make>
  std::size_t number(const Key& key, const Make& make) {
    const auto [entry, fresh] = numbers_.try_emplace(key, rows_.size());
    if (fresh) rows_.push_back(make());
    return entry->second;
  }
  json take() { return std::move(rows_); }

 private:
  std::map<Key, std::size_t> numbers_;
  json rows_ = json::array();
};

class Builder {
 public:
  Builder(const GraphView& view, const RelationNames& names, const SentenceTexts& sentences)
      : view_(view), graph_(view.graph()), names_(names), texts_(sentences) {}
  json build();

 private:
  json entity(Vertex vertex);
  json claim(Vertex subject, const Statement& statement);
  json evidence(const Statement& statement);
  json line(const Bundle& bundle) const;
  std::size_t relation(std::uint32_t predicate);
  std::size_t speaker(Vertex vertex);
  std::size_t document(std::uint32_t source);

  const GraphView& view_;
  const KnowledgeGraph& graph_;
  const RelationNames& names_;
  const SentenceTexts& texts_;
  Table<std::string> classes_;
  Table<std::uint32_t> relations_, documents_;
  Table<Vertex> speakers_;
  Table<std::pair<std::uint32_t, std::pair<std::uint32_t, std::size_t>>> sentences_;  // by source, begin, size
  std::map<const Statement*, std::size_t> claim_numbers_;
};

std::size_t Builder::relation(std::uint32_t predicate) {
  return relations_.number(predicate, [&] {
    const std::string& iri = graph_.predicates()[predicate];
    std::string label = names_.label ? names_.label(iri) : std::string();
    if (label.empty()) label = in_words(local_name(iri));
    return json{{"iri", iri}, {"label", label}};
  });
}

std::size_t Builder::speaker(Vertex vertex) {
  return speakers_.number(vertex, [&] {
    json row{{"label", shown_label(graph_.node(vertex))}};
    if (view_.contains(vertex)) row["entity"] = view_.index(vertex);
    return row;
  });
}

std::size_t Builder::document(std::uint32_t source) {
  return documents_.number(source, [&] {
    const Source& article = graph_.sources()[source];
    return json{{"id", article.id}, {"title", article.title}, {"date", article.date}, {"publisher", article.publisher}};
  });
}

json Builder::entity(Vertex vertex) {
  const Node& node = graph_.node(vertex);
  const std::string name = node.types.empty() ? std::string() : std::string(local_name(node.types.front()));
  const std::size_t number = classes_.number(name, [&] {
    const ClassStyle style = class_style(name);
    return json{{"name", in_words(name)}, {"fill", style.fill}, {"border", style.border}, {"sign", style.sign}};
  });
  return {{"iri", node.iri}, {"label", shown_label(node)}, {"class", number}, {"aliases", node.aliases},
          {"sameAs", node.same_as}, {"closeMatch", node.close_match}};
}

json Builder::evidence(const Statement& statement) {
  json out = json::array();
  for (const Evidence& place : graph_.evidence(statement)) {
    json row{{"begin", place.begin}, {"end", place.end}};
    const std::string& quote = graph_.quote(place);
    const auto stretch = texts_.around(graph_.sources()[place.source].id, place.begin, place.end, quote);
    if (stretch) {
      row["sentence"] = sentences_.number({place.source, {stretch->begin, stretch->text.size()}},
                                          [&] { return json{{"begin", stretch->begin}, {"text", stretch->text}}; });
    } else {
      row["quote"] = quote;
    }
    out.push_back(std::move(row));
  }
  return out;
}

json Builder::claim(Vertex subject, const Statement& statement) {
  json row{{"subject", view_.index(subject)},
           {"relation", relation(statement.predicate)},
           {"polarity", to_string(statement.polarity)},
           {"certainty", to_string(statement.certainty)},
           {"stated", view_.is_asserted(statement)},
           {"confidence", std::round(statement.confidence * 1000.0) / 1000.0},
           {"method", to_string(statement.method)},
           {"evidence", evidence(statement)}};
  if (statement.speaker != kNone) row["speaker"] = speaker(statement.speaker);
  if (statement.source != kNone) row["document"] = document(statement.source);
  if (const ClaimDetails* details = graph_.details(statement)) {
    if (!details->time.empty()) row["time"] = details->time;
    if (!details->category.empty()) row["category"] = details->category;
    if (!details->qualifiers.empty()) row["qualifiers"] = details->qualifiers;
  }
  return row;
}

json Builder::line(const Bundle& bundle) const {
  json claims = json::array();
  for (const Statement* statement : bundle.claims) claims.push_back(claim_numbers_.at(statement));
  return {{"from", view_.index(bundle.from)}, {"to", view_.index(bundle.to)}, {"symmetric", bundle.symmetric},
          {"strength", to_string(bundle.strength)}, {"claims", std::move(claims)}};
}

json Builder::build() {
  json entities = json::array(), claims = json::array(), lines = json::array();
  for (const Vertex vertex : view_.nodes()) entities.push_back(entity(vertex));
  for (const Edge& edge : view_.claims()) {
    const Statement& statement = graph_.statement(edge);
    claim_numbers_[&statement] = claims.size();
    claims.push_back(claim(source(edge, graph_.boost()), statement));
    claims.back()["object"] = view_.index(target(edge, graph_.boost()));
  }
  for (const std::uint32_t i : view_.attributes()) {
    const Attribute& attribute = graph_.attributes()[i];
    claims.push_back(claim(attribute.subject, attribute.statement));
    claims.back()["value"] = attribute.value.value;
    claims.back()["datatype"] = local_name(attribute.value.datatype);
  }
  for (const Bundle& bundle : bundle_claims(view_, names_.is_symmetric, true)) lines.push_back(line(bundle));
  return {{"classes", classes_.take()}, {"relations", relations_.take()}, {"speakers", speakers_.take()}, {"documents", documents_.take()},
          {"sentences", sentences_.take()}, {"entities", std::move(entities)}, {"claims", std::move(claims)}, {"lines", std::move(lines)},
          {"leftOut", view_.left_out()}};
}

}  // namespace

json page_data(const GraphView& view, const RelationNames& names, const SentenceTexts& sentences) {
  return Builder(view, names, sentences).build();
}

}  // namespace relata
