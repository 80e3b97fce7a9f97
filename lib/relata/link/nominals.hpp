// What identity asks of a common-noun phrase: its head, what describes it, whether it stands for a thing of its own or only
// describes another one, and when two phrases may mean the same thing. Read from the tree; no phrase is an entity by this alone.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/phrase.hpp>
#include <relata/ontology/ontology.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relata {

enum class Determiner : std::uint8_t {
  kBare,
  kThe,
  kA,
  kDemonstrative,  ///< this, those
  kOwner,          ///< "China's"
  kPronounOwner,   ///< "her"
  kQuantifier,     ///< no, any, every, such, several: picks out nothing
};

/// Where the phrase stands in its sentence; a conjunct stands where its first conjunct does.
enum class Standing : std::uint8_t {
  kCore,   ///< subject, object or agent
  kOther,  ///< any other noun phrase that means something: oblique, "of ...", a fragment
  kAside,  ///< predicate, apposition, title, first part of a compound, time: says something of another thing
};

struct Nominal {
  std::uint32_t mention = 0;  ///< index into Extraction::mentions
  TokenRange words;           ///< the phrase without determiner, relative clause, participle, apposition, further conjuncts
  TokenRange brief;           ///< `words` without the prepositional phrases behind the head
  std::uint32_t head = 0;     ///< token
  std::string key;            ///< lemma of the head, lower case
  std::string sense;          ///< `key`, or one word for all nouns of the same meaning: "agreement" of "deal"
  std::uint32_t cls = kNone;  ///< class of the mention
  Determiner determiner = Determiner::kBare;
  std::string owner;                   ///< the pronoun of kPronounOwner, lower case
  std::string number;                  ///< "900", "three"; "" where none
  std::optional<bool> plural;          ///< nullopt where the tagger does not say
  std::vector<std::string> modifiers;  ///< lemmas of the other content words of `words`, lower case, sorted, each once
  std::vector<std::uint32_t> named;    ///< entities whose names lie inside `words`, sorted; their words are no modifiers
  bool has_name = false;               ///< a name lies inside `words`, of an entity or not
  bool repeated = false;               ///< another nominal of the document has the same sense
  Standing standing = Standing::kOther;
  std::uint32_t describes = kNone;  ///< mention that this phrase is apposition, title, predicate or class noun of

  bool described() const { return has_name || !modifiers.empty() || !number.empty(); }
};

/// Reads nominals off the trees of one document. Where a sentence has no tree, a nominal has its span, its last word as head
/// and stands aside.
class NominalReader {
 public:
  /// Both must outlive the reader. Entities of names count where the mentions have them.
  NominalReader(const Extraction& extraction, const Ontology& ontology);

  /// Of a mention of kind nominal that holds at least one token; nullopt of any other.
  std::optional<Nominal> read(std::uint32_t mention) const;

 private:
  std::vector<std::uint32_t> children(std::uint32_t token) const;
  void read_dependents(Nominal& nominal) const;
  void read_words(Nominal& nominal, TokenRange phrase) const;
  void read_standing(Nominal& nominal) const;
  std::uint32_t own_name(const Nominal& nominal) const;
  std::uint32_t named_by(std::uint32_t participle) const;
  std::uint32_t end_of_title(std::uint32_t token) const;
  bool is_time(std::uint32_t token) const;
  std::uint32_t mention_at(std::uint32_t token) const;
  std::uint32_t described_by_apposition(const Nominal& nominal, std::uint32_t above) const;
  std::uint32_t subject_of_predicate(std::uint32_t token) const;
  std::uint32_t bearer_of_role(std::uint32_t token) const;
  bool is_example(std::uint32_t token) const;
  std::uint32_t described_by(const Nominal& nominal, std::uint32_t token) const;
  std::string key_of(std::uint32_t token) const;

  const Extraction& extraction_;
  const Ontology& ontology_;
  std::vector<std::uint32_t> governor_, first_child_, next_sibling_;  // [tokens], kNone where none
  std::vector<std::uint32_t> name_at_;                                // [tokens] the name mention over it
  std::vector<std::uint32_t> nominal_at_;                             // [tokens] the nominal mention it heads
  std::unordered_map<std::string, std::uint32_t> entity_of_;          // names of one word
  std::unordered_map<std::string, std::uint32_t> times_;              // how many nominals have a sense
};

/// Whether the phrase by itself picks out a thing that deserves a node: it stands for itself, is determined or described enough
/// for its class, and is no quantity ("a number of ..."). Phrases without a class never are.
bool is_specific(const Nominal& nominal, const Ontology& ontology);
/// Whether bodies as well as people are called so: "owner", "maker".
bool may_be_body(std::string_view noun);

/// Whether the later phrase may take up the earlier one: the same head, nothing new said of it, no contradicting number or owner,
/// and a determiner or the same description to show that it is taken up. "Iraqi officials" are not "Iraqi military officials".
bool may_be_same(const Nominal& later, const Nominal& earlier);

/// Whether the noun heads the name: "the church" may be the "Church of Scientology", "this river" the "Tigris River".
bool is_called_by(std::string_view name, const Nominal& nominal);

/// "The organization", "this country": the class of things one of which it takes up by its class alone; nullopt where it says
/// more, or where its noun is only one kind of a wide class ("the police").
std::optional<std::uint32_t> bare_class(const Nominal& nominal, const Ontology& ontology);

/// What to call the thing: `words`, and without the prepositional phrases, on one line.
std::string label_of(const Nominal& nominal, const Document& document);
std::string short_label_of(const Nominal& nominal, const Document& document);

}  // namespace relata
