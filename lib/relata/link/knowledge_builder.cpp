#include <relata/core/content_hash.hpp>
#include <relata/core/error.hpp>
#include <relata/core/fold_name.hpp>
#include <relata/link/knowledge_builder.hpp>
#include <relata/link/name_form.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <unordered_map>

namespace relata {

using namespace knowledge;

namespace {

void settle(std::string& ours, const std::string& theirs, const std::string& iri, std::string_view what) {
  if (ours.empty()) ours = theirs;
  if (!theirs.empty() && theirs != ours) {
    throw OntologyError(iri + " has two " + std::string(what) + ", \"" + ours + "\" and \"" + theirs + "\"; keep one");
  }
}

/// Strings of the file, each stored once.
class Pool {
 public:
  Text intern(const std::string& text) {
    const auto [place, fresh] = known_.try_emplace(text, Text{static_cast<std::uint32_t>(bytes_.size()),
                                                              static_cast<std::uint32_t>(text.size())});
    if (fresh) {
      if (bytes_.size() + text.size() > UINT32_MAX) throw InputError("knowledge: its strings exceed 4 GB; split the file");
      bytes_ += text;
    }
    return place->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, Text> known_;
  std::string bytes_;
};

template <class Record>
Place append(std::string& file, const std::vector<Record>& records) {
  file.resize((file.size() + 7) / 8 * 8);
  const Place place{file.size(), records.size() * sizeof(Record)};
  file.append(reinterpret_cast<const char*>(records.data()), place.size);
  return place;
}

std::uint32_t words(std::string_view folded) {
  return folded.empty() ? 0 : 1 + static_cast<std::uint32_t>(std::count(folded.begin(), folded.end(), ' '));
}

constexpr std::size_t kShortestBare = 4;  // bytes: "abb" without its "co" would be a word or an acronym

/// What the folded names lead to: keys in byte order, each with its aliases and whether it goes on.
struct Names {
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> aliases_of;  // no aliases: only a beginning

