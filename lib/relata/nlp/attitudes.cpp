#include <relata/nlp/attitudes.hpp>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <unordered_map>

namespace relata {
namespace {

using Table = std::unordered_map<std::string_view, Cue>;

struct Row {
  Cue cue;
  std::initializer_list<std::string_view> words;
};

/// Of a word in two rows the first one holds.
Table table_of(std::initializer_list<Row> rows) {
  Table table;
  for (const Row& row : rows)
    for (const std::string_view word : row.words) table.emplace(word, row.cue);
  return table;
}

constexpr std::uint8_t kC = kClauses, kI = kInfinitives, kN = kObjects, kW = kWithObject;

const Table& verbs() {
  using enum Attitude;
  static const Table table = table_of({
      {{kSay, kC, true, ""},
       {"say",    "add",       "remark",     "reply",     "respond",   "continue", "go on",   "quip",    "joke",    "muse",      "opine",
        "text",   "email",     "blog",       "whisper",   "shout",     "yell",     "scream",  "exclaim", "chant",   "interject", "chime in",
        "retort", "counter",   "shoot back", "fire back", "elaborate", "sum up",   "intone",  "murmur",  "mutter",  "snap",      "answer",
        "begin",  "start",     "conclude",        "scoff",     "sneer",    "jeer",    "taunt",   "gush",    "marvel",    "enthuse",
        "vent",   "fume",      "rant",       "sigh",      "groan",     "cry",      "laugh",   "gasp",    "blurt",   "stammer",   "growl",
        "bark",   "hiss",      "holler",     "bellow",    "roar",      "whine",    "gripe",   "moan",    "preach",  "rave",      "recite",
        "sing",   "venture",    "decree",    "follow up", "chuckle",  "declaim", "crow",    "deadpan", "advertise", "report back",
        "tell",   "put",       "testify",    "comment"}},
      {{kSay, kC | kN, true, ""},
       {"state",     "note",      "tweet",        "post",         "report",    "announce",  "declare",   "explain",   "observe",
        "mention",   "recall",    "reiterate", "repeat",       "relate",       "recount",   "point out", "indicate",  "reveal",    "disclose",
        "proclaim",  "pronounce", "clarify",   "specify",      "stipulate",    "stress",    "underline", "emphasise", "emphasize", "underscore",
        "highlight", "read",      "imply",        "signal",       "summarise", "summarize", "express",   "voice",     "relay",
        "convey",    "outline",   "discuss",   "set out",      "spell out",    "cite",      "quote",     "reference", "narrate",   "retweet",
        "echo",      "lay out",   "detail",    "unveil",       "bring up",     "broadcast"}},
      {{kSay, kC, true, ""}, {"write"}},  // a novel is written, too
      {{kSay, kC | kN, true, "about of"}, {"boast", "brag"}},
      {{kSay, kC, true, ""}, {"inform", "notify", "assure", "reassure", "remind", "brief", "lecture", "interrupt"}},
      {{kSay, kC | kN | kW, true, ""},
       {"call", "dub", "label", "brand", "describe", "term", "portray", "depict", "characterise", "characterize", "cast", "paint", "frame"}},
      {{kSay, kC, true, "of about"}, {"speak", "talk", "lie"}},
      {{kSay, kC, true, "to on at"}, {"allude", "refer", "expound", "point", "hint"}},
      {{kClaim, kC | kI | kN, true, ""},
       {"claim", "allege", "assert", "contend", "argue", "maintain", "insist", "profess", "charge", "posit", "theorise", "theorize", "speculate", "submit",
        "pretend"}},
      {{kClaim, kC | kI | kN | kW, true, "of"}, {"accuse", "suspect"}},
      {{kConfirm, kC | kN, true, "with"}, {"confirm", "affirm", "verify", "attest", "reaffirm", "concur", "certify"}},
      {{kAdmit, kC | kI | kN, true, ""}, {"admit", "acknowledge", "confess", "recognise", "recognize"}},
      {{kAdmit, kC, true, ""}, {"concede", "grant", "allow"}},  // a goal is conceded, too, asylum granted
      {{kDeny, kC | kI | kN, true, ""}, {"deny", "refute", "rebut", "dispute", "disavow", "debunk", "repudiate"}},
      {{kWarn, kC | kI | kN, true, "of about against"}, {"warn", "caution", "alert"}},
      {{kPredict, kC | kI | kN, true, ""}, {"predict", "forecast", "foresee", "prophesy", "foretell"}},
      {{kPredict, kC | kI | kN | kW, false, ""}, {"expect", "anticipate", "estimate", "project", "envision", "envisage"}},
      {{kPromise, kC | kI | kN, true, "to"}, {"promise", "vow", "pledge", "swear", "guarantee", "threaten", "commit", "offer", "undertake"}},
      {{kPromise, kC | kI, true, "to on with"}, {"agree", "volunteer"}},
      {{kDemand, kC | kI | kN | kW, true, "for on"},
       {"demand",   "order",   "urge",      "ask",       "request",  "call for", "call on",  "appeal",    "plead",  "beg",      "implore",  "command",
        "instruct", "advise",  "recommend", "push",      "press",    "lobby",    "advocate", "encourage", "exhort", "petition", "counsel",  "beseech",
        "require",  "dare",    "cajole",    "coax",      "goad",     "nudge",    "forbid"}},
      {{kDemand, kC | kI | kW, true, ""}, {"direct", "challenge", "persuade", "convince", "pressure"}},  // a film is directed, too
      {{kSuggest, kC | kI | kN, true, ""}, {"suggest", "propose", "float"}},
      {{kAsk, kC | kN, true, "about whether"}, {"wonder", "inquire", "enquire", "question", "query"}},
      {{kHope, kC | kI | kN | kW, false, "for"},
       {"hope", "want", "wish", "desire", "long", "prefer", "seek", "dream", "crave", "yearn", "aspire", "pray", "aim"}},
      {{kFear, kC | kI | kN, false, "about"}, {"fear", "worry", "dread"}},
      {{kIntend, kC | kI, false, "on"}, {"plan", "intend", "decide", "mull", "contemplate", "resolve", "opt", "choose", "refuse", "decline", "determine"}},
      {{kBelieve, kC | kI | kN | kW, false, ""},
       {"believe", "think", "consider", "deem", "regard", "view", "perceive", "judge", "imagine", "presume", "assume", "suppose"}},
      {{kBelieve, kC, false, ""}, {"feel", "reckon", "guess", "figure", "sense", "hold", "surmise", "infer", "trust", "rule", "gather"}},
      {{kBelieve, kC | kW, false, ""}, {"see"}},
      {{kBelieve, kC | kN | kW, false, "to"}, {"attribute", "ascribe", "liken", "compare", "equate"}},
      {{kDoubt, kC | kN, false, ""}, {"doubt", "distrust", "mistrust"}},
      {{kKnow, kC, false, ""},
       {"find", "show", "learn", "realise", "realize", "discover", "hear", "notice", "remember", "forget", "demonstrate", "prove", "illustrate", "suggest",
        "understand", "know"}},
      {{kPraise, kC | kN | kW, true, "for"},
       {"praise", "applaud", "welcome", "hail", "commend", "laud", "endorse", "defend", "tout", "congratulate", "thank", "salute", "celebrate", "extol",
        "credit", "champion", "embrace", "cheer"}},
      {{kPraise, kI | kN, false, ""}, {"support", "back", "favor", "favour", "like", "love", "admire", "appreciate", "respect", "enjoy"}},
      {{kBlame, kC | kN | kW, true, "for of as"},
       {"criticise", "criticize", "blame",     "condemn", "denounce", "slam",     "blast",  "mock",     "ridicule",  "decry",
        "deplore",   "lament",    "chide",     "rebuke",  "scold",    "lambaste", "berate", "deride",   "castigate", "censure",
        "assail",    "bemoan",    "reprimand", "fault",   "rip",      "bash",     "insult", "disparage"}},
      {{kBlame, kC | kW, true, ""}, {"attack"}},
      {{kBlame, kC, true, "about of to for against over"}, {"complain", "object", "apologise", "apologize", "protest", "grumble", "disagree", "rail"}},
      {{kBlame, kC | kI | kN, false, ""},
       {"oppose", "reject", "dismiss", "regret", "resent", "hate", "dislike", "detest", "disapprove", "shrug off", "brush off"}},
  });
  return table;
}

const Table& nouns() {
  using enum Attitude;
  static const Table table = table_of({
      {{kSay, kC, true, "about on of"}, {"statement", "remark",      "comment",     "report",     "announcement", "testimony",        "message",
                                         "speech",    "explanation", "description", "revelation", "reminder",     "assurance",        "declaration",
                                         "word",      "note",        "discussion",  "reference",  "insinuation",  "characterization", "tweet"}},
      {{kClaim, kC | kI, true, "of about"},
       {"claim", "case", "point", "assertion", "allegation", "accusation", "argument", "contention", "insistence", "charge", "rumor", "rumour", "speculation",
        "theory", "notion"}},
      {{kConfirm, kC, true, "of"}, {"confirmation", "affirmation"}},
      {{kAdmit, kC, true, "of"}, {"admission", "acknowledgment", "acknowledgement", "confession", "concession"}},
      {{kDeny, kC, true, "of"}, {"denial"}},
      {{kWarn, kC, true, "of about"}, {"warning", "caution"}},
      {{kPredict, kC, false, "of for"}, {"prediction", "forecast", "expectation", "estimate", "projection"}},
      {{kPromise, kC | kI, true, "of"}, {"promise", "pledge", "vow", "threat", "guarantee", "commitment", "offer"}},
      {{kDemand, kC | kI, true, "for"}, {"demand", "call", "request", "appeal", "plea", "recommendation", "order", "instruction", "push"}},
      {{kSuggest, kC | kI, true, "of for"}, {"suggestion", "proposal"}},
      {{kAsk, kC, true, "about of"}, {"question", "inquiry"}},
      {{kHope, kC | kI, false, "for of"}, {"hope", "desire", "wish", "dream", "ambition", "aspiration", "goal"}},
      {{kFear, kC | kI, false, "of about"}, {"fear", "concern", "worry", "anxiety"}},
      {{kIntend, kC | kI, false, "for"}, {"plan", "intention", "decision", "refusal", "willingness", "determination", "intent"}},
      {{kBelieve, kC | kI, false, "of in on about"},
       {"belief", "view", "opinion", "feeling", "idea", "impression", "conviction", "confidence", "perception", "assessment", "conclusion", "judgment",
        "assumption", "suspicion", "stance", "position"}},
      {{kDoubt, kC, false, "about of"}, {"doubt", "skepticism", "scepticism"}},
      {{kKnow, kC, false, "of"}, {"finding", "knowledge", "realization", "evidence"}},
      {{kPraise, kC, true, "for of"}, {"praise", "support", "endorsement", "admiration", "enthusiasm"}},
      {{kBlame, kC, true, "of about for to with over"},
       {"criticism", "complaint", "condemnation", "objection", "opposition", "anger", "frustration", "outrage", "regret"}},
  });
  return table;
}

const Table& adjectives() {
  using enum Attitude;
  static const Table table = table_of({
      {{kBelieve, kC | kI, false, "of about"}, {"confident", "sure", "certain", "convinced", "optimistic", "pessimistic", "adamant"}},
      {{kHope, kC | kI, false, "for"}, {"hopeful", "eager", "keen", "willing", "anxious"}},
      {{kFear, kC | kI, false, "of about"}, {"afraid", "worried", "concerned", "fearful", "nervous", "alarmed", "scared"}},
      {{kIntend, kC | kI, false, "to"}, {"determined", "unwilling", "reluctant"}},
      {{kDoubt, kC, false, "of about"}, {"skeptical", "sceptical", "doubtful", "unsure", "uncertain"}},
      {{kKnow, kC, false, "of"}, {"aware", "unaware", "mindful"}},
      {{kPraise, kC | kI, false, "of about with for"}, {"glad", "happy", "proud", "grateful", "thankful", "pleased", "supportive", "excited", "thrilled"}},
      {{kBlame, kC | kI, false, "of about with at"}, {"sorry", "critical", "disappointed", "angry", "upset", "dismissive", "outraged", "furious"}},
  });
  return table;
}

template <typename Words>
bool among(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

const Cue* find(const Table& table, std::string_view lemma) {
  const auto found = table.find(lemma);
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace

const Cue* verb_cue(std::string_view lemma) { return find(verbs(), lemma); }
const Cue* noun_cue(std::string_view lemma) { return find(nouns(), lemma); }
const Cue* adjective_cue(std::string_view lemma) { return find(adjectives(), lemma); }

bool is_document_noun(std::string_view lemma) {
  static constexpr std::string_view nouns[] = {
      "poll",     "survey",        "study",     "report",   "data",          "analysis",   "statistic", "figure",     "record",     "document",   "letter",
      "email",    "e-mail",        "article",   "paper",    "review",        "test",       "census",    "memo",       "video",      "photo",      "evidence",
      "research", "number",        "result",    "release",  "statement",     "editorial",  "message",   "note",       "post",       "tweet",      "book",
      "story",    "bill",          "complaint", "filing",   "ruling",        "indictment", "affidavit", "transcript", "communique", "communiqué", "resolution",
      "ad",       "advertisement", "headline",  "average",  "investigation", "estimate",   "lawsuit",   "petition",   "poster",     "sign",
      "passage",  "polling",       "disclosure"};
  return among(nouns, lemma);
}

bool is_quantifier(std::string_view lower) {
  static constexpr std::string_view words[] = {"many", "most", "some", "few", "several", "both", "others", "all", "half", "one", "two", "three", "another"};
  return among(words, lower);
}

bool is_sent_out(std::string_view lemma) {
  static constexpr std::string_view nouns[] = {"statement", "release", "letter",       "email",      "e-mail",     "message", "note",    "post",
                                               "tweet",     "memo",    "announcement", "communique", "communiqué", "remark",  "comment", "speech"};
  return among(nouns, lemma);
}

}  // namespace relata
