// RDF terms as views, and the guards before any serializer sees one. What Redland or serd would cut, change or write
// wrongly without a word is refused here: a term is right or its statement is left out and counted.
#pragma once
#include <relata/ontology/datatype.hpp>

#include <string>
#include <string_view>

namespace relata {

namespace ns {
inline constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
inline constexpr std::string_view kOwl = "http://www.w3.org/2002/07/owl#";
inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view kTerms = "http://purl.org/dc/terms/";
inline constexpr std::string_view kNif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
inline constexpr std::string_view kProv = "http://www.w3.org/ns/prov#";
inline constexpr std::string_view kRel = "https://relata.dev/ontology/core#";
inline constexpr std::string_view kQualifier = "https://relata.dev/ontology/qualifier#";
}  // namespace ns

/// An IRI, or a literal (plain, typed or with a language). Views: valid while the sink is called.
struct TermView {
  std::string_view value;
  bool is_literal = false;
  std::string_view datatype = {}, language = {};
};

struct QuadView {
  TermView subject, predicate, object;
  std::string_view graph = {};  ///< "" is the default graph
};

/// Absolute IRI (RFC 3987) of characters that every RDF syntax takes unescaped.
bool is_valid_iri(std::string_view iri);
/// BCP 47 in form: letters and digits in groups of at most 8.
bool is_valid_language(std::string_view tag);
/// UTF-8 without NUL and U+FFFE, U+FFFF.
bool is_valid_text(std::string_view text);
/// Empty if the quad may be written, else what is wrong with it.
std::string fault_of(const QuadView& quad);
/// 0.25 as "0.25", 1 as "1.0": an xsd:decimal.
std::string decimal(double value);

}  // namespace relata
