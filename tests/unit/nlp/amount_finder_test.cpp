#include <relata/nlp/amount_finder.hpp>

#include "words.hpp"

#include <gtest/gtest.h>

namespace relata {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;  ///< "words|value" of each amount, joined by "; "
};

TEST(AmountFinder, Table) {
  for (const Case& row : {
           Case{"It cost $1.5 million.", "$1.5 million|1500000 USD"},
           Case{"It cost US$40m.", "US$40m|40000000 USD"},
           Case{"at least €5bn", "at least €5bn|5000000000.. EUR"},
           Case{"20 million euros in aid", "20 million euros|20000000 EUR"},
           Case{"$5-10 million", "$5-10 million|5000000..10000000 USD"},
           Case{"three billion Swiss francs", "three billion Swiss francs|3000000000 CHF"},
           Case{"two million pounds", "two million pounds|2000000 GBP"},
           Case{"12.5 percent of voters", "12.5 percent|12.5 %"},
           Case{"15 to 20 per cent", "15 to 20 per cent|15..20 %"},
           Case{"30% more", "30%|30 %"},
           Case{"fell by 2 percentage points", "2 percentage points|2 {percentage point}"},
           Case{"45km south", "45km|45 km"},
           Case{"a 120-mile front", "120-mile|120 [mi_i]"},
           Case{"more than 700 square miles", "more than 700 square miles|700.. [mi_i]2"},
           Case{"an 84 MW plant", "84 MW|84 MW"},
           Case{"at 90 km/h", "90 km/h|90 km/h"},
           Case{"its 64 members", "64 members|64"},
           Case{"20,000 troops", "20,000 troops|20000"},
           Case{"about three hundred and twelve people", "three hundred and twelve people|312"},
           Case{"up to 60 civilians", "up to 60 civilians|..60"},
           Case{"a million people", "a million people|1000000"},
           // neither amounts nor counts
           Case{"COVID-19 cases", ""},
           Case{"version 3.2.1 files", ""},
           Case{"the third round", ""},
           Case{"children of 10 as soldiers", ""},
           Case{"7 m/s2", ""},
           Case{"half a trillion dollars", ""},
           Case{"the 1990s initiatives", ""},
           Case{"one foot in the door", ""},
           Case{"F16 fighters", ""},
       }) {
    const Document document = test::one_sentence(row.text);
    std::string found;
    for (const Mention& mention : AmountFinder().find(document)) {
      if (!found.empty()) found += "; ";
      found += std::string(document.at(mention.span)) + "|" + mention.value;
    }
    EXPECT_EQ(found, row.expected) << row.text;
  }
}

TEST(AmountFinder, TypesTellHowToReadTheValue) {
  struct Row {
    std::string_view text, type;
  };
  for (const Row& row : {Row{"$5", amount_type::kMoney}, Row{"up to $5", amount_type::kMoney}, Row{"5 km", amount_type::kMeasure}, Row{"5 %", amount_type::kMeasure},
                         Row{"5 to 6 km", amount_type::kRange}, Row{"5 members", amount_type::kCount}, Row{"more than 5 members", amount_type::kRange}}) {
    const auto found = AmountFinder().find(test::one_sentence(row.text));
    ASSERT_EQ(found.size(), 1U) << row.text;
    EXPECT_EQ(found.front().type, row.type) << row.text;
  }
}

TEST(AmountFinder, AnyBytes) {
  for (const std::string_view text : {"", "$", "$$$5", "999999999999999999999999 km", "5 -", "\xFF 5 \xFF km", "1,2,3,4", "ten ten ten", "a million million million"}) EXPECT_NO_THROW(AmountFinder().find(test::one_sentence(text)));
}

}  // namespace
}  // namespace relata
