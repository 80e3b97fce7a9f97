// What joins days and times: ranges, days with times, what recurs, and the choice between readings.
#include <relata/nlp/time_grammar.hpp>

#include <array>
#include <cmath>

namespace relata {

using std::chrono::seconds;
using std::chrono::sys_seconds;

namespace {

std::string clock_text(int of_day) {
  return iso_time(sys_seconds{} + seconds{of_day % 86400}).substr(11);
}

std::string span_text(long of_seconds) {
  std::string out = "PT";
  if (of_seconds / 3600 > 0) out += std::to_string(of_seconds / 3600) + "H";
  if (of_seconds / 60 % 60 > 0) out += std::to_string(of_seconds / 60 % 60) + "M";
  if (of_seconds % 60 > 0) out += std::to_string(of_seconds % 60) + "S";
  return out;
}

}  // namespace

std::optional<Reference> read_reference(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
      if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < kFirstYear || !is_date(year, month, day)) return std::nullopt;
  Reference out{make_day(year, month, day), false};
  if (text.size() >= 16 && (text[10] == 'T' || text[10] == ' ') && text[13] == ':') {
    const int hour = number(11, 2), minute = number(14, 2), second = text.size() >= 19 && text[16] == ':' ? number(17, 2) : 0;
    if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60) {
      out.moment += seconds{hour * 3600 + minute * 60 + second};
      out.has_clock = true;
    }
  }
  return out;
}

TimeExpression TimeGrammar::date_of(const Period& period) {
  TimeExpression out;
  out.end = period.end;
  out.timex = period.timex;
  out.value = period.value();
  return out;
}

TimeExpression TimeGrammar::with_clock(const DayAndPart* day, const Clock& clock, std::size_t end) {
  TimeExpression out;
  out.kind = TimeKind::kTime;
  out.end = end;
  out.timex = (day != nullptr ? day->day.timex : std::string()) + clock.timex();
  const DayPart part = clock.part >= 0 ? day_part(clock.part) : DayPart{};
  if (day == nullptr) {
    out.value = clock.part >= 0 ? clock_text(part.begin * 3600) + "/" + clock_text(part.end * 3600) : clock_text(clock.seconds());
  } else if (day->day.begin && !day->day.value().empty()) {
    const sys_seconds begin = *day->day.begin;
    out.value = clock.part >= 0 ? iso_time(begin + seconds{part.begin * 3600}) + "/" + iso_time(begin + seconds{part.end * 3600}) : iso_time(begin + seconds{clock.seconds()});
  }
  return out;
}

TimeExpression TimeGrammar::with_clock(const DayAndPart* day, ClockRange range, std::size_t end) {
  TimeExpression out;
  out.kind = TimeKind::kTime;
  out.end = end;
  if (day != nullptr && day->part >= 0) {
    settle(range.from, day->part);
    settle(range.to, day->part);
  }
  const std::string said = day != nullptr ? day->day.timex : std::string();
  const auto from_part = [](const Clock& c) { return c.part >= 0 ? day_part(c.part).begin * 3600 : c.seconds(); };
  const auto to_part = [](const Clock& c) { return c.part >= 0 ? day_part(c.part).end * 3600 : c.seconds(); };
  if (range.open_from || range.open_to) {
    const Clock& clock = range.open_from ? range.to : range.from;
    out.timex = said + clock.timex();
    // "after lunch" begins where lunch ends
    const int at = range.open_from ? from_part(clock) : to_part(clock);
    std::string point;
    if (day == nullptr) point = clock_text(at);
    else if (day->day.begin) point = iso_time(*day->day.begin + seconds{at});
    if (!point.empty()) out.value = range.open_from ? "../" + point : point + "/..";
    return out;
  }
  int length = range.to.seconds() - range.from.seconds();
  if (length <= 0) length += 86400;
  out.timex = "(" + said + range.from.timex() + "," + said + range.to.timex() + "," + span_text(length) + ")";
  if (day == nullptr) out.value = clock_text(range.from.seconds()) + "/" + clock_text(range.to.seconds());
  else if (day->day.begin) out.value = iso_time(*day->day.begin + seconds{range.from.seconds()}) + "/" + iso_time(*day->day.begin + seconds{range.from.seconds() + length});
  return out;
}

// ---- Days and their parts

