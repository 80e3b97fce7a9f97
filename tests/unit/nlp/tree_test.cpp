// Spanning trees against all assignments of heads for short sentences, against the recursive algorithm
// for longer ones, and always trees.
#include <relata/nlp/tree.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <random>

namespace relata {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();
using Heads = std::vector<std::uint32_t>;

bool is_tree(const Heads& heads) {
  std::size_t roots = 0;
  std::vector<bool> safe(heads.size() + 1, false);  // leads to the root
  safe[0] = true;
  for (std::uint32_t d = 1; d <= heads.size(); ++d) {
    roots += heads[d - 1] == 0;
    std::uint32_t word = d;
    std::size_t steps = 0;
    for (; !safe[word] && steps <= heads.size(); ++steps) {
      if (heads[word - 1] > heads.size()) return false;
      word = heads[word - 1];
    }
    if (steps > heads.size()) return false;
    for (word = d; !safe[word]; word = heads[word - 1]) safe[word] = true;
  }
  return roots == 1;
}

/// Forbidden arcs, then the sum of the others.
std::pair<int, double> worth(const std::vector<float>& scores, const Heads& heads) {
  std::pair<int, double> out{0, 0};
  for (std::size_t d = 0; d < heads.size(); ++d) {
    const float score = scores[d * (heads.size() + 1) + heads[d]];
    if (score > kNever) out.second += score;
    else --out.first;
  }
  return out;
}

std::pair<int, double> best_by_force(const std::vector<float>& scores, std::size_t words) {
  std::pair<int, double> best{-1000, 0};
  Heads heads(words, 0);
  while (true) {
    if (is_tree(heads)) best = std::max(best, worth(scores, heads));
    std::size_t i = 0;
    while (i < words && ++heads[i] > words) heads[i++] = 0;
    if (i == words) return best;
  }
}

/// Chu-Liu/Edmonds as the textbooks have it, by recursion over whole matrices: [n][n] dependent, head; node 0 is the root.
Heads recursive_tree(const std::vector<std::vector<double>>& w) {
  const std::size_t n = w.size();
  Heads head(n, 0);
  for (std::size_t d = 1; d < n; ++d)
    for (std::uint32_t h = 0; h < n; ++h)
      if (h != d && w[d][h] > w[d][head[d]]) head[d] = h;
  std::vector<std::size_t> cycle;
  for (std::size_t start = 1; start < n && cycle.empty(); ++start) {
    std::vector<bool> seen(n, false);
    std::size_t at = start;
    while (at != 0 && !seen[at]) seen[at] = true, at = head[at];
    if (at == 0) continue;
    for (std::size_t word = at; cycle.empty() || word != at; word = head[word]) cycle.push_back(word);
  }
  if (cycle.empty()) return head;
  std::vector<bool> inside(n, false);
  for (const std::size_t word : cycle) inside[word] = true;
  std::vector<std::uint32_t> old;
  for (std::uint32_t i = 0; i < n; ++i)
    if (!inside[i]) old.push_back(i);
  const std::size_t c = old.size();
  std::vector<std::vector<double>> small(c + 1, std::vector<double>(c + 1, -1e18));
  std::vector<std::uint32_t> entry(c), exit(c);
  for (std::size_t i = 0; i < c; ++i) {
    for (std::size_t j = 0; j < c; ++j) small[i][j] = w[old[i]][old[j]];
    for (const std::size_t word : cycle) {
      if (const double in = w[word][old[i]] - w[word][head[word]]; in > small[c][i]) small[c][i] = in, entry[i] = static_cast<std::uint32_t>(word);
      if (w[old[i]][word] > small[i][c]) small[i][c] = w[old[i]][word], exit[i] = static_cast<std::uint32_t>(word);
    }
  }
  const Heads inner = recursive_tree(small);
  for (std::size_t i = 1; i < c; ++i) head[old[i]] = inner[i] == c ? exit[i] : old[inner[i]];
  head[entry[inner[c]]] = old[inner[c]];
  return head;
}

std::pair<int, double> best_by_recursion(const std::vector<float>& scores, std::size_t words) {
  std::pair<int, double> best{-1000, 0};
  for (std::size_t root = 0; root < words; ++root) {
    std::vector<std::vector<double>> w(words + 1, std::vector<double>(words + 1, -1e12));
    for (std::size_t d = 0; d < words; ++d)
      for (std::size_t h = 0; h <= words; ++h)
        if (h != d + 1 && (h != 0 || d == root)) w[d + 1][h] = std::max<double>(scores[d * (words + 1) + h], -1e6);
    Heads heads = recursive_tree(w);
    heads.erase(heads.begin());
    if (is_tree(heads)) best = std::max(best, worth(scores, heads));
  }
  return best;
}

std::vector<float> random_scores(std::mt19937& random, std::size_t words, unsigned never_in_8, bool coarse) {
  std::vector<float> scores(words * (words + 1));
  for (float& score : scores) {
    score = coarse ? static_cast<float>(random() % 4) : static_cast<float>(random() % 100000) / 1000 - 50;
    if (random() % 8 < never_in_8) score = kNever;
  }
  return scores;
}

TEST(SpanningTree, TakesTheBest) {
  const auto check = [](std::vector<float> scores, const Heads& heads) {
    EXPECT_EQ(spanning_tree(scores, heads.size()), heads);
  };
  check({}, {});
  check({kNever, 9}, {0});                                // one word: the root, whatever the scores
  check({1, 9, 5, 0, 5, 9}, {0, 1});                      // greedy: 2 under the root would be two roots' worth
  check({9, 0, 1, 8, 7, 0}, {0, 1});                      // two roots: the cheaper one gives way
  check({1, 0, 10, 2, 10, 0}, {2, 0});                    // a cycle, broken where the root enters best
  check({5, 0, 5, 5, 5, 0}, {0, 1});                      // all the same
}

TEST(SpanningTree, IsTheBestOfAll) {
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t words = 1 + random() % (round % 20 == 0 ? 5 : 4);
    const std::vector<float> scores = random_scores(random, words, round % 7, round % 3 == 0);
    const Heads heads = spanning_tree(scores, words);
    ASSERT_TRUE(is_tree(heads)) << ::testing::PrintToString(scores);
    const auto [forbidden, sum] = best_by_force(scores, words);
    EXPECT_EQ(worth(scores, heads).first, forbidden) << ::testing::PrintToString(scores);
    EXPECT_NEAR(worth(scores, heads).second, sum, 1e-3) << ::testing::PrintToString(scores);
  }
}

