// A sentence's dependency tree made ready for walking down: Token::head says only who is above. Tokens are indices into
// Document::tokens. A sentence without a tree has words without children.
#pragma once
#include <relata/core/document.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace relata {

class SentenceTree {
 public:
  /// `sentence`: index into Document::sentences. The document must outlive the tree.
  SentenceTree(const Document& document, std::uint32_t sentence);

  const Document& document() const { return document_; }
  std::uint32_t first() const { return first_; }
  std::uint32_t end() const { return end_; }
  const Token& token(std::uint32_t t) const { return document_.tokens[t]; }

  std::uint32_t head(std::uint32_t t) const { return heads_[t - first_]; }  ///< kNone of a root
  /// Dependents in text order.
  std::span<const std::uint32_t> children(std::uint32_t t) const;
  /// Tokens with each head before its dependents.
  const std::vector<std::uint32_t>& top_down() const { return order_; }

  std::string_view deprel(std::uint32_t t) const { return token(t).deprel; }
  /// The universal relation: "obl" of "obl:agent".
  std::string_view relation(std::uint32_t t) const;
  /// First dependent with this relation; `relation` with a colon asks for the subtype, too. kNone where none.
  std::uint32_t child(std::uint32_t t, std::string_view relation) const;

  bool has_upos(std::uint32_t t, std::string_view upos) const { return token(t).upos == upos; }
  bool has_feature(std::uint32_t t, std::string_view feature) const;  ///< "Voice=Pass"
  std::string lemma(std::uint32_t t) const;                           ///< lower case; the form where there is no lemma
  std::string phrasal_lemma(std::uint32_t t) const;                   ///< with its particles: "rule out"
  std::string form(std::uint32_t t) const;                            ///< lower case

 private:
  const Document& document_;
  std::uint32_t first_ = 0, end_ = 0;
  std::vector<std::uint32_t> heads_;     // [tokens]
  std::vector<std::uint32_t> begins_;    // [tokens + 1] into children_
  std::vector<std::uint32_t> children_;  // by head, in text order
  std::vector<std::uint32_t> order_;     // [tokens]
};

}  // namespace relata