std::optional<TimeGrammar::DayAndPart> TimeGrammar::day_and_part(std::size_t i) const {
  DayAndPart out;
  std::size_t j = i;
  if (is_any(j, {"early", "late", "later", "earlier"})) ++j;
  const auto on = [&](int offset, int part, std::size_t end) {
    out.day = reference_ ? unit_at(TimeUnit::kDay, reference_->day() + std::chrono::days{offset}, end) : unknown("XXXX-XX-XX", TimeUnit::kDay, end);
    out.part = part;
    out.end = end;
    return std::optional(out);
  };
  if (is_any(j, {"tonight", "tonite"})) return on(0, 3, j + 1);
  if (has_role(j, WordRole::kShift) && has_role(j + 1, WordRole::kDayPart) && !at(j + 1).plural && !is_any(j + 1, {"tonight", "overnight", "dinner", "breakfast", "lunch"})) {
    if (is_any(j, {"previous", "following", "preceding"}) && tense_ == Tense::kPast) {
      out.day = unknown("XXXX-XX-XX", TimeUnit::kDay, j + 2);
      out.part = at(j + 1).value;
      out.end = j + 2;
      return out;
    }
    return on(at(j).value, at(j + 1).value, j + 2);
  }
  if (j != i) return std::nullopt;
  const Maybe day = core_period(i);
  if (!day || day->grain != TimeUnit::kDay) return std::nullopt;
  out.day = *day;
  out.end = day->end;
  const std::size_t comma = is(out.end, ",") ? out.end + 1 : out.end;
  if (const auto part = part_of_day(comma); part && day->timex != "FUTURE_REF") {
    out.part = part->part;
    out.end = part->end;
  } else if (has_role(out.end, WordRole::kMeridiem) && has_role(i, WordRole::kDayWord)) {
    out.part = at(out.end).value == 0 ? 0 : 1;
    ++out.end;
  }
  return out;
}

/// "Tuesday at 5", "tomorrow from 7:00 to 8:00pm", "last night", "23.04.2022 14:55".
std::optional<TimeExpression> TimeGrammar::day_then_clock(std::size_t i) const {
  const auto day = day_and_part(i);
  if (!day) return std::nullopt;
  std::size_t j = day->end;
  const bool comma = is_any(j, {",", "-"});
  if (comma) ++j;
  if (at(j).glued && is(j, "t") && at(j + 1).glued) ++j;  // 2022-04-23T14:55
  const auto only_part = [&]() -> std::optional<TimeExpression> {
    if (day->part < 0) return std::nullopt;
    Clock clock;
    clock.part = day->part;
    return with_clock(&*day, clock, day->end);
  };
  if (const auto range = clock_range(j); range && (!range->bare || !comma)) return with_clock(&*day, *range, range->end);
  if (const auto open = open_clock(j); open && (open->from.part < 0 && open->to.part < 0) && !comma) return with_clock(&*day, *open, open->end);
  const bool led = is_any(j, {"at", "around", "about"});
  auto exact = clock(j);
  if (exact && exact->part >= 0) exact.reset();
  if (exact && exact->bare && !led) exact.reset();
  if (exact && exact->bare && has_role(exact->end, WordRole::kUnit)) exact.reset();
  if (exact && exact->bare && at(exact->end).kind == Lexeme::Kind::kWord && exact->end < lexemes_.size() && !is_any(exact->end, {"and", "or", "on", "in", "for", "with"}) &&
      exact->minute < 0)
    exact.reset();
  if (!exact) return only_part();
  if (day->part >= 0) settle(*exact, day->part);
  return with_clock(&*day, *exact, exact->end);
}

/// "3pm today", "8am this morning", "between 3 and 5 on 1/1/2015", "10, tonight".
std::optional<TimeExpression> TimeGrammar::clock_then_day(std::size_t i) const {
  const auto day_at = [&](std::size_t j, bool bare) -> std::optional<DayAndPart> {
    std::size_t k = j;
    if (is(k, "local") && is(k + 1, "time")) k += 2;
    else if (is_any(k, {"gmt", "utc", "est", "edt", "cet", "cest", "bst", "pst", "pdt", "et"})) ++k;
    if (is_any(k, {"on", ","})) ++k;
    auto day = day_and_part(k);
    if (day && bare && day->part < 0 && k == j) return std::nullopt;
    return day;
  };
  if (const auto range = clock_range(i)) {
    if (const auto day = day_at(range->end, false); day && !(range->bare && is(range->end, ","))) return with_clock(&*day, *range, day->end);
  }
  if (const auto open = open_clock(i)) {
    if (const auto day = day_at(open->end, false); day && !is(open->end, ",")) return with_clock(&*day, *open, day->end);
  }
  auto exact = clock(i);
  if (!exact) return std::nullopt;
  const auto day = day_at(exact->end, exact->bare && exact->part < 0);
  if (!day) return std::nullopt;
  if (exact->part >= 0 && (exact->bare || is(exact->end, ","))) return std::nullopt;
  if (exact->bare && exact->part < 0 && !(day->part >= 0 && is(exact->end, ",")) && !is(i, "at") && !(day->part >= 0)) return std::nullopt;
  if (day->part >= 0) settle(*exact, day->part);
  return with_clock(&*day, *exact, day->end);
}

std::optional<TimeExpression> TimeGrammar::lone_clock(std::size_t i) const {
  if (const auto range = clock_range(i); range && !range->bare) return with_clock(nullptr, *range, range->end);
  if (const auto open = open_clock(i)) return with_clock(nullptr, *open, open->end);
  const auto found = clock(i);
  if (!found) return std::nullopt;
  if (found->part >= 0) {
    const bool led = is_any(i, {"in", "during", "at", "late", "early", "later"}) || is(found->end - 1, "lunchtime");
    if (!led || (is(i, "at") && !is_any(found->end - 1, {"night", "lunch", "lunchtime", "breakfast"}))) return std::nullopt;
    return with_clock(nullptr, *found, found->end);
  }
  if (found->bare && !(is(i, "at") && found->minute >= 0)) return std::nullopt;
  // "Luke 9:25"
  if (!found->settled && at(i).digits() > 0 && i > 0 && at(i - 1).capital && at(i - 1).role == WordRole::kNone && !at(i).glued) return std::nullopt;
  // A time or a ratio, a score, a verse: "4:3".
  if (!found->settled && at(i).digits() > 0 && at(i).digits() == 1 && found->minute >= 0 && found->minute < 10 && !is_any(i - 1, {"at", "by", "until", "till", "after", "before", "from"}) && at(i + 2).word.size() < 2)
    return std::nullopt;
  return with_clock(nullptr, *found, found->end);
}

