#include <relata/nlp/tree_rules.hpp>

#include <relata/core/one_of.hpp>
#include <relata/nlp/attitudes.hpp>

#include <algorithm>

namespace relata {

TreeRules::TreeRules(Document& document, std::uint32_t begin, std::uint32_t end, std::span<const std::uint8_t> kinds, std::span<const std::string> names)
    : document_(document), begin_(begin), size_(end - begin), kinds_(kinds.subspan(begin, end - begin)), names_(names) {}

void TreeRules::apply() {
  join_subjects();
  join_objects();
  turn_second_subject();
  read_turned();
  turn_participles();
  find_lost_subjects();
  act_after_possessive();
  join_tear_gas();
  match_prepositions();
  place_examples();
  read_shot_dead();
  leave_qualities();
  set_beside();
  attach_which();
  attach_descriptions();
  name_speakers();
  end_with_sayer();
  part_sayer();
  attach_days();
  attach_adding();
  attach_saying();
  read_said_of();
  set_behind_colon();
  read_roles();
  place_in_place();
  read_ages();
  read_ruling();
  read_named();
}

bool TreeRules::is_under(std::uint32_t word, std::uint32_t above) const {
  for (std::uint32_t steps = 0; word != kNone && steps < size_; ++steps, word = head(word))
    if (word == above) return true;
  return false;
}

std::uint32_t TreeRules::child(std::uint32_t word, std::string_view deprel) const {
  for (std::uint32_t w = 0; w < size_; ++w)
    if (head(w) == word && at(w).deprel == deprel) return w;
  return kNone;
}

void TreeRules::join_subjects() {
  std::uint32_t before = kNone;  // the last subject, whose head follows
  for (std::uint32_t word = 0; word < size_; ++word) {
    Token& name = at(word);
    if (!is_one_of(name.deprel, {"nsubj", "nsubj:pass"}) || name.head <= word + 1) continue;
    if (before != kNone && at(before).head == name.head && name.upos == "PROPN") {
      Token& title = at(before);
      bool touch = title.upos == "PROPN" || title.upos == "NOUN";
      for (std::uint32_t between = before + 1; between < word && touch; ++between) touch = (is_under(between, before) || is_under(between, word)) && at(between).upos != "PUNCT";
      if (touch) {
        title.head = word + 1;
        title.deprel = "nmod:desc";
      } else if (is_set_off(before, word)) {
        name.head = before + 1;
        name.deprel = "appos";
        continue;
      }
    }
    before = word;
  }
}

/// "A spokeswoman, | Jane Roe, | said".
bool TreeRules::is_set_off(std::uint32_t noun, std::uint32_t name) const {
  if (at(noun).upos != "NOUN" || names_[kinds_[noun]] != "person" || names_[kinds_[name]] != "person" || at(name - 1).form != ",") return false;
  for (std::uint32_t between = noun + 1; between + 1 < name; ++between)
    if (!is_under(between, noun)) return false;
  std::uint32_t end = name + 1;
  while (end < size_ && is_under(end, name) && at(end).form != ",") ++end;
  return end < size_ && at(end).form == ",";
}

void TreeRules::join_objects() {
  for (std::uint32_t word = 2; word < size_; ++word) {
    const std::uint32_t verb = head(word);
    const bool told = at(word).deprel == "iobj";  // "told broadcaster | Kanal"
    if ((at(word).deprel != "obj" && !told) || at(word).upos != "PROPN" || (!told && names_[kinds_[word]] != "person") || verb == kNone || verb > word) continue;
    std::uint32_t title = word - 1;
    while (title > verb && head(title) != verb) --title;
    if (title == verb || at(title).deprel != at(word).deprel) continue;
    bool touch = at(title).upos == "PROPN" || at(title).upos == "NOUN";
    for (std::uint32_t between = title + 1; between < word && touch; ++between) touch = is_under(between, title) && at(between).upos != "PUNCT";
    if (!touch) continue;
    at(title).head = word + 1;
    at(title).deprel = "nmod:desc";
  }
}

void TreeRules::read_turned() {
  for (std::uint32_t verb = 1; verb + 1 < size_; ++verb) {
    Token &was = at(verb - 1), &is = at(verb + 1), &turned = at(verb);
    if (turned.form != "turned" || was.upos != "NOUN" || is.upos != "NOUN" || was.deprel == "nsubj" || head(verb - 1) != verb + 1 || head(verb) != verb + 1) continue;
    was.head = is.head;
    was.deprel = is.deprel;
    turned.head = verb;  // counted from 1: what somebody was
    turned.deprel = "acl";
    is.head = verb + 1;
    is.deprel = "xcomp";
  }
}

void TreeRules::turn_second_subject() {
  for (std::uint32_t word = 1; word < size_; ++word) {
    const std::uint32_t verb = head(word);
    if (at(word).deprel != "nsubj" || verb == kNone || verb > word || at(verb).upos != "VERB" || child(verb, "obj") != kNone || child(verb, "cop") != kNone) continue;
    const std::uint32_t first = child(verb, "nsubj");
    if (first < verb && is_one_of(at(word).upos, {"NOUN", "PROPN"}) && child(word, "case") == kNone) at(word).deprel = "obj";
  }
}

void TreeRules::turn_participles() {
  for (std::uint32_t verb = 1; verb < size_; ++verb) {
    Token& participle = at(verb);
    Token& noun = at(verb - 1);
    const bool passive = participle.feats.find("VerbForm=Part") != std::string::npos || (verb + 1 < size_ && at(verb + 1).form == "by");
    if (participle.upos != "VERB" || !passive || !is_one_of(participle.deprel, {"nsubj", "nsubj:pass", "obj", "obl", "nmod"})) continue;
    if (noun.upos != "NOUN" || noun.deprel != "compound" || head(verb - 1) != verb) continue;
    noun.head = participle.head;
    noun.deprel = participle.deprel;
    participle.head = verb;  // counted from 1: the noun
    participle.deprel = "acl";
    for (std::uint32_t word = 0; word + 1 < verb; ++word)
      if (head(word) == verb && is_one_of(at(word).deprel, {"det", "amod", "compound", "nummod", "nmod:poss", "case"})) at(word).head = verb;
  }
}

void TreeRules::join_tear_gas() {
  for (std::uint32_t gas = 1; gas < size_; ++gas) {
    if (at(gas).form != "gas" || at(gas - 1).form != "tear" || head(gas - 1) == gas) continue;
    const std::uint32_t above = head(gas - 1);
    if (above == gas || is_under(above, gas)) continue;
    if (is_one_of(at(gas - 1).deprel, {"conj", "obj", "nsubj", "obl"})) {
      at(gas).head = at(gas - 1).head;
      at(gas).deprel = at(gas - 1).deprel;
      // "Used cannon and tear gas".
      const std::uint32_t object = above == kNone || at(above).upos != "VERB" ? kNone : child(above, "obj");
      if (at(gas).deprel == "conj" && object != kNone && object != gas && object < gas) at(gas).head = object + 1;
    }
    for (std::uint32_t word = 0; word < size_; ++word)
      if (head(word) == gas - 1 && word != gas) at(word).head = gas + 1;
    at(gas).upos = at(gas - 1).upos = "NOUN";
    at(gas - 1).lemma = "tear";
    at(gas - 1).head = gas + 1;
    at(gas - 1).deprel = "compound";
  }
}

void TreeRules::find_lost_subjects() {
  for (std::uint32_t noun = 0; noun < size_; ++noun) {
    const std::uint32_t above = head(noun);
    if (!is_one_of(at(noun).upos, {"NOUN", "PROPN"}) || !is_one_of(at(noun).deprel, {"nmod", "obl"}) || above == kNone || above < noun + 2 || child(noun, "case") != kNone) continue;
    const std::uint32_t verb = head(above);
    if (verb == kNone || verb < noun || verb > above || at(verb).upos != "VERB" || at(verb).feats.find("VerbForm=Fin") == std::string::npos) continue;
    if (!is_one_of(at(above).deprel, {"obj", "obl"}) || child(verb, "nsubj") != kNone || child(verb, "nsubj:pass") != kNone || child(verb, "csubj") != kNone) continue;
    at(noun).head = verb + 1;
    at(noun).deprel = "nsubj";
  }
}

void TreeRules::act_after_possessive() {
  for (std::uint32_t name = 0; name + 2 < size_; ++name) {
    if (at(name).upos != "PROPN" || at(name + 1).form != "'s" || at(name + 1).deprel != "case" || head(name + 1) != name) continue;
    const std::uint32_t verb = name + 2, above = head(name);
    const bool acts = above == verb && is_one_of(at(name).deprel, {"nsubj", "nsubj:pass"});
    const bool owns_across = at(name).deprel == "nmod:poss" && above != kNone && above > verb && head(above) == verb && at(above).deprel == "obj" && child(verb, "nsubj") == kNone;
    if ((!acts && !owns_across) || at(verb).upos != "VERB" || at(verb).feats != "Tense=Past|VerbForm=Part|Voice=Pass" || child(verb, "aux:pass") != kNone) continue;
    if (child(verb, "obj") == kNone && child(verb, "xcomp") == kNone) continue;
    at(name).head = verb + 1;
    at(name).deprel = "nsubj";
    at(verb).feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
  }
}

void TreeRules::match_prepositions() {
  // "Extradited from Peru": who is behind "by" does it.
  for (std::uint32_t word = 0; word < size_; ++word)
    if (const std::uint32_t preposition = at(word).deprel == "obl:agent" ? child(word, "case") : kNone; preposition != kNone && is_one_of(at(preposition).form, {"from", "in", "at", "on", "to", "with"}))
      at(word).deprel = "obl";
  for (std::uint32_t word = 0; word < size_; ++word) {
    if (at(word).deprel != "conj" || head(word) == kNone || head(word) > word) continue;
    const std::uint32_t preposition = child(word, "case");
    if (preposition == kNone || at(preposition).upos != "ADP" || child(word, "cc") == kNone) continue;
    const auto is_alike = [&](std::uint32_t other) {
      const std::uint32_t own = child(other, "case");
      return own != kNone && at(own).lemma == at(preposition).lemma;
    };
    const std::uint32_t first = head(word);
    if (is_alike(first) || child(first, "case") == kNone) continue;
    for (std::uint32_t above = head(first); above != kNone && is_one_of(at(above).deprel, {"nmod", "obl", "conj"}); above = head(above))
      if (above < first && is_alike(above)) {
        at(word).head = above + 1;
        break;
      }
  }
}

void TreeRules::read_shot_dead() {
  for (std::uint32_t verb = 0; verb + 2 < size_; ++verb) {
    if (at(verb).upos == "VERB" && at(verb).lemma == "cut" && at(verb + 1).form == "short" && at(verb + 1).deprel == "amod") {
      at(verb + 1).head = verb + 1;
      at(verb + 1).deprel = "compound:prt";
    }
    if (at(verb).upos != "VERB" || at(verb).lemma != "shoot" || at(verb + 1).form != "dead" || at(verb + 1).deprel != "amod") continue;
    const std::uint32_t who = head(verb + 1);
    if (who == kNone || who < verb || head(who) != verb) continue;
    at(verb + 1).head = verb + 1;
    at(verb + 1).deprel = "xcomp";
    at(who).deprel = "obj";
    for (std::uint32_t word = 0; word < verb; ++word)
      if (head(word) == who && is_one_of(at(word).upos, {"NOUN", "PROPN", "PRON"})) {
        at(word).head = verb + 1;
        at(word).deprel = "nsubj";
      }
  }
}

void TreeRules::place_examples() {
  const auto is_actor = [&](std::uint32_t word) { return is_one_of(names_[kinds_[word]], {"person", "organization", "place"}); };
  const auto is_plural = [&](std::uint32_t word) { return at(word).upos == "NOUN" && at(word).feats.find("Number=Plur") != std::string::npos; };
  for (std::uint32_t word = 0; word < size_; ++word) {
    const std::uint32_t what = head(word);
    if (at(word).deprel != "nmod" || what == kNone || what > word || !is_actor(word) || !is_plural(what) || !is_one_of(names_[kinds_[what]], {"event", "abstract"})) continue;
    const std::uint32_t including = child(word, "case");
    if (including == kNone || including == 0 || at(including).lemma != "include" || at(including - 1).form != ",") continue;
    for (std::uint32_t other = including; other-- > 0;)
      if (is_actor(other) && is_plural(other) && !is_under(other, word)) {
        at(word).head = other + 1;
        break;
      }
  }
}

void TreeRules::attach_which() {
  for (std::uint32_t which = 2; which < size_; ++which) {
    const bool who = at(which).form == "who";
    if ((at(which).form != "which" && !who) || at(which - 1).form != "," || at(which).upos != "PRON") continue;
    std::uint32_t clause = head(which);
    for (std::uint32_t steps = 0; clause != kNone && at(clause).deprel != "acl:relcl" && steps < size_; ++steps) clause = head(clause);
    const std::uint32_t far = clause == kNone ? kNone : head(clause);
    const auto is_person = [&](std::uint32_t word) { return names_[kinds_[word]] == "person"; };
    if (far == kNone || far > which || is_person(far) == who || !is_one_of(at(far).upos, {"NOUN", "PROPN"})) continue;
    std::uint32_t near = which - 2;  // up to the head of the words before the comma
    while (head(near) != kNone && head(near) < near && head(near) > far && is_one_of(at(near).deprel, {"flat", "compound"})) near = head(near);
    if (near > far && is_one_of(at(near).upos, {"NOUN", "PROPN"}) && is_person(near) == who) at(clause).head = near + 1;
  }
}

std::uint32_t TreeRules::begin_of_apposition(std::uint32_t word) const {
  while (word > 0 && at(word - 1).form != "," && is_under(word - 1, word)) --word;
  return word;
}

void TreeRules::attach_descriptions() {
  for (std::uint32_t word = 1; word < size_; ++word) {
    const std::uint32_t first = head(word);
    if (first == kNone || first > word) continue;
    if (at(word).deprel == "appos" && at(word).upos == "NOUN" && at(word).feats.find("Number=Plur") == std::string::npos) {
      std::uint32_t last = kNone;
      for (std::uint32_t other = first + 1; other < word; ++other)
        if ((head(other) == first || (at(first).deprel == "appos" && head(other) == head(first))) && at(other).deprel == "conj" && at(other).upos == "PROPN") last = other;
      const std::uint32_t begin = begin_of_apposition(word);
      if (last != kNone && begin > 1 && at(begin - 1).form == "," && is_under(begin - 2, last)) at(word).head = last + 1;
    }
    // "Gangs that hold the capital, Vorn": the noun before the comma is a place, too.
    if (at(word).deprel == "appos" && at(word).upos == "PROPN" && kinds_[word] != kinds_[first]) {
      const std::uint32_t begin = begin_of_apposition(word);
      const std::uint32_t noun = begin > 1 && at(begin - 1).form == "," ? begin - 2 : first;
      if (noun > first && at(noun).upos == "NOUN" && kinds_[noun] == kinds_[word]) at(word).head = noun + 1;
    }
    // "The Harrow Society and the Vorn Institute | (VI)": short for the nearest.
    if (at(word).deprel == "appos" && at(word - 1).form == "(" && word > 2) {
      std::uint32_t nearest = word - 2;
      while (head(nearest) != kNone && head(nearest) > first && head(nearest) < word && head(nearest) != nearest) nearest = head(nearest);
      if (head(nearest) == first && at(nearest).deprel == "conj") at(word).head = nearest + 1;
    }
    // "The president of the Harrow Society, | Jane Roe": she is no society.
    if (at(word).deprel == "appos" && at(word).upos == "PROPN" && head(word) == first && at(first).deprel == "nmod" && head(first) != kNone && head(first) < first) {
      const std::uint32_t above = head(first);
      const bool one_kind = kinds_[above] == kinds_[word] || (names_[kinds_[above]] == "person" && names_[kinds_[word]] == "none");
      if (at(above).upos == "NOUN" && one_kind && kinds_[word] != kinds_[first] && names_[kinds_[first]] != "none" && begin_of_apposition(word) == word) at(word).head = above + 1;
    }
    const std::uint32_t preposition = at(word).deprel == "nmod" ? child(word, "case") : kNone;
    if (preposition == kNone || preposition == 0 || at(preposition).form != "of") continue;
    for (std::uint32_t name = first + 1; name < preposition; ++name)
      if (head(name) == first && at(name).deprel == "appos" && at(name).upos == "PROPN" && names_[kinds_[name]] == "person" && is_under(preposition - 1, name)) at(word).head = name + 1;
  }
}

void TreeRules::name_speakers() {
  for (std::uint32_t verb = 2; verb < size_; ++verb) {
    if (at(verb).upos != "VERB" || at(verb).deprel != "parataxis" || at(verb).feats.find("VerbForm=Fin") == std::string::npos) continue;
    const Cue* const cue = verb_cue(at(verb).lemma);
    if (cue == nullptr || !cue->speech || child(verb, "nsubj") != kNone || (verb + 1 < size_ && at(verb + 1).upos != "PUNCT")) continue;
    std::uint32_t begin = verb;
    while (begin > 0 && at(begin - 1).upos != "PUNCT") --begin;
    if (begin == 0 || begin == verb || at(begin - 1).form != ",") continue;
    // All that hangs on words before the comma is the one who speaks, and who speaks with them.
    std::uint32_t speaker = kNone;
    bool nouns = true;
    std::vector<std::uint32_t> others;
    for (std::uint32_t word = begin; word < verb && nouns; ++word) {
      if (head(word) != kNone && head(word) >= begin && head(word) <= verb) continue;
      nouns = is_one_of(at(word).upos, {"NOUN", "PROPN", "PRON"}) && is_one_of(at(word).deprel, {"appos", "conj", "nmod", "dep", "nsubj", "obl"});
      if (speaker == kNone) speaker = word;
      else others.push_back(word);
    }
    if (!nouns || speaker == kNone || child(speaker, "case") != kNone || is_under(verb, speaker)) continue;
    if (std::any_of(others.begin(), others.end(), [&](std::uint32_t word) { return is_under(verb, word); })) continue;
    at(speaker).head = verb + 1;
    at(speaker).deprel = "nsubj";
    for (const std::uint32_t word : others) {
      at(word).head = speaker + 1;
      at(word).deprel = "conj";
    }
  }
}

void TreeRules::end_with_sayer() {
  constexpr std::uint32_t kLongestTail = 5, kLongest = 12;  // tokens behind the verb, and of who says it
  std::uint32_t verb = size_;
  while (verb > 0 && size_ - verb <= kLongestTail && at(verb - 1).upos != "VERB") --verb;
  if (verb-- == 0 || at(verb).upos != "VERB" || at(verb).feats.find("VerbForm=Fin") == std::string::npos) return;
  const Cue* const cue = verb_cue(at(verb).lemma);
  if (cue == nullptr || !cue->speech || child(verb, "obj") != kNone) return;
  for (std::uint32_t word = verb + 1; word < size_; ++word)
    if (at(word).upos != "PUNCT" && !is_under(word, verb)) return;
  std::uint32_t begin = verb;
  while (begin > 0 && verb - begin < kLongest && is_one_of(at(begin - 1).upos, {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "CCONJ", "ADP"})) --begin;
  if (begin == 0 || begin == verb || at(begin - 1).form != ",") return;
  std::uint32_t speaker = kNone;
  for (std::uint32_t word = begin; word < verb && speaker == kNone; ++word)
    if ((head(word) == kNone || head(word) < begin || head(word) >= verb) && is_one_of(at(word).upos, {"NOUN", "PROPN", "PRON"})) speaker = word;
  if (speaker == kNone || is_under(verb, speaker) || child(speaker, "case") != kNone) return;
  at(speaker).head = verb + 1;
  at(speaker).deprel = "nsubj";
  // Whom the parser took for another subject of saying does what is said.
  std::uint32_t content = kNone;
  for (std::uint32_t word = 0; word + 1 < begin; ++word)
    if (head(word) == verb && at(word).deprel == "ccomp") content = word;
  if (content == kNone || child(content, "nsubj") != kNone || child(content, "nsubj:pass") != kNone) return;
  for (std::uint32_t word = 0; word < content; ++word)
    if (head(word) == verb && is_one_of(at(word).deprel, {"nsubj", "nsubj:pass"})) at(word).head = content + 1;
}

void TreeRules::part_sayer() {
  for (std::uint32_t said = 4; said + 1 < size_; ++said) {
    const Cue* const cue = at(said).upos == "VERB" && at(said + 1).form == "," ? verb_cue(at(said).lemma) : nullptr;
    std::uint32_t comma = said - 1;
    while (comma > 0 && at(comma).upos != "PUNCT") --comma;
    if (cue == nullptr || !cue->speech || at(comma).form != "," || comma < 2) continue;
    std::uint32_t first = kNone, sayer = kNone;
    for (std::uint32_t word = 0; word < said; ++word)
      if (head(word) == said && (at(word).deprel == "nsubj" || (at(word).deprel == "ccomp" && at(word).upos == "NOUN" && word < comma))) (word < comma ? first : sayer) = word;
    if (first == kNone || sayer == kNone) continue;
    // The last verb before the comma that was taken for a participle, and is none: "operated by" is.
    std::uint32_t does = kNone;
    for (std::uint32_t word = first + 1; word < comma; ++word)
      if (at(word).upos == "VERB" && at(word).deprel == "acl" && !at(word).form.ends_with("ing") && child(word, "obl:agent") == kNone && child(word, "mark") == kNone && is_under(word, first)) does = word;
    if (does == kNone) continue;
    at(does).head = said + 1;
    at(does).deprel = "ccomp";
    at(does).feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
    at(first).head = does + 1;
    at(first).deprel = "nsubj";
    for (std::uint32_t word = said + 1; word < size_; ++word)
      if (head(word) == said && at(word).deprel == "advcl" && at(word).form.ends_with("ing") && verb_cue(at(word).lemma) == nullptr) at(word).head = does + 1;
  }
}

void TreeRules::attach_adding() {
  for (std::uint32_t verb = 3; verb < size_; ++verb) {
    const Cue* const cue = at(verb).upos == "VERB" && at(verb).form.ends_with("ing") ? verb_cue(at(verb).lemma) : nullptr;
    const std::uint32_t said = verb - 2;
    if (cue == nullptr || !cue->speech || at(verb - 1).form != "," || at(said).upos != "VERB" || at(verb).deprel != "advcl" || head(verb) == said) continue;
    const Cue* const before = verb_cue(at(said).lemma);
    if (before == nullptr || !before->speech || child(said, "nsubj") == kNone || is_under(said, verb)) continue;
    at(verb).head = said + 1;
  }
}

void TreeRules::attach_saying() {
  for (std::uint32_t verb = 2; verb < size_; ++verb) {
    if (at(verb).upos != "VERB" || !at(verb).form.ends_with("ing") || at(verb - 1).form != "," || !is_one_of(at(verb).deprel, {"acl", "advcl"})) continue;
    const Cue* const cue = verb_cue(at(verb).lemma);
    std::uint32_t above = head(verb);
    if (cue == nullptr || !cue->speech || child(verb, "nsubj") != kNone || above == kNone || above > verb) continue;
    if (!is_one_of(at(above).upos, {"NOUN", "PROPN"}) || at(above).deprel == "nsubj") continue;
    for (std::uint32_t steps = 0; above != kNone && steps < size_; ++steps, above = head(above)) {
      std::uint32_t subject = child(above, "nsubj");
      if (subject == kNone) subject = child(above, "nsubj:pass");
      if (subject == kNone || subject > verb) continue;
      if (at(above).deprel != "acl:relcl" || subject == 0 || at(subject - 1).form != ",") break;  // beside what is told of its noun: ", who is ..."
    }
    if (above == kNone || above > verb) continue;
    at(verb).head = above + 1;
    at(verb).deprel = "advcl";
  }
}

void TreeRules::read_said_of() {
  for (std::uint32_t pronoun = 1; pronoun + 3 < size_; ++pronoun) {
    if (at(pronoun).upos != "PRON" || !is_one_of(at(pronoun).form, {"who", "whom", "which", "that"})) continue;
    std::uint32_t said = pronoun + 2;
    while (said < size_ && said < pronoun + 6 && is_one_of(at(said).upos, {"NOUN", "PROPN", "ADJ", "DET"})) ++said;
    const Cue* const cue = said < size_ && at(said).upos == "VERB" && at(said).feats.find("VerbForm=Fin") != std::string::npos ? verb_cue(at(said).lemma) : nullptr;
    if (cue == nullptr || (cue->takes & kClauses) == 0 || head(said - 1) != said || at(said - 1).deprel != "nsubj") continue;
    std::uint32_t does = said + 1;
    while (does < size_ && is_one_of(at(does).upos, {"AUX", "ADV", "PART"}) && at(does).form != "to") ++does;
    if (does >= size_ || at(does).upos != "VERB" || (does == said + 1 && at(does).feats.find("VerbForm=Fin") == std::string::npos && head(does) != said)) continue;
    const std::uint32_t subject = child(does, "nsubj");
    std::uint32_t noun = at(does).deprel == "acl:relcl" ? head(does) : at(said).deprel == "acl:relcl" ? head(said) : kNone;
    if (noun == kNone && head(said) == does && head(does) != kNone) {
      noun = at(pronoun - 1).form == "," && pronoun > 1 ? pronoun - 2 : pronoun - 1;
      if (at(noun).deprel == "flat" && head(noun) != kNone) noun = head(noun);
      if (!is_one_of(at(noun).upos, {"NOUN", "PROPN"})) continue;
    }
    if (noun == kNone || noun >= pronoun || (subject != kNone && subject != pronoun)) continue;
    at(said).head = noun + 1;
    at(said).deprel = "acl:relcl";
    at(does).head = said + 1;
    at(does).deprel = "ccomp";
    at(pronoun).head = does + 1;
    at(pronoun).deprel = child(does, "aux:pass") == kNone ? "nsubj" : "nsubj:pass";
  }
}

void TreeRules::set_behind_colon() {
  for (std::uint32_t clause = 2; clause < size_; ++clause) {
    const std::uint32_t noun = head(clause);
    if (at(clause).deprel != "appos" || at(clause).upos != "VERB" || noun == kNone || noun > clause || at(noun).upos == "VERB" || child(clause, "nsubj") == kNone) continue;
    if (at(noun + 1).form == ":") at(clause).deprel = "parataxis";
  }
}

void TreeRules::read_roles() {
  for (std::uint32_t role = 1; role + 1 < size_; ++role) {
    const std::uint32_t verb = head(role - 1);
    if (at(role).upos != "NOUN" || at(role + 1).upos != "PRON" || at(role - 1).lemma != "as" || verb == kNone || verb < role || head(role + 1) != verb) continue;
    if (!(at(role).deprel == "nmod:desc" && head(role) == role + 1) && !(at(role).deprel == "nsubj" && head(role) == verb)) continue;
    at(role).head = verb + 1;
    at(role).deprel = "obl";
    at(role - 1).head = role + 1;
    at(role - 1).deprel = "case";
  }
}

void TreeRules::read_ruling() {
  for (std::uint32_t word = 0; word + 1 < size_; ++word) {
    if (at(word).form != "ruling" || at(word).upos != "NOUN") continue;
    std::uint32_t party = word + 1;
    while (is_one_of(at(party).deprel, {"compound", "amod"}) && head(party) != kNone && head(party) > party && head(party) < word + 6) party = head(party);
    const bool is_name = at(word + 1).upos == "PROPN" || (at(word + 1).upos == "ADJ" && at(party).upos == "PROPN");
    if (!(is_name || is_one_of(at(party).lemma, {"alliance", "bloc", "coalition", "family", "party"})) || !is_one_of(at(party).upos, {"NOUN", "PROPN"})) continue;
    if (head(party) == word) {
      at(party).head = at(word).head;
      at(party).deprel = at(word).deprel;
    } else if (is_under(party, word)) {
      continue;
    }
    for (std::uint32_t before = 0; before < word; ++before)
      if (head(before) == word) at(before).head = party + 1;
    at(word).head = party + 1;
    at(word).deprel = "amod";
    at(word).upos = "ADJ";
  }
}

void TreeRules::read_named() {
  for (std::uint32_t name = 1; name < size_; ++name) {
    const std::uint32_t verb = head(name);
    if (at(name).deprel != "xcomp" || at(name).upos != "PROPN" || verb == kNone || verb > name || !is_one_of(at(verb).lemma, {"appoint", "choose", "elect", "name", "pick"})) continue;
    if (child(verb, "obj") == kNone && child(verb, "aux:pass") == kNone && child(verb, "nsubj") != kNone && child(verb, "nsubj") < verb) at(name).deprel = "obj";
  }
}

void TreeRules::read_ages() {
  for (std::uint32_t age = 2; age + 1 < size_; ++age) {
    if (at(age).upos != "NUM" || at(age).form.size() > 3 || at(age - 1).form != "," || at(age + 1).form != "," || !is_one_of(at(age).deprel, {"appos", "conj", "nsubj", "obj"})) continue;
    std::uint32_t name = age - 2;
    while (at(name).deprel == "flat" && head(name) != kNone && head(name) < name) name = head(name);
    if (at(name).upos != "PROPN" || names_[kinds_[name]] != "person" || is_under(name, age)) continue;
    for (std::uint32_t word = age + 1; word < size_; ++word)
      if (head(word) == age && at(word).deprel == "conj") at(word).head = name + 1;
    at(age).head = name + 1;
    at(age).deprel = "amod";
  }
}

void TreeRules::place_in_place() {
  const auto is_place = [&](std::uint32_t word) { return at(word).upos == "PROPN" && names_[kinds_[word]] == "place"; };
  const auto may_be = [&](std::uint32_t word) { return is_place(word) || (at(word).upos == "PROPN" && names_[kinds_[word]] == "none"); };  // of two, one heads a mention
  for (std::uint32_t comma = 1; comma + 1 < size_; ++comma) {
    if (at(comma).form != ",") continue;
    std::uint32_t inner = comma - 1, outer = comma + 1;
    if (at(inner).deprel == "flat" && head(inner) != kNone && head(inner) < inner) inner = head(inner);
    while (outer + 1 < size_ && at(outer).deprel == "compound" && head(outer) == outer + 1) ++outer;
    const bool turned = head(inner) == outer && at(inner).deprel == "compound";
    const bool beside = head(inner) != kNone && head(inner) == head(outer) && at(outer).deprel == "nmod";
    if ((!turned && !beside) || !may_be(inner) || !may_be(outer) || !(is_place(inner) || is_place(outer))) continue;
    // A list of places goes on.
    std::uint32_t behind = outer + 1;
    while (behind < size_ && at(behind).deprel == "flat" && head(behind) == outer) ++behind;
    if (behind < size_ && is_one_of(at(behind).form, {"and", "or", "&"})) continue;
    if (behind + 1 < size_ && at(behind).form == "," && (may_be(behind + 1) || is_one_of(at(behind + 1).form, {"and", "or"}))) continue;
    if (turned) {
      at(inner).head = at(outer).head;
      at(inner).deprel = at(outer).deprel;
      for (std::uint32_t word = 0; word < comma; ++word)
        if (head(word) == outer && word != inner) at(word).head = inner + 1;
    }
    at(comma).head = outer + 1;
    at(comma).deprel = "punct";
    at(outer).head = inner + 1;
    at(outer).deprel = "appos";
  }
}

void TreeRules::attach_days() {
  for (std::uint32_t day = 2; day < size_; ++day) {
    const std::uint32_t subject = head(day), verb = subject == kNone ? kNone : head(subject);
    if (at(day).deprel != "nmod" || verb == kNone || subject > day || verb < day || !is_one_of(at(subject).deprel, {"nsubj", "nsubj:pass"})) continue;
    if (!is_one_of(at(day).form, {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}) || at(day - 1).form != "on" || head(day - 1) != day) continue;
    bool next = true;
    for (std::uint32_t between = day + 1; between < verb && next; ++between) next = is_one_of(at(between).upos, {"AUX", "ADV", "PART"}) && head(between) == verb;
    if (!next) continue;
    at(day).head = verb + 1;
    at(day).deprel = "obl";
  }
}

void TreeRules::set_beside() {
  for (std::uint32_t name = 2; name < size_; ++name) {
    const std::uint32_t noun = name - 2, verb = head(name);
    if (at(name).deprel != "dep" || at(name).upos != "PROPN" || at(name - 1).form != "," || verb == kNone || head(noun) != verb) continue;
    if (at(noun).upos != "NOUN" || !is_one_of(at(noun).deprel, {"obj", "obl", "nsubj"}) || names_[kinds_[noun]] != "person") continue;
    at(name).head = noun + 1;
    at(name).deprel = "appos";
  }
}

void TreeRules::leave_qualities() {
  for (std::uint32_t word = 0; word < size_; ++word) {
    const std::uint32_t quality = head(word);
    if (at(word).deprel != "conj" || at(word).upos != "NOUN" || quality == kNone || at(quality).deprel != "nmod" || head(quality) == kNone) continue;
    if (!is_one_of(at(quality).lemma, {"concern", "importance", "interest", "significance", "relevance", "urgency", "value"})) continue;
    const std::uint32_t preposition = child(quality, "case");
    if (preposition == kNone || at(preposition).lemma != "of" || child(quality, "amod") == kNone || is_one_of(at(word).lemma, {"concern", "importance", "interest", "value"})) continue;
    std::uint32_t to = head(quality);
    const std::uint32_t purpose = child(word, "acl");  // "cooperation | to enhance ...": beside the whole of what is done, not beside a topic of it
    if (purpose != kNone && at(purpose).feats.find("VerbForm=Inf") != std::string::npos)
      while (at(to).deprel == "nmod" && head(to) != kNone && head(to) < to) to = head(to);
    at(word).head = to + 1;
  }
}

}  // namespace relata
