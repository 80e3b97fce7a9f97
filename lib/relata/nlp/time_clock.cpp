// Times of the day, and how long things take.
#include <relata/nlp/time_grammar.hpp>

#include <array>
#include <cmath>

namespace relata {
namespace {

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Months, days and seconds in one unit.
struct UnitSize {
  double months, days, seconds;
  std::string_view designator;
  bool clock;
};
constexpr std::array<UnitSize, 12> kSizes{{{0, 0, 1, "S", true},
                                           {0, 0, 60, "M", true},
                                           {0, 0, 3600, "H", true},
                                           {0, 1, 0, "D", false},
                                           {0, 2, 0, "WE", false},
                                           {0, 7, 0, "W", false},
                                           {0, 14, 0, "W", false},
                                           {1, 0, 0, "M", false},
                                           {3, 0, 0, "M", false},
                                           {12, 0, 0, "Y", false},
                                           {120, 0, 0, "Y", false},
                                           {1200, 0, 0, "Y", false}}};

std::string plain(double number) {
  std::string out = std::to_string(number);
  while (out.ends_with('0')) out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  return out;
}

}  // namespace

// ---- Lengths

std::string TimeGrammar::Length::value() const {
  if (vague || months < 0 || months > 12e6 || days > 1e7 || seconds > 1e12) return {};
  // A fraction of a month is a number of days that depends on the month.
  if (months != std::floor(months)) return {};
  const auto whole_months = static_cast<long>(months);
  auto whole_seconds = static_cast<long long>(std::llround(seconds + (days - std::floor(days)) * 86400));
  const auto whole_days = static_cast<long>(std::floor(days));
  std::string out = "P";
  if (whole_months / 12 > 0) out += std::to_string(whole_months / 12) + "Y";
  if (whole_months % 12 > 0) out += std::to_string(whole_months % 12) + "M";
  if (whole_days > 0) out += std::to_string(whole_days) + "D";
  if (whole_seconds > 0) {
    out += "T";
    if (whole_seconds / 3600 > 0) out += std::to_string(whole_seconds / 3600) + "H";
    if (whole_seconds / 60 % 60 > 0) out += std::to_string(whole_seconds / 60 % 60) + "M";
    if (whole_seconds % 60 > 0) out += std::to_string(whole_seconds % 60) + "S";
  }
  return out == "P" ? std::string("PT0S") : out;
}

void TimeGrammar::add(Length& length, double amount, const std::string& spelled, TimeUnit unit) {
  const UnitSize& size = kSizes[static_cast<std::size_t>(unit)];
  if (length.timex.empty()) {
    length.timex = "P";
    length.grain = unit;
  }
  if (size.clock && length.timex.find('T') == std::string::npos) length.timex += "T";
  const bool multiple = unit == TimeUnit::kFortnight || unit == TimeUnit::kQuarter || unit >= TimeUnit::kDecade;
  const double times = unit == TimeUnit::kFortnight ? 2 : unit == TimeUnit::kQuarter ? 3 : unit == TimeUnit::kDecade ? 10 : 100;
  length.timex += (multiple ? plain(amount * times) : spelled) + std::string(size.designator);
  length.months += amount * size.months;
  length.days += amount * size.days;
  length.seconds += amount * size.seconds;
}

/// "three weeks", "an hour and a half", "half a year", "several days", "10D".
std::optional<TimeGrammar::Length> TimeGrammar::one_length(std::size_t i) const {
  double amount = 0;
  std::string spelled;
  bool vague = false;
  std::size_t j = i;
  if (is(j, "half") && is_any(j + 1, {"a", "an"})) {
    amount = 0.5;
    j += 2;
  } else if (is_any(j, {"a", "an"}) && is(j + 1, "half") && at(j + 2).glued == false) {
    amount = 0.5;
    j += 2;
  } else if (has_role(skip(j, "a"), WordRole::kVague)) {
    j = skip(j, "a");
    amount = at(j).value;
    vague = !is(j, "couple");
    ++j;
    j = skip(j, "of");
    if (has_role(j, WordRole::kVague)) return std::nullopt;
  } else if (const auto number = cardinal(j)) {
    if (number->scaled && number->value() > 1e6) return std::nullopt;
    amount = number->value();
    spelled = number->decimal();
    j = number->end;
    if (is(j, "and") && is(skip(j + 1, "a"), "half")) {
      amount += 0.5;
      spelled.clear();
      j = skip(j + 1, "a") + 1;
    }
  } else if (is_any(j, {"a", "an"})) {
    amount = 1;
    ++j;
  } else if (has_role(j, WordRole::kUnit) && i > 0 && has_role(i - 1, WordRole::kShift) && !at(j).plural) {
    amount = 1;  // "the next day and 5 hours"
  } else {
    return std::nullopt;
  }
  if (at(j).glued && is(j, "-")) ++j;
  TimeUnit unit = TimeUnit::kDay;
  if (has_role(j, WordRole::kUnit)) unit = static_cast<TimeUnit>(at(j).value);
  else if (is(j, "d") && at(j).glued && at(j - 1).kind == Lexeme::Kind::kNumber) unit = TimeUnit::kDay;
  else if (has_role(j, WordRole::kDayPart) && is_any(j, {"night", "nights"})) unit = TimeUnit::kDay;
  else if (is_any(j, {"business", "working", "calendar"}) && is_unit(j + 1, TimeUnit::kDay)) ++j;
  else return std::nullopt;
  if (at(j).glued && at(j - 1).kind == Lexeme::Kind::kNumber && at(j).kind == Lexeme::Kind::kWord && at(j).word.size() == 1 && !is(j, "d")) return std::nullopt;
  if (amount > 1 && is(j, "second") && !(at(j).glued || is(j - 1, "-"))) return std::nullopt;  // "two second places"
  ++j;
  if (at(j).glued && is(j, ".") && at(j - 1).word.size() <= 3 && j + 1 < lexemes_.size()) ++j;
  if (is(j, "and")) {  // "an hour and a half", "one year and a quarter"
    const std::size_t k = skip(j + 1, "a");
    const double more = is(k, "half") ? 0.5 : is(k, "quarter") && k > j + 1 ? 0.25 : 0;
    if (more > 0 && !is(k + 1, "of")) {
      amount += more;
      spelled.clear();
      j = k + 1;
    }
  }
  Length out;
  out.vague = vague;
  add(out, amount, spelled.empty() ? plain(amount) : spelled, unit);
  out.end = j;
  return out;
}

/// One length after the other: "3 hours 30 minutes", "2 weeks and 2 days"; each unit finer than the one before.
std::optional<TimeGrammar::Length> TimeGrammar::length(std::size_t i) const {
  std::optional<Length> out = one_length(i);
  if (!out) return out;
  TimeUnit finest = out->grain;
  for (;;) {
    std::size_t j = out->end;
    if (is_any(j, {"and", ","})) ++j;
    if (is_any(j, {"a", "an"})) {
      if (!has_role(j + 1, WordRole::kUnit)) break;
    }
    const auto next = one_length(j);
    if (!next || next->grain >= finest || next->vague) break;
    if (is_any(next->end, {"ago"}) && is_any(j - 1, {"and"}) && i > 0 && has_role(i - 1, WordRole::kShift)) break;  // "for the last 3 months, and 2 days ago"
    finest = next->grain;
    std::string more = next->timex.substr(1);
    if (more.starts_with('T') && out->timex.find('T') != std::string::npos) more.erase(0, 1);
    out->timex += more;
    out->months += next->months;
    out->days += next->days;
    out->seconds += next->seconds;
    out->end = next->end;
  }
  return out;
}

// ---- Times of the day

std::string TimeGrammar::Clock::timex() const {
  if (part >= 0) return "T" + std::string(day_part(part).timex);
  std::string out = "T" + two(hour);
  if (minute >= 0) out += ":" + two(minute);
  if (second >= 0) out += ":" + two(second);
  return out;
}

/// 0 for "am", "a.m.", "a m"; 12 for "pm"; moves behind it.
std::optional<int> TimeGrammar::meridiem(std::size_t& i) const {
  if (has_role(i, WordRole::kMeridiem) && !(at(i).word == "am" && at(i).capital == false && at(i).glued == false && is(i - 1, "i"))) return at(i++).value;
  if (!is_any(i, {"a", "p"})) return std::nullopt;
  const int half = is(i, "a") ? 0 : 12;
  std::size_t j = skip(i + 1, ".");
  if (!is(j, "m")) return std::nullopt;
  ++j;
  if (is(j, ".") && is(i + 1, ".")) ++j;
  i = j;
  return half;
}

/// Puts an hour of a clock with twelve into the half of the day that the part of the day says.
void TimeGrammar::settle(Clock& clock, int part) {
  if (clock.settled || clock.part >= 0) return;
  clock.bare = false;
  clock.settled = true;
  if (part == 0 || part == 7) {
    if (clock.hour == 12 && clock.minute <= 0) clock.hour = 12;
  } else if (part == 1 || part == 2 || part == 8 || part == 5) {
    if (clock.hour < 12) clock.hour += 12;
  } else if (part == 3 && clock.hour >= 4 && clock.hour < 12) {
    clock.hour += 12;
  }
}

std::optional<TimeGrammar::Clock> TimeGrammar::core_clock(std::size_t i) const {
  Clock out;
  const auto done = [&](std::size_t end) {
    out.end = end;
    if (at(end).glued && is(end, "ish")) ++out.end;
    return std::optional(out);
  };
  const auto o_clock = [&](std::size_t& j) {
    const std::size_t size = is(j, "o") && is(j + 1, "'") && is(j + 2, "clock") ? 3 : is(j, "oclock") ? 1 : 0;
    if (size > 0) out.bare = false;
    j += size;
  };
  const auto half_of = [&](std::size_t& j) {
    if (const auto half = meridiem(j)) {
      out.bare = false;
      out.settled = true;
      if (*half == 0 && out.hour == 12) out.hour = 0;
      if (*half == 12 && out.hour < 12) out.hour += 12;
    }
  };
  if (is_any(i, {"noon", "midday", "noonish"})) {
    out.hour = 12;
    out.settled = true;
    return done(i + 1);
  }
  if (is(i, "midnight") || (is(i, "mid") && is(i + 1, "night"))) {
    out.settled = true;
    return done(is(i, "mid") ? i + 2 : i + 1);
  }
  // "half past three", "ten to five", "quarter past 8"
  std::size_t j = skip(i, "a");
  int minutes = is(j, "half") ? 30 : is_unit(j, TimeUnit::kQuarter) && !at(j).plural ? 15 : 0;
  std::size_t k = j + 1;
  if (minutes == 0 && j == i)
    if (const auto number = cardinal(j); number && number->small() && *number->small() > 0 && *number->small() < 60 && number->spelled) {
      minutes = *number->small();
      k = number->end;
      if (is_unit(k, TimeUnit::kMinute)) ++k;
    }
  if (minutes > 0 && (is(k, "past") || (is(k, "to") && minutes != 30 && (minutes % 5 == 0 || is_unit(k - 1, TimeUnit::kMinute))))) {
    const auto hour = cardinal(k + 1);
    if (hour && hour->small() && *hour->small() >= 1 && *hour->small() <= 12 && hour->exponent == 0) {
      std::size_t end = hour->end;
      out.hour = is(k, "past") ? *hour->small() : *hour->small() == 1 ? 12 : *hour->small() - 1;
      out.minute = is(k, "past") ? minutes : 60 - minutes;
      const bool range = is(k, "to");
      half_of(end);
      if (range && !is_any(j, {"quarter"}) && out.settled) return std::nullopt;  // "ten to five pm" is a range
      if (range && !is_any(j, {"quarter"}) && !is_unit(k - 1, TimeUnit::kMinute)) return std::nullopt;
      return done(end);
    }
  }
  // Digits: "8", "8:30", "17.30", "0730", "8:30:15"
  if (at(i).digits() > 0 && at(i).digits() <= 4) {
    if (at(i).glued && i > 0 && !is(i - 1, "t") && (at(i - 1).kind != Lexeme::Kind::kMark || is_any(i - 1, {"$", "€", "£", "#", ".", "+", ":"}))) return std::nullopt;
    const auto number = static_cast<int>(at(i).number);
    j = i + 1;
    if (at(i).digits() > 2) {
      out.hour = number / 100;
      out.minute = number % 100;
      out.bare = true;
      if (out.hour > 23 || out.minute > 59) return std::nullopt;
      out.settled = at(i).digits() == 4 && at(i).word.starts_with('0') ? false : out.hour > 12;
      half_of(j);
      if (out.bare && is_any(j, {"gmt", "utc"})) {
        out.bare = false;
        out.settled = true;
        ++j;
      }
      if (out.bare && at(i).digits() != 4) return std::nullopt;
      return done(j);
    }
    out.hour = number;
    if (out.hour > 24) return std::nullopt;
    const bool dot = is(j, ".");
    if (at(j).glued && (is(j, ":") || dot) && at(j + 1).glued && at(j + 1).digits() == 2 && at(j + 1).number < 60) {
      out.minute = static_cast<int>(at(j + 1).number);
      j += 2;
      if (!dot && at(j).glued && is(j, ":") && at(j + 1).glued && at(j + 1).digits() == 2 && at(j + 1).number < 60) {
        out.second = static_cast<int>(at(j + 1).number);
        j += 2;
        if (at(j).glued && is(j, ".") && at(j + 1).glued && at(j + 1).digits() > 0) j += 2;
      }
      if (at(j).glued && (at(j).digits() > 0 || is_any(j, {"%", "x"}) || (is_any(j, {".", ":", "/"}) && at(j + 1).glued && at(j + 1).digits() > 0))) return std::nullopt;
      out.bare = dot;
      out.settled = out.hour > 12 || out.hour == 0 || (at(i).digits() == 2 && at(i).word.starts_with('0'));
    } else {
      out.bare = true;
      if (at(j).glued && (is_any(j, {":", "/", "%", "."}) || at(j).kind == Lexeme::Kind::kNumber) && at(j + 1).glued && at(j + 1).digits() > 0) return std::nullopt;
      if (at(j).glued && is(j, ",") && at(j + 1).glued && at(j + 1).digits() == 3) return std::nullopt;
      if (at(j).glued && is(j, "%")) return std::nullopt;
      if (is(j, "h") && at(j).glued && at(j + 1).glued && at(j + 1).digits() == 2 && at(j + 1).number < 60) {
        out.minute = static_cast<int>(at(j + 1).number);
        out.bare = false;
        out.settled = true;
        return done(j + 2);
      }
      if (at(j).glued && is(j, "ish")) out.bare = false;
      else if (at(j).glued && at(j).kind == Lexeme::Kind::kWord && !has_role(j, WordRole::kMeridiem) && !is_any(j, {"a", "p"})) return std::nullopt;
    }
    o_clock(j);
    const std::size_t plain_end = j;
    half_of(j);
    if (out.settled && j > plain_end && number > 12 && out.minute < 0) return std::nullopt;
    return done(j);
  }
  // Words: "seven p.m.", "three thirty", "six forty-three minutes"
  const auto hour = cardinal(i);
  if (!hour || !hour->spelled || hour->scaled) return std::nullopt;
  const auto small = hour->small();
  if (!small || *small < 1 || *small > 12 || hour->end != i + 1) return std::nullopt;
  out.hour = *small;
  out.bare = true;
  j = i + 1;
  if (const auto minute = cardinal(j); minute && minute->spelled && !minute->scaled && minute->small() && *minute->small() >= 10 && *minute->small() < 60) {
    out.minute = *minute->small();
    j = minute->end;
    if (is_unit(j, TimeUnit::kMinute)) ++j;
  }
  o_clock(j);
  half_of(j);
  return done(j);
}

/// "in the morning", "late afternoon", "later in the evening", "at lunchtime", "at night".
std::optional<TimeGrammar::Clock> TimeGrammar::part_of_day(std::size_t i) const {
  std::size_t j = i;
  if (is_any(j, {"in", "during", "at", "on"})) ++j;
  j = skip(j, "the");
  if (is_any(j, {"early", "late", "later"})) {
    ++j;
    if (is(j, "in")) j = skip(j + 1, "the");
  }
  if (is(j, "mid") && is(j + 1, "-")) j += 2;
  if (!has_role(j, WordRole::kDayPart) || at(j).plural || is_any(j, {"tonight", "tonite", "overnight"})) return std::nullopt;
  Clock out;
  out.part = at(j).value;
  out.end = j + 1;
  if (is(j, "night") && at(j + 1).glued && is(j + 1, "-") && is(j + 2, "time")) {
    out.part = 6;
    out.end = j + 3;
  }
  out.bare = j == i;
  return out;
}

/// A time with the part of the day that goes with it: "3 in the morning", "in the afternoon at 7", "8:00 early morning".
std::optional<TimeGrammar::Clock> TimeGrammar::clock(std::size_t i) const {
  if (auto part = part_of_day(i)) {
    const std::size_t j = is_any(part->end, {"at", "around", "about", ","}) ? part->end + 1 : part->end;
    if (j > part->end || at(j).digits() > 0)
      if (auto exact = core_clock(j)) {
        settle(*exact, part->part);
        return exact;
      }
    return part;
  }
  const std::size_t first = is_any(i, {"around", "about", "circa", "at"}) ? i + 1 : i;
  auto out = core_clock(first);
  if (!out) return std::nullopt;
  if (const auto part = part_of_day(out->end); part && (!part->bare || !out->bare)) {
    settle(*out, part->part);
    out->end = part->end;
  }
  return out;
}

/// "5 to 6pm", "between 3 and 5", "from 9 for 2.5 hrs".
std::optional<TimeGrammar::ClockRange> TimeGrammar::clock_range(std::size_t i) const {
  const bool between = is(i, "between"), from = is(i, "from"), led = between || from;
  const std::size_t j = led || is(i, "at") ? i + 1 : i;
  ClockRange out;
  const auto begin = clock(j);
  if (!begin || begin->part >= 0) return std::nullopt;
  out.from = *begin;
  std::size_t k = begin->end;
  if (is(k, "for")) {
    const auto span = length(k + 1);
    if (!span || span->months != 0 || span->days != 0 || (begin->bare && !from)) return std::nullopt;
    const int end = begin->seconds() + static_cast<int>(std::min(span->seconds, 86400.0));
    out.to = Clock{span->end, end / 3600 % 24, end / 60 % 60, end % 60};
    out.to.settled = true;
    out.end = span->end;
    return out;
  }
  if (!is_any(k, {"to", "-", "until", "till", "through", "~"}) && !(between && is(k, "and"))) return std::nullopt;
  k = skip(k + 1, "the");
  const auto end = clock(k);
  if (!end || end->part >= 0) return std::nullopt;
  out.to = *end;
  out.end = end->end;
  if (!out.from.settled && out.to.settled && out.to.hour >= 12) {
    const int later = out.from.hour == 12 ? out.from.seconds() : out.from.seconds() + 12 * 3600;
    if (later <= out.to.seconds()) out.from.hour = later / 3600;
  } else if (!out.from.settled && !out.to.settled && out.to.seconds() <= out.from.seconds() && out.to.hour < 12) {
    if (out.from.hour == 12) out.from.hour = 0;
    else out.to.hour += 12;
  } else if (out.from.settled && !out.to.settled && out.to.seconds() <= out.from.seconds() && out.to.hour < 12) {
    out.to.hour += 12;
  }
  // "2-3" alone is anything; "from three thirty to four thirty" is a time.
  const auto timely = [](const Clock& c) { return !c.bare || c.minute >= 0; };
  out.bare = begin->bare && end->bare && !(led && (timely(*begin) && timely(*end)));
  if (out.bare && !led && (!is(begin->end, "-") || at(i).digits() == 0)) return std::nullopt;
  return out;
}

/// "before 5pm", "no later than 6:00", "3 pm or later", "any time from 7:00 am".
std::optional<TimeGrammar::ClockRange> TimeGrammar::open_clock(std::size_t i) const {
  std::size_t j = i;
  bool before = false, after = false;
  if (is_any(j, {"before", "until", "till", "by"})) {
    before = true;
    ++j;
  } else if (is_any(j, {"after", "since"})) {
    after = true;
    ++j;
  } else if (is(j, "no") && is_any(j + 1, {"later", "earlier"}) && is(j + 2, "than")) {
    before = is(j + 1, "later");
    after = !before;
    j += 3;
  } else if (is_any(j, {"later", "earlier"}) && is(j + 1, "than")) {
    after = is(j, "later");
    before = !after;
    j += 2;
  } else if (is_any(j, {"any", "anytime"}) && is_any(j + (is(j, "any") ? 2 : 1), {"from", "after"})) {
    after = true;
    j += is(j, "any") ? 3 : 2;
  }
  auto found = clock(j);
  if (!found || (found->bare && found->part < 0)) return std::nullopt;
  if (found->part >= 0 && found->bare && !is_any(found->end - 1, {"breakfast", "lunch", "dinner"})) return std::nullopt;
  std::size_t end = found->end;
  if (!before && !after) {
    if (is_any(end, {"or", "and"}) && is_any(end + 1, {"later", "after", "onwards"})) after = true;
    else if (is_any(end, {"or", "and"}) && is_any(end + 1, {"earlier", "before"})) before = true;
    else return std::nullopt;
    end += 2;
  }
  ClockRange out;
  out.end = end;
  out.open_from = before;
  out.open_to = after;
  if (before) out.to = *found;
  else out.from = *found;
  return out;
}

}  // namespace relata
