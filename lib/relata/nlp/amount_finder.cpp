#include <relata/nlp/amount_finder.hpp>

#include <relata/core/utf8.hpp>
#include <relata/nlp/number_words.hpp>
#include <relata/nlp/units.hpp>

#include <algorithm>
#include <array>

namespace relata {
namespace {

constexpr std::size_t kMostAdjectives = 3;  // between a number and its noun

class Reader {
 public:
  Reader(const Document& document, const Sentence& sentence, std::span<const Lexeme> lexemes) : document_(document), sentence_(sentence), lexemes_(lexemes) {}

  /// The amount that begins at lexeme i, without entity and id; `end` is the lexeme behind it.
  std::optional<Mention> read(std::size_t i, std::size_t& end) const {
    const Lexeme& first = lexemes_[i];
    if (first.glued && i > 0 && is_part_of_code(i)) return std::nullopt;
    const auto sign = currency_before(lexemes_, i);
    const bool numeric = first.digits() > 0 || first.role == WordRole::kCardinal || (first.word == "a" && at(i + 1).role == WordRole::kScale);
    if ((!sign && !numeric) || (first.word == "a" && i > 0 && lexemes_[i - 1].word == "half")) return std::nullopt;
    const std::size_t begin = sign ? sign->end : i;
    auto low = read_cardinal(lexemes_, begin);
    if (!low) return std::nullopt;
    if (sign) take_short_scale(*low);
    std::optional<Number> high;
    std::size_t next = low->end;
    if ((at(next).word == "-" && at(next).glued && at(next + 1).glued) || at(next).word == "to") {
      std::size_t j = next + 1;
      if (sign)
        if (const auto again = currency_before(lexemes_, j)) j = again->end;
      high = read_cardinal(lexemes_, j);
      if (high && sign) take_short_scale(*high);
      if (high && high->scaled && !low->scaled && low->value() < high->value()) low->exponent += scale_of(*high);
      if (high && high->value() > low->value()) next = high->end;
      else high.reset();
    }
    if (sign) return mention(i, next, *low, high, sign->kind, sign->code, end);
    // "10% to 15%", "5 km to 10 km"
    if (!high)
      if (const auto unit = unit_behind(lexemes_, next, low->scaled); unit && (at(unit->end).word == "to" || (at(unit->end).word == "-" && at(unit->end).glued)))
        if (auto other = read_cardinal(lexemes_, unit->end + 1))
          if (const auto again = unit_behind(lexemes_, other->end, other->scaled); again && again->code == unit->code && other->value() > low->value())
            return mention(i, again->end, *low, other, unit->kind, unit->code, end);
    const std::size_t joint = at(next).word == "-" && at(next).glued ? next + 1 : next;
    if (const auto unit = unit_behind(lexemes_, joint, low->scaled || (high && high->scaled))) {
      if (!is_measured(i, *low, *unit, joint)) return std::nullopt;
      return mention(i, unit->end, *low, high, unit->kind, unit->code, end);
    }
    if (joint > next) return std::nullopt;
    return count(i, next, *low, high, end);
  }

 private:
  const Lexeme& at(std::size_t i) const {
    static const Lexeme none;
    return i < lexemes_.size() ? lexemes_[i] : none;
  }

  /// "COVID-19", "F16", "3.2.1": digits inside something else.
  bool is_part_of_code(std::size_t i) const {
    const Lexeme& before = at(i - 1);
    if (lexemes_[i].kind == Lexeme::Kind::kMark) return before.kind != Lexeme::Kind::kMark;
    if (before.kind == Lexeme::Kind::kNumber) return true;
    if (before.kind == Lexeme::Kind::kWord) return lexemes_[i].kind == Lexeme::Kind::kNumber;
    if (before.word == "(" || before.word == "\"" || before.word == "'") return false;
    return lexemes_[i].kind == Lexeme::Kind::kNumber || before.word == "-" || before.word == ".";
  }

  static int scale_of(const Number& number) {
    for (const int scale : {12, 9, 6, 3, 2})
      if (number.exponent >= scale - 2 && number.scaled) return number.exponent >= scale ? scale : number.exponent + 2 >= scale ? scale : 0;
    return 0;
  }

  /// "$1.2bn", "€5m", "$40k"
  void take_short_scale(Number& number) const {
    const Lexeme& next = at(number.end);
    if (number.scaled || !next.glued || next.kind != Lexeme::Kind::kWord) return;
    const int scale = next.word == "m" || next.word == "mn" ? 6 : next.word == "b" || next.word == "bn" ? 9 : next.word == "k" ? 3 : next.word == "tn" || next.word == "trn" ? 12 : 0;
    if (scale == 0) return;
    number.exponent += scale;
    number.scaled = true;
    ++number.end;
  }

  /// Units that are also other words want digits: "one foot in", "five pounds", "three yards".
  bool is_measured(std::size_t i, const Number& number, const UnitWords& unit, std::size_t joint) const {
    if (unit.kind == UnitKind::kPercent) return true;
    const std::string_view word = lexemes_[joint].word;
    if (number.spelled && !number.scaled && number.value() < 2 && unit.kind != UnitKind::kMoney) return false;
    if (word == "foot" || word == "mb" || word == "gel" || word == "ron" || word == "rand") return lexemes_[i].digits() > 0;
    return true;
  }

