#include <relata/dot/quote.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>

namespace relata {
namespace {

/// Valid UTF-8 that XML (and so SVG and GraphViz's HTML-like labels) can hold.
std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    const bool is_control = (c.value < 0x20 && c.value != '\n' && c.value != '\t') || (c.value >= 0x7F && c.value < 0xA0);
    const bool is_nothing = c.value == 0xFFFE || c.value == 0xFFFF;
    if (!c.valid) append_utf8(out, 0xFFFD);
    else if (c.value == '\t') out += ' ';
    else if (!is_control && !is_nothing) out.append(text.substr(at, c.size));
    at += c.size;
  }
  return out;
}

std::string between_quotes(std::string_view text, std::string_view backslash) {
  std::string out = "\"";
  for (const char c : printable(text)) switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += backslash; break;
      case '\n': out += "\\n"; break;
      case '&': out += "&amp;"; break;  // GraphViz decodes entities in plain labels too
      default: out += c;
    }
  return out + '"';
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string dot_string(std::string_view text) { return between_quotes(text, "\\\\"); }

std::string dot_tooltip(std::string_view text) { return between_quotes(text, R"(\\\\)"); }

std::string dot_html(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) switch (c) {
      case '"': out += "&quot;"; break;
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '\\': out += "\\\\"; break;  // "\N" is the node's name in these labels too
      case '\n': out += "<br/>"; break;
      default: out += c;
    }
  return out;
}

std::string one_line(std::string_view text, std::size_t limit) {
  std::string out;
  std::size_t count = 0;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.valid && is_space(c.value)) {
      gap = !out.empty();
    } else {
      if (count + (gap ? 1 : 0) >= limit) {
        while (!out.empty() && out.back() == ' ') out.pop_back();
        return out + "…";
      }
      if (gap) out += ' ', ++count;
      gap = false;
      out.append(text.substr(at, c.size));
      ++count;
    }
    at += c.size;
  }
  return out;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t size = count_code_points(word);
    if (lines.empty() || length + 1 + size > width) {
      lines.emplace_back(word);
      length = size;
    } else {
      lines.back().append(" ").append(word);
      length += 1 + size;
    }
    at = end + 1;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string in_words(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '%' && i + 2 < name.size() && hex_digit(name[i + 1]) >= 0 && hex_digit(name[i + 2]) >= 0) {
      text += static_cast<char>(hex_digit(name[i + 1]) * 16 + hex_digit(name[i + 2]));
      i += 2;
    } else {
      text += name[i] == '_' ? ' ' : name[i];
    }
  }
  std::string out;
  bool after_lower = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    const std::size_t next = at + c.size;
    const bool starts_word = is_upper(c.value) && (after_lower || (at > 0 && next < text.size() && out.back() != ' ' &&
                                                                    is_letter(decode(text, next).value) &&
                                                                    !is_upper(decode(text, next).value)));
    if (starts_word) out += ' ';
    // An acronym inside keeps its capitals; a word that only starts with one loses it.
    const bool lone = is_upper(c.value) && (next >= text.size() || !is_upper(decode(text, next).value)) &&
                      (starts_word || at == 0 || out.back() == ' ');
    if (lone) append_utf8(out, to_lower(c.value));
    else out.append(text, at, c.size);
    after_lower = c.valid && is_letter(c.value) && !is_upper(c.value);
    at = next;
  }
  return out;
}

}  // namespace relata
