#include <relata/ontology/ontology.hpp>

#include <relata/core/content_hash.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace relata {
namespace {

/// Sorts values by IRI and gives, for each old index, the new one.
template <typename Value>
std::vector<std::uint32_t> sort_by_iri(std::vector<Value>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a].iri < values[b].iri; });
  std::vector<std::uint32_t> moved(values.size());
  std::vector<Value> sorted;
  sorted.reserve(values.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    moved[order[i]] = i;
    sorted.push_back(std::move(values[order[i]]));
  }
  values = std::move(sorted);
  return moved;
}

void move_indices(std::vector<std::uint32_t>& indices, const std::vector<std::uint32_t>& moved) {
  for (std::uint32_t& index : indices) index = moved[index];
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
}

/// Ancestors of each value, itself included, sorted. Throws on a cycle, which it spells out.
template <typename Value>
std::vector<std::vector<std::uint32_t>> close(const std::vector<Value>& values, const char* relation) {
  enum class State : char { kNew, kOpen, kDone };
  std::vector<State> states(values.size(), State::kNew);
  std::vector<std::vector<std::uint32_t>> ancestors(values.size());
  struct Step {
    std::uint32_t value;
    std::size_t next_parent;
  };
  // An explicit stack: a hostile file may chain a million classes.
  for (std::uint32_t start = 0; start < values.size(); ++start) {
    if (states[start] == State::kDone) continue;
    std::vector<Step> stack{{start, 0}};
    states[start] = State::kOpen;
    while (!stack.empty()) {
      auto& [value, next_parent] = stack.back();
      if (next_parent < values[value].parents.size()) {
        const std::uint32_t parent = values[value].parents[next_parent++];
        if (states[parent] == State::kOpen) {
          std::string cycle = values[parent].iri;
          auto step = std::find_if(stack.begin(), stack.end(), [&](const Step& s) { return s.value == parent; });
          for (++step; step != stack.end(); ++step) cycle += " -> " + values[step->value].iri;
          throw OntologyError(std::string(relation) + " runs in a circle: " + cycle + " -> " + values[parent].iri +
                              "; remove one of these statements");
        }
        if (states[parent] == State::kNew) {
          states[parent] = State::kOpen;
          stack.push_back({parent, 0});
        }
        continue;
      }
      std::vector<std::uint32_t>& mine = ancestors[value];
      mine.push_back(value);
      for (const std::uint32_t parent : values[value].parents)
        mine.insert(mine.end(), ancestors[parent].begin(), ancestors[parent].end());
      std::sort(mine.begin(), mine.end());
      mine.erase(std::unique(mine.begin(), mine.end()), mine.end());
      states[value] = State::kDone;
      stack.pop_back();
    }
  }
  return ancestors;
}

/// Adds what equivalents are, too. `values` are many, equivalents few: only who has one above is walked again.
template <typename Value>
void close_over_equivalents(const std::vector<Value>& values, std::vector<std::vector<std::uint32_t>>& ancestors) {
  if (std::all_of(values.begin(), values.end(), [](const Value& v) { return v.equivalents.empty(); })) return;
  for (std::uint32_t start = 0; start < values.size(); ++start) {
    if (std::all_of(ancestors[start].begin(), ancestors[start].end(), [&](std::uint32_t a) { return values[a].equivalents.empty(); })) continue;
    std::vector<char> seen(values.size(), 0);
    std::vector<std::uint32_t> found{start};
    seen[start] = 1;
    for (std::size_t at = 0; at < found.size(); ++at)
      for (const auto* next : {&values[found[at]].parents, &values[found[at]].equivalents})
        for (const std::uint32_t above : *next)
          if (!std::exchange(seen[above], 1)) found.push_back(above);
    std::sort(found.begin(), found.end());
    ancestors[start] = std::move(found);
  }
}

bool contains(const std::vector<std::uint32_t>& sorted, std::uint32_t value) {
  return std::binary_search(sorted.begin(), sorted.end(), value);
}

