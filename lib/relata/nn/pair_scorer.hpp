// Scores of pairs of things in a row: a small network over two states and features of the pair, plus a bilinear
// product. (Antecedent scores as in Lee et al. 2017; Dobrovolskii 2021.)
#pragma once
#include <relata/nn/linear.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace relata {

class PairScorer {
 public:
  /// From the layers NAME.state, NAME.bilinear and NAME.sides, NAME.features F32 [features, hidden], NAME.out F32 [hidden]
  /// and NAME.offset F32 [1].
  /// Throws ModelError where they are missing or do not fit each other.
  PairScorer(const SafetensorsFile& file, const std::string& name, std::size_t inputs, std::size_t features);

  /// What scoring needs to know of the things themselves.
  struct States {
    std::vector<float> state, query, left, right;
  };
  /// x [n, inputs]. Safe to call from several threads, each with its own workspace.
  void prepare(const float* x, std::size_t n, States& states, Workspace& workspace) const;

  /// scores [n] of thing `one` against things first .. first + n - 1; features [n, count] of each pair, rows of the table.
  void score(const States& states, std::size_t one, std::size_t first, std::size_t n, const std::uint16_t* features, std::size_t count,
             float* scores) const;

 private:
  Linear state_, bilinear_, sides_;
  std::size_t hidden_;
  std::vector<float> features_, out_;  // [features, hidden], [hidden]
  float offset_;
};

}  // namespace relata
