// Sentence ends among the tokens: full stops with the quotes and brackets that close after them,
// abbreviations only before a likely opener, and line ends where the layout says so. A text whose
// lines are wrapped at a width is told from one with a paragraph a line.
#include <relata/text/segmenter.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/text/tokenizer.hpp>
#include <relata/text/word_lists.hpp>

#include <algorithm>

namespace relata {
namespace {

/// How the lines of a text end, to know what a single line end means.
struct Layout {
  bool wrapped = false;     ///< most lines end in the middle of a sentence
  std::size_t longest = 0;  ///< bytes of the longest line
};

bool is_terminal(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' || c == U'؟' || c == U'।' || c == U'‽';
}
bool is_closer(char32_t c) {
  return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' || c == U'”' || c == U'’' || c == U'»' || c == U'」' || c == U'』';
}
bool is_opener(char32_t c) {
  return c == '(' || c == '[' || c == '{' || c == '"' || c == '\'' || c == U'“' || c == U'‘' || c == U'«' || c == U'„';
}
bool is_bullet(std::string_view token) {
  return token == "-" || token == "*" || token == "•" || token == "–" || token == "—" || token == "·" || token == "--" || token == "◦";
}

Layout layout_of(std::string_view text) {
  Layout layout;
  std::size_t lines = 0, open = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    std::size_t end = stop;
    while (end > at && is_space(static_cast<unsigned char>(text[end - 1]) < 0x80 ? text[end - 1] : 'x')) --end;
    // A line counts when another line of the same paragraph follows.
    const bool followed = stop + 1 < text.size() && text[stop + 1] != '\n' && text[stop + 1] != '\r';
    layout.longest = std::max(layout.longest, end - at);
    if (end > at && followed) {
      ++lines;
      const char last = text[end - 1];
      if (last != '.' && last != '!' && last != '?' && last != '"' && last != ':' && last != ')' && static_cast<unsigned char>(last) < 0x80)
        ++open;
    }
    at = stop + 1;
  }
  constexpr std::size_t kWidestWrap = 140;
  layout.wrapped = lines >= 4 && open * 2 > lines && layout.longest <= kWidestWrap && layout.longest >= 50;
  return layout;
}

class SentenceSplitter {
 public:
  SentenceSplitter(std::string_view text, const std::vector<Span>& tokens) : text_(text), tokens_(tokens), layout_(layout_of(text)) {}

  /// Index of the token after each sentence's last.
  std::vector<std::uint32_t> ends() {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i + 1 < tokens_.size(); ++i) {
      note_quote(i);
      if (!ends_after(i)) continue;
      out.push_back(i + 1);
      first_ = i + 1;
    }
    if (!tokens_.empty()) out.push_back(static_cast<std::uint32_t>(tokens_.size()));
    return out;
  }

 private:
  std::string_view word(std::uint32_t i) const { return text_.substr(tokens_[i].begin, tokens_[i].size()); }
  char32_t first_of(std::uint32_t i) const { return decode(text_, tokens_[i].begin).value; }
  char32_t last_of(std::uint32_t i) const {
    std::size_t at = tokens_[i].end - 1;
    while (at > tokens_[i].begin && !is_code_point_start(text_, at)) --at;
    return decode(text_, at).value;
  }
  bool is_spaced(std::uint32_t i) const { return tokens_[i].end < tokens_[i + 1].begin; }
  bool is_mark(std::uint32_t i) const { return !is_letter(first_of(i)) && !is_digit(first_of(i)); }

  void note_quote(std::uint32_t i) {
    if (word(i) == "\"") open_straight_ = !open_straight_;
  }

  /// Line ends between token i and the next: 0, 1, or 2 for a blank line.
  int line_ends(std::uint32_t i) const {
    int count = 0;
    for (std::size_t at = tokens_[i].end; at < tokens_[i + 1].begin && count < 2; ++at) {
      if (text_[at] == '\n') ++count;
      else if (text_[at] == '\r' && text_[at + 1] != '\n') ++count;
      else if (text_.compare(at, 3, "\xE2\x80\xA9") == 0) count = 2;  // paragraph separator
    }
    return count;
  }

  bool ends_after(std::uint32_t i) {
    const int lines = line_ends(i);
    if (lines >= 2) {
      open_straight_ = false;
      return true;
    }
    if (ends_dateline(i)) return true;
    const std::uint32_t core = before_closers(i);
    const bool terminal = is_terminal_token(core);
    if (lines == 1 && ends_line(i, terminal)) return true;
    if (is_absorbed(i + 1) && (terminal || is_stopped_word(core))) return false;  // the quote closes after the stop
    if (terminal) return !begins_citation(i + 1) && ends_after_stop(i, core);
    if (ends_citation(i) && !begins_citation(i + 1)) return is_upper(first_of(i + 1)) || is_opener(first_of(i + 1));
    if (is_stopped_word(core)) return ends_after_abbreviation(i, core);
    return false;
  }

