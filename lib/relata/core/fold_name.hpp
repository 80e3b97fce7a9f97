// How names are compared: folded to lower case without diacritics, punctuation and a leading "the",
// words parted by one space. "Côte d'Ivoire", "Cote d’Ivoire" and "COTE D'IVOIRE" fold to one key.
// The knowledge file stores keys folded by this function, so a change of it is a new file version.
#pragma once
#include <string>
#include <string_view>

namespace relata {

/// Latin letters lose their diacritics (ß ss, æ ae, ø o, ə a), other scripts keep theirs. Dots and
/// apostrophes vanish ("U.S." us), '&' reads "and", all other punctuation parts words. "" where
/// nothing is left. `text` may be any bytes; invalid ones part words.
std::string fold_name(std::string_view text);
/// The same, appended to `out` (which is not cleared) for callers that keep a buffer; no leading
/// "the" is cut.
void append_folded(std::string& out, std::string_view text);

}  // namespace relata
