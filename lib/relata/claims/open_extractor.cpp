#include <relata/claims/open_extractor.hpp>

#include <relata/claims/argument_text.hpp>
#include <relata/claims/frame.hpp>
#include <relata/claims/heads.hpp>
#include <relata/claims/modality.hpp>
#include <relata/claims/new_entities.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/attitudes.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace relata {
namespace {

/// One or several noun phrases in one place of a claim.
struct Participant {
  std::uint32_t head = 0;
  std::uint32_t entity = kNone;  ///< kNone: a value, or a subject that still needs an entity
  std::string words;
  bool inherited = false;
  Conjuncts conjuncts = Conjuncts::kLeaveOut;  ///< of the words
};

class Reading {
 public:
  Reading(const Extraction& extraction, const Ontology& ontology, const std::set<std::string>& offices)
      : extraction_(extraction), document_(extraction.document), ontology_(ontology), offices_(offices), heads_(extraction), place_(ontology.find_class(core_class::kPlace)),
        somebody_{ontology.find_class(core_class::kPerson), ontology.find_class(core_class::kGroup), ontology.find_class(core_class::kOrganization)} {
    for (const Mention& mention : extraction.mentions) {
      const TokenRange words = tokens_in(document_, mention.span);
      if (mention.entity == kNone && mention.kind == MentionKind::kNominal && words.first < words.end) unlinked_.insert(head_token(document_, words));
    }
  }

  void run() {
    for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const SentenceTree tree(document_, s);
      tree_ = &tree;
      const std::vector<Frame> frames = find_frames(tree);
      frames_ = &frames;
      // What takes a clause comes after that clause: whether it made a claim is known by then.
      std::vector<std::uint32_t> depth(tree.end() - tree.first());
      for (const std::uint32_t t : tree.top_down()) depth[t - tree.first()] = tree.head(t) == kNone ? 0 : depth[tree.head(t) - tree.first()] + 1;
      std::vector<const Frame*> inner_first;
      for (const Frame& frame : frames) inner_first.push_back(&frame);
      std::stable_sort(inner_first.begin(), inner_first.end(),
                       [&](const Frame* a, const Frame* b) { return depth[a->head - tree.first()] > depth[b->head - tree.first()]; });
      for (const Frame* const frame : inner_first) read(*frame);
      for (std::uint32_t t = tree.first(); t < tree.end(); ++t) {
        read_reference(t);
        read_origin(t);
      }
      told_.clear();
    }
    tree_ = nullptr;
    frames_ = nullptr;
  }

  /// Claims whose subject (or pronoun for an object) has no entity: `needs[i]` is the token that gets one; kNone where there is one.
  std::vector<Claim> claims;
  std::vector<std::uint32_t> subject_needs, object_needs;

 private:
  void read(const Frame& frame) {
    switch (frame.kind) {
      case Frame::Kind::kVerb: read_verb(frame); break;
      case Frame::Kind::kCopula: read_copula(frame); break;
      case Frame::Kind::kApposition:
      case Frame::Kind::kTitle: read_description(frame); break;
      case Frame::Kind::kNoun: read_noun(frame); break;
      case Frame::Kind::kVerbNoun: break;  // with their verb
    }
  }

  // Participants.
  std::string words(std::uint32_t head, Conjuncts conjuncts = Conjuncts::kLeaveOut) const {
    return words_of(document_, argument_tokens(*tree_, head, conjuncts));
  }

  bool is_pronoun(std::uint32_t t) const {
    return tree_->has_upos(t, "PRON") || is_one_of(tree_->form(t), {"that", "which", "who", "whom", "what", "whose"});
  }

  /// "Did nothing", "said something".
  bool is_indefinite(std::uint32_t t) const {
    return is_one_of(tree_->form(t), {"nothing", "something", "anything", "everything"});
  }

  std::vector<Participant> participants(const Frame& frame, Role role, std::string_view word = {}) const {
    std::vector<Participant> out;
    bool bare = true;  // whether none of them is an entity or will be one
    for (const Argument& a : frame.arguments)
      if (a.role == role && (word.empty() || a.word == word)) {
        out.push_back({a.head, heads_.entity(a.head), words(a.head), a.inherited});
        bare = bare && out.back().entity == kNone && !is_thing(a.head);
      }
    // "Peace and stability" is one thing that is said of, where neither is a node; so is what somebody chooses between.
    if ((bare || word == "between") && out.size() > 1 && tree_->relation(out.front().head) != "conj") {
      out.front().conjuncts = Conjuncts::kKeep;
      out.front().words = words(out.front().head, Conjuncts::kKeep);
      if (!bare) out.front().entity = kNone;
      out.resize(1);
    }
    return out;
  }

  /// "The former secretary of state conceded", where somebody named is meant: that he was it.
  void read_reference(std::uint32_t noun) {
    constexpr double kSure = 0.9;  // of the join
    constexpr double kReferred = 0.55;
    const std::uint32_t m = tree_->has_upos(noun, "NOUN") || tree_->has_upos(noun, "PROPN") ? heads_.mention(noun) : kNone;
    if (m == kNone || extraction_.mentions[m].kind != MentionKind::kNominal || !heads_.is_named(heads_.entity(noun))) return;
    if (!is_one_of(tree_->relation(noun), {"iobj", "nmod", "nsubj", "obj", "obl"}) || tree_->child(noun, "appos") != kNone || tree_->child(noun, "flat") != kNone) return;
    const std::uint32_t article = tree_->child(noun, "det"), entity = heads_.entity(noun);
    if (article == kNone || tree_->form(article) != "the" || tree_->has_feature(noun, "Number=Plur") || extraction_.entities[entity].type != core_class::kPerson) return;
    const auto join = std::partition_point(extraction_.joins.begin(), extraction_.joins.end(), [&](const Join& other) { return other.mention < m; });
    if (join == extraction_.joins.end() || join->mention != m || join->score < kSure) return;
    const auto children = tree_->children(noun);
    const bool over = std::any_of(children.begin(), children.end(), [&](std::uint32_t c) { return ends_office(tree_->form(c)); });
    if (!over && !is_office(noun)) return;
    if (over && !offices_.contains(tree_->form(noun))) return;
    std::string words = this->words(noun);
    if (const std::size_t space = words.find(' '); to_lower(words.substr(0, space)) == "the") words.erase(0, space + 1);
    const auto is_told = [&](const Claim& claim) { return claim.subject == entity && !claim.has_entity_object() && to_lower(claim.object_value().value).find(tree_->form(noun)) != std::string::npos; };
    if (std::any_of(claims.begin(), claims.end(), is_told)) return;
    tell(entity, over ? "be" : "hold position", Literal{words, {}, {}}, extraction_.mentions[m].span, kReferred, Surface{extraction_.entities[entity].label, "is", words, {}});
  }

