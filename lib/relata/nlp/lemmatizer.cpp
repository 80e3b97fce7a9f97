#include <relata/nlp/lemmatizer.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/attitudes.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/nlp/edit_script.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace relata {

Lemmatizer::Lemmatizer(std::string_view lexicon, std::vector<std::string> scripts, const WordPieces& words)
    : scripts_(std::move(scripts)), words_(words) {
  while (!lexicon.empty()) {
    const std::string_view line = lexicon.substr(0, lexicon.find('\n'));
    lexicon.remove_prefix(std::min(lexicon.size(), line.size() + 1));
    const std::size_t tab = line.rfind('\t');
    if (tab == std::string_view::npos || tab == 0) continue;
    lexicon_.emplace(line.substr(0, tab), line.substr(tab + 1));
    lemmas_.emplace(to_lower(line.substr(tab + 1)));
  }
}

bool Lemmatizer::is_word(const std::string& lemma) const {
  const std::string lower = to_lower(lemma);
  if (lower.find_first_of("aeiouy") == std::string::npos) return false;
  return words_.id_of(lower) >= 0 || lemmas_.contains(lower) || verb_cue(lower) != nullptr;
}

std::string Lemmatizer::lemma(const std::string& form, std::string_view upos, std::span<const float> logits) const {
  constexpr std::size_t kTries = 4;
  constexpr float kMargin = 4;  // log odds that a script may lie behind the likeliest
  const bool name = upos == "PROPN";
  if (upos == "NUM" && is_digit(decode(form, 0).value) && form.find_first_not_of("0123456789,.") == std::string::npos) {  // "1,900" is "1900"
    std::string digits = form;
    std::erase(digits, ',');
    return digits;
  }
  if (!name)
    if (const auto known = lexicon_.find(to_lower(form) + '\t' + std::string(upos)); known != lexicon_.end()) return known->second;
  if (upos == "VERB")
    if (const std::string_view known = irregular_lemma(to_lower(form)); !known.empty()) return std::string(known);
  const bool inflected = upos == "VERB" || upos == "NOUN" || upos == "ADJ" || upos == "ADV";
  // A name keeps its capital; it need not be in any vocabulary.
  const bool capital = is_upper(decode(form, 0).value);
  // "Salivating" is no "saliva", "commend" no past of "commen": what is left of a verb goes on to its ending, and only forms of the treebanks are irregular.
  const auto is_of_form = [&](const std::string& lemma) {
    const std::string lower = to_lower(form);
    if (upos != "VERB" || lemma == lower) return true;
    for (const std::string_view end : {"ing", "ed"})
      if (lower.ends_with(end) && lower.size() > end.size() + 2) {
        const std::string stem = lower.substr(0, lower.size() - end.size());
        return lemma == stem || lemma == stem + "e" || lemma + lemma.back() == stem || (stem.ends_with('i') && lemma == stem.substr(0, stem.size() - 1) + "y") || lemmas_.contains(lemma);
      }
    return lower.ends_with('s') || lemmas_.contains(lemma);
  };
  const auto is_fine = [&](const std::string& lemma) {
    return name ? !capital || is_upper(decode(lemma, 0).value) : !inflected || (is_word(lemma) && is_of_form(lemma));
  };
  std::vector<std::size_t> order(scripts_.size());
  std::iota(order.begin(), order.end(), 0);
  const std::size_t tries = std::min(kTries, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(tries), order.end(),
                    [&](std::size_t a, std::size_t b) { return logits[a] != logits[b] ? logits[a] > logits[b] : a < b; });
  // One vowel and one consonant would have doubled it: "fined" is "fine".
  const std::size_t ending = form.ends_with("ed") ? 2 : form.ends_with("ing") ? 3 : 0;
  if (upos == "VERB" && ending > 0 && form.size() > ending + 1) {
    const std::string stem = to_lower(form).substr(0, form.size() - ending);
    const bool short_vowel = stem.find_first_of("aeiouy") == stem.size() - 2 && std::string_view("wxy").find(stem.back()) == std::string_view::npos;
    if (short_vowel && std::string_view("aeiouy").find(stem.back()) == std::string_view::npos && is_word(stem + "e")) return stem + "e";
    // "Fled" is no ending undone.
    const std::vector<std::string> undone = possible_lemmas(form);
    if (stem.find_first_of("aeiouy") == std::string::npos && undone.size() > 1 && is_word(undone[1])) return undone[1];
  }
  for (std::size_t i = 0; i < tries && logits[order[i]] >= logits[order[0]] - kMargin; ++i)
    if (std::string lemma = apply_edit_script(scripts_[order[i]], form); is_fine(lemma)) return lemma;
  const std::string likeliest = apply_edit_script(scripts_[order[0]], form);
  // The scripts of rare words err in the last letter: "prais", "ratifi", "worrie".
  if (inflected && !is_fine(likeliest)) {
    if (upos == "VERB" && ending == 0 && !form.ends_with('s') && is_word(form)) return to_lower(form);
    const std::string_view stem = std::string_view(likeliest).substr(0, likeliest.size() - (likeliest.ends_with("ie") ? 2 : likeliest.ends_with("i") ? 1 : 0));
    if (const std::string mended = std::string(stem) + (stem.size() < likeliest.size() ? "y" : "e"); is_word(mended)) return mended;
    const std::vector<std::string> undone = possible_lemmas(form);
    for (auto lemma = undone.begin() + 1; lemma < undone.end(); ++lemma)
      if (is_word(*lemma)) return *lemma;
    // Of what no list has: "ratified", "articulated", "cordoned".
    if (upos == "VERB" && (form.ends_with("ied") || form.ends_with("ies"))) return to_lower(form).substr(0, form.size() - 3) + "y";
    if (upos == "VERB" && ending > 0 && form.size() > ending + 2) {
      std::string stem = to_lower(form).substr(0, form.size() - ending);
      for (const std::string_view silent : {"at", "iz", "v", "c", "dg", "is", "us", "ag", "u"})
        if (stem.ends_with(silent)) return stem + "e";
      const bool twice = stem.back() == stem[stem.size() - 2] && std::string_view("lsfz").find(stem.back()) == std::string_view::npos;
      return twice ? stem.substr(0, stem.size() - 1) : stem;
    }
  }
  return likeliest;
}

}  // namespace relata
