// Weights of the link model, in the order of LinkFeature.
#pragma once
#include <relata/link/entity_linker.hpp>

namespace relata {

inline constexpr LinkFeatures kLinkWeights{
    -2.0,  // kBias
    2.5,   // kExactName
    1.8,   // kFoldedName
    1.2,   // kBareName
    -1.0,  // kFuzzyName
    1.5,   // kAcronymName
    -0.5,  // kPartialName
    2.5,   // kDemonymName
    -0.5,  // kShortWord
    1.5,   // kTypeAgrees
    -0.5,  // kTypeNear
    -3.0,  // kTypeContradicts
    3.0,   // kPopularity
    0.7,   // kRelated
    2.0,   // kBesideRelated
    -3.0,  // kBesideOther
    1.0,   // kInOffice
    -3.0,  // kBeforeOffice
};

}  // namespace relata
