#include <relata/link/entity_linker.hpp>

#include <relata/core/fold_name.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/class_family.hpp>
#include <relata/link/given_names.hpp>
#include <relata/link/link_weights.hpp>
#include <relata/link/place_teams.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace relata {
namespace {

constexpr double kBeside = 0.95;  // of the one namesake that lies in the place named behind it
constexpr std::size_t kShortestFuzzy = 8;  // bytes of a folded name: shorter ones have too many neighbours

void score(std::vector<LinkCandidate>& candidates) {
  double sum = 1;  // exp(0) of NIL
  for (LinkCandidate& candidate : candidates) {
    double dot = 0;
    for (std::size_t f = 0; f < kLinkFeatureCount; ++f) dot += kLinkWeights[f] * candidate.features[f];
    candidate.probability = std::exp(dot);
    sum += candidate.probability;
  }
  for (LinkCandidate& candidate : candidates) candidate.probability /= sum;
}

void order(std::vector<LinkCandidate>& candidates, const KnowledgeBase& known) {
  std::sort(candidates.begin(), candidates.end(), [&](const LinkCandidate& a, const LinkCandidate& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    return known.thing(a.thing).iri < known.thing(b.thing).iri;
  });
}

/// What is known of a thing's terms of office at a date.
enum class Term { kNone, kInOffice, kBefore, kAfter };
Term term_at(const std::vector<KnownFact>& facts, std::string_view date) {
  if (date.empty()) return Term::kNone;
  bool any = false, all_later = true;
  for (const KnownFact& fact : facts) {
    if (fact.from.empty() && fact.to.empty()) continue;
    any = true;
    if (holds_at(fact, date)) return Term::kInOffice;
    all_later = all_later && !fact.from.empty() && is_before(date, fact.from);
  }
  return !any ? Term::kNone : all_later ? Term::kBefore : Term::kAfter;
}

/// Whether the first term of a thing begins long after a date: who is called so then is hardly that statesman, even in full.
bool is_long_before(const std::vector<KnownFact>& facts, std::string_view date) {
  constexpr int kLong = 25;  // years
  const auto year = [](std::string_view text) {
    int out = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + std::min<std::size_t>(text.size(), 4), out);
    return fault == std::errc() && end == text.data() + 4 ? out : 0;
  };
  const int now = year(date);
  return now != 0 && std::all_of(facts.begin(), facts.end(), [&](const KnownFact& fact) { return year(fact.from) == 0 || year(fact.from) > now + kLong; });
}

/// The group whose name stands right behind a name of `group`, parted by a comma: Ohio of "Columbus, Ohio".
std::size_t group_behind(const Extraction& extraction, const Group& group, const std::vector<std::pair<std::uint32_t, std::size_t>>& by_place) {
  for (const Member& member : group.members) {
    const std::uint32_t end = extraction.mentions[member.mention].span.end;
    const auto next = std::lower_bound(by_place.begin(), by_place.end(), std::pair<std::uint32_t, std::size_t>(end, 0));
    if (next != by_place.end() && next->first > end && next->first - end <= 2 && extraction.document.text[end] == ',') return next->second;
  }
  return static_cast<std::size_t>(-1);
}

/// The group whose name says whose a name of `group` is: "Norland's | Congress", "the Norlandic | Congress"; -1 where none does. `ends`: last byte
/// of a name, group; sorted.
std::size_t owner_of(const Extraction& extraction, const Group& group, const std::vector<std::pair<std::uint32_t, std::size_t>>& ends) {
  for (const Member& member : group.members) {
    const std::uint32_t begin = extraction.mentions[member.mention].span.begin;
    const std::string_view before = std::string_view(extraction.document.text).substr(0, begin);
    for (const std::string_view mark : {"'s ", "’s ", " "}) {
      if (!before.ends_with(mark)) continue;
      const auto end = begin - static_cast<std::uint32_t>(mark.size());
      const auto owner = std::lower_bound(ends.begin(), ends.end(), std::pair<std::uint32_t, std::size_t>(end, 0));
      if (owner != ends.end() && owner->first == end) return owner->second;
    }
  }
  return static_cast<std::size_t>(-1);
}

bool holds(const std::vector<std::string_view>& iris, std::string_view iri) { return std::find(iris.begin(), iris.end(), iri) != iris.end(); }

}  // namespace

