#include <relata/nlp/quotations.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>

namespace relata {
namespace {

constexpr std::uint32_t kLongest = 400;  // tokens: a stray mark must not swallow an article

/// Marks of one kind only; a straight one may be either.
bool only_opens(const std::string& form) { return is_opening_quote(form) && form != "\""; }
bool only_closes(const std::string& form) { return is_closing_quote(form) && form != "\""; }

std::string_view gap_before(const Document& document, std::uint32_t token) {
  const std::uint32_t before = token == 0 ? 0 : document.tokens[token - 1].span.end;
  return before < document.tokens[token].span.begin ? document.at({before, document.tokens[token].span.begin}) : std::string_view();
}

bool begins_paragraph(const Document& document, std::uint32_t token) { return gap_before(document, token).find("\n\n") != std::string_view::npos; }

/// "Mr Roe said:" on a line of its own: statements give what follows without marks, to the end or until somebody tells of the speaker again. `said` is the
/// colon; empty where the words behind it have marks or there are none.
TokenRange block_behind(const Document& document, std::uint32_t said) {
  constexpr std::uint32_t kLongestLine = 20;  // tokens
  const auto& tokens = document.tokens;
  if (said < 2 || said + 1 >= tokens.size() || tokens[said].form != ":" || !begins_paragraph(document, said + 1) || is_opening_quote(tokens[said + 1].form)) return {};
  if (!is_one_of(tokens[said - 1].form, {"said", "says", "added", "adds", "stated", "continued", "commented", "concluded"})) return {};
  std::uint32_t line = said;
  while (line > 0 && said - line < kLongestLine && gap_before(document, line).find('\n') == std::string_view::npos) --line;
  if (said - line >= kLongestLine) return {};
  const std::string& speaker = tokens[said - 2].form;
  std::uint32_t end = said + 1;
  for (std::uint32_t paragraph = said + 1; paragraph < tokens.size();) {
    std::uint32_t next = paragraph + 1;
    while (next < tokens.size() && !begins_paragraph(document, next)) ++next;
    const auto tells = [&](const Token& token) {
      return token.form == speaker || is_one_of(token.form, {"said", "says", "added", "Notes", "Background", "ENDS"}) || is_opening_quote(token.form) || token.form == "\"";
    };
    if (paragraph > said + 1 && std::any_of(tokens.begin() + paragraph, tokens.begin() + next, tells)) break;
    if (next - said > kLongest) break;
    end = paragraph = next;
  }
  return end > said + 1 ? TokenRange{said + 1, end} : TokenRange{};
}

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
  const std::size_t marked = out.size();
  for (std::uint32_t i = 0; i < tokens.size(); ++i)
    if (const TokenRange block = block_behind(document, i); block.first < block.end) {
      const auto shares = [&](const Quotation& q) { return q.first < block.end && block.first < q.end; };
      if (std::none_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(marked), shares)) out.push_back({block.first, block.end, true});
    }
  std::sort(out.begin(), out.end(), [](const Quotation& a, const Quotation& b) { return a.first < b.first; });
  return out;
}

}  // namespace relata
