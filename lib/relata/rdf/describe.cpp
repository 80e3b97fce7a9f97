#include <relata/rdf/describe.hpp>

#include <relata/graph/descriptions.hpp>
#include <relata/graph/events.hpp>
#include <relata/rdf/event_terms.hpp>

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

namespace relata {
namespace {

/// IRIs of the vocabulary, made once.
struct Vocabulary {
  static std::string in(std::string_view space, std::string_view name) { return std::string(space) + std::string(name); }
  const std::string type = in(ns::kRdf, "type"), subject = in(ns::kRdf, "subject"), predicate = in(ns::kRdf, "predicate"),
                    object = in(ns::kRdf, "object"), statement = in(ns::kRdf, "Statement"), label = in(ns::kRdfs, "label"),
                    pref_label = in(ns::kSkos, "prefLabel"), alt_label = in(ns::kSkos, "altLabel"), same_as = in(ns::kOwl, "sameAs"),
                    close_match = in(ns::kSkos, "closeMatch"), title = in(ns::kTerms, "title"), date = in(ns::kTerms, "date"),
                    publisher = in(ns::kTerms, "publisher"), identifier = in(ns::kTerms, "identifier"), context = in(ns::kNif, "Context"),
                    phrase = in(ns::kNif, "Phrase"), begin = in(ns::kNif, "beginIndex"), end = in(ns::kNif, "endIndex"),
                    anchor = in(ns::kNif, "anchorOf"), reference = in(ns::kNif, "referenceContext"), is_string = in(ns::kNif, "isString"),
                    derived = in(ns::kProv, "wasDerivedFrom"), claim = in(ns::kRel, "Claim"), evidence_class = in(ns::kRel, "Evidence"),
                    article = in(ns::kRel, "Article"), polarity = in(ns::kRel, "polarity"), certainty = in(ns::kRel, "certainty"),
                    method = in(ns::kRel, "method"), confidence = in(ns::kRel, "confidence"), speaker = in(ns::kRel, "speaker"),
                    valid_time = in(ns::kRel, "validTime"), category = in(ns::kRel, "category"), evidence = in(ns::kRel, "evidence"),
                    mention = in(ns::kRel, "mention"), code = in(ns::kRel, "actorCode"), description = in(ns::kRel, "Description"),
                    elsewhere = in(ns::kRel, "elsewhere"), streamed = in(ns::kRel, "streamed"), replaces = in(ns::kRel, "replaces"), mentioned_in = in(ns::kRel, "mentionedIn"),
                    xsd_boolean = in(ns::kXsd, "boolean"), xsd_decimal = in(ns::kXsd, "decimal"),
                    count = in(ns::kXsd, "nonNegativeInteger"), xsd_date = in(ns::kXsd, "date");
};

class Describer {
 public:
  Describer(const KnowledgeGraph& graph, const RdfOptions& options, const std::function<void(const QuadView&)>& take)
      : graph_(graph), options_(options), take_(take), claims_(graph.sorted_claims()), attributes_(graph.sorted_attributes()) {
    if (options.claims != Claims::kNone) events_ = find_events(graph);
  }

  void run() {
    if (options_.claims == Claims::kDocuments) return graphs();
    for (const Vertex vertex : graph_.sorted_nodes()) entity(vertex);
    if (options_.claims == Claims::kNone || options_.half == Half::kEntities) return;
    if (options_.claims == Claims::kNodes) {
      for (const Edge& edge : claims_) claim(edge);
      for (const std::uint32_t attribute : attributes_) claim(graph_.attributes()[attribute]);
      for (const Event& one : events_) event(one);
      articles_and_evidence(kNone);
      return;
    }
    graphs();
  }

