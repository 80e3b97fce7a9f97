// The extraction record: one JSON object a line that holds a document and what was understood of
// it (schemas/extraction-record.schema.json). `relata annotate` writes it, `relata build` reads it,
// and so can any other extractor. Offsets are Unicode code points outside, bytes inside.
#pragma once
#include <relata/core/error.hpp>
#include <relata/core/extraction.hpp>

#include <string>
#include <string_view>

namespace relata {

/// Reads one record, or one plain triple (an object with "subject" and "predicate"). `where` names the file and line for messages.
/// InputError "file:line: /claims/0/subject: no entity 'e9'; did you mean 'e1'?" on JSON that is
/// cut short or nested too deep, a field of a wrong type, a word no list has, an offset out of
/// range, an id that is missing, doubled or unknown. Only "id" and either "text" or "claims" are required.
/// Without "entities" the ends of claims are labels (or mention ids), which become entities.
Extraction read_record(std::string_view json_line, const Location& where);

/// Reads {"subject","predicate","object"}: one claim without evidence between two entities of these
/// labels. The document's id is the stem of where.file, the claim's "t" and the line.
Extraction read_triple(std::string_view json_line, const Location& where);

/// One line without a line end, keys in the order of the schema, unknown fields left out; the same
/// value gives the same bytes.
std::string write_record(const Extraction& extraction);

/// A claim that was taken out, as one JSON object without a line end: {"file","document","subject","subject_type","predicate","object",
/// "object_type" (or "value","datatype"), polarity and so on as in a record,"evidence":[{"start","end","text"}],"axiom","reason"}. Ends are words,
/// so that it reads alone. `file`: where the document was read from, "" where from no file.
std::string write_rejection(const Extraction& extraction, const Rejection& rejection, std::string_view file);

}  // namespace relata
