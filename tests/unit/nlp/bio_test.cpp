// Tags to spans by tables, and against all sequences of tags for short sentences.
#include <relata/nlp/bio.hpp>

#include <relata/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace relata {
namespace {

const std::vector<std::string> kTags{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"};

std::string text_of(const BioDecoder& decoder, const std::vector<TaggedSpan>& spans) {
  std::string out;
  for (const TaggedSpan& span : spans) {
    out += (out.empty() ? "" : " ") + std::to_string(span.first) + "-" + std::to_string(span.last) + decoder.types()[span.type];
  }
  return out;
}

TEST(Bio, FindsSpans) {
  const BioDecoder decoder(kTags);
  const auto check = [&](const std::vector<float>& logits, const std::string& spans) {
    EXPECT_EQ(text_of(decoder, decoder.decode(logits)), spans) << ::testing::PrintToString(logits);
  };
  const float nan = std::nanf(""), never = -std::numeric_limits<float>::infinity();
  check({}, "");
  check({9, 0, 0, 0, 0}, "");
  check({0, 9, 0, 0, 0}, "0-0PER");
  check({0, 9, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0, 0, 0}, "0-1PER");
  check({0, 9, 0, 0, 0, 0, 9, 0, 0, 0}, "0-0PER 1-1PER");
  check({0, 9, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 9}, "0-0PER 1-2LOC");
  // An I that nothing begins: the best of what is allowed.
  check({5, 4, 9, 0, 0}, "");
  check({3, 4, 9, 0, 0}, "0-0PER");
  check({9, 8, 0, 0, 0, 0, 0, 9, 0, 0}, "0-1PER");
  check({0, 9, 0, 8, 0, 0, 0, 0, 0, 9}, "0-1LOC");
  // Odd numbers.
  check({nan, nan, nan, nan, nan}, "");
  check({never, never, never, 1, never, never, never, never, never, never}, "0-0LOC");
  check({0, -never, 0, 0, 0}, "0-0PER");
}

TEST(Bio, TellsHowSureItIs) {
  const BioDecoder decoder(kTags);
  const std::vector<float> logits{0, 2, 0, 0, 0, 0, 0, 1, 0, 0};
  const auto spans = decoder.decode(logits);
  ASSERT_EQ(spans.size(), 1u);
  const double first = std::exp(2) / (std::exp(2) + 4), second = std::exp(1) / (std::exp(1) + 4);
  EXPECT_NEAR(spans[0].confidence, (first + second) / 2, 1e-6);
}

TEST(Bio, IsTheBestOfAllSequences) {
  const BioDecoder decoder(kTags);
  std::mt19937 random(2);
  for (int round = 0; round < 500; ++round) {
    const std::size_t words = 1 + random() % 4;
    std::vector<float> logits(words * kTags.size());
    for (float& logit : logits) logit = static_cast<float>(random() % 100000) / 1000;
    std::vector<std::uint32_t> tags(words, 0), best;
    double most = -1;
    while (true) {
      bool allowed = true;
      double sum = 0;
      for (std::size_t w = 0; w < words; ++w) {
        sum += logits[w * kTags.size() + tags[w]];
        const std::string& tag = kTags[tags[w]];
        if (tag[0] == 'I') allowed &= w > 0 && kTags[tags[w - 1]] != "O" && kTags[tags[w - 1]].substr(1) == tag.substr(1);
      }
      if (allowed && sum > most) most = sum, best = tags;
      std::size_t i = 0;
      while (i < words && ++tags[i] == kTags.size()) tags[i++] = 0;
      if (i == words) break;
    }
    std::string wanted;
    for (std::size_t w = 0; w < words; ++w) {
      if (best[w] == 0 || kTags[best[w]][0] == 'I') continue;
      std::size_t last = w;
      while (last + 1 < words && kTags[best[last + 1]][0] == 'I') ++last;
      wanted += (wanted.empty() ? "" : " ") + std::to_string(w) + "-" + std::to_string(last) + kTags[best[w]].substr(2);
    }
    ASSERT_EQ(text_of(decoder, decoder.decode(logits)), wanted) << ::testing::PrintToString(logits);
  }
}

TEST(Bio, RefusesOddTags) {
  const auto check = [](const std::vector<std::string>& tags) { EXPECT_THROW(BioDecoder{tags}, ModelError) << ::testing::PrintToString(tags); };
  check({});
  check({"B-X"});
  check({"O", "I-X"});
  check({"O", "B-X", "B-X"});
  check({"O", "B-"});
  check({"O", "E-X"});
  EXPECT_EQ(BioDecoder({"O", "I-X", "B-X", "B-Y-Z"}).types(), (std::vector<std::string>{"X", "Y-Z"}));
}

}  // namespace
}  // namespace relata
