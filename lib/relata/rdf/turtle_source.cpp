#include <relata/rdf/turtle_source.hpp>

#include <algorithm>

namespace relata {
namespace {

constexpr std::string_view kRdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// Walks a text and counts lines and code points.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  std::uint64_t line = 1, column = 1;

  bool done() const { return at >= text.size(); }
  bool sees(std::string_view what) const { return text.substr(at, what.size()) == what; }
  void step() {
    const auto byte = static_cast<unsigned char>(text[at++]);
    if (byte == '\n') {
      ++line;
      column = 1;
    } else if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) {
      ++column;  // only the last byte of a code point counts
    }
  }
  void step(std::size_t bytes) {
    for (; bytes > 0 && !done(); --bytes) step();
  }
};

std::string_view quoted(Cursor& cursor) {
  const char quote = cursor.text[cursor.at];
  const std::string triple(3, quote);
  const std::string end = cursor.sees(triple) ? triple : std::string(1, quote);
  cursor.step(end.size());
  const std::size_t begin = cursor.at;
  while (!cursor.done() && !cursor.sees(end)) cursor.step(cursor.sees("\\") ? 2 : 1);
  const std::string_view inside = cursor.text.substr(begin, cursor.at - begin);
  cursor.step(end.size());
  return inside;
}

std::string_view word(Cursor& cursor) {
  constexpr std::string_view kEnds = " \t\r\n;,[]()<>\"'#{}";
  const std::size_t begin = cursor.at;
  while (!cursor.done() && kEnds.find(cursor.text[cursor.at]) == std::string_view::npos) {
    // A full stop belongs to a name only with more of the name after it.
    const std::size_t next = cursor.at + 1;
    if (cursor.sees(".") && (next >= cursor.text.size() || kEnds.find(cursor.text[next]) != std::string_view::npos)) break;
    cursor.step(cursor.sees("\\") ? 2 : 1);
  }
  return cursor.text.substr(begin, cursor.at - begin);
}

bool is_prefix_word(std::string_view word) {
  constexpr std::string_view kPrefix = "prefix";
  if (word.starts_with('@')) word.remove_prefix(1);
  return word.size() == kPrefix.size() && std::equal(word.begin(), word.end(), kPrefix.begin(), [](char a, char b) { return (a | 0x20) == b; });
}

}  // namespace

TurtleSource::TurtleSource(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Cursor cursor{text};
  std::string_view declared;  // the prefix whose IRI comes next
  bool after_prefix_word = false;
  while (!cursor.done()) {
    const char c = cursor.text[cursor.at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      cursor.step();
      continue;
    }
    if (c == '#') {
      while (!cursor.done() && !cursor.sees("\n")) cursor.step();
      continue;
    }
    Token token{{}, 0, cursor.line, cursor.column};
    if (std::string_view(".;,[](){}>").find(c) != std::string_view::npos) {
      token.mark = c;
      cursor.step();
    } else if (c == '<') {
      cursor.step();
      const std::size_t begin = cursor.at;
      while (!cursor.done() && !cursor.sees(">") && !cursor.sees("\n")) cursor.step();
      token.value = cursor.text.substr(begin, cursor.at - begin);
      if (cursor.sees(">")) cursor.step();
      if (after_prefix_word) prefixes_[std::string(declared)] = token.value;
      after_prefix_word = false;
    } else if (c == '"' || c == '\'') {
      token.value = quoted(cursor);
    } else {
      const std::string_view name = word(cursor);
      if (name.empty()) cursor.step();  // a lone full stop before an odd byte
      if (after_prefix_word) declared = name.substr(0, name.find(':'));
      else if (is_prefix_word(name)) after_prefix_word = true;
      else expand(token, name);
    }
    tokens_.push_back(std::move(token));
  }
}

void TurtleSource::expand(Token& token, std::string_view name) const {
  if (name == "a") {
    token.value = kRdfType;
    return;
  }
  const std::size_t colon = name.find(':');
  const auto prefix = colon == std::string_view::npos ? prefixes_.end() : prefixes_.find(std::string(name.substr(0, colon)));
  if (prefix == prefixes_.end()) {
    token.value = name;
    return;
  }
  token.value = prefix->second;
  for (std::size_t i = colon + 1; i < name.size(); ++i)
    if (name[i] != '\\') token.value += name[i];
}

TurtleSource::Place TurtleSource::find(std::uint64_t line, std::string_view subject, std::string_view predicate,
                                       std::string_view object) const {
  Place best{line, 0};
  const auto distance = [&](const Token& token) { return token.line > line ? token.line - line : line - token.line; };
  std::size_t first = 0;
  int depth = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const char mark = tokens_[i].mark;
    if (mark == '[' || mark == '(') ++depth;
    if (mark == ']' || mark == ')') --depth;
    if (mark != '.' || depth > 0) continue;
    bool about = subject.empty(), after = predicate.empty();
    for (std::size_t t = first; t < i; ++t) {
      const Token& token = tokens_[t];
      if (about && after && token.mark == 0 && token.value == object &&
          (best.column == 0 || distance(token) < distance({{}, 0, best.line, 0})))
        best = {token.line, token.column};
      // A statement's own predicates end at ";": the next object list has another one.
      if (!predicate.empty() && token.mark == ';') after = false;
      after = after || (token.mark == 0 && token.value == predicate);
      about = about || (token.mark == 0 && token.value == subject);
    }
    first = i + 1;
  }
  return best;
}

std::string TurtleSource::shorten(std::string_view iri) const {
  std::string_view prefix, space;
  for (const auto& [name, value] : prefixes_)
    if (iri.starts_with(value) && value.size() > space.size() && !value.empty()) {
      prefix = name;
      space = value;
    }
  if (space.empty()) return "<" + std::string(iri) + ">";
  return std::string(prefix) + ":" + std::string(iri.substr(space.size()));
}

}  // namespace relata
