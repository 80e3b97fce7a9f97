// RDF terms as numbers, so that statements that have to be kept stay small.
#pragma once
#include <relata/graph/text_pool.hpp>
#include <relata/rdf/terms.hpp>

#include <string>

namespace relata {

class TermTable {
 public:
  using Id = std::uint32_t;

  // One text a term: kind, value, and for literals datatype and language behind NULs, which no term has inside.
  Id add(const TermView& term) {
    key_.assign(1, term.is_literal ? '"' : '<');
    key_ += term.value;
    if (term.is_literal) ((((key_ += '\0') += term.datatype)) += '\0') += term.language;
    return texts_.add(key_);
  }
  /// Valid as long as the table.
  TermView at(Id id) const {
    const std::string_view text = texts_.at(id);
    if (text.front() == '<') return {text.substr(1)};
    const std::size_t language = text.rfind('\0'), datatype = text.rfind('\0', language - 1);
    return {text.substr(1, datatype - 1), true, text.substr(datatype + 1, language - datatype - 1), text.substr(language + 1)};
  }

 private:
  TextPool texts_;
  std::string key_;
};

}  // namespace relata
