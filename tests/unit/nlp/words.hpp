// Documents of one sentence: cut at blanks and before closing marks, enough for finders that need no tagger, or at blanks alone.
#pragma once
#include <relata/core/document.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

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

/// Words parted by blanks in one sentence; '\n' is a line end, two an empty line. Marks touch no word.
inline Document blank_parted(const std::string& text) {
  Document document;
  document.text = text;
  for (std::uint32_t at = 0; at < text.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find_first_of(" \n", at), text.size()));
    if (end > at) {
      Token token;
      token.span = {at, end};
      token.form = text.substr(at, end - at);
      document.tokens.push_back(std::move(token));
    }
    at = end + 1;
  }
  document.sentences.push_back({{0, static_cast<std::uint32_t>(text.size())}, 0, static_cast<std::uint32_t>(document.tokens.size())});
  return document;
}

}  // namespace relata::test