EntityLinker::EntityLinker(const KnowledgeBase& known, const Ontology& ontology) : known_(known), ontology_(ontology) {
  for (const Class& cls : ontology.classes())
    for (const Wording& wording : cls.wordings) class_nouns_.insert(fold_name(wording.text));
}

/// "Chicago, Ill.", "Boston, MA": behind a place and a comma a code is the region's name.
void EntityLinker::add_codes(const Extraction& extraction, const Group& group, std::vector<LinkCandidate>& into) const {
  const std::uint32_t region = ontology_.find_class(core_class::kRegion);
  for (const Member& member : group.members) {
    const Span name = extraction.mentions[member.mention].span;
    if (name.begin < 3 || !extraction.document.at({0, name.begin}).ends_with(", ") || std::isalpha(static_cast<unsigned char>(extraction.document.text[name.begin - 3])) == 0) continue;
    for (const Candidate& found : known_.lookup(extraction.document.at(name))) {
      const std::uint32_t cls = ontology_.find_class(known_.thing(found.thing).type);
      if (found.kind != AliasKind::kCode || cls == kNone || region == kNone || !ontology_.is_a(cls, region)) continue;
      if (std::any_of(into.begin(), into.end(), [&](const LinkCandidate& other) { return other.thing == found.thing; })) continue;
      LinkCandidate candidate{found.thing, found.alias};
      candidate.features[kBias] = candidate.features[kExactName] = candidate.features[kShortWord] = 1;
      candidate.features[kPopularity] = known_.thing(found.thing).popularity;
      into.push_back(candidate);
    }
  }
}

void EntityLinker::add_names(std::string_view written, bool adjective, std::vector<LinkCandidate>& into) const {
  const std::string folded = fold_name(written);
  const auto add = [&](const Candidate& found, bool fuzzy) {
    if (found.kind == AliasKind::kCode || found.kind == AliasKind::kPeople || adjective != (found.kind == AliasKind::kDemonym)) return;
    if (!fuzzy && written != folded && !has_capitals_of(found.alias, written)) return;
    if (std::any_of(into.begin(), into.end(), [&](const LinkCandidate& other) { return other.thing == found.thing; })) return;
    LinkCandidate candidate{found.thing, found.alias};
    LinkFeatures& f = candidate.features;
    f[kBias] = 1;
    const std::string alias = fold_name(found.alias);
    if (fuzzy) f[kFuzzyName] = 1;
    else if (found.kind == AliasKind::kAcronym) f[kAcronymName] = 1;
    else if (found.kind == AliasKind::kPartial && family_of(ontology_, known_.thing(found.thing).type) == Family::kPerson) f[kPartialName] = 1;
    else if (found.kind == AliasKind::kPartial) f[kFoldedName] = 1;
    else if (found.kind == AliasKind::kDemonym) f[kDemonymName] = 1;
    else if (found.alias == written) f[kExactName] = 1;
    else if (alias == folded) f[kFoldedName] = 1;
    else f[kBareName] = 1;
    f[kShortWord] = folded.find(' ') == std::string::npos;
    f[kPopularity] = known_.thing(found.thing).popularity;
    f[kPartOfPlace] = found.kind == AliasKind::kPartial && family_of(ontology_, known_.thing(found.thing).type) == Family::kPlace;
    if (f[kPartialName] != 0) f[kFamousPart] = std::max(0.0, f[kPopularity] - 0.5);
    into.push_back(candidate);
  };
  for (const Candidate& found : known_.lookup(written)) add(found, false);
  if (const std::string_view bare = without_legal_form(folded); into.empty() && bare != folded)
    for (const Candidate& found : known_.lookup(bare)) add(found, false);
  if (const std::string_view bare = without_legal_form(folded); into.empty() && !adjective && bare.size() >= kShortestFuzzy)
    for (const Candidate& found : known_.lookup_near(bare)) add(found, true);
}

