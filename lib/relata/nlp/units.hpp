// Words for currencies and units of measure, and their codes: ISO 4217 and UCUM (The Unified Code for Units of Measure).
#pragma once
#include <relata/nlp/lexeme.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace relata {

enum class UnitKind { kMoney, kPercent, kMeasure };

struct UnitWords {
  UnitKind kind = UnitKind::kMeasure;
  std::string_view code;  ///< "EUR", "km", "%"
  std::size_t end = 0;    ///< lexeme behind it
};

/// The unit behind a number: "million euros" without its scale, "US dollars", "km/h", "percent". `scaled`: the number counts
/// millions, which makes "pounds" and "won" money.
std::optional<UnitWords> unit_behind(std::span<const Lexeme> lexemes, std::size_t at, bool scaled);
/// The currency before a number: "$", "US$", "EUR".
std::optional<UnitWords> currency_before(std::span<const Lexeme> lexemes, std::size_t at);

}  // namespace relata
