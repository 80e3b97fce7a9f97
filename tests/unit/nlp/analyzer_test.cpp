#include <relata/nlp/analyzer.hpp>

#include <relata/ontology/ontology.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <gtest/gtest.h>

namespace relata {
namespace {

Mention mention(std::uint32_t begin, std::uint32_t end, MentionKind kind, std::string_view type = {}) {
  Mention out;
  out.span = {begin, end};
  out.kind = kind;
  out.type = type;
  return out;
}

Ontology with_classes() {
  std::vector<Class> classes;
  for (const std::string_view iri : {core_class::kPerson, core_class::kOrganization, core_class::kPlace, core_class::kEvent}) {
    Class cls;
    cls.iri = iri;
    classes.push_back(std::move(cls));
  }
  return {"", "", std::move(classes), {}};
}

TEST(Analyzer, NoValueIsTakenOutOfAName) {
  struct Case {
    Span value, name;
    std::string_view type;
    bool kept;
  };
  const Ontology ontology = with_classes();
  for (const Case& row : {
           Case{{0, 12}, {0, 20}, core_class::kEvent, false},   // "September 11 attacks"
           Case{{0, 3}, {0, 3}, core_class::kPerson, false},    // "May", the person
           Case{{0, 9}, {0, 9}, core_class::kEvent, true},      // "Christmas"
           Case{{0, 20}, {11, 20}, core_class::kEvent, true},   // "weekend of Halloween"
           Case{{10, 14}, {0, 9}, core_class::kPlace, true},    // beside it
           Case{{5, 12}, {8, 20}, core_class::kPlace, false},   // across its beginning
       }) {
    std::vector<Mention> times{mention(row.value.begin, row.value.end, MentionKind::kValue)}, amounts = times;
    drop_values_in_names(times, amounts, {mention(row.name.begin, row.name.end, MentionKind::kName, row.type)}, ontology);
    EXPECT_EQ(times.size(), row.kept ? 1U : 0U) << row.value.begin << ".." << row.value.end;
    EXPECT_TRUE(amounts.empty());  // a time or a part of a name
  }
}

TEST(Analyzer, OtherMentionsDoNotHideValues) {
  std::vector<Mention> times{mention(4, 8, MentionKind::kValue)}, amounts{mention(9, 12, MentionKind::kValue)};
  drop_values_in_names(times, amounts, {mention(0, 12, MentionKind::kNominal)}, with_classes());
  EXPECT_EQ(times.size(), 1U);
  EXPECT_EQ(amounts.size(), 1U);
}

}  // namespace
}  // namespace relata