/// "William J. Clinton" may be Bill Clinton: the well-known who are called by another form of the given name.
void EntityLinker::add_short_forms(const Extraction& extraction, const Group& group, std::vector<LinkCandidate>& found) const {
  constexpr double kWellKnown = 0.6;
  for (const Member& member : group.members) {
    const Mention& mention = extraction.mentions[member.mention];
    const std::vector<std::string> words = mention.kind == MentionKind::kName && member.is_full ? read_name(extraction.document.at(mention.span), known_).words : std::vector<std::string>{};
    // "Joseph R. Biden Jr." in full; a shorter "Roe Jr." may be the son of whom everybody knows.
    const std::vector<std::string> plain = words.size() < 4 || words.back() != "jr" ? words : without_suffix(words);
    if (plain.size() < 2) continue;
    for (const std::string& given : other_forms(plain.front())) add_names(given + ' ' + plain.back(), false, found);
  }
  std::erase_if(found, [](const LinkCandidate& candidate) { return candidate.features[kPopularity] < kWellKnown || candidate.features[kFuzzyName] != 0; });
}

std::vector<LinkCandidate> EntityLinker::find(const Extraction& extraction, const Group& group) const {
  std::vector<LinkCandidate> found;
  if (group.is_people) return found;
  const auto names = [&](auto&& takes) {
    std::set<std::string> seen;
    for (const Member& member : group.members) {
      const Mention& mention = extraction.mentions[member.mention];
      if (mention.kind != MentionKind::kName || !takes(member, mention)) continue;
      const NameForm form = read_name(extraction.document.at(mention.span), known_);
      if (seen.insert(form.written).second) add_names(form.written, mention.adjectival, found);
      // "Mr Roe": the title is no part of the name.
      if (found.empty() && fold_name(form.written) != form.folded && seen.insert(form.folded).second) add_names(form.folded, mention.adjectival, found);
    }
  };
  names([](const Member& member, const Mention& mention) { return member.is_full && !mention.adjectival; });
  const bool has_full = std::any_of(group.members.begin(), group.members.end(), [](const Member& member) { return member.is_full; });
  if (!has_full) names([](const Member&, const Mention&) { return true; });

  if (found.empty() && family_of(ontology_, group.type) == Family::kPlace) add_codes(extraction, group, found);
  if (found.empty() && has_full && family_of(ontology_, group.type) == Family::kPerson) add_short_forms(extraction, group, found);

  // What bears a legal form is a company, whatever it looks like.
  const bool is_company = std::any_of(group.members.begin(), group.members.end(), [&](const Member& member) {
    const std::string folded = fold_name(extraction.document.at(extraction.mentions[member.mention].span));
    return member.is_full && without_legal_form(folded).size() < folded.size();
  });

  double most_popular = 0;
  for (const LinkCandidate& candidate : found) most_popular = std::max(most_popular, candidate.features[kPopularity]);
  for (LinkCandidate& candidate : found) {
    candidate.features[kLessPopular] = most_popular - candidate.features[kPopularity];
    const KnownThing thing = known_.thing(candidate.thing);
    const std::uint32_t said = ontology_.find_class(group.type), is = ontology_.find_class(thing.type);
    const Family family = family_of(ontology_, group.type), of_thing = family_of(ontology_, thing.type);
    LinkFeatures& f = candidate.features;
    if (family == Family::kUnknown || of_thing == Family::kUnknown || f[kDemonymName] != 0) continue;
    const auto is_seat = [](Family a) { return a == Family::kPlace || a == Family::kOrganization; };
    if (said != kNone && is != kNone && (ontology_.is_a(said, is) || ontology_.is_a(is, said))) f[kTypeAgrees] = 1;
    else if (family == of_thing || (is_seat(family) && is_seat(of_thing)) || (is_company && of_thing == Family::kOrganization)) f[kTypeNear] = 1;
    else f[kTypeContradicts] = 1;
    f[kLongContradicts] = f[kTypeContradicts] != 0 && f[kExactName] + f[kFoldedName] != 0 && f[kShortWord] == 0;
  }
  return found;
}

