#include <relata/nlp/lexeme.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/calendar.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace relata {
namespace {

constexpr std::array kDayParts{DayPart{"MO", 8, 12}, DayPart{"AF", 12, 16}, DayPart{"EV", 16, 20}, DayPart{"NI", 20, 24}, DayPart{"DT", 8, 18},
                               DayPart{"MEL", 11, 13}, DayPart{"NT", 0, 8}, DayPart{"MEB", 8, 12}, DayPart{"MED", 16, 20}};
constexpr std::array<std::string_view, 11> kFrequencies{"P1D", "P1W", "P1M", "P1Y", "P3M", "PT1H", "P2W", "P0.5Y", "P2Y", "P2M", "P10Y"};

struct WordSense {
  WordRole role = WordRole::kNone;
  int value = 0;
  bool plural = false;
};

using Words = std::unordered_map<std::string_view, WordSense>;

constexpr std::size_t kLongestWord = 13;

const Words& time_words() {
  static const Words words = [] {
    Words out;
    const auto add = [&](WordRole role, int value, std::initializer_list<std::string_view> forms, bool plural = false) {
      for (const std::string_view form : forms) out.insert_or_assign(form, WordSense{role, value, plural});
    };
    for (const std::string_view word :
         {"since",   "from",   "between", "before", "after",  "until", "till",    "by",     "during",  "in",      "on",     "at",      "for",   "the",
          "early",   "mid",    "middle",  "late",   "end",    "start", "later",   "earlier", "beginning", "within", "over",   "half",    "a",     "an",
          "every",   "each",   "any",     "all",    "once",   "twice", "starting", "prior",  "no",      "rest",    "to",     "q",       "h",     "w",
          "fiscal",  "year",   "that",    "same",   "whole",  "recent", "around", "circa",  "about",   "as",      "noonish", "oclock", "turn",  "through",
          "throughout", "more", "less",   "other",  "nineties", "eighties", "seventies", "sixties", "fifties", "thirties", "twenties", "forties",
          "school",  "academic", "calendar", "nearly", "almost", "right", "up", "entire", "bi", "semi"})
      add(WordRole::kOther, 0, {word});
    constexpr std::array<std::string_view, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                      "july",    "august",   "september", "october", "november", "december"};
    for (int m = 0; m < 12; ++m) add(WordRole::kMonth, m + 1, {months[m], months[m].substr(0, 3)});
    add(WordRole::kMonth, 9, {"sept"});
    constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    constexpr std::array<std::string_view, 7> many{"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"};
    for (int d = 0; d < 7; ++d) {
      add(WordRole::kWeekday, d + 1, {weekdays[d], weekdays[d].substr(0, 3)});
      add(WordRole::kWeekday, d + 1, {many[d]}, true);
    }
    add(WordRole::kWeekday, 2, {"tues"});
    add(WordRole::kWeekday, 4, {"thur", "thurs"});
    const auto unit = [&](TimeUnit value, std::initializer_list<std::string_view> one, std::initializer_list<std::string_view> more) {
      add(WordRole::kUnit, static_cast<int>(value), one);
      add(WordRole::kUnit, static_cast<int>(value), more, true);
    };
    unit(TimeUnit::kSecond, {"second", "sec"}, {"seconds", "secs"});
    unit(TimeUnit::kMinute, {"minute", "min"}, {"minutes", "mins"});
    unit(TimeUnit::kHour, {"hour", "hr"}, {"hours", "hrs"});
    unit(TimeUnit::kDay, {"day"}, {"days"});
    unit(TimeUnit::kWeekend, {"weekend"}, {"weekends"});
    unit(TimeUnit::kWeek, {"week", "wk"}, {"weeks", "wks"});
    unit(TimeUnit::kFortnight, {"fortnight"}, {"fortnights"});
    unit(TimeUnit::kMonth, {"month"}, {"months"});
    unit(TimeUnit::kQuarter, {"quarter"}, {"quarters"});
    unit(TimeUnit::kYear, {"year", "yr"}, {"years", "yrs"});
    unit(TimeUnit::kDecade, {"decade"}, {"decades"});
    unit(TimeUnit::kCentury, {"century"}, {"centuries"});
    constexpr std::array<std::string_view, 20> ones{"zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
                                                    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    constexpr std::array<std::string_view, 8> tens{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    for (int n = 0; n < 20; ++n) add(WordRole::kCardinal, n, {ones[n]});
    for (int n = 0; n < 8; ++n) add(WordRole::kCardinal, 20 + 10 * n, {tens[n]});
    constexpr std::array<std::string_view, 19> ordinals{"first",    "second",     "third",      "fourth",    "fifth",     "sixth",     "seventh",
                                                        "eighth",   "ninth",      "tenth",      "eleventh",  "twelfth",   "thirteenth", "fourteenth",
                                                        "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
    for (int n = 0; n < 19; ++n)
      if (n != 1) add(WordRole::kOrdinal, n + 1, {ordinals[n]});  // "second" is a unit; ordinal() knows
    add(WordRole::kOrdinal, 20, {"twentieth"});
    add(WordRole::kOrdinal, 30, {"thirtieth"});
    add(WordRole::kScale, 2, {"hundred"});
    add(WordRole::kScale, 3, {"thousand"});
    add(WordRole::kScale, 6, {"million", "mln"});
    add(WordRole::kScale, 9, {"billion", "bln", "bn"});
    add(WordRole::kScale, 12, {"trillion", "trn"});
    add(WordRole::kShift, -1, {"last", "past", "previous", "preceding"});
    add(WordRole::kShift, 0, {"this", "current", "ongoing"});
    add(WordRole::kShift, 1, {"next", "coming", "following", "upcoming"});
    add(WordRole::kDayWord, 0, {"today"});
    add(WordRole::kDayWord, -1, {"yesterday"});
    add(WordRole::kDayWord, 1, {"tomorrow", "tmr", "tmrw"});
    add(WordRole::kDayPart, 0, {"morning"});
    add(WordRole::kDayPart, 0, {"mornings"}, true);
    add(WordRole::kDayPart, 1, {"afternoon"});
    add(WordRole::kDayPart, 1, {"afternoons"}, true);
    add(WordRole::kDayPart, 2, {"evening"});
    add(WordRole::kDayPart, 2, {"evenings"}, true);
    add(WordRole::kDayPart, 3, {"night", "overnight", "tonight", "tonite"});
    add(WordRole::kDayPart, 3, {"nights"}, true);
    add(WordRole::kDayPart, 4, {"daytime"});
    add(WordRole::kDayPart, 5, {"lunch", "lunchtime"});
    add(WordRole::kDayPart, 7, {"breakfast"});
    add(WordRole::kDayPart, 8, {"dinner", "dinnertime"});
    add(WordRole::kSeason, 1, {"spring"});
    add(WordRole::kSeason, 2, {"summer"});
    add(WordRole::kSeason, 3, {"autumn", "fall"});
    add(WordRole::kSeason, 4, {"winter"});
    add(WordRole::kMeridiem, 0, {"am"});
    add(WordRole::kMeridiem, 12, {"pm"});
    add(WordRole::kFrequency, 0, {"daily", "everyday"});
    add(WordRole::kFrequency, 1, {"weekly"});
    add(WordRole::kFrequency, 2, {"monthly"});
    add(WordRole::kFrequency, 3, {"yearly", "annually", "annual"});
    add(WordRole::kFrequency, 4, {"quarterly"});
    add(WordRole::kFrequency, 5, {"hourly"});
    add(WordRole::kFrequency, 6, {"fortnightly", "biweekly"});
    add(WordRole::kFrequency, 7, {"semiannual", "semiannually", "biannual"});
    add(WordRole::kFrequency, 8, {"biennial", "biennially"});
    add(WordRole::kFrequency, 9, {"bimonthly"});
    add(WordRole::kVague, 2, {"couple"});
    add(WordRole::kVague, 3, {"few", "several", "some"});
    add(WordRole::kNow, 0, {"now"});
    add(WordRole::kOther, 12, {"noon", "midday"});
    add(WordRole::kOther, 0, {"midnight"});
    return out;
  }();
  return words;
}

WordSense sense_of(std::string_view word) {
  if (word.size() > kLongestWord) return {};
  const auto found = time_words().find(word);
  if (found != time_words().end()) return found->second;
  static const std::unordered_map<std::string_view, bool> holiday_heads = [] {
    std::unordered_map<std::string_view, bool> out;
    for (const std::string_view head : {"new", "epiphany", "groundhog", "valentine", "valentines", "international", "saint", "st", "earth", "juneteenth",
                                        "halloween", "armistice", "veterans", "human", "christmas", "xmas", "boxing", "ash", "palm", "maundy", "good",
                                        "easter", "ascension", "pentecost", "martin", "mlk", "presidents", "memorial", "labor", "columbus",
                                        "thanksgiving", "black", "cyber"})
      out.emplace(head, begins_holiday(head));
    return out;
  }();
  const auto head = holiday_heads.find(word);
  return head != holiday_heads.end() && head->second ? WordSense{WordRole::kHoliday, 0, false} : WordSense{};
}

/// Words whose sense in a time depends on the part of speech.
bool needs_tag(std::string_view word) { return word == "may" || word == "march" || word == "spring" || word == "fall" || word == "second" || word == "sat" || word == "wed" || word == "mar" || word == "sun" || word == "past"; }

/// Dashes and apostrophes in one spelling; "" for other marks outside ASCII.
std::string_view plain_mark(char32_t mark) {
  switch (mark) {
    case U'–':
    case U'‑':
    case U'−':
    case U'‐': return "-";
    case U'’':
    case U'‘':
    case U'ʼ': return "'";
    case U'€': return "€";
    case U'£': return "£";
    case U'¥': return "¥";
    case U'₽': return "₽";
    case U'₴': return "₴";
    case U'₹': return "₹";
    case U'₩': return "₩";
    case U'₺': return "₺";
    case U'₪': return "₪";
    case U'°': return "°";
    case U'½': return "½";
    default: return "";
  }
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

DayPart day_part(int index) { return kDayParts[static_cast<std::size_t>(index)]; }
std::string_view frequency(int index) { return kFrequencies[static_cast<std::size_t>(index)]; }

Lexemes::Lexemes(const Document& document) : document_(document), lower_(document.text) {
  for (char& c : lower_)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
}

const std::vector<Lexeme>& Lexemes::of(const Sentence& sentence) {
  found_.clear();
  const std::string& text = document_.text;
  auto token = document_.tokens.begin() + sentence.first_token;
  const auto last_token = token + sentence.token_count;
  bool glued = false;
  for (std::uint32_t at = sentence.span.begin; at < sentence.span.end;) {
    const char c = text[at];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      glued = false;
      ++at;
      continue;
    }
    Lexeme lexeme;
    lexeme.glued = glued;
    std::uint32_t end = at;
    const auto lower = [&] { return std::string_view(lower_).substr(at, end - at); };
    if (is_ascii_digit(c)) {
      for (; end < sentence.span.end && is_ascii_digit(text[end]); ++end)
        if (end - at < 18) lexeme.number = lexeme.number * 10 + static_cast<std::uint64_t>(text[end] - '0');
      lexeme.kind = Lexeme::Kind::kNumber;
      lexeme.word = lower();
    } else {
      CodePoint point = decode(text, at);
      if (is_ascii_letter(c) || is_letter(point.value)) {
        lexeme.capital = is_upper(point.value);
        bool ascii = true;
        for (; end < sentence.span.end;) {
          if (is_ascii_letter(text[end])) {
            ++end;
            continue;
          }
          point = decode(text, end);
          if (point.value < 0x80 || !is_letter(point.value)) break;
          ascii = false;
          end += point.size;
        }
        lexeme.kind = Lexeme::Kind::kWord;
        lexeme.word = lower();
        if (ascii) {
          const WordSense sense = sense_of(lexeme.word);
          lexeme.role = sense.role;
          lexeme.value = sense.value;
          lexeme.plural = sense.plural;
          if (needs_tag(lexeme.word)) {
            while (token != last_token && token->span.end <= at) ++token;
            lexeme.is_verb = token != last_token && (token->upos == "VERB" || token->upos == "AUX");
          }
        }
      } else if (is_space(point.value)) {
        glued = false;
        at += point.size;
        continue;
      } else {
        end = at + point.size;
        lexeme.word = point.value < 0x80 ? lower() : plain_mark(point.value);
      }
    }
    lexeme.span = {at, end};
    found_.push_back(lexeme);
    glued = true;
    at = end;
  }
  return found_;
}

}  // namespace relata
