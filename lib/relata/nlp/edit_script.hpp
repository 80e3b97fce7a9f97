// Lemmas as edits of forms: few scripts serve most words ("studies" and "parties" share "l|0|3||y"), so that
// a tagger can choose among them (Chrupała 2006; UDPipe and Stanza do likewise).
#pragma once
#include <string>
#include <string_view>

namespace relata {

/// The lemma of `form` by `script`, which is one of
///
///     CASE|CUT_PREFIX|CUT_SUFFIX|ADD_PREFIX|ADD_SUFFIX
///     =WORD
///
/// CASE: l = the whole form in small letters first, k = as it is, t = small letters but for the first code point.
/// CUT_*: code points to take off the front and the back; ADD_*: what to put there instead (ADD_SUFFIX may hold
/// a |). =WORD is WORD whatever the form. A script that cannot apply (it is none, or leaves nothing of the word) gives
/// the form, in small letters where CASE is l. Never throws; any bytes, an invalid one counts as a code point.
std::string apply_edit_script(std::string_view script, std::string_view form);

}  // namespace relata
