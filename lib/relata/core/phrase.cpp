#include <relata/core/phrase.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>

#include <algorithm>

namespace relata {

TokenRange tokens_in(const Document& document, Span span) {
  const auto& tokens = document.tokens;
  const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.span.begin < span.begin; });
  const auto end = std::partition_point(first, tokens.end(), [&](const Token& t) { return t.span.end <= span.end; });
  return {static_cast<std::uint32_t>(first - tokens.begin()), static_cast<std::uint32_t>(end - tokens.begin())};
}

bool has_tree(const Document& document, const Sentence& sentence) {
  const auto first = document.tokens.begin() + sentence.first_token;
  return std::any_of(first, first + sentence.token_count, [](const Token& token) { return token.head != kNone; });
}

bool has_comma(const Document& document, std::uint32_t first, std::uint32_t end) {
  for (std::uint32_t t = first; t < end; ++t)
    if (document.tokens[t].form == ",") return true;
  return false;
}

std::uint32_t sentence_of(const Document& document, std::uint32_t token) {
  const auto& sentences = document.sentences;
  const auto after = std::partition_point(sentences.begin(), sentences.end(), [&](const Sentence& s) { return s.first_token <= token; });
  if (after == sentences.begin()) return kNone;
  const Sentence& sentence = *(after - 1);
  return token < sentence.first_token + sentence.token_count ? static_cast<std::uint32_t>(after - 1 - sentences.begin()) : kNone;
}

bool is_dateline(const Document& document, const Sentence& sentence) {
  return sentence.token_count > 0 && is_one_of(document.tokens[sentence.first_token + sentence.token_count - 1].form, {"-", "--", "–", "—"});
}

std::uint32_t governor(const Document& document, std::uint32_t token) {
  const std::uint32_t head = document.tokens[token].head, sentence = sentence_of(document, token);
  return head == 0 || head == kNone || sentence == kNone ? kNone : document.sentences[sentence].first_token + head - 1;
}

std::uint32_t head_token(const Document& document, TokenRange range) {
  for (std::uint32_t token = range.first; token < range.end; ++token) {
    const std::uint32_t above = governor(document, token);
    const bool has_tree = document.tokens[token].head != kNone;
    if (has_tree && (above == kNone || above < range.first || above >= range.end)) return token;
  }
  return range.end - 1;
}

bool introduces_example(std::string_view word) {
  return is_one_of(to_lower(word), {"notably", "especially", "particularly", "mainly", "mostly", "chiefly", "primarily"});
}

bool is_party_letter(const Document& document, std::uint32_t token) {
  return token > 0 && token + 1 < document.tokens.size() && document.tokens[token - 1].form == "(" && is_one_of(document.tokens[token].form, {"R", "D", "I", "R.", "D.", "I."}) &&
         is_one_of(document.tokens[token + 1].form, {"-", "–", ","});
}

bool is_pronoun_form(std::string_view form) {
  return is_one_of(form, {"he", "her", "hers", "him", "his", "it", "its", "me", "my", "our", "she", "their", "them", "they", "us", "we", "you", "your"});
}

}  // namespace relata
