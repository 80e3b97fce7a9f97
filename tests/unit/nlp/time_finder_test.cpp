#include <relata/nlp/time_finder.hpp>

#include "words.hpp"

#include <gtest/gtest.h>

namespace relata {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;  ///< "words|timex|value" of each time, joined by "; "
};

void check(const Case& row, std::string_view date) {
  const Document document = test::one_sentence(row.text, date);
  std::string found;
  for (const Mention& mention : TimeFinder().find(document)) {
    EXPECT_EQ(mention.kind, MentionKind::kValue);
    if (!found.empty()) found += "; ";
    found += std::string(document.at(mention.span)) + "|" + mention.timex + "|" + mention.value;
  }
  EXPECT_EQ(found, row.expected) << row.text;
}

TEST(TimeFinder, DatesThatSayTheirYear) {
  for (const Case& row : {
           Case{"on December 19, 2022 in Baku", "December 19, 2022|2022-12-19|2022-12-19"},
           Case{"on 19 December 2022 in Baku", "19 December 2022|2022-12-19|2022-12-19"},
           Case{"on the 3rd of March 1994", "the 3rd of March 1994|1994-03-03|1994-03-03"},
           Case{"since 03rd Jan 2019", "since 03rd Jan 2019|2019-01-03|2019-01-03/.."},
           Case{"published 2022-12-19", "2022-12-19|2022-12-19|2022-12-19"},
           Case{"published 12/19/2022", "12/19/2022|2022-12-19|2022-12-19"},
           Case{"published 19.12.2022", "19.12.2022|2022-12-19|2022-12-19"},
           Case{"on Sep-23-2020.", "Sep-23-2020|2020-09-23|2020-09-23"},
           Case{"born on twenty-five January nineteen eighty-six", "twenty-five January nineteen eighty-six|1986-01-25|1986-01-25"},
           Case{"in May 2021", "May 2021|2021-05|2021-05"},
           Case{"in june of 1992", "june of 1992|1992-06|1992-06"},
           Case{"in 2014 and 2016", "2014|2014|2014; 2016|2016|2016"},
           Case{"the 2014 protests", "2014|2014|2014"},
           Case{"on Good Friday 2019", "Good Friday 2019|2019-04-19|2019-04-19"},
           Case{"Thanksgiving 2020", "Thanksgiving 2020|2020-11-26|2020-11-26"},
           Case{"the first Friday of July 2016", "the first Friday of July 2016|2016-07-01|2016-07-01"},
           Case{"the last day of February 2016", "the last day of February 2016|2016-02-29|2016-02-29"},
           Case{"in Q3 2018", "Q3 2018|(2018-07-01,2018-10-01,P3M)|2018-07-01/2018-10-01"},
           Case{"the first half of 2018", "the first half of 2018|(2018-01-01,2018-07-01,P6M)|2018-01-01/2018-07-01"},
           Case{"in the 1990s", "1990s|(1990-01-01,2000-01-01,P10Y)|1990-01-01/2000-01-01"},
           Case{"in the mid-1990s", "mid-1990s|(1990-01-01,2000-01-01,P10Y)|1994-01-01/1997-01-01"},
           Case{"the 19th century", "19th century|(1800-01-01,1900-01-01,P100Y)|1800-01-01/1900-01-01"},
           Case{"in early 2020", "early 2020|2020|2020-01-01/2020-05-01"},
           Case{"in the summer of 2015", "the summer of 2015|2015-SU|"},
           Case{"from 3 to 12 March 2019", "from 3 to 12 March 2019|(2019-03-03,2019-03-12,P9D)|2019-03-03/2019-03-13"},
           Case{"March 3-12, 2019", "March 3-12, 2019|(2019-03-03,2019-03-12,P9D)|2019-03-03/2019-03-13"},
           Case{"between 2010 and 2012", "between 2010 and 2012|(2010-01-01,2012-01-01,P2Y)|2010-01-01/2013-01-01"},
           Case{"1980-88", "1980-88|(1980-01-01,1988-01-01,P8Y)|1980-01-01/1989-01-01"},
           Case{"Nov 18-Dec 19, 2015", "Nov 18-Dec 19, 2015|(2015-11-18,2015-12-19,P31D)|2015-11-18/2015-12-20"},
           Case{"after 2016 and before 2018", "after 2016|2016|2017-01-01/..; before 2018|2018|../2018-01-01"},
           Case{"in 2012 or later.", "2012 or later|2012|2012-01-01/.."},
           Case{"signed in 2007 and after four rounds", "2007|2007|2007"},
           Case{"the day before Christmas 2019", "the day before Christmas 2019|2019-12-24|2019-12-24"},
           Case{"between 4 and 22 September 2019", "between 4 and 22 September 2019|(2019-09-04,2019-09-22,P18D)|2019-09-04/2019-09-23"},
           Case{"the first two months of 2019", "the first two months of 2019|(2019-01-01,2019-03-01,P2M)|2019-01-01/2019-03-01"},
           Case{"by the end of 2030", "by the end of 2030|2030|../2031-01-01"},
           Case{"on 2022-04-23T14:55:10", "2022-04-23T14:55:10|2022-04-23T14:55:10|2022-04-23T14:55:10"},
           Case{"23.04.2022 14:55", "23.04.2022 14:55|2022-04-23T14:55|2022-04-23T14:55:00"},
           Case{"feb 30 2019", "feb 30 2019|2019-02-30|"},
       })
    check(row, {});
}

