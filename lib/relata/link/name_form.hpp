// A written name taken apart: without article, title, possessive and legal form.
#pragma once
#include <relata/core/name_lookup.hpp>
#include <relata/link/group.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct NameForm {
  std::string written;             ///< without article and possessive: "Merck & Co Inc"
  std::string folded;              ///< fold_name of it: "merck and co inc"
  std::vector<std::string> words;  ///< of `folded`
  std::string initials;            ///< of its capitalised words: "MCI"
  Gender gender = Gender::kUnknown;  ///< by a title that it begins with

  bool is_capitals() const;  ///< one word of two capitals or more: "ITPP", "U.S."
};

NameForm read_name(std::string_view text);
/// "Moody's" stays whole where it is a known name, and is a possessive elsewhere.
NameForm read_name(std::string_view text, const NameLookup& known);

/// A folded name without the legal form of a company behind it ("general motors corp" general motors, "merck and co" merck) or before it
/// ("oao gazprom"). The name itself where nothing would be left.
std::string_view without_legal_form(std::string_view folded);

/// Gender that a courtesy title says: "Mrs." female; kUnknown for all other words.
Gender gender_of_title(std::string_view word);
bool is_courtesy_title_word(std::string_view folded);

/// The word that ends before the mention, up to one blank away: "Mrs" of "Mrs Roe"; "" where none does.
std::string_view word_before(const Document& document, Span span);

/// Whether a known name can be written so: where it has a capital, the text has one. "Home office" is not the Home Office.
bool has_capitals_of(std::string_view known, std::string_view written);

/// Whether two names of people can be one person's: the same surname, and given names that are equal, short forms or initials of each other or left out
/// in one. "George W. Bush" and "George H. W. Bush" can not, nor "John Roe" and "John Roe Jr.".
bool may_be_same_person(const std::vector<std::string>& a, const std::vector<std::string>& b);
/// Without "jr" and the like.
std::vector<std::string> without_suffix(std::vector<std::string> words);

}  // namespace relata
