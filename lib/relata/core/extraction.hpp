// What was understood of one document: mentions, entities and claims. This is the value that
// stages fill, that the extraction record (record room) writes and reads, and that the graph takes.
// References between values are indices into the vectors of the same Extraction.
#pragma once
#include <relata/core/document.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace relata {

enum class MentionKind : std::uint8_t { kName, kNominal, kPronoun, kValue };
enum class Polarity : std::uint8_t { kAffirmed, kNegated };
enum class Certainty : std::uint8_t { kCertain, kProbable, kPossible, kHypothetical, kPlanned, kAsked, kWished };
enum class Method : std::uint8_t { kOntology, kOpen, kEvent, kKnowledge };

/// The words used in records and RDF ("name", "affirmed", "certain", "ontology", ...), both ways.
std::string_view to_string(MentionKind kind);
std::string_view to_string(Polarity polarity);
std::string_view to_string(Certainty certainty);
std::string_view to_string(Method method);
std::optional<MentionKind> mention_kind(std::string_view word);
std::optional<Polarity> polarity(std::string_view word);
std::optional<Certainty> certainty(std::string_view word);
std::optional<Method> method(std::string_view word);

struct Mention {
  std::string id;  ///< unique in its document; minted where a record gives none
  Span span;
  std::string type;  ///< IRI of an ontology class, or the local name an outside extractor gave
  MentionKind kind = MentionKind::kName;
  std::uint32_t entity = kNone;  ///< index into Extraction::entities
  std::string value;  ///< on kValue: ISO 8601 date, time, duration or interval "start/end" (end exclusive), or an amount ("12.5 %"); "" where not known
  bool adjectival = false;  ///< an adjective of the name ("Russian"); for stages, not in the record
  std::string timex;  ///< on times: what was said, as a TIMEX3 value with X for what was not ("XXXX-12-19")
};

struct Entity {
  std::string id;     ///< unique in its document
  std::string iri;    ///< "" until minted
  std::string label;  ///< as the text says it
  std::string type;   ///< IRI of an ontology class, or a local name; "" where not known
  std::vector<std::string> aliases;
  std::vector<std::string> same_as;      ///< IRIs of the same thing elsewhere
  std::vector<std::string> close_match;  ///< IRIs of what is likely the same thing
  double confidence = 1.0;               ///< 0..1
  std::string code;                      ///< actor code (CAMEO, PLOVER), "" where none
  std::vector<std::string> more_types{};  ///< other classes that it is of, too
};

/// A value that is not an entity: lexical form with a datatype IRI ("" = plain string) or a language tag.
struct Literal {
  std::string value;
  std::string datatype;
  std::string language;
  auto operator<=>(const Literal&) const = default;
};

/// Words of the text behind an open claim, inflected, prepositions kept in args.
struct Surface {
  std::string subject, predicate, object;
  std::vector<std::string> args;
  bool operator==(const Surface&) const = default;
};

struct Claim {
  std::string id;  ///< unique in its document
  std::uint32_t subject = kNone;  ///< index into Extraction::entities
  std::string predicate;          ///< property IRI, or a lemma phrase for an open relation
  std::variant<std::uint32_t, Literal> object = kNone;  ///< index into entities, or a value
  std::map<std::string, std::string> qualifiers;        ///< time, place, role, amount, ...
  Polarity polarity = Polarity::kAffirmed;
  Certainty certainty = Certainty::kCertain;
  std::uint32_t speaker = kNone;  ///< index into entities; kNone = the text itself
  std::string time;               ///< valid time, ISO 8601, "" where not said
  double confidence = 1.0;        ///< 0..1
  Method method = Method::kOntology;
  std::string category;  ///< PLOVER category of an event claim, "" where none
  std::optional<Surface> surface;
  std::vector<Span> evidence;  ///< bytes of Document::text
  std::uint32_t value_mention = kNone;  ///< of a value that is still in the words of the text: its mention, if any; for stages, not in the record

  bool has_entity_object() const { return std::holds_alternative<std::uint32_t>(object); }
  std::uint32_t object_entity() const { return std::get<std::uint32_t>(object); }
  const Literal& object_value() const { return std::get<Literal>(object); }
};

