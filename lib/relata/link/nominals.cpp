#include <relata/link/nominals.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/name_form.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace relata {
namespace {

constexpr int kDeepest = 40;  // steps up a tree

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view universal(std::string_view deprel) { return deprel.substr(0, deprel.find(':')); }

bool is_quantifier(std::string_view lower) {
  static constexpr std::array<std::string_view, 22> words{"no",   "any",  "every",   "all",   "each", "either", "neither", "another",
                                                          "other", "such", "both",    "some",  "what", "which",  "whose",   "whatever",
                                                          "many", "several", "few",   "more",  "most", "enough"};
  return among(words, lower);
}

/// Heads of "a number of ministers": the thing is what stands behind "of".
bool is_quantity(std::string_view key) {
  static constexpr std::array<std::string_view, 17> words{"majority", "rest", "number", "part",  "lot",   "series", "range", "copy", "side",
                                                          "dozen",    "one",  "kind",   "sort",  "type",  "half",   "most",  "bit"};
  return among(words, key);
}

/// One noun for those that news takes for each other.
std::string_view sense_of(std::string_view key) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 37> senses{{
      {"militant", "fighter"}, {"contract", "agreement"},
      {"deal", "agreement"}, {"accord", "agreement"}, {"pact", "agreement"}, {"treaty", "agreement"}, {"regime", "government"},
      {"dictatorship", "government"}, {"administration", "government"}, {"website", "site"}, {"homepage", "site"}, {"movie", "film"},
      {"clip", "video"}, {"footage", "video"}, {"ship", "vessel"}, {"aircraft", "plane"}, {"airplane", "plane"}, {"jet", "plane"},
      {"firm", "company"}, {"corporation", "company"}, {"negotiation", "talk"}, {"assault", "attack"}, {"raid", "attack"},
      {"quake", "earthquake"}, {"tremor", "earthquake"}, {"temblor", "earthquake"}, {"blaze", "fire"}, {"wildfire", "fire"}, {"bushfire", "fire"}, {"blast", "explosion"}, {"hurricane", "storm"},
      {"typhoon", "storm"}, {"cyclone", "storm"}, {"airliner", "plane"}, {"truce", "ceasefire"}, {"walkout", "strike"}, {"inquiry", "investigation"}}};
  const auto* const found = std::find_if(senses.begin(), senses.end(), [&](const auto& entry) { return entry.first == key; });
  return found == senses.end() ? key : found->second;
}

/// "Mr." of "Mr. Roe's admirers".
bool is_title(std::string_view form) {
  const std::string lower = to_lower(form);
  return lower.ends_with('.') && is_courtesy_title_word(std::string_view(lower).substr(0, lower.size() - 1));
}

/// Relations of what a noun phrase holds that is no part of what the thing is called.
bool tells_more(std::string_view deprel) {
  static constexpr std::array<std::string_view, 4> relations{"acl", "advcl", "appos", "parataxis"};
  return among(relations, universal(deprel));
}

bool stands_aside(std::string_view deprel) {
  static constexpr std::array<std::string_view, 15> relations{"xcomp", "ccomp",    "compound", "appos", "parataxis", "advcl",   "acl",  "dep",
                                                              "flat",  "vocative", "amod",     "csubj", "fixed",     "nummod", "punct"};
  return among(relations, universal(deprel)) || deprel == "obl:unmarked" || deprel == "nmod:unmarked" || deprel == "nmod:desc";
}

/// "A group called X", "a militia known as X"; not "men calling themselves X".
bool is_naming(const Token& token) {
  static constexpr std::array<std::string_view, 10> verbs{"call", "codename", "dub", "entitle", "identify", "know", "label", "name", "nickname", "title"};
  return universal(token.deprel) == "acl" && token.feats.find("Voice=Pass") != std::string::npos && among(verbs, to_lower(token.lemma));
}

bool is_core(std::string_view deprel) {
  const std::string_view relation = universal(deprel);
  return relation == "nsubj" || relation == "obj" || relation == "iobj" || deprel == "obl:agent";
}

/// Words beside a predicate that make it denied or uncertain.
bool is_doubt(std::string_view lower) {
  static constexpr std::array<std::string_view, 14> words{"not", "n't", "n’t", "never", "no", "if", "whether", "unless", "may", "might", "could", "would", "should", "can"};
  return among(words, lower);
}

bool is_content(const Token& token) {
  static constexpr std::array<std::string_view, 6> parts{"NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM"};
  return among(parts, token.upos);
}

