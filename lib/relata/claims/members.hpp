// "Roe met Moss. They agreed to go on": each of them did.
#pragma once
#include <relata/core/extraction.hpp>

namespace relata {

/// Puts the members in the place of each group (Extraction::groups) in claims, as subject, object and speaker: one claim a member.
void tell_of_members(Extraction& extraction);

}  // namespace relata
