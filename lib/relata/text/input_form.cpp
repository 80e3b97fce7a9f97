#include <relata/text/input_form.hpp>

#include <algorithm>
#include <array>

namespace relata {
namespace {

struct FormRow {
  InputForm form;
  std::string_view word;
  std::array<std::string_view, 3> extensions;  // "" = none; the first is the usual one
};
constexpr std::array kForms{
    FormRow{InputForm::kText, "text", {".txt"}},
    FormRow{InputForm::kHtml, "html", {".html", ".htm", ".xhtml"}},
    FormRow{InputForm::kJsonl, "jsonl", {".jsonl", ".ndjson", ".json"}},
    FormRow{InputForm::kConllu, "conllu", {".conllu", ".conll"}},
};
constexpr std::array<std::string_view, 5> kConlluComments{"# newdoc", "# newpar", "# sent_id =", "# text =", "# global.columns"};
constexpr std::array<std::string_view, 4> kHtmlTags{"<!doctype html", "<html", "<head", "<body"};

constexpr char to_lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_with(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char want, char c) { return want == to_lower_ascii(c); });
}

std::string_view without_leading_space(std::string_view s) {
  const std::size_t begin = s.find_first_not_of(" \t\r\n\f");
  return begin == std::string_view::npos ? std::string_view() : s.substr(begin);
}

/// Past an XML declaration and comments, which may stand before the doctype.
bool is_html(std::string_view head) {
  while (begins_with(head, "<?xml") || head.starts_with("<!--")) {
    const std::string_view closer = head.starts_with("<!--") ? "-->" : "?>";
    const std::size_t end = head.find(closer);
    if (end == std::string_view::npos) return head.starts_with("<!--");
    head = without_leading_space(head.substr(end + closer.size()));
  }
  return std::any_of(kHtmlTags.begin(), kHtmlTags.end(), [&](std::string_view tag) { return begins_with(head, tag); });
}

/// A first line that is a comment of CoNLL-U, or word 1 (or 1-2) with ten columns.
bool is_conllu(std::string_view head) {
  if (std::any_of(kConlluComments.begin(), kConlluComments.end(), [&](std::string_view c) { return head.starts_with(c); })) return true;
  const std::string_view line = head.substr(0, head.find('\n'));
  return (line.starts_with("1\t") || line.starts_with("1-")) && std::count(line.begin(), line.end(), '\t') == 9;
}

}  // namespace

std::optional<InputForm> input_form(std::string_view word) {
  for (const FormRow& row : kForms)
    if (row.word == word) return row.form;
  return std::nullopt;
}

std::string_view to_string(InputForm form) {
  for (const FormRow& row : kForms)
    if (row.form == form) return row.word;
  return "auto";
}

std::string_view without_gz(std::string_view path) {
  constexpr std::string_view kPacked = ".gz";
  if (path.size() > kPacked.size() && begins_with(path.substr(path.size() - kPacked.size()), kPacked)) path.remove_suffix(kPacked.size());
  return path;
}

InputForm form_of_path(std::string_view path) {
  const std::string_view name = without_gz(path.substr(path.find_last_of('/') + 1));
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return InputForm::kAuto;
  const std::string_view extension = name.substr(dot);
  for (const FormRow& row : kForms)
    for (const std::string_view known : row.extensions)
      if (!known.empty() && extension.size() == known.size() && begins_with(extension, known)) return row.form;
  return InputForm::kAuto;
}

InputForm form_of_bytes(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (is_conllu(head)) return InputForm::kConllu;
  head = without_leading_space(head);
  if (is_html(head)) return InputForm::kHtml;
  if (head.starts_with('{')) {
    const std::string_view inside = without_leading_space(head.substr(1));
    if (inside.empty() || inside.front() == '"' || inside.front() == '}') return InputForm::kJsonl;
  }
  return InputForm::kText;
}

std::string extensions_of(InputForm form) {
  std::string out;
  for (const FormRow& row : kForms) {
    if (form != InputForm::kAuto && form != row.form) continue;
    for (const std::string_view extension : row.extensions) {
      if (extension.empty() || (form == InputForm::kAuto && extension != row.extensions.front())) continue;
      out.append(out.empty() ? "" : " ").append(extension);
    }
  }
  return out;
}

}  // namespace relata
