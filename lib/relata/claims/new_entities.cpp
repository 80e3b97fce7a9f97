#include <relata/claims/new_entities.hpp>

#include <relata/claims/argument_text.hpp>
#include <relata/core/one_of.hpp>
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

namespace relata {
namespace {

/// The words around the head without a gap.
Span span_of(const Document& document, const std::vector<std::uint32_t>& tokens, std::uint32_t head) {
  const auto at = std::find(tokens.begin(), tokens.end(), head);
  auto first = at, last = at;
  while (first != tokens.begin() && *(first - 1) + 1 == *first) --first;
  while (last + 1 != tokens.end() && *(last + 1) == *last + 1) ++last;
  return {document.tokens[*first].span.begin, std::max(document.tokens[*last].span.end, document.tokens[*first].span.begin)};
}

/// Whether the words say more than a bare noun ("work", "the people").
bool is_described(const SentenceTree& tree, const std::vector<std::uint32_t>& tokens) {
  std::size_t content = 0;
  for (const std::uint32_t t : tokens) {
    const std::string& upos = tree.token(t).upos;
    if (upos == "PROPN") return true;
    content += upos == "NOUN" || upos == "ADJ" || upos == "NUM" || upos == "VERB";
  }
  return content > 1;
}

/// Whether an article, an owner or a name says that a thing is meant which the reader knows.
bool is_definite(const SentenceTree& tree, const std::vector<std::uint32_t>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [&](std::uint32_t t) {
    return tree.has_upos(t, "PROPN") || tree.deprel(t) == "nmod:poss" || (tree.relation(t) == "det" && is_one_of(tree.form(t), {"the", "this", "that", "these", "those"}));
  });
}

std::string label(const SentenceTree& tree, std::vector<std::uint32_t> tokens) {
  while (tokens.size() > 1 && (tree.has_upos(tokens.front(), "DET") || tree.has_upos(tokens.front(), "PUNCT") || tree.form(tokens.front()) == "whose")) tokens.erase(tokens.begin());
  // "of which | nine hundred are ..."
  if (tokens.size() > 2 && tree.has_upos(tokens.front(), "ADP") && is_one_of(tree.form(tokens[1]), {"which", "whom"})) tokens.erase(tokens.begin(), tokens.begin() + 2);
  return words_of(tree.document(), tokens);
}

}  // namespace

NewEntities::NewEntities(Extraction& extraction) : extraction_(extraction) {
  for (std::uint32_t e = 0; e < extraction.entities.size(); ++e) {
    if (!extraction.entities[e].label.empty()) by_label_.emplace(to_lower(extraction.entities[e].label), e);
    for (const std::string& alias : extraction.entities[e].aliases) by_label_.emplace(to_lower(alias), e);
  }
  for (std::uint32_t m = 0; m < extraction.mentions.size(); ++m) {
    const Mention& mention = extraction.mentions[m];
    if (mention.entity != kNone || (mention.kind != MentionKind::kNominal && mention.kind != MentionKind::kPronoun)) continue;
    const TokenRange words = tokens_in(extraction.document, mention.span);
    if (words.first < words.end) read_.emplace(head_token(extraction.document, words), m);
  }
}

std::uint32_t NewEntities::of(std::uint32_t head) {
  if (const auto found = by_head_.find(head); found != by_head_.end()) return found->second;
  const SentenceTree& tree = tree_of(head);
  const std::vector<std::uint32_t> tokens = argument_tokens(tree, head, Conjuncts::kLeaveOut);
  const bool pronoun = tree.has_upos(head, "PRON") || tree.has_upos(head, "DET");
  std::string words = !pronoun && is_described(tree, tokens) ? label(tree, tokens) : std::string();
  if (is_pronoun_form(words)) words.clear();  // "((it))", read as a name
  const auto read = read_.find(head);
  Mention* const known = read == read_.end() ? nullptr : &extraction_.mentions[read->second];
  const std::string type = known != nullptr && !known->type.empty() ? known->type : std::string(core_class::kThing);
  const std::size_t before = extraction_.entities.size();
  const std::uint32_t index = entity(words, type);
  by_head_.emplace(head, index);
  // "A boat" again: the claim may speak of the same kind of thing, but the words do not mean the first one.
  if (index < before && !is_definite(tree, tokens)) return index;
  if (known != nullptr) {
    known->entity = index;
    extraction_.joins.push_back({read->second, index, 1, index == before ? "first mention" : "the same words"});
  } else {
    Mention mention;
    mention.span = span_of(tree.document(), tokens, head);
    mention.kind = pronoun ? MentionKind::kPronoun : MentionKind::kNominal;
    mention.type = type;
    mention.entity = index;
    added_.push_back(std::move(mention));
  }
  return index;
}

