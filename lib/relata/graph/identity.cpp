#include <relata/graph/identity.hpp>

#include <relata/core/iri.hpp>
#include <relata/graph/descriptions.hpp>
#include <relata/graph/namesakes.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace relata {
namespace {

using Name = std::uint32_t;  // number of a name: its vertex where there is one, else behind the vertices

constexpr double kSame = 0.99, kDecided = 1.0, kNothingAgainst = 0.7, kPartOfName = 0.3, kOtherClass = 0.2;

/// Which parts of which nodes go where; the graph stays as it is.
class Plan {
 public:
  struct Edit {
    const Decision* decision;
    std::string iri;
  };

  Plan(const KnowledgeGraph& graph, const IdentityRules& rules, const Decisions& decisions, Diagnostics& diagnostics, bool tells)
      : graph_(graph), rules_(rules), decisions_(decisions), diagnostics_(diagnostics), tells_(tells),
        space_(graph.options().base + "entity/"), count_(static_cast<std::uint32_t>(graph.node_count())) {
    name_vertices();
    read_joins();
    collect_traits();
    for (const auto& [name, members] : candidates()) part(name, members);
    find_edits();
    if (tells_) note_other_classes();
  }

  const Rearrangement& moves() const { return how_; }
  const std::vector<Edit>& edits() const { return edits_; }
  std::vector<IdentityDecision> notes() {
    std::sort(notes_.begin(), notes_.end(), [](const IdentityDecision& a, const IdentityDecision& b) {
      return std::tie(a.part, a.document, a.node, a.reason) < std::tie(b.part, b.document, b.node, b.reason);
    });
    return std::move(notes_);
  }

 private:
  struct Use {  // of a name by a document
    std::uint32_t source;
    Vertex vertex;
  };
  struct RawTrait {
    std::uint32_t source, predicate;
    std::string_view value, kind;
  };

  // ---- names ----

  std::string_view text(Name name) const { return name < count_ ? std::string_view(graph_.node(name).iri) : std::string_view(*further_[name - count_]); }
  Name named(std::string_view iri) {
    if (const auto vertex = graph_.find(iri)) return static_cast<Name>(*vertex);
    const auto [entry, fresh] = further_index_.emplace(std::string(iri), static_cast<Name>(count_ + further_.size()));
    if (fresh) further_.push_back(&entry->first);
    return entry->second;
  }
  void name_vertices() {
    name_of_.resize(count_);
    for (Vertex v = 0; v < count_; ++v) {
      name_of_[v] = static_cast<Name>(v);
      const std::string& iri = graph_.node(v).iri;
      if (!iri.starts_with(space_) || iri.find(kPartMark, space_.size()) == std::string::npos) continue;
      if (graph_.documents_of(v) == DocumentList{kNone}) continue;  // without documents nothing can be decided anew
      name_of_[v] = named(parted(iri).name);
      again_.insert(name_of_[v]);
    }
  }
  bool is_minted(Name name) const { return text(name).starts_with(space_) && text(name).find(kLocalMark, space_.size()) == std::string_view::npos; }
  /// A minted name of one word, of a person's class.
  bool is_part_of_name(Name name) const {
    if (!is_minted(name)) return false;
    const std::string_view rest = text(name).substr(space_.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos || rest.find('_', slash) != std::string_view::npos) return false;
    return std::any_of(rules_.people.begin(), rules_.people.end(), [&](const std::string& cls) { return slug(local_name(cls)) == rest.substr(0, slash); });
  }
  std::string key_of(std::uint32_t source) const {
    if (source == kNone) return {};
    const std::string space = graph_.options().base + "doc/";
    const std::string& iri = graph_.sources()[source].iri;
    return iri.starts_with(space) ? iri.substr(space.size()) : slug(iri);
  }
  std::string_view source_iri(std::uint32_t source) const { return source == kNone ? std::string_view() : std::string_view(graph_.sources()[source].iri); }

  // ---- decisions ----

