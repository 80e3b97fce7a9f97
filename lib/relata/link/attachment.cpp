#include <relata/link/attachment.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/group.hpp>
#include <relata/link/nominals.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace relata {
namespace {

// Log odds that a link must have, and what lowers its own; chosen on the dev parts of OntoGUM and GAP and on the development articles.
constexpr float kPersonal = -5;      // "he": nearly always means somebody who is mentioned
constexpr float kPronoun = -2;
constexpr float kSameHead = -4;      // "the ministry" after "China's ministry": grammar allows it, too
constexpr float kBareClass = -2;     // "the country" for China
constexpr float kSameWords = 0;      // "homeopathy" after "homeopathy": nothing but the words says so
constexpr float kSameSense = 0;      // "the deal" after "an agreement"
constexpr double kSameKind = 0;      // "the region" for a named region, by all links of all such nouns
constexpr float kSureHead = 1;       // "the long article" after "an article": says more, so that grammar is not enough
constexpr float kNominal = 1.5F;
constexpr float kBeforeName = 2;     // "the detective" for Roe, whose name comes later
constexpr float kOtherNoun = 3;      // "the palace" and "the city" in one sentence
constexpr float kNameless = 20;      // "he" for a chain of pronouns that nothing names
constexpr float kUnnamed = 3;        // "he" for somebody without a name
constexpr float kOnePerson = 3;      // "they" for one person
constexpr float kOtherClass = 2;     // "he" for what was not read as a person
constexpr float kOtherBody = 10;     // "the bank" for a ministry
constexpr float kOtherPlace = 4;     // "the town" for a bridge
constexpr float kOtherKind = 4;      // "the government" for what is known as an organisation and no more
constexpr float kSameBody = 3;       // in favour: "the NATO official" for somebody who is said to be NATO's
constexpr float kOwnPerson = 1;       // in favour: "he" of "Roe said he will pay" for Roe
constexpr float kSubjectBefore = 3;   // in favour: "he" for whom the sentence before is about
constexpr float kOwnWords = 10;      // in favour: "it" of "Roe Ltd said it will pay" for who says it
constexpr float kDirectSpeech = 40;  // what direct speech says by rule (Coreference::kSpeaker)

constexpr std::uint32_t kFarthest = 200;  // mentions that words look back
constexpr std::uint32_t kBeside = 12;     // mentions around a word that may be of its phrase
constexpr double kByRule = 0.9;      // score of a join that grammar alone decides
constexpr double kSpecific = 0.6, kUnspecific = 0.4;  // confidence of a thing that has no name

constexpr std::array<std::string_view, 5> kOthers{"another", "future", "new", "next", "second"};  // "a new minister" is none of before

double probability(float log_odds) { return 1 / (1 + std::exp(-static_cast<double>(log_odds))); }

/// What a pronoun asks of the thing it means.
struct Asks {
  bool person = false, no_person = false, plural = false, several = false, reader = false;
  Gender gender = Gender::kUnknown;
};

Asks asks_of(std::string_view form) {
  const std::string lower = to_lower(form);
  const auto is = [&](std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), lower) != words.end(); };
  Asks asks;
  if (is({"he", "him", "his", "himself"})) asks.person = true, asks.gender = Gender::kMale;
  if (is({"she", "her", "hers", "herself"})) asks.person = true, asks.gender = Gender::kFemale;
  if (is({"it", "its", "itself"})) asks.no_person = true;
  if (is({"i", "me", "my", "mine", "myself"})) asks.person = true;
  if (is({"they", "them", "their", "theirs", "themselves"})) asks.several = true;
  if (is({"we", "us", "our", "ours", "ourselves"})) asks.plural = true;
  if (is({"who", "whom"})) asks.person = true;
  if (is({"you", "your", "yours", "yourself"})) asks.reader = true;
  return asks;
}

class Attaching {
 public:
  Attaching(Extraction& extraction, const Ontology& ontology, std::vector<Gender> genders, std::vector<std::vector<Office>> offices)
      : extraction_(extraction), ontology_(ontology), person_(ontology.find_class(core_class::kPerson)), company_(ontology.find_class(core_class::kCompany)),
        organization_(ontology.find_class(core_class::kOrganization)), event_(ontology.find_class(core_class::kEvent)),
        place_(ontology.find_class(core_class::kPlace)), country_(ontology.find_class(core_class::kCountry)), region_(ontology.find_class(core_class::kRegion)) {
    genders_ = std::move(genders);
    offices_ = std::move(offices);
    genders_.resize(extraction.entities.size(), Gender::kUnknown);
    named_.resize(extraction.entities.size(), true);
    bodies_.resize(extraction.entities.size(), kNone);
    datelined_.resize(extraction.entities.size(), true);
    for (const Mention& mention : extraction.mentions)
      if (mention.entity != kNone && !is_in_dateline(mention)) datelined_[mention.entity] = false;
    const auto is_other_place = [&](std::uint32_t e) { return !datelined_[e] && is_a(class_of(e), place_) && !is_a(class_of(e), country_); };
    bool elsewhere = false;
    for (std::uint32_t e = 0; e < extraction.entities.size(); ++e) elsewhere = elsewhere || is_other_place(e);
    if (!elsewhere) datelined_.clear();
    nominals_.resize(extraction.mentions.size());
    for (std::uint32_t e = 0; e < extraction.entities.size(); ++e) {
      by_label_.emplace(to_lower(extraction.entities[e].label), e);
      for (const std::string& alias : extraction.entities[e].aliases) by_label_.emplace(to_lower(alias), e);
      if (const auto [only, fresh] = only_named_.emplace(class_of(e), e); !fresh) only->second = kNone;
    }
    const NominalReader reader(extraction, ontology);
    for (std::uint32_t m = 0; m < extraction.mentions.size(); ++m)
      if (extraction.mentions[m].kind == MentionKind::kNominal && extraction.mentions[m].entity == kNone) {
        nominals_[m] = reader.read(m);
        // "Attacked" may be taken up by "it", but it is no label of a node.
        if (nominals_[m] && extraction.document.tokens[nominals_[m]->head].upos == "VERB") nominals_[m].reset();
      }
  }

  void run() {
    find_spoken_of();
    for (const Attribution& said : extraction_.attributions)
      if (said.direct) direct_speakers_.insert(said.speaker);
    const std::uint32_t issuer = issuer_of_statement();
    auto link = extraction_.links.begin();
    for (std::uint32_t m = 0; m < extraction_.mentions.size(); ++m) {
      const auto first = link;
      while (link != extraction_.links.end() && link->mention == m) ++link;
      if (extraction_.mentions[m].entity != kNone) continue;
      const std::span<const CoreferenceLink> links(first, link);
      if (asks_of(extraction_.document.at(extraction_.mentions[m].span)).reader && extraction_.mentions[m].kind == MentionKind::kPronoun) {
        if (const std::uint32_t whom = addressee_of(m); whom != kNone) {
          addressed_.emplace_back(m, whom);
          continue;
        }
      }
      if (extraction_.mentions[m].kind == MentionKind::kPronoun && !is_speaker(m, links)) {
        const bool is_we = asks_of(extraction_.document.at(extraction_.mentions[m].span)).plural;
        if (is_we && issuer != kNone && !is_quoted(m)) join(m, issuer, kByRule, "issues the statement");
        else attach_pronoun(m, links);
      }
      if (nominals_[m]) attach_nominal(m, links);
    }
    becomes_.resize(extraction_.entities.size());
    std::iota(becomes_.begin(), becomes_.end(), 0U);
    find_names_behind();
    read_headline();
    name_kinds();
    name_speakers();
    spell_out();
    join_same_words();
    close_up();
    find_members();
    for (const auto& [m, speaker] : spoken_) {
      std::uint32_t entity = entity_of(speaker);
      if (entity != kNone && asks_of(extraction_.document.at(mention(m).span)).plural) {
        const auto all = static_cast<std::uint32_t>(extraction_.mentions.size());
        const std::uint32_t body = bodies_[entity] != kNone ? bodies_[entity] : stands_with(entity, organization_, all);
        entity = body != kNone ? body : stands_with(entity, country_, all);
      }
      if (entity != kNone) join(m, entity, kByRule, "direct speech");
    }
    for (const auto& [m, whom] : addressed_)
      if (const std::uint32_t entity = entity_of(whom); entity != kNone) join(m, entity, kByRule, "spoken to");
    std::stable_sort(extraction_.joins.begin(), extraction_.joins.end(), [](const Join& a, const Join& b) { return a.mention < b.mention; });
  }

 private:
  Mention& mention(std::uint32_t m) { return extraction_.mentions[m]; }
  const Mention& mention(std::uint32_t m) const { return extraction_.mentions[m]; }
  std::uint32_t class_of(std::uint32_t entity) const { return ontology_.find_class(extraction_.entities[entity].type); }
  bool is_a(std::uint32_t cls, std::uint32_t other) const { return cls != kNone && other != kNone && ontology_.is_a(cls, other); }

  void join(std::uint32_t m, std::uint32_t entity, double score, std::string reason) {
    mention(m).entity = entity;
    if (nominals_[m] && extraction_.entities[entity].label.empty()) label(entity, *nominals_[m]);
    if (nominals_[m] && genders_[entity] == Gender::kUnknown) genders_[entity] = gender_of_noun(nominals_[m]->key);
    if (bodies_[entity] == kNone && !(nominals_[m] && is_nobodys_voice(nominals_[m]->key))) bodies_[entity] = organization_in(mention(m).span, entity);
    if (nominals_[m]) by_key_[nominals_[m]->sense] = m;
    extraction_.joins.push_back({m, entity, score, std::move(reason)});
  }

  /// Joins the mention with what a rule found for it; false where that is nothing.
  bool join_found(std::uint32_t m, std::uint32_t entity, std::string_view reason) {
    if (entity == kNone) return false;
    join(m, entity, kByRule, std::string(reason));
    return true;
  }

  void label(std::uint32_t entity, const Nominal& nominal) {
    Entity& into = extraction_.entities[entity];
    into.label = label_of(nominal, extraction_.document);
    // '"..." ((it))', where the tagger took the mark of a language for a noun.
    if (is_pronoun_form(into.label)) into.label.clear();
    const std::string brief = short_label_of(nominal, extraction_.document);
    if (brief != into.label) into.aliases.push_back(brief);
  }

