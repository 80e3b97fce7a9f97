#include <relata/rdf/graph_assembler.hpp>

#include <relata/core/iri.hpp>
#include <relata/graph/descriptions.hpp>
#include <relata/rdf/event_terms.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace relata {
namespace {

enum class Key : unsigned char {
  kOther, kType, kSubject, kPredicate, kObject, kLabel, kPrefLabel, kAltLabel, kSameAs, kCloseMatch, kIdentifier, kTitle, kDate, kPublisher,
  kText, kBegin, kEnd, kAnchor, kReference, kDerived, kPolarity, kCertainty, kMethod, kConfidence, kSpeaker, kValidTime, kCategory,
  kEvidence, kMention, kCode, kReplaces, kMentionedIn, kStreamed
};
enum class Kind : unsigned char { kEntity, kClaim, kEvidence, kArticle, kDescription, kEvent };
enum Told : unsigned char { kDescribed = 1, kGaveConfidence = 2 };

std::string in(std::string_view space, std::string_view name) { return std::string(space) + std::string(name); }

Key key_of_predicate(std::string_view predicate) {
  static const std::unordered_map<std::string_view, Key> table = [] {
    static const std::array rows{
        std::pair{in(ns::kRdf, "type"), Key::kType}, std::pair{in(ns::kRdf, "subject"), Key::kSubject},
        std::pair{in(ns::kRdf, "predicate"), Key::kPredicate}, std::pair{in(ns::kRdf, "object"), Key::kObject},
        std::pair{in(ns::kRdfs, "label"), Key::kLabel}, std::pair{in(ns::kSkos, "prefLabel"), Key::kPrefLabel},
        std::pair{in(ns::kSkos, "altLabel"), Key::kAltLabel}, std::pair{in(ns::kOwl, "sameAs"), Key::kSameAs},
        std::pair{in(ns::kSkos, "closeMatch"), Key::kCloseMatch}, std::pair{in(ns::kTerms, "identifier"), Key::kIdentifier},
        std::pair{in(ns::kTerms, "title"), Key::kTitle}, std::pair{in(ns::kTerms, "date"), Key::kDate},
        std::pair{in(ns::kTerms, "publisher"), Key::kPublisher}, std::pair{in(ns::kNif, "isString"), Key::kText},
        std::pair{in(ns::kNif, "beginIndex"), Key::kBegin}, std::pair{in(ns::kNif, "endIndex"), Key::kEnd},
        std::pair{in(ns::kNif, "anchorOf"), Key::kAnchor}, std::pair{in(ns::kNif, "referenceContext"), Key::kReference},
        std::pair{in(ns::kProv, "wasDerivedFrom"), Key::kDerived}, std::pair{in(ns::kRel, "polarity"), Key::kPolarity},
        std::pair{in(ns::kRel, "certainty"), Key::kCertainty}, std::pair{in(ns::kRel, "method"), Key::kMethod},
        std::pair{in(ns::kRel, "confidence"), Key::kConfidence}, std::pair{in(ns::kRel, "speaker"), Key::kSpeaker},
        std::pair{in(ns::kRel, "validTime"), Key::kValidTime}, std::pair{in(ns::kRel, "category"), Key::kCategory},
        std::pair{in(ns::kRel, "evidence"), Key::kEvidence}, std::pair{in(ns::kRel, "mention"), Key::kMention},
        std::pair{in(ns::kRel, "actorCode"), Key::kCode},
        std::pair{in(ns::kRel, "replaces"), Key::kReplaces}, std::pair{in(ns::kRel, "mentionedIn"), Key::kMentionedIn},
        std::pair{in(ns::kRel, "streamed"), Key::kStreamed}};
    return std::unordered_map<std::string_view, Key>(rows.begin(), rows.end());
  }();
  const auto found = table.find(predicate);
  return found == table.end() ? Key::kOther : found->second;
}

Kind kind_of(std::span<const Property3> rows) {
  static const std::string claim = in(ns::kRel, "Claim"), evidence = in(ns::kRel, "Evidence"), article = in(ns::kRel, "Article"),
                           description = in(ns::kRel, "Description"), event = in(ns::kSem, "Event"), type = in(ns::kRdf, "type");
  for (const Property3& row : rows) {
    if (row.predicate != type) continue;
    if (row.object.value == claim) return Kind::kClaim;
    if (row.object.value == evidence) return Kind::kEvidence;
    if (row.object.value == article) return Kind::kArticle;
    if (row.object.value == description) return Kind::kDescription;
    if (row.object.value == event) return Kind::kEvent;
  }
  return Kind::kEntity;
}

/// The key that a claim's IRI ends in, or one made from the IRI. True if it was in the IRI.
bool key_of(std::string_view iri, Statement& statement) {
  const std::string_view hex = iri.substr(iri.size() - std::min<std::size_t>(32, iri.size()));
  const auto half = [&](int number, std::uint64_t& value) {
    const char* begin = hex.data() + number * 16;
    return std::from_chars(begin, begin + 16, value, 16).ptr == begin + 16;
  };
  if (hex.size() == 32 && half(0, statement.key[0]) && half(1, statement.key[1])) return true;
  set_key(statement, {iri});
  return false;
}

/// The field of an entity that a description gives.
Field said_field(std::string_view predicate) {
  switch (key_of_predicate(predicate)) {
    case Key::kLabel: return Field::kLabel;
    case Key::kAltLabel: return Field::kAlias;
    case Key::kType: return Field::kType;
    case Key::kSameAs: return Field::kSameAs;
    case Key::kCloseMatch: return Field::kCloseMatch;
    case Key::kReplaces: return Field::kReplaces;
    case Key::kCode: return Field::kCode;
    case Key::kConfidence: return Field::kConfidence;
    default: return Field::kNone;
  }
}

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

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}
double fraction(std::string_view text) {
  float value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, 0.0F, 1.0F);
}

