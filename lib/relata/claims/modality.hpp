// How sure the text is of a predication: polarity and certainty, by cue and scope over the tree (after Saurí and Pustejovsky's
// FactBank, 2009). A cue governs the predicate it hangs on and, where its word says so, the clause or noun it takes: "refuse to",
// "hope that", "possible attack", "if". What somebody says stays as sure as it is said.
#pragma once
#include <relata/claims/frame.hpp>
#include <relata/nlp/cues.hpp>

namespace relata {

/// Of the clause that `head` heads; also of a noun that is predicated ("the planned visit", "denied an attack").
Modality read_modality(const SentenceTree& tree, std::uint32_t head);

/// Of a frame: nouns in verb-noun frames are as sure as their verb.
Modality read_modality(const SentenceTree& tree, const Frame& frame);

}  // namespace relata
