#include <relata/core/error.hpp>
#include <relata/core/mapped_file.hpp>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace relata {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Location where{path.string(), 0, 0};
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw InputError(describe(where, std::string("cannot be opened: ") + std::strerror(errno)));
  struct stat status {};
  const bool known = ::fstat(file, &status) == 0;
  if (!known || !S_ISREG(status.st_mode)) {
    ::close(file);
    throw InputError(describe(where, "is not a plain file"));
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ > 0) {
    void* const data = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
    const int error = errno;
    ::close(file);
    if (data == MAP_FAILED) throw InputError(describe(where, std::string("cannot be mapped: ") + std::strerror(error)));
    data_ = static_cast<const std::byte*>(data);
  } else {
    ::close(file);
  }
}

MappedFile MappedFile::copy_of(std::span<const std::byte> bytes) {
  MappedFile copy;
  if (bytes.empty()) return copy;
  void* const data = ::mmap(nullptr, bytes.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) throw InputError(std::string("no memory for a file of ") + std::to_string(bytes.size()) + " bytes");
  std::memcpy(data, bytes.data(), bytes.size());
  copy.data_ = static_cast<const std::byte*>(data);
  copy.size_ = bytes.size();
  return copy;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

}  // namespace relata