/// "Labour Party", "National Security Council", "Daily News": many countries have one. Not so where a place stands in front ("Oslo University"), of longer
/// names that say more than what it is ("Jet Propulsion Laboratory"), of companies, whose names are their own, and of international bodies, which belong to no country.
bool EntityLinker::is_generic(const LinkCandidate& candidate) const {
  const std::uint32_t cls = ontology_.find_class(known_.thing(candidate.thing).type);
  for (const std::string_view own : {core_class::kCompany, core_class::kInternationalOrganization})
    if (const std::uint32_t kind = ontology_.find_class(own); cls != kNone && kind != kNone && ontology_.is_a(cls, kind)) return false;
  const std::string alias = fold_name(candidate.alias);
  const std::size_t space = alias.rfind(' ');
  if (!class_nouns_.contains(std::string_view(alias).substr(space == std::string::npos ? 0 : space + 1))) return false;
  constexpr std::ptrdiff_t kPlain = 1;  // words before the noun
  if (std::count(alias.begin(), alias.end(), ' ') > kPlain &&
      !is_one_of(std::string_view(alias).substr(0, alias.find(' ')), {"air", "armed", "central", "christian", "civil", "democratic", "federal", "foreign", "free", "general", "high",
                                                                      "human", "international", "liberal", "national", "new", "people", "peoples", "public", "republican",
                                                                      "revolutionary", "royal", "social", "socialist", "special", "state", "supreme", "united", "world"}))
    return false;
  for (std::size_t end = alias.find(' '); end != std::string::npos; end = alias.find(' ', end + 1)) {
    for (const Candidate& named : known_.lookup(std::string_view(alias).substr(0, end)))
      if (named.kind == AliasKind::kName && family_of(ontology_, known_.thing(named.thing).type) == Family::kPlace) return false;
  }
  return true;
}

/// The ontology's wordings say which words name the office of a fact: "Y president X".
bool EntityLinker::fits_title(const Extraction& extraction, const Group& group, const std::vector<KnownFact>& facts) const {
  for (const Member& member : group.members) {
    const Mention& mention = extraction.mentions[member.mention];
    if (mention.kind != MentionKind::kName) continue;
    const std::string title = to_lower(word_before(extraction.document, mention.span));
    if (title.size() < 4) continue;
    for (const KnownFact& fact : facts) {
      const std::uint32_t property = ontology_.find_property(fact.predicate);
      if (property == kNone) continue;
      for (const Wording& wording : ontology_.properties()[property].wordings)
        if (wording.part_of_speech == PartOfSpeech::kNoun && (' ' + wording.text + ' ').find(' ' + title + ' ') != std::string::npos) return true;
    }
  }
  return false;
}

