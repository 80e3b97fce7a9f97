// The class of each entity while claims are held to the ontology: what the readers say, narrowed by what domain and range of
// its claims demand. With a foreign ontology (ontology/contract.hpp) a reader's core class only bounds what a thing may be; the
// user's class comes from a noun or mapping of that class, else from what a claim demands. Two classes that are kinds of one core class, and that nothing calls
// disjoint, may hold of one thing: a singer is a "human", too, where the ontology says of neither that it is below the other. So does a class that is only a
// number ("Q47461344"), of which nothing is known.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/ontology/contract.hpp>

#include <vector>

namespace relata {

class EntityTypes {
 public:
  /// Both must outlive this.
  EntityTypes(const Extraction& extraction, const Contract& contract);

  enum class Fit {
    kIs,     ///< it is known to be one of the classes
    kMayBe,  ///< nothing speaks against it
    kNot,
  };
  /// Whether an entity is in a union of classes; under everything that accepted claims made of it.
  Fit fit(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const;
  /// A claim was accepted: where just one class of the union may be it, the entity is that. Later claims must go with the union.
  void demand(std::uint32_t entity, const std::vector<std::uint32_t>& classes);

  std::uint32_t at(std::uint32_t entity) const { return types_[entity]; }  ///< class of Contract::reading(), kNone where not known
  /// For messages: the label of its class, "thing of no known class" where there is none.
  std::string name(std::uint32_t entity) const;
  /// The class to write, "" where there is none: always one of the contract.
  std::string written(std::uint32_t entity) const;
  /// Others to write beside it.
  std::vector<std::string> written_too(std::uint32_t entity) const;

 private:
  bool may_be(std::uint32_t entity, std::uint32_t cls) const;
  bool goes_with_demands(std::uint32_t entity, std::uint32_t cls) const;
  bool meets_demands(std::uint32_t entity, std::uint32_t cls) const;
  bool may_also_be(std::uint32_t entity, std::uint32_t cls) const;
  bool is_opaque(std::uint32_t cls) const;
  bool is_area(std::uint32_t cls) const;
  std::uint32_t opaque_among(const std::vector<std::uint32_t>& classes) const;
  bool is_known_as(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const;
  std::vector<std::uint32_t> possible(std::uint32_t entity, const std::vector<std::uint32_t>& classes) const;

  const Extraction& extraction_;
  const Contract& contract_;
  std::vector<std::uint32_t> types_;  // [entity]
  std::vector<std::vector<std::uint32_t>> also_;  // [entity] classes of the contract that it is of, too
  std::uint32_t region_, place_, facility_, organization_;
  std::vector<char> is_other_;        // [entity] read as none of the core classes
  std::vector<std::vector<std::vector<std::uint32_t>>> demands_;  // [entity] unions of classes, of accepted claims
};

}  // namespace relata
