// Where a sentence says the very words that an ontology calls a property, and of which two words the tree says them: "the | leader | of X is Y", "X has a
// population density | of Y", "X's Y", "Y, the author of X", "X was followed by Y", for a director also "Y directed X". The relation reader counts it for a pair.
#pragma once
#include <relata/core/document.hpp>
#include <relata/core/sentence_tree.hpp>
#include <relata/ontology/ontology.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace relata {

/// The words of a name as people write it: "birthPlace" and "birth_place" are "birth place"; "" for a bare number ("Q5").
std::string words_of_name(std::string_view name);

class LabelPhrases {
 public:
  struct Said {
    std::uint32_t property = kNone;               ///< index into Ontology::properties()
    std::uint32_t subject = kNone, object = kNone;  ///< tokens: heads of the two ends
    bool operator==(const Said&) const = default;
    auto operator<=>(const Said&) const = default;
  };

  LabelPhrases() = default;
  explicit LabelPhrases(const Ontology& ontology);

  /// What the tree's sentence says by labels, sorted, each once. Linear in the sentence, times the properties that have one label.
  std::vector<Said> find(const SentenceTree& tree) const;

 private:
  struct Noun {
    std::uint32_t property = kNone;
    std::string preposition;  ///< that the label ends with ("part of"); "" where none
    bool counts = false;      ///< "number of students": of the number before the noun
  };
  struct Verb {
    std::uint32_t property = kNone;
    std::string preposition;  ///< "by" of "followed by" and of "director"; "" of "discovered"
  };
  class Reader;
  std::unordered_map<std::string, std::vector<Noun>> nouns_;  // by the words written as one, in the singular: "timezone" finds "time zones"
  std::unordered_map<std::string, std::vector<Verb>> verbs_;  // by the participle, and of nouns for a doer by the stem: "direct"
  std::unordered_map<std::string, std::vector<std::uint32_t>> verbs_of_now_;  // "treats" by its lemma, properties
  std::size_t longest_ = 0;                                   // words that a noun may be written in
};

}  // namespace relata
