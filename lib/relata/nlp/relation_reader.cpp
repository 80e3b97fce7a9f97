#include <relata/nlp/relation_reader.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/nlp/amount_finder.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <sstream>
#include <utility>

namespace relata {
namespace {

// Numbers that the weights were trained with: training/relations.py has the same.
enum Kind : std::uint32_t { kNoMention, kNameKind, kNominalKind, kPronounKind, kTimeKind, kAmountKind };
constexpr std::array<std::uint32_t, 7> kDistances{0, 1, 2, 4, 7, 12, 20};  // words between the spans: upper bounds of the buckets but the last
constexpr std::array<std::uint32_t, 6> kSteps{0, 1, 2, 3, 4, 6};           // words on the path
constexpr std::size_t kLongestPath = 8;
constexpr std::size_t kDeepest = 40;   // governors that are gone up
constexpr std::size_t kMostNear = 20;  // words on a path and next below it
constexpr std::uint32_t kLongestSentence = 160;  // words that are looked at
constexpr std::size_t kLongestSequence = 384;    // subwords that are looked at
constexpr std::size_t kArguments = 14;           // spans of a sentence that are paired and do not overlap
constexpr std::size_t kRivals = 8;               // more that overlap one of these and are nearly as likely: pairs decide
constexpr float kNearly = 3;                     // log odds
constexpr float kBeside = 2;                     // log odds by which another property of the same two may be less likely than the best one
constexpr float kBesideCount = 0.5F;             // the same for what is counted: a number is mostly one thing
constexpr float kListed = 1.4F;                  // log odds by which a member of a list may be less likely than what is told
constexpr float kSaid = 5;                       // log odds that a pair gains whose property the sentence names by its label
constexpr float kLeastArgument = -4;             // log odds
constexpr std::size_t kRows = 512;               // subwords of a pass, about
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

/// Words of labels that say nothing.
bool is_empty_word(std::string_view word) {
  return is_one_of(word, {"a", "an", "and", "as", "at", "by", "for", "from", "has", "have", "in", "is", "of", "on", "or", "that", "the", "to", "was", "were", "with"});
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

RelationReader::RelationReader(const SafetensorsFile& file, const Encoder& encoder, const WordPieces& pieces) : encoder_(encoder), pieces_(pieces), scorer_(file) {
  if (scorer_.width() != encoder.config().hidden) file.refuse("is not as wide as the model beside it", "install the model again");
  const std::vector<float> calibration = file.copy_floats("calibration", {3});
  slope_ = calibration[0];
  offset_ = calibration[1];
  least_ = calibration[2];
}

std::uint32_t RelationReader::pack(const Document& document, std::uint32_t first, std::uint32_t count, PackedWords& packed) const {
  const std::size_t most = packed.subwords() + kLongestSequence - 2;
  std::vector<std::int32_t> pieces;
  packed.begin_sequence();
  std::uint32_t taken = 0;
  for (; taken < std::min(count, kLongestSentence); ++taken) {
    const std::string& form = document.tokens[first + taken].form;
    pieces.clear();
    pieces_.append(form, pieces);
    if (packed.subwords() + pieces.size() > most) break;
    packed.add(form, pieces);
  }
  packed.end_sequence();
  return taken;
}

void RelationReader::embed(std::span<const std::int32_t> pieces, float* out) const {
  const std::size_t width = scorer_.width();
  std::fill_n(out, width, 0.0F);
  for (const std::int32_t piece : pieces) encoder_.add_embedding(piece, out);
  double norm = 0;
  for (std::size_t k = 0; k < width; ++k) {
    out[k] = out[k] / static_cast<float>(pieces.size()) - scorer_.middle()[k];
    norm += static_cast<double>(out[k]) * out[k];
  }
  const auto scale = static_cast<float>(1 / std::sqrt(std::max(norm, 1e-12)));
  for (std::size_t k = 0; k < width; ++k) out[k] *= scale;
}

std::vector<float> RelationReader::means_of(const std::vector<std::string>& texts, const std::function<void(Document&)>& tokenise, Workspace& workspace) const {
  const std::size_t width = scorer_.width();
  std::vector<float> means(texts.size() * width), word(width);
  PackedWords packed(pieces_);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Document document;
    document.text = texts[i];
    tokenise(document);
    packed.clear();
    const std::uint32_t count = pack(document, 0, static_cast<std::uint32_t>(document.tokens.size()), packed);
    packed.run(encoder_, &scorer_.layers(), workspace);
    for (std::uint32_t t = 0; t < count; ++t) {
      packed.vector_of(t, word.data());
      for (std::size_t k = 0; k < width; ++k) means[i * width + k] += word[k] / static_cast<float>(count);
    }
  }
  return means;
}

OntologyVectors RelationReader::describe(const Ontology& ontology, const std::function<void(Document&)>& tokenise, Workspace& workspace) const {
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
  const std::vector<float> means = means_of(texts, tokenise, workspace);
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
  std::vector<std::int32_t> pieces;
  for (const Words& words : described) {
    std::istringstream label(words.label);
    for (std::string word; label >> word;) {
      if (is_empty_word(to_lower(word))) continue;
      out.label_words.resize(out.label_words.size() + width);
      pieces.clear();
      pieces_.append(word, pieces);
      embed(pieces, &out.label_words[out.label_words.size() - width]);
    }
    out.label_ends.push_back(static_cast<std::uint32_t>(out.label_words.size() / width));
  }
  out.phrases = LabelPhrases(ontology);
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
  Batch(const RelationReader& reader, const Document& document, const std::vector<Mention>& mentions, Workspace& workspace)
      : reader_(reader), scorer_(reader.scorer_), document_(document), mentions_(mentions), workspace_(workspace), packed_(reader.pieces_) {}

  bool is_full() const { return packed_.subwords() >= kRows; }

  void add(const Sentence& sentence) {
    if (sentence.token_count == 0) return;
    const auto base = static_cast<std::uint32_t>(packed_.words());
    const std::uint32_t count = reader_.pack(document_, sentence.first_token, sentence.token_count, packed_);
    Sentence part = sentence;
    part.token_count = count;
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
      packed_.run(reader_.encoder_, &scorer_.layers(), workspace_);
      words_.resize(packed_.words() * scorer_.width());
      for (std::size_t i = 0; i < packed_.words(); ++i) packed_.vector_of(i, &words_[i * scorer_.width()]);
      match(words);
      said_of_.clear();
      for (const Part& part : sentences_) said_of_.push_back(words.phrases.find(SentenceTree(document_, sentence_of(document_, part.first))));
      choose();
      scorer_.prepare(words_.data(), words_.size() / scorer_.width(), chosen_rows_, states_, workspace_);
      fits(words);
      for (const Part& part : sentences_) {
        find_below(part);
        pair(part, said_of_[static_cast<std::size_t>(&part - sentences_.data())]);
        if (pairs_.size() >= kPairs) score(words);
      }
      score(words);
      tell(out);
    }
    packed_.clear();
    rows_.clear();
    spans_.clear();
    sentences_.clear();
  }

