#include <relata/claims/relation_claims.hpp>

#include <relata/claims/entity_types.hpp>
#include <relata/claims/modality.hpp>
#include <relata/claims/new_entities.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/sentence_tree.hpp>
#include <relata/core/utf8.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace relata {
namespace {

constexpr double kAlone = 0.25;  // confidence from which a property that has wordings needs none of them; chosen on dev pieces of training/corpus

constexpr double kLikely = 0.5;
constexpr std::uint32_t kLongestTime = 60;  // bytes

class Teller {
 public:
  Teller(Extraction& extraction, const Contract& contract)
      : extraction_(extraction), document_(extraction.document), contract_(contract), ontology_(contract.reading()), types_(extraction, contract), fresh_(extraction),
        known_(extraction.entities.size()) {
    for (std::size_t i = 0; i < extraction.claims.size(); ++i) remember(i);
  }

  void run() {
    const auto ends_of = [](const RelationReading& r) { return std::tuple(r.subject.begin, r.subject.end, r.object.begin, r.object.end); };
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<const RelationReading*>> by_ends;
    if (contract_.is_foreign())
      for (const RelationReading& r : extraction_.readings) by_ends[ends_of(r)].push_back(&r);
    for (const RelationReading& r : extraction_.readings) {
      const auto same = by_ends.find(ends_of(r));
      if (same == by_ends.end() ||
          std::none_of(same->second.begin(), same->second.end(), [&](const RelationReading* other) { return is_too_narrow(r, *other) || is_other_place(r, *other); }))
        tell(r);
    }
    fresh_.place();
  }

