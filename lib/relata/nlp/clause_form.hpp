// Small questions to a dependency tree that several readers of clauses ask.
#pragma once
#include <relata/core/sentence_tree.hpp>

#include <string>
#include <string_view>

namespace relata {

bool is_clause(const SentenceTree& tree, std::uint32_t t);  ///< a verb, or a predicate with subject or copula
bool is_infinitive(const SentenceTree& tree, std::uint32_t t);
bool is_passive(const SentenceTree& tree, std::uint32_t verb);                     ///< by auxiliary or subject
bool is_past_participle(const SentenceTree& tree, std::uint32_t verb);             ///< also without auxiliary
bool is_marked(const SentenceTree& tree, std::uint32_t t, std::string_view word);  ///< by a conjunction or preposition

/// The preposition of a noun, the conjunction or preposition of a clause, lower case; "" where none.
std::string case_of(const SentenceTree& tree, std::uint32_t noun);
/// "Including X", "such as X": whether the noun is given as an example.
bool is_included(const SentenceTree& tree, std::uint32_t noun);
std::string first_mark(const SentenceTree& tree, std::uint32_t clause);

}  // namespace relata
