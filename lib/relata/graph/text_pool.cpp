#include <relata/graph/text_pool.hpp>

#include <functional>

namespace relata {

std::uint32_t TextPool::add(std::string_view text) {
  if (texts_.size() + 1 > slots_.size() / 4 * 3) grow();
  std::size_t at = std::hash<std::string_view>{}(text) & (slots_.size() - 1);
  while (slots_[at] != 0) {
    if (texts_[slots_[at] - 1] == text) return slots_[at] - 1;
    at = (at + 1) & (slots_.size() - 1);
  }
  texts_.emplace_back(text);
  slots_[at] = static_cast<std::uint32_t>(texts_.size());
  return slots_[at] - 1;
}

void TextPool::grow() {
  std::vector<std::uint32_t> larger(slots_.empty() ? 64 : slots_.size() * 2);
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    std::size_t at = std::hash<std::string_view>{}(texts_[i]) & (larger.size() - 1);
    while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = i + 1;
  }
  slots_ = std::move(larger);
}

}  // namespace relata