 private:
  static std::vector<std::string> words_of(const std::string& label) {
    std::vector<std::string> out;
    const std::string lower = to_lower(label);
    for (std::size_t at = 0; at < lower.size();) {
      const std::size_t end = std::min(lower.find(' ', at), lower.size());
      if (end > at) out.push_back(lower.substr(at, end - at));
      at = end + 1;
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// "Number of doctoral students" beside "number of students", where no "doctoral" is said and the model sees little difference.
  bool is_too_narrow(const RelationReading& narrow, const RelationReading& wide) const {
    constexpr double kNoDifference = 0.1;
    constexpr std::size_t kStem = 5;  // bytes
    if (narrow.property == wide.property || narrow.confidence > wide.confidence + kNoDifference) return false;
    const std::vector<std::string> more = words_of(property(narrow).label), words = words_of(property(wide).label);
    std::vector<std::string> extra;
    std::set_difference(more.begin(), more.end(), words.begin(), words.end(), std::back_inserter(extra));
    if (extra.empty() || extra.size() == more.size() || !std::includes(more.begin(), more.end(), words.begin(), words.end())) return false;
    const std::uint32_t sentence = sentence_of(document_, tokens_in(document_, narrow.subject).first);
    if (sentence == kNone) return false;
    const std::string text = to_lower(document_.at(document_.sentences[sentence].span));
    return std::any_of(extra.begin(), extra.end(), [&](const std::string& word) { return text.find(word.substr(0, kStem)) == std::string::npos; });
  }

  /// "State | France" beside "country | France", where France is known to be a country.
  bool is_other_place(const RelationReading& other, const RelationReading& known) {
    if (other.property == known.property || other.confidence > known.confidence) return false;
    const std::string label = to_lower(property(known).label), other_label = to_lower(property(other).label), last = other_label.substr(other_label.rfind(' ') + 1);
    if (last == label || last == "region") return false;
    const std::uint32_t entity = entity_at(known.object, kNone, Make::kNever);
    if (entity == kNone || entity >= known_ || types_.at(entity) == kNone) return false;
    const auto is_kind = [&](std::uint32_t cls) { return cls != kNone && ontology_.classes()[cls].label == label && ontology_.is_a(types_.at(entity), cls); };
    const auto is_noun_of = [&](std::uint32_t cls) {
      return cls != kNone && std::any_of(ontology_.classes()[cls].wordings.begin(), ontology_.classes()[cls].wordings.end(), [&](const Wording& w) { return w.text == last; });
    };
    return std::any_of(kinds_of_place_.begin(), kinds_of_place_.end(), is_kind) && std::any_of(kinds_of_place_.begin(), kinds_of_place_.end(), is_noun_of);
  }

  using Ends = std::tuple<std::uint32_t, std::string, std::uint32_t>;
  const Property& property(const RelationReading& reading) const { return ontology_.properties()[reading.property]; }

  void remember(std::size_t claim) {
    const Claim& c = extraction_.claims[claim];
    if (c.has_entity_object()) told_.try_emplace({c.subject, c.predicate, c.object_entity()}, claim);
  }

  void tell(const RelationReading& reading) {
    const Property& property = this->property(reading);
    const bool confirms_only = !property.worded_by_label && reading.confidence < kAlone;
    const auto make = confirms_only ? Make::kNever : Make::kIfNeeded;
    // What domain and range ask for is known better than what the model takes a new thing for.
    const std::uint32_t subject = end_of(reading.subject, class_of(reading.subject_class, property.domain), property.domain.empty() ? reading.subject_class : kNone, make);
    if (subject == kNone) return;
    Claim claim;
    claim.subject = subject;
    claim.predicate = property.iri;
    claim.confidence = reading.confidence;
    const std::uint32_t value = value_at(reading.object);
    for (const EndConstraint& constraint : ontology_.subject_constraints(reading.property)) give_way(subject, constraint.classes, reading.confidence);
    read_as(subject, reading.subject_class, ontology_.subject_constraints(reading.property));
    if (property.is_datatype_property || (property.range.empty() && (value != kNone || is_in_time(reading.object)))) {
      if (confirms_only) return;
      claim.object = Literal{std::string(document_.at(reading.object)), {}, {}};
      claim.value_mention = value;
    } else {
      std::uint32_t object = value != kNone || is_in_time(reading.object) ? kNone : end_of(reading.object, class_of(reading.object_class, property.range), property.range.empty() ? reading.object_class : kNone, make);
      // "Roe | held the position | president": the office is a thing of its own, though the noun is said of her.
      if (object == subject && object != kNone && !confirms_only && contract_.is_foreign() && is_nominal(reading.object)) object = fresh_.of(reading.object, {});
      if (object == kNone || object == subject) return;
      for (const EndConstraint& constraint : ontology_.object_constraints(reading.property)) give_way(object, constraint.classes, reading.confidence);
      read_as(object, reading.object_class, ontology_.object_constraints(reading.property));
      claim.object = object;
      if (const auto twin = told_.find({subject, property.iri, object}); twin != told_.end()) {
        Claim& known = extraction_.claims[twin->second];
        known.confidence = 1 - (1 - known.confidence) * (1 - reading.confidence);
        return;
      }
      // Wordings know better which way round.
      if (confirms_only || told_.contains({object, property.iri, subject})) return;
    }
    const Modality said = modality(reading);
    claim.polarity = said.polarity;
    claim.certainty = said.certainty;
    claim.evidence.push_back({std::min(reading.subject.begin, reading.object.begin), std::max(reading.subject.end, reading.object.end)});
    extraction_.claims.push_back(std::move(claim));
    remember(extraction_.claims.size() - 1);
  }

  // Ends.
  enum class Make { kNever, kIfNeeded };

  /// Mentions that begin in the span.
  std::pair<std::size_t, std::size_t> mentions_in(Span span) const {
    const auto& mentions = extraction_.mentions;
    const auto from = [&](std::uint32_t byte) {
      return static_cast<std::size_t>(std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.span.begin < byte; }) - mentions.begin());
    };
    return {from(span.begin), from(span.end)};
  }

