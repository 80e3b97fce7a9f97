// UTF-8 by tables: what is valid, how offsets convert.
#include <relata/core/utf8.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

TEST(Utf8, FindsTheFirstInvalidByte) {
  const auto check = [](std::string_view text, std::size_t at) { EXPECT_EQ(find_invalid_utf8(text), at) << text; };
  constexpr auto kNone = std::string_view::npos;
  check("", kNone);
  check("plain", kNone);
  check("é€😀", kNone);
  check("\xF4\x8F\xBF\xBF", kNone);      // U+10FFFF
  check("a\x80", 1);                     // a lone continuation
  check("a\xC3", 1);                     // cut short
  check("\xC0\xAF", 0);                  // overlong
  check("\xED\xA0\x80", 0);              // surrogate
  check("\xF4\x90\x80\x80", 0);          // over U+10FFFF
  check("ok\xFF", 2);
  for (std::size_t before = 0; before < 20; ++before)  // eight bytes are looked at together
    for (std::size_t after = 0; after < 20; ++after) {
      check(std::string(before, 'a') + "\xFF" + std::string(after, 'b'), before);
      check(std::string(before, 'a') + "\xC3" + std::string(after, 'b'), before);
      check(std::string(before, 'a') + "é€😀" + std::string(after, 'b'), kNone);
    }
}

TEST(Utf8, RepairsOneMarkForEachByte) {
  std::size_t replaced = 0;
  EXPECT_EQ(repair_utf8("a\xFF\xFE" "b", replaced), "a\xEF\xBF\xBD\xEF\xBF\xBD" "b");
  EXPECT_EQ(replaced, 2u);
}

TEST(OffsetMap, IsItsOwnInverse) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += i % 3 == 0 ? "é" : i % 3 == 1 ? "x" : "😀";
  const OffsetMap offsets(text);
  EXPECT_EQ(offsets.code_points(), 100u);
  for (std::uint32_t c = 0; c <= 100; ++c) {
    EXPECT_EQ(offsets.code_point(offsets.byte(c)), c);
    EXPECT_TRUE(is_code_point_start(text, offsets.byte(c)));
  }
}

}  // namespace
}  // namespace relata