  void add(const std::string& written, std::uint32_t alias) {
    const std::string folded = fold_name(written);
    if (folded.empty()) return;
    aliases_of[folded].push_back(alias);
    const std::string_view bare = without_legal_form(folded);
    if (bare.size() >= kShortestBare && bare != folded) aliases_of[std::string(bare)].push_back(alias);
    for (std::size_t at = folded.find(' '); at != std::string::npos; at = folded.find(' ', at + 1)) {
      aliases_of.try_emplace(folded.substr(0, at));
    }
  }
};

std::vector<Slot> hash_table(const std::vector<Key>& keys, const std::string& strings) {
  std::vector<Slot> table(std::bit_ceil(std::max<std::size_t>(keys.size() * 2, 2)));
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    const std::uint64_t hashed = content_hash(std::string_view(strings).substr(keys[i].folded.offset, keys[i].folded.size));
    std::size_t at = hashed & (table.size() - 1);
    while (table[at].key != 0) at = (at + 1) & (table.size() - 1);
    table[at] = {static_cast<std::uint32_t>(hashed >> 32), i + 1};
  }
  return table;
}

}  // namespace

void KnowledgeBuilder::add(NewThing thing) {
  if (thing.iri.empty()) throw OntologyError("a known thing has no IRI; give it one");
  if (thing.label.empty()) throw OntologyError(thing.iri + " has no label; give it skos:prefLabel");
  const auto [place, fresh] = things_.try_emplace(thing.iri, thing);
  if (fresh) return;
  NewThing& ours = place->second;
  settle(ours.label, thing.label, thing.iri, "labels");
  settle(ours.type, thing.type, thing.iri, "types");
  settle(ours.gender, thing.gender, thing.iri, "genders");
  ours.same_as.merge(thing.same_as);
  ours.aliases.merge(thing.aliases);
  ours.popularity = std::max(ours.popularity, thing.popularity);
}

std::string KnowledgeBuilder::compile() const {
  Pool pool;
  std::vector<knowledge::Thing> things;
  std::vector<Text> same_as;
  std::vector<Alias> aliases;
  Names names;
  for (const auto& [iri, from] : things_) {
    knowledge::Thing thing{pool.intern(iri),          pool.intern(from.label), pool.intern(from.type),
                           pool.intern(from.gender),  {},                      {},
                           std::clamp(from.popularity, 0.0, 1.0)};
    thing.same_as = {static_cast<std::uint32_t>(same_as.size()), static_cast<std::uint32_t>(from.same_as.size())};
    for (const std::string& other : from.same_as) same_as.push_back(pool.intern(other));
    thing.aliases.first = static_cast<std::uint32_t>(aliases.size());
    const auto add_alias = [&](AliasKind kind, const std::string& text) {
      names.add(text, static_cast<std::uint32_t>(aliases.size()));
      aliases.push_back({pool.intern(text), kind, static_cast<std::uint32_t>(things.size())});
    };
    const bool label_listed = std::any_of(from.aliases.begin(), from.aliases.end(), [&label = from.label](const auto& alias) {
      return alias.second == label && (alias.first == AliasKind::kName || alias.first == AliasKind::kAcronym);
    });
    if (!label_listed) add_alias(AliasKind::kName, from.label);
    for (const auto& [kind, text] : from.aliases) add_alias(kind, text);
    thing.aliases.count = static_cast<std::uint32_t>(aliases.size()) - thing.aliases.first;
    things.push_back(thing);
  }

  std::vector<knowledge::Fact> facts;
  std::vector<std::pair<const std::string*, std::uint32_t>> by_object;
  for (const NewFact& fact : facts_) {
    by_object.emplace_back(&fact.object, static_cast<std::uint32_t>(facts.size()));
    facts.push_back({pool.intern(fact.subject), pool.intern(fact.predicate), pool.intern(fact.object),
                     pool.intern(fact.from), pool.intern(fact.to)});
  }
  std::stable_sort(by_object.begin(), by_object.end(), [](const auto& a, const auto& b) { return *a.first < *b.first; });
  std::vector<std::uint32_t> facts_by_object;
  for (const auto& [object, fact] : by_object) facts_by_object.push_back(fact);

  Header header;
  std::vector<Key> keys;
  std::vector<std::uint32_t> candidates;
  for (auto name = names.aliases_of.begin(); name != names.aliases_of.end(); ++name) {
    // The blank is the least byte that occurs in a key, so in byte order "a b" comes right after "a".
    const auto next = std::next(name);
    const bool begins_more = next != names.aliases_of.end() && next->first.size() > name->first.size() &&
                             next->first.starts_with(name->first) && next->first[name->first.size()] == ' ';
    keys.push_back({pool.intern(name->first),
                    {static_cast<std::uint32_t>(candidates.size()), static_cast<std::uint32_t>(name->second.size())},
                    begins_more, 0});
    candidates.insert(candidates.end(), name->second.begin(), name->second.end());
    header.longest_name = std::max(header.longest_name, words(name->first));
  }

  std::string file(sizeof(Header), '\0');
  const std::string& strings = pool.bytes();
  header.sections[kStrings] = append(file, std::vector<char>(strings.begin(), strings.end()));
  header.sections[kThings] = append(file, things);
  header.sections[kSameAs] = append(file, same_as);
  header.sections[kAliases] = append(file, aliases);
  header.sections[kFacts] = append(file, facts);
  header.sections[kFactsByObject] = append(file, facts_by_object);
  header.sections[kKeys] = append(file, keys);
  header.sections[kCandidates] = append(file, candidates);
  header.sections[kTable] = append(file, hash_table(keys, strings));
  header.file_size = file.size();
  header.content_hash = content_hash(std::string_view(file).substr(sizeof(Header)));
  header.header_hash = content_hash({reinterpret_cast<const char*>(&header), offsetof(Header, header_hash)});
  std::memcpy(file.data(), &header, sizeof(Header));
  return file;
}

void KnowledgeBuilder::write(const std::filesystem::path& path) const {
  const std::string bytes = compile();
  const std::string temporary = path.string() + ".new-" + std::to_string(::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  const auto refuse = [&](int error) {
    ::unlink(temporary.c_str());
    throw InputError(describe({path.string(), 0, 0}, std::string("cannot be written: ") + std::strerror(error)));
  };
  if (file < 0) refuse(errno);
  for (std::size_t done = 0; done < bytes.size();) {
    const ::ssize_t wrote = ::write(file, bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      const int error = errno;
      ::close(file);
      refuse(error);
    }
    done += static_cast<std::size_t>(wrote);
  }
  const bool synced = ::fsync(file) == 0;
  const int sync_error = errno;
  if (::close(file) != 0 || !synced) refuse(synced ? errno : sync_error);
  if (::rename(temporary.c_str(), path.c_str()) != 0) refuse(errno);
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); handle >= 0) {
    ::fsync(handle);  // so that the new name outlives a power cut
    ::close(handle);
  }
}

}  // namespace relata
