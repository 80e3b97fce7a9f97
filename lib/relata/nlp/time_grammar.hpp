// A grammar of English time expressions, read from left to right over one sentence's lexemes: calendar (time_calendar.cpp), clock
// (time_clock.cpp), and what joins them (time_grammar.cpp). Each rule gives the longest reading that begins at a lexeme.
//
// Two forms of what was said: the TIMEX3 value (Pustejovsky et al., ISO 24617-1), with X for what is not said, which for stretches
// without a code of their own is "(begin,end,length)" with the ends as said; and ISO 8601 after resolution against the date of
// publication, intervals with exclusive end and ".." for an open side, "" where it cannot be known.
#pragma once
#include <relata/nlp/calendar.hpp>
#include <relata/nlp/lexeme.hpp>
#include <relata/nlp/number_words.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace relata {

/// When the text was published; has_clock: to the second.
struct Reference {
  std::chrono::sys_seconds moment;
  bool has_clock = false;
  Day day() const { return std::chrono::floor<std::chrono::days>(moment); }
};
/// Of "2022-12-19", "2022-12-19T08:30:00Z"; none from anything less than a day.
std::optional<Reference> read_reference(std::string_view iso8601);

/// Which of the days that an expression can mean, by the tense around it.
enum class Tense { kNone, kPast, kFuture };

enum class TimeKind { kDate, kTime, kDuration, kSet };

struct TimeExpression {
  TimeKind kind = TimeKind::kDate;
  std::size_t begin = 0, end = 0;  ///< lexemes
  std::string timex, value;
};

/// Whether an expression can begin at a lexeme at all: most cannot.
bool may_begin_time(const Lexeme& lexeme);

class TimeGrammar {
 public:
  TimeGrammar(std::span<const Lexeme> lexemes, const std::optional<Reference>& reference, Tense tense)
      : lexemes_(lexemes), reference_(reference), tense_(tense) {}
  /// The longest expression that begins at a lexeme.
  std::optional<TimeExpression> read(std::size_t at) const;

 private:
  /// A stretch of the calendar.
  struct Period {
    std::size_t end = 0;               // lexeme behind it
    std::string timex;
    std::string partial;               // its value while its year is not known
    TimeUnit grain = TimeUnit::kDay;
    int year = 0, month = 0, day = 0, weekday = 0;  // as said
    std::optional<Day> begin, finish;  // half-open; both or neither
    std::optional<Day> point;          // the end of a range that it closes or opens, where that is not `begin`
    bool bare = false;                 // a number that is a day or a year only beside another
    std::string value() const;
  };
  /// How long: months, days and seconds, which do not convert into each other.
  struct Length {
    std::size_t end = 0;
    std::string timex;
    double months = 0, days = 0, seconds = 0;
    TimeUnit grain = TimeUnit::kSecond;  // of its first and coarsest unit
    bool vague = false;                  // "few", "several"
    std::string value() const;           // xsd:duration
  };
  struct Clock {
    std::size_t end = 0;
    int hour = 0, minute = -1, second = -1;
    int part = -1;          // index of day_part(), instead of an hour
    bool bare = false;      // a lone number: a time only beside another word of time
    bool settled = false;   // before or after noon is said
    std::string timex() const;
    int seconds() const { return hour * 3600 + std::max(minute, 0) * 60 + std::max(second, 0); }
  };
  struct ClockRange {
    std::size_t end = 0;
    Clock from, to;
    bool open_from = false, open_to = false;
    bool bare = false;
  };
  /// "tomorrow", "Tuesday morning", "last night".
  struct DayAndPart {
    std::size_t end = 0;
    Period day;
    int part = -1;  // index of day_part()
  };
  struct Said {  // a number that may be a year
    int year = 0;
    std::size_t end = 0;
  };
  using Maybe = std::optional<Period>;

  // Lexemes.
  const Lexeme& at(std::size_t i) const;
  bool is(std::size_t i, std::string_view word) const { return at(i).word == word; }
  bool is_any(std::size_t i, std::initializer_list<std::string_view> words) const;
  std::size_t skip(std::size_t i, std::string_view word) const { return is(i, word) ? i + 1 : i; }
  bool has_role(std::size_t i, WordRole role) const { return at(i).role == role; }
  bool is_unit(std::size_t i, TimeUnit unit) const { return has_role(i, WordRole::kUnit) && at(i).value == static_cast<int>(unit); }
  std::string_view before(std::size_t i) const { return i > 0 ? at(i - 1).word : std::string_view(); }
  std::optional<Number> ordinal(std::size_t i) const { return read_ordinal(lexemes_, i); }
  std::optional<Number> cardinal(std::size_t i) const { return read_cardinal(lexemes_, i); }
  int month_at(std::size_t i, bool alone) const;
  std::size_t after_month(std::size_t i) const;
  int weekday_at(std::size_t i, bool alone) const;
  static void longer(Maybe& best, Maybe other);

