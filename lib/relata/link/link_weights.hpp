// Weights of the link model, in the order of LinkFeature: the output of training/link_weights.py on KnowledgeNet (folds 1-3), FewRel (val_wiki) and GUM
// (train), whose licences allow it; 1,075 groups of names with candidates. On the 384 groups held back, 96.8 % of the links at kSameAs and
// above are right, 97.0 % at 0.9; most of the others are due to the gold. Fitted with a knowledge file of 3,600 more names.
#pragma once
#include <relata/link/entity_linker.hpp>

namespace relata {

inline constexpr LinkFeatures kLinkWeights{
    -0.31,  // kBias
    1.78,  // kExactName
    1.44,  // kFoldedName
    1.00,  // kBareName
    -1.25,  // kFuzzyName
    0.93,  // kAcronymName
    -1.61,  // kPartialName
    5.81,  // kFamousPart
    1.91,  // kDemonymName
    -1.28,  // kPartOfPlace
    -0.47,  // kShortWord
    0.96,  // kTypeAgrees
    0.28,  // kTypeNear
    -2.15,  // kTypeContradicts
    1.80,  // kLongContradicts
    1.44,  // kPopularity
    -7.31,  // kLessPopular
    0.67,  // kRelated
    1.67,  // kBesideRelated
    -1.69,  // kBesideOther
    -2.41,  // kGenericElsewhere
    1.54,  // kTitleFits
    1.00,  // kInOffice
    -3.00,  // kBeforeOffice
};

}  // namespace relata
