#include <relata/nlp/quotations.hpp>

#include <relata/nlp/cues.hpp>

#include <algorithm>

namespace relata {
namespace {

constexpr std::uint32_t kLongest = 400;  // tokens: a stray mark must not swallow an article

/// Marks of one kind only; a straight one may be either.
bool only_opens(const std::string& form) { return is_opening_quote(form) && form != "\""; }
bool only_closes(const std::string& form) { return is_closing_quote(form) && form != "\""; }

}  // namespace

std::vector<Quotation> find_quotations(const Document& document) {
  std::vector<Quotation> out;
  const auto& tokens = document.tokens;
  std::uint32_t open = kNone;
  const auto close = [&](std::uint32_t end, bool marked) {
    if (open != kNone && end - open <= kLongest) out.push_back({open, end, !marked});
    open = kNone;
  };
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const std::uint32_t before = i == 0 ? 0 : tokens[i - 1].span.end;
    const std::string_view gap = before < tokens[i].span.begin ? document.at({before, tokens[i].span.begin}) : std::string_view();
    if (gap.find("\n\n") != std::string_view::npos) close(i, false);
    const std::string& form = tokens[i].form;
    const bool on_new_line = gap.find('\n') != std::string_view::npos;
    // Two apostrophes close what "``" opened, or are a straight mark: touching the word behind and not the one before, they open.
    const bool touches = i + 1 < tokens.size() && tokens[i + 1].span.begin == tokens[i].span.end && (i == 0 || before < tokens[i].span.begin);
    if (only_opens(form) || (form == "\"" && (open == kNone || on_new_line)) || (form == "''" && open == kNone && touches)) {
      if (open == kNone) open = i;
    } else if (only_closes(form) || form == "\"") {
      close(i + 1, true);
    } else if (open != kNone && i - open > kLongest) {
      open = kNone;
    }
  }
  close(static_cast<std::uint32_t>(tokens.size()), false);
  return out;
}

}  // namespace relata
