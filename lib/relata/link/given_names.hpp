// Which gender a given name says: who "she" may be where nothing else tells.
#pragma once
#include <relata/link/group.hpp>

#include <string>

namespace relata {

/// Of one word, folded (fold_name); kUnknown where both bear it, or where it is not known.
Gender gender_of_given_name(const std::string& folded);

}  // namespace relata
