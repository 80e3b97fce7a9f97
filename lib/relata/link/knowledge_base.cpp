#include <relata/core/document.hpp>  // kNone
#include <relata/core/utf8.hpp>
#include <relata/core/fold_name.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/link/knowledge_builder.hpp>
#include <relata/link/name_form.hpp>

#include <algorithm>
#include <cassert>
#include <string>
#include <tuple>
#include <utility>

namespace relata {
namespace {

/// How much of a thing's popularity a name of this kind carries.
double weight(AliasKind kind) {
  switch (kind) {
    case AliasKind::kName: return 1.0;
    case AliasKind::kAcronym: return 0.98;
    case AliasKind::kDemonym: return 0.95;
    case AliasKind::kPeople: return 0.95;
    case AliasKind::kPartial: return 0.7;
    case AliasKind::kCode: return 0.3;
  }
  return 0;  // a kind that only a damaged file holds
}

bool starts_with_article(std::string_view text) {
  return text.size() > 4 && (text[0] == 'T' || text[0] == 't') && (text[1] | 0x20) == 'h' && (text[2] | 0x20) == 'e' &&
         text[3] == ' ';
}

/// Folding forgets punctuation, but "Ukraine," is a name and a comma. A full stop belongs to "U.S." alone.
bool ends_in_name(std::string_view text) {
  if (text.empty()) return false;
  std::size_t last = text.size() - 1;
  while (last > 0 && !is_code_point_start(text, last)) --last;
  const char32_t c = decode(text, last).value;
  return is_letter(c) || is_digit(c) || (c == U'.' && text.find('.') < last);
}

/// Equal when dots and blanks are left out: "U.S." and "US", "U. S." too.
bool same_acronym(std::string_view a, std::string_view b) {
  const auto skip = [](std::string_view& text) {
    while (!text.empty() && (text.front() == '.' || text.front() == ' ')) text.remove_prefix(1);
  };
  for (skip(a), skip(b); !a.empty() && !b.empty(); skip(a), skip(b)) {
    if (a.front() != b.front()) return false;
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a.empty() && b.empty();
}

bool admits(const KnownAlias& alias, std::string_view written, KnowledgeBase::Match match) {
  if (match == KnowledgeBase::Match::kExact || alias.kind == AliasKind::kCode) return alias.text == written;
  const bool article = starts_with_article(written);
  if (alias.kind == AliasKind::kAcronym) {
    if (article && !starts_with_article(alias.text)) written.remove_prefix(4);
    return same_acronym(alias.text, written);
  }
  // "The Gambia" may be written for Gambia, but Hague alone is not The Hague.
  return article || !starts_with_article(alias.text);
}

}  // namespace

KnowledgeBase KnowledgeBase::open(const std::filesystem::path& path) {
  KnowledgeBase base;
  base.add(path);
  return base;
}

void KnowledgeBase::add(const KnowledgeBuilder& gathered, const std::string& name) {
  const std::string bytes = gathered.compile();
  add(KnowledgeFile(std::as_bytes(std::span(bytes)), name));
}

void KnowledgeBase::add(KnowledgeFile file) {
  layers_.push_back({std::move(file), static_cast<std::uint32_t>(size_)});
  size_ += layers_.back().file.things().size();
}

const KnowledgeBase::Layer& KnowledgeBase::layer_of(std::uint32_t thing) const {
  assert(thing < size_);
  std::size_t at = layers_.size() - 1;
  while (layers_[at].first > thing) --at;
  return layers_[at];
}

std::uint32_t KnowledgeBase::find(std::string_view iri) const {
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    if (const std::uint32_t index = layer->file.find(iri); index != kNone) return layer->first + index;
  }
  return kNone;
}

KnownThing KnowledgeBase::thing(std::uint32_t thing) const {
  const Layer& layer = layer_of(thing);
  const knowledge::Thing& record = layer.file.things()[thing - layer.first];
  const KnowledgeFile& file = layer.file;
  return {file.text(record.iri), file.text(record.label), file.text(record.type), file.text(record.gender),
          record.popularity};
}

std::vector<std::string_view> KnowledgeBase::same_as(std::uint32_t thing) const {
  const std::string_view iri = this->thing(thing).iri;
  std::vector<std::string_view> all;
  for (const Layer& layer : layers_) {
    const std::uint32_t index = layer.file.find(iri);
    if (index == kNone) continue;
    for (const knowledge::Text other : layer.file.same_as(layer.file.things()[index])) {
      const std::string_view text = layer.file.text(other);
      if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
    }
  }
  return all;
}

std::vector<KnownAlias> KnowledgeBase::aliases(std::uint32_t thing) const {
  const std::string_view iri = this->thing(thing).iri;
  std::vector<KnownAlias> all;
  for (const Layer& layer : layers_) {
    const std::uint32_t index = layer.file.find(iri);
    if (index == kNone) continue;
    for (const knowledge::Alias& alias : layer.file.aliases(layer.file.things()[index])) {
      const KnownAlias known{layer.file.text(alias.text), alias.kind};
      if (std::find(all.begin(), all.end(), known) == all.end()) all.push_back(known);
    }
  }
  return all;
}

namespace {

KnownFact fact_of(const KnowledgeFile& file, const knowledge::Fact& fact) {
  return {file.text(fact.subject), file.text(fact.predicate), file.text(fact.object), file.text(fact.from),
          file.text(fact.to)};
}

void add_once(std::vector<KnownFact>& facts, const KnownFact& fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

}  // namespace

std::vector<KnownFact> KnowledgeBase::facts(std::string_view subject_iri) const {
  std::vector<KnownFact> all;
  for (const Layer& layer : layers_) {
    for (const knowledge::Fact& fact : layer.file.facts_of(subject_iri)) add_once(all, fact_of(layer.file, fact));
  }
  return all;
}

std::vector<KnownFact> KnowledgeBase::facts_about(std::string_view object_iri) const {
  std::vector<KnownFact> all;
  for (const Layer& layer : layers_) {
    for (const std::uint32_t fact : layer.file.facts_about(object_iri)) {
      if (fact < layer.file.facts().size()) add_once(all, fact_of(layer.file, layer.file.facts()[fact]));
    }
  }
  return all;
}

void KnowledgeBase::collect(std::vector<Candidate>& into, const Layer& layer, const knowledge::Key& key,
                            std::string_view written, Match match) const {
  for (const std::uint32_t index : layer.file.candidates(key)) {
    const knowledge::Alias* const alias = layer.file.candidate(index);
    if (alias == nullptr) continue;
    const KnownAlias known{layer.file.text(alias->text), alias->kind};
    if (!admits(known, written, match)) continue;
    std::uint32_t thing = layer.first + alias->thing;
    const knowledge::Thing& record = layer.file.things()[alias->thing];
    if (layers_.size() > 1) thing = find(layer.file.text(record.iri));  // the topmost layer's
    into.push_back({thing, known.kind, known.text, record.popularity * weight(known.kind)});
  }
}

namespace {

/// Best first, each thing by its best name only.
void order(std::vector<Candidate>& candidates, const KnowledgeBase& base) {
  if (candidates.size() < 2) return;
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.thing != b.thing) return base.thing(a.thing).iri < base.thing(b.thing).iri;
    return std::tie(a.kind, a.alias) < std::tie(b.kind, b.alias);
  });
  std::vector<Candidate> once;
  for (const Candidate& candidate : candidates) {
    const auto same = [&](const Candidate& other) { return other.thing == candidate.thing; };
    if (std::none_of(once.begin(), once.end(), same)) once.push_back(candidate);
  }
  candidates = std::move(once);
}

}  // namespace