// ---- Ranges of days

/// Whether the word at i is counted by the number before it rather than dated by it.
bool TimeGrammar::counts_things(std::size_t i) const {
  if (is_any(i, {"people", "men", "women", "children", "percent", "%", "km", "meters", "metres", "miles", "feet", "kg", "tons", "tonnes", "euros", "dollars"}) || has_role(i, WordRole::kUnit)) return true;
  const Lexeme& next = at(i);
  return next.kind == Lexeme::Kind::kWord && !next.capital && next.word.size() > 4 && next.word.ends_with('s') && !next.word.ends_with("ss");
}

/// "2014-2018", "from 2014 till 2018", "1980-88", "the 2015/16 season".
TimeGrammar::Maybe TimeGrammar::year_range(std::size_t i) const {
  const bool led = is_any(i, {"from", "between", "in", "during"});
  const bool between = is(i, "between");
  const std::size_t j = led ? i + 1 : i;
  if (at(j).glued && j > 0 && (at(j - 1).kind != Lexeme::Kind::kMark || is_any(j - 1, {"-", "/", "$", "€", "£", "#", ".", "+"}))) return std::nullopt;
  const auto first = year_at(j);
  if (!first || first->year > 2099) return std::nullopt;
  const std::size_t k = first->end;
  const bool tight = at(k).glued && is_any(k, {"-", "/", "~"}) && at(k + 1).glued;
  if (!is_any(k, {"to", "-", "~", "until", "till", "through"}) && !(between && is(k, "and")) && !tight) return std::nullopt;
  std::optional<Said> last = is(k, "/") ? std::nullopt : year_at(k + 1);
  if (!last && tight && at(k + 1).digits() == 2 && at(k).word != "~") {
    const int year = first->year / 100 * 100 + static_cast<int>(at(k + 1).number);
    if (year > first->year && (is(k, "-") || year == first->year + 1)) last = Said{year, k + 2};
  }
  if (!last || last->year <= first->year || last->year > 2100) return std::nullopt;
  if (at(last->end).glued && (at(last->end).kind == Lexeme::Kind::kWord || (is_any(last->end, {"-", "/"}) && at(last->end + 1).glued))) return std::nullopt;
  if (!tight && counts_things(last->end)) return std::nullopt;
  if (!led && !tight && first->year < 1800) return std::nullopt;
  return joined(whole_year(first->year, first->end), whole_year(last->year, last->end));
}

