#include <relata/nlp/relation_reader.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/amount_finder.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace relata {
namespace {

// Numbers that the weights were trained with: training/relations.py has the same.
enum Kind : std::uint32_t { kNoMention, kNameKind, kNominalKind, kPronounKind, kTimeKind, kAmountKind };
constexpr std::array<std::uint32_t, 7> kDistances{0, 1, 2, 4, 7, 12, 20};  // words between the spans: upper bounds of the buckets but the last
constexpr std::array<std::uint32_t, 6> kSteps{0, 1, 2, 3, 4, 6};           // words on the path
constexpr std::size_t kLongestPath = 8;
constexpr std::uint32_t kLongestSentence = 160;  // words that are looked at
constexpr std::size_t kArguments = 14;           // spans of a sentence that are paired
constexpr float kLeastArgument = -4;             // log odds
constexpr std::size_t kRows = 256;               // words of a pass, about
constexpr std::size_t kPairs = 4096;             // pairs of a product, about

template <std::size_t N>
std::uint32_t bucket(const std::array<std::uint32_t, N>& bounds, std::uint32_t n) {
  return static_cast<std::uint32_t>(std::lower_bound(bounds.begin(), bounds.end(), n) - bounds.begin());
}

/// Words in between, each way apart.
std::uint32_t distance(TokenRange a, TokenRange b) {
  const bool before = a.first < b.first;
  const std::uint32_t end = before ? a.end : b.end, begin = before ? b.first : a.first;
  return bucket(kDistances, begin > end ? begin - end : 0) + (b.first < a.first ? kDistances.size() + 1 : 0);
}

Kind kind_of(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::kName: return kNameKind;
    case MentionKind::kNominal: return kNominalKind;
    case MentionKind::kPronoun: return kPronounKind;
    case MentionKind::kValue: return amount_type::is_amount(mention.type) ? kAmountKind : kTimeKind;
  }
  return kNoMention;
}

bool overlap(TokenRange a, TokenRange b) { return a.first < b.end && b.first < a.end; }

std::string label_of(const Ontology& ontology, const std::vector<std::uint32_t>& classes) {
  std::string out;
  for (const std::uint32_t cls : classes)
    if (const std::string words = words_of_name(ontology.classes()[cls].label); !words.empty()) out += (out.empty() ? "" : " or ") + words;
  return out;
}

std::string range_of(const Ontology& ontology, const Property& property) {
  if (!property.is_datatype_property) {
    if (!property.range.empty()) return label_of(ontology, property.range);
    const std::string label = words_of_name(property.label);
    return label.substr(label.find_last_of(' ') + 1) == "date" ? "date" : "";
  }
  const std::string type = words_of_name(property.datatype.substr(property.datatype.find_last_of("#/") + 1));
  for (const std::string_view time : {"date", "year", "time", "month"})
    if (type.find(time) != std::string::npos) return "date";
  return type.empty() || type == "string" || type.ends_with("literal") || type.ends_with("uri") ? "" : "number";
}

}  // namespace

std::string words_of_name(std::string_view name) {
  if (name.size() > 1 && (name[0] == 'Q' || name[0] == 'P') && std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; })) return "";
  const auto is_lower_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::string spaced;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && is_capital(name[i]) && is_lower_or_digit(name[i - 1])) spaced += ' ';
    spaced += name[i] == '_' ? ' ' : name[i];
  }
  std::string out;
  for (std::size_t begin = 0; begin < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', begin), spaced.size());
    if (end > begin) {
      const std::string word = spaced.substr(begin, end - begin);
      const bool acronym = word.size() > 1 && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      out += (out.empty() ? "" : " ") + (acronym ? word : to_lower(word));
    }
    begin = end + 1;
  }
  return out;
}

RelationReader::RelationReader(const SafetensorsFile& file) : scorer_(file) {
  const std::vector<float> calibration = file.copy_floats("calibration", {3});
  slope_ = calibration[0];
  offset_ = calibration[1];
  least_ = calibration[2];
}

