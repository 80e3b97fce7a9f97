// Where names end: the model's spans of names, set right by what a wire's way of writing says and by what is known.
#pragma once
#include <relata/core/name_lookup.hpp>
#include <relata/nlp/language_model.hpp>

#include <set>
#include <string_view>
#include <vector>

namespace relata {

class NameSpans {
 public:
  NameSpans(const Document& document, const NameLookup& known);  ///< both must outlive it

  /// The names, in text order and without overlap:
  /// - a known name that begins with a name's first word and goes on is that name ("Office of Management | and Budget");
  /// - a legal form ends a name: what follows is another one or none ("Arland Corp | of Portona", "Roe Co | ARO", "Roe Inc | and Berg Co");
  /// - partners of one firm are one name ("Roe, Berg and Co");
  /// - an article is no part of a name, save of a known one ("The Hague");
  /// - a known name keeps its own possessive where it owns nothing, and then everywhere ("Moody's | cut its rating");
  /// - the word for its kind begins the name of a storm, a ship or an operation ("Hurricane | Ian", "HMS | Queen Anne"), and an ordinal the name that
  ///   stands right behind it ("116th | Congress").
  std::vector<NameSpan> set_right(const std::vector<NameSpan>& names) const;

  /// Bytes of a name over tokens [first, end). The full stop of a sentence is no part of it, though the tokenizer leaves it with "Inc." where the
  /// document writes its legal forms without one.
  Span bytes(std::uint32_t first, std::uint32_t end) const;

  /// IRI of the class that the word for its kind gives a name: an event for "Hurricane Ian", a product for "HMS Queen Anne", a place for "Roe Shoal";
  /// "" for none.
  std::string_view class_by_kind(std::uint32_t first, std::uint32_t end) const;

  /// Whether the name ends in a legal form.
  bool is_company(std::uint32_t first, std::uint32_t end) const;

  /// What headlines put behind names, of which it is no part: "South China Sea Row".
  static bool is_headline_noun(std::string_view form);

 private:
  std::uint32_t known_end(std::uint32_t first, std::uint32_t end) const;
  bool is_possessive_of_name(std::uint32_t first, std::uint32_t end, std::uint32_t last) const;
  /// "Park Ji- | min" ends with its last syllable, "NBC- | Journal" before the hyphen.
  std::uint32_t with_syllable(std::uint32_t first, std::uint32_t end) const;
  /// "New Hampshire | Democratic primary".
  std::uint32_t without_party(std::uint32_t first, std::uint32_t end) const;
  /// "Iraqi Security | Forces", of which the reader saw only the beginning.
  std::uint32_t with_body(std::uint32_t first, std::uint32_t end) const;
  /// "Social Science | & Medicine".
  std::uint32_t with_partner(std::uint32_t end) const;
  bool has_small_words(const Sentence& line) const;
  /// "Luna | -25".
  std::uint32_t with_number(std::uint32_t end) const;
  std::uint32_t with_legal_form(std::uint32_t end) const;
  void add_pieces(NameSpan name, std::vector<NameSpan>& into) const;
  std::uint32_t without_headline_noun(std::uint32_t first, std::uint32_t end) const;
  bool is_edge(std::uint32_t token) const;
  bool is_title_before(const NameSpan& name, const NameSpan& next) const;
  void take_beginning(NameSpan& name, std::vector<NameSpan>& before) const;
  bool is_before_partner(const NameSpan& before, const NameSpan& name) const;
  bool is_rest_of_firm(const NameSpan& before, const NameSpan& name) const;
  bool is_surname_before(const NameSpan& before, const NameSpan& name) const;
  bool is_nickname_between(const NameSpan& before, const NameSpan& name) const;

  const Document& document_;
  const NameLookup& known_;
  std::set<std::string_view> own_possessives_;  // "Moody's", where the document uses it as a name once; its possessive looks the same
  bool plain_legal_forms_ = false;  // "Inc" without its dot stands somewhere
};

}  // namespace relata
