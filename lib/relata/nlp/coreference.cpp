#include <relata/nlp/coreference.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/quotations.hpp>
#include <relata/nlp/attributed_words.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace relata {
namespace {

// Kinds of mentions, roles and so on are numbers that the weights were trained with: training/coreference.py has the same lists.
enum Kind : std::uint16_t { kNameKind, kNominalKind, kDefinite, kIndefinite, kThisNominal, kFirst, kFirsts, kSecond, kHe, kShe, kIt, kThey, kThis, kWho, kOtherPronoun, kKinds };
constexpr std::array<std::pair<std::string_view, Kind>, 48> kPronouns{{
    {"i", kFirst}, {"me", kFirst}, {"my", kFirst}, {"mine", kFirst}, {"myself", kFirst},
    {"we", kFirsts}, {"us", kFirsts}, {"our", kFirsts}, {"ours", kFirsts}, {"ourselves", kFirsts},
    {"you", kSecond}, {"your", kSecond}, {"yours", kSecond}, {"yourself", kSecond}, {"yourselves", kSecond},
    {"he", kHe}, {"him", kHe}, {"his", kHe}, {"himself", kHe},
    {"she", kShe}, {"her", kShe}, {"hers", kShe}, {"herself", kShe},
    {"it", kIt}, {"its", kIt}, {"itself", kIt},
    {"they", kThey}, {"them", kThey}, {"their", kThey}, {"theirs", kThey}, {"themselves", kThey}, {"themself", kThey},
    {"this", kThis}, {"that", kThis}, {"these", kThis}, {"those", kThis},
    {"who", kWho}, {"whom", kWho}, {"whose", kWho}, {"which", kWho}, {"what", kWho}, {"where", kWho},
}};
constexpr std::array<std::string_view, 9> kRoles{"other", "subj", "obj", "obl", "nmod", "poss", "root", "conj", "appos"};
constexpr std::array<std::pair<std::string_view, std::uint16_t>, 11> kRoleOf{{
    {"nsubj", 1}, {"csubj", 1}, {"obj", 2}, {"iobj", 2}, {"obl", 3}, {"nmod", 4}, {"nmod:poss", 5}, {"root", 6}, {"conj", 7}, {"appos", 8}, {"det:poss", 5}}};
constexpr std::uint16_t kCategories = 6;  // none, Person, Place, Organization, Event, other
constexpr std::array<std::uint32_t, 6> kSentenceBounds{0, 1, 2, 3, 5, 9};
constexpr std::array<std::uint32_t, 7> kMentionBounds{1, 2, 3, 4, 7, 15, 31};

// Features of a pair: how many values each has.
constexpr std::array<std::uint16_t, 10> kSizes{14, 8, kKinds * kKinds, 5, 3, kCategories * kCategories, 5, 81, 2, 4};
constexpr std::size_t kFeatures = kSizes.size();
constexpr auto kOffsets = [] {
  std::array<std::uint16_t, kFeatures> out{};
  for (std::size_t i = 1; i < kFeatures; ++i) out[i] = static_cast<std::uint16_t>(out[i - 1] + kSizes[i - 1]);
  return out;
}();
constexpr std::size_t kTable = kOffsets.back() + kSizes.back();

constexpr std::size_t kBefore = 80;     // mentions that are looked back at
constexpr std::size_t kAfter = 8;       // names after a pronoun, in its sentence
constexpr std::size_t kBlock = 1024;    // mentions scored together
constexpr float kLeast = -6;            // log odds: what scores less is not told

Kind pronoun_kind(std::string_view lower) {
  const auto* const found = std::find_if(kPronouns.begin(), kPronouns.end(), [&](const auto& entry) { return entry.first == lower; });
  return found == kPronouns.end() ? kOtherPronoun : found->second;
}

bool is_pronoun_form(std::string_view lower) { return pronoun_kind(lower) != kOtherPronoun; }

template <std::size_t N>
std::uint16_t bucket(const std::array<std::uint32_t, N>& bounds, std::uint32_t n) {
  return static_cast<std::uint16_t>(std::lower_bound(bounds.begin(), bounds.end(), n) - bounds.begin());
}

/// What the features ask of a mention.
struct Described {
  std::uint32_t mention = 0;
  TokenRange words;
  std::uint32_t head = 0, sentence = 0, governor = kNone, quotation = 0, times = 0;
  Kind kind = kNominalKind;
  std::uint16_t category = 0, role = 0;
  bool pronoun = false;
  std::vector<std::string> forms;  // in small letters, without article and possessive
  std::string text, head_lemma;
};

std::uint16_t role_of(const std::string& deprel) {
  for (const std::string_view relation : {std::string_view(deprel), std::string_view(deprel).substr(0, deprel.find(':'))})
    for (const auto& [name, role] : kRoleOf)
      if (name == relation) return role;
  return 0;
}

/// Whether all words of `part` are among those of `whole`; both are short.
bool within(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return std::all_of(part.begin(), part.end(), [&](const std::string& word) { return std::find(whole.begin(), whole.end(), word) != whole.end(); });
}

std::uint16_t string_relation(const Described& a, const Described& b) {
  if (a.text == b.text) return 1;
  if (is_pronoun_form(a.text) || is_pronoun_form(b.text)) return 0;
  if (within(a.forms, b.forms)) return 3;
  if (within(b.forms, a.forms)) return 4;
  return a.head_lemma == b.head_lemma ? 2 : 0;
}

bool covers(TokenRange outer, TokenRange inner) { return outer.first <= inner.first && inner.end <= outer.end; }

class Describer {
 public:
  Describer(const Document& document, const std::vector<Mention>& mentions, const Ontology& ontology, const std::vector<Quotation>& quotations)
      : document_(document), mentions_(mentions), ontology_(ontology) {
    quotation_.assign(document.tokens.size(), 0);
    for (std::uint32_t q = 0; q < quotations.size(); ++q)
      std::fill(quotation_.begin() + quotations[q].first, quotation_.begin() + quotations[q].end, q + 1);
    for (const std::string_view name : {core_class::kPerson, core_class::kPlace, core_class::kOrganization, core_class::kEvent}) coarse_.push_back(ontology.find_class(name));
  }

