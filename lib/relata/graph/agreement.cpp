#include <relata/graph/agreement.hpp>

#include <relata/core/fold_name.hpp>
#include <relata/core/iri.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

namespace relata {
namespace {

/// Ranks instead of names, so that sorting compares numbers: of nodes and properties by IRI; values rank after all nodes.
struct Key {
  std::uint32_t subject = 0, property = 0, object = 0;
  auto operator<=>(const Key&) const = default;
};

struct Entry {
  Key key;
  Voice voice;
  const Literal* value = nullptr;
};

/// Who speaks: a document, and in it a speaker or the document itself.
using Who = std::pair<std::uint32_t, std::uint32_t>;
Who who(const Voice& voice) { return {voice.statement->source, voice.statement->speaker}; }

template <typename T>
std::size_t distinct(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

/// Words are the same whatever their case and punctuation, numbers and dates only as they stand.
std::string normal_form(const Literal& value) {
  if (value.datatype.empty() || local_name(value.datatype) == "string")
    if (std::string words = fold_name(value.value); !words.empty()) return words;
  return value.value + '\n' + value.datatype;
}

/// Half-open stretch of ISO 8601 times, whose order is that of their bytes. Where nothing is said, or nothing of a calendar: always.
struct Stretch {
  std::string begin, end = "~";

  explicit Stretch(std::string_view time) {
    if (time.empty() || time.front() < '0' || time.front() > '9') return;
    const std::size_t slash = time.find('/');
    std::string from(time.substr(0, slash));
    std::string to = slash == std::string_view::npos ? from + "~" : std::string(time.substr(slash + 1));  // a day lies in its month
    if (to.empty() || to == "..") to = "~";
    if (from < to) begin = std::move(from), end = std::move(to);
  }
};

/// Something that is said to hold for a while; two of different sides cannot both be so.
struct Holding {
  std::uint32_t side = 0;
  Stretch when;
};

class Stretches {
 public:
  void add(const Stretch& when) {
    begins_.push_back(when.begin);
    ends_.push_back(when.end);
  }
  void sort() {
    std::sort(begins_.begin(), begins_.end());
    std::sort(ends_.begin(), ends_.end());
  }
  /// How many meet it: all but those that end before and those that begin after.
  std::ptrdiff_t meeting(const Stretch& when) const {
    return (begins_.end() - begins_.begin()) - (std::upper_bound(ends_.begin(), ends_.end(), when.begin) - ends_.begin()) -
           (begins_.end() - std::lower_bound(begins_.begin(), begins_.end(), when.end));
  }

 private:
  std::vector<std::string> begins_, ends_;
};

/// The sides, sorted, that meet another one.
std::vector<std::uint32_t> clashing(const std::vector<Holding>& holdings) {
  Stretches all;
  std::map<std::uint32_t, Stretches> sides;
  for (const Holding& holding : holdings) {
    all.add(holding.when);
    sides[holding.side].add(holding.when);
  }
  std::vector<std::uint32_t> out;
  if (sides.size() < 2) return out;
  all.sort();
  for (auto& [side, stretches] : sides) stretches.sort();
  for (const Holding& holding : holdings)
    if (all.meeting(holding.when) > sides[holding.side].meeting(holding.when)) out.push_back(holding.side);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::uint32_t> ranks_of(std::span<const Source> sources) {
  std::vector<std::uint32_t> order(sources.size()), out(sources.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return sources[a].iri < sources[b].iri; });
  for (std::uint32_t i = 0; i < order.size(); ++i) out[order[i]] = i;
  return out;
}

class Comparison {
 public:
  Comparison(const KnowledgeGraph& graph, const AgreementRules& rules)
      : graph_(graph), rules_(rules), nodes_(graph.sorted_nodes()), ranks_(nodes_.size()), source_ranks_(ranks_of(graph.sources())) {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) ranks_[nodes_[i]] = i;
  }

  Agreement run() {
    number_properties();
    collect();
    imply();
    group();
    for (const bool by_object : {false, true}) find_rivals(by_object);
    arrange();
    return std::move(out_);
  }

 private:
  AgreementRules::Form form_of(const std::string& property) const {
    const auto found = rules_.other_forms.find(property);
    return found == rules_.other_forms.end() ? AgreementRules::Form{property, false} : found->second;
  }
  std::uint32_t number_of(const std::string& property) const {
    const auto at = std::lower_bound(out_.properties.begin(), out_.properties.end(), property);
    return at != out_.properties.end() && *at == property ? static_cast<std::uint32_t>(at - out_.properties.begin()) : kNone;
  }
  std::uint32_t rank_of(std::uint32_t source) const { return source == kNone ? kNone : source_ranks_[source]; }
  std::uint32_t rank_of_speaker(std::uint32_t speaker) const { return speaker == kNone ? kNone : ranks_[speaker]; }

  void number_properties() {
    for (const std::string& predicate : graph_.predicates()) out_.properties.push_back(form_of(predicate).property);
    std::sort(out_.properties.begin(), out_.properties.end());
    out_.properties.erase(std::unique(out_.properties.begin(), out_.properties.end()), out_.properties.end());
    for (const std::string& property : out_.properties) {
      const auto found = rules_.relations.find(property);
      relations_.push_back(found == rules_.relations.end() ? AgreementRules::Relation() : found->second);
    }
    for (const std::string& predicate : graph_.predicates()) {
      const AgreementRules::Form form = form_of(predicate);
      forms_.emplace_back(number_of(form.property), form.swapped);
    }
    broader_.resize(relations_.size());
    narrower_.resize(relations_.size());
    for (std::uint32_t p = 0; p < relations_.size(); ++p)
      for (const AgreementRules::Form& form : relations_[p].broader)
        if (const std::uint32_t q = number_of(form.property); q != kNone) {
          broader_[p].emplace_back(q, form.swapped);
          narrower_[q].emplace_back(p, form.swapped);
          if (relations_[q].symmetric && !relations_[p].symmetric) narrower_[q].emplace_back(p, !form.swapped);
        }
  }

  /// The claim as one of `form`. Only entities change places.
  Key key_as(std::pair<std::uint32_t, bool> form, std::uint32_t subject, std::uint32_t object) const {
    const bool is_entity = object < nodes_.size();
    if (is_entity && form.second) std::swap(subject, object);
    if (is_entity && relations_[form.first].symmetric && subject > object) std::swap(subject, object);
    return {subject, form.first, object};
  }

  void collect() {
    const BoostGraph& boost = graph_.boost();
    entries_.reserve(graph_.claim_count());
    for (const Edge& edge : boost::make_iterator_range(boost::edges(boost))) {
      const Statement& statement = graph_.statement(edge);
      entries_.push_back({key_as(forms_[statement.predicate], ranks_[boost::source(edge, boost)], ranks_[boost::target(edge, boost)]), {&statement}, nullptr});
    }
    std::vector<std::pair<std::string, std::uint32_t>> values;
    for (std::uint32_t i = 0; i < graph_.attributes().size(); ++i) values.emplace_back(normal_form(graph_.attributes()[i].value), i);
    std::sort(values.begin(), values.end());
    std::uint32_t rank = static_cast<std::uint32_t>(nodes_.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0 && values[i].first != values[i - 1].first) ++rank;
      const Attribute& attribute = graph_.attributes()[values[i].second];
      entries_.push_back({key_as(forms_[attribute.statement.predicate], ranks_[attribute.subject], rank), {&attribute.statement}, &attribute.value});
    }
    sort_entries();
  }

