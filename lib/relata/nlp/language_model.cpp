#include <relata/nlp/language_model.hpp>

#include <relata/core/content_hash.hpp>
#include <relata/core/error.hpp>
#include <relata/core/phrase.hpp>
#include <relata/nlp/tree.hpp>
#include <relata/nlp/tree_rules.hpp>
#include <relata/nn/arc_scores.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

namespace relata {
namespace {

constexpr std::size_t kArc = 256, kLabel = 128;        // widths of the arc head's states
constexpr std::uint32_t kLongestWindow = 384;          // subwords: a longer sentence is read in blocks
constexpr std::uint32_t kBlock = 254, kOverlap = 64;   // of such a sentence: subwords of a block, and around it
constexpr float kTrust = 1.5F;                         // log odds that the model must bring against the segmenter's view of a sentence end
constexpr float kTrustInName = 6;                     // the same between two words with a capital: "Special Representative Jane Roe"
constexpr std::size_t kRows = 512;                     // subwords of a pass, about

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw ModelError(describe({path.string(), 0, 0}, "cannot be read", "give a model folder with config.json, vocab.txt, lemmas.tsv and model.safetensors"));
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Words that are encoded together: [begin, end) are looked at, [first, last) are read here.
struct Window {
  std::uint32_t begin, first, last, end;
  std::uint32_t subwords;  // of [begin, end)
};

/// Subwords of all words of a document, packed.
struct Subwords {
  std::vector<std::int32_t> ids;
  std::vector<std::uint32_t> starts;  // [words + 1]
  std::uint32_t between(std::uint32_t first, std::uint32_t end) const { return starts[end] - starts[first]; }
  std::span<const std::int32_t> of(std::uint32_t word) const { return std::span(ids).subspan(starts[word], between(word, word + 1)); }
};

/// Sentences that are not too long, as many as fit together; a long one in blocks that see a little of their neighbours.
std::vector<Window> plan(const Document& document, const Subwords& subwords, std::uint32_t budget) {
  std::vector<Window> windows;
  bool open = false;  // whether the last window may take more
  for (const Sentence& sentence : document.sentences) {
    if (sentence.token_count == 0) continue;  // records may hold such
    const std::uint32_t first = sentence.first_token, end = first + sentence.token_count;
    const std::uint32_t size = subwords.between(first, end);
    if (size > kLongestWindow) {
      open = false;
      for (std::uint32_t at = first; at < end;) {
        std::uint32_t last = at + 1;
        while (last < end && subwords.between(at, last + 1) <= kBlock) ++last;
        Window block{at, at, last, last, 0};
        while (block.begin > first && subwords.between(block.begin - 1, at) <= kOverlap) --block.begin;
        while (block.end < end && subwords.between(last, block.end + 1) <= kOverlap) ++block.end;
        block.subwords = subwords.between(block.begin, block.end);
        windows.push_back(block);
        at = last;
      }
    } else if (open && windows.back().subwords + size <= budget) {
      windows.back().last = windows.back().end = end;
      windows.back().subwords += size;
    } else {
      windows.push_back({first, first, end, end, size});
      open = true;
    }
  }
  return windows;
}

/// The vocabulary is lower-case, so that IS, the Islamic State, looks like a verb and WHO like a pronoun: between words in small letters they are read as like
/// names that look like nothing else.
std::string_view read_as(const Document& document, std::size_t token) {
  const std::string& form = document.tokens[token].form;
  if (form != "IS" && form != "WHO") return form;
  const auto speaks_of = [&](std::string_view words) { return document.text.find(words) != std::string::npos; };
  if (form == "IS" && !speaks_of("Islamic State") && !speaks_of("militant") && !speaks_of("fighters") && !speaks_of("Syria") && !speaks_of("Iraq")) return form;
  const auto is_small = [&](std::size_t other) {
    const std::string& word = document.tokens[other].form;
    return word.size() > 1 && word.back() >= 'a' && word.back() <= 'z';
  };
  const bool beside = (token > 0 && is_small(token - 1)) || (token + 1 < document.tokens.size() && is_small(token + 1));
  return !beside ? std::string_view(form) : form == "IS" ? "ISIS" : "UNICEF";
}

/// Whether a line ends between this token and the next.
bool ends_line(const Document& document, std::uint32_t token) {
  const Span gap{document.tokens[token].span.end, std::max(document.tokens[token].span.end, document.tokens[token + 1].span.begin)};
  return document.at(gap).find_first_of("\n\r") != std::string_view::npos;
}

std::size_t argmax(std::span<const float> row) { return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin()); }

}  // namespace

