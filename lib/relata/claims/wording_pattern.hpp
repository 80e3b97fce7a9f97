// A wording of the ontology ("X 's war against Y") made ready for matching: words and two slots in
// order. Wordings without slots stand between their arguments; verb wordings also have a passive.
#pragma once
#include <relata/ontology/ontology.hpp>

#include <string>
#include <unordered_map>
#include <vector>

namespace relata {

struct WordingPattern {
  enum class Slot : std::uint8_t { kWord, kSubject, kObject };
  struct Item {
    Slot slot = Slot::kWord;
    std::string lemma;  ///< lower case, on kWord
  };

  std::uint32_t property = 0;  ///< index into Ontology::properties()
  std::vector<Item> items;     ///< both slots and at least one word
  std::size_t anchor = 0;      ///< the item that is looked up first: the first word
  bool is_preposition = false;  ///< "X in Y": nothing may stand between subject and preposition
  bool is_verb = false;        ///< its subject must be a subject, its arguments may be passive
  SenseClasses classes{};
  bool takes_value = false;    ///< of a datatype property: Y is a value, with takes_text a name too, with takes_address a web address
  bool takes_text = false, takes_address = false;
  std::size_t word_count() const { return items.size() - 2; }
};

/// All wordings of an ontology's properties by the lemma of their anchor, those of object and of datatype properties apart.
class WordingIndex {
 public:
  explicit WordingIndex(const Ontology& ontology);
  /// Patterns whose anchor is this lemma; empty if none. Valid while the index lives.
  const std::vector<WordingPattern>& find(const std::string& lemma, bool of_values = false) const;
  bool has_values() const { return !values_by_anchor_.empty(); }

 private:
  std::unordered_map<std::string, std::vector<WordingPattern>> by_anchor_, values_by_anchor_;
};

}  // namespace relata
