// Many rows of floats in a quarter of the memory: each number a byte, by the range of its row.
#pragma once
#include <relata/nn/kernels.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace relata {

class ByteRows {
 public:
  /// `width` is a multiple of 16.
  explicit ByteRows(std::size_t width = 0) : width_(width) {}

  std::size_t width() const { return width_; }
  std::size_t size() const { return codes_.size(); }

  void append(const float* row) {
    bytes_.resize(bytes_.size() + width_);
    codes_.push_back(kernels::quantise(row, width_, bytes_.data() + bytes_.size() - width_));
  }

  /// sum [width] += factor times the row.
  void add_to(std::size_t row, float factor, float* sum) const {
    const kernels::RowCode code = codes_[row];
    const std::uint8_t* const bytes = &bytes_[row * width_];
    for (std::size_t i = 0; i < width_; ++i) sum[i] += factor * code.scale * static_cast<float>(bytes[i] - code.zero);
  }

 private:
  std::size_t width_;
  std::vector<std::uint8_t> bytes_;       // [rows, width]
  std::vector<kernels::RowCode> codes_;   // [rows]
};

}  // namespace relata
