// A file's bytes, read through memory mapping: nothing is copied, pages come as they are touched.
#pragma once
#include <cstddef>
#include <filesystem>
#include <span>

namespace relata {

class MappedFile {
 public:
  MappedFile() = default;
  /// Throws InputError where the file cannot be opened or mapped, or is not a plain file.
  explicit MappedFile(const std::filesystem::path& path);
  /// Page-aligned memory with a copy of `bytes`, for what was never a file.
  static MappedFile copy_of(std::span<const std::byte> bytes);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  /// The whole file; valid as long as this object (moving it keeps the bytes where they are).
  std::span<const std::byte> bytes() const { return {data_, size_}; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace relata
