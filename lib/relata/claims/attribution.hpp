// Whose claims these are: what stands in an attributed stretch (nlp/speech.hpp) is said, thought or wanted by its source.
#pragma once
#include <relata/core/extraction.hpp>

namespace relata {

/// Sets the speaker of every claim whose evidence lies inside a stretch whose source is an entity; the innermost one owns it. What its source
/// denies is negated, what it did not say is possible at most. Where `tell_untold`, what is said outright and no claim was read of becomes
/// an open claim in its words: X - say - "P".
void attribute(Extraction& extraction, bool tell_untold = false);

}  // namespace relata