  /// "A research team from the University of Roe and Moss College", "Jane Roe, 36, from Vorn".
  void read_origin(std::uint32_t head) {
    constexpr double kOrigin = 0.6;
    const std::uint32_t who = heads_.entity(head);
    if (who == kNone || extraction_.entities[who].label.empty() || is_pronoun(head) || !is_somebody(who)) return;
    for (const std::uint32_t c : tree_->children(head)) {
      const std::uint32_t from = tree_->child(c, "case");
      if (c < head || tree_->relation(c) != "nmod" || from == kNone || tree_->form(from) != "from" || !is_name(c)) continue;
      std::vector<std::uint32_t> places{c};
      for (const std::uint32_t other : tree_->children(c))
        if (tree_->relation(other) == "conj" && is_name(other)) places.push_back(other);
      for (const std::uint32_t place : places) {
        const std::uint32_t where = heads_.entity(place);
        if (where == who || !(is_place(place) || is_somebody(where))) continue;
        const Span evidence{document_.tokens[head].span.begin, document_.tokens[place].span.end};
        tell(who, "be from", where, evidence, kOrigin, Surface{words(head), "is from", words(place), {}});
      }
    }
  }

  /// Whether people are meant, or a body.
  bool is_somebody(std::uint32_t entity) const {
    const std::uint32_t cls = ontology_.find_class(extraction_.entities[entity].type);
    return cls != kNone && std::any_of(somebody_.begin(), somebody_.end(), [&](std::uint32_t wide) { return wide != kNone && ontology_.is_a(cls, wide); });
  }

  void tell(std::uint32_t subject, std::string predicate, std::variant<std::uint32_t, Literal> object, Span evidence, double confidence, Surface surface) {
    Claim claim;
    claim.method = Method::kOpen;
    claim.subject = subject;
    claim.predicate = std::move(predicate);
    claim.object = std::move(object);
    claim.evidence.push_back(evidence);
    claim.confidence = confidence;
    claim.surface = std::move(surface);
    claims.push_back(std::move(claim));
    subject_needs.push_back(kNone);
    object_needs.push_back(kNone);
  }

  // Verbs.
  /// "Earlier in the day", "later in the week": no thing.
  bool is_vague_time(const Argument& a) const {
    const std::uint32_t article = a.role == Role::kPreposition && a.word == "in" ? tree_->child(a.head, "det") : kNone;
    return article != kNone && tree_->form(article) == "the" && is_one_of(tree_->lemma(a.head), {"afternoon", "day", "evening", "month", "morning", "season", "week", "year"}) &&
           tree_->children(a.head).size() == 2;
  }

  void read_verb(const Frame& frame) {
    std::vector<Participant> subjects = participants(frame, Role::kSubject), objects = participants(frame, Role::kObject);
    const bool agentless = subjects.empty() && frame.passive;
    const std::string verb_words = verb_phrase(frame.head, false, frame.directions);
    if (agentless) {
      // "X was arrested in Paris on Monday".
      if (objects.empty()) return;
      std::swap(subjects, objects);
    }
    if (subjects.empty()) return;
    if (const std::uint32_t does = tree_->child(frame.head, "xcomp"); frame.lemma == "use" && does == frame.head + 2 && tree_->form(frame.head + 1) == "to") return;  // "used to dream"
    std::string lemma = agentless ? "be " + passive_form(frame) : frame.lemma;
    for (const std::uint32_t direction : frame.directions) lemma += " " + tree_->form(direction);
    std::vector<Argument> rest;
    for (const Argument& a : frame.arguments)
      if ((is_circumstance(a) || is_demand(frame, a)) && !is_vague_time(a)) rest.push_back(a);
    std::stable_sort(rest.begin(), rest.end(), [](const Argument& a, const Argument& b) { return a.head < b.head; });
    if (agentless) {
      // "He was given a prize": the prize is his object.
      if (const Argument* const receiver = frame.find(Role::kIndirect); receiver != nullptr) {
        objects = std::move(subjects);
        subjects = participants(frame, Role::kIndirect);
        std::erase_if(rest, [](const Argument& a) { return a.role == Role::kIndirect; });
      }
    }
    // "Fined the firm a million": the firm is what is fined, the million how much.
    if (objects.size() == 1 && !agentless && objects.front().entity == kNone && is_measure(objects.front().head)) {
      if (std::vector<Participant> receivers = participants(frame, Role::kIndirect); !receivers.empty() && receivers.front().entity != kNone) {
        std::erase_if(rest, [](const Argument& a) { return a.role == Role::kIndirect; });
        rest.push_back({Role::kObject, {}, objects.front().head, false});
        objects = std::move(receivers);
      }
    }
    Draft draft{&frame, lemma, verb_words, {}, {}, {}};
    if (!objects.empty()) read_judgement(frame, agentless ? subjects : objects);
    if (!objects.empty()) {
      draft.rest = rest;
      promote(frame, objects, draft);
      if (frame.lemma == "take" && tree_->form(objects.front().head) == "place" && !draft.taken) return;  // when it took place is its time
      if (frame.passive && !agentless) draft.turned = true;
      emit(draft, subjects, objects);
      return;
    }
    if (const std::uint32_t content = frame.passive ? kNone : untold_content(frame); content != kNone) {
      draft.rest = rest;
      emit(draft, subjects, {{content, kNone, clause_words(content), false}});
      return;
    }
    if ((is_saying(frame.lemma) && frame.find(Role::kClause) != nullptr) || (verb_cue(frame.lemma) != nullptr && has_content(frame))) {
      // What is said is told by claims of its own; to whom it was said is left.
      std::erase_if(rest, [&](const Argument& a) { return a.role != Role::kIndirect || heads_.entity(a.head) == kNone; });
    }
    if (rest.empty()) return;
    const Argument chosen = choose(rest, frame);
    // "Voted on Monday to accept the offer": what was voted is told by a claim of its own.
    const auto completes = [&](const Argument& a) { return a.role == Role::kClause && tree_->relation(a.head) == "xcomp"; };
    if ((chosen.role == Role::kTime || heads_.is_time(chosen.head)) && std::any_of(frame.arguments.begin(), frame.arguments.end(), completes)) return;
    if (chosen.role == Role::kClause) {
      // "The plant closed after the owner died".
      if (tree_->relation(chosen.head) != "advcl") return;
      const std::string marker = marker_of(chosen), text = clause_words(chosen.head);
      if (marker.empty() || text.size() <= marker.size() + 1 || !to_lower(text).starts_with(marker + " ")) return;
      draft.predicate += " " + marker;
      draft.surface += " " + marker;
      emit(draft, subjects, {{chosen.head, kNone, text.substr(marker.size() + 1), false}});
      return;
    }
    std::vector<Participant> object = chosen.role == Role::kPreposition ? participants(frame, chosen.role, chosen.word) : participants(frame, chosen.role);
    if (chosen.role == Role::kPreposition) {
      draft.predicate += " " + chosen.word;
      draft.surface += " " + chosen.word;
      std::erase_if(object, [&](const Participant& p) { return p.head != chosen.head && tree_->relation(p.head) != "conj"; });
    }
    for (const Argument& a : rest)
      if (std::none_of(object.begin(), object.end(), [&](const Participant& p) { return p.head == a.head; }) &&
          !(a.role == chosen.role && a.word == chosen.word && tree_->relation(a.head) == "conj"))
        draft.rest.push_back(a);
    emit(draft, subjects, object);
  }

