#include <relata/claims/members.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace relata {

void tell_of_members(Extraction& extraction) {
  for (const MemberGroup& group : extraction.groups) {
    std::vector<Claim> told;
    for (Claim& claim : extraction.claims) {
      const bool subject = claim.subject == group.group, object = claim.has_entity_object() && claim.object_entity() == group.group;
      const bool speaker = claim.speaker == group.group;
      if (!subject && !object && !speaker) {
        told.push_back(std::move(claim));
        continue;
      }
      for (const std::uint32_t member : group.members) {
        Claim one = claim;
        if (subject) one.subject = member;
        if (object) one.object = member;
        if (speaker) one.speaker = member;
        if (!one.has_entity_object() || one.object_entity() != one.subject) told.push_back(std::move(one));
      }
    }
    extraction.claims = std::move(told);
  }
}

}  // namespace relata