  /// "ATHENS, Aug 21 (Agency) - | A fire ...", "NEW YORK — | Stocks fell ...", "Lagos, Nigeria - | Nigeria's bank ...": where a report comes from, at the
  /// beginning of a line.
  bool ends_dateline(std::uint32_t i) const {
    constexpr std::uint32_t kLongest = 14;  // tokens
    const std::string_view dash = word(i);
    if (!is_one_of(dash, {"-", "--", "–", "—"}) || i == first_ || i - first_ > kLongest || !is_spaced(i) || !is_spaced(i - 1)) return false;
    if ((first_ > 0 && line_ends(first_ - 1) == 0) || !is_upper(first_of(first_))) return false;
    bool comma = false;
    for (std::uint32_t t = first_; t < i; ++t) {
      const char32_t c = first_of(t);
      if (is_letter(c) && !is_upper(c)) return false;
      comma = comma || word(t) == ",";
    }
    const std::string_view place = word(first_);
    const auto is_capitals = [](std::string_view w) { return std::all_of(w.begin(), w.end(), [](char c) { return c >= 'A' && c <= 'Z'; }); };
    const bool capitals = place.size() > 2 && is_capitals(place);
    if (word(i - 1) == ")" || (capitals && (comma || dash != "-"))) return true;
    // "BRUSSELS - The Commission ...", not "NEWS - FIRE".
    bool all = capitals && (place.size() > 3 || i - first_ > 1);
    for (std::uint32_t t = first_; t < i && all; ++t) all = is_capitals(word(t));
    const std::uint32_t begin = i + 2 < tokens_.size() && is_one_of(word(i + 1), {"A", "I"}) ? i + 2 : i + 1;
    if (all && begin < tokens_.size() && is_upper(first_of(i + 1)) && !is_capitals(word(begin)) && i - first_ < 4) return true;
    // No dash behind it, which would make "Lagos, Nigeria - City of Markets - ..." a title.
    if (!comma || word(i - 1) == "," || !is_letter(first_of(i - 1)) || i + 1 >= tokens_.size() || !is_upper(first_of(i + 1))) return false;
    for (std::uint32_t t = i + 1; t < tokens_.size() && line_ends(t - 1) == 0; ++t)
      if (is_one_of(word(t), {"-", "--", "–", "—"}) && is_spaced(t - 1)) return false;
    return true;
  }

  /// The token that the closing quotes and brackets ending at i stand behind.
  std::uint32_t before_closers(std::uint32_t i) const {
    std::uint32_t core = i;
    for (int steps = 0; core > first_ && steps < 4 && is_closing(core); ++steps) --core;
    return core;
  }

  /// Token i closes: a closing mark right behind another token, or a straight quote that ends a quotation.
  bool is_closing(std::uint32_t i) const {
    if (i == 0 || tokens_[i].size() > 3 || !is_closer(first_of(i)) || word(i).size() != decode(text_, tokens_[i].begin).size) return false;
    return tokens_[i - 1].end == tokens_[i].begin || is_spaced_closer(i);
  }
  /// In texts with spaces between all tokens: a quote or bracket that closes.
  bool is_spaced_closer(std::uint32_t i) const {
    const char32_t c = first_of(i);
    if (c == ')' || c == ']' || c == U'”' || c == U'»') return true;
    const bool space_behind = i + 1 < tokens_.size() && is_spaced(i);
    return c == '"' && space_behind && tokens_[i - 1].end < tokens_[i].begin && i > 0 && !open_at(i);
  }
  /// Whether straight quote i opens a quotation, by the count of the quotes before it.
  bool open_at(std::uint32_t i) const {
    (void)i;
    return quote_opens_next_;
  }
  bool is_absorbed(std::uint32_t i) {
    quote_opens_next_ = !open_straight_;
    return is_closing(i) && (i == 0 || line_ends(i - 1) == 0);
  }

  /// "[22]" behind a full stop belongs to the sentence that ends there.
  bool begins_citation(std::uint32_t i) const {
    return i + 2 < tokens_.size() && word(i) == "[" && is_digit(first_of(i + 1)) && word(i + 2) == "]" && line_ends(i - 1) == 0;
  }
  bool ends_citation(std::uint32_t i) const {
    constexpr int kMost = 8;  // citations in a row
    for (int steps = 0; steps < kMost && i >= first_ + 3 && word(i) == "]" && begins_citation(i - 2); ++steps) {
      i -= 3;
      if (is_terminal_token(before_closers(i))) return true;
    }
    return false;
  }

