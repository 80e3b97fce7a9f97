#include <relata/link/name_form.hpp>

#include <relata/core/utf8.hpp>
#include <relata/link/given_names.hpp>
#include <relata/core/fold_name.hpp>

#include <algorithm>
#include <array>

namespace relata {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Folded, so without dots: "S.p.A." is spa.
constexpr std::array<std::string_view, 36> kLegalForms{
    "inc", "incorporated", "corp", "corporation", "co", "company", "cos", "companies", "ltd", "limited", "llc", "llp", "lp", "plc", "ag", "gmbh", "kg", "kgaa",
    "sa",  "spa",          "srl",  "sarl",        "sas", "nv",     "bv",  "ab",        "asa", "oyj",     "oy",  "aps", "as", "kk",  "pty", "bhd", "pjsc", "jsc"};
constexpr std::array<std::string_view, 6> kLeadingLegalForms{"oao", "ooo", "zao", "pao", "pjsc", "ojsc"};
constexpr std::array<std::string_view, 8> kMaleTitles{"mr", "sir", "lord", "king", "prince", "sheikh", "sheik", "herr"};
constexpr std::array<std::string_view, 9> kFemaleTitles{"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "mme", "frau"};
constexpr std::array<std::string_view, 14> kOtherTitles{"dr", "prof", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "rev", "sen", "rep", "gov", "professor"};
constexpr std::array<std::string_view, 6> kSuffixes{"jr", "sr", "ii", "iii", "iv", "junior"};

/// "Arlando's" and "Arlandos'", in either apostrophe.
std::string_view without_possessive(std::string_view name) {
  for (const std::string_view ending : {std::string_view("'s"), std::string_view("’s")})
    if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  for (const std::string_view ending : {std::string_view("'"), std::string_view("’")})
    if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

std::string initials_of(std::string_view name) {
  std::string out;
  bool at_word = true;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = decode(name, at);
    if (at_word && is_upper(c.value)) append_utf8(out, c.value);
    at_word = is_space(c.value) || c.value == U'-';
    at += c.size;
  }
  return out;
}

bool agree(const std::string& a, const std::string& b) {
  if (a == b || is_short_for(a, b) || is_short_for(b, a)) return true;
  return (a.size() == 1 && b.starts_with(a)) || (b.size() == 1 && a.starts_with(b));
}

/// Whether each of the fewer names agrees with one of the more, in order.
bool is_selection(std::vector<std::string> fewer, const std::vector<std::string>& more) {
  auto next = more.begin();
  for (const std::string& name : fewer) {
    while (next != more.end() && !agree(name, *next)) ++next;
    if (next == more.end()) return false;
    ++next;
  }
  return true;
}

NameForm read_whole_name(std::string_view text) {
  NameForm form;
  for (const std::string_view article : {std::string_view("the "), std::string_view("The "), std::string_view("THE ")})
    if (text.size() > article.size() && text.starts_with(article)) text.remove_prefix(article.size());
  form.written = text;
  form.folded = fold_name(form.written);
  for (std::size_t at = 0; at < form.folded.size();) {
    const std::size_t end = std::min(form.folded.find(' ', at), form.folded.size());
    form.words.push_back(form.folded.substr(at, end - at));
    at = end + 1;
  }
  form.initials = initials_of(form.written);
  while (form.words.size() > 1 && is_courtesy_title_word(form.words.front())) {
    if (form.gender == Gender::kUnknown) form.gender = gender_of_title(form.words.front());
    form.folded.erase(0, form.words.front().size() + 1);
    form.words.erase(form.words.begin());
  }
  return form;
}

}  // namespace

bool NameForm::is_capitals() const {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < written.size();) {
    const CodePoint c = decode(written, at);
    if (is_letter(c.value) && !is_upper(c.value)) return false;
    if (is_space(c.value)) return false;
    capitals += is_upper(c.value);
    at += c.size;
  }
  return capitals >= 2;
}

NameForm read_name(std::string_view text) { return read_whole_name(without_possessive(text)); }

NameForm read_name(std::string_view text, const NameLookup& known) {
  const bool own = text.ends_with("'s") && known.find_name(text);
  return own ? read_whole_name(text) : read_name(text);
}

std::string_view without_legal_form(std::string_view folded) {
  std::string_view left = folded;
  for (std::size_t space = left.rfind(' '); space != std::string_view::npos; space = left.rfind(' ')) {
    const std::string_view last = left.substr(space + 1);
    // "merck and co": the "and" goes with the "co".
    if (!is_one_of(last, kLegalForms) && !(last == "and" && left.size() < folded.size())) break;
    left = left.substr(0, space);
  }
  const std::size_t first = left.find(' ');
  if (first != std::string_view::npos && is_one_of(left.substr(0, first), kLeadingLegalForms)) left.remove_prefix(first + 1);
  return left;
}

Gender gender_of_title(std::string_view word) {
  const std::string folded = fold_name(word);
  if (is_one_of(folded, kMaleTitles)) return Gender::kMale;
  return is_one_of(folded, kFemaleTitles) ? Gender::kFemale : Gender::kUnknown;
}

bool is_courtesy_title_word(std::string_view folded) {
  return is_one_of(folded, kMaleTitles) || is_one_of(folded, kFemaleTitles) || is_one_of(folded, kOtherTitles);
}

std::string_view word_before(const Document& document, Span span) {
  const std::string_view text = document.text;
  std::size_t end = span.begin;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '.')) --end;
  std::size_t begin = end;
  while (begin > 0 && ((text[begin - 1] | 0x20) >= 'a' && (text[begin - 1] | 0x20) <= 'z')) --begin;
  return text.substr(begin, end - begin);
}

bool has_capitals_of(std::string_view known, std::string_view written) {
  const auto words = [](std::string_view text) {
    std::vector<char32_t> first_letters;
    for (std::size_t at = 0; at < text.size(); at = std::min(text.find(' ', at), text.size() - 1) + 1) first_letters.push_back(decode(text, at).value);
    return first_letters;
  };
  const std::vector<char32_t> a = words(known), b = words(written);
  if (a.empty() || b.empty()) return false;
  if (is_upper(a.front()) && !is_upper(b.front())) return false;
  if (a.size() != b.size()) return true;
  for (std::size_t i = 1; i < a.size(); ++i)
    if (is_upper(a[i]) && is_letter(b[i]) && !is_upper(b[i])) return false;
  return true;
}

std::vector<std::string> without_suffix(std::vector<std::string> words) {
  while (words.size() > 1 && is_one_of(words.back(), kSuffixes)) words.pop_back();
  return words;
}

bool may_be_same_person(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto parts = [](const std::vector<std::string>& words) {
    const std::vector<std::string> names = without_suffix(words);
    return std::pair(names, std::vector(words.begin() + static_cast<std::ptrdiff_t>(names.size()), words.end()));
  };
  const auto [names_a, suffix_a] = parts(a);
  const auto [names_b, suffix_b] = parts(b);
  if (suffix_a != suffix_b || names_a.size() < 2 || names_b.size() < 2 || names_a.back() != names_b.back()) return false;
  std::vector<std::string> given_a(names_a.begin(), names_a.end() - 1), given_b(names_b.begin(), names_b.end() - 1);
  return given_a.size() <= given_b.size() ? is_selection(given_a, given_b) : is_selection(given_b, given_a);
}

}  // namespace relata
