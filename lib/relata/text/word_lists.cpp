#include <relata/text/word_lists.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace relata {
namespace {

using Words = std::unordered_set<std::string_view>;

constexpr std::size_t kLongestListed = 24;  // no list has a longer word: longer ones are not even folded

bool is_listed(const Words& words, std::string_view word) {
  return word.size() <= kLongestListed && words.contains(to_lower(word));
}

/// "can't" with a straight apostrophe, lower-cased, so that one list serves all spellings.
std::string plain(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    append_utf8(out, c.value == U'’' || c.value == U'`' || c.value == U'ʼ' ? U'\'' : to_lower(c.value));
    at += c.size;
  }
  return out;
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  using enum Abbreviation;
  static const std::unordered_map<std::string_view, Abbreviation> kCapitalised = [] {
    std::unordered_map<std::string_view, Abbreviation> out;
    for (const std::string_view w :
         {"Mr",   "Mrs",  "Ms",    "Dr",   "Drs",  "St",   "Ft",   "Mt",    "Prof", "Gen",  "Gov",  "Sen",  "Sens", "Rep",
          "Reps", "Rev",  "Lt",    "Col",  "Sgt",  "Capt", "Cmdr", "Maj",   "Adm",  "Brig", "Hon",  "Pres", "Msgr", "Mlle",
          "Mme",  "Messrs", "Supt", "Atty", "Amb", "Spec", "Cpl",  "Pvt",   "Fr",   "Sr",   "Det",  "Insp", "Attn"})
      out[w] = kBeforeName;
    for (const std::string_view w : {"No", "Nos", "Art", "Sec", "Fig", "Figs", "Vol", "Para", "Ch", "Eq"}) out[w] = kBeforeNumber;
    for (const std::string_view w : {"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
                                     "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun"})
      out[w] = kCalendar;
    for (const std::string_view w :
         {"Inc", "Corp",  "Co",   "Ltd",  "Bros", "Jr",   "Esq",  "Ave", "Blvd", "Rd",   "Dept", "Univ", "Assn", "Ph",
          "Calif", "Conn", "Fla",  "Mass", "Mich", "Minn", "Pa",   "Tenn", "Tex", "Va",   "Vt",   "Wash", "Wis",  "Ill",
          "Ariz",  "Ark",  "Colo", "Kan",  "Ky",   "La",   "Md",   "Miss", "Mo",  "Mont", "Neb",  "Nev",  "Okla", "Ore",
          "Sask",  "Que",  "Ont",  "Jnr",  "Snr",  "Cie",  "Conf", "Eng",  "Dist", "Intl", "Natl"})
      out[w] = kAnywhere;
    return out;
  }();
  static const std::unordered_map<std::string_view, Abbreviation> kAnyCase = [] {
    std::unordered_map<std::string_view, Abbreviation> out;
    for (const std::string_view w : {"vs", "approx", "esp", "cf", "viz", "mrs", "mr", "dr", "incl"}) out[w] = kBeforeName;
    for (const std::string_view w : {"p", "pp", "c", "ca", "b", "d", "vol", "fig", "ext", "nr"}) out[w] = kBeforeNumber;
    for (const std::string_view w : {"etc", "al", "eg", "ie", "lb", "lbs", "oz", "yr", "yrs", "hrs", "mins", "hwy", "tel"})
      out[w] = kAnywhere;
    return out;
  }();
  if (word.empty() || word.size() > 8) return kNone;
  if (const auto found = kCapitalised.find(word); found != kCapitalised.end()) return found->second;
  const std::string folded = to_lower(word);
  if (const auto found = kAnyCase.find(folded); found != kAnyCase.end()) return found->second;
  return kNone;
}

