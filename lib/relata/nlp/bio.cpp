// Viterbi with the structure used: anything may precede O and B-X, so one best tag serves them all, and only
// two may precede I-X.
#include <relata/nlp/bio.hpp>

#include <relata/core/error.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <string_view>

namespace relata {
namespace {

double bounded(float logit) {
  constexpr double kMost = 1e30;
  return std::isnan(logit) ? -kMost : std::clamp<double>(logit, -kMost, kMost);
}

}  // namespace

BioDecoder::BioDecoder(const std::vector<std::string>& tags) {
  const auto fail = [](const std::string& fact) { throw ModelError(describe({}, fact, "the tags are O, B-TYPE and I-TYPE, each once")); };
  std::map<std::string_view, std::uint32_t> place_of;
  for (std::uint32_t t = 0; t < tags.size(); ++t) {
    if (!place_of.emplace(tags[t], t).second) fail("the tag " + tags[t] + " comes twice");
    if (tags[t] != "O" && (tags[t].size() < 3 || tags[t][1] != '-' || (tags[t][0] != 'B' && tags[t][0] != 'I')))
      fail("'" + tags[t] + "' is no tag");
  }
  if (!place_of.contains("O")) fail("the tag O is missing");
  for (const std::string& name : tags) {
    if (name == "O") {
      tags_.emplace_back();
      continue;
    }
    const std::string type = name.substr(2);
    auto known = std::find(types_.begin(), types_.end(), type);
    if (known == types_.end()) known = types_.insert(known, type);
    const auto begin = place_of.find("B-" + type);
    if (begin == place_of.end()) fail("the tag " + name + " has no B-" + type);
    tags_.push_back({name[0] == 'B' ? Place::kBegin : Place::kInside, static_cast<std::uint32_t>(known - types_.begin()), begin->second});
  }
}

std::vector<TaggedSpan> BioDecoder::decode(std::span<const float> logits) const {
  const std::size_t count = tags_.size(), words = logits.size() / count;
  assert(logits.size() == words * count);
  constexpr double kNever = -1e300;  // far below any sum of bounded logits
  std::vector<double> best(count), next(count);
  std::vector<std::uint32_t> before(words * count);  // [words, tags] the tag of the word before
  for (std::size_t w = 0; w < words; ++w) {
    const auto top = static_cast<std::uint32_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (std::uint32_t t = 0; t < count; ++t) {
      std::uint32_t from = top;
      if (tags_[t].place == Place::kInside) from = best[tags_[t].begin] >= best[t] ? tags_[t].begin : t;
      const double reach = w > 0 ? best[from] : tags_[t].place == Place::kInside ? kNever : 0.0;
      next[t] = reach + bounded(logits[w * count + t]);
      before[w * count + t] = from;
    }
    best.swap(next);
  }
  std::vector<std::uint32_t> path(words);
  if (words > 0) path[words - 1] = static_cast<std::uint32_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t w = words; w-- > 1;) path[w - 1] = before[w * count + path[w]];

  std::vector<TaggedSpan> spans;
  for (std::uint32_t w = 0; w < words; ++w) {
    const Tag& tag = tags_[path[w]];
    if (tag.place == Place::kOutside) continue;
    if (tag.place == Place::kBegin) spans.push_back({w, w, tag.type, 0.0f});
    spans.back().last = w;
    spans.back().confidence += confidence(logits.subspan(w * count, count), path[w]);
  }
  for (TaggedSpan& span : spans) span.confidence /= static_cast<float>(span.last - span.first + 1);
  return spans;
}

float BioDecoder::confidence(std::span<const float> row, std::uint32_t tag) const {
  double most = bounded(row[0]), sum = 0;
  for (const float logit : row) most = std::max(most, bounded(logit));
  for (const float logit : row) sum += std::exp(bounded(logit) - most);
  return static_cast<float>(std::exp(bounded(row[tag]) - most) / sum);
}

}  // namespace relata
