// Small closed classes of English: function words, auxiliaries, negation, modality, verbs of saying.
// They are facts of the language, not of any ontology; the model-free stages lean on them.
#pragma once
#include <relata/core/extraction.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace relata {

enum class WordClass {
  kOther,
  kDeterminer,
  kPreposition,
  kConjunction,
  kPronoun,
  kAuxiliary,  ///< forms of be, have, do
  kModal,
  kNegation,
  kRelative,  ///< that, which, who, whose, where, when
};

/// The closed class of a lower-case word; kOther for open-class words and everything unknown.
WordClass word_class(std::string_view lower);

/// Lower-case base forms the word may be an inflection of, itself first: "signed" gives signed, sign, signe.
/// No dictionary is asked, so wrong guesses are in it; they meet a wording only if they spell it.
std::vector<std::string> possible_lemmas(std::string_view form);
/// "withdraw" of "withdrew"; "" of regular and unknown forms.
std::string_view irregular_lemma(std::string_view lower);

/// Words before an office that say that it was held once or is not held yet: "former", "then".
bool ends_office(std::string_view lower);

/// Whether `form` may be an inflected verb of saying ("said", "stressed", "told").
bool is_saying(std::string_view form);

bool is_opening_quote(std::string_view form);
bool is_closing_quote(std::string_view form);

/// What words before a predicate do to it.
struct Modality {
  Polarity polarity = Polarity::kAffirmed;
  Certainty certainty = Certainty::kCertain;
};
/// Reads cues in tokens [begin, end) of `tokens`: "not", "may", "will", "hope", "if". The strongest doubt wins.
Modality read_modality(const std::vector<Token>& tokens, std::uint32_t begin, std::uint32_t end);

}  // namespace relata
