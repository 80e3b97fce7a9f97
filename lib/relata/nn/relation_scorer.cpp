#include <relata/nn/relation_scorer.hpp>

#include <algorithm>
#include <cmath>

namespace relata {
namespace {

std::size_t number_in(const SafetensorsFile& file, const std::string& key, std::size_t most) {
  const std::string text(file.metadata(key));
  const std::size_t number = text.empty() || text.size() > 5 || text.find_first_not_of("0123456789") != std::string::npos ? 0 : std::stoul(text);
  if (number == 0 || number > most) file.refuse("gives no sound '" + key + "'", "install the model again");
  return number;
}

LayerSizes sizes_of(const SafetensorsFile& file) {
  if (file.metadata("format") != "relata-relations") file.refuse("is not a relation reader of relata", "install the model again");
  const std::size_t hidden = number_in(file, "hidden", 4096);
  return {number_in(file, "layers", 12), hidden, hidden / kernels::kHeadSize, number_in(file, "ffn", 16384), 1e-12F};
}

void rectify(float* x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) x[i] = std::max(x[i], 0.0F);
}

void add(const float* x, std::size_t n, float* sum) {
  for (std::size_t i = 0; i < n; ++i) sum[i] += x[i];
}

/// Adds the mean of the rows [width] of a pair's path.
void add_path(const RelationScorer::Pair& pair, std::span<const std::uint32_t> path_rows, const std::vector<float>& words, std::size_t width, float* sum) {
  const float share = 1.0F / static_cast<float>(std::max(1U, pair.path_end - pair.path_begin));
  for (std::uint32_t at = pair.path_begin; at < pair.path_end; ++at) {
    const float* const word = &words[path_rows[at] * width];
    for (std::size_t k = 0; k < width; ++k) sum[k] += share * word[k];
  }
}

}  // namespace

RelationScorer::RelationScorer(const SafetensorsFile& file)
    : width_(sizes_of(file).hidden), layers_(file, "layers.", sizes_of(file)), span_(file, "span"), class_state_(file, "class_state"),
      argument_words_(file, "argument_words"), left_(file, "left"), right_(file, "right"), product_(file, "product"), path_(file, "path"), out_(file, "out"),
      path_words_(file, "path_words"), property_in_(file, "property_in"), property_out_(file, "property_out"), property_words_(file, "property_words"), class_in_(file, "class_in"), class_out_(file, "class_out"),
      state_(span_.outputs() / 2), pair_(left_.outputs()), label_(out_.outputs()), class_(class_state_.outputs()), argument_width_(argument_words_.outputs() / 3),
      kinds_(file.copy_floats("kinds", {kKinds, 2 * state_})), class_kinds_(file.copy_floats("class_kinds", {kKinds, class_})),
      argument_kinds_(file.copy_floats("argument_kinds", {kKinds, argument_width_})), argument_out_(file.copy_floats("argument_out", {argument_width_ + 1})),
      places_(file.copy_floats("places", {kPlaces, pair_})), fit_(file.copy_floats("fit", {2})), offsets_(file.copy_floats("offsets", {2})),
      match_(file.copy_floats("match", {4})), middle_(file.copy_floats("middle", {width_})) {
  const bool fits = span_.inputs() == 3 * width_ && class_state_.inputs() == 3 * width_ && argument_words_.inputs() == width_ && left_.inputs() == state_ &&
                    right_.inputs() == state_ && product_.inputs() == state_ && path_.inputs() == width_ && right_.outputs() == pair_ && product_.outputs() == pair_ &&
                    path_.outputs() == pair_ && out_.inputs() == pair_ && property_in_.inputs() == 2 * width_ && property_out_.inputs() == property_in_.outputs() &&
                    property_out_.outputs() == label_ + 1 && class_in_.inputs() == width_ && class_out_.inputs() == class_in_.outputs() &&
                    class_out_.outputs() == class_ + 1 && path_words_.inputs() == width_ &&
                    path_words_.outputs() == label_ && property_words_.inputs() == 2 * width_ && property_words_.outputs() == label_ && label_ % kernels::kBlock == 0 && class_ % kernels::kBlock == 0;
  if (!fits) file.refuse("has layers that do not fit each other", "install the model again");
}

void RelationScorer::argument_scores(const float* words, std::size_t rows, std::span<const SpanRows> spans, float* scores, Workspace& workspace) const {
  const std::size_t n = argument_width_;
  std::vector<float> each(rows * 3 * n), sum(n);
  argument_words_.run(words, rows, each.data(), workspace);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    std::copy_n(&argument_kinds_[spans[i].kind * n], n, sum.data());
    add(&each[spans[i].first * 3 * n], n, sum.data());
    add(&each[spans[i].last * 3 * n + n], n, sum.data());
    add(&each[spans[i].head * 3 * n + 2 * n], n, sum.data());
    float score = argument_out_[n];
    for (std::size_t k = 0; k < n; ++k) score += std::max(sum[k], 0.0F) * argument_out_[k];
    scores[i] = score;
  }
}

