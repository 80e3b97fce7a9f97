#include <relata/core/atomic_file.hpp>

#include <relata/core/error.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace relata {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16;

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

void sync_folder_of(const std::string& path) {
  if (const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
    ::fsync(folder);  // some file systems cannot; the file itself is safe
    ::close(folder);
  }
}

AtomicFile::AtomicFile(const std::string& path, std::string temporary, bool stays) : path_(path), temporary_(std::move(temporary)), stays_(stays) {
  buffer_.reserve(kBuffer);
}

AtomicFile::AtomicFile(const std::string& path) : AtomicFile(path, {}, false) {
  if (path_ == "-") {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  struct stat old {};
  const bool exists = ::stat(path_.c_str(), &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) {
    errno = EISDIR;
    fail("cannot be written");
  }
  if (exists && !S_ISREG(old.st_mode)) {  // a pipe or device keeps its name
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    temporary_ = path_ + ".XXXXXX";
    descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  }
  if (descriptor_ < 0) {
    temporary_.clear();
    fail("cannot be written");
  }
  if (!temporary_.empty()) take_mode_of_target();
}

AtomicFile::AtomicFile(const std::string& path, std::uint64_t kept) : AtomicFile(path, part_of(path), true) {
  descriptor_ = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  struct stat part {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &part) != 0) fail("cannot be written");
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0)
    throw InputError(describe({temporary_, 0, 0}, "is being written by another run", "wait for its end, or give another file"));
  if (static_cast<std::uint64_t>(part.st_size) < kept)
    throw InputError(describe({temporary_, 0, 0}, "has " + std::to_string(part.st_size) + " bytes, " + std::to_string(kept) + " were written",
                              "remove what the run left (.part, .journal) to begin anew"));
  if (::ftruncate(descriptor_, static_cast<off_t>(kept)) != 0 || ::lseek(descriptor_, 0, SEEK_END) < 0) fail("cannot be gone on with");
  written_ = kept;
  take_mode_of_target();
  sync_folder_of(path_);  // so that power cannot take the name of what sync() kept
}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0 && path_ != "-") ::close(descriptor_);
  if (!temporary_.empty() && !stays_) ::unlink(temporary_.c_str());
}

bool AtomicFile::is_replaceable(const std::string& path) {
  struct stat found {};
  return path != "-" && (::stat(path.c_str(), &found) != 0 || S_ISREG(found.st_mode));
}

void AtomicFile::take_mode_of_target() const {
  struct stat old {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = ::stat(path_.c_str(), &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask;
  if (::fchmod(descriptor_, mode) != 0) fail("cannot be given its mode");
}

void AtomicFile::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= kBuffer) flush();
}

void AtomicFile::flush() {
  for (std::size_t at = 0; at < buffer_.size();) {
    const ssize_t written = ::write(descriptor_, buffer_.data() + at, buffer_.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot be written to its end");
    at += static_cast<std::size_t>(written);
  }
  written_ += buffer_.size();
  buffer_.clear();
}

std::uint64_t AtomicFile::sync() {
  flush();
  if (::fdatasync(descriptor_) != 0) fail("cannot be brought to the disk");
  return written_;
}

void AtomicFile::discard() { stays_ = false; }

void AtomicFile::commit() {
  flush();
  if (path_ == "-") {
    descriptor_ = -1;
    return;
  }
  if (temporary_.empty()) return;
  if (::fsync(descriptor_) != 0) fail("cannot be brought to the disk");
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0) fail("cannot be closed");
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail("cannot be given its name");
  temporary_.clear();
  sync_folder_of(path_);
}

void AtomicFile::fail(const char* what) const {
  const int reason = errno;
  const char* remedy = reason == ENOSPC   ? "free some space; an older file is as it was"
                       : reason == ENOENT ? "make the folder first"
                       : reason == EACCES ? "choose a folder that you may write to"
                                          : "";
  throw InputError(describe({path_ == "-" ? "standard output" : path_, 0, 0}, std::string(what) + ": " + std::strerror(reason), remedy));
}

}  // namespace relata