std::vector<std::vector<LinkCandidate>> EntityLinker::candidates(const Extraction& extraction, const std::vector<Group>& groups) const {
  std::vector<std::vector<LinkCandidate>> all;
  std::vector<std::vector<std::vector<KnownFact>>> facts;  // [group][candidate]
  for (const Group& group : groups) {
    all.push_back(find(extraction, group));
    facts.emplace_back();
    for (LinkCandidate& candidate : all.back()) {
      facts.back().push_back(known_.facts(candidate.thing));
      const Term term = term_at(facts.back().back(), extraction.document.date);
      candidate.features[kTitleFits] = fits_title(extraction, group, facts.back().back());
      candidate.features[kInOffice] = term == Term::kInOffice;
      // "Trump" alone in 2015 may be anybody; Donald Trump was well known.
      candidate.features[kBeforeOffice] = term == Term::kBefore && (candidate.features[kShortWord] != 0 || is_long_before(facts.back().back(), extraction.document.date));
    }
    score(all.back());
  }

  // The likeliest thing of each group by itself is context for the others.
  std::vector<std::string_view> things(groups.size()), types(groups.size());  // IRIs
  std::vector<std::vector<std::string_view>> neighbours(groups.size());  // objects of its facts
  std::vector<std::pair<std::uint32_t, std::size_t>> by_place, ends;     // first and last byte of a name, group
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto best = std::max_element(all[g].begin(), all[g].end(), [](const auto& a, const auto& b) { return a.probability < b.probability; });
    if (best != all[g].end() && best->probability >= kCloseMatch) {
      things[g] = known_.thing(best->thing).iri;
      types[g] = known_.thing(best->thing).type;
      for (const KnownFact& fact : facts[g][best - all[g].begin()]) neighbours[g].push_back(fact.object);
    }
    for (const Member& member : groups[g].members)
      if (const Mention& mention = extraction.mentions[member.mention]; mention.kind == MentionKind::kName) {
        by_place.emplace_back(mention.span.begin, g);
        ends.emplace_back(mention.span.end, g);
      }
  }
  std::sort(by_place.begin(), by_place.end());
  std::sort(ends.begin(), ends.end());
  const auto countries = static_cast<std::size_t>(std::count(types.begin(), types.end(), core_class::kCountry));
  std::vector<std::pair<std::size_t, std::size_t>> parts;  // group of a place, that of the name behind it, in which it lies
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::size_t behind = group_behind(extraction, groups[g], by_place), owner = owner_of(extraction, groups[g], ends);
    const bool owned = owner < groups.size() && owner != g && !things[owner].empty() && family_of(ontology_, types[owner]) == Family::kPlace;
    for (std::size_t c = 0; c < all[g].size(); ++c) {
      const std::string_view iri = known_.thing(all[g][c].thing).iri;
      std::vector<std::string_view> objects;
      for (const KnownFact& fact : facts[g][c]) objects.push_back(fact.object);
      const std::string_view type = known_.thing(all[g][c].thing).type;
      std::size_t related = 0;
      for (std::size_t other = 0; other < groups.size(); ++other) {
        if (other == g || things[other].empty() || things[other] == iri) continue;
        related += holds(objects, things[other]) || holds(neighbours[other], iri);
        all[g][c].siblings += types[other] == type && std::any_of(objects.begin(), objects.end(), [&](std::string_view object) { return holds(neighbours[other], object); });
      }
      LinkFeatures& f = all[g][c].features;
      f[kRelated] = std::log1p(static_cast<double>(related));
      const bool is_near = related > 0 || std::any_of(objects.begin(), objects.end(), [&](std::string_view object) {
                             for (std::size_t other = 0; other < groups.size(); ++other)
                               if (other != g && holds(neighbours[other], object)) return true;
                             return false;
                           });
      // "Norland's Congress" is not that of another country, even where that country is spoken of.
      const bool is_others = owned && !holds(objects, things[owner]) &&
                             std::none_of(objects.begin(), objects.end(), [&](std::string_view object) { return holds(neighbours[owner], object); });
      f[kGenericElsewhere] = (!is_near || is_others) && !objects.empty() && is_generic(all[g][c]);
      if (behind >= groups.size() || behind == g) continue;
      const auto holds_it = [&](const LinkCandidate& whole) { return whole.features[kFuzzyName] == 0 && holds(objects, known_.thing(whole.thing).iri); };
      if (std::any_of(all[behind].begin(), all[behind].end(), holds_it)) f[kBesideRelated] = 1;  // Georgia, whichever was the likeliest
      else if (!things[behind].empty() && family_of(ontology_, types[behind]) == Family::kPlace && !objects.empty() &&
               std::none_of(objects.begin(), objects.end(), [&](std::string_view object) { return holds(neighbours[behind], object); }))
        f[kBesideOther] = 1;
    }
    score(all[g]);
    prefer_beside(all[g], behind < groups.size() && behind != g && types[behind] == core_class::kRegion);
    order(all[g], known_);
    prefer_siblings(all[g], countries - (types[g] == core_class::kCountry ? 1 : 0));
    if (!all[g].empty() && all[g].front().features[kBesideRelated] > 0 && all[g].front().probability >= kBeside) parts.emplace_back(g, behind);
  }
  // "Athens, Georgia": Georgia is what that Athens lies in.
  for (const auto& [part, whole] : parts) {
    const std::vector<KnownFact> of_part = known_.facts(all[part].front().thing);
    const auto is_whole = [&](const LinkCandidate& candidate) {
      const std::string_view iri = known_.thing(candidate.thing).iri;
      return std::any_of(of_part.begin(), of_part.end(), [&](const KnownFact& fact) { return fact.object == iri; });
    };
    const auto found = std::find_if(all[whole].begin(), all[whole].end(), is_whole);
    if (found == all[whole].end() || found == all[whole].begin()) continue;
    const auto says_more = [&](const Member& member) { return extraction.document.at(extraction.mentions[member.mention].span).find(',') != std::string_view::npos; };
    if (std::any_of(groups[whole].members.begin(), groups[whole].members.end(), says_more)) continue;  // "Washington, D.C."
    found->probability = std::max(found->probability, kBeside);
    std::rotate(all[whole].begin(), found, found + 1);
  }
  return all;
}

