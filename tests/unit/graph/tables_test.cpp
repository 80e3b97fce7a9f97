// The flat tables under the graph against the standard ones.
#include <relata/graph/key_set.hpp>
#include <relata/graph/text_pool.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace relata {
namespace {

TEST(KeySet, AgreesWithStdSet) {
  KeySet keys;
  std::set<std::pair<std::uint64_t, std::uint64_t>> known;
  EXPECT_FALSE(keys.contains(0, 0));
  std::uint64_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    // Hashed, numbered, and often repeated keys.
    const std::uint64_t high = i % 3 == 0 ? state >> 50 : i % 3 == 1 ? state : 0, low = i % 3 == 2 ? state >> 52 : 7;
    EXPECT_EQ(keys.contains(high, low), known.contains({high, low}));
    EXPECT_EQ(keys.add(high, low), known.emplace(high, low).second);
    EXPECT_TRUE(keys.contains(high, low));
  }
}

TEST(TextPool, EqualTextsHaveOneNumber) {
  TextPool pool;
  for (int round = 0; round < 2; ++round)
    for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(pool.add(i == 0 ? "" : "text " + std::to_string(i)), i);
  EXPECT_EQ(pool.size(), 5000U);
  EXPECT_EQ(pool.at(0), "");
  EXPECT_EQ(pool.at(4999), "text 4999");
}

}  // namespace
}  // namespace relata