OntologyVectors RelationReader::describe(const Ontology& ontology, const Embed& embed, Workspace& workspace) const {
  std::map<std::string, std::size_t> rows;  // of each text
  const auto ask = [&](const std::string& text) {
    if (!text.empty()) rows.emplace(text, 0);
    return text;
  };
  struct Words {
    std::string label, comment, domain, range;
  };
  std::vector<Words> described;
  for (const Property& property : ontology.properties())
    described.push_back({ask(words_of_name(property.label)), ask(property.comment), ask(label_of(ontology, property.domain)), ask(range_of(ontology, property))});
  std::vector<std::string> classes;
  for (const Class& cls : ontology.classes()) classes.push_back(ask(words_of_name(cls.label)));
  std::vector<std::string> texts;
  for (auto& [text, row] : rows) {
    row = texts.size();
    texts.push_back(text);
  }
  const std::size_t width = scorer_.width();
  const std::vector<float> means = embed(texts);
  const auto put = [&](const std::string& text, float* to) {
    if (!text.empty()) std::copy_n(&means[rows.at(text) * width], width, to);
  };
  OntologyVectors out;
  const std::size_t n = described.size();
  std::vector<float> labels(n * 2 * width), domains(n * width), ranges(n * width), kinds(classes.size() * width);
  for (std::size_t i = 0; i < n; ++i) {
    put(described[i].label, &labels[i * 2 * width]);
    put(described[i].comment, &labels[i * 2 * width + width]);
    put(described[i].domain, &domains[i * width]);
    put(described[i].range, &ranges[i * width]);
  }
  for (std::size_t i = 0; i < classes.size(); ++i) put(classes[i], &kinds[i * width]);
  out.properties = scorer_.properties(labels, n, workspace);
  out.domains = scorer_.classes(domains, n, workspace);
  out.ranges = scorer_.classes(ranges, n, workspace);
  out.classes = scorer_.classes(kinds, classes.size(), workspace);
  const auto weigh = [&](RelationScorer::Labels& side, float weight, const auto& text) {
    for (std::size_t i = 0; i < n; ++i) {
      const float factor = text(described[i]).empty() ? 0 : weight;
      for (std::size_t k = 0; k < scorer_.class_width(); ++k) side.vectors[i * scorer_.class_width() + k] *= factor;
      side.offsets[i] *= factor;
    }
  };
  weigh(out.domains, scorer_.domain_weight(), [](const Words& w) -> const std::string& { return w.domain; });
  weigh(out.ranges, scorer_.range_weight(), [](const Words& w) -> const std::string& { return w.range; });
  return out;
}

/// Some sentences at once.
class RelationReader::Batch {
 public:
  Batch(const RelationReader& reader, const Document& document, const std::vector<Mention>& mentions, const ByteRows& vectors, Workspace& workspace)
      : reader_(reader), scorer_(reader.scorer_), document_(document), mentions_(mentions), vectors_(vectors), workspace_(workspace) {}

  bool is_full() const { return words_.size() >= kRows * scorer_.width(); }

  void add(const Sentence& sentence) {
    const std::uint32_t count = std::min(sentence.token_count, kLongestSentence);
    if (count == 0) return;
    Sentence part = sentence;
    part.token_count = count;
    const auto base = static_cast<std::uint32_t>(words_.size() / scorer_.width());
    words_.resize((base + count) * scorer_.width());
    for (std::uint32_t i = 0; i < count; ++i) vectors_.add_to(sentence.first_token + i, 1, &words_[(base + i) * scorer_.width()]);
    lengths_.push_back(static_cast<std::int32_t>(count));
    std::vector<ArgumentSpan> spans = argument_spans(document_, part, mentions_);
    for (const ArgumentSpan& span : spans) {
      const std::uint32_t shift = base - sentence.first_token;  // wraps; the sums do not
      rows_.push_back({span.words.first + shift, span.words.end - 1 + shift, span.head + shift, span.mention == kNone ? kNoMention : kind_of(mentions_[span.mention])});
    }
    sentences_.push_back({sentence.first_token, count, base, spans_.size(), spans_.size() + spans.size()});
    spans_.insert(spans_.end(), spans.begin(), spans.end());
  }

