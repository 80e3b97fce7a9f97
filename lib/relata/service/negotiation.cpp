#include <relata/service/negotiation.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <charconv>
#include <vector>

namespace relata {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t"), end = text.find_last_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin, end - begin + 1);
}

/// Takes the part before `mark` off the front of `rest`.
std::string_view take_part(std::string_view& rest, char mark) {
  const std::size_t end = std::min(rest.find(mark), rest.size());
  const std::string_view part = trimmed(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// Value of a parameter of a media type, "" where it has none.
std::string parameter(std::string_view content_type, std::string_view name) {
  take_part(content_type, ';');
  while (!content_type.empty()) {
    std::string_view rest = take_part(content_type, ';');
    if (to_lower(take_part(rest, '=')) != name) continue;
    if (rest.size() >= 2 && rest.front() == '"' && rest.back() == '"') rest = rest.substr(1, rest.size() - 2);
    return to_lower(rest);
  }
  return {};
}

struct Range {
  std::string type;
  double quality = 1;
  /// How closely it names the type: 0 not at all, 1 "*/*", 2 "text/*", 3 itself.
  int closeness(std::string_view offered) const {
    if (type == offered) return 3;
    if (type == "*/*") return 1;
    return type.ends_with("/*") && offered.starts_with(std::string_view(type).substr(0, type.size() - 1)) ? 2 : 0;
  }
};

}  // namespace

std::optional<std::size_t> negotiate(std::string_view accept, std::span<const std::string_view> offered) {
  std::vector<Range> ranges;
  while (!accept.empty()) {
    const std::string_view one = take_part(accept, ',');
    if (one.empty()) continue;
    Range range{media_type(one)};
    if (const std::string q = parameter(one, "q"); !q.empty() && std::from_chars(q.data(), q.data() + q.size(), range.quality).ec != std::errc()) range.quality = 0;
    ranges.push_back(std::move(range));
  }
  if (ranges.empty()) return offered.empty() ? std::nullopt : std::optional<std::size_t>(0);
  std::optional<std::size_t> best;
  double best_quality = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    int closeness = 0;
    double quality = 0;
    for (const Range& range : ranges)
      if (const int c = range.closeness(offered[i]); c > closeness) closeness = c, quality = range.quality;
    if (quality > best_quality) best = i, best_quality = quality;
  }
  return best;
}

std::string media_type(std::string_view content_type) { return to_lower(take_part(content_type, ';')); }

std::string charset_of(std::string_view content_type) { return parameter(content_type, "charset"); }

}  // namespace relata