 private:
  struct Part {
    std::uint32_t first, count, base;  // tokens; row of the first
    std::size_t begin, end;            // into spans_, later into chosen_
  };

  /// The likeliest spans of each sentence that do not overlap, and rivals of theirs.
  void choose() {
    std::vector<float> scores(rows_.size());
    scorer_.argument_scores(words_.data(), words_.size() / scorer_.width(), rows_, scores.data(), workspace_);
    chosen_.clear();
    chosen_rows_.clear();
    for (Part& part : sentences_) {
      for (const LabelPhrases::Said& one : said_of_[static_cast<std::size_t>(&part - sentences_.data())])
        for (const std::uint32_t head : {one.subject, one.object}) ask_about(part, head, scores);
      std::vector<std::size_t> order;
      for (std::size_t i = part.begin; i < part.end; ++i)
        if (scores[i] >= kLeastArgument) order.push_back(i);
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
      std::vector<std::size_t> taken, rivals;
      for (const std::size_t i : order) {
        const auto over = std::find_if(taken.begin(), taken.end(), [&](std::size_t other) { return overlap(spans_[i].words, spans_[other].words); });
        if (over == taken.end() && taken.size() < kArguments) taken.push_back(i);
        else if (over != taken.end() && rivals.size() < kRivals && scores[i] > scores[*over] - kNearly) rivals.push_back(i);
      }
      taken.insert(taken.end(), rivals.begin(), rivals.end());
      std::sort(taken.begin(), taken.end());
      part.begin = chosen_.size();
      for (const std::size_t i : taken) {
        chosen_.push_back(spans_[i]);
        chosen_rows_.push_back(rows_[i]);
      }
      part.end = chosen_.size();
    }
  }