  /// "Called X a liar", "sees X as weak": in the eyes of the subject X is that.
  void read_judgement(const Frame& frame, const std::vector<Participant>& of_whom) {
    const Cue* const cue = verb_cue(frame.lemma);
    if (cue == nullptr || (cue->takes & kWithObject) == 0 || of_whom.size() != 1) return;
    const bool names = cue->attitude == Attitude::kSay || cue->attitude == Attitude::kBelieve;
    if (!names && cue->attitude != Attitude::kPraise && cue->attitude != Attitude::kBlame) return;
    const Modality modality = read_modality(*tree_, frame);
    if (modality.polarity == Polarity::kNegated || modality.certainty == Certainty::kHypothetical) return;
    for (const Argument& a : frame.arguments) {
      const bool as = a.word == "as" && (a.role == Role::kPreposition || (a.role == Role::kClause && !tree_->has_feature(a.head, "VerbForm=Fin")));
      if (!as && !(names && a.role == Role::kComplement)) continue;
      if (a.head < frame.head || (!frame.passive && a.head < of_whom.front().head)) continue;
      Draft draft{&frame, "be", "is", {}, {}, {}};
      draft.judged = true;
      const bool noun = tree_->has_upos(a.head, "NOUN") || tree_->has_upos(a.head, "PROPN");
      add(draft, of_whom.front(), {a.head, noun ? heads_.entity(a.head) : kNone, words(a.head), false});
      return;
    }
  }

  /// A clause for an object ("said that it rains", "hopes that ...") of which no claim was read: then it is told in its words. Else its
  /// claims tell it, with their speaker and certainty.
  std::uint32_t untold_content(const Frame& frame) const {
    for (const Argument& a : frame.arguments)
      if (a.role == Role::kClause && tree_->relation(a.head) == "ccomp" && !told_.contains(a.head)) return a.head;
    return kNone;
  }

  bool has_content(const Frame& frame) const {
    return std::any_of(frame.arguments.begin(), frame.arguments.end(), [&](const Argument& a) { return a.role == Role::kClause && tree_->relation(a.head) == "ccomp"; }) ||
           (frame.find(Role::kIndirect) == nullptr && frame.find(Role::kComplement) == nullptr &&
            std::any_of(frame.arguments.begin(), frame.arguments.end(), [&](const Argument& a) { return a.role == Role::kClause && tree_->relation(a.head) == "xcomp"; }));
  }

  /// "In Paris", "when results were sluggish"; "according to X" is told by the speaker.
  bool is_circumstance(const Argument& a) const {
    if (a.role == Role::kPreposition) return a.word != "according to" && !is_set_phrase(a);
    if (a.role != Role::kClause) return a.role == Role::kIndirect || a.role == Role::kComplement || a.role == Role::kTime;
    return tree_->relation(a.head) == "advcl" && (is_one_of(marker_of(a), {"when", "if", "because", "after", "before", "since", "as", "while", "until",
                                                                           "unless", "although", "though", "once", "where", "whenever", "whereas"}) ||
                                                  is_one_of(a.word, {"of", "from", "with"}));  // "accused him of stealing"
  }

  /// "At all", "of course": says nothing of its own.
  bool is_set_phrase(const Argument& a) const {
    return tree_->children(a.head).size() <= 1 &&
           is_one_of(a.word + " " + tree_->form(a.head), {"at all", "at least", "at once", "at first", "at last", "in fact", "in turn", "in general",
                                                          "of course", "in addition", "in total", "for example", "in particular"});
  }

  /// "Urged Sudan to release them": what the object is to do.
  bool is_demand(const Frame& frame, const Argument& a) const {
    return a.role == Role::kClause && tree_->relation(a.head) == "xcomp" && tree_->has_upos(a.head, "VERB") && !frame.passive &&
           (frame.find(Role::kObject) != nullptr || frame.find(Role::kIndirect) != nullptr);
  }

  std::string marker_of(const Argument& a) const {
    if (!a.word.empty()) return a.word;
    const std::uint32_t adverb = tree_->child(a.head, "advmod");
    return adverb != kNone && adverb < a.head ? tree_->form(adverb) : "";
  }

  struct Draft {
    const Frame* frame = nullptr;
    std::string predicate, surface;
    std::vector<Argument> rest;      // arguments that stay as qualifiers
    std::optional<Participant> taken;  // the entity that the claim is about instead of the object of the text
    std::string taken_predicate;
    bool turned = false;             // passive with its agent: the text has it the other way round
    bool judged = false;             // of an object and what it is called; the verb is not said of them
  };

  /// What an intransitive verb is about: its complement, else the first phrase behind it that is no time, else whatever there is.
  Argument choose(const std::vector<Argument>& rest, const Frame& frame) const {
    const auto is_time = [&](const Argument& a) { return a.role == Role::kTime || heads_.is_time(a.head); };
    for (const Argument& a : rest)
      if (a.role == Role::kComplement || a.role == Role::kIndirect) return a;
    const auto is_phrase = [](const Argument& a) { return a.role != Role::kClause; };
    // "Was held on Sunday, with a record turnout": when it was is what is told of an event.
    const auto tells_where = [](const Argument& a) { return is_one_of(a.word, {"in", "at"}); };
    if (frame.lemma == "hold" && std::none_of(rest.begin(), rest.end(), [&](const Argument& a) { return !is_time(a) && tells_where(a); }))
      for (const Argument& a : rest)
        if (a.head > frame.head && is_time(a) && a.word != "for") return a;
    for (const Argument& a : rest)
      if (a.head > frame.head && !is_time(a) && is_phrase(a)) return a;
    for (const Argument& a : rest)
      if (a.head > frame.head && is_phrase(a)) return a;
    for (const Argument& a : rest)
      if (!is_time(a) && is_phrase(a)) return a;
    return rest.front();
  }

  /// They are sorted by head.
  std::span<const Frame> frames_of(std::uint32_t head) const {
    const auto first = std::partition_point(frames_->begin(), frames_->end(), [&](const Frame& frame) { return frame.head < head; });
    return {first, std::find_if(first, frames_->end(), [&](const Frame& frame) { return frame.head != head; })};
  }

  /// "Impose costs on X": where the object is no node but what follows it is, the claim is about that.
  void promote(const Frame& frame, std::vector<Participant>& objects, Draft& draft) const {
    if (objects.size() != 1) return;
    if (take_in(frame, objects, draft) || objects.front().entity != kNone) return;
    if (const std::uint32_t owner = tree_->child(objects.front().head, "nmod:poss"); owner != kNone && is_name(owner)) return;  // "contacted Norland's minister over the visa"
    const auto of_noun = frames_of(objects.front().head);
    const bool measured = std::any_of(of_noun.begin(), of_noun.end(), [](const Frame& noun) {
      return noun.kind == Frame::Kind::kNoun && noun.find(Role::kPreposition, "of") != nullptr;
    });  // "dozens of shells"
    for (const Frame& joined : of_noun) {
      if (joined.kind != Frame::Kind::kVerbNoun || joined.clause != frame.head) continue;
      for (const Argument& a : joined.arguments) {
        const bool link = measured ? joined.light && a.word == "of"
                                   : is_one_of(a.word, {"with", "on", "against", "to", "from", "for", "into", "toward", "towards", "over"}) ||
                                         (joined.light && a.word == "of");
        if (a.role != Role::kPreposition || !link || heads_.entity(a.head) == kNone || a.inherited || heads_.is_time(a.head) || a.head < joined.head) continue;
        if (!joined.light && !is_told_apart(heads_.entity(a.head))) continue;  // "handed out blankets to the victims"
        draft.taken = Participant{a.head, heads_.entity(a.head), words(a.head), false};
        draft.taken_predicate = joined.lemma + " " + a.word;
        return;
      }
    }
  }

