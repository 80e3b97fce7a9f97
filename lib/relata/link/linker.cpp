#include <relata/link/linker.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/attachment.hpp>
#include <relata/link/class_family.hpp>
#include <relata/link/given_names.hpp>
#include <relata/link/name_form.hpp>
#include <relata/link/name_groups.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <map>

namespace relata {
namespace {

constexpr double kUnlinked = 0.7;              // confidence of an entity that nothing is known of
constexpr std::uint32_t kLongestNominal = 80;  // bytes: a longer phrase tells a story and names nothing

std::string_view without_article(std::string_view name) {
  for (const std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "})
    if (name.starts_with(article)) return name.substr(article.size());
  return name;
}

/// Nouns that tell of an event at a place ("the war in Ukraine"): one thing if they are of one class and name the same place.
std::vector<Group> event_groups(const Extraction& extraction, const KnowledgeBase& known, const Ontology& ontology) {
  const std::uint32_t event = ontology.find_class(core_class::kEvent);
  const auto place_in = [&](std::string_view phrase) {
    for (std::size_t at = phrase.find(' '); at != std::string_view::npos; at = phrase.find(' ', at + 1))
      if (const auto name = known.find_name(phrase.substr(at + 1)); name && name->role == NameRole::kName) return name->iri;
    return std::string();
  };
  // "His visit to Norland as minister for Westland": the place that hangs on the noun itself.
  const auto place_of_noun = [&](std::uint32_t m) {
    const auto& mentions = extraction.mentions;
    const auto head_of = [&](Span span) {
      const TokenRange words = tokens_in(extraction.document, span);
      return words.first < words.end ? head_token(extraction.document, words) : kNone;
    };
    const std::uint32_t noun = head_of(mentions[m].span);
    for (std::size_t n = m + 1; noun != kNone && n < mentions.size() && mentions[n].span.begin < mentions[m].span.end; ++n) {
      const std::uint32_t name = mentions[n].kind == MentionKind::kName ? head_of(mentions[n].span) : kNone;
      if (name == kNone || name < noun || governor(extraction.document, name) != noun) continue;
      const auto found = known.find_name(extraction.document.at(mentions[n].span));
      if (found && found->role == NameRole::kName && family_of(ontology, found->type) == Family::kPlace) return found->iri;
    }
    return std::string();
  };
  std::vector<Group> groups;
  std::map<std::string, std::size_t> by_key;
  for (std::uint32_t m = 0; m < extraction.mentions.size(); ++m) {
    const Mention& mention = extraction.mentions[m];
    if (mention.kind != MentionKind::kNominal || mention.span.size() > kLongestNominal) continue;
    const std::uint32_t cls = ontology.find_class(mention.type);
    if (cls == kNone || event == kNone || !ontology.is_a(cls, event)) continue;
    // "The Berlinale, a festival in Berlin" says what that is.
    const TokenRange words = tokens_in(extraction.document, mention.span);
    if (words.first >= words.end || extraction.document.tokens[head_token(extraction.document, words)].deprel == "appos") continue;
    std::string place = place_of_noun(m);
    if (place.empty()) place = place_in(without_article(extraction.document.at(mention.span)));
    if (place.empty()) continue;
    const auto [entry, fresh] = by_key.emplace(mention.type + ' ' + place, groups.size());
    if (fresh) {
      groups.emplace_back();
      groups.back().type = mention.type;
    }
    groups[entry->second].members.push_back({m, fresh ? 1.0 : 0.7, fresh ? "first mention" : "same kind of event at the same place", true});
  }
  return groups;
}

/// What is surely linked to one known thing is one group.
void join_linked(std::vector<Group>& groups, const KnowledgeBase& known) {
  std::map<std::uint32_t, std::size_t> by_thing;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].known_score < kSameAs) continue;
    const auto [entry, fresh] = by_thing.emplace(groups[g].known, g);
    if (fresh) continue;
    Group& into = groups[entry->second];
    for (Member& member : groups[g].members) {
      member.score = std::min(member.score, groups[g].known_score);
      member.reason = "linked to " + std::string(known.thing(groups[g].known).label) + " too";
      into.members.push_back(std::move(member));
    }
    into.known_score = std::max(into.known_score, groups[g].known_score);
    groups[g].members.clear();
  }
  std::erase_if(groups, [](const Group& group) { return group.members.empty(); });
}

/// What a capital acts on as a government: "Washington's allies", not "Washington's streets".
bool is_of_state(std::string_view lemma) {
  return is_one_of(lemma, {"military", "army", "navy", "troop", "force", "government", "administration", "policy", "position", "stance", "ambassador", "envoy", "diplomat",
                           "minister", "ministry", "ally", "support", "claim", "demand", "proposal", "offer", "decision", "response", "reaction", "concern", "interest",
                           "intention", "ambition", "aggression", "superiority", "influence", "leadership", "role", "sanction", "pressure", "refusal", "commitment", "relation"});
}

