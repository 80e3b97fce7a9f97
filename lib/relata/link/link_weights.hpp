// Weights of the link model, in the order of LinkFeature: the output of training/link_weights.py on KnowledgeNet (folds 1-3), FewRel (val_wiki) and GUM
// (train), whose licences allow it; 1,115 groups of names with candidates. On the 408 groups held back, links at kSameAs and above are 96.7 % right, at 0.9 97.4 %.
#pragma once
#include <relata/link/entity_linker.hpp>

namespace relata {

inline constexpr LinkFeatures kLinkWeights{
    -0.38,  // kBias
    1.93,  // kExactName
    0.87,  // kFoldedName
    1.00,  // kBareName
    -1.30,  // kFuzzyName
    0.96,  // kAcronymName
    -0.92,  // kPartialName
    5.72,  // kFamousPart
    1.58,  // kDemonymName
    -0.27,  // kShortWord
    0.48,  // kTypeAgrees
    0.76,  // kTypeNear
    -1.90,  // kTypeContradicts
    1.64,  // kPopularity
    -7.61,  // kLessPopular
    0.75,  // kRelated
    1.70,  // kBesideRelated
    -1.66,  // kBesideOther
    1.55,  // kTitleFits
    1.00,  // kInOffice
    -3.00,  // kBeforeOffice
};

}  // namespace relata
