#include <relata/text/input_files.hpp>

#include <relata/core/error.hpp>
#include <relata/core/utf8.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace relata {
namespace {

namespace fs = std::filesystem;

/// An id is text: names of files are bytes.
std::string valid(const std::string& bytes) {
  std::size_t replaced = 0;
  return repair_utf8(bytes, replaced);
}

std::uint64_t size_of(const fs::path& path) {
  std::error_code error;
  const bool regular = fs::is_regular_file(path, error);
  const std::uintmax_t size = regular ? fs::file_size(path, error) : 0;
  return error ? 0 : size;
}

InputFile input_file(const fs::path& path, const fs::path& relative) {
  fs::path stem = without_gz(relative.native());
  stem.replace_extension();
  return {path.string(), valid(path.string()), valid(stem.generic_string()), size_of(path)};
}

bool is_wanted(const fs::path& path, InputForm form) {
  const InputForm own = form_of_path(path.generic_string());
  return own != InputForm::kAuto && (form == InputForm::kAuto || own == form);
}

void add_folder(const std::string& folder, InputForm form, std::vector<InputFile>& files) {
  std::vector<InputFile> found;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code unreadable;
    if (is_wanted(at->path(), form) && !at->is_directory(unreadable))
      found.push_back(input_file(at->path(), at->path().lexically_relative(folder)));
  }
  if (error) throw InputError(describe({folder}, "cannot be looked through: " + error.message()));
  if (found.empty()) throw InputError(describe({folder}, "no file to read in this folder", "relata reads " + extensions_of(form) + ", also packed as .gz"));
  std::sort(found.begin(), found.end(), [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
  std::move(found.begin(), found.end(), std::back_inserter(files));
}

}  // namespace

std::vector<InputFile> find_input_files(std::span<const std::string> paths, InputForm form) {
  std::vector<InputFile> files;
  for (const std::string& path : paths) {
    if (path == "-") {
      files.push_back({"-", "stdin", "stdin", 0});
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) throw InputError(describe({path}, "no such file or folder"));
    if (error) throw InputError(describe({path}, "cannot be read: " + error.message()));
    if (fs::is_directory(status)) add_folder(path, form, files);
    else files.push_back(input_file(path, fs::path(path).filename()));
  }
  return files;
}

}  // namespace relata
