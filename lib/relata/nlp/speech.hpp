// Who says, thinks or wants what, over a whole document: reported speech of each sentence, joined with quotations, speech that goes on over
// sentences and paragraphs, and lines "NAME: ..." of headlines and interviews. Coreference reads "I" and "he" by it, claims get their speaker.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/ontology.hpp>

#include <vector>

namespace relata {

/// By cue or, where there is none, content. `mentions` in text order. Sentences without trees are read by word order. Time linear in the text.
std::vector<Attribution> find_attributions(const Document& document, const std::vector<Mention>& mentions, const Ontology& ontology);

}  // namespace relata
