// Packed bytes (gzip, RFC 1952) to what was packed, piece by piece.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

struct z_stream_s;

namespace relata {

/// A file may have several members, one after the other.
class GzipDecoder {
 public:
  GzipDecoder();

  static bool is_gzip(std::string_view head) { return head.starts_with("\x1F\x8B"); }

  struct Step {
    std::size_t taken;      ///< bytes of `packed`
    std::size_t made;       ///< bytes of `out`
    std::string_view fault; ///< what is wrong with the packed bytes; empty: nothing
  };
  /// Unpacks as much as one of the two has room for.
  Step unpack(std::string_view packed, std::span<char> out);
  /// Whether the packed bytes may end here.
  bool between_members() const { return between_members_; }

 private:
  struct Close {
    void operator()(z_stream_s* stream) const;
  };
  std::unique_ptr<z_stream_s, Close> stream_;
  bool between_members_ = true;
};

}  // namespace relata
