#include <relata/claims/event_extractor.hpp>

#include <relata/claims/argument_text.hpp>
#include <relata/claims/heads.hpp>
#include <relata/claims/light_verbs.hpp>
#include <relata/claims/modality.hpp>
#include <relata/core/one_of.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace relata {
namespace {

constexpr double kUntold = 0.3;         // confidence of a claim that only the reading as an event makes
constexpr int kDeepestClause = 3;       // clauses that are looked into for whom an event is done to
constexpr std::size_t kWidest = 60;     // tokens of a noun phrase that are looked at
constexpr std::size_t kMostSides = 10;  // conjuncts of one side; longer lists are cut

using Sides = std::vector<Argument>;

/// Where the other side stands, best first.
constexpr std::string_view kLinks[] = {"with", "against", "between", "to", "toward", "towards", "at",   "on",
                                       "upon", "from",    "by",      "for", "of",    "over",    "into", "near"};

class SentenceReader {
 public:
  SentenceReader(const Ontology& ontology, const std::vector<EventCategory>& categories, const EventWordings& wordings, const Heads& heads,
                 Extraction& extraction, std::uint32_t sentence)
      : ontology_(ontology), categories_(categories), wordings_(wordings), heads_(heads), extraction_(extraction), tree_(extraction.document, sentence),
        frames_(find_frames(tree_)) {
    for (const Frame& frame : frames_)
      if (frame.kind == Frame::Kind::kNoun) nouns_.emplace(frame.head, &frame);
      else if (frame.kind == Frame::Kind::kVerb || frame.kind == Frame::Kind::kCopula) clauses_.emplace(frame.head, &frame);
  }

  /// `claims`: of this sentence, indices into Extraction::claims.
  void run(const std::vector<std::uint32_t>& claims) {
    sentence_claims_ = claims;
    for (const Frame* const frame : outermost_first()) {
      if (told_.contains(frame->head)) continue;
      if (frame->kind == Frame::Kind::kVerb || frame->kind == Frame::Kind::kCopula) read_clause(*frame);
      else if (frame->kind == Frame::Kind::kVerbNoun || frame->kind == Frame::Kind::kNoun) read_noun(*frame);
    }
  }

 private:
  std::vector<const Frame*> outermost_first() const {
    std::vector<std::uint32_t> rank(tree_.end() - tree_.first());
    for (std::uint32_t i = 0; i < tree_.top_down().size(); ++i) rank[tree_.top_down()[i] - tree_.first()] = i;
    std::vector<const Frame*> out;
    for (const Frame& frame : frames_)
      if (is_here(frame.head)) out.push_back(&frame);
    // Of a noun, the frame with its verb comes first.
    std::stable_sort(out.begin(), out.end(), [&](const Frame* a, const Frame* b) {
      const auto key = [&](const Frame* f) { return std::pair(rank[f->head - tree_.first()], f->kind == Frame::Kind::kNoun); };
      return key(a) < key(b);
    });
    return out;
  }

  bool is_here(std::uint32_t t) const { return t >= tree_.first() && t < tree_.end(); }

  // Events.
  void read_clause(const Frame& frame) {
    const std::optional<EventMatch> match = wordings_.match_verb(tree_, frame, nouns_);
    if (!match) return;
    for (const std::uint32_t t : match->tokens) told_.insert(t);
    if (match->noun != kNone) told_.insert(match->noun);
    const Sides who = sides(frame, match->undergoes ? Role::kObject : Role::kSubject);
    if (who.empty()) return;
    if (match->clause != kNone) own(match->clause);
    const std::uint32_t category = category_of(match->category, modality(frame), is_purpose(frame.head));
    if (category == kNone) return;
    tell(frame, *match, category, who, other_side(frame, *match, who));
  }

