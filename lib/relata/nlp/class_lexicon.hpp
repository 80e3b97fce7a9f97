// Common nouns that name classes ("news agency", "programme") and titles ("prime minister"), from
// the wordings of the ontology's classes, for look-up over tokens.
#pragma once
#include <relata/core/document.hpp>
#include <relata/ontology/ontology.hpp>

#include <string>
#include <unordered_map>

namespace relata {

class ClassLexicon {
 public:
  explicit ClassLexicon(const Ontology& ontology);

  struct Hit {
    std::uint32_t cls = kNone;  ///< index into Ontology::classes()
    std::uint32_t tokens = 0;   ///< how many tokens the noun takes; 0 = no hit
  };
  /// The longest noun that begins (ends) at a token of [first, end).
  Hit starting_at(const Document& document, std::uint32_t token, std::uint32_t end) const;
  Hit ending_at(const Document& document, std::uint32_t token, std::uint32_t first) const;

 private:
  static constexpr std::uint32_t kLongest = 4;  // tokens
  std::uint32_t find(const Document& document, std::uint32_t first, std::uint32_t end) const;
  std::unordered_map<std::string, std::uint32_t> by_noun_;
};

}  // namespace relata
