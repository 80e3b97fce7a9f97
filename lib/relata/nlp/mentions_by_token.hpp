// Which mention a token stands for, where it is the source of something said.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/core/phrase.hpp>

#include <utility>
#include <vector>

namespace relata {

/// Document and mentions must outlive it. Values and adjectives of names are none.
class MentionsByToken {
 public:
  MentionsByToken(const Document& document, const std::vector<Mention>& mentions);

  /// For each token the first one behind the longest mention that begins there; 0 where none does.
  const std::vector<std::uint32_t>& ends() const { return ends_; }
  std::uint32_t name_on(std::uint32_t token) const { return names_[token]; }  ///< the name that covers it; kNone where none does

  /// Of the noun phrase `words` that `head` heads: its name, which "spokesman X" has beside the noun, before the noun. kNone where none is.
  std::uint32_t mention(std::uint32_t head, TokenRange words) const;

 private:
  std::pair<int, std::uint32_t> rank(std::uint32_t m) const;

  const Document& document_;
  const std::vector<Mention>& mentions_;
  std::vector<std::uint32_t> by_head_, names_, ends_;  // [tokens]
};

}  // namespace relata