  void read_noun(const Frame& frame) {
    const bool with_verb = frame.kind == Frame::Kind::kVerbNoun;
    if (with_verb && !(frame.light || begins(frame))) return;
    const std::optional<EventMatch> match = wordings_.match_noun(tree_, frame, !with_verb);
    if (!match) return;
    told_.insert(frame.head);
    Sides who = with_verb ? sides(frame, Role::kSubject) : owners(frame, match->link);
    const std::uint32_t category = category_of(match->category, modality(frame), with_verb && is_purpose(frame.clause));
    if (who.empty() || category == kNone) return;
    if (!with_verb && match->link == "between") {
      tell(frame, *match, category, who, {});
      return;
    }
    const Sides whom = other_side(frame, *match, who);
    if (with_verb || !whom.empty()) tell(frame, *match, category, who, whom);
  }

  /// "Continued its attacks", not "ended its attacks".
  static bool begins(const Frame& frame) {
    const std::string verb = frame.lemma.substr(0, frame.lemma.rfind(' '));
    return is_aspectual(verb) && !is_one_of(verb, {"suspend", "halt", "end", "finish", "break off"});
  }

  /// What stands in the clause is content of an event that is told.
  void own(std::uint32_t clause) {
    std::vector<std::uint32_t> open{clause};
    for (std::size_t i = 0; i < open.size(); ++i) {
      told_.insert(open[i]);
      for (const std::uint32_t c : tree_.children(open[i])) open.push_back(c);
    }
  }

  /// "Will attack unless": what is announced under a condition is announced.
  Modality modality(const Frame& frame) const {
    Modality out = read_modality(tree_, frame);
    if (out.certainty != Certainty::kHypothetical || frame.clause == kNone || tree_.relation(frame.clause) == "advcl") return out;
    for (const std::uint32_t c : tree_.children(frame.clause))
      if (tree_.relation(c) == "aux" && is_one_of(tree_.form(c), {"will", "'ll", "’ll"})) out.certainty = Certainty::kPlanned;
    return out;
  }

  /// kNone where the event does not take place.
  std::uint32_t category_of(std::uint32_t category, const Modality& modality, bool purpose) const {
    if (modality.polarity == Polarity::kNegated || purpose) return kNone;
    if (modality.certainty == Certainty::kCertain || modality.certainty == Certainty::kProbable) return category;
    if (modality.certainty != Certainty::kPlanned) return kNone;
    const std::uint32_t intended = categories_[category].intended;
    return intended == kNone ? category : intended;
  }

  /// "Opened the border to let them in": what for, which is told of nobody.
  bool is_purpose(std::uint32_t head) const {
    const std::uint32_t mark = tree_.child(head, "mark");
    return tree_.relation(head) == "advcl" && mark != kNone && tree_.form(mark) == "to";
  }

  // Sides.
  Sides sides(const Frame& frame, Role role) const {
    Sides out;
    for (const Argument& a : frame.arguments)
      if (a.role == role && is_here(a.head) && out.size() < kMostSides)
        if (const std::uint32_t who = doer(a.head); who != kNone) out.push_back({a.role, a.word, who, a.inherited});
    return out;
  }

  /// Whoever is meant, or whose it is: "RUSSIAN aircraft".
  std::uint32_t doer(std::uint32_t head) const {
    const std::uint32_t entity = heads_.entity(head);
    if (entity != kNone && !is_thing(entity)) return head;
    for (const std::uint32_t c : tree_.children(head))
      if (c < head && is_actor(c) && is_one_of(tree_.relation(c), {"amod", "compound", "nmod"})) return c;
    return kNone;
  }

  /// Who does what a noun tells: "RUSSIA's war", "attacks by MILITANTS", "talks between X and Y".
  Sides owners(const Frame& frame, const std::string& link) const {
    Sides out;
    for (const Argument& a : frame.arguments) {
      const bool place = a.role == Role::kOwner || a.role == Role::kModifier || (a.role == Role::kPreposition && (a.word == "by" || link == "between") &&
                                                                                (a.word == "by" || a.word == link));
      if (place && is_here(a.head) && is_actor(a.head) && out.size() < kMostSides) out.push_back(a);
    }
    return out;
  }

