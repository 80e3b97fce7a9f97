#include <relata/nlp/name_finder.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace relata {
namespace {

bool is_capitalised(const Token& token) { return is_upper(decode(token.form, 0).value); }

bool is_all_caps(std::string_view form) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint c = decode(form, at);
    if (is_letter(c.value)) {
      if (!is_upper(c.value)) return false;
      ++letters;
    }
    at += c.size;
  }
  return letters >= 2;
}

/// Small words inside names: "Bank of England", "Ursula von der Leyen".
bool is_connector(std::string_view form) {
  static const std::unordered_set<std::string_view> words{"of", "the", "for", "de", "del", "der", "da", "di", "van",
                                                          "von", "bin", "ibn", "al", "el", "la", "le", "du", "dos"};
  return words.contains(form);
}

/// Capitalised in English without being a name of something in the graph.
bool is_calendar_word(const std::string& lower) {
  static const std::unordered_set<std::string_view> words{
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
      "april", "may", "june", "july", "august", "september", "october", "november", "december"};
  return words.contains(lower);
}

bool is_lower_english(std::string_view form) { return form == "of" || form == "the" || form == "for"; }

/// Whether a line ends directly before the token: names do not run over lines.
bool is_line_break(const Document& document, std::uint32_t token) {
  return token > 0 && document.at({document.tokens[token - 1].span.end, document.tokens[token].span.begin}).find('\n') != std::string_view::npos;
}

/// A headline in Title Case or all capitals says nothing by its capitals.
bool is_shouting(const Document& document, const Sentence& sentence) {
  std::size_t words = 0, capitalised = 0;
  for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
    const Token& token = document.tokens[sentence.first_token + i];
    const std::string lower = to_lower(token.form);
    if (!is_letter(decode(token.form, 0).value) || is_connector(lower) || word_class(lower) != WordClass::kOther) continue;
    ++words;
    capitalised += is_capitalised(token);
  }
  return words >= 5 && capitalised == words;
}

}  // namespace

