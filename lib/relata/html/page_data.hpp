// What a page knows of a graph, as JSON: entities, claims, their relations, speakers and documents, and the sentences of
// their evidence. References are positions in the arrays beside them.
#pragma once
#include <relata/dot/dot_writer.hpp>
#include <relata/graph/view.hpp>
#include <relata/html/sentence_texts.hpp>

#include <nlohmann/json.hpp>

namespace relata {

/// {"classes": [{"name", "fill", "border", "sign"}],
///  "relations": [{"iri", "label"}],
///  "speakers": [{"label"} + "entity" where it is one of the view],
///  "documents": [{"id", "title", "date", "publisher"}],
///  "sentences": [{"begin", "text"}],
///  "entities": [{"iri", "label", "class", "aliases", "sameAs", "closeMatch"}],      by GraphView::nodes()
///  "claims": [{"subject", "relation", "object" | "value"+"datatype", "polarity", "certainty", "stated", "confidence", "method",
///              "evidence": [{"begin", "end"} + "sentence" | "quote"]}
///             + "speaker", "document", "time", "category", "qualifiers" where known],
///  "lines": [{"from", "to", "symmetric", "strength", "claims": [..]}],              by bundle_claims(); all of one relation
///  "leftOut": entities that only the view's `top` removed}
/// Offsets are Unicode code points of the document.
nlohmann::json page_data(const GraphView& view, const RelationNames& names, const SentenceTexts& sentences);

}  // namespace relata