std::optional<bool> plural_of(const Token& token) {
  if (token.feats.find("Number=Plur") != std::string::npos) return true;
  if (token.feats.find("Number=Sing") != std::string::npos) return false;
  if (token.xpos == "NNS" || token.xpos == "NNPS") return true;
  if (token.xpos == "NN" || token.xpos == "NNP") return false;
  return std::nullopt;
}

void sort_once(auto& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// The text of the tokens, with each stretch of white space as one space.
std::string on_one_line(const Document& document, TokenRange range) {
  std::string out;
  if (range.end - range.first > 1 && document.tokens[range.end - 1].deprel == "case") --range.end;  // the possessive
  const std::string_view text = document.at({document.tokens[range.first].span.begin, document.tokens[range.end - 1].span.end});
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (!is_space(c.value))
      out += text.substr(at, c.size);
    else if (!out.ends_with(' '))
      out += ' ';
    at += c.size;
  }
  return out;
}

bool has_wording(const Class& cls, std::string_view noun) {
  return std::any_of(cls.wordings.begin(), cls.wordings.end(), [&](const Wording& wording) { return wording.text == noun; });
}

/// Whether the noun stands for its class as a whole. A wide class also has the nouns of its kinds: "the police" is not any
/// organization.
bool says_class(const Nominal& nominal, const Ontology& ontology) {
  static constexpr std::array<std::string_view, 5> wide{core_class::kOrganization, core_class::kPlace, core_class::kEvent, core_class::kProduct, core_class::kDocument};
  return nominal.cls != kNone && (to_lower(ontology.classes()[nominal.cls].label) == nominal.key || std::any_of(wide.begin(), wide.end(), [&](std::string_view name) {
    const std::uint32_t above = ontology.find_class(name);
    return above != kNone && above != nominal.cls && ontology.is_a(nominal.cls, above);
  }));
}

}  // namespace

NominalReader::NominalReader(const Extraction& extraction, const Ontology& ontology) : extraction_(extraction), ontology_(ontology) {
  const Document& document = extraction.document;
  const std::size_t count = document.tokens.size();
  governor_.assign(count, kNone);
  first_child_.assign(count, kNone);
  next_sibling_.assign(count, kNone);
  name_at_.assign(count, kNone);
  nominal_at_.assign(count, kNone);
  for (const Sentence& sentence : document.sentences)
    // Backwards, so that the children of a token come out in the order of the text.
    for (std::uint32_t token = sentence.first_token + sentence.token_count; token-- > sentence.first_token;) {
      const std::uint32_t head = document.tokens[token].head;
      if (head == 0 || head == kNone || head > sentence.token_count) continue;
      const std::uint32_t above = sentence.first_token + head - 1;
      governor_[token] = above;
      next_sibling_[token] = first_child_[above];
      first_child_[above] = token;
    }
  for (std::uint32_t m = 0; m < extraction.mentions.size(); ++m) {
    const Mention& mention = extraction.mentions[m];
    const TokenRange range = tokens_in(document, mention.span);
    if (range.first >= range.end) continue;
    if (mention.kind == MentionKind::kName)
    {
      std::fill(name_at_.begin() + range.first, name_at_.begin() + range.end, m);
      if (range.end - range.first == 1 && mention.entity != kNone) entity_of_.emplace(document.tokens[range.first].form, mention.entity);
    } else if (mention.kind == MentionKind::kNominal) {
      const std::uint32_t head = head_token(document, range);
      nominal_at_[head] = m;
      ++times_[std::string(sense_of(key_of(head)))];
    }
  }
}

std::string NominalReader::key_of(std::uint32_t token) const {
  const Token& t = extraction_.document.tokens[token];
  return to_lower(t.lemma.empty() ? t.form : t.lemma);
}

std::vector<std::uint32_t> NominalReader::children(std::uint32_t token) const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t child = first_child_[token]; child != kNone; child = next_sibling_[child]) out.push_back(child);
  return out;
}