TimeGrammar::Maybe TimeGrammar::range(std::size_t i) const {
  Maybe best = year_range(i);
  const bool from = is(i, "from"), between = is(i, "between");
  const std::size_t j = from || between ? i + 1 : i;
  const auto connector = [&](std::size_t k) -> std::size_t {
    if (between && is(k, "and")) return k + 1;
    if (is(k, "up") && is(k + 1, "to")) return k + 2;
    return is_any(k, {"to", "until", "till", "through", "thru", "-", "~"}) ? k + 1 : 0;
  };
  const auto today = [&](std::size_t end) {
    Period out = reference_ ? unit_at(TimeUnit::kDay, reference_->day(), end) : unknown("PRESENT_REF", TimeUnit::kDay, end);
    out.year = out.month = out.day = 0;  // nothing of it is said
    return out;
  };
  std::vector<Period> starts;
  if (const Maybe whole = period(j)) starts.push_back(*whole);
  else if (const Maybe named = is(j, "the") && (from || between) ? core_period(j + 1) : std::nullopt) starts.push_back(*named);  // "between the 1970s and 1990s"
  if (is(j, "now") && (from || between)) starts.push_back(today(j + 1));
  if (const int month = month_at(j, false); month != 0 && (at(j).capital || !is_any(j, {"may", "march", "mar", "dec", "sec"}))) {
    const std::size_t end = after_month(j + 1);
    const std::size_t next = connector(end);
    if (next != 0 && has_role(next, WordRole::kMonth) && (starts.empty() || starts.front().end != end)) starts.push_back(whole_month(0, month, end));
  }
  if (const int day = weekday_at(j, false); day != 0 && at(j).capital && starts.empty())
    if (const Maybe found = weekday_near(day, 0, false, j + 1)) starts.push_back(*found);
  std::size_t day_end = 0;
  const std::size_t d = skip(j, "the");
  if (const auto day = day_number(d, day_end); day && starts.empty()) {
    Period out = unknown({}, TimeUnit::kDay, day_end);
    out.day = *day;
    out.bare = true;
    starts.push_back(out);
  }
  for (Period start : starts) {
    const std::size_t k = connector(start.end);
    if (k == 0 || start.timex == "PAST_REF" || start.timex == "FUTURE_REF") continue;
    std::vector<Period> ends;
    if (const Maybe whole = period(k)) ends.push_back(*whole);
    else if (const Maybe named = is(k, "the") ? core_period(k + 1) : std::nullopt) ends.push_back(*named);
    if (is_any(k, {"date", "now", "present"}) || (is(k, "the") && is(k + 1, "present"))) ends.push_back(today(is(k, "the") ? k + 2 : k + 1));
    if (const int month = month_at(k, false); month != 0 && ends.empty() && at(k).capital) ends.push_back(whole_month(0, month, k + 1));
    if (const int day = weekday_at(k, false); day != 0 && ends.empty() && (at(k).capital || at(k).word.size() > 5)) ends.push_back(*weekday_near(day, 0, false, k + 1));
    std::size_t end = 0;
    if (const auto day = day_number(skip(k, "the"), end); day && start.bare && is(end, "in"))  // "between 4 and 22 in September"
      if (const int month = month_at(end + 1, false); month != 0 && at(end + 1).capital) {
        const auto year = year_behind(end + 2);
        ends.push_back(date(year ? year->year : 0, month, *day, year ? year->end : end + 2));
      }
    if (const auto day = day_number(skip(k, "the"), end); day && start.month != 0 && start.day != 0) {
      const auto year = start.year == 0 ? year_behind(end) : std::nullopt;
      if (year) put_year(start, year->year), start.year = year->year;
      int month = start.month, of_year = start.year;
      if (*day < start.day && ++month > 12) {
        month = 1;
        if (of_year > 0) ++of_year;
      }
      Period last = date(of_year, month, *day, year ? year->end : end);
      if (ends.empty() || ends.front().end <= last.end) ends.insert(ends.begin(), last);
    }
    for (const Period& last : ends) {
      if (last.timex == "PAST_REF" || last.timex == "FUTURE_REF") continue;
      Period first = start;
      if (first.bare) {
        if (last.month == 0 || last.day == 0 || first.day > 31) continue;
        int month = last.month, year = last.year;
        if (first.day > last.day && --month == 0) {
          month = 12;
          if (year > 0) --year;
        }
        const int day = first.day;
        first = date(year, month, day, first.end);
      }
      longer(best, joined(first, last));
    }
  }
  return best;
}

/// One stretch from two: what the one leaves out, the other says.
TimeGrammar::Maybe TimeGrammar::joined(Period from, Period to) const {
  const auto rank = [](const Period& p) { return p.month * 32 + p.day; };
  if (from.grain < TimeUnit::kDay || to.grain < TimeUnit::kDay) return std::nullopt;
  if (from.year == 0 && from.month != 0 && to.year != 0 && to.month != 0) put_year(from, rank(from) > rank(to) ? to.year - 1 : to.year);
  if (to.year == 0 && to.month != 0 && from.begin) {
    const std::string said = to.timex;
    int year = year_of(*from.begin);
    put_year(to, year);
    if (to.begin && *to.finish <= *from.begin) put_year(to, year + 1);
    if (from.year == 0) to.timex = said;
  }
  if (to.weekday != 0 && to.month == 0 && from.begin && to.begin) {
    const bool known = !from.timex.starts_with("XXXX");
    const Day day = *from.begin + std::chrono::days{(to.weekday - weekday_of(*from.begin) + 7) % 7};
    to.begin = day;
    to.finish = day + std::chrono::days{1};
    if (known) to.timex = iso_date(day);
  }
  Period out;
  out.end = to.end;
  out.grain = from.grain;
  const auto said = [](const Period& p) -> std::string {
    if (!p.begin) return p.timex;
    const std::string text = iso_date(p.point.value_or(*p.begin));
    if (p.weekday != 0 && p.month == 0 && p.timex.starts_with("XXXX")) return p.timex;
    return p.timex.starts_with("XXXX") ? "XXXX" + text.substr(4) : text;
  };
  if (!from.begin || !to.begin) {
    out.timex = "(" + said(from) + "," + said(to) + ",PXD)";
    if (!from.partial.empty() && !to.partial.empty()) out.partial = from.partial + "/" + to.partial;
    return from.timex.empty() || to.timex.empty() ? std::nullopt : Maybe(out);
  }
  const Day begin = from.point.value_or(*from.begin), finish = to.point.value_or(*to.begin);
  if (finish <= begin) return std::nullopt;
  const long months = (year_of(finish) - year_of(begin)) * 12L + month_of(finish) - month_of(begin);
  std::string length = "P" + std::to_string((finish - begin).count()) + "D";
  if (from.grain >= TimeUnit::kMonth && to.grain >= TimeUnit::kMonth) {
    const bool years = from.grain == TimeUnit::kYear && to.grain == TimeUnit::kYear && !from.point && !to.point;
    length = years ? "P" + std::to_string(months / 12) + "Y" : "P" + std::to_string(months) + "M";
  }
  out.timex = "(" + said(from) + "," + said(to) + "," + length + ")";
  out.begin = from.begin;
  out.finish = to.finish;
  return out;
}

