// Which lexical forms belong to which datatype, and which names are names of datatypes.
#include <relata/ontology/datatype.hpp>

#include <gtest/gtest.h>

#include <string>

namespace relata {
namespace {

std::string xsd(const char* name) { return std::string(datatype::kXsd) + name; }

TEST(Datatype, LexicalFormsByTable) {
  const struct {
    const char *type, *form;
    bool valid;
  } table[] = {
      {"boolean", "true", true},      {"boolean", "yes", false},        {"integer", "-12", true},        {"integer", "1.0", false},
      {"integer", "", false},         {"integer", "+", false},          {"unsignedByte", "7", true},     {"unsignedByte", "-7", false},
      {"positiveInteger", "0", false}, {"positiveInteger", "010", true}, {"negativeInteger", "-3", true}, {"negativeInteger", "3", false},
      {"nonPositiveInteger", "0", true}, {"negativeInteger", "0", false}, {"decimal", ".5", true},      {"decimal", "5.", false},
      {"double", "1e-3", true},       {"double", "1e", false},          {"float", "NaN", true},          {"date", "2014-05-03", true},
      {"date", "2014-13-03", false},  {"date", "2014-05", false},       {"gYearMonth", "2014-05", true}, {"gYearMonth", "2014", false},
      {"gYear", "2014", true},        {"gYear", "14", false},           {"gMonthDay", "--12-19", true},  {"gMonthDay", "--19-12", false},
      {"dateTime", "2014-05-03T20:15:00Z", true}, {"dateTime", "2014-05-03T20:15:00+02:00", true}, {"dateTime", "2014-05-03T20:15", false},
      {"time", "20:15:00.5", true},   {"time", "25:00:00", false},      {"duration", "P3M", true},       {"duration", "P1Y2M3DT4H5M6.5S", true},
      {"duration", "P", false},       {"duration", "PT", false},        {"duration", "P3", false},       {"duration", "P1.5Y", false},
      {"duration", "P1D2M", false},   {"anyURI", "https://t.example/a", true}, {"anyURI", "a b", false}, {"nothingKnown", "whatever", true},
  };
  for (const auto& row : table) EXPECT_EQ(is_valid_lexical(row.form, xsd(row.type)), row.valid) << row.type << ' ' << row.form;
  EXPECT_TRUE(is_valid_lexical("anything", "https://t.example/myType"));
}

TEST(Datatype, NamesByTable) {
  EXPECT_EQ(datatype_by_name("https://t.example/Date"), datatype::kAnyDate);
  EXPECT_EQ(datatype_by_name("https://schema.org/Number"), datatype::kAnyNumber);
  EXPECT_EQ(datatype_by_name("http://schema.org/Text"), datatype::kText);
  EXPECT_EQ(datatype_by_name("https://t.example/Year"), xsd("gYear"));
  EXPECT_EQ(datatype_by_name(xsd("duration")), xsd("duration"));
  EXPECT_EQ(datatype_by_name("https://schema.org/Time"), xsd("time"));
  for (const char* thing : {"https://t.example/Time", "https://t.example/Ship", ""}) EXPECT_EQ(datatype_by_name(thing), "") << thing;
  EXPECT_TRUE(is_datatype("https://schema.org/Text"));
  EXPECT_FALSE(is_datatype("https://schema.org/Person"));
  EXPECT_FALSE(is_datatype("https://t.example/Date")) << "a class may be called so";
}

TEST(Datatype, WhatIsText) {
  for (const std::string& text : {std::string(), xsd("string"), xsd("token"), std::string("http://www.w3.org/2000/01/rdf-schema#Literal")}) EXPECT_TRUE(is_text_datatype(text)) << text;
  EXPECT_FALSE(is_text_datatype(xsd("date")));
  EXPECT_FALSE(is_text_datatype("https://t.example/code"));
}

}  // namespace
}  // namespace relata
