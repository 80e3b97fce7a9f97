// Bytes as a file, for readers that take paths.
#pragma once
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>

inline std::string in_file(const std::uint8_t* data, std::size_t size, const char* extension) {
  const std::string path = "/tmp/relata-fuzz-" + std::to_string(::getpid()) + extension;
  if (std::FILE* file = std::fopen(path.c_str(), "wb")) {
    std::fwrite(data, 1, size, file);
    std::fclose(file);
  }
  return path;
}
