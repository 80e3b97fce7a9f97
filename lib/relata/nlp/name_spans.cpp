#include <relata/nlp/name_spans.hpp>

#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace relata {
namespace {

std::string_view without_dot(std::string_view form) { return form.size() > 1 && form.ends_with('.') ? form.substr(0, form.size() - 1) : form; }

template <std::size_t N>
bool is_one_of(std::string_view form, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), form) != words.end();
}

/// Written behind a name they can be nothing else.
bool is_strict_legal_form(std::string_view form) {
  static constexpr std::array<std::string_view, 24> words{"Inc", "Corp", "Ltd", "Plc", "PLC", "LLC", "AG", "GmbH", "NV", "SpA", "LLP", "Incorporated",
                                                           "S.A", "N.V", "B.V", "S.p.A", "S.A.S", "S.r.l", "Pty", "Oyj", "ASA", "KGaA", "PJSC", "OJSC"};
  return is_one_of(without_dot(form), words);
}

/// Words of names, too: "Company of Heroes".
bool is_legal_form(std::string_view form) {
  static constexpr std::array<std::string_view, 4> words{"Co", "Cos", "Corporation", "Limited"};
  return is_strict_legal_form(form) || is_one_of(without_dot(form), words);
}

bool is_and(std::string_view form) { return form == "and" || form == "&"; }

/// The sign of a share at an exchange: "GM", "VOWG.F".
bool is_ticker(std::string_view form) {
  std::size_t letters = 0;
  for (const char c : form) {
    if (c != '.' && (c < 'A' || c > 'Z')) return false;
    letters += c != '.';
  }
  return letters >= 1 && letters <= 5;
}

/// Words that begin the names of storms, operations and ships; nobody else is called so.
std::string_view class_of_kind(std::string_view form) {
  static constexpr std::array<std::string_view, 5> events{"Hurricane", "Typhoon", "Cyclone", "Storm", "Operation"};
  static constexpr std::array<std::string_view, 11> ships{"HMS", "HMAS", "HMCS", "HMNZS", "USS", "USNS", "RMS", "INS", "RFA", "MV", "FV"};
  return is_one_of(form, events) ? core_class::kEvent : is_one_of(form, ships) ? core_class::kProduct : std::string_view{};
}

/// Titles that the reader leaves out of a ship's name.
bool is_title_of_ship(std::string_view form) { return is_one_of(form, std::array<std::string_view, 6>{"King", "Lady", "Prince", "Princess", "Queen", "Sir"}); }

/// Words that end the names of places; nobody is called so.
bool ends_place(std::string_view form) {
  static constexpr std::array<std::string_view, 8> words{"Shoal", "Reef", "Atoll", "Strait", "Peninsula", "Archipelago", "Glacier", "Plateau"};
  return is_one_of(form, words);
}

/// "11th", "2nd".
bool is_ordinal(std::string_view form) {
  const std::size_t digits = form.find_first_not_of("0123456789");
  return digits != 0 && digits != form.npos && is_one_of(form.substr(digits), std::array<std::string_view, 4>{"st", "nd", "rd", "th"});
}

}  // namespace

NameSpans::NameSpans(const Document& document, const NameLookup& known) : document_(document), known_(known) {
  plain_legal_forms_ = std::any_of(document.tokens.begin(), document.tokens.end(), [](const Token& token) { return is_legal_form(token.form) && !token.form.ends_with('.'); });
  const auto size = static_cast<std::uint32_t>(document.tokens.size());
  for (std::uint32_t word = 0; word + 2 < size; ++word)
    if (document.tokens[word + 1].form == "'s" && document.tokens[word].upos == "PROPN" && is_possessive_of_name(word, word + 1, size)) own_possessives_.insert(document.at(bytes(word, word + 2)));
}

std::vector<NameSpan> NameSpans::set_right(const std::vector<NameSpan>& names) const {
  std::vector<NameSpan> out;
  std::uint32_t taken = 0;  // tokens before are part of a name
  for (std::size_t i = 0; i < names.size(); ++i) {
    NameSpan name = names[i];
    if (name.end == name.first + 1 && is_pronoun_form(document_.tokens[name.first].form)) continue;
    if (i + 1 < names.size() && is_title_before(name, names[i + 1])) continue;
    name.first = std::max(name.first, taken);
    while (taken > 0 && name.first < name.end && name.first == taken && is_and(document_.tokens[name.first].form)) name.first = ++taken;
    while (name.first < name.end && is_edge(name.end - 1)) --name.end;
    if (name.first < name.end && is_party_letter(document_, name.first)) name.first += 2;  // "(R-Tex.)"
    if (name.first >= name.end) continue;
    name.end = without_headline_noun(name.first, name.end);
    name.end = with_syllable(name.first, name.end);
    name.end = with_number(with_legal_form(with_partner(with_body(name.first, without_party(name.first, known_end(name.first, name.end))))));
    const std::string& first = document_.tokens[name.first].form;
    if (name.end - name.first > 1 && (first == "the" || first == "The") &&
        (known_.find_name(document_.at(bytes(name.first + 1, name.end))) || !known_.find_name(document_.at(bytes(name.first, name.end)))))
      ++name.first;
    take_beginning(name, out);
    if (!out.empty() && (is_rest_of_firm(out.back(), name) || is_before_partner(out.back(), name) || is_surname_before(out.back(), name) || is_nickname_between(out.back(), name))) {
      name.first = out.back().first;
      out.pop_back();
    }
    add_pieces(name, out);
    taken = std::max(taken, out.empty() ? 0 : out.back().end);
  }
  return out;
}

