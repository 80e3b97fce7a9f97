// The calendar in words: days, weeks, months, years and what lies relative to the date of publication.
#include <relata/nlp/time_grammar.hpp>

#include <array>
#include <cmath>

namespace relata {
namespace {

constexpr int kLastPlausible = 2099;  // of a year that nothing but its four digits shows

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
std::string said_year(int year) { return year > 0 ? iso_year(year) : "XXXX"; }
std::string said_date(int year, int month, int day) { return said_year(year) + "-" + two(month) + "-" + two(day); }
bool in_range(Day day) { return day >= make_day(kFirstYear, 1, 1) && day < make_day(kLastYear, 12, 31); }

/// The day of a month nearest to `today` that falls on `weekday` (0: any), at most `months` away and where the tense says.
std::optional<Day> nearest_day(Day today, int day, int weekday, int months, Tense tense) {
  std::optional<Day> best;
  for (int month = -months; month <= months; ++month) {
    const Day first = add_months(make_day(year_of(today), month_of(today), 1), month);
    if (!is_date(year_of(first), month_of(first), day)) continue;
    const Day candidate = make_day(year_of(first), month_of(first), day);
    if (weekday != 0 && weekday_of(candidate) != weekday) continue;
    if ((tense == Tense::kPast && candidate > today) || (tense == Tense::kFuture && candidate < today)) continue;
    if (!best || std::abs((candidate - today).count()) < std::abs((*best - today).count())) best = candidate;
  }
  return best;
}

}  // namespace

std::string TimeGrammar::Period::value() const {
  if (!begin || !finish) return partial;
  if (!in_range(*begin) || !in_range(*finish)) return {};
  if (*finish == *begin + std::chrono::days{1}) return iso_date(*begin);
  if (day_of(*begin) == 1 && add_months(*begin, 1) == *finish) return iso_date(*begin).substr(0, 7);
  if (day_of(*begin) == 1 && month_of(*begin) == 1 && add_months(*begin, 12) == *finish) return iso_year(year_of(*begin));
  return iso_date(*begin) + "/" + iso_date(*finish);
}

void TimeGrammar::longer(Maybe& best, Maybe other) {
  if (other && (!best || other->end > best->end)) best = std::move(other);
}

const Lexeme& TimeGrammar::at(std::size_t i) const {
  static const Lexeme none;
  return i < lexemes_.size() ? lexemes_[i] : none;
}

bool TimeGrammar::is_any(std::size_t i, std::initializer_list<std::string_view> words) const {
  return i < lexemes_.size() && std::find(words.begin(), words.end(), at(i).word) != words.end();
}

// ---- What is known of a stretch

std::optional<int> TimeGrammar::choose_year(const std::function<std::optional<std::pair<Day, Day>>(int)>& in_year) const {
  if (!reference_) return std::nullopt;
  constexpr int kAround = 8;  // a 29 February is never further
  const Day today = reference_->day();
  std::optional<int> best;
  long nearest = 0;
  for (int year = year_of(today) - kAround; year <= year_of(today) + kAround; ++year) {
    const auto stretch = in_year(year);
    if (!stretch) continue;
    const bool behind = stretch->first <= today, ahead = stretch->second > today;
    if ((tense_ == Tense::kPast && !behind) || (tense_ == Tense::kFuture && !ahead)) continue;
    const long distance = behind && ahead ? 0 : behind ? (today - stretch->second).count() + 1 : (stretch->first - today).count();
    if (!best || distance < nearest) {
      best = year;
      nearest = distance;
    }
  }
  return best;
}

TimeGrammar::Period TimeGrammar::date(int year, int month, int day, std::size_t end) const {
  Period out;
  out.end = end;
  out.timex = said_date(year, month, day);
  out.year = year;
  out.month = month;
  out.day = day;
  constexpr int kLeapYear = 2000;
  if (!is_date(year > 0 ? year : kLeapYear, month, day)) return out;
  out.partial = "--" + two(month) + "-" + two(day);
  if (year == 0) {
    const auto chosen = choose_year([&](int y) -> std::optional<std::pair<Day, Day>> {
      if (!is_date(y, month, day)) return std::nullopt;
      return std::pair(make_day(y, month, day), make_day(y, month, day) + std::chrono::days{1});
    });
    if (!chosen) return out;
    year = *chosen;
  }
  out.begin = make_day(year, month, day);
  out.finish = *out.begin + std::chrono::days{1};
  return out;
}

TimeGrammar::Period TimeGrammar::whole_month(int year, int month, std::size_t end) const {
  Period out;
  out.end = end;
  out.timex = said_year(year) + "-" + two(month);
  out.partial = "--" + two(month);
  out.year = year;
  out.month = month;
  out.grain = TimeUnit::kMonth;
  if (year == 0) {
    const auto chosen = choose_year([&](int y) { return std::optional(std::pair(make_day(y, month, 1), add_months(make_day(y, month, 1), 1))); });
    if (!chosen) return out;
    year = *chosen;
  }
  out.begin = make_day(year, month, 1);
  out.finish = add_months(*out.begin, 1);
  return out;
}

TimeGrammar::Period TimeGrammar::whole_year(int year, std::size_t end) const {
  Period out;
  out.end = end;
  out.timex = iso_year(year);
  out.year = year;
  out.grain = TimeUnit::kYear;
  out.begin = make_day(year, 1, 1);
  out.finish = make_day(year + 1, 1, 1);
  return out;
}

TimeGrammar::Period TimeGrammar::whole_week(Day monday, std::size_t end) const {
  Period out;
  out.end = end;
  const IsoWeek week = week_of(monday);
  out.timex = iso_year(week.year) + "-W" + two(week.week);
  out.grain = TimeUnit::kWeek;
  out.begin = monday;
  out.finish = monday + std::chrono::days{7};
  return out;
}

TimeGrammar::Period TimeGrammar::stretch(Day begin, Day finish, std::string_view length, TimeUnit grain, std::size_t end) const {
  Period out;
  out.end = end;
  out.grain = grain;
  if (!in_range(begin) || !in_range(finish)) return out;
  out.timex = "(" + iso_date(begin) + "," + iso_date(finish) + "," + std::string(length) + ")";
  out.begin = begin;
  out.finish = finish;
  return out;
}

/// `count` quarters from the given one; year 0: not said.
TimeGrammar::Period TimeGrammar::whole_quarter(int year, int quarter, int count, std::size_t end) const {
  const std::string length = "P" + std::to_string(3 * count) + "M";
  const auto begin_in = [&](int y) { return make_day(y, 3 * quarter - 2, 1); };
  int chosen = year;
  if (year == 0) {
    const auto found = choose_year([&](int y) { return std::optional(std::pair(begin_in(y), add_months(begin_in(y), 3L * count))); });
    if (!found) {
      const int finish = 3 * (quarter + count) - 2;
      return unknown("(XXXX-" + two(3 * quarter - 2) + "-01,XXXX-" + two(finish > 12 ? finish - 12 : finish) + "-01," + length + ")", TimeUnit::kQuarter, end);
    }
    chosen = *found;
  }
  Period out = stretch(begin_in(chosen), add_months(begin_in(chosen), 3L * count), length, TimeUnit::kQuarter, end);
  out.year = year;
  return out;
}

TimeGrammar::Period TimeGrammar::unknown(std::string timex, TimeUnit grain, std::size_t end) const {
  Period out;
  out.end = end;
  out.timex = std::move(timex);
  out.grain = grain;
  return out;
}

/// The calendar's day, week, month ... that holds a day.
TimeGrammar::Period TimeGrammar::unit_at(TimeUnit unit, Day day, std::size_t end) const {
  const int year = year_of(day);
  switch (unit) {
    case TimeUnit::kWeekend: {
      Period out = whole_week(monday_of(day), end);
      out.timex += "-WE";
      out.begin = *out.begin + std::chrono::days{5};
      out.grain = TimeUnit::kWeekend;
      return out;
    }
    case TimeUnit::kWeek: return whole_week(monday_of(day), end);
    case TimeUnit::kFortnight: return stretch(monday_of(day), monday_of(day) + std::chrono::days{14}, "P2W", unit, end);
    case TimeUnit::kMonth: return whole_month(year, month_of(day), end);
    case TimeUnit::kQuarter: return whole_quarter(year, (month_of(day) + 2) / 3, 1, end);
    case TimeUnit::kYear: return whole_year(year, end);
    case TimeUnit::kDecade: return stretch(make_day(year / 10 * 10, 1, 1), make_day(year / 10 * 10 + 10, 1, 1), "P10Y", unit, end);
    case TimeUnit::kCentury: return stretch(make_day(year / 100 * 100, 1, 1), make_day(year / 100 * 100 + 100, 1, 1), "P100Y", unit, end);
    default: return date(year, month_of(day), day_of(day), end);
  }
}

/// Gives a stretch without a year its year.
void TimeGrammar::put_year(Period& period, int year) const {
  if (period.year != 0 || period.month == 0) return;
  if (period.begin && period.day != 29) {
    const long months = 12L * (year - year_of(*period.begin));
    for (std::optional<Day>* day : {&period.begin, &period.finish, &period.point})
      if (*day) *day = add_months(**day, months);
    if (period.timex.starts_with("XXXX")) period.timex.replace(0, 4, iso_year(year));
    return;
  }
  const Period with = period.day != 0 ? date(year, period.month, period.day, period.end) : whole_month(year, period.month, period.end);
  period.timex = with.timex;
  period.begin = with.begin;
  period.finish = with.finish;
}

Day TimeGrammar::moved(Day day, const Length& length, int sign) {
  const Day by_months = add_months(day, sign * std::lround(length.months));
  return by_months + std::chrono::days{sign * std::lround(length.days)};
}

/// A length before or after a stretch: to the day in `timex`, as coarse as the length was said in the value.
TimeGrammar::Period TimeGrammar::moved(const Period& from, const Length& length, int sign, std::size_t end) const {
  constexpr double kMostMonths = 12.0 * 4000, kMostDays = 366.0 * 4000;
  if (!from.begin || length.seconds != 0 || length.months > kMostMonths || length.days > kMostDays) return unknown(sign < 0 ? "PAST_REF" : "FUTURE_REF", length.grain, end);
  const Day target = moved(*from.begin, length, sign);
  if (!in_range(target)) return unknown(sign < 0 ? "PAST_REF" : "FUTURE_REF", length.grain, end);
  TimeUnit grain = length.grain;
  if (grain == TimeUnit::kDecade || grain == TimeUnit::kCentury) grain = TimeUnit::kYear;
  if (grain == TimeUnit::kFortnight || grain == TimeUnit::kWeekend) grain = TimeUnit::kWeek;
  Period out = length.vague ? unknown({}, grain, end) : unit_at(grain, target, end);
  out.timex = said_date(year_of(target), month_of(target), day_of(target));  // a few count as three there
  out.point = target;
  out.year = year_of(target);
  return out;
}

// ---- Years, months, days

/// Four digits, or words, that can be a year.
std::optional<TimeGrammar::Said> TimeGrammar::year_at(std::size_t i) const {
  if (const auto spelled = read_spelled_year(lexemes_, i)) return Said{static_cast<int>(spelled->mantissa), spelled->end};
  if (at(i).digits() != 4 || at(i).number < 1000 || at(i).number > 2999) return std::nullopt;
  const Lexeme& next = at(i + 1);
  if (next.glued && (next.kind == Lexeme::Kind::kWord || next.word == "%" || next.word == "°")) return std::nullopt;
  if (next.glued && (next.word == "," || next.word == "." || next.word == ":") && at(i + 2).glued && at(i + 2).digits() > 0) return std::nullopt;
  return Said{static_cast<int>(at(i).number), i + 1};
}

/// The year that belongs to what ends before lexeme i: ", 2015", " 2015", "of '87", "/16", "of last year".
std::optional<TimeGrammar::Said> TimeGrammar::year_behind(std::size_t i) const {
  if (const auto year = year_at(i)) return year;
  const bool slash = at(i).glued && is_any(i, {"/", "-", "."});
  if (is(i, ",") || slash)
    if (const auto year = year_at(i + 1); year && (is(i, ",") || at(i + 1).glued)) return year;
  const auto short_year = [&](std::size_t j) -> std::optional<Said> {
    if (at(j).digits() != 2 || (at(j + 1).glued && at(j + 1).kind != Lexeme::Kind::kMark)) return std::nullopt;
    constexpr int kPivot = 40;
    const int year = static_cast<int>(at(j).number);
    return Said{year + (year < kPivot ? 2000 : 1900), j + 1};
  };
  if (is(i, "'") && !at(i).glued && at(i + 1).glued)
    if (const auto year = short_year(i + 1)) return year;
  if (!is_any(i, {"of", "in"}) && !has_role(i, WordRole::kShift)) return std::nullopt;
  std::size_t j = has_role(i, WordRole::kShift) ? i : i + 1;
  if (j > i) {
    if (is(j, "the") && is_unit(j + 1, TimeUnit::kYear)) {
      if (const auto year = year_at(j + 2)) return year;
      if (is(i, "of") && reference_) return Said{year_of(reference_->day()), j + 2};
    }
    if (const auto year = year_at(j)) return year;
    if (is(i, "of"))
      if (const auto year = short_year(skip(j, "'"))) return year;
  }
  if (has_role(j, WordRole::kShift) && is_unit(j + 1, TimeUnit::kYear) && reference_) return Said{year_of(reference_->day()) + at(j).value, j + 2};
  return std::nullopt;
}

/// 1..31, in digits or words, and not the beginning of some other number.
std::optional<int> TimeGrammar::day_number(std::size_t i, std::size_t& end) const {
  std::optional<Number> number = ordinal(i);
  if (!number) {
    if (at(i).digits() > 2) return std::nullopt;
    number = cardinal(i);
    if (!number || number->exponent != 0 || number->scaled || (number->end > i + 1 && !number->spelled)) return std::nullopt;
    const Lexeme& next = at(number->end);
    if (next.glued && (next.kind == Lexeme::Kind::kWord || next.word == "%" || (next.word == ":" && at(number->end + 1).digits() > 0))) return std::nullopt;
    if (is_any(number->end, {"percent", "per"})) return std::nullopt;
  }
  if (number->mantissa < 1 || number->mantissa > 31) return std::nullopt;
  end = number->end;
  return static_cast<int>(number->mantissa);
}

/// The month that a word names. Alone, words that are also verbs or names of people need a capital and a preposition before them.
int TimeGrammar::month_at(std::size_t i, bool alone) const {
  const Lexeme& lexeme = at(i);
  if (!has_role(i, WordRole::kMonth)) return 0;
  const bool verb = lexeme.word == "may" || lexeme.word == "march" || lexeme.word == "mar";
  if (verb && lexeme.is_verb && (alone || !lexeme.capital)) return 0;
  if (!alone) return lexeme.value;
  if (lexeme.word.size() == 3 && lexeme.word != "may" && !lexeme.capital) return 0;
  if (verb && !lexeme.capital) return 0;
  const bool clear = lexeme.word.size() > 4 && !verb && lexeme.word != "april" && lexeme.word != "august";
  if (clear) return lexeme.value;
  static constexpr std::array<std::string_view, 30> prepositions{
      "in",   "of",   "since", "until", "till", "by",    "during", "through", "from", "between", "after",  "before", "last", "next",   "this",
      "mid",  "late", "early", "end",   "to",   "for",   "every",  "each",    "past", "about",   "around", "-",      "and",  "coming", "over"};
  const std::string_view previous = before(i);
  if (previous == "the") return lexeme.word == "march" || lexeme.word == "mar" ? 0 : lexeme.value;
  if (previous == "-") return i > 1 && !lexeme.is_verb && (is_any(i - 2, {"mid", "early", "late"}) || has_role(i - 2, WordRole::kMonth)) ? lexeme.value : 0;
  if (previous == "and" || previous == "to" || previous == "for") return i > 1 && has_role(i - 2, WordRole::kMonth) ? lexeme.value : 0;
  return std::find(prepositions.begin(), prepositions.end(), previous) != prepositions.end() ? lexeme.value : 0;
}

/// Behind the full stop of an abbreviation.
std::size_t TimeGrammar::after_month(std::size_t i) const {
  return at(i - 1).word.size() <= 4 && at(i).glued && is(i, ".") ? i + 1 : i;
}

int TimeGrammar::weekday_at(std::size_t i, bool alone) const {
  if (!has_role(i, WordRole::kWeekday) || at(i).plural) return 0;
  const Lexeme& lexeme = at(i);
  if (lexeme.word.size() > 5) return lexeme.value;
  if (lexeme.is_verb && !lexeme.capital) return 0;
  if (alone && (!lexeme.capital || lexeme.word == "sun" || lexeme.word == "sat" || lexeme.word == "wed") && !is_any(i - 1, {"on", "next", "this", "last", "or"})) return 0;
  return lexeme.capital || !alone || before(i) == "on" ? lexeme.value : 0;
}

/// "December 19", "Oct/2", "Sep-23-2020", "january the first, 2032", "the April 9th".
TimeGrammar::Maybe TimeGrammar::month_day(std::size_t i) const {
  const int month = month_at(i, false);
  if (month == 0) return std::nullopt;
  std::size_t j = after_month(i + 1);
  if (at(j).glued && is_any(j, {"/", "-"}) && at(j + 1).glued) ++j;
  else j = skip(j, "the");
  std::size_t end = 0;
  const auto day = day_number(j, end);
  if (!day || at(j).digits() > 2) return std::nullopt;
  const auto year = year_behind(end);
  const bool doubtful = !at(i).capital && is_any(i, {"may", "march", "mar", "dec", "sec"});
  if (doubtful && !year && !ordinal(j)) return std::nullopt;
  if (is(end, "(") && weekday_at(end + 1, false) != 0 && is(end + 2, ")")) end += 3;
  return date(year ? year->year : 0, month, *day, year ? year->end : end);
}

/// "19 December", "03rd Jan 2019", "the second of August", "23/Sep/2020", "the 23rd day of September".
TimeGrammar::Maybe TimeGrammar::day_month(std::size_t i) const {
  const std::size_t first = skip(i, "the");
  std::size_t j = 0;
  const auto day = day_number(first, j);
  if (!day || is_any(first - 1, {"$", "€", "£"})) return std::nullopt;
  if (at(first).glued && is_any(first - 1, {".", ",", "-", "/"}) && at(first - 1).glued && at(first - 2).kind == Lexeme::Kind::kNumber) return std::nullopt;
  const bool by_order = ordinal(first).has_value();
  if (by_order && is_unit(j, TimeUnit::kDay) && is(j + 1, "of")) ++j;
  bool of = is(j, "of");
  if (of) ++j;
  else if (at(j).glued && is_any(j, {"/", "-"}) && at(j + 1).glued) {
    ++j;
    of = true;
  }
  j = is(j, "the") && of ? j + 1 : j;
  const int month = month_at(j, false);
  if (month == 0) return std::nullopt;
  const std::size_t end = after_month(j + 1);
  const auto year = year_behind(end);
  const bool doubtful = !at(j).capital && is_any(j, {"may", "march", "mar"});
  if (doubtful && !year && !by_order && !of) return std::nullopt;
  return date(year ? year->year : 0, month, *day, year ? year->end : (end > j + 1 && end == lexemes_.size() ? j + 1 : end));
}

/// "2022-12-19", "12/19/2022", "19.12.22", "20221219", "22/04"; where both orders are possible the month comes first.
TimeGrammar::Maybe TimeGrammar::numeric(std::size_t i, bool beside_weekday) const {
  const Lexeme& first = at(i);
  if (first.digits() == 0) return std::nullopt;
  if (first.glued && i > 0) {
    const Lexeme& previous = at(i - 1);
    if (previous.kind != Lexeme::Kind::kMark || is_any(i - 1, {"$", "€", "£", "#", "+", ".", ":", "=", "_"})) return std::nullopt;
    const bool closes_range = is(i - 1, "-") && is(i + 1, "/") && is(i - 3, "/");  // "10/1-11/7"
    if (is_any(i - 1, {"-", "/"}) && i > 1 && at(i - 1).glued && at(i - 2).kind == Lexeme::Kind::kNumber && !closes_range) return std::nullopt;
  }
  const auto number = [&](std::size_t k) { return static_cast<int>(at(k).number); };
  if (first.digits() == 8 && !(at(i + 1).glued && at(i + 1).kind != Lexeme::Kind::kMark)) {
    const auto whole = static_cast<int>(first.number);
    if (whole / 10000 >= 1900 && whole / 10000 <= kLastPlausible && is_date(whole / 10000, whole / 100 % 100, whole % 100))
      return date(whole / 10000, whole / 100 % 100, whole % 100, i + 1);
    return std::nullopt;
  }
  if (first.digits() == 4 && at(i + 1).digits() == 2 && at(i + 2).digits() == 2 && at(i + 3).digits() == 0 && is_date(number(i), number(i + 1), number(i + 2)))
    return date(number(i), number(i + 1), number(i + 2), i + 3);
  const bool separated = at(i + 1).glued && is_any(i + 1, {"/", "-", "."}) && at(i + 2).glued;
  if (!separated) return std::nullopt;
  const bool more = at(i + 3).glued && at(i + 3).word == at(i + 1).word && at(i + 4).glued && at(i + 4).digits() > 0;
  if (more) {
    const bool goes_on = (at(i + 5).glued && at(i + 5).word == at(i + 1).word && at(i + 6).glued && at(i + 6).kind == Lexeme::Kind::kNumber) ||
                         (at(i + 5).glued && at(i + 5).kind == Lexeme::Kind::kWord && at(i + 5).word != "t");
    if (goes_on) return std::nullopt;
    if (first.digits() == 4 && at(i + 2).digits() <= 2) {
      const int month = has_role(i + 2, WordRole::kMonth) ? at(i + 2).value : number(i + 2);
      if (is_date(number(i), month, number(i + 4))) return date(number(i), month, number(i + 4), i + 5);
      return std::nullopt;
    }
    int month = number(i), day = number(i + 2), year = number(i + 4);
    if (first.digits() > 2 || at(i + 2).digits() == 0 || at(i + 2).digits() > 2 || (at(i + 4).digits() != 4 && at(i + 4).digits() != 2)) return std::nullopt;
    if (month > 12) std::swap(month, day);
    constexpr int kPivot = 40;
    const bool two_digits = at(i + 4).digits() == 2;
    if (two_digits) year += year < kPivot ? 2000 : 1900;
    if (year < 1000 || !is_date(year, month, day)) return std::nullopt;
    return date(year, month, day, i + 5);
  }
  if (at(i + 3).glued && ((is_any(i + 3, {"/", "-", ".", ",", "%", ":"}) && at(i + 4).glued && at(i + 4).digits() > 0) || at(i + 3).kind == Lexeme::Kind::kWord)) {
    const bool range = is(i + 3, "-") && is(i + 1, "/");  // "10/1-11/7"
    if (!range) return std::nullopt;
  }
  if (first.digits() == 4 && is(i + 1, "-") && at(i + 2).digits() == 2 && number(i) >= 1000 && number(i) <= kLastPlausible && number(i + 2) >= 1 && number(i + 2) <= 12 &&
      number(i + 2) <= number(i) % 100)
    return whole_month(number(i), number(i + 2), i + 3);  // "2010-12" is three years
  if (first.digits() > 2 || at(i + 2).digits() == 0 || at(i + 2).digits() > 2) return std::nullopt;
  if (!beside_weekday) {
    if (!is(i + 1, "/")) return std::nullopt;
    const bool opens_range = is(i + 3, "-") && is(i + 5, "/");
    const bool led = i == 0 || opens_range || is_any(i - 1, {"on", "from", "between", "until", "till", "by", "since", "before", "after", "this", "next", "to", "and", ",", "?", "(", "-", "for", "back"});
    if (!led || is_any(i + 3, {"of", "inch", "inches", "cup", "cups"}) || (number(i) == 24 && number(i + 2) == 7) || (number(i) == 9 && number(i + 2) == 11)) return std::nullopt;
  }
  int month = number(i), day = number(i + 2);
  if (month > 12) std::swap(month, day);
  if (beside_weekday && is(i + 1, "-")) {  // "Monday 12-4" are hours, unless that day is such a weekday
    if (!reference_ || has_role(i + 3, WordRole::kMeridiem)) return std::nullopt;
    const int weekday = has_role(i - 1, WordRole::kWeekday) ? at(i - 1).value : 0;
    const int year = year_of(reference_->day());
    if (!is_date(year, month, day) || weekday_of(make_day(year, month, day)) != weekday) return std::nullopt;
  }
  constexpr int kLeapYear = 2000;
  if (!is_date(kLeapYear, month, day)) return std::nullopt;
  return date(0, month, day, i + 3);
}

TimeGrammar::Maybe TimeGrammar::date_words(std::size_t i) const {
  Maybe best = month_day(i);
  longer(best, day_month(i));
  return best;
}

/// "on the 17th": a day of a month that is not said, where no noun follows.
TimeGrammar::Maybe TimeGrammar::day_of_month(std::size_t i) const {
  if (!is(i, "the") || !is_any(i - 1, {"on", "until", "till", "by", "since", "before", "after"})) return std::nullopt;
  std::size_t end = 0;
  const auto day = day_number(i + 1, end);
  if (!day || (at(i + 1).digits() == 0 && is_any(i + 1, {"first", "second", "third"}))) return std::nullopt;
  if (end < lexemes_.size() && !is_any(end, {".", ",", ";", "?", "!", ")", "at", "between", "from", "and", "or", "to"})) return std::nullopt;
  if (!ordinal(i + 1) && !is_any(end, {"between", "at"})) return std::nullopt;
  Period out = unknown("XXXX-XX-" + two(*day), TimeUnit::kDay, end);
  if (!reference_) return out;
  const Day today = reference_->day();
  if (const auto best = nearest_day(today, *day, 0, 2, tense_)) {
    out.begin = best;
    out.finish = *best + std::chrono::days{1};
  }
  return out;
}

// ---- Days of the week

/// News looks back: a weekday without a tense is the last one, today's among them.
TimeGrammar::Maybe TimeGrammar::weekday_near(int weekday, int shift, bool shifted, std::size_t end) const {
  Period out = unknown("XXXX-WXX-" + std::to_string(weekday), TimeUnit::kDay, end);
  out.weekday = weekday;
  if (!reference_) return out;
  const Day today = reference_->day();
  Day day = today - std::chrono::days{(weekday_of(today) - weekday + 7) % 7};
  if (shifted) day = monday_of(today) + std::chrono::days{7 * shift + weekday - 1};
  else if (tense_ == Tense::kFuture && day < today) day += std::chrono::days{7};
  out.begin = day;
  out.finish = day + std::chrono::days{1};
  if (shifted) out.timex = iso_date(day);
  return out;
}

TimeGrammar::Maybe TimeGrammar::weekday(std::size_t i) const {
  std::size_t j = i;
  bool shifted = false, coming = false, past = false;
  int shift = 0;
  while (has_role(j, WordRole::kShift) && j < i + 2) {  // "this upcoming Friday"
    shifted = true;
    coming = is_any(j, {"coming", "upcoming", "following"});
    past = is(j, "past");
    shift = at(j).value;
    ++j;
  }
  // "next week on Tuesday", "previous week - Monday"
  if (shifted && is_unit(j, TimeUnit::kWeek) && reference_) {
    std::size_t k = j + 1;
    if (is_any(k, {"on", "-", ","})) ++k;
    if (const int day = weekday_at(k, false); day != 0) return weekday_near(day, shift, true, k + 1);
    return std::nullopt;
  }
  const int weekday = weekday_at(j, !shifted);
  const int beside = weekday != 0 ? weekday : weekday_at(j, false);
  if (beside == 0) return std::nullopt;
  std::size_t k = j + 1;
  if (at(k).glued && is(k, ".") && at(j).word.size() <= 5) ++k;
  const bool bracket = is(k, "(");
  std::size_t d = is_any(k, {",", "-", "("}) ? k + 1 : k;
  Maybe dated = date_words(d);
  longer(dated, numeric(d, true));
  if (dated && dated->grain == TimeUnit::kDay && (!bracket || is(dated->end, ")"))) {
    if (dated->year == 0 && reference_) {
      // The year in which that day is such a weekday, if there is one near.
      const auto fitting = choose_year([&](int y) -> std::optional<std::pair<Day, Day>> {
        if (!is_date(y, dated->month, dated->day)) return std::nullopt;
        const Day day = make_day(y, dated->month, dated->day);
        if (weekday_of(day) != beside || std::abs((day - reference_->day()).count()) > 400) return std::nullopt;
        return std::pair(day, day + std::chrono::days{1});
      });
      const int this_year = year_of(reference_->day());
      const std::string timex = dated->timex;
      if (shifted) put_year(*dated, this_year + (shift > 0 && !coming ? 1 : 0));
      else if (fitting) put_year(*dated, *fitting);
      dated->timex = timex;
    }
    dated->weekday = beside;
    if (bracket) ++dated->end;
    return dated;
  }
  // "Mon 13th", "tuesday the eleventh", "Sunday 31"
  std::size_t end = 0;
  const std::size_t n = skip(k, "the");
  const auto day = day_number(n, end);
  const bool bare_number = day && !ordinal(n);
  if (day && !(bare_number && (has_role(end, WordRole::kMeridiem) || is_any(end, {"a", "p", "o", "oclock", "-", ":", "to", "people", "hours"}) || at(n).digits() == 0)) &&
      !(at(end).role == WordRole::kUnit)) {
    Period out = unknown("XXXX-WXX-" + std::to_string(beside), TimeUnit::kDay, end);
    if (reference_) {
      const Day today = reference_->day();
      if (const auto best = nearest_day(today, *day, beside, 24, tense_)) {
        out.begin = best;
        out.finish = *best + std::chrono::days{1};
      }
    }
    return out;
  }
  if (weekday == 0) return std::nullopt;
  if (!shifted) {
    // "Friday next week", "Monday two weeks from now"
    if (has_role(k, WordRole::kShift) && is_unit(k + 1, TimeUnit::kWeek)) return weekday_near(weekday, at(k).value, true, k + 2);
    if (is(k, "of") && has_role(k + 1, WordRole::kShift) && is_unit(k + 2, TimeUnit::kWeek)) return weekday_near(weekday, at(k + 1).value, true, k + 3);
    if (is(k, "last") && !has_role(k + 1, WordRole::kUnit)) return weekday_near(weekday, -1, true, k + 1);
    if (const Maybe anchor = anchored(is(k, ",") ? k + 1 : k); anchor && anchor->point) {
      Period out = unit_at(TimeUnit::kDay, monday_of(*anchor->point) + std::chrono::days{weekday - 1}, anchor->end);
      return out;
    }
    return weekday_near(weekday, 0, false, j + 1);
  }
  if ((coming || past) && reference_) {
    const Day today = reference_->day();
    const int ahead = (weekday - weekday_of(today) + 7) % 7;
    return unit_at(TimeUnit::kDay, today + std::chrono::days{coming ? (ahead == 0 ? 7 : ahead) : (ahead == 0 ? -7 : ahead - 7)}, j + 1);
  }
  return weekday_near(weekday, shift, true, j + 1);
}

/// "today", "the day after tomorrow"
TimeGrammar::Maybe TimeGrammar::day_word(std::size_t i) const {
  std::size_t j = skip(i, "the");
  int offset = 0;
  if (is_unit(j, TimeUnit::kDay) && is_any(j + 1, {"after", "before"}) && has_role(j + 2, WordRole::kDayWord) && at(j + 2).value != 0) {
    offset = is(j + 1, "after") ? 1 : -1;
    j += 2;
  } else if (j != i) {
    return std::nullopt;
  }
  if (!has_role(j, WordRole::kDayWord)) return std::nullopt;
  if (!reference_) return unknown("XXXX-XX-XX", TimeUnit::kDay, j + 1);
  return unit_at(TimeUnit::kDay, reference_->day() + std::chrono::days{offset + at(j).value}, j + 1);
}

TimeGrammar::Maybe TimeGrammar::holiday(std::size_t i) const {
  std::size_t j = i;
  const bool shifted = has_role(i, WordRole::kShift);
  if (shifted) ++j;
  if (!has_role(j, WordRole::kHoliday) && !(has_role(j, WordRole::kMonth) && is_any(j + 1, {"fools", "day"}))) return std::nullopt;
  constexpr std::size_t kMostWords = 4;
  std::string name;
  const Holiday* found = nullptr;
  std::size_t end = j;
  for (std::size_t words = 0; words < kMostWords && at(j).kind == Lexeme::Kind::kWord; ++words) {
    if (words > 0) name += ' ';
    name += at(j).word;
    ++j;
    if (at(j).glued && is(j, ".") && is(j - 1, "st")) ++j;
    if (at(j).glued && is(j, "'")) {
      if (at(j + 1).glued && is(j + 1, "s")) {
        name += 's';
        j += 2;
      } else if (name.ends_with('s')) {
        ++j;
      }
    }
    if (const Holiday* holiday = find_holiday(name)) {
      found = holiday;
      end = j;
    }
  }
  if (found == nullptr) return std::nullopt;
  if (found->name == "new year" && (is_any(end, {"celebrations", "resolution"}) || is(i - 1, "a"))) return std::nullopt;
  const auto year = year_behind(end);
  const auto on = [&](int y, std::size_t last) {
    const Day day = found->in(y);
    return date(y, month_of(day), day_of(day), last);
  };
  if (year) return on(year->year, year->end);
  const auto in_year = [&](int y) { return std::optional(std::pair(found->in(y), found->in(y) + std::chrono::days{1})); };
  if (shifted && reference_) {
    const Day today = reference_->day();
    int y = year_of(today);
    if (at(i).value < 0 && found->in(y) >= today) --y;
    if (at(i).value > 0 && found->in(y) <= today) ++y;
    return on(y, end);
  }
  const auto chosen = choose_year(in_year);
  Period out = chosen ? on(*chosen, end) : unknown({}, TimeUnit::kDay, end);
  if (found->month != 0 && found->weekday == 0) {
    const Period fixed = date(0, found->month, found->day, end);
    out.timex = fixed.timex;
    out.partial = fixed.partial;
    out.month = found->month;
    out.day = found->day;
    out.year = 0;
  } else if (!chosen) {
    out.timex = "XXXX";
  }
  return out;
}

// ---- Months, quarters, years and more

TimeGrammar::Maybe TimeGrammar::month(std::size_t i) const {
  // "2016 November", "2016, November 7"
  if (const auto year = year_at(i); year && at(i).kind == Lexeme::Kind::kNumber && !(at(i).glued && i > 0)) {
    const std::size_t j = skip(year->end, ",");
    const int month = at(j).capital ? month_at(j, false) : 0;
    if (month == 0 || year->year > kLastPlausible || (j > year->end && is_any(i - 1, {"in", "of", "since"}))) return std::nullopt;
    const std::size_t end = after_month(j + 1);
    std::size_t day_end = 0;
    if (const auto day = day_number(end, day_end); day && is_date(year->year, month, *day)) return date(year->year, month, *day, day_end);
    if (j > year->end || year_behind(end)) return std::nullopt;
    return whole_month(year->year, month, end);
  }
  const bool shifted = has_role(i, WordRole::kShift);
  const std::size_t j = shifted ? i + 1 : i;
  const int month = month_at(j, false);
  if (month == 0) return std::nullopt;
  std::size_t end = after_month(j + 1);
  if (const auto year = year_behind(end); year && !shifted) {
    const bool apart = at(j).capital || !is_any(j, {"may", "march", "mar"}) || is_any(j - 1, {"in", "of", "since"});
    if (apart && !(is(end, ".") && !at(end).glued)) return whole_month(year->year, month, year->end);
  }
  if (month_at(j, true) == 0) return std::nullopt;
  if (end == lexemes_.size()) end = j + 1;  // the full stop is the sentence's
  if (!shifted || !reference_) return whole_month(0, month, end);
  const Day today = reference_->day();
  int year = year_of(today);
  if (at(i).value > 0 && month <= month_of(today)) ++year;
  if (at(i).value < 0 && month >= month_of(today)) --year;
  return whole_month(year, month, end);
}

/// "2014", "the year 2014": a number of four digits only where nothing speaks against it.
TimeGrammar::Maybe TimeGrammar::year(std::size_t i) const {
  std::size_t j = i;
  const bool fiscal = is_any(j, {"fiscal", "school", "academic", "calendar"});
  const bool school = is_any(j, {"school", "academic"}), calendar = is(j, "calendar");
  if (fiscal) ++j;
  const bool named = is_unit(j, TimeUnit::kYear) && !at(j).plural;
  if (named) j = skip(j + 1, "of");
  else if (fiscal && !is(i, "fiscal")) return std::nullopt;
  const auto year = year_at(j);
  if (!year) {
    if (fiscal && named && !calendar) return unknown(school ? "SYXXXX" : "FYXXXX", TimeUnit::kYear, i + 2);
    return std::nullopt;
  }
  if (fiscal && !calendar) return unknown((school ? "SY" : "FY") + iso_year(year->year), TimeUnit::kYear, year->end);
  if (named) return whole_year(year->year, year->end);
  const bool spelled = at(j).kind == Lexeme::Kind::kWord;
  const std::string_view previous = before(i);
  static constexpr std::array<std::string_view, 22> leading{"in",   "since", "by",    "of",     "from", "until", "till",   "before", "after", "during", "between",
                                                            "late", "early", "mid",   "around", "circa", "through", "through", "back", "and",   "to",     "or"};
  const bool led = std::find(leading.begin(), leading.end(), previous) != leading.end();
  if (spelled) return led && previous != "and" && previous != "to" && previous != "of" ? Maybe(whole_year(year->year, year->end)) : std::nullopt;
  if (year->year > kLastPlausible || year->year < (led ? 1000 : 1800)) return std::nullopt;
  if (at(i).glued && i > 0) {
    const Lexeme& mark = at(i - 1);
    if (mark.kind != Lexeme::Kind::kMark || is_any(i - 1, {"$", "€", "£", "¥", "#", "+", ".", ":", "_", "@", "=", "&", "%"})) return std::nullopt;
    if (is_any(i - 1, {"-", "/", ","}) && i > 1 && at(i - 1).glued && at(i - 2).kind == Lexeme::Kind::kNumber) return std::nullopt;
    if (is_any(i - 1, {"-", "/"}) && i > 1 && at(i - 1).glued && at(i - 2).kind == Lexeme::Kind::kWord && !is_any(i - 2, {"mid", "pre", "post", "early", "late"})) return std::nullopt;
  }
  if (at(year->end).glued && is_any(year->end, {"/", "-", "_"}) && at(year->end + 1).glued && at(year->end + 1).kind == Lexeme::Kind::kNumber) return std::nullopt;
  if (has_role(year->end, WordRole::kUnit) || has_role(year->end, WordRole::kScale) || is_any(year->end, {"percent", "%", "km", "miles", "metres", "meters", "people", "troops", "men", "women", "kg", "feet", "tons", "tonnes", "dollars", "euros", "hours"}))
    return std::nullopt;
  // "some 2000 soldiers", but "the 2014 protests"
  const Lexeme& next = at(year->end);
  if (next.word.ends_with("children") || next.word.ends_with("people")) return std::nullopt;
  const bool counts = next.kind == Lexeme::Kind::kWord && !next.capital && next.word.size() > 3 && next.word.ends_with('s') && !next.word.ends_with("ss") && !is_any(year->end, {"was", "has", "is", "this", "plus", "as", "versus"});
  if (counts && (is_any(i - 1, {"some", "than", "about", "over", "nearly", "almost", "least", "with", "of", "around", "to", "and", "or", "approximately"}) || previous.empty() || is_any(i - 1, {"killed", "up"}))) return std::nullopt;
  if (is(i - 1, "than") && is_any(i - 2, {"later", "earlier"})) return whole_year(year->year, year->end);
  if (is_any(i - 1, {"than", "some", "nearly", "almost", "least", "approximately", "no", "number"})) return std::nullopt;
  return whole_year(year->year, year->end);
}

/// "the 1990s", "the '90s", "nineties"; but nobody's age: "in his 90s".
TimeGrammar::Maybe TimeGrammar::decade(std::size_t i) const {
  static constexpr std::array<std::string_view, 8> words{"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"};
  std::size_t j = i;
  const bool quoted = is(j, "'") && at(j + 1).glued;
  if (quoted) ++j;
  int begin = 0;
  std::size_t end = 0;
  const bool led = quoted || is_any(i - 1, {"the", "early", "mid", "late", "-", "in"});
  if (const auto word = std::find(words.begin(), words.end(), at(j).word); word != words.end()) {
    if (!is_any(i - 1, {"the", "early", "mid", "late", "-"})) return std::nullopt;
    begin = 1920 + 10 * static_cast<int>(word - words.begin());
    end = j + 1;
  } else {
    const Lexeme& number = at(j);
    if ((number.digits() != 2 && number.digits() != 4) || number.number % 10 != 0) return std::nullopt;
    std::size_t s = j + 1;
    if (at(s).glued && is(s, "'")) ++s;
    if (!is(s, "s") || (!at(s).glued && number.digits() == 4)) return std::nullopt;
    begin = static_cast<int>(number.number);
    if (number.digits() == 4 ? begin < 1000 || begin > kLastPlausible : !led || begin < 20) return std::nullopt;
    if (number.digits() == 2) begin += begin < 30 ? 2000 : 1900;
    end = s + 1;
  }
  Period out = stretch(make_day(begin, 1, 1), make_day(begin + 10, 1, 1), "P10Y", TimeUnit::kDecade, end);
  out.year = begin;
  return out;
}

TimeGrammar::Maybe TimeGrammar::century(std::size_t i) const {
  const auto number = ordinal(i);
  if (!number || number->mantissa > 21 || number->mantissa == 0) return std::nullopt;
  const std::size_t j = at(number->end).glued && is(number->end, "-") ? number->end + 1 : number->end;
  if (!is_unit(j, TimeUnit::kCentury) || is_any(j + 1, {"bc", "bce"}) || at(j).plural) return std::nullopt;
  const int begin = (static_cast<int>(number->mantissa) - 1) * 100;
  if (begin == 0) return unknown("00", TimeUnit::kCentury, j + 1);
  return stretch(make_day(begin, 1, 1), make_day(begin + 100, 1, 1), "P100Y", TimeUnit::kCentury, j + 1);
}

/// "Q3 2018", "2017-q1", "the first quarter of last year", "H1 2018", "next year's first quarter".
TimeGrammar::Maybe TimeGrammar::quarter(std::size_t i) const {
  const auto code = [&](std::size_t j, int& which, int& count) {
    if (!at(j + 1).glued || at(j + 1).digits() != 1) return false;
    which = static_cast<int>(at(j + 1).number);
    count = 1;
    if (is(j, "q") && which >= 1 && which <= 4) return true;
    if (!is(j, "h") || which < 1 || which > 2) return false;
    which = which == 1 ? 1 : 3;
    count = 2;
    return true;
  };
  int which = 0, count = 1;
  if (code(i, which, count)) {
    std::size_t j = i + 2;
    auto year = year_behind(j);
    if (!year && is(j, "-")) year = year_at(j + 1);
    if (!year && count == 2) return std::nullopt;
    return whole_quarter(year ? year->year : 0, which, count, year ? year->end : j);
  }
  if (const auto year = year_at(i); year && at(i).kind == Lexeme::Kind::kNumber) {
    const std::size_t j = is_any(year->end, {"-", "/"}) ? year->end + 1 : year->end;
    if (code(j, which, count)) return whole_quarter(year->year, which, count, j + 2);
  }
  std::size_t j = i;
  std::optional<Said> owner;
  if (has_role(j, WordRole::kShift) && is_unit(j + 1, TimeUnit::kYear) && is(j + 2, "'") && is(j + 3, "s") && reference_) {
    owner = Said{year_of(reference_->day()) + at(j).value, j + 4};
    j += 4;
  }
  j = skip(j, "the");
  std::size_t unit = 0;
  int order = 0;
  if (const auto number = ordinal(j)) {
    order = static_cast<int>(number->mantissa);
    unit = number->end;
  } else if (is_any(j, {"last", "final"})) {
    order = -1;
    unit = j + 1;
  }
  const bool hyphen = at(unit).glued && is(unit, "-");
  if (hyphen) ++unit;
  if (order == 0) return std::nullopt;
  const bool half = is(unit, "half");
  if (!half && (!is_unit(unit, TimeUnit::kQuarter) || at(unit).plural)) return std::nullopt;
  if (order < 0) order = half ? 2 : 4;
  if (order > (half ? 2 : 4)) return std::nullopt;
  const int first = half ? 2 * order - 1 : order;
  std::optional<Said> year = owner ? Said{owner->year, unit + 1} : year_behind(unit + 1);
  if (!year && is(unit + 1, "of") && is(unit + 2, "the") && is_unit(unit + 3, TimeUnit::kYear)) year = Said{0, unit + 4};
  if (!year && hyphen && !half) year = Said{0, unit + 1};
  if (!year) return std::nullopt;
  return whole_quarter(year->year, first, half ? 2 : 1, year->end);
}

/// "this summer", "the spring of 1968", "in the autumn": where a season begins depends on where one is, so only its year is known.
TimeGrammar::Maybe TimeGrammar::season(std::size_t i) const {
  static constexpr std::array<std::string_view, 5> codes{"", "SP", "SU", "FA", "WI"};
  const bool shifted = has_role(i, WordRole::kShift);
  std::size_t j = shifted ? i + 1 : i;
  const bool article = !shifted && is(j, "the");
  if (article) ++j;
  if (!has_role(j, WordRole::kSeason) || at(j).is_verb) return std::nullopt;
  const std::string code(codes[static_cast<std::size_t>(at(j).value)]);
  if (shifted) {
    const bool told = tense_ == Tense::kPast && is_any(i, {"following", "previous", "preceding"});
    if (!reference_ || told) return unknown("XXXX-" + code, TimeUnit::kQuarter, j + 1);
    return unknown(iso_year(year_of(reference_->day()) + at(i).value) + "-" + code, TimeUnit::kQuarter, j + 1);
  }
  if (const auto year = year_behind(j + 1)) return unknown(iso_year(year->year) + "-" + code, TimeUnit::kQuarter, year->end);
  const bool led = is_any(i - 1, {"in", "during", "by", "until", "since", "early", "late", "mid"}) && (article || !is(j, "fall"));
  if (!led || at(j + 1).capital || (at(j + 1).glued && is(j + 1, "-"))) return std::nullopt;
  if (article && is(i - 1, "in") && at(j).capital) return std::nullopt;
  return unknown("XXXX-" + code, TimeUnit::kQuarter, j + 1);
}

/// "the week of April 10", "week 27 of last year", "the week after next".
TimeGrammar::Maybe TimeGrammar::week(std::size_t i) const {
  std::size_t j = skip(i, "the");
  if (is(j, "w") && is(j + 1, "/") && is(j + 2, "c")) j += 2;
  else if (!is_unit(j, TimeUnit::kWeek) && !is_unit(j, TimeUnit::kWeekend)) return std::nullopt;
  if (at(j).plural) return std::nullopt;
  const TimeUnit unit = is_unit(j, TimeUnit::kWeekend) ? TimeUnit::kWeekend : TimeUnit::kWeek;
  if (unit == TimeUnit::kWeek && is(j + 1, "after") && is(j + 2, "next")) {
    if (!reference_) return unknown("XXXX-WXX", unit, j + 3);
    return whole_week(monday_of(reference_->day()) + std::chrono::days{14}, j + 3);
  }
  if (at(j + 1).digits() > 0 && at(j + 1).digits() <= 2 && at(j + 1).number >= 1 && at(j + 1).number <= 53 && unit == TimeUnit::kWeek) {
    const int week = static_cast<int>(at(j + 1).number);
    const auto year = year_behind(j + 2);
    if (!year && !reference_) return unknown("XXXX-W" + two(week), unit, j + 2);
    return whole_week(begin_of({year ? year->year : year_of(reference_->day()), week}), year ? year->end : j + 2);
  }
  std::size_t k = is_any(j + 1, {"of", "beginning", "starting", "ending"}) ? j + 2 : is(j, "c") ? j + 1 : 0;
  if (k == 0) return std::nullopt;
  Maybe day = date_words(skip(k, "on"));
  longer(day, numeric(k, true));
  longer(day, holiday(k));
  if (!day || day->grain != TimeUnit::kDay) return std::nullopt;
  if (!day->begin) return unknown(day->timex, unit, day->end);
  const bool early = unit == TimeUnit::kWeekend && weekday_of(*day->begin) <= 2;  // the weekend just before is nearer
  Period out = unit_at(unit, *day->begin - std::chrono::days{early ? 7 : 0}, day->end);
  if (unit == TimeUnit::kWeek) out.timex = day->timex;
  return out;
}

/// "Halloween weekend 2021"
TimeGrammar::Maybe TimeGrammar::weekend(std::size_t i) const {
  const Maybe day = holiday(i);
  if (!day || !is_unit(day->end, TimeUnit::kWeekend) || at(day->end).plural) return std::nullopt;
  const auto year = year_at(day->end + 1);
  std::size_t end = year ? year->end : day->end + 1;
  Period dated = *day;
  if (year) put_year(dated, year->year);
  if (!dated.begin) return unknown("XXXX-WXX-WE", TimeUnit::kWeekend, end);
  return unit_at(TimeUnit::kWeekend, *dated.begin, end);
}

/// "last week", "this calendar year", "the same month", "in the coming years", "recent months".
TimeGrammar::Maybe TimeGrammar::shifted(std::size_t i) const {
  const bool same = is_any(i, {"same", "that"});
  const bool recent = is(i, "recent");
  if (!same && !recent && !has_role(i, WordRole::kShift)) return std::nullopt;
  std::size_t j = i + 1;
  int shift = same || recent ? 0 : at(i).value;
  if (!same && has_role(j, WordRole::kShift) && is(i, "this")) shift = at(j++).value;  // "this coming week"
  std::string_view kind = at(j).word;
  const bool qualified = is_any(j, {"calendar", "fiscal", "school", "academic", "working", "business"});
  if (qualified) ++j;
  if (!has_role(j, WordRole::kUnit)) return std::nullopt;
  const auto unit = static_cast<TimeUnit>(at(j).value);
  if (unit < TimeUnit::kDay) return std::nullopt;
  const std::size_t end = j + 1;
  if (at(j).plural || recent) {
    if (!at(j).plural || same || (shift == 0 && !recent) || unit == TimeUnit::kWeekend) return std::nullopt;
    const bool ahead = shift > 0;
    Period out = unknown(ahead ? "FUTURE_REF" : "PAST_REF", unit, end);
    if (reference_) out.partial = ahead ? iso_date(reference_->day()) + "/.." : "../" + iso_date(reference_->day());
    return out;
  }
  if (unit == TimeUnit::kDay && shift == 0 && !same) return std::nullopt;
  static constexpr std::array<std::string_view, 12> unknowns{"", "", "", "XXXX-XX-XX", "XXXX-WXX-WE", "XXXX-WXX", "XXXX-WXX", "XXXX-XX", "XXXX-QX", "XXXX", "XXX", "XX"};
  const std::string open(unknowns[static_cast<std::size_t>(unit)]);
  // "The following week" in a story is the week after what it tells of.
  const bool told = tense_ == Tense::kPast && (is_any(i, {"following", "previous", "preceding"}) || (is(i, "next") && before(i) == "the"));
  if (same || told || !reference_) return unknown(open, unit, end);
  const Day today = reference_->day();
  if (kind == "fiscal" || kind == "school" || kind == "academic") return unknown((kind == "fiscal" ? "FY" : "SY") + iso_year(year_of(today) + shift), unit, end);
  Day target = today;
  switch (unit) {
    case TimeUnit::kDay: target += std::chrono::days{shift}; break;
    case TimeUnit::kWeekend:
    case TimeUnit::kWeek: target += std::chrono::days{7 * shift}; break;
    case TimeUnit::kFortnight: target += std::chrono::days{14 * shift}; break;
    case TimeUnit::kMonth: target = add_months(make_day(year_of(today), month_of(today), 1), shift); break;
    case TimeUnit::kQuarter: target = add_months(make_day(year_of(today), month_of(today), 1), 3L * shift); break;
    case TimeUnit::kYear: target = make_day(year_of(today) + shift, 1, 1); break;
    case TimeUnit::kDecade: target = make_day(year_of(today) + 10 * shift, 1, 1); break;
    default: target = make_day(year_of(today) + 100 * shift, 1, 1); break;
  }
  // "The past year" ends today.
  if (is(i, "past") && unit != TimeUnit::kQuarter && unit != TimeUnit::kDay && unit != TimeUnit::kWeekend) {
    Length one;
    add(one, 1, "1", unit);
    return stretch(moved(today, one, -1), today, one.timex, unit, end);
  }
  Period out = unit_at(unit, target, end);
  if (kind == "working" || kind == "business") out.finish = *out.finish - std::chrono::days{2};
  return out;
}

/// "the next three days", "2 upcoming months", "the last few years".
TimeGrammar::Maybe TimeGrammar::shifted_length(std::size_t i) const {
  std::optional<Length> span;
  int shift = 0;
  std::size_t end = 0;
  if (has_role(i, WordRole::kShift) && at(i).value != 0) {
    shift = at(i).value;
    span = length(i + 1);
    if (!span || has_role(i + 1, WordRole::kUnit)) return std::nullopt;
    end = span->end;
  } else if (const auto number = cardinal(i); number && has_role(number->end, WordRole::kShift) && at(number->end).value != 0 && has_role(number->end + 1, WordRole::kUnit)) {
    shift = at(number->end).value;
    Length found;
    add(found, number->value(), number->decimal(), static_cast<TimeUnit>(at(number->end + 1).value));
    span = found;
    end = number->end + 2;
  }
  if (!span || span->seconds != 0) return std::nullopt;
  const bool told = shift > 0 && tense_ == Tense::kPast && before(i) == "the";  // "for the next 23 years they lived there"
  if (!reference_ || told) return unknown(shift < 0 ? "PAST_REF" : told ? "XXXX" : "FUTURE_REF", span->grain, end);
  const Day today = reference_->day();
  Day begin = today + std::chrono::days{shift > 0 ? 1 : 0};
  if (span->grain == TimeUnit::kQuarter) {
    begin = make_day(year_of(today), (month_of(today) - 1) / 3 * 3 + 1, 1);
    if (shift > 0) begin = add_months(begin, 3);
  }
  if (span->months > 12.0 * 4000 || span->days > 366.0 * 4000) return std::nullopt;
  const Day other = moved(begin, *span, shift);
  Period out = shift > 0 ? stretch(begin, other, span->timex, span->grain, end) : stretch(other, begin, span->timex, span->grain, end);
  if (span->vague) {
    out.begin.reset();
    out.partial = shift > 0 ? iso_date(today) + "/.." : "../" + iso_date(today);
  }
  return out;
}

/// "the first Friday of July", "last week of 2019", "the 15th day of next month", "the third month of 2021".
TimeGrammar::Maybe TimeGrammar::nth_in(std::size_t i) const {
  std::size_t j = skip(i, "the");
  int order = -1, count = 1;
  std::size_t day_end = 0;
  if (const auto day = day_number(j, day_end); day && is(day_end, "of") && has_role(day_end + 1, WordRole::kShift) && is_unit(day_end + 2, TimeUnit::kMonth)) {
    const Maybe whole = shifted(day_end + 1);  // "the 4th of next month"
    if (!whole || !whole->begin || !is_date(year_of(*whole->begin), month_of(*whole->begin), *day)) return std::nullopt;
    return date(year_of(*whole->begin), month_of(*whole->begin), *day, whole->end);
  }
  if (const auto number = ordinal(j)) {
    order = static_cast<int>(number->mantissa);
    j = number->end;
    if (const auto many = cardinal(j); order == 1 && many && many->small() && *many->small() > 1 && *many->small() < 60) {
      count = *many->small();
      j = many->end;
    }
  } else if (is_any(j, {"last", "final"})) {
    ++j;
    if (const auto number = cardinal(j); number && number->small() && *number->small() > 0 && *number->small() < 60) {
      count = *number->small();
      j = number->end;
    }
  } else {
    return std::nullopt;
  }
  const int weekday = weekday_at(j, false);
  if (weekday == 0 && !has_role(j, WordRole::kUnit)) return std::nullopt;
  const auto unit = weekday != 0 ? TimeUnit::kDay : static_cast<TimeUnit>(at(j).value);
  if (!is_any(j + 1, {"of", "in"})) return std::nullopt;
  std::size_t k = skip(j + 2, "the");
  Maybe whole = month(k);
  longer(whole, year(k));
  longer(whole, shifted(k));
  if (!whole && k > j + 2 && (is_unit(k, TimeUnit::kMonth) || is_unit(k, TimeUnit::kYear)) && !at(k).plural && reference_)
    whole = unit_at(static_cast<TimeUnit>(at(k).value), reference_->day(), k + 1);
  if (!whole || (whole->grain != TimeUnit::kMonth && whole->grain != TimeUnit::kYear && !(whole->grain == TimeUnit::kWeek && unit == TimeUnit::kDay))) return std::nullopt;
  if (!whole->begin) return unknown(whole->timex, unit, whole->end);
  const Day begin = *whole->begin, finish = *whole->finish;
  if (weekday != 0) {
    if (whole->grain != TimeUnit::kMonth) return std::nullopt;
    const auto day = nth_weekday(year_of(begin), month_of(begin), weekday, order);
    if (!day) return std::nullopt;
    return unit_at(TimeUnit::kDay, *day, whole->end);
  }
  switch (unit) {
    case TimeUnit::kDay: {
      const std::string length = "P" + std::to_string(count) + "D";
      if (count > 1) return order < 0 ? stretch(finish - std::chrono::days{count}, finish, length, unit, whole->end) : stretch(begin, begin + std::chrono::days{count}, length, unit, whole->end);
      const Day day = order < 0 ? finish - std::chrono::days{1} : begin + std::chrono::days{order - 1};
      if (day >= finish) return std::nullopt;
      return unit_at(unit, day, whole->end);
    }
    case TimeUnit::kWeek: {  // a month's or year's weeks are those whose Thursday lies in it, as in ISO 8601
      const Day first = monday_of(begin + std::chrono::days{3}), last = monday_of(finish - std::chrono::days{4});
      const std::string length = "P" + std::to_string(count) + "W";
      if (count > 1)
        return order < 0 ? stretch(last - std::chrono::days{7 * (count - 1)}, last + std::chrono::days{7}, length, unit, whole->end)
                         : stretch(first, first + std::chrono::days{7 * count}, length, unit, whole->end);
      const Day monday = order < 0 ? last : first + std::chrono::days{7 * (order - 1)};
      if (monday > last) return std::nullopt;
      return whole_week(monday, whole->end);
    }
    case TimeUnit::kMonth: {
      if (whole->grain != TimeUnit::kYear || order > 12) return std::nullopt;
      if (count > 1)
        return order < 0 ? stretch(add_months(finish, -count), finish, "P" + std::to_string(count) + "M", unit, whole->end)
                         : stretch(begin, add_months(begin, count), "P" + std::to_string(count) + "M", unit, whole->end);
      return whole_month(year_of(begin), order < 0 ? 12 : order, whole->end);
    }
    default: return std::nullopt;
  }
}

/// "two days ago", "three weeks after Easter", "in a fortnight", "two years since 2011".
TimeGrammar::Maybe TimeGrammar::anchored(std::size_t i) const {
  const bool in = is(i, "in");
  std::optional<Length> span = length(in ? i + 1 : i);
  if (!span && is(i, "the") && has_role(i + 1, WordRole::kUnit) && !at(i + 1).plural && is_any(i + 2, {"before", "after"})) {  // "the day before Christmas"
    span.emplace();
    add(*span, 1, "1", static_cast<TimeUnit>(at(i + 1).value));
    span->end = i + 2;
  }
  if (!span || span->seconds != 0) return std::nullopt;
  Period today = reference_ ? unit_at(TimeUnit::kDay, reference_->day(), 0) : unknown({}, TimeUnit::kDay, 0);
  const std::size_t j = span->end;
  const auto on_weekday = [&](Period found) {
    // "in 3 days on Friday": that week's Friday
    if (is(found.end, "on") && weekday_at(found.end + 1, false) != 0 && found.point)
      return unit_at(TimeUnit::kDay, monday_of(*found.point) + std::chrono::days{weekday_at(found.end + 1, false) - 1}, found.end + 2);
    return found;
  };
  if (!in && is_any(j, {"ago", "back"}) && !(is(j, "back") && !is_any(j + 1, {".", ",", ""}))) return moved(today, *span, -1, j + 1);
  if (!in && (is(j, "hence") || (is(j, "from") && is(j + 1, "now")))) return on_weekday(moved(today, *span, 1, is(j, "hence") ? j + 1 : j + 2));
  if (!in && is_any(j, {"later", "earlier", "beforehand", "afterwards"})) {
    const int sign = is_any(j, {"later", "afterwards"}) ? 1 : -1;
    if (tense_ == Tense::kPast) return unknown("XXXX-XX-XX", span->grain, j + 1);  // after what the text tells of
    return moved(today, *span, sign, j + 1);
  }
  if (is_any(j, {"after", "from", "before", "since", "following"})) {
    std::size_t k = skip(j + 1, "the");
    const Maybe anchor = core_period(is_unit(k, TimeUnit::kYear) ? k : j + 1);
    if (anchor && !anchor->bare) return on_weekday(moved(*anchor, *span, is(j, "before") ? -1 : 1, anchor->end));
  }
  if (!in || tense_ == Tense::kPast || is_any(j, {"of", "after", "before"})) return std::nullopt;
  return on_weekday(moved(today, *span, 1, j));
}

// ---- A part of a stretch

/// "early 2020", "the end of the month", "later this week", "mid-May", "the rest of the year", "the first half of the 1990s".
TimeGrammar::Maybe TimeGrammar::modified(std::size_t i) const {
  enum class Part { kStart, kMiddle, kEnd, kLater, kEarlier, kRest, kFirstHalf, kSecondHalf };
  std::size_t j = skip(i, "the");
  Part part = Part::kStart;
  bool of = false;
  if (is_any(j, {"beginning", "start", "middle", "end", "rest", "turn"})) {
    part = is(j, "end") ? Part::kEnd : is(j, "middle") ? Part::kMiddle : is(j, "rest") ? Part::kRest : Part::kStart;
    if (!is(j + 1, "of")) return std::nullopt;
    of = true;
    j += 2;
  } else if (j == i && is_any(j, {"early", "mid", "late", "later", "earlier"})) {
    part = is(j, "early") ? Part::kStart : is(j, "mid") ? Part::kMiddle : is(j, "late") ? Part::kEnd : is(j, "later") ? Part::kLater : Part::kEarlier;
    ++j;
    if (is(j, "-")) ++j;
    j = skip(j, "in");
  } else if (const auto number = ordinal(j); number && number->mantissa <= 2 && is(number->end, "half") && is(number->end + 1, "of")) {
    part = number->mantissa == 1 ? Part::kFirstHalf : Part::kSecondHalf;
    of = true;
    j = number->end + 2;
  } else {
    return std::nullopt;
  }
  const std::size_t k = skip(j, "the");
  Maybe whole = core_period(j);
  longer(whole, core_period(k));
  // "the end of the year": this one
  if (!whole && of && has_role(k, WordRole::kUnit) && !at(k).plural && at(k).value >= static_cast<int>(TimeUnit::kWeekend)) {
    const auto unit = static_cast<TimeUnit>(at(k).value);
    whole = reference_ ? unit_at(unit, reference_->day(), k + 1) : unknown("XXXX", unit, k + 1);
  }
  if (!whole || whole->grain < TimeUnit::kWeekend || whole->bare) return std::nullopt;
  Period out = *whole;
  out.partial.clear();
  if (!out.begin) return out;
  const long days = (*out.finish - *out.begin).count();
  const bool by_months = out.grain == TimeUnit::kYear || out.grain == TimeUnit::kDecade || out.grain == TimeUnit::kCentury || out.grain == TimeUnit::kQuarter;
  const long months = (year_of(*out.finish) - year_of(*out.begin)) * 12L + month_of(*out.finish) - month_of(*out.begin);
  const auto fraction = [&](long of_parts, long parts) {  // whole months of years, whole years of decades
    if (!by_months) return *whole->begin + std::chrono::days{days * of_parts / parts};
    const long unit = months >= 120 ? 12 : 1;
    return add_months(*whole->begin, (months / unit * of_parts + parts - 1) / parts * unit);
  };
  const Day today = reference_ ? reference_->day() : *out.begin;
  const bool running = reference_ && today >= *whole->begin && today < *whole->finish;
  switch (part) {
    case Part::kStart: out.finish = fraction(1, 3); out.point = *whole->begin; break;
    case Part::kMiddle: out.begin = fraction(1, 3); out.finish = fraction(2, 3); out.point = *whole->begin + std::chrono::days{days / 2}; break;
    case Part::kEnd: out.begin = fraction(2, 3); out.point = *whole->finish; break;
    case Part::kFirstHalf: out.finish = fraction(1, 2); break;
    case Part::kSecondHalf: out.begin = fraction(1, 2); break;
    case Part::kLater:
    case Part::kRest: if (running) out.begin = today; break;
    case Part::kEarlier: if (running && today > *out.begin) out.finish = today; break;
  }
  return out;
}

TimeGrammar::Maybe TimeGrammar::core_period(std::size_t i) const {
  Maybe best = month_day(i);
  for (const auto rule : {&TimeGrammar::day_month, &TimeGrammar::weekday, &TimeGrammar::day_word, &TimeGrammar::holiday, &TimeGrammar::month, &TimeGrammar::year,
                          &TimeGrammar::decade, &TimeGrammar::century, &TimeGrammar::quarter, &TimeGrammar::season, &TimeGrammar::week, &TimeGrammar::weekend,
                          &TimeGrammar::shifted, &TimeGrammar::shifted_length, &TimeGrammar::nth_in, &TimeGrammar::anchored, &TimeGrammar::day_of_month})
    longer(best, (this->*rule)(i));
  longer(best, numeric(i, false));
  // "this 5/12", "next 6th of April"
  if (has_role(i, WordRole::kShift) && reference_) {
    Maybe dated = date_words(i + 1);
    longer(dated, numeric(i + 1, false));
    if (dated && dated->year == 0 && dated->month != 0 && (!best || dated->end > best->end)) {
      const int year = year_of(reference_->day()) + at(i).value;
      put_year(*dated, year);
      dated->year = year;
      dated->timex = said_date(0, dated->month, dated->day);
      best = dated;
    }
  }
  return best;
}

TimeGrammar::Maybe TimeGrammar::period(std::size_t i) const {
  Maybe best = core_period(i);
  longer(best, modified(i));
  return best;
}

}  // namespace relata
