// Things with classes and what is claimed of them, without a text: each claim lies on bytes of its own unless told otherwise.
#pragma once
#include <relata/core/extraction.hpp>

#include "../ontology/schema.hpp"

namespace relata::test {

class Claims {
 public:
  explicit Claims(std::string space = kEx) : space_(std::move(space)) { extraction.document.text = std::string(1000, 'x'); }

  /// `type`: local name of a class of the ontology, "" for not known.
  std::uint32_t thing(const std::string& label, const std::string& type = "") {
    Entity entity;
    entity.id = "e" + std::to_string(extraction.entities.size());
    entity.label = label;
    entity.type = type.empty() || type.starts_with("http") ? type : space_ + type;
    extraction.entities.push_back(entity);
    Mention mention;
    mention.entity = static_cast<std::uint32_t>(extraction.entities.size() - 1);
    mention.type = entity.type;
    extraction.mentions.push_back(mention);
    return mention.entity;
  }
  Claim& says(std::uint32_t subject, const std::string& property, std::variant<std::uint32_t, Literal> object, double confidence = 0.8) {
    Claim claim;
    claim.subject = subject;
    claim.predicate = space_ + property;
    claim.object = std::move(object);
    claim.confidence = confidence;
    const auto at = static_cast<std::uint32_t>(extraction.claims.size() * 10);
    claim.evidence = {{at, at + 5}};
    extraction.claims.push_back(claim);
    return extraction.claims.back();
  }
  std::string spell(const Claim& claim) const {
    return extraction.entities[claim.subject].label + " " + std::string(local_name(claim.predicate)) + " " +
           (claim.has_entity_object() ? extraction.entities[claim.object_entity()].label : claim.object_value().value);
  }
  std::string kept() const {
    std::string out;
    for (const Claim& claim : extraction.claims) out += spell(claim) + "\n";
    return out;
  }
  std::string rejected() const {
    std::string out;
    for (const Rejection& one : extraction.rejected) out += spell(one.claim) + " (" + one.axiom + ": " + one.reason + ")\n";
    return out;
  }

  Extraction extraction;

 private:
  std::string space_;
};

}  // namespace relata::test
