// Teams that go by the name of their town or country: "Leeds manager Roe", "Italy captain Rossi".
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/link/group.hpp>

namespace relata {

/// Whether the word of a sporting office stands behind a name of the group, and none of its names stands behind a preposition of place
/// ("in Leeds", "from Italy"). Looks at the words beside the names only.
bool is_team_of_place(const Extraction& extraction, const Group& group);

}  // namespace relata
