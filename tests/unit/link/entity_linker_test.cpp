// What names are linked to: the context that decides, and where nothing is.
#include "link_world.hpp"

#include <relata/link/entity_linker.hpp>
#include <relata/link/linker.hpp>
#include <relata/link/name_groups.hpp>

#include <gtest/gtest.h>

namespace relata::test {
namespace {

struct Case {
  const char* text;
  const char* date;
  std::vector<std::string> known;  // of each group, "" for NIL
};

class Links : public testing::TestWithParam<Case> {};

TEST_P(Links, Table) {
  Extraction extraction = read_marked(GetParam().text);
  extraction.document.date = GetParam().date;
  std::vector<Group> groups = name_groups(extraction, link_knowledge(), link_ontology());
  EntityLinker(link_knowledge(), link_ontology()).link(extraction, groups);
  std::vector<std::string> known;
  for (const Group& group : groups) {
    known.emplace_back();
    if (group.known != kNone) known.back() = link_knowledge().thing(group.known).iri.substr(std::string_view("http://t.example/").size());
    EXPECT_EQ(group.known != kNone, group.known_score >= kCloseMatch);
  }
  EXPECT_EQ(known, GetParam().known) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Table, Links,
                         testing::Values(Case{"[Country:Arland] and [Country:Nowhere]", "", {"arland", ""}},
                                         Case{"[NationalGroup:Arlandians] left.", "", {""}},
                                         // A legal form on either side.
                                         Case{"[Company:General Mills] fell.", "", {"general-mills"}},
                                         Case{"[Company:General Mills Inc] fell.", "", {"general-mills"}},
                                         // A person is no company.
                                         Case{"[Person:General Mills] fell.", "", {""}},
                                         // But what has a legal form is one, and so is what bears a known name of several words.
                                         Case{"[Person:General Mills Inc] fell.", "", {"general-mills"}},
                                         Case{"[Person:Penny Rowe Ardent] fell.", "", {"brokers"}},
                                         // A town with its state behind it is no firm.
                                         Case{"[Organization:Millford], [Region:Ostany], is small.", "", {"millford", "ostany"}},
                                         // What many countries have is meant where the country is mentioned, unless the name tells a place.
                                         Case{"[Organization:Free Organization] met in [Country:Borvia].", "", {"statute", "borvia"}},
                                         Case{"[Organization:Arland Organization] met.", "", {"daily"}},
                                         // A team goes by the name of its town.
                                         Case{"[City:Washford] coach [Person:Kai Roe] spoke.", "", {"", ""}},
                                         Case{"[City:Washford] coach [Person:Kai Roe] spoke in [City:Washford].", "", {"washford-city", ""}},
                                         Case{"[City:Washford] manager [Person:Kai Roe] saw [Organization:Washford Rovers] win.", "", {"rovers", "", "rovers"}},
                                         // A misspelt long name.
                                         Case{"[Organization:World Body for Trde] met.", "", {"world-body"}},
                                         // Homonyms: what stands beside, what else is mentioned.
                                         Case{"[City:Columbo], [Country:Arland], is small.", "", {"columbo-arland", "arland"}},
                                         Case{"[Country:Arland] rebuilt [City:Columbo].", "", {"arland", "columbo-arland"}},
                                         Case{"[City:Columbo] is a town.", "", {"columbo-borvia"}},
                                         // The office holder of the day.
                                         Case{"[Country:Arland]'s [Person:Berg] spoke.", "1988-03-01", {"arland", "president-old"}},
                                         Case{"[Country:Arland]'s [Person:Berg] spoke.", "2020-03-01", {"arland", "president-new"}},
                                         // Another bearer of a surname is not the known one.
                                         Case{"[Person:Kai Berg] came; [Person:Berg] spoke.", "2020-03-01", {""}}));

/// Links that are likely, but not surely right: told as skos:closeMatch.
TEST(EntityLinker, PartsAndGenericNamesAreUnsure) {
  const auto is_sure = [](const char* text) {
    const Extraction extraction = read_marked(text);
    std::vector<Group> groups = name_groups(extraction, link_knowledge(), link_ontology());
    EntityLinker(link_knowledge(), link_ontology()).link(extraction, groups);
    return groups.front().known_score >= kSameAs;
  };
  EXPECT_FALSE(is_sure("[City:Millford] is small."));
  EXPECT_TRUE(is_sure("[City:Millford, Ostany] is small."));
  EXPECT_TRUE(is_sure("[City:Millford], [Region:Ostany], is small."));
  EXPECT_FALSE(is_sure("[Organization:Free Organization] met."));
  EXPECT_TRUE(is_sure("[Organization:Free Organization] met in [Country:Borvia]."));
  EXPECT_TRUE(is_sure("[Organization:Arland Organization] met."));
}

TEST(NameLinker, EntitiesAndJoins) {
  Extraction extraction = read_marked("[Country:Arland] asked. [:A.R.] ships and [NationalGroup~Arlandian] planes left [:Nowhere].");
  NameLinker(link_knowledge(), link_ontology()).resolve(extraction);
  ASSERT_EQ(extraction.entities.size(), 2u);
  const Entity& arland = extraction.entities[0];
  EXPECT_EQ(arland.iri, "http://t.example/arland");
  EXPECT_EQ(arland.label, "Arland");
  EXPECT_EQ(arland.aliases, std::vector<std::string>{"A.R."});
  EXPECT_EQ(arland.same_as, std::vector<std::string>{"http://same.example/arland"});
  EXPECT_GE(arland.confidence, kSameAs);
  EXPECT_EQ(extraction.mentions[1].type, core_iri("Country"));        // the link tells the class
  EXPECT_EQ(extraction.mentions[2].type, core_iri("NationalGroup"));  // an adjective keeps its own
  EXPECT_TRUE(extraction.entities[1].iri.empty());
  ASSERT_EQ(extraction.joins.size(), 4u);
  EXPECT_EQ(extraction.joins[2].reason, "adjective of Arland");
  EXPECT_TRUE(check(extraction).empty());
}

}  // namespace
}  // namespace relata::test
