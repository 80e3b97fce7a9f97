#include <relata/nlp/calendar.hpp>

#include <algorithm>
#include <array>

namespace relata {

namespace chr = std::chrono;

namespace {

chr::year_month_day parts(Day day) { return chr::year_month_day(day); }

std::string padded(int number, std::size_t digits) {
  std::string out = std::to_string(number);
  return out.size() < digits ? std::string(digits - out.size(), '0') + out : out;
}

constexpr std::array kHolidays{
    Holiday{"new year", 1, 1},
    Holiday{"new years", 1, 1},
    Holiday{"new years day", 1, 1},
    Holiday{"new year day", 1, 1},
    Holiday{"new years eve", 12, 31},
    Holiday{"new year eve", 12, 31},
    Holiday{"epiphany", 1, 6},
    Holiday{"groundhog day", 2, 2},
    Holiday{"valentines day", 2, 14},
    Holiday{"valentine day", 2, 14},
    Holiday{"international womens day", 3, 8},
    Holiday{"saint patricks day", 3, 17},
    Holiday{"saint patrick", 3, 17},
    Holiday{"st patricks day", 3, 17},
    Holiday{"april fools day", 4, 1},
    Holiday{"april fools", 4, 1},
    Holiday{"earth day", 4, 22},
    Holiday{"may day", 5, 1},
    Holiday{"international workers day", 5, 1},
    Holiday{"juneteenth", 6, 19},
    Holiday{"halloween", 10, 31},
    Holiday{"all saints day", 11, 1},
    Holiday{"all souls day", 11, 2},
    Holiday{"armistice day", 11, 11},
    Holiday{"veterans day", 11, 11},
    Holiday{"human rights day", 12, 10},
    Holiday{"christmas", 12, 25},
    Holiday{"christmas day", 12, 25},
    Holiday{"xmas", 12, 25},
    Holiday{"xmas day", 12, 25},
    Holiday{"christmas eve", 12, 24},
    Holiday{"xmas eve", 12, 24},
    Holiday{"boxing day", 12, 26},
    Holiday{"ash wednesday", 0, 0, 0, 0, -46},
    Holiday{"palm sunday", 0, 0, 0, 0, -7},
    Holiday{"maundy thursday", 0, 0, 0, 0, -3},
    Holiday{"good friday", 0, 0, 0, 0, -2},
    Holiday{"easter", 0, 0, 0, 0, 0},
    Holiday{"easter day", 0, 0, 0, 0, 0},
    Holiday{"easter sunday", 0, 0, 0, 0, 0},
    Holiday{"easter monday", 0, 0, 0, 0, 1},
    Holiday{"ascension day", 0, 0, 0, 0, 39},
    Holiday{"pentecost", 0, 0, 0, 0, 49},
    Holiday{"martin luther king day", 1, 0, 1, 3},
    Holiday{"mlk day", 1, 0, 1, 3},
    Holiday{"presidents day", 2, 0, 1, 3},
    Holiday{"memorial day", 5, 0, 1, -1},
    Holiday{"labor day", 9, 0, 1, 1},
    Holiday{"columbus day", 10, 0, 1, 2},
    Holiday{"thanksgiving", 11, 0, 4, 4},
    Holiday{"thanksgiving day", 11, 0, 4, 4},
    Holiday{"black friday", 11, 0, 4, 4, 1},
    Holiday{"cyber monday", 11, 0, 4, 4, 4},
};

}  // namespace

bool is_date(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1) return false;
  return chr::year_month_day{chr::year{year}, chr::month{static_cast<unsigned>(month)}, chr::day{static_cast<unsigned>(day)}}.ok();
}

Day make_day(int year, int month, int day) {
  const chr::year_month of{chr::year{year}, chr::month{static_cast<unsigned>(month)}};
  const chr::year_month_day last = of / chr::last;
  return of / std::min(chr::day{static_cast<unsigned>(day)}, last.day());
}

int year_of(Day day) { return static_cast<int>(parts(day).year()); }
int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(parts(day).month())); }
int day_of(Day day) { return static_cast<int>(static_cast<unsigned>(parts(day).day())); }
int weekday_of(Day day) { return static_cast<int>(chr::weekday(day).iso_encoding()); }

Day add_months(Day day, long months) {
  const long total = year_of(day) * 12L + month_of(day) - 1 + months;
  const long year = total >= 0 ? total / 12 : (total - 11) / 12;
  return make_day(static_cast<int>(year), static_cast<int>(total - year * 12) + 1, day_of(day));
}

Day monday_of(Day day) { return day - chr::days{weekday_of(day) - 1}; }

IsoWeek week_of(Day day) {
  const Day thursday = monday_of(day) + chr::days{3};
  const int year = year_of(thursday);
  return {year, static_cast<int>((thursday - make_day(year, 1, 1)).count()) / 7 + 1};
}

Day begin_of(IsoWeek week) { return monday_of(make_day(week.year, 1, 4)) + chr::days{7 * (week.week - 1)}; }

std::optional<Day> nth_weekday(int year, int month, int weekday, int n) {
  if (n < 0) {
    const Day last = make_day(year, month, 31);
    return last - chr::days{(weekday_of(last) - weekday + 7) % 7};
  }
  const Day first = make_day(year, month, 1);
  const Day found = first + chr::days{(weekday - weekday_of(first) + 7) % 7 + 7 * (n - 1)};
  if (month_of(found) != month) return std::nullopt;
  return found;
}

Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return make_day(year, n / 31, n % 31 + 1);
}

Day Holiday::in(int year) const {
  if (month == 0) return easter(year) + chr::days{offset};
  if (weekday != 0) return *nth_weekday(year, month, weekday, nth) + chr::days{offset};
  return make_day(year, month, day) + chr::days{offset};
}

const Holiday* find_holiday(std::string_view name) {
  const auto* const found = std::find_if(kHolidays.begin(), kHolidays.end(), [&](const Holiday& h) { return h.name == name; });
  return found == kHolidays.end() ? nullptr : &*found;
}

bool begins_holiday(std::string_view word) {
  return std::any_of(kHolidays.begin(), kHolidays.end(), [&](const Holiday& h) {
    return h.name.starts_with(word) && (h.name.size() == word.size() || h.name[word.size()] == ' ' || h.name.substr(word.size()).starts_with("s "));
  });
}

std::string iso_year(int year) { return padded(year, 4); }
std::string iso_date(Day day) { return iso_year(year_of(day)) + "-" + padded(month_of(day), 2) + "-" + padded(day_of(day), 2); }

std::string iso_time(chr::sys_seconds time) {
  const Day day = chr::floor<chr::days>(time);
  const auto seconds = static_cast<int>((time - day).count());
  return iso_date(day) + "T" + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
}

}  // namespace relata