  /// The name that stays of several that are joined: one that is given up nowhere, else the first by bytes.
  void read_joins() {
    if (decisions_.empty()) {
      for (Vertex v = 0; v < count_; ++v)
        if (!graph_.node(v).replaces.empty()) whole_.insert(name_of_[v]);
      return;
    }
    std::map<std::string, std::string> up;
    std::set<std::string> given_up;
    const auto root = [&](std::string name) {
      for (auto found = up.find(name); found != up.end(); found = up.find(name)) name = found->second;
      return name;
    };
    const auto joins_names = [](const Decision& d) { return d.kind == Decision::Kind::kJoin && parted(d.other).document.empty(); };
    for (const Decision& d : decisions_)
      if (joins_names(d)) given_up.insert(d.other);
    const auto is_better = [&](const std::string& a, const std::string& b) { return std::pair(given_up.contains(a), a) < std::pair(given_up.contains(b), b); };
    for (const Decision& d : decisions_) {
      if (!joins_names(d)) continue;
      const std::string a = root(d.iri), b = root(d.other);
      if (a != b) up[is_better(a, b) ? b : a] = is_better(a, b) ? a : b;
    }
    for (const auto& [name, next] : up) {
      const Name to = named(root(name));
      stays_[named(name)] = to;
      whole_.insert(to);
    }
    for (Vertex v = 0; v < count_; ++v)
      if (!graph_.node(v).replaces.empty()) whole_.insert(stay(name_of_[v]));
    for (const Decision& d : decisions_) {
      const NamePart part = parted(d.iri), other = parted(d.other);
      if (d.kind == Decision::Kind::kSplit) split_.insert(stay(named(d.iri)));
      if (d.kind != Decision::Kind::kJoin || other.document.empty()) continue;
      if (part.name == other.name) {
        links_[stay(named(part.name))].emplace_back(part.document, other.document);
      } else {
        const Name to = stay(named(d.iri));
        passes_[named(other.name)].emplace_back(other.document, to);
        whole_.insert(to);
      }
    }
    tell_unknown();
  }
  Name stay(Name name) const {
    const auto found = stays_.find(name);
    return found == stays_.end() ? name : found->second;
  }
  void tell_unknown() {
    std::set<std::string, std::less<>> replaced;
    std::unordered_map<Name, std::vector<Vertex>> bearers;
    for (Vertex v = 0; v < count_; ++v) {
      replaced.insert(graph_.node(v).replaces.begin(), graph_.node(v).replaces.end());
      bearers[name_of_[v]].push_back(v);
    }
    const auto is_known = [&](std::string_view iri) {
      if (replaced.contains(iri)) return true;
      const NamePart part = parted(iri);
      const auto found = bearers.find(named(part.name));
      if (found == bearers.end()) return false;
      return part.document.empty() || std::any_of(found->second.begin(), found->second.end(), [&](Vertex v) {
        const DocumentList documents = graph_.documents_of(v);
        return std::any_of(documents.begin(), documents.end(), [&](auto source) { return key_of(source) == part.document; });
      });
    };
    for (const Decision& d : decisions_)
      for (const std::string* iri : {&d.iri, &d.other})
        if ((iri == &d.iri || d.kind == Decision::Kind::kJoin) && !is_known(*iri))
          diagnostics_.push_back({Severity::kWarning, iri == &d.iri ? d.where : d.other_where, "the graph holds no <" + *iri + ">", "`relata decisions` lists what it holds"});
  }

  // ---- what tells namesakes apart ----

