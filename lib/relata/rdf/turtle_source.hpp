// Where in a Turtle text a term stands. raptor hands over statements when they are complete and knows then
// only about which line it is on; a message that names the term's own line and column needs the text read
// once more. This is a lexer only, run when there is something to complain about.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

class TurtleSource {
 public:
  /// `text` is UTF-8; anything that is not Turtle gives tokens without meaning, never a failure.
  explicit TurtleSource(std::string_view text);

  struct Place {
    std::uint64_t line = 0, column = 0;  ///< 1-based, column in code points; 0 = not found
  };
  /// The term `object` after the word `predicate` (IRIs; "" = any) in a statement about `subject` ("" or a
  /// blank node: any), the one nearest to `line` where there are several; without a match the place is {line, 0}.
  Place find(std::uint64_t line, std::string_view subject, std::string_view predicate, std::string_view object) const;

  /// "news:partnerOf" by the text's own prefixes, or "<IRI>" where none fits.
  std::string shorten(std::string_view iri) const;

 private:
  struct Token {
    std::string value;  // IRI of a name, text of a literal, "" for punctuation
    char mark = 0;      // punctuation: . ; , [ ] ( )
    std::uint64_t line = 0, column = 0;
  };
  void expand(Token& token, std::string_view name) const;

  std::vector<Token> tokens_;
  std::map<std::string, std::string> prefixes_;
};

}  // namespace relata
