#include <relata/nlp/number_words.hpp>

#include <algorithm>
#include <cmath>

namespace relata {
namespace {

constexpr std::uint32_t kMostDigits = 15;  // of a mantissa: nothing overflows
constexpr int kMostExponent = 15;

class Reader {
 public:
  explicit Reader(std::span<const Lexeme> lexemes) : lexemes_(lexemes) {}

  const Lexeme& at(std::size_t i) const {
    static const Lexeme none;
    return i < lexemes_.size() ? lexemes_[i] : none;
  }
  bool is_digits(std::size_t i) const { return at(i).digits() > 0 && at(i).digits() <= kMostDigits; }
  bool is_glued_mark(std::size_t i, std::string_view mark) const { return at(i).glued && at(i).word == mark; }

  /// "12", "1,500", "3.25": digits with groups and a fraction.
  std::optional<Number> digits(std::size_t i) const {
    if (!is_digits(i)) return std::nullopt;
    Number out;
    out.mantissa = at(i).number;
    std::uint32_t count = at(i).digits();
    out.end = i + 1;
    if (at(i).digits() <= 3)
      while (is_glued_mark(out.end, ",") && at(out.end + 1).glued && at(out.end + 1).digits() == 3 && count + 3 <= kMostDigits) {
        out.mantissa = out.mantissa * 1000 + at(out.end + 1).number;
        count += 3;
        out.end += 2;
      }
    if (is_glued_mark(out.end, ".") && at(out.end + 1).glued && is_digits(out.end + 1) && count + at(out.end + 1).digits() <= kMostDigits) {
      for (std::uint32_t d = 0; d < at(out.end + 1).digits(); ++d) out.mantissa *= 10;
      out.mantissa += at(out.end + 1).number;
      out.exponent = -static_cast<int>(at(out.end + 1).digits());
      out.end += 2;
    }
    return out;
  }

  /// 1..99 in words.
  std::optional<Number> below_hundred(std::size_t i) const {
    if (at(i).role != WordRole::kCardinal) return std::nullopt;
    Number out;
    out.mantissa = static_cast<std::uint64_t>(at(i).value);
    out.end = i + 1;
    out.spelled = true;
    if (at(i).value < 20) return out;
    std::size_t next = i + 1;
    if (is_glued_mark(next, "-")) ++next;
    if (at(next).role == WordRole::kCardinal && at(next).value > 0 && at(next).value < 10) {
      out.mantissa += static_cast<std::uint64_t>(at(next).value);
      out.end = next + 1;
    }
    return out;
  }

  /// 1..999 in words: "three hundred and twelve", "a hundred".
  std::optional<Number> below_thousand(std::size_t i) const {
    const bool article = at(i).word == "a" && at(i + 1).role == WordRole::kScale;
    std::optional<Number> out = article ? Number{1, 0, i + 1, true, false} : below_hundred(i);
    if (!out) return out;
    if (at(out->end).role == WordRole::kScale && at(out->end).value == 2 && out->mantissa < 100) {
      out->mantissa *= 100;
      ++out->end;
      const std::size_t next = at(out->end).word == "and" ? out->end + 1 : out->end;
      if (const auto rest = below_hundred(next)) {
        out->mantissa += rest->mantissa;
        out->end = rest->end;
      }
    }
    return out;
  }

  std::optional<Number> words(std::size_t i) const {
    std::optional<Number> out;
    std::uint64_t sum = 0;
    int last_scale = kMostExponent;
    for (std::size_t next = i;;) {
      const auto part = below_thousand(next);
      if (!part) break;
      const Lexeme& scale = at(part->end);
      if (scale.role == WordRole::kScale && scale.value > 2 && scale.value < last_scale) {
        std::uint64_t times = 1;
        for (int e = 0; e < scale.value; ++e) times *= 10;
        sum += part->mantissa * times;
        last_scale = scale.value;
        out = Number{sum, 0, part->end + 1, true, true};
        next = at(out->end).word == "and" ? out->end + 1 : out->end;
        if (at(next).word == "a") break;
        continue;
      }
      if (out && last_scale < 3) break;
      out = Number{sum + part->mantissa, 0, part->end, true, out.has_value()};
      break;
    }
    return out;
  }