/// "SOURCE#char=12,34" as relata spells it: the place, and the IRI shortened to its source.
std::optional<std::pair<std::uint32_t, std::uint32_t>> take_place(std::string_view& iri) {
  constexpr std::string_view kMark = "#char=";
  const std::size_t mark = iri.rfind(kMark);
  if (mark == std::string_view::npos) return std::nullopt;
  const std::string_view digits = iri.substr(mark + kMark.size());
  const std::size_t comma = digits.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view first = digits.substr(0, comma), second = digits.substr(comma + 1);
  const std::uint32_t begin = number(first), end = number(second);
  if (std::to_string(begin) != first || std::to_string(end) != second) return std::nullopt;
  iri = iri.substr(0, mark);
  return std::pair{begin, end};
}

bool is_vocabulary(std::string_view predicate) {
  return predicate.starts_with(ns::kRdf) || predicate.starts_with(ns::kRdfs) || predicate.starts_with(ns::kSkos) ||
         predicate.starts_with(ns::kOwl) || predicate.starts_with(ns::kRel);
}

std::size_t mixed(std::uint32_t source, std::uint32_t begin, std::uint32_t end) {
  std::uint64_t h = (std::uint64_t{source} << 32 | begin) * 0x9e3779b97f4a7c15ULL ^ (std::uint64_t{end} + 1) * 0xbf58476d1ce4e5b9ULL;
  return static_cast<std::size_t>((h ^ (h >> 29)) * 0x94d049bb133111ebULL >> 20);
}

}  // namespace

GraphAssembler::GraphAssembler(const std::string& path, bool whole, Diagnostics& diagnostics)
    : path_(path), whole_(whole), diagnostics_(diagnostics), graph_({.keep_text = true}) {}

bool GraphAssembler::describe(std::string_view subject, Rows rows) {
  switch (kind_of(rows)) {
    case Kind::kClaim: return claim(subject, rows);
    case Kind::kEvidence: return evidence(subject, rows);
    case Kind::kArticle: return article(subject, rows);
    case Kind::kDescription: return description(subject, rows);
    case Kind::kEvent: return event(subject);
    default: return entity(subject, rows);
  }
}

