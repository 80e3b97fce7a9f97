#include <relata/claims/members.hpp>

#include <gtest/gtest.h>

#include <string>

namespace relata {
namespace {

Claim claim(std::uint32_t subject, std::uint32_t object, std::uint32_t speaker) {
  Claim out;
  out.subject = subject;
  out.object = object;
  out.speaker = speaker;
  return out;
}

/// "subject>object" or "subject>object:speaker" of each claim.
std::string told(std::vector<Claim> claims, std::vector<MemberGroup> groups) {
  Extraction extraction;
  extraction.entities.resize(6);
  extraction.groups = std::move(groups);
  extraction.claims = std::move(claims);
  tell_of_members(extraction);
  std::string out;
  for (const Claim& c : extraction.claims)
    out += (out.empty() ? "" : " ") + std::to_string(c.subject) + ">" + std::to_string(c.object_entity()) + (c.speaker == kNone ? "" : ":" + std::to_string(c.speaker));
  return out;
}

TEST(Members, WhatIsSaidOfTheGroupIsSaidOfEach) {
  EXPECT_EQ(told({claim(2, 3, kNone)}, {{2, {0, 1}}}), "0>3 1>3");
  EXPECT_EQ(told({claim(3, 2, kNone)}, {{2, {0, 1}}}), "3>0 3>1");
  EXPECT_EQ(told({claim(3, 4, 2)}, {{2, {0, 1}}}), "3>4:0 3>4:1");
}

TEST(Members, OthersAreLeftAsTheyAre) {
  EXPECT_EQ(told({claim(3, 4, kNone), claim(2, 3, kNone), claim(4, 5, 3)}, {{2, {0, 1}}}), "3>4 0>3 1>3 4>5:3");
  EXPECT_EQ(told({claim(3, 4, kNone)}, {}), "3>4");
}

TEST(Members, NobodyIsToldOfHimself) { EXPECT_EQ(told({claim(0, 2, kNone)}, {{2, {0, 1}}}), "0>1"); }

}  // namespace
}  // namespace relata