 private:
  void iri(std::string_view subject, std::string_view predicate, std::string_view object) {
    take_({{subject}, {predicate}, {object}, current_});
  }
  void text(std::string_view subject, std::string_view predicate, std::string_view value, std::string_view datatype = {},
            std::string_view language = {}) {
    take_({{subject}, {predicate}, {value, true, datatype, language}, current_});
  }
  void given(std::string_view subject, std::string_view predicate, std::string_view value, std::string_view datatype = {}) {
    if (!value.empty()) text(subject, predicate, value, datatype);
  }

  /// Number of a document that stands for all of them.
  static constexpr std::uint32_t kEvery = kNone - 1;

  static std::string evidence_iri(const Source& source, const Evidence& evidence) {
    return source.iri + "#char=" + std::to_string(evidence.begin) + "," + std::to_string(evidence.end);
  }
  void see(std::string_view subject, std::string_view predicate, const Evidence& evidence) {
    seen_.push_back(&evidence);
    iri(subject, predicate, evidence_iri(graph_.sources()[evidence.source], evidence));
  }
  std::string_view speaker_iri(const Statement& statement) const {
    return statement.speaker == kNone ? std::string_view() : std::string_view(graph_.node(statement.speaker).iri);
  }

  /// What document `only` says of the entity. What a node shows one of (label, code, confidence) is said by all.
  void entity(Vertex vertex, std::uint32_t only = kEvery) {
    const Node& node = graph_.node(vertex);
    if (options_.half != Half::kDocuments) shown(vertex, only);
    if (options_.claims == Claims::kNone) return;
    if (options_.half != Half::kEntities)
      for (const Evidence& mention : mentions(node, only)) see(node.iri, v_.mention, mention);
    if (!node.documents.empty() || !node.said.empty()) documents(vertex, only);
  }
  void shown(Vertex vertex, std::uint32_t only) {
    const Node& node = graph_.node(vertex);
    const auto iris = [&](Field field, std::string_view predicate, const std::vector<std::string>& values) {
      for (const std::string& value : values)
        if (says(node, field, value, only)) iri(node.iri, predicate, value);
    };
    iris(Field::kType, v_.type, node.types);
    given(node.iri, v_.label, node.label);
    given(node.iri, v_.pref_label, node.label);
    for (const std::string& alias : node.aliases)
      if (says(node, Field::kAlias, alias, only)) text(node.iri, v_.alt_label, alias);
    iris(Field::kSameAs, v_.same_as, node.same_as);
    iris(Field::kCloseMatch, v_.close_match, node.close_match);
    iris(Field::kReplaces, v_.replaces, node.replaces);
    given(node.iri, v_.code, node.code);
    if (options_.claims == Claims::kNone || options_.claims == Claims::kNodes) facts_of(vertex);
    if (options_.claims != Claims::kNone) text(node.iri, v_.confidence, decimal(node.confidence), v_.xsd_decimal);
  }

  /// Whether the document is one of those that say the value, or no document says it: a decision of the user does.
  static bool says(const Node& node, Field field, const std::string& value, std::uint32_t only) {
    if (only == kEvery) return true;
    bool is_told = false;
    for (const Said& said : node.said) {
      // Of several labels one is shown, the others are aliases.
      if (said.value != value || (said.field != field && !(field == Field::kAlias && said.field == Field::kLabel))) continue;
      if (said.documents.empty() || std::binary_search(said.documents.begin(), said.documents.end(), only)) return true;
      is_told = true;
    }
    return !is_told;
  }
  std::vector<std::reference_wrapper<const Evidence>> mentions(const Node& node, std::uint32_t only) const {
    if (only == kEvery) return ordered(node.mentions);
    const auto [begin, end] = std::equal_range(node.mentions.begin(), node.mentions.end(), Evidence{only}, [](const Evidence& a, const Evidence& b) { return a.source < b.source; });
    return {begin, end};
  }