bool GraphAssembler::article(std::string_view subject, Rows rows) {
  if (!whole_ && is_described(subject)) return false;
  Source source;
  source.iri = subject;
  for (const Property3& row : rows) {
    const std::string_view value = row.object.value;
    const auto most = [&](std::string& into) { into = std::max(into, std::string(value)); };
    switch (key_of_predicate(row.predicate)) {
      case Key::kIdentifier: most(source.id); break;
      case Key::kTitle: most(source.title); break;
      case Key::kDate: most(source.date); break;
      case Key::kPublisher: most(source.publisher); break;
      case Key::kText: most(source.text); break;
      case Key::kStreamed: source.streamed = value == "true"; break;
      case Key::kEnd: source.code_points = std::max(source.code_points, number(value)); break;
      default: break;
    }
  }
  if (const std::size_t doc = subject.rfind("doc/"); doc != std::string_view::npos && !has_base_) {
    graph_.set_base(std::string(subject.substr(0, doc)));
    has_base_ = true;
  }
  const std::uint32_t at = graph_.add_source(std::move(source));
  articles_.resize(std::max<std::size_t>(articles_.size(), at + 1));
  articles_[at] = 1;
  return true;
}

bool GraphAssembler::evidence(std::string_view subject, Rows rows) {
  if (!whole_ && is_described(subject)) return false;
  Evidence out{kNone, 0, 0, graph_.add_quote({})};
  for (const Property3& row : rows) {
    switch (key_of_predicate(row.predicate)) {
      case Key::kBegin: out.begin = number(row.object.value); break;
      case Key::kEnd: out.end = number(row.object.value); break;
      case Key::kAnchor: out.quote = graph_.add_quote(row.object.value); break;
      case Key::kReference: out.source = source(row.object.value); break;
      default: break;
    }
  }
  if (out.source == kNone) {
    if (!whole_) return false;
    complain(subject, "is evidence of no article");
    return true;
  }
  Evidence& entry = evidence_.entries[evidence_number(subject)];
  if (entry.quote == kNone && (entry.source == kNone || std::tie(entry.source, entry.begin, entry.end) == std::tie(out.source, out.begin, out.end)))
    entry = out;
  else if (entry != out) {  // told twice differently, or elsewhere than its IRI says
    if (!whole_) return false;
    evidence_.moved[evidence_number(subject)] = out;
  }
  return true;
}

bool GraphAssembler::entity(std::string_view subject, Rows rows) {
  if (!whole_) {
    Statement claim;
    key_of(subject, claim);
    std::string_view source_iri = subject;
    const auto place = take_place(source_iri);
    if (graph_.knows(claim) || descriptions_.contains(claim.key[0], claim.key[1]) || place || evidence_.odd.contains(std::string(subject))) return false;
    if (const auto found = graph_.find_source(subject); found && *found < articles_.size() && articles_[*found] != 0) return false;
  }
  Node node;
  node.iri = subject;
  node.confidence = 0;
  unsigned char told = kDescribed;
  std::vector<std::string> labels, preferred;
  for (const Property3& row : rows) {
    const std::string_view value = row.object.value;
    switch (key_of_predicate(row.predicate)) {
      case Key::kType: node.types.emplace_back(value); break;
      case Key::kLabel: labels.emplace_back(value); break;
      case Key::kPrefLabel: preferred.emplace_back(value); break;
      case Key::kAltLabel: node.aliases.emplace_back(value); break;
      case Key::kSameAs: node.same_as.emplace_back(value); break;
      case Key::kCloseMatch: node.close_match.emplace_back(value); break;
      case Key::kReplaces: node.replaces.emplace_back(value); break;
      case Key::kMentionedIn: node.documents.push_back(document(value)); break;
      case Key::kCode: node.code = std::max(node.code, std::string(value)); break;
      case Key::kConfidence:
        node.confidence = std::max(node.confidence, fraction(value));
        told |= kGaveConfidence;
        break;
      case Key::kMention: node.mentions.push_back({0, evidence_number(value), 0, 0}); break;
      default:
        if (!has_claims_ && !is_vocabulary(row.predicate))
          facts_.push_back({terms_.add({subject}), terms_.add({row.predicate}), terms_.add(row.object)});
    }
  }
  if (labels.empty()) labels = std::move(preferred);
  if (!labels.empty()) {  // as add_node does with two nodes
    std::sort(labels.begin(), labels.end());
    node.label = labels.front();
    for (const std::string& other : labels)
      if (other != node.label) node.aliases.push_back(other);
  }
  const Vertex vertex = graph_.add_node(std::move(node));
  nodes_.resize(graph_.node_count());
  nodes_[vertex] |= told;
  return true;
}

