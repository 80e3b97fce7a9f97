// RDF terms as numbers, so that statements that have to be kept stay small.
#pragma once
#include <relata/graph/text_pool.hpp>
#include <relata/rdf/terms.hpp>

#include <optional>
#include <string>

namespace relata {

class TermTable {
 public:
  using Id = std::uint32_t;

  // One text a term: kind, value, and for literals datatype and language behind NULs, which no term has inside.
  Id add(const TermView& term) {
    spell(term, key_);
    return texts_.add(key_);
  }
  std::optional<Id> find(const TermView& term) const {
    std::string key;
    spell(term, key);
    return texts_.find(key);
  }
  std::size_t size() const { return texts_.size(); }
  /// Valid as long as the table.
  TermView at(Id id) const {
    const std::string_view text = texts_.at(id);
    if (text.front() == '<') return {text.substr(1)};
    const std::size_t language = text.rfind('\0'), datatype = text.rfind('\0', language - 1);
    return {text.substr(1, datatype - 1), true, text.substr(datatype + 1, language - datatype - 1), text.substr(language + 1)};
  }

 private:
  static void spell(const TermView& term, std::string& key) {
    key.assign(1, term.is_literal ? '"' : '<');
    key += term.value;
    if (term.is_literal) ((((key += '\0') += term.datatype)) += '\0') += term.language;
  }

  TextPool texts_;
  std::string key_;
};

}  // namespace relata