  /// What a document says of the entity where that does not follow from claims and mentions: that it speaks of it at all, and
  /// values that other documents do not give.
  void documents(Vertex vertex, std::uint32_t only) {
    if (only == kEvery) return documents(vertex, unseen(vertex), differing(vertex), only);
    const auto [at, is_new] = told_.try_emplace(vertex);  // once an entity: many documents may speak of it
    if (is_new) at->second = {unseen(vertex), differing(vertex)};
    documents(vertex, at->second.unseen, at->second.differing, only);
  }
  void documents(Vertex vertex, const DocumentList& unseen, const std::vector<Said>& differing, std::uint32_t only) {
    const Node& node = graph_.node(vertex);
    if (options_.half != Half::kEntities) from(node.iri, v_.mentioned_in, unseen, only);
    if (options_.half == Half::kDocuments) return;
    for (const Said& said : differing)
      if (only == kEvery || std::binary_search(said.documents.begin(), said.documents.end(), only)) describe(node, said, only);
  }
  std::vector<Said> differing(Vertex vertex) const {
    return graph_.node(vertex).said.empty() ? std::vector<Said>() : differences(graph_.node(vertex), graph_.documents_of(vertex));
  }
  DocumentList unseen(Vertex vertex) const {
    const Node& node = graph_.node(vertex);
    DocumentList unseen = node.documents;
    if (unseen.empty()) return unseen;
    std::sort(unseen.begin(), unseen.end());
    unseen.erase(std::unique(unseen.begin(), unseen.end()), unseen.end());
    DocumentList seen;
    const auto& boost = graph_.boost();
    for (const Evidence& mention : node.mentions) seen.push_back(mention.source);
    for (const Edge edge : boost::make_iterator_range(boost::out_edges(vertex, boost))) seen.push_back(graph_.statement(edge).source);
    for (const Edge edge : boost::make_iterator_range(boost::in_edges(vertex, boost))) seen.push_back(graph_.statement(edge).source);
    std::sort(seen.begin(), seen.end());
    std::erase_if(unseen, [&](std::uint32_t s) { return std::binary_search(seen.begin(), seen.end(), s); });
    return unseen;
  }
  void describe(const Node& node, const Said& said, std::uint32_t only) {
    const auto [predicate, is_iri] = predicate_of(said.field);
    const std::string number = said.field == Field::kConfidence ? decimal(std::strtod(said.value.c_str(), nullptr)) : std::string();
    const TermView value = number.empty() ? TermView{said.value, !is_iri} : TermView{number, true, v_.xsd_decimal};
    if (!fault_of({{node.iri}, {predicate}, value}).empty()) return;  // told where the node shows it
    const std::string own = graph_.description_iri(node, said);
    iri(own, v_.type, v_.description);
    iri(own, v_.subject, node.iri);
    iri(own, v_.predicate, predicate);
    take_({{own}, {v_.object}, value, current_});
    from(own, v_.derived, said.documents, only);
  }
  std::pair<std::string_view, bool> predicate_of(Field field) const {  // and whether its values are IRIs
    switch (field) {
      case Field::kLabel: return {v_.label, false};
      case Field::kAlias: return {v_.alt_label, false};
      case Field::kType: return {v_.type, true};
      case Field::kSameAs: return {v_.same_as, true};
      case Field::kCloseMatch: return {v_.close_match, true};
      case Field::kReplaces: return {v_.replaces, true};
      case Field::kCode: return {v_.code, false};
      default: return {v_.confidence, false};
    }
  }
  void from(std::string_view own, std::string_view predicate, const DocumentList& documents, std::uint32_t only) {
    std::vector<std::string_view> iris;
    for (const std::uint32_t s : documents)
      if (only == kEvery || only == s) iris.push_back(s == kNone ? std::string_view(v_.elsewhere) : std::string_view(graph_.sources()[s].iri));
    std::sort(iris.begin(), iris.end());
    for (const std::string_view source : iris) iri(own, predicate, source);
  }

