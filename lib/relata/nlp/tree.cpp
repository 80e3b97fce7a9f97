// Greedy first: for most sentences the best head of every word is a tree already. Else arcs are contracted
// along paths (Gabow et al. 1986) in one dense matrix, each contraction O(n) a member of its cycle. A single
// root is had by a price on the root's arcs that no gain outweighs (Stanojević and Cohen 2021).
#include <relata/nlp/tree.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace relata {
namespace {

constexpr std::uint32_t kNobody = UINT32_MAX;

bool is_allowed(float score) { return score > -std::numeric_limits<float>::infinity(); }  // false for NaN

/// The scores of a sentence; words and heads counted from 1, 0 = root.
class Arcs {
 public:
  Arcs(std::span<const float> scores, std::size_t words) : scores_(scores), words_(words) {}
  std::uint32_t words() const { return static_cast<std::uint32_t>(words_); }
  float at(std::uint32_t dependent, std::uint32_t head) const { return scores_[(dependent - 1) * (words_ + 1) + head]; }

 private:
  std::span<const float> scores_;  // [words, words + 1]
  std::size_t words_;
};

std::vector<std::uint32_t> greedy_heads(const Arcs& arcs) {
  std::vector<std::uint32_t> heads(arcs.words() + 1, 0);
  for (std::uint32_t d = 1; d <= arcs.words(); ++d) {
    float best = -std::numeric_limits<float>::infinity();
    for (std::uint32_t h = 0; h <= arcs.words(); ++h)
      if (h != d && arcs.at(d, h) > best) best = arcs.at(d, heads[d] = h);
  }
  return heads;
}

std::size_t count_roots(const std::vector<std::uint32_t>& heads) {
  return static_cast<std::size_t>(std::count(heads.begin() + 1, heads.end(), 0u));
}

/// For every cycle, the first of its words that was met; heads[0] is not looked at.
std::vector<std::uint32_t> words_on_cycles(const std::vector<std::uint32_t>& heads) {
  std::vector<std::uint32_t> walk(heads.size(), 0), found;  // walk: the word whose walk to the root came by first
  for (std::uint32_t start = 1; start < heads.size(); ++start) {
    std::uint32_t word = start;
    for (; word != 0 && walk[word] == 0; word = heads[word]) walk[word] = start;
    if (word != 0 && walk[word] == start) found.push_back(word);
  }
  return found;
}

/// For long sentences: the best root, and what is cut off hangs on it.
void cut_cycles(const Arcs& arcs, std::vector<std::uint32_t>& heads) {
  std::uint32_t root = 1;
  const bool any = count_roots(heads) > 0;
  for (std::uint32_t d = 1; d <= arcs.words(); ++d) {
    if (any && heads[d] != 0) continue;
    if ((any && heads[root] != 0) || !(arcs.at(root, 0) >= arcs.at(d, 0))) root = d;
  }
  for (std::uint32_t d = 1; d <= arcs.words(); ++d)
    if (heads[d] == 0) heads[d] = root;
  heads[root] = 0;
  for (const std::uint32_t word : words_on_cycles(heads)) heads[word] = root;
}

class Contraction {
 public:
  explicit Contraction(const Arcs& arcs) : size_(arcs.words() + 1), weight_(size_ * size_), origin_(size_ * size_) {
    fill(arcs);
    parent_.assign(size_, kNobody);
    node_of_.resize(size_);
    for (std::uint32_t i = 0; i < size_; ++i) node_of_[i] = i;
    into_.assign(size_, {});
    chosen_weight_.assign(size_, 0.0);
  }

  std::vector<std::uint32_t> heads() {
    std::vector<Mark> mark(size_, Mark::kNew);  // by place
    mark[0] = Mark::kDone;
    std::vector<std::uint32_t> path;
    for (std::uint32_t start = 1; start < size_; ++start) {
      if (mark[start] != Mark::kNew) continue;
      path.assign(1, start);
      mark[start] = Mark::kOnPath;
      while (true) {
        const std::uint32_t place = path.back(), head = choose(place, mark);
        if (mark[head] == Mark::kNew) {
          path.push_back(head);
          mark[head] = Mark::kOnPath;
        } else if (mark[head] == Mark::kOnPath) {
          std::size_t begin = path.size() - 1;
          while (path[begin] != head) --begin;
          contract({path.begin() + static_cast<std::ptrdiff_t>(begin), path.end()}, mark);
          path.resize(begin + 1);  // the cycle goes on in the place of its first member, `head`
        } else {
          break;
        }
      }
      for (const std::uint32_t place : path) mark[place] = Mark::kDone;
    }
    return expand();
  }

 private:
  struct Arc {
    std::uint32_t head = 0, dependent = 0;  // words
  };
  enum class Mark : char { kNew, kOnPath, kDone, kGone };

