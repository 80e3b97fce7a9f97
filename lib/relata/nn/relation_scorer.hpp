// The numbers of reading relations by the words of an ontology (training/relations.py made the weights): vectors of words, made by layers of its own, go in; how likely a span is an
// argument, which label fits a span, and which label fits a pair of spans come out. A label is a vector made of words, so labels can be any.
// (Pairs after Zhong and Chen 2021, labels after Obamuyide and Vlachos 2018, all in one product.)
#pragma once
#include <relata/nn/layer_stack.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace relata {

class RelationScorer {
 public:
  /// Throws ModelError where the file does not hold its layers, or they do not fit each other.
  explicit RelationScorer(const SafetensorsFile& file);

  std::size_t width() const { return width_; }  ///< of a word's vector

  /// What stands at an end of a pair: rows of the word vectors, and a kind that training knows.
  struct SpanRows {
    std::uint32_t first = 0, last = 0, head = 0;
    std::uint32_t kind = 0;  ///< below kKinds
  };
  static constexpr std::size_t kKinds = 6;
  static constexpr std::size_t kPlaces = 23;

  /// What makes vectors of words out of an embedding (Encoder::run).
  const LayerStack& layers() const { return layers_; }

  /// scores [spans]: log odds that a relation could hold of the span.
  void argument_scores(const float* words, std::size_t rows, std::span<const SpanRows> spans, float* scores, Workspace& workspace) const;

  struct States {
    std::vector<float> subject, object, left, right, cls;  ///< [spans, ...]
    std::vector<float> path, path_words;                   ///< [rows, ...]
  };
  void prepare(const float* words, std::size_t rows, std::span<const SpanRows> spans, States& states, Workspace& workspace) const;

  struct Pair {
    std::uint32_t subject = 0, object = 0;      ///< indices of spans
    std::array<std::uint32_t, 2> places{};      ///< below kPlaces
    std::uint32_t path_begin = 0, path_end = 0;  ///< into the list of rows
  };
  /// out [pairs, label_width()]
  void pairs(const States& states, std::span<const Pair> pairs, std::span<const std::uint32_t> path_rows, std::vector<float>& out, Workspace& workspace) const;
  std::size_t label_width() const { return label_; }
  std::size_t class_width() const { return class_; }

  /// Labels ready for products: score = vector . state + offset.
  struct Labels {
    std::vector<float> vectors;  ///< [labels, width]
    std::vector<float> offsets;  ///< [labels]
  };
  /// means [n, 2 width]: of the words of a label and of its comment, zeros where there is none.
  Labels properties(const std::vector<float>& means, std::size_t n, Workspace& workspace) const;
  /// means [n, width]: of the words of a class's label.
  Labels classes(const std::vector<float>& means, std::size_t n, Workspace& workspace) const;
  /// How much the fit of a subject to the domain, of an object to the range counts for a relation.
  float domain_weight() const { return fit_[0]; }
  float range_weight() const { return fit_[1]; }

  /// What words that match those of a label count for: weight . max(0, cosine - from), about a pair and in its sentence.
  struct MatchWeights {
    float weight = 0, from = 0;
  };
  MatchWeights near_match() const { return {match_[0], match_[2]}; }
  MatchWeights sentence_match() const { return {match_[1], match_[3]}; }
  /// [width], the mean of all embeddings of subwords; cosines are of what is left without it.
  const std::vector<float>& middle() const { return middle_; }

 private:
  /// Two layers over means, and `words` beside them, each row parted into a vector, scaled for products, and an offset.
  Labels labels(const std::vector<float>& means, std::size_t n, const Linear& in, const Linear& out, const Linear* words, float offset, Workspace& workspace) const;

  std::size_t width_;
  LayerStack layers_;
  Linear span_, class_state_, argument_words_, left_, right_, product_, path_, out_, path_words_, property_in_, property_out_, property_words_, class_in_, class_out_;
  std::size_t state_, pair_, label_, class_, argument_width_;
  std::vector<float> kinds_, class_kinds_, argument_kinds_, argument_out_, places_, fit_, offsets_, match_, middle_;
};

}  // namespace relata
