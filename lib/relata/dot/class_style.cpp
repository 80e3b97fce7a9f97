#include <relata/dot/class_style.hpp>

#include <array>
#include <cstdint>

namespace relata {
namespace {

enum class Form { kRound, kBox, kHexagon, kOctagon, kNote, kPlain };

struct Family {
  std::string_view fill, border;
  Form form;
};

constexpr Family kPerson{"#FCE8CF", "#C07F2B", Form::kRound};
constexpr Family kPeople{"#F9E0DA", "#B9674F", Form::kRound};
constexpr Family kOrganization{"#DCE8F5", "#4A7CB0", Form::kBox};
constexpr Family kMedia{"#D8EDF0", "#3E8794", Form::kBox};
constexpr Family kCountry{"#DDEFD9", "#55934F", Form::kHexagon};
constexpr Family kPlace{"#ECF3DC", "#86993F", Form::kHexagon};
constexpr Family kEvent{"#F6DDE3", "#B4566B", Form::kOctagon};
constexpr Family kWork{"#F1EFE9", "#857F70", Form::kNote};
constexpr Family kRole{"#FBF4D0", "#AE9327", Form::kPlain};
constexpr Family kThing{"#EAE4F4", "#7A66AE", Form::kPlain};

struct Row {
  std::string_view name;
  Family family;
};
// Classes of the ontologies that come along, and of schema.org where it calls the same things otherwise.
constexpr Row kRows[] = {
    {"Person", kPerson},
    {"Agent", kPeople}, {"Group", kPeople}, {"NationalGroup", kPeople},
    {"Organization", kOrganization}, {"Organisation", kOrganization},
    {"InternationalOrganization", kOrganization}, {"GovernmentBody", kOrganization},
    {"MilitaryOrganization", kOrganization}, {"PoliticalParty", kOrganization}, {"Company", kOrganization},
    {"EducationalInstitution", kOrganization},
    {"MediaOrganization", kMedia}, {"NewsMediaOrganization", kMedia},
    {"Country", kCountry}, {"State", kCountry},
    {"Place", kPlace}, {"Region", kPlace}, {"City", kPlace}, {"Facility", kPlace},
    {"AdministrativeArea", kPlace}, {"Location", kPlace},
    {"Event", kEvent}, {"War", kEvent}, {"Attack", kEvent}, {"Meeting", kEvent}, {"Election", kEvent},
    {"Protest", kEvent}, {"Trial", kEvent},
    {"Document", kWork}, {"Agreement", kWork}, {"Law", kWork}, {"Article", kWork}, {"CreativeWork", kWork},
    {"Product", kThing}, {"Commodity", kThing},
    {"Position", kRole}, {"Role", kRole},
};

// For classes of other ontologies: hues that the families above leave free first.
constexpr std::array<std::array<std::string_view, 2>, 8> kFree{{{"#EAE4F4", "#7A66AE"},
                                                                {"#DDF1EA", "#43917A"},
                                                                {"#F7E3EF", "#A85A8B"},
                                                                {"#E3E6F6", "#5F6CB0"},
                                                                {"#F3E8DC", "#95714A"},
                                                                {"#E2F0F4", "#4C8CA4"},
                                                                {"#EFEFD9", "#8A8A45"},
                                                                {"#ECECEC", "#7C7C7C"}}};

ClassStyle with_form(std::string_view fill, std::string_view border, Form form) {
  switch (form) {
    case Form::kRound: return {fill, border, "ellipse", "filled", "●"};
    case Form::kBox: return {fill, border, "box", "rounded,filled", "■"};
    case Form::kHexagon: return {fill, border, "hexagon", "filled", "⬢"};
    case Form::kOctagon: return {fill, border, "octagon", "filled", "⬣"};
    case Form::kNote: return {fill, border, "note", "filled", "▤"};
    case Form::kPlain: return {fill, border, "box", "filled", "▪"};
  }
  return {};
}

}  // namespace

ClassStyle class_style(std::string_view class_name) {
  for (const Row& row : kRows)
    if (row.name == class_name) return with_form(row.family.fill, row.family.border, row.family.form);
  if (class_name.empty()) return with_form("#F4F4F5", "#8B8F98", Form::kPlain);
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : class_name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  const auto& [fill, border] = kFree[(hash >> 32) % kFree.size()];
  return with_form(fill, border, Form::kPlain);
}

}  // namespace relata
