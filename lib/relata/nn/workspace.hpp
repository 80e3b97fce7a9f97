// What one thread needs while it computes: scratch memory and compiled matrix products. Weights are
// shared between threads, a Workspace is not. Its content never changes a result.
#pragma once
#include <relata/nn/aligned_buffer.hpp>
#include <relata/nn/kernels.hpp>

#include <chrono>
#include <cstdint>
#include <memory>

namespace relata {

class Workspace {
 public:
  Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  ~Workspace();

  /// Seconds spent since construction, by kind of work.
  struct Times {
    double products = 0;   ///< matrix products
    double attention = 0;
    double rows = 0;       ///< embedding, LayerNorm, GELU, to and from bytes
  };
  const Times& times() const { return times_; }

 private:
  friend class Encoder;
  friend class LayerStack;
  friend class IntegerProduct;
  friend class Linear;

  struct Products;  // oneDNN's side of it: integer_product.cpp
  std::unique_ptr<Products> products_;

  AlignedBuffer<std::uint8_t> bytes_, wide_bytes_;            // activations
  AlignedBuffer<kernels::RowCode> codes_, wide_codes_;        // of their rows
  AlignedBuffer<std::int32_t> product_;
  AlignedBuffer<float> row_, context_, attention_;

  /// Adds the time since the last lap to `kind`.
  void lap(double Times::* kind);
  Times times_;
  std::chrono::steady_clock::time_point last_lap_;
};

}  // namespace relata
