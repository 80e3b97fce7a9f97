#include <relata/link/name_groups.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/class_family.hpp>
#include <relata/link/given_names.hpp>
#include <relata/link/name_form.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace relata {
namespace {

/// How surely a join holds, by its evidence. Set by reading dev articles, not fitted: they order decisions for people.
namespace score {
constexpr double kSameName = 0.95, kSameThing = 0.95, kLegalForm = 0.95, kBracket = 0.98, kInitials = 0.85, kFullerName = 0.9,
                 kPartOfName = 0.9, kLastMentioned = 0.6, kShortForm = 0.85, kLostApostrophe = 0.8, kAdjective = 0.9;
}  // namespace score

/// Popularity from which on a thing is meant by its bare name, though a body that is named after it, or somebody of the name, was mentioned.
constexpr double kWellKnown = 0.6;

/// Letters of an acronym in lower case: "U.S." us.
std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (is_letter(c.value) || is_digit(c.value)) append_utf8(out, to_lower(c.value));
    at += c.size;
  }
  return out;
}

/// First letters of the words that count: "department of labor" dl.
std::string initials_of(std::string_view folded) {
  static constexpr std::array<std::string_view, 14> small{"of", "the", "and", "for", "in", "on", "to", "de", "du", "la", "et", "von", "van", "der"};
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    const std::string_view word = folded.substr(at, end - at);
    if (std::find(small.begin(), small.end(), word) == small.end()) append_utf8(out, decode(word, 0).value);
    at = end + 1;
  }
  return out;
}