  /// Whether the entity has a name or more than a bare noun.
  bool is_told_apart(std::uint32_t entity) const { return heads_.is_named(entity) || extraction_.entities[entity].label.find(' ') != std::string::npos; }

  /// "Take part in", "open fire on": a bare noun belongs to the verb.
  bool take_in(const Frame& frame, std::vector<Participant>& objects, Draft& draft) const {
    const std::uint32_t noun = objects.front().head;
    if (frame.passive || noun < frame.head || !tree_->has_upos(noun, "NOUN") || tree_->has_feature(noun, "Number=Plur")) return false;
    for (const std::uint32_t c : tree_->children(noun)) {
      const std::string_view relation = tree_->relation(c);
      if (relation == "det" || relation == "amod" || relation == "compound" || relation == "nummod" || tree_->deprel(c) == "nmod:poss" || relation == "conj")
        return false;
    }
    for (const Frame& joined : frames_of(noun)) {
      if (joined.kind != Frame::Kind::kVerbNoun || joined.clause != frame.head) continue;
      for (const Argument& a : joined.arguments) {
        if (a.role != Role::kPreposition || a.inherited || a.head < noun || heads_.is_time(a.head) || (a.word == "in" && is_place(a.head))) continue;
        std::uint32_t first = a.head;  // the phrase stands right behind the noun
        for (const std::uint32_t t : argument_tokens(*tree_, a.head, Conjuncts::kLeaveOut)) first = std::min(first, t);
        if (first > noun + 2) continue;
        objects = group(joined, a);
        draft.predicate = joined.lemma + " " + a.word;
        draft.surface += " " + document_.tokens[noun].form + " " + a.word;
        std::erase_if(draft.rest, [&](const Argument& other) {
          return other.role == a.role && other.word == a.word &&
                 std::any_of(objects.begin(), objects.end(), [&](const Participant& p) { return p.head == other.head; });
        });
        return true;
      }
    }
    return false;
  }

  /// The verb with its auxiliaries, negation, particles and adverbs between, and the verbs that it completes: "wanted to leave". `tokens`: more of its words.
  std::string verb_phrase(std::uint32_t verb, bool copula, std::vector<std::uint32_t> tokens = {}) const {
    for (int steps = 0; steps < 4; ++steps) {
      if (steps > 0 || !copula) tokens.push_back(verb);
      std::uint32_t first = kNone;  // auxiliary
      for (const std::uint32_t c : tree_->children(verb)) {
        const std::string_view relation = tree_->relation(c);
        const bool infinitive = relation == "mark" && tree_->form(c) == "to" && tree_->relation(verb) == "xcomp";
        const bool auxiliary = relation == "aux" || relation == "cop";
        if (auxiliary && first == kNone) first = c;
        const bool adverb = relation == "advmod" && c < verb &&
                            (is_negation(c) || (!(steps == 0 && copula) && (first != kNone || c + 1 == verb) && tree_->children(c).empty() &&
                                                tree_->has_upos(c, "ADV") && !tree_->has_feature(c, "PronType=Rel") && !tree_->has_feature(c, "PronType=Int")));
        if (auxiliary || tree_->deprel(c) == "compound:prt" || infinitive || adverb) tokens.push_back(c);
      }
      const std::uint32_t above = tree_->head(verb);
      const bool completes =
          tree_->relation(verb) == "xcomp" && above != kNone && tree_->child(above, "obj") == kNone && tree_->child(above, "iobj") == kNone && verb > above;
      if (!completes) break;
      verb = above;
    }
    std::sort(tokens.begin(), tokens.end());
    return spaced(tokens);
  }

  bool is_negation(std::uint32_t t) const {
    return is_one_of(tree_->form(t), {"not", "n't", "n’t", "never"});
  }

  std::string spaced(const std::vector<std::uint32_t>& tokens) const {
    std::string out;
    for (const std::uint32_t t : tokens) {
      const bool joined =
          !out.empty() && document_.tokens[t].span.begin == document_.tokens[t - 1].span.end && std::find(tokens.begin(), tokens.end(), t - 1) != tokens.end();
      out += (out.empty() || joined ? "" : " ") + document_.tokens[t].form;
    }
    return out;
  }

  std::string passive_form(const Frame& frame) const {
    std::string out = tree_->form(frame.head);
    for (std::size_t i = 1; i < frame.predicate.size(); ++i) out += " " + tree_->form(frame.predicate[i]);
    return out;
  }

  // Copulas and descriptions.
  void read_copula(const Frame& frame) {
    std::vector<Participant> subjects = participants(frame, Role::kSubject);
    if (subjects.empty() || frame.predicate.empty()) return;
    // "Is likely to", "is able to": the verb is told, as sure as that.
    if (!tree_->has_upos(frame.head, "NOUN") && !tree_->has_upos(frame.head, "PROPN"))
      for (const Argument& a : frame.arguments)
        if (a.role == Role::kClause && tree_->relation(a.head) != "advcl") return;
    // "Was due to leave", whatever the tree makes of it.
    if (is_one_of(tree_->form(frame.head), {"due", "set", "likely", "unlikely", "bound", "supposed", "about"}) && frame.head + 1 < tree_->end() && tree_->form(frame.head + 1) == "to") return;
    std::string is = verb_phrase(frame.head, true);
    if (is.empty() && frame.predicate.size() > 1)
      is = document_.tokens[frame.predicate.front() == frame.head ? frame.predicate.back() : frame.predicate.front()].form;
    if (is.empty()) is = "is";
    const std::string be = frame.lemma.substr(0, frame.lemma.find(' '));
    describe(frame, subjects, be, is);
  }