  /// "X and Y met", "X and Y reached an agreement", but not "X or Y", and not "X and Y host a summit".
  bool are_together(const Frame& frame, const EventMatch& match, const Sides& who) const {
    if (!categories_[match.category].mutual || who.size() < 2) return false;
    for (const Argument& a : frame.arguments)
      if (a.role == Role::kObject && a.head != match.noun) return false;
    return std::none_of(who.begin(), who.end(), [&](const Argument& a) {
      const std::uint32_t joined = tree_.child(a.head, "cc");
      return joined != kNone && is_one_of(tree_.form(joined), {"or", "nor"});
    });
  }

  Sides other_side(const Frame& frame, const EventMatch& match, const Sides& who, int depth = 0) const {
    std::set<std::uint32_t> own;
    for (const Argument& a : who) own.insert(heads_.entity(a.head));
    const auto found = nouns_.find(match.noun);
    const std::vector<Argument>* const of_noun = match.noun == kNone || found == nouns_.end() ? nullptr : &found->second->arguments;
    const auto behind = [&](std::string_view link, bool inside) {
      Sides out;
      for (const std::vector<Argument>* arguments : {of_noun, &frame.arguments})
        if (arguments != nullptr && out.empty()) out = actors(*arguments, Role::kPreposition, link, own, kNone, inside);
      return out;
    };
    if (!match.link.empty())
      if (Sides out = behind(match.link, false); !out.empty()) return out;
    const bool together = are_together(frame, match, who);
    if (match.clause != kNone && !together)
      if (Sides out = actors_of_content(match.clause, who, own, depth); !out.empty()) return out;
    for (const Role role : {Role::kIndirect, Role::kObject})
      if (Sides out = actors(frame.arguments, role, {}, own, match.noun); !out.empty()) return out;
    if (together) return {};
    if (!match.link.empty())
      if (Sides out = behind(match.link, true); !out.empty()) return out;
    for (const std::string_view link : kLinks)
      if (Sides out = behind(link, true); !out.empty()) return out;
    if (Sides out = actors_of_purpose(frame, own); !out.empty()) return out;
    return behind("in", true);
  }

  /// "Marched to demand reforms from X", "marched demanding that X ...".
  Sides actors_of_purpose(const Frame& frame, const std::set<std::uint32_t>& own) const {
    if (frame.clause == kNone) return {};
    for (const std::uint32_t c : tree_.children(frame.clause)) {
      const bool purpose = is_purpose(c) || tree_.has_feature(c, "VerbForm=Ger") || tree_.form(c).ends_with("ing");
      if (!purpose || !is_one_of(tree_.relation(c), {"advcl", "xcomp", "acl"})) continue;
      if (Sides out = actors_of_clause(c, own, 0); !out.empty()) return out;
    }
    return {};
  }

  /// Who is to do it, else to whom it is done: "demanded that X leave", "promised to send troops to X".
  Sides actors_of_content(std::uint32_t head, const Sides& who, const std::set<std::uint32_t>& own, int depth) const {
    const auto found = clauses_.find(head);
    if (found == clauses_.end() || depth >= kDeepestClause) return {};
    if (Sides out = actors(found->second->arguments, Role::kSubject, {}, own); !out.empty()) return out;
    if (const std::optional<EventMatch> inner = wordings_.match_verb(tree_, *found->second, nouns_))
      if (Sides out = other_side(*found->second, *inner, who, depth + 1); !out.empty()) return out;
    return actors_of_clause(head, own, 0);
  }

