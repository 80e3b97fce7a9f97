// Weights of the link model, in the order of LinkFeature.
#pragma once
#include <relata/link/entity_linker.hpp>

namespace relata {

inline constexpr LinkFeatures kLinkWeights{
    -0.37,  // kBias
    1.79,  // kExactName
    0.82,  // kFoldedName
    1.00,  // kBareName
    -1.37,  // kFuzzyName
    0.87,  // kAcronymName
    -0.47,  // kPartialName
    1.49,  // kDemonymName
    -0.31,  // kShortWord
    0.52,  // kTypeAgrees
    0.81,  // kTypeNear
    -1.90,  // kTypeContradicts
    1.79,  // kPopularity
    -7.59,  // kLessPopular
    0.70,  // kRelated
    1.71,  // kBesideRelated
    -1.74,  // kBesideOther
    1.50,  // kTitleFits
    1.00,  // kInOffice
    -3.00,  // kBeforeOffice
};

}  // namespace relata
