// Words that give what somebody says, thinks or wants: verbs, nouns and adjectives by lemma, each with the attitude of its source and the
// complements that hold the content. Facts of English, as in the verb classes of Levin (1993) and the attribution literature (Pareti 2015).
#pragma once
#include <relata/core/extraction.hpp>

#include <cstdint>
#include <string_view>

namespace relata {

/// What a cue takes as content; a set of bits.
enum Takes : std::uint8_t {
  kClauses = 1,      ///< "that P", "P", a quotation
  kInfinitives = 2,  ///< "to do", "doing"
  kObjects = 4,      ///< a noun phrase: "denies the charges"
  kWithObject = 8,   ///< the object belongs to the content: "urged THEM TO GO", "called IT A LIE"
};

struct Cue {
  Attitude attitude = Attitude::kSay;
  std::uint8_t takes = kClauses;
  bool speech = false;            ///< words are uttered: quotations may be its content, without a clause too
  std::string_view prepositions;  ///< whose noun phrase is content, blanks between: "for", "about of"; "" = none
};

/// The lemma in lower case, a verb with its particle ("point out") if it has one; nullptr where the word is none.
const Cue* verb_cue(std::string_view lemma);
const Cue* noun_cue(std::string_view lemma);
const Cue* adjective_cue(std::string_view lemma);

/// What tells something without being somebody: "the report says", "polls show".
bool is_document_noun(std::string_view lemma);
/// Who speaks without a noun: "many fear", "most of them think".
bool is_quantifier(std::string_view lower);
/// What somebody gives out, who then speaks: "issued a statement saying that".
bool is_sent_out(std::string_view lemma);

}  // namespace relata
