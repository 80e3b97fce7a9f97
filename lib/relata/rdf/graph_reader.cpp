#include <relata/rdf/graph_reader.hpp>

#include <relata/core/iri.hpp>
#include <relata/rdf/quad_reader.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

namespace relata {
namespace {

using Id = std::uint32_t;

/// Terms as numbers, so that the statements of a million claims stay small.
class TermTable {
 public:
  Id iri(std::string_view iri) { return add('<', iri, {}, {}); }
  Id literal(std::string_view value, std::string_view datatype, std::string_view language) { return add('"', value, datatype, language); }
  bool is_literal(Id id) const { return texts_[id]->front() == '"'; }
  std::string_view value(Id id) const { return part(id, 0); }
  std::string_view datatype(Id id) const { return part(id, 1); }
  std::string_view language(Id id) const { return part(id, 2); }

 private:
  // One string a term: kind, value, and for literals datatype and language behind NULs, which no term has inside.
  Id add(char kind, std::string_view value, std::string_view datatype, std::string_view language) {
    key_.assign(1, kind);
    key_ += value;
    if (kind == '"') ((key_ += '\0') += datatype) += '\0', key_ += language;
    const auto [entry, fresh] = ids_.emplace(key_, static_cast<Id>(texts_.size()));
    if (fresh) texts_.push_back(&entry->first);
    return entry->second;
  }
  std::string_view part(Id id, int number) const {
    std::string_view text = std::string_view(*texts_[id]).substr(1);
    for (; number > 0; --number) {
      const std::size_t cut = text.find('\0');
      if (cut == std::string_view::npos) return {};
      text.remove_prefix(cut + 1);
    }
    return text.substr(0, text.find('\0'));
  }

  std::unordered_map<std::string, Id> ids_;
  std::vector<const std::string*> texts_;
  std::string key_;
};

std::string unescape(std::string_view slug) {
  std::string out;
  for (std::size_t i = 0; i < slug.size(); ++i) {
    unsigned value = 0;
    if (slug[i] == '%' && i + 2 < slug.size() && std::from_chars(slug.data() + i + 1, slug.data() + i + 3, value, 16).ec == std::errc()) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += slug[i];
    }
  }
  return out;
}

class GraphLoader {
 public:
  GraphLoader(const std::string& path, Diagnostics& diagnostics) : path_(path), diagnostics_(diagnostics) {}

  KnowledgeGraph load() {
    read_quads(path_, [&](const QuadView& q) {
      rows_.push_back({terms_.iri(q.subject.value), terms_.iri(q.predicate.value),
                       q.object.is_literal ? terms_.literal(q.object.value, q.object.datatype, q.object.language) : terms_.iri(q.object.value)});
    }, diagnostics_);
    std::sort(rows_.begin(), rows_.end());
    rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
    find_kinds();
    GraphOptions options;
    if (!base_.empty()) options.base = base_;
    options.keep_text = true;
    KnowledgeGraph graph(options);
    each_subject([&](Id subject, Rows rows) {
      if (kind(subject) == Kind::kArticle) article(graph, subject, rows);
    });
    each_subject([&](Id subject, Rows rows) {
      if (kind(subject) == Kind::kEvidence) evidence(graph, subject, rows);
    });
    each_subject([&](Id subject, Rows rows) {
      if (kind(subject) == Kind::kEntity) entity(graph, subject, rows);
    });
    each_subject([&](Id subject, Rows rows) {
      if (kind(subject) == Kind::kClaim) claim(graph, subject, rows);
      else if (!has_claims_ && kind(subject) == Kind::kEntity) facts(graph, subject, rows);
    });
    return graph;
  }

 private:
  enum class Kind : char { kEntity, kClaim, kEvidence, kArticle, kOther };
  using Row = std::array<Id, 3>;
  using Rows = std::span<const Row>;

  template <typename Visit>
  void each_subject(Visit visit) const {
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin;
      while (end < rows_.size() && rows_[end][0] == rows_[begin][0]) ++end;
      visit(rows_[begin][0], Rows(rows_).subspan(begin, end - begin));
      begin = end;
    }
  }
  Id known(std::string_view space, std::string_view name) { return terms_.iri(std::string(space) + std::string(name)); }
  Kind kind(Id subject) const {
    const auto found = kinds_.find(subject);
    return found == kinds_.end() ? Kind::kEntity : found->second;
  }

  void find_kinds() {
    const std::array rows{std::pair{known(ns::kRel, "Claim"), Kind::kClaim}, std::pair{known(ns::kRel, "Evidence"), Kind::kEvidence},
                          std::pair{known(ns::kRel, "Article"), Kind::kArticle}};
    for (const Row& row : rows_) {
      if (row[1] != type_) continue;
      for (const auto& [cls, kind] : rows)
        if (row[2] == cls) kinds_[row[0]] = kind;
      const std::string_view iri = terms_.value(row[0]);
      if (row[2] != rows[0].first) continue;
      has_claims_ = true;
      if (const std::size_t at = iri.rfind("claim/"); at != std::string_view::npos && base_.empty()) base_ = iri.substr(0, at);
    }
  }