  void sort_entries() {
    const auto order = [&](const Entry& entry) {
      const Statement& s = *entry.voice.statement;
      return std::tuple(entry.key, stance_of(s), rank_of(s.source), rank_of_speaker(s.speaker), entry.voice.is_implied, s.certainty, s.polarity,
                        s.key[0], s.key[1]);
    };
    std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) { return order(a) < order(b); });
  }

  /// Affirming, hoping or supposing leads to what is broader, denying it to what is narrower, asking nowhere; and only where somebody speaks of it.
  void imply() {
    const std::size_t said = entries_.size();
    for (std::size_t i = 0; i < said; ++i) {
      const Entry entry = entries_[i];
      const Statement& statement = *entry.voice.statement;
      if (statement.certainty == Certainty::kAsked) continue;
      const auto& forms = statement.polarity == Polarity::kAffirmed ? broader_ : narrower_;
      for (const auto& form : forms[entry.key.property]) {
        const Key key = key_as(form, entry.key.subject, entry.key.object);
        const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(said);
        const auto at = std::partition_point(entries_.begin(), end, [&](const Entry& e) { return e.key < key; });
        if (at != end && at->key == key) entries_.push_back({key, {&statement, true}, entry.value});
      }
    }
    sort_entries();
  }

  void group() {
    for (std::size_t i = 0; i < entries_.size();) {
      const Key key = entries_[i].key;
      Proposition p;
      p.subject = nodes_[key.subject];
      p.property = key.property;
      p.value = entries_[i].value;
      if (p.value == nullptr) p.object = nodes_[key.object];
      p.first_voice = static_cast<std::uint32_t>(out_.voices.size());
      for (; i < entries_.size() && entries_[i].key == key; ++i) {
        const Voice& voice = entries_[i].voice;
        const bool repeats = voice.is_implied && out_.voices.size() > p.first_voice && who(out_.voices.back()) == who(voice) &&
                             stance_of(*out_.voices.back().statement) == stance_of(*voice.statement);
        if (!repeats) out_.voices.push_back(voice);
      }
      p.voice_count = static_cast<std::uint32_t>(out_.voices.size()) - p.first_voice;
      judge(p);
      keys_.push_back(key);
      out_.propositions.push_back(p);
    }
    entries_ = {};
  }

  void judge(Proposition& p) const {
    std::vector<std::uint32_t> documents;
    std::vector<Who> speakers, all, decided;
    std::vector<Holding> sides;
    std::array<bool, 3> has{};
    for (const Voice& voice : out_.voices_of(p)) {
      const Statement& s = *voice.statement;
      const Stance stance = stance_of(s);
      documents.push_back(s.source);
      speakers.push_back(s.speaker == kNone ? who(voice) : Who(kNone, s.speaker));
      all.push_back(who(voice));
      has[static_cast<std::size_t>(stance)] = true;
      if (stance != Stance::kLeavesOpen) decided.push_back(who(voice));
    }
    p.documents = static_cast<std::uint32_t>(distinct(documents));
    p.speakers = static_cast<std::uint32_t>(distinct(speakers));
    const bool affirmed = has[0], denied = has[1], left_open = has[2];
    p.is_unsure = left_open && (affirmed || denied) && distinct(all) > 1;
    if (!affirmed || !denied || distinct(decided) < 2) return;
    for (const Voice& voice : out_.voices_of(p))
      if (const Stance stance = stance_of(*voice.statement); stance != Stance::kLeavesOpen)
        sides.push_back({static_cast<std::uint32_t>(stance), stretch_of(voice)});
    p.is_denied = !clashing(sides).empty();
  }

  Stretch stretch_of(const Voice& voice) const {
    const ClaimDetails* details = graph_.details(*voice.statement);
    return Stretch(details == nullptr ? std::string_view() : std::string_view(details->time));
  }

  /// Class or datatype: only values of one kind can differ. A city and its country are two answers to "born in" that are both right.
  std::string_view kind(const Proposition& p, bool by_object) const {
    if (p.value != nullptr && !by_object) return p.value->datatype;
    const Node& node = graph_.node(by_object ? p.subject : p.object);
    return node.types.empty() ? std::string_view() : std::string_view(node.types.front());
  }

  /// What is affirmed by different people of one subject (or object) by a property that can have one value only.
  void find_rivals(bool by_object) {
    const auto shared = [&](std::uint32_t i) {
      return std::tuple(keys_[i].property, by_object ? keys_[i].object : keys_[i].subject, kind(out_.propositions[i], by_object));
    };
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < keys_.size(); ++i) {
      const AgreementRules::Relation& relation = relations_[keys_[i].property];
      if (by_object ? relation.inverse_functional : relation.functional) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return std::tuple(shared(a), a) < std::tuple(shared(b), b); });
    for (std::size_t i = 0; i < order.size();) {
      const auto common = shared(order[i]);
      std::vector<Holding> sides;
      std::vector<Who> speakers;
      for (; i < order.size() && shared(order[i]) == common; ++i)
        for (const Voice& voice : out_.voices_of(out_.propositions[order[i]]))
          if (stance_of(*voice.statement) == Stance::kAffirms) {
            sides.push_back({order[i], stretch_of(voice)});
            speakers.push_back(who(voice));
          }
      if (distinct(speakers) < 2) continue;
      const std::vector<std::uint32_t> rivals = clashing(sides);
      for (const std::uint32_t rival : rivals) {
        out_.propositions[rival].has_rival = true;
        first_rival_.try_emplace(rival, rivals.front());
      }
    }
  }

  /// Contested first, then what many speak of. Rivals stand together at the place of the one that most speak of.
  void arrange() {
    std::vector<Proposition>& all = out_.propositions;
    const auto block = [&](std::uint32_t i) {
      const auto found = first_rival_.find(i);
      return found == first_rival_.end() ? i : found->second;
    };
    const auto weight = [&](std::uint32_t i) { return std::tuple(all[i].documents, all[i].speakers, all[i].is_unsure); };
    std::vector<decltype(weight(0))> weights(all.size());  // of blocks, by their first proposition
    std::vector<std::uint32_t> order(all.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      order[i] = i;
      weights[block(i)] = std::max(weights[block(i)], weight(i));
    }
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
      if (all[a].is_contested() != all[b].is_contested()) return all[a].is_contested();
      return std::tuple(weights[block(b)], block(a), weight(b), a) < std::tuple(weights[block(a)], block(b), weight(a), b);
    });
    std::vector<Proposition> sorted;
    sorted.reserve(all.size());
    for (const std::uint32_t i : order) sorted.push_back(all[i]);
    all = std::move(sorted);
  }

  const KnowledgeGraph& graph_;
  const AgreementRules& rules_;
  std::vector<Vertex> nodes_;                             // by rank
  std::vector<std::uint32_t> ranks_, source_ranks_;       // [vertices], [sources]
  std::vector<AgreementRules::Relation> relations_;       // [properties]
  std::vector<std::pair<std::uint32_t, bool>> forms_;     // [predicates of the graph] property, swapped
  std::vector<std::vector<std::pair<std::uint32_t, bool>>> broader_, narrower_;  // [properties]
  std::vector<Entry> entries_;
  std::vector<Key> keys_;                                 // [propositions] before they are arranged
  std::unordered_map<std::uint32_t, std::uint32_t> first_rival_;
  Agreement out_;
};

}  // namespace

Stance stance_of(const Statement& statement) {
  if (statement.certainty != Certainty::kCertain && statement.certainty != Certainty::kProbable) return Stance::kLeavesOpen;
  return statement.polarity == Polarity::kNegated ? Stance::kDenies : Stance::kAffirms;
}

Agreement compare(const KnowledgeGraph& graph, const AgreementRules& rules) { return Comparison(graph, rules).run(); }

}  // namespace relata