struct LanguageModel::Config {
  std::uint64_t fingerprint = 0;
  std::uint32_t window = 0;
  std::vector<std::string> tags, scripts, names, mentions, relations;
};

LanguageModel::LanguageModel(const std::filesystem::path& folder) : LanguageModel(folder, read_config(folder)) {}

LanguageModel::Config LanguageModel::read_config(const std::filesystem::path& folder) {
  const std::string path = (folder / "config.json").string();
  const auto refuse = [&](const std::string& fact) { throw ModelError(describe({path, 0, 0}, fact, "install the model again")); };
  const nlohmann::json json = nlohmann::json::parse(read_file(path), nullptr, false);
  if (!json.is_object()) refuse("is not a JSON object");
  Config config;
  try {
    if (json.at("format") != "relata-model") refuse("is not the configuration of a relata model");
    if (const int version = json.at("version").get<int>(); version != kVersion)
      refuse("describes a model of version " + std::to_string(version) + "; this relata reads version " + std::to_string(kVersion));
    config.fingerprint = std::stoull(json.at("fingerprint").get<std::string>(), nullptr, 16);
    config.window = json.at("window").get<std::uint32_t>();
    const nlohmann::json& labels = json.at("labels");
    for (const auto& [key, into] : {std::pair{"tags", &config.tags}, {"scripts", &config.scripts}, {"names", &config.names},
                                    {"mentions", &config.mentions}, {"relations", &config.relations}})
      *into = labels.at(key).get<std::vector<std::string>>();
  } catch (const ModelError&) {
    throw;
  } catch (const std::exception& fault) {
    refuse(std::string("lacks a part (") + fault.what() + ")");
  }
  if (config.window < 16 || config.window > kLongestWindow) refuse("gives a window of " + std::to_string(config.window) + " subwords, not of 16 to 384");
  if (config.tags.empty() || config.scripts.empty() || config.mentions.empty() || config.mentions.size() > 255 || config.relations.empty())
    refuse("has an empty list of labels");
  return config;
}

LanguageModel::LanguageModel(const std::filesystem::path& folder, Config config)
    : file_(folder / "model.safetensors"), encoder_(file_),
      token_(file_, "heads.token", config.tags.size() + config.scripts.size() + config.names.size() + config.mentions.size() + 2, encoder_.config().hidden),
      arc_mlp_(file_, "heads.arc_mlp", 2 * (kArc + kLabel), encoder_.config().hidden), arc_bilinear_(file_, "heads.arc_bilinear", kArc, kArc),
      label_(file_, "heads.label", config.relations.size(), 3 * kLabel), coreference_(file_, encoder_.config().hidden), pieces_(read_file(folder / "vocab.txt")), window_(config.window),
      lemmatizer_(read_file(folder / "lemmas.tsv"), std::move(config.scripts), pieces_), relations_(std::move(config.relations)),
      mention_types_(std::move(config.mentions)), names_(config.names) {
  fingerprint_ = file_.fingerprint();
  if (fingerprint_ != config.fingerprint) file_.refuse("is not the file that config.json was written with", "install the model again");
  if (pieces_.size() != encoder_.config().vocab || pieces_.id_of("[CLS]") < 0 || pieces_.id_of("[SEP]") < 0 || encoder_.config().positions < kLongestWindow + 2)
    throw ModelError(describe({(folder / "vocab.txt").string(), 0, 0}, "does not fit the model", "install the model again"));
  const auto root = std::find(relations_.begin(), relations_.end(), "root");
  if (root == relations_.end()) throw ModelError(describe({(folder / "config.json").string(), 0, 0}, "has no relation \"root\"", "install the model again"));
  root_relation_ = static_cast<std::size_t>(root - relations_.begin());
  for (const std::string& label : config.tags) {
    const std::size_t bar = label.find('|');
    const std::string upos = label.substr(0, bar);
    const auto known = std::find(upos_.begin(), upos_.end(), upos);
    tags_.push_back({static_cast<std::uint32_t>(known - upos_.begin()), bar == std::string::npos || label.substr(bar + 1) == "_" ? "" : label.substr(bar + 1)});
    if (known == upos_.end()) upos_.push_back(upos);
  }
  if (std::filesystem::path file = folder / "relations.safetensors"; std::filesystem::exists(file)) relations_path_ = std::move(file);
}

