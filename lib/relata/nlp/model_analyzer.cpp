#include <relata/nlp/model_analyzer.hpp>

#include <relata/core/fold_name.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/given_names.hpp>
#include <relata/nlp/attributed_words.hpp>
#include <relata/nlp/name_spans.hpp>
#include <relata/nlp/quotations.hpp>
#include <relata/nlp/speech.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace relata {
namespace {

/// The model's types of names and of mentions, as classes of ontologies/core.ttl. Types that are not here have no class.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kClassOfType{{
    {"PER", core_class::kPerson},
    {"ORG", core_class::kOrganization},
    {"LOC", core_class::kPlace},
    {"EVENT", core_class::kEvent},
    {"WORK", core_class::kDocument},
    {"person", core_class::kPerson},
    {"organization", core_class::kOrganization},
    {"place", core_class::kPlace},
    {"event", core_class::kEvent},
}};

std::vector<std::uint32_t> classes_of(const std::vector<std::string>& types, const Ontology& ontology) {
  std::vector<std::uint32_t> out;
  for (const std::string& type : types) {
    const auto* const found = std::find_if(kClassOfType.begin(), kClassOfType.end(), [&](const auto& entry) { return entry.first == type; });
    out.push_back(found == kClassOfType.end() ? kNone : ontology.find_class(found->second));
  }
  return out;
}

/// A capital or a digit at its head: "Nobel", "iPhone", "3M", not "pre-COVID".
bool begins_like_name(std::string_view form) {
  for (int i = 0; i < 2 && !form.empty(); ++i) {
    const CodePoint c = decode(form, 0);
    if (is_upper(c.value) || is_digit(c.value)) return true;
    form.remove_prefix(c.size);
  }
  return false;
}

/// Relations whose dependents are no part of the noun phrase that their head heads: the rest of its clause, other conjuncts,
/// the preposition before it.
bool is_outside(std::string_view deprel) {
  static constexpr std::array<std::string_view, 23> outside{
      "case", "cc", "cop", "nsubj", "csubj", "aux", "mark", "punct", "conj", "parataxis", "discourse", "expl", "advcl",
      "obl", "ccomp", "xcomp", "vocative", "dislocated", "orphan", "reparandum", "advmod", "obj", "list"};
  const std::string_view universal = deprel.substr(0, deprel.find(':'));
  return std::find(outside.begin(), outside.end(), universal) != outside.end();
}

/// What firms do, as it stands before their names: "Drugmaker", "Miner".
bool is_trade_of_firm(std::string_view form) {
  return (form.ends_with("maker") && form.size() > 6) || is_one_of(form, {"Airline", "Brewer", "Broadcaster", "Insurer", "Lender", "Miner", "Retailer", "Startup", "Supermarket"});
}

}  // namespace

/// One document's mentions.
class ModelAnalyzer::Reader {
 public:
  Reader(const ModelAnalyzer& analyzer, const Document& document, const Analysis& analysis)
      : analyzer_(analyzer), document_(document), analysis_(analysis), spans_(document, analyzer.known_), taken_(document.tokens.size(), kFree) {}

  std::vector<Mention> run() {
    const std::vector<NameSpan> names = spans_.set_right(analysis_.names);
    const std::vector<std::uint32_t> turns = find_turns(document_);
    std::size_t name = 0, turn = 0;
    for (const NameSpan& one : names)
      if (one.end - one.first > 1 && is_person(analyzer_.name_classes_[one.type]))
        for (std::uint32_t token = one.first; token < one.end; ++token) of_people_.insert(document_.tokens[token].form);
    for (const Sentence& sentence : document_.sentences) {
      const std::uint32_t end = sentence.first_token + sentence.token_count;
      for (; name < names.size() && names[name].first < end; ++name) add_name(sentence, names[name]);
      for (; turn < turns.size() && turns[turn] < end; ++turn) add_turn(sentence, turns[turn]);
      add_known(sentence);
      add_bodies(sentence);
    }
    spread_told_classes();
    take(analyzer_.events_.find(document_));
    std::vector<Mention> times = analyzer_.times_.find(document_), amounts = analyzer_.amounts_.find(document_);
    drop_values_in_names(times, amounts, mentions_, analyzer_.ontology_);
    take(std::move(times));
    take(std::move(amounts));
    for (const Sentence& sentence : document_.sentences) add_nominals(sentence);
    number(mentions_);
    return std::move(mentions_);
  }

 private:
  Span span(std::uint32_t first, std::uint32_t end) const { return {document_.tokens[first].span.begin, document_.tokens[end - 1].span.end}; }
  const std::string& iri(std::uint32_t cls) const { return analyzer_.ontology_.classes()[cls].iri; }
  bool is_a(std::uint32_t cls, std::uint32_t other) const { return cls != kNone && other != kNone && analyzer_.ontology_.is_a(cls, other); }

