#include <relata/nlp/time_finder.hpp>

#include <relata/core/one_of.hpp>
#include <relata/nlp/time_grammar.hpp>

#include <algorithm>
#include <array>

namespace relata {
namespace {

constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#", kOwlTime = "http://www.w3.org/2006/time#";

std::string datatype_of(const TimeExpression& expression) {
  const std::string& value = expression.value;
  const auto xsd = [](std::string_view name) { return std::string(kXsd).append(name); };
  if (value.empty() || expression.kind == TimeKind::kSet) return std::string(kOwlTime) + "TemporalEntity";
  if (value.find('/') != std::string::npos) return std::string(kOwlTime) + "ProperInterval";
  if (value.starts_with('P')) return xsd("duration");
  if (value.starts_with("--")) return xsd(value.size() == 4 ? "gMonth" : "gMonthDay");
  if (value.find('T') != std::string::npos) return xsd("dateTime");
  if (value.find(':') != std::string::npos) return xsd("time");
  return xsd(value.size() == 4 ? "gYear" : value.size() == 7 ? "gYearMonth" : "date");
}

/// The tense that a word shows: its features where there are any, else its form.
Tense tense_of(const std::vector<Token>& tokens, std::size_t first, std::size_t i) {
  const Token& token = tokens[i];
  const auto before = [&](std::size_t back) -> std::string_view { return i >= first + back ? std::string_view(tokens[i - back].form) : std::string_view(); };
  if (token.form == "would" && i + 1 < tokens.size() && tokens[i + 1].form == "like") return Tense::kNone;
  if (is_one_of(token.form, {"will", "'ll", "’ll", "would", "shall", "upcoming", "Will"})) return Tense::kFuture;
  if (token.form == "to" && is_one_of(before(1), {"going", "plans", "plan", "planned", "planning", "expected", "expects", "scheduled", "set", "due", "intends", "wants", "want", "hopes"}))
    return Tense::kFuture;
  if (is_one_of(token.form, {"was", "were", "had", "did", "said", "told", "'d"})) return Tense::kPast;
  if (!token.feats.empty() || !token.upos.empty()) {
    if ((token.upos != "VERB" && token.upos != "AUX") || token.feats.find("Tense=Past") == std::string::npos) return Tense::kNone;
    if (token.feats.find("VerbForm=Fin") != std::string::npos) return Tense::kPast;
    for (std::size_t back = 1; back <= 3; ++back)
      if (is_one_of(before(back), {"has", "have", "had", "was", "were", "'ve", "’ve"})) return Tense::kPast;
    return Tense::kNone;
  }
  const bool participle = is_one_of(before(1), {"be", "is", "are", "being", "to", "the", "a"});
  if (!participle && (is_one_of(token.form, {"met", "took", "went", "came", "left", "made", "began", "won", "lost", "held", "got", "died", "found"}) ||
                      (token.form.size() > 4 && token.form.ends_with("ed"))))
    return Tense::kPast;
  return Tense::kNone;
}

/// The tense around a place of a sentence: that of the nearest verb before it, else behind it, which shows one.
class Tenses {
 public:
  Tenses(const Document& document, const Sentence& sentence) : document_(document), sentence_(sentence) {}

  Tense at(std::uint32_t byte) {
    if (!read_) read();
    const auto behind = std::partition_point(cues_.begin(), cues_.end(), [&](const Cue& cue) { return cue.byte < byte; });
    if (behind != cues_.begin()) return std::prev(behind)->tense;
    return behind != cues_.end() ? behind->tense : Tense::kNone;
  }

 private:
  struct Cue {
    std::uint32_t byte;
    Tense tense;
  };
  void read() {
    read_ = true;
    for (std::size_t i = sentence_.first_token; i < sentence_.first_token + sentence_.token_count; ++i)
      if (const Tense tense = tense_of(document_.tokens, sentence_.first_token, i); tense != Tense::kNone) cues_.push_back({document_.tokens[i].span.begin, tense});
  }

  const Document& document_;
  const Sentence& sentence_;
  bool read_ = false;
  std::vector<Cue> cues_;
};

std::vector<Mention> find_times(const Document& document, const std::optional<Reference>& reference) {
  std::vector<Mention> out;
  Lexemes lexemes(document);
  for (const Sentence& sentence : document.sentences) {
    const std::vector<Lexeme>& words = lexemes.of(sentence);
    Tenses tenses(document, sentence);
    for (std::size_t i = 0; i < words.size();) {
      if (!may_begin_time(words[i])) {
        ++i;
        continue;
      }
      const auto found = TimeGrammar(words, reference, tenses.at(words[i].span.begin)).read(i);
      if (!found) {
        ++i;
        continue;
      }
      Mention mention;
      mention.span = {words[found->begin].span.begin, words[found->end - 1].span.end};
      mention.kind = MentionKind::kValue;
      mention.type = datatype_of(*found);
      mention.value = found->value;
      mention.timex = found->timex;
      out.push_back(std::move(mention));
      i = found->end;
    }
  }
  return out;
}

/// The day that stands alone on one of the first lines, as under the title of an article: "Friday, August 21, 2015"; "" where none does.
std::string_view day_of_head(const Document& document, const std::vector<Mention>& times) {
  constexpr std::size_t kLines = 3, kDay = 10;  // lines with words; "2015-08-21"
  const std::string_view text = document.text;
  std::size_t begin = 0;
  for (std::size_t lines = 0; lines < kLines && begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    while (!line.empty() && std::string_view(" \t\r.").find(line.back()) != std::string_view::npos) line.remove_suffix(1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    lines += !line.empty();
    const std::size_t first = static_cast<std::size_t>(line.data() - text.data());
    for (const Mention& time : times) {
      if (time.span.begin > first) break;
      if (!line.empty() && time.span.begin == first && time.span.end == first + line.size() && time.value.size() == kDay && time.value[0] != '-') return time.value;
    }
    begin = end + 1;
  }
  return {};
}

}  // namespace

std::vector<Mention> TimeFinder::find(const Document& document) const {
  const std::optional<Reference> reference = read_reference(document.date);
  std::vector<Mention> out = find_times(document, reference);
  if (reference) return out;
  const std::optional<Reference> head = read_reference(day_of_head(document, out));
  return head ? find_times(document, head) : out;
}

}  // namespace relata