  /// The organisation that a phrase for somebody names: "the NATO official".
  std::uint32_t organization_in(Span phrase, std::uint32_t entity) const {
    const auto& mentions = extraction_.mentions;
    auto name = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& x) { return x.span.begin < phrase.begin; });
    for (; name != mentions.end() && name->span.begin < phrase.end; ++name)
      if (name->entity != kNone && name->entity != entity && phrase.contains(name->span) &&
          is_a(class_of(name->entity), organization_))
        return name->entity;
    return kNone;
  }

  /// The entity of a mention before; one of its own for a nominal or pronoun that has none yet. kNone for what can have none.
  std::uint32_t entity_of(std::uint32_t m) {
    if (mention(m).entity == kNone && mention(m).kind != MentionKind::kName && mention(m).kind != MentionKind::kValue) make_entity(m);
    return mention(m).entity;
  }

  void make_entity(std::uint32_t m) {
    const auto index = static_cast<std::uint32_t>(extraction_.entities.size());
    Entity entity;
    entity.id = "e" + std::to_string(index + 1);
    entity.type = mention(m).type.empty() ? std::string(core_class::kThing) : mention(m).type;
    if (mention(m).kind == MentionKind::kPronoun && asks_of(extraction_.document.at(mention(m).span)).person) entity.type = core_class::kPerson;
    entity.confidence = nominals_[m] && is_specific(*nominals_[m], ontology_) ? kSpecific : kUnspecific;
    extraction_.entities.push_back(std::move(entity));
    genders_.push_back(Gender::kUnknown);
    named_.push_back(false);
    bodies_.push_back(kNone);
    join(m, index, 1, "first mention");
  }

  /// What speaks against a pronoun's meaning the thing of mention m, in log odds; nullopt where it cannot.
  std::optional<float> doubt(const Asks& asks, std::uint32_t m) {
    const Mention& antecedent = mention(m);
    if (antecedent.kind == MentionKind::kValue || (antecedent.entity == kNone && antecedent.kind == MentionKind::kName)) return std::nullopt;
    // "The way you win": whoever reads or hears it.
    if (asks.reader && antecedent.kind != MentionKind::kPronoun) return std::nullopt;
    const bool nameless = antecedent.entity == kNone ? antecedent.kind == MentionKind::kPronoun : extraction_.entities[antecedent.entity].label.empty();
    float out = nameless && asks.gender != Gender::kUnknown ? kNameless : 0;
    if (asks.gender != Gender::kUnknown && nominals_[m]) {
      if (nominals_[m]->plural.value_or(false)) return std::nullopt;
      if (antecedent.entity == kNone || !named_[antecedent.entity]) out += kUnnamed;
    }
    const std::uint32_t cls = antecedent.entity != kNone ? class_of(antecedent.entity) : ontology_.find_class(antecedent.type);
    if (asks.person && cls != kNone && !is_a(cls, person_)) out += kOtherClass;
    if (asks.no_person && is_a(cls, person_)) return std::nullopt;
    if (asks.several && is_a(cls, person_) && (antecedent.kind == MentionKind::kName || (nominals_[m] && !nominals_[m]->plural.value_or(true)))) out += kOnePerson;
    if (antecedent.kind == MentionKind::kPronoun && asks_of(extraction_.document.at(antecedent.span)).gender != asks.gender && asks.gender != Gender::kUnknown) return std::nullopt;
    if (antecedent.entity != kNone && asks.gender != Gender::kUnknown && genders_[antecedent.entity] != Gender::kUnknown && genders_[antecedent.entity] != asks.gender) return std::nullopt;
    return out;
  }

  void attach_pronoun(std::uint32_t m, std::span<const CoreferenceLink> links) {
    if (is_described(m)) return;
    const Asks asks = asks_of(extraction_.document.at(mention(m).span));
    if (const std::uint32_t bound = bound_to(m); bound != kNone && doubt(asks, bound))
      if (const std::uint32_t entity = entity_of(bound); entity != kNone) {
        if (asks.gender != Gender::kUnknown) genders_[entity] = asks.gender;
        join(m, entity, kByRule, "bound in its clause");
        return;
      }
    std::uint32_t somebody_else = kNone;
    for (const CoreferenceLink& link : links)
      if (link.score < -kDirectSpeech) somebody_else = mention(link.antecedent).entity;
    const std::uint32_t sayer = asks.no_person ? sayer_before(m, false) : kNone, own = asks.gender != Gender::kUnknown ? sayer_before(m, true) : kNone;
    if (sayer != kNone && std::none_of(links.begin(), links.end(), [&](const CoreferenceLink& link) { return mention(link.antecedent).entity == sayer; })) {
      join(m, sayer, kByRule, "who says it");
      return;
    }
    const std::uint32_t doer = asks.gender == Gender::kUnknown && !asks.no_person ? kNone : doer_to(m);
    const std::uint32_t doing = doer == kNone ? kNone : mention(doer).entity;
    const CoreferenceLink* best = nullptr;
    float most = asks.gender == Gender::kUnknown ? kPronoun : kPersonal;
    std::map<std::uint32_t, double> together;  // odds of each entity by all its mentions
    for (const CoreferenceLink& link : links) {
      const std::optional<float> against = doubt(asks, link.antecedent);
      if (!against || (somebody_else != kNone && mention(link.antecedent).entity == somebody_else)) continue;
      if (is_said_by(m, mention(link.antecedent).span) || is_above(m, link.antecedent)) continue;
      if (is_in_dateline(mention(link.antecedent))) continue;  // nothing is said of where a report comes from
      if (link.antecedent == doer || (doing != kNone && mention(link.antecedent).entity == doing)) continue;
      float score = link.score - *against;
      if (sayer != kNone && mention(link.antecedent).entity == sayer) score += kOwnWords;
      if (own != kNone && mention(link.antecedent).entity == own) score += kOwnPerson;
      if (is_subject_before(m, link.antecedent, asks)) score += kSubjectBefore;
      if (mention(link.antecedent).entity != kNone) score = static_cast<float>(std::log(together[mention(link.antecedent).entity] += std::exp(static_cast<double>(score))));
      if (score < most) continue;
      most = score;
      best = &link;
    }
    if (best == nullptr) return;
    const std::uint32_t entity = entity_of(best->antecedent);
    if (entity == kNone) return;
    if (asks.gender != Gender::kUnknown) genders_[entity] = asks.gender;
    join(m, entity, probability(most), "pronoun, by the language model");
  }

  /// "She told Roe": a pronoun is no name that stands below its own verb (principle C).
  bool is_above(std::uint32_t pronoun, std::uint32_t name) const {
    const Document& document = extraction_.document;
    const TokenRange word = tokens_in(document, extraction_.mentions[pronoun].span), words = tokens_in(document, extraction_.mentions[name].span);
    if (word.first + 1 != word.end || words.first >= words.end || words.first < word.end || !document.tokens[word.first].deprel.starts_with("nsubj")) return false;
    const std::uint32_t verb = governor(document, word.first);
    std::uint32_t at = head_token(document, words);
    for (int steps = 0; at != kNone && at != verb && steps < 20; ++steps) at = governor(document, at);
    return verb != kNone && at == verb;
  }

  /// "'Moss is my friend,' he said": whom somebody names in direct speech is somebody else.
  bool is_said_by(std::uint32_t speaker, Span words) const {
    if (!direct_speakers_.contains(speaker)) return false;
    return std::any_of(extraction_.attributions.begin(), extraction_.attributions.end(), [&](const Attribution& said) { return said.speaker == speaker && quotes(said, words); });
  }

  /// Of "Roe raised it with Moss and urged him": the mention of who does it to a pronoun, whom it never means (Chomsky 1981, principle B); kNone elsewhere.
  std::uint32_t doer_to(std::uint32_t m) const {
    const TokenRange words = tokens_in(extraction_.document, extraction_.mentions[m].span);
    if (words.end != words.first + 1 || is_reflexive(words.first) || !is_one_of(extraction_.document.tokens[words.first].deprel, {"obj", "iobj"})) return kNone;
    return subject_beside(words.first);
  }

  /// Of "Roe shot himself", whom it always means (principle A), and of "Roe and his wife"; kNone elsewhere.
  std::uint32_t bound_to(std::uint32_t m) const {
    const Document& document = extraction_.document;
    const TokenRange words = tokens_in(document, extraction_.mentions[m].span);
    if (words.end != words.first + 1) return kNone;
    if (is_reflexive(words.first)) return is_one_of(document.tokens[words.first].deprel, {"obj", "iobj", "obl"}) ? subject_beside(words.first) : kNone;
    if (document.tokens[words.first].deprel != "nmod:poss" || !is_one_of(to_lower(document.tokens[words.first].form), {"her", "his"})) return kNone;
    std::uint32_t kin = governor(document, words.first);
    if (kin != kNone && is_one_of(document.tokens[kin].deprel, {"nmod:desc", "compound"})) kin = governor(document, kin);
    if (kin == kNone || document.tokens[kin].deprel != "conj" || words.first == 0 || document.tokens[words.first - 1].form != "and") return kNone;
    const std::uint32_t first = governor(document, kin);
    for (std::uint32_t t = words.first - 1; first != kNone && t-- > first;)
      if (t == first || (document.tokens[t].deprel == "conj" && governor(document, t) == first)) return document.tokens[t].upos == "PROPN" ? mention_headed(t) : kNone;
    return kNone;
  }

  bool is_reflexive(std::uint32_t token) const {
    const std::string form = to_lower(extraction_.document.tokens[token].form);
    return form.ends_with("self") || form.ends_with("selves");
  }

  /// The mention of who does what the word beside the verb is done to.
  std::uint32_t subject_beside(std::uint32_t word) const {
    const Document& document = extraction_.document;
    std::uint32_t verb = governor(document, word), subject = kNone;
    for (int steps = 0; verb != kNone && subject == kNone && steps < 4; ++steps) {
      const std::uint32_t sentence = sentence_of(document, verb);
      if (sentence == kNone) return kNone;
      const Sentence& range = document.sentences[sentence];
      const auto dependent = [&](std::uint32_t head, std::string_view relation) {
        for (std::uint32_t t = range.first_token; t < range.first_token + range.token_count; ++t)
          if (document.tokens[t].deprel == relation && governor(document, t) == head) return t;
        return kNone;
      };
      subject = dependent(verb, "nsubj");
      const std::string& relation = document.tokens[verb].deprel;
      if (subject != kNone || !is_one_of(relation, {"conj", "xcomp", "advcl"})) break;
      verb = governor(document, verb);
      // "Roe urged Moss to help him": Moss helps.
      if (relation == "xcomp" && verb != kNone) subject = dependent(verb, "obj");
    }
    return subject == kNone ? kNone : mention_headed(subject);
  }

  /// The token that heads it; kNone of no words.
  std::uint32_t head_of(const Mention& mention) const {
    const TokenRange words = tokens_in(extraction_.document, mention.span);
    return words.first < words.end ? head_token(extraction_.document, words) : kNone;
  }

  /// The innermost mention that the token heads.
  std::uint32_t mention_headed(std::uint32_t token) const {
    const Document& document = extraction_.document;
    const auto& mentions = extraction_.mentions;
    const Span word = document.tokens[token].span;
    const auto behind = static_cast<std::uint32_t>(std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& x) { return x.span.begin <= word.begin; }) - mentions.begin());
    for (std::uint32_t other = behind; other-- > 0 && behind - other <= kBeside;) {
      const TokenRange phrase = tokens_in(document, mentions[other].span);
      if (phrase.first < phrase.end && phrase.first <= token && token < phrase.end && head_token(document, phrase) == token) return other;
    }
    return kNone;
  }

  /// Whether a pronoun is a subject and the name the subject of the sentence before.
  bool is_subject_before(std::uint32_t m, std::uint32_t before, const Asks& asks) const {
    if (asks.gender == Gender::kUnknown) return false;
    const Document& document = extraction_.document;
    const std::uint32_t pronoun = head_of(extraction_.mentions[m]), name = head_of(extraction_.mentions[before]);
    if (pronoun == kNone || name == kNone || !document.tokens[pronoun].deprel.starts_with("nsubj") || !document.tokens[name].deprel.starts_with("nsubj")) return false;
    const std::uint32_t here = sentence_of(document, pronoun), there = sentence_of(document, name);
    return here != kNone && there + 1 == here && extraction_.mentions[before].kind == MentionKind::kName;
  }

  /// "Those | arrested": whoever is meant is told behind it.
  bool is_described(std::uint32_t m) const {
    const Document& document = extraction_.document;
    const TokenRange words = tokens_in(document, extraction_.mentions[m].span);
    if (words.end != words.first + 1 || to_lower(document.tokens[words.first].form) != "those" || words.end >= document.tokens.size()) return false;
    return document.tokens[words.end].deprel.starts_with("acl") && governor(document, words.end) == words.first;
  }

  /// Of "Roe Ltd said it will pay" at "it", of "Roe said he will pay" at "he": who says so, a person or else a body or country; kNone elsewhere.
  std::uint32_t sayer_before(std::uint32_t m, bool person) const {
    const Span pronoun = extraction_.mentions[m].span;
    for (const Attribution& said : extraction_.attributions) {
      if (said.direct || said.speaker == kNone || said.content.empty() || !said.content.front().contains(pronoun) || said.cue.begin > pronoun.begin) continue;
      const std::uint32_t entity = extraction_.mentions[said.speaker].entity;
      // "That on Tuesday it ...": nothing else is mentioned before.
      const bool is_first = m == 0 || extraction_.mentions[m - 1].span.begin < said.content.front().begin || extraction_.mentions[m - 1].kind == MentionKind::kValue;
      if (entity == kNone || !is_first) continue;
      const std::uint32_t cls = class_of(entity);
      if (person ? is_a(cls, person_) : is_a(cls, organization_) || is_a(cls, country_)) return entity;
    }
    return kNone;
  }

  /// "Norland condemns the attack. We call on ...": the body or country whose stand, not whose words, the first sentence gives in the present
  /// speaks in the whole text; kNone where the text does not begin so.
  std::uint32_t issuer_of_statement() const {
    const Document& document = extraction_.document;
    for (const Attribution& said : extraction_.attributions) {
      const bool stand = said.attitude == Attitude::kDemand || said.attitude == Attitude::kPraise || said.attitude == Attitude::kBlame;
      if (!stand || said.speaker == kNone || said.outer != kNone || said.negated) continue;
      const TokenRange cue = tokens_in(document, said.cue);
      if (cue.first >= cue.end || sentence_of(document, cue.first) != 0) continue;
      const Token& verb = document.tokens[cue.first];
      const std::uint32_t entity = extraction_.mentions[said.speaker].entity;
      if (verb.head != 0 || verb.feats.find("Tense=Pres") == std::string::npos || entity == kNone) continue;
      if (is_a(class_of(entity), organization_) || is_a(class_of(entity), country_)) return entity;
    }
    return kNone;
  }

  bool is_quoted(std::uint32_t m) const {
    const Span span = extraction_.mentions[m].span;
    return std::any_of(extraction_.attributions.begin(), extraction_.attributions.end(), [&](const Attribution& said) { return quotes(said, span); });
  }

  /// Whether the words stand in what is said word for word.
  static bool quotes(const Attribution& said, Span words) {
    return said.direct && std::any_of(said.content.begin(), said.content.end(), [&](Span part) { return part.contains(words); });
  }

  /// Of "you" in direct speech: the mention of whom it is said to ("..., Roe told Moss"), else the last other speaker; kNone where nobody is.
  std::uint32_t addressee_of(std::uint32_t m) const {
    const Document& document = extraction_.document;
    const auto& all = extraction_.attributions;
    const Span you = extraction_.mentions[m].span;
    const auto said = std::find_if(all.begin(), all.end(), [&](const Attribution& one) { return one.speaker != kNone && quotes(one, you); });
    if (said == all.end()) return kNone;
    const TokenRange cue = tokens_in(document, said->cue);
    const std::uint32_t verb = cue.first < cue.end ? cue.first : kNone, sentence = verb == kNone ? kNone : sentence_of(document, verb);
    if (sentence != kNone) {
      const Sentence& around = document.sentences[sentence];
      const bool takes = is_one_of(document.tokens[verb].lemma, {"ask", "assure", "inform", "remind", "tell", "urge", "warn"});
      for (std::uint32_t t = around.first_token; t < around.first_token + around.token_count; ++t) {
        if (governor(document, t) != verb) continue;
        const bool to = document.tokens[t].deprel == "obl" && t > verb + 1 && is_one_of(document.tokens[verb + 1].form, {"to"});
        if (to || (takes && is_one_of(document.tokens[t].deprel, {"obj", "iobj"})))
          if (const std::uint32_t other = mention_headed(t); other != kNone && other != said->speaker && may_be_told(extraction_.mentions[other])) return other;
      }
    }
    // "Roe answered: ...", "ROE: ...": who spoke before, at the first turn who speaks behind.
    const bool turn = verb != kNone && document.tokens[verb].form == ":";
    if (!turn && (verb == kNone || !is_one_of(document.tokens[verb].lemma, {"answer", "ask", "counter", "reply", "respond", "retort"}))) return kNone;
    constexpr int kNear = 3;
    const auto is_other = [&](const Attribution& one) {
      return one.direct && one.speaker != kNone && extraction_.mentions[one.speaker].entity != extraction_.mentions[said->speaker].entity;
    };
    int steps = 0;
    for (auto before = said; before != all.begin() && steps < kNear; ++steps)
      if (is_other(*--before)) return before->speaker;
    steps = 0;
    for (auto behind = said + 1; turn && behind != all.end() && steps < kNear; ++behind, ++steps)
      if (is_other(*behind)) return behind->speaker;
    return kNone;
  }

  bool may_be_told(const Mention& mention) const { return mention.kind != MentionKind::kPronoun && is_a(ontology_.find_class(mention.type), person_); }

  /// First persons in direct speech: decided when it is known what else the speaker is called. "We" is whom he speaks for.
  bool is_speaker(std::uint32_t m, std::span<const CoreferenceLink> links) {
    if (links.empty() || links.front().score < kDirectSpeech) return false;
    spoken_.emplace_back(m, links.front().antecedent);
    return true;
  }

  // ---- things that turn out to be one

  std::uint32_t root(std::uint32_t entity) const {
    while (becomes_[entity] != entity) entity = becomes_[entity];
    return entity;
  }

  /// One of the two has no name, and goes into the other.
  void unite(std::uint32_t one, std::uint32_t other, const char* reason) {
    const std::uint32_t gone = named_[other] ? one : other, kept = named_[other] ? other : one;
    becomes_[gone] = kept;
    reasons_[gone] = reason;
  }

  /// "The detective ... he ... Roe": somebody who is named only later.
  void find_names_behind() {
    auto link = extraction_.links.begin();
    std::vector<bool> met(extraction_.entities.size(), false);
    for (std::uint32_t m = 0; m < extraction_.mentions.size(); ++m) {
      const auto first = link;
      while (link != extraction_.links.end() && link->mention == m) ++link;
      const std::uint32_t entity = mention(m).entity;
      if (entity == kNone || met[entity]) continue;
      met[entity] = true;
      if (mention(m).kind != MentionKind::kName || !is_a(class_of(entity), person_) || first == link) continue;
      const std::uint32_t before = mention(first->antecedent).entity;
      if (first->score < kBeforeName || before == kNone || is_above(first->antecedent, m) || named_[root(before)] || !is_a(class_of(before), person_)) continue;
      if (genders_[entity] != Gender::kUnknown && genders_[before] != Gender::kUnknown && genders_[entity] != genders_[before]) continue;
      unite(entity, root(before), "named later");
    }
  }

  /// "Court removes prime minister", and below it "The Constitutional Court removed Prime Minister Jane Roe": what a headline leaves unnamed.
  void read_headline() {
    constexpr std::uint32_t kNear = 3;  // sentences
    const Document& document = extraction_.document;
    if (document.sentences.size() < 2) return;
    const Span headline = document.sentences[0].span;
    const std::string_view first = document.at(headline), between = document.at({headline.end, document.sentences[1].span.begin});
    if (first.empty() || std::string_view(".!?\"").find(first.back()) != std::string_view::npos || between.find('\n') == std::string_view::npos) return;
    for (std::uint32_t m = 0; m < nominals_.size() && mention(m).span.begin < headline.end; ++m) {
      if (!nominals_[m] || nominals_[m]->determiner != Determiner::kBare || nominals_[m]->plural.value_or(true) || nominals_[m]->standing == Standing::kAside) continue;
      const Nominal& nominal = *nominals_[m];
      if (is_one_of(nominal.key, {"company", "country", "group", "man", "organisation", "organization", "person", "woman"})) continue;
      const auto is_open = [&] { return mention(m).entity == kNone || !named_[root(mention(m).entity)]; };
      for (std::uint32_t next = m + 1; next < nominals_.size() && is_open(); ++next) {
        const std::uint32_t entity = mention(next).entity, sentence = sentence_of(document, tokens_in(document, mention(next).span).first);
        if (sentence > kNear) break;
        if (sentence == 0 || entity == kNone || !named_[root(entity)] || !compatible(nominal, root(entity)) || !is_told_below(nominal, next)) continue;
        const bool by_name = mention(next).kind == MentionKind::kName;
        const auto is_told = [&](std::uint32_t e) { return is_named_in(sentence, e) || (!by_name && is_a(class_of(e), country_)); };
        if (!std::all_of(nominal.named.begin(), nominal.named.end(), is_told)) continue;
        if (mention(m).entity == kNone) join(m, root(entity), kByRule, "as below the headline");
        else unite(root(entity), root(mention(m).entity), "as below the headline");
      }
    }
  }

  /// Whether the later mention has the noun of a headline in its name ("Constitutional Court"), right before it ("Prime Minister Roe") or as its own ("the village of Roe").
  bool is_told_below(const Nominal& nominal, std::uint32_t next) const {
    const Mention& later = extraction_.mentions[next];
    if (later.kind != MentionKind::kName) return nominals_[next] && nominals_[next]->sense == nominal.sense && nominals_[next]->modifiers == nominal.modifiers;
    const std::string name = to_lower(extraction_.document.at(later.span)), label = to_lower(label_of(nominal, extraction_.document));
    const bool has_words = std::all_of(nominal.modifiers.begin(), nominal.modifiers.end(), [&](const std::string& word) { return name.find(word) != std::string::npos; });
    if (is_called_by(name, nominal) && has_words) return true;
    if (!is_a(nominal.cls, person_) || later.span.begin <= label.size()) return false;
    const std::uint32_t begin = later.span.begin - static_cast<std::uint32_t>(label.size()) - 1;
    return to_lower(extraction_.document.at({begin, later.span.begin})) == label + ' ';
  }

  /// "The head of the union said that ... . "...," Jane Roe said.": who goes on speaking in the next sentence and is named there first.
  void name_speakers() {
    constexpr std::size_t kNear = 4;  // attributions
    const auto& said = extraction_.attributions;
    for (std::size_t i = 0; i + 1 < said.size(); ++i)
      for (std::size_t j = i + 1; j < std::min(said.size(), i + kNear); ++j)
        if (goes_on(said[i], said[j])) {
          const std::uint32_t m = said[i].speaker, entity = root(mention(said[j].speaker).entity);
          if (mention(m).entity == kNone) join(m, entity, kByRule, "goes on speaking");
          else unite(entity, root(mention(m).entity), "goes on speaking");
          break;
        }
  }

  bool goes_on(const Attribution& first, const Attribution& next) const {
    const std::uint32_t m = first.speaker, name = next.speaker;
    if (m == kNone || name == kNone || m >= name || !nominals_[m] || extraction_.mentions[name].kind != MentionKind::kName || !next.direct) return false;
    const Nominal& nominal = *nominals_[m];
    const std::uint32_t entity = extraction_.mentions[name].entity, old = extraction_.mentions[m].entity;
    const bool definite = nominal.determiner == Determiner::kThe || nominal.determiner == Determiner::kOwner;
    if (!definite || nominal.plural.value_or(true) || !is_a(nominal.cls, person_) || entity == kNone || !is_a(class_of(entity), person_)) return false;
    const std::uint32_t sentence = sentence_of(extraction_.document, nominal.head);
    const auto& sentences = extraction_.document.sentences;
    if (sentence == kNone || sentence + 1 >= sentences.size() || !sentences[sentence + 1].span.contains(next.content.front())) return false;
    const bool is_new = old == kNone || (!named_[root(old)] && !is_mentioned_before(m, old));
    return is_new && !is_mentioned_before(name, entity);
  }

  bool is_mentioned_before(std::uint32_t m, std::uint32_t entity) const {
    for (std::uint32_t before = 0; before < m; ++before)
      if (extraction_.mentions[before].entity == entity) return true;
    return false;
  }

  /// "The region" and again "the region", of a thing that nothing else is said of: the named thing of just that class that links speak for.
  void name_kinds() {
    std::vector<std::uint32_t> kind(extraction_.entities.size(), kNone);
    for (std::uint32_t e = 0; e < kind.size(); ++e)
      if (!named_[e]) kind[e] = class_of(e);
    for (std::uint32_t m = 0; m < nominals_.size(); ++m)
      if (nominals_[m] && mention(m).entity != kNone && bare_class(*nominals_[m], ontology_) != kind[mention(m).entity]) kind[mention(m).entity] = kNone;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> odds;  // of one without a name and one with
    for (const CoreferenceLink& link : extraction_.links) {
      const std::uint32_t e = mention(link.mention).entity, other = mention(link.antecedent).entity;
      if (e != kNone && other != kNone && kind[e] != kNone && named_[other] && class_of(other) == kind[e] && nominals_[link.mention])
        odds[{e, other}] += std::exp(static_cast<double>(link.score));
    }
    std::map<std::uint32_t, std::pair<double, std::uint32_t>> best;
    for (const auto& [pair, sum] : odds)
      if (auto& most = best[pair.first]; sum > most.first) most = {sum, pair.second};
    for (const auto& [e, most] : best)
      if (most.first > std::exp(kSameKind) && root(e) == e) unite(e, root(most.second), "of this kind");
  }

  /// "The ISF" after "Iraqi Security Forces", which was read as a noun: capitals that are the initials of one body's words.
  void spell_out() {
    std::map<std::string, std::uint32_t> by_initials;
    for (std::uint32_t m = 0; m < nominals_.size(); ++m) {
      if (!nominals_[m] || mention(m).entity == kNone || named_[mention(m).entity] || !is_a(class_of(mention(m).entity), organization_)) continue;
      std::string initials;
      bool all = true;
      const std::string words = label_of(*nominals_[m], extraction_.document);
      for (std::size_t at = 0; at < words.size(); at = words.find(' ', at) == std::string::npos ? words.size() : words.find(' ', at) + 1) {
        all = all && words[at] >= 'A' && words[at] <= 'Z';
        initials += words[at];
      }
      if (all && initials.size() > 2) by_initials.emplace(initials, mention(m).entity);
    }
    for (std::uint32_t e = 0; e < named_.size(); ++e) {
      const auto found = by_initials.find(extraction_.entities[e].label);
      if (found == by_initials.end() || !named_[e] || !extraction_.entities[e].same_as.empty() || !is_a(class_of(e), organization_)) continue;
      if (root(found->second) == root(e) || named_[root(found->second)]) continue;
      Entity& kept = extraction_.entities[root(e)];
      kept.aliases.push_back(std::exchange(kept.label, extraction_.entities[root(found->second)].label));
      unite(root(e), root(found->second), "its initials");
    }
  }

  /// Two things that the text calls by just the same words are one, where at most one of them has a name.
  void join_same_words() {
    using Said = std::tuple<std::string, std::string, std::vector<std::string>, std::vector<std::uint32_t>>;
    std::map<Said, std::uint32_t> by_words;
    std::vector<std::pair<std::uint32_t, Said>> owned;  // "his campaign" before "Roe's campaign"
    for (std::uint32_t m = 0; m < nominals_.size(); ++m) {
      if (!nominals_[m] || nominals_[m]->determiner == Determiner::kQuantifier) continue;
      const Nominal& nominal = *nominals_[m];
      const std::uint32_t named = nominal.plural.value_or(true) ? kNone : named_owner(m), owner = named == kNone ? kNone : root(named);
      if (owner == kNone && !nominal.described()) continue;
      Said words(nominal.sense, nominal.number, nominal.modifiers, nominal.named);
      if (owner != kNone) std::get<3>(words).push_back(owner);
      name_inner(m, std::get<2>(words), std::get<3>(words));
      if (mention(m).entity == kNone) {
        const auto same = by_words.find(words);
        const bool takes_up = nominal.determiner != Determiner::kA && nominal.determiner != Determiner::kBare;
        if (owner != kNone && same == by_words.end()) owned.emplace_back(m, std::move(words));
        if (!takes_up || same == by_words.end() || !compatible(nominal, root(same->second))) continue;
        join(m, same->second, kByRule, "the same words");
        continue;
      }
      const auto [entry, fresh] = by_words.emplace(std::move(words), mention(m).entity);
      const std::uint32_t one = root(entry->second), other = root(mention(m).entity);
      if (fresh || one == other || (named_[one] && named_[other]) || !compatible(nominal, one) || !compatible(nominal, other)) continue;
      unite(one, other, "the same words");
    }
    // What is one in the graph, by its class and label.
    std::map<std::pair<std::string, std::string_view>, std::uint32_t> by_label;
    for (std::uint32_t e = 0; e < becomes_.size(); ++e) {
      const Entity& entity = extraction_.entities[e];
      if (becomes_[e] != e || named_[e] || entity.label.find(' ') == std::string::npos) continue;
      const auto [entry, fresh] = by_label.emplace(std::pair(to_lower(entity.label), std::string_view(entity.type)), e);
      if (!fresh) unite(entry->second, e, "the same words");
    }
    for (const auto& [m, words] : owned)
      if (const auto same = by_words.find(words); same != by_words.end() && compatible(*nominals_[m], root(same->second))) join(m, same->second, kByRule, "the same words");
  }

  /// Of "his campaign" the mention "his"; kNone where no pronoun owns the phrase.
  std::uint32_t owner_of(std::uint32_t m) const {
    if (nominals_[m]->determiner != Determiner::kPronounOwner) return kNone;
    const auto& mentions = extraction_.mentions;
    for (std::uint32_t at = m; at-- > 0 && mentions[at].span.begin == mentions[m].span.begin;)
      if (mentions[at].kind == MentionKind::kPronoun) return at;
    return kNone;
  }

  /// Whose it is, by a pronoun or one name: "his campaign", "Roe's campaign".
  std::uint32_t owner_entity(std::uint32_t m, const Nominal& nominal) const {
    if (const std::uint32_t his = owner_of(m); his != kNone) return extraction_.mentions[his].entity;
    return nominal.determiner == Determiner::kOwner && nominal.named.size() == 1 ? nominal.named.front() : kNone;
  }

  /// Whom it means, where a name names him.
  std::uint32_t named_owner(std::uint32_t m) const {
    const std::uint32_t owner = owner_of(m), entity = owner == kNone ? kNone : extraction_.mentions[owner].entity;
    return entity == kNone || !named_[entity] ? kNone : entity;
  }

  /// "Iraqi forces" after "Iraqi Security Forces".
  static bool are_same_forces(const Nominal& later, const Nominal& earlier) {
    const auto is_plain = [](const Nominal& forces) {
      return forces.plural.value_or(false) && std::all_of(forces.modifiers.begin(), forces.modifiers.end(), [](const std::string& word) { return is_one_of(word, {"armed", "government", "military", "security"}); });
    };
    return later.key == "force" && later.determiner == Determiner::kBare && later.named.size() == 1 && earlier.named == later.named && earlier.determiner != Determiner::kQuantifier && is_plain(later) && is_plain(earlier);
  }

  /// "Roe's admirers" after "his admirers", "the Roe campaign".
  bool is_of_same_owner(std::uint32_t m, std::uint32_t before) const {
    const Nominal &later = *nominals_[m], &earlier = *nominals_[before];
    if (later.determiner != Determiner::kOwner || later.named.size() != 1 || later.number != earlier.number || later.modifiers != earlier.modifiers) return false;
    if (later.plural.value_or(false) != earlier.plural.value_or(false)) return false;
    if (earlier.determiner == Determiner::kPronounOwner) return named_owner(before) == later.named.front();
    return earlier.named == later.named && earlier.determiner != Determiner::kA && earlier.determiner != Determiner::kQuantifier;
  }

  /// Whether the phrases are of two different owners: "his campaign" and "Roe's campaign".
  bool is_of_another(std::uint32_t m, std::uint32_t before) const {
    const std::uint32_t owner = named_owner(m);
    if (owner == kNone || !nominals_[before]) return false;
    if (nominals_[before]->determiner == Determiner::kOwner) {
      const auto& named = nominals_[before]->named;
      return !named.empty() && std::find(named.begin(), named.end(), owner) == named.end();
    }
    const std::uint32_t other = named_owner(before);
    return other != kNone && other != owner;
  }

  /// "The governments of the region": a phrase within that means something named counts as its name.
  void name_inner(std::uint32_t m, std::vector<std::string>& modifiers, std::vector<std::uint32_t>& named) const {
    const Document& document = extraction_.document;
    const TokenRange words = nominals_[m]->words;
    const Span span{document.tokens[words.first].span.begin, document.tokens[words.end - 1].span.end};
    const auto& mentions = extraction_.mentions;
    const auto begin = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& x) { return x.span.begin < span.begin; });
    for (auto at = static_cast<std::uint32_t>(begin - mentions.begin()); at < mentions.size() && mentions[at].span.begin < span.end; ++at) {
      const Mention& inner = mentions[at];
      if (inner.span.end > span.end || inner.entity == kNone || !named_[root(inner.entity)]) continue;
      if (!nominals_[at] || nominals_[at]->described() || nominals_[at]->head == nominals_[m]->head) continue;
      std::erase(modifiers, nominals_[at]->key);
      named.push_back(root(inner.entity));
    }
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
  }

  /// "Roe met Moss. They agreed ...", "Norland and Sorland signed. Both countries ...": a subject for those who do something together in the sentence before.
  void find_members() {
    const Document& document = extraction_.document;
    for (std::uint32_t m = 0; m < extraction_.mentions.size(); ++m) {
      const std::uint32_t head = mention(m).kind == MentionKind::kNominal || mention(m).kind == MentionKind::kPronoun ? head_of(mention(m)) : kNone;
      if (head == kNone) continue;
      const std::uint32_t sentence = sentence_of(document, head);
      if (!document.tokens[head].deprel.starts_with("nsubj") || sentence == kNone || sentence == 0 || !may_be_two(m, head)) continue;
      const std::uint32_t meant = mention(m).entity;
      const bool pronoun = mention(m).kind == MentionKind::kPronoun;
      if (meant != kNone && !pronoun && named_[meant]) continue;
      // Who acted together stands nearer than what the model took up from farther back.
      const bool told = meant != kNone && pronoun && !extraction_.entities[meant].label.empty();
      if (told && (head != document.sentences[sentence].first_token || is_named_in(sentence - 1, meant))) continue;
      std::vector<std::uint32_t> members = acting_together(document.sentences[sentence - 1]);
      if (members.size() < 2) continue;
      if (told) {
        std::erase_if(extraction_.joins, [&](const Join& join) { return join.mention == m; });
        make_entity(m);
      }
      const std::uint32_t group = entity_of(m);
      const auto is_known = [&](const MemberGroup& known) { return known.group == group; };
      if (group != kNone && std::none_of(extraction_.groups.begin(), extraction_.groups.end(), is_known)) extraction_.groups.push_back({group, std::move(members)});
    }
  }

  /// "They", "both", "the two leaders".
  bool may_be_two(std::uint32_t m, std::uint32_t head) const {
    const Token& token = extraction_.document.tokens[head];
    if (mention(m).kind == MentionKind::kPronoun) return is_one_of(to_lower(token.form), {"both", "they"});
    const bool two = nominals_[m] && (nominals_[m]->number == "two" || to_lower(extraction_.document.at(mention(m).span)).starts_with("both "));
    return two && nominals_[m]->named.empty() && is_one_of(token.lemma, {"country", "diplomat", "leader", "man", "minister", "nation", "official", "party", "president", "side", "state", "woman"});
  }

  /// The named subjects of the sentence's verb, joined by "and", or its subject and whom it meets; all of one class.
  std::vector<std::uint32_t> acting_together(const Sentence& sentence) const {
    const Document& document = extraction_.document;
    const std::uint32_t last = sentence.first_token + sentence.token_count;
    std::uint32_t subject = kNone, verb = kNone;
    for (std::uint32_t t = sentence.first_token; t < last && subject == kNone; ++t)
      if (document.tokens[t].deprel == "nsubj" && governor(document, t) != kNone && governor(document, governor(document, t)) == kNone) subject = t, verb = governor(document, t);
    if (subject == kNone) return {};
    std::vector<std::uint32_t> heads{subject};
    for (std::uint32_t t = subject + 1; t < last; ++t)
      if (document.tokens[t].deprel == "conj" && governor(document, t) == subject) heads.push_back(t);
    if (heads.size() == 1 && is_one_of(document.tokens[verb].lemma, {"meet", "negotiate", "speak", "talk"}))
      for (std::uint32_t t = verb + 1; t < last && heads.size() == 1; ++t) {
        const bool with = document.tokens[t].deprel == "obl" && t > 0 && has_case(t, {"to", "with"});
        if (governor(document, t) == verb && (document.tokens[t].deprel == "obj" || with)) heads.push_back(t);
      }
    std::vector<std::uint32_t> members;
    for (std::uint32_t head : heads) {
      // "Met the minister, | Jane Roe".
      for (std::uint32_t t = head + 1; t < last && !is_named_at(head); ++t)
        if (is_one_of(document.tokens[t].deprel, {"appos", "flat"}) && governor(document, t) == head && is_named_at(t)) head = t;
      if (!is_named_at(head)) return {};
      members.push_back(mention_entity(head));
    }
    const auto is_like = [&](std::uint32_t e) {
      return (is_a(class_of(e), person_) && is_a(class_of(members.front()), person_)) || (is_a(class_of(e), country_) && is_a(class_of(members.front()), country_)) ||
             (is_a(class_of(e), organization_) && is_a(class_of(members.front()), organization_));
    };
    if (!std::all_of(members.begin(), members.end(), is_like)) return {};
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    return members;
  }

  bool has_case(std::uint32_t token, std::initializer_list<std::string_view> words) const {
    const Document& document = extraction_.document;
    for (std::uint32_t t = token > 4 ? token - 4 : 0; t < token; ++t)
      if (document.tokens[t].deprel == "case" && governor(document, t) == token && std::find(words.begin(), words.end(), document.tokens[t].form) != words.end()) return true;
    return false;
  }

  std::uint32_t mention_entity(std::uint32_t token) const {
    const std::uint32_t m = mention_headed(token);
    return m == kNone ? kNone : extraction_.mentions[m].entity;
  }

  bool is_named_at(std::uint32_t token) const {
    const std::uint32_t entity = mention_entity(token);
    return entity != kNone && named_[entity];
  }

  /// Leaves out the entities that went into others.
  void close_up() {
    std::vector<std::uint32_t> moved(becomes_.size(), kNone);
    std::uint32_t kept = 0;
    for (std::uint32_t e = 0; e < becomes_.size(); ++e)
      if (becomes_[e] == e) moved[e] = kept++;
    if (kept == becomes_.size()) return;
    for (Mention& each : extraction_.mentions)
      if (each.entity != kNone) each.entity = moved[root(each.entity)];
    for (Join& join : extraction_.joins) {
      if (becomes_[join.entity] != join.entity) join.score = kByRule, join.reason = reasons_[join.entity];
      join.entity = moved[root(join.entity)];
    }
    const auto keep = [&](auto& list) {
      for (std::uint32_t e = 0; e < becomes_.size(); ++e)
        if (moved[e] != kNone && moved[e] != e) list[moved[e]] = std::move(list[e]);
      list.resize(kept);
    };
    for (std::uint32_t& body : bodies_)
      if (body != kNone) body = moved[root(body)];
    keep(extraction_.entities);
    keep(genders_);
    keep(bodies_);
    keep(named_);
    for (std::uint32_t e = 0; e < kept; ++e) extraction_.entities[e].id = "e" + std::to_string(e + 1);
  }

  /// "The city" is not the one that the report comes from, if that is all that is said of it and other places are named.
  bool compatible(const Nominal& nominal, std::uint32_t entity) const {
    if (entity < datelined_.size() && datelined_[entity]) return false;
    const Gender gender = gender_of_noun(nominal.key);
    if (gender != Gender::kUnknown && genders_[entity] != Gender::kUnknown && gender != genders_[entity]) return false;
    // "His wife" is never he, whoever else is called so.
    if (const std::uint32_t his = owner_of(nominal.mention); his != kNone && extraction_.mentions[his].entity == entity) return false;
    return !spoken_of_.contains({nominal.mention, entity}) && are_compatible(nominal, class_of(entity));
  }

  static Gender gender_of_noun(std::string_view noun) {
    if (is_one_of(noun, {"actress", "aunt", "businesswoman", "congresswoman", "daughter", "girl", "girlfriend", "grandmother", "mother", "niece", "sister", "spokeswoman", "widow", "wife", "woman"}))
      return Gender::kFemale;
    if (is_one_of(noun, {"boy", "boyfriend", "brother", "businessman", "congressman", "father", "grandfather", "husband", "man", "nephew", "son", "spokesman", "uncle", "widower"})) return Gender::kMale;
    return Gender::kUnknown;
  }

  /// "Roe will resign, the minister said": whom somebody names is somebody else. Firms speak of themselves by name.
  void find_spoken_of() {
    const auto& mentions = extraction_.mentions;
    for (const Attribution& said : extraction_.attributions) {
      if (said.speaker == kNone || !nominals_[said.speaker] || !is_a(nominals_[said.speaker]->cls, person_)) continue;
      for (const Span content : said.content)
        for (auto name = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.span.begin < content.begin; });
             name != mentions.end() && name->span.begin < content.end; ++name)
          if (name->kind == MentionKind::kName && name->entity != kNone && is_a(class_of(name->entity), person_)) spoken_of_.emplace(said.speaker, name->entity);
    }
  }

  bool is_in_dateline(const Mention& mention) const {
    const TokenRange words = tokens_in(extraction_.document, mention.span);
    const std::uint32_t sentence = words.first < words.end ? sentence_of(extraction_.document, words.first) : kNone;
    return sentence != kNone && is_dateline(extraction_.document, extraction_.document.sentences[sentence]);
  }

  bool are_compatible(const Nominal& nominal, std::uint32_t other) const {
    if (nominal.cls == kNone || other == kNone) return true;
    if (may_be_body(nominal.key) && is_a(nominal.cls, person_) && is_a(other, organization_)) return true;
    // "The region" is no country.
    if (is_a(other, country_) && is_a(nominal.cls, place_) && !is_a(country_, nominal.cls)) return false;
    if (is_a(other, country_) && is_a(nominal.cls, company_)) return false;
    // Nor is "the country" a party.
    if (is_a(nominal.cls, country_) && is_a(other, organization_) && !is_a(other, place_)) return false;
    return !ontology_.disjoint(nominal.cls, other) && is_a(nominal.cls, person_) == is_a(other, person_) && is_a(nominal.cls, event_) == is_a(other, event_);
  }

  /// Whether "the government" is asked for and the name has another word for what it is: "National Security Council".
  bool is_council(const Nominal& nominal, std::uint32_t entity) const {
    const std::string label = to_lower(extraction_.entities[entity].label);
    return nominal.key == "government" && named_[entity] && is_a(class_of(entity), organization_) && label.find(' ') != std::string::npos && label.find("government") == std::string::npos;
  }

  /// Nouns for bodies of which none is another.
  static bool is_kind_of_body(std::string_view noun) {
    return is_one_of(noun, {"airline", "army", "bank", "court", "exchange", "government", "hospital", "ministry", "newspaper", "opposition", "parliament", "party", "police", "union", "university"});
  }

  /// "The bank" for the Toronto Stock Exchange.
  bool is_other_kind(const Nominal& nominal, std::uint32_t entity) const {
    const std::string label = to_lower(extraction_.entities[entity].label);
    const std::string_view last = std::string_view(label).substr(label.rfind(' ') + 1);
    return is_kind_of_body(nominal.key) && last != nominal.key && is_kind_of_body(last);
  }

  /// What else than the model speaks for taking up an entity, in log odds.
  float favour(const Nominal& nominal, const Mention& before) {
    const std::uint32_t cls = before.entity == kNone ? ontology_.find_class(before.type) : class_of(before.entity);
    // "The government" is no trade union, nor the nation's bank.
    if (nominal.key == "government" && is_a(cls, organization_) && !is_a(cls, nominal.cls)) return -kOtherBody;
    if (const auto& noun = nominals_[static_cast<std::size_t>(&before - extraction_.mentions.data())]; noun && noun->key != nominal.key && is_kind_of_body(noun->key) && is_kind_of_body(nominal.key))
      return -kOtherBody;
    if (before.entity == kNone) return 0;
    if (is_council(nominal, before.entity) || is_other_kind(nominal, before.entity)) return -kOtherBody;
    float out = 0;
    const bool is_kin = is_a(nominal.cls, cls) || is_a(cls, nominal.cls);
    if (is_a(nominal.cls, organization_) && is_a(cls, organization_) && !is_kin) out -= kOtherBody;
    if (is_a(nominal.cls, place_) && is_a(cls, place_) && !is_kin) out -= kOtherPlace;
    if (is_a(nominal.cls, event_) && is_a(cls, event_) && !is_kin) out -= kOtherBody;  // "the trial" is no election
    if (nominal.key == "army" && is_a(cls, country_)) out -= kOtherBody;
    // Nor is "the army" whom it fights: a body of another kind.
    if (is_one_of(nominal.key, {"army", "military", "navy"}) && is_a(cls, organization_) && !is_a(cls, nominal.cls)) out -= kOtherBody;
    // "The government" for a trade union: of what is known it would be known, too.
    const bool known = named_[before.entity] && !extraction_.entities[before.entity].same_as.empty();
    if (known && !nominal.has_name && is_a(nominal.cls, organization_) && is_a(nominal.cls, cls) && nominal.cls != cls) out -= kOtherKind;
    if (is_a(nominal.cls, person_) && bodies_[before.entity] != kNone && bodies_[before.entity] == organization_in(extraction_.mentions[nominal.mention].span, kNone)) out += kSameBody;
    return out;
  }

  void attach_nominal(std::uint32_t m, std::span<const CoreferenceLink> links) {
    const Nominal& nominal = *nominals_[m];
    if (repeats_headline(nominal) && compatible(nominal, mention(by_key_.at(nominal.sense)).entity)) {
      join(m, mention(by_key_.at(nominal.sense)).entity, kByRule, "as in the headline");
      return;
    }
    if (by_description(m, nominal)) return;
    if (join_found(m, titled_before(m, nominal), "has that title") || join_found(m, known_holder(m, nominal), "is known to have had that office") ||
        join_found(m, own_country(m, nominal), "the country of whom it belongs to") || join_found(m, firm_spoken_of(m, nominal), "the firm spoken of") ||
        join_found(m, spouse_of_owner(m, nominal), "has the family name") || join_found(m, state_spoken_of(m, nominal), "the state spoken of"))
      return;
    if (by_links(m, nominal, links) || by_words(m, nominal)) return;
    if (by_repetition(m, nominal)) return;
    // "The detective" is somebody mentioned before, even where nothing tells who: no new thing. So is what has the noun of another, and "China's ministry" again.
    const auto last = by_key_.find(nominal.sense);
    const bool one_person = is_a(nominal.cls, person_) && !nominal.plural.value_or(false);
    const bool taken_up = (nominal.determiner == Determiner::kThe && !nominal.has_name && (last != by_key_.end() || one_person)) ||
                          (nominal.determiner == Determiner::kOwner && last != by_key_.end() && nominals_[last->second]->named == nominal.named);
    if (is_specific(nominal, ontology_) && !taken_up) make_entity(m);
  }

  /// "Jane Roe, the minister", and common nouns that are what a name is spelt with ("Indonesian navy").
  bool by_description(std::uint32_t m, const Nominal& nominal) {
    if (nominal.describes != kNone && mention(nominal.describes).entity != kNone && compatible(nominal, mention(nominal.describes).entity)) {
      join(m, mention(nominal.describes).entity, kByRule, "says what it is");
      return true;
    }
    if (!is_specific(nominal, ontology_)) return false;
    // "NATO's special representative Jane Roe", whatever the tree makes of it.
    const auto& mentions = extraction_.mentions;
    const Span phrase = mention(m).span;
    const auto behind = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& x) { return x.span.begin < phrase.end; });
    const bool titled = is_a(nominal.cls, person_) || (is_a(nominal.cls, organization_) && nominal.determiner == Determiner::kBare && !nominal.plural.value_or(true));
    if (titled && behind != mentions.end() && behind->kind == MentionKind::kName && behind->entity != kNone &&
        behind->span.begin == phrase.end + 1 && extraction_.document.text[phrase.end] == ' ' && compatible(nominal, behind->entity)) {
      join(m, behind->entity, kByRule, "title of the name behind it");
      return true;
    }
    const auto named = by_label_.find(to_lower(label_of(nominal, extraction_.document)));
    if (named == by_label_.end() || nominal.determiner == Determiner::kA || !compatible(nominal, named->second)) return false;
    join(m, named->second, kByRule, "the same words");
    return true;
  }

  /// Whether the later noun may say more of what the earlier one means: "the long article" after "an article", not after "a short article".
  static bool may_tell_more(const Nominal& later, const Nominal& earlier) {
    if (later.determiner == Determiner::kQuantifier || later.determiner == Determiner::kA || earlier.determiner == Determiner::kQuantifier) return false;
    if (later.plural.value_or(false) != earlier.plural.value_or(false) || (!later.number.empty() && later.number != earlier.number)) return false;
    if (later.owner != earlier.owner && !later.owner.empty() && !earlier.owner.empty()) return false;
    const auto nest = [](const auto& a, const auto& b) {
      return std::includes(a.begin(), a.end(), b.begin(), b.end()) || std::includes(b.begin(), b.end(), a.begin(), a.end());
    };
    return nest(later.modifiers, earlier.modifiers) && nest(later.named, earlier.named);
  }

  bool by_links(std::uint32_t m, const Nominal& nominal, std::span<const CoreferenceLink> links) {
    const std::uint32_t owner = owner_entity(m, nominal);
    for (const CoreferenceLink& link : links) {
      const Mention& before = mention(link.antecedent);
      if (before.kind == MentionKind::kValue || before.span.contains(mention(m).span) || mention(m).span.contains(before.span)) continue;
      const Nominal* const noun = nominals_[link.antecedent] ? &*nominals_[link.antecedent] : nullptr;
      const bool same_head = noun != nullptr && noun->sense == nominal.sense;
      // "The soldiers guarding the palace fled the city": one sentence seldom calls one thing by two common nouns.
      const auto sentence = [&](const Nominal& one) { return sentence_of(extraction_.document, one.head); };
      if (noun != nullptr && !same_head && link.score < kOtherNoun && sentence(*noun) == sentence(nominal)) continue;
      // "The agreement" after a deal is that, not the strike.
      if (noun != nullptr && !same_head && link.score < kOtherNoun && nominal.determiner == Determiner::kThe && by_key_.contains(nominal.sense)) continue;
      if (noun == nullptr && takes_up_own(nominal, before)) continue;
      if (before.entity != kNone && before.entity == owner) continue;  // "his son" is never he (Chomsky 1981, i-within-i)
      if (!is_a(nominal.cls, place_) && is_in_dateline(before)) continue;
      if (is_kin_of_speaker(nominal) && before.entity != kNone && named_[before.entity] && link.score < kOtherNoun) continue;
      if (is_of_another(m, link.antecedent)) continue;
      if (same_head && nominal.determiner == Determiner::kThe && is_clipped(*noun) && before.entity == kNone) continue;
      const bool same_words = same_head && noun->modifiers == nominal.modifiers && noun->named == nominal.named;
      const bool is_sure = same_head && link.score > kSureHead && may_tell_more(nominal, *noun);
      if (same_head && !may_be_same(nominal, *noun) && !(same_words && link.score > kSameWords) && !is_sure) continue;
      if (before.entity == kNone ? noun != nullptr && !are_compatible(nominal, noun->cls) : !compatible(nominal, before.entity)) continue;
      const bool same_noun = same_head && noun->key == nominal.key;
      const float least = same_noun ? kSameHead : bare_class(nominal, ontology_) ? kBareClass : same_head ? kSameSense : kNominal;
      if (link.score + favour(nominal, before) < least) continue;
      const std::uint32_t entity = entity_of(link.antecedent);
      if (entity == kNone) continue;
      join(m, entity, probability(link.score), same_head ? "the same noun" : "noun, by the language model");
      return true;
    }
    return false;
  }

  /// "The bank" after "Norland's central bank" is that, not a firm whose name says nothing of a bank.
  bool takes_up_own(const Nominal& nominal, const Mention& name) const {
    const auto last = by_key_.find(nominal.sense);
    if (nominal.determiner != Determiner::kThe || nominal.described() || last == by_key_.end() || name.kind != MentionKind::kName) return false;
    const Nominal& earlier = *nominals_[last->second];
    const std::uint32_t own = extraction_.mentions[last->second].entity;
    return earlier.determiner == Determiner::kOwner && earlier.key == nominal.key && may_be_same(nominal, earlier) && own != kNone && own != name.entity &&
           !is_called_by(extraction_.document.at(name.span), nominal);
  }

  /// "My father", said by somebody: seldom anybody who was named before.
  static bool is_kin_of_speaker(const Nominal& nominal) {
    return nominal.determiner == Determiner::kPronounOwner && is_one_of(nominal.owner, {"my", "our"}) &&
           is_one_of(nominal.key, {"aunt", "brother", "child", "cousin", "dad", "daughter", "father", "grandfather", "grandmother", "husband", "mother", "mum", "sister", "son", "uncle", "wife"});
  }

  /// "Chief leaves firm": headlines leave out "the", so that the noun means what the text tells later.
  bool is_clipped(const Nominal& noun) const { return noun.determiner == Determiner::kBare && !noun.described() && !noun.plural.value_or(true); }

  /// What the words alone allow: the last noun like it, the last thing whose name ends in it ("the church"), somebody of a body.
  bool by_words(std::uint32_t m, const Nominal& nominal) {
    if (const auto last = by_key_.find(nominal.sense);
        last != by_key_.end() && (may_be_same(nominal, *nominals_[last->second]) || are_same_forces(nominal, *nominals_[last->second]) || is_of_same_owner(m, last->second)) && !is_of_another(m, last->second)) {
      const std::uint32_t entity = mention(last->second).entity;
      if (entity != kNone && extraction_.entities[entity].confidence >= kSpecific && compatible(nominal, entity)) {
        join(m, entity, kByRule, "the same noun");
        return true;
      }
    }
    // "The disputed sea", but not "the northern city".
    const auto tells_none_apart = [](const std::string& word) { return is_one_of(word, {"ancient", "besiege", "besieged", "contest", "contested", "dispute", "disputed", "divide", "divided", "embattled", "famous", "historic", "key", "popular", "strategic", "vast"}); };
    const bool is_place = is_a(nominal.cls, place_) && !nominal.has_name && nominal.number.empty() && std::all_of(nominal.modifiers.begin(), nominal.modifiers.end(), tells_none_apart);
    if (nominal.determiner == Determiner::kThe && (!nominal.described() || is_place))
      for (std::uint32_t before = m; before-- > 0 && m - before < kFarthest;) {
        const Mention& name = mention(before);
        if (name.kind != MentionKind::kName || name.entity == kNone || !is_called_by(extraction_.document.at(name.span), nominal) || !compatible(nominal, name.entity)) continue;
        join(m, name.entity, kByRule, "called by its noun");
        return true;
      }
    return join_found(m, event_spoken_of(m, nominal), "the event spoken of") || join_found(m, person_before(m, nominal), "the person named before") ||
           join_found(m, firm_before(m, nominal), "the firm named before") || join_found(m, country_before(m, nominal), "the country named before") ||
           join_found(m, only_one_of_class(nominal), "the only one of its kind") || join_found(m, somebody_of(m, nominal), "somebody of the same body");
  }

  /// "The world" and again "the world".
  bool by_repetition(std::uint32_t m, const Nominal& nominal) {
    const bool takes_up = nominal.determiner == Determiner::kThe || nominal.determiner == Determiner::kOwner || nominal.determiner == Determiner::kPronounOwner;
    if (!takes_up) return false;
    Words words(nominal.key, nominal.owner, nominal.number, nominal.plural.value_or(false), nominal.modifiers, nominal.named);
    const auto [entry, fresh] = repeated_.emplace(std::move(words), m);
    if (fresh) return false;
    const std::uint32_t before = std::exchange(entry->second, m);
    if (mention(before).entity != kNone && !compatible(nominal, mention(before).entity)) return false;
    const std::uint32_t entity = entity_of(before);
    if (entity == kNone) return false;
    join(m, entity, kByRule, "the same words");
    return true;
  }

  /// Whether the noun is what its sentence is about and told by no name but a country's, so that it may stand for somebody's name.
  bool may_stand_for_name(const Nominal& nominal) const {
    return extraction_.document.tokens[nominal.head].deprel.starts_with("nsubj") &&
           std::all_of(nominal.named.begin(), nominal.named.end(), [&](std::uint32_t e) { return is_a(class_of(e), country_); });
  }

  /// "The 22-year-old", "the striker".
  std::uint32_t person_before(std::uint32_t m, const Nominal& nominal) const {
    const auto& tokens = extraction_.document.tokens;
    const bool taken_up = nominal.determiner == Determiner::kThe || (nominal.words.first > 0 && to_lower(tokens[nominal.words.first - 1].form) == "the");
    const bool aged = nominal.head > 3 && tokens[nominal.head].form == "old" && tokens[nominal.head - 2].form == "year";
    // "The Norlander tennis player": what people do, of which wires tell so to repeat no name; not what one alone is, as a minister.
    const bool trade = may_stand_for_name(nominal) &&
                       is_one_of(nominal.key, {"actor",  "actress", "athlete", "author",   "billionaire", "boxer",  "champion", "comedian", "defender", "director", "filmmaker", "forward",  "goalkeeper",
                                                              "golfer", "midfielder", "musician", "novelist", "player", "poet", "rapper", "runner", "singer", "striker",  "swimmer",  "winger", "writer"});
    // "The Virginia senator", "the German leader": told by a place.
    const bool of_place = !nominal.named.empty() && std::all_of(nominal.named.begin(), nominal.named.end(), [&](std::uint32_t e) { return is_a(class_of(e), place_); });
    const bool office = of_place && tokens[nominal.head].deprel.starts_with("nsubj") &&
                        is_one_of(nominal.key, {"billionaire", "businessman", "businesswoman", "candidate", "congressman", "congresswoman", "governor", "leader", "native", "nominee", "politician", "senator", "tycoon"});
    return taken_up && !nominal.plural.value_or(false) && (aged || trade || office) ? named_before(m, nominal, person_) : kNone;
  }

  /// "The Norlander drugmaker", "shares of the world's largest drugmaker": as with people, of firms.
  std::uint32_t firm_before(std::uint32_t m, const Nominal& nominal) const {
    const bool trade = nominal.key.ends_with("maker") || is_one_of(nominal.key, {"airline", "brewer", "builder", "carrier", "chain", "conglomerate", "giant", "insurer", "lender", "manufacturer",
                                                                                  "miner", "operator", "producer", "retailer", "startup", "supplier", "supermarket", "utility"});
    const auto is_greatest = [](const std::string& word) { return is_one_of(word, {"big", "biggest", "large", "largest", "leading", "top"}); };
    const bool greatest = nominal.determiner == Determiner::kOwner && std::any_of(nominal.modifiers.begin(), nominal.modifiers.end(), is_greatest);
    if (!(nominal.determiner == Determiner::kThe || greatest) || nominal.plural.value_or(false) || !trade) return kNone;
    return may_stand_for_name(nominal) || is_of_shares(nominal) ? named_before(m, nominal, company_) : kNone;
  }

  /// "Shares of the carmaker fell".
  bool is_of_shares(const Nominal& nominal) const {
    const Document& document = extraction_.document;
    const std::uint32_t shares = governor(document, nominal.head);
    return shares != kNone && document.tokens[nominal.head].deprel == "nmod" && document.tokens[shares].deprel.starts_with("nsubj") &&
           is_one_of(document.tokens[shares].lemma, {"share", "stock"});
  }

  /// "The East Norlander country": as with people, of states that are told by their part of the world.
  std::uint32_t country_before(std::uint32_t m, const Nominal& nominal) const {
    const bool of_region = !nominal.named.empty() && std::all_of(nominal.named.begin(), nominal.named.end(), [&](std::uint32_t e) { return is_a(class_of(e), place_) && !is_a(class_of(e), country_); });
    const bool taken_up = nominal.determiner == Determiner::kThe && !nominal.plural.value_or(true) && is_one_of(nominal.key, {"country", "nation", "state"});
    return taken_up && of_region ? named_before(m, nominal, country_) : kNone;
  }

  /// "The Foreign Secretary" after "Foreign Secretary Jane Roe": who was named last with just these words before the name.
  std::uint32_t titled_before(std::uint32_t m, const Nominal& nominal) const {
    // "The US team" after "US team Roe".
    const std::uint32_t cls = is_a(nominal.cls, person_) ? person_ : is_a(nominal.cls, organization_) && nominal.has_name ? organization_ : kNone;
    if (nominal.determiner != Determiner::kThe || nominal.plural.value_or(false) || cls == kNone) return kNone;
    const std::string title = to_lower(label_of(nominal, extraction_.document)) + " ";
    // "The longtime senator" after "Sen. Jane Roe": the one person with that title, whatever else is said of her office.
    const bool office = cls == person_ && nominal.number.empty() && std::all_of(nominal.modifiers.begin(), nominal.modifiers.end(), is_said_of_office) &&
                        std::all_of(nominal.named.begin(), nominal.named.end(), [&](std::uint32_t e) { return is_a(class_of(e), place_); });
    std::uint32_t holder = kNone;
    bool several = false;
    const std::string_view text = extraction_.document.text;
    for (std::uint32_t before = m; before-- > 0 && m - before < kFarthest;) {
      const Mention& name = extraction_.mentions[before];
      if (name.kind != MentionKind::kName || name.entity == kNone || !is_a(class_of(name.entity), cls)) continue;
      if (name.span.begin >= title.size() && to_lower(text.substr(name.span.begin - title.size(), title.size())) == title) return name.entity;
      if (!office || office_before(name.span.begin) != nominal.key) continue;
      several = several || (holder != kNone && holder != name.entity);
      holder = name.entity;
    }
    return several ? kNone : holder;
  }

  /// "The former secretary of state": the one person named before that is known to have been so.
  std::uint32_t known_holder(std::uint32_t m, const Nominal& nominal) const {
    if (nominal.determiner != Determiner::kThe || nominal.plural.value_or(false) || !is_a(nominal.cls, person_)) return kNone;
    std::string title = to_lower(label_of(nominal, extraction_.document));
    bool former = false;
    for (std::size_t space = title.find(' '); space != std::string::npos && is_said_of_office(title.substr(0, space)); space = title.find(' ')) {
      former = former || title.starts_with("former ");
      title.erase(0, space + 1);
    }
    std::uint32_t holder = kNone;
    for (std::uint32_t e = 0; e < offices_.size(); ++e) {
      const auto has_it = [&](const Office& office) { return office.title == title && (former || office.now); };
      if (std::none_of(offices_[e].begin(), offices_[e].end(), has_it) || !is_named_before(m, e)) continue;
      if (holder != kNone) return kNone;
      holder = e;
    }
    return holder;
  }

  static bool is_said_of_office(const std::string& word) {
    return is_one_of(word, {"acting", "beleaguered", "current", "democratic", "embattled", "former", "freshman", "incoming", "incumbent", "junior", "late", "long-serving", "longtime", "new", "newly",
                            "outgoing", "republican", "senior", "serving", "sitting", "then", "veteran"});
  }

  /// The word right before a name: "senator" of "Sen. Roe", "governor" of "Governor Roe"; "" where none stands there.
  std::string office_before(std::uint32_t name) const {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> brief{{{"gen", "general"}, {"gov", "governor"}, {"prof", "professor"}, {"rep", "representative"}, {"sen", "senator"}, {"dr", "doctor"}}};
    const std::string_view text = std::string_view(extraction_.document.text).substr(0, name);
    if (!text.ends_with(' ')) return {};
    const std::size_t begin = text.find_last_of(" \n\t(\"", text.size() - 2) + 1;
    std::string word = to_lower(text.substr(begin, text.size() - 1 - begin));
    if (word.ends_with('.')) word.pop_back();
    for (const auto& [form, full] : brief)
      if (word == form) return std::string(full);
    return word;
  }

  /// "The Norlander minister, Jane Roe, said her country would pay": the one that a name of hers stands with.
  std::uint32_t own_country(std::uint32_t m, const Nominal& nominal) const {
    const std::uint32_t owner = is_one_of(nominal.key, {"country", "homeland", "nation"}) && !nominal.plural.value_or(false) ? named_owner(m) : kNone;
    return owner == kNone ? kNone : stands_with(owner, country_, m);
  }

  /// What a title of somebody names, a thing of that class, before mention `end`: Norland of "Norland's minister Jane Roe", "Jane Roe, minister of Norland".
  std::uint32_t stands_with(std::uint32_t person, std::uint32_t cls, std::uint32_t end) const {
    const Document& document = extraction_.document;
    for (std::uint32_t name = 0; name < end; ++name) {
      if (extraction_.mentions[name].entity != person || extraction_.mentions[name].kind != MentionKind::kName) continue;
      std::uint32_t top = head_of(extraction_.mentions[name]);
      while (top != kNone && is_one_of(document.tokens[top].deprel, {"appos", "flat"})) top = governor(document, top);
      for (std::uint32_t other = name < kBeside ? 0 : name - kBeside; other < std::min(end, name + kBeside); ++other) {
        if (extraction_.mentions[other].entity == kNone || extraction_.mentions[other].kind != MentionKind::kName || !is_a(class_of(extraction_.mentions[other].entity), cls)) continue;
        std::uint32_t above = head_of(extraction_.mentions[other]);
        bool speaks = true;
        for (int steps = 0; steps < 4 && above != kNone && above != top && is_one_of(document.tokens[above].deprel, {"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "appos", "flat"}); ++steps) {
          above = governor(document, above);
          speaks = speaks && (above == kNone || !is_nobodys_voice(document.tokens[above].lemma));
        }
        if (speaks && above != kNone && above == top) return extraction_.mentions[other].entity;
      }
    }
    return kNone;
  }

  /// Who belongs to a body and does not speak for it.
  static bool is_nobodys_voice(std::string_view noun) {
    return is_one_of(noun, {"doctor", "farmer", "graduate", "nurse", "patient", "prisoner", "pupil", "resident", "student", "teacher"});
  }

  /// "The company" is what the sentence before is about, whatever was called so farther back.
  std::uint32_t firm_spoken_of(std::uint32_t m, const Nominal& nominal) const {
    const bool bare = nominal.determiner == Determiner::kThe && !nominal.plural.value_or(false) && !nominal.described() && is_one_of(nominal.key, {"company", "firm"});
    return bare && may_stand_for_name(nominal) ? named_before(m, nominal, company_) : kNone;
  }

  /// "His wife" of Tom Roe, where the text names one woman called Roe and calls her nothing else of the family.
  std::uint32_t spouse_of_owner(std::uint32_t m, const Nominal& nominal) const {
    if (!is_one_of(nominal.key, {"husband", "wife"}) || nominal.plural.value_or(false)) return kNone;
    const std::uint32_t owner = owner_entity(m, nominal);
    if (owner == kNone || !named_[owner] || !is_a(class_of(owner), person_)) return kNone;
    const auto surname = [&](std::uint32_t e) { const std::string& label = extraction_.entities[e].label; return std::string_view(label).substr(label.rfind(' ') + 1); };
    if (extraction_.entities[owner].label.find(' ') == std::string::npos) return kNone;
    std::uint32_t spouse = kNone;
    for (std::uint32_t e = 0; e < named_.size(); ++e) {
      if (e == owner || !named_[e] || !is_a(class_of(e), person_) || genders_[e] != gender_of_noun(nominal.key) || surname(e) != surname(owner)) continue;
      if (spouse != kNone) return kNone;
      spouse = e;
    }
    const auto is_other_kin = [&](std::uint32_t n) {
      return nominals_[n] && extraction_.mentions[n].entity == spouse && is_one_of(nominals_[n]->key, {"aunt", "brother", "cousin", "daughter", "father", "mother", "niece", "nephew", "sister", "son", "uncle"});
    };
    for (std::uint32_t n = 0; spouse != kNone && n < m; ++n)
      if (is_other_kin(n)) return kNone;
    return spouse;
  }

  /// "The event" after the name of one; "the accident" that the headline tells of.
  std::uint32_t event_spoken_of(std::uint32_t m, const Nominal& nominal) const {
    if (nominal.determiner != Determiner::kThe || nominal.plural.value_or(false) || nominal.described()) return kNone;
    if (is_one_of(nominal.key, {"event", "festival", "convention"})) return named_before(m, nominal, event_);
    if (!is_one_of(nominal.key, {"accident", "disaster", "incident", "tragedy"}) || by_key_.contains(nominal.sense)) return kNone;
    std::uint32_t told = kNone;
    for (std::uint32_t before = 0; before < m; ++before) {
      const TokenRange words = tokens_in(extraction_.document, extraction_.mentions[before].span);
      if (words.first < words.end && sentence_of(extraction_.document, words.first) != 0) break;
      const std::uint32_t entity = extraction_.mentions[before].entity;
      if (entity == kNone || !is_a(class_of(entity), event_) || entity == told) continue;
      if (told != kNone) return kNone;
      told = entity;
    }
    return told;
  }

  /// "The state" in a text of one country's parts is the one that was named last, far as that may be.
  std::uint32_t state_spoken_of(std::uint32_t m, const Nominal& nominal) const {
    if (nominal.determiner != Determiner::kThe || nominal.plural.value_or(false) || nominal.described() || nominal.key != "state" || region_ == kNone) return kNone;
    for (std::uint32_t before = m; before-- > 0 && m - before < kFarthest;) {
      const std::uint32_t entity = extraction_.mentions[before].entity;
      const Span span = extraction_.mentions[before].span;
      if (span.begin > 0 && extraction_.document.text[span.begin - 1] == '-') continue;  // "Roe (I-Vt.)"
      if (entity != kNone && named_[entity] && class_of(entity) == region_ && !describes_somebody(before) && !extraction_.entities[entity].same_as.empty() &&
          !is_one_of(extraction_.entities[entity].label, {"Africa", "Asia", "Europe", "Middle East"}))
        return entity;
    }
    return kNone;
  }

  /// "The Vermont senator".
  bool describes_somebody(std::uint32_t m) const {
    const std::uint32_t head = head_of(extraction_.mentions[m]);
    const std::uint32_t noun = head != kNone && extraction_.document.tokens[head].deprel == "compound" ? governor(extraction_.document, head) : kNone;
    const std::uint32_t somebody = noun == kNone ? kNone : mention_headed(noun);
    return somebody != kNone && is_a(ontology_.find_class(extraction_.mentions[somebody].type), person_);
  }

  /// The one thing of the class that is named in the last sentence that names any, or what that sentence is about ("Roe", "Roe's shares"); not farther
  /// back than two sentences.
  std::uint32_t named_before(std::uint32_t m, const Nominal& nominal, std::uint32_t cls) const {
    const Document& document = extraction_.document;
    const auto& tokens = document.tokens;
    const std::uint32_t here = sentence_of(document, nominal.head);
    std::uint32_t where = kNone, only = kNone, subject = kNone;
    bool several = false;
    for (std::uint32_t before = m; before-- > 0;) {
      const Mention& name = extraction_.mentions[before];
      const TokenRange words = tokens_in(document, name.span);
      if (words.first >= words.end) continue;
      const std::uint32_t head = head_token(document, words), sentence = sentence_of(document, head);
      if (sentence == kNone || here == kNone || sentence + 2 < here || (where != kNone && sentence != where)) break;
      if (name.entity == kNone || !named_[name.entity] || !(is_a(class_of(name.entity), cls) || (cls == company_ && class_of(name.entity) == organization_))) continue;
      where = sentence;
      several = several || (only != kNone && only != name.entity);
      only = name.entity;
      const std::uint32_t above = governor(document, head);
      const bool owns_subject = above != kNone && is_one_of(tokens[head].deprel, {"compound", "nmod:poss"}) && tokens[above].deprel.starts_with("nsubj");
      if (tokens[head].deprel.starts_with("nsubj") || (cls == company_ && owns_subject)) subject = name.entity;
    }
    return several ? subject : only;
  }

  /// "The city": the only named thing of just that class in the document.
  std::uint32_t only_one_of_class(const Nominal& nominal) const {
    const std::optional<std::uint32_t> cls = bare_class(nominal, ontology_);
    const auto only = cls ? only_named_.find(*cls) : only_named_.end();
    if (only == only_named_.end() || only->second == kNone || is_council(nominal, only->second) || is_other_kind(nominal, only->second) || !compatible(nominal, only->second)) return kNone;
    if (nominal.key == "government" && !is_named_before(nominal.mention, only->second)) return kNone;
    return is_named_in(sentence_of(extraction_.document, nominal.head), only->second) ? kNone : only->second;
  }

  bool is_named_before(std::uint32_t m, std::uint32_t entity) const {
    return std::any_of(extraction_.mentions.begin(), extraction_.mentions.begin() + m, [&](const Mention& mention) { return mention.entity == entity; });
  }

  /// Whether a mention of the entity stands in the sentence: "the firm has a contract with Roe Ltd".
  bool is_named_in(std::uint32_t sentence, std::uint32_t entity) const {
    if (sentence == kNone) return false;
    const Span span = extraction_.document.sentences[sentence].span;
    const auto& mentions = extraction_.mentions;
    auto at = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& x) { return x.span.begin < span.begin; });
    for (; at != mentions.end() && at->span.begin < span.end; ++at)
      if (at->entity == entity) return true;
    return false;
  }

  /// "A fisherman" of the text is the "Fisherman" of its headline, where it is said of nobody else in between.
  bool repeats_headline(const Nominal& nominal) const {
    const auto last = by_key_.find(nominal.sense);
    if (nominal.determiner != Determiner::kA || last == by_key_.end()) return false;
    if (std::find_first_of(nominal.modifiers.begin(), nominal.modifiers.end(), kOthers.begin(), kOthers.end()) != nominal.modifiers.end()) return false;
    const Nominal& before = *nominals_[last->second];
    const auto& sentences = extraction_.document.sentences;
    if (sentence_of(extraction_.document, before.head) != 0 || sentence_of(extraction_.document, nominal.head) == 0) return false;
    const std::string_view first = extraction_.document.at(sentences.front().span);
    if (first.empty() || first.back() == '.' || before.determiner != Determiner::kBare || before.plural.value_or(true)) return false;
    return std::includes(nominal.modifiers.begin(), nominal.modifiers.end(), before.modifiers.begin(), before.modifiers.end()) &&
           std::includes(nominal.named.begin(), nominal.named.end(), before.named.begin(), before.named.end());
  }

  /// "The NATO official": who was last spoken of among those that are said to be of that organisation; kNone where nobody is.
  std::uint32_t somebody_of(std::uint32_t m, const Nominal& nominal) const {
    const bool definite = nominal.determiner == Determiner::kThe || nominal.determiner == Determiner::kOwner;
    if (!is_a(nominal.cls, person_) || !definite || nominal.plural.value_or(true)) return kNone;
    const std::uint32_t body = organization_in(extraction_.mentions[m].span, kNone);
    if (body == kNone) return kNone;
    for (std::uint32_t before = m; before-- > 0 && m - before < kFarthest;) {
      const std::uint32_t entity = extraction_.mentions[before].entity;
      if (entity != kNone && bodies_[entity] == body && named_[entity] && compatible(nominal, entity)) return entity;
    }
    return kNone;
  }

  Extraction& extraction_;
  const Ontology& ontology_;
  std::uint32_t person_, company_, organization_, event_, place_, country_, region_;
  std::vector<std::optional<Nominal>> nominals_;  // [mentions]
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spoken_;  // mention, speaker's mention
  std::vector<std::pair<std::uint32_t, std::uint32_t>> addressed_;  // "you", mention of whom it is said to
  std::vector<std::uint32_t> bodies_;             // [entities] the organisation that phrases for it name
  std::unordered_map<std::string, std::uint32_t> by_label_;          // entity of a label or alias in small letters
  std::unordered_map<std::string, std::uint32_t> by_key_;            // last nominal with an entity by its sense
  std::vector<Gender> genders_;                   // [entities]
  std::vector<std::vector<Office>> offices_;      // [entities]
  std::vector<bool> datelined_;                   // [named entities] whether they stand in datelines alone
  std::set<std::uint32_t> direct_speakers_;       // mentions
  std::set<std::pair<std::uint32_t, std::uint32_t>> spoken_of_;  // nominal that speaks, person whom it names
  std::vector<bool> named_;                       // [entities] whether a name names it
  /// Head, owner, number, plural, modifiers, names within.
  using Words = std::tuple<std::string, std::string, std::string, bool, std::vector<std::string>, std::vector<std::uint32_t>>;
  std::map<Words, std::uint32_t> repeated_;       // last nominal of such words that took up nothing else
  std::unordered_map<std::uint32_t, std::uint32_t> only_named_;      // by class: the only entity that a name names; kNone where there are several
  std::vector<std::uint32_t> becomes_;            // [entities] what it is part of; itself where it is a thing of its own
  std::unordered_map<std::uint32_t, const char*> reasons_;           // of those that became part of another
};

}  // namespace

void attach(Extraction& extraction, const Ontology& ontology, std::vector<Gender> genders, std::vector<std::vector<Office>> offices) {
  Attaching(extraction, ontology, std::move(genders), std::move(offices)).run();
}

}  // namespace relata
