// CoNLL-U (https://universaldependencies.org/format.html): sentences and tokens that another tool
// or a treebank made. Words of a multiword token whose forms spell it out get exact spans of their
// own; others share the span of the whole. Empty nodes are left out.
#pragma once
#include <relata/core/document.hpp>
#include <relata/core/error.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relata {

/// Builds documents from lines given one after the other.
class ConlluParser {
 public:
  /// `file` for messages; `stem` names documents without "# newdoc id".
  ConlluParser(std::string file, std::string stem) : file_(std::move(file)), stem_(std::move(stem)) {}

  /// Takes the next line, without its line end. Gives back the document that this line ended ("# newdoc").
  /// InputError, with the line, on anything that is not CoNLL-U.
  std::optional<Document> feed(std::string_view line);
  /// The last document; none if there were no sentences since the one before.
  std::optional<Document> finish();

 private:
  struct Row;
  void add_row(std::string_view line);
  void close_sentence();
  void comment(std::string_view line);
  std::optional<Document> close_document();
  [[noreturn]] void fail(std::string_view fact, std::string_view remedy = {}) const;

  std::string file_, stem_;
  std::uint64_t line_ = 0;
  std::uint64_t documents_ = 0;
  Document document_;
  std::string given_text_;      // of "# text"
  bool begins_paragraph_ = false;
  bool spaced_ = false;         // a space belongs before the next token
  bool in_sentence_ = false;
  Sentence sentence_;
  std::uint32_t range_last_ = 0;  // last word of the open multiword token, 0 = none
  std::uint32_t range_token_ = 0; // its first word's index into tokens
  Span range_span_;
  bool range_spaced_ = false;
};

/// The document's sentences and tokens; columns that are not known are "_". Neighbouring words
/// without space or punctuation between them ("do" "n't") are written as a multiword token.
std::string write_conllu(const Document& document);

}  // namespace relata
