// A sentence with its tree, written by hand.
#pragma once
#include <relata/core/document.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace relata::test {

/// "form/lemma/upos/head/deprel[/feats]" of each word.
inline Document sentence(const std::string& words) {
  Document document;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    std::vector<std::string> fields;
    std::istringstream parts(word);
    for (std::string field; std::getline(parts, field, '/');) fields.push_back(field);
    Token token;
    if (!document.text.empty()) document.text += ' ';
    token.span.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += fields[0];
    token.span.end = static_cast<std::uint32_t>(document.text.size());
    token.form = fields[0];
    token.lemma = fields[1];
    token.upos = fields[2];
    token.head = static_cast<std::uint32_t>(std::stoul(fields[3]));
    token.deprel = fields[4];
    if (fields.size() > 5) token.feats = fields[5];
    document.tokens.push_back(token);
  }
  Sentence all;
  all.span = {0, static_cast<std::uint32_t>(document.text.size())};
  all.token_count = static_cast<std::uint32_t>(document.tokens.size());
  document.sentences.push_back(all);
  return document;
}

}  // namespace relata::test
