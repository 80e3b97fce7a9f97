#include <relata/core/content_hash.hpp>
#include <relata/core/error.hpp>
#include <relata/nn/safetensors_file.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

namespace relata {

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

namespace {

constexpr std::string_view kExportAgain = "export the model again";
constexpr std::string_view kCopyAgain = "it was cut or is no safetensors file; copy it again";

struct TypeSize {
  std::string_view type;
  std::size_t bytes;
};
constexpr TypeSize kTypes[] = {{"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"U16", 2}, {"I16", 2}, {"F16", 2}, {"BF16", 2},
                               {"U32", 4},  {"I32", 4}, {"F32", 4}, {"U64", 8}, {"I64", 8}, {"F64", 8}};

std::size_t size_of(std::string_view type) {
  const auto* const found = std::ranges::find(kTypes, type, &TypeSize::type);
  return found == std::end(kTypes) ? 0 : found->bytes;
}

std::optional<std::vector<std::size_t>> naturals(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return std::nullopt;
  std::vector<std::size_t> out;
  for (const nlohmann::json& number : *found) {
    if (!number.is_number_unsigned()) return std::nullopt;
    out.push_back(number.get<std::size_t>());
  }
  return out;
}

/// Bytes that a shape takes; nothing where that is more than `limit`.
std::optional<std::size_t> bytes_of(const std::vector<std::size_t>& shape, std::size_t each, std::size_t limit) {
  std::size_t bytes = each;
  for (const std::size_t dimension : shape) {
    if (dimension != 0 && bytes > limit / dimension) return std::nullopt;
    bytes *= dimension;
  }
  return bytes <= limit ? std::optional(bytes) : std::nullopt;
}

std::string to_string(const std::vector<std::size_t>& shape) {
  std::string out = "[";
  for (const std::size_t dimension : shape) out += (out.size() > 1 ? ", " : "") + std::to_string(dimension);
  return out + "]";
}

MappedFile open(const std::filesystem::path& path) {
  try {
    return MappedFile(path);
  } catch (const InputError& error) {
    throw ModelError(error.what());
  }
}

}  // namespace

SafetensorsFile::SafetensorsFile(const std::filesystem::path& path) : name_(path.string()), file_(open(path)) { read_header(); }

void SafetensorsFile::read_header() {
  const std::span<const std::byte> bytes = file_.bytes();
  std::uint64_t size = 0;
  if (bytes.size() < sizeof size) refuse("has " + std::to_string(bytes.size()) + " bytes", kCopyAgain);
  std::memcpy(&size, bytes.data(), sizeof size);
  const std::span<const std::byte> rest = bytes.subspan(sizeof size);
  if (size > rest.size()) {
    refuse("says its header has " + std::to_string(size) + " bytes, but has " + std::to_string(rest.size()), kCopyAgain);
  }
  const char* const begin = reinterpret_cast<const char*>(rest.data());
  const auto header = nlohmann::json::parse(begin, begin + size, nullptr, false);
  if (!header.is_object()) refuse("has a header that is not a JSON object", kCopyAgain);

  const std::span<const std::byte> data = rest.subspan(size);
  for (const auto& [name, entry] : header.items()) {
    if (!entry.is_object()) refuse("'" + name + "' is not described by a JSON object", kExportAgain);
    if (name == "__metadata__") {
      for (const auto& [key, value] : entry.items()) {
        if (value.is_string()) metadata_[key] = value.get<std::string>();
      }
      continue;
    }
    const auto shape = naturals(entry, "shape"), place = naturals(entry, "data_offsets");
    const auto type = entry.find("dtype");
    if (!shape || !place || place->size() != 2 || type == entry.end() || !type->is_string()) {
      refuse("tensor '" + name + "' lacks dtype, shape or data_offsets", kExportAgain);
    }
    const std::string type_name = type->get<std::string>();
    const std::size_t each = size_of(type_name), first = place->front(), last = place->back();
    if (each == 0) refuse("tensor '" + name + "' has the unknown type " + type_name, kExportAgain);
    if (first > last || last > data.size()) {
      refuse("tensor '" + name + "' lies at bytes " + std::to_string(first) + " to " + std::to_string(last) + " of " +
                 std::to_string(data.size()), kCopyAgain);
    }
    const auto wanted = bytes_of(*shape, each, data.size());
    if (wanted != last - first) {
      refuse("tensor '" + name + "' of shape " + to_string(*shape) + " has " + std::to_string(last - first) + " bytes", kExportAgain);
    }
    tensors_[name] = {type_name, *shape, data.subspan(first, last - first)};
  }
}

std::string_view SafetensorsFile::metadata(const std::string& key) const {
  const auto found = metadata_.find(key);
  return found == metadata_.end() ? std::string_view{} : found->second;
}

const Tensor& SafetensorsFile::tensor(const std::string& name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end()) refuse("has no tensor '" + name + "'", kExportAgain);
  return found->second;
}

template <class Number>
std::span<const Number> SafetensorsFile::view(const std::string& name, const char* type, const std::vector<std::size_t>& shape) const {
  const Tensor& found = tensor(name);
  if (found.type != type || found.shape != shape) {
    refuse("tensor '" + name + "' is " + found.type + " " + to_string(found.shape) + ", wanted is " + type + " " + to_string(shape),
           kExportAgain);
  }
  if (reinterpret_cast<std::uintptr_t>(found.bytes.data()) % alignof(Number) != 0) {
    refuse("tensor '" + name + "' is not aligned to " + std::to_string(alignof(Number)) + " bytes", kExportAgain);
  }
  return {reinterpret_cast<const Number*>(found.bytes.data()), found.bytes.size() / sizeof(Number)};
}

std::span<const std::int8_t> SafetensorsFile::int8(const std::string& name, const std::vector<std::size_t>& shape) const {
  return view<std::int8_t>(name, "I8", shape);
}

std::span<const std::int32_t> SafetensorsFile::int32(const std::string& name, const std::vector<std::size_t>& shape) const {
  return view<std::int32_t>(name, "I32", shape);
}

std::span<const float> SafetensorsFile::floats(const std::string& name, const std::vector<std::size_t>& shape) const {
  const std::span<const float> numbers = view<float>(name, "F32", shape);
  if (!std::ranges::all_of(numbers, [](float number) { return std::isfinite(number); })) {
    refuse("tensor '" + name + "' has numbers that are not finite", kExportAgain);
  }
  return numbers;
}

std::uint64_t SafetensorsFile::fingerprint() const {
  const std::span<const std::byte> bytes = file_.bytes();
  return content_hash({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void SafetensorsFile::refuse(std::string_view fact, std::string_view remedy) const {
  throw ModelError(describe({name_, 0, 0}, fact, remedy));
}

}  // namespace relata
