// The words, digits and marks of a stretch of text for the finders of times and amounts, cut finer than tokens: "Oct/2" is
// three of them, "8am" two. What a word can mean in a time or a number is looked up once, here.
#pragma once
#include <relata/core/document.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum class WordRole : std::uint8_t {
  kNone,
  kMonth,     ///< 1..12
  kWeekday,   ///< 1..7, Monday first
  kUnit,      ///< TimeUnit
  kCardinal,  ///< 0..90: "seven", "forty"
  kScale,     ///< power of ten: "hundred" 2, "million" 6
  kOrdinal,   ///< "first", "thirtieth"
  kShift,     ///< -1 "last", 0 "this", +1 "next"
  kDayWord,   ///< days from today: "yesterday" -1
  kDayPart,   ///< index of day_part()
  kSeason,    ///< 1 spring .. 4 winter
  kMeridiem,  ///< 0 am, 12 pm
  kFrequency, ///< index of frequency()
  kVague,     ///< "few", "several", "couple": the number it stands for
  kNow,       ///< "now"
  kHoliday,   ///< a holiday's name may begin here
  kOther,     ///< a word that may begin a time: "since", "every"
};

enum class TimeUnit : std::uint8_t { kSecond, kMinute, kHour, kDay, kWeekend, kWeek, kFortnight, kMonth, kQuarter, kYear, kDecade, kCentury };

struct DayPart {
  std::string_view timex;  ///< "MO"
  int begin = 0, end = 0;  ///< hours
};
DayPart day_part(int index);
/// "weekly" as a duration: "P1W".
std::string_view frequency(int index);

struct Lexeme {
  enum class Kind : std::uint8_t { kWord, kNumber, kMark };
  Span span;               ///< bytes of Document::text
  Kind kind = Kind::kMark;
  WordRole role = WordRole::kNone;
  int value = 0;           ///< of its role
  std::string_view word;   ///< in lower case (ASCII); of a mark one character, dashes and apostrophes made alike; lives as long as Lexemes
  std::uint64_t number = 0;  ///< of digits, where at most 18
  bool glued = false;        ///< nothing stands between it and the one before
  bool capital = false;      ///< its first letter is one
  bool plural = false;       ///< of a unit, weekday or part of the day: "weeks"
  bool is_verb = false;      ///< the tagger's view; words whose sense depends on it only
  std::uint32_t digits() const { return kind == Kind::kNumber ? span.size() : 0; }
};

/// One document's lexemes, sentence by sentence.
class Lexemes {
 public:
  explicit Lexemes(const Document& document);
  /// Lexemes of a sentence, valid until the next call.
  const std::vector<Lexeme>& of(const Sentence& sentence);

 private:
  const Document& document_;
  std::string lower_;  // document_.text with ASCII letters in lower case: same offsets
  std::vector<Lexeme> found_;
};

}  // namespace relata
