#include <relata/claims/conform.hpp>

#include <relata/claims/entity_types.hpp>
#include <relata/claims/literal_value.hpp>
#include <relata/core/iri.hpp>
#include <relata/ontology/datatype.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

namespace relata {
namespace {

constexpr double kTurned = 0.9;   // a claim whose ends were exchanged is less sure
constexpr double kGuessed = 0.9;  // as is one about a thing whose class nothing but the claim says
constexpr std::size_t kFarthest = 100;  // things on the search for a circle, so that time stays linear in the text

using Object = decltype(Claim::object);
using Ends = std::pair<std::uint32_t, std::uint32_t>;  // property, entity

struct Breach {
  std::string axiom, reason;
};

/// What the factual rule of the graph asserts: axioms between claims hold for these.
bool is_asserted(const Claim& claim) {
  return claim.polarity == Polarity::kAffirmed && (claim.certainty == Certainty::kCertain || claim.certainty == Certainty::kProbable);
}

Span place(const Claim& claim) { return claim.evidence.empty() ? Span{} : claim.evidence.front(); }

class Judge {
 public:
  Judge(Extraction& extraction, const Contract& contract)
      : extraction_(extraction), ontology_(contract.reading()), types_(extraction, contract), is_foreign_(contract.is_foreign()) {}

  void run() {
    std::vector<Claim>& claims = extraction_.claims;
    std::vector<std::uint32_t> order(claims.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return claims[a].confidence > claims[b].confidence; });
    std::vector<std::optional<Breach>> breaches(claims.size());
    for (const std::uint32_t c : order) breaches[c] = judge(claims[c]);
    std::vector<Claim> kept;
    std::set<std::tuple<std::uint32_t, std::string, Object, Span>> told;  // an extractor may read the same words twice
    for (std::uint32_t c = 0; c < claims.size(); ++c) {
      if (!breaches[c]) kept.push_back(std::move(claims[c]));
      else if (told.emplace(claims[c].subject, claims[c].predicate, claims[c].object, place(claims[c])).second)
        extraction_.rejected.push_back({std::move(claims[c]), std::move(breaches[c]->axiom), std::move(breaches[c]->reason)});
    }
    claims = std::move(kept);
    std::stable_sort(extraction_.rejected.begin(), extraction_.rejected.end(),
                     [](const Rejection& a, const Rejection& b) { return place(a.claim).begin < place(b.claim).begin; });
    drop_implied();
    write_types();
  }

 private:
  const std::string& label(std::uint32_t property) const { return ontology_.properties()[property].label; }
  const std::string& words(std::uint32_t entity) const { return extraction_.entities[entity].label; }
  const std::string& words(const Object& object) const {
    return std::holds_alternative<Literal>(object) ? std::get<Literal>(object).value : words(std::get<std::uint32_t>(object));
  }

  std::optional<Breach> judge(Claim& claim) {
    const std::uint32_t property = ontology_.find_property(claim.predicate);
    if (property == kNone || ontology_.properties()[property].iri != claim.predicate) return std::nullopt;
    if (std::optional<Breach> breach = kind_of_object(claim, property)) return breach;
    if (std::optional<Breach> breach = ends(claim, property)) return breach;
    if (is_asserted(claim)) {
      if (std::optional<Breach> breach = logic(claim, property)) return breach;
      remember(claim, property);
    }
    accept(claim, property);
    return std::nullopt;
  }

  /// Thing or value; a value gets the form of the property's datatype.
  std::optional<Breach> kind_of_object(Claim& claim, std::uint32_t property) const {
    const Property& p = ontology_.properties()[property];
    if (claim.has_entity_object()) {
      if (!p.is_datatype_property) return std::nullopt;
      return Breach{"owl:DatatypeProperty", "the object of " + p.label + " is a value; " + words(claim.object_entity()) + " is a thing"};
    }
    Literal& value = std::get<Literal>(claim.object);
    if (!p.is_datatype_property && p.datatype.empty() && !p.range.empty())
      return Breach{"owl:ObjectProperty", "the object of " + p.label + " is a thing; \"" + value.value + "\" is a value"};
    if (value.datatype.empty() && value.language.empty()) {
      const Mention* mention = claim.value_mention == kNone ? nullptr : &extraction_.mentions[claim.value_mention];
      LiteralReading read = read_literal(mention, value.value, p.datatype);
      // Where no datatype is asked for, a date is one all the same.
      if (p.datatype.empty() && mention != nullptr && !mention->timex.empty())
        if (LiteralReading date = read_literal(mention, value.value, datatype::kAnyDate); date.fault.empty()) read = std::move(date);
      if (!read.fault.empty())
        return Breach{"rdfs:range", "\"" + value.value + "\" " + read.fault + "; the range of " + p.label + " is " + std::string(local_name(p.datatype))};
      value = std::move(read.literal);
      if (!read.unit.empty()) claim.qualifiers["unit"] = read.unit;
    } else if (!is_valid_lexical(value.value, value.datatype)) {
      return Breach{"rdfs:range", "\"" + value.value + "\" is no " + std::string(local_name(value.datatype))};
    }
    return std::nullopt;
  }