  bool is_nominal(Span span) const {
    const auto [begin, end] = mentions_in(span);
    return std::none_of(extraction_.mentions.begin() + static_cast<std::ptrdiff_t>(begin), extraction_.mentions.begin() + static_cast<std::ptrdiff_t>(end), [&](const Mention& m) {
      return m.kind == MentionKind::kPronoun || (m.kind == MentionKind::kName && m.span == span);
    });
  }

  std::uint32_t value_at(Span span) const {
    const auto [begin, end] = mentions_in(span);
    for (std::size_t m = begin; m < end; ++m)
      if (extraction_.mentions[m].kind == MentionKind::kValue && extraction_.mentions[m].span == span) return static_cast<std::uint32_t>(m);
    return kNone;
  }

  /// "Since | 1960".
  bool is_in_time(Span span) const {
    const auto [begin, end] = mentions_in({span.begin > kLongestTime ? span.begin - kLongestTime : 0, span.end});
    return std::any_of(extraction_.mentions.begin() + static_cast<std::ptrdiff_t>(begin), extraction_.mentions.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](const Mention& m) { return m.kind == MentionKind::kValue && !m.timex.empty() && m.span.begin <= span.begin && span.end <= m.span.end; });
  }

  bool is_known(const Entity& entity) const { return !entity.iri.empty() || !entity.same_as.empty(); }

  /// A name that nothing is known of looked like something else than the property asks for. What a noun said of it counts for more than a faint reading.
  void give_way(std::uint32_t entity, const std::vector<std::uint32_t>& classes, double confidence) {
    if (!contract_.is_foreign() || entity >= known_ || is_known(extraction_.entities[entity])) return;
    if (const std::uint32_t cls = types_.at(entity); cls != kNone && contract_.is_own(cls) && confidence < kLikely) return;
    if (types_.fit(entity, classes) == EntityTypes::Fit::kNot) extraction_.entities[entity].type.clear();
  }

  /// The reader takes a thing for what the property asks for, and the class says too little of itself to be held against what the thing is known as.
  void read_as(std::uint32_t entity, std::uint32_t cls, const std::vector<EndConstraint>& constraints) {
    if (!contract_.is_foreign() || cls == kNone || !contract_.is_own(cls) || entity >= known_) return;
    // A company may be a publisher, too; what is a kind of person or place says enough.
    const std::uint32_t body = ontology_.find_class(core_class::kOrganization);
    const bool is_body = body != kNone && ontology_.is_a(cls, body) && types_.at(entity) != kNone && ontology_.is_a(types_.at(entity), body);
    if (contract_.is_anchored(cls) && !is_body) return;
    for (const EndConstraint& constraint : constraints)
      if (contract_.says(cls, constraint.classes) && types_.fit(entity, constraint.classes) == EntityTypes::Fit::kNot && !ontology_.disjoint(types_.at(entity), cls)) {
        std::vector<std::string>& more = extraction_.entities[entity].more_types;
        if (const std::string& iri = ontology_.classes()[cls].iri; std::find(more.begin(), more.end(), iri) == more.end()) more.push_back(iri);
        return;
      }
  }

  /// "9524 | O'Rourke", "The | Kinks": all words beside the name look like parts of one.
  bool is_longer_name(TokenRange words, TokenRange name) const {
    if (words.first > name.first || words.end < name.end || words == name) return false;
    const std::uint32_t begin = decode(document_.tokens[words.first].form, 0).value;
    const bool numbered = begin == '(' && is_digit(decode(document_.tokens[words.first + 1].form, 0).value);  // "(66063) 1998 RO1"
    if (!is_upper(begin) && !is_digit(begin) && !numbered) return false;
    for (std::uint32_t t = words.first; t < words.end; ++t) {
      if (t >= name.first && t < name.end) continue;
      const std::string& form = document_.tokens[t].form;
      const CodePoint first = decode(form, 0);
      if (!is_upper(first.value) && !is_digit(first.value) && !is_one_of(form, {"'s", "’s", "-", "–", ":", "of", "the", "and", "&", "a", "at", "by", "for", "in", "on", "to", "with"}) &&
          !(numbered && t < words.first + 3))
        return false;
    }
    return true;
  }

