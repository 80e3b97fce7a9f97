#include <relata/text/conllu.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace relata {
namespace {

constexpr std::size_t kColumns = 10;

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

/// The value of "# key = value"; nullopt for another comment. A bare "# key" gives "".
std::optional<std::string_view> value_of(std::string_view comment, std::string_view key) {
  comment = trimmed(comment.substr(1));
  if (!comment.starts_with(key)) return std::nullopt;
  comment.remove_prefix(key.size());
  if (!comment.empty() && comment.front() != ' ' && comment.front() != '=') return std::nullopt;
  comment = trimmed(comment);
  if (!comment.empty() && comment.front() == '=') comment.remove_prefix(1);
  return trimmed(comment);
}

std::optional<std::uint32_t> number(std::string_view s) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
  return value;
}

std::string known(std::string_view column) { return column == "_" ? std::string() : std::string(column); }
bool has_no_space_after(std::string_view misc) {
  return misc == "SpaceAfter=No" || misc.starts_with("SpaceAfter=No|") || misc.find("|SpaceAfter=No") != std::string_view::npos;
}

}  // namespace

void ConlluParser::fail(std::string_view fact, std::string_view remedy) const {
  throw InputError(describe({file_, line_, 0}, fact, remedy));
}

std::optional<Document> ConlluParser::feed(std::string_view line) {
  ++line_;
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  if (trimmed(line).empty()) {
    close_sentence();
    return std::nullopt;
  }
  if (line.front() == '#' && !in_sentence_) {
    if (const auto id = value_of(line, "newdoc id"); id || value_of(line, "newdoc")) {
      std::optional<Document> done = close_document();
      document_.id = id ? std::string(*id) : std::string();
      return done;
    }
    comment(line);
    return std::nullopt;
  }
  if (line.front() == '#') return std::nullopt;  // a comment among the words: tolerated
  add_row(line);
  return std::nullopt;
}

std::optional<Document> ConlluParser::finish() {
  close_sentence();
  return close_document();
}

void ConlluParser::comment(std::string_view line) {
  if (const auto text = value_of(line, "text")) given_text_ = *text;
  else if (value_of(line, "newpar") || value_of(line, "newpar id")) begins_paragraph_ = true;
  else if (const auto title = value_of(line, "meta::title")) document_.title = *title;
  else if (const auto date = value_of(line, "meta::dateCreated")) document_.date = *date;
  else if (const auto source = value_of(line, "meta::sourceURL")) document_.source = *source;
}