  void read_description(const Frame& frame) {
    std::vector<Participant> subjects = participants(frame, Role::kSubject);
    if (subjects.empty()) return;
    if (frame.kind == Frame::Kind::kApposition && is_dateline(frame.head)) return;
    if (is_party_letter(document_, subjects.front().head) || is_party_letter(document_, frame.head)) return;
    if (frame.kind == Frame::Kind::kTitle && (frame.arguments.size() < 2 || !tree_->has_upos(frame.head, "NOUN")) && !is_office(frame.head)) return;
    // "Defence MINISTER X", of which the tree made the office the name.
    if (const std::uint32_t m = heads_.mention(subjects.front().head);
        frame.kind == Frame::Kind::kTitle && m != kNone && extraction_.mentions[m].kind == MentionKind::kNominal)
      return;
    if (!(tree_->has_upos(frame.head, "NOUN") || tree_->has_upos(frame.head, "PROPN")) || heads_.is_time(frame.head)) return;
    if (frame.kind == Frame::Kind::kTitle && tree_->form(frame.head).ends_with('.') && frame.head + 1 < tree_->end() && tree_->form(frame.head + 1).ends_with('.') && is_office(frame.head + 1)) return;  // "Lt. | Gen. Roe"
    if (frame.kind == Frame::Kind::kApposition && is_signature(subjects.front().head, frame.head)) return;
    if (frame.kind == Frame::Kind::kApposition && is_next_in_list(subjects.front().head, frame.head)) return;
    if (frame.kind == Frame::Kind::kApposition && is_measure(frame.head)) return;  // "Safina, about 45 km south of Mosul"
    if (frame.kind == Frame::Kind::kTitle && tree_->form(subjects.front().head).ends_with('.') && is_office(subjects.front().head)) return;  // "Lt. | Gen."
    describe(frame, subjects, "be", "is");
  }

  /// '"... a long game." - | Roe': who is quoted.
  bool is_signature(std::uint32_t one, std::uint32_t other) const {
    for (std::uint32_t t = std::min(one, other); t + 1 < std::max(one, other); ++t)
      if (is_one_of(tree_->form(t), {"\"", "”", "''"}) && is_one_of(tree_->form(t + 1), {"-", "--", "–", "—"})) return true;
    return false;
  }

  /// "The NRA, | the drug companies, ...": one name is not several of a kind that the reader knows.
  bool is_next_in_list(std::uint32_t name, std::uint32_t noun) const {
    const std::uint32_t article = tree_->child(noun, "det");
    return is_name(name) && !tree_->has_feature(name, "Number=Plur") && tree_->has_feature(noun, "Number=Plur") && article != kNone && tree_->form(article) == "the";
  }

  /// The agency of "LONDON (Agency) - The minister ...": in brackets before a dash, with nothing but a place and a date before it.
  bool is_dateline(std::uint32_t t) const {
    constexpr std::uint32_t kLongest = 10;  // tokens
    std::uint32_t first = t;
    while (first > tree_->first() && tree_->has_upos(first - 1, "PROPN")) --first;
    if (first == tree_->first() || t + 2 >= tree_->end() || t - tree_->first() > kLongest || tree_->form(first - 1) != "(" || tree_->form(t + 1) != ")") return false;
    for (std::uint32_t before = tree_->first(); before < t; ++before)
      if (tree_->has_upos(before, "VERB") || tree_->has_upos(before, "AUX")) return false;
    return is_one_of(tree_->form(t + 2), {"-", "--", "–", "—"});
  }

  void describe(const Frame& frame, const std::vector<Participant>& subjects, const std::string& be, const std::string& is) {
    Draft draft{&frame, be, is, {}, {}, {}};
    const std::uint32_t head = frame.head;
    const bool noun = tree_->has_upos(head, "NOUN") || tree_->has_upos(head, "PROPN") || tree_->has_upos(head, "SYM");  // "$27"
    const Argument* link = nullptr;
    for (const Argument& a : frame.arguments) {
      if (a.role != Role::kPreposition || a.word == "according to" || a.head == head || tree_->has_upos(head, "PROPN")) continue;
      const bool entity = heads_.entity(a.head) != kNone && !heads_.is_time(a.head);
      if (link == nullptr && a.head > head && (noun ? entity && a.word != "in" : !heads_.is_time(a.head))) link = &a;
    }
    const Argument* const itself = frame.find(Role::kPreposition);
    if (itself != nullptr && frame.arguments.back().role == Role::kPreposition && frame.arguments.back().head == head && link == nullptr) {
      // "Is in Paris".
      draft.predicate += " " + frame.arguments.back().word;
      draft.surface += " " + frame.arguments.back().word;
      emit(draft, subjects, {{head, heads_.entity(head), words(head), false}});
      return;
    }
    Participant object{head, noun ? heads_.entity(head) : kNone, words(head), false};
    if (frame.kind == Frame::Kind::kApposition && are_unlike(subjects.front().entity, object.entity)) return;  // a wrong tree
    // "Passy, Haute-Savoie": the one lies in the other. "Iran, Oman agree": they are two.
    if (frame.kind == Frame::Kind::kApposition && object.entity != subjects.front().entity && is_place(head) && is_place(subjects.front().head) && is_name(head) && is_name(subjects.front().head)) {
      if (extraction_.entities[object.entity].type == extraction_.entities[subjects.front().entity].type) return;
      draft.predicate += " in", draft.surface += " in";
    }
    for (const Participant& subject : subjects)
      if (object.entity == subject.entity && object.entity != kNone) {
        // "X is the president": the same node. "The president, X": the name is told of the words before it.
        const Mention& mention = extraction_.mentions[heads_.mention(head)];
        if (mention.kind == MentionKind::kName && subjects.size() == 1 && mention.span.contains(document_.tokens[head].span)) {
          if (frame.kind != Frame::Kind::kApposition || tree_->child(subject.head, "nmod") == kNone) return;
          object.words = subject.words;
        }
        object.entity = kNone;
      }
    if (link != nullptr) {
      const Participant of{link->head, heads_.entity(link->head), words(link->head), false};
      std::string what = frame.lemma.starts_with(be + " ") ? frame.lemma.substr(be.size() + 1) : frame.lemma == be ? tree_->form(head) : frame.lemma;  // "be one of"
      for (const std::uint32_t c : tree_->children(head))
        if (noun && tree_->relation(c) == "amod" && ends_office(tree_->form(c))) what = tree_->form(c) + " " + what;  // "the former mayor of"
      const std::string predicate = be + " " + what + " " + link->word;
      if (noun) {
        draft.taken = of;
        draft.taken_predicate = predicate;
      } else {
        for (const Argument& a : frame.arguments)
          if ((a.role == Role::kPreposition || a.role == Role::kTime) && a.head != link->head && a.head != head &&
              !(a.word == link->word && tree_->relation(a.head) == "conj"))
            draft.rest.push_back(a);
        draft.predicate = predicate;
        draft.surface += " " + bare_words(head) + " " + link->word;
        emit(draft, subjects, group(frame, *link));
        return;
      }
    } else if (!noun) {
      for (const Argument& a : frame.arguments)
        if ((a.role == Role::kPreposition || a.role == Role::kTime) && is_circumstance(a)) draft.rest.push_back(a);
      object.words = bare_words(head);
      if (tree_->has_upos(head, "NUM") && head + 2 < tree_->end() && tree_->has_upos(head + 2, "NUM") && is_one_of(tree_->form(head + 1), {"-", "–"}))
        object.words = std::string(document_.at({document_.tokens[head].span.begin, document_.tokens[head + 2].span.end}));  // "93-2"
    } else if (frame.kind == Frame::Kind::kTitle) {
      object.words = title_words(frame);
      object.entity = kNone;
    }
    if ((frame.kind == Frame::Kind::kTitle || frame.kind == Frame::Kind::kApposition) && object.entity == kNone) {
      const bool office = is_office(head);
      if (office) draft.predicate = "hold position";
      if (tree_->has_feature(head, "Number=Plur") && (office || tree_->has_upos(head, "NOUN")) && !heads_.is_time(head)) object.words = of_each(object.words, head);
      if (office)
        for (const std::string_view owner : {"the ", "The ", "a ", "an ", "its ", "his ", "her ", "their ", "our "})
          if (object.words.starts_with(owner)) object.words.erase(0, owner.size());
    }
    emit(draft, subjects, {object});
  }

