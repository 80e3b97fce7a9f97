#include <relata/core/sentence_tree.hpp>

#include <relata/core/utf8.hpp>

namespace relata {

SentenceTree::SentenceTree(const Document& document, std::uint32_t sentence) : document_(document) {
  first_ = document.sentences[sentence].first_token;
  const std::uint32_t count = document.sentences[sentence].token_count;
  end_ = first_ + count;
  heads_.assign(count, kNone);
  begins_.assign(count + 1, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t head = document.tokens[first_ + i].head;
    if (head == 0 || head == kNone || head > count || head == i + 1) continue;
    heads_[i] = first_ + head - 1;
    ++begins_[head];
  }
  for (std::uint32_t i = 0; i < count; ++i) begins_[i + 1] += begins_[i];
  children_.resize(begins_[count]);
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (std::uint32_t i = 0; i < count; ++i)
    if (heads_[i] != kNone) children_[next[heads_[i] - first_]++] = first_ + i;
  // Breadth first from the roots; what hangs on a cycle (only in records of others) is not reached and has no place in it.
  order_.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i)
    if (heads_[i] == kNone) order_.push_back(first_ + i);
  for (std::size_t i = 0; i < order_.size(); ++i)
    for (const std::uint32_t child : children(order_[i])) order_.push_back(child);
}

std::span<const std::uint32_t> SentenceTree::children(std::uint32_t t) const {
  const std::uint32_t begin = begins_[t - first_], end = begins_[t - first_ + 1];
  return std::span(children_).subspan(begin, end - begin);
}

std::string_view SentenceTree::relation(std::uint32_t t) const { return deprel(t).substr(0, deprel(t).find(':')); }

std::uint32_t SentenceTree::child(std::uint32_t t, std::string_view wanted) const {
  const bool exact = wanted.find(':') != std::string_view::npos;
  for (const std::uint32_t c : children(t))
    if ((exact ? deprel(c) : relation(c)) == wanted) return c;
  return kNone;
}

bool SentenceTree::has_feature(std::uint32_t t, std::string_view feature) const {
  const std::string_view feats = token(t).feats;
  const std::size_t at = feats.find(feature);
  return at != std::string_view::npos && (at == 0 || feats[at - 1] == '|') &&
         (at + feature.size() == feats.size() || feats[at + feature.size()] == '|');
}

std::string SentenceTree::lemma(std::uint32_t t) const { return to_lower(token(t).lemma.empty() ? token(t).form : token(t).lemma); }

std::string SentenceTree::phrasal_lemma(std::uint32_t t) const {
  std::string out = lemma(t);
  for (const std::uint32_t c : children(t))
    if (deprel(c) == "compound:prt") out += " " + form(c);
  return out;
}

std::string SentenceTree::form(std::uint32_t t) const { return to_lower(token(t).form); }

}  // namespace relata