const RelationReader& LanguageModel::relation_reader() const {
  std::call_once(relations_opened_, [&] {
    relations_file_.emplace(relations_path_);
    if (relations_file_->metadata("encoder") != hash_digits(fingerprint_)) relations_file_->refuse("was not made for the model beside it", "install the model again");
    relations_reader_.emplace(*relations_file_, encoder_, pieces_);
  });
  return *relations_reader_;
}

/// One document on its way through the model: neighbouring windows at a time, so that memory does not grow with the text.
class LanguageModel::Reading {
 public:
  Reading(const LanguageModel& model, Document& document, Sentences sentences, Workspace& workspace)
      : model_(model), document_(document), sentences_(sentences), workspace_(workspace), hidden_(model.encoder_.config().hidden), packed_(model.pieces_) {}

  Analysis run() {
    const std::size_t words = document_.tokens.size();
    analysis_.mention_types.assign(words, 0);
    analysis_.vectors = ByteRows(hidden_);
    for (std::size_t token = 0; token < document_.tokens.size(); ++token) {
      subwords_.starts.push_back(static_cast<std::uint32_t>(subwords_.ids.size()));
      model_.pieces_.append(read_as(document_, token), subwords_.ids);
    }
    subwords_.starts.push_back(static_cast<std::uint32_t>(subwords_.ids.size()));
    // Company costs a parse 0.3 of LAS, and helps only to see where sentences end: given ones are read by themselves.
    windows_ = plan(document_, subwords_, sentences_ == Sentences::kGiven ? 0 : model_.window_);
    mark_ends();
    for (std::size_t at = 0; at < windows_.size();) {
      std::size_t end = at, rows = 0;
      do rows += windows_[end++].subwords + 2;
      while (end < windows_.size() && rows + windows_[end].subwords + 2 <= kRows);
      read(std::span(windows_).subspan(at, end - at));
      at = end;
    }
    if (sentences_ == Sentences::kGuessed) cut_sentences();
    else join_blocks();
    return std::move(analysis_);
  }

 private:
  /// Where sentences end for sure, and where the model is asked: everywhere but at the ends of lines and windows.
  void mark_ends() {
    ends_.assign(document_.tokens.size(), 0);
    asked_.assign(document_.tokens.size(), sentences_ == Sentences::kGuessed);
    for (const Sentence& sentence : document_.sentences) {
      if (sentence.token_count == 0) continue;
      const std::uint32_t last = sentence.first_token + sentence.token_count - 1;
      ends_[last] = 1;
      if (last + 1 == document_.tokens.size() || ends_line(document_, last) || is_dateline(document_, sentence)) asked_[last] = 0;
    }
    for (const Window& window : windows_) {
      ends_[window.last - 1] = 1;
      asked_[window.last - 1] = 0;
    }
  }

  void read(std::span<const Window> windows) {
    first_ = windows.front().first;
    last_ = windows.back().last;
    encode(windows);
    const std::size_t words = last_ - first_;
    logits_.resize(words * model_.token_.outputs());
    model_.token_.run(words_.data(), words, logits_.data(), workspace_);
    for (std::uint32_t token = first_; token < last_; ++token) tag(token);
    for (std::size_t i = 0; i < words; ++i) analysis_.vectors.append(&words_[i * hidden_]);
    // Arc states: each word as dependent and as head, each [CLS] as the root.
    const std::size_t width = 2 * (kArc + kLabel);
    states_.resize(words * width);
    model_.arc_mlp_.run(words_.data(), words, states_.data(), workspace_, Activation::kGelu);
    root_states_.resize(windows.size() * width);
    model_.arc_mlp_.run(roots_.data(), windows.size(), root_states_.data(), workspace_, Activation::kGelu);
    dependents_.resize(words * kArc);
    queries_.resize(words * kArc);
    for (std::size_t i = 0; i < words; ++i) std::copy_n(&states_[i * width], kArc, &dependents_[i * kArc]);
    model_.arc_bilinear_.run(dependents_.data(), words, queries_.data(), workspace_);
    for (std::size_t w = 0; w < windows.size(); ++w)
      for (std::uint32_t begin = windows[w].first; begin < windows[w].last;) {
        std::uint32_t end = begin + 1;
        while (!ends_[end - 1]) ++end;
        find_names(begin, end);
        parse(begin, end, &root_states_[w * width]);
        begin = end;
      }
  }

