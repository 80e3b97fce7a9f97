// The files behind the paths that were given: folders looked through, each file with the name its
// documents get.
#pragma once
#include <relata/text/input_form.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace relata {

struct InputFile {
  std::string path;         ///< to open; "-" = standard input
  std::string name;         ///< for messages
  std::string stem;         ///< id of its document: file name, or path under the given folder, without extension
  std::uint64_t bytes = 0;  ///< size; 0 where not known (a pipe)
};

/// Files as given; folders with all files of a known extension under them (of `form`, if one is chosen), sorted by
/// name. InputError on what does not exist and on a folder without any such file.
std::vector<InputFile> find_input_files(std::span<const std::string> paths, InputForm form);

}  // namespace relata
