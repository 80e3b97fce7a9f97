#include <relata/core/extraction.hpp>

#include <relata/core/utf8.hpp>

#include <array>
#include <utility>

namespace relata {
namespace {

// One row a word: the only place that knows how a value is spelt outside.
constexpr std::array kMentionKinds{
    std::pair{MentionKind::kName, "name"}, std::pair{MentionKind::kNominal, "nominal"},
    std::pair{MentionKind::kPronoun, "pronoun"}, std::pair{MentionKind::kValue, "value"}};
constexpr std::array kPolarities{std::pair{Polarity::kAffirmed, "affirmed"},
                                 std::pair{Polarity::kNegated, "negated"}};
constexpr std::array kCertainties{
    std::pair{Certainty::kCertain, "certain"},           std::pair{Certainty::kProbable, "probable"},
    std::pair{Certainty::kPossible, "possible"},         std::pair{Certainty::kHypothetical, "hypothetical"},
    std::pair{Certainty::kPlanned, "planned"},           std::pair{Certainty::kAsked, "asked"},
    std::pair{Certainty::kWished, "wished"}};
constexpr std::array kMethods{std::pair{Method::kOntology, "ontology"}, std::pair{Method::kOpen, "open"},
                              std::pair{Method::kEvent, "event"}, std::pair{Method::kKnowledge, "knowledge"}};

constexpr std::array kAttitudes{
    std::pair{Attitude::kSay, "say"},         std::pair{Attitude::kClaim, "claim"},     std::pair{Attitude::kConfirm, "confirm"},
    std::pair{Attitude::kAdmit, "admit"},     std::pair{Attitude::kDeny, "deny"},       std::pair{Attitude::kWarn, "warn"},
    std::pair{Attitude::kPredict, "predict"}, std::pair{Attitude::kPromise, "promise"}, std::pair{Attitude::kDemand, "demand"},
    std::pair{Attitude::kSuggest, "suggest"}, std::pair{Attitude::kAsk, "ask"},         std::pair{Attitude::kHope, "hope"},
    std::pair{Attitude::kFear, "fear"},       std::pair{Attitude::kIntend, "intend"},   std::pair{Attitude::kBelieve, "believe"},
    std::pair{Attitude::kDoubt, "doubt"},     std::pair{Attitude::kKnow, "know"},       std::pair{Attitude::kPraise, "praise"},
    std::pair{Attitude::kBlame, "blame"}};

template <typename Table, typename Value>
std::string_view word_of(const Table& table, Value value) {
  for (const auto& [key, word] : table)
    if (key == value) return word;
  return {};
}

template <typename Table>
auto value_of(const Table& table, std::string_view word) -> std::optional<typename Table::value_type::first_type> {
  for (const auto& [key, spelling] : table)
    if (word == spelling) return key;
  return std::nullopt;
}

void check_span(const Document& document, Span span, const std::string& whose, std::vector<std::string>& faults) {
  if (span.begin > span.end || span.end > document.text.size()) {
    faults.push_back(whose + ": span " + std::to_string(span.begin) + ".." + std::to_string(span.end) +
                     " is outside the text of " + std::to_string(document.text.size()) + " bytes");
  } else if (!is_code_point_start(document.text, span.begin) || !is_code_point_start(document.text, span.end)) {
    faults.push_back(whose + ": span begins or ends inside a code point");
  }
}

void check_confidence(double confidence, const std::string& whose, std::vector<std::string>& faults) {
  if (!(confidence >= 0.0 && confidence <= 1.0)) faults.push_back(whose + ": confidence is not in 0..1");
}

}  // namespace

std::string_view to_string(MentionKind kind) { return word_of(kMentionKinds, kind); }
std::string_view to_string(Polarity polarity) { return word_of(kPolarities, polarity); }
std::string_view to_string(Certainty certainty) { return word_of(kCertainties, certainty); }
std::string_view to_string(Method method) { return word_of(kMethods, method); }
std::string_view to_string(Attitude attitude) { return word_of(kAttitudes, attitude); }
std::optional<MentionKind> mention_kind(std::string_view word) { return value_of(kMentionKinds, word); }
std::optional<Polarity> polarity(std::string_view word) { return value_of(kPolarities, word); }
std::optional<Certainty> certainty(std::string_view word) { return value_of(kCertainties, word); }
std::optional<Method> method(std::string_view word) { return value_of(kMethods, word); }

std::vector<std::string> check(const Extraction& extraction) {
  std::vector<std::string> faults;
  const Document& document = extraction.document;
  const auto check_entity = [&](std::uint32_t index, const std::string& whose) {
    if (index != kNone && index >= extraction.entities.size()) faults.push_back(whose + ": no such entity");
  };
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    const std::string whose = "sentence " + std::to_string(i);
    check_span(document, sentence.span, whose, faults);
    if (std::uint64_t{sentence.first_token} + sentence.token_count > document.tokens.size())
      faults.push_back(whose + ": tokens out of range");
  }
  for (std::size_t i = 0; i < document.tokens.size(); ++i)
    check_span(document, document.tokens[i].span, "token " + std::to_string(i), faults);
  for (const Mention& mention : extraction.mentions) {
    const std::string whose = "mention " + mention.id;
    check_span(document, mention.span, whose, faults);
    check_entity(mention.entity, whose);
  }
  for (const Entity& entity : extraction.entities) check_confidence(entity.confidence, "entity " + entity.id, faults);
  for (const Claim& claim : extraction.claims) {
    const std::string whose = "claim " + claim.id;
    if (claim.subject == kNone) faults.push_back(whose + ": has no subject");
    check_entity(claim.subject, whose + " subject");
    if (claim.has_entity_object()) {
      if (claim.object_entity() == kNone) faults.push_back(whose + ": has no object");
      check_entity(claim.object_entity(), whose + " object");
    }
    check_entity(claim.speaker, whose + " speaker");
    check_confidence(claim.confidence, whose, faults);
    for (const Span span : claim.evidence) check_span(document, span, whose + " evidence", faults);
  }
  return faults;
}

}  // namespace relata
