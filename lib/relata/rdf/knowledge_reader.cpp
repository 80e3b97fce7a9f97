#include <relata/core/error.hpp>
#include <relata/core/utf8.hpp>
#include <relata/rdf/knowledge_reader.hpp>

#include <raptor2.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace relata {
namespace {

constexpr std::string_view kRel = "https://relata.dev/ontology/core#";
constexpr std::string_view kRdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view kRdfsLabel = "http://www.w3.org/2000/01/rdf-schema#label";
constexpr std::string_view kPrefLabel = "http://www.w3.org/2004/02/skos/core#prefLabel";
constexpr std::string_view kAltLabel = "http://www.w3.org/2004/02/skos/core#altLabel";
constexpr std::string_view kExactMatch = "http://www.w3.org/2004/02/skos/core#exactMatch";
constexpr std::string_view kOwl = "http://www.w3.org/2002/07/owl#";
constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
constexpr std::string_view kTerms = "http://purl.org/dc/terms/";

/// What of core.ttl a knowledge file may say of a thing, by local name.
struct NameProperty {
  std::string_view local;
  AliasKind kind;
};
constexpr NameProperty kNameProperties[]{{"partialName", AliasKind::kPartial}, {"demonym", AliasKind::kDemonym},
                                         {"people", AliasKind::kPeople},       {"acronym", AliasKind::kAcronym},
                                         {"code", AliasKind::kCode}};

struct Term {
  raptor_term_type kind = RAPTOR_TERM_TYPE_UNKNOWN;
  std::string text, language;
};

struct Statement {
  Term subject;
  std::string predicate;
  Term object;
  std::uint64_t line = 0;
};

Term term_of(const raptor_term* term) {
  const auto text = [](const unsigned char* bytes) { return bytes ? std::string(reinterpret_cast<const char*>(bytes)) : ""; };
  switch (term->type) {
    case RAPTOR_TERM_TYPE_URI: return {term->type, text(raptor_uri_as_string(term->value.uri)), ""};
    case RAPTOR_TERM_TYPE_LITERAL:
      return {term->type, text(term->value.literal.string), text(term->value.literal.language)};
    case RAPTOR_TERM_TYPE_BLANK: return {term->type, text(term->value.blank.string), ""};
    default: return {};
  }
}

/// The end of an IRI as a prefixed name would write it.
std::string_view local_part(std::string_view iri) { return iri.substr(iri.find_last_of("/#") + 1); }

/// ISO 8601 year, month or day: "2012", "2012-05", "2012-05-07".
bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kForm[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
  return (text.size() < 7 || (two(5) >= 1 && two(5) <= 12)) && (text.size() < 10 || (two(8) >= 1 && two(8) <= 31));
}

std::string_view parser_name(const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  if (extension == ".nt") return "ntriples";
  if (extension == ".rdf" || extension == ".owl" || extension == ".xml") return "rdfxml";
  return "turtle";
}

class Reader {
 public:
  Reader(const std::filesystem::path& file, KnowledgeBuilder& into) : file_(file), into_(into) {}

  void read() {
    load();
    parse();
    note_ontologies_and_terms();
    for (const Statement& statement : statements_) take(statement);
    hand_over();
  }

 private:
  struct Draft {
    NewThing thing;
    std::uint64_t line = 0;
  };
  struct TermNode {
    std::string holder;  // IRI of the thing that has it
    std::vector<NewFact> facts;
    std::string from, to;
    std::uint64_t line = 0;
  };

  /// Where `needle` was last written up to the end of `line` (0: in the whole file). raptor tells only
  /// the line where it ended a statement, which may be some lines behind the words that are wrong.
  Location locate(std::uint64_t line, std::string_view needle) const {
    std::size_t end = 0;
    for (std::uint64_t at = 0; at < line && end < text_.size(); ++at) end = std::min(text_.find('\n', end), text_.size() - 1) + 1;
    if (line == 0) end = text_.size();
    const std::size_t found = needle.empty() ? std::string::npos : std::string_view(text_).substr(0, end).rfind(needle);
    if (found == std::string::npos) return {file_.string(), line, 0};
    const std::string_view before = std::string_view(text_).substr(0, found);
    const std::size_t begin = before.rfind('\n') + 1;  // npos + 1 = 0
    return {file_.string(), static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')) + 1,
            count_code_points(before.substr(begin)) + 1};
  }