  void article(KnowledgeGraph& graph, Id subject, Rows rows) {
    Source source;
    source.iri = terms_.value(subject);
    for (const Row& row : rows) {
      const std::string_view value = terms_.value(row[2]);
      if (row[1] == identifier_) source.id = value;
      else if (row[1] == title_) source.title = value;
      else if (row[1] == date_) source.date = value;
      else if (row[1] == publisher_) source.publisher = value;
      else if (row[1] == is_string_) source.text = value;
      else if (row[1] == end_) source.code_points = number(value);
    }
    sources_[subject] = graph.add_source(std::move(source));
  }

  void evidence(KnowledgeGraph& graph, Id subject, Rows rows) {
    Evidence out;
    out.source = kNone;
    for (const Row& row : rows) {
      const std::string_view value = terms_.value(row[2]);
      if (row[1] == begin_) out.begin = number(value);
      else if (row[1] == end_) out.end = number(value);
      else if (row[1] == anchor_) out.quote = value;
      else if (row[1] == reference_) {
        const auto [entry, fresh] = sources_.try_emplace(row[2], 0);
        if (fresh) entry->second = graph.add_source({std::string(value), std::string(local_name(value)), {}, {}, {}, {}, 0});
        out.source = entry->second;
      }
    }
    if (out.source == kNone) complain(subject, "is evidence of no article");
    else evidence_.emplace(subject, std::move(out));
  }

  void entity(KnowledgeGraph& graph, Id subject, Rows rows) {
    Node node;
    node.iri = terms_.value(subject);
    for (const Row& row : rows) {
      const std::string value(terms_.value(row[2]));
      if (row[1] == type_) node.types.push_back(value);
      else if (row[1] == label_ || row[1] == pref_label_) {
        if (node.label.empty() || row[1] == label_) node.label = value;
      } else if (row[1] == alt_label_) node.aliases.push_back(value);
      else if (row[1] == same_as_) node.same_as.push_back(value);
      else if (row[1] == close_match_) node.close_match.push_back(value);
      else if (row[1] == code_) node.code = value;
      else if (row[1] == confidence_) node.confidence = fraction(value);
      else if (row[1] == mention_)
        if (const auto found = evidence_.find(row[2]); found != evidence_.end()) node.mentions.push_back(found->second);
    }
    graph.add_node(std::move(node));
  }

  Vertex vertex(KnowledgeGraph& graph, Id id) {
    const std::string_view iri = terms_.value(id);
    if (const auto found = graph.find(iri)) return *found;
    Node node;
    node.iri = iri;
    node.label = std::string(local_name(iri));
    return graph.add_node(std::move(node));
  }

  void claim(KnowledgeGraph& graph, Id subject, Rows rows) {
    Statement statement;
    ClaimDetails details;
    Id ends[2] = {kNone, kNone};
    std::string_view predicate;
    for (const Row& row : rows) {
      const std::string_view value = terms_.value(row[2]);
      const std::string_view name = terms_.value(row[1]);
      if (row[1] == subject_) ends[0] = row[2];
      else if (row[1] == object_) ends[1] = row[2];
      else if (row[1] == predicate_) predicate = value;
      else if (row[1] == polarity_) statement.polarity = word(polarity(value), statement.polarity, subject, value);
      else if (row[1] == certainty_) statement.certainty = word(certainty(value), statement.certainty, subject, value);
      else if (row[1] == method_) statement.method = word(method(value), statement.method, subject, value);
      else if (row[1] == confidence_) statement.confidence = static_cast<float>(fraction(value));
      else if (row[1] == speaker_) statement.speaker = static_cast<std::uint32_t>(vertex(graph, row[2]));
      else if (row[1] == valid_time_) details.time = value;
      else if (row[1] == category_) details.category = value;
      else if (row[1] == derived_) {
        if (const auto found = sources_.find(row[2]); found != sources_.end()) statement.source = found->second;
      } else if (row[1] == evidence_property_) {
        if (const auto found = evidence_.find(row[2]); found != evidence_.end()) statement.evidence.push_back(found->second);
      } else if (name.starts_with(ns::kQualifier)) details.qualifiers[unescape(name.substr(ns::kQualifier.size()))] = value;
    }
    const std::string_view iri = terms_.value(subject);
    if (ends[0] == kNone || ends[1] == kNone || predicate.empty()) return complain(subject, "is a claim without subject, predicate or object");
    const std::string_view hex = iri.substr(iri.size() - std::min<std::size_t>(32, iri.size()));
    const bool has_key = hex.size() == 32 && std::from_chars(hex.data(), hex.data() + 16, statement.key[0], 16).ptr == hex.data() + 16 &&
                         std::from_chars(hex.data() + 16, hex.data() + 32, statement.key[1], 16).ptr == hex.data() + 32;
    if (!has_key) set_key(statement, {iri});
    std::sort(statement.evidence.begin(), statement.evidence.end());
    statement.predicate = graph.add_predicate(predicate);
    if (!details.qualifiers.empty() || !details.time.empty() || !details.category.empty())
      statement.details = std::make_shared<ClaimDetails>(std::move(details));
    add(graph, ends[0], ends[1], std::move(statement));
  }