template <typename Value>
std::unordered_map<std::string, std::uint32_t> index_of(const std::vector<Value>& values) {
  std::unordered_map<std::string, std::uint32_t> index;
  for (std::uint32_t i = 0; i < values.size(); ++i) index.emplace(values[i].iri, i);
  // A local name serves too, the first by IRI where two share it.
  for (std::uint32_t i = 0; i < values.size(); ++i) index.emplace(std::string(local_name(values[i].iri)), i);
  return index;
}

std::uint32_t find_in(const std::unordered_map<std::string, std::uint32_t>& index, std::string_view name) {
  const auto found = index.find(std::string(name));
  return found == index.end() ? kNone : found->second;
}

/// FNV-1a, 64 bits; parts are set off by a zero byte.
class Fingerprint {
 public:
  void add(std::string_view part) {
    for (const char c : part) mix(static_cast<unsigned char>(c));
    mix(0);
  }
  void add(const std::vector<std::uint32_t>& numbers) {
    for (const std::uint32_t n : numbers) add(std::to_string(n));
    mix(1);
  }
  std::string hex() const { return hash_digits(hash_); }

 private:
  void mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3ULL; }
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

void sort_wordings(std::vector<Wording>& wordings) {
  const auto key = [](const Wording& w) { return std::tie(w.text, w.part_of_speech, w.classes.domain, w.classes.range); };
  std::sort(wordings.begin(), wordings.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  wordings.erase(std::unique(wordings.begin(), wordings.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                 wordings.end());
}

}  // namespace

Ontology::Ontology(std::string iri, std::string version, std::vector<Class> classes, std::vector<Property> properties)
    : iri_(std::move(iri)), version_(std::move(version)), classes_(std::move(classes)), properties_(std::move(properties)) {
  const auto moved_class = sort_by_iri(classes_);
  const auto moved_property = sort_by_iri(properties_);
  for (Class& c : classes_) {
    move_indices(c.parents, moved_class);
    move_indices(c.disjoint_with, moved_class);
    move_indices(c.equivalents, moved_class);
    sort_wordings(c.wordings);
    std::sort(c.mappings.begin(), c.mappings.end());
  }
  for (Property& p : properties_) {
    move_indices(p.parents, moved_property);
    move_indices(p.equivalents, moved_property);
    move_indices(p.domain, moved_class);
    move_indices(p.range, moved_class);
    if (p.inverse != kNone) p.inverse = moved_property[p.inverse];
    for (Wording& wording : p.wordings) {
      move_indices(wording.classes.domain, moved_class);
      move_indices(wording.classes.range, moved_class);
    }
    sort_wordings(p.wordings);
    std::sort(p.mappings.begin(), p.mappings.end());
  }
  class_ancestors_ = close(classes_, "rdfs:subClassOf");
  property_ancestors_ = close(properties_, "rdfs:subPropertyOf");
  close_over_equivalents(classes_, class_ancestors_);
  close_over_equivalents(properties_, property_ancestors_);
  for (std::uint32_t p = 0; p < properties_.size(); ++p) constrain(p);
  class_index_ = index_of(classes_);
  property_index_ = index_of(properties_);
}

void Ontology::constrain(std::uint32_t property) {
  std::vector<EndConstraint> subjects, objects;
  const auto add = [](std::vector<EndConstraint>& to, std::uint32_t whose, bool is_range, const std::vector<std::uint32_t>& classes) {
    if (!classes.empty()) to.push_back({whose, is_range, classes});
  };
  const auto add_both = [&](std::uint32_t p) {
    add(subjects, p, false, properties_[p].domain);
    add(objects, p, true, properties_[p].range);
    if (properties_[p].symmetric) {
      add(subjects, p, true, properties_[p].range);
      add(objects, p, false, properties_[p].domain);
    }
    if (const std::uint32_t inverse = properties_[p].inverse; inverse != kNone) {
      add(subjects, inverse, true, properties_[inverse].range);
      add(objects, inverse, false, properties_[inverse].domain);
    }
  };
  add_both(property);  // its own axioms first: they are what a message names
  for (const std::uint32_t above : property_ancestors_[property])
    if (above != property) add_both(above);
  subject_constraints_.push_back(std::move(subjects));
  object_constraints_.push_back(std::move(objects));
}

std::string Ontology::fingerprint() const {
  Fingerprint print;
  const auto add_words = [&](const std::vector<Wording>& wordings) {
    for (const Wording& w : wordings) {
      print.add(w.text);
      print.add(std::to_string(static_cast<int>(w.part_of_speech)));
      print.add(w.classes.domain);
      print.add(w.classes.range);
    }
  };
  for (const Class& c : classes_) {
    for (const std::string* text : {&c.iri, &c.label, &c.comment}) print.add(*text);
    print.add(c.parents);
    print.add(c.disjoint_with);
    print.add(c.equivalents);
    add_words(c.wordings);
    for (const std::string& mapping : c.mappings) print.add(mapping);
  }
  for (const Property& p : properties_) {
    for (const std::string* text : {&p.iri, &p.label, &p.comment, &p.datatype, &p.category}) print.add(*text);
    print.add(p.parents);
    print.add(p.domain);
    print.add(p.range);
    print.add(p.equivalents);
    print.add({p.inverse, p.is_datatype_property, p.symmetric, p.transitive, p.functional, p.inverse_functional, p.asymmetric,
               p.irreflexive, p.distinguishing});
    add_words(p.wordings);
    for (const std::string& mapping : p.mappings) print.add(mapping);
  }
  return print.hex();
}

std::uint32_t Ontology::find_class(std::string_view name) const { return find_in(class_index_, name); }
std::uint32_t Ontology::find_property(std::string_view name) const { return find_in(property_index_, name); }

std::string Ontology::labels(const std::vector<std::uint32_t>& classes) const {
  std::string out;
  for (const std::uint32_t cls : classes) (out += out.empty() ? "" : " or ") += classes_[cls].label;
  return out;
}

bool Ontology::is_a(std::uint32_t cls, std::uint32_t ancestor) const {
  return cls < classes_.size() && contains(class_ancestors_[cls], ancestor);
}

bool Ontology::is_any(std::uint32_t cls, const std::vector<std::uint32_t>& classes) const {
  return std::any_of(classes.begin(), classes.end(), [&](std::uint32_t one) { return is_a(cls, one); });
}

bool Ontology::are_of(std::uint32_t subject, std::uint32_t object, const SenseClasses& sense) const {
  const auto is_of = [&](std::uint32_t cls, const std::vector<std::uint32_t>& wanted) { return wanted.empty() || (cls != kNone && is_any(cls, wanted)); };
  return is_of(subject, sense.domain) && is_of(object, sense.range);
}

bool Ontology::is_sub_property(std::uint32_t property, std::uint32_t ancestor) const {
  return property < properties_.size() && contains(property_ancestors_[property], ancestor);
}

bool Ontology::disjoint(std::uint32_t a, std::uint32_t b) const {
  if (a >= classes_.size() || b >= classes_.size()) return false;
  for (const std::uint32_t ancestor : class_ancestors_[a])
    for (const std::uint32_t other : classes_[ancestor].disjoint_with)
      if (contains(class_ancestors_[b], other)) return true;
  return false;
}

namespace {

bool admits(const Ontology& ontology, const std::vector<EndConstraint>& constraints, std::uint32_t cls) {
  return cls == kNone || std::all_of(constraints.begin(), constraints.end(), [&](const EndConstraint& one) { return ontology.is_any(cls, one.classes); });
}

}  // namespace

bool Ontology::admits_subject(std::uint32_t property, std::uint32_t cls) const { return admits(*this, subject_constraints_[property], cls); }
bool Ontology::admits_object(std::uint32_t property, std::uint32_t cls) const { return admits(*this, object_constraints_[property], cls); }

}  // namespace relata
