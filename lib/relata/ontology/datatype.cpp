#include <relata/ontology/datatype.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>

#include <algorithm>
#include <string>
#include <unordered_map>

namespace relata {
namespace {

constexpr std::string_view kLiteral = "http://www.w3.org/2000/01/rdf-schema#Literal";
constexpr std::string_view kLangString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
constexpr std::string_view kPlainLiteral = "http://www.w3.org/1999/02/22-rdf-syntax-ns#PlainLiteral";

bool is_number(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}
std::string_view unsigned_part(std::string_view s) { return s.substr(s.starts_with('-') || s.starts_with('+') ? 1 : 0); }

/// "dddd-dd-dd" against a pattern of digits and separators.
bool has_shape(std::string_view s, std::string_view shape) {
  return s.size() == shape.size() && std::equal(s.begin(), s.end(), shape.begin(), [](char c, char p) {
           return p == 'd' ? c >= '0' && c <= '9' : c == p;
         });
}
bool in(std::string_view two, int low, int high) {
  const int value = (two[0] - '0') * 10 + (two[1] - '0');
  return value >= low && value <= high;
}
bool is_month(std::string_view s) { return has_shape(s, "dddd-dd") && in(s.substr(5), 1, 12); }
bool is_day(std::string_view s) { return has_shape(s, "dddd-dd-dd") && is_month(s.substr(0, 7)) && in(s.substr(8), 1, 31); }

bool is_decimal(std::string_view s) {
  s = unsigned_part(s);
  const std::size_t dot = s.find('.');
  if (dot == std::string_view::npos) return is_number(s);
  return is_number(s.substr(dot + 1)) && (dot == 0 || is_number(s.substr(0, dot)));
}

/// Without the time zone at its end, if it has one.
std::string_view without_zone(std::string_view s) {
  if (s.ends_with('Z')) return s.substr(0, s.size() - 1);
  if (s.size() > 6 && (s[s.size() - 6] == '+' || s[s.size() - 6] == '-') && has_shape(s.substr(s.size() - 5), "dd:dd")) return s.substr(0, s.size() - 6);
  return s;
}
bool is_time(std::string_view s) {
  s = without_zone(s);
  if (s.size() > 9 && s[8] == '.' && is_number(s.substr(9))) s = s.substr(0, 8);
  return has_shape(s, "dd:dd:dd") && in(s.substr(0, 2), 0, 24) && in(s.substr(3, 2), 0, 59) && in(s.substr(6, 2), 0, 59);
}
bool is_date_time(std::string_view s) { return s.size() > 11 && s[10] == 'T' && is_day(s.substr(0, 10)) && is_time(s.substr(11)); }

/// "P1Y2M3DT4H5M6.5S": letters in order, each after its number, at least one.
bool is_duration(std::string_view s) {
  if (s.starts_with('-')) s.remove_prefix(1);
  if (!s.starts_with('P') || s.size() < 3 || s.ends_with('T')) return false;
  std::string_view letters = "YMD";
  for (std::size_t at = 1; at < s.size();) {
    if (s[at] == 'T') {
      if (letters == "HMS") return false;
      letters = "HMS";
      ++at;
    }
    const std::size_t begin = at;
    while (at < s.size() && ((s[at] >= '0' && s[at] <= '9') || s[at] == '.')) ++at;
    if (at == begin || at == s.size() || letters.empty()) return false;
    const std::size_t which = letters.find(s[at]);
    if (which == std::string_view::npos || !(s[at] == 'S' ? is_decimal(s.substr(begin, at - begin)) : is_number(s.substr(begin, at - begin)))) return false;
    letters = letters == "HMS" && which == 0 ? std::string_view("MS") : letters.substr(which + 1);
    ++at;
  }
  return true;
}

bool is_any_uri(std::string_view s) { return s.find_first_of(" \t\r\n<>\"{}|\\^`") == std::string_view::npos; }

}  // namespace

bool is_valid_lexical(std::string_view form, std::string_view datatype) {
  if (!datatype.starts_with(datatype::kXsd)) return true;
  const std::string_view type = datatype.substr(datatype::kXsd.size());
  if (type == "boolean") return form == "true" || form == "false" || form == "1" || form == "0";
  if (type == "integer" || type == "int" || type == "long" || type == "short" || type == "byte") return is_number(unsigned_part(form));
  if (type == "nonNegativeInteger" || type.starts_with("unsigned")) return is_number(form);
  if (type == "positiveInteger") return is_number(form) && form.find_first_not_of('0') != std::string_view::npos;
  if (type == "negativeInteger" || type == "nonPositiveInteger") return (form.starts_with('-') && is_number(form.substr(1))) || (form == "0" && type[3] == 'P');
  if (type == "decimal") return is_decimal(form);
  if (type == "double" || type == "float") {
    if (form == "INF" || form == "-INF" || form == "NaN") return true;
    const std::size_t e = form.find_first_of("eE");
    if (e == std::string_view::npos) return is_decimal(form);
    return is_decimal(form.substr(0, e)) && is_number(unsigned_part(form.substr(e + 1)));
  }
  if (type == "date") return is_day(form);
  if (type == "gYearMonth") return is_month(form);
  if (type == "gYear") return has_shape(form, "dddd");
  if (type == "gMonthDay") return has_shape(form, "--dd-dd") && in(form.substr(2, 2), 1, 12) && in(form.substr(5), 1, 31);
  if (type == "dateTime" || type == "dateTimeStamp") return is_date_time(form);
  if (type == "time") return is_time(form);
  if (type == "duration") return is_duration(form);
  if (type == "anyURI") return is_any_uri(form);
  return true;
}

bool is_datatype(std::string_view iri) {
  if (iri.starts_with(datatype::kXsd) || is_text_datatype(iri)) return true;
  for (const std::string_view schema : {std::string_view("https://schema.org/"), std::string_view("http://schema.org/")})
    if (iri.starts_with(schema)) {
      const std::string_view name = iri.substr(schema.size());
      for (const std::string_view type : {"Text", "Number", "Integer", "Float", "Date", "DateTime", "Time", "Boolean", "URL", "DataType"})
        if (name == type) return true;
    }
  return false;
}

std::string_view datatype_by_name(std::string_view iri) {
  using namespace std::string_view_literals;
  static const std::unordered_map<std::string_view, std::string_view> kinds{
      {"string"sv, datatype::kText}, {"text"sv, datatype::kText}, {"literal"sv, datatype::kText}, {"datatype"sv, datatype::kText},
      {"number"sv, datatype::kAnyNumber}, {"date"sv, datatype::kAnyDate}, {"year"sv, "http://www.w3.org/2001/XMLSchema#gYear"sv},
      {"integer"sv, "http://www.w3.org/2001/XMLSchema#integer"sv}, {"int"sv, "http://www.w3.org/2001/XMLSchema#integer"sv},
      {"decimal"sv, "http://www.w3.org/2001/XMLSchema#decimal"sv}, {"float"sv, "http://www.w3.org/2001/XMLSchema#double"sv},
      {"double"sv, "http://www.w3.org/2001/XMLSchema#double"sv}, {"datetime"sv, "http://www.w3.org/2001/XMLSchema#dateTime"sv},
      {"boolean"sv, "http://www.w3.org/2001/XMLSchema#boolean"sv}, {"url"sv, "http://www.w3.org/2001/XMLSchema#anyURI"sv},
      {"uri"sv, "http://www.w3.org/2001/XMLSchema#anyURI"sv}};
  if (iri.starts_with(datatype::kXsd)) return iri;
  if (iri == kLiteral || iri == kLangString || iri == kPlainLiteral) return iri;
  const std::string name = to_lower(local_name(iri));
  if (name == "time" && is_datatype(iri)) return "http://www.w3.org/2001/XMLSchema#time";
  const auto found = kinds.find(name);
  return found == kinds.end() ? std::string_view() : found->second;
}

bool is_text_datatype(std::string_view datatype) {
  if (datatype.empty() || datatype == datatype::kText || datatype == kLiteral || datatype == kLangString || datatype == kPlainLiteral) return true;
  if (!datatype.starts_with(datatype::kXsd)) return false;
  const std::string_view type = datatype.substr(datatype::kXsd.size());
  for (const std::string_view text : {"string", "normalizedString", "token", "Name", "NCName"})
    if (type == text) return true;
  return false;
}

}  // namespace relata
