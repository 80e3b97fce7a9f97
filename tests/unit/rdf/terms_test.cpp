// The guards before every serializer.
#include <relata/rdf/terms.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

TEST(Terms, Iris) {
  const auto check = [](std::string_view iri, bool valid) { EXPECT_EQ(is_valid_iri(iri), valid) << iri; };
  check("https://example.org/a", true);
  check("urn:x:y", true);
  check("https://example.org/é%20(a)", true);
  check("example.org/a", false);
  check("https:", false);
  check(":a", false);
  check("1a:b", false);
  for (const char c : std::string_view("<>\"{}|\\^` \n")) check("https://example.org/" + std::string(1, c), false);
  check("https://example.org/\xFF", false);
  check(std::string_view("https://example.org/\0", 21), false);
  check("https://example.org/\xEF\xBF\xBF", false);
}

TEST(Terms, Languages) {
  const auto check = [](std::string_view tag, bool valid) { EXPECT_EQ(is_valid_language(tag), valid) << tag; };
  check("en", true);
  check("de-AT-1996", true);
  check("", false);
  check("e_n", false);
  check("en-", false);
  check("abcdefghi", false);
  check("9a", false);
}

TEST(Terms, LexicalForms) {
  const auto check = [](std::string_view type, std::string_view form, bool valid) {
    EXPECT_EQ(is_valid_lexical(form, std::string(ns::kXsd) + std::string(type)), valid) << form << " " << type;
  };
  check("boolean", "1", true);
  check("boolean", "yes", false);
  check("integer", "-5", true);
  check("integer", "5.0", false);
  check("decimal", ".5", true);
  check("decimal", "5.", false);
  check("double", "1e-3", true);
  check("double", "NaN", true);
  check("double", "1e", false);
  check("date", "2024-12-31", true);
  check("date", "2024-13-31", false);
  check("gYear", "2024", true);
  check("unknownToUs", "anything", true);
}

TEST(Terms, Decimals) {
  EXPECT_EQ(decimal(1), "1.0");
  EXPECT_EQ(decimal(0.25), "0.25");
  EXPECT_EQ(decimal(1e-7), "0.0000001");
}

}  // namespace
}  // namespace relata
