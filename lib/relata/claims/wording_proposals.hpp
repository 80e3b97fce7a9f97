// Proposes wordings for an ontology from texts: what stands between two things that domain and range of a property admit, in lemmas,
// counted. The ontologist picks; nothing is used by itself.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/contract.hpp>

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace relata {

struct WordingProposal {
  std::uint32_t property = 0;  ///< index into Contract::reading().properties()
  std::string wording;         ///< "X call at Y", in the form of an ontology's wordings
  std::size_t count = 0;
  bool has_label_word = false;  ///< a word of the property's label or wordings is in it
  std::string example;          ///< the first words of text it was seen in
};

class WordingProposals {
 public:
  /// Must outlive this.
  explicit WordingProposals(const Contract& contract);
  /// Looks through a document that was read with the contract.
  void add(const Extraction& extraction);
  /// By property; those with a word of the label first, then the frequent ones; at most `most` a property.
  std::vector<WordingProposal> best(std::size_t most = 5) const;

 private:
  struct Seen {
    std::size_t count = 0;
    std::string example;
  };
  void add(const Extraction& extraction, const Sentence& sentence);

  const Contract& contract_;
  std::vector<std::vector<std::string>> known_;  // [property] lemmas of label and wordings
  std::map<std::pair<std::uint32_t, std::string>, Seen> seen_;
};

}  // namespace relata
