// The trained reader of relata: one encoder runs once over the text, every head reads its vectors. Sentence ends,
// tags, lemmas, trees, names, the words that head mentions, and which mentions mean the same come out; training/ made the weights.
#pragma once
#include <relata/core/document.hpp>
#include <relata/nlp/analyzer.hpp>
#include <relata/nlp/bio.hpp>
#include <relata/nlp/coreference.hpp>
#include <relata/nlp/lemmatizer.hpp>
#include <relata/nlp/packed_words.hpp>
#include <relata/nlp/relation_reader.hpp>
#include <relata/nn/encoder.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace relata {

/// A name as the model reads it, over tokens of the document.
struct NameSpan {
  std::uint32_t first = 0, end = 0;  ///< tokens [first, end)
  std::uint32_t type = 0;            ///< index into LanguageModel::name_types()
  float confidence = 0;              ///< 0..1
};

/// What is read beside what the tokens hold themselves.
struct Analysis {
  std::vector<NameSpan> names;               ///< in text order, without overlap
  std::vector<std::uint8_t> mention_types;   ///< [tokens] index into LanguageModel::mention_types(); 0 = heads no mention
  ByteRows vectors;                          ///< [tokens, hidden] what the encoder made of each word
};

class LanguageModel {
 public:
  /// `folder` holds config.json, vocab.txt, lemmas.tsv and model.safetensors, maybe relations.safetensors. Throws ModelError where a file is missing, cut short, foreign,
  /// of another version, or not the one that config.json was written with.
  explicit LanguageModel(const std::filesystem::path& folder);

  /// Fills lemma, upos, feats, head and deprel of every token, and the sentences where they are guessed. Total on any text;
  /// time linear in it. Safe to call from several threads; the result does not depend on how many.
  Analysis analyse(Document& document, Sentences sentences) const;

  /// Which mentions take up which (coreference.hpp); `analysis` is of this document.
  std::vector<CoreferenceLink> links(const Document& document, const std::vector<Mention>& mentions, const std::vector<Attribution>& attributions, const Analysis& analysis, const Ontology& ontology) const;

  /// Whether the folder has relations.safetensors, by which relations of any ontology are read; it is opened when first needed.
  bool reads_relations() const { return !relations_path_.empty(); }
  /// What the words of an ontology are to the model: about a millisecond a property, so once an ontology. `tokenise` fills tokens and
  /// sentences of a document from its text. Needs reads_relations(), as does relations(). Throws ModelError where the file is damaged or foreign.
  OntologyVectors vectors_of(const Ontology& ontology, const std::function<void(Document&)>& tokenise) const;
  /// What the document says in terms of the ontology that `words` are of, as far as it is likely enough; the document has trees.
  std::vector<RelationReading> relations(const Document& document, const std::vector<Mention>& mentions, const OntologyVectors& words) const;

  const std::vector<std::string>& name_types() const { return names_.types(); }
  const std::vector<std::string>& mention_types() const { return mention_types_; }  ///< [0] is "none"
  std::uint64_t fingerprint() const { return fingerprint_; }  ///< of the weights

 private:
  struct Config;
  struct Tag {
    std::uint32_t upos = 0;  // index into upos_
    std::string feats;
  };
  class Reading;
  class Lease;

  static Config read_config(const std::filesystem::path& folder);
  LanguageModel(const std::filesystem::path& folder, Config config);
  const RelationReader& relation_reader() const;

  static constexpr int kVersion = 2;  // of the files in a model folder
  std::uint64_t fingerprint_ = 0;
  SafetensorsFile file_;
  Encoder encoder_;
  Linear token_, arc_mlp_, arc_bilinear_, label_;
  Coreference coreference_;
  WordPieces pieces_;
  std::uint32_t window_;  // subwords encoded together, where sentences are that short
  std::vector<std::string> upos_;
  std::vector<Tag> tags_;
  Lemmatizer lemmatizer_;
  std::vector<std::string> relations_, mention_types_;
  std::size_t root_relation_ = 0;  // index of "root" in relations_
  BioDecoder names_;
  std::filesystem::path relations_path_;  // empty where there are none
  mutable std::once_flag relations_opened_;
  mutable std::optional<SafetensorsFile> relations_file_;
  mutable std::optional<RelationReader> relations_reader_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Workspace>> idle_;  // workspaces that no thread uses at the moment
};

}  // namespace relata
