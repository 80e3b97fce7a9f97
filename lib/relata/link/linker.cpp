#include <relata/link/linker.hpp>

#include <relata/link/attachment.hpp>

#include <relata/core/utf8.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <unordered_map>

namespace relata {
namespace {

std::string_view without_article(std::string_view name) {
  for (const std::string_view article : {std::string_view("the "), std::string_view("The ")})
    if (name.starts_with(article)) return name.substr(article.size());
  return name;
}

/// First letters of a name's capitalised words: "Individually Tailored Partnership Programme" gives ITPP.
std::string initials(std::string_view name) {
  std::string out;
  bool at_word = true;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = decode(name, at);
    if (at_word && is_upper(c.value)) append_utf8(out, c.value);
    at_word = is_space(c.value) || c.value == U'-';
    at += c.size;
  }
  return out;
}

/// "... (ITPP)", "... (or ITPP)", "... (also known as X)": the brackets directly after `name`.
bool introduces(const Document& document, Span name, Span acronym) {
  constexpr std::size_t kLongest = 24;  // bytes between a name and its short form
  if (acronym.begin <= name.end || acronym.begin - name.end > kLongest) return false;
  const std::string between = to_lower(document.at({name.end, acronym.begin}));
  const std::size_t open = between.find('(');
  if (open == std::string::npos || between.find_first_not_of(" \t\n\r") != open) return false;
  std::string rest = between.substr(open + 1);
  for (const char mark : {'"', '\''}) std::erase(rest, mark);
  while (rest.ends_with(' ')) rest.pop_back();
  return rest.empty() || rest == "or" || rest == "the" || rest == "also known as" || rest == "known as" ||
         rest == "“" || rest == "aka" || rest == "or the";
}

constexpr std::uint32_t kLongestNominal = 80;  // bytes: a longer phrase tells a story and names nothing

struct Group {
  std::vector<std::uint32_t> mentions;
  std::string iri;  // of a known thing, "" otherwise
  std::string type;
};

class Grouping {
 public:
  Grouping(const Extraction& extraction, const NameLookup& known, const Ontology& ontology) : extraction_(extraction), known_(known), ontology_(ontology) {
    for (std::uint32_t m = 0; m < extraction.mentions.size(); ++m) initials_.push_back(initials(text(m)));
  }

  std::vector<Group> groups() {
    const auto& mentions = extraction_.mentions;
    // Full names first, so that a part of a name finds its person wherever it stands.
    for (std::uint32_t m = 0; m < mentions.size(); ++m)
      if (is_name(m) && !is_partial(m)) add_full(m);
    for (std::uint32_t m = 0; m < mentions.size(); ++m)
      if (is_name(m) && is_partial(m)) add_partial(m);
    for (std::uint32_t m = 0; m < mentions.size(); ++m)
      if (mentions[m].kind == MentionKind::kNominal && mentions[m].span.size() <= kLongestNominal && is_event(mentions[m].type)) add_nominal(m);
    std::erase_if(groups_, [](const Group& group) { return group.mentions.empty(); });
    for (Group& group : groups_) std::sort(group.mentions.begin(), group.mentions.end());
    std::sort(groups_.begin(), groups_.end(),
              [](const Group& a, const Group& b) { return a.mentions.front() < b.mentions.front(); });
    return std::move(groups_);
  }

 private:
  std::string_view text(std::uint32_t m) const {
    return without_article(extraction_.document.at(extraction_.mentions[m].span));
  }
  /// A name of something; an adjective of nothing known ("Kurdish") names no entity.
  bool is_name(std::uint32_t m) const {
    const Mention& mention = extraction_.mentions[m];
    return mention.kind == MentionKind::kName && (!mention.adjectival || known_.find_name(text(m)));
  }
  bool is_event(const std::string& type) const {
    const std::uint32_t cls = ontology_.find_class(type), event = ontology_.find_class(core_class::kEvent);
    return cls != kNone && event != kNone && ontology_.is_a(cls, event);
  }

  /// One word that may be the last part of a longer name.
  bool is_partial(std::uint32_t m) const {
    if (text(m).find(' ') != std::string_view::npos) return false;
    const auto name = known_.find_name(text(m));
    return !name || name->role == NameRole::kPartial;
  }

  std::size_t group_named(const std::string& key) {
    const auto [entry, fresh] = by_name_.emplace(key, groups_.size());
    if (fresh) groups_.emplace_back();
    return entry->second;
  }

  void put(std::size_t group, std::uint32_t m) {
    groups_[group].mentions.push_back(m);
    if (groups_[group].type.empty() || groups_[group].type == core_class::kThing) groups_[group].type = extraction_.mentions[m].type;
  }

  void add_full(std::uint32_t m) {
    const auto name = known_.find_name(text(m));
    if (name && name->role == NameRole::kPeople) return put(group_named("people:" + std::string(text(m))), m);
    if (name) {
      const std::size_t group = group_named(name->iri);
      groups_[group].iri = name->iri;
      groups_[group].type = name->type;
      return put(group, m);
    }
    put(group_named("name:" + to_lower(text(m))), m);
  }

