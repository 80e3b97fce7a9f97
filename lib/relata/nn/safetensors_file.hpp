// A model file in the safetensors form (https://github.com/huggingface/safetensors): a length, a JSON
// header that says type, shape and place of each tensor, and the raw numbers, read through mmap. Every
// place is checked against the file's size once, at opening; what is handed out lies inside the file.
#pragma once
#include <relata/core/mapped_file.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct Tensor {
  std::string type;                 ///< as the file has it: "I8", "I32", "F32", ...
  std::vector<std::size_t> shape;   ///< slowest dimension first
  std::span<const std::byte> bytes; ///< little-endian, row-major
};

class SafetensorsFile {
 public:
  /// Throws ModelError where the file is missing, cut short or not safetensors.
  explicit SafetensorsFile(const std::filesystem::path& path);

  /// The header's "__metadata__"; empty if the key is not there.
  std::string_view metadata(const std::string& key) const;
  const std::map<std::string, Tensor>& tensors() const { return tensors_; }

  /// A tensor by name; throws ModelError where there is none.
  const Tensor& tensor(const std::string& name) const;
  /// Its numbers, valid as long as this object. Throws ModelError where type or shape are others, and for
  /// floats that are not finite.
  std::span<const std::int8_t> int8(const std::string& name, const std::vector<std::size_t>& shape) const;
  std::span<const std::int32_t> int32(const std::string& name, const std::vector<std::size_t>& shape) const;
  std::span<const float> floats(const std::string& name, const std::vector<std::size_t>& shape) const;
  /// The same floats, of the caller's own.
  std::vector<float> copy_floats(const std::string& name, const std::vector<std::size_t>& shape) const {
    const std::span<const float> numbers = floats(name, shape);
    return {numbers.begin(), numbers.end()};
  }

  /// 64-bit hash over all bytes of the file. Reads them all (about 5 ms for 24 MB).
  std::uint64_t fingerprint() const;

  /// Throws ModelError "file: fact; remedy".
  [[noreturn]] void refuse(std::string_view fact, std::string_view remedy) const;

 private:
  void read_header();
  template <class Number>
  std::span<const Number> view(const std::string& name, const char* type, const std::vector<std::size_t>& shape) const;

  std::string name_;
  MappedFile file_;
  std::map<std::string, std::string> metadata_;
  std::map<std::string, Tensor> tensors_;
};

}  // namespace relata
