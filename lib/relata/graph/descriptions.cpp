#include <relata/graph/descriptions.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <tuple>

namespace relata {
namespace {

bool is_before(const Said& a, const Said& b) { return std::tie(a.field, a.value) < std::tie(b.field, b.value); }
bool is_same(const Said& a, const Said& b) { return a.field == b.field && a.value == b.value; }

double confidence_of(std::string_view text) {
  float value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

struct List {
  Field field;
  std::vector<std::string> Node::* values;
};
constexpr std::array kLists{List{Field::kAlias, &Node::aliases}, List{Field::kType, &Node::types}, List{Field::kSameAs, &Node::same_as},
                            List{Field::kCloseMatch, &Node::close_match}, List{Field::kReplaces, &Node::replaces}};

std::vector<Said> from_fields(const Node& node) {
  std::vector<Said> out;
  const auto add = [&](Field field, const std::string& value) { out.push_back({field, value, {}}); };
  if (!node.label.empty()) add(Field::kLabel, node.label);
  for (const List& list : kLists)
    for (const std::string& value : node.*list.values) add(list.field, value);
  if (!node.code.empty()) add(Field::kCode, node.code);
  add(Field::kConfidence, spell_confidence(node.confidence));
  std::sort(out.begin(), out.end(), is_before);
  return out;
}

bool shows_the_same(const Node& a, const Node& b) {
  return a.label == b.label && a.code == b.code && spell_confidence(a.confidence) == spell_confidence(b.confidence) &&
         std::all_of(kLists.begin(), kLists.end(), [&](const List& list) { return a.*list.values == b.*list.values; });
}

/// Whether the node shows the value where the field says it.
bool is_shown(const Node& node, const Said& said) {
  if (said.field == Field::kLabel) return node.label == said.value;
  for (const List& list : kLists)
    if (list.field == said.field) return std::binary_search((node.*list.values).begin(), (node.*list.values).end(), said.value);
  return true;
}

void show_fields(Node& node, const std::vector<Said>& said) {
  node.label.clear();
  node.code.clear();
  node.confidence = 0;
  for (const List& list : kLists) (node.*list.values).clear();
  for (const Said& s : said) {  // values of a field come sorted
    if (s.field == Field::kLabel) {
      // Of several labels the first by bytes is shown, the others are aliases.
      if (node.label.empty()) node.label = s.value;
      else node.aliases.push_back(s.value);
    } else if (s.field == Field::kCode) {
      node.code = std::max(node.code, s.value);
    } else if (s.field == Field::kConfidence) {
      node.confidence = std::max(node.confidence, confidence_of(s.value));
    } else {
      for (const List& list : kLists)
        if (list.field == s.field) (node.*list.values).push_back(s.value);
    }
  }
  std::sort(node.aliases.begin(), node.aliases.end());
  node.aliases.erase(std::unique(node.aliases.begin(), node.aliases.end()), node.aliases.end());
  std::erase(node.aliases, node.label);
}

bool is_everyones(const Said& said) { return said.documents.empty(); }

}  // namespace

std::string spell_confidence(double confidence) {
  std::array<char, 64> digits;
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<float>(confidence)).ptr};
}

void add_document(DocumentList& list, std::uint32_t document) {
  if (list.empty() || list.back() < document) list.push_back(document);
  else if (const auto at = std::lower_bound(list.begin(), list.end(), document); *at != document) list.insert(at, document);
}

