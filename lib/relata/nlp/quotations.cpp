#include <relata/nlp/quotations.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>
#include <map>

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

/// The colon of "NAME:" at the begin of the line and the sentence; kNone where there is none.
std::uint32_t colon_behind_name(const Document& document, const Sentence& sentence) {
  constexpr std::uint32_t kLongest = 3;  // words
  const auto& tokens = document.tokens;
  const std::uint32_t first = sentence.first_token, end = first + sentence.token_count;
  if (sentence.token_count < 3 || (first > 0 && gap_before(document, first).find('\n') == std::string_view::npos)) return kNone;
  std::uint32_t colon = first;
  const auto is_word = [&](const std::string& form) { return form.size() > 1 && is_upper(decode(form, 0).value); };
  while (colon < end && colon - first < kLongest && is_word(tokens[colon].form)) ++colon;
  if (colon == first || colon + 1 >= end || tokens[colon].form != ":") return kNone;
  return is_one_of(to_lower(tokens[first].form), {"breaking", "correction", "editor", "live", "more", "note", "photos", "read", "update", "video", "watch"}) ? kNone : colon;
}

bool is_in_capitals(std::string_view name) { return name.size() > 2 && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; }); }

}  // namespace

std::vector<std::uint32_t> find_turns(const Document& document) {
  constexpr std::size_t kFewestInCapitals = 2, kFewest = 4;
  std::vector<std::uint32_t> capitals, others;
  std::map<std::string_view, int> turns;
  const auto name_before = [&](std::uint32_t colon) {
    const Sentence& line = document.sentences[sentence_of(document, colon)];
    return document.at({line.span.begin, document.tokens[colon].span.begin});
  };
  for (const Sentence& sentence : document.sentences) {
    const std::uint32_t colon = colon_behind_name(document, sentence);
    if (colon == kNone) continue;
    ++turns[name_before(colon)];
    (is_in_capitals(name_before(colon)) ? capitals : others).push_back(colon);
  }
  if (capitals.size() < kFewestInCapitals) capitals.clear();
  std::erase_if(others, [&](std::uint32_t colon) { return turns[name_before(colon)] < 2; });
  if (others.size() >= kFewest) capitals.insert(capitals.end(), others.begin(), others.end());
  std::sort(capitals.begin(), capitals.end());
  return capitals;
}

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
  const auto add = [&](TokenRange block, bool open) {
    const auto shares = [&](const Quotation& q) { return q.first < block.end && block.first < q.end; };
    if (block.first < block.end && std::none_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(marked), shares)) out.push_back({block.first, block.end, open});
  };
  for (std::uint32_t i = 0; i < tokens.size(); ++i) add(block_behind(document, i), true);
  for (const std::uint32_t colon : find_turns(document)) {
    std::uint32_t end = colon + 1;
    while (end < tokens.size() && gap_before(document, end).find('\n') == std::string_view::npos) ++end;
    if (end - colon <= kLongest) add({colon + 1, end}, false);
  }
  std::sort(out.begin(), out.end(), [](const Quotation& a, const Quotation& b) { return a.first < b.first; });
  return out;
}

}  // namespace relata