  Sides actors_of_clause(std::uint32_t head, const std::set<std::uint32_t>& own, int depth) const {
    const auto found = clauses_.find(head);
    if (found == clauses_.end() || depth >= kDeepestClause) return {};
    const std::vector<Argument>& arguments = found->second->arguments;
    for (const Role role : {Role::kSubject, Role::kIndirect, Role::kObject, Role::kComplement})
      if (Sides out = actors(arguments, role, {}, own); !out.empty()) return out;
    for (const std::string_view link : kLinks)
      if (Sides out = actors(arguments, Role::kPreposition, link, own); !out.empty()) return out;
    if (Sides out = actors(arguments, Role::kPreposition, "in", own); !out.empty()) return out;
    for (const Argument& a : arguments)
      if (a.role == Role::kClause)
        if (Sides out = actors_of_clause(a.head, own, depth + 1); !out.empty()) return out;
    return {};
  }

  /// The arguments of that place that act, else who acts inside of their words; all but the argument `but`.
  Sides actors(const std::vector<Argument>& arguments, Role role, std::string_view word, const std::set<std::uint32_t>& own, std::uint32_t but = kNone,
               bool inside = true) const {
    Sides out;
    std::vector<std::uint32_t> others;
    for (const Argument& a : arguments) {
      if (a.role != role || (!word.empty() && a.word != word) || !is_here(a.head) || heads_.is_time(a.head) || a.head == but) continue;
      if (!is_actor(a.head)) others.push_back(a.head);
      else if (!own.contains(heads_.entity(a.head)) && out.size() < kMostSides) out.push_back(a);
    }
    for (std::size_t i = 0; inside && out.empty() && i < others.size(); ++i)
      if (const std::uint32_t actor = actor_inside(others[i], own); actor != kNone) out.push_back({Role::kModifier, {}, actor, false});
    return out;
  }

  /// The nearest below the token that acts.
  std::uint32_t actor_inside(std::uint32_t head, const std::set<std::uint32_t>& own) const {
    std::vector<std::uint32_t> open{head};
    for (std::size_t i = 0; i < open.size() && i < kWidest; ++i) {
      const std::uint32_t t = open[i];
      if (i > 0 && !tree_.has_upos(t, "PRON") && is_actor(t) && !own.contains(heads_.entity(t))) return t;
      for (const std::uint32_t c : tree_.children(t)) open.push_back(c);
    }
    return kNone;
  }

  /// Named, or by somebody named: "Iranian students". "Crowds" that do something to nobody are no political event.
  bool is_known(std::uint32_t head) const { return heads_.is_named(heads_.entity(head)) || actor_inside(head, {}) != kNone; }

  std::uint32_t class_of(std::uint32_t entity) const { return ontology_.find_class(extraction_.entities[entity].type); }

  bool is_a(std::uint32_t cls, std::string_view iri) const {
    const std::uint32_t wide = ontology_.find_class(iri);
    return cls != kNone && wide != kNone && ontology_.is_a(cls, wide);
  }

  bool acts(std::uint32_t cls) const { return is_a(cls, core_class::kPerson) || is_a(cls, core_class::kOrganization) || is_a(cls, core_class::kGroup); }

  bool is_land(std::uint32_t cls) const { return is_a(cls, core_class::kPlace) && !is_a(cls, core_class::kFacility); }

  bool is_actor(std::uint32_t t) const {
    const std::uint32_t entity = heads_.entity(t);
    if (entity == kNone) return false;
    const std::uint32_t cls = class_of(entity);
    if (cls == kNone) return heads_.is_named(entity) && extraction_.entities[entity].type != core_class::kThing;
    return acts(cls) || (is_land(cls) && heads_.is_named(entity));
  }

  /// Of a known class, and nothing that acts.
  bool is_thing(std::uint32_t entity) const {
    const std::uint32_t cls = class_of(entity);
    return cls != kNone && !acts(cls) && !is_land(cls);
  }

  // Claims.
  void tell(const Frame& frame, const EventMatch& match, std::uint32_t category, const Sides& who, const Sides& whom) {
    if (whom.empty() && are_together(frame, match, who)) {
      for (std::size_t i = 0; i < who.size(); ++i)
        for (std::size_t k = i + 1; k < who.size(); ++k) tell_one(frame, match, category, who[i], &who[k]);
      return;
    }
    for (const Argument& one : who) {
      if (whom.empty() && is_known(one.head)) tell_one(frame, match, category, one, nullptr);
      for (const Argument& other : whom) tell_one(frame, match, category, one, &other);
    }
  }

