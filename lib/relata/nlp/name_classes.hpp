// What the common nouns in and beside a name say of it: "Programme", "Bank of ...", "the news agency APA", "President".
// Shared by every finder of names.
#pragma once
#include <relata/nlp/class_lexicon.hpp>

namespace relata {

class NameClasses {
 public:
  explicit NameClasses(const Ontology& ontology);  ///< must outlive this

  /// Class of the name over tokens [begin, end) by its own last noun, or by the noun before it; kNone where neither says one.
  std::uint32_t by_nouns(const Document& document, const Sentence& sentence, std::uint32_t begin, std::uint32_t end) const;

  /// Tokens of the title that begins at `token` and ends before `end` ("Foreign Minister", "Mr."); 0 where none does.
  struct Title {
    std::uint32_t tokens = 0;
    bool is_position = false;  ///< an office, not a courtesy
  };
  Title title_at(const Document& document, std::uint32_t token, std::uint32_t end) const;

  /// Whether an office ends right before `token`: "Foreign Minister | Jane Roe".
  bool is_behind_title(const Document& document, const Sentence& sentence, std::uint32_t token) const;

  const ClassLexicon& nouns() const { return nouns_; }

 private:
  const Ontology& ontology_;
  ClassLexicon nouns_;
  std::uint32_t person_, position_, event_, region_;  // classes, kNone where the ontology lacks them
};

bool is_courtesy_title(std::string_view form);

}  // namespace relata
