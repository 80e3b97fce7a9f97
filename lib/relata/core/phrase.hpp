// Stretches of text as tokens, and where the tree holds them.
#pragma once
#include <relata/core/document.hpp>

namespace relata {

/// Tokens [first, end) of a document.
struct TokenRange {
  std::uint32_t first = 0, end = 0;
  bool operator==(const TokenRange&) const = default;
};

/// The tokens that lie inside the span; empty where it cuts through words.
TokenRange tokens_in(const Document& document, Span span);

/// Whether any token of the sentence says what it depends on.
bool has_tree(const Document& document, const Sentence& sentence);

/// Whether a comma stands in tokens [first, end).
bool has_comma(const Document& document, std::uint32_t first, std::uint32_t end);

/// Index of the sentence that holds the token; kNone where none does.
std::uint32_t sentence_of(const Document& document, std::uint32_t token);

/// "OSLO, May 3 (Agency) -": where a report comes from, a sentence by itself; the segmenter ends nothing else with a dash.
bool is_dateline(const Document& document, const Sentence& sentence);

/// Index of the token that `token` depends on; kNone for a root, or without a tree.
std::uint32_t governor(const Document& document, std::uint32_t token);

/// The first token whose governor lies outside the range: the syntactic head of a phrase. The last one where there is no tree.
/// `range` must not be empty.
std::uint32_t head_token(const Document& document, TokenRange range);

/// Of an adverb before an apposition that gives one of several ("its backers, notably Norland"), so that they are not the same.
bool introduces_example(std::string_view word);

/// "Senator Roe (R-Tex.)", "(D., N.Y.)": whether the token is the letter of a party.
bool is_party_letter(const Document& document, std::uint32_t token);

/// "it", "him", whatever a tagger makes of it; "US" and "mine" are words of their own.
bool is_pronoun_form(std::string_view form);

}  // namespace relata