  void rename(Entity& entity, const Mention& mention, std::string words) {
    if (is_known(entity) || entity.label != document_.at(mention.span)) return;
    entity.aliases.push_back(std::exchange(entity.label, std::move(words)));
  }

  /// What the model takes an end for, else what the property asks for.
  static std::uint32_t class_of(std::uint32_t read, const std::vector<std::uint32_t>& asked) { return read == kNone && asked.size() == 1 ? asked.front() : read; }

  /// As entity_at, of class `cls` where it is new; "the building" is what the model took for a building last (`read_as`).
  std::uint32_t end_of(Span span, std::uint32_t read_as, std::uint32_t cls, Make make) {
    if (!contract_.is_foreign() || read_as == kNone) return entity_at(span, cls, make);
    const std::uint32_t known = entity_at(span, cls, Make::kNever);
    const TokenRange words = tokens_in(document_, span);
    const bool bare = is_definite(words) && (known == kNone || extraction_.entities[known].label == document_.tokens[words.end - 1].form);
    const bool named = known != kNone && !extraction_.entities[known].label.empty() && is_upper(decode(extraction_.entities[known].label, 0).value);
    if (named && known < known_ && !bare) last_of_[read_as] = known;
    const auto last = last_of_.find(read_as);
    if (last == last_of_.end() || !bare) return known != kNone ? known : entity_at(span, cls, make);
    fresh_.join(span, last->second, "the last that was read as one of its class");
    return last->second;
  }

  /// "The building", "this film": no more is said of it.
  bool is_definite(TokenRange words) const {
    if (words.first >= words.end) return false;
    const Token& noun = document_.tokens[words.end - 1];
    const auto is_article = [&](std::uint32_t t) { return is_one_of(to_lower(document_.tokens[t].form), {"the", "this", "that"}); };
    if (noun.upos != "NOUN" || noun.feats.find("Number=Sing") == std::string::npos) return false;
    return words.end - words.first == 1 ? words.first > 0 && is_article(words.first - 1) : words.end - words.first == 2 && is_article(words.first);
  }

  /// The entity of the mention with just these words, else of a name with the same head, else a new one.
  std::uint32_t entity_at(Span span, std::uint32_t cls, Make make) {
    const TokenRange words = tokens_in(document_, span);
    if (words.first >= words.end) return kNone;
    const std::uint32_t head = head_token(document_, words), sentence = sentence_of(document_, head);
    if (sentence == kNone) return kNone;
    const auto [begin, end] = mentions_in({document_.sentences[sentence].span.begin, span.end});
    std::uint32_t named = kNone;
    for (std::size_t m = begin; m < end; ++m) {
      const Mention& mention = extraction_.mentions[m];
      if (mention.entity == kNone) continue;
      if (mention.span == span) return mention.entity;
      const TokenRange name = tokens_in(document_, mention.span);
      if (name.end == words.end && name.first + 1 == words.first && document_.tokens[name.first].upos == "DET") return mention.entity;
      if (mention.kind != MentionKind::kName || mention.adjectival || head_token(document_, name) != head) continue;
      named = mention.entity;
      if (contract_.is_foreign() && is_longer_name(words, name)) rename(extraction_.entities[named], mention, single_spaced(document_.at(span)));
    }
    if (named == kNone && contract_.is_foreign()) named = named_before_kind(words, begin, end);
    if (named != kNone || make == Make::kNever) return named;
    const Token& word = document_.tokens[head];
    if (word.upos == "PRON" || word.upos == "DET") return kNone;
    // Under a user's ontology, domain and range are to say what it is.
    const std::string unknown = contract_.is_foreign() ? std::string() : std::string(core_class::kThing);
    return fresh_.of(span, cls == kNone ? unknown : ontology_.classes()[cls].iri);
  }