TEST(TimeFinder, WhatIsNotSaidStaysUnknown) {
  for (const Case& row : {
           Case{"on December 19", "December 19|XXXX-12-19|--12-19"},
           Case{"in December", "December|XXXX-12|--12"},
           Case{"on Monday", "Monday|XXXX-WXX-1|"},
           Case{"yesterday", "yesterday|XXXX-XX-XX|"},
           Case{"last week", "last week|XXXX-WXX|"},
           Case{"two days ago", "two days ago|PAST_REF|"},
           Case{"in the coming years", "coming years|FUTURE_REF|"},
           Case{"tomorrow at 3 pm", "tomorrow at 3 pm|XXXX-XX-XXT15|"},
           Case{"at 3:30 pm", "at 3:30 pm|T15:30|15:30:00"},
           Case{"from August 3 to August 12", "from August 3 to August 12|(XXXX-08-03,XXXX-08-12,PXD)|--08-03/--08-12"},
       })
    check(row, {});
  check({"in five minutes", "in five minutes|FUTURE_REF|"}, "2022-12-20");  // a day has no minutes
  check({"on December 19", "December 19|XXXX-12-19|--12-19"}, "2022");      // a year is not enough
}

TEST(TimeFinder, RelativeToPublication) {  // a Tuesday
  for (const Case& row : {
           Case{"today", "today|2022-12-20|2022-12-20"},
           Case{"the day before yesterday", "the day before yesterday|2022-12-18|2022-12-18"},
           Case{"He said on Monday", "Monday|XXXX-WXX-1|2022-12-19"},
           Case{"He said on Tuesday", "Tuesday|XXXX-WXX-2|2022-12-20"},
           Case{"They will meet on Monday", "Monday|XXXX-WXX-1|2022-12-26"},
           Case{"They meet next Friday", "next Friday|2022-12-30|2022-12-30"},
           Case{"They met last Friday", "last Friday|2022-12-16|2022-12-16"},
           Case{"He was there on December 19", "December 19|XXXX-12-19|2022-12-19"},
           Case{"They will meet on December 19", "December 19|XXXX-12-19|2023-12-19"},
           Case{"The law was passed in January", "January|XXXX-01|2022-01"},
           Case{"Elections are due in January", "January|XXXX-01|2023-01"},
           Case{"last week", "last week|2022-W50|2022-12-12/2022-12-19"},
           Case{"next month", "next month|2023-01|2023-01"},
           Case{"this year", "this year|2022|2022"},
           Case{"last weekend", "last weekend|2022-W50-WE|2022-12-17/2022-12-19"},
           Case{"two days ago", "two days ago|2022-12-18|2022-12-18"},
           Case{"three months ago", "three months ago|2022-09-20|2022-09"},
           Case{"ten years ago", "ten years ago|2012-12-20|2012"},
           Case{"They return in two weeks", "in two weeks|2023-01-03|2023-01-02/2023-01-09"},
           Case{"the last three days", "last three days|(2022-12-17,2022-12-20,P3D)|2022-12-17/2022-12-20"},
           Case{"the next two years", "next two years|(2022-12-21,2024-12-21,P2Y)|2022-12-21/2024-12-21"},
           Case{"in the coming years", "coming years|FUTURE_REF|2022-12-20/.."},
           Case{"in recent months", "recent months|PAST_REF|../2022-12-20"},
           Case{"later this week", "later this week|2022-W51|2022-12-20/2022-12-26"},
           Case{"by the end of the year", "by the end of the year|2022|../2023-01-01"},
           Case{"since 1994", "since 1994|1994|1994-01-01/.."},
           Case{"since October", "since October|XXXX-10|2022-10-01/.."},
           Case{"on Christmas Eve", "Christmas Eve|XXXX-12-24|2022-12-24"},
           Case{"three weeks after Easter 2022", "three weeks after Easter 2022|2022-05-08|2022-05-02/2022-05-09"},
           Case{"last night", "last night|2022-12-19TNI|2022-12-19T20:00:00/2022-12-20T00:00:00"},
           Case{"on Sunday morning", "Sunday morning|XXXX-WXX-7TMO|2022-12-18T08:00:00/2022-12-18T12:00:00"},
           Case{"tomorrow from 2 to 3:30 pm", "tomorrow from 2 to 3:30 pm|(2022-12-21T14,2022-12-21T15:30,PT1H30M)|2022-12-21T14:00:00/2022-12-21T15:30:00"},
           Case{"8 a.m. today", "8 a.m. today|2022-12-20T08|2022-12-20T08:00:00"},
       })
    check(row, "2022-12-20");
  // After what the text tells of, not after its publication.
  check({"They returned the following day", "following day|XXXX-XX-XX|"}, "2022-12-20");
  check({"They stayed for the next two years", "next two years|XXXX|"}, "2022-12-20");
  check({"They returned three weeks later", "three weeks later|XXXX-XX-XX|"}, "2022-12-20");
}

