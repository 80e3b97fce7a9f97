// Which gender a given name says (who "she" may be where nothing else tells), and which given names are forms of one.
#pragma once
#include <relata/link/group.hpp>

#include <string>
#include <vector>

namespace relata {

/// Of one word, folded (fold_name); kUnknown where both bear it, or where it is not known.
Gender gender_of_given_name(const std::string& folded);

/// "joe" and "joseph": whether one folded given name is short for the other.
bool is_short_for(const std::string& brief, const std::string& whole);
/// The names that a folded one is short for, and those that are short for it: "bill" of "william".
std::vector<std::string> other_forms(const std::string& folded);

}  // namespace relata