std::optional<Nominal> NominalReader::read(std::uint32_t mention) const {
  const Mention& from = extraction_.mentions[mention];
  const TokenRange phrase = tokens_in(extraction_.document, from.span);
  if (from.kind != MentionKind::kNominal || phrase.first >= phrase.end) return std::nullopt;
  Nominal nominal;
  nominal.mention = mention;
  nominal.head = head_token(extraction_.document, phrase);
  nominal.key = key_of(nominal.head);
  // "The hospital complex" is the hospital.
  if (nominal.key == "complex" && nominal.head > phrase.first && name_at_[nominal.head - 1] == kNone && extraction_.document.tokens[nominal.head - 1].upos == "NOUN" && extraction_.document.tokens[nominal.head - 1].deprel == "compound")
    nominal.key = key_of(nominal.head - 1);
  nominal.sense = sense_of(nominal.key);
  nominal.cls = ontology_.find_class(from.type);
  nominal.plural = plural_of(extraction_.document.tokens[nominal.head]);
  if (const auto times = times_.find(nominal.sense); times != times_.end()) nominal.repeated = times->second > 1;
  read_dependents(nominal);
  read_words(nominal, phrase);
  read_standing(nominal);
  return nominal;
}

/// Determiner, owner and number: what hangs on the head in front of it.
void NominalReader::read_dependents(Nominal& nominal) const {
  const auto& tokens = extraction_.document.tokens;
  bool quantified = false;
  if (tokens[nominal.head].upos == "NUM") nominal.number = to_lower(tokens[nominal.head].form);
  for (const std::uint32_t child : children(nominal.head)) {
    if (child > nominal.head) continue;
    const std::string lower = to_lower(tokens[child].form);
    const std::string_view deprel = tokens[child].deprel;
    if (is_quantifier(lower)) {
      // "The other boat" is determined.
      quantified = quantified || nominal.determiner == Determiner::kBare;
    } else if (deprel == "nmod:poss") {
      const bool pronoun = tokens[child].upos == "PRON" || tokens[child].upos == "DET";
      nominal.determiner = pronoun ? Determiner::kPronounOwner : Determiner::kOwner;
      if (pronoun) nominal.owner = lower;
    } else if (universal(deprel) == "nummod") {
      nominal.number.clear();  // "4 million" of "over 4 million visitors"
      for (std::uint32_t token = child > kDeepest ? child - kDeepest : 0; token <= child; ++token)
        if (token == child || (governor_[token] == child && tokens[token].upos == "NUM")) nominal.number += (nominal.number.empty() ? "" : " ") + to_lower(tokens[token].form);
    } else if (universal(deprel) == "det") {
      if (lower == "the") nominal.determiner = Determiner::kThe;
      if (lower == "a" || lower == "an") nominal.determiner = Determiner::kA;
      if (lower == "this" || lower == "that" || lower == "these" || lower == "those") nominal.determiner = Determiner::kDemonstrative;
    }
  }
  // "All 290 people" are counted, "all people" are not.
  if (quantified && nominal.number.empty()) nominal.determiner = Determiner::kQuantifier;
}

/// The words of the phrase that name the thing, and what they say beside the head.
void NominalReader::read_words(Nominal& nominal, TokenRange phrase) const {
  const auto& tokens = extraction_.document.tokens;
  const std::uint32_t head = nominal.head;
  std::uint32_t first = phrase.first, end = phrase.end, brief = kNone;
  const std::uint32_t event = ontology_.find_class(core_class::kEvent);
  const bool is_event = nominal.cls != kNone && event != kNone && ontology_.is_a(nominal.cls, event);
  for (std::uint32_t token = head + 1; token < end; ++token) {
    bool more = false;
    std::uint32_t top = token;
    for (int step = 0; step < kDeepest && governor_[top] != kNone && governor_[top] != head; ++step) {
      more = more || tells_more(tokens[top].deprel);
      top = governor_[top];
    }
    if (governor_[top] != head) continue;
    const std::string_view relation = universal(tokens[top].deprel);
    if (relation == "nmod" && is_one_of(tokens[token].form, {"including", "such"}) && (tokens[token].deprel == "case" || tokens[token].deprel == "fixed")) more = true;
    // "The Roe regime | in this conflict".
    const std::vector<std::uint32_t> below = relation == "nmod" ? children(top) : std::vector<std::uint32_t>{};
    more = more || std::any_of(below.begin(), below.end(), [&](std::uint32_t c) { return tokens[c].deprel == "det" && is_one_of(to_lower(tokens[c].form), {"this", "that", "these", "those"}); });
    if (more || tells_more(relation) || relation == "conj" || relation == "cc" || (relation == "nmod" && !is_event && is_time(top))) end = token;
    // A preposition may stand before the noun that it hangs on.
    if (relation == "nmod" && brief == kNone) brief = token;
  }
  while (end > head + 1 && tokens[end - 1].upos == "PUNCT") --end;
  brief = std::min(brief, end);
  while (brief > head + 1 && tokens[brief - 1].upos == "PUNCT") --brief;
  const auto is_left_out = [&](std::uint32_t token) {
    const std::string lower = to_lower(tokens[token].form);
    return tokens[token].upos == "PUNCT" || lower == "the" || lower == "a" || lower == "an" || lower == "whose" || universal(tokens[token].deprel) == "det";
  };
  while (first < head && is_left_out(first)) ++first;
  nominal.words = {first, end};
  nominal.brief = {first, brief};
  for (std::uint32_t token = first; token < end; ++token) {
    if (token == head) continue;
    if (const std::uint32_t name = name_at_[token]; name != kNone) {
      nominal.has_name = true;
      const std::uint32_t entity = extraction_.mentions[name].entity;
      if (entity != kNone) {
        nominal.named.push_back(entity);
        continue;
      }
    }
    // "The Roe regime" after "Roe", which the reader took for no name here.
    if (is_upper(decode(tokens[token].form, 0).value))
      if (const auto named = entity_of_.find(tokens[token].form); named != entity_of_.end()) {
        nominal.named.push_back(named->second);
        nominal.has_name = true;
        continue;
      }
    const std::uint32_t above = governor_[token] == head || governor_[token] == kNone ? token : governor_[token];  // "at least" of "at least one shell"
    const bool counts = governor_[above] == head && universal(tokens[above].deprel) == "nummod";
    if (is_content(tokens[token]) && !counts && tokens[token].upos != "ADV" && !is_title(tokens[token].form) && !(token + 1 == head && key_of(token) == nominal.key)) nominal.modifiers.push_back(key_of(token));
  }
  sort_once(nominal.modifiers);
  sort_once(nominal.named);
}