  void collect_traits() {
    const auto is_in = [](const std::string& iri, const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), iri) != list.end(); };
    std::vector<bool> tells_apart;
    for (const std::string& predicate : graph_.predicates()) {
      functional_.push_back(is_in(predicate, rules_.functional));
      tells_apart.push_back(functional_.back() || is_in(predicate, rules_.distinguishing));
    }
    if (std::find(tells_apart.begin(), tells_apart.end(), true) == tells_apart.end()) return;
    const auto note = [&](Vertex subject, const Statement& s, std::string_view value, std::string_view kind) {
      const Name name = stay(name_of_[subject]);
      if (is_minted(name)) traits_[name].push_back({s.source, s.predicate, value, kind});
    };
    const auto& boost = graph_.boost();
    for (const Edge edge : boost::make_iterator_range(boost::edges(boost))) {
      const Statement& s = graph_.statement(edge);
      if (!tells_apart[s.predicate] || !is_asserted(s, Assert::kFactual)) continue;
      const Vertex object = boost::target(edge, boost);
      const std::vector<std::string>& types = graph_.node(object).types;
      note(boost::source(edge, boost), s, text(stay(name_of_[object])), types.empty() ? std::string_view() : std::string_view(types.front()));
    }
    for (const Attribute& a : graph_.attributes())
      if (tells_apart[a.statement.predicate] && is_asserted(a.statement, Assert::kFactual)) note(a.subject, a.statement, a.value.value, a.value.datatype);
  }

  // ---- parting ----

  /// Names about which there is something to decide, with their vertices.
  std::map<Name, std::vector<Vertex>> candidates() {
    std::map<Name, std::vector<Vertex>> out;
    for (Vertex v = 0; v < count_; ++v) {
      const Name name = name_of_[v], kept = stay(name);
      if (kept != v || again_.contains(name) || traits_.contains(kept) || split_.contains(kept) || links_.contains(kept) || whole_.contains(kept) ||
          passes_.contains(name) || is_part_of_name(name))
        out[kept].push_back(v);
      else if (tells_)
        note_plain(v);
    }
    return out;
  }
  void part(Name name, const std::vector<Vertex>& members) {
    std::vector<Use> uses;
    for (const Vertex v : members)
      for (const std::uint32_t source : graph_.documents_of(v)) {
        if (const auto passed = passed_to(name_of_[v], source)) {
          std::string part(text(name_of_[v]));
          (part += kPartMark) += key_of(source);
          if (tells_) note({true, label(v, source), part, std::string(text(*passed)), kDecided, "decision", {}}, source);
          move(v, source, text(*passed), std::move(part));
        } else {
          uses.push_back({source, v});
        }
      }
    std::sort(uses.begin(), uses.end(), [&](const Use& a, const Use& b) { return std::tuple(source_iri(a.source), a.source, a.vertex) < std::tuple(source_iri(b.source), b.source, b.vertex); });
    std::vector<std::uint32_t> sources;
    std::unordered_map<std::uint32_t, std::uint32_t> user_of;  // source to its number in the order of IRIs
    for (const Use& use : uses)
      if (user_of.emplace(use.source, static_cast<std::uint32_t>(sources.size())).second) sources.push_back(use.source);
    const Parting parting = parting_of(name, sources, user_of);
    std::vector<std::string> iris;
    std::vector<std::uint32_t> part_of(sources.size());
    for (std::uint32_t p = 0; p < parting.parts.size(); ++p) {
      const auto& users = parting.parts[p].users;
      std::string iri(text(name));
      if (parting.parts.size() > 1 && sources[users.front()] != kNone) (iri += kPartMark) += key_of(sources[users.front()]);
      iris.push_back(std::move(iri));
      for (const std::uint32_t user : users) part_of[user] = p;
    }
    for (const Use& use : uses) {
      const Name own = name_of_[use.vertex];
      move(use.vertex, use.source, iris[part_of[user_of[use.source]]], own == name ? std::string() : std::string(text(own)));
    }
    for (const Vertex v : members) drop_idle_moves(v);
    if (tells_) note_parting(name, uses, user_of, part_of, parting, iris);
    for (const std::uint32_t source : sources) node_of_part_[{name, key_of(source)}] = iris[part_of[user_of[source]]];
    iris_of_[name] = std::move(iris);
  }

  std::optional<Name> passed_to(Name name, std::uint32_t source) const {
    const auto found = passes_.find(name);
    if (found == passes_.end()) return std::nullopt;
    std::optional<Name> out;
    const std::string key = key_of(source);
    for (const auto& [document, to] : found->second)
      if (document == key && (!out || text(to) < text(*out))) out = to;
    return out;
  }

  Parting parting_of(Name name, const std::vector<std::uint32_t>& sources, const std::unordered_map<std::uint32_t, std::uint32_t>& user_of) {
    const auto count = static_cast<std::uint32_t>(sources.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> linked;
    if (whole_.contains(name)) {
      for (std::uint32_t user = 1; user < count; ++user) linked.emplace_back(0, user);
      return part_namesakes(count, {}, linked);
    }
    if (const auto links = links_.find(name); links != links_.end()) {
      std::map<std::string, std::uint32_t> by_key;
      for (std::uint32_t user = 0; user < count; ++user) by_key.emplace(key_of(sources[user]), user);
      for (const auto& [a, b] : links->second)
        if (by_key.contains(a) && by_key.contains(b)) linked.emplace_back(by_key[a], by_key[b]);
    }
    const bool by_document = split_.contains(name), is_part = is_part_of_name(name);
    std::vector<Trait> traits;
    if (by_document || is_part) {  // as if each document said that its one is another
      for (std::uint32_t user = 0; user < count; ++user) traits.push_back({user, "document", source_iri(sources[user]), {}, false});
    } else if (const auto found = traits_.find(name); found != traits_.end()) {
      for (const RawTrait& t : found->second)
        if (const auto user = user_of.find(t.source); user != user_of.end())
          traits.push_back({user->second, graph_.predicates()[t.predicate], t.value, t.kind, functional_[t.predicate]});
    }
    Parting out = part_namesakes(count, std::move(traits), linked);
    if (by_document || is_part)
      for (auto& part : out.parts) {
        part.apart = by_document ? "decision" : "a part of a name, which says nothing outside of its document";
        part.apart_score = by_document ? 0.0 : kPartOfName;
      }
    return out;
  }

  void move(Vertex v, std::uint32_t source, std::string_view iri, std::string replaces) {
    const auto [entry, fresh] = places_.emplace(std::pair(std::string(iri), std::move(replaces)), static_cast<std::uint32_t>(how_.places.size()));
    if (fresh) how_.places.push_back({entry->first.first, entry->first.second});
    auto& moves = how_.moves[static_cast<std::uint32_t>(v)];
    const auto at = std::lower_bound(moves.begin(), moves.end(), source, [](const auto& move, std::uint32_t s) { return move.source < s; });
    moves.insert(at, {source, entry->second});
  }
  void drop_idle_moves(Vertex v) {
    const auto found = how_.moves.find(static_cast<std::uint32_t>(v));
    if (found == how_.moves.end()) return;
    const bool idle = std::all_of(found->second.begin(), found->second.end(), [&](const auto& move) {
      return how_.places[move.place].iri == graph_.node(v).iri && how_.places[move.place].replaces.empty();
    });
    if (idle) how_.moves.erase(found);
  }

  void find_edits() {
    for (const Decision& d : decisions_) {
      if (d.kind != Decision::Kind::kRename && d.kind != Decision::Kind::kRetype) continue;
      const NamePart part = parted(d.iri);
      const Name name = stay(named(part.name));
      if (const auto found = node_of_part_.find({name, std::string(part.document)}); found != node_of_part_.end() && !part.document.empty()) {
        edits_.push_back({&d, found->second});
      } else if (const auto all = iris_of_.find(name); all != iris_of_.end() && part.document.empty()) {
        for (const std::string& iri : all->second) edits_.push_back({&d, iri});
      } else {
        edits_.push_back({&d, std::string(text(name))});
      }
    }
  }

  // ---- what was decided ----

  std::string label(Vertex v, std::uint32_t source) const {
    for (const Said& said : graph_.node(v).said)
      if (said.field == Field::kLabel && std::binary_search(said.documents.begin(), said.documents.end(), source)) return said.value;
    return graph_.node(v).label;
  }
  void note(IdentityDecision decision, std::uint32_t source) {
    if (source != kNone) decision.document = graph_.sources()[source].id;
    notes_.push_back(std::move(decision));
  }
  void note_plain(Vertex v) {
    const DocumentList documents = graph_.documents_of(v);
    const bool minted = is_minted(static_cast<Name>(v));
    if (minted) classes_[std::string(local_name(graph_.node(v).iri))].push_back(graph_.node(v).iri);
    if (documents.size() < 2) return;
    const std::string& iri = graph_.node(v).iri;
    for (const std::uint32_t source : documents)
      note({true, label(v, source), minted ? iri + kPartMark + key_of(source) : iri, iri, minted ? kNothingAgainst : kSame,
            minted ? "same name and class, nothing against it" : "the same known thing", {}}, source);
  }
  void note_parting(Name name, const std::vector<Use>& uses, const std::unordered_map<std::uint32_t, std::uint32_t>& user_of,
                    const std::vector<std::uint32_t>& part_of, const Parting& parting, const std::vector<std::string>& iris) {
    if (is_minted(name)) classes_[std::string(local_name(text(name)))].emplace_back(text(name));
    for (const Use& use : uses) {
      const std::uint32_t user = user_of.at(use.source), p = part_of[user];
      const Parting::Part& part = parting.parts[p];
      const Name own = name_of_[use.vertex];
      const std::string which = std::string(text(own)) + kPartMark + key_of(use.source);
      if (own != name) note({true, label(use.vertex, use.source), which, iris[p], kDecided, "decision", {}}, use.source);
      else if (part.users.size() > 1) note({true, label(use.vertex, use.source), which, iris[p], part.score, part.reason, {}}, use.source);
      if (parting.parts.size() > 1 && part.users.front() == user)
        note({false, label(use.vertex, use.source), which, iris[p == 0 ? 1 : 0], part.apart_score, part.apart, {}}, use.source);
    }
  }
  void note_other_classes() {
    for (auto& [slug, iris] : classes_) {
      std::sort(iris.begin(), iris.end());
      for (std::size_t i = 1; i < iris.size(); ++i)
        notes_.push_back({false, slug, iris[i], iris[0], kOtherClass, "different class", {}});
    }
  }

  const KnowledgeGraph& graph_;
  const IdentityRules& rules_;
  const Decisions& decisions_;
  Diagnostics& diagnostics_;
  const bool tells_;
  const std::string space_;
  const std::uint32_t count_;  // of vertices

  std::vector<Name> name_of_;                          // [vertices]
  std::vector<const std::string*> further_;            // names without a vertex
  std::unordered_map<std::string, Name> further_index_;
  std::unordered_set<Name> again_;                     // names that some vertices bear a part of
  std::unordered_map<Name, Name> stays_;               // given-up name to the one that stays
  std::unordered_set<Name> whole_, split_;             // never parted; parted by document
  std::unordered_map<Name, std::vector<std::pair<std::string, std::string>>> links_;  // documents whose ones are one
  std::unordered_map<Name, std::vector<std::pair<std::string, Name>>> passes_;        // document whose one goes to another name
  std::vector<bool> functional_;                       // [predicates]
  std::unordered_map<Name, std::vector<RawTrait>> traits_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> places_;  // IRI and replaced name to the place
  std::map<std::pair<Name, std::string>, std::string> node_of_part_;     // name and document to the final IRI
  std::unordered_map<Name, std::vector<std::string>> iris_of_;
  Rearrangement how_;
  std::vector<Edit> edits_;
  std::vector<IdentityDecision> notes_;
  std::map<std::string, std::vector<std::string>> classes_;  // slug of a label to the names that have it
};

}  // namespace

void settle(KnowledgeGraph& graph, const IdentityRules& rules, const Decisions& decisions, Diagnostics& diagnostics,
            const std::function<void(const IdentityDecision&)>& tell) {
  for (Vertex v = 0; v < graph.node_count(); ++v)  // earlier renaming and retyping
    if (Node& node = graph.edit(v); !node.said.empty()) show(node, std::move(node.said));
  Plan plan(graph, rules, decisions, diagnostics, tell != nullptr);
  if (!plan.moves().moves.empty()) {
    KnowledgeGraph settled(graph.options());
    settled.take(graph, plan.moves());
    graph = std::move(settled);
  }
  for (const auto& [decision, iri] : plan.edits()) {
    const auto vertex = graph.find(iri);
    if (!vertex) continue;
    if (decision->kind == Decision::Kind::kRename) rename(graph.edit(*vertex), decision->other);
    else retype(graph.edit(*vertex), decision->other);
  }
  if (tell)
    for (const IdentityDecision& decision : plan.notes()) tell(decision);
}

}  // namespace relata
