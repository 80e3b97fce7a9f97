#include <relata/nlp/date_finder.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace relata {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};

/// 1..12, or 0. Abbreviations have three letters or "sept", with or without a full stop; "may" and
/// "march" only with a capital, since they are verbs too.
int month_of(const std::string& form) {
  if (form.empty() || !is_upper(decode(form, 0).value)) return 0;
  std::string lower = to_lower(form);
  if (lower.ends_with('.')) lower.pop_back();
  if (lower == "sept") return 9;
  for (std::size_t m = 0; m < kMonths.size(); ++m)
    if (lower == kMonths[m] || (lower.size() == 3 && kMonths[m].starts_with(lower))) return static_cast<int>(m) + 1;
  return 0;
}

/// The number a token spells, with an ordinal ending allowed ("19th"); -1 if it is none or longer than four digits.
int number_of(std::string form, bool ordinal) {
  if (ordinal && form.size() > 2) {
    const std::string ending = to_lower(std::string_view(form).substr(form.size() - 2));
    if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th") form.resize(form.size() - 2);
  }
  if (form.empty() || form.size() > 4 || !std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return -1;
  return std::stoi(form);
}

bool is_day(int n) { return n >= 1 && n <= 31; }
bool is_year(int n) { return n >= 1000 && n <= 2999; }

std::string iso(int year, int month, int day) {
  std::array<char, 16> out{};
  if (year > 0 && day > 0) std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", year, month, day);
  else if (year > 0) std::snprintf(out.data(), out.size(), "%04d-%02d", year, month);
  else std::snprintf(out.data(), out.size(), "--%02d-%02d", month, day);
  return out.data();
}

}  // namespace

std::vector<Mention> DateFinder::find(const Document& document) const {
  std::vector<Mention> out;
  const auto& tokens = document.tokens;
  const auto number = [&](std::size_t i, bool ordinal) { return i < tokens.size() ? number_of(tokens[i].form, ordinal) : -1; };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::size_t end = i;
    std::string value;
    if (const int month = month_of(tokens[i].form); month != 0) {
      if (const int day = number(i + 1, true); is_day(day)) {
        const bool comma = i + 2 < tokens.size() && tokens[i + 2].form == ",";
        const std::size_t year_at = i + (comma ? 3 : 2);
        const int year = number(year_at, false);
        value = iso(is_year(year) ? year : 0, month, day);
        end = is_year(year) ? year_at + 1 : i + 2;
      } else if (const int year = number(i + 1, false); is_year(year)) {
        value = iso(year, month, 0);
        end = i + 2;
      }
    } else if (const int day = number(i, true); is_day(day) && i + 1 < tokens.size() && month_of(tokens[i + 1].form) != 0) {
      const int year = number(i + 2, false);
      value = iso(is_year(year) ? year : 0, month_of(tokens[i + 1].form), day);
      end = is_year(year) ? i + 3 : i + 2;
    } else if (tokens[i].form.size() == 10) {
      int y = 0, m = 0, d = 0, read = 0;
      if (std::sscanf(tokens[i].form.c_str(), "%4d-%2d-%2d%n", &y, &m, &d, &read) == 3 && read == 10 && is_year(y) &&
          m >= 1 && m <= 12 && is_day(d)) {
        value = tokens[i].form;
        end = i + 1;
      }
    }
    if (end == i) continue;
    Mention mention;
    mention.span = {tokens[i].span.begin, tokens[end - 1].span.end};
    mention.kind = MentionKind::kValue;
    mention.type = "http://www.w3.org/2001/XMLSchema#date";
    mention.value = value;
    out.push_back(std::move(mention));
    i = end - 1;
  }
  return out;
}

}  // namespace relata
