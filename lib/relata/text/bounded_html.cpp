// The one pass before the parser (html_tree.hpp). A parser after the HTML standard does work that grows
// with the depth of the page at every tag, and opens unclosed formatting anew in every paragraph;
// neither matters to the words of a page.
#include <relata/text/html_tree.hpp>

#include <algorithm>
#include <array>

namespace relata {
namespace {

constexpr int kDeepest = 512;                 // as in browsers
constexpr std::size_t kLongestTag = 1 << 16;  // bytes; longer ones carry pictures
constexpr int kMostAttributes = 256;

// Tags that change how words look, not where paragraphs end.
constexpr std::array<std::string_view, 17> kFormatting{"a", "b",     "big",    "code",   "em", "font", "i",   "isindex",  "nobr",
                                                       "s", "small", "strike", "strong", "tt", "u",    "wbr", "plaintext"};
// Elements that end by themselves, so that their start tags say nothing about depth.
constexpr std::array<std::string_view, 29> kUncounted{
    "html", "head", "body", "p",  "li",  "dt",    "dd",    "tr",    "td",   "th",    "thead",  "tbody", "tfoot", "colgroup", "area",
    "base", "br",   "col",  "hr", "img", "input", "image", "embed", "link", "param", "source", "meta",  "track", "frame"};
// Elements whose content is no markup, or nothing to read; left out whole, but for titles and JSON-LD.
constexpr std::array<std::string_view, 11> kSkipped{"script",  "style",    "title",  "textarea", "xmp", "iframe",
                                                    "noembed", "noframes", "select", "svg",      "math"};

template <std::size_t size>
bool is_in(const std::array<std::string_view, size>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_html_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

struct Tag {
  std::string name;
  bool closes = false;
  std::size_t end = 0;  ///< one past its '>'; npos: cut short
  int attributes = 0;   ///< at least as many as there are
};

/// The tag that begins at `at` ("<x" or "</x").
Tag read_tag(std::string_view html, std::size_t at) {
  Tag tag;
  tag.closes = html[at + 1] == '/';
  const std::size_t begin = at + (tag.closes ? 2 : 1);
  std::size_t i = begin;
  while (i < html.size() && !is_html_space(html[i]) && html[i] != '>' && html[i] != '/') ++i;
  tag.name = lower(html.substr(begin, std::min<std::size_t>(i - begin, 32)));
  char last = 0;  // the last character that is no space
  for (; i < html.size(); ++i) {
    const char c = html[i];
    if (c == '>') {
      tag.end = i + 1;
      return tag;
    }
    if ((c == '"' || c == '\'') && last == '=') {  // elsewhere a quote is part of a name
      i = html.find(c, i + 1);
      if (i == std::string_view::npos) break;
      ++tag.attributes;
    } else if (is_html_space(c) || c == '/') {
      ++tag.attributes;
    }
    if (!is_html_space(c)) last = c;
  }
  tag.end = std::string_view::npos;
  return tag;
}

/// Where the comment or declaration at `at` ("<!" or "<?") ends.
std::size_t end_of_declaration(std::string_view html, std::size_t at) {
  if (html.substr(at, 5) == "<!-->") return at + 5;
  if (html.substr(at, 4) == "<!--") {
    const std::size_t end = html.find("-->", at + 4);
    return end == std::string_view::npos ? html.size() : end + 3;
  }
  const std::size_t end = html.find('>', at);
  return end == std::string_view::npos ? html.size() : end + 1;
}

/// Where the end tag of skipped element `name` begins, whose content begins at `at`.
std::size_t find_end_tag(std::string_view html, std::size_t at, std::string_view name) {
  while ((at = html.find("</", at)) != std::string_view::npos) {
    if (lower(html.substr(at + 2, name.size())) == name) return at;
    at += 2;
  }
  return html.size();
}

}  // namespace

std::string bounded_html(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  int depth = 0;  // of counted tags, those left out included
  std::size_t at = 0;
  while (at < html.size()) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    out.append(html, at, open - at);
    at = open;
    if (at + 1 >= html.size()) {
      out.append(html, at);
      break;
    }
    const char next = html[at + 1];
    if (next == '!' || next == '?') {
      const std::size_t end = end_of_declaration(html, at);
      if (lower(html.substr(at, 9)) == "<!doctype") out.append(html, at, end - at);
      else if (html.substr(at, 9) == "<![CDATA[") out += ' ';
      at = end;
      continue;
    }
    if (!is_ascii_letter(next) && !(next == '/' && at + 2 < html.size() && is_ascii_letter(html[at + 2]))) {
      out += '<';
      ++at;
      continue;
    }
    const Tag tag = read_tag(html, at);
    if (tag.end == std::string_view::npos) break;
    const std::size_t begin = at;
    at = tag.end;
    const bool is_huge = tag.end - begin > kLongestTag || tag.attributes > kMostAttributes;
    const bool closes_itself = html[tag.end - 2] == '/' && (tag.name == "svg" || tag.name == "math");
    if (closes_itself || (tag.closes && is_in(kSkipped, tag.name))) continue;
    if (is_in(kSkipped, tag.name)) {
      const std::size_t end = find_end_tag(html, at, tag.name);
      const bool is_data = tag.name == "script" && lower(html.substr(begin, tag.end - begin)).find("ld+json") != std::string::npos;
      at = end == html.size() ? end : std::min(html.find('>', end), html.size() - 1) + 1;
      if ((is_data || tag.name == "title") && !is_huge) out.append(html, begin, at - begin);
      else out += ' ';
      continue;
    }
    if (is_in(kFormatting, tag.name)) continue;
    if (is_in(kUncounted, tag.name)) {
      if (!is_huge) out.append(html, begin, tag.end - begin);
      continue;
    }
    if (tag.closes) {
      if (depth <= kDeepest) out.append(html, begin, tag.end - begin);
      depth = std::max(depth - 1, 0);
    } else {
      ++depth;
      if (depth > kDeepest) out += ' ';
      else if (is_huge) out.append("<").append(tag.name).append(">");
      else out.append(html, begin, tag.end - begin);
    }
  }
  return out;
}

}  // namespace relata
