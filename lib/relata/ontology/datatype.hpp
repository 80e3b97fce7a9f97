// The datatypes that values are written in: which lexical forms XML Schema 1.1 allows (W3C, 2012), and the names that
// people who declare no datatype give them ("date", "number", schema.org's Text).
#pragma once
#include <string_view>

namespace relata {

namespace datatype {
inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
// Of schema.org: as coarse as the value is; written as the XSD datatype that fits.
inline constexpr std::string_view kAnyDate = "https://schema.org/Date";      ///< day, month or year
inline constexpr std::string_view kAnyNumber = "https://schema.org/Number";  ///< integer or decimal
inline constexpr std::string_view kText = "https://schema.org/Text";         ///< a plain string
}  // namespace datatype

/// Whether the lexical form belongs to the datatype; true for datatypes that relata does not know.
bool is_valid_lexical(std::string_view form, std::string_view datatype);

/// Whether the IRI names a datatype by itself: of XSD, RDF's literals, or schema.org's data types.
bool is_datatype(std::string_view iri);

/// The datatype that an IRI stands for: itself for XSD's, one of the three above or XSD's for schema.org's and for anything else whose
/// local name is that of a kind of value ("Date", "string", "number", "Year"); "" where it names no kind of value.
std::string_view datatype_by_name(std::string_view iri);

/// Whether a value of the datatype is just text: plain, xsd:string and its kin, rdfs:Literal, rdf:langString.
bool is_text_datatype(std::string_view datatype);

}  // namespace relata