  bool is_person(std::uint32_t cls) const { return cls != kNone && cls == analyzer_.person_; }

  void add(std::uint32_t first, std::uint32_t end, std::string type, bool adjectival = false) {
    Mention mention;
    mention.span = spans_.bytes(first, end);
    mention.type = std::move(type);
    mention.adjectival = adjectival;
    mentions_.push_back(std::move(mention));
    std::fill(taken_.begin() + first, taken_.begin() + end, adjectival ? kAdjective : kName);
  }

  void add_name(const Sentence& sentence, NameSpan name) {
    const auto is_pronoun = [](const Token& token) { return (token.upos == "PRON" || token.upos == "DET") && token.form != "WHO"; };
    if (std::all_of(document_.tokens.begin() + name.first, document_.tokens.begin() + name.end, is_pronoun)) return;
    std::uint32_t coarse = analyzer_.name_classes_[name.type];
    // "Drugmaker | Corvane", at the beginning of a sentence, read as one name or as two.
    const auto begins_with_trade = [&](std::uint32_t token) {
      return is_trade_of_firm(document_.tokens[token].form) && (token == sentence.first_token || document_.tokens[token - 1].upos == "PUNCT");
    };
    if (begins_with_trade(name.first)) {
      taken_[name.first] = kName;
      if (++name.first == name.end) return;
    }
    const bool is_firm = name.first > sentence.first_token && begins_with_trade(name.first - 1);
    if (is_firm) coarse = analyzer_.organization_;
    if (spans_.is_company(name.first, name.end)) coarse = analyzer_.organization_;
    // "ISTANBUL (Reuters) -": where a report comes from is a place.
    if (name.first == sentence.first_token && name.end < sentence.first_token + sentence.token_count && is_one_of(document_.tokens[name.end].form, {"(", ","}) && is_dateline(document_, sentence))
      coarse = analyzer_.place_;
    if (name.end - name.first == 1 && is_somebody(name.first) && (document_.tokens[name.first].form.ends_with("man") || document_.tokens[name.first].form.ends_with("woman"))) return;
    if (coarse == kNone && !begins_like_name(document_.tokens[name.first].form)) return;
    // "Army Lt. Gen. | Jane Roe": a rank behind a body's name is no part of it.
    while (name.end > name.first && !is_person(coarse) && document_.tokens[name.end - 1].form.ends_with('.') && is_courtesy_title(document_.tokens[name.end - 1].form)) taken_[--name.end] = kName;
    if (name.first == name.end) return;
    // "Prince | Jane Roe", read as two names.
    const std::uint32_t sentence_end = sentence.first_token + sentence.token_count;
    if (is_person(coarse) && name.end < sentence_end && document_.tokens[name.end].upos == "PROPN" && analyzer_.classes_.title_at(document_, name.first, name.end).tokens == name.end - name.first) {
      std::fill(taken_.begin() + name.first, taken_.begin() + name.end, kName);
      return;
    }
    for (auto title = analyzer_.classes_.title_at(document_, name.first, name.end); is_person(coarse) && title.tokens > 0 && name.first + title.tokens < name.end;
         title = analyzer_.classes_.title_at(document_, name.first, name.end))
      name.first += title.tokens;
    // "Foreign Minister Jane Roe": who has a title is a person, however the name looks.
    if (name.end - name.first > 1 && !is_person(coarse) && analyzer_.classes_.is_behind_title(document_, sentence, name.first)) coarse = analyzer_.person_;
    if (name.end - name.first > 1 && is_a(coarse, analyzer_.place_) && is_somebody_by_noun_behind(sentence, name.first, name.end)) coarse = analyzer_.person_;
    const std::string_view kind = spans_.class_by_kind(name.first, name.end);
    const std::uint32_t kind_class = kind.empty() ? kNone : analyzer_.ontology_.find_class(kind);
    if (kind_class != kNone) told_.emplace(document_.at(span(name.first + 1, name.end)), kind_class);  // "Ian" later
    if (const auto known = analyzer_.known_.find_name(document_.at(span(name.first, name.end)))) {
      constexpr float kUnsure = 0.6F;  // "Jenin" read as a person by a hair is the town
      const bool own = name.end - name.first == 2 && document_.tokens[name.end - 1].form == "'s";  // "Moody's"
      const bool unsure = is_person(coarse) && (own || name.confidence < kUnsure || is_word_for_place(name, *known)) && known->role == NameRole::kName;
      if (add_known(name.first, name.end, *known, unsure ? kNone : coarse)) return;
    }
    std::uint32_t told = kind.empty() ? class_by_noun_before(sentence, name.first, name.end, is_person(coarse)) : kind_class;
    if (told == kNone && is_agency_of_dateline(sentence, name.first, name.end)) told = analyzer_.media_;
    if (told == kNone && (is_firm || is_firm_by_words_around(sentence, name.first, name.end))) told = analyzer_.company_;
    if (told == kNone && coarse == analyzer_.organization_ && is_party_by_words_around(sentence, name.first, name.end)) told = analyzer_.party_;
    if (told == kNone && !is_a(coarse, analyzer_.place_)) told = place_by_words_before(sentence, name.first);
    if (told == kNone && is_person(coarse)) told = body_by_noun_behind(sentence, name.first, name.end);
    std::uint32_t cls = told != kNone ? told : analyzer_.classes_.by_nouns(document_, sentence, name.first, name.end);
    if (told != kNone) told_.emplace(document_.at(span(name.first, name.end)), told);
    else if (coarse != kNone && !is_a(cls, coarse)) cls = coarse;
    if (told == kNone && cls == coarse) guessed_.push_back(mentions_.size());
    const bool adjectival = coarse == kNone && name.end - name.first == 1 && document_.tokens[name.first].upos == "ADJ";
    if (adjectival) cls = analyzer_.nation_;
    add(name.first, name.end, cls == kNone ? std::string(core_class::kThing) : iri(cls), adjectival);
  }