  // Calendar.
  Maybe period(std::size_t i) const;
  Maybe core_period(std::size_t i) const;
  Maybe modified(std::size_t i) const;
  Maybe date_words(std::size_t i) const;
  Maybe month_day(std::size_t i) const;
  Maybe day_month(std::size_t i) const;
  Maybe numeric(std::size_t i, bool beside_weekday) const;
  Maybe weekday(std::size_t i) const;
  Maybe day_word(std::size_t i) const;
  Maybe holiday(std::size_t i) const;
  Maybe month(std::size_t i) const;
  Maybe year(std::size_t i) const;
  Maybe decade(std::size_t i) const;
  Maybe century(std::size_t i) const;
  Maybe quarter(std::size_t i) const;
  Maybe season(std::size_t i) const;
  Maybe week(std::size_t i) const;
  Maybe weekend(std::size_t i) const;
  Maybe shifted(std::size_t i) const;
  Maybe shifted_length(std::size_t i) const;
  Maybe nth_in(std::size_t i) const;
  Maybe anchored(std::size_t i) const;
  Maybe day_of_month(std::size_t i) const;
  std::optional<Said> year_at(std::size_t i) const;
  std::optional<Said> year_behind(std::size_t i) const;
  std::optional<int> day_number(std::size_t i, std::size_t& end) const;

  Period date(int year, int month, int day, std::size_t end) const;
  Period whole_month(int year, int month, std::size_t end) const;
  Period whole_year(int year, std::size_t end) const;
  Period whole_week(Day monday, std::size_t end) const;
  Period whole_quarter(int year, int quarter, int count, std::size_t end) const;
  Period stretch(Day begin, Day finish, std::string_view length, TimeUnit grain, std::size_t end) const;
  Period unit_at(TimeUnit unit, Day day, std::size_t end) const;
  Period unknown(std::string timex, TimeUnit grain, std::size_t end) const;
  Maybe weekday_near(int weekday, int shift, bool shifted, std::size_t end) const;
  void put_year(Period& period, int year) const;
  /// The year, of those around the reference, whose stretch the tense means; the nearest where there is none.
  std::optional<int> choose_year(const std::function<std::optional<std::pair<Day, Day>>(int)>& in_year) const;
  Period moved(const Period& from, const Length& length, int sign, std::size_t end) const;

  // Lengths.
  std::optional<Length> length(std::size_t i) const;
  std::optional<Length> one_length(std::size_t i) const;
  static void add(Length& length, double amount, const std::string& spelled, TimeUnit unit);
  static Day moved(Day day, const Length& length, int sign);

  // Clock.
  std::optional<Clock> clock(std::size_t i) const;
  std::optional<Clock> core_clock(std::size_t i) const;
  std::optional<Clock> part_of_day(std::size_t i) const;
  std::optional<ClockRange> clock_range(std::size_t i) const;
  std::optional<ClockRange> open_clock(std::size_t i) const;
  std::optional<int> meridiem(std::size_t& i) const;
  static void settle(Clock& clock, int part);

  // Joins.
  std::optional<DayAndPart> day_and_part(std::size_t i) const;
  std::optional<TimeExpression> open_range(std::size_t i) const;
  Maybe range(std::size_t i) const;
  Maybe year_range(std::size_t i) const;
  Maybe joined(Period from, Period to) const;
  std::optional<TimeExpression> day_then_clock(std::size_t i) const;
  std::optional<TimeExpression> clock_then_day(std::size_t i) const;
  std::optional<TimeExpression> from_now(std::size_t i) const;
  std::optional<TimeExpression> set(std::size_t i) const;
  std::optional<TimeExpression> duration(std::size_t i) const;
  std::optional<TimeExpression> now(std::size_t i) const;
  std::optional<TimeExpression> lone_clock(std::size_t i) const;
  static TimeExpression date_of(const Period& period);
  static TimeExpression with_clock(const DayAndPart* day, const Clock& clock, std::size_t end);
  static TimeExpression with_clock(const DayAndPart* day, ClockRange range, std::size_t end);
  bool counts_things(std::size_t i) const;

  std::span<const Lexeme> lexemes_;
  const std::optional<Reference>& reference_;
  Tense tense_;
};

}  // namespace relata
