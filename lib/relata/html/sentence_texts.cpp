#include <relata/html/sentence_texts.hpp>

#include <algorithm>

namespace relata {

SentenceTexts::Page::Page(const Document& document) : text(document.text), offsets(text) {
  for (const Sentence& sentence : document.sentences) sentences.push_back(sentence.span);
  std::sort(sentences.begin(), sentences.end());
}

void SentenceTexts::add(const Document& document) {
  pages_.erase(document.id);
  pages_.try_emplace(document.id, document);
}

std::optional<SentenceTexts::Stretch> SentenceTexts::around(std::string_view document_id, std::uint32_t begin, std::uint32_t end,
                                                            std::string_view quote) const {
  const auto found = pages_.find(document_id);
  if (found == pages_.end()) return std::nullopt;
  const Page& page = found->second;
  if (begin >= end || end > page.offsets.code_points()) return std::nullopt;
  const Span evidence{page.offsets.byte(begin), page.offsets.byte(end)};
  const std::string_view text = page.text;
  if (text.substr(evidence.begin, evidence.size()) != quote) return std::nullopt;
  Span stretch = evidence;
  for (const Span& sentence : page.sentences) {
    if (!sentence.overlaps(evidence)) continue;
    stretch.begin = std::min(stretch.begin, sentence.begin);
    stretch.end = std::max(stretch.end, sentence.end);
  }
  return Stretch{page.offsets.code_point(stretch.begin), std::string(text.substr(stretch.begin, stretch.size()))};
}

}  // namespace relata
