// SPARQL over RDF files by Redland's Rasqal, over indices of our own. Rasqal 0.9 knows no property paths.
#pragma once
#include <relata/core/error.hpp>
#include <relata/rdf/describe.hpp>

#include <string>
#include <vector>

namespace relata {

/// Answers of a SPARQL 1.1 query over all files together: rows in `form` ("table", "csv", "tsv", "json", "xml"), "true" or
/// "false" for ASK, N-Triples for CONSTRUCT and DESCRIBE. The prefixes rdf, rdfs, owl, xsd, skos, dct, nif, prov, rel, news and
/// wd need no declaration. RdfError with Rasqal's message, InputError for files.
std::string query_files(const std::vector<std::string>& files, const std::string& sparql, const std::string& form, Diagnostics& diagnostics);

/// The same over the statements of a graph, without a file between.
std::string query_graph(const KnowledgeGraph& graph, const RdfOptions& options, const std::string& sparql, const std::string& form);

}  // namespace relata