  void tell_one(const Frame& frame, const EventMatch& match, std::uint32_t category, const Argument& who, const Argument* whom) {
    const std::uint32_t subject = heads_.entity(who.head), object = whom == nullptr ? kNone : heads_.entity(whom->head);
    if (subject == object) return;
    const std::string& iri = categories_[category].iri;
    bool told = false;
    for (const std::uint32_t c : sentence_claims_) {
      Claim& claim = extraction_.claims[c];
      const bool same = claim.subject == subject && (whom == nullptr || (claim.has_entity_object() && claim.object_entity() == object));
      if (!same || !says(claim, match) || (told && whom == nullptr)) continue;
      told = true;
      if (claim.category.empty()) claim.category = iri;
      if (claim.time.empty()) claim.time = time_of(frame);
      give_reasons(claim, frame);
    }
    if (told || whom == nullptr || !is_actor(who.head) || !has_name(subject) || !has_name(object)) return;
    Claim claim;
    claim.method = Method::kEvent;
    claim.category = iri;
    claim.subject = subject;
    claim.object = object;
    claim.predicate = predicate(frame, match, *whom);
    claim.certainty = modality(frame).certainty;
    claim.confidence = kUntold;
    claim.time = time_of(frame);
    if (const std::uint32_t place = place_of(frame, *whom); place != kNone) claim.qualifiers["place"] = words(place);
    give_reasons(claim, frame);
    claim.surface = Surface{words(who.head), words_of(tree_.document(), match.tokens), words(whom->head), {}};
    claim.evidence.push_back(evidence(match, who, *whom));
    sentence_claims_.push_back(static_cast<std::uint32_t>(extraction_.claims.size()));
    extraction_.claims.push_back(std::move(claim));
  }

  /// "Attacked Iraq after Iraq bombed Basra", "sanctioned Iraq over the attack": what it is an answer to, in its words, for the events of a graph.
  void give_reasons(Claim& claim, const Frame& frame) const {
    for (const Argument& a : frame.arguments) {
      if ((a.role != Role::kClause && a.role != Role::kPreposition) || !is_here(a.head) || a.inherited || heads_.is_time(a.head)) continue;
      if (a.role == Role::kClause && tree_.relation(a.head) != "advcl") continue;
      if (!is_one_of(a.word, {"because", "because of", "after", "over", "for", "following", "due to", "amid", "in response to"})) continue;
      if (a.word == "for" && a.role == Role::kPreposition) continue;
      std::string reason = a.role == Role::kClause ? clause_words(a) : words(a.head);
      if (!reason.empty()) claim.qualifiers.try_emplace(a.word, std::move(reason));
    }
  }

  /// All words below, without the marker.
  std::string clause_words(const Argument& clause) const {
    std::vector<std::uint32_t> tokens{clause.head};
    for (std::size_t i = 0; i < tokens.size() && tokens.size() < kWidest; ++i)
      for (const std::uint32_t c : tree_.children(tokens[i]))
        if (tokens[i] != clause.head || (tree_.relation(c) != "mark" && tree_.relation(c) != "punct")) tokens.push_back(c);
    std::sort(tokens.begin(), tokens.end());
    return words_of(tree_.document(), tokens);
  }

  bool has_name(std::uint32_t entity) const { return !extraction_.entities[entity].label.empty(); }

