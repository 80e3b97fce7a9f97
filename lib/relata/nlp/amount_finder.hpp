// Amounts that a text says, as value mentions: money, percent, measures, and how many of something ("64 members"). Neither ordinals nor
// numbers alone.
#pragma once
#include <relata/nlp/mention_finder.hpp>

#include <string_view>

namespace relata {

/// Datatypes of amounts, in Mention::type. The value of all but counts is "NUMBER CODE".
namespace amount_type {
inline constexpr std::string_view kMoney = "https://schema.org/MonetaryAmount";     ///< "1500000 EUR": ISO 4217
inline constexpr std::string_view kMeasure = "https://w3id.org/cdt/ucum";           ///< "12.5 km", "30 %": UCUM (Lefrancois and Zimmermann 2018)
inline constexpr std::string_view kCount = "http://www.w3.org/2001/XMLSchema#integer";  ///< "64"
inline constexpr std::string_view kRange = "https://schema.org/QuantitativeValue";  ///< measures and counts "10..15 %", ".." at an open side
inline bool is_amount(std::string_view type) { return type == kMoney || type == kMeasure || type == kCount || type == kRange; }
}  // namespace amount_type

class AmountFinder : public MentionFinder {
 public:
  std::vector<Mention> find(const Document& document) const override;
};

}  // namespace relata
