// Which names of a text name one thing: a marked text, and the groups a careful reader makes of it.
#include "link_world.hpp"

#include <relata/link/name_form.hpp>
#include <relata/link/name_groups.hpp>

#include <gtest/gtest.h>

namespace relata::test {
namespace {

struct Case {
  const char* text;
  std::vector<std::string> groups;  // mentions of each, parted by " | "
};

class NameGroups : public testing::TestWithParam<Case> {};

TEST_P(NameGroups, Table) {
  const Extraction extraction = read_marked(GetParam().text);
  std::vector<std::string> groups;
  for (const Group& group : name_groups(extraction, link_knowledge(), link_ontology())) {
    groups.emplace_back();
    for (const Member& member : group.members) {
      if (!groups.back().empty()) groups.back() += " | ";
      groups.back() += extraction.document.at(extraction.mentions[member.mention].span);
      EXPECT_FALSE(member.reason.empty());
      EXPECT_TRUE(member.score > 0 && member.score <= 1);
    }
  }
  EXPECT_EQ(groups, GetParam().groups) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, NameGroups,
    testing::Values(
        // The same words, but for case, article, possessive, hyphen, accents.
        Case{"[Company:LUKoil] bought a ship. [Company:Lukoil]'s chief said so.", {"LUKoil | Lukoil"}},
        Case{"[Organization:The Hanse-Bank] and [Organization:Hanse Bank's]", {"The Hanse-Bank | Hanse Bank's"}},
        Case{"[Person:José Núñez] came. [Person:Jose Nunez] left.", {"José Núñez | Jose Nunez"}},
        // Known names of one thing.
        Case{"[Country:Republic of Arland]: [Country:A.R.] and [Country:Arland]", {"Republic of Arland | A.R. | Arland"}},
        Case{"[NationalGroup~Arlandian] ships left [Country:Arland].", {"Arlandian | Arland"}},
        Case{"[NationalGroup~Kurdish] towns", {}},
        Case{"[Country:Arland] and the [NationalGroup:Arlandians]", {"Arland", "Arlandians"}},
        Case{"[Country:Arland] and [Country:Borvia]", {"Arland", "Borvia"}},
        // Legal forms.
        Case{"[Company:Merket and Co Inc] said so; [Company:Merket] fell.", {"Merket and Co Inc | Merket"}},
        Case{"[Company:Arl Motors Corp] lost. [Company:Arl Motors] won. [Company:AM] is its short name.", {"Arl Motors Corp | Arl Motors | AM"}},
        Case{"[Company:Digit Data Associates Inc] grew. [Company:Digit Data] added jobs, [Company:Digit] said.",
             {"Digit Data Associates Inc | Digit Data | Digit"}},
        // Acronyms in brackets, either way round, and by initials.
        Case{"the [Organization:Tailored Peace Programme] ([Organization:TPP]); the [Organization:TPP] is old.", {"Tailored Peace Programme | TPP | TPP"}},
        Case{"the [Organization:TPP] ([Organization:Tailored Peace Programme])", {"TPP | Tailored Peace Programme"}},
        Case{"the [Organization:Tailored Peace Programme] (or [Organization:TPP])", {"Tailored Peace Programme | TPP"}},
        Case{"[Organization:Tailored Peace Programme] came; [Organization:TPP] went.", {"Tailored Peace Programme | TPP"}},
        Case{"[Organization:Wide Border Team] met [Organization:WBT].", {"Wide Border Team", "WBT"}},  // which is a known body
        Case{"[Organization:Tailored Peace Programme] ([Country:Borvia])", {"Tailored Peace Programme", "Borvia"}},
        Case{"[Organization:PTP] ([Organization:Tailored Peace Programme])", {"PTP | Tailored Peace Programme"}},  // as in another language
        // What somebody or something is also called.
        Case{"[Person:Jane Roe], better known as [Person:Anna Berg], came. [Person:Berg] spoke.", {"Jane Roe | Anna Berg | Berg"}},
        Case{"[Person:Jane Roe] (1818 - 1880), born [Person:Jane Moss], won.", {"Jane Roe | Jane Moss"}},
        Case{"[Company:Arl Motors], formerly [Company:Vorn Cars], lost.", {"Arl Motors | Vorn Cars"}},
        Case{"[Person:Jane Roe], known by [Person:Karl Moss], won.", {"Jane Roe", "Karl Moss"}},
        Case{"[Person:Jane Roe], formerly [Company:Arl Motors] chief, won.", {"Jane Roe", "Arl Motors"}},
        // Short forms of given names.
        Case{"[Person:Robert Roe] came. [Person:Bob Roe] spoke.", {"Robert Roe | Bob Roe"}},
        Case{"[Person:Joseph A. Roe Jr.] came. [Person:Roe] spoke.", {"Joseph A. Roe Jr. | Roe"}},
        // People: surname, first name, title, fuller names.
        Case{"[Person:Jane Roe] came. Ms [Person:Roe] spoke.", {"Jane Roe | Roe"}},
        Case{"[Person:Roe] came. Then [Person:Jane Roe] spoke.", {"Roe | Jane Roe"}},
        Case{"[Person:Jane Roe] came. [Person:Jane] spoke.", {"Jane Roe | Jane"}},
        Case{"[Person:Ali al-Karbi] fled. [Person:al-Karbi] is free, [Person:Karbi] said.", {"Ali al-Karbi | al-Karbi | Karbi"}},
        Case{"[Person:John Shad] and [Person:John S.R. Shad]", {"John Shad | John S.R. Shad"}},
        Case{"[Person:George W. Bosh] and [Person:George H. Bosh]", {"George W. Bosh", "George H. Bosh"}},
        Case{"[Person:George W. Bosh], [Person:George H. Bosh] and [Person:George Bosh]", {"George W. Bosh", "George H. Bosh", "George Bosh"}},
        Case{"[Person:Dale Horn Jr.] and [Person:Dale Horn]", {"Dale Horn Jr.", "Dale Horn"}},
        // Two of one surname: the one mentioned last, of the gender that a title says.
        Case{"[Person:Jane Roe] met [Person:Max Roe]. [Person:Roe] spoke.", {"Jane Roe", "Max Roe | Roe"}},
        Case{"Mrs [Person:Jane Roe] met Mr [Person:Max Roe]. Mrs [Person:Roe] spoke.", {"Jane Roe | Roe", "Max Roe"}},
        Case{"[Person:Roe] met [Person:Jane Roe] and [Person:Max Roe].", {"Roe", "Jane Roe", "Max Roe"}},
        // A person and a town of one name.
        // Symbols of exchanges; not what is known otherwise, or stands with other words.
        Case{"[Company:Quill Paper] ([Company:DXQ.L]) rose. [Company:DXQ.L] fell.", {"Quill Paper | DXQ.L | DXQ.L"}},
        Case{"[Company:Quill Paper] (once [Company:DXQ]) rose.", {"Quill Paper", "DXQ"}},
        // A body called after its town is short by its noun where it has one.
        Case{"[Company:Dunport Steel] grew. [City:Dunport] hired.", {"Dunport Steel | Dunport"}},
        Case{"[Organization:Dunport Organization] moved to [City:Dunport].", {"Dunport Organization", "Dunport"}},
        Case{"[City:Washford] greeted [Person:Denzo Washford]. [Person:Washford] loves [City:Washford].", {"Washford | Washford", "Denzo Washford | Washford"}},
        // What a reader takes for a person here and for a body there, and nothing else says.
        Case{"[Company:Reynold] said so. [Person:Reynold] fell. [Company:Reynold] rose.", {"Reynold | Reynold | Reynold"}},
        // Nobody is called by the name of a people alone.
        Case{"The [Group:Delvi] fled. One [Person:Delvi] drowned.", {"Delvi | Delvi"}},
        Case{"The [Group:Delvi] fled. [Person:Ann Delvi] came. [Person:Delvi] spoke.", {"Delvi", "Ann Delvi | Delvi"}},
        // A surname of the text goes before a little known firm.
        Case{"[Person:Ann Tarn] came. [Organization:Tarn] spoke.", {"Ann Tarn | Tarn"}},
        Case{"[Person:Ann Roe] came. [Organization:Tarn] fell.", {"Ann Roe", "Tarn"}},
        // The place that is called by its first word behind "the", once at least.
        Case{"[Country:Upper Lak] fell. [Organization:Upper] and [Country:Lower Lak] met in the [Organization:Upper].", {"Upper Lak | Upper | Upper", "Lower Lak"}},
        Case{"[Country:Upper Lak] fell. [Organization:Upper] and [Country:Lower Lak] met.", {"Upper Lak", "Upper", "Lower Lak"}},
        // A body and the place in its name.
        Case{"[Company:Arland Power Co] is in [Country:Arland].", {"Arland Power Co", "Arland"}},
        Case{"[Company:Arland Power Co] fell. [Company:Arland] will pay.", {"Arland Power Co | Arland"}},
        // Wires lose apostrophes.
        Case{"[Organization:New People Party] and [Organization:New People's Party]", {"New People Party | New People's Party"}},
        Case{"[Company:Edelmann] sold. [Company:Edelmanns] stake is small.", {"Edelmann | Edelmanns"}}));

TEST(LegalForms, Table) {
  struct Row {
    const char *name, *bare;
  };
  for (const Row& row : {Row{"general motors corp", "general motors"}, {"merck and co inc", "merck"}, {"oao gazprom", "gazprom"}, {"co", "co"},
                         {"best buy co inc", "best buy"}, {"standard and poors", "standard and poors"}, {"marks and", "marks and"}})
    EXPECT_EQ(without_legal_form(row.name), row.bare) << row.name;
}

}  // namespace
}  // namespace relata::test
