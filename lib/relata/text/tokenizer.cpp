// One pass from left to right. At each place the longest thing known is taken: emoticon, web
// address, number or word with its inner marks, run of punctuation, emoji, else one code point.
// Look-ahead is bounded or consumes what it looked at, so time is linear whatever the bytes.
#include <relata/text/tokenizer.hpp>

#include <relata/core/one_of.hpp>
#include <relata/core/utf8.hpp>
#include <relata/text/word_lists.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace relata {
namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'`' || c == U'ʼ'; }
bool is_hyphen(char32_t c) { return c == '-' || c == U'\u2010' || c == U'\u2011'; }
bool is_ideograph(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3134F); }

/// Characters without width that belong to no token by themselves.
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         c == 0xAD || c == 0x61C || c == 0x180E;
}
/// Those that may stand between two letters of one word (soft hyphen, joiners of Persian and Indic scripts).
bool is_joiner(char32_t c) { return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060; }

bool is_word(char32_t c) { return is_letter(c) || is_digit(c) || c == '_'; }
bool is_lower(char32_t c) { return is_letter(c) && !is_upper(c); }
bool is_emoji_modifier(char32_t c) { return (c >= 0x1F3FB && c <= 0x1F3FF) || c == 0xFE0F || c == 0x20E3 || (c >= 0xE0020 && c <= 0xE007F); }
bool is_flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
bool is_pictograph(char32_t c) { return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF); }

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<Span> run() {
    while (at_ < text_.size()) {
      const CodePoint c = decode(text_, at_);
      if (is_space(c.value) || is_invisible(c.value)) {
        at_ += c.size;
        begins_chunk_ = true;
        continue;
      }
      step(c);
      begins_chunk_ = false;
    }
    return std::move(tokens_);
  }

 private:
  /// Code point at `at`, or 0 past the end.
  char32_t peek(std::size_t at) const { return at < text_.size() ? decode(text_, at).value : 0; }
  std::size_t after(std::size_t at) const { return at + decode(text_, at).size; }
  bool ends_chunk(std::size_t at) const { return at >= text_.size() || is_space(peek(at)); }
  std::string_view between(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }

  void take(std::size_t end) {
    tokens_.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)});
    at_ = end;
  }

  void step(const CodePoint& c) {
    if (begins_chunk_ || tokens_.empty() || tokens_.back().end != at_ || is_opening(tokens_.back())) {
      if (take_emoticon() || take_drawing() || take_address()) return;
    } else if (take_emoticon()) {
      return;
    }
    if (is_ideograph(c.value)) return take(at_ + c.size);
    if (is_digit(c.value) || (begins_number(c))) return take_number();
    if (is_word(c.value)) return take_word();
    if (is_apostrophe(c.value) && take_apostrophe_word(c)) return;
    if ((c.value == '#' || c.value == '@') && is_letter(peek(at_ + 1))) return take(word_end(at_ + 1));
    take_mark(c);
  }

  bool is_opening(Span span) const {
    const char32_t c = peek(span.begin);
    return c == '(' || c == '[' || c == '<' || c == '"' || c == U'“' || c == U'‘' || c == '\'' || c == ',' || c == ':' || c == ';';
  }

  bool begins_number(const CodePoint& c) const {
    if (!begins_chunk_ && !tokens_.empty() && tokens_.back().end == at_) return false;
    return (c.value == '.' || c.value == '-' || c.value == '+') && is_digit(peek(at_ + 1));
  }

  bool take_emoticon() {
    static constexpr std::array<std::string_view, 22> kEmoticons{":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":'(", ">:(", ":)", ":(", ";)",
                                                                 ":D",  ":P",  "=)",  "=(",  ":/",  ":p",  "<3",  "(:",  "=D", ":o)", ";-("};
    const char first = text_[at_];
    if (first != ':' && first != ';' && first != '=' && first != '<' && first != '>' && first != '(') return false;
    for (const std::string_view emoticon : kEmoticons) {
      if (text_.substr(at_, emoticon.size()) != emoticon) continue;
      const std::size_t end = at_ + emoticon.size();
      const char32_t next = peek(end);
      const bool stands_alone = ends_chunk(end) || next == '.' || next == ',' || next == ')' || next == '!';
      if (!stands_alone || (emoticon == "(:" && !begins_chunk_)) continue;
      take(end);
      return true;
    }
    return false;
  }

  /// "----==", "^_^", "===>": nothing but strokes up to the next space.
  bool take_drawing() {
    if (!begins_chunk_) return false;
    const std::size_t end = std::min(text_.find_first_not_of("-=*+|<>_~^#{}\\/", at_), text_.size());
    if (end - at_ < 3 || !ends_chunk(end)) return false;
    take(end);
    return true;
  }

  /// URLs, e-mail addresses, host names and names of files, without the punctuation that follows them.
  bool take_address() {
    const char first = text_[at_];
    if (!(is_word(static_cast<unsigned char>(first) < 0x80 ? static_cast<char32_t>(first) : U' '))) return false;
    const std::string_view head = text_.substr(at_, 12);
    const bool is_url = starts_with_scheme(head);
    // Without a scheme only short stretches are looked at, so that long ones are not read twice.
    constexpr std::size_t kLongestHost = 256;
    std::size_t end = at_;
    while (end < text_.size() && (is_url || end - at_ < kLongestHost)) {
      const CodePoint c = decode(text_, end);
      if (is_space(c.value) || is_invisible(c.value) || c.value == '<' || c.value == '>' || c.value == '"' || c.value == U'”' ||
          c.value == U'“' || c.value == '|')
        break;
      if (!is_url && !(is_word(c.value) || c.value == '.' || c.value == '-' || c.value == '@' || c.value == '+' || c.value == '/' ||
                       c.value == '~' || c.value == '?' || c.value == '=' || c.value == '&' || c.value == '%' || c.value == '#'))
        break;
      end += c.size;
    }
    if (!is_url && end < text_.size() && end - at_ >= kLongestHost) return false;
    const bool has_open = between(at_, end).find('(') != std::string_view::npos;
    while (end > at_) {
      const char last = text_[end - 1];
      if (last == '.' || last == ',' || last == ';' || last == ':' || last == '!' || last == '?' || last == '\'' || last == ']' ||
          last == '*' || (last == '-' && !is_url) || (last == ')' && !has_open)) --end;
      else break;
    }
    if (end >= at_ + 3 && between(end - 3, end) == "’") end -= 3;
    if (end <= at_) return false;
    if (!is_url && !is_mail(between(at_, end)) && !is_host(between(at_, end)) && !is_file(between(at_, end))) return false;
    take(end);
    return true;
  }

  static bool starts_with_scheme(std::string_view head) {
    const std::string folded = to_lower(head);
    return folded.starts_with("http://") || folded.starts_with("https://") || folded.starts_with("ftp://") ||
           folded.starts_with("www.") || folded.starts_with("mailto:");
  }

  /// "a@b.org", and "Ann.Lee@SALES" as mail within one house has it.
  static bool is_mail(std::string_view s) {
    const std::size_t sign = s.find('@');
    if (sign == std::string_view::npos || sign == 0 || s.find('@', sign + 1) != std::string_view::npos) return false;
    const std::size_t dot = s.find('.', sign);
    if (dot == std::string_view::npos) return sign + 1 < s.size() && s.find_first_of("-+/~?=&%#") == std::string_view::npos;
    return dot > sign + 1 && dot + 1 < s.size();
  }

  /// "report-2.doc", "20.xls".
  static bool is_file(std::string_view s) {
    const std::size_t dot = s.rfind('.');
    return dot != std::string_view::npos && dot > 0 && is_file_extension(s.substr(dot + 1));
  }

  /// "apa.az", "www2.state.gov/reports": labels before a known top-level domain, perhaps with a path.
  static bool is_host(std::string_view s) {
    const std::string_view host = s.substr(0, s.find_first_of("/?#"));
    if (host.find_first_of("&=%~+@") != std::string_view::npos) return false;
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot < 2 || host.front() == '.' || host.find("..") != std::string_view::npos) return false;
    const std::string_view last = host.substr(dot + 1);
    return is_top_level_domain(last) && (last.front() >= 'a' || host.size() > 3) && !(last == "No" || last == "In" || last == "It" || last == "Me" || last == "Us");
  }

  std::size_t word_end(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size()) {
      const CodePoint c = decode(text_, end);
      if (is_word(c.value) && !is_ideograph(c.value)) {
        end += c.size;
      } else if (is_joiner(c.value) && end > from && is_letter(peek(end + c.size))) {
        end += c.size;
      } else {
        break;
      }
    }
    return end;
  }

  std::size_t digits_end(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size()) {
      const CodePoint c = decode(text_, end);
      if (!is_digit(c.value)) break;
      end += c.size;
    }
    return end;
  }

  /// 1,000.5  10:30  12/31/2001  713-853-5620  2024-12-19  5th  90s  F1 ; "5pm" and "10km" lose the unit.
  void take_number() {
    std::size_t end = digits_end(is_digit(peek(at_)) ? at_ : at_ + 1);
    int hyphens = 0;
    while (end < text_.size()) {
      const char mark = text_[end];
      if (mark != ',' && mark != '.' && mark != ':' && mark != '/' && mark != '-') break;
      if (!is_digit(peek(end + 1))) break;
      const std::size_t more = digits_end(end + 1);
      if (mark == ',' && !groups_thousands(end, more)) break;
      if (mark == '-') {
        if (hyphens == 0 && !is_hyphenated_number(end, more)) break;
        ++hyphens;
      }
      end = more;
    }
    const std::size_t tail = word_end(end);
    if (tail == end) return take(decade_end(end));
    if (is_unit(between(end, tail)) && tail - at_ < 64) {
      std::size_t unit_end = tail;
      if ((between(end, tail) == "p" || between(end, tail) == "a") && text_.substr(tail, 3) == ".m.") unit_end += 3;
      take(end);
      return take(unit_end);
    }
    if ((between(end, tail) == "p" || between(end, tail) == "a") && text_.substr(tail, 3) == ".m.") {
      take(end);
      return take(tail + 3);
    }
    if (!is_word(peek(at_))) return take(at_ + 1);  // "-5th": a sign and a word
    take_word();
  }

  /// "1930's", "80's": years, not an owner. From the end of the digits.
  std::size_t decade_end(std::size_t end) const {
    if ((end - at_ != 2 && end - at_ != 4) || text_[end - 1] != '0' || !is_apostrophe(peek(end))) return end;
    const std::size_t letter = after(end);
    return peek(letter) == 's' && !is_word(peek(letter + 1)) ? letter + 1 : end;
  }

  /// "1,000", "12,00,000", not the list "13,14": from the comma at `comma` with the digits up to `group_end`.
  bool groups_thousands(std::size_t comma, std::size_t group_end) const {
    constexpr int kMostGroups = 4;
    for (int groups = 0; groups < kMostGroups; ++groups) {
      if (group_end - comma == 4) return true;
      if (group_end - comma != 3 || group_end >= text_.size() || text_[group_end] != ',') return false;
      comma = group_end;
      group_end = digits_end(comma + 1);
    }
    return false;
  }

  /// Telephone, post code, social security number or ISO date rather than a range: from the hyphen
  /// at `hyphen` with the group of digits up to `group_end`.
  bool is_hyphenated_number(std::size_t hyphen, std::size_t group_end) const {
    const bool more = peek(group_end) == '-' && is_digit(peek(group_end + 1));
    if (more) return true;
    const std::size_t left = hyphen - at_, right = group_end - hyphen - 1;
    return right == 4 && (left == 1 || left == 3 || left == 5 || (left > 5 && peek(at_) != ' ' && text_[at_] == '+') ||
                          between(at_, hyphen).find('/') != std::string_view::npos);
  }

  void take_word() {
    std::size_t end = word_end(at_);
    while (end < text_.size()) {
      const CodePoint mark = decode(text_, end);
      const std::size_t next = end + mark.size;
      const char32_t follower = peek(next);
      if (!is_word(follower) || is_ideograph(follower)) break;
      if (is_apostrophe(mark.value) && is_letter(follower)) {
        end = word_end(next);
      } else if (mark.value == '.') {
        if (!joins_at_stop(end, next)) break;
        end = word_end(next);
      } else if (mark.value == '&') {
        if (!is_upper(follower) || !is_upper(peek(at_))) break;
        end = word_end(next);
      } else if (is_hyphen(mark.value)) {
        const std::size_t part = word_end(next);
        if (!joins_at_hyphen(end, next, part)) break;
        end = part;
      } else if (mark.value == '/') {
        const std::size_t part = word_end(next);
        if (end - at_ > 1 || part - next > 1) break;  // "n/a", "w/o"; longer alternatives are split
        end = part;
      } else {
        break;
      }
    }
    if (end < text_.size() && text_.compare(end, 2, "++") == 0 && end - at_ == 1) end += 2;  // C++
    if (end < text_.size() && text_[end] == '$' && end - at_ <= 3 && is_upper(peek(at_)) && is_digit(peek(end + 1))) return take(end + 1);
    if (end < text_.size() && text_[end] == '.') end = with_full_stop(end);
    if (is_broken_off(end)) return take(end + 1);
    take_with_clitics(end);
  }

  /// Speech written down: "th- the", "I w- I went". Longer words before a lone hyphen are mostly whole.
  bool is_broken_off(std::size_t end) const {
    constexpr std::size_t kLongest = 3;
    if (end - at_ > kLongest || end >= text_.size() || text_[end] != '-' || !ends_chunk(end + 1)) return false;
    return std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](char c) { return is_letter(static_cast<unsigned char>(c)); });
  }

  /// "U.S", "e.g", "report.doc" go on after the stop; "end.Next" does not.
  bool joins_at_stop(std::size_t stop, std::size_t next) const {
    const char32_t follower = peek(next);
    if (!is_upper(follower)) return true;
    const std::size_t left = stop - at_;
    const char last = text_[stop - 1];
    const bool word_before = left >= 2 && ((last >= 'a' && last <= 'z') || static_cast<unsigned char>(last) >= 0x80) &&
                             text_[stop - 2] != '.';
    return !word_before || !is_letter(peek(after(next)));
  }

  /// "non-profit", "pre-COVID-19"; other compounds are parted, F-16 and al-Qaeda too.
  bool joins_at_hyphen(std::size_t hyphen, std::size_t next, std::size_t part) const {
    const std::string_view left = between(at_, hyphen);
    if (left.size() <= 8 && is_kept_prefix(left)) return true;
    return part - next <= 8 && left.size() <= 12 && digits_end(next) == part && is_kept_prefix_chain(left);
  }
  static bool is_kept_prefix_chain(std::string_view left) {
    const std::size_t hyphen = left.find('-');
    if (hyphen == std::string_view::npos || !is_kept_prefix(left.substr(0, hyphen))) return false;
    return std::all_of(left.begin() + static_cast<std::ptrdiff_t>(hyphen) + 1, left.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  /// End of the word that ends at `end`, where a full stop stands: behind the stop if it belongs to the word.
  std::size_t with_full_stop(std::size_t end) const {
    const std::string_view word = between(at_, end);
    const std::size_t behind = end + 1;
    if (peek(behind) == '.' && peek(behind + 1) == '.') return end;  // "etc...": an ellipsis
    const bool inner_stop = word.size() <= 12 && is_dotted(word);
    if (inner_stop) return behind;
    if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && word[0] != 'I' && !ends_line(behind)) return behind;
    const std::size_t follower = next_visible(behind);
    const char32_t next = peek(follower);
    switch (abbreviation(word)) {
      case Abbreviation::kNone: return end;
      case Abbreviation::kBeforeName: return ends_line(behind) || begins_sentence(follower) ? end : behind;
      case Abbreviation::kBeforeNumber: return is_digit(next) && !ends_line(behind) ? behind : end;
      case Abbreviation::kCalendar:
        return !ends_line(behind) && (is_digit(next) || is_lower(next) || next == ',' || next == ')' || next == '-') ? behind : end;
      case Abbreviation::kAnywhere: return behind;
    }
    return end;
  }

  /// Words that are no names: "Hun Sen. The court ...".
  bool begins_sentence(std::size_t at) const {
    std::size_t last = at;
    while (last < text_.size() && is_letter(peek(last)) && last - at < 8) ++last;
    return is_one_of(between(at, last), {"And", "But", "Her", "His", "It", "She", "The", "They", "This"});
  }

  /// Single letters with stops between them: "U.S", "a.m", "Ph.D".
  static bool is_dotted(std::string_view word) {
    if (word == "Ph.D" || word == "M.Sc" || word == "B.Sc" || word == "Ed.D") return true;
    if (word.size() < 3) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool letter = (word[i] >= 'A' && word[i] <= 'Z') || (word[i] >= 'a' && word[i] <= 'z');
      if (i % 2 == 0 ? !letter : word[i] != '.') return false;
    }
    return word.size() % 2 == 1;
  }

  std::size_t next_visible(std::size_t at) const {
    for (int steps = 0; at < text_.size() && steps < 4; ++steps) {
      const CodePoint c = decode(text_, at);
      if (!is_space(c.value)) break;
      at += c.size;
    }
    return at;
  }
  bool ends_line(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    return at >= text_.size() || text_[at] == '\n' || text_[at] == '\r';
  }

  /// Takes the word up to `end`, its contraction ("n't", "'s") as a token of its own; a plural's
  /// apostrophe is left for the next step.
  void take_with_clitics(std::size_t end) {
    std::array<std::size_t, 2> cuts{};
    std::size_t count = 0, rest = end;
    while (count < cuts.size()) {
      const std::size_t size = clitic_size(between(at_, rest));
      if (size == 0 || size >= rest - at_) break;
      rest -= size;
      cuts[count++] = rest;
    }
    while (count > 0) take(cuts[--count]);
    take(end);
  }

  /// "'em", "'90s", a clitic that stands alone.
  bool take_apostrophe_word(const CodePoint& c) {
    const std::size_t next = at_ + c.size;
    const bool adjacent = !tokens_.empty() && tokens_.back().end == at_;
    const char32_t follower = peek(next);
    if (!is_word(follower)) return false;
    const std::size_t end = word_end(next);
    if (end - next > 8) return false;
    const std::string word(between(next, end));
    if (has_leading_apostrophe("'" + word) && (!adjacent || word.size() <= 2)) {
      take(end);
      return true;
    }
    if (!adjacent && is_digit(follower) && (word.size() == 2 || (word.size() == 3 && word[2] == 's')) && is_digit(static_cast<unsigned char>(word[1]))) {  // '90, '90s
      take(end);
      return true;
    }
    return false;
  }

  /// Punctuation: repeated marks are one token, "?!" too; brackets and quotes stand alone.
  void take_mark(const CodePoint& c) {
    std::size_t end = at_ + c.size;
    if (is_flag_letter(c.value)) {
      if (is_flag_letter(peek(end))) end = after(end);
      return take(end);
    }
    if (is_pictograph(c.value)) return take(emoji_end(end));
    switch (c.value) {
      case '.': case '!': case '?': case U'…':
        while (end < text_.size() && (text_[end] == '.' || text_[end] == '!' || text_[end] == '?')) ++end;
        break;
      case '-': case '*': case '=': case '~': case '+': case '#': case '<': case '>': case '`': case '\'': case '_': case '|': case '$':
        while (end < text_.size() && text_[end] == text_[at_]) ++end;
        if (c.value == '\'' && end - at_ > 2) end = at_ + 1;
        if ((c.value == '-' || c.value == '=') && peek(end) == '>') ++end;
        break;
      case U'‘': case U'’':  // two single ones for a double one
        if (peek(end) == U'’' || peek(end) == c.value) end = after(end);
        break;
      default:
        while (end < text_.size() && is_emoji_modifier(peek(end))) end = after(end);
    }
    take(end);
  }

  std::size_t emoji_end(std::size_t end) const {
    while (end < text_.size()) {
      const CodePoint c = decode(text_, end);
      if (is_emoji_modifier(c.value)) end += c.size;
      else if (c.value == 0x200D && is_pictograph(peek(end + c.size))) end = after(end + c.size);
      else break;
    }
    return end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool begins_chunk_ = true;
  std::vector<Span> tokens_;
};

}  // namespace

std::vector<Span> tokenize(std::string_view text) { return Tokenizer(text).run(); }

}  // namespace relata