  /// Plain triples of a file without claim nodes.
  void facts(KnowledgeGraph& graph, Id subject, Rows rows) {
    for (const Row& row : rows) {
      const std::string_view predicate = terms_.value(row[1]);
      if (predicate.starts_with(ns::kRdf) || predicate.starts_with(ns::kRdfs) || predicate.starts_with(ns::kSkos) ||
          predicate.starts_with(ns::kOwl) || predicate.starts_with(ns::kRel))
        continue;
      Statement statement;
      statement.method = Method::kKnowledge;
      set_key(statement, {terms_.value(subject), predicate, terms_.value(row[2]), terms_.datatype(row[2]), terms_.language(row[2])});
      statement.predicate = graph.add_predicate(predicate);
      add(graph, subject, row[2], std::move(statement));
    }
  }

  void add(KnowledgeGraph& graph, Id subject, Id object, Statement statement) {
    const Vertex from = vertex(graph, subject);
    if (!terms_.is_literal(object)) return graph.add_claim(from, vertex(graph, object), std::move(statement));
    graph.add_attribute({static_cast<std::uint32_t>(from),
                         {std::string(terms_.value(object)), std::string(terms_.datatype(object)), std::string(terms_.language(object))},
                         std::move(statement)});
  }

  template <typename Value>
  Value word(std::optional<Value> value, Value otherwise, Id subject, std::string_view given) {
    if (!value) complain(subject, "has \"" + std::string(given) + "\", which is no word of the vocabulary");
    return value.value_or(otherwise);
  }
  void complain(Id subject, const std::string& fact) {
    diagnostics_.push_back({Severity::kWarning, {path_, 0, 0}, "<" + std::string(terms_.value(subject)) + "> " + fact, "it is read as far as it can be"});
  }
  static std::uint32_t number(std::string_view text) {
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
  static double fraction(std::string_view text) {
    float value = 1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, 0.0F, 1.0F);
  }

  const std::string& path_;
  Diagnostics& diagnostics_;
  TermTable terms_;
  std::vector<Row> rows_;
  std::string base_;
  bool has_claims_ = false;
  std::unordered_map<Id, Kind> kinds_;
  std::unordered_map<Id, std::uint32_t> sources_;
  std::unordered_map<Id, Evidence> evidence_;

  const Id type_ = known(ns::kRdf, "type"), subject_ = known(ns::kRdf, "subject"), predicate_ = known(ns::kRdf, "predicate"),
           object_ = known(ns::kRdf, "object"), label_ = known(ns::kRdfs, "label"), pref_label_ = known(ns::kSkos, "prefLabel"),
           alt_label_ = known(ns::kSkos, "altLabel"), same_as_ = known(ns::kOwl, "sameAs"), close_match_ = known(ns::kSkos, "closeMatch"),
           identifier_ = known(ns::kTerms, "identifier"), title_ = known(ns::kTerms, "title"), date_ = known(ns::kTerms, "date"),
           publisher_ = known(ns::kTerms, "publisher"), is_string_ = known(ns::kNif, "isString"), begin_ = known(ns::kNif, "beginIndex"),
           end_ = known(ns::kNif, "endIndex"), anchor_ = known(ns::kNif, "anchorOf"), reference_ = known(ns::kNif, "referenceContext"),
           derived_ = known(ns::kProv, "wasDerivedFrom"), polarity_ = known(ns::kRel, "polarity"), certainty_ = known(ns::kRel, "certainty"),
           method_ = known(ns::kRel, "method"), confidence_ = known(ns::kRel, "confidence"), speaker_ = known(ns::kRel, "speaker"),
           valid_time_ = known(ns::kRel, "validTime"), category_ = known(ns::kRel, "category"), evidence_property_ = known(ns::kRel, "evidence"),
           mention_ = known(ns::kRel, "mention"), code_ = known(ns::kRel, "actorCode");
};

}  // namespace

KnowledgeGraph read_graph(const std::string& path, Diagnostics& diagnostics) { return GraphLoader(path, diagnostics).load(); }

}  // namespace relata
