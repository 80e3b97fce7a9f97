// What a value of the text is in the datatype of a property: a row each.
#include <relata/claims/literal_value.hpp>
#include <relata/nlp/amount_finder.hpp>
#include <relata/ontology/datatype.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

std::string xsd(std::string_view name) { return std::string(datatype::kXsd) + std::string(name); }

LiteralReading read(std::string_view type, const std::string& value, const std::string& datatype, const std::string& timex = "") {
  Mention mention;
  mention.kind = MentionKind::kValue;
  mention.type = type;
  mention.value = value;
  mention.timex = timex;
  return read_literal(&mention, "the words", datatype);
}

TEST(LiteralValue, TimesByTable) {
  const struct {
    const char *value, *type, *literal, *fault;
  } table[] = {
      {"2014-05-03", "date", "2014-05-03", ""},
      {"2014-05-03T20:00", "date", "2014-05-03", ""},
      {"2014-05", "date", "", "says only the month, not the day"},
      {"2014", "gYearMonth", "", "says only the year, not the month"},
      {"2014-05-03", "gYear", "2014", ""},
      {"2014-05-03", "gYearMonth", "2014-05", ""},
      {"--12-19", "gMonthDay", "--12-19", ""},
      {"2014-12-19", "gMonthDay", "--12-19", ""},
      {"2014-05-03T20:15", "dateTime", "2014-05-03T20:15:00", ""},
      {"2014-05-03T20:15Z", "dateTime", "2014-05-03T20:15:00Z", ""},
      {"2014-05-03", "dateTime", "", "says no time of the day"},
      {"2014-05-03T20", "time", "20:00:00", ""},
      {"P3M", "duration", "P3M", ""},
      {"2014-05-03", "duration", "", "says no duration"},
      {"2014-01-01/2019-01-01", "date", "", "says no day"},
      {"P3M", "date", "", "says no day"},
      {"2014", "integer", "2014", ""},
      {"2014-05-03", "integer", "", "is a time, not a number"},
      {"", "date", "", "has no value that the text says"},
      {"2014", "boolean", "", "is no value of this datatype"},
  };
  for (const auto& row : table) {
    const LiteralReading seen = read(xsd("date"), row.value, xsd(row.type));
    EXPECT_EQ(seen.fault, row.fault) << row.value << " as " << row.type;
    EXPECT_EQ(seen.literal.value, *row.fault != 0 ? "the words" : row.literal) << row.value << " as " << row.type;
  }
  EXPECT_EQ(read("", "2014-01-01/2019-01-01", xsd("duration"), "(2014-01-01,2018-01-01,P4Y)").literal.value, "P4Y");
}

TEST(LiteralValue, BareDigitsAreAValueWithoutAMention) {
  const struct {
    const char *words, *type, *literal, *fault;
  } table[] = {
      {"27400", "integer", "27400", ""},
      {"1,777,539", "integer", "1777539", ""},
      {"1604.0", "decimal", "1604.0", ""},
      {"1604.0", "integer", "", "is no whole number"},
      {"1986", "gYear", "1986", ""},
      {"1989-02-24", "date", "1989-02-24", ""},
      {"1142,3", "decimal", "", "is a name, not a value"},
      {"1.2.3", "decimal", "", "is a name, not a value"},
      {"12 km", "decimal", "", "is a name, not a value"},
      {"", "integer", "", "is a name, not a value"},
  };
  for (const auto& row : table) {
    const LiteralReading seen = read_literal(nullptr, row.words, xsd(row.type));
    EXPECT_EQ(seen.fault, row.fault) << row.words << " as " << row.type;
    if (*row.fault == 0) EXPECT_EQ(seen.literal.value, row.literal) << row.words << " as " << row.type;
  }
}

TEST(LiteralValue, AmountsKeepTheirUnitBeside) {
  const LiteralReading length = read(amount_type::kMeasure, "12.5 km", xsd("decimal"));
  EXPECT_EQ(length.literal.value, "12.5");
  EXPECT_EQ(length.unit, "km");
  EXPECT_EQ(read(amount_type::kMoney, "1500000 EUR", xsd("integer")).literal.value, "1500000");
  EXPECT_EQ(read(amount_type::kMeasure, "12.5 km", xsd("integer")).fault, "is no whole number");
  EXPECT_EQ(read(amount_type::kRange, "10..15 %", xsd("decimal")).fault, "is a range, not one number");
  EXPECT_EQ(read(amount_type::kCount, "64", xsd("date")).fault, "is an amount");
  EXPECT_EQ(read(amount_type::kCount, "0", xsd("positiveInteger")).fault, "gives '0', which is no positiveInteger");
}

TEST(LiteralValue, ADurationOfOneUnitIsANumberOfThem) {
  const LiteralReading minutes = read("", "PT1H29M", xsd("integer"), "PT89M");
  EXPECT_EQ(minutes.literal.value, "89");
  EXPECT_EQ(minutes.unit, "min");
  EXPECT_EQ(read("", "P3M", std::string(datatype::kAnyNumber), "P3M").unit, "mo");
  EXPECT_EQ(read("", "PT54.5S", xsd("decimal"), "PT54.5S").literal.value, "54.5");
  EXPECT_EQ(read("", "PT1H25M", xsd("integer"), "PT1H25M").fault, "is a time, not a number");
  EXPECT_EQ(read("", "P", xsd("integer"), "P").fault, "is a time, not a number");
}

TEST(LiteralValue, AsCoarseAsTheTextWhereAnyWillDo) {
  EXPECT_EQ(read("", "2014-05", std::string(datatype::kAnyDate)).literal.datatype, xsd("gYearMonth"));
  EXPECT_EQ(read("", "P3M", std::string(datatype::kAnyDate)).fault, "says no date");
  EXPECT_EQ(read(amount_type::kMeasure, "12.5 km", std::string(datatype::kAnyNumber)).literal.datatype, xsd("decimal"));
  EXPECT_EQ(read(amount_type::kCount, "64", std::string(datatype::kAnyNumber)).literal.datatype, xsd("integer"));
}

TEST(LiteralValue, WordsAreTextAndNothingElse) {
  EXPECT_EQ(read_literal(nullptr, "Black Heron", xsd("string")).literal, (Literal{"Black Heron", "", ""}));
  EXPECT_EQ(read_literal(nullptr, "Black Heron", xsd("date")).fault, "is a name, not a value");
  EXPECT_EQ(read_literal(nullptr, "www.t.example", xsd("anyURI")).fault, "");
  EXPECT_EQ(read_literal(nullptr, "Black", xsd("anyURI")).fault, "is no web address");
  EXPECT_EQ(read_literal(nullptr, "https://t.example/a b", xsd("anyURI")).fault, "gives 'https://t.example/a b', which is no anyURI");
}

}  // namespace
}  // namespace relata