  /// Whether the claim was read off the same words.
  bool says(const Claim& claim, const EventMatch& match) const {
    const Document& document = tree_.document();
    if (claim.polarity == Polarity::kNegated || !claim.evidence.front().overlaps(document.tokens[match.tokens.front()].span)) return false;
    if (claim.method == Method::kEvent) return true;
    if (const std::uint32_t property = ontology_.find_property(claim.predicate); property != kNone) return !ontology_.properties()[property].category.empty();
    return std::any_of(match.tokens.begin(), match.tokens.end(), [&](std::uint32_t t) {
      const std::string words = " " + claim.predicate + " ";
      return words.find(" " + tree_.lemma(t) + " ") != std::string::npos || words.find(" " + tree_.form(t) + " ") != std::string::npos;
    });
  }

  std::string predicate(const Frame& frame, const EventMatch& match, const Argument& whom) const {
    std::string out = frame.kind == Frame::Kind::kNoun ? "have " + frame.lemma : frame.lemma;
    if (frame.kind != Frame::Kind::kNoun && match.noun != kNone && match.noun != frame.head) out += " " + tree_.lemma(match.noun);
    return whom.role == Role::kPreposition ? out + " " + whom.word : out;
  }

  /// As on the claim: ISO 8601, "" where not said.
  std::string time_of(const Frame& frame) const {
    for (const Argument& a : frame.arguments)
      if ((a.role == Role::kTime || a.role == Role::kPreposition) && is_here(a.head) && heads_.is_time(a.head))
        if (const std::string& value = extraction_.mentions[heads_.value(a.head)].value; !value.empty()) return value;
    return frame.kind == Frame::Kind::kVerb ? heads_.date_of(tree_, frame.head) : std::string();
  }

  /// "In Baghdad", unless that is whom it is done to.
  std::uint32_t place_of(const Frame& frame, const Argument& whom) const {
    for (const Argument& a : frame.arguments)
      if (a.role == Role::kPreposition && (a.word == "in" || a.word == "at" || a.word == "near") && a.head != whom.head && is_here(a.head) &&
          heads_.entity(a.head) != kNone && is_a(class_of(heads_.entity(a.head)), core_class::kPlace))
        return a.head;
    return kNone;
  }

  std::string words(std::uint32_t head) const { return words_of(tree_.document(), argument_tokens(tree_, head, Conjuncts::kLeaveOut)); }

  Span evidence(const EventMatch& match, const Argument& who, const Argument& whom) const {
    std::uint32_t first = match.tokens.front(), last = match.tokens.back();
    if (!who.inherited) first = std::min(first, who.head), last = std::max(last, who.head);
    if (!whom.inherited) first = std::min(first, whom.head), last = std::max(last, whom.head);
    return {tree_.document().tokens[first].span.begin, tree_.document().tokens[last].span.end};
  }

  const Ontology& ontology_;
  const std::vector<EventCategory>& categories_;
  const EventWordings& wordings_;
  const Heads& heads_;
  Extraction& extraction_;
  const SentenceTree tree_;
  const std::vector<Frame> frames_;
  std::unordered_map<std::uint32_t, const Frame*> nouns_, clauses_;  // by head
  std::set<std::uint32_t> told_;                                     // tokens that belong to an event
  std::vector<std::uint32_t> sentence_claims_;
};

}  // namespace

void EventExtractor::extend(Extraction& extraction) const {
  if (wordings_.empty()) return;
  const Heads heads(extraction);
  const std::vector<Sentence>& sentences = extraction.document.sentences;
  std::vector<std::vector<std::uint32_t>> claims(sentences.size());
  for (std::uint32_t c = 0; c < extraction.claims.size(); ++c) {
    if (extraction.claims[c].evidence.empty()) continue;
    const std::uint32_t at = extraction.claims[c].evidence.front().begin;
    const auto after = std::partition_point(sentences.begin(), sentences.end(), [&](const Sentence& s) { return s.span.begin <= at; });
    if (after != sentences.begin()) claims[static_cast<std::size_t>(after - sentences.begin()) - 1].push_back(c);
  }
  for (std::uint32_t s = 0; s < sentences.size(); ++s) SentenceReader(ontology_, categories_, wordings_, heads, extraction, s).run(claims[s]);
}

}  // namespace relata
