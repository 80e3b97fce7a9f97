#include <relata/core/content_hash.hpp>

#include <array>
#include <cstdio>
#include <cstring>

namespace relata {

std::uint64_t content_hash(std::string_view bytes) {
  // Eight bytes a step; a multiply and a fold of its 128-bit result mix well enough that keys that
  // differ in one letter land apart (the construction of wyhash and rapidhash).
  __extension__ using Wide = unsigned __int128;
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15u, kOther = 0xD6E8FEB86659FD93u;
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  std::uint64_t state = kOdd ^ bytes.size();
  while (bytes.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data(), 8);
    state = mix(state ^ word, kOther) + kOdd;
    bytes.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, bytes.data(), bytes.size());
  return mix(mix(state ^ rest, kOther), kOdd ^ bytes.size());
}

std::uint64_t content_hash(std::uint64_t before, std::string_view bytes) {
  const std::array<std::uint64_t, 2> both{before, content_hash(bytes)};
  return content_hash({reinterpret_cast<const char*>(both.data()), sizeof both});
}

std::string hash_digits(std::uint64_t hash) {
  std::array<char, 17> out{};
  std::snprintf(out.data(), out.size(), "%016llx", static_cast<unsigned long long>(hash));
  return out.data();
}

}  // namespace relata