/// "Salem, Oregon": of all Salems one lies there. "Paris, Texas" is not the one in France.
void EntityLinker::prefer_beside(std::vector<LinkCandidate>& candidates, bool region_behind) const {
  for (LinkCandidate& candidate : candidates)
    if (region_behind && candidate.features[kBesideOther] > 0) candidate.probability = std::min(candidate.probability, kCloseMatch / 2);
  const auto is_beside = [&](const LinkCandidate& one) {
    return one.features[kBesideRelated] > 0 && one.features[kFuzzyName] == 0 && family_of(ontology_, known_.thing(one.thing).type) == Family::kPlace;
  };
  if (std::count_if(candidates.begin(), candidates.end(), is_beside) != 1) return;
  LinkCandidate& only = *std::find_if(candidates.begin(), candidates.end(), is_beside);
  only.probability = std::max(only.probability, kBeside);
}

/// "Georgia" among Ohio and Texas is the state, unless as many countries are spoken of.
void EntityLinker::prefer_siblings(std::vector<LinkCandidate>& candidates, std::size_t countries) const {
  if (candidates.size() < 2 || known_.thing(candidates.front().thing).type != core_class::kCountry || candidates.front().features[kRelated] > 0 || candidates.front().features[kDemonymName] > 0) return;
  const auto state = std::find_if(candidates.begin() + 1, candidates.end(), [&](const LinkCandidate& other) {
    return other.siblings > countries && other.features[kExactName] > 0 && family_of(ontology_, known_.thing(other.thing).type) == Family::kPlace;
  });
  if (state == candidates.end()) return;
  std::swap(state->probability, candidates.front().probability);
  std::iter_swap(state, candidates.begin());
  if (candidates.front().siblings > 1) candidates.front().probability = std::max(candidates.front().probability, 0.85);
}

void EntityLinker::link(const Extraction& extraction, std::vector<Group>& groups) const {
  const auto all = candidates(extraction, groups);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (all[g].empty() || all[g].front().probability < kCloseMatch) continue;
    const LinkCandidate& best = all[g].front();
    Group& group = groups[g];
    group.known = best.thing;
    group.known_score = best.probability;
    // "Dover, Del.": towns with their state behind them are no clubs, nor is what is written with full stops.
    const std::string_view type = known_.thing(best.thing).type;
    const bool is_place = family_of(ontology_, type) == Family::kPlace;
    const bool is_abbreviation = best.features[kShortWord] != 0 && best.alias.find('.') != std::string_view::npos;
    if (is_place && (best.features[kBesideRelated] != 0 || is_abbreviation || (best.siblings > 0 && group.type == core_class::kCountry))) group.type = type;
    group.known_reason = "named as " + std::string(best.alias) + (best.features[kRelated] > 0 ? ", beside what is related to it" : "");
    if (group.gender == Gender::kUnknown) {
      const std::string_view gender = known_.thing(best.thing).gender;
      group.gender = gender == "female" ? Gender::kFemale : gender == "male" ? Gender::kMale : Gender::kUnknown;
    }
  }
  link_teams(extraction, groups);
}

/// Teams of places are their clubs where the document names these in full: "Arlton coach Roe" beside the Arlton Rovers.
void EntityLinker::link_teams(const Extraction& extraction, std::vector<Group>& groups) const {
  std::map<std::string_view, std::size_t> clubs;  // the first group by what its name begins with
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].known == kNone || groups[g].known_score < kSameAs) continue;
    const KnownThing thing = known_.thing(groups[g].known);
    if (family_of(ontology_, thing.type) != Family::kOrganization) continue;
    for (std::size_t end = thing.label.find(' '); end != std::string_view::npos; end = thing.label.find(' ', end + 1))
      clubs.emplace(thing.label.substr(0, end), g);
  }
  for (Group& team : groups) {
    if (team.known == kNone || family_of(ontology_, known_.thing(team.known).type) != Family::kPlace || !is_team_of_place(extraction, team)) continue;
    const std::string_view place = known_.thing(team.known).label;
    const auto club = clubs.find(place);
    team.type = core_class::kOrganization;
    team.known = club == clubs.end() ? kNone : groups[club->second].known;
    team.known_score = club == clubs.end() ? 0 : groups[club->second].known_score;
    team.known_reason = club == clubs.end() ? "" : "team of " + std::string(place);
  }
}

}  // namespace relata
