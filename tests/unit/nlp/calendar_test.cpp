#include <relata/nlp/calendar.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

TEST(Calendar, Easter) {
  struct Row {
    int year;
    std::string_view day;
  };
  for (const Row& row : {Row{1961, "1961-04-02"}, Row{2000, "2000-04-23"}, Row{2016, "2016-03-27"}, Row{2019, "2019-04-21"}, Row{2022, "2022-04-17"}, Row{2038, "2038-04-25"}})
    EXPECT_EQ(iso_date(easter(row.year)), row.day);
}

TEST(Calendar, IsoWeeks) {
  struct Row {
    int year, month, day, week_year, week;
  };
  for (const Row& row : {Row{2016, 1, 3, 2015, 53}, Row{2016, 11, 7, 2016, 45}, Row{2018, 12, 31, 2019, 1}, Row{2021, 1, 1, 2020, 53}}) {
    const IsoWeek week = week_of(make_day(row.year, row.month, row.day));
    EXPECT_EQ(week.year, row.week_year);
    EXPECT_EQ(week.week, row.week);
    EXPECT_EQ(begin_of(week), monday_of(make_day(row.year, row.month, row.day)));
  }
}

TEST(Calendar, MonthsEndWhereTheyEnd) {
  EXPECT_EQ(iso_date(add_months(make_day(2020, 1, 31), 1)), "2020-02-29");
  EXPECT_EQ(iso_date(add_months(make_day(2020, 3, 15), -27)), "2017-12-15");
  EXPECT_FALSE(is_date(2019, 2, 29));
  EXPECT_FALSE(nth_weekday(2016, 2, 2, 5).has_value());
  EXPECT_EQ(iso_date(*nth_weekday(2016, 5, 1, -1)), "2016-05-30");
}

}  // namespace
}  // namespace relata