std::vector<Candidate> KnowledgeBase::lookup(std::string_view alias, Match match) const {
  std::vector<Candidate> candidates;
  const std::string folded = fold_name(alias);
  if (folded.empty()) return candidates;
  for (const Layer& layer : layers_) {
    if (const knowledge::Key* const key = layer.file.find_key(folded)) collect(candidates, layer, *key, alias, match);
  }
  order(candidates, *this);
  return candidates;
}

std::vector<Candidate> KnowledgeBase::lookup_near(std::string_view folded) const {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz ";
  const auto is_key = [&](std::string_view words) {
    return std::any_of(layers_.begin(), layers_.end(), [&](const Layer& layer) { return layer.file.find_key(words) != nullptr; });
  };
  // The first words of names are keys, so the wrong word is the first one with which no name begins.
  std::size_t begin = 0, end = folded.find(' ');
  for (; end < folded.size() && is_key(folded.substr(0, end)); end = folded.find(' ', begin)) begin = end + 1;
  end = std::min(end, folded.size() - 1);

  std::vector<Candidate> candidates;
  std::string near;
  const auto look_up = [&] {
    for (const Layer& layer : layers_)
      if (const knowledge::Key* const key = layer.file.find_key(near)) collect(candidates, layer, *key, near, Match::kFolded);
  };
  for (std::size_t at = std::max<std::size_t>(begin, 2) - 1; at <= end; ++at) {
    near = folded;
    near.erase(at, 1);
    look_up();
    near = folded;
    if (at + 1 < folded.size() && near[at] != near[at + 1]) {
      std::swap(near[at], near[at + 1]);
      look_up();
    }
    for (const char letter : letters) {
      near = folded;
      near[at] = letter;
      if (letter != folded[at]) look_up();
      near = folded;
      near.insert(at, 1, letter);
      look_up();
    }
  }
  std::erase_if(candidates, [](const Candidate& candidate) { return candidate.kind != AliasKind::kName; });
  order(candidates, *this);
  return candidates;
}