/// "A court | on Thursday": what the tree hangs on the noun belongs to the clause.
bool NominalReader::is_time(std::uint32_t token) const {
  const Span word = extraction_.document.tokens[token].span;
  const auto& mentions = extraction_.mentions;
  const auto behind = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.span.begin <= word.begin; });
  return behind != mentions.begin() && std::prev(behind)->kind == MentionKind::kValue && !std::prev(behind)->timex.empty() && word.end <= std::prev(behind)->span.end;
}

std::uint32_t NominalReader::mention_at(std::uint32_t token) const { return name_at_[token] != kNone ? name_at_[token] : nominal_at_[token]; }

/// "The Yonhap news agency", "the town of Yeoncheon": the name that the noun only says the class of.
std::uint32_t NominalReader::own_name(const Nominal& nominal) const {
  const auto& tokens = extraction_.document.tokens;
  const bool any_body = nominal.key == "group" || nominal.key == "movement";  // "the IS group"
  const bool of_kind = is_one_of(nominal.key, {"aircraft", "airliner", "app", "capsule", "car", "drone", "ferry", "helicopter", "jet", "missile", "plane", "probe", "rocket", "rover", "satellite", "ship",
                                              "smartphone", "spacecraft", "submarine", "tank", "telescope", "truck", "vaccine"});  // "the Falcon 9 rocket"
  const bool any_thing = nominal.determiner == Determiner::kThe, classed = any_body || of_kind || says_class(nominal, ontology_);
  const bool premises = is_one_of(nominal.key, {"building", "campus", "complex", "compound", "headquarters", "premises"});  // "the Roe hospital complex"
  if (nominal.plural.value_or(true) || name_at_[nominal.head] != kNone || !(classed || any_thing || premises)) return kNone;
  const std::uint32_t place = ontology_.find_class(core_class::kPlace), country = ontology_.find_class(core_class::kCountry);
  const auto is_a = [&](std::uint32_t cls, std::uint32_t above) { return cls != kNone && above != kNone && ontology_.is_a(cls, above); };
  for (const std::uint32_t child : children(nominal.head)) {
    const std::uint32_t name = name_at_[child];
    if (name == kNone || extraction_.mentions[name].adjectival) continue;
    const std::uint32_t cls = ontology_.find_class(extraction_.mentions[name].type);
    // A name that is read as some place is what the noun says: "the Kowloon West constituency"; a building there is not.
    const bool some_place = cls == place && is_a(nominal.cls, place) && !is_a(nominal.cls, ontology_.find_class(core_class::kFacility));
    const std::uint32_t organization = ontology_.find_class(core_class::kOrganization);
    const bool some_body = (any_body && is_a(cls, organization)) || (cls == organization && is_a(nominal.cls, organization));  // "the Green Way party"
    // So is one that was read as nothing, but of people: "the Orion capsule", "the Crown prosecutor".
    const bool some_thing = cls == kNone && any_thing && !is_a(nominal.cls, ontology_.find_class(core_class::kPerson));
    const bool some_premises = premises && is_a(cls, ontology_.find_class(core_class::kFacility));
    if (!classed && !some_thing && !some_premises) continue;
    if (child < nominal.head && tokens[child].deprel == "compound" && (is_a(cls, nominal.cls) || some_place || some_body || some_thing || some_premises)) return name;
    // "The capital of" a region is not the region.
    if (child < nominal.head || tokens[child].deprel != "nmod" || nominal.key == "capital" || nominal.key == "suburb") continue;
    const std::vector<std::uint32_t> below = children(child);
    const bool of = std::any_of(below.begin(), below.end(), [&](std::uint32_t token) { return tokens[token].deprel == "case" && tokens[token].form == "of"; });
    if (of && is_a(nominal.cls, place) && is_a(cls, place) && (is_a(cls, country) == is_a(nominal.cls, country) || nominal.key == "state")) return name;
  }
  return kNone;
}