 private:
  std::span<const Lexeme> lexemes_;
};

}  // namespace

double Number::value() const { return static_cast<double>(mantissa) * std::pow(10.0, exponent); }

std::optional<int> Number::small() const {
  if (exponent < 0 || mantissa >= 1000000 || exponent > 5) return std::nullopt;
  std::uint64_t whole = mantissa;
  for (int e = 0; e < exponent; ++e) whole *= 10;
  return whole < 1000000 ? std::optional(static_cast<int>(whole)) : std::nullopt;
}

std::string Number::decimal() const {
  std::string out = std::to_string(mantissa);
  if (mantissa == 0) return "0";
  if (exponent >= 0) return out + std::string(static_cast<std::size_t>(exponent), '0');
  const auto fraction = static_cast<std::size_t>(-exponent);
  if (out.size() <= fraction) out.insert(0, fraction + 1 - out.size(), '0');
  out.insert(out.size() - fraction, ".");
  while (out.ends_with('0')) out.pop_back();
  if (out.ends_with('.')) out.pop_back();
  return out;
}

std::optional<Number> read_cardinal(std::span<const Lexeme> lexemes, std::size_t at) {
  const Reader reader(lexemes);
  std::optional<Number> out = reader.digits(at);
  if (!out) return reader.words(at);
  std::size_t scale = out->end;
  if (reader.is_glued_mark(scale, "-") && reader.at(scale + 1).role == WordRole::kScale) ++scale;
  if (reader.at(scale).role == WordRole::kScale && reader.at(scale).value + out->exponent <= kMostExponent) {
    out->exponent += reader.at(scale).value;
    out->end = scale + 1;
    out->scaled = true;
  }
  return out;
}

std::optional<Number> read_ordinal(std::span<const Lexeme> lexemes, std::size_t at) {
  const Reader reader(lexemes);
  const Lexeme& first = reader.at(at);
  const auto word_ordinal = [&](std::size_t i) { return reader.at(i).role == WordRole::kOrdinal ? reader.at(i).value : reader.at(i).word == "second" ? 2 : 0; };
  if (first.digits() > 0 && first.digits() <= 4) {
    const Lexeme& ending = reader.at(at + 1);
    if (ending.glued && (ending.word == "st" || ending.word == "nd" || ending.word == "rd" || ending.word == "th")) return Number{first.number, 0, at + 2, false, false};
    return std::nullopt;
  }
  if (const int value = word_ordinal(at); value > 0) return Number{static_cast<std::uint64_t>(value), 0, at + 1, true, false};
  if (first.role == WordRole::kCardinal && first.value >= 20) {
    const std::size_t next = reader.is_glued_mark(at + 1, "-") ? at + 2 : at + 1;
    if (const int value = word_ordinal(next); value > 0 && value < 10) return Number{static_cast<std::uint64_t>(first.value + value), 0, next + 1, true, false};
  }
  return std::nullopt;
}

std::optional<Number> read_spelled_year(std::span<const Lexeme> lexemes, std::size_t at) {
  const Reader reader(lexemes);
  const Lexeme& first = reader.at(at);
  if (first.role != WordRole::kCardinal) return std::nullopt;
  if (first.value == 2 && reader.at(at + 1).role == WordRole::kScale && reader.at(at + 1).value == 3) {
    const std::optional<Number> year = read_cardinal(lexemes, at);
    return year && year->mantissa < 2100 ? year : std::nullopt;
  }
  if (first.value < 11 || first.value > 20) return std::nullopt;
  const auto century = static_cast<std::uint64_t>(first.value) * 100;
  std::size_t next = at + 1;
  if (reader.is_glued_mark(next, "-")) ++next;
  if (reader.at(next).role == WordRole::kScale && reader.at(next).value == 2) {
    Number out{century, 0, next + 1, true, false};
    const std::size_t rest = reader.at(out.end).word == "and" ? out.end + 1 : out.end;
    if (const auto years = reader.below_hundred(rest)) out = {century + years->mantissa, 0, years->end, true, false};
    return out;
  }
  if (reader.at(next).word == "oh" && reader.at(next + 1).role == WordRole::kCardinal && reader.at(next + 1).value < 10)
    return Number{century + static_cast<std::uint64_t>(reader.at(next + 1).value), 0, next + 2, true, false};
  const auto years = reader.below_hundred(next);
  if (!years || years->mantissa < 10) return std::nullopt;
  return Number{century + years->mantissa, 0, years->end, true, false};
}

}  // namespace relata