std::size_t clitic_size(std::string_view word) {
  static const Words kAfterApostrophe{"s", "m", "d", "re", "ve", "ll"};
  // Written without an apostrophe: bytes of the second word.
  static const std::unordered_map<std::string_view, std::size_t> kWhole{
      {"cannot", 3}, {"gonna", 2},  {"wanna", 2},  {"gotta", 2},   {"dont", 2},    {"didnt", 2},  {"doesnt", 2},
      {"isnt", 2},   {"wasnt", 2},  {"wont", 2},   {"wouldnt", 2}, {"couldnt", 2}, {"cant", 2},   {"havent", 2},
      {"arent", 2},  {"hasnt", 2},  {"shouldnt", 2}, {"aint", 2},  {"im", 1},      {"ive", 2},    {"thats", 1},
      {"youre", 2},  {"theyre", 2}, {"youll", 2},  {"itll", 2},       {"whats", 1},  {"theres", 1}};
  constexpr std::size_t kLongest = 400;  // no word of a language; keeps hostile input cheap
  if (word.size() < 2 || word.size() > kLongest) return 0;
  if (word.size() <= 8 && word != "IM") {
    if (const auto found = kWhole.find(to_lower(word)); found != kWhole.end()) return found->second;
  }
  const std::string_view tail = word.substr(word.size() > 8 ? word.size() - 8 : 0);
  for (const std::string_view mark : {"'", "’", "`", "ʼ"}) {
    const std::size_t at = tail.rfind(mark);
    if (at == std::string_view::npos) continue;
    const std::string after = plain(tail.substr(at + mark.size()));
    const std::size_t from_mark = tail.size() - at;
    if (from_mark >= word.size()) continue;  // the clitic stands alone
    if (after == "t" && at >= 1 && (tail[at - 1] | 0x20) == 'n' && from_mark + 1 < word.size()) return from_mark + 1;
    if (kAfterApostrophe.contains(after)) return from_mark;
  }
  return 0;
}

bool is_kept_prefix(std::string_view word) {
  static const Words kPrefixes{"non",  "e",    "re",    "anti",  "co",   "mid",    "pre",    "pro",   "cross", "post",  "semi",
                               "multi", "ex",  "sub",   "counter", "mini", "socio", "psycho", "micro", "intra", "ultra", "inter",
                               "un",   "neo",  "proto", "over",  "uh",   "hm",    "super"};
  return is_listed(kPrefixes, word);
}

bool is_unit(std::string_view word) {
  static const std::unordered_set<std::string_view> kUnits{
      "m",  "k",  "b",  "pm", "am", "M",  "K",  "AM",  "PM",  "mm",  "ft", "bn", "cm", "kg", "Hz",  "km",  "C",
      "MB", "GB", "TB", "KB", "lb", "lbs", "mph", "kHz", "MHz", "GHz", "kW", "MW", "kWh", "nm", "ml", "mg", "mi",
      "hrs", "min", "mins", "tn", "mn", "p.m.", "a.m.", "km/h", "oz", "bps", "gb", "mb"};
  return kUnits.contains(word);
}

bool is_top_level_domain(std::string_view word) {
  static const Words kDomains{"com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "uk", "us", "ca", "au", "de", "fr",
                              "ru",  "az",  "ua",  "eu",  "io",  "co",  "tv",  "me",   "nl",  "it", "es", "pl", "ch", "se", "no",
                              "jp",  "cn",  "in",  "br",  "tr",  "ir",  "ge",  "kz",   "html", "htm", "php", "asp"};
  return is_listed(kDomains, word);
}

bool is_file_extension(std::string_view word) {
  static const Words kExtensions{"doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "txt", "csv", "zip", "jpg", "jpeg", "gif", "png", "mp3", "mp4", "exe"};
  return is_listed(kExtensions, word);
}

bool is_sentence_opener(std::string_view word) {
  static const Words kOpeners{
      "the",  "a",     "an",   "he",    "she",  "it",    "they",  "we",    "you",     "i",      "this",  "that",     "these", "those",
      "in",   "on",    "at",   "by",    "for",  "from",  "with",  "to",    "after",   "before", "but",   "and",      "or",    "so",
      "if",   "when",  "while", "there", "his",  "her",   "its",   "their", "our",     "my",     "your",  "however",  "as",    "what",
      "who",  "why",   "how",  "where", "some", "many",  "most",  "all",   "no",      "not",    "then",  "also",     "yet",   "since",
      "please", "is",  "are",  "was",   "were", "do",    "does",  "did",   "can",     "will",   "thanks", "although", "because", "according",
      "meanwhile", "another", "each", "both", "one", "earlier", "later", "now", "once", "other", "such", "under", "until", "let"};
  return is_listed(kOpeners, word);
}

bool has_leading_apostrophe(std::string_view word) {
  static const Words kWords{"'em", "'til", "'till", "'cause", "'tis", "'twas", "'bout", "'round", "'n", "'s",
                            "'m",  "'re",  "'ve",   "'ll",    "'d",   "'cos",  "'nuff", "'ere",   "'t"};
  return is_listed(kWords, word);
}

}  // namespace relata