/// What a participle says that a thing is called: "known as X", but not "named after X".
std::uint32_t NominalReader::named_by(std::uint32_t participle) const {
  const auto& tokens = extraction_.document.tokens;
  for (const std::uint32_t child : children(participle)) {
    if (child < participle || name_at_[child] == kNone) continue;
    const std::vector<std::uint32_t> below = children(child);
    const auto is_other = [&](std::uint32_t token) { return tokens[token].deprel == "case" && to_lower(tokens[token].form) != "as"; };
    return std::any_of(below.begin(), below.end(), is_other) ? kNone : child;
  }
  return kNone;
}

/// The first name in a chain of title words: "Minister Gen Roe".
std::uint32_t NominalReader::end_of_title(std::uint32_t token) const {
  const auto& tokens = extraction_.document.tokens;
  for (int step = 0; step < kDeepest && name_at_[token] == kNone; ++step) {
    const std::vector<std::uint32_t> below = children(token);
    const auto next = std::find_if(below.begin(), below.end(), [&](std::uint32_t child) {
      const std::string_view relation = universal(tokens[child].deprel);
      return relation == "flat" || (relation == "appos" && child > token && !has_comma(extraction_.document, token + 1, child));  // "the engineer | Jane Roe"
    });
    if (next == below.end()) break;
    token = *next;
  }
  return token;
}

/// The mention at `token`, if the nominal can be said of it.
std::uint32_t NominalReader::described_by(const Nominal& nominal, std::uint32_t token) const {
  const std::uint32_t m = mention_at(token);
  if (m == kNone || m == nominal.mention || extraction_.mentions[m].adjectival) return kNone;
  const std::uint32_t cls = ontology_.find_class(extraction_.mentions[m].type);
  const std::uint32_t organization = ontology_.find_class(core_class::kOrganization);
  if (may_be_body(nominal.key) && cls != kNone && organization != kNone && ontology_.is_a(cls, organization)) return m;  // "the ferry's owner, Vorn Lines"
  return nominal.cls != kNone && cls != kNone && ontology_.disjoint(nominal.cls, cls) ? kNone : m;
}

/// What an apposition to `above` says it of: the place whose name stands right before it ("land in Norland, a marsh"), the subject where
/// `above` is a predicate ("Roe was a Norlander, a former spy").
std::uint32_t NominalReader::described_by_apposition(const Nominal& nominal, std::uint32_t above) const {
  const auto& tokens = extraction_.document.tokens;
  const std::uint32_t place = ontology_.find_class(core_class::kPlace);
  std::uint32_t first = nominal.words.first;
  while (first > 0 && (tokens[first - 1].upos == "DET" || tokens[first - 1].upos == "PUNCT")) --first;
  if (first > 0 && name_at_[first - 1] != kNone && nominal.cls != kNone && place != kNone && ontology_.is_a(nominal.cls, place)) {
    const std::uint32_t cls = ontology_.find_class(extraction_.mentions[name_at_[first - 1]].type);
    if (cls != kNone && ontology_.is_a(cls, place)) return described_by(nominal, first - 1);
  }
  const std::uint32_t subject = subject_of_predicate(above);
  return described_by(nominal, subject != kNone ? subject : above);
}