void ConlluParser::add_row(std::string_view line) {
  std::array<std::string_view, kColumns> column;
  std::size_t count = 0;
  for (std::size_t at = 0; at <= line.size(); ++count) {
    const std::size_t tab = std::min(line.find('\t', at), line.size());
    if (count < kColumns) column[count] = line.substr(at, tab - at);
    at = tab + 1;
  }
  if (count != kColumns)
    fail(std::to_string(count) + (count == 1 ? " column" : " columns") + ", CoNLL-U has 10", "separate them by tabs");
  if (find_invalid_utf8(line) != std::string_view::npos) fail("not valid UTF-8", "convert the file to UTF-8");
  const std::string_view id = column[0], form = column[1];
  if (form.empty()) fail("the form (column 2) is empty");
  if (id.find('.') != std::string_view::npos) return;  // an empty node of the enhanced graph
  if (!in_sentence_) {
    if (!document_.text.empty()) document_.text += begins_paragraph_ ? "\n\n" : spaced_ ? " " : "";
    in_sentence_ = true;
    spaced_ = false;
    begins_paragraph_ = false;
    range_last_ = 0;
    sentence_ = {{static_cast<std::uint32_t>(document_.text.size()), 0}, static_cast<std::uint32_t>(document_.tokens.size()), 0};
  }
  const auto append = [&](std::string_view surface) {
    if (spaced_) document_.text += ' ';
    spaced_ = false;
    if (document_.text.size() + surface.size() > UINT32_MAX / 2) fail("the document is over 2 GiB", "split it by # newdoc");
    const auto begin = static_cast<std::uint32_t>(document_.text.size());
    document_.text += surface;
    return Span{begin, static_cast<std::uint32_t>(document_.text.size())};
  };
  if (const std::size_t dash = id.find('-'); dash != std::string_view::npos) {
    const auto first = number(id.substr(0, dash)), last = number(id.substr(dash + 1));
    if (!first || !last || *first != sentence_.token_count + 1 || *last < *first)
      fail("'" + std::string(id) + "' is no range of words that may stand here", "write it before its first word, as in 3-4");
    range_last_ = *last;
    range_token_ = static_cast<std::uint32_t>(document_.tokens.size());
    range_span_ = append(form);
    range_spaced_ = !has_no_space_after(column[9]);
    return;
  }
  const auto place = number(id);
  if (!place || *place != sentence_.token_count + 1)
    fail("word number " + std::to_string(sentence_.token_count + 1) + " is wanted, found '" + std::string(id) + "'");
  Token token;
  token.form = form;
  token.lemma = column[2] == "_" && form != "_" ? std::string() : std::string(column[2]);
  token.upos = known(column[3]);
  token.xpos = known(column[4]);
  token.feats = known(column[5]);
  token.deprel = known(column[7]);
  if (column[6] != "_") {
    const auto head = number(column[6]);
    if (!head) fail("the head (column 7) is '" + std::string(column[6]) + "'; a word number, 0 or _ is wanted");
    token.head = *head;
  }
  ++sentence_.token_count;
  if (range_last_ != 0) {
    token.span = range_span_;
    if (*place == range_last_) spaced_ = range_spaced_;
  } else {
    token.span = append(form);
    spaced_ = !has_no_space_after(column[9]);
  }
  document_.tokens.push_back(std::move(token));
  if (range_last_ != *place) return;
  // The words spell the token: each gets its own part of the text.
  std::string spelt;
  for (std::size_t i = range_token_; i < document_.tokens.size(); ++i) spelt += document_.tokens[i].form;
  if (spelt == document_.at(range_span_)) {
    std::uint32_t at = range_span_.begin;
    for (std::size_t i = range_token_; i < document_.tokens.size(); ++i) {
      Token& word = document_.tokens[i];
      word.span = {at, at + static_cast<std::uint32_t>(word.form.size())};
      at = word.span.end;
    }
  }
  range_last_ = 0;
}

void ConlluParser::close_sentence() {
  if (!in_sentence_) return;
  in_sentence_ = false;
  if (range_last_ != 0) fail("the sentence ends inside the multiword token up to word " + std::to_string(range_last_));
  if (sentence_.token_count == 0) return;
  for (std::uint32_t i = 0; i < sentence_.token_count; ++i) {
    const Token& token = document_.tokens[sentence_.first_token + i];
    if (token.head != kNone && token.head > sentence_.token_count)
      fail("word " + std::to_string(i + 1) + " has head " + std::to_string(token.head) + ", the sentence has " +
           std::to_string(sentence_.token_count) + " words");
  }
  sentence_.span.end = static_cast<std::uint32_t>(document_.text.size());
  // "# text" knows white space that SpaceAfter does not: kept only where it says the same, so spans stay true.
  given_text_.clear();
  document_.sentences.push_back(sentence_);
}

std::optional<Document> ConlluParser::close_document() {
  close_sentence();
  std::optional<Document> done;
  if (!document_.sentences.empty()) {
    ++documents_;
    if (document_.id.empty()) document_.id = documents_ == 1 ? stem_ : stem_ + "-" + std::to_string(documents_);
    done = std::move(document_);
  }
  document_ = Document{};
  spaced_ = begins_paragraph_ = false;
  return done;
}

namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'`'; }

/// Whether two neighbouring words are one multiword token: they share a span, or no space and no
/// punctuation is between them ("do|n't", "Russia|'s", "can|not"). Holds for 99 % of the English treebanks.
bool is_multiword(const Document& document, const Token& left, const Token& right) {
  if (left.span == right.span && !left.span.empty()) return true;
  if (left.span.end != right.span.begin || right.span.empty() || left.span.empty()) return false;
  std::size_t at = left.span.end - 1;
  while (at > left.span.begin && !is_code_point_start(document.text, at)) --at;
  const char32_t last = decode(document.text, at).value;
  const CodePoint first = decode(document.text, right.span.begin);
  if (is_apostrophe(first.value) && (is_letter(last) || is_digit(last)))
    return right.span.size() > first.size && is_letter(decode(document.text, right.span.begin + first.size).value);
  return is_letter(last) && is_letter(first.value) && decode(document.text, at).value < 0x2E80;
}