namespace {

/// Token i, behind a hyphen: the short number of a name in capitals ("MH-17", "G-20").
bool is_number_of_name(const Document& document, std::uint32_t i) {
  const Token& number = document.tokens[i];
  return number.form.size() <= 4 && number.span.begin == document.tokens[i - 1].span.end &&
         std::all_of(number.form.begin(), number.form.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         (is_all_caps(document.tokens[i - 2].form) || (document.tokens[i - 2].form.size() == 1 && is_capitalised(document.tokens[i - 2])));
}

}  // namespace

struct NameFinder::Run {
  std::uint32_t begin = 0, end = 0;  // tokens
  std::string type;
  bool known = false;
  bool adjectival = false;
  bool people = false;
};

NameFinder::NameFinder(const Ontology& ontology, const NameLookup& known)
    : ontology_(ontology), known_(known), classes_(ontology), person_(ontology.find_class(core_class::kPerson)),
      organization_(ontology.find_class(core_class::kOrganization)),
      position_(ontology.find_class(core_class::kPosition)) {}

std::vector<NameFinder::Run> NameFinder::known_runs(const Document& document, const Sentence& sentence) const {
  std::vector<Run> runs;
  const std::uint32_t last = sentence.first_token + sentence.token_count;
  for (std::uint32_t begin = sentence.first_token; begin < last; ++begin) {
    if (!is_capitalised(document.tokens[begin])) continue;
    for (std::uint32_t n = std::min(known_.longest_name(), last - begin); n > 0; --n) {
      const Span span{document.tokens[begin].span.begin, document.tokens[begin + n - 1].span.end};
      const auto name = known_.find_name(document.at(span));
      if (!name) continue;
      // "Baker" begins many a name: part of a name inside a longer capitalised run is another name.
      const bool next_to_name = (begin + n < last && is_capitalised(document.tokens[begin + n])) ||
                                (begin > sentence.first_token && is_capitalised(document.tokens[begin - 1]) &&
                                 !is_courtesy_title(document.tokens[begin - 1].form) &&
                                 classes_.nouns().ending_at(document, begin - 1, sentence.first_token).cls == kNone);
      if (name->role == NameRole::kPartial && next_to_name) break;
      Run run{begin, begin + n, name->type, true, name->role == NameRole::kAdjective, name->role == NameRole::kPeople};
      if (run.people) run.type = core_class::kGroup;
      runs.push_back(std::move(run));
      begin += n - 1;
      break;
    }
  }
  return runs;
}

void NameFinder::capitalised_runs(const Document& document, const Sentence& sentence, const InnerWords& inner_words, std::vector<Run>& runs) const {
  const std::uint32_t last = sentence.first_token + sentence.token_count;
  std::vector<char> taken(sentence.token_count, 0);
  for (const Run& run : runs)
    std::fill(taken.begin() + (run.begin - sentence.first_token), taken.begin() + (run.end - sentence.first_token), 1);
  const auto is_part = [&](std::uint32_t i) {
    return i < last && !taken[i - sentence.first_token] && is_capitalised(document.tokens[i]) &&
           !is_calendar_word(to_lower(document.tokens[i].form)) && document.tokens[i].form != "I";
  };
  for (std::uint32_t i = sentence.first_token; i < last; ++i) {
    if (!is_part(i)) continue;
    Run run{i, i + 1, {}, false, false, false};
    while (true) {
      std::uint32_t next = run.end;
      while (next < last && next - run.end < 2 && is_connector(document.tokens[next].form)) ++next;
      // "Bank of Ghana" is one name, "Roe of Ghana" is not: small English words join only behind a common noun.
      const bool english = next > run.end && is_lower_english(document.tokens[run.end].form);
      if (english && classes_.nouns().ending_at(document, run.end - 1, run.begin).cls == kNone) break;
      // Hyphens join the halves of a name: "Al - Jazeera", "Nouri al - Maliki"; and its number: "COVID - 19".
      const auto is_joining = [&](std::uint32_t hyphen) {
        return hyphen + 1 < last && document.tokens[hyphen].form == "-" && document.tokens[hyphen].span.begin == document.tokens[hyphen - 1].span.end;
      };
      if (is_joining(next) && (is_part(next + 1) || (next == run.end && is_number_of_name(document, next + 1)))) {
        ++next;
        if (!is_part(next)) {
          run.end = next + 1;
          break;
        }
      }
      if (!is_part(next) || is_line_break(document, next)) break;
      run.end = next + 1;
    }
    i = run.end - 1;
    if (const std::uint32_t title = inner_title(document, run); title > run.begin) {
      Run holder = run;
      holder.end = title;
      run.begin = title;
      if (trim(document, sentence, inner_words, holder)) runs.push_back(std::move(holder));
    }
    if (trim(document, sentence, inner_words, run)) runs.push_back(std::move(run));
  }
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.begin < b.begin; });
}

/// The token where a title begins behind an acronym and before a name ("FCO Minister Jane Roe"); none: the run's begin.
std::uint32_t NameFinder::inner_title(const Document& document, const Run& run) const {
  for (std::uint32_t i = run.begin + 1; i + 1 < run.end; ++i) {
    const ClassLexicon::Hit hit = classes_.nouns().starting_at(document, i, run.end);
    if (hit.cls != kNone && position_ != kNone && ontology_.is_a(hit.cls, position_) && i + hit.tokens < run.end &&
        is_all_caps(document.tokens[i - 1].form) && !is_connector(document.tokens[i + hit.tokens].form))
      return i;
  }
  return run.begin;
}

/// Takes off what is not part of the name: a sentence's first function word, titles. False if nothing stays.
bool NameFinder::trim(const Document& document, const Sentence& sentence, const InnerWords& inner_words, Run& run) const {
  const auto form = [&](std::uint32_t i) -> const std::string& { return document.tokens[i].form; };
  const auto begins_text = [&](std::uint32_t i) {
    return i == sentence.first_token || is_opening_quote(form(i - 1)) || form(i - 1) == ":" || form(i - 1) == "-";
  };
  while (run.begin < run.end && word_class(to_lower(form(run.begin))) != WordClass::kOther &&
         (begins_text(run.begin) || !is_all_caps(form(run.begin))))
    ++run.begin;
  for (bool stripped = true; stripped && run.begin < run.end;) {
    stripped = false;
    const auto [drop, is_position] = classes_.title_at(document, run.begin, run.end);
    // "President of the Council": a title that goes on is no name of a person.
    if (is_position && run.begin + drop < run.end && is_connector(form(run.begin + drop))) {
      run.begin += drop;
      while (run.begin < run.end && is_connector(form(run.begin))) ++run.begin;
      stripped = run.begin < run.end;
    } else if (drop > 0) {
      run.begin += drop;
      stripped = true;
      if (person_ != kNone && run.begin < run.end) run.type = core_class::kPerson;
    }
  }
  if (run.begin >= run.end) return false;
  if (run.end - run.begin > 1 || run.type == core_class::kPerson) return true;
  const std::string& word = form(run.begin);
  if (is_all_caps(word)) return true;
  if (count_code_points(word) < 2) return false;
  if (!begins_text(run.begin)) return true;
  // One capitalised word at the start of a sentence: a name only if it is one elsewhere too.
  const auto found = inner_words.find(word);
  return found != inner_words.end() && (found->second.count > 1 || found->second.last != run.begin);
}

