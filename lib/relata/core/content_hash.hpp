// The hash by which files are known: fingerprints of what they hold, tables within them. It is part of
// the formats that use it and never changes; about 5 GB/s. Not against an adversary.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace relata {

std::uint64_t content_hash(std::string_view bytes);
/// Of a sequence of pieces: `before` is the hash of those before `bytes`, at first 0.
std::uint64_t content_hash(std::uint64_t before, std::string_view bytes);
/// As files have it: 16 hexadecimal digits in lower case.
std::string hash_digits(std::uint64_t hash);

}  // namespace relata