  bool is_terminal_token(std::uint32_t i) const {
    const char32_t first = first_of(i);
    if (!is_terminal(first)) return false;
    return is_mark(i) && tokens_[i].size() <= 64 ? true : is_mark(i);
  }
  /// An abbreviation that keeps its full stop, or an address: "U.S.", "Inc.".
  bool is_stopped_word(std::uint32_t i) const { return tokens_[i].size() > 1 && text_[tokens_[i].end - 1] == '.' && !is_mark(i); }

  bool ends_line(std::uint32_t i, bool terminal) const {
    const std::uint32_t next = i + 1;
    if (terminal || is_bullet(word(next))) return true;
    const char32_t c = first_of(next);
    const bool begins_anew = is_upper(c) || is_digit(c) || is_opener(c) || c == '#' || c == '@' || (is_letter(c) && to_lower(c) == c && c > 0x2000);
    const char32_t last = last_of(i);
    if (last == ',' || last == ';' || last == '-') return false;
    if (!layout_.wrapped) return begins_anew || last == ':';
    // Among wrapped lines only one that is clearly short is a headline or a list item.
    std::size_t begin = tokens_[i].end;
    while (begin > 0 && text_[begin - 1] != '\n' && tokens_[i].end - begin <= layout_.longest) --begin;
    return begins_anew && (tokens_[i].end - begin) * 5 < layout_.longest * 3;
  }

  bool ends_after_stop(std::uint32_t i, std::uint32_t core) const {
    const std::uint32_t next = i + 1;
    const char32_t c = first_of(next);
    const std::string_view stop = word(core);
    if (is_mark(next) && !is_spaced(i) && !is_opener(c)) return is_pictograph_like(c) ? false : false;
    if (core == first_ + 1 && stop == "." && is_list_number(first_) && is_spaced(i)) return false;  // "1. First"
    if (c == ',' || c == ';' || c == ':' || c == U'–' || c == U'—' || word(next) == "-" || word(next) == "--") return false;
    if (is_closer(c) && !is_opener(c)) return false;
    const bool lower = is_letter(c) && !is_upper(c) && to_lower_or_cased(c);
    if (stop == ".") return !(lower && i != core);  // ...said." he went on
    if (stop.front() == '.' || stop.substr(0, 3) == "…") return !lower;
    return !lower || (i == core && !open_straight_ && !is_inside_curly(next));
  }
  static bool is_pictograph_like(char32_t c) { return c >= 0x2600; }
  /// Small letters of scripts that have capitals; others (Arabic, Han) say nothing by their case.
  static bool to_lower_or_cased(char32_t c) { return c < 0x590 || (c >= 0x1E00 && c < 0x2000); }
  bool is_inside_curly(std::uint32_t) const { return false; }

  bool is_list_number(std::uint32_t i) const {
    const std::string_view w = word(i);
    return w.size() <= 3 && (is_digit(first_of(i)) || (w.size() == 1 && is_upper(first_of(i)) && w != "I"));
  }

  bool ends_after_abbreviation(std::uint32_t i, std::uint32_t core) const {
    const std::uint32_t next = i + 1;
    if (!is_spaced(i)) return false;
    const std::string_view w = word(core).substr(0, tokens_[core].size() - 1);
    const Abbreviation kind = abbreviation(w);
    if (kind == Abbreviation::kBeforeName || kind == Abbreviation::kBeforeNumber || kind == Abbreviation::kCalendar) return false;
    if (w.size() == 1) return is_upper(first_of(next)) && is_sentence_opener(word(next)) && tokens_[next].size() > 1;
    std::uint32_t opener = next;
    if (is_opener(first_of(next)) && next + 1 < tokens_.size()) opener = next + 1;
    return is_upper(first_of(opener)) && is_sentence_opener(word(opener));
  }

  std::string_view text_;
  const std::vector<Span>& tokens_;
  Layout layout_;
  std::uint32_t first_ = 0;         // first token of the sentence being read
  bool open_straight_ = false;      // inside straight double quotes
  bool quote_opens_next_ = false;   // a straight quote behind the current token would open
};

}  // namespace

void segment(Document& document) {
  document.tokens.clear();
  document.sentences.clear();
  const std::vector<Span> spans = tokenize(document.text);
  document.tokens.reserve(spans.size());
  for (const Span span : spans) {
    Token token;
    token.span = span;
    token.form = document.at(span);
    document.tokens.push_back(std::move(token));
  }
  std::uint32_t first = 0;
  for (const std::uint32_t end : SentenceSplitter(document.text, spans).ends()) {
    document.sentences.push_back({{spans[first].begin, spans[end - 1].end}, first, end - first});
    first = end;
  }
}

}  // namespace relata