  /// "Riyadh cut its ties": the word is no given name and part of nobody's name in the document.
  bool is_word_for_place(const NameSpan& name, const KnownName& known) const {
    if (name.end - name.first != 1 || !is_a(analyzer_.ontology_.find_class(known.type), analyzer_.place_)) return false;
    const std::string& form = document_.tokens[name.first].form;
    return gender_of_given_name(fold_name(form)) == Gender::kUnknown && !of_people_.contains(form);
  }

  /// "The container ship | Aurora Bay": the class of the noun, where it is of a kind that the model has no type for, so that what it says of
  /// the name is a guess, and the tree makes noun and name one phrase.
  std::uint32_t class_by_noun_before(const Sentence& sentence, std::uint32_t first, std::uint32_t end, bool looks_like_person) const {
    if (first == sentence.first_token) return kNone;
    const Token& noun = document_.tokens[first - 1];
    if (noun.upos != "NOUN" || noun.feats.find("Number=Plur") != std::string::npos) return kNone;
    const std::uint32_t cls = analyzer_.classes_.nouns().ending_at(document_, first - 1, sentence.first_token).cls;
    const auto is_typed = [&](std::uint32_t coarse) { return is_a(cls, coarse); };
    if (cls == kNone || is_typed(analyzer_.position_) || is_typed(analyzer_.group_)) return kNone;
    const bool body = looks_like_person && is_a(cls, analyzer_.organization_);  // "Oil company | Petrocaribe"
    if (!body && std::any_of(analyzer_.name_classes_.begin(), analyzer_.name_classes_.end(), is_typed)) return kNone;
    const auto hangs_on = [&](const Token& token, std::uint32_t from, std::uint32_t to) {
      const bool joined = is_one_of(token.deprel, {"appos", "compound", "flat", "nmod:desc"});
      return joined && token.head != 0 && token.head != kNone && sentence.first_token + token.head - 1 >= from && sentence.first_token + token.head - 1 < to;
    };
    bool one_phrase = hangs_on(noun, first, end);
    for (std::uint32_t i = first; i < end; ++i) one_phrase = one_phrase || hangs_on(document_.tokens[i], first - 1, first);
    return one_phrase ? cls : kNone;
  }

