// The sentences that evidence stands in. A graph keeps only the words of its evidence; who has read the
// documents can put their sentences beside it. Offsets are Unicode code points of a document's text, as in Evidence.
#pragma once
#include <relata/core/document.hpp>
#include <relata/core/utf8.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

class SentenceTexts {
 public:
  /// A stretch of a document, word for word.
  struct Stretch {
    std::uint32_t begin = 0;  ///< code point
    std::string text;
  };

  /// Keeps the text of `document` with its sentences; of two documents of one id the later one counts.
  void add(const Document& document);
  bool knows(std::string_view document_id) const { return pages_.contains(document_id); }
  /// The sentences that [begin, end) touches. nullopt where the document is not known or `quote` does not stand there.
  std::optional<Stretch> around(std::string_view document_id, std::uint32_t begin, std::uint32_t end, std::string_view quote) const;

 private:
  struct Page {
    explicit Page(const Document& document);
    Page(const Page&) = delete;
    std::string text;
    std::vector<Span> sentences;  // by place
    OffsetMap offsets;            // of `text`
  };
  std::map<std::string, Page, std::less<>> pages_;  // by id
};

}  // namespace relata