  // A place is a row and column of the matrix: a word, or a cycle that took the place of its first member. A
  // node is a word or a cycle, for good: words 0..n, then cycles in the order of their making.
  double& weight(std::uint32_t dependent, std::uint32_t head) { return weight_[std::size_t{dependent} * size_ + head]; }
  Arc& origin(std::uint32_t dependent, std::uint32_t head) { return origin_[std::size_t{dependent} * size_ + head]; }

  void fill(const Arcs& arcs) {
    double least = 0, most = 0;
    bool any = false;
    const auto bounded = [](float score) { return std::clamp<double>(score, std::numeric_limits<float>::lowest(), std::numeric_limits<float>::max()); };
    const auto each = [&](const auto& act) {
      for (std::uint32_t d = 1; d < size_; ++d)
        for (std::uint32_t h = 0; h < size_; ++h)
          if (h != d) act(d, h, arcs.at(d, h));
    };
    each([&](std::uint32_t, std::uint32_t, float score) {
      if (!is_allowed(score)) return;
      least = any ? std::min(least, bounded(score)) : bounded(score);
      most = any ? std::max(most, bounded(score)) : bounded(score);
      any = true;
    });
    // Prices that the sum of all gains never reaches: of an arc that is not allowed, and of one from the root.
    const double n = static_cast<double>(size_), range = most - least, forbidden = n * range + 1, root = n * (range + forbidden) + 1;
    each([&](std::uint32_t d, std::uint32_t h, float score) {
      weight(d, h) = (is_allowed(score) ? bounded(score) - least : -forbidden) - (h == 0 ? root : 0.0);
      origin(d, h) = {h, d};
    });
  }

  /// The best head of a place; notes the arc.
  std::uint32_t choose(std::uint32_t place, const std::vector<Mark>& mark) {
    std::uint32_t best = 0;
    for (std::uint32_t h = 1; h < size_; ++h)
      if (h != place && mark[h] != Mark::kGone && weight(place, h) > weight(place, best)) best = h;
    into_[node_of_[place]] = origin(place, best);
    chosen_weight_[place] = weight(place, best);
    return best;
  }

  void contract(const std::vector<std::uint32_t>& cycle, std::vector<Mark>& mark) {
    const std::uint32_t place = cycle.front(), node = static_cast<std::uint32_t>(into_.size());
    into_.emplace_back();
    parent_.push_back(kNobody);
    for (const std::uint32_t member : cycle) parent_[node_of_[member]] = node;
    for (const std::uint32_t member : cycle)
      if (member != place) mark[member] = Mark::kGone;
    for (std::uint32_t other = 0; other < size_; ++other) {
      if (other == place || mark[other] == Mark::kGone) continue;
      std::uint32_t entry = place, exit = place;  // where an arc from `other` comes in, and one to it goes out
      double best = weight(place, other) - chosen_weight_[place];
      for (const std::uint32_t member : cycle) {
        const double gain = weight(member, other) - chosen_weight_[member];
        if (gain > best) best = gain, entry = member;
        if (other != 0 && weight(other, member) > weight(other, exit)) exit = member;
      }
      weight(place, other) = best;
      origin(place, other) = origin(entry, other);
      if (other == 0) continue;
      weight(other, place) = weight(other, exit);
      origin(other, place) = origin(other, exit);
    }
    node_of_[place] = node;
  }

  /// From the last cycle to the first: the arc that enters a cycle frees one member of its arc.
  std::vector<std::uint32_t> expand() {
    for (std::uint32_t node = static_cast<std::uint32_t>(into_.size()); node-- > size_;) {
      std::uint32_t member = into_[node].dependent;
      while (parent_[member] != node) member = parent_[member];
      into_[member] = into_[node];
    }
    std::vector<std::uint32_t> heads(size_, 0);
    for (std::uint32_t word = 1; word < size_; ++word) heads[word] = into_[word].head;
    return heads;
  }

  std::size_t size_;                   // words and the root
  std::vector<double> weight_;         // [size, size] dependent, head
  std::vector<Arc> origin_;            // [size, size] the arc between words that a weight stands for
  std::vector<std::uint32_t> node_of_;  // [size] by place
  std::vector<std::uint32_t> parent_;  // by node: the cycle it is in
  std::vector<Arc> into_;              // by node: the chosen arc
  std::vector<double> chosen_weight_;  // by place: of the chosen arc
};

}  // namespace

std::vector<std::uint32_t> spanning_tree(std::span<const float> scores, std::size_t words) {
  assert(scores.size() == words * (words + 1));
  if (words == 0) return {};
  const Arcs arcs(scores, words);
  std::vector<std::uint32_t> heads = greedy_heads(arcs);
  // A word without any allowed arc has the root for its greedy head, which may not be allowed either.
  bool best = count_roots(heads) == 1 && words_on_cycles(heads).empty();
  for (std::uint32_t d = 1; best && d <= words; ++d) best = is_allowed(arcs.at(d, heads[d]));
  if (!best && words <= kLongestExact) heads = Contraction(arcs).heads();
  else if (!best) cut_cycles(arcs, heads);
  heads.erase(heads.begin());
  return heads;
}

}  // namespace relata
