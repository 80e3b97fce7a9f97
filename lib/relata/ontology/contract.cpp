#include <relata/ontology/contract.hpp>

#include <relata/core/utf8.hpp>
#include <relata/ontology/vocabulary.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace relata {
namespace {

/// "http://schema.org/Person" is "https://schema.org/Person".
std::string normal(const std::string& iri) { return iri.starts_with("http://") ? "https://" + iri.substr(7) : iri; }

/// Both spellings of the ending, as labels have them: "organisation", "organization".
std::string folded(std::string_view text) {
  std::string out = to_lower(text);
  for (std::size_t at = out.find("isation"); at != std::string::npos; at = out.find("isation", at + 1)) out[at + 1] = 'z';
  std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  return out;
}

/// Finds the core class that a user's class is, or is a kind of.
class Anchors {
 public:
  explicit Anchors(const Ontology& core) : core_(core), position_(core.find_class(core_class::kPosition)) {
    for (std::uint32_t c = 0; c < core.classes().size(); ++c) {
      const Class& cls = core.classes()[c];
      by_iri_.emplace(normal(cls.iri), c);
      for (const std::string& mapping : cls.mappings) by_iri_.emplace(normal(mapping), c);
      by_name_.emplace(folded(local_name(cls.iri)), c);
      by_name_.emplace(folded(cls.label), c);
      if (position_ != kNone && core.is_a(c, position_)) continue;  // "captain" may be a person as well as an office
      for (const Wording& wording : cls.wordings) add_noun(to_lower(wording.text), c);
      add_noun(to_lower(cls.label), c);
    }
  }

  struct Anchor {
    std::uint32_t core = kNone;
    bool is_equal = false;
  };
  Anchor find(const Class& cls) const {
    if (const auto found = by_iri_.find(normal(cls.iri)); found != by_iri_.end()) return {found->second, true};
    for (const std::string& mapping : cls.mappings)
      if (const auto found = by_iri_.find(normal(mapping)); found != by_iri_.end()) return {found->second, true};
    for (const std::string& name : {folded(local_name(cls.iri)), folded(cls.label)})
      if (const auto found = by_name_.find(name); found != by_name_.end()) return {found->second, true};
    // A noun of the core class, or its last words: "container ship", "shipping company".
    for (std::string phrase = to_lower(cls.label);;) {
      if (const auto found = by_noun_.find(phrase); found != by_noun_.end()) return {found->second, false};
      const std::size_t space = phrase.find(' ');
      if (space == std::string::npos) return {};
      phrase.erase(0, space + 1);
    }
  }

 private:
  void add_noun(const std::string& noun, std::uint32_t c) {
    const auto [entry, fresh] = by_noun_.emplace(noun, c);
    if (!fresh && core_.is_a(c, entry->second)) entry->second = c;
  }

  const Ontology& core_;
  std::uint32_t position_;
  std::map<std::string, std::uint32_t> by_iri_, by_name_, by_noun_;
};

bool declares_core_classes(const Ontology& ontology) {
  return std::any_of(ontology.classes().begin(), ontology.classes().end(), [](const Class& cls) {
    return cls.iri == core_class::kPerson || cls.iri == core_class::kOrganization || cls.iri == core_class::kPlace;
  });
}

void shift(std::vector<std::uint32_t>& indices, std::uint32_t by) {
  for (std::uint32_t& index : indices) index += by;
}

}  // namespace

Contract::Contract(Ontology ontology) : reading_(std::move(ontology)), own_(reading_.classes().size(), 1), anchored_(own_.size(), 1) {}

Contract::Contract(Ontology ontology, const Ontology& core) {
  if (declares_core_classes(ontology)) {
    *this = Contract(std::move(ontology));
    return;
  }
  is_foreign_ = true;
  const Anchors anchors(core);
  const std::uint32_t position = core.find_class(core_class::kPosition);
  std::set<std::string> offices;
  for (std::uint32_t c = 0; position != kNone && c < core.classes().size(); ++c)
    if (core.is_a(c, position))
      for (const Wording& wording : core.classes()[c].wordings) offices.insert(to_lower(wording.text));

  std::vector<Class> classes = core.classes();
  const auto first = static_cast<std::uint32_t>(classes.size());
  for (Class cls : ontology.classes()) {
    const Anchors::Anchor anchor = anchors.find(cls);
    const auto index = static_cast<std::uint32_t>(classes.size());
    for (auto* indices : {&cls.parents, &cls.disjoint_with, &cls.equivalents}) shift(*indices, first);
    // The first that is equal; a second one is a kind of it, or the two would be one.
    if (anchor.core != kNone && anchor.is_equal && classes[anchor.core].equivalents.empty()) {
      cls.equivalents.push_back(anchor.core);
      classes[anchor.core].equivalents.push_back(index);
    } else if (anchor.core != kNone) {
      cls.parents.push_back(anchor.core);
    }
    // Titles before names are told by the nouns for offices, which stay what they are.
    std::erase_if(cls.wordings, [&](const Wording& wording) { return offices.contains(to_lower(wording.text)); });
    classes.push_back(std::move(cls));
  }
  std::vector<Property> properties = ontology.properties();
  for (Property& property : properties) {
    shift(property.domain, first);
    shift(property.range, first);
    for (Wording& wording : property.wordings) {
      shift(wording.classes.domain, first);
      shift(wording.classes.range, first);
    }
  }
  std::set<std::string> core_iris;
  for (const Class& cls : core.classes()) core_iris.insert(cls.iri);
  user_ = ontology;
  reading_ = Ontology(ontology.iri(), ontology.version(), std::move(classes), std::move(properties));
  for (std::uint32_t c = 0; c < reading_.classes().size(); ++c) {
    own_.push_back(core_iris.contains(reading_.classes()[c].iri) ? 0 : 1);
    in_user_.push_back(is_own(c) ? user_.find_class(reading_.classes()[c].iri) : kNone);
    const auto& above = reading_.ancestors(c);
    anchored_.push_back(std::any_of(above.begin(), above.end(), [&](std::uint32_t a) { return core_iris.contains(reading_.classes()[a].iri); }) ? 1 : 0);
  }
}

std::uint32_t Contract::own_class(std::uint32_t cls) const {
  if (cls == kNone || is_own(cls)) return cls;
  std::uint32_t best = kNone;
  for (const std::uint32_t above : reading_.ancestors(cls))
    if (is_own(above) && (best == kNone || (reading_.is_a(above, best) && !reading_.is_a(best, above)))) best = above;
  return best;
}

bool Contract::says(std::uint32_t cls, const std::vector<std::uint32_t>& classes) const {
  if (!is_foreign_) return reading_.is_any(cls, classes);
  const std::uint32_t own = own_class(cls);
  if (own == kNone) return false;
  return std::any_of(classes.begin(), classes.end(), [&](std::uint32_t other) { return user_.is_a(in_user_[own], in_user_[other]); });
}

}  // namespace relata