/// What states do to others: "Washington imposed sanctions", not "Washington grew".
bool is_act_of_state(std::string_view lemma) {
  return is_one_of(lemma, {"accuse", "back", "ban", "blame", "comment", "condemn", "denounce", "deploy", "expel", "impose", "lift", "oppose", "recall", "recognise", "recognize", "reject", "retaliate", "sanction", "summon", "suspend", "threaten", "urge", "veto", "warn", "withdraw"});
}

/// Whether the mention speaks, acts on others, or owns what a state has.
bool acts_as_state(const Extraction& extraction, std::uint32_t m) {
  const TokenRange words = tokens_in(extraction.document, extraction.mentions[m].span);
  const std::uint32_t head = words.first < words.end ? head_token(extraction.document, words) : kNone;
  const std::uint32_t above = head == kNone ? kNone : governor(extraction.document, head);
  if (above == kNone) return false;
  const std::string_view deprel = extraction.document.tokens[head].deprel;
  const auto speaks = [&](const Attribution& said) { return said.speaker == m; };
  if (deprel == "nsubj" && std::any_of(extraction.attributions.begin(), extraction.attributions.end(), speaks)) return true;
  if (deprel == "nsubj" && is_act_of_state(to_lower(extraction.document.tokens[above].lemma))) return true;
  // "Accused Baghdad of helping them".
  if (deprel == "obj" && is_one_of(to_lower(extraction.document.tokens[above].lemma), {"accuse", "blame", "pressure", "sanction", "urge", "warn"})) return true;
  // "Talks with Beijing", "harder on Beijing", but not "the march on Beijing".
  const std::string before = to_lower(word_before(extraction.document, extraction.mentions[m].span));
  if (is_one_of(before, {"against", "with"})) return true;
  if (before == "on") return !is_one_of(to_lower(extraction.document.tokens[above].lemma), {"advance", "assault", "attack", "bomb", "drop", "fall", "fire", "march", "raid", "rain", "strike"});
  return deprel == "nmod:poss" && is_of_state(to_lower(extraction.document.tokens[above].lemma));
}

/// A capital that acts ("Washington denied", "Washington's allies") and is no place anywhere in the text is the government of its country, where the country is
/// in the text, too.
void join_capitals(const Extraction& extraction, std::vector<Group>& groups, const KnowledgeBase& known) {
  for (Group& capital : groups) {
    if (capital.known_score < kSameAs) continue;
    const auto is_place = [&](const Member& member) {
      const std::string before = to_lower(word_before(extraction.document, extraction.mentions[member.mention].span));
      return is_one_of(before, {"in", "near", "from", "outside", "around", "to", "at", "across", "through", "into", "of"});
    };
    const auto acts = [&](const Member& member) { return acts_as_state(extraction, member.mention); };
    if (std::any_of(capital.members.begin(), capital.members.end(), is_place) || std::none_of(capital.members.begin(), capital.members.end(), acts)) continue;
    for (const KnownFact& fact : known.facts(capital.known)) {
      if (!fact.predicate.ends_with("#capitalOf") || !fact.to.empty()) continue;
      const auto country = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
        return group.known_score >= kSameAs && !group.members.empty() && known.thing(group.known).iri == fact.object;
      });
      if (country == groups.end()) continue;
      for (Member& member : capital.members) country->members.push_back({member.mention, 0.8, "the capital where its government acts", false});
      capital.members.clear();
      break;
    }
  }
  std::erase_if(groups, [](const Group& group) { return group.members.empty(); });
}

/// What who leads a body is called, by the end of the body's IRI or a part of it.
std::string_view title_of_leader(std::string_view body) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> titles{{{"/us-state-department", "secretary of state"},
                                                                                         {"/united-states-department-of-defense", "defense secretary"},
                                                                                         {"/united-states-department-of-the-treasury", "treasury secretary"},
                                                                                         {"/united-states-department-of-justice", "attorney general"},
                                                                                         {"/foreign-commonwealth-and-development-office", "foreign secretary"},
                                                                                         {"foreign-affairs", "foreign minister"},
                                                                                         {"foreign-office", "foreign minister"},
                                                                                         {"ministry-of-finance", "finance minister"},
                                                                                         {"ministry-of-defence", "defence minister"},
                                                                                         {"ministry-of-defense", "defense minister"}}};
  for (const auto& [part, title] : titles)
    if (body.find(part) != body.npos) return title;
  return {};
}

std::vector<Office> offices_of(const std::vector<KnownFact>& facts, std::string_view date) {
  std::vector<Office> out;
  for (const KnownFact& fact : facts) {
    const std::string_view title = fact.predicate.ends_with("#headOfGovernment") ? "prime minister" : fact.predicate.ends_with("#leads") ? title_of_leader(fact.object) : std::string_view();
    if (!title.empty()) out.push_back({std::string(title), holds_at(fact, date)});
  }
  return out;
}

