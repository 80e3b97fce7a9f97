// Days of the proleptic Gregorian calendar and ISO 8601 weeks: the arithmetic behind dates that texts say.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

using Day = std::chrono::sys_days;

inline constexpr int kFirstYear = 1, kLastYear = 9999;  // what four digits can write

bool is_date(int year, int month, int day);
/// The day; a day past the end of its month gives the month's last.
Day make_day(int year, int month, int day);
int year_of(Day day);
int month_of(Day day);  ///< 1..12
int day_of(Day day);    ///< 1..31
int weekday_of(Day day);  ///< 1 = Monday .. 7 = Sunday
Day add_months(Day day, long months);
Day monday_of(Day day);

struct IsoWeek {
  int year = 0, week = 0;  ///< week 1 holds the year's first Thursday
};
IsoWeek week_of(Day day);
Day begin_of(IsoWeek week);

/// The n-th such weekday of a month, or the last one for n = -1; none for a fifth that is not there.
std::optional<Day> nth_weekday(int year, int month, int weekday, int n);
/// Western Easter Sunday; the algorithm of Meeus, Jones and Butcher.
Day easter(int year);

/// The day on which a holiday falls, by its name in lower case without apostrophes ("new years eve"). Only holidays that have one date
/// wherever they are kept, and those of the United States that are known by their English name alone.
struct Holiday {
  std::string_view name;
  int month = 0, day = 0;        ///< fixed date; month 0: days after Easter
  int weekday = 0, nth = 0;      ///< nth_weekday() of the month, where weekday is set
  int offset = 0;                ///< days after that
  Day in(int year) const;
};
/// The holiday with this name, nullptr where none.
const Holiday* find_holiday(std::string_view name);
/// Whether a holiday's name begins with this word.
bool begins_holiday(std::string_view word);

std::string iso_year(int year);                      ///< "2022"
std::string iso_date(Day day);                       ///< "2022-12-19"
std::string iso_time(std::chrono::sys_seconds time);  ///< "2022-12-19T14:00:00"

}  // namespace relata