  /// Fills words_ [words, hidden] and roots_ [windows, hidden].
  void encode(std::span<const Window> windows) {
    packed_.clear();
    for (const Window& window : windows) {
      packed_.begin_sequence();
      for (std::uint32_t token = window.begin; token < window.end; ++token) packed_.add(document_.tokens[token].form, subwords_.of(token));
      packed_.end_sequence();
    }
    packed_.run(model_.encoder_, nullptr, workspace_);
    words_.resize((last_ - first_) * hidden_);
    roots_.resize(windows.size() * hidden_);
    std::size_t base = 0;
    float* word = words_.data();
    for (std::size_t w = 0; w < windows.size(); ++w) {
      const Window& window = windows[w];
      std::copy_n(packed_.start_of(w), hidden_, &roots_[w * hidden_]);
      for (std::uint32_t token = window.first; token < window.last; ++token, word += hidden_) packed_.vector_of(base + token - window.begin, word);
      base += window.end - window.begin;
    }
  }

  void tag(std::uint32_t index) {
    Token& token = document_.tokens[index];
    std::span<const float> rest(&logits_[(index - first_) * model_.token_.outputs()], model_.token_.outputs());
    const auto take = [&](std::size_t count) {
      const auto part = rest.first(count);
      rest = rest.subspan(count);
      return part;
    };
    // The likeliest part of speech over all its features, then its likeliest features.
    const auto tags = take(model_.tags_.size());
    const float top = *std::max_element(tags.begin(), tags.end());
    mass_.assign(model_.upos_.size(), 0.0F);
    for (std::size_t i = 0; i < tags.size(); ++i) mass_[model_.tags_[i].upos] += std::exp(tags[i] - top);
    const std::size_t upos = argmax(mass_);
    std::size_t best = tags.size();
    for (std::size_t i = 0; i < tags.size(); ++i)
      if (model_.tags_[i].upos == upos && (best == tags.size() || tags[i] > tags[best])) best = i;
    token.upos = model_.upos_[upos];
    token.feats = model_.tags_[best].feats;
    token.lemma = model_.lemmatizer_.lemma(token.form, token.upos, take(model_.lemmatizer_.scripts()));
    take(model_.names_.tags());
    analysis_.mention_types[index] = static_cast<std::uint8_t>(argmax(take(model_.mention_types_.size())));
    const auto end = take(2);
    if (asked_[index]) ends_[index] = end[1] - end[0] > (ends_[index] ? -kTrust : is_within_name(index) ? kTrustInName : kTrust);
  }

  bool is_within_name(std::uint32_t index) const {
    const auto is_capital = [&](std::uint32_t token) { return word_shape(document_.tokens[token].form) == kShapeTitle; };
    return index + 1 < document_.tokens.size() && is_capital(index) && is_capital(index + 1) && document_.tokens[index].upos == "PROPN";
  }

  void find_names(std::uint32_t begin, std::uint32_t end) {
    const std::size_t tags = model_.names_.tags(), offset = model_.tags_.size() + model_.lemmatizer_.scripts();
    name_logits_.resize((end - begin) * tags);
    for (std::uint32_t token = begin; token < end; ++token)
      std::copy_n(&logits_[(token - first_) * model_.token_.outputs() + offset], tags, &name_logits_[(token - begin) * tags]);
    for (const TaggedSpan& span : model_.names_.decode(name_logits_))
      analysis_.names.push_back({begin + span.first, begin + span.last + 1, span.type, span.confidence});
  }

  /// Heads and relations of the tokens [begin, end), which are a sentence or a block of one; `root`: states of its [CLS].
  void parse(std::uint32_t begin, std::uint32_t end, const float* root) {
    const std::size_t n = end - begin, width = 2 * (kArc + kLabel);
    const auto states = [&](std::size_t word) { return word == 0 ? root : &states_[(begin - first_ + word - 1) * width]; };  // 0 = root, else 1-based
    heads_.resize((n + 1) * kArc);
    for (std::size_t i = 0; i <= n; ++i) std::copy_n(states(i) + kArc, kArc, &heads_[i * kArc]);
    scores_.resize(n * (n + 1));
    arc_scores(&queries_[(begin - first_) * kArc], n, heads_.data(), n + 1, kArc, scores_.data());
    const std::vector<std::uint32_t> heads = spanning_tree(scores_, n);
    pairs_.resize(n * 3 * kLabel);
    for (std::size_t i = 0; i < n; ++i) {
      const float* d = states(i + 1) + 2 * kArc;
      const float* h = states(heads[i]) + 2 * kArc + kLabel;
      float* pair = &pairs_[i * 3 * kLabel];
      for (std::size_t k = 0; k < kLabel; ++k) {
        pair[k] = d[k];
        pair[kLabel + k] = h[k];
        pair[2 * kLabel + k] = d[k] * h[k];
      }
    }
    const std::size_t relations = model_.relations_.size();
    relation_logits_.resize(n * relations);
    model_.label_.run(pairs_.data(), n, relation_logits_.data(), workspace_);
    for (std::size_t i = 0; i < n; ++i) {
      std::span<float> row(&relation_logits_[i * relations], relations);
      // "root" is for the root alone.
      row[model_.root_relation_] = heads[i] == 0 ? std::numeric_limits<float>::infinity() : -std::numeric_limits<float>::infinity();
      Token& token = document_.tokens[begin + i];
      token.head = heads[i];
      token.deprel = model_.relations_[argmax(row)];
    }
    TreeRules(document_, begin, end, analysis_.mention_types, model_.mention_types_).apply();
  }