/// Whether the first token of a sentence is a single quotation mark.
bool opens_quotation(const Document& document, const Token& first) {
  const std::string_view mark = document.at(first.span);
  return mark == "'" || mark == "‘" || mark == "`";
}

/// The plurals of a sentence that own something ("the voters' will"): one multiword token with the
/// apostrophe, which no single quotation mark before it can be closed by.
class PluralPossessives {
 public:
  PluralPossessives(const Document& document, bool open) : document_(document), open_(open) {}

  /// To be asked of neighbours from left to right; `next` = the token behind `right`, null at the end of the sentence.
  bool is_one(const Token& left, const Token& right, const Token* next) {
    const bool adjacent = left.span.end == right.span.begin;
    const CodePoint mark = right.span.empty() ? CodePoint{} : decode(document_.text, right.span.begin);
    if (right.span.size() != mark.size || !(is_apostrophe(mark.value) || mark.value == U'‘')) return false;
    const char last = left.span.empty() ? ' ' : document_.text[left.span.end - 1];
    const bool begins = next != nullptr && next->span.begin == right.span.end;
    if (begins && !(adjacent && is_letter(static_cast<unsigned char>(last)))) open_ = true;
    if (!adjacent || next == nullptr || begins || mark.value == U'‘') return false;
    if (open_) {
      open_ = false;
      return false;
    }
    return last == 's' || last == 'S' || last == 'x' || last == 'z';
  }

 private:
  const Document& document_;
  bool open_;  // inside single quotation marks
};

/// One line, without what would end a column or the line.
std::string column(std::string_view text) {
  if (text.empty()) return "_";
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return out;
}

}  // namespace

std::string write_conllu(const Document& document) {
  std::string out = "# newdoc id = " + column(document.id) + "\n";
  std::uint32_t before = 0;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    const std::string_view gap = document.at({before, std::max(before, sentence.span.begin)});
    if (s == 0 || std::count(gap.begin(), gap.end(), '\n') >= 2) out += "# newpar\n";
    before = sentence.span.end;
    out += "# sent_id = " + column(document.id) + "-" + std::to_string(s + 1) + "\n# text = " + column(document.at(sentence.span)) + "\n";
    const auto at = [&](std::uint32_t i) -> const Token& { return document.tokens[sentence.first_token + i]; };
    std::vector<bool> joined(sentence.token_count, false);  // with the next word
    PluralPossessives possessives(document, sentence.token_count > 0 && opens_quotation(document, at(0)));
    for (std::uint32_t i = 0; i + 1 < sentence.token_count; ++i) {
      const bool possessive = possessives.is_one(at(i), at(i + 1), i + 2 < sentence.token_count ? &at(i + 2) : nullptr);
      joined[i] = possessive || is_multiword(document, at(i), at(i + 1));
    }
    std::uint32_t range_end = 0;
    for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
      const Token& token = at(i);
      const auto misc = [&](std::uint32_t last) {
        const std::size_t next = std::size_t{sentence.first_token} + last + 1;
        return next < document.tokens.size() && document.tokens[next].span.begin == at(last).span.end ? "SpaceAfter=No" : "_";
      };
      if (i >= range_end) {
        std::uint32_t last = i;
        while (joined[last]) ++last;
        if (last > i) {
          out += std::to_string(i + 1) + "-" + std::to_string(last + 1) + "\t" +
                 column(document.at({token.span.begin, at(last).span.end})) + "\t_\t_\t_\t_\t_\t_\t_\t" + misc(last) + "\n";
          range_end = last + 1;
        }
      }
      out += std::to_string(i + 1) + "\t" + column(token.form) + "\t" + column(token.lemma) + "\t" + column(token.upos) + "\t" +
             column(token.xpos) + "\t" + column(token.feats) + "\t" + (token.head == kNone ? "_" : std::to_string(token.head)) + "\t" +
             column(token.deprel) + "\t_\t" + (i < range_end ? "_" : misc(i)) + "\n";
    }
    out += "\n";
  }
  return out;
}

}  // namespace relata