TEST(SpanningTree, AgreesWithTheRecursiveAlgorithm) {
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    const std::size_t words = 6 + random() % 25;
    const std::vector<float> scores = random_scores(random, words, 0, round % 3 == 0);
    const Heads heads = spanning_tree(scores, words);
    ASSERT_TRUE(is_tree(heads));
    EXPECT_NEAR(worth(scores, heads).second, best_by_recursion(scores, words).second, 1e-2);
  }
}

TEST(SpanningTree, IsATreeWhateverTheScores) {
  std::mt19937 random(6);
  const float odd[] = {kNever, -kNever, std::nanf(""), 0.0f, -0.0f, std::numeric_limits<float>::max(), std::numeric_limits<float>::lowest(), 1e-40f};
  for (int round = 0; round < 2000; ++round) {
    const std::size_t words = 1 + random() % 12;
    std::vector<float> scores(words * (words + 1));
    for (float& score : scores) score = odd[random() % std::size(odd)];
    ASSERT_TRUE(is_tree(spanning_tree(scores, words))) << ::testing::PrintToString(scores);
    ASSERT_EQ(spanning_tree(scores, words), spanning_tree(scores, words));
  }
}

TEST(SpanningTree, StaysQuick) {
  std::mt19937 random(8);
  for (const std::size_t words : {kLongestExact, std::size_t{1500}}) {
    for (const int kind : {0, 1, 2}) {
      std::vector<float> scores = random_scores(random, words, 0, false);
      for (std::size_t d = 0; kind > 0 && d < words; ++d)  // chains of cycles: every word likes a neighbour
        scores[d * (words + 1) + (kind == 1 ? (d ^ 1) : d == 0 ? 1 : d - 1) % words + 1] = 90 + static_cast<float>(d % 7);
      const auto begin = std::chrono::steady_clock::now();
      const Heads heads = spanning_tree(scores, words);
      EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3)) << words << " " << kind;
      EXPECT_TRUE(is_tree(heads)) << words << " " << kind;
    }
  }
}

}  // namespace
}  // namespace relata