/// That a mention takes up another one, as the reader sees it; the linker decides.
struct CoreferenceLink {
  std::uint32_t mention = 0, antecedent = 0;  ///< indices into Extraction::mentions
  float score = 0;                            ///< log odds against "means nothing that is mentioned"; far below 0: cannot be
};

/// That a property of the ontology holds between two stretches of one sentence, as a model sees it; claims are made of it.
struct RelationReading {
  Span subject, object;
  std::uint32_t property = 0;          ///< index into the ontology's
  std::uint32_t subject_class = kNone, object_class = kNone;  ///< indices into the ontology's classes: what the model takes the ends for
  double confidence = 0;               ///< 0..1
};

/// How a source stands to what it says, thinks or wants.
enum class Attitude : std::uint8_t {
  kSay,      ///< told as it is
  kClaim,    ///< held against others: "insists", "alleges"
  kConfirm,  ///< "confirms"
  kAdmit,    ///< "concedes"
  kDeny,     ///< the source says that it is not so
  kWarn,     ///< "warns of"
  kPredict,  ///< "expects"
  kPromise,  ///< also "threatens": the source will see to it
  kDemand,   ///< "urges"
  kSuggest,  ///< "proposes"
  kAsk,      ///< "wonders whether"
  kHope,     ///< "wants"
  kFear,     ///< "worries that"
  kIntend,   ///< "plans to", "refuses to"
  kBelieve,  ///< "thinks"
  kDoubt,    ///< "is sceptical that"
  kKnow,     ///< as a fact: "found that"
  kPraise,   ///< "welcomes"
  kBlame,    ///< "condemns"
};
std::string_view to_string(Attitude attitude);  ///< "say", "claim", ...

/// A stretch of text that somebody else than the author says, thinks or wants (PARC, Pareti 2015; PolNeAR, Newell et al. 2018).
struct Attribution {
  std::vector<Span> content;  ///< fragments in text order, at least one: "P," X said, "Q"
  Span cue;                   ///< the word that gives it: "said", "claim", "according"; empty where speech only goes on
  Span source;                ///< the words of the source with its title; empty where nobody is named
  std::uint32_t speaker = kNone;  ///< index into mentions: of the source; kNone where there is none
  Attitude attitude = Attitude::kSay;
  bool speech = false;        ///< uttered, not only thought
  bool direct = false;        ///< the content is a quotation
  bool clause = false;        ///< the content is at least a clause, not a noun phrase
  bool negated = false;       ///< "did not say that"
  std::uint32_t outer = kNone;  ///< index into attributions: the one whose content this one stands in
};

/// Why a mention belongs to its entity; every mention with an entity has one.
struct Join {
  std::uint32_t mention = 0;  ///< index into Extraction::mentions
  std::uint32_t entity = 0;   ///< index into Extraction::entities
  double score = 1;           ///< 0..1
  std::string reason;         ///< "same name", "surname of Jane Roe", "acronym of ..."
};

/// A claim that was read but is not in the graph, since it breaks the ontology.
struct Rejection {
  Claim claim;
  std::string axiom;   ///< "rdfs:domain", "owl:FunctionalProperty", ...
  std::string reason;  ///< for people: "Rotterdam is a port; the domain of owned by is vessel"
};

/// "They" of two that were named: what is said of the group is said of each.
struct MemberGroup {
  std::uint32_t group = 0;             ///< index into Extraction::entities
  std::vector<std::uint32_t> members;  ///< indices into Extraction::entities, two or more
};

struct Extraction {
  Document document;
  std::vector<Mention> mentions;
  std::vector<CoreferenceLink> links;  ///< by mention, best first; for stages, not in the record
  std::vector<Attribution> attributions;  ///< by cue or, where none is, content; for stages, not in the record
  std::vector<RelationReading> readings;  ///< by sentence; for stages, not in the record
  std::vector<Entity> entities;
  std::vector<Join> joins;  ///< by mention; for stages, not in the record
  std::vector<MemberGroup> groups;  ///< for stages, not in the record
  std::vector<Claim> claims;
  std::vector<Rejection> rejected;  ///< in text order; not in the record
};

/// Re-reads every span and index of the record: in bounds, between code points, entities that exist,
/// confidences in 0..1. One diagnostic a fault; empty = sound.
std::vector<std::string> check(const Extraction& extraction);

}  // namespace relata
