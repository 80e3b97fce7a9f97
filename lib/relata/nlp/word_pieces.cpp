// The vocabulary is a trie of bytes in breadth-first order, so that the longest piece is found in one
// walk. A word is lowered into a small buffer up to the next mark and then cut; marks and ideographs
// are words of their own.
#include <relata/nlp/word_pieces.hpp>

#include <relata/core/base_letters.hpp>
#include <relata/core/error.hpp>
#include <relata/core/utf8.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace relata {
namespace {

constexpr std::size_t kLongestWord = 100;  // code points; a longer one is [UNK], as in BERT

// What BERT takes for Chinese.
bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B73F) ||
         (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

/// What BERT parts words at: punctuation and ASCII's symbols.
bool is_mark(char32_t c) {
  if (c < 0x80) return c > ' ' && c < 0x7F && !is_letter(c) && !is_digit(c);
  return is_punctuation(c);
}

}  // namespace

WordPieces::WordPieces(std::string_view vocabulary) {
  std::vector<std::pair<std::string_view, std::int32_t>> pieces;
  for (std::size_t at = 0; at < vocabulary.size(); ++size_) {
    const std::size_t end = std::min(vocabulary.find('\n', at), vocabulary.size());
    std::string_view piece = vocabulary.substr(at, end - at);
    if (piece.ends_with('\r')) piece.remove_suffix(1);
    if (!piece.empty()) pieces.emplace_back(piece, static_cast<std::int32_t>(size_));
    at = end + 1;
  }
  grow(std::move(pieces));
  unknown_ = id_of("[UNK]");
  if (unknown_ < 0)
    throw ModelError(describe({}, "the vocabulary of " + std::to_string(size_) + " pieces has no [UNK]", "give the vocab.txt of an uncased BERT"));
}

void WordPieces::grow(std::vector<std::pair<std::string_view, std::int32_t>> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  struct Part {
    std::size_t begin, end, depth;  // pieces[begin, end) share their first `depth` bytes
  };
  std::vector<Part> parts{{0, pieces.size(), 0}};
  nodes_.emplace_back();
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    auto [at, end, depth] = parts[n];
    nodes_[n].first_child = static_cast<std::uint32_t>(nodes_.size());
    // Of a piece given twice the later line counts.
    for (; at < end && pieces[at].first.size() == depth; ++at) nodes_[n].id = pieces[at].second;
    while (at < end) {
      const char byte = pieces[at].first[depth];
      std::size_t same = at;
      while (same < end && pieces[same].first[depth] == byte) ++same;
      nodes_.push_back({0, -1, byte});
      parts.push_back({at, same, depth + 1});
      at = same;
    }
  }
  nodes_.push_back({static_cast<std::uint32_t>(nodes_.size()), -1, 0});
  const auto fan = [this](std::uint32_t node, auto& bytes) {
    for (std::uint32_t c = nodes_[node].first_child; c < nodes_[node + 1].first_child; ++c) bytes[static_cast<unsigned char>(nodes_[c].byte)] = c;
  };
  fan(0, first_bytes_);
  if (const std::uint32_t mark = first_bytes_['#']; mark != 0) inside_ = child(mark, '#');
  if (inside_ != 0) fan(inside_, inside_bytes_);
}

std::uint32_t WordPieces::child(std::uint32_t node, char byte) const {
  for (std::uint32_t c = nodes_[node].first_child; c < nodes_[node + 1].first_child; ++c)
    if (nodes_[c].byte == byte) return c;
  return 0;
}

std::int32_t WordPieces::id_of(std::string_view piece) const {
  std::uint32_t node = 0;
  for (const char byte : piece)
    if ((node = child(node, byte)) == 0) return -1;
  return nodes_[node].id;
}