void RelationScorer::prepare(const float* words, std::size_t rows, std::span<const SpanRows> spans, States& states, Workspace& workspace) const {
  const std::size_t n = spans.size();
  std::vector<float> x(n * 3 * width_), both(n * 2 * state_);
  for (std::size_t i = 0; i < n; ++i) {
    float* const row = &x[i * 3 * width_];
    std::copy_n(words + spans[i].first * width_, width_, row);
    std::copy_n(words + spans[i].last * width_, width_, row + width_);
    std::copy_n(words + spans[i].head * width_, width_, row + 2 * width_);
  }
  span_.run(x.data(), n, both.data(), workspace);
  states.cls.resize(n * class_);
  class_state_.run(x.data(), n, states.cls.data(), workspace);
  states.subject.resize(n * state_);
  states.object.resize(n * state_);
  for (std::size_t i = 0; i < n; ++i) {
    add(&kinds_[spans[i].kind * 2 * state_], 2 * state_, &both[i * 2 * state_]);
    rectify(&both[i * 2 * state_], 2 * state_);
    std::copy_n(&both[i * 2 * state_], state_, &states.subject[i * state_]);
    std::copy_n(&both[i * 2 * state_ + state_], state_, &states.object[i * state_]);
    add(&class_kinds_[spans[i].kind * class_], class_, &states.cls[i * class_]);
  }
  states.left.resize(n * pair_);
  states.right.resize(n * pair_);
  left_.run(states.subject.data(), n, states.left.data(), workspace);
  right_.run(states.object.data(), n, states.right.data(), workspace);
  states.path.resize(rows * pair_);
  path_.run(words, rows, states.path.data(), workspace);
  states.path_words.resize(rows * label_);
  path_words_.run(words, rows, states.path_words.data(), workspace);
}

void RelationScorer::pairs(const States& states, std::span<const Pair> pairs, std::span<const std::uint32_t> path_rows, std::vector<float>& out,
                           Workspace& workspace) const {
  const std::size_t n = pairs.size();
  std::vector<float> products(n * state_), hidden(n * pair_);
  for (std::size_t i = 0; i < n; ++i) {
    const float* const subject = &states.subject[pairs[i].subject * state_];
    const float* const object = &states.object[pairs[i].object * state_];
    for (std::size_t k = 0; k < state_; ++k) products[i * state_ + k] = subject[k] * object[k];
  }
  product_.run(products.data(), n, hidden.data(), workspace);
  for (std::size_t i = 0; i < n; ++i) {
    float* const row = &hidden[i * pair_];
    add(&states.left[pairs[i].subject * pair_], pair_, row);
    add(&states.right[pairs[i].object * pair_], pair_, row);
    for (const std::uint32_t place : pairs[i].places) add(&places_[place * pair_], pair_, row);
    add_path(pairs[i], path_rows, states.path, pair_, row);
    rectify(row, pair_);
  }
  out.resize(n * label_);
  out_.run(hidden.data(), n, out.data(), workspace);
  for (std::size_t i = 0; i < n; ++i) add_path(pairs[i], path_rows, states.path_words, label_, &out[i * label_]);
}

RelationScorer::Labels RelationScorer::properties(const std::vector<float>& means, std::size_t n, Workspace& workspace) const {
  return labels(means, n, property_in_, property_out_, &property_words_, offsets_[0], workspace);
}

RelationScorer::Labels RelationScorer::classes(const std::vector<float>& means, std::size_t n, Workspace& workspace) const {
  return labels(means, n, class_in_, class_out_, nullptr, offsets_[1], workspace);
}

RelationScorer::Labels RelationScorer::labels(const std::vector<float>& means, std::size_t n, const Linear& in, const Linear& out, const Linear* words,
                                              float offset, Workspace& workspace) const {
  const std::size_t width = out.outputs() - 1;
  std::vector<float> hidden(n * in.outputs()), rows(n * (width + 1));
  in.run(means.data(), n, hidden.data(), workspace, Activation::kGelu);
  out.run(hidden.data(), n, rows.data(), workspace);
  std::vector<float> beside(words ? n * width : 0);
  if (words) words->run(means.data(), n, beside.data(), workspace);
  Labels made;
  const float scale = 1.0F / std::sqrt(static_cast<float>(width));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < width; ++k) made.vectors.push_back((rows[i * (width + 1) + k] + (words ? beside[i * width + k] : 0)) * scale);
    made.offsets.push_back(rows[i * (width + 1) + width] + offset);
  }
  return made;
}

}  // namespace relata