  /// Mentions that consist of whole words, once a stretch; longer ones first where several begin together.
  std::vector<Described> run() {
    std::vector<Described> out;
    for (std::uint32_t m = 0; m < mentions_.size(); ++m) {
      if (mentions_[m].kind == MentionKind::kValue) continue;
      Described d;
      d.mention = m;
      d.words = tokens_in(document_, mentions_[m].span);
      if (d.words.first < d.words.end && document_.tokens[d.words.first].span.begin == mentions_[m].span.begin &&
          document_.tokens[d.words.end - 1].span.end == mentions_[m].span.end && sentence_of(document_, d.words.first) != kNone)
        out.push_back(std::move(d));
    }
    const auto place = [](const Described& d) { return std::pair(d.words.first, -static_cast<std::int64_t>(d.words.end)); };
    std::stable_sort(out.begin(), out.end(), [&](const Described& a, const Described& b) { return place(a) < place(b); });
    out.erase(std::unique(out.begin(), out.end(), [](const Described& a, const Described& b) { return a.words == b.words; }), out.end());
    for (Described& d : out) describe(d);
    return out;
  }

 private:
  void describe(Described& d) {
    const Mention& mention = mentions_[d.mention];
    d.head = head_token(document_, d.words);
    d.sentence = sentence_of(document_, d.words.first);
    d.governor = governor(document_, d.head);
    d.quotation = quotation_[d.head];
    for (std::uint32_t t = d.words.first; t < d.words.end; ++t) d.forms.push_back(to_lower(document_.tokens[t].form));
    const std::string& first = d.forms.front();
    d.pronoun = mention.kind == MentionKind::kPronoun;
    d.kind = d.pronoun                                                                    ? pronoun_kind(first)
             : mention.kind == MentionKind::kName                                         ? kNameKind
             : first == "the"                                                             ? kDefinite
             : is_one_of(first, {"a", "an", "some", "any", "no", "another"})                 ? kIndefinite
             : is_one_of(first, {"this", "that", "these", "those"})                          ? kThisNominal
                                                                                          : kNominalKind;
    d.category = category(mention.type);
    const Token& head = document_.tokens[d.head];
    d.role = role_of(head.deprel);
    d.head_lemma = to_lower(head.lemma.empty() ? head.form : head.lemma);
    std::size_t begin = 0, end = d.forms.size();
    while (end - begin > 1 && (is_one_of(d.forms[begin], {"the", "a", "an"}) || is_pronoun_form(d.forms[begin]))) ++begin;
    while (end - begin > 1 && is_one_of(d.forms[end - 1], {"'s", "’s", "'", "’"})) --end;
    d.forms = std::vector(d.forms.begin() + static_cast<std::ptrdiff_t>(begin), d.forms.begin() + static_cast<std::ptrdiff_t>(end));
    for (const std::string& form : d.forms) d.text += (d.text.empty() ? "" : " ") + form;
    std::uint32_t& count = counts_[d.text];
    d.times = std::min(3U, count);
    if (!is_pronoun_form(d.text)) ++count;
  }

  std::uint16_t category(const std::string& type) const {
    if (type.empty()) return 0;
    const std::uint32_t cls = ontology_.find_class(type);
    for (std::size_t i = 0; cls != kNone && i < coarse_.size(); ++i)
      if (coarse_[i] != kNone && ontology_.is_a(cls, coarse_[i])) return static_cast<std::uint16_t>(i + 1);
    return kCategories - 1;
  }

