// What a text gives as the object of a datatype property, in the lexical form of the property's datatype: "three months" as
// "P3M" for xsd:duration, "1.5 million euros" as "1500000" for xsd:decimal. A form that says more than the text is never made:
// "May 2014" is no xsd:date.
#pragma once
#include <relata/core/extraction.hpp>

#include <string>
#include <string_view>

namespace relata {

struct LiteralReading {
  Literal literal;      ///< where `fault` is not empty: the words of the text
  std::string unit;     ///< of an amount whose datatype keeps the number alone: "EUR", "km"; "" where none
  std::string fault;    ///< why the words are no value of the datatype: "only the month is said"; "" where they are one
};

/// `words` are the text of the mention; without a value mention (names, web addresses) `mention` is null. `datatype`: of the property,
/// "" for none said.
LiteralReading read_literal(const Mention* mention, std::string_view words, std::string_view datatype);

}  // namespace relata