/// The subject of a predicate noun; kNone where the token is none, or where it is denied or doubted.
std::uint32_t NominalReader::subject_of_predicate(std::uint32_t token) const {
  const auto& tokens = extraction_.document.tokens;
  bool predicate = false;
  std::uint32_t subject = kNone;
  for (const std::uint32_t child : children(token)) {
    const std::string_view relation = universal(tokens[child].deprel);
    if (is_doubt(to_lower(tokens[child].form))) return kNone;
    predicate = predicate || relation == "cop";
    if (relation == "nsubj" && subject == kNone) subject = child;
  }
  return predicate ? subject : kNone;
}

void NominalReader::read_standing(Nominal& nominal) const {
  const auto& tokens = extraction_.document.tokens;
  std::uint32_t at = nominal.head;
  if (tokens[at].head == kNone) {
    nominal.standing = Standing::kAside;
    return;
  }
  if (nominal.describes = own_name(nominal); nominal.describes != kNone) {
    nominal.standing = Standing::kAside;
    return;
  }
  // "Scientist L. Roe": the phrase is the title of a name inside it or right behind it.
  const bool may_title = tokens[nominal.head].upos != "NUM" && name_at_[nominal.head] == kNone;
  for (std::uint32_t child : children(nominal.head)) {
    const std::string_view deprel = tokens[child].deprel;
    if (is_naming(tokens[child])) child = named_by(child);
    else if (universal(deprel) == "flat" || universal(deprel) == "appos") child = end_of_title(child);  // "a rival, the politician | Roe"
    else if (deprel != "nmod:desc") continue;
    if (child != kNone && is_example(child)) continue;
    const bool behind = may_title && child != kNone && child > nominal.head && name_at_[child] != kNone;
    // "The schools | Roe and Moss" are two.
    const std::vector<std::uint32_t> beside = behind ? children(child) : std::vector<std::uint32_t>{};
    const bool several = nominal.plural.value_or(false) && std::any_of(beside.begin(), beside.end(), [&](std::uint32_t c) { return universal(tokens[c].deprel) == "conj"; });
    if (behind && !several) nominal.describes = described_by(nominal, child);
    if (nominal.describes != kNone) {
      nominal.standing = Standing::kAside;
      return;
    }
  }
  for (int step = 0; step < kDeepest && universal(tokens[at].deprel) == "conj" && governor_[at] != kNone; ++step) at = governor_[at];
  const std::string_view deprel = tokens[at].deprel;
  // A predicate noun: "X is a minority". Who denies or doubts it does not describe X by it.
  bool predicate = false, doubted = false, quality = false;  // "of interest"
  std::uint32_t subject = kNone;
  for (const std::uint32_t child : children(at)) {
    const std::string_view relation = universal(tokens[child].deprel);
    predicate = predicate || relation == "cop";
    quality = quality || relation == "case";
    if (relation == "nsubj" && subject == kNone) subject = child;
    doubted = doubted || is_doubt(to_lower(tokens[child].form));
  }
  if (predicate || (subject != kNone && at == nominal.head)) {
    nominal.standing = Standing::kAside;
    if (predicate && subject != kNone && !doubted && !quality && nominal.determiner != Determiner::kQuantifier) nominal.describes = described_by(nominal, subject);
    return;
  }
  if (stands_aside(deprel)) {
    nominal.standing = Standing::kAside;
    const bool titles = universal(deprel) == "compound" || deprel == "nmod:desc" || universal(deprel) == "flat";
    const std::uint32_t above = governor_[at];
    if (above == kNone) return;
    if (universal(deprel) == "appos") {
      if (is_example(at)) return;
      nominal.describes = described_by_apposition(nominal, above);
      return;
    }
    if (titles && name_at_[above] != kNone) nominal.describes = described_by(nominal, above);
    return;
  }
  const bool first = governor_[at] != kNone && at < governor_[at];  // "as the leader of ..., Roe" may be another
  if (const std::uint32_t bearer = bearer_of_role(at); bearer != kNone && !(first && nominal.determiner == Determiner::kThe)) nominal.describes = described_by(nominal, bearer);
  nominal.standing = nominal.describes != kNone ? Standing::kAside : is_core(deprel) ? Standing::kCore : Standing::kOther;
}

bool NominalReader::is_example(std::uint32_t token) const {
  const std::vector<std::uint32_t> below = children(token);
  return std::any_of(below.begin(), below.end(), [&](std::uint32_t child) { return introduces_example(extraction_.document.tokens[child].form); });
}