  /// "the two Ministers" Jane Roe and Peter Moss: what each is, "Minister".
  std::string of_each(std::string words, std::uint32_t noun) const {
    const std::string& form = tree_->token(noun).form;
    const std::string lemma = tree_->lemma(noun);
    if (const std::size_t at = words.rfind(form); at != std::string::npos)
      words.replace(at, form.size(), is_upper(decode(form, 0).value) ? form.substr(0, 1) + lemma.substr(1) : lemma);
    for (const std::uint32_t c : tree_->children(noun))
      if (tree_->relation(c) == "nummod" && c < noun)
        if (const std::size_t at = words.find(tree_->token(c).form + " "); at != std::string::npos) words.erase(at, tree_->token(c).form.size() + 1);
    return words;
  }

  /// A noun that says which office somebody holds, and holds now.
  bool is_office(std::uint32_t noun) const {
    const std::string form = tree_->has_feature(noun, "Number=Plur") ? tree_->lemma(noun) : tree_->form(noun);
    const bool two = noun > tree_->first() && offices_.contains(tree_->form(noun - 1) + " " + form);  // "chief executive"
    const bool short_form = form.ends_with('.') && offices_.contains(form.substr(0, form.size() - 1));  // "Lt."
    if (!two && !short_form && !offices_.contains(form)) return false;
    const auto children = tree_->children(noun);
    return std::none_of(children.begin(), children.end(), [&](std::uint32_t c) { return ends_office(tree_->form(c)); });
  }

  bool are_unlike(std::uint32_t one, std::uint32_t other) const {
    if (one == kNone || other == kNone) return false;
    const std::uint32_t a = ontology_.find_class(extraction_.entities[one].type), b = ontology_.find_class(extraction_.entities[other].type);
    if (a == kNone || b == kNone) return false;
    const auto is = [&](std::uint32_t cls, std::string_view iri) {
      const std::uint32_t wide = ontology_.find_class(iri);
      return wide != kNone && ontology_.is_a(cls, wide);
    };
    const bool mixed = (is(a, core_class::kPerson) && is(b, core_class::kOrganization)) || (is(b, core_class::kPerson) && is(a, core_class::kOrganization));
    return mixed || ontology_.disjoint(a, b);
  }

  std::vector<Participant> group(const Frame& frame, const Argument& link) const {
    std::vector<Participant> all = participants(frame, link.role, link.word);
    std::erase_if(all, [&](const Participant& p) { return p.head != link.head && tree_->relation(p.head) != "conj"; });
    return all;
  }

  /// An adjective without what it takes: "very responsible".
  std::string bare_words(std::uint32_t head) const {
    std::vector<std::uint32_t> tokens{head};
    for (const std::uint32_t c : tree_->children(head))
      if (c < head && tree_->relation(c) == "advmod" && !(tree_->form(c) == "not" || tree_->form(c) == "n't" || tree_->form(c) == "never") && c + 2 >= head)
        tokens.push_back(c);
    std::sort(tokens.begin(), tokens.end());
    return spaced(tokens);
  }

  std::string title_words(const Frame& frame) const {
    const std::uint32_t last = frame.arguments.front().head;
    std::uint32_t name = last;  // its first word
    while (name > tree_->first() && name - 1 != frame.head && tree_->head(name - 1) == last && tree_->has_upos(name - 1, "PROPN")) --name;
    if (const std::uint32_t m = heads_.mention(last); m != kNone && extraction_.mentions[m].kind == MentionKind::kName)
      name = std::min(name, tokens_in(document_, extraction_.mentions[m].span).first);
    std::vector<std::uint32_t> tokens;
    for (const Argument& a : frame.arguments)
      if (a.role != Role::kSubject && a.head < name)
        for (const std::uint32_t t : argument_tokens(*tree_, a.head, Conjuncts::kLeaveOut)) tokens.push_back(t);
    for (const std::uint32_t t : argument_tokens(*tree_, frame.head, Conjuncts::kKeep))
      if (frame.head > name || t < name) tokens.push_back(t);
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    while (tokens.size() > 1 && tree_->has_upos(tokens.back(), "DET")) tokens.pop_back();  // "its group THE Sea Org"
    return words_of(document_, tokens);
  }

  /// "Russia's dispute with Ukraine", "talks between X and Y".
  void read_noun(const Frame& frame) {
    const auto is_named = [&](std::uint32_t head) {
      const std::uint32_t m = heads_.mention(head);
      return m != kNone && extraction_.mentions[m].kind == MentionKind::kName && !extraction_.mentions[m].adjectival;
    };
    std::vector<Participant> owners, others;
    std::string word;
    for (const Argument& a : frame.arguments) {
      if (a.role == Role::kOwner && is_named(a.head)) owners.push_back({a.head, heads_.entity(a.head), words(a.head), false});
      if (a.role == Role::kPreposition && is_one_of(a.word, {"with", "against", "on", "to", "toward", "towards"}) && is_named(a.head) &&
          (word.empty() || word == a.word)) {
        word = a.word;
        others.push_back({a.head, heads_.entity(a.head), words(a.head), false});
      }
      if (a.role == Role::kPreposition && a.word == "between" && is_named(a.head))
        (owners.empty() ? owners : others).push_back({a.head, heads_.entity(a.head), words(a.head), false});
    }
    if (owners.empty() || others.empty()) return;
    const bool between = word.empty();
    Draft draft{
        &frame, "have " + frame.lemma + " " + (between ? "with" : word), "has " + document_.tokens[frame.head].form + " " + (between ? "with" : word), {}, {},
        {}};
    emit(draft, owners, others);
  }

  // Claims.
  void emit(const Draft& draft, const std::vector<Participant>& subjects, const std::vector<Participant>& objects) {
    for (const Participant& subject : subjects)
      for (const Participant& object : objects) add(draft, subject, object);
  }