  /// Evidence by the IRI of its article: the number of an article depends on the order of adding.
  std::vector<std::reference_wrapper<const Evidence>> ordered(std::span<const Evidence> evidence) const {
    std::vector<std::reference_wrapper<const Evidence>> out(evidence.begin(), evidence.end());
    std::stable_sort(out.begin(), out.end(), [&](const Evidence& a, const Evidence& b) {
      return a.source != b.source && graph_.sources()[a.source].iri < graph_.sources()[b.source].iri;
    });
    return out;
  }

  /// Plain triples of the claims that count as facts, each once. Claims come sorted, so one walk serves all.
  void facts_of(Vertex vertex) {
    const auto& boost = graph_.boost();
    const Edge* last = nullptr;
    for (; next_claim_ < claims_.size() && boost::source(claims_[next_claim_], boost) == vertex; ++next_claim_) {
      const Edge& edge = claims_[next_claim_];
      const Statement& statement = graph_.statement(edge);
      if (!is_asserted(statement, options_.rule)) continue;
      const bool repeated = last != nullptr && boost::target(*last, boost) == boost::target(edge, boost) &&
                            graph_.statement(*last).predicate == statement.predicate;
      if (!repeated) iri(graph_.node(vertex).iri, graph_.predicate(statement), graph_.node(boost::target(edge, boost)).iri);
      last = &edge;
    }
    const Attribute* before = nullptr;
    for (; next_attribute_ < attributes_.size(); ++next_attribute_) {
      const Attribute& attribute = graph_.attributes()[attributes_[next_attribute_]];
      if (attribute.subject != vertex) break;
      if (!is_asserted(attribute.statement, options_.rule)) continue;
      const bool repeated = before != nullptr && before->value == attribute.value && before->statement.predicate == attribute.statement.predicate;
      if (!repeated) text(graph_.node(vertex).iri, graph_.predicate(attribute.statement), attribute.value.value, attribute.value.datatype, attribute.value.language);
      before = &attribute;
    }
  }

  void claim(const Edge& edge) {
    const auto& boost = graph_.boost();
    claim(graph_.statement(edge), boost::source(edge, boost), {graph_.node(boost::target(edge, boost)).iri});
  }
  void claim(const Attribute& attribute) {
    claim(attribute.statement, attribute.subject, {attribute.value.value, true, attribute.value.datatype, attribute.value.language});
  }

  void claim(const Statement& statement, Vertex subject, TermView object) {
    const std::string own = graph_.claim_iri(statement);
    iri(own, v_.type, v_.claim);
    iri(own, v_.type, v_.statement);
    iri(own, v_.subject, graph_.node(subject).iri);
    iri(own, v_.predicate, graph_.predicate(statement));
    take_({{own}, {v_.object}, object, current_});
    text(own, v_.polarity, to_string(statement.polarity));
    text(own, v_.certainty, to_string(statement.certainty));
    text(own, v_.method, to_string(statement.method));
    text(own, v_.confidence, decimal(statement.confidence), v_.xsd_decimal);
    if (statement.speaker != kNone) iri(own, v_.speaker, speaker_iri(statement));
    if (const ClaimDetails* details = graph_.details(statement)) {
      given(own, v_.valid_time, details->time);
      if (!details->category.empty()) category(own, v_.category, details->category);
      for (const auto& [key, value] : details->qualifiers) text(own, std::string(ns::kQualifier) + slug(key), value);
    }
    if (statement.source != kNone) iri(own, v_.derived, graph_.sources()[statement.source].iri);
    for (const Evidence& evidence : ordered(graph_.evidence(statement))) see(own, v_.evidence, evidence);
  }
  void category(std::string_view own, std::string_view predicate, const std::string& category) {
    if (is_valid_iri(category)) iri(own, predicate, category);
    else text(own, predicate, category);
  }