/// "Emeritus | Professor Jane Roe", "General | Jane Roe", read as two names.
bool NameSpans::is_title_before(const NameSpan& name, const NameSpan& next) const {
  static constexpr std::array<std::string_view, 13> titles{"Admiral", "Archbishop", "Bishop", "Brigadier", "Captain", "Colonel", "Emeritus", "General", "Honorable", "Honourable", "Lieutenant", "Major", "Professor"};
  const bool touch = next.first == name.end || (next.first == name.end + 1 && document_.tokens[name.end].form == "Professor");
  return touch && name.end - name.first == 1 && is_one_of(document_.tokens[name.first].form, titles);
}

bool NameSpans::is_headline_noun(std::string_view form) {
  return is_one_of(to_lower(form), std::array<std::string_view, 17>{"ban", "bid", "clash", "clashes", "crisis", "deal", "dispute", "fears", "plan", "probe", "raid", "row", "talks", "tension", "tensions",
                                                                    "threat", "trip"});
}

/// "Asia Worries About South China Sea | Row": where all words have capitals, a noun of quarrels and dealings behind a known name is none of it.
std::uint32_t NameSpans::without_headline_noun(std::uint32_t first, std::uint32_t end) const {
  if (end - first < 2 || !is_headline_noun(document_.tokens[end - 1].form)) return end;
  if (!known_.find_name(document_.at(bytes(first, end - 1))) || known_.find_name(document_.at(bytes(first, end)))) return end;
  const std::uint32_t sentence = sentence_of(document_, first);
  if (sentence == kNone) return end;
  return has_small_words(document_.sentences[sentence]) ? end : end - 1;
}

/// Whether the line is no headline with a capital on each word.
bool NameSpans::has_small_words(const Sentence& line) const {
  const auto begin = document_.tokens.begin() + line.first_token;
  return std::any_of(begin, begin + line.token_count, [](const Token& token) { return token.form.size() > 4 && is_letter(decode(token.form, 0).value) && !is_upper(decode(token.form, 0).value); });
}

/// What no name ends with: a comma or colon; a preposition; a possessive that a blank parts from it ("Union of Tito 's").
bool NameSpans::is_edge(std::uint32_t token) const {
  const Token& word = document_.tokens[token];
  if (is_one_of(word.form, std::array<std::string_view, 12>{",", ":", ";", "(", "–", "at", "by", "for", "from", "in", "of", "with"})) return true;
  return (word.form == "'s" || word.form == "’s") && token > 0 && document_.tokens[token - 1].span.end < word.span.begin;
}

/// `before`: the names so far; one that is only the beginning of this one goes. Ships are called by several words: "HMS | Queen | Elizabeth".
void NameSpans::take_beginning(NameSpan& name, std::vector<NameSpan>& before) const {
  const std::uint32_t sentence = sentence_of(document_, name.first);
  if (sentence == kNone) return;
  for (std::uint32_t at = name.first; at > document_.sentences[sentence].first_token && name.first - at < 2 && is_upper(decode(document_.tokens[at].form, 0).value);) {
    const std::string& form = document_.tokens[--at].form;
    const bool is_next = at + 1 == name.first, is_name = !before.empty() && before.back().end > at;
    if (is_name && before.back().end - before.back().first > 1) return;
    if (is_next ? !class_of_kind(form).empty() || (is_name && is_ordinal(form)) : class_of_kind(form) == core_class::kProduct) {
      if (is_name) before.pop_back();
      name.first = at;
      return;
    }
    if (is_name || !is_title_of_ship(form)) return;
  }
}

std::string_view NameSpans::class_by_kind(std::uint32_t first, std::uint32_t end) const {
  if (end - first < 2) return {};
  return ends_place(document_.tokens[end - 1].form) ? core_class::kPlace : class_of_kind(document_.tokens[first].form);
}

