#include <relata/claims/literal_value.hpp>

#include <relata/core/iri.hpp>
#include <relata/nlp/amount_finder.hpp>
#include <relata/ontology/datatype.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

namespace relata {
namespace {

constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;  // bytes of "2014", "2014-05", "2014-05-03"

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The date of a time value: "2014-05-03" of "2014-05-03T20:00"; "" for intervals, durations and times of an unknown day.
std::string_view date_of(std::string_view value) {
  if (value.find('/') != std::string_view::npos || value.size() < kYear || !is_digit(value[0]) || !is_digit(value[3])) return {};
  const std::string_view date = value.substr(0, value.find('T'));
  return date.size() == kYear || date.size() == kMonth || date.size() == kDay ? date : std::string_view();
}

std::string xsd(std::string_view name) { return std::string(datatype::kXsd) + std::string(name); }

std::string with_seconds(std::string time) {
  const std::size_t zone = time.find_first_of("Z+-");
  const std::string tail = zone == std::string::npos ? "" : time.substr(zone);
  if (zone != std::string::npos) time.resize(zone);
  if (time.size() == 2) time += ":00";
  if (time.size() == 5) time += ":00";
  return time + tail;
}

struct Value {
  std::string text;
  std::string fault;
};

Value date_value(std::string_view value, std::size_t wanted, std::string_view what) {
  const std::string_view date = date_of(value);
  if (date.empty()) return {{}, "says no " + std::string(what)};
  if (date.size() >= wanted) return {std::string(date.substr(0, wanted)), {}};
  return {{}, std::string("says only the ") + (date.size() == kYear ? "year" : "month") + ", not the " + std::string(what)};
}

/// Number and UCUM unit of a duration as the text says it, if that is one unit: 89 and "min" of "PT89M".
std::optional<std::pair<std::string, std::string_view>> count_of_duration(std::string_view value) {
  if (value.size() < 3 || value.front() != 'P') return std::nullopt;
  const bool of_day = value[1] == 'T';
  const std::string_view number = value.substr(of_day ? 2 : 1, value.size() - (of_day ? 3 : 2));
  if (number.empty() || number.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  constexpr std::array<std::pair<char, std::string_view>, 4> kOfCalendar{{{'D', "d"}, {'W', "wk"}, {'M', "mo"}, {'Y', "a"}}};
  constexpr std::array<std::pair<char, std::string_view>, 4> kOfDay{{{'H', "h"}, {'M', "min"}, {'S', "s"}, {}}};
  for (const auto& [letter, unit] : of_day ? kOfDay : kOfCalendar)
    if (letter == value.back()) return std::pair(std::string(number), unit);
  return std::nullopt;
}

/// The number of an amount or a duration, or a year where a whole number is wanted.
Value number_value(const Mention& mention, bool whole, std::string& unit) {
  std::string number = mention.value;
  if (const auto duration = count_of_duration(mention.timex)) {
    std::tie(number, unit) = *duration;
  } else if (!amount_type::is_amount(mention.type)) {
    if (!(whole && mention.value.size() == kYear && std::all_of(number.begin(), number.end(), is_digit))) return {{}, "is a time, not a number"};
    return {number, {}};
  } else if (const std::size_t space = number.find(' '); space != std::string::npos) {
    unit = number.substr(space + 1);
    number.resize(space);
  }
  if (number.find("..") != std::string::npos) return {{}, "is a range, not one number"};
  if (whole && number.find('.') != std::string::npos) return {{}, "is no whole number"};
  return {number, {}};
}

Value value_of(const Mention& mention, std::string_view datatype, std::string& unit, std::string& written_as) {
  const std::string& value = mention.value;
  const std::string_view type = datatype.starts_with(datatype::kXsd) ? datatype.substr(datatype::kXsd.size()) : std::string_view();
  if (datatype == datatype::kAnyDate) {
    const std::string_view date = date_of(value);
    if (amount_type::is_amount(mention.type) || date.empty()) return {{}, "says no date"};
    written_as = xsd(date.size() == kYear ? "gYear" : date.size() == kMonth ? "gYearMonth" : "date");
    return {std::string(date), {}};
  }
  if (datatype == datatype::kAnyNumber) {
    Value number = number_value(mention, true, unit);
    written_as = xsd("integer");
    if (number.fault == "is no whole number") {
      number = number_value(mention, false, unit);
      written_as = xsd("decimal");
    }
    return number;
  }
  if (type == "decimal" || type == "double" || type == "float") return number_value(mention, false, unit);
  const bool whole = type.ends_with("nteger") || type == "int" || type == "long" || type == "short" || type == "byte" || type.starts_with("unsigned");
  if (whole) return number_value(mention, true, unit);
  if (amount_type::is_amount(mention.type)) return {{}, "is an amount"};
  if (type == "date") return date_value(value, kDay, "day");
  if (type == "gYear") return date_value(value, kYear, "year");
  if (type == "gYearMonth") return date_value(value, kMonth, "month");
  if (type == "gMonthDay") {
    if (value.starts_with("--")) return {value, {}};
    Value day = date_value(value, kDay, "day");
    if (day.fault.empty()) day.text = "--" + day.text.substr(5);
    return day;
  }
  if (type.starts_with("dateTime")) {
    const std::size_t t = value.find('T');
    if (date_of(value).size() != kDay || t == std::string::npos) return {{}, "says no time of the day"};
    return {value.substr(0, t + 1) + with_seconds(value.substr(t + 1)), {}};
  }
  if (type == "time") {
    const std::size_t t = value.find('T');
    if (t == std::string::npos || value.starts_with('P') || value.find('/') != std::string::npos) return {{}, "says no time of the day"};
    return {with_seconds(value.substr(t + 1)), {}};
  }
  if (type == "duration") {
    if (value.starts_with('P')) return {value, {}};
    const std::size_t last = mention.timex.rfind(",P");  // "(2014-01-01,2018-01-01,P4Y)"
    if (last != std::string::npos && mention.timex.ends_with(')')) return {mention.timex.substr(last + 1, mention.timex.size() - last - 2), {}};
    return {{}, "says no duration"};
  }
  return {{}, "is no value of this datatype"};
}

/// Bare digits are a value by themselves, though the reader took them together with what they count: "27,400 | students".
std::optional<Mention> plain_value(std::string_view words, std::string_view datatype) {
  Mention out;
  out.kind = MentionKind::kValue;
  const bool is_date = words.size() == kDay && words.find_first_not_of("0123456789-") == std::string_view::npos && words[4] == '-' && words[7] == '-';
  const bool is_year = words.size() == kYear && std::all_of(words.begin(), words.end(), is_digit);
  if (is_date || (is_year && (datatype == datatype::kAnyDate || datatype.ends_with("gYear")))) {
    out.value = words;
    return out;
  }
  if (words.empty() || !is_digit(words.front()) || !is_digit(words.back()) || words.find_first_not_of("0123456789,.") != std::string_view::npos) return std::nullopt;
  if (std::count(words.begin(), words.end(), '.') > 1 || words.find(',', std::min(words.find('.'), words.size())) != std::string_view::npos) return std::nullopt;
  for (std::size_t comma = words.find(','); comma != std::string_view::npos; comma = words.find(',', comma + 1)) {
    const std::size_t next = std::min(words.find_first_of(",.", comma + 1), words.size());
    if (next - comma != 4) return std::nullopt;  // "1142,3"
  }
  out.type = amount_type::kCount;
  out.value = words;
  std::erase(out.value, ',');
  return out;
}

}  // namespace

LiteralReading read_literal(const Mention* mention, std::string_view words, std::string_view datatype) {
  LiteralReading out;
  out.literal.value = words;
  if (is_text_datatype(datatype)) return out;
  out.literal.datatype = datatype;
  Value value{std::string(words), {}};
  if (datatype.starts_with(datatype::kXsd) && datatype.ends_with("anyURI")) {
    if (words.find("://") == std::string_view::npos && !words.starts_with("www.")) value.fault = "is no web address";
  } else if (datatype.starts_with(datatype::kXsd) || datatype == datatype::kAnyDate || datatype == datatype::kAnyNumber) {
    const std::optional<Mention> plain = mention == nullptr || mention->kind != MentionKind::kValue ? plain_value(words, datatype) : std::nullopt;
    if (plain) mention = &*plain;
    if (mention == nullptr || mention->kind != MentionKind::kValue) value = {{}, "is a name, not a value"};
    else if (mention->value.empty()) value = {{}, "has no value that the text says"};
    else value = value_of(*mention, datatype, out.unit, out.literal.datatype);
  }
  if (value.fault.empty() && !is_valid_lexical(value.text, out.literal.datatype))
    value.fault = "gives '" + value.text + "', which is no " + std::string(local_name(out.literal.datatype));
  out.fault = std::move(value.fault);
  if (out.fault.empty()) out.literal.value = std::move(value.text);
  return out;
}

}  // namespace relata