  /// Who did what to whom, with the claims that tell it.
  void event(const Event& event) {
    const std::string own = event_iri(graph_, event);
    iri(own, v_.type, terms_.event);
    category(own, terms_.type, event.category);
    for (const Vertex doer : event.doers) actor(own, terms_.doer, doer);
    for (const Vertex undergoer : event.undergoers) actor(own, terms_.undergoer, undergoer);
    given(own, terms_.time, event.time);
    if (event.node) iri(own, v_.same_as, graph_.node(*event.node).iri);
    if (event.place_node) iri(own, terms_.place, graph_.node(*event.place_node).iri);
    else given(own, terms_.place_words, event.place);
    iri(own, v_.derived, graph_.sources()[event.source].iri);
    for (const Reason& reason : event.reasons) iri(own, reason.cause ? terms_.caused_by : terms_.follows, event_iri(graph_, events_[reason.event]));
    for (const Statement* const claim : event.claims) iri(own, terms_.told, graph_.claim_iri(*claim));
  }
  void actor(std::string_view own, std::string_view role, Vertex vertex) {
    iri(own, terms_.actor, graph_.node(vertex).iri);
    iri(own, role, graph_.node(vertex).iri);
  }

  void articles_and_evidence(std::uint32_t only) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t s = 0; s < graph_.sources().size(); ++s)
      if (only == kNone || only == s) order.push_back(s);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return graph_.sources()[a].iri < graph_.sources()[b].iri; });
    std::vector<std::uint32_t> rank(graph_.sources().size());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    std::sort(seen_.begin(), seen_.end(), [&](const Evidence* a, const Evidence* b) {
      const auto place = [&](const Evidence* e) { return std::tie(rank[e->source], e->begin, e->end); };
      return place(a) != place(b) ? place(a) < place(b) : graph_.quote(*a) < graph_.quote(*b);
    });
    auto next = seen_.begin();
    for (const std::uint32_t s : order) {
      article(graph_.sources()[s]);
      const Evidence* last = nullptr;
      for (; next != seen_.end() && (*next)->source == s; ++next) {
        if (last != nullptr && last->begin == (*next)->begin && last->end == (*next)->end) continue;
        last = *next;
        evidence(graph_.sources()[s], **next);
      }
    }
    seen_.clear();
  }

  void article(const Source& source) {
    iri(source.iri, v_.type, v_.context);
    iri(source.iri, v_.type, v_.article);
    given(source.iri, v_.identifier, source.id);
    given(source.iri, v_.title, source.title);
    given(source.iri, v_.date, source.date, is_valid_lexical(source.date, v_.xsd_date) ? std::string_view(v_.xsd_date) : std::string_view());
    given(source.iri, v_.publisher, source.publisher);
    if (source.code_points > 0) text(source.iri, v_.begin, "0", v_.count);
    if (source.code_points > 0) text(source.iri, v_.end, std::to_string(source.code_points), v_.count);
    given(source.iri, v_.is_string, source.text);
    if (source.streamed) text(source.iri, v_.streamed, "true", v_.xsd_boolean);
  }

  void evidence(const Source& source, const Evidence& evidence) {
    const std::string own = evidence_iri(source, evidence);
    iri(own, v_.type, v_.phrase);
    iri(own, v_.type, v_.evidence_class);
    text(own, v_.begin, std::to_string(evidence.begin), v_.count);
    text(own, v_.end, std::to_string(evidence.end), v_.count);
    text(own, v_.anchor, graph_.quote(evidence));
    iri(own, v_.reference, source.iri);
  }

  /// [documents + 1] entities that a document speaks of, by IRI; the last are those known without any.
  std::vector<std::vector<Vertex>> entities_of_documents() const {
    std::vector<std::vector<Vertex>> out(graph_.sources().size() + 1);
    for (const Vertex vertex : graph_.sorted_nodes())
      for (const std::uint32_t s : graph_.documents_of(vertex)) out[std::min<std::size_t>(s, out.size() - 1)].push_back(vertex);
    return out;
  }

  /// A document, a named graph: its facts, claims, evidence. Of mentions the default graph says whose they are.
  void graphs() {
    std::vector<std::vector<std::uint32_t>> claims(graph_.sources().size() + 1), attributes(graph_.sources().size() + 1);
    const auto slot = [&](const Statement& s) { return s.source == kNone ? graph_.sources().size() : s.source; };
    for (std::uint32_t i = 0; i < claims_.size(); ++i) claims[slot(graph_.statement(claims_[i]))].push_back(i);
    for (const std::uint32_t i : attributes_) attributes[slot(graph_.attributes()[i].statement)].push_back(i);
    std::vector<const Evidence*> mentions = std::move(seen_);
    std::vector<std::vector<const Evidence*>> mentions_of(graph_.sources().size());
    for (const Evidence* mention : mentions) mentions_of[mention->source].push_back(mention);
    std::vector<std::uint32_t> order(claims.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto name = [&](std::uint32_t s) { return s < graph_.sources().size() ? std::string_view(graph_.sources()[s].iri) : std::string_view(); };
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return name(a) < name(b); });
    const auto& boost = graph_.boost();
    const auto entities = options_.claims == Claims::kDocuments ? entities_of_documents() : std::vector<std::vector<Vertex>>(claims.size());
    for (const std::uint32_t s : order) {
      current_ = name(s);
      seen_.clear();
      if (s < mentions_of.size()) seen_ = mentions_of[s];
      for (const Vertex vertex : entities[s]) entity(vertex, s < graph_.sources().size() ? s : kNone);
      std::string_view last_predicate;
      Vertex last_subject = kNone, last_object = kNone;
      for (const std::uint32_t i : claims[s]) {
        const Statement& statement = graph_.statement(claims_[i]);
        if (!is_asserted(statement, options_.rule)) continue;
        const Vertex subject = boost::source(claims_[i], boost), object = boost::target(claims_[i], boost);
        const std::string& predicate = graph_.predicate(statement);
        if (subject == last_subject && object == last_object && predicate == last_predicate) continue;
        iri(graph_.node(subject).iri, predicate, graph_.node(object).iri);
        last_subject = subject;
        last_object = object;
        last_predicate = predicate;
      }
      const Attribute* before = nullptr;
      for (const std::uint32_t i : attributes[s]) {
        const Attribute& a = graph_.attributes()[i];
        if (!is_asserted(a.statement, options_.rule)) continue;
        const bool repeated = before != nullptr && before->subject == a.subject && before->value == a.value && before->statement.predicate == a.statement.predicate;
        if (!repeated) text(graph_.node(a.subject).iri, graph_.predicate(a.statement), a.value.value, a.value.datatype, a.value.language);
        before = &a;
      }
      for (const std::uint32_t i : claims[s]) claim(claims_[i]);
      for (const std::uint32_t i : attributes[s]) claim(graph_.attributes()[i]);
      for (const Event& one : events_)
        if (one.source == s) event(one);
      if (s < graph_.sources().size()) articles_and_evidence(s);
    }
  }

  const KnowledgeGraph& graph_;
  const RdfOptions& options_;
  const std::function<void(const QuadView&)>& take_;
  const Vocabulary v_;
  const EventTerms terms_;
  std::vector<Edge> claims_;
  std::vector<std::uint32_t> attributes_;
  std::vector<Event> events_;
  std::size_t next_claim_ = 0, next_attribute_ = 0;
  std::string_view current_;             // graph
  std::vector<const Evidence*> seen_;  // to be described at the end
  struct Told {
    DocumentList unseen;
    std::vector<Said> differing;
  };
  std::unordered_map<Vertex, Told> told_;  // for kDocuments
};

}  // namespace

void describe_graph(const KnowledgeGraph& graph, const RdfOptions& options, const std::function<void(const QuadView&)>& take) {
  Describer(graph, options, take).run();
}

}  // namespace relata