  EntityTypes::Fit fit(std::uint32_t entity, const std::vector<EndConstraint>& constraints, const EndConstraint** broken = nullptr) const {
    EntityTypes::Fit worst = EntityTypes::Fit::kIs;
    for (const EndConstraint& constraint : constraints) {
      const EntityTypes::Fit one = types_.fit(entity, constraint.classes);
      if (one == EntityTypes::Fit::kNot && broken != nullptr && *broken == nullptr) *broken = &constraint;
      worst = std::max(worst, one);
    }
    return worst;
  }

  /// Domain and range; turns the claim where its ends are known and fit only the other way round, which an inverse says, too.
  std::optional<Breach> ends(Claim& claim, std::uint32_t property) {
    const EndConstraint* broken = nullptr;
    std::uint32_t culprit = claim.subject;
    const EntityTypes::Fit subject = fit(claim.subject, ontology_.subject_constraints(property), &broken);
    EntityTypes::Fit object = EntityTypes::Fit::kIs;
    if (claim.has_entity_object()) {
      object = fit(claim.object_entity(), ontology_.object_constraints(property), &broken);
      if (subject != EntityTypes::Fit::kNot) culprit = claim.object_entity();
    }
    if (broken == nullptr) {
      if (is_foreign_ && std::max(subject, object) == EntityTypes::Fit::kMayBe) claim.confidence *= kGuessed;
      return std::nullopt;
    }
    if (turn(claim, property)) return std::nullopt;
    return breach_of(*broken, culprit, property);
  }

  bool turn(Claim& claim, std::uint32_t property) const {
    if (!claim.has_entity_object() || ontology_.properties()[property].inverse == kNone) return false;
    const std::uint32_t object = claim.object_entity();
    const bool fits = fit(object, ontology_.subject_constraints(property)) == EntityTypes::Fit::kIs &&
                      fit(claim.subject, ontology_.object_constraints(property)) == EntityTypes::Fit::kIs;
    if (!fits) return false;
    claim.object = std::exchange(claim.subject, object);
    claim.confidence *= kTurned;
    return true;
  }

  Breach breach_of(const EndConstraint& constraint, std::uint32_t entity, std::uint32_t property) const {
    const std::string axiom = constraint.is_range ? "range" : "domain";
    std::string reason = words(entity) + " is a " + types_.name(entity) + "; the " + axiom + " of " + label(constraint.property) + " is " +
                         ontology_.labels(constraint.classes);
    if (constraint.property != property) reason += ", which " + label(property) + " stands under";
    for (const std::uint32_t cls : constraint.classes)
      if (types_.at(entity) != kNone && ontology_.disjoint(types_.at(entity), cls))
        reason += "; " + types_.name(entity) + " and " + ontology_.classes()[cls].label + " are disjoint";
    return {"rdfs:" + axiom, reason};
  }

  struct Statement {
    std::uint32_t property, subject;
    Object object;
  };
  /// What a claim says, also by super-properties, inverses and symmetry.
  std::vector<Statement> statements(const Claim& claim, std::uint32_t property) const {
    std::vector<Statement> out;
    for (const std::uint32_t above : ontology_.super_properties(property)) {
      const Property& p = ontology_.properties()[above];
      out.push_back({above, claim.subject, claim.object});
      if (!claim.has_entity_object()) continue;
      if (p.symmetric) out.push_back({above, claim.object_entity(), claim.subject});
      if (p.inverse != kNone) out.push_back({p.inverse, claim.object_entity(), claim.subject});
    }
    return out;
  }

  /// Axioms between claims.
  std::optional<Breach> logic(const Claim& claim, std::uint32_t property) const {
    for (const Statement& said : statements(claim, property)) {
      const Property& p = ontology_.properties()[said.property];
      const std::string whose = said.property == property ? p.label : p.label + ", which follows from " + label(property) + ",";
      if (p.functional)
        if (const auto found = objects_.find({said.property, said.subject}); found != objects_.end() && found->second != said.object)
          return better("owl:FunctionalProperty", words(said.subject) + " has one " + whose + " only, and " + words(found->second));
      const auto* object = std::get_if<std::uint32_t>(&said.object);
      if (object == nullptr) continue;
      if (p.inverse_functional)
        if (const auto found = subjects_.find({said.property, *object}); found != subjects_.end() && found->second != said.subject)
          return better("owl:InverseFunctionalProperty", words(*object) + " is the " + whose + " of one thing only, and " + words(found->second));
      if (!p.irreflexive && !p.asymmetric) continue;
      const char* axiom = p.irreflexive ? "owl:IrreflexiveProperty" : "owl:AsymmetricProperty";
      if (said.subject == *object) return Breach{axiom, "nothing stands in " + whose + " to itself"};
      if (p.asymmetric && has_edge(said.property, *object, said.subject))
        return better("owl:AsymmetricProperty", whose + " goes one way, and " + words(*object) + " to " + words(said.subject));
      if (p.transitive && reaches(said.property, *object, said.subject))
        return Breach{"owl:TransitiveProperty", whose + " would run in a circle from " + words(said.subject) + " by " + words(*object) + " to itself"};
    }
    return std::nullopt;
  }