  /// The thing of a name that a noun for its kind follows: "the Houston Texans | club".
  std::uint32_t named_before_kind(TokenRange words, std::size_t begin, std::size_t end) const {
    const auto is_named = [&](const Mention& mention) {
      if (mention.kind != MentionKind::kName || mention.adjectival || mention.entity >= known_) return false;
      const TokenRange name = tokens_in(document_, mention.span);
      return name.end + 1 == words.end && (name.first == words.first || (name.first == words.first + 1 && document_.tokens[words.first].upos == "DET"));
    };
    const auto first = extraction_.mentions.begin() + static_cast<std::ptrdiff_t>(begin), last = extraction_.mentions.begin() + static_cast<std::ptrdiff_t>(end);
    const auto named = std::find_if(first, last, is_named);
    if (named == last) return kNone;
    const std::string& noun = document_.tokens[words.end - 1].form;
    const std::vector<Class>& classes = ontology_.classes();
    const auto cls = std::find_if(classes.begin(), classes.end(), [&](const Class& one) { return to_lower(one.label) == noun; });
    const bool fits = cls != classes.end() && types_.fit(named->entity, {static_cast<std::uint32_t>(cls - classes.begin())}) != EntityTypes::Fit::kNot;
    return fits ? named->entity : kNone;
  }

  /// That of every clause and noun between the ends.
  Modality modality(const RelationReading& reading) {
    const std::uint32_t a = head_of(reading.subject), b = head_of(reading.object);
    if (const std::uint32_t sentence = sentence_of(document_, a); sentence != sentence_) {
      sentence_ = sentence;
      tree_.emplace(document_, sentence);
    }
    Modality out;
    const std::vector<std::uint32_t> left = up(a), right = up(b);
    const auto meet = std::find_first_of(left.begin(), left.end(), right.begin(), right.end());
    if (meet == left.end()) return out;
    const auto join = [&](std::uint32_t token) {
      if (token == a || token == b) return;
      const Modality other = read_modality(*tree_, token);
      if (other.polarity == Polarity::kNegated) out.polarity = Polarity::kNegated;
      if (out.certainty == Certainty::kCertain) out.certainty = other.certainty;
    };
    std::for_each(left.begin(), meet, join);
    std::for_each(right.begin(), std::find(right.begin(), right.end(), *meet), join);
    join(*meet);
    return out;
  }

  std::uint32_t head_of(Span span) const { return head_token(document_, tokens_in(document_, span)); }

  std::vector<std::uint32_t> up(std::uint32_t token) const {
    constexpr std::size_t kDeepest = 40;
    std::vector<std::uint32_t> chain{token};
    while (chain.size() < kDeepest && tree_->head(chain.back()) != kNone) chain.push_back(tree_->head(chain.back()));
    return chain;
  }

  Extraction& extraction_;
  const Document& document_;
  const Contract& contract_;
  const Ontology& ontology_;
  const EntityTypes types_;  // as they were found
  NewEntities fresh_;
  const std::size_t known_;  // entities that there were
  const std::array<std::uint32_t, 3> kinds_of_place_{ontology_.find_class(core_class::kCountry), ontology_.find_class(core_class::kRegion), ontology_.find_class(core_class::kCity)};
  std::map<Ends, std::size_t> told_;  // index into claims
  std::map<std::uint32_t, std::uint32_t> last_of_;  // class to the named entity that was last read as one
  std::uint32_t sentence_ = kNone;
  std::optional<SentenceTree> tree_;
};

}  // namespace

void tell_readings(Extraction& extraction, const Contract& contract) {
  if (!extraction.readings.empty()) Teller(extraction, contract).run();
}

}  // namespace relata
