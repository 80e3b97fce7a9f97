// A document of one sentence, cut at blanks and before closing marks: enough for finders that need no tagger.
#pragma once
#include <relata/core/document.hpp>

#include <string>
#include <string_view>

namespace relata::test {

inline Document one_sentence(std::string_view text, std::string_view date = {}) {
  Document document;
  document.text = text;
  document.date = date;
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto is_mark = [&](std::uint32_t i) { return std::string_view(".,;:?!()").find(text[i]) != std::string_view::npos; };
  for (std::uint32_t at = 0; at < size;) {
    std::uint32_t end = at + 1;
    if (text[at] != ' ') {
      while (end < size && !is_mark(at) && !is_mark(end) && text[end] != ' ') ++end;
      Token token;
      token.span = {at, end};
      token.form = text.substr(at, end - at);
      document.tokens.push_back(std::move(token));
    }
    at = end;
  }
  document.sentences.push_back({{0, size}, 0, static_cast<std::uint32_t>(document.tokens.size())});
  return document;
}

}  // namespace relata::test