std::uint32_t NameSpans::known_end(std::uint32_t first, std::uint32_t end) const {
  const std::uint32_t sentence = sentence_of(document_, first);
  if (sentence == kNone) return end;
  const std::uint32_t last = document_.sentences[sentence].first_token + document_.sentences[sentence].token_count;
  for (std::uint32_t longer = std::min(last, first + known_.longest_name()); longer > end; --longer) {
    if (!is_upper(decode(document_.tokens[longer - 1].form, 0).value)) continue;
    const auto name = known_.find_name(document_.at(bytes(first, longer)));
    if (!name || name->role != NameRole::kName) continue;
    // "Clearwater, Florida" is two names, "Washington, D.C." one.
    const auto behind = end + 1 < longer && document_.tokens[end].form == "," ? known_.find_name(document_.at(bytes(end + 1, longer))) : std::nullopt;
    if (!behind || behind->iri == name->iri) return longer;
  }
  return is_possessive_of_name(first, end, last) ? end + 1 : end;
}

/// "Moody | 's | cut its rating": the possessive of a known name, where it owns nothing.
bool NameSpans::is_possessive_of_name(std::uint32_t first, std::uint32_t end, std::uint32_t last) const {
  if (end + 1 >= last || document_.tokens[end].form != "'s") return false;
  if (own_possessives_.contains(document_.at(bytes(first, end + 1)))) return true;
  const std::uint32_t head = governor(document_, end);
  if (head == kNone || head < first || head >= end || is_one_of(document_.tokens[head].deprel, std::array<std::string_view, 2>{"nmod:poss", "nmod"})) return false;
  const auto name = known_.find_name(document_.at(bytes(first, end + 1)));
  return name && name->role == NameRole::kName;
}

std::uint32_t NameSpans::without_party(std::uint32_t first, std::uint32_t end) const {
  const bool party = end - first > 1 && is_one_of(document_.tokens[end - 1].form, std::array<std::string_view, 2>{"Democratic", "Republican"});
  const bool before_noun = party && end < document_.tokens.size() && is_one_of(to_lower(document_.tokens[end].form), std::array<std::string_view, 10>{"candidate", "candidates", "caucus", "caucuses", "convention", "debate", "nominee", "primaries", "primary", "voters"});
  return before_noun && known_.find_name(document_.at(bytes(first, end - 1))) ? end - 1 : end;
}

std::uint32_t NameSpans::with_body(std::uint32_t first, std::uint32_t end) const {
  static constexpr std::array<std::string_view, 19> words{"Agency", "Army", "Association", "Authority", "Battalion", "Brigade", "Bureau", "Command", "Commission", "Committee",
                                                          "Corps", "Council", "Federation", "Fleet", "Forces", "Guard", "Institute", "Regiment", "Union"};
  const std::uint32_t sentence = sentence_of(document_, first);
  if (sentence == kNone || end - first < 2) return end;
  const Sentence& line = document_.sentences[sentence];
  if (end >= line.first_token + line.token_count || !is_one_of(document_.tokens[end].form, words) || document_.tokens[end - 1].span.end + 1 != document_.tokens[end].span.begin) return end;
  return has_small_words(line) ? end + 1 : end;
}

std::uint32_t NameSpans::with_partner(std::uint32_t end) const {
  const auto& tokens = document_.tokens;
  return end + 1 < tokens.size() && tokens[end].form == "&" && is_upper(decode(tokens[end + 1].form, 0).value) ? end + 2 : end;
}

std::uint32_t NameSpans::with_number(std::uint32_t end) const {
  const auto& tokens = document_.tokens;
  if (end + 1 >= tokens.size() || tokens[end].form != "-" || tokens[end - 1].span.end != tokens[end].span.begin || tokens[end].span.end != tokens[end + 1].span.begin) return end;
  const std::string& number = tokens[end + 1].form;
  return number.size() < 5 && number.find_first_not_of("0123456789") == std::string::npos ? end + 2 : end;
}

std::uint32_t NameSpans::with_syllable(std::uint32_t first, std::uint32_t end) const {
  constexpr std::size_t kLongest = 5;  // letters
  const auto& tokens = document_.tokens;
  if (end < first + 2 || tokens[end - 1].form != "-" || tokens[end - 2].span.end != tokens[end - 1].span.begin) return end;
  const bool attached = end < tokens.size() && tokens[end - 1].span.end == tokens[end].span.begin;
  const bool syllable = attached && tokens[end].form.size() <= kLongest && is_letter(decode(tokens[end].form, 0).value) && !is_upper(decode(tokens[end].form, 0).value);
  return syllable ? end + 1 : end - 1;
}

