// Names without a model: names known beforehand by longest match, and runs of capitalised words.
// Titles before a name ("President") and class nouns in or beside it ("... Programme", "news agency
// APA") give its class; a run without any clue keeps an empty type.
#pragma once
#include <relata/core/name_lookup.hpp>
#include <relata/nlp/mention_finder.hpp>
#include <relata/nlp/name_classes.hpp>

#include <string_view>
#include <unordered_map>

namespace relata {

class NameFinder : public MentionFinder {
 public:
  /// Both must outlive the finder.
  NameFinder(const Ontology& ontology, const NameLookup& known);
  std::vector<Mention> find(const Document& document) const override;

 private:
  struct Run;
  /// Where a word stands with a capital inside sentences, by word; views of the document.
  struct Inner {
    std::uint32_t count = 0, last = 0;  // the token where it stands last
  };
  using InnerWords = std::unordered_map<std::string_view, Inner>;
  static InnerWords inner_words(const Document& document);
  std::vector<Run> known_runs(const Document& document, const Sentence& sentence) const;
  void capitalised_runs(const Document& document, const Sentence& sentence, const InnerWords& inner_words, std::vector<Run>& runs) const;
  void join_organizations(const Document& document, std::vector<Run>& runs) const;
  std::uint32_t inner_title(const Document& document, const Run& run) const;
  bool trim(const Document& document, const Sentence& sentence, const InnerWords& inner_words, Run& run) const;
  void classify(const Document& document, const Sentence& sentence, Run& run) const;

  const Ontology& ontology_;
  const NameLookup& known_;
  NameClasses classes_;
  std::uint32_t person_, organization_, position_;  // classes, kNone where the ontology lacks them
};

}  // namespace relata
