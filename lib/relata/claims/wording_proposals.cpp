#include <relata/claims/wording_proposals.hpp>

#include <relata/claims/sentence_view.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/cues.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <sstream>
#include <utility>

namespace relata {
namespace {

constexpr std::size_t kLongest = 5;  // words between two mentions

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::istringstream in{std::string(text)};
  for (std::string word; in >> word;)
    if (word != "X" && word != "Y" && word_class(to_lower(word)) == WordClass::kOther) out.push_back(to_lower(word));
  return out;
}

/// The lemma phrase of units [first, end) without articles and adverbs before the verb; "" where they are no wording.
std::string phrase(const SentenceView& view, std::size_t first, std::size_t end) {
  std::string out;
  bool has_word = false;
  for (std::size_t unit = first; unit < end; ++unit) {
    if (view.units[unit].is_mention()) return {};
    const std::string form = to_lower(view.form(unit));
    const char32_t c = decode(form, 0).value;
    if (!is_letter(c) && form != "'s" && form != "’s") return {};
    const WordClass word = word_class(form);
    if (word == WordClass::kDeterminer || word == WordClass::kNegation || word == WordClass::kModal) continue;
    if (word == WordClass::kConjunction || word == WordClass::kRelative) return {};
    if (word == WordClass::kOther && form.ends_with("ly")) continue;
    const std::string lemma = to_lower(view.extraction.document.tokens[view.units[unit].first_token].lemma);
    out += (out.empty() ? "" : " ") + (form == "’s" ? std::string("'s") : lemma.empty() ? form : lemma);
    has_word = has_word || word == WordClass::kOther;
  }
  return has_word ? out : std::string();
}

}  // namespace

WordingProposals::WordingProposals(const Contract& contract) : contract_(contract) {
  for (const Property& property : contract.reading().properties()) {
    known_.emplace_back();
    const auto learn = [&](std::string_view text) {
      for (const std::string& word : words_of(text))
        for (std::string& lemma : possible_lemmas(word)) known_.back().push_back(std::move(lemma));
    };
    learn(property.label);
    for (const Wording& wording : property.wordings) learn(wording.text);
  }
}

void WordingProposals::add(const Extraction& extraction) {
  for (const Sentence& sentence : extraction.document.sentences) add(extraction, sentence);
}

void WordingProposals::add(const Extraction& extraction, const Sentence& sentence) {
  const Ontology& ontology = contract_.reading();
  const SentenceView view(extraction, sentence, true, true);
  const auto class_of = [&](std::size_t unit) {
    const std::uint32_t entity = extraction.mentions[view.units[unit].mention].entity;
    return entity == kNone ? kNone : ontology.find_class(extraction.entities[entity].type);
  };
  std::size_t left = kNone;
  for (std::size_t right = 0; right < view.units.size(); ++right) {
    if (!view.units[right].is_mention()) continue;
    const std::size_t from = std::exchange(left, right);
    if (from == kNone || right - from - 1 > kLongest) continue;
    const std::string between = phrase(view, from + 1, right);
    if (between.empty()) continue;
    const std::uint32_t a = class_of(from), b = class_of(right);
    const auto propose = [&](std::uint32_t property, const std::string& wording) {
      Seen& seen = seen_[{property, wording}];
      if (seen.count++ == 0) seen.example = extraction.document.at(view.span(from, right));
    };
    for (std::uint32_t p = 0; p < ontology.properties().size(); ++p) {
      const Property& property = ontology.properties()[p];
      if (core_class::is_knowledge_property(property.iri)) continue;
      if (ontology.subject_constraints(p).empty()) continue;  // anything fits: says nothing
      const auto is_subject = [&](std::uint32_t cls) { return cls != kNone && ontology.admits_subject(p, cls); };
      const auto is_object = [&](std::uint32_t cls) { return cls != kNone && ontology.admits_object(p, cls); };
      if (property.is_datatype_property) {
        if (view.is_value(right) && is_subject(a)) propose(p, "X " + between + " Y");
        continue;
      }
      if (ontology.object_constraints(p).empty() || view.is_value(right) || view.is_value(from)) continue;
      if (is_subject(a) && is_object(b)) propose(p, "X " + between + " Y");
      else if (is_subject(b) && is_object(a)) propose(p, "Y " + between + " X");
    }
  }
}

std::vector<WordingProposal> WordingProposals::best(std::size_t most) const {
  const Ontology& ontology = contract_.reading();
  std::vector<WordingProposal> out;
  for (const auto& [key, seen] : seen_) {
    const auto& [property, wording] = key;
    const std::string plain = wording.starts_with("X ") ? wording.substr(2, wording.size() - 4) : wording;
    const auto& given = ontology.properties()[property].wordings;
    if (std::any_of(given.begin(), given.end(), [&](const Wording& w) { return w.text == wording || w.text == plain; })) continue;
    const std::vector<std::string> words = words_of(wording);
    const bool familiar = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::find(known_[property].begin(), known_[property].end(), word) != known_[property].end();
    });
    out.push_back({property, wording, seen.count, familiar, seen.example});
  }
  std::stable_sort(out.begin(), out.end(), [](const WordingProposal& a, const WordingProposal& b) {
    const auto key = [](const WordingProposal& p) {
      return std::tuple(p.property, !p.has_label_word, -static_cast<long>(p.count), std::string_view(p.wording));
    };
    return key(a) < key(b);
  });
  std::size_t of_property = 0;
  std::uint32_t last = kNone;
  std::erase_if(out, [&](const WordingProposal& proposal) {
    of_property = proposal.property == std::exchange(last, proposal.property) ? of_property + 1 : 1;
    return of_property > most;
  });
  return out;
}

}  // namespace relata
