// What was read: a text with its sentences and tokens. A plain value; nothing in it is changed
// after text::read, stages add their own values beside it.
#pragma once
#include <relata/core/span.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

/// "No such thing" for an index into a vector of this record.
inline constexpr std::uint32_t kNone = UINT32_MAX;

struct Token {
  Span span;                   ///< bytes of Document::text; words of one multiword token share its span
  std::string form;            ///< the word; equals the text of the span except inside multiword tokens
  std::string lemma;           ///< "" where not known
  std::string upos;            ///< universal part of speech, "" where not known
  std::string xpos;            ///< treebank's own tag, "" where not known
  std::string feats;           ///< "Case=Nom|Number=Sing", "" where none
  std::uint32_t head = kNone;  ///< 1-based token of its sentence, 0 = root, kNone = not known
  std::string deprel;          ///< universal relation to the head, "" where not known
};

struct Sentence {
  Span span;
  std::uint32_t first_token = 0;  ///< index into Document::tokens
  std::uint32_t token_count = 0;
};

struct Document {
  std::string id;
  std::string text;    ///< valid UTF-8, exactly as given; offsets count its bytes
  std::string title;   ///< "" where none
  std::string date;    ///< ISO 8601 date of publication, "" where not known
  std::string source;  ///< who published it, or where it came from; "" where not known
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;

  std::string_view at(Span span) const { return std::string_view(text).substr(span.begin, span.size()); }
};

}  // namespace relata