  /// What a label is said of is an end, also where it does not look like one.
  void ask_about(const Part& part, std::uint32_t head, std::vector<float>& scores) const {
    std::size_t best = part.end;
    for (std::size_t i = part.begin; i < part.end; ++i)
      if (spans_[i].head == head && (best == part.end || scores[i] > scores[best])) best = i;
    if (best != part.end) scores[best] = std::max(scores[best], kLeastArgument);
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

  /// How well words of the sentences match those of labels.
  void match(const OntologyVectors& words) {
    const std::size_t width = scorer_.width(), count = words.label_words.size() / width, properties = words.label_ends.size();
    plain_.resize(packed_.words() * width);
    for (std::size_t i = 0; i < packed_.words(); ++i) reader_.embed(packed_.pieces_of(i), &plain_[i * width]);
    cosines_.resize(packed_.words() * count);
    kernels::dot_products(plain_.data(), packed_.words(), words.label_words.data(), count, width, cosines_.data());
    in_sentence_.assign(sentences_.size() * properties, 0.0F);
    std::vector<std::uint32_t> rows;
    for (std::size_t s = 0; s < sentences_.size(); ++s) {
      rows.resize(sentences_[s].count);
      std::iota(rows.begin(), rows.end(), sentences_[s].base);
      for (std::size_t p = 0; p < properties; ++p) in_sentence_[s * properties + p] = label_match(words, p, rows);
    }
  }

  /// The mean over the words of a property's label of the best cosine among the rows; 0 where there are none.
  float label_match(const OntologyVectors& words, std::size_t property, std::span<const std::uint32_t> rows) const {
    const std::size_t count = words.label_words.size() / scorer_.width(), begin = property == 0 ? 0 : words.label_ends[property - 1], end = words.label_ends[property];
    float sum = 0;
    for (std::size_t w = begin; w < end; ++w) {
      float best = 0;
      for (const std::uint32_t row : rows) best = std::max(best, cosines_[row * count + w]);
      sum += best;
    }
    return begin == end ? 0 : sum / static_cast<float>(end - begin);
  }

  /// What hangs on each word of a sentence.
  void find_below(const Part& part) {
    below_.resize(part.count);
    for (auto& list : below_) list.clear();
    for (std::uint32_t i = 0; i < part.count; ++i)
      if (const std::uint32_t head = document_.tokens[part.first + i].head; head != 0 && head != kNone && head <= part.count) below_[head - 1].push_back(part.base + i);
  }

  /// Rows of the words on the pair's path, next below it and next below the heads of both spans, without the spans; in the order of the text.
  void add_near(const Part& part, RelationScorer::Pair& pair, std::size_t a, std::size_t b) {
    std::vector<std::uint32_t> rows(path_.begin() + pair.path_begin, path_.begin() + pair.path_end);
    const auto add = [&](std::uint32_t row) { rows.insert(rows.end(), below_[row - part.base].begin(), below_[row - part.base].end()); };
    for (std::uint32_t i = pair.path_begin; i < pair.path_end; ++i) add(path_[i]);
    for (const std::size_t end : {a, b}) add(chosen_[end].head - part.first + part.base);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const auto is_inside = [&](std::uint32_t row, const TokenRange& words) { return words.first <= row - part.base + part.first && row - part.base + part.first < words.end; };
    std::erase_if(rows, [&](std::uint32_t row) { return is_inside(row, chosen_[a].words) || is_inside(row, chosen_[b].words); });
    near_.insert(near_.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), kMostNear)));
    near_ends_.push_back(static_cast<std::uint32_t>(near_.size()));
  }

  void pair(const Part& part, const std::vector<LabelPhrases::Said>& said) {
    for (std::size_t a = part.begin; a < part.end; ++a)
      for (std::size_t b = part.begin; b < part.end; ++b) {
        if (overlap(chosen_[a].words, chosen_[b].words)) continue;
        RelationScorer::Pair pair;
        pair.subject = static_cast<std::uint32_t>(a);
        pair.object = static_cast<std::uint32_t>(b);
        pair.path_begin = static_cast<std::uint32_t>(path_.size());
        add_path(part, chosen_[a].head, chosen_[b].head);
        pair.path_end = static_cast<std::uint32_t>(path_.size());
        pair.places = {distance(chosen_[a].words, chosen_[b].words), static_cast<std::uint32_t>(2 * (kDistances.size() + 1)) + bucket(kSteps, pair.path_end - pair.path_begin)};
        add_near(part, pair, a, b);
        sentence_of_pair_.push_back(static_cast<std::uint32_t>(&part - sentences_.data()));
        for (const LabelPhrases::Said& one : said)
          if (one.subject == chosen_[a].head && one.object == chosen_[b].head) said_.emplace_back(pairs_.size(), one.property);
        pairs_.push_back(pair);
      }
  }

  /// Rows of the words on the tree's path between two words, without them.
  void add_path(const Part& part, std::uint32_t from, std::uint32_t to) {
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

  void score(const OntologyVectors& words) {
    if (pairs_.empty()) return;
    scorer_.pairs(states_, pairs_, path_, vectors_of_pairs_, workspace_);
    const std::size_t properties = words.properties.offsets.size();
    const RelationScorer::MatchWeights near_weights = scorer_.near_match(), sentence_weights = scorer_.sentence_match();
    scores_.resize(pairs_.size() * properties);
    kernels::dot_products(vectors_of_pairs_.data(), pairs_.size(), words.properties.vectors.data(), properties, scorer_.label_width(), scores_.data());
    for (const auto& [pair, property] : said_) scores_[pair * properties + property] += kSaid;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const float* const domain = &domain_fits_[pairs_[i].subject * properties];
      const float* const range = &range_fits_[pairs_[i].object * properties];
      const std::uint32_t near_begin = i == 0 ? 0 : near_ends_[i - 1];
      const std::span<const std::uint32_t> near = std::span(near_).subspan(near_begin, near_ends_[i] - near_begin);
      for (std::size_t p = 0; p < properties; ++p) {
        float score = scores_[i * properties + p] + domain[p] + range[p] + words.properties.offsets[p] + words.domains.offsets[p] + words.ranges.offsets[p];
        const float said = in_sentence_[sentence_of_pair_[i] * properties + p];
        score += sentence_weights.weight * std::max(0.0F, said - sentence_weights.from);
        if (said > near_weights.from) score += near_weights.weight * std::max(0.0F, label_match(words, p, near) - near_weights.from);
        const float odds = reader_.slope_ * score + reader_.offset_;
        if (odds < reader_.least_ - kListed * reader_.slope_) continue;
        found_.push_back({pairs_[i].subject, pairs_[i].object, static_cast<std::uint32_t>(p), odds});
      }
    }
    pairs_.clear();
    said_.clear();
    path_.clear();
    near_.clear();
    near_ends_.clear();
    sentence_of_pair_.clear();
  }

  /// Of readings whose ends overlap on both sides the likeliest of each property, and none that is much less likely than the best of them; in the order
  /// they were found.
  void tell(std::vector<RelationReading>& out) {
    join_lists();
    std::vector<std::size_t> order(found_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return found_[a].odds > found_[b].odds; });
    std::vector<std::size_t> kept;
    std::map<std::uint32_t, std::vector<std::size_t>> by_sentence;  // kept ones
    for (const std::size_t i : order) {
      const Found& one = found_[i];
      std::vector<std::size_t>& others = by_sentence[sentence_of(document_, chosen_[one.subject].head)];
      const bool is_count = counts(one.object);
      const auto is_better = [&](std::size_t other) {
        const Found& better = found_[other];
        if (!overlap(chosen_[one.subject].words, chosen_[better.subject].words)) return false;
        const float behind = (better.odds - one.odds) / reader_.slope_;
        return overlap(chosen_[one.object].words, chosen_[better.object].words) && (better.property == one.property || behind > (is_count ? kBesideCount : kBeside));
      };
      if (std::any_of(others.begin(), others.end(), is_better)) continue;
      others.push_back(i);
      kept.push_back(i);
    }
    std::sort(kept.begin(), kept.end());
    for (const std::size_t i : kept) {
      const Found& one = found_[i];
      out.push_back({span_of(one.subject), span_of(one.object), one.property, classes_[one.subject], classes_[one.object], 1 / (1 + std::exp(-one.odds))});
    }
    found_.clear();
  }

  /// What is told of one member of a list is told of the others, too, if it is nearly as likely: "the film features A, B | and C". All else that is
  /// not likely enough goes.
  void join_lists() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> likely;  // by property and sentence
    const auto key = [&](const Found& one) { return std::pair(one.property, sentence_of(document_, chosen_[one.subject].head)); };
    for (std::size_t i = 0; i < found_.size(); ++i)
      if (found_[i].odds >= reader_.least_) likely[key(found_[i])].push_back(i);
    std::vector<Found> out;
    for (const Found& one : found_) {
      Found joined = one;
      if (one.odds < reader_.least_) {
        const auto others = likely.find(key(one));
        if (others == likely.end()) continue;
        float best = reader_.least_ - 1;
        for (const std::size_t i : others->second) {
          const Found& other = found_[i];
          const bool same_subject = other.subject == one.subject && are_listed(other.object, one.object);
          const bool same_object = other.object == one.object && are_listed(other.subject, one.subject);
          if (same_subject || same_object) best = std::max(best, other.odds);
        }
        if (best < reader_.least_) continue;
        joined.odds = std::max(reader_.least_, (one.odds + best) / 2);
      }
      out.push_back(joined);
    }
    found_ = std::move(out);
  }

  /// Members of one list, by the tree.
  bool are_listed(std::uint32_t a, std::uint32_t b) const {
    const auto first_of = [&](std::uint32_t token) {
      for (std::size_t steps = 0; steps < kDeepest && document_.tokens[token].deprel.starts_with("conj"); ++steps) {
        const std::uint32_t above = governor(document_, token);
        if (above == kNone) break;
        token = above;
      }
      return token;
    };
    const std::uint32_t x = chosen_[a].head, y = chosen_[b].head;
    return x != y && !overlap(chosen_[a].words, chosen_[b].words) && first_of(x) == first_of(y);
  }

  /// An amount, or bare digits that are no time.
  bool counts(std::uint32_t chosen) const {
    const std::uint32_t kind = chosen_rows_[chosen].kind;
    return kind == kAmountKind || (kind != kTimeKind && is_digit(decode(document_.tokens[chosen_[chosen].head].form, 0).value));
  }

  Span span_of(std::uint32_t chosen) const {
    const TokenRange words = chosen_[chosen].words;
    return {document_.tokens[words.first].span.begin, document_.tokens[words.end - 1].span.end};
  }

  const RelationReader& reader_;
  const RelationScorer& scorer_;
  const Document& document_;
  const std::vector<Mention>& mentions_;
  Workspace& workspace_;
  PackedWords packed_;
  std::vector<float> words_, plain_;  // [rows, width], in their context and by themselves
  std::vector<float> cosines_;        // [rows, words of labels]
  std::vector<float> in_sentence_;    // [sentences, properties] how well the label is found there
  std::vector<std::vector<std::uint32_t>> below_;  // [words of the sentence being paired] rows
  std::vector<Part> sentences_;
  std::vector<std::vector<LabelPhrases::Said>> said_of_;  // [sentences]
  std::vector<ArgumentSpan> spans_, chosen_;
  std::vector<RelationScorer::SpanRows> rows_, chosen_rows_;  // of spans_, of chosen_
  RelationScorer::States states_;
  std::vector<RelationScorer::Pair> pairs_;
  std::vector<std::pair<std::size_t, std::uint32_t>> said_;  // pair, property that its label says of it
  std::vector<std::uint32_t> path_, left_, right_;
  std::vector<std::uint32_t> near_, near_ends_, sentence_of_pair_;  // [.], [pairs] into it, [pairs]
  struct Found {
    std::uint32_t subject, object, property;  // of chosen_
    float odds;
  };
  std::vector<Found> found_;
  std::vector<float> domain_fits_, range_fits_;      // [chosen, properties]
  std::vector<std::uint32_t> classes_;               // [chosen]
  std::vector<float> vectors_of_pairs_, scores_;
};

std::vector<RelationReading> RelationReader::read(const Document& document, const std::vector<Mention>& mentions, const OntologyVectors& words,
                                                  Workspace& workspace) const {
  std::vector<RelationReading> out;
  if (words.properties.offsets.empty()) return out;
  Batch batch(*this, document, mentions, workspace);
  for (const Sentence& sentence : document.sentences) {
    batch.add(sentence);
    if (batch.is_full()) batch.read(words, out);
  }
  batch.read(words, out);
  return out;
}

}  // namespace relata
