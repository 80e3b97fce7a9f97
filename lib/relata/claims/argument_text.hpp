// The words of an argument: its head with what is needed to know what is meant. Left out are relative clauses, appositions,
// asides and, on request, conjuncts, which are told by claims of their own.
#pragma once
#include <relata/core/sentence_tree.hpp>

#include <string>
#include <vector>

namespace relata {

enum class Conjuncts : bool { kLeaveOut, kKeep };

/// Tokens under `head` that belong to its words, in text order, without prepositions or markers before it. At most 60.
std::vector<std::uint32_t> argument_tokens(const SentenceTree& tree, std::uint32_t head, Conjuncts conjuncts);

/// The words of tokens in text order as the text spells them, on one line; "" of none.
std::string words_of(const Document& document, const std::vector<std::uint32_t>& tokens);

}  // namespace relata