std::uint32_t GraphAssembler::document(std::string_view iri) {
  static const std::string elsewhere = in(ns::kRel, "elsewhere");
  return iri == elsewhere ? kNone : source(iri);
}

bool GraphAssembler::description(std::string_view subject, Rows rows) {
  if (!whole_ && is_described(subject)) return false;
  Said said;
  const TermView *of = nullptr, *value = nullptr;
  for (const Property3& row : rows) {
    switch (key_of_predicate(row.predicate)) {
      case Key::kSubject: of = &row.object; break;
      case Key::kObject: value = &row.object; break;
      case Key::kPredicate: said.field = said_field(row.object.value); break;
      case Key::kDerived: add_document(said.documents, document(row.object.value)); break;
      default: break;
    }
  }
  if (of == nullptr || value == nullptr || said.field == Field::kNone || said.documents.empty()) {
    if (!whole_) return false;
    complain(subject, "is a description without subject, predicate, object or document");
    return true;
  }
  said.value = said.field == Field::kConfidence ? spell_confidence(fraction(value->value)) : std::string(value->value);
  Statement key;
  key_of(subject, key);
  descriptions_.add(key.key[0], key.key[1]);
  graph_.edit(vertex(of->value)).said.push_back(std::move(said));
  return true;
}

/// Follows from its claims (graph/events.hpp), so that only its name is kept.
bool GraphAssembler::event(std::string_view subject) {
  if (!whole_ && is_described(subject)) return false;
  Statement key;
  key_of(subject, key);
  descriptions_.add(key.key[0], key.key[1]);
  return true;
}

bool GraphAssembler::claim(std::string_view subject, Rows rows) {
  if (!whole_ && is_described(subject)) return false;
  Statement statement;
  ClaimDetails details;
  const TermView *from = nullptr, *to = nullptr;
  std::string_view predicate;
  list_.clear();
  const auto word = [&](auto value, auto& into, std::string_view given) {
    if (value) into = *value;
    else complain(subject, "has \"" + std::string(given) + "\", which is no word of the vocabulary");
  };
  for (const Property3& row : rows) {
    const std::string_view value = row.object.value;
    switch (key_of_predicate(row.predicate)) {
      case Key::kSubject: from = &row.object; break;
      case Key::kObject: to = &row.object; break;
      case Key::kPredicate: predicate = value; break;
      case Key::kPolarity: word(polarity(value), statement.polarity, value); break;
      case Key::kCertainty: word(certainty(value), statement.certainty, value); break;
      case Key::kMethod: word(method(value), statement.method, value); break;
      case Key::kConfidence: statement.confidence = static_cast<float>(fraction(value)); break;
      case Key::kSpeaker: statement.speaker = static_cast<std::uint32_t>(vertex(value)); break;
      case Key::kValidTime: details.time = value; break;
      case Key::kCategory: details.category = value; break;
      case Key::kDerived: statement.source = source(value); break;
      case Key::kEvidence: list_.push_back({0, evidence_number(value), 0, 0}); break;
      default:
        if (row.predicate.starts_with(ns::kQualifier)) details.qualifiers[unescape(row.predicate.substr(ns::kQualifier.size()))] = value;
    }
  }
  if (from == nullptr || to == nullptr || predicate.empty()) {
    if (!whole_) return false;
    complain(subject, "is a claim without subject, predicate or object");
    return true;
  }
  if (!has_claims_) {
    has_claims_ = true;
    facts_ = {};
    terms_ = {};
  }
  if (const std::size_t at = subject.rfind("claim/"); at != std::string_view::npos && !has_base_) {
    graph_.set_base(std::string(subject.substr(0, at)));
    has_base_ = true;
  }
  const bool is_own = key_of(subject, statement);
  if (!whole_ && !is_own && graph_.knows(statement)) return false;
  statement.predicate = graph_.add_predicate(predicate);
  add(from->value, *to, statement, std::move(details));
  return true;
}

void GraphAssembler::add(std::string_view subject, const TermView& object, Statement statement, ClaimDetails details) {
  const Vertex from = vertex(subject);
  if (object.is_literal)
    graph_.add_attribute({static_cast<std::uint32_t>(from), {std::string(object.value), std::string(object.datatype), std::string(object.language)}, statement},
                         list_, std::move(details));
  else graph_.add_claim(from, vertex(object.value), statement, list_, std::move(details));
}