  void add(const Draft& draft, const Participant& subject, const Participant& object) {
    if (subject.head == object.head || object.words.empty() || subject.words == object.words) return;
    if (takes_up_nothing(subject.head) || takes_up_nothing(object.head) || is_weather(*draft.frame)) return;
    if (heads_.is_time(subject.head) && subject.entity == kNone) return;
    const bool taken = draft.taken && (draft.taken->entity == kNone || draft.taken->entity != subject.entity);
    Participant target = taken ? *draft.taken : object;
    if (subject.entity != kNone && subject.entity == target.entity) {
      if (is_pronoun(target.head)) return;
      target.entity = kNone;  // "X is the president": told in words
    }
    Claim claim;
    claim.method = Method::kOpen;
    claim.predicate = taken ? draft.taken_predicate : draft.predicate;
    claim.subject = subject.entity;
    const bool nameless = target.entity == kNone && is_pronoun(target.head);
    if (nameless && is_indefinite(target.head)) return;
    const bool thing = target.entity == kNone && !nameless && target.conjuncts == Conjuncts::kLeaveOut && is_told_of(*draft.frame) && !draft.judged && is_thing(target.head);
    if (target.entity != kNone || nameless || thing) claim.object = target.entity;
    else claim.object = Literal{value_of(target), {}, {}};
    if (draft.frame->lemma == "call" && are_unlike(subject.entity, target.entity)) return;  // "a defector from the group called | the Sea Org"
    if (draft.frame->lemma == "call" && !claim.has_entity_object() && is_own_name(subject.entity, claim.object_value().value)) return;
    const Modality modality = draft.judged ? Modality{} : modality_of(*draft.frame);
    claim.polarity = modality.polarity;
    claim.certainty = modality.certainty;
    claim.surface = draft.turned ? Surface{object.words, draft.surface + " by", subject.words, {}} : Surface{subject.words, draft.surface, object.words, {}};
    for (const Argument& a : draft.rest) {
      if (a.head == target.head || a.head == object.head || a.head == subject.head) continue;
      const std::string text = a.role == Role::kClause ? clause_words(a.head) : words(a.head);
      claim.surface->args.push_back(a.word.empty() || a.role == Role::kClause ? text : a.word + " " + text);
      qualify(claim, a, text);
    }
    // "Was arrested on Friday".
    if (claim.time.empty() && heads_.is_time(target.head)) claim.time = extraction_.mentions[heads_.value(target.head)].value;
    if (claim.time.empty() && draft.frame->kind == Frame::Kind::kVerb && !draft.judged) claim.time = heads_.date_of(*tree_, draft.frame->head);
    claim.evidence.push_back(evidence(draft, subject, object));
    claim.confidence = confidence(draft, subject, target);
    claims.push_back(std::move(claim));
    if (!draft.judged) told_.insert(draft.frame->head);
    subject_needs.push_back(subject.entity == kNone ? subject.head : kNone);
    object_needs.push_back(nameless || thing ? target.head : kNone);
  }

  /// The words as they would stand inside of a sentence, without "no": the claim itself is negated.
  std::string value_of(const Participant& target) const {
    const std::uint32_t first = argument_tokens(*tree_, target.head, Conjuncts::kLeaveOut).front();
    const std::string words = without_told(target);
    if (tree_->form(first) == "no" && first != target.head && words.size() > 3) return words.substr(3);
    const Token& token = tree_->token(first);
    if (first != tree_->first() || token.upos == "PROPN" || token.lemma.empty() || is_upper(decode(token.lemma, 0).value) || !words.starts_with(token.form)) return words;
    const std::size_t blank = words.find(' ');
    if (blank + 1 < words.size() && blank != words.npos && token.upos == "NOUN" && is_upper(decode(words, blank + 1).value)) return words;  // "Defense Secretary"
    const std::size_t letter = decode(words, 0).size;
    return to_lower(words.substr(0, letter)) + words.substr(letter);
  }

  /// "The determination of the Ukrainians to defend their homes": what somebody's noun is about is left out once it has a claim of its own.
  std::string without_told(const Participant& target) const {
    bool owned = false;
    std::uint32_t told = kNone;
    for (const std::uint32_t c : tree_->children(target.head)) {
      const std::uint32_t preposition = tree_->child(c, "case");
      owned = owned || (tree_->relation(c) == "nmod" && c > target.head && preposition != kNone && tree_->form(preposition) == "of");
      if (tree_->relation(c) == "acl" && tree_->deprel(c) != "acl:relcl" && c > target.head && told_.contains(c)) told = c;
    }
    if (!owned || told == kNone) return target.words;
    std::vector<std::uint32_t> inner{told};
    for (std::size_t i = 0; i < inner.size(); ++i)
      for (const std::uint32_t c : tree_->children(inner[i])) inner.push_back(c);
    std::vector<std::uint32_t> tokens = argument_tokens(*tree_, target.head, Conjuncts::kLeaveOut);
    std::erase_if(tokens, [&](std::uint32_t t) { return std::find(inner.begin(), inner.end(), t) != inner.end(); });
    return words_of(document_, tokens);
  }

  /// "The tribe, called the Karo".
  bool is_own_name(std::uint32_t entity, std::string_view words) const {
    if (entity == kNone) return false;
    if (words.starts_with("the ")) words.remove_prefix(4);
    return to_lower(words) == to_lower(extraction_.entities[entity].label);
  }

  /// "Whose boat", of a relative clause that the tree has as something else.
  bool takes_up_nothing(std::uint32_t head) const {
    const std::uint32_t owner = tree_->child(head, "nmod:poss");
    return tree_->form(head) == "whose" || (owner != kNone && tree_->form(owner) == "whose");
  }

  /// "It rained": "it" is nothing.
  static bool is_weather(const Frame& frame) {
    return is_one_of(frame.lemma, {"rain", "snow", "hail", "drizzle", "thunder", "sleet"});
  }

  Modality modality_of(const Frame& frame) const {
    if (frame.kind == Frame::Kind::kApposition || frame.kind == Frame::Kind::kTitle) return {};
    return read_modality(*tree_, frame);
  }

  /// All words of a subordinate clause, its marker first.
  std::string clause_words(std::uint32_t head) const {
    constexpr std::size_t kMost = 60;  // tokens
    std::vector<std::uint32_t> tokens{head};
    for (std::size_t i = 0; i < tokens.size(); ++i)
      for (const std::uint32_t c : tree_->children(tokens[i])) tokens.push_back(c);
    std::sort(tokens.begin(), tokens.end());
    if (tokens.size() > kMost) tokens.resize(kMost);
    const auto is_edge = [&](std::uint32_t t) {
      return tree_->has_upos(t, "PUNCT") || (tree_->relation(t) == "mark" && tree_->form(t) == "that" && tree_->head(t) == head);
    };
    while (tokens.size() > 1 && is_edge(tokens.back())) tokens.pop_back();
    while (tokens.size() > 1 && is_edge(tokens.front())) tokens.erase(tokens.begin());
    return words_of(document_, tokens);
  }

  void qualify(Claim& claim, const Argument& a, const std::string& text) const {
    std::string key = a.word.empty() ? "with" : a.word;
    if (a.role == Role::kTime || heads_.is_time(a.head)) {
      key = "time";
      if (heads_.is_time(a.head) && claim.time.empty()) claim.time = extraction_.mentions[heads_.value(a.head)].value;
    } else if (a.role == Role::kPreposition && is_place(a.head) && (a.word == "in" || a.word == "at" || a.word == "near")) {
      key = "place";
    } else if (a.role == Role::kComplement) {
      key = "as";
    } else if (a.role == Role::kObject) {
      key = "amount";
    } else if (a.role == Role::kIndirect) {
      key = "to";
    } else if (a.role == Role::kClause) {
      const std::string marker = marker_of(a);
      key = marker.empty() ? "to" : marker;
      if (text.size() > marker.size() + 1 && to_lower(text.substr(0, marker.size() + 1)) == marker + " ") {
        claim.qualifiers[key] += (claim.qualifiers[key].empty() ? "" : "; ") + text.substr(marker.size() + 1);
        return;
      }
    }
    std::string& value = claim.qualifiers[key];
    value += (value.empty() ? "" : "; ") + text;
  }