  void read(const OntologyVectors& words, std::vector<RelationReading>& out) {
    if (!sentences_.empty()) {
      scorer_.encode(lengths_, words_.data(), workspace_);
      choose();
      scorer_.prepare(words_.data(), words_.size() / scorer_.width(), chosen_rows_, states_, workspace_);
      fits(words);
      for (const Part& part : sentences_) {
        pair(part);
        if (pairs_.size() >= kPairs) score(words, out);
      }
      score(words, out);
    }
    words_.clear();
    lengths_.clear();
    rows_.clear();
    spans_.clear();
    sentences_.clear();
  }

 private:
  struct Part {
    std::uint32_t first, count, base;  // tokens; row of the first
    std::size_t begin, end;            // into spans_, later into chosen_
  };

  /// The likeliest spans of each sentence that do not overlap.
  void choose() {
    std::vector<float> scores(rows_.size());
    scorer_.argument_scores(words_.data(), words_.size() / scorer_.width(), rows_, scores.data(), workspace_);
    chosen_.clear();
    chosen_rows_.clear();
    for (Part& part : sentences_) {
      std::vector<std::size_t> order;
      for (std::size_t i = part.begin; i < part.end; ++i)
        if (scores[i] >= kLeastArgument) order.push_back(i);
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
      std::vector<std::size_t> taken;
      for (const std::size_t i : order) {
        if (taken.size() == kArguments) break;
        if (std::none_of(taken.begin(), taken.end(), [&](std::size_t other) { return overlap(spans_[i].words, spans_[other].words); })) taken.push_back(i);
      }
      std::sort(taken.begin(), taken.end());
      part.begin = chosen_.size();
      for (const std::size_t i : taken) {
        chosen_.push_back(spans_[i]);
        chosen_rows_.push_back(rows_[i]);
      }
      part.end = chosen_.size();
    }
  }

  void fits(const OntologyVectors& words) {
    const std::size_t n = chosen_.size(), properties = words.properties.offsets.size();
    domain_fits_.resize(n * properties);
    range_fits_.resize(n * properties);
    kernels::dot_products(states_.cls.data(), n, words.domains.vectors.data(), properties, scorer_.class_width(), domain_fits_.data());
    kernels::dot_products(states_.cls.data(), n, words.ranges.vectors.data(), properties, scorer_.class_width(), range_fits_.data());
    const std::size_t classes = words.classes.offsets.size();
    std::vector<float> scores(n * classes);
    kernels::dot_products(states_.cls.data(), n, words.classes.vectors.data(), classes, scorer_.class_width(), scores.data());
    classes_.assign(n, kNone);
    for (std::size_t i = 0; i < n; ++i) {
      float best = 0;  // even odds
      for (std::size_t c = 0; c < classes; ++c)
        if (const float score = scores[i * classes + c] + words.classes.offsets[c]; score > best) {
          best = score;
          classes_[i] = static_cast<std::uint32_t>(c);
        }
    }
  }

  void pair(const Part& part) {
    for (std::size_t a = part.begin; a < part.end; ++a)
      for (std::size_t b = part.begin; b < part.end; ++b) {
        if (a == b) continue;
        RelationScorer::Pair pair;
        pair.subject = static_cast<std::uint32_t>(a);
        pair.object = static_cast<std::uint32_t>(b);
        pair.path_begin = static_cast<std::uint32_t>(path_.size());
        add_path(part, chosen_[a].head, chosen_[b].head);
        pair.path_end = static_cast<std::uint32_t>(path_.size());
        pair.places = {distance(chosen_[a].words, chosen_[b].words), static_cast<std::uint32_t>(2 * (kDistances.size() + 1)) + bucket(kSteps, pair.path_end - pair.path_begin)};
        pairs_.push_back(pair);
      }
  }

