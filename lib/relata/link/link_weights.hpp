// Weights of the link model, in the order of LinkFeature: the output of training/link_weights.py on KnowledgeNet (folds 1-3), FewRel (val_wiki) and GUM
// (train), whose licences allow it; 1,115 groups of names with candidates. On the 408 groups held back, links at kSameAs and above are 96.7 % right, at 0.9 97.4 %.
#pragma once
#include <relata/link/entity_linker.hpp>

namespace relata {

inline constexpr LinkFeatures kLinkWeights{
    -0.28,  // kBias
    1.98,  // kExactName
    0.88,  // kFoldedName
    1.00,  // kBareName
    -1.34,  // kFuzzyName
    0.98,  // kAcronymName
    -0.90,  // kPartialName
    5.73,  // kFamousPart
    1.62,  // kDemonymName
    -0.47,  // kShortWord
    0.51,  // kTypeAgrees
    0.79,  // kTypeNear
    -1.90,  // kTypeContradicts
    1.72,  // kPopularity
    -7.60,  // kLessPopular
    0.70,  // kRelated
    1.70,  // kBesideRelated
    -1.69,  // kBesideOther
    -2.03,  // kGenericElsewhere
    1.55,  // kTitleFits
    1.00,  // kInOffice
    -3.00,  // kBeforeOffice
};

}  // namespace relata