std::uint32_t NewEntities::of(Span words, const std::string& type) {
  const auto at_words = [&](const Mention& m) { return m.span == words && m.kind != MentionKind::kValue; };
  if (const Mention* const known = mention_of(words); known != nullptr && known->entity != kNone) return known->entity;
  if (const auto made = std::find_if(added_.begin(), added_.end(), at_words); made != added_.end()) return made->entity;
  const std::size_t before = extraction_.entities.size();
  const std::uint32_t index = entity(single_spaced(extraction_.document.at(words)), type);
  join(words, index, index == before ? "first mention" : "the same words");
  return index;
}

void NewEntities::join(Span words, std::uint32_t entity, std::string_view reason) {
  if (Mention* const known = mention_of(words); known != nullptr) {
    known->entity = entity;
    extraction_.joins.push_back({static_cast<std::uint32_t>(known - extraction_.mentions.data()), entity, 1, std::string(reason)});
    return;
  }
  Mention mention;
  mention.span = words;
  mention.kind = MentionKind::kNominal;
  mention.type = extraction_.entities[entity].type;
  mention.entity = entity;
  added_.push_back(std::move(mention));
}

Mention* NewEntities::mention_of(Span words) {
  std::vector<Mention>& mentions = extraction_.mentions;
  const auto begin = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.span.begin < words.begin; });
  const auto end = std::partition_point(begin, mentions.end(), [&](const Mention& m) { return m.span.begin <= words.begin; });
  const auto known = std::find_if(begin, end, [&](const Mention& m) { return m.span == words && m.kind != MentionKind::kValue; });
  return known == end ? nullptr : &*known;
}

/// The one of that label; else a new one.
std::uint32_t NewEntities::entity(const std::string& label, const std::string& type) {
  const auto index = static_cast<std::uint32_t>(extraction_.entities.size());
  if (!label.empty())
    if (const auto [same, fresh] = by_label_.emplace(to_lower(label), index); !fresh) return same->second;
  Entity entity;
  entity.id = "e" + std::to_string(index + 1);
  entity.type = type;
  entity.confidence = kVague;
  entity.label = label;
  extraction_.entities.push_back(std::move(entity));
  return index;
}

const SentenceTree& NewEntities::tree_of(std::uint32_t token) {
  if (const std::uint32_t sentence = sentence_of(extraction_.document, token); sentence != sentence_) {
    sentence_ = sentence;
    tree_.emplace(extraction_.document, sentence);
  }
  return *tree_;
}

void NewEntities::place() {
  std::vector<Mention>& mentions = extraction_.mentions;
  const std::size_t old = mentions.size();
  for (std::size_t i = 0; i < added_.size(); ++i) added_[i].id = "m" + std::to_string(old + i + 1);
  mentions.insert(mentions.end(), std::make_move_iterator(added_.begin()), std::make_move_iterator(added_.end()));
  std::vector<std::uint32_t> order(mentions.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(mentions[a].span.begin, mentions[b].span.end) < std::tie(mentions[b].span.begin, mentions[a].span.end);
  };
  std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(old), order.end(), before);
  std::inplace_merge(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(old), order.end(), before);
  std::vector<std::uint32_t> moved(order.size());
  std::vector<Mention> sorted;
  sorted.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    moved[order[i]] = i;
    sorted.push_back(std::move(mentions[order[i]]));
  }
  mentions = std::move(sorted);
  for (CoreferenceLink& link : extraction_.links) link.mention = moved[link.mention], link.antecedent = moved[link.antecedent];
  for (Join& join : extraction_.joins) join.mention = moved[join.mention];
  for (Claim& claim : extraction_.claims)
    if (claim.value_mention != kNone) claim.value_mention = moved[claim.value_mention];
  for (Attribution& said : extraction_.attributions)
    if (said.speaker != kNone) said.speaker = moved[said.speaker];
  std::vector<bool> met(extraction_.entities.size(), false);
  for (const Join& join : extraction_.joins) met[join.entity] = true;
  for (std::size_t m = old; m < moved.size(); ++m) {
    const std::uint32_t entity = mentions[moved[m]].entity;
    extraction_.joins.push_back({moved[m], entity, 1, met[entity] ? "the same words" : "first mention"});
    met[entity] = true;
  }
  std::stable_sort(extraction_.joins.begin(), extraction_.joins.end(), [](const Join& a, const Join& b) { return a.mention < b.mention; });
}

}  // namespace relata