  [[noreturn]] void refuse(std::uint64_t line, std::string_view needle, const std::string& fact,
                           const std::string& remedy = "") const {
    throw OntologyError(describe(locate(line, needle), fact, remedy));
  }

  void load() {
    std::ifstream in(file_, std::ios::binary);
    std::error_code ignored;
    if (!in || std::filesystem::is_directory(file_, ignored)) {
      throw InputError(describe({file_.string(), 0, 0}, "cannot be read", "name a Turtle file"));
    }
    text_.assign(std::istreambuf_iterator<char>(in), {});
    if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
    const std::size_t bad = std::min(find_invalid_utf8(text_), text_.find('\0'));
    if (bad != std::string::npos) {
      const auto line = static_cast<std::uint64_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(bad), '\n')) + 1;
      const std::size_t begin = bad == 0 ? 0 : text_.rfind('\n', bad - 1) + 1;  // npos + 1 = 0
      throw OntologyError(describe({file_.string(), line, bad - begin + 1}, "not valid UTF-8", "save the file as UTF-8"));
    }
  }

  void parse() {
    const std::unique_ptr<raptor_world, decltype(&raptor_free_world)> world(raptor_new_world(), raptor_free_world);
    if (!world) throw RdfError("raptor cannot be started");
    raptor_world_set_log_handler(world.get(), this, [](void* self, raptor_log_message* message) {
      static_cast<Reader*>(self)->hear(*message);
    });
    const std::string name(parser_name(file_));
    const std::unique_ptr<raptor_parser, decltype(&raptor_free_parser)> parser(
        raptor_new_parser(world.get(), name.c_str()), raptor_free_parser);
    const std::string base_text = "file://" + std::filesystem::absolute(file_).string();
    const std::unique_ptr<raptor_uri, decltype(&raptor_free_uri)> base(
        raptor_new_uri(world.get(), reinterpret_cast<const unsigned char*>(base_text.c_str())), raptor_free_uri);
    if (!parser || !base) throw RdfError(describe({file_.string(), 0, 0}, "no parser for " + name));
    parser_ = parser.get();
    raptor_parser_set_statement_handler(parser.get(), this, [](void* self, raptor_statement* statement) {
      static_cast<Reader*>(self)->keep(*statement);
    });
    raptor_parser_parse_start(parser.get(), base.get());
    const int failed = raptor_parser_parse_chunk(
        parser.get(), reinterpret_cast<const unsigned char*>(text_.data()), text_.size(), 1);
    if (failed != 0 && !complaint_) complaint_ = Diagnostic{Severity::kError, {file_.string(), 0, 0}, "cannot be parsed", ""};
    if (complaint_) throw OntologyError(describe(complaint_->where, complaint_->fact, complaint_->remedy));
  }

  void hear(const raptor_log_message& message) {
    if (complaint_ || message.level < RAPTOR_LOG_LEVEL_WARN) return;
    complaint_ = Diagnostic{Severity::kError, {file_.string(), 0, 0}, message.text ? message.text : "cannot be parsed", ""};
    // The word that raptor stumbled over, where it quotes one that is long enough to be found again.
    std::string_view word = complaint_->fact;
    const std::size_t open = word.find_first_of("\"'"), close = word.find_last_of("\"'");
    word = open < close ? word.substr(open + 1, close - open - 1) : std::string_view();
    const raptor_locator* const locator = message.locator ? message.locator : parser_ ? raptor_parser_get_locator(parser_) : nullptr;
    const std::uint64_t line = locator && locator->line > 0 ? static_cast<std::uint64_t>(locator->line) : 0;
    complaint_->where = locate(line, word.size() > 2 ? word : std::string_view());
    if (complaint_->where.line == 0) complaint_->where = locate(0, word);
  }

  void keep(const raptor_statement& statement) {
    const raptor_locator* const locator = raptor_parser_get_locator(parser_);
    statements_.push_back({term_of(statement.subject), term_of(statement.predicate).text, term_of(statement.object),
                           locator && locator->line > 0 ? static_cast<std::uint64_t>(locator->line) : 0});
  }

  /// A term node may stand before or after its thing, so both are known before anything is taken.
  void note_ontologies_and_terms() {
    const std::string ontology = std::string(kOwl) + "Ontology", term = std::string(kRel) + "term";
    for (const Statement& statement : statements_) {
      if (statement.predicate == kRdfType && statement.object.text == ontology) headers_.insert(statement.subject.text);
      if (statement.predicate != term) continue;
      if (statement.object.kind == RAPTOR_TERM_TYPE_LITERAL) {
        refuse(statement.line, statement.object.text, "rel:term is \"" + statement.object.text + "\", not a node",
               "write rel:term [ a relation ; rel:from \"2012-05-07\" ; rel:to \"2018\" ]");
      }
      terms_[statement.object.text] = {statement.subject.text, {}, "", "", statement.line};
    }
  }

  const std::string& literal(const Statement& statement) const {
    if (statement.object.kind != RAPTOR_TERM_TYPE_LITERAL || statement.object.text.empty()) {
      refuse(statement.line, statement.object.text,
             "<" + statement.predicate + "> of <" + statement.subject.text + "> must be words", "put them in quotes");
    }
    return statement.object.text;
  }

  const std::string& iri(const Statement& statement) const {
    if (statement.object.kind != RAPTOR_TERM_TYPE_URI) {
      refuse(statement.line, statement.object.text,
             "<" + statement.predicate + "> of <" + statement.subject.text + "> must be an IRI",
             "write <http://...> or prefix:name");
    }
    return statement.object.text;
  }

  Draft& draft(const Statement& statement) {
    const auto [place, fresh] = drafts_.try_emplace(statement.subject.text);
    if (fresh) place->second.line = statement.line;
    return place->second;
  }

  void take(const Statement& s) {
    if (headers_.contains(s.subject.text)) return;
    if (const auto term = terms_.find(s.subject.text); term != terms_.end()) return take_in_term(s, term->second);
    if (s.subject.kind == RAPTOR_TERM_TYPE_BLANK) return;  // lists and annotations say nothing of a known thing
    const std::string_view predicate = s.predicate;
    if (predicate == kRdfType) return take_type(s);
    if (predicate == kPrefLabel || predicate == kRdfsLabel) return take_label(s);
    if (predicate == kAltLabel) {
      draft(s).thing.aliases.emplace(AliasKind::kName, literal(s));
    } else if (predicate == kExactMatch || (predicate.starts_with(kOwl) && predicate.substr(kOwl.size()) == "sameAs")) {
      draft(s).thing.same_as.insert(iri(s));
    } else if (predicate.starts_with(kRel) && s.object.kind != RAPTOR_TERM_TYPE_URI) {
      take_own(s, predicate.substr(kRel.size()));
    } else if (s.object.kind == RAPTOR_TERM_TYPE_URI && !predicate.starts_with(kOwl) && !predicate.starts_with(kSkos) &&
               !predicate.starts_with(kRdfs) && !predicate.starts_with(kTerms)) {
      facts_.push_back({s.subject.text, s.predicate, s.object.text, "", ""});
    }
  }

  void take_type(const Statement& s) {
    const std::string& type = iri(s);
    if (std::string_view(type).starts_with(kOwl) || std::string_view(type).starts_with(kSkos)) return;
    std::string& ours = draft(s).thing.type;
    if (!ours.empty() && ours != type) {
      refuse(s.line, local_part(type), "<" + s.subject.text + "> has two types, <" + ours + "> and <" + type + ">", "keep the narrower one");
    }
    ours = type;
  }

  void take_label(const Statement& s) {
    const std::string& label = literal(s);
    Draft& thing = draft(s);
    const bool english = s.object.language.empty() || s.object.language == "en" || s.object.language.starts_with("en-");
    if (!english) {
      thing.thing.aliases.emplace(AliasKind::kName, label);
    } else if (thing.thing.label.empty() || thing.thing.label == label) {
      thing.thing.label = label;
    } else {
      refuse(s.line, label, "<" + s.subject.text + "> has two labels, \"" + thing.thing.label + "\" and \"" + label + "\"",
             "make one of them skos:altLabel");
    }
  }

  void take_own(const Statement& s, std::string_view local) {
    for (const NameProperty& property : kNameProperties) {
      if (property.local != local) continue;
      draft(s).thing.aliases.emplace(property.kind, literal(s));
      return;
    }
    if (local == "gender") {
      if (literal(s) != "female" && literal(s) != "male") {
        refuse(s.line, s.object.text, "rel:gender is \"" + s.object.text + "\"", "write \"female\" or \"male\", or leave it out");
      }
      draft(s).thing.gender = s.object.text;
    } else if (local == "popularity") {
      double value = -1;
      const std::string& text = literal(s);
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1)) {
        refuse(s.line, text, "rel:popularity is \"" + text + "\"", "write a number from 0 to 1");
      }
      draft(s).thing.popularity = value;
    } else if (local != "term") {
      std::vector<std::string> known{"gender", "popularity", "term"};
      for (const NameProperty& property : kNameProperties) known.emplace_back(property.local);
      const std::string near = nearest(local, known);
      refuse(s.line, local, "rel:" + std::string(local) + " is nothing that a knowledge file says",
             near.empty() ? "see the head of rdf/knowledge_reader.hpp" : "did you mean rel:" + near + "?");
    }
  }

  void take_in_term(const Statement& s, TermNode& term) {
    const std::string_view predicate = s.predicate;
    const bool from = predicate.starts_with(kRel) && predicate.substr(kRel.size()) == "from";
    const bool to = predicate.starts_with(kRel) && predicate.substr(kRel.size()) == "to";
    if (!from && !to) {
      if (predicate != kRdfType) term.facts.push_back({term.holder, s.predicate, iri(s), "", ""});
      return;
    }
    if (!is_date(literal(s))) {
      refuse(s.line, s.object.text, "\"" + s.object.text + "\" is no date", "write 2012, 2012-05 or 2012-05-07");
    }
    std::string& ours = from ? term.from : term.to;
    if (!ours.empty()) {
      refuse(s.line, s.object.text, "a term of <" + term.holder + "> has two dates for its " + (from ? "begin" : "end"),
             "write two terms");
    }
    ours = s.object.text;
  }

  void hand_over() {
    for (const auto& [node, term] : terms_) {
      if (term.facts.empty()) refuse(term.line, "", "a term of <" + term.holder + "> names no relation", "say what it is a term of");
      // Dates of different precision compare by what both say.
      const std::size_t common = std::min(term.from.size(), term.to.size());
      if (term.from.substr(0, common) > term.to.substr(0, common)) {
        refuse(term.line, term.to, "a term of <" + term.holder + "> ends " + term.to + ", before it begins " + term.from);
      }
      for (NewFact fact : term.facts) {
        fact.from = term.from;
        fact.to = term.to;
        facts_.push_back(std::move(fact));
      }
    }
    KnowledgeBuilder both = into_;
    for (auto& [iri, draft] : drafts_) {
      const auto known = into_.things().find(iri);
      if (draft.thing.label.empty() && known != into_.things().end()) draft.thing.label = known->second.label;
      if (draft.thing.label.empty()) {
        refuse(draft.line, local_part(iri), "<" + iri + "> has no label", "give it skos:prefLabel \"...\"");
      }
      draft.thing.iri = iri;
      try {
        both.add(std::move(draft.thing));
      } catch (const OntologyError& contradiction) {
        refuse(draft.line, local_part(iri), contradiction.what());
      }
    }
    for (NewFact& fact : facts_) both.add(std::move(fact));
    into_ = std::move(both);
  }

  const std::filesystem::path& file_;
  KnowledgeBuilder& into_;
  std::string text_;
  raptor_parser* parser_ = nullptr;
  std::optional<Diagnostic> complaint_;  // raptor's first
  std::vector<Statement> statements_;
  std::set<std::string> headers_;  // subjects that are ontologies
  std::map<std::string, TermNode> terms_;
  std::map<std::string, Draft> drafts_;
  std::vector<NewFact> facts_;
};

}  // namespace

void read_knowledge(const std::filesystem::path& file, KnowledgeBuilder& into) { Reader(file, into).read(); }

}  // namespace relata