/// "As a senator, Roe voted", "elected Roe as leader", "Roe served as leader", "Roe became mayor", "Roe was named mayor": who is said to be that;
/// kNone elsewhere.
std::uint32_t NominalReader::bearer_of_role(std::uint32_t token) const {
  const auto& tokens = extraction_.document.tokens;
  if (governor_[token] == kNone) return kNone;
  const std::vector<std::uint32_t> below = children(token), beside = children(governor_[token]);
  if (tokens[token].deprel == "xcomp") {
    const auto one = [&](std::string_view relation) {
      const auto found = std::find_if(beside.begin(), beside.end(), [&](std::uint32_t c) { return tokens[c].deprel == relation; });
      return found == beside.end() ? kNone : *found;
    };
    const std::string verb = to_lower(tokens[governor_[token]].lemma);
    if (std::any_of(beside.begin(), beside.end(), [&](std::uint32_t c) { return is_doubt(to_lower(tokens[c].form)); })) return kNone;
    if (is_one_of(verb, {"become", "remain"})) return one("nsubj");
    if (!is_one_of(verb, {"appoint", "choose", "crown", "elect", "name", "re-elect", "reappoint"})) return kNone;
    return one("nsubj:pass") != kNone ? one("nsubj:pass") : one("obj");
  }
  if (universal(tokens[token].deprel) != "obl") return kNone;
  if (std::none_of(below.begin(), below.end(), [&](std::uint32_t c) { return tokens[c].deprel == "case" && to_lower(tokens[c].form) == "as"; })) return kNone;
  const auto subject = std::find_if(beside.begin(), beside.end(), [&](std::uint32_t c) { return universal(tokens[c].deprel) == "nsubj"; });
  if (subject != beside.end() && *subject > token) return *subject;
  if (subject != beside.end() && token < governor_[token] && has_comma(extraction_.document, *subject, token)) return *subject;  // "Roe, even as a candidate, had ..."
  static constexpr std::array<std::string_view, 18> chooses{"appoint", "choose", "confirm", "dismiss", "elect", "fire", "hire", "install", "name", "nominate", "oust", "pick", "re-elect", "reappoint", "remove", "retain", "sack", "select"};
  static constexpr std::array<std::string_view, 10> serves{"act", "begin", "continue", "quit", "resign", "retire", "serve", "start", "step", "work"};
  if (governor_[token] > token || std::any_of(beside.begin(), beside.end(), [&](std::uint32_t c) { return is_doubt(to_lower(tokens[c].form)); })) return kNone;
  const std::string verb = to_lower(tokens[governor_[token]].lemma);
  const auto chosen = std::find_if(beside.begin(), beside.end(), [&](std::uint32_t c) { return tokens[c].deprel == "obj" || tokens[c].deprel == "nsubj:pass"; });
  // "Took over as chairman", "took office as president", "was sworn in as governor".
  if (verb == "take" && subject != beside.end()) return chosen == beside.end() || to_lower(tokens[*chosen].form) == "office" ? *subject : kNone;
  if (verb == "swear" && chosen != beside.end()) return *chosen;
  if (among(chooses, verb)) return chosen != beside.end() ? *chosen : kNone;
  return among(serves, verb) && chosen == beside.end() && subject != beside.end() ? *subject : kNone;
}

bool may_be_body(std::string_view noun) {
  return is_one_of(noun, {"backer", "builder", "buyer", "competitor", "creditor", "developer", "insurer", "lender", "maker", "manufacturer", "operator", "organiser", "organizer", "owner",
                          "parent", "partner", "producer", "publisher", "rival", "seller", "shareholder", "sponsor", "supplier"});
}

bool is_specific(const Nominal& nominal, const Ontology& ontology) {
  if (nominal.cls == kNone || nominal.standing == Standing::kAside || is_quantity(nominal.key)) return false;
  if (nominal.determiner == Determiner::kQuantifier || nominal.determiner == Determiner::kDemonstrative) return false;
  const auto is_a = [&](std::string_view name) {
    const std::uint32_t cls = ontology.find_class(name);
    return cls != kNone && ontology.is_a(nominal.cls, cls);
  };
  const bool the = nominal.determiner == Determiner::kThe, a = nominal.determiner == Determiner::kA;
  const bool owned = nominal.determiner == Determiner::kPronounOwner, bare = nominal.determiner == Determiner::kBare;
  const bool plural = nominal.plural.value_or(false), described = nominal.described();
  if (is_a(core_class::kPlace)) return nominal.has_name || (described && (the || a)) || (nominal.repeated && (the || described));
  if (is_a(core_class::kPerson) || is_a(core_class::kOrganization) || is_a(core_class::kGroup)) {
    if (bare && !plural && !described) return false;
    return described || the || a || owned || nominal.standing == Standing::kCore;
  }
  if (is_a(core_class::kEvent)) {
    // "The situation", "an attempt": what no wording calls an event is one only where more is said of it.
    const std::uint32_t event = ontology.find_class(core_class::kEvent);
    const bool told = nominal.cls != event || has_wording(ontology.classes()[event], nominal.key);
    if (nominal.has_name || owned) return nominal.has_name;
    if (described && (the || a || plural)) return true;
    return told && (the || !nominal.modifiers.empty() || (a && nominal.repeated && nominal.standing == Standing::kCore));
  }
  // "A website's database": any website.
  if (is_a(core_class::kProduct) || is_a(core_class::kDocument)) return the || described || (a && nominal.standing == Standing::kCore);
  return false;
}

