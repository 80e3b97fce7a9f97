#include <relata/core/content_hash.hpp>
#include <relata/core/document.hpp>  // kNone
#include <relata/core/error.hpp>
#include <relata/link/knowledge_file.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace relata {

using namespace knowledge;
static_assert(std::endian::native == std::endian::little, "knowledge files are little-endian");

namespace {

template <class Record>
std::span<const Record> section(std::span<const std::byte> bytes, const Header& header, Section which) {
  const Place place = header.sections[which];
  return {reinterpret_cast<const Record*>(bytes.data() + place.offset), place.size / sizeof(Record)};
}

template <class Record>
std::span<const Record> part(std::span<const Record> all, Range range) {
  if (range.first > all.size() || range.count > all.size() - range.first) return {};
  return all.subspan(range.first, range.count);
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

KnowledgeFile::KnowledgeFile(const std::filesystem::path& path) : KnowledgeFile(MappedFile(path), path.string()) {}

KnowledgeFile::KnowledgeFile(std::span<const std::byte> bytes, const std::string& name)
    : KnowledgeFile(MappedFile::copy_of(bytes), name) {}

void KnowledgeFile::refuse(const std::string& fact) const {
  throw ModelError(describe({name_, 0, 0}, fact, "make it again with relata-compile-knowledge"));
}

KnowledgeFile::KnowledgeFile(MappedFile file, std::string name) : file_(std::move(file)), name_(std::move(name)) {
  const std::span<const std::byte> bytes = file_.bytes();
  if (bytes.size() < sizeof(Header)) {
    refuse("is no knowledge file: " + std::to_string(bytes.size()) + " bytes, the header alone has " +
           std::to_string(sizeof(Header)));
  }
  std::memcpy(&header_, bytes.data(), sizeof(Header));
  if (header_.magic != kMagic) refuse("is no knowledge file: it does not begin with RELATAKB");
  if (header_.version != kVersion) {
    refuse("is a knowledge file of version " + std::to_string(header_.version) + ", this program reads version " +
           std::to_string(kVersion));
  }
  if (header_.byte_order != kByteOrder) refuse("was made for a machine of the other byte order");
  if (header_.header_hash != content_hash(as_text(bytes.first(offsetof(Header, header_hash))))) refuse("has a damaged header");
  if (header_.file_size != bytes.size()) {
    refuse("has " + std::to_string(bytes.size()) + " bytes, its header says " + std::to_string(header_.file_size));
  }
  for (const Place& place : header_.sections) {
    if (place.offset % 8 != 0 || place.offset > bytes.size() || place.size > bytes.size() - place.offset) {
      refuse("has a section outside the file");
    }
  }
  strings_ = section<char>(bytes, header_, kStrings);
  things_ = section<knowledge::Thing>(bytes, header_, kThings);
  same_as_ = section<Text>(bytes, header_, kSameAs);
  aliases_ = section<Alias>(bytes, header_, kAliases);
  facts_ = section<knowledge::Fact>(bytes, header_, kFacts);
  facts_by_object_ = section<std::uint32_t>(bytes, header_, kFactsByObject);
  keys_ = section<Key>(bytes, header_, kKeys);
  candidates_ = section<std::uint32_t>(bytes, header_, kCandidates);
  table_ = section<Slot>(bytes, header_, kTable);
  if (!std::has_single_bit(table_.size())) refuse("has a name table whose size is not a power of two");
}

void KnowledgeFile::verify() const {
  if (content_hash(as_text(file_.bytes().subspan(sizeof(Header)))) != header_.content_hash) {
    refuse("was changed after it was made: its checksum differs");
  }
}

std::string_view KnowledgeFile::text(Text text) const {
  const std::span<const char> bytes = part(strings_, {text.offset, text.size});
  return {bytes.data(), bytes.size()};
}

std::span<const Text> KnowledgeFile::same_as(const knowledge::Thing& thing) const {
  return part(same_as_, thing.same_as);
}
std::span<const Alias> KnowledgeFile::aliases(const knowledge::Thing& thing) const {
  return part(aliases_, thing.aliases);
}
std::span<const std::uint32_t> KnowledgeFile::candidates(const Key& key) const {
  return part(candidates_, key.candidates);
}

const Alias* KnowledgeFile::candidate(std::uint32_t index) const {
  if (index >= aliases_.size() || aliases_[index].thing >= things_.size()) return nullptr;
  return &aliases_[index];
}

std::uint32_t KnowledgeFile::find(std::string_view iri) const {
  const auto found = std::lower_bound(things_.begin(), things_.end(), iri,
                                      [&](const knowledge::Thing& thing, std::string_view to) { return text(thing.iri) < to; });
  if (found == things_.end() || text(found->iri) != iri) return kNone;
  return static_cast<std::uint32_t>(found - things_.begin());
}

const Key* KnowledgeFile::find_key(std::string_view folded) const {
  const std::uint64_t hashed = content_hash(folded);
  const auto tag = static_cast<std::uint32_t>(hashed >> 32);
  const std::size_t mask = table_.size() - 1;
  // A table without an empty slot exists only in a damaged file: hence the bound on steps.
  for (std::size_t step = 0, at = hashed & mask; step <= mask; ++step, at = (at + 1) & mask) {
    const Slot slot = table_[at];
    if (slot.key == 0) return nullptr;
    if (slot.hash != tag || slot.key > keys_.size()) continue;
    const Key& key = keys_[slot.key - 1];
    if (text(key.folded) == folded) return &key;
  }
  return nullptr;
}

std::span<const knowledge::Fact> KnowledgeFile::facts_of(std::string_view subject) const {
  const auto first = std::lower_bound(facts_.begin(), facts_.end(), subject,
                                      [&](const knowledge::Fact& fact, std::string_view to) { return text(fact.subject) < to; });
  const auto last = std::upper_bound(first, facts_.end(), subject,
                                     [&](std::string_view to, const knowledge::Fact& fact) { return to < text(fact.subject); });
  return {first, last};
}

std::span<const std::uint32_t> KnowledgeFile::facts_about(std::string_view object) const {
  const auto object_of = [&](std::uint32_t fact) { return fact < facts_.size() ? text(facts_[fact].object) : std::string_view(); };
  const auto first = std::lower_bound(facts_by_object_.begin(), facts_by_object_.end(), object,
                                      [&](std::uint32_t fact, std::string_view to) { return object_of(fact) < to; });
  const auto last = std::upper_bound(first, facts_by_object_.end(), object,
                                     [&](std::string_view to, std::uint32_t fact) { return to < object_of(fact); });
  return {first, last};
}

}  // namespace relata
