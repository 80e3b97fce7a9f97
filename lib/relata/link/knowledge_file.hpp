// The compiled knowledge file, one layer of a KnowledgeBase: things, their names and facts about
// them, laid out so that opening is one mmap and a name is found with about one cache miss.
//
//   header    Header below, checksummed: magic, version, sizes and places of the sections
//   sections  arrays of the records below, each on an 8-byte boundary, in the order of Section
//
// Strings are (offset, size) into one pool. Names are found by their folded form (fold_name.hpp) in
// an open-addressing table with linear probing, at most half full; every run of words that begins a
// longer name is a key too, so that a reader knows when to stop looking. The names of companies are also found without their legal form
// ("merck" for "Merck & Co."). Integers are little-endian.
#pragma once
#include <relata/core/mapped_file.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace relata {

enum class AliasKind : std::uint32_t {
  kName,     ///< "Russia", "Russian Federation"
  kPartial,  ///< part of a name that is enough in context: "Putin"
  kDemonym,  ///< adjective: "Russian"
  kPeople,   ///< the people, plural: "Ukrainians"
  kAcronym,  ///< "NATO", "U.S."; case counts, dots do not
  kCode,     ///< "AZE"; exact only
};

namespace knowledge {

inline constexpr std::array<char, 8> kMagic{'R', 'E', 'L', 'A', 'T', 'A', 'K', 'B'};
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::uint32_t kByteOrder = 0x01020304;

enum Section { kStrings, kThings, kSameAs, kAliases, kFacts, kFactsByObject, kKeys, kCandidates, kTable, kSectionCount };

struct Text {
  std::uint32_t offset = 0, size = 0;  ///< bytes of the string pool
};
struct Range {
  std::uint32_t first = 0, count = 0;  ///< elements of another section
};
struct Thing {  // sorted by IRI
  Text iri, label, type, gender;
  Range same_as;  ///< of kSameAs
  Range aliases;  ///< of kAliases
  double popularity = 0;
};
struct Alias {
  Text text;
  AliasKind kind = AliasKind::kName;
  std::uint32_t thing = 0;
};
struct Fact {  // sorted by subject, predicate, object, from
  Text subject, predicate, object, from, to;
};
struct Key {
  Text folded;
  Range candidates;              ///< of kCandidates; none where the key only begins longer names
  std::uint32_t begins_more = 0;  ///< 1: some longer name begins with these words
  std::uint32_t reserved = 0;
};
struct Slot {
  std::uint32_t hash = 0;  ///< upper half of the key's hash
  std::uint32_t key = 0;   ///< index + 1 into kKeys; 0 = empty
};
struct Place {
  std::uint64_t offset = 0, size = 0;  ///< bytes of the file
};
struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t byte_order = kByteOrder;
  std::uint64_t file_size = 0;
  std::uint64_t content_hash = 0;  ///< of all bytes after the header: the file's fingerprint
  std::uint32_t longest_name = 0;  ///< words
  std::uint32_t reserved = 0;
  std::array<Place, kSectionCount> sections{};
  std::uint64_t header_hash = 0;  ///< of the bytes before it
};

}  // namespace knowledge

/// One mapped file. Every index and offset read from it is checked, so a damaged body gives empty
/// strings, never a crash.
class KnowledgeFile {
 public:
  /// Throws InputError where the file cannot be read, ModelError where it is foreign, cut short,
  /// damaged in its header or of another version. Does not read beyond the header.
  explicit KnowledgeFile(const std::filesystem::path& path);

  /// The same for bytes that KnowledgeBuilder::compile made; `name` stands for the path in errors.
  KnowledgeFile(std::span<const std::byte> bytes, const std::string& name);

  /// Reads everything; throws ModelError where a byte was changed since the file was written.
  void verify() const;

  const knowledge::Header& header() const { return header_; }
  std::span<const knowledge::Thing> things() const { return things_; }
  std::span<const knowledge::Fact> facts() const { return facts_; }
  std::string_view text(knowledge::Text text) const;
  std::span<const knowledge::Text> same_as(const knowledge::Thing& thing) const;
  std::span<const knowledge::Alias> aliases(const knowledge::Thing& thing) const;
  /// The alias a candidate of a key points to; nullptr where the file is damaged.
  const knowledge::Alias* candidate(std::uint32_t index) const;
  std::span<const std::uint32_t> candidates(const knowledge::Key& key) const;

  std::uint32_t find(std::string_view iri) const;                    ///< index of a thing, kNone if unknown
  const knowledge::Key* find_key(std::string_view folded) const;     ///< nullptr if unknown
  std::span<const knowledge::Fact> facts_of(std::string_view subject) const;
  /// Indices into facts() of the facts that have this object.
  std::span<const std::uint32_t> facts_about(std::string_view object) const;

 private:
  KnowledgeFile(MappedFile file, std::string name);
  [[noreturn]] void refuse(const std::string& fact) const;

  MappedFile file_;
  std::string name_;
  knowledge::Header header_;
  std::span<const char> strings_;
  std::span<const knowledge::Thing> things_;
  std::span<const knowledge::Text> same_as_;
  std::span<const knowledge::Alias> aliases_;
  std::span<const knowledge::Fact> facts_;
  std::span<const std::uint32_t> facts_by_object_;
  std::span<const knowledge::Key> keys_;
  std::span<const std::uint32_t> candidates_;
  std::span<const knowledge::Slot> table_;
};

}  // namespace relata
