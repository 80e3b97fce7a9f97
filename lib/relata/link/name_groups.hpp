// Which names of one document name the same thing: the same words, words less a title or legal form, acronyms, parts of a name, adjectives
// of known things. Two different names of one class are never joined without such evidence, two different known things not at all.
// Knows nothing of pronouns and common nouns.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/link/group.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/ontology/ontology.hpp>

#include <vector>

namespace relata {

/// Every mention of a name belongs to exactly one group, save adjectives of nothing known ("Kurdish"), which name no thing. In the order
/// of first mentions. Time: linear in mentions, but for the names that share a first or last word.
std::vector<Group> name_groups(const Extraction& extraction, const KnowledgeBase& known, const Ontology& ontology);

}  // namespace relata
