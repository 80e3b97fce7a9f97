#include <relata/text/gzip.hpp>

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace relata {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's way to ask for gzip's header and check sum

uInt bounded(std::size_t size) { return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max())); }

}  // namespace

GzipDecoder::GzipDecoder() : stream_(new z_stream{}) {
  if (inflateInit2(stream_.get(), kGzipWindow) != Z_OK) throw std::bad_alloc();
}

void GzipDecoder::Close::operator()(z_stream_s* stream) const {
  inflateEnd(stream);
  delete stream;
}

GzipDecoder::Step GzipDecoder::unpack(std::string_view packed, std::span<char> out) {
  if (between_members_ && !packed.empty()) {
    inflateReset(stream_.get());
    between_members_ = false;
  }
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // which inflate only reads
  stream_->avail_in = bounded(packed.size());
  stream_->next_out = reinterpret_cast<Bytef*>(out.data());
  stream_->avail_out = bounded(out.size());
  const uInt in = stream_->avail_in, room = stream_->avail_out;
  const int status = inflate(stream_.get(), Z_NO_FLUSH);
  between_members_ = between_members_ || status == Z_STREAM_END;
  const bool sound = status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR;  // the last: nothing could be done
  return {in - stream_->avail_in, room - stream_->avail_out, sound ? "" : stream_->msg != nullptr ? stream_->msg : "no gzip data"};
}

}  // namespace relata
