// Items come out in order whatever the threads; what is thrown comes in its turn.
#include <relata/core/run_in_order.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

namespace relata {
namespace {

/// Counts to `count`; work squares, the earlier the slower.
struct Squares {
  int count;
  int fails_in_source = -1, fails_in_work = -1, fails_in_take = -1;

  std::string run(unsigned jobs) const {
    std::string out;
    int next = 0;
    std::atomic<int> drawn_not_taken = 0;
    try {
      run_in_order(
          jobs,
          [&]() -> std::optional<int> {
            if (next == fails_in_source) throw std::runtime_error("source");
            if (next == count) return std::nullopt;
            EXPECT_LE(++drawn_not_taken, static_cast<int>(jobs) * 8 + 1);  // one is in the taker's hands
            return next++;
          },
          [&](int& item) {
            if (item % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
            if (item == fails_in_work) throw std::runtime_error("work");
            item *= item;
          },
          [&](int&& item) {
            --drawn_not_taken;
            if (item == fails_in_take) throw std::runtime_error("take");
            out += std::to_string(item) + ' ';
          });
    } catch (const std::runtime_error& failure) {
      out += failure.what();
    }
    return out;
  }
};

TEST(RunInOrderTest, OrderAndFailuresByTable) {
  std::string all;
  for (int i = 0; i < 300; ++i) all += std::to_string(i * i) + ' ';
  for (const unsigned jobs : {1U, 2U, 5U}) {
    EXPECT_EQ(Squares{300}.run(jobs), all);
    EXPECT_EQ(Squares{0}.run(jobs), "");
    EXPECT_EQ((Squares{300, 0}.run(jobs)), "source");
    EXPECT_EQ((Squares{300, 4}.run(jobs)), "0 1 4 9 source");
    EXPECT_EQ((Squares{300, -1, 3}.run(jobs)), "0 1 4 work");
    EXPECT_EQ((Squares{300, 290, 3}.run(jobs)), "0 1 4 work");
    EXPECT_EQ((Squares{300, -1, -1, 9}.run(jobs)), "0 1 4 take");
  }
}

}  // namespace
}  // namespace relata