NameFinder::InnerWords NameFinder::inner_words(const Document& document) {
  InnerWords words;
  for (const Sentence& sentence : document.sentences)
    for (std::uint32_t i = sentence.first_token + 1; i < sentence.first_token + sentence.token_count; ++i) {
      if (!is_capitalised(document.tokens[i]) || is_opening_quote(document.tokens[i - 1].form)) continue;
      Inner& inner = words[document.tokens[i].form];
      ++inner.count;
      inner.last = i;
    }
  return words;
}

void NameFinder::join_organizations(const Document& document, std::vector<Run>& runs) const {
  // "Bank of Russia", "Ukrainian Foreign Ministry": the name of an organisation takes in its place.
  const auto ends_in_organization = [&](const Run& run) {
    const auto hit = classes_.nouns().ending_at(document, run.end - 1, run.begin);
    return !run.known && hit.cls != kNone && organization_ != kNone && ontology_.is_a(hit.cls, organization_);
  };
  std::vector<Run> joined;
  for (const Run& run : runs) {
    if (!joined.empty()) {
      Run& before = joined.back();
      std::uint32_t gap = before.end;
      while (gap < run.begin && (document.tokens[gap].form == "of" || document.tokens[gap].form == "the")) ++gap;
      const bool of = gap == run.begin && gap > before.end && document.tokens[before.end].form == "of";
      if (of && run.known && !run.adjectival && ends_in_organization(before)) {
        before.end = run.end;
        continue;
      }
      if (before.end == run.begin && before.adjectival && ends_in_organization(run)) {
        const std::uint32_t begin = before.begin;
        before = run;
        before.begin = begin;
        continue;
      }
    }
    joined.push_back(run);
  }
  runs = std::move(joined);
}

void NameFinder::classify(const Document& document, const Sentence& sentence, Run& run) const {
  if (!run.type.empty()) return;
  if (const std::uint32_t cls = classes_.by_nouns(document, sentence, run.begin, run.end); cls != kNone) {
    run.type = ontology_.classes()[cls].iri;
    return;
  }
  // People speak under their full name: "Jane Roe said".
  const std::uint32_t last = sentence.first_token + sentence.token_count;
  std::uint32_t verb = run.end;
  while (verb < last && (word_class(to_lower(document.tokens[verb].form)) == WordClass::kAuxiliary)) ++verb;
  const bool speaks = (verb < last && is_saying(document.tokens[verb].form)) ||
                      (run.begin > sentence.first_token && is_saying(document.tokens[run.begin - 1].form));
  const std::uint32_t words = run.end - run.begin;
  if (speaks && words >= 2 && words <= 4 && !is_all_caps(document.tokens[run.begin].form)) run.type = core_class::kPerson;
}

std::vector<Mention> NameFinder::find(const Document& document) const {
  std::vector<Mention> out;
  const InnerWords inner = inner_words(document);
  for (const Sentence& sentence : document.sentences) {
    std::vector<Run> runs = known_runs(document, sentence);
    if (!is_shouting(document, sentence)) {
      capitalised_runs(document, sentence, inner, runs);
      join_organizations(document, runs);
    }
    for (Run& run : runs) {
      classify(document, sentence, run);
      Mention mention;
      mention.span = {document.tokens[run.begin].span.begin, document.tokens[run.end - 1].span.end};
      mention.type = run.type;
      mention.adjectival = run.adjectival;
      out.push_back(std::move(mention));
    }
  }
  return out;
}

}  // namespace relata
