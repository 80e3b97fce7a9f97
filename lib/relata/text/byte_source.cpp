#include <relata/text/byte_source.hpp>

#include <relata/core/content_hash.hpp>
#include <relata/core/error.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <span>
#include <system_error>
#include <utility>

namespace relata {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kHead = 4096;

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

ByteSource::ByteSource(const std::string& path, std::string name) : name_(std::move(name)) {
  descriptor_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) throw InputError(describe({name_}, "cannot be opened: " + reason()));
}

ByteSource::ByteSource(Bytes bytes, std::string name) : name_(std::move(name)), at_end_(true), buffer_(std::move(bytes.bytes)) {}

ByteSource::~ByteSource() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

bool ByteSource::fill() {
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  if (gzip_) return unpack_chunk();
  if (!append_chunk(buffer_)) return false;
  if (taken_ > 0) return true;
  while (buffer_.size() == 1 && append_chunk(buffer_)) {  // a pipe may give the first byte alone
  }
  if (!GzipDecoder::is_gzip(buffer_)) return true;
  packed_ = std::exchange(buffer_, {});
  packed_read_ = packed_.size();
  gzip_.emplace();
  return unpack_chunk();
}

bool ByteSource::append_chunk(std::string& bytes) {
  if (at_end_) return false;
  const std::size_t old = bytes.size();
  bytes.resize(old + kChunk);
  ssize_t got = 0;
  do got = ::read(descriptor_, bytes.data() + old, kChunk);
  while (got < 0 && errno == EINTR);
  bytes.resize(old + static_cast<std::size_t>(got > 0 ? got : 0));
  at_end_ = got <= 0;
  if (got < 0) throw InputError(describe({name_}, "cannot be read: " + reason()));
  return !at_end_;
}

bool ByteSource::unpack_chunk() {
  const std::size_t old = buffer_.size();
  while (true) {
    if (packed_.empty()) {
      if (!append_chunk(packed_)) break;
      packed_read_ += packed_.size();
    }
    buffer_.resize(old + kChunk);
    const auto [taken, made, fault] = gzip_->unpack(packed_, std::span(buffer_).subspan(old));
    packed_.erase(0, taken);
    buffer_.resize(old + made);
    if (!fault.empty()) give_up("its gzip data are damaged: " + std::string(fault));
    if (made > 0) return true;
  }
  if (!gzip_->between_members()) give_up("its gzip data end too early");
  return false;
}

void ByteSource::give_up(const std::string& fact) {
  packed_.clear();
  gzip_.emplace();
  at_end_ = true;
  throw InputError(describe({name_}, fact, "pack or fetch it again"));
}

std::string_view ByteSource::head() {
  // A slow writer of lines is not waited for; markup is read whole anyway and may begin with comments.
  const auto has_line = [&] {
    const std::size_t first = buffer_.find_first_not_of(" \t\r\n");
    return first != std::string::npos && buffer_[first] != '<' && buffer_.find('\n', first) != std::string::npos;
  };
  while (buffer_.size() < kHead && !has_line() && fill()) {
  }
  return std::string_view(buffer_).substr(0, kHead);
}

bool ByteSource::take_line(std::string& line, std::uint64_t limit) {
  line.clear();
  for (bool any = false;; any = true) {
    if (begin_ == buffer_.size() && !fill()) {
      if (!any) return false;
      ++lines_;
      digest_ = content_hash(digest_, line);
      return true;
    }
    const std::size_t stop = buffer_.find('\n', begin_);
    const std::size_t end = stop == std::string::npos ? buffer_.size() : stop;
    line.append(buffer_, begin_, end - begin_);
    taken_ += end - begin_;
    begin_ = end;
    if (line.size() > limit)
      throw InputError(describe({name_, lines_ + 1}, "the line is over " + std::to_string(limit) + " bytes", "a line holds one record: split it"));
    if (stop == std::string::npos) continue;
    ++begin_;
    ++taken_;
    ++lines_;
    digest_ = content_hash(digest_, line);
    return true;
  }
}

std::string ByteSource::take_all(std::uint64_t limit) {
  while (buffer_.size() - begin_ <= limit && fill()) {
  }
  if (buffer_.size() - begin_ > limit)
    throw InputError(describe({name_}, "is over " + std::to_string(limit) + " bytes, the most that one document may have", "split it"));
  std::string all = begin_ == 0 ? std::move(buffer_) : buffer_.substr(begin_);
  buffer_.clear();
  begin_ = 0;
  taken_ += all.size();
  digest_ = content_hash(digest_, all);
  return all;
}

}  // namespace relata
