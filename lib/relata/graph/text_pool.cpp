#include <relata/graph/text_pool.hpp>

#include <functional>

namespace relata {

std::size_t TextPool::place(std::string_view text) const {
  std::size_t at = std::hash<std::string_view>{}(text) & (slots_.size() - 1);
  while (slots_[at] != 0 && texts_[slots_[at] - 1] != text) at = (at + 1) & (slots_.size() - 1);
  return at;
}

std::optional<std::uint32_t> TextPool::find(std::string_view text) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t slot = slots_[place(text)];
  return slot == 0 ? std::nullopt : std::optional(slot - 1);
}

std::uint32_t TextPool::add(std::string_view text) {
  if (texts_.size() + 1 > slots_.size() / 4 * 3) grow();
  const std::size_t at = place(text);
  if (slots_[at] == 0) {
    texts_.emplace_back(text);
    slots_[at] = static_cast<std::uint32_t>(texts_.size());
  }
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
