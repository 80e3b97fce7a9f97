// What each document says of an entity: labels, aliases, classes, identities. A node shows the union; as long as all its
// documents say the same nothing else is kept. Where they differ the node keeps every value with the documents that say it, so that
// a document can be taken out again and a name be parted between documents. Documents are sorted indices into sources(), or kNone
// for what is said outside of any document.
#pragma once
#include <relata/graph/knowledge_graph.hpp>

#include <functional>
#include <span>
#include <vector>

namespace relata {

using DocumentList = std::vector<std::uint32_t>;

/// All that is said of the node, by field and value; no documents: every one of the node's says it.
std::vector<Said> said_of(const Node& node);
/// Fills what the node shows from `said`, which is kept only where documents differ. Undoes renaming and retyping.
void show(Node& node, std::vector<Said> said);
/// Adds what `other` says. The documents of both are asked for only where the two differ.
void unite(Node& node, const std::function<DocumentList()>& documents, const Node& other, const std::function<DocumentList()>& documents_of_other);
/// What the node says by those of its `documents` that are in `part` (both sorted).
std::vector<Said> said_by(const Node& node, const DocumentList& documents, const DocumentList& part);

/// What does not follow from what the node shows, for writers: values of some documents, and those that a renaming hides.
std::vector<Said> differences(const Node& node, const DocumentList& documents);
/// The reverse, for readers: node.said holds differences, all else that is shown is said by everyone.
void complete(Node& node);

/// Whether the document calls the node so, or no document does: a decision of the user gave the name.
bool names(const Node& node, std::string_view name, std::uint32_t document);

/// A decision of the user over what documents say.
void rename(Node& node, std::string_view label);
void retype(Node& node, std::string_view type);

/// As the value of Field::kConfidence is spelt: the shortest digits that give the same float.
std::string spell_confidence(double confidence);
void add_document(DocumentList& list, std::uint32_t document);
DocumentList united(const DocumentList& a, const DocumentList& b);
DocumentList common(const DocumentList& a, const DocumentList& b);

}  // namespace relata