// ---- Ranges with one end

/// "since 2014", "before Friday", "later than 2018", "by the end of the year", "2012 or later", "to date".
std::optional<TimeExpression> TimeGrammar::open_range(std::size_t i) const {
  enum class Side { kNone, kSince, kAfter, kBefore, kUntil };
  Side side = Side::kNone;
  std::size_t j = i;
  if (is(j, "since")) side = Side::kSince, ++j;
  else if (is(j, "after")) side = Side::kAfter, ++j;
  else if (is(j, "before")) side = Side::kBefore, ++j;
  else if (is_any(j, {"until", "till", "by"})) side = Side::kUntil, ++j;
  else if (is(j, "prior") && is(j + 1, "to")) side = Side::kBefore, j += 2;
  else if (is(j, "up") && is(j + 1, "to") && !at(j).glued) side = Side::kUntil, j += 2;
  else if (is(j, "no") && is(j + 1, "later") && is(j + 2, "than")) side = Side::kUntil, j += 3;
  else if (is(j, "no") && is(j + 1, "earlier") && is(j + 2, "than")) side = Side::kSince, j += 3;
  else if (is(j, "later") && is(j + 1, "than")) side = Side::kAfter, j += 2;
  else if (is(j, "earlier") && is(j + 1, "than")) side = Side::kBefore, j += 2;
  else if (is(j, "as") && is_any(j + 1, {"early", "late"}) && is(j + 2, "as")) side = is(j + 1, "early") ? Side::kSince : Side::kUntil, j += 3;
  else if (is_any(j, {"starting", "beginning"})) side = Side::kSince, j += is_any(j + 1, {"on", "from", "in"}) ? 2 : 1;
  if (is_any(i, {"to", "till", "until"}) && is(i + 1, "date") && !is_any(i - 1, {"up", "-"}) && at(i + 2).digits() == 0) {
    TimeExpression out{TimeKind::kDate, i, i + 2, "PRESENT_REF", {}};
    if (reference_) out.value = "../" + iso_date(reference_->day());
    return out;
  }
  if (has_role(i, WordRole::kUnit) && !at(i).plural && at(i).value >= static_cast<int>(TimeUnit::kWeek) && is(i + 1, "to") && is(i + 2, "date")) {  // "year to date"
    if (!reference_) return TimeExpression{TimeKind::kDate, i, i + 3, "PAST_REF", {}};
    Period so_far = unit_at(static_cast<TimeUnit>(at(i).value), reference_->day(), i + 3);
    so_far.finish = reference_->day();
    if (*so_far.finish <= *so_far.begin) return std::nullopt;
    return date_of(so_far);
  }
  if (is(i, "more") && is(i + 1, "than")) {  // "more than 2 weeks after today"
    const Maybe found = anchored(i + 2);
    if (!found || !found->point || has_role(found->end, WordRole::kUnit)) return std::nullopt;
    TimeExpression out = date_of(*found);
    const bool past = reference_ && *found->point < reference_->day();
    out.value = past ? "../" + iso_date(*found->point) : iso_date(*found->point) + "/..";
    return out;
  }
  if (side != Side::kNone && is_any(j, {"around", "about", "on", "in"}) && j > i) ++j;
  Maybe found = period(j);
  longer(found, period(skip(j, "the")));
  if (!found || found->bare || found->timex == "PAST_REF" || found->timex == "FUTURE_REF") return std::nullopt;
  std::size_t end = found->end;
  if (side == Side::kNone) {
    const bool closed = is_any(end, {"or", "and"}) && at(end + 2).kind == Lexeme::Kind::kMark;  // "2012 and after four rounds" goes on
    if (closed && is_any(end + 1, {"later", "after", "onwards", "beyond"})) side = Side::kSince, end += 2;
    else if (closed && is_any(end + 1, {"earlier", "before"})) side = Side::kUntil, end += 2;
    else if (is_any(end, {"onwards", "onward"})) side = Side::kSince, ++end;
    else return std::nullopt;
  }
  TimeExpression out = date_of(*found);
  out.end = end;
  if (found->begin) {
    const Day begin = *found->begin, finish = *found->finish;
    switch (side) {
      case Side::kSince: out.value = iso_date(begin) + "/.."; break;
      case Side::kAfter: out.value = iso_date(finish) + "/.."; break;
      case Side::kBefore: out.value = "../" + iso_date(std::max(begin, found->point.value_or(begin))); break;  // "before the end of the year"
      default: out.value = "../" + iso_date(finish); break;
    }
  } else if (!out.value.empty()) {
    const bool ahead = side == Side::kSince || side == Side::kAfter;
    out.value = ahead ? out.value + "/.." : "../" + out.value;
  }
  return out;
}

// ---- Relative to this moment

