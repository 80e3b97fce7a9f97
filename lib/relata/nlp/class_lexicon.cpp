#include <relata/nlp/class_lexicon.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>

#include <algorithm>

namespace relata {

ClassLexicon::ClassLexicon(const Ontology& ontology) {
  for (std::uint32_t c = 0; c < ontology.classes().size(); ++c)
    for (const Wording& wording : ontology.classes()[c].wordings) {
      const auto [entry, fresh] = by_noun_.emplace(to_lower(wording.text), c);
      // A noun of two classes names the narrower one.
      if (!fresh && ontology.is_a(c, entry->second)) entry->second = c;
    }
}

std::uint32_t ClassLexicon::find(const Document& document, std::uint32_t first, std::uint32_t end) const {
  std::string phrase;
  for (std::uint32_t i = first; i + 1 < end; ++i) phrase += to_lower(document.tokens[i].form) + ' ';
  for (const std::string& last : possible_lemmas(document.tokens[end - 1].form)) {
    const auto found = by_noun_.find(phrase + last);
    if (found != by_noun_.end()) return found->second;
  }
  return kNone;
}

ClassLexicon::Hit ClassLexicon::starting_at(const Document& document, std::uint32_t token, std::uint32_t end) const {
  for (std::uint32_t n = std::min(kLongest, end - token); n > 0; --n)
    if (const std::uint32_t cls = find(document, token, token + n); cls != kNone) return {cls, n};
  return {};
}

ClassLexicon::Hit ClassLexicon::ending_at(const Document& document, std::uint32_t token, std::uint32_t first) const {
  for (std::uint32_t n = std::min(kLongest, token + 1 - first); n > 0; --n)
    if (const std::uint32_t cls = find(document, token + 1 - n, token + 1); cls != kNone) return {cls, n};
  return {};
}

}  // namespace relata