  static Breach better(const char* axiom, const std::string& fact) { return {axiom, fact + " is the better read one"}; }
  bool has_edge(std::uint32_t property, std::uint32_t from, std::uint32_t to) const {
    const auto found = edges_.find({property, from});
    return found != edges_.end() && found->second.contains(to);
  }
  bool reaches(std::uint32_t property, std::uint32_t from, std::uint32_t to) const {
    std::set<std::uint32_t> seen{from};
    for (std::vector<std::uint32_t> open{from}; !open.empty() && seen.size() < kFarthest;) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (at == to) return true;
      if (const auto found = edges_.find({property, at}); found != edges_.end())
        for (const std::uint32_t next : found->second)
          if (seen.insert(next).second) open.push_back(next);
    }
    return false;
  }

  void remember(const Claim& claim, std::uint32_t property) {
    for (const Statement& said : statements(claim, property)) {
      const Property& p = ontology_.properties()[said.property];
      if (p.functional) objects_.emplace(Ends{said.property, said.subject}, said.object);
      const auto* object = std::get_if<std::uint32_t>(&said.object);
      if (object == nullptr) continue;
      if (p.inverse_functional) subjects_.emplace(Ends{said.property, *object}, said.subject);
      if (p.asymmetric || p.irreflexive) edges_[{said.property, said.subject}].insert(*object);
    }
  }

  void accept(const Claim& claim, std::uint32_t property) {
    for (const EndConstraint& constraint : ontology_.subject_constraints(property)) types_.demand(claim.subject, constraint.classes);
    if (!claim.has_entity_object()) return;
    for (const EndConstraint& constraint : ontology_.object_constraints(property)) types_.demand(claim.object_entity(), constraint.classes);
  }

  /// The same words read as a property and as its super-property: the narrower one says it all.
  void drop_implied() {
    std::vector<Claim>& claims = extraction_.claims;
    std::map<std::pair<std::uint32_t, Object>, std::vector<std::uint32_t>> by_ends;
    for (std::uint32_t c = 0; c < claims.size(); ++c) by_ends[{claims[c].subject, claims[c].object}].push_back(c);
    std::vector<char> implied(claims.size(), 0);
    const auto compare = [&](std::uint32_t special, std::uint32_t general) {
      const std::uint32_t narrow = ontology_.find_property(claims[special].predicate), wide = ontology_.find_property(claims[general].predicate);
      if (narrow != kNone && wide != kNone && ontology_.is_sub_property(narrow, wide) && !ontology_.is_sub_property(wide, narrow)) implied[general] = 1;
    };
    for (auto& [ends, about] : by_ends) {
      std::stable_sort(about.begin(), about.end(), [&](std::uint32_t a, std::uint32_t b) { return place(claims[a]).begin < place(claims[b]).begin; });
      for (std::size_t i = 0; i < about.size(); ++i)
        for (std::size_t j = i + 1; j < about.size() && place(claims[about[j]]).begin < place(claims[about[i]]).end; ++j) {
          compare(about[i], about[j]);
          compare(about[j], about[i]);
        }
    }
    std::uint32_t at = 0;
    std::erase_if(claims, [&](const Claim&) { return implied[at++] != 0; });
  }

  void write_types() {
    for (std::uint32_t e = 0; e < extraction_.entities.size(); ++e) {
      extraction_.entities[e].type = types_.written(e);
      extraction_.entities[e].more_types = types_.written_too(e);
    }
    for (Mention& mention : extraction_.mentions) {
      if (mention.kind == MentionKind::kValue) continue;
      if (mention.entity == kNone) {
        if (is_foreign_) mention.type.clear();
      } else if (is_foreign_ || mention.type.empty()) {
        mention.type = extraction_.entities[mention.entity].type;
      }
    }
  }

  Extraction& extraction_;
  const Ontology& ontology_;
  EntityTypes types_;
  const bool is_foreign_;
  std::map<Ends, Object> objects_;                 // of functional properties
  std::map<Ends, std::uint32_t> subjects_;         // of inverse functional ones
  std::map<Ends, std::set<std::uint32_t>> edges_;  // of asymmetric and irreflexive ones
};

}  // namespace

void conform(Extraction& extraction, const Contract& contract) { Judge(extraction, contract).run(); }

}  // namespace relata