/// The longest pieces from left to right, at most `most`; false, and nothing appended, where the word has none.
bool WordPieces::append_parts(std::string_view plain, std::size_t most, std::vector<std::int32_t>& ids) const {
  const std::size_t before = ids.size();
  for (std::size_t at = 0; at < plain.size();) {
    const auto lead = static_cast<unsigned char>(plain[at]);
    std::uint32_t node = at == 0 ? first_bytes_[lead] : inside_bytes_[lead];
    std::int32_t id = -1;
    std::size_t piece_end = at;
    for (std::size_t end = at + 1; node != 0; node = child(node, plain[end++])) {
      if (nodes_[node].id >= 0) {
        id = nodes_[node].id;
        piece_end = end;
      }
      if (end == plain.size()) break;
    }
    if (id < 0) {
      ids.resize(before);
      return false;
    }
    if (ids.size() - before < most) ids.push_back(id);
    at = piece_end;
  }
  return true;
}

/// One token of ours on its way: the letters of the word being read, and the room that is left.
class WordPieces::Appender {
 public:
  Appender(const WordPieces& pieces, std::vector<std::int32_t>& ids) : pieces_(pieces), ids_(ids), begin_(ids.size()) {}

  bool is_full() const { return ids_.size() - begin_ >= kMostPieces; }

  void add(char32_t c) {
    if (letters_++ < kLongestWord) append_utf8(plain_, c);
  }
  void add_ascii(char c) {
    if (letters_++ < kLongestWord) plain_ += c;
  }
  /// Ends the word.
  void close() {
    if (letters_ == 0) return;
    const std::size_t room = kMostPieces - (ids_.size() - begin_);
    if (room > 0 && (letters_ > kLongestWord || !pieces_.append_parts(plain_, room, ids_))) ids_.push_back(pieces_.unknown_);
    plain_.clear();
    letters_ = 0;
  }
  void finish() {
    close();
    if (ids_.size() == begin_) ids_.push_back(pieces_.unknown_);
  }

 private:
  const WordPieces& pieces_;
  std::vector<std::int32_t>& ids_;
  const std::size_t begin_;
  std::string plain_;         // UTF-8 of at most kLongestWord letters
  std::size_t letters_ = 0;  // of the word, those beyond kLongestWord too
};

void WordPieces::append(std::string_view word, std::vector<std::int32_t>& ids) const {
  Appender out(*this, ids);
  for (std::size_t at = 0; at < word.size() && !out.is_full();) {
    const auto byte = static_cast<unsigned char>(word[at]);
    if (byte < 0x80) {
      ++at;
      if (is_letter(byte) || is_digit(byte)) {
        out.add_ascii(static_cast<char>(to_lower(byte)));
      } else if (is_mark(byte)) {
        out.close();
        out.add_ascii(static_cast<char>(byte));
        out.close();
      } else if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
        out.close();
      }
      continue;
    }
    const CodePoint c = decode(word, at);
    at += c.size;
    if (c.value == 0xFFFD || is_control(c.value)) continue;
    if (is_space(c.value)) {
      out.close();
      continue;
    }
    const bool alone = is_ideograph(c.value) || is_punctuation(c.value);
    if (alone) out.close();
    const BaseLetters base = base_letters(c.value);
    for (std::uint32_t i = 0; i < base.count; ++i) {
      const char32_t letter = base.letters[i];
      const bool mark = !alone && letter != c.value && is_mark(letter);  // "≠" without its stroke is "="
      if (mark) out.close();
      out.add(letter);
      if (mark) out.close();
    }
    if (alone) out.close();
  }
  out.finish();
}

int word_shape(std::string_view word) {
  std::size_t letters = 0, capitals = 0, digits = 0;
  bool first_capital = false;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    at += c.size;
    if (is_letter(c.value)) {
      const bool capital = is_upper(c.value);
      if (letters++ == 0) first_capital = capital;
      capitals += capital;
    } else if (is_digit(c.value)) {
      ++digits;
    }
  }
  if (letters == 0) return digits > 0 ? kShapeNumber : kShapeMark;
  if (capitals == 0) return kShapeLower;
  if (letters == 1) return kShapeOneCapital;
  if (capitals == letters) return kShapeUpper;
  return first_capital && capitals == 1 ? kShapeTitle : kShapeMixed;
}

}  // namespace relata