  void cut_sentences() {
    document_.sentences.clear();
    std::uint32_t first = 0;
    for (std::uint32_t i = 0; i < document_.tokens.size(); ++i) {
      if (!ends_[i]) continue;
      document_.sentences.push_back({{document_.tokens[first].span.begin, document_.tokens[i].span.end}, first, i + 1 - first});
      first = i + 1;
    }
  }

  /// Makes one tree of a given sentence that was read in blocks: the roots of later blocks hang on the first block's.
  void join_blocks() {
    for (const Sentence& sentence : document_.sentences) {
      const std::uint32_t last = sentence.first_token + sentence.token_count;
      std::uint32_t root = 0;  // 1-based in the sentence
      std::uint32_t block = sentence.first_token;
      for (std::uint32_t i = sentence.first_token; i < last; ++i) {
        Token& token = document_.tokens[i];
        if (token.head != 0) {
          token.head += block - sentence.first_token;
        } else if (root == 0) {
          root = i - sentence.first_token + 1;
        } else {
          token.head = root;
          token.deprel = "parataxis";
        }
        if (ends_[i]) block = i + 1;
      }
    }
  }

  const LanguageModel& model_;
  Document& document_;
  Sentences sentences_;
  Workspace& workspace_;
  std::size_t hidden_;
  Analysis analysis_;
  Subwords subwords_;
  std::vector<Window> windows_;
  std::vector<char> ends_, asked_;  // [tokens]

  // Of the windows being read, words [first_, last_).
  std::uint32_t first_ = 0, last_ = 0;
  PackedWords packed_;
  std::vector<float> words_, roots_;                   // [words, hidden], [windows, hidden]
  std::vector<float> logits_;                          // [words, token head]
  std::vector<float> states_, root_states_;            // [words or windows, kArc + kArc + kLabel + kLabel]: dependent, head, and both again for labels
  std::vector<float> dependents_, queries_;            // [words, kArc], before and after the bilinear layer
  std::vector<float> heads_, scores_, pairs_, relation_logits_, name_logits_, mass_;  // of one sentence or word
};

/// Takes a workspace that no thread uses, or a new one, and gives it back.
class LanguageModel::Lease {
 public:
  explicit Lease(const LanguageModel& model) : model_(model) {
    const std::lock_guard lock(model.mutex_);
    if (model.idle_.empty()) return;
    workspace_ = std::move(model.idle_.back());
    model.idle_.pop_back();
  }
  ~Lease() {
    if (!workspace_) return;
    const std::lock_guard lock(model_.mutex_);
    model_.idle_.push_back(std::move(workspace_));
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  Workspace& workspace() {
    if (!workspace_) workspace_ = std::make_unique<Workspace>();
    return *workspace_;
  }

 private:
  const LanguageModel& model_;
  std::unique_ptr<Workspace> workspace_;
};

Analysis LanguageModel::analyse(Document& document, Sentences sentences) const {
  Lease lease(*this);
  return Reading(*this, document, sentences, lease.workspace()).run();
}

std::vector<CoreferenceLink> LanguageModel::links(const Document& document, const std::vector<Mention>& mentions, const std::vector<Attribution>& attributions, const Analysis& analysis,
                                                  const Ontology& ontology) const {
  Lease lease(*this);
  return coreference_.links(document, mentions, attributions, analysis.vectors, ontology, lease.workspace());
}

OntologyVectors LanguageModel::vectors_of(const Ontology& ontology, const std::function<void(Document&)>& tokenise) const {
  Lease lease(*this);
  return relation_reader().describe(ontology, tokenise, lease.workspace());
}

std::vector<RelationReading> LanguageModel::relations(const Document& document, const std::vector<Mention>& mentions, const OntologyVectors& words) const {
  Lease lease(*this);
  return relation_reader().read(document, mentions, words, lease.workspace());
}

}  // namespace relata