DocumentList united(const DocumentList& a, const DocumentList& b) {
  DocumentList out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

DocumentList common(const DocumentList& a, const DocumentList& b) {
  DocumentList out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::vector<Said> said_of(const Node& node) { return node.said.empty() ? from_fields(node) : node.said; }

void show(Node& node, std::vector<Said> said) {
  show_fields(node, said);
  node.said.clear();
  if (!std::all_of(said.begin(), said.end(), is_everyones)) node.said = std::move(said);
}

void unite(Node& node, const std::function<DocumentList()>& documents, const Node& other, const std::function<DocumentList()>& documents_of_other) {
  if (node.said.empty() && other.said.empty() && shows_the_same(node, other)) return;
  std::vector<Said> said = node.said.empty() ? from_fields(node) : std::move(node.said), fresh;
  node.said.clear();
  const std::vector<Said> heard = said_of(other);
  DocumentList mine, theirs;  // asked for once
  const auto all_of_mine = [&]() -> const DocumentList& { return mine.empty() ? mine = documents() : mine; };
  const auto all_of_theirs = [&]() -> const DocumentList& { return theirs.empty() ? theirs = documents_of_other() : theirs; };
  auto at = said.begin();
  const auto only_mine = [&](Said& s) {
    if (is_everyones(s)) s.documents = all_of_mine();
  };
  for (const Said& h : heard) {
    for (; at != said.end() && is_before(*at, h); ++at) only_mine(*at);
    if (at == said.end() || !is_same(*at, h)) {
      fresh.push_back({h.field, h.value, is_everyones(h) ? all_of_theirs() : h.documents});
      continue;
    }
    if (!is_everyones(*at) || !is_everyones(h)) {
      only_mine(*at);
      for (const std::uint32_t document : is_everyones(h) ? all_of_theirs() : h.documents) add_document(at->documents, document);
    }
    ++at;
  }
  for (; at != said.end(); ++at) only_mine(*at);
  if (!fresh.empty()) {
    said.insert(said.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    std::sort(said.begin(), said.end(), is_before);
    show_fields(node, said);
  }
  node.said = std::move(said);
}

std::vector<Said> said_by(const Node& node, const DocumentList& documents, const DocumentList& part) {
  std::vector<Said> out = said_of(node);
  if (documents != part)
    for (Said& s : out) {
      if (is_everyones(s)) continue;
      s.documents = common(s.documents, part);
      if (s.documents.empty()) s.value.clear(), s.field = Field::kNone;
    }
  std::erase_if(out, [](const Said& s) { return s.field == Field::kNone; });
  for (Said& s : out)
    if (s.documents == part) s.documents.clear();
  return out;
}

std::vector<Said> differences(const Node& node, const DocumentList& documents) {
  std::vector<Said> out = node.said;
  for (Said& s : out)
    if (s.documents == documents) s.documents.clear();
  const bool retyped = std::any_of(out.begin(), out.end(), [&](const Said& s) { return s.field == Field::kType && !is_shown(node, s); });
  std::erase_if(out, [&](const Said& s) { return is_everyones(s) && is_shown(node, s) && !(retyped && s.field == Field::kType); });
  for (Said& s : out)
    if (is_everyones(s)) s.documents = documents;
  return out;
}

void complete(Node& node) {
  if (node.said.empty()) return;
  std::vector<Said> said = std::move(node.said);
  node.said.clear();
  std::sort(said.begin(), said.end(), is_before);
  std::size_t kept = 0;  // values that were told in several pieces
  for (std::size_t i = 1; i < said.size(); ++i)
    if (is_same(said[kept], said[i])) said[kept].documents = united(said[kept].documents, said[i].documents);
    else if (++kept != i) said[kept] = std::move(said[i]);
  said.resize(kept + 1);
  const auto tells = [&](Field field) { return std::any_of(said.begin(), said.end(), [&](const Said& s) { return s.field == field; }); };
  const auto tells_value = [&](Field field, const std::string& value) { return std::binary_search(said.begin(), said.end(), Said{field, value, {}}, is_before); };
  const bool retyped = std::any_of(said.begin(), said.end(), [&](const Said& s) { return s.field == Field::kType && !is_shown(node, s); });
  std::vector<Said> rest;
  for (Said& s : from_fields(node)) {
    const bool is_single = s.field == Field::kLabel || s.field == Field::kCode || s.field == Field::kConfidence;
    if (is_single ? tells(s.field) : tells_value(s.field, s.value)) continue;
    if (s.field == Field::kAlias && tells_value(Field::kLabel, s.value)) continue;
    if (s.field == Field::kType && retyped) continue;
    rest.push_back(std::move(s));
  }
  said.insert(said.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
  std::sort(said.begin(), said.end(), is_before);
  node.said = std::move(said);
}

bool names(const Node& node, std::string_view name, std::uint32_t document) {
  bool is_told = false;
  for (const Said& said : node.said) {
    if (said.value != name || (said.field != Field::kLabel && said.field != Field::kAlias)) continue;
    if (is_everyones(said) || std::binary_search(said.documents.begin(), said.documents.end(), document)) return true;
    is_told = true;
  }
  return !is_told;
}

void rename(Node& node, std::string_view label) {
  node.said = said_of(node);
  if (!node.label.empty()) node.aliases.push_back(node.label);
  node.label = label;
  std::sort(node.aliases.begin(), node.aliases.end());
  std::erase(node.aliases, node.label);
}

void retype(Node& node, std::string_view type) {
  node.said = said_of(node);
  node.types = {std::string(type)};
}

}  // namespace relata