  const Document& document_;
  const std::vector<Mention>& mentions_;
  const Ontology& ontology_;
  std::vector<std::uint32_t> quotation_;  // [tokens] 1-based, 0 = none
  std::vector<std::uint32_t> coarse_;
  std::unordered_map<std::string, std::uint32_t> counts_;
};

void append_features(const std::vector<Described>& all, std::size_t i, std::size_t j, std::vector<std::uint16_t>& out) {
  const Described &a = all[i], &b = all[j];
  const bool after = j > i;
  const auto between = static_cast<std::uint32_t>(after ? j - i : i - j);
  const std::uint32_t sentences = std::max(a.sentence, b.sentence) - std::min(a.sentence, b.sentence);
  const std::array<std::uint16_t, kFeatures> values{
      static_cast<std::uint16_t>(bucket(kSentenceBounds, sentences) + (after ? 7 : 0)),
      bucket(kMentionBounds, between),
      static_cast<std::uint16_t>(a.kind * kKinds + b.kind),
      string_relation(a, b),
      static_cast<std::uint16_t>(covers(b.words, a.words) ? 1 : covers(a.words, b.words) ? 2 : 0),
      static_cast<std::uint16_t>(a.category * kCategories + b.category),
      static_cast<std::uint16_t>(a.quotation == 0 && b.quotation == 0 ? 0 : a.quotation == b.quotation ? 1 : b.quotation == 0 ? 2 : a.quotation == 0 ? 3 : 4),
      static_cast<std::uint16_t>(a.role * kRoles.size() + b.role),
      static_cast<std::uint16_t>(a.governor != kNone && a.governor == b.governor),
      static_cast<std::uint16_t>(b.times)};
  for (std::size_t f = 0; f < kFeatures; ++f) out.push_back(static_cast<std::uint16_t>(values[f] + kOffsets[f]));
}

}  // namespace

Coreference::Coreference(const SafetensorsFile& file, std::size_t width) : scorer_(file, "heads.coreference", 2 * width, kTable) {}

std::vector<CoreferenceLink> Coreference::links(const Document& document, const std::vector<Mention>& mentions,
                                                const std::vector<Attribution>& attributions, const ByteRows& vectors,
                                                const Ontology& ontology, Workspace& workspace) const {
  const std::vector<Quotation> quotations = find_quotations(document);
  const std::vector<Described> all = Describer(document, mentions, ontology, quotations).run();
  const std::vector<std::uint32_t> speakers = speakers_of(document, quotations, attributions);

  std::vector<CoreferenceLink> out;
  const std::size_t width = vectors.width();
  PairScorer::States states;
  std::vector<float> x, scores;
  std::vector<std::uint16_t> features;
  std::vector<CoreferenceLink> found;
  for (std::size_t base = 0; base < all.size(); base += kBlock) {
    const std::size_t end = std::min(base + kBlock, all.size());
    // States also of what the block's mentions look at; a sentence has its names within reach.
    const std::size_t from = base - std::min(base, kBefore), to = std::min(end + kBefore, all.size());
    x.assign((to - from) * 2 * width, 0.0F);
    for (std::size_t i = from; i < to; ++i) {
      float* const row = &x[(i - from) * 2 * width];
      vectors.add_to(all[i].head, 1.0F, row);
      vectors.add_to(all[i].words.first, 0.5F, row + width);
      vectors.add_to(all[i].words.end - 1, 0.5F, row + width);
    }
    scorer_.prepare(x.data(), to - from, states, workspace);
    for (std::size_t i = base; i < end; ++i) {
      const Described& d = all[i];
      found.clear();
      const auto score = [&](std::size_t first, std::size_t count) {
        features.clear();
        for (std::size_t j = first; j < first + count; ++j) append_features(all, i, j, features);
        scores.resize(count);
        scorer_.score(states, i - from, first - from, count, features.data(), kFeatures, scores.data());
        for (std::size_t j = 0; j < count; ++j)
          if (scores[j] > kLeast) found.push_back({d.mention, all[first + j].mention, scores[j]});
      };
      const std::size_t before = std::min(i, kBefore);
      score(i - before, before);
      if (d.pronoun) {
        std::size_t names = 0;
        for (std::size_t j = i + 1; j < to && all[j].sentence == d.sentence && names < kAfter; ++j)
          if (all[j].kind == kNameKind) {
            score(j, 1);
            ++names;
          }
      }
      const std::uint32_t speaker = d.quotation == 0 ? kNone : speakers[d.quotation - 1];
      if ((d.kind == kFirst || d.kind == kFirsts) && speaker != kNone) found.push_back({d.mention, speaker, kSpeaker});
      std::stable_sort(found.begin(), found.end(), [](const CoreferenceLink& a, const CoreferenceLink& b) { return a.score > b.score; });
      found.resize(std::min(found.size(), kMost));
      if ((d.kind == kHe || d.kind == kShe || d.kind == kSecond) && speaker != kNone) found.push_back({d.mention, speaker, -kSpeaker});
      out.insert(out.end(), found.begin(), found.end());
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const CoreferenceLink& a, const CoreferenceLink& b) { return a.mention < b.mention; });
  return out;
}

}  // namespace relata