/// "now", "at present".
std::optional<TimeExpression> TimeGrammar::now(std::size_t i) const {
  std::size_t end = 0;
  if (is(i, "now")) end = i + 1;
  else if (is(i, "right") && is(i + 1, "now")) end = i + 2;
  else if (is(i, "at") && is(i + 1, "present")) end = i + 2;
  else if (is(i, "at") && is(i + 1, "the") && is_any(i + 2, {"minute", "moment"})) end = i + 3;
  else if (is(i, "at") && is(i + 1, "the") && is(i + 2, "present") && is_any(i + 3, {"time", "moment"})) end = i + 4;
  if (end == 0 || (at(end).glued && is(end, "-"))) return std::nullopt;
  TimeExpression out{TimeKind::kDate, i, end, "PRESENT_REF", {}};
  if (reference_) out.value = reference_->has_clock ? iso_time(reference_->moment) : iso_date(reference_->day());
  return out;
}

/// Hours, minutes and seconds from the moment of publication: "five minutes ago", "in half an hour", "the last 24 hours"; "within 3 days".
std::optional<TimeExpression> TimeGrammar::from_now(std::size_t i) const {
  int sign = 0;
  bool stretch = false;
  std::optional<Length> span;
  std::size_t end = 0;
  if (is(i, "in")) {
    span = length(i + 1);
    if (!span || tense_ == Tense::kPast) return std::nullopt;
    sign = 1;
    end = span->end;
  } else if (is(i, "within")) {
    std::size_t j = skip(i + 1, "the");
    if (is(j, "next")) ++j;
    span = length(j);
    if (!span || tense_ == Tense::kPast || is_any(span->end, {"of", "after"})) return std::nullopt;
    sign = 1;
    stretch = true;
    end = span->end;
  } else if (has_role(i, WordRole::kShift) && at(i).value != 0) {
    span = length(i + 1);
    if (!span) return std::nullopt;
    sign = at(i).value;
    stretch = true;
    end = span->end;
  } else if (const auto number = cardinal(i); number && has_role(number->end, WordRole::kShift) && at(number->end).value != 0 && has_role(number->end + 1, WordRole::kUnit)) {
    Length found;
    add(found, number->value(), number->decimal(), static_cast<TimeUnit>(at(number->end + 1).value));
    span = found;
    sign = at(number->end).value;
    stretch = true;
    end = number->end + 2;
  } else {
    span = length(i);
    if (!span) return std::nullopt;
    end = span->end;
    if (is(end, "ago")) sign = -1, ++end;
    else if (is(end, "later") && tense_ != Tense::kPast) sign = 1, ++end;
    else if (is(end, "from") && is(end + 1, "now")) sign = 1, end += 2;
    else return std::nullopt;
  }
  if (span->seconds == 0 && !(stretch && is(i, "within"))) return std::nullopt;
  TimeExpression out{TimeKind::kTime, i, end, sign < 0 ? "PAST_REF" : "FUTURE_REF", {}};
  const bool by_day = span->seconds == 0;
  if (by_day) out.kind = TimeKind::kDate;
  if (!reference_ || span->vague || span->months > 12.0 * 4000 || span->days > 366.0 * 4000 || span->seconds > 1e9) return out;
  if (by_day) {
    const Day other = moved(reference_->day(), *span, 1);
    out.timex = "(" + iso_date(reference_->day()) + "," + iso_date(other) + "," + span->timex + ")";
    out.value = iso_date(reference_->day()) + "/" + iso_date(other);
    return out;
  }
  if (!reference_->has_clock) return out;
  const sys_seconds moment = reference_->moment;
  const Day day = moved(reference_->day(), *span, sign);
  const sys_seconds other = moment + (day - reference_->day()) + seconds{sign * std::llround(span->seconds)};
  if (!stretch) {
    out.timex = out.value = iso_time(other);
    return out;
  }
  const std::string from = iso_time(std::min(moment, other)), to = iso_time(std::max(moment, other));
  out.timex = "(" + from + "," + to + "," + span->timex + ")";
  out.value = from + "/" + to;
  return out;
}

// ---- What recurs, and how long