TEST(TimeFinder, RelativeToADayThatStandsAloneAtTheHead) {
  check({"Court frees Roe\nFriday, August 21, 2015\nRoe left on Tuesday", "Friday, August 21, 2015|2015-08-21|2015-08-21; Tuesday|XXXX-WXX-2|2015-08-18"}, {});
  check({"Court frees Roe\nFriday, August 21, 2015\nRoe left on Tuesday", "Friday, August 21, 2015|2015-08-21|2015-08-21; Tuesday|XXXX-WXX-2|2015-09-01"}, "2015-09-02");
  check({"Court frees Roe on\nFriday, August 21, 2015 in Vorn\nRoe left on Tuesday", "Friday, August 21, 2015|2015-08-21|2015-08-21; Tuesday|XXXX-WXX-2|"}, {});
  check({"Roe\nMoss\nBerg\nAugust 21, 2015\nRoe left on Tuesday", "August 21, 2015|2015-08-21|2015-08-21; Tuesday|XXXX-WXX-2|"}, {});
}

TEST(TimeFinder, RelativeToTheMomentOfPublication) {
  for (const Case& row : {
           Case{"in five minutes", "in five minutes|2022-12-20T09:05:00|2022-12-20T09:05:00"},
           Case{"two hours ago", "two hours ago|2022-12-20T07:00:00|2022-12-20T07:00:00"},
           Case{"the past 24 hours", "past 24 hours|(2022-12-19T09:00:00,2022-12-20T09:00:00,PT24H)|2022-12-19T09:00:00/2022-12-20T09:00:00"},
           Case{"right now", "right now|PRESENT_REF|2022-12-20T09:00:00"},
       })
    check(row, "2022-12-20T09:00:00Z");
}