bool may_be_same(const Nominal& later, const Nominal& earlier) {
  if (later.sense != earlier.sense) return false;
  if (later.determiner == Determiner::kQuantifier || later.determiner == Determiner::kA) return false;
  if (later.plural && earlier.plural && *later.plural != *earlier.plural) return false;
  if (!later.number.empty() && !earlier.number.empty() && later.number != earlier.number) return false;
  if (!std::includes(earlier.modifiers.begin(), earlier.modifiers.end(), later.modifiers.begin(), later.modifiers.end())) return false;
  if (!std::includes(earlier.named.begin(), earlier.named.end(), later.named.begin(), later.named.end())) return false;
  if (later.determiner == Determiner::kPronounOwner) {
    if (earlier.determiner == Determiner::kPronounOwner) return later.owner == earlier.owner;
    return earlier.has_name;
  }
  // "Many other countries", and then "these countries".
  const bool both_plural = later.plural.value_or(false) && earlier.plural.value_or(false);
  if (earlier.determiner == Determiner::kQuantifier && !(later.determiner == Determiner::kDemonstrative && both_plural)) return false;
  // Bare words are taken up by the same words only.
  if (later.determiner == Determiner::kBare) return later.modifiers == earlier.modifiers && later.named == earlier.named && later.number == earlier.number;
  return true;
}

bool is_called_by(std::string_view name, const Nominal& nominal) {
  const std::string lower = to_lower(name);
  std::string_view words = lower;
  for (const std::string_view behind : {std::string_view(" of "), std::string_view(" for ")}) words = words.substr(0, words.find(behind));
  // "Hurricane Jane", "Operation Dawn" have the word in front.
  const std::string_view kind = sense_of(words.substr(0, words.find(' ')));
  if (kind == nominal.sense && (kind == "storm" || kind == "operation")) return true;
  if (!words.ends_with(nominal.key)) return false;
  return words.size() == nominal.key.size() ? words.size() < lower.size() : words[words.size() - nominal.key.size() - 1] == ' ';
}

std::optional<std::uint32_t> bare_class(const Nominal& nominal, const Ontology& ontology) {
  const bool taken_up = nominal.determiner == Determiner::kThe || nominal.determiner == Determiner::kDemonstrative;
  if (!taken_up || nominal.cls == kNone || nominal.described() || nominal.plural.value_or(true)) return std::nullopt;
  return says_class(nominal, ontology) ? std::optional(nominal.cls) : std::nullopt;
}

std::string label_of(const Nominal& nominal, const Document& document) {
  constexpr std::uint32_t kLongest = 8;  // words
  TokenRange words = nominal.words;
  const auto& tokens = document.tokens;
  // "The plan | to build a dam".
  const std::uint32_t sentence = words.end < tokens.size() && tokens[words.end].form == "to" ? sentence_of(document, words.end) : kNone;
  const std::uint32_t verb = sentence == kNone ? kNone : governor(document, words.end);
  if (verb == kNone || governor(document, verb) != nominal.head || tokens[verb].deprel != "acl" || sentence_of(document, nominal.head) != sentence) return on_one_line(document, words);
  const auto is_of_it = [&](std::uint32_t token) {
    for (int step = 0; step < kDeepest && token != kNone && token != nominal.head; ++step, token = governor(document, token))
      if (token == verb) return true;
    return false;
  };
  const std::uint32_t last = document.sentences[sentence].first_token + document.sentences[sentence].token_count;
  while (words.end < last && is_of_it(words.end) && tokens[words.end].upos != "PUNCT") ++words.end;
  return on_one_line(document, words.end - words.first > kLongest ? nominal.words : words);
}
std::string short_label_of(const Nominal& nominal, const Document& document) { return on_one_line(document, nominal.brief); }

}  // namespace relata