  void add_partial(std::uint32_t m) {
    const std::string word(text(m));
    // An acronym that brackets introduce belongs to the name before them.
    for (std::size_t g = 0; g < groups_.size(); ++g)
      for (const std::uint32_t other : groups_[g].mentions) {
        const Span span = extraction_.mentions[other].span;
        if (introduces(extraction_.document, span, extraction_.mentions[m].span) ||
            (word.size() > 2 && initials_[other] == word && groups_[g].iri.empty())) {
          by_name_["name:" + to_lower(word)] = g;
          return put(g, m);
        }
      }
    if (const auto known = by_name_.find("name:" + to_lower(word)); known != by_name_.end()) return put(known->second, m);
    // The last word of exactly one person's full name, or the first, where the word is read as a person.
    std::size_t owner = groups_.size();
    bool ambiguous = false;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const bool fits = std::any_of(groups_[g].mentions.begin(), groups_[g].mentions.end(), [&](std::uint32_t other) {
        const std::string_view full = text(other);
        if (full.size() <= word.size() + 1 || !may_be_person(groups_[g])) return false;
        const char before = full[full.size() - word.size() - 1];
        const bool last = full.ends_with(word) && (before == ' ' || before == '-');  // "al-Karbouly"
        const bool first = full.starts_with(word) && full[word.size()] == ' ' && extraction_.mentions[m].type.ends_with("#Person");
        return last || first;
      });
      if (!fits) continue;
      // "Tom Cruise" and "actor Tom Cruise" are not two people.
      if (owner != groups_.size() && is_longer_form(groups_[g], groups_[owner])) continue;
      ambiguous = ambiguous || (owner != groups_.size() && !is_longer_form(groups_[owner], groups_[g]));
      owner = g;
    }
    if (owner != groups_.size() && !ambiguous) return put(owner, m);
    if (const auto name = known_.find_name(word); name && owner == groups_.size()) {
      const std::size_t group = group_named(name->iri);
      groups_[group].iri = name->iri;
      groups_[group].type = name->type;
      return put(group, m);
    }
    put(group_named("name:" + to_lower(word)), m);
  }

  /// Two common nouns are one thing if they are of one class and name the same place.
  void add_nominal(std::uint32_t m) {
    const std::string_view phrase = text(m);
    std::string place;
    for (std::size_t at = phrase.find(' '); at != std::string_view::npos && place.empty(); at = phrase.find(' ', at + 1))
      if (const auto name = known_.find_name(phrase.substr(at + 1)); name && name->role == NameRole::kName)
        place = name->iri;
    if (place.empty()) place = std::string(phrase);
    put(group_named("nominal:" + extraction_.mentions[m].type + ' ' + place), m);
  }

  /// Whether the first name of `longer` ends with the first name of `other`.
  bool is_longer_form(const Group& longer, const Group& other) const {
    return text(longer.mentions.front()).ends_with(text(other.mentions.front()));
  }

  bool may_be_person(const Group& group) const {
    return group.type.empty() || group.type.ends_with("#Person");
  }

  const Extraction& extraction_;
  const NameLookup& known_;
  const Ontology& ontology_;
  std::vector<std::string> initials_;  // [mentions]
  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace

void NameLinker::resolve(Extraction& extraction) const {
  for (const Group& group : Grouping(extraction, known_, ontology_).groups()) {
    const auto index = static_cast<std::uint32_t>(extraction.entities.size());
    Entity entity;
    if (!group.iri.empty()) entity = known_.describe(group.iri);
    if (entity.type.empty()) entity.type = group.type;
    entity.id = "e" + std::to_string(index + 1);
    // The longest name that is no adjective is what the text calls it.
    std::string label;
    for (const std::uint32_t m : group.mentions) {
      Mention& mention = extraction.mentions[m];
      mention.entity = index;
      const std::string name(without_article(extraction.document.at(mention.span)));
      if (!mention.adjectival && name.size() > label.size()) label = name;
    }
    if (label.empty()) label = entity.label.empty() ? std::string(extraction.document.at(extraction.mentions[group.mentions.front()].span)) : entity.label;
    std::vector<std::string> aliases;
    if (!entity.label.empty() && entity.label != label) aliases.push_back(entity.label);
    for (const std::uint32_t m : group.mentions) {
      const std::string name(without_article(extraction.document.at(extraction.mentions[m].span)));
      if (!extraction.mentions[m].adjectival && name != label) aliases.push_back(name);
    }
    std::sort(aliases.begin(), aliases.end());
    aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
    entity.label = label;
    entity.aliases = std::move(aliases);
    entity.confidence = group.iri.empty() ? 0.7 : 0.9;
    for (const std::uint32_t m : group.mentions)
      if (extraction.mentions[m].type.empty()) extraction.mentions[m].type = entity.type;
    extraction.entities.push_back(std::move(entity));
  }
  attach(extraction, ontology_);
}

}  // namespace relata