TEST(TimeFinder, TimesDurationsAndWhatRecurs) {
  for (const Case& row : {
           Case{"at noon", "at noon|T12|12:00:00"},
           Case{"half past seven in the evening", "half past seven in the evening|T19:30|19:30:00"},
           Case{"1140 a.m.", "1140 a.m.|T11:40|11:40:00"},
           Case{"before 5pm", "before 5pm|T17|../17:00:00"},
           Case{"5 to 6pm", "5 to 6pm|(T17,T18,PT1H)|17:00:00/18:00:00"},
           Case{"in the morning", "in the morning|TMO|08:00:00/12:00:00"},
           Case{"for three weeks", "three weeks|P3W|P21D"},
           Case{"a two-year mandate", "two-year|P2Y|P2Y"},
           Case{"for an hour and a half", "an hour and a half|PT1.5H|PT1H30M"},
           Case{"3 hours 30 minutes", "3 hours 30 minutes|PT3H30M|PT3H30M"},
           Case{"for several days", "several days|P3D|"},
           Case{"for decades", "decades|PXY|"},
           Case{"every Monday at 9 am", "every Monday at 9 am|XXXX-WXX-1T09|R/P1W"},
           Case{"every two weeks", "every two weeks|P2W|R/P2W"},
           Case{"twice a month", "twice a month|P1M|R/P1M"},
           Case{"a weekly call", "weekly|P1W|R/P1W"},
           Case{"on Fridays", "Fridays|XXXX-WXX-5|R/P1W"},
       })
    check(row, {});
}

TEST(TimeFinder, NoTimes) {
  for (const std::string_view text :
       {"It may take longer than you think", "May I ask why?", "May said that she agrees", "They march on Rome", "the second round", "a second opinion", "The Sun reported it",
        "some 2000 soldiers were killed", "more than 1500 people", "The screen has a ratio of 4:3", "Flight MH17", "COVID-19", "paragraph 3.2.1", "Tel: +86 2010-2015-86",
        "133-03-03-2020", "$2014", "a quarter of the population", "the 12-year-old girl", "he is 40 years old", "in his 40s", "24/7 support", "the spring water", "prices fall", "9/11",
        "two to four people", "Resolution 1701", "the Daily Mail", "one third of them", "to this day", "Luke 9:25", "a survey of 1709 schoolchildren", "a follow-up to it"})
    check({text, ""}, "2022-12-20");
}

TEST(TimeFinder, DatatypesFollowValues) {
  struct Row {
    std::string_view text, type;
  };
  constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#", time = "http://www.w3.org/2006/time#";
  for (const Row& row : {Row{"December 19, 2022", "date"}, Row{"December 19", "gMonthDay"}, Row{"in December", "gMonth"}, Row{"May 2021", "gYearMonth"}, Row{"in 2021", "gYear"},
                         Row{"at 3 pm", "time"}, Row{"on May 5, 2021 at 3 pm", "dateTime"}, Row{"for two years", "duration"}}) {
    const auto found = TimeFinder().find(test::one_sentence(row.text));
    ASSERT_EQ(found.size(), 1U) << row.text;
    EXPECT_EQ(found.front().type, std::string(xsd).append(row.type)) << row.text;
  }
  EXPECT_EQ(TimeFinder().find(test::one_sentence("since 2014")).front().type, std::string(time) + "ProperInterval");
  EXPECT_EQ(TimeFinder().find(test::one_sentence("every week")).front().type, std::string(time) + "TemporalEntity");
}

TEST(TimeFinder, AnyBytes) {
  for (const std::string_view text : {"", ".", "'", "''''", "May", "12", "12:", "1/1/1/1/1", "from", "since since since", "the the the", "99999999999999999999 years ago",
                                      "in 999999999 years", "0000-00-00", "the 0th of May", "the 99th century", "1000000000000 centuries ago", "\xFF\xFE May \xFF", "year -", "half past"}) {
    const Document document = test::one_sentence(text, "9999-12-31T23:59:59");
    for (const Mention& mention : TimeFinder().find(document)) {
      EXPECT_LE(mention.span.end, document.text.size());
      EXPECT_LT(mention.span.begin, mention.span.end);
    }
  }
}

}  // namespace
}  // namespace relata