  /// "Vida Longa, | a private company that ...", "Hava-Sen, | which represents the crews": no person, whatever the name looks like.
  std::uint32_t body_by_noun_behind(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const {
    constexpr std::uint32_t kLongest = 6;  // tokens from the comma to the noun
    const auto& tokens = document_.tokens;
    const std::uint32_t last = std::min(sentence.first_token + sentence.token_count, end + kLongest);
    if (end + 2 < last && tokens[end].form == "," && tokens[end + 1].form == "which")
      for (std::uint32_t verb = end + 2; verb < last; ++verb)
        if (tokens[verb].deprel == "acl:relcl" && governor(document_, verb) >= first && governor(document_, verb) < end) return analyzer_.organization_;
    const std::uint32_t noun = apposition_behind(sentence, first, end);
    if (noun == kNone || to_lower(tokens[end + 1].form) == "the") return kNone;
    const std::uint32_t cls = analyzer_.classes_.nouns().ending_at(document_, noun, end + 2).cls;
    return is_a(cls, analyzer_.organization_) ? cls : kNone;
  }

  /// "Ines Toral, | the mayor, ...": no place, whatever the name looks like.
  bool is_somebody_by_noun_behind(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const {
    const std::uint32_t noun = apposition_behind(sentence, first, end);
    const std::uint32_t cls = noun == kNone ? kNone : analyzer_.classes_.nouns().ending_at(document_, noun, end + 2).cls;
    return is_person(cls) || is_a(cls, analyzer_.position_);
  }

  /// The noun of "NAME, a NOUN" and "NAME, the NOUN"; kNone where none is an apposition of the name.
  std::uint32_t apposition_behind(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const {
    constexpr std::uint32_t kLongest = 6;  // tokens from the comma to the noun
    const auto& tokens = document_.tokens;
    const std::uint32_t last = std::min(sentence.first_token + sentence.token_count, end + kLongest);
    if (end + 2 >= last || tokens[end].form != "," || !is_one_of(to_lower(tokens[end + 1].form), {"a", "an", "the"})) return kNone;
    for (std::uint32_t noun = end + 2; noun < last && tokens[noun].upos != "PUNCT" && tokens[noun].upos != "VERB"; ++noun) {
      const std::uint32_t above = tokens[noun].upos == "NOUN" && tokens[noun].deprel == "appos" ? governor(document_, noun) : kNone;
      if (above != kNone) return above >= first && above < end ? noun : kNone;
    }
    return kNone;
  }

  /// "Jane Roe of LPN was elected", "LPN's Jane Roe lost her seat", "LPN lawmakers": whose people stand for election.
  bool is_party_by_words_around(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const {
    const auto& tokens = document_.tokens;
    const auto is_politician = [&](std::uint32_t t) {
      return is_one_of(tokens[t].lemma, {"candidate", "congressman", "congresswoman", "councillor", "councilor", "deputy", "lawmaker", "legislator", "mp", "MP", "senator"});
    };
    const std::uint32_t head = head_token(document_, {first, end});
    std::uint32_t person = governor(document_, head);
    if (person == kNone) return false;
    if (tokens[head].deprel == "compound" && person == end && is_politician(person)) return true;
    const bool of = tokens[head].deprel == "nmod" && first > sentence.first_token && is_one_of(tokens[first - 1].form, {"of", "from", "the"});
    if (!of && tokens[head].deprel != "nmod:poss") return false;
    if (tokens[person].upos != "PROPN") return false;
    for (int conjuncts = 0; conjuncts < 20 && tokens[person].deprel == "conj" && governor(document_, person) != kNone; ++conjuncts) person = governor(document_, person);
    const std::uint32_t verb = governor(document_, person);
    if (verb == kNone) return false;
    if (is_one_of(tokens[verb].lemma, {"elect", "re-elect", "reelect"})) return tokens[person].deprel == "nsubj:pass" || tokens[person].deprel == "obj";
    if (!is_one_of(tokens[verb].lemma, {"lose", "win", "keep", "hold"}) || tokens[person].deprel != "nsubj") return false;
    return std::any_of(tokens.begin() + verb, tokens.begin() + sentence.first_token + sentence.token_count, [](const Token& t) { return t.deprel == "obj" && is_one_of(t.lemma, {"constituency", "election", "seat"}); });
  }

  /// "Corvane CEO Jane Roe", "Corvane reported a loss", "Corvane fell 3%", "a stake in Corvane": no person, whatever the name looks like.
  bool is_firm_by_words_around(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const {
    const auto& tokens = document_.tokens;
    const std::uint32_t last = sentence.first_token + sentence.token_count;
    const auto follows = [&](std::uint32_t at, std::initializer_list<std::string_view> forms) { return at < last && is_one_of(to_lower(tokens[at].form), forms); };
    // "Named Jane Roe chief executive": who is named is one.
    const bool named = first > sentence.first_token && tokens[first - 1].upos == "VERB";
    const bool given = gender_of_given_name(fold_name(tokens[first].form)) != Gender::kUnknown;
    if (!named && !given && (follows(end, {"ceo", "cfo"}) || (follows(end, {"chief"}) && follows(end + 1, {"executive", "financial", "operating"})))) return true;
    const auto governor = [&](std::uint32_t token) { return relata::governor(document_, token); };
    const std::uint32_t head = head_token(document_, {first, end}), above = governor(head);
    if (above == kNone) return false;
    const auto has_below = [&](std::string_view relation, auto&& is_it) {
      for (std::uint32_t t = sentence.first_token; t < last; ++t)
        if (governor(t) == above && tokens[t].deprel.starts_with(relation) && is_it(tokens[t])) return true;
      return false;
    };
    if (tokens[head].deprel == "nmod") return is_one_of(tokens[above].lemma, {"stake", "share", "shareholder", "subsidiary"});
    if (!tokens[head].deprel.starts_with("nsubj")) return false;
    // "Quilla said it had raised 600 million": of the deeds of firms.
    if (is_one_of(tokens[above].lemma, {"announce", "confirm", "say"}) && end - first == 1 && !given && !of_people_.contains(tokens[first].form))
      for (std::uint32_t t = end; t < last; ++t) {
        const std::uint32_t verb = to_lower(tokens[t].form) == "it" && tokens[t].deprel == "nsubj" ? governor(t) : kNone;
        if (verb == kNone || governor(verb) != above || tokens[verb].deprel != "ccomp") continue;
        return is_one_of(tokens[verb].lemma, {"acquire", "appeal", "appoint", "build", "buy", "close", "cut", "fire", "hire", "invest", "launch", "lay", "open", "pay", "raise", "recall", "sell", "sue"});
      }
    if (is_one_of(tokens[above].lemma, {"report", "post"}))
      return has_below("obj", [](const Token& t) { return is_one_of(t.lemma, {"earnings", "income", "loss", "profit", "revenue", "sale"}); });
    if (is_one_of(tokens[above].lemma, {"climb", "drop", "fall", "gain", "jump", "lose", "rise", "slip", "slump", "surge", "tumble"}))
      return has_below("ob", [](const Token& t) { return t.form == "%" || t.lemma == "percent"; });
    return false;
  }

  /// "BOGOTA, Nov 30 (Andes Wire) -".
  bool is_agency_of_dateline(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const {
    return first > sentence.first_token && end < sentence.first_token + sentence.token_count && document_.tokens[first - 1].form == "(" && document_.tokens[end].form == ")" &&
           is_dateline(document_, sentence);
  }

  /// "The town of | Vorn", "a native of | Vorn", "born in | Vorn": no person and no body, whatever the name looks like.
  std::uint32_t place_by_words_before(const Sentence& sentence, std::uint32_t first) const {
    if (first < sentence.first_token + 2) return kNone;
    const std::string &word = document_.tokens[first - 1].form, &noun = document_.tokens[first - 2].form;
    if (word == "in" && noun == "born") return analyzer_.place_;
    if (word != "of") return kNone;
    if (is_one_of(noun, {"inhabitants", "native", "natives", "outskirts", "resident", "residents", "suburb", "suburbs"})) return analyzer_.place_;
    const std::uint32_t cls = analyzer_.classes_.nouns().ending_at(document_, first - 2, sentence.first_token).cls;
    return cls != kNone && analyzer_.ontology_.classes()[cls].label == "city" ? cls : kNone;
  }

  /// What a noun says of a name once holds for it in the whole document, before what the model guesses.
  void spread_told_classes() {
    for (const std::size_t m : guessed_)
      if (const auto told = told_.find(document_.at(mentions_[m].span)); told != told_.end()) mentions_[m].type = iri(told->second);
  }

  /// "A Colombian who ...", "a Frenchman": one of the people, not their country.
  bool is_somebody(std::uint32_t token) const {
    const auto& tokens = document_.tokens;
    return token > 0 && (tokens[token].upos == "NOUN" || tokens[token].upos == "PROPN") && is_one_of(to_lower(tokens[token - 1].form), {"a", "an", "another", "each", "every", "one"}) &&
           !is_one_of(tokens[token].deprel, {"amod", "compound", "nmod:desc"});
  }

  /// A known name in the sense that the model does not contradict: a person is no place of that name, and what acts under the
  /// name of a town is a club. The words for a people, and the adjective for what is theirs, are typed as that.
  bool add_known(std::uint32_t first, std::uint32_t end, const KnownName& known, std::uint32_t coarse) {
    if (known.role == NameRole::kAdjective && end - first == 1 && is_somebody(first)) return true;
    if (known.role == NameRole::kPeople || known.role == NameRole::kAdjective) {
      add(first, end, analyzer_.nation_ == kNone ? known.type : iri(analyzer_.nation_), known.role == NameRole::kAdjective);
      return true;
    }
    const std::uint32_t cls = analyzer_.ontology_.find_class(known.type);
    // "The Minister for Foreign Affairs": what an office is for is no magazine of the name.
    if (first > 1 && is_one_of(document_.tokens[first - 1].form, {"for", "of"}) && !is_a(cls, analyzer_.place_) && is_a(cls, analyzer_.organization_) &&
        is_one_of(to_lower(document_.tokens[first - 2].form), {"commissioner", "committee", "department", "minister", "ministry", "secretary"})) {
      std::fill(taken_.begin() + first, taken_.begin() + end, kName);
      return true;
    }
    if (coarse != kNone && !is_a(cls, coarse)) {
      if (known.role == NameRole::kPartial || coarse == analyzer_.person_ || is_a(cls, analyzer_.person_)) return false;
      if (is_a(cls, analyzer_.place_) && !is_a(cls, analyzer_.country_)) return false;
    }
    add(first, end, known.type);
    return true;
  }

  /// Known names that the model left out, where the tagger sees a name.
  void add_known(const Sentence& sentence) {
    const std::uint32_t last = sentence.first_token + sentence.token_count;
    const auto is_free_name = [&](std::uint32_t token) {
      const std::string& upos = document_.tokens[token].upos;
      return !taken_[token] && (upos == "PROPN" || upos == "ADJ" || upos == "NOUN");
    };
    for (std::uint32_t first = sentence.first_token; first < last; ++first) {
      if (!is_free_name(first) || !is_upper(decode(document_.tokens[first].form, 0).value)) continue;
      if (first + 1 < last && taken_[first + 1] == kName && analyzer_.classes_.title_at(document_, first, first + 1).tokens == 1) continue;  // "Prince | Jane Roe"
      std::uint32_t end = first + 1;
      while (end < last && end - first < analyzer_.known_.longest_name() && !taken_[end]) ++end;
      for (; end > first; --end) {
        if (!is_free_name(end - 1)) continue;
        const auto known = analyzer_.known_.find_name(document_.at(span(first, end)));
        if (!known || known->role == NameRole::kPartial) continue;
        const bool adjective = known->role == NameRole::kAdjective || known->role == NameRole::kPeople;
        if (!adjective && document_.tokens[end - 1].upos != "PROPN") continue;
        if (add_known(first, end, *known, kNone)) first = end - 1;
        break;
      }
    }
  }

  /// "ROE: I think so.": who takes a turn in a transcript.
  void add_turn(const Sentence& sentence, std::uint32_t colon) {
    const std::uint32_t first = sentence.first_token;
    if (analyzer_.person_ == kNone || std::any_of(taken_.begin() + first, taken_.begin() + colon, [](Taken taken) { return taken != kFree; })) return;
    const auto known = analyzer_.known_.find_name(document_.at(span(first, colon)));
    if (!known || !add_known(first, colon, *known, kNone)) add(first, colon, iri(analyzer_.person_));
  }

  /// "Armenian Foreign Ministry": capitalised words that end in a noun for an organisation, which the model took for common nouns.
  void add_bodies(const Sentence& sentence) {
    const std::uint32_t last = sentence.first_token + sentence.token_count;
    const auto is_part = [&](std::uint32_t token) {
      const Token& t = document_.tokens[token];
      return taken_[token] != kName && (t.upos == "PROPN" || t.upos == "ADJ") && is_upper(decode(t.form, 0).value);
    };
    for (std::uint32_t first = sentence.first_token; first < last; ++first) {
      std::uint32_t end = first;
      while (end < last && is_part(end)) ++end;
      if (end < first + 2) continue;
      const ClassLexicon::Hit noun = analyzer_.classes_.nouns().ending_at(document_, end - 1, first);
      if (taken_[end - 1] == kFree && noun.cls != kNone && is_a(noun.cls, analyzer_.organization_)) add(first, end, iri(noun.cls));
      first = end;
    }
  }

  /// Mentions of a finder that needs no model; the words that it read are no mention of their own any more, but for what is counted
  /// ("64 members").
  void take(std::vector<Mention> found) {
    for (Mention& mention : found) {
      const Span read = mention.span;
      const auto begin = std::partition_point(document_.tokens.begin(), document_.tokens.end(), [&](const Token& t) { return t.span.end <= read.begin; });
      if (mention.kind == MentionKind::kNominal) {
        // "The Orlon Dialogue forum", read as a name: of that class, where it was taken for a place or for nothing.
        const bool taken = begin != document_.tokens.end() && taken_[begin - document_.tokens.begin()] != kFree;
        const auto name = !taken ? mentions_.end() : std::find_if(mentions_.begin(), mentions_.end(), [&](const Mention& m) { return m.kind == MentionKind::kName && m.span.contains(read) && m.span.end == read.end; });
        if (name != mentions_.end()) {
          if (const std::uint32_t cls = analyzer_.ontology_.find_class(name->type); cls == kNone || is_a(cls, analyzer_.place_)) name->type = mention.type;
          continue;
        }
        if (!widen(mention)) continue;
      }
      if (mention.kind == MentionKind::kValue && (mention.type == amount_type::kCount || mention.type == amount_type::kRange)) {
        mentions_.push_back(std::move(mention));
        continue;
      }
      for (auto token = begin; token != document_.tokens.end() && token->span.begin < read.end; ++token) taken_[token - document_.tokens.begin()] = kName;
      mentions_.push_back(std::move(mention));
    }
  }

  /// To the phrase that the tree gives its noun; false where the word is no noun ("to visit").
  bool widen(Mention& mention) const {
    const TokenRange words = tokens_in(document_, mention.span);
    if (words.first >= words.end) return true;
    const std::uint32_t head = head_token(document_, words), sentence = sentence_of(document_, head);
    if (document_.tokens[head].upos == "VERB" || document_.tokens[head].upos == "AUX") return false;
    if (sentence == kNone) return true;
    const Span wide = phrase(document_.sentences[sentence], head);
    if (wide.begin <= mention.span.begin && mention.span.end <= wide.end) mention.span = wide;
    return true;
  }

  void add_nominals(const Sentence& sentence) {
    for (std::uint32_t i = sentence.first_token; i < sentence.first_token + sentence.token_count; ++i) {
      const std::uint8_t type = analysis_.mention_types[i];
      const bool aged = is_aged(sentence, i);
      if ((type == 0 && !aged) || taken_[i] || document_.tokens[i].form == "WHO") continue;  // the World Health Organization, where it is no name
      const std::string& upos = document_.tokens[i].upos;
      if ((upos == "ADJ" && document_.tokens[i].form == "ruling") || is_party_letter(document_, i)) continue;
      if (upos == "PROPN" && document_.tokens[i].form.ends_with('.') && is_courtesy_title(document_.tokens[i].form)) continue;  // "Lt. Gen."
      const bool pronoun = upos == "PRON" || upos == "DET";
      if (!pronoun && upos != "NOUN" && upos != "PROPN" && upos != "ADJ" && upos != "NUM" && upos != "VERB") continue;
      const std::uint32_t coarse = aged ? analyzer_.person_ : analyzer_.mention_classes_[type];
      const std::uint32_t cls = pronoun ? coarse : class_of_noun(sentence, i, coarse);
      Mention mention;
      mention.span = pronoun ? span(i, i + 1) : phrase(sentence, i);
      mention.kind = pronoun ? MentionKind::kPronoun : MentionKind::kNominal;
      if (cls != kNone) mention.type = iri(cls);
      mentions_.push_back(std::move(mention));
    }
  }

  /// "The 22-year-old", which the model often takes for an adjective.
  bool is_aged(const Sentence& sentence, std::uint32_t token) const {
    const auto& tokens = document_.tokens;
    return token >= sentence.first_token + 4 && tokens[token].form == "old" && tokens[token - 1].form == "-" && tokens[token - 2].form == "year" &&
           tokens[token].deprel != "amod" && tokens[token].deprel != "compound";
  }

  /// The class that the ontology's nouns give the word within what the model says of it; several people are a group.
  std::uint32_t class_of_noun(const Sentence& sentence, std::uint32_t token, std::uint32_t coarse) const {
    if (is_one_of(document_.tokens[token].lemma, {"bond", "share", "stock"})) return kNone;  // "Acme shares" are no firm
    if (document_.tokens[token].form == "parties" && analyzer_.group_ != kNone) return analyzer_.group_;  // to a war, an agreement or an election
    // Nor are "radar systems" or "news of the attack", nor "60 million votes" an election: only names end so.
    if (is_one_of(document_.tokens[token].form, {"systems", "motors", "industries", "news", "times", "votes"})) return is_a(coarse, analyzer_.organization_) ? kNone : coarse;
    if (is_one_of(document_.tokens[token].lemma, {"army", "group", "half", "host"}))
      if (const std::uint32_t of = counted_behind(sentence, token); of != kNone) {
        const std::uint32_t cls = class_of_noun(sentence, of, kNone);
        return is_person(cls) ? analyzer_.group_ : cls;
      }
    const ClassLexicon::Hit noun = analyzer_.classes_.nouns().ending_at(document_, token, sentence.first_token);
    std::uint32_t cls = noun.cls;
    if (is_a(cls, analyzer_.position_)) cls = analyzer_.person_;
    if (coarse != kNone && !is_a(cls, coarse) && (noun.tokens < 2 || cls == kNone)) cls = coarse;  // "central bank" is no place, whatever it looks like
    const Token& word = document_.tokens[token];
    if (is_upper(decode(word.form, 0).value) && token > sentence.first_token && taken_[token - 1] == kName && NameSpans::is_headline_noun(word.form)) return analyzer_.ontology_.find_class(core_class::kEvent);
    if (word.form == "state" && token > sentence.first_token && document_.tokens[token - 1].upos == "PROPN") return analyzer_.ontology_.find_class(core_class::kRegion);  // "Borno state"
    const bool several = word.feats.find("Number=Plur") != std::string::npos || (word.upos == "NUM" && !is_one_of(to_lower(word.form), {"1", "one"}));
    return several && is_person(cls) && analyzer_.group_ != kNone ? analyzer_.group_ : cls;
  }

  /// "An army of | volunteers", "a group of | buildings": what it consists of, several of them; kNone elsewhere.
  std::uint32_t counted_behind(const Sentence& sentence, std::uint32_t token) const {
    const std::uint32_t last = sentence.first_token + sentence.token_count;
    if (token + 1 >= last || document_.tokens[token + 1].form != "of") return kNone;
    const std::uint32_t of = governor(document_, token + 1);
    const bool several = of != kNone && document_.tokens[of].upos == "NOUN" && document_.tokens[of].feats.find("Number=Plur") != std::string::npos && governor(document_, of) == token;
    return several ? of : kNone;
  }

  /// The words around `head` without a gap that the tree puts under it, less what is_outside().
  Span phrase(const Sentence& sentence, std::uint32_t head) const {
    constexpr std::uint32_t kWidest = 60;  // tokens to either side
    const auto& tokens = document_.tokens;
    std::uint32_t first = head, last = head;
    while (first > sentence.first_token && head - first < kWidest && is_under(sentence, first - 1, head)) --first;
    while (last + 1 < sentence.first_token + sentence.token_count && last - head < kWidest && is_under(sentence, last + 1, head)) ++last;
    while (first < head && tokens[first].upos == "PUNCT") ++first;
    if (first + 1 < head && tokens[first].upos == "ADP" && is_one_of(tokens[first + 1].form, {"which", "whom"})) first += 2;  // "of which | 9,400 study"
    while (last > head && tokens[last].upos == "PUNCT") --last;
    // The possessive is part of its phrase ("the city's", as GUM has it).
    const std::uint32_t next = last + 1;
    if (next < sentence.first_token + sentence.token_count && tokens[next].deprel == "case" && tokens[next].upos == "PART" &&
        sentence.first_token + tokens[next].head - 1 == head)
      last = next;
    return span(first, last + 1);
  }

  bool is_under(const Sentence& sentence, std::uint32_t token, std::uint32_t head) const {
    constexpr int kDeepest = 40;
    for (int steps = 0; steps < kDeepest; ++steps) {
      const Token& at = document_.tokens[token];
      if (at.head == 0 || at.head == kNone) return false;
      const std::uint32_t above = sentence.first_token + at.head - 1;
      if (above == head) return !is_outside(at.deprel);
      token = above;
    }
    return false;
  }

  const ModelAnalyzer& analyzer_;
  const Document& document_;
  const Analysis& analysis_;
  const NameSpans spans_;
  enum Taken : char { kFree, kAdjective, kName };  // kName: also events and values
  std::vector<Taken> taken_;                       // [tokens]
  std::vector<Mention> mentions_;
  std::map<std::string_view, std::uint32_t> told_;  // name: its class by a noun before it
  std::set<std::string_view> of_people_;            // words of full names of people
  std::vector<std::size_t> guessed_;                // mentions whose class is the model's
};

ModelAnalyzer::ModelAnalyzer(const LanguageModel& model, const Ontology& ontology, const NameLookup& known, const std::function<void(Document&)>& tokenise)
    : model_(model), ontology_(ontology), known_(known), classes_(ontology), events_(ontology, known), name_classes_(classes_of(model.name_types(), ontology)),
      mention_classes_(classes_of(model.mention_types(), ontology)), person_(ontology.find_class(core_class::kPerson)),
      place_(ontology.find_class(core_class::kPlace)), country_(ontology.find_class(core_class::kCountry)),
      nation_(ontology.find_class(core_class::kNationalGroup)), organization_(ontology.find_class(core_class::kOrganization)), company_(ontology.find_class(core_class::kCompany)), party_(ontology.find_class(core_class::kPoliticalParty)),
      media_(ontology.find_class(core_class::kMediaOrganization)),
      position_(ontology.find_class(core_class::kPosition)), group_(ontology.find_class(core_class::kGroup)) {
  if (tokenise && model.reads_relations()) relation_words_ = model.vectors_of(ontology, tokenise);
}

void ModelAnalyzer::analyse(Extraction& extraction, Sentences sentences) const {
  const Analysis analysis = model_.analyse(extraction.document, sentences);
  extraction.mentions = Reader(*this, extraction.document, analysis).run();
  if (relation_words_) extraction.readings = model_.relations(extraction.document, extraction.mentions, *relation_words_);
  extraction.attributions = find_attributions(extraction.document, extraction.mentions, ontology_);
  if (std::vector<Mention> sources = unmentioned_sources(extraction.document, extraction.attributions); !sources.empty()) {
    std::move(sources.begin(), sources.end(), std::back_inserter(extraction.mentions));
    number(extraction.mentions);
    extraction.attributions = find_attributions(extraction.document, extraction.mentions, ontology_);
  }
  extraction.links = model_.links(extraction.document, extraction.mentions, extraction.attributions, analysis, ontology_);
}

}  // namespace relata