std::uint32_t NameSpans::with_legal_form(std::uint32_t end) const {
  const std::uint32_t sentence = sentence_of(document_, end - 1);
  if (sentence == kNone) return end;
  const std::uint32_t last = document_.sentences[sentence].first_token + document_.sentences[sentence].token_count;
  const auto form = [&](std::uint32_t token) -> const std::string& { return document_.tokens[token].form; };
  while (end < last) {
    if (is_strict_legal_form(form(end))) ++end;
    else if (end + 1 < last && is_and(form(end)) && without_dot(form(end + 1)) == "Co") end += 2;
    else break;
  }
  return end;
}

bool NameSpans::is_company(std::uint32_t first, std::uint32_t end) const { return end - first > 1 && is_legal_form(document_.tokens[end - 1].form); }

void NameSpans::add_pieces(NameSpan name, std::vector<NameSpan>& into) const {
  const auto form = [&](std::uint32_t token) -> const std::string& { return document_.tokens[token].form; };
  for (std::uint32_t i = name.first + 1; i + 1 < name.end; ++i) {
    if (!is_legal_form(form(i)) || is_legal_form(form(i + 1))) continue;
    const bool is_joint = is_and(form(i + 1)) && i + 2 < name.end && is_legal_form(form(i + 2));
    const bool is_end = is_strict_legal_form(form(i)) || form(i + 1) == "of" || is_and(form(i + 1)) || is_ticker(form(i + 1));
    if (is_joint || !is_end || known_.find_name(document_.at(bytes(name.first, name.end)))) continue;
    NameSpan piece = name;
    piece.end = i + 1;
    into.push_back(piece);
    std::uint32_t next = i + 1;
    // Behind "of" stands where it is, behind the name its sign: the reader finds known names among them by itself.
    if (form(next) == "of" || (is_ticker(form(next)) && next + 1 == name.end)) return;
    while (next < name.end && !is_upper(decode(form(next), 0).value)) ++next;
    if (next < name.end) add_pieces({next, name.end, name.type, name.confidence}, into);
    return;
  }
  into.push_back(name);
}

/// "Roe | , | Berg and Co": nobody lists a person and a firm so.
bool NameSpans::is_before_partner(const NameSpan& before, const NameSpan& name) const {
  const auto form = [&](std::uint32_t token) -> const std::string& { return document_.tokens[token].form; };
  return before.end + 1 == name.first && form(before.end) == "," && before.end - before.first <= 2 && name.end - name.first >= 3 &&
         is_and(form(name.first + 1)) && is_legal_form(form(name.first + 2));
}

/// "Lowe's | Companies Inc.", read as two: the second has no name.
bool NameSpans::is_rest_of_firm(const NameSpan& before, const NameSpan& name) const {
  const auto says_nothing = [&](const Token& token) { return is_legal_form(token.form) || is_one_of(token.form, std::array<std::string_view, 4>{"Companies", "Company", "Group", "Holdings"}); };
  return before.end == name.first && is_company(name.first, name.end) && std::all_of(document_.tokens.begin() + name.first, document_.tokens.begin() + name.end, says_nothing);
}

/// "Leung | Che-cheung", read as two of one type.
bool NameSpans::is_surname_before(const NameSpan& before, const NameSpan& name) const {
  return before.end == name.first && before.end - before.first == 1 && before.type == name.type && name.end - name.first == 3 && document_.tokens[name.first + 1].form == "-" &&
         !is_upper(decode(document_.tokens[name.end - 1].form, 0).value) && document_.tokens[before.first].form.find('.') == std::string::npos;
}

/// 'Juan "Chico" | Roe', 'Juan | "Chico" Roe', read as two of one type.
bool NameSpans::is_nickname_between(const NameSpan& before, const NameSpan& name) const {
  const auto is_quote = [&](std::uint32_t token) { return is_one_of(document_.tokens[token].form, std::array<std::string_view, 8>{"\"", "“", "”", "'", "‘", "’", "``", "''"}); };
  const auto quotes = [&](std::uint32_t first, std::uint32_t end) {
    std::uint32_t count = 0;
    for (std::uint32_t token = first; token < end; ++token) count += is_quote(token);
    return count;
  };
  // Two quotation marks from the first word to the last, none of them around all of a name.
  return before.type == name.type && name.first <= before.end + 1 && name.end - before.first <= 7 && !is_quote(before.first) && !is_quote(name.end - 1) &&
         quotes(before.first, name.end) == 2 && quotes(before.end, name.first) == (name.first - before.end);
}

Span NameSpans::bytes(std::uint32_t first, std::uint32_t end) const {
  Span span{document_.tokens[first].span.begin, document_.tokens[end - 1].span.end};
  const Token& last = document_.tokens[end - 1];
  if (plain_legal_forms_ && is_legal_form(last.form) && last.form.find('.') + 1 == last.form.size() && last.span.size() == last.form.size()) --span.end;
  return span;
}

}  // namespace relata
