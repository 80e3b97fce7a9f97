// The exact product of bytes and int8 weights, by oneDNN: all that nn knows of it is in here.
//
// CPUs with VNNI multiply u8 by s8 into s32 exactly. Others would saturate in 16 bits on the way, so
// there the integers are multiplied as floats, in slices of 512 inputs: every partial sum is then an integer
// of at most 255 * 128 * 512 < 2^24, which a float holds exactly. Same numbers, slower.
#pragma once
#include <relata/nn/workspace.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace relata {

enum class Arithmetic { kBytes, kFloats };  ///< kBytes is exact on CPUs with VNNI only
/// What is fast and exact on this CPU.
Arithmetic best_arithmetic();

class IntegerProduct {
 public:
  static constexpr std::size_t kRowStep = 16;        ///< rows come in multiples of it: few products to compile
  static constexpr std::size_t kMostInputs = 1 << 16;  ///< 255 * 128 * inputs fits 32 bits

  /// weights [outputs, inputs] are copied into oneDNN's own order.
  IntegerProduct(const std::int8_t* weights, std::size_t outputs, std::size_t inputs, Arithmetic arithmetic);

  /// product [rows, outputs] = activations [rows, inputs] times the transposed weights; rows is a multiple of kRowStep.
  void run(const std::uint8_t* activations, std::size_t rows, std::int32_t* product, Workspace& workspace) const;

 private:
  struct Weights;
  std::shared_ptr<const Weights> weights_;
};

}  // namespace relata