class EntityMaker {
 public:
  EntityMaker(Extraction& extraction, const KnowledgeBase& known, const Ontology& ontology) : extraction_(extraction), known_(known), ontology_(ontology) {}

  void make(const Group& group) {
    const auto index = static_cast<std::uint32_t>(extraction_.entities.size());
    const bool is_club = is_named_after_town(group), is_known = group.known_score >= kSameAs && !is_club;
    Entity entity;
    if (is_known) entity = known_.describe(group.known);
    if (entity.type.empty()) entity.type = group.type;
    if (group.known_score >= kCloseMatch && !is_known && !is_club) {
      entity.close_match = known_.describe(group.known).same_as;
      entity.close_match.insert(entity.close_match.begin(), std::string(known_.thing(group.known).iri));
    }
    entity.id = "e" + std::to_string(index + 1);
    entity.confidence = is_known ? group.known_score : kUnlinked;
    name(entity, group);
    for (const Member& member : group.members) {
      Mention& mention = extraction_.mentions[member.mention];
      mention.entity = index;
      // A sure link knows the class better than the reader of the sentence, and so does the full name of a person or document ("Roe", "ITPP").
      const bool corrects = (is_known || entity.type == core_class::kPerson || entity.type == core_class::kDocument) && mention.kind == MentionKind::kName && !mention.adjectival;
      if (mention.type.empty() || corrects) mention.type = entity.type;
      extraction_.joins.push_back({member.mention, index, member.score, member.reason});
    }
    genders.push_back(gender_of(entity, group));
    offices.push_back(is_known && entity.type == core_class::kPerson ? offices_of(known_.facts(group.known), extraction_.document.date) : std::vector<Office>());
    extraction_.entities.push_back(std::move(entity));
  }

  std::vector<Gender> genders;               // [entities]
  std::vector<std::vector<Office>> offices;  // [entities]

 private:
  /// What a title or knowledge says, else the given name.
  Gender gender_of(const Entity& entity, const Group& group) const {
    if (group.gender != Gender::kUnknown || family_of(ontology_, entity.type) != Family::kPerson) return group.gender;
    const NameForm form = read_name(entity.label);
    return form.words.size() > 1 ? gender_of_given_name(form.words.front()) : Gender::kUnknown;
  }

  /// What acts under the name of a town or region is a club or firm of that place; under that of a country, its government.
  bool is_named_after_town(const Group& group) const {
    if (group.known_score < kCloseMatch || family_of(ontology_, group.type) != Family::kOrganization) return false;
    const std::string_view type = known_.thing(group.known).type;
    const std::uint32_t cls = ontology_.find_class(type), country = ontology_.find_class(core_class::kCountry);
    return family_of(ontology_, type) == Family::kPlace && !(cls != kNone && country != kNone && ontology_.is_a(cls, country));
  }

  /// The longest full name is what the text calls it; all others are aliases. Adjectives are no names.
  void name(Entity& entity, const Group& group) const {
    const std::string known_label = entity.label;
    std::vector<std::string> names;
    std::string entity_name;
    const bool has_full = std::any_of(group.members.begin(), group.members.end(), [](const Member& member) { return member.is_full; });
    for (const Member& member : group.members) {
      const Mention& mention = extraction_.mentions[member.mention];
      if (mention.kind == MentionKind::kPronoun || mention.adjectival) continue;
      std::string name = mention.kind == MentionKind::kName ? read_name(extraction_.document.at(mention.span), known_).written
                                                            : std::string(without_article(extraction_.document.at(mention.span)));
      if ((member.is_full || !has_full) && name.size() > entity_name.size()) entity_name = name;
      names.push_back(std::move(name));
    }
    if (entity_name.empty()) entity_name = known_label;
    if (entity_name.empty()) entity_name = extraction_.document.at(extraction_.mentions[group.members.front().mention].span);
    entity.label = entity_name;
    if (!known_label.empty()) names.push_back(known_label);
    std::erase(names, entity.label);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    entity.aliases = std::move(names);
  }

  Extraction& extraction_;
  const KnowledgeBase& known_;
  const Ontology& ontology_;
};

}  // namespace

void NameLinker::resolve(Extraction& extraction) const {
  std::vector<Group> groups = name_groups(extraction, known_, ontology_);
  for (Group& group : event_groups(extraction, known_, ontology_)) groups.push_back(std::move(group));
  linker_.link(extraction, groups);
  join_linked(groups, known_);
  join_capitals(extraction, groups, known_);
  for (Group& group : groups)
    std::sort(group.members.begin(), group.members.end(), [](const Member& a, const Member& b) { return a.mention < b.mention; });
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.members.front().mention < b.members.front().mention; });
  EntityMaker maker(extraction, known_, ontology_);
  for (const Group& group : groups) maker.make(group);
  attach(extraction, ontology_, std::move(maker.genders), std::move(maker.offices));
}

}  // namespace relata