KnowledgeGraph GraphAssembler::finish() {
  list_.clear();
  for (const auto& [subject, predicate, object] : facts_) {
    Statement statement;
    statement.method = Method::kKnowledge;
    const TermView to = terms_.at(object);
    set_key(statement, {terms_.at(subject).value, terms_.at(predicate).value, to.value, to.datatype, to.language});
    statement.predicate = graph_.add_predicate(terms_.at(predicate).value);
    add(terms_.at(subject).value, to, statement, {});
  }
  nodes_.resize(graph_.node_count());
  for (Vertex v = 0; v < nodes_.size(); ++v)
    graph_.complete_node(v, local_name(graph_.node(v).iri), (nodes_[v] & kGaveConfidence) != 0 ? std::nullopt : std::optional(1.0));
  for (Vertex v = 0; v < nodes_.size(); ++v)
    if (!graph_.node(v).said.empty()) complete(graph_.edit(v));
  for (std::uint32_t s = 0; s < graph_.sources().size(); ++s)
    if (graph_.sources()[s].id.empty()) graph_.complete_source(s, local_name(graph_.sources()[s].iri));
  graph_.settle_evidence([&](Evidence& evidence) {
    const std::uint32_t number = evidence.begin;
    const auto moved = evidence_.moved.find(number);
    evidence = moved == evidence_.moved.end() ? evidence_.entries[number] : moved->second;
    return evidence.quote != kNone;
  });
  return std::move(graph_);
}

bool GraphAssembler::is_described(std::string_view iri) const {
  const auto found = graph_.find(iri);
  return found && *found < nodes_.size() && (nodes_[*found] & kDescribed) != 0;
}

Vertex GraphAssembler::vertex(std::string_view iri) {
  if (const auto found = graph_.find(iri)) return *found;
  Node node;
  node.iri = iri;
  node.confidence = 0;
  return graph_.add_node(std::move(node));
}

std::uint32_t GraphAssembler::source(std::string_view iri) {
  if (last_source_number_ != kNone && last_source_ == iri) return last_source_number_;
  last_source_ = iri;
  Source source;
  source.iri = iri;
  return last_source_number_ = graph_.add_source(std::move(source));
}

std::uint32_t GraphAssembler::evidence_number(std::string_view iri) {
  std::string_view source_iri = iri;
  if (const auto place = take_place(source_iri)) return evidence_.number(source(source_iri), place->first, place->second);
  return evidence_.number(iri);
}

std::uint32_t GraphAssembler::EvidenceTable::number(std::string_view iri) {
  const auto [entry, fresh] = odd.emplace(std::string(iri), static_cast<std::uint32_t>(entries.size()));
  if (fresh) entries.push_back({kNone, 0, 0, kNone});
  return entry->second;
}

std::uint32_t GraphAssembler::EvidenceTable::number(std::uint32_t source, std::uint32_t begin, std::uint32_t end) {
  if (entries.size() + 1 > slots.size() / 4 * 3) grow();
  std::size_t at = mixed(source, begin, end) & (slots.size() - 1);
  for (; slots[at] != 0; at = (at + 1) & (slots.size() - 1)) {
    const Evidence& entry = entries[slots[at] - 1];
    if (entry.source == source && entry.begin == begin && entry.end == end) return slots[at] - 1;
  }
  entries.push_back({source, begin, end, kNone});
  slots[at] = static_cast<std::uint32_t>(entries.size());
  return slots[at] - 1;
}

void GraphAssembler::EvidenceTable::grow() {
  std::vector<std::uint32_t> larger(slots.empty() ? 64 : slots.size() * 2);
  for (const std::uint32_t slot : slots) {
    if (slot == 0) continue;
    const Evidence& entry = entries[slot - 1];
    std::size_t at = mixed(entry.source, entry.begin, entry.end) & (larger.size() - 1);
    while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = slot;
  }
  slots = std::move(larger);
}

void GraphAssembler::complain(std::string_view subject, const std::string& fact) {
  diagnostics_.push_back({Severity::kWarning, {path_, 0, 0}, "<" + std::string(subject) + "> " + fact, "it is read as far as it can be"});
}

}  // namespace relata
