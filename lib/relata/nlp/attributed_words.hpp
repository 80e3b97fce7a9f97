// What is asked of attributions once they are found: whose words a stretch of text is, who speaks in a quotation, who speaks without a mention.
#pragma once
#include <relata/core/extraction.hpp>
#include <relata/nlp/quotations.hpp>

#include <vector>

namespace relata {

/// Nominal mentions of the nouns that speak and are none yet ("36 percent of voters said"): who speaks is worth one.
std::vector<Mention> unmentioned_sources(const Document& document, const std::vector<Attribution>& attributions);

/// For each stretch the innermost attribution whose content holds both its ends; kNone where none does.
std::vector<std::uint32_t> innermost(const std::vector<Attribution>& attributions, const std::vector<Span>& stretches);

/// For each quotation the mention of who speaks in it, by the innermost attribution around its words; kNone where nobody is known.
std::vector<std::uint32_t> speakers_of(const Document& document, const std::vector<Quotation>& quotations, const std::vector<Attribution>& attributions);

}  // namespace relata