std::optional<TimeExpression> TimeGrammar::set(std::size_t i) const {
  TimeExpression out{TimeKind::kSet, i, 0, {}, {}};
  const auto at_clock = [&](std::size_t j) -> std::optional<Clock> {
    const bool led = is(j, "at");
    auto found = clock(led ? j + 1 : j);
    if (found && found->part >= 0) return std::nullopt;
    if (found && found->bare && !led) return std::nullopt;
    return found;
  };
  const auto finish = [&](std::size_t end, std::string timex, std::string value) {
    out.end = end;
    out.timex = std::move(timex);
    out.value = std::move(value);
    return std::optional(out);
  };
  const auto recurring_day = [&](int weekday, std::size_t end, std::string_view every) {
    const std::string day = "XXXX-WXX-" + std::to_string(weekday);
    if (const auto time = at_clock(end)) return finish(time->end, day + time->timex(), "R/" + std::string(every));
    return finish(end, day, "R/" + std::string(every));
  };
  if (has_role(i, WordRole::kWeekday) && at(i).plural && has_role(i - 1, WordRole::kCardinal)) return std::nullopt;  // "two Mondays ago"
  if (has_role(i, WordRole::kWeekday) && at(i).plural) return at(i).capital || is(i - 1, "on") ? recurring_day(at(i).value, i + 1, "P1W") : std::nullopt;
  if (is(i, "weekends")) return is(i - 1, "s") || cardinal(i > 0 ? i - 1 : 0) ? std::nullopt : finish(i + 1, "P1WE", "R/P1W");
  if (is_any(i, {"bi", "semi"}) && is(i + 1, "-") && has_role(i + 2, WordRole::kFrequency)) {
    const bool twice = is(i, "bi");
    switch (at(i + 2).value) {
      case 1: return twice ? finish(i + 3, "P2W", "R/P2W") : std::nullopt;
      case 2: return twice ? finish(i + 3, "P2M", "R/P2M") : std::nullopt;
      case 3: return finish(i + 3, "P0.5Y", "R/P6M");
      default: return std::nullopt;
    }
  }
  if (has_role(i, WordRole::kFrequency)) {
    if (at(i).capital && i > 0) return std::nullopt;
    const std::string period(frequency(at(i).value));
    if (at(i).value == 0)
      if (const auto time = at_clock(i + 1)) return finish(time->end, time->timex(), "R/P1D");
    return finish(i + 1, period, period.find('.') != std::string::npos ? "R/P6M" : "R/" + period);
  }
  // "once a year", "three times a month"
  std::size_t j = 0;
  if (is_any(i, {"once", "twice"})) j = i + 1;
  else if (const auto number = cardinal(i); number && is(number->end, "times")) j = number->end + 1;
  if (j > 0) {
    if (!is_any(j, {"a", "an", "per", "each", "every"}) || !has_role(j + 1, WordRole::kUnit) || at(j + 1).plural) return std::nullopt;
    Length one;
    add(one, 1, "1", static_cast<TimeUnit>(at(j + 1).value));
    return finish(j + 2, one.timex, "R/" + one.timex);
  }
  // "19th of every month"
  if (const auto day = ordinal(i); day && day->mantissa <= 31 && is(day->end, "of") && is_any(day->end + 1, {"every", "each"}) && is_unit(day->end + 2, TimeUnit::kMonth)) {
    const std::string number = (day->mantissa < 10 ? "0" : "") + std::to_string(day->mantissa);
    return finish(day->end + 3, "XXXX-XX-" + number, "R/P1M");
  }
  // "6am every day"
  if (at(i).digits() > 0)
    if (const auto time = clock(i); time && !time->bare && time->part < 0) {
      if (is(time->end, "everyday")) return finish(time->end + 1, time->timex(), "R/P1D");
      if (is_any(time->end, {"every", "each"}) && is_unit(time->end + 1, TimeUnit::kDay)) return finish(time->end + 2, time->timex(), "R/P1D");
    }
  if (!is_any(i, {"every", "each", "any", "all"})) return std::nullopt;
  j = i + 1;
  const bool strict = is_any(i, {"any", "all"});
  const bool other = is_any(j, {"other", "second"}) && is(i, "every");
  if (other) ++j;
  if (has_role(j, WordRole::kWeekday) && !at(j).plural) return recurring_day(at(j).value, j + 1, other ? "P2W" : "P1W");
  if (is_unit(j, TimeUnit::kWeekend)) return finish(j + 1, "P1WE", "R/P1W");
  if (is(i, "all")) return std::nullopt;
  if (has_role(j, WordRole::kDayPart) && !at(j).plural && !strict) {
    if (const auto time = at_clock(j + 1)) {
      Clock settled = *time;
      settle(settled, at(j).value);
      return finish(settled.end, settled.timex(), "R/P1D");
    }
    return finish(j + 1, "T" + std::string(day_part(at(j).value).timex), "R/P1D");
  }
  if (const int month = month_at(j, false); month != 0 && !strict && at(j).capital) return finish(j + 1, "XXXX-" + std::string(month < 10 ? "0" : "") + std::to_string(month), "R/P1Y");
  if (const auto number = cardinal(j); number && !strict && number->small() && has_role(number->end, WordRole::kUnit)) {
    Length span;
    add(span, number->value(), number->decimal(), static_cast<TimeUnit>(at(number->end).value));
    return finish(number->end + 1, span.timex, is_unit(number->end, TimeUnit::kWeekend) ? std::string() : "R/" + span.timex);
  }
  if (!has_role(j, WordRole::kUnit) || at(j).plural || (strict && at(j).value < static_cast<int>(TimeUnit::kWeek))) return std::nullopt;
  if (is_unit(j, TimeUnit::kSecond) || (strict && !is_unit(j, TimeUnit::kYear))) return std::nullopt;
  if (is_unit(j, TimeUnit::kDay) && !other)
    if (const auto time = at_clock(j + 1)) return finish(time->end, time->timex(), "R/P1D");
  Length one;
  add(one, other ? 2 : 1, other ? "2" : "1", static_cast<TimeUnit>(at(j).value));
  return finish(j + 1, one.timex, "R/" + one.timex);
}