KnowledgeBase::LongestMatch KnowledgeBase::longest_match(std::span<const std::string_view> tokens) const {
  LongestMatch best;
  std::string folded, written;
  for (std::size_t count = 1; count <= tokens.size(); ++count) {
    const std::string_view token = tokens[count - 1];
    if (count > 1) written += ' ';
    written += token;
    const std::size_t before = folded.size();
    if (before > 0) folded += ' ';
    append_folded(folded, token);
    if (folded.size() == before + (before > 0)) {  // a token of marks only
      folded.resize(before);
      // Inside a name there are hyphens, dots and apostrophes; any other mark ends it.
      if (before > 0 && (token == "-" || token == "." || token == "'" || token == "’" || token == "‐" || token == "–")) continue;
      break;
    }
    if (count == 1 && folded == "the") {
      folded.clear();
      continue;
    }
    bool goes_on = false;
    std::vector<Candidate> here;
    for (const Layer& layer : layers_) {
      const knowledge::Key* const key = layer.file.find_key(folded);
      if (key == nullptr) continue;
      goes_on |= key->begins_more != 0;
      collect(here, layer, *key, written, Match::kFolded);
    }
    std::erase_if(here, [](const Candidate& candidate) { return candidate.kind == AliasKind::kCode; });
    if (!here.empty()) best = {count, std::move(here)};
    if (!goes_on) break;
  }
  order(best.candidates, *this);
  return best;
}

std::optional<KnownName> KnowledgeBase::find_name(std::string_view text) const {
  if (!ends_in_name(text)) return std::nullopt;
  const std::string_view bare = starts_with_article(text) ? text.substr(4) : text;
  for (const Candidate& candidate : lookup(text)) {
    if (candidate.kind == AliasKind::kCode) continue;  // "IN" and "IS" are words of a headline
    const std::string_view alias =
        starts_with_article(candidate.alias) ? candidate.alias.substr(4) : candidate.alias;
    if (!has_capitals_of(alias, bare)) continue;
    const KnownThing known = thing(candidate.thing);
    const NameRole role = candidate.kind == AliasKind::kPartial   ? NameRole::kPartial
                          : candidate.kind == AliasKind::kDemonym ? NameRole::kAdjective
                          : candidate.kind == AliasKind::kPeople  ? NameRole::kPeople
                                                                  : NameRole::kName;
    return KnownName{std::string(known.iri), std::string(known.type), role};
  }
  return std::nullopt;
}

Entity KnowledgeBase::describe(std::uint32_t thing) const {
  const KnownThing known = this->thing(thing);
  Entity entity;
  entity.iri = known.iri;
  entity.label = known.label;
  entity.type = known.type;
  for (const std::string_view other : same_as(thing)) entity.same_as.emplace_back(other);
  return entity;
}

std::uint32_t KnowledgeBase::longest_name() const {
  std::uint32_t longest = 0;
  for (const Layer& layer : layers_) longest = std::max(longest, layer.file.header().longest_name);
  return longest;
}

}  // namespace relata
