#include <relata/graph/namesakes.hpp>

#include <relata/core/iri.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace relata {
namespace {

// Ranks of evidence rather than measured probabilities.
constexpr double kDecided = 1.0, kShares = 0.9, kNothingAgainst = 0.7, kUnclear = 0.4, kDiffers = 0.2, kCannotBe = 0.1;

class Sets {
 public:
  explicit Sets(std::uint32_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// The smaller of the two roots becomes that of both; the other is returned.
  std::uint32_t join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a > b) std::swap(a, b);
    parent_[b] = a;
    return b;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

using Kind = std::pair<std::string_view, std::string_view>;  // property and kind of value
/// What a set of users says: values of each property and kind.
using Portrait = std::map<Kind, std::set<std::string_view>>;

bool overlap(const std::set<std::string_view>& a, const std::set<std::string_view>& b) {
  return std::any_of(a.begin(), a.end(), [&](std::string_view value) { return b.contains(value); });
}

}  // namespace

Parting part_namesakes(std::uint32_t users, std::vector<Trait> traits, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& linked) {
  std::sort(traits.begin(), traits.end(), [](const Trait& a, const Trait& b) {
    return std::tie(a.property, a.value, a.user, a.kind) < std::tie(b.property, b.value, b.user, b.kind);
  });
  std::map<std::uint32_t, Portrait> portraits;  // by root
  std::set<Kind> functional;
  for (const Trait& trait : traits) {
    portraits[trait.user][{trait.property, trait.kind}].insert(trait.value);
    if (trait.is_functional) functional.insert({trait.property, trait.kind});
  }
  Sets sets(users);
  const auto join = [&](std::uint32_t a, std::uint32_t b) {
    a = sets.find(a);
    b = sets.find(b);
    if (a == b) return;
    const std::uint32_t gone = sets.join(a, b), root = sets.find(a);
    if (const auto found = portraits.find(gone); found != portraits.end()) {
      Portrait& into = portraits[root];
      for (auto& [kind, values] : found->second) into[kind].merge(values);
      portraits.erase(found);
    }
  };
  std::vector<bool> is_linked(users, false), shares(users, false);
  for (const auto& [a, b] : linked) {
    join(a, b);
    is_linked[a] = is_linked[b] = true;
  }
  std::map<std::uint32_t, std::string> shared;  // by user: what it was joined for
  for (std::size_t i = 0; i < traits.size();) {
    const Trait& first = traits[i];
    for (std::size_t j = i + 1; j <= traits.size(); ++j) {
      if (j == traits.size() || traits[j].property != first.property || traits[j].value != first.value) {
        i = j;
        break;
      }
      const std::uint32_t a = sets.find(first.user), b = sets.find(traits[j].user);
      if (a != b) {
        const bool contradicts = std::any_of(functional.begin(), functional.end(), [&](const Kind& kind) {
          const auto mine = portraits[a].find(kind), theirs = portraits[b].find(kind);
          return mine != portraits[a].end() && theirs != portraits[b].end() && !overlap(mine->second, theirs->second);
        });
        if (contradicts) continue;
        join(a, b);
      }
      shares[first.user] = shares[traits[j].user] = true;
      for (const std::uint32_t user : {first.user, traits[j].user})
        shared.emplace(user, "shares " + std::string(local_name(first.property)) + " " + std::string(local_name(first.value)));
    }
  }

  std::map<Kind, std::uint32_t> sets_with;
  for (const auto& [root, portrait] : portraits)
    for (const auto& [kind, values] : portrait) ++sets_with[kind];
  const bool differ = std::any_of(sets_with.begin(), sets_with.end(), [](const auto& entry) { return entry.second > 1; });
  if (!differ)
    for (std::uint32_t user = 1; user < users; ++user) join(0, user);

  std::map<std::uint32_t, Parting::Part> parts;
  for (std::uint32_t user = 0; user < users; ++user) parts[sets.find(user)].users.push_back(user);
  Parting out;
  for (auto& [root, part] : parts) {
    const bool all_share = std::all_of(part.users.begin(), part.users.end(), [&](auto user) { return shares[user]; });
    const bool all_linked = std::all_of(part.users.begin(), part.users.end(), [&](auto user) { return is_linked[user]; });
    part.score = all_linked ? kDecided : all_share ? kShares : kNothingAgainst;
    part.reason = all_linked ? "decision" : all_share ? "same name, " + shared[part.users.front()] : "same name and class, nothing against it";
    if (differ) {
      part.apart_score = kUnclear;
      part.apart = "others of that name differ, and nothing says which of them it is";
      for (const auto& [kind, values] : portraits[root]) {
        if (sets_with[kind] < 2) continue;
        part.apart_score = functional.contains(kind) ? kCannotBe : kDiffers;
        part.apart = "different " + std::string(local_name(kind.first)) + ": " + std::string(local_name(*values.begin()));
        if (functional.contains(kind)) break;
      }
    }
    out.parts.push_back(std::move(part));
  }
  return out;
}

}  // namespace relata
