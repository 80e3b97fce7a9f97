// Who and what is known before a text is read: countries, bodies, leaders, cities, and what a user
// adds. Layers of compiled knowledge files, searched as one; a thing that several layers name by the
// same IRI is one thing with the names and facts of all.
// Knows neither where files come from in a build nor how Turtle is read (rdf/knowledge_reader.hpp).
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/name_lookup.hpp>
#include <relata/link/knowledge_file.hpp>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

/// A thing of a KnowledgeBase. Views last as long as the base.
struct KnownThing {
  std::string_view iri;
  std::string_view label;
  std::string_view type;    ///< class IRI, e.g. https://relata.dev/ontology/core#Country
  std::string_view gender;  ///< "female", "male", or "" where not said
  double popularity = 0;    ///< 0..1: how likely a name means this rather than a namesake
};

class KnowledgeBuilder;

struct KnownAlias {
  std::string_view text;
  AliasKind kind = AliasKind::kName;
  bool operator==(const KnownAlias&) const = default;
};

struct KnownFact {
  std::string_view subject, predicate, object;  ///< IRIs
  std::string_view from, to;  ///< ISO 8601 date, month or year; "" where open or not known
  bool operator==(const KnownFact&) const = default;
};

/// Dates in ISO 8601, compared as far as both go.
inline bool is_before(std::string_view a, std::string_view b) {
  const std::size_t size = a.size() < b.size() ? a.size() : b.size();
  return a.substr(0, size) < b.substr(0, size);
}

/// Whether nothing known says that the fact does not hold at the date; "" is an unknown one.
inline bool holds_at(const KnownFact& fact, std::string_view date) {
  return date.empty() || !((!fact.from.empty() && is_before(date, fact.from)) || (!fact.to.empty() && is_before(fact.to, date)));
}

struct Candidate {
  std::uint32_t thing = 0;  ///< for thing(), names() and so on
  AliasKind kind = AliasKind::kName;
  std::string_view alias;  ///< as the knowledge file writes it
  double score = 0;        ///< 0..1, popularity lowered for partial names and the like
};

class KnowledgeBase : public NameLookup {
 public:
  enum class Match {
    kExact,   ///< letter by letter
    kFolded,  ///< fold_name; the case of acronyms and codes counts even here
  };

  KnowledgeBase() = default;  ///< knows nothing
  /// Maps one file. Throws InputError or ModelError (knowledge_file.hpp).
  static KnowledgeBase open(const std::filesystem::path& path);
  /// Puts another file on top: its label and type win where both name a thing.
  void add(const std::filesystem::path& path) { add(KnowledgeFile(path)); }
  /// What was gathered in this process, e.g. from a user's Turtle file named in --knowledge.
  void add(const KnowledgeBuilder& gathered, const std::string& name);
  void add(KnowledgeFile file);

  std::size_t size() const { return size_; }  ///< things, counted once a layer; ids are 0..size()-1
  std::uint32_t find(std::string_view iri) const;  ///< kNone if unknown
  KnownThing thing(std::uint32_t thing) const;
  std::vector<std::string_view> same_as(std::uint32_t thing) const;
  std::vector<KnownAlias> aliases(std::uint32_t thing) const;  ///< all layers, the label among them
  /// Facts with this thing (any IRI) as subject or object.
  std::vector<KnownFact> facts(std::string_view subject_iri) const;
  std::vector<KnownFact> facts_about(std::string_view object_iri) const;
  /// The thing as an entity: IRI, label, type, same_as.
  Entity describe(std::uint32_t thing) const;
  std::vector<KnownFact> facts(std::uint32_t thing) const { return facts(this->thing(thing).iri); }

  /// Best first; each thing once.
  std::vector<Candidate> lookup(std::string_view alias, Match match = Match::kFolded) const;
  /// Things named by a folded name (fold_name.hpp) that is one edit away from `folded`: a letter more, less or other, two swapped, words
  /// parted or joined; the first letter is right. No acronyms and codes. Some 50 look-ups a letter of one word.
  std::vector<Candidate> lookup_near(std::string_view folded) const;

  struct LongestMatch {
    std::size_t tokens = 0;  ///< 0: no name begins here
    std::vector<Candidate> candidates;
  };
  /// The longest name (no code) that `tokens` begin with; looks only as far as some name goes on.
  LongestMatch longest_match(std::span<const std::string_view> tokens) const;

  // NameLookup: the best candidate for a stretch that is written like a name (a capital where the
  // known name has one; no codes).
  std::optional<KnownName> find_name(std::string_view text) const override;
  std::uint32_t longest_name() const override;

 private:
  struct Layer {
    KnowledgeFile file;
    std::uint32_t first;  // id of its first thing
  };
  const Layer& layer_of(std::uint32_t thing) const;
  void collect(std::vector<Candidate>& into, const Layer& layer, const knowledge::Key& key, std::string_view written,
               Match match) const;

  std::vector<Layer> layers_;  // the last is on top
  std::size_t size_ = 0;
};

}  // namespace relata