  /// Rows of the words on the tree's path between two words, without them.
  void add_path(const Part& part, std::uint32_t from, std::uint32_t to) {
    constexpr std::size_t kDeepest = 40;
    const auto up = [&](std::uint32_t token, std::vector<std::uint32_t>& chain) {
      chain.assign(1, token);
      while (chain.size() < kDeepest) {
        const std::uint32_t head = document_.tokens[chain.back()].head;
        if (head == 0 || head == kNone || head > part.count) break;
        chain.push_back(part.first + head - 1);
      }
    };
    up(from, left_);
    up(to, right_);
    for (std::size_t i = 0; i < left_.size(); ++i) {
      const auto meet = std::find(right_.begin(), right_.end(), left_[i]);
      if (meet == right_.end()) continue;
      std::vector<std::uint32_t>& path = left_;
      const std::uint32_t common = left_[i];
      path.resize(i);
      if (common != from && common != to) path.push_back(common);
      for (auto at = meet; at != right_.begin();)
        if (--at; at != right_.begin()) path.push_back(*at);
      if (i > 0) path.erase(path.begin());  // `from` itself
      for (std::size_t k = 0; k < std::min(path.size(), kLongestPath); ++k) path_.push_back(path[k] - part.first + part.base);
      return;
    }
  }

  void score(const OntologyVectors& words, std::vector<RelationReading>& out) {
    if (pairs_.empty()) return;
    scorer_.pairs(states_, pairs_, path_, vectors_of_pairs_, workspace_);
    const std::size_t properties = words.properties.offsets.size();
    scores_.resize(pairs_.size() * properties);
    kernels::dot_products(vectors_of_pairs_.data(), pairs_.size(), words.properties.vectors.data(), properties, scorer_.label_width(), scores_.data());
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const float* const domain = &domain_fits_[pairs_[i].subject * properties];
      const float* const range = &range_fits_[pairs_[i].object * properties];
      for (std::size_t p = 0; p < properties; ++p) {
        const float score = scores_[i * properties + p] + domain[p] + range[p] + words.properties.offsets[p] + words.domains.offsets[p] + words.ranges.offsets[p];
        const float odds = reader_.slope_ * score + reader_.offset_;
        if (odds < reader_.least_) continue;
        const auto [subject, object] = std::pair{pairs_[i].subject, pairs_[i].object};
        out.push_back({span_of(subject), span_of(object), static_cast<std::uint32_t>(p), classes_[subject], classes_[object], 1 / (1 + std::exp(-odds))});
      }
    }
    pairs_.clear();
    path_.clear();
  }

  Span span_of(std::uint32_t chosen) const {
    const TokenRange words = chosen_[chosen].words;
    return {document_.tokens[words.first].span.begin, document_.tokens[words.end - 1].span.end};
  }

  const RelationReader& reader_;
  const RelationScorer& scorer_;
  const Document& document_;
  const std::vector<Mention>& mentions_;
  const ByteRows& vectors_;
  Workspace& workspace_;
  std::vector<float> words_;           // [rows, width]
  std::vector<std::int32_t> lengths_;  // of sentences
  std::vector<Part> sentences_;
  std::vector<ArgumentSpan> spans_, chosen_;
  std::vector<RelationScorer::SpanRows> rows_, chosen_rows_;  // of spans_, of chosen_
  RelationScorer::States states_;
  std::vector<RelationScorer::Pair> pairs_;
  std::vector<std::uint32_t> path_, left_, right_;
  std::vector<float> domain_fits_, range_fits_;      // [chosen, properties]
  std::vector<std::uint32_t> classes_;               // [chosen]
  std::vector<float> vectors_of_pairs_, scores_;
};

std::vector<RelationReading> RelationReader::read(const Document& document, const std::vector<Mention>& mentions, const ByteRows& vectors,
                                                  const OntologyVectors& words, Workspace& workspace) const {
  std::vector<RelationReading> out;
  if (words.properties.offsets.empty()) return out;
  Batch batch(*this, document, mentions, vectors, workspace);
  for (const Sentence& sentence : document.sentences) {
    batch.add(sentence);
    if (batch.is_full()) batch.read(words, out);
  }
  batch.read(words, out);
  return out;
}

}  // namespace relata