/// Written without one letter of the Latin alphabet.
bool is_other_script(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// "name (ACRONYM", "name (or ACRONYM", "name, also known as ACRONYM": what stands between a name and the name that it introduces.
bool is_introduction(std::string_view between) {
  constexpr std::size_t kLongest = 24;  // bytes
  if (between.size() > kLongest) return false;
  std::string words = to_lower(between);
  for (const std::string_view mark : {"\"", "'", "“", "‘", "”", "’", ","})
    for (std::size_t at = words.find(mark); at != std::string::npos; at = words.find(mark)) words.replace(at, mark.size(), " ");
  const std::size_t open = words.find('(');
  const bool bracket = open != std::string::npos && words.find_first_not_of(" \t\n\r") == open;
  if (open != std::string::npos && !bracket) return false;
  std::string rest;
  for (const char c : bracket ? words.substr(open + 1) : words)
    if (c != ' ' && c != '\n' && c != '\t') rest += c;
    else if (!rest.empty() && rest.back() != ' ') rest += ' ';
  while (rest.ends_with(' ')) rest.pop_back();
  static constexpr std::array<std::string_view, 8> said{"or", "the", "or the", "aka", "also known as", "known as", "also called", "abbreviated as"};
  const bool is_said = std::find(said.begin(), said.end(), rest) != said.end();
  return bracket ? rest.empty() || is_said : is_said && rest != "or" && rest != "the" && rest != "or the";
}

/// "biden" of "joseph r biden jr", as a view of the form.
std::string_view surname_of(const NameForm& form) { return form.words[without_suffix(form.words).size() - 1]; }

/// "name, better known as OTHER", "name (1818 - 1880), also called OTHER", "name, born OTHER": between two names of one thing.
bool is_other_name(std::string_view between) {
  constexpr std::size_t kLongest = 80;  // bytes
  if (between.size() > kLongest || between.find_first_of(",(") == std::string_view::npos) return false;
  std::string words;
  int depth = 0;
  for (const char c : to_lower(between)) {
    if (c == '(' && between.find(')') != std::string_view::npos) ++depth;
    else if (c == ')') depth = std::max(0, depth - 1);
    else if (depth == 0 && std::string_view(",(\"'").find(c) == std::string_view::npos && !(c == ' ' && (words.empty() || words.back() == ' '))) words += c == '\n' ? ' ' : c;
  }
  while (words.ends_with(' ') || words.ends_with("\xe2\x80\x9c")) words.resize(words.size() - (words.back() == ' ' ? 1 : 3));
  if (is_one_of(words, {"aka", "a.k.a.", "alias", "also called", "also referred to as", "born", "formerly", "formerly called", "née", "nee", "nicknamed", "previously", "then called"})) return true;
  std::string_view rest = words;
  for (const std::string_view adverb : {"also ", "best ", "better ", "commonly ", "formerly ", "now ", "officially ", "otherwise ", "popularly ", "previously ", "then ", "widely "})
    if (rest.starts_with(adverb)) rest.remove_prefix(adverb.size());
  return is_one_of(rest, {"known as", "known simply as", "known professionally as", "known locally as", "known by her pseudonym", "known by his pseudonym", "known by her stage name", "known by his stage name",
                          "known by her pen name", "known by his pen name"});
}

/// Whether the letters of the acronym stand in the name in order, the first of them first; or are its initials as another language has them
/// ("CEI (Italian Episcopal Conference)").
bool may_abbreviate(const NameForm& acronym, const NameForm& name) {
  std::string letters = letters_of(acronym.written), initials = initials_of(name.folded);
  if (letters.size() > 2 && letters.size() == initials.size() && std::is_permutation(letters.begin(), letters.end(), initials.begin())) return true;
  if (letters.empty() || name.folded.size() <= letters.size()) return false;
  const auto spells = [&](std::size_t at) {
    if (name.folded[at] != letters.front()) return false;
    for (const char letter : letters) {
      at = name.folded.find(letter, at);
      if (at == std::string::npos) return false;
      ++at;
    }
    return true;
  };
  // "U.S. | Naval Forces Central Command (NAVCENT)".
  return spells(0) || (letters.size() > 3 && name.words.size() > 3 && name.words.front() == "us" && spells(3));
}

class Grouper {
 public:
  Grouper(const Extraction& extraction, const KnowledgeBase& known, const Ontology& ontology)
      : extraction_(extraction), known_(known), ontology_(ontology) {}

  std::vector<Group> run() {
    collect();
    join_split_readings();
    join_known();
    join_legal_forms();
    join_bracketed();
    join_lost_apostrophes();
    join_without_kind();
    join_initials();
    join_people();
    join_short_forms();
    join_inner_names();
    assign_parts();
    return groups();
  }

 private:
  /// The mentions of one writing, read as a person or as something else.
  struct Name {
    NameForm form;
    Family family = Family::kUnknown;
    std::vector<std::uint32_t> mentions;  // in the order of the text
    std::vector<std::uint32_t> things;    // that it names in full, best first
    bool adjective = false, people = false;
    std::size_t parent = 0;
    double score = score::kSameName;
    std::string reason = "same name";
    bool is_full = true;
    std::uint32_t first() const { return mentions.front(); }
  };

  // ---- the names of the document

  void collect() {
    const auto& mentions = extraction_.mentions;
    std::vector<std::uint32_t> order;
    for (std::uint32_t m = 0; m < mentions.size(); ++m)
      if (mentions[m].kind == MentionKind::kName) order.push_back(m);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return mentions[a].span.begin < mentions[b].span.begin; });
    std::map<std::string, std::size_t> by_key;
    std::vector<std::map<Family, std::size_t>> votes;
    for (const std::uint32_t m : order) {
      NameForm form = read_name(extraction_.document.at(mentions[m].span), known_);
      if (form.folded.empty()) form.folded = form.written = std::string(extraction_.document.at(mentions[m].span));
      const Family family = family_of(ontology_, mentions[m].type);
      const char kind = mentions[m].adjectival ? 'a' : is_people(form, family) ? 'g' : family == Family::kPerson ? 'p' : 'n';
      const auto [entry, fresh] = by_key.emplace(kind + form.folded, names_.size());
      if (fresh) {
        Name name;
        name.form = std::move(form);
        name.adjective = kind == 'a';
        name.people = kind == 'g';
        name.parent = names_.size();
        names_.push_back(std::move(name));
        votes.emplace_back();
      }
      Name& name = names_[entry->second];
      if (form.gender != Gender::kUnknown && name.form.gender == Gender::kUnknown) name.form.gender = form.gender;
      name.mentions.push_back(m);
      if (family != Family::kUnknown) ++votes[entry->second][family];
      name_of_[m] = entry->second;
      place_of_[m] = order_.size();
      order_.push_back(m);
    }
    for (std::size_t n = 0; n < names_.size(); ++n) {
      std::size_t most = 0;
      for (const auto& [family, count] : votes[n])
        if (count > most) names_[n].family = family, most = count;
      names_[n].things = things_of(names_[n]);
    }
  }

  bool is_people(const NameForm& form, Family family) const {
    if (family != Family::kGroup && family != Family::kUnknown) return false;
    const auto candidates = known_.lookup(form.written);
    return !candidates.empty() && candidates.front().kind == AliasKind::kPeople;
  }

  std::vector<std::uint32_t> things_of(const Name& name) const {
    std::vector<std::uint32_t> things;
    if (name.people) return things;
    const auto look_up = [&](std::string_view written) {
      for (const Candidate& candidate : known_.lookup(written)) {
        const bool fits = name.adjective ? candidate.kind == AliasKind::kDemonym : candidate.kind == AliasKind::kName || candidate.kind == AliasKind::kAcronym;
        if (fits && may_be(name.family, family_of(ontology_, known_.thing(candidate.thing).type))) things.push_back(candidate.thing);
      }
    };
    look_up(name.form.written);
    if (things.empty() && !name.adjective) look_up(name.form.folded);
    return things;
  }

  static bool may_be(Family name, Family thing) {
    return name == Family::kUnknown || thing == Family::kUnknown || (name == Family::kPerson) == (thing == Family::kPerson);
  }

  // ---- joining them

  std::size_t root(std::size_t name) {
    while (names_[name].parent != name) name = names_[name].parent = names_[names_[name].parent].parent;
    return name;
  }

  /// Two different known things are never one; nor is a person anything else.
  bool may_join(std::size_t a, std::size_t b) {
    const Name &x = names_[root(a)], &y = names_[root(b)];
    if (&x == &y || x.people != y.people || !may_be(x.family, y.family)) return false;
    if (x.things.empty() || y.things.empty()) return true;
    return std::find(x.things.begin(), x.things.end(), y.things.front()) != x.things.end() ||
           std::find(y.things.begin(), y.things.end(), x.things.front()) != y.things.end();
  }

  void join(std::size_t part, std::size_t into, double score, std::string reason, bool is_full) {
    Name &child = names_[root(part)], &parent = names_[root(into)];
    if (is_full && parent.things.empty()) parent.things = child.things;
    if (parent.family == Family::kUnknown) parent.family = child.family;
    if (parent.form.gender == Gender::kUnknown) parent.form.gender = child.form.gender;
    child.parent = root(into);
    child.score = score;
    child.reason = std::move(reason);
    child.is_full = is_full;
  }

  bool is_plain(const Name& name) const { return !name.adjective && !name.people; }

  /// One writing that the reader took once for a person and once for something else, where nothing says that both exist.
  void join_split_readings() {
    std::set<std::string_view> borne;  // first and last words of longer names of people
    for (const Name& name : names_)
      if (name.family == Family::kPerson && name.form.words.size() > 1) borne.insert({name.form.words.front(), name.form.words.back()});
    const auto is_lone_person = [&](const Name& name) {
      return name.family == Family::kPerson && name.things.empty() && name.form.words.size() == 1 && name.form.gender == Gender::kUnknown && !borne.contains(name.form.folded);
    };
    std::map<std::string_view, std::size_t> by_folded;
    for (std::size_t n = 0; n < names_.size(); ++n) {
      if (!is_plain(names_[n])) continue;
      const auto [entry, fresh] = by_folded.emplace(names_[n].form.folded, n);
      if (fresh) continue;
      Name &first = names_[entry->second], &second = names_[n];
      // "One Roma": nobody unknown is called by the name of a people alone.
      if (first.family == Family::kGroup && is_lone_person(second)) {
        second.family = Family::kGroup;
        join(n, entry->second, score::kSameName, "same name", true);
        continue;
      }
      if (second.family == Family::kGroup && is_lone_person(first)) {
        first.family = Family::kGroup;
        join(entry->second, n, score::kSameName, "same name", true);
        continue;
      }
      // "Odebrecht admitted it": nobody unknown is called by the surname alone that a known firm of the text bears.
      const auto is_firm = [](const Name& name) { return name.family == Family::kOrganization && !name.things.empty(); };
      const bool given = gender_of_given_name(first.form.folded) != Gender::kUnknown;
      if (!given && ((is_firm(first) && is_lone_person(second)) || (is_firm(second) && is_lone_person(first)))) {
        Name& person = is_firm(first) ? second : first;
        person.family = Family::kOrganization;
        join(&person - names_.data(), is_firm(first) ? entry->second : n, score::kSameName, "same name", true);
        continue;
      }
      if (!first.things.empty() || !second.things.empty()) continue;
      Name& fewer = second.mentions.size() > first.mentions.size() ? first : second;
      Name& more = &fewer == &first ? second : first;
      fewer.family = more.family;
      join(&fewer - names_.data(), &more - names_.data(), score::kSameName, "same name", true);
    }
  }

  void join_known() {
    std::map<std::uint32_t, std::size_t> by_thing;
    for (const bool adjective : {false, true})
      for (std::size_t n = 0; n < names_.size(); ++n) {
        const Name& name = names_[n];
        if (name.adjective != adjective || name.things.empty() || root(n) != n) continue;
        const auto [entry, fresh] = by_thing.emplace(name.things.front(), n);
        if (fresh || !may_join(n, entry->second)) continue;
        const std::string label(known_.thing(name.things.front()).label);
        if (adjective) join(n, entry->second, score::kAdjective, "adjective of " + label, false);
        else join(n, entry->second, score::kSameThing, "both name " + label, true);
      }
  }

  void join_legal_forms() {
    std::map<std::string_view, std::size_t> by_bare;
    for (std::size_t n = 0; n < names_.size(); ++n) {
      if (!is_plain(names_[n]) || names_[n].family == Family::kPerson) continue;
      std::string_view bare = without_legal_form(names_[n].form.folded);
      if (names_[n].form.words.size() > 2 && bare.ends_with(" party")) bare.remove_suffix(6);  // "the Arland Dream party"
      const auto [entry, fresh] = by_bare.emplace(bare, n);
      if (!fresh && may_join(n, entry->second)) join(n, entry->second, score::kLegalForm, "same name but for the legal form", true);
    }
  }

  void join_bracketed() {
    for (std::size_t i = 1; i < order_.size(); ++i) {
      const std::size_t before = name_of_[order_[i - 1]], behind = name_of_[order_[i]];
      const Span first = extraction_.mentions[order_[i - 1]].span, second = extraction_.mentions[order_[i]].span;
      if (second.begin < first.end || !is_plain(names_[before]) || !is_plain(names_[behind])) continue;
      const std::string_view between = extraction_.document.at({first.end, second.begin});
      if (is_other_name(between) && may_join(behind, before) && root(behind) == behind) {
        join(behind, before, score::kBracket, "another name of " + names_[before].form.written, names_[before].things.empty() && !names_[behind].things.empty());
        continue;
      }
      if (!is_introduction(between)) continue;
      if (is_other_script(names_[behind].form.written) && !is_other_script(names_[before].form.written)) {
        names_[behind].family = names_[before].family;
        if (may_join(behind, before)) join(behind, before, score::kBracket, names_[before].form.written + " in its own script", false);
        continue;
      }
      const bool behind_is_short = names_[behind].form.is_capitals();
      const std::size_t acronym = behind_is_short ? behind : before, name = behind_is_short ? before : behind;
      if (!names_[acronym].form.is_capitals() || !may_join(acronym, name)) continue;
      if (!may_abbreviate(names_[acronym].form, names_[name].form)) {
        const bool symbol = behind_is_short && is_symbol(first, second) && names_[name].family == Family::kOrganization && names_[acronym].things.empty();
        if (symbol) join(acronym, name, score::kBracket, "symbol of " + names_[name].form.written, false);
        continue;
      }
      join(acronym, name, score::kBracket, "introduced as short for " + names_[name].form.written, false);
    }
  }

  /// "Arland Steel (ARS)": a few capitals alone in brackets, which are its symbol at an exchange where they are not its letters.
  bool is_symbol(Span name, Span symbol) const {
    constexpr std::uint32_t kLongest = 6;  // bytes
    const std::string_view text = extraction_.document.text;
    const bool in_brackets = extraction_.document.at({name.end, symbol.begin}) == " (" && symbol.end < text.size() && text[symbol.end] == ')';
    const std::string_view letters = extraction_.document.at(symbol);
    return in_brackets && symbol.size() <= kLongest && std::all_of(letters.begin(), letters.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; });
  }

  void join_initials() {
    std::map<std::string, std::set<std::size_t>> by_initials;
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const Name& name = names_[n];
      if (!is_plain(name) || name.form.words.size() < 2 || name.family == Family::kPerson) continue;
      for (const std::string& initials : {to_lower(name.form.initials), initials_of(name.form.folded), initials_of(without_legal_form(name.form.folded))})
        by_initials[initials].insert(root(n));
    }
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const Name& acronym = names_[n];
      if (!is_plain(acronym) || root(n) != n || !acronym.form.is_capitals() || !acronym.things.empty()) continue;
      const auto found = by_initials.find(letters_of(acronym.form.written));
      if (found == by_initials.end() || found->second.size() != 1) continue;
      const std::size_t name = *found->second.begin();
      if (may_join(n, name)) join(n, name, score::kInitials, "initials of " + names_[name].form.written, false);
    }
    // "FARC" and "FARC-EP", where the text has no "EP" and nothing else of "FARC-".
    std::map<std::string_view, std::set<std::size_t>> by_beginning;
    std::set<std::string_view> acronyms;
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const std::string_view written = names_[n].form.written;
      if (!is_plain(names_[n]) || !names_[n].form.is_capitals()) continue;
      acronyms.insert(written);
      if (const std::size_t hyphen = written.find('-'); hyphen != written.npos && hyphen > 2) by_beginning[written.substr(0, hyphen)].insert(n);
    }
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const auto found = is_plain(names_[n]) && root(n) == n ? by_beginning.find(names_[n].form.written) : by_beginning.end();
      if (found == by_beginning.end() || found->second.size() != 1) continue;
      const std::size_t longer = *found->second.begin();
      const std::string_view rest = std::string_view(names_[longer].form.written).substr(found->first.size() + 1);
      if (!acronyms.contains(rest) && may_join(n, longer)) join(n, longer, score::kInitials, "short for " + names_[longer].form.written, false);
    }
  }

  /// "John Roe" and "John A. Roe", where only one fuller name fits.
  void join_people() {
    std::map<std::string_view, std::vector<std::size_t>> by_surname;
    for (std::size_t n = 0; n < names_.size(); ++n)
      if (is_plain(names_[n]) && names_[n].family == Family::kPerson && names_[n].form.words.size() > 1) by_surname[surname_of(names_[n].form)].push_back(n);
    for (auto& [surname, people] : by_surname) {
      std::stable_sort(people.begin(), people.end(), [&](std::size_t a, std::size_t b) { return names_[a].form.folded.size() > names_[b].form.folded.size(); });
      for (std::size_t i = 1; i < people.size(); ++i) {
        std::set<std::size_t> fuller;
        for (std::size_t j = 0; j < i; ++j)
          if (may_be_same_person(names_[people[j]].form.words, names_[people[i]].form.words)) fuller.insert(root(people[j]));
        if (fuller.size() == 1 && may_join(people[i], *fuller.begin()) && root(people[i]) == people[i])
          join(people[i], *fuller.begin(), score::kFullerName, "shorter form of " + names_[*fuller.begin()].form.written, true);
      }
    }
  }

  /// "Arland Steel" behind "Arland Steel Holdings Inc": the first words of one body's name, said again.
  void join_short_forms() {
    std::map<std::string_view, std::vector<std::size_t>> by_first_word;
    for (std::size_t n = 0; n < names_.size(); ++n)
      if (is_plain(names_[n]) && names_[n].family == Family::kOrganization) by_first_word[names_[n].form.words.empty() ? std::string_view() : names_[n].form.words.front()].push_back(n);
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const Name& brief = names_[n];
      if (const auto firm = firm_called(by_first_word, n); firm && may_join(n, *firm)) {
        join(n, *firm, score::kShortForm, "short for " + names_[*firm].form.written, false);
        continue;
      }
      if (!is_plain(brief) || root(n) != n || !brief.things.empty() || brief.form.words.size() < 2 || brief.family == Family::kPerson || brief.family == Family::kPlace) continue;
      const auto owner = longer_body(by_first_word, n);
      if (owner && may_join(n, *owner)) join(n, *owner, score::kShortForm, "short for " + names_[*owner].form.written, false);
    }
  }

  /// "Lantern Festival" in a text whose one name with these words is "Arland City Lantern Festival".
  void join_inner_names() {
    std::map<std::string_view, std::vector<std::size_t>> by_word;
    for (std::size_t n = 0; n < names_.size(); ++n)
      if (is_plain(names_[n]) && names_[n].form.words.size() > 2)
        for (const std::string& word : names_[n].form.words) by_word[word].push_back(n);
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const Name& brief = names_[n];
      const bool may_be_longer = brief.family != Family::kPerson && brief.family != Family::kPlace;
      if (!is_plain(brief) || root(n) != n || !brief.things.empty() || brief.form.words.size() < 2 || !may_be_longer) continue;
      std::set<std::size_t> longer;
      for (const std::size_t other : by_word[brief.form.words.front()]) {
        const Name& name = names_[other];
        if (other == n || name.family != brief.family || name.form.words.size() <= brief.form.words.size()) continue;
        const auto& words = name.form.words;
        // "Arland Gazette II" is another book.
        const bool numbered = words.back().find_first_not_of("ivx") == std::string::npos;
        if (!numbered && std::search(words.begin(), words.end(), brief.form.words.begin(), brief.form.words.end()) != words.end()) longer.insert(root(other));
      }
      if (longer.size() == 1 && may_join(n, *longer.begin())) join(n, *longer.begin(), score::kShortForm, "short for " + names_[*longer.begin()].form.written, false);
    }
  }

  /// "Roe" for "Roe Technologies Inc": the root of a body that is called so but for words that say nothing more, wherever it is named.
  std::optional<std::size_t> firm_called(const std::map<std::string_view, std::vector<std::size_t>>& by_first_word, std::size_t n) {
    const auto says_no_more = [](std::string_view word) {
      return is_one_of(word, {"automotive", "company", "group", "holding", "holdings", "industries", "motor", "motors", "platforms", "technologies", "technology"});
    };
    const Name& brief = names_[n];
    if (!is_plain(brief) || root(n) != n || brief.form.words.empty() || brief.family == Family::kPerson || brief.family == Family::kPlace) return std::nullopt;
    const auto found = by_first_word.find(brief.form.words.front());
    if (found == by_first_word.end()) return std::nullopt;
    for (const std::size_t other : found->second) {
      const std::string_view whole = without_legal_form(names_[other].form.folded);
      if (root(other) == n || !whole.starts_with(brief.form.folded + ' ')) continue;
      std::string_view more = whole.substr(brief.form.folded.size() + 1);
      bool says_nothing = !more.empty();
      while (!more.empty() && says_nothing) {
        const std::string_view word = more.substr(0, more.find(' '));
        says_nothing = says_no_more(word);
        more.remove_prefix(std::min(more.size(), word.size() + 1));
      }
      if (says_nothing) return root(other);
    }
    return std::nullopt;
  }

  /// The root of the one body whose name was mentioned before and begins with the words of name n.
  std::optional<std::size_t> longer_body(const std::map<std::string_view, std::vector<std::size_t>>& by_first_word, std::size_t n) {
    const Name& brief = names_[n];
    if (brief.form.words.empty()) return std::nullopt;
    const auto found = by_first_word.find(brief.form.words.front());
    if (found == by_first_word.end()) return std::nullopt;
    std::optional<std::size_t> owner;
    for (const std::size_t other : found->second) {
      const auto& words = names_[other].form.words;
      if (other == n || words.size() <= brief.form.words.size() || names_[other].first() > brief.first()) continue;
      if (!std::equal(brief.form.words.begin(), brief.form.words.end(), words.begin())) continue;
      if (owner && *owner != root(other)) return std::nullopt;
      owner = root(other);
    }
    return owner;
  }

  /// The root of the one body of the text, named before or after, whose name begins with the word of name n.
  std::optional<std::size_t> only_body(const std::map<std::string_view, std::vector<std::size_t>>& by_first_word, std::size_t n) {
    const auto found = by_first_word.find(names_[n].form.words.front());
    if (found == by_first_word.end()) return std::nullopt;
    std::set<std::size_t> bodies;
    for (const std::size_t other : found->second)
      if (other != n) bodies.insert(root(other));
    return bodies.size() == 1 ? std::optional(*bodies.begin()) : std::nullopt;
  }

  /// "Arlands" where "Arland" stands too: wires drop the apostrophe of a possessive.
  void join_lost_apostrophes() {
    std::map<std::string, std::size_t> by_stems;  // "New People Party" and "New People's Party"
    for (std::size_t n = 0; n < names_.size(); ++n) {
      if (!is_plain(names_[n]) || names_[n].form.words.size() < 2 || names_[n].family == Family::kPerson) continue;
      std::string stems;
      for (const std::string& word : names_[n].form.words) stems += word.substr(0, word.size() - (word.size() > 3 && word.ends_with('s'))) + ' ';
      const auto [entry, fresh] = by_stems.emplace(std::move(stems), n);
      if (!fresh && may_join(n, entry->second)) join(n, entry->second, score::kLostApostrophe, "same name but for an s", true);
    }
    std::map<std::string_view, std::size_t> by_folded;
    for (std::size_t n = 0; n < names_.size(); ++n)
      if (is_plain(names_[n])) by_folded.emplace(names_[n].form.folded, n);
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const Name& name = names_[n];
      if (!is_plain(name) || root(n) != n || !name.things.empty() || name.form.folded.size() < 3 || !name.form.folded.ends_with('s')) continue;
      const auto found = by_folded.find(std::string_view(name.form.folded).substr(0, name.form.folded.size() - 1));
      if (found == by_folded.end()) continue;
      names_[n].family = names_[found->second].family;
      if (may_join(n, found->second)) join(n, found->second, score::kLostApostrophe, "possessive of " + names_[found->second].form.written, false);
    }
  }

  /// "Jane" for "Hurricane Jane", "Vesta" for "Vega Vesta": of events and things that were read as such.
  void join_without_kind() {
    std::map<std::string_view, std::size_t> by_last;
    for (std::size_t n = 0; n < names_.size(); ++n)
      if (is_plain(names_[n]) && names_[n].family == Family::kOther && names_[n].form.words.size() == 2) by_last.emplace(names_[n].form.words.back(), n);
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const Name& name = names_[n];
      if (!is_plain(name) || root(n) != n || name.family != Family::kOther || !name.things.empty() || name.form.words.size() != 1) continue;
      if (const auto found = by_last.find(name.form.folded); found != by_last.end() && may_join(n, found->second))
        join(n, found->second, score::kPartOfName, "part of " + names_[found->second].form.written, false);
    }
  }

  // ---- parts of names, one mention at a time: who bears a surname changes in the course of a text

  void assign_parts() {
    std::map<std::string_view, std::vector<std::size_t>> by_surname, by_given_name, by_first_word, by_first_of_place, by_last_of_body;
    std::vector<std::vector<std::size_t>> readings(names_.size());  // of a root: the names joined into it, itself among them
    for (std::size_t n = 0; n < names_.size(); ++n) {
      readings[root(n)].push_back(n);
      const Name& name = names_[n];
      if (!is_plain(name) || name.form.words.size() < 2) continue;
      if (name.family == Family::kPerson || name.family == Family::kUnknown) by_surname[surname_of(name.form)].push_back(n);
      if (name.family == Family::kPerson) by_given_name[name.form.words.front()].push_back(n);
      if (name.family == Family::kOrganization || is_periodical(name)) by_first_word[name.form.words.front()].push_back(n);
      if (name.family == Family::kOrganization || is_periodical(name)) by_last_of_body[name.form.words.back()].push_back(n);
      if (name.family == Family::kPlace && name.form.words.size() == 2) by_first_of_place[name.form.words.front()].push_back(n);
    }
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const Name& part = names_[n];
      if (!is_plain(part) || root(n) != n || part.form.words.size() != 1) continue;
      // "The North" is the one place of the text that is called so: "North Korea".
      if (part.things.empty() && std::any_of(part.mentions.begin(), part.mentions.end(), [&](std::uint32_t m) { return is_behind_the(m); })) {
        const std::set<std::size_t> places = owners_in(by_first_of_place, n);
        if (places.size() == 1) {
          names_[n].family = Family::kPlace;
          join(n, *places.begin(), score::kShortForm, "short for " + names_[*places.begin()].form.written, false);
          continue;
        }
      }
      // "The Journal" is the one body of the text so far whose name ends like this.
      if (part.things.empty() && part.family != Family::kPlace && std::all_of(part.mentions.begin(), part.mentions.end(), [&](std::uint32_t m) { return is_behind_the(m); })) {
        const std::set<std::size_t> bodies = owners_in(by_last_of_body, n);
        if (bodies.size() == 1 && names_[*bodies.begin()].first() < part.first()) {
          names_[n].family = names_[*bodies.begin()].family;
          join(n, *bodies.begin(), score::kShortForm, "short for " + names_[*bodies.begin()].form.written, false);
          continue;
        }
      }
      // A surname of the text goes before what is little known: "Roe" in a text on Jane Roe is no firm of the name.
      if (!part.things.empty() && known_.thing(part.things.front()).popularity < kWellKnown && !owners_in(by_surname, n).empty()) names_[n].things.clear();
      const bool known_otherwise = !part.things.empty() && part.family != Family::kPerson;
      const bool may_be_person = !known_otherwise && part.family != Family::kGroup &&
                                 (part.family != Family::kOrganization || !longer_body(by_first_word, n));
      std::set<std::size_t> owners;
      const char* what = "surname of ";
      if (may_be_person) owners = owners_in(by_surname, n);
      if (owners.empty() && part.family == Family::kPerson) {
        owners = owners_in(by_given_name, n);
        what = "first name of ";
      }
      if (!owners.empty() && part.things.empty()) {
        for (const std::size_t reading : readings[n])
          for (const std::uint32_t m : names_[reading].mentions) assign_person(m, owners, what);
        continue;
      }
      // "The Socialists" after "the Socialist Party".
      if (part.things.empty() && part.family != Family::kPerson && part.family != Family::kPlace && part.form.folded.ends_with('s')) {
        const auto party = by_first_word.find(std::string_view(part.form.folded).substr(0, part.form.folded.size() - 1));
        if (party != by_first_word.end() && party->second.size() == 1 && names_[party->second.front()].form.words.back() == "party") {
          names_[n].family = Family::kOrganization;
          if (may_join(n, party->second.front())) join(n, party->second.front(), score::kShortForm, "members of " + names_[party->second.front()].form.written, false);
          continue;
        }
      }
      // "Corvane said" after "Corvane Therapeutics": nobody else of the text is called so.
      if (part.family == Family::kPerson && owners.empty() && part.things.empty() && part.form.gender == Gender::kUnknown && gender_of_given_name(part.form.folded) == Gender::kUnknown)
        if (const auto owner = only_body(by_first_word, n)) {
          names_[n].family = names_[*owner].family;
          if (may_join(n, *owner)) join(n, *owner, score::kShortForm, "short for " + names_[*owner].form.written, false);
          continue;
        }
      const bool is_place = part.family == Family::kPlace, is_other_body = known_otherwise && names_things_but_places(part);
      const bool is_located = std::any_of(part.mentions.begin(), part.mentions.end(), [&](std::uint32_t m) { return word_before(extraction_.document, extraction_.mentions[m].span) == "in"; });
      const bool is_small_place = is_place && known_otherwise && !is_located && known_.thing(part.things.front()).popularity < kWellKnown;
      if (part.family == Family::kPerson || (is_place && !is_small_place) || is_other_body || part.form.folded.size() < 3) continue;
      auto owner = longer_body(by_first_word, n);
      if (!owner && part.things.empty() && is_in_headline(part.first())) owner = only_body(by_first_word, n);
      if (owner && !(is_place && is_called_by_noun(names_[*owner]))) {
        names_[n].things.clear();
        names_[n].family = names_[*owner].family;
        if (may_join(n, *owner)) join(n, *owner, score::kShortForm, "short for " + names_[*owner].form.written, false);
      }
    }
  }

  bool is_in_headline(std::uint32_t m) const {
    const auto& sentences = extraction_.document.sentences;
    return sentences.size() > 1 && extraction_.mentions[m].span.begin < sentences.front().span.end &&
           extraction_.document.at({sentences[0].span.end, sentences[1].span.begin}).find('\n') != std::string_view::npos;
  }

  bool is_behind_the(std::uint32_t m) const { return to_lower(word_before(extraction_.document, extraction_.mentions[m].span)) == "the"; }

  bool names_things_but_places(const Name& name) const {
    return std::any_of(name.things.begin(), name.things.end(), [&](std::uint32_t thing) { return family_of(ontology_, known_.thing(thing).type) != Family::kPlace; });
  }

  /// Whether the name ends in a common noun that says what it is: "Mosul University" is short "the university", Mosul is the city.
  bool is_called_by_noun(const Name& name) const {
    const auto& classes = ontology_.classes();
    return std::any_of(classes.begin(), classes.end(), [&](const Class& cls) {
      return std::any_of(cls.wordings.begin(), cls.wordings.end(), [&](const Wording& wording) { return wording.text == name.form.words.back(); });
    });
  }

  /// "Harbour Magazine", read as a work, is short "Harbour".
  static bool is_periodical(const Name& name) {
    return name.family != Family::kPerson && name.family != Family::kPlace &&
           is_one_of(name.form.words.back(), {"magazine", "newspaper", "newsletter", "journal", "gazette", "daily", "weekly", "review"});
  }

  std::set<std::size_t> owners_in(const std::map<std::string_view, std::vector<std::size_t>>& bearers, std::size_t n) {
    std::set<std::size_t> owners;
    const auto found = bearers.find(names_[n].form.folded);
    if (found == bearers.end()) return owners;
    for (const std::size_t bearer : found->second)
      if (bearer != n) owners.insert(root(bearer));
    return owners;
  }

  Gender gender_of(const Name& name) const {
    if (name.form.gender != Gender::kUnknown) return name.form.gender;
    for (const std::uint32_t m : name.mentions)
      if (const Gender said = gender_of_title(word_before(extraction_.document, extraction_.mentions[m].span)); said != Gender::kUnknown) return said;
    if (name.things.empty()) return Gender::kUnknown;
    const std::string_view known = known_.thing(name.things.front()).gender;
    return known == "female" ? Gender::kFemale : known == "male" ? Gender::kMale : Gender::kUnknown;
  }

  bool is_subject(std::uint32_t m) const {
    const TokenRange words = tokens_in(extraction_.document, extraction_.mentions[m].span);
    return words.first < words.end && extraction_.document.tokens[head_token(extraction_.document, words)].deprel.starts_with("nsubj");
  }

  /// To the only bearer of the name, or to the one mentioned last before; of the gender that a title says.
  void assign_person(std::uint32_t m, const std::set<std::size_t>& owners, const char* what) {
    const Name& part = names_[name_of_[m]];
    Gender said = gender_of_title(word_before(extraction_.document, extraction_.mentions[m].span));
    if (said == Gender::kUnknown) said = part.form.gender;
    std::vector<std::size_t> fitting;
    for (const std::size_t owner : owners) {
      const Gender gender = gender_of(names_[owner]);
      if (said == Gender::kUnknown || gender == Gender::kUnknown || gender == said) fitting.push_back(owner);
    }
    if (fitting.size() > 1) {  // a known gender that fits goes before an unknown one
      std::vector<std::size_t> sure;
      for (const std::size_t owner : fitting)
        if (said != Gender::kUnknown && gender_of(names_[owner]) == said) sure.push_back(owner);
      if (!sure.empty()) fitting = sure;
    }
    if (fitting.empty()) return;
    std::size_t chosen = fitting.front();
    double score = score::kPartOfName;
    if (fitting.size() > 1) {
      // A subject takes up who was last spoken of, not the father whose name stands beside.
      bool found = false;
      for (const bool as_subject : {said == Gender::kUnknown, false})
        for (std::size_t at = place_of_[m]; at > 0 && !found; --at) {
          if (as_subject && !(is_subject(m) && is_subject(order_[at - 1]))) continue;
          chosen = owner_of(order_[at - 1]);
          found = std::find(fitting.begin(), fitting.end(), chosen) != fitting.end();
        }
      if (!found) return;  // nobody was mentioned yet: it stays a name of its own
      score = score::kLastMentioned;
    }
    assigned_[m] = {chosen, score, what + names_[chosen].form.written};
  }

  struct Assigned {
    std::size_t owner = 0;
    double score = 0;
    std::string reason;
  };

  std::size_t owner_of(std::uint32_t m) {
    const auto found = assigned_.find(m);
    return found != assigned_.end() ? root(found->second.owner) : root(name_of_[m]);
  }

  // ---- the result

  std::vector<Group> groups() {
    std::map<std::size_t, std::size_t> index;  // root name to group
    std::vector<Group> groups;
    for (const std::uint32_t m : order_) {
      const Name& name = names_[name_of_[m]];
      const std::size_t owner = owner_of(m);
      if (name.adjective && owner == name_of_[m] && name.things.empty()) continue;  // an adjective of nothing known
      const auto [entry, fresh] = index.emplace(owner, groups.size());
      if (fresh) groups.emplace_back();
      Group& group = groups[entry->second];
      const auto assigned = assigned_.find(m);
      if (assigned != assigned_.end()) group.members.push_back({m, assigned->second.score, assigned->second.reason, false});
      else group.members.push_back({m, name.score, name.reason, name.is_full && !name.adjective});
    }
    for (const auto& [owner, g] : index) describe(names_[owner], groups[g]);
    return groups;
  }

  void describe(const Name& name, Group& group) const {
    group.is_people = name.people;
    group.number = name.people ? Number::kPlural : Number::kSingular;
    group.gender = gender_of(name);
    const auto type_by = [&](auto&& takes) {
      for (const Member& member : group.members) {
        const Mention& mention = extraction_.mentions[member.mention];
        if (group.type.empty() && mention.type != core_class::kThing && !mention.type.empty() && takes(member, mention)) group.type = mention.type;
      }
    };
    type_by([&](const Member& member, const Mention& mention) { return member.is_full && family_of(ontology_, mention.type) == name.family; });
    type_by([](const Member& member, const Mention& mention) { return member.is_full && !mention.adjectival; });
    type_by([](const Member&, const Mention& mention) { return !mention.adjectival; });
    if (group.type.empty() && !name.things.empty() && !name.people) group.type = known_.thing(name.things.front()).type;
    if (group.type.empty()) group.type = extraction_.mentions[group.members.front().mention].type;
  }

  const Extraction& extraction_;
  const KnowledgeBase& known_;
  const Ontology& ontology_;
  std::vector<Name> names_;
  std::vector<std::uint32_t> order_;                 // mentions of names by place
  std::map<std::uint32_t, std::size_t> name_of_;     // of a mention, index into names_
  std::map<std::uint32_t, std::size_t> place_of_;    // of a mention, index into order_
  std::map<std::uint32_t, Assigned> assigned_;       // mentions of parts, to the root they belong to
};

}  // namespace

std::vector<Group> name_groups(const Extraction& extraction, const KnowledgeBase& known, const Ontology& ontology) {
  return Grouper(extraction, known, ontology).run();
}

}  // namespace relata