  /// "1.8 billion euros", "ten percent".
  bool is_measure(std::uint32_t t) const { return tree_->has_upos(t, "NUM") || tree_->child(t, "nummod") != kNone; }

  /// Not "became a flashpoint": what the subject is, is no other thing.
  static bool is_told_of(const Frame& frame) {
    return frame.kind == Frame::Kind::kVerb && !is_one_of(frame.lemma, {"be", "become", "call", "constitute", "dub", "remain", "represent", "seem"});
  }

  /// "A flag pole monument", "several counterattacks": described, so that a reader can tell it from others, and no value.
  bool is_thing(std::uint32_t t) const {
    constexpr std::size_t kLongestLabel = 8;  // words
    const bool noun = tree_->has_upos(t, "NOUN") || tree_->has_upos(t, "PROPN");
    if (!noun || heads_.value(t) != kNone || is_measure(t) || !unlinked_.contains(t)) return false;
    if (is_one_of(tree_->lemma(t), {"bit", "half", "kind", "lot", "number", "part", "sort", "time", "type", "way"})) return false;
    if (const std::uint32_t determiner = tree_->child(t, "det"); determiner != kNone && !is_one_of(tree_->form(determiner), {"a", "an", "the"})) return false;  // "such weapons", "no deal"
    const std::vector<std::uint32_t> tokens = argument_tokens(*tree_, t, Conjuncts::kLeaveOut);
    if (tree_->form(tokens.front()) == "such") return false;
    const auto describes = [&](std::uint32_t k) { return k != t && (tree_->has_upos(k, "NOUN") || tree_->has_upos(k, "PROPN") || tree_->has_upos(k, "ADJ") || tree_->has_upos(k, "NUM")); };
    return tokens.size() <= kLongestLabel && std::any_of(tokens.begin(), tokens.end(), describes);
  }

  bool is_name(std::uint32_t t) const {
    const std::uint32_t m = heads_.mention(t);
    return m != kNone && extraction_.mentions[m].kind == MentionKind::kName;
  }

  bool is_place(std::uint32_t t) const {
    const std::uint32_t entity = heads_.entity(t);
    if (entity == kNone || place_ == kNone) return false;
    const std::uint32_t cls = ontology_.find_class(extraction_.entities[entity].type);
    return cls != kNone && ontology_.is_a(cls, place_);
  }

  /// From the subject, if it stands in this clause, to the last word of the object.
  Span evidence(const Draft& draft, const Participant& subject, const Participant& object) const {
    std::uint32_t first = draft.judged ? object.head : draft.frame->predicate.front(), last = draft.judged ? object.head : draft.frame->predicate.back();
    const auto widen = [&](std::uint32_t head, Conjuncts conjuncts) {
      for (const std::uint32_t t : argument_tokens(*tree_, head, conjuncts)) {
        first = std::min(first, t);
        last = std::max(last, t);
      }
    };
    widen(object.head, object.conjuncts);
    if (!subject.inherited) widen(subject.head, subject.conjuncts);
    if (draft.taken) widen(draft.taken->head, Conjuncts::kLeaveOut);
    return {document_.tokens[first].span.begin, document_.tokens[last].span.end};
  }

  /// Not calibrated: finite clauses with their own subject, in short sentences, are read best.
  double confidence(const Draft& draft, const Participant& subject, const Participant& target) const {
    const Frame& frame = *draft.frame;
    double out = 0.8;
    if (!is_finite(frame) || draft.judged) out -= 0.2;
    if (subject.inherited) out -= 0.05;
    if (frame.kind == Frame::Kind::kApposition || frame.kind == Frame::Kind::kTitle || frame.kind == Frame::Kind::kNoun) out -= 0.1;
    if (target.words.size() > 80) out -= 0.05;
    if (draft.predicate.find(' ') != std::string::npos) out += 0.05;
    const auto tokens = static_cast<double>(tree_->end() - tree_->first());
    out -= std::min(0.15, 0.004 * std::max(0.0, tokens - 10));
    return std::clamp(std::round(out * 100) / 100, 0.05, 0.95);
  }

  /// Whether the verb, or an auxiliary of it, is finite: no participle, gerund or infinitive.
  bool is_finite(const Frame& frame) const {
    for (const std::uint32_t c : tree_->children(frame.head))
      if ((tree_->relation(c) == "aux" || tree_->relation(c) == "cop") && !tree_->has_feature(c, "VerbForm=Inf") && !tree_->has_feature(c, "VerbForm=Ger"))
        return true;
    if (!tree_->has_upos(frame.head, "VERB") && !tree_->has_upos(frame.head, "AUX")) return true;
    return tree_->has_feature(frame.head, "VerbForm=Fin");
  }

  const Extraction& extraction_;
  const Document& document_;
  const Ontology& ontology_;
  const std::set<std::string>& offices_;
  const Heads heads_;
  std::unordered_set<std::uint32_t> told_;  // heads of frames of this sentence that gave claims
  std::uint32_t place_;
  std::array<std::uint32_t, 3> somebody_;  // classes
  std::unordered_set<std::uint32_t> unlinked_;  // tokens that head a nominal mention of no entity
  const SentenceTree* tree_ = nullptr;
  const std::vector<Frame>* frames_ = nullptr;
};

}  // namespace

OpenExtractor::OpenExtractor(const Ontology& ontology) : ontology_(ontology) {
  const auto wordings_of = [&](std::string_view iri) {
    const std::uint32_t cls = ontology.find_class(iri);
    return cls == kNone ? std::vector<Wording>{} : ontology.classes()[cls].wordings;
  };
  for (const Wording& title : wordings_of(core_class::kPosition)) offices_.insert(title.text);
  for (const Wording& trade : wordings_of(core_class::kPerson)) offices_.erase(trade.text);  // "economist"
  for (const char* role : {"candidate", "presidential candidate", "co-founder", "cofounder", "dr", "first lady", "founder", "owner"}) offices_.erase(role);
}

void OpenExtractor::extend(Extraction& extraction) const {
  Reading reading(extraction, ontology_, offices_);
  reading.run();
  NewEntities fresh(extraction);
  for (std::size_t i = 0; i < reading.claims.size(); ++i) {
    if (reading.subject_needs[i] != kNone) reading.claims[i].subject = fresh.of(reading.subject_needs[i]);
    if (reading.object_needs[i] != kNone) reading.claims[i].object = fresh.of(reading.object_needs[i]);
  }
  fresh.place();
  // "The town known as Vorn" is Vorn by now.
  std::erase_if(reading.claims, [&](const Claim& claim) {
    return claim.has_entity_object() ? claim.object_entity() == claim.subject : claim.object_value().value == extraction.entities[claim.subject].label;
  });
  std::move(reading.claims.begin(), reading.claims.end(), std::back_inserter(extraction.claims));
}

}  // namespace relata