  std::optional<Mention> mention(std::size_t begin, std::size_t behind, const Number& low, const std::optional<Number>& high, UnitKind kind, std::string_view code,
                                 std::size_t& end) const {
    Mention out;
    out.kind = MentionKind::kValue;
    std::string number = low.decimal();
    bool range = high.has_value();
    if (high) number += ".." + high->decimal();
    else if (const Side side = bound_before(begin); side.words > 0) {
      begin -= side.words;
      number = side.at_least ? number + ".." : ".." + number;
      range = true;
    }
    out.type = kind == UnitKind::kMoney ? amount_type::kMoney : range ? amount_type::kRange : code.empty() ? amount_type::kCount : amount_type::kMeasure;
    out.value = code.empty() ? number : number + " " + std::string(code);
    out.span = {lexemes_[begin].span.begin, lexemes_[behind - 1].span.end};
    end = behind;
    return out;
  }

  struct Side {
    std::size_t words = 0;
    bool at_least = false;
  };
  /// "more than", "at least", "up to" in front.
  Side bound_before(std::size_t i) const {
    if (i >= 2) {
      const std::string_view first = lexemes_[i - 2].word, second = lexemes_[i - 1].word;
      if (second == "than" && (first == "more" || first == "greater" || first == "higher")) return {2, true};
      if (second == "than" && (first == "less" || first == "fewer" || first == "lower")) return {2, false};
      if (first == "at" && second == "least") return {2, true};
      if (first == "at" && second == "most") return {2, false};
      if (first == "up" && second == "to") return {2, false};
    }
    if (i >= 1 && lexemes_[i - 1].word == "over") return {1, true};
    return {};
  }

  const Token* token_at(std::size_t i) const {
    const auto begin = document_.tokens.begin() + sentence_.first_token, last = begin + sentence_.token_count;
    const auto found = std::partition_point(begin, last, [&](const Token& t) { return t.span.end <= lexemes_[i].span.begin; });
    return found != last && found->span.begin < lexemes_[i].span.end ? &*found : nullptr;
  }

  bool is_people(std::size_t i) const {
    static constexpr std::array<std::string_view, 12> words{"people", "men", "women", "children", "troops", "police", "personnel", "staff", "persons", "civilians", "soldiers", "refugees"};
    return std::find(words.begin(), words.end(), at(i).word) != words.end();
  }

  /// "64 members", "20,000 Russian troops": a whole number and the noun that it counts.
  std::optional<Mention> count(std::size_t i, std::size_t next, const Number& low, const std::optional<Number>& high, std::size_t& end) const {
    if (low.exponent < 0 || low.value() < 2 || at(next).glued || (i > 0 && at(i - 1).word == "$")) return std::nullopt;
    std::size_t noun = next;
    const bool tagged = noun < lexemes_.size() && token_at(noun) != nullptr && !token_at(noun)->upos.empty();
    for (std::size_t steps = 0; noun < lexemes_.size() && steps <= kMostAdjectives; ++noun, ++steps) {
      const Lexeme& lexeme = lexemes_[noun];
      if (lexeme.kind != Lexeme::Kind::kWord) {
        if (lexeme.word == "-" && lexeme.glued && at(noun + 1).glued && steps > 0) continue;
        return std::nullopt;
      }
      if (lexeme.role == WordRole::kUnit || lexeme.role == WordRole::kMonth || lexeme.role == WordRole::kMeridiem || lexeme.word == "times" || lexeme.word == "degrees") return std::nullopt;
      if (!tagged) {
        const bool plural = !lexeme.capital && lexeme.word.size() > 3 && lexeme.word.ends_with('s') && !lexeme.word.ends_with("ss") && !lexeme.word.ends_with("us");
        constexpr std::size_t kShortest = 4;  // of what is no function word
        if (lexeme.word.size() < kShortest && !is_people(noun)) return std::nullopt;
        if (is_people(noun) || (plural && steps == 0)) return mention(i, noun + 1, low, high, UnitKind::kMeasure, {}, end);
        if (steps == 1) return std::nullopt;
        continue;
      }
      const Token* token = token_at(noun);
      if (token == nullptr) return std::nullopt;
      if (token->upos == "NOUN" && token->feats.find("Number=Plur") != std::string::npos) {
        const bool more = noun + 1 < lexemes_.size() && token_at(noun + 1) != nullptr && token_at(noun + 1)->upos == "NOUN" && token->deprel == "compound";
        if (!more) return mention(i, noun + 1, low, high, UnitKind::kMeasure, {}, end);
      } else if (is_people(noun)) {
        return mention(i, noun + 1, low, high, UnitKind::kMeasure, {}, end);
      } else if (token->upos != "ADJ" && token->upos != "NOUN" && token->upos != "PROPN" && token->upos != "VERB") {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  const Document& document_;
  const Sentence& sentence_;
  std::span<const Lexeme> lexemes_;
};

}  // namespace

std::vector<Mention> AmountFinder::find(const Document& document) const {
  std::vector<Mention> out;
  Lexemes lexemes(document);
  for (const Sentence& sentence : document.sentences) {
    const std::vector<Lexeme>& words = lexemes.of(sentence);
    const Reader reader(document, sentence, words);
    for (std::size_t i = 0; i < words.size();) {
      std::size_t end = i + 1;
      if (auto found = reader.read(i, end)) out.push_back(std::move(*found));
      i = std::max(end, i + 1);
    }
  }
  return out;
}

}  // namespace relata
