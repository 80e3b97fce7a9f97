// Verbs that say little beside their object: "make a mistake", "hold talks", "pay a visit". The noun is what is done.
#pragma once
#include <string_view>

namespace relata {

/// Of a verb's lemma with its particle: "hold", "carry out".
bool is_light_verb(std::string_view lemma);

/// Of verbs that say that what their object tells begins, goes on or ends: who "resumes talks" talks.
bool is_aspectual(std::string_view lemma);

}  // namespace relata
