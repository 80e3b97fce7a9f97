// Numbers as texts write them: "1,500", "3.5 million", "three hundred and twelve", "twenty-first", "nineteen eighty-six".
#pragma once
#include <relata/nlp/lexeme.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace relata {

/// mantissa x 10^exponent, exactly as said.
struct Number {
  std::uint64_t mantissa = 0;
  int exponent = 0;
  std::size_t end = 0;    ///< lexeme behind it
  bool spelled = false;   ///< in words, no digit
  bool scaled = false;    ///< with "million" or the like
  double value() const;
  std::optional<int> small() const;  ///< as a whole number below a million
  std::string decimal() const;       ///< xsd:decimal: "1500000", "3.5"
};

/// How many lexemes further than a number a reader ever looks.
std::optional<Number> read_cardinal(std::span<const Lexeme> lexemes, std::size_t at);
/// "21st", "twenty-first", "second".
std::optional<Number> read_ordinal(std::span<const Lexeme> lexemes, std::size_t at);
/// A year in words: "nineteen eighty-six", "two thousand and five", "twenty twenty".
std::optional<Number> read_spelled_year(std::span<const Lexeme> lexemes, std::size_t at);

}  // namespace relata