std::optional<TimeExpression> TimeGrammar::duration(std::size_t i) const {
  TimeExpression out{TimeKind::kDuration, i, 0, {}, {}};
  if (is_any(i, {"all", "whole", "entire"}) && has_role(i + 1, WordRole::kUnit) && !at(i + 1).plural && at(i + 1).value >= static_cast<int>(TimeUnit::kDay)) {
    Length one;
    add(one, 1, "1", static_cast<TimeUnit>(at(i + 1).value));
    out.end = i + 2;
    out.timex = one.timex;
    out.value = one.value();
    return out;
  }
  // "for decades"
  if (has_role(i, WordRole::kUnit) && at(i).plural) {
    if (!is_any(i - 1, {"for", "within"}) || is_any(i + 1, {"of", "ago"})) return std::nullopt;
    Length one;
    add(one, 1, "X", static_cast<TimeUnit>(at(i).value));
    out.end = i + 1;
    out.timex = at(i).value >= static_cast<int>(TimeUnit::kDecade) || is_unit(i, TimeUnit::kFortnight) || is_unit(i, TimeUnit::kQuarter) ? "PXY" : one.timex;
    return out;
  }
  // "five to ten days", "10-15 minutes": between two lengths
  if (const auto low = cardinal(i); low && !low->scaled && (is(low->end, "to") || (is(low->end, "-") && at(low->end).glued)))
    if (const auto high = cardinal(low->end + 1); high && high->value() > low->value())
      if (const auto span = one_length(low->end + 1); span && !span->vague && !is(span->end, "old") && !(is(span->end, "-") && is(span->end + 1, "old"))) {
        Length least;
        add(least, low->value(), low->decimal(), span->grain);
        return TimeExpression{TimeKind::kDuration, i, span->end, least.timex + "/" + span->timex, {}};
      }
  const auto span = length(i);
  if (!span) return std::nullopt;
  std::size_t j = span->end;
  if (at(j).glued && is(j, "-") && is(j + 1, "old")) return std::nullopt;
  if (is(j, "old") || (is(j, "of") && is(j + 1, "age"))) return std::nullopt;
  if (is_any(j, {"'"}) && is(j + 1, "s") && is(j + 2, "old")) return std::nullopt;
  if (has_role(i, WordRole::kUnit)) return std::nullopt;  // "to this day"
  const bool single = is_any(i, {"a", "an"}) || (is(i, "one") && is_unit(i + 1, TimeUnit::kDay));
  static constexpr std::array<std::string_view, 26> leading{"for", "over", "within", "than", "about", "nearly", "almost", "after", "in",  "under", "lasted", "lasts", "last",
                                                            "takes", "took", "take",  "around", "just", "only", "spent", "spend", "half", "every", "of",  "is",    "roughly"};
  if (single && std::find(leading.begin(), leading.end(), before(i)) == leading.end()) return std::nullopt;
  if (single && (is_unit(j - 1, TimeUnit::kQuarter) || (is_unit(j - 1, TimeUnit::kSecond) && is(j - 1, "second")))) return std::nullopt;
  if (span->grain == TimeUnit::kQuarter && (is(j, "of") || at(i).kind == Lexeme::Kind::kWord)) return std::nullopt;
  if (span->grain == TimeUnit::kCentury && is(i, "a") && is(j, "-")) return std::nullopt;
  if (span->vague && is(i, "some") && !at(j - 1).plural) return std::nullopt;
  out.end = j;
  out.timex = span->timex;
  out.value = span->value();
  return out;
}

// ---- The choice

bool may_begin_time(const Lexeme& lexeme) {
  return lexeme.kind == Lexeme::Kind::kMark ? lexeme.word == "'" : lexeme.role != WordRole::kNone || lexeme.digits() > 0;
}

std::optional<TimeExpression> TimeGrammar::read(std::size_t i) const {
  const Lexeme& first = at(i);
  if (!may_begin_time(first)) return std::nullopt;
  if (first.glued && i > 0) {
    if (first.kind == Lexeme::Kind::kNumber && at(i - 1).kind == Lexeme::Kind::kWord) return std::nullopt;
    if (first.kind == Lexeme::Kind::kWord && at(i - 1).kind == Lexeme::Kind::kNumber) return std::nullopt;
    if (is_any(i - 1, {"'", "@", "_"}) && first.kind == Lexeme::Kind::kWord) return std::nullopt;
  }
  std::optional<TimeExpression> best;
  const auto offer = [&](std::optional<TimeExpression> other) {
    if (other && other->end > i && (!best || other->end > best->end)) best = std::move(other);
  };
  const auto offer_period = [&](const Maybe& other) {
    if (other && !other->bare && !other->timex.empty()) offer(date_of(*other));
  };
  offer(set(i));
  offer(open_range(i));
  offer(day_then_clock(i));
  offer(clock_then_day(i));
  offer_period(range(i));
  offer_period(period(i));
  // "a week starting tomorrow"
  if (const auto span = length(i); span && span->seconds == 0 && is_any(span->end, {"starting", "beginning", "from"}))
    if (const Maybe begin = core_period(span->end + (is(span->end + 1, "on") ? 2 : 1)); begin && begin->begin && !is(span->end, "from"))
      offer_period(stretch(*begin->begin, moved(*begin->begin, *span, 1), span->timex, span->grain, begin->end));
  offer(from_now(i));
  offer(lone_clock(i));
  offer(now(i));
  offer(duration(i));
  if (best) best->begin = i;
  return best;
}

}  // namespace relata
