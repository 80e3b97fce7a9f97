// What is seen in a whole tree and not in the arcs that a parser judges one by one. Each rule fires seldom; what they change on treebanks is in bench/RESULTS.md.
#pragma once
#include <relata/core/document.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace relata {

/// Tokens [begin, begin + size) with heads that count from 1 at `begin`, 0 = root: a sentence, or a block of one.
class TreeRules {
 public:
  /// `kinds`: for each token of the document the type of the mention that it heads, as an index into `names` ("none", "person", ...).
  TreeRules(Document& document, std::uint32_t begin, std::uint32_t end, std::span<const std::uint8_t> kinds, std::span<const std::string> names);
  void apply();

 private:
  /// A clause has one subject: of two that touch, the first is the title of the second, a name ("special representative Jane Roe said"); between commas the
  /// second says who the first is.
  void join_subjects();
  /// "Roe met Secretary of State | Peter Moss": whom, after the title.
  void join_objects();
  /// "Roe, a singer turned politician": a singer.
  void read_turned();
  /// "A court upheld the ruling": what follows a verb that has its subject is its object.
  void turn_second_subject();
  /// "A fire | fanned by winds killed two": the fire did, not what is fanned.
  void turn_participles();
  /// "Water cannon and | tear gas | against protesters": nobody tears.
  void join_tear_gas();
  /// "Norland's largest dairy, Roe, | signed a contract": of a noun before a verb without a subject and a word behind it, the verb is what it belongs to.
  void find_lost_subjects();
  /// "Macy's | hired Roe": the shop did.
  void act_after_possessive();
  /// "An increase in the price of bread, as well as in wages": conjuncts begin with the same preposition.
  void match_prepositions();
  /// "Many countries were hit by his actions, including partners of NATO": partners are no actions, but may be countries.
  void place_examples();
  /// "A gunman shot dead student leader Jane Roe": who is dead was shot. "Roe cut short a visit": not a short one.
  void read_shot_dead();
  /// "Talks on issues of mutual concern and closer cooperation": cooperation is no quality of the issues.
  void leave_qualities();
  /// "Roe beat a rival, | Peter Moss": a name behind a comma that the parser could not place says who the noun is.
  void set_beside();
  /// "Jane Roe, the head of Acme, | which makes nails": no person is which, and who throws fireworks is no cannon.
  void attach_which();
  /// "Vorn and Harrow, | her home", "the deputy, Peter Moss | of Acme": what is said of one name is said of the nearest.
  void attach_descriptions();
  /// "The cause, | members and leaders say, is plain": the words between a comma and a verb of saying are who says it, not beside what stands before.
  void name_speakers();
  /// "The blast hit a town, | police and officials said.": who says it stands last, and does nothing else.
  void end_with_sayer();
  /// "A court in Harrow | on Monday | upheld the ruling": the day is that of the ruling, not of the court.
  void attach_days();
  /// "A ferry carrying cars | sank, | officials said, | killing two": the ferry says nothing.
  void part_sayer();
  /// "It will close, the owner said, | adding that": the owner adds it.
  void attach_adding();
  /// "He spoke up for Roe, who is under investigation, | saying that": he says it, no noun before.
  void attach_saying();
  /// "The plan, which | analysts say | could fail": the plan may fail; analysts say so.
  void read_said_of();
  /// "Poll: | Trump leads in Ohio": no name for the poll.
  void set_behind_colon();
  /// "The coast of Aceh, | Indonesia": the name behind the comma says where the place before it lies.
  void place_in_place();
  /// "India's ruling | Bharatiya Janata Party": the party rules, and no court.
  void read_ruling();
  /// "Acme named | Jane Roe as its chief": whom, not how.
  void read_named();
  /// "Jane Roe, | 27, and Peter Moss, 31, said": an age is nobody of its own.
  void read_ages();
  /// "As minister | she founded it": what she was.
  void read_roles();

  Token& at(std::uint32_t word) { return document_.tokens[begin_ + word]; }
  const Token& at(std::uint32_t word) const { return document_.tokens[begin_ + word]; }
  std::uint32_t head(std::uint32_t word) const { return at(word).head == 0 ? kNone : at(word).head - 1; }
  bool is_under(std::uint32_t word, std::uint32_t above) const;
  bool is_set_off(std::uint32_t noun, std::uint32_t name) const;
  std::uint32_t child(std::uint32_t word, std::string_view deprel) const;
  std::uint32_t begin_of_apposition(std::uint32_t word) const;  // its first word behind a comma, or of all that hangs on it

  Document& document_;
  std::uint32_t begin_, size_;
  std::span<const std::uint8_t> kinds_;
  std::span<const std::string> names_;
};

}  // namespace relata
