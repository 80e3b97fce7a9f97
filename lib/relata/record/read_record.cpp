// JSON to Extraction: ids and offsets of the record become indices and bytes. Entities are read
// first, then mentions, then claims, since each names the ones before.
#include <relata/record/record.hpp>

#include <relata/core/utf8.hpp>
#include <relata/record/json_cursor.hpp>

#include <array>
#include <optional>
#include <unordered_map>

namespace relata {
namespace {

using nlohmann::json;

constexpr int kDeepest = 64;  // brackets inside brackets; a record needs six

/// Whether brackets nest deeper than any record does, counted before the parser builds a tree of them.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

json parse(std::string_view line, const Location& where) {
  if (is_too_deep(line))
    throw InputError(describe(where, "JSON nested deeper than " + std::to_string(kDeepest) + " levels", "is this an extraction record?"));
  try {
    return json::parse(line.begin(), line.end());
  } catch (const json::out_of_range&) {
    throw InputError(describe(where, "a number is too large", "write it as a string"));
  } catch (const json::parse_error& error) {
    const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
    Location place = where;
    place.column = count_code_points(line.substr(0, std::min(byte, line.size()))) + 1;
    if (byte >= line.size()) throw InputError(describe(place, "JSON ends too early", "each line must hold one whole object"));
    if (find_invalid_utf8(line) != std::string_view::npos) throw InputError(describe(place, "JSON is not valid UTF-8", "convert the file to UTF-8"));
    std::string fact = error.what();  // "[json.exception...] parse error at line 1, column 9: syntax error ..."
    if (const std::size_t colon = fact.find(": "); colon != std::string::npos) fact = fact.substr(colon + 2);
    throw InputError(describe(place, "not JSON: " + fact));
  }
}

template <typename Value, std::size_t size>
Value word_of(const JsonCursor& at, std::optional<Value> (*find)(std::string_view), const std::array<Value, size>& all, std::string_view what) {
  const std::string& given = at.string();
  if (const auto value = find(given)) return *value;
  std::vector<std::string> words;
  for (const Value value : all) words.emplace_back(to_string(value));
  const std::string near = nearest(given, words);
  std::string remedy = "did you mean '" + near + "'?";
  if (near.empty()) {
    remedy = "it is one of";
    for (std::size_t i = 0; i < words.size(); ++i) remedy += (i == 0 ? " " : ", ") + words[i];
  }
  at.fail("'" + given + "' is no " + std::string(what), remedy);
}

constexpr std::array kKinds{MentionKind::kName, MentionKind::kNominal, MentionKind::kPronoun, MentionKind::kValue};
constexpr std::array kPolarities{Polarity::kAffirmed, Polarity::kNegated};
constexpr std::array kCertainties{Certainty::kCertain,      Certainty::kProbable, Certainty::kPossible, Certainty::kHypothetical,
                                  Certainty::kPlanned,      Certainty::kAsked,    Certainty::kWished};
constexpr std::array kMethods{Method::kOntology, Method::kOpen, Method::kEvent, Method::kKnowledge};

class RecordReader {
 public:
  explicit RecordReader(const JsonCursor& root) : root_(root), has_entities_(root.member("entities").has_value()) {}

  Extraction read() {
    Document& document = out_.document;
    if (!root_.member("id")) root_.fail("a record needs \"id\"", "only \"id\" and either \"text\" or \"claims\" are required");
    if (!root_.member("text") && !root_.member("claims")) root_.fail("a record needs \"text\" or \"claims\"");
    document.id = root_.member("id")->word();
    if (document.id.empty()) root_.member("id")->fail("the id is empty");
    text(root_, "text", document.text);
    if (document.text.size() > UINT32_MAX / 2) root_.member("text")->fail("the text is over 2 GiB", "split it");
    text(root_, "title", document.title);
    text(root_, "date", document.date);
    if (document.date.empty()) text(root_, "reference", document.date);
    text(root_, "source", document.source);
    each(root_, "entities", [&](const JsonCursor& at) { entity(at); });
    if (root_.member("sentences") || root_.member("mentions") || root_.member("claims")) offsets_.emplace(document.text);
    each(root_, "sentences", [&](const JsonCursor& at) { sentence(at); });
    each(root_, "mentions", [&](const JsonCursor& at) { mention(at); });
    each(root_, "claims", [&](const JsonCursor& at) { claim(at); });
    return std::move(out_);
  }

  Extraction read_triple(std::string document_id, std::string claim_id) {
    out_.document.id = std::move(document_id);
    offsets_.emplace(out_.document.text);
    claim(root_);
    if (!root_.member("id")) out_.claims.back().id = std::move(claim_id);
    return std::move(out_);
  }

 private:
  template <typename Read>
  static void each(const JsonCursor& from, const char* key, Read read) {
    const auto list = from.member(key);
    if (!list) return;
    list->want_array();
    for (std::size_t i = 0; i < list->value().size(); ++i) read(list->item(i));
  }
  static void text(const JsonCursor& from, const char* key, std::string& into) {
    if (const auto at = from.member(key)) into = at->string();
  }
  static void texts(const JsonCursor& from, const char* key, std::vector<std::string>& into) {
    each(from, key, [&](const JsonCursor& at) { into.push_back(at.string()); });
  }
  static void confidence(const JsonCursor& from, double& into) {
    const auto at = from.member("confidence");
    if (!at) return;
    into = at->number();
    if (!(into >= 0.0 && into <= 1.0)) at->fail("confidence " + at->value().dump() + " is not in 0..1");
  }

  std::uint32_t offset(const JsonCursor& at) const {
    const std::uint64_t given = at.index();
    if (given > offsets_->code_points())
      at.fail("offset " + std::to_string(given) + " is past the end of the text, which has " + std::to_string(offsets_->code_points()) +
                  " code points",
              out_.document.text.empty() ? "give the text too" : "offsets count Unicode code points, not bytes");
    return offsets_->byte(static_cast<std::uint32_t>(given));
  }
  Span span(const JsonCursor& from) const {
    const auto begin = from.member("start"), end = from.member("end");
    if (!begin || !end) from.fail(begin ? "\"end\" is missing" : "\"start\" is missing");
    const Span out{offset(*begin), offset(*end)};
    if (out.end < out.begin) end->fail("end " + end->value().dump() + " is before start " + begin->value().dump());
    return out;
  }

  void sentence(const JsonCursor& at) {
    at.want_object();
    Sentence out{span(at), static_cast<std::uint32_t>(out_.document.tokens.size()), 0};
    each(at, "tokens", [&](const JsonCursor& from) {
      from.want_object();
      Token token;
      token.span = span(from);
      if (!out.span.contains(token.span)) from.fail("the token is outside its sentence");
      token.form = out_.document.at(token.span);
      text(from, "form", token.form);
      text(from, "lemma", token.lemma);
      text(from, "upos", token.upos);
      text(from, "xpos", token.xpos);
      text(from, "feats", token.feats);
      text(from, "deprel", token.deprel);
      if (const auto head = from.member("head")) {
        const std::size_t tokens = at.value()["tokens"].size();
        if (head->index() > tokens)
          head->fail("head " + head->value().dump() + " in a sentence of " + std::to_string(tokens) + " tokens", "heads count from 1, 0 is the root");
        token.head = static_cast<std::uint32_t>(head->index());
      }
      out_.document.tokens.push_back(std::move(token));
      ++out.token_count;
    });
    out_.document.sentences.push_back(out);
  }

  void entity(const JsonCursor& at) {
    at.want_object();
    Entity out;
    const auto id = at.member("id");
    if (!id) at.fail("an entity needs \"id\"");
    out.id = id->word();
    text(at, "iri", out.iri);
    text(at, "label", out.label);
    if (!at.member("label")) out.label = out.id;  // an empty one says that nothing names the entity
    text(at, "type", out.type);
    texts(at, "more_types", out.more_types);
    texts(at, "aliases", out.aliases);
    texts(at, "same_as", out.same_as);
    texts(at, "close_match", out.close_match);
    confidence(at, out.confidence);
    text(at, "code", out.code);
    if (!entities_.emplace(out.id, static_cast<std::uint32_t>(out_.entities.size())).second) id->fail("a second entity '" + out.id + "'");
    out_.entities.push_back(std::move(out));
  }

  void mention(const JsonCursor& at) {
    at.want_object();
    Mention out;
    out.span = span(at);
    const auto id = at.member("id");
    out.id = id ? id->word() : "m" + std::to_string(out_.mentions.size() + 1);
    text(at, "type", out.type);
    if (const auto kind = at.member("kind")) out.kind = word_of(*kind, &mention_kind, kKinds, "kind of mention");
    text(at, "value", out.value);
    text(at, "timex", out.timex);
    if (const auto entity = at.member("entity")) out.entity = known_entity(*entity, out_.document.at(out.span), out.type);
    if (!mentions_.emplace(out.id, static_cast<std::uint32_t>(out_.mentions.size())).second) {
      if (id) id->fail("a second mention '" + out.id + "'");
      at.fail("the mention has no id, and '" + out.id + "' is taken", "give every mention an id");
    }
    out_.mentions.push_back(std::move(out));
  }

  /// The entity that a mention names: unknown ones are made where the record lists no entities.
  std::uint32_t known_entity(const JsonCursor& at, std::string_view label, const std::string& type) {
    const std::string id = at.word();
    if (const auto found = entities_.find(id); found != entities_.end()) return found->second;
    if (has_entities_) fail_unknown(at, id);
    return add_entity(id, label, type);
  }

  /// The end of a claim: an entity's id, a mention's id, or (without "entities") a label.
  std::uint32_t claim_end(const JsonCursor& at) {
    const std::string id = at.word();
    if (const auto found = entities_.find(id); found != entities_.end()) return found->second;
    if (const auto found = mentions_.find(id); found != mentions_.end()) {
      Mention& mention = out_.mentions[found->second];
      if (mention.entity == kNone) mention.entity = add_entity(id, out_.document.at(mention.span), mention.type);
      return mention.entity;
    }
    if (has_entities_) fail_unknown(at, id);
    if (id.empty()) at.fail("the label is empty");
    return add_entity(id, id, {});
  }

  std::uint32_t add_entity(const std::string& id, std::string_view label, const std::string& type) {
    Entity out;
    out.id = id;
    out.label = label.empty() ? id : std::string(label);
    out.type = type;
    const auto index = static_cast<std::uint32_t>(out_.entities.size());
    if (!entities_.emplace(id, index).second) return entities_.at(id);
    out_.entities.push_back(std::move(out));
    return index;
  }

  [[noreturn]] void fail_unknown(const JsonCursor& at, const std::string& id) const {
    constexpr std::size_t kMost = 10000;  // enough to look through for a suggestion
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < out_.entities.size() && i < kMost; ++i) ids.push_back(out_.entities[i].id);
    const std::string near = nearest(id, ids);
    at.fail("no entity '" + id + "'", near.empty() ? "list it under \"entities\"" : "did you mean '" + near + "'?");
  }

  void claim(const JsonCursor& at) {
    at.want_object();
    Claim out;
    const auto id = at.member("id");
    out.id = id ? id->word() : "c" + std::to_string(out_.claims.size() + 1);
    const auto subject = at.member("subject"), predicate = at.member("predicate"), object = at.member("object"), value = at.member("value");
    if (!subject || !predicate) at.fail(subject ? "a claim needs \"predicate\"" : "a claim needs \"subject\"");
    if (!object && !value) at.fail("a claim needs \"object\" or \"value\"");
    if (object && value) at.fail("a claim has \"object\" or \"value\", not both");
    out.subject = claim_end(*subject);
    out.predicate = predicate->string();
    if (out.predicate.empty()) predicate->fail("the predicate is empty");
    if (object) {
      out.object = claim_end(*object);
    } else {
      Literal literal{value->word(), {}, {}};
      text(at, "datatype", literal.datatype);
      text(at, "language", literal.language);
      out.object = std::move(literal);
    }
    if (const auto qualifiers = at.member("qualifiers")) {
      qualifiers->want_object();
      for (const auto& [key, given] : qualifiers->value().items()) out.qualifiers[key] = qualifiers->member_at(given, key.c_str()).word();
    }
    if (const auto word = at.member("polarity")) out.polarity = word_of(*word, &polarity, kPolarities, "polarity");
    if (const auto word = at.member("certainty")) out.certainty = word_of(*word, &certainty, kCertainties, "certainty");
    if (const auto speaker = at.member("speaker")) out.speaker = claim_end(*speaker);
    text(at, "time", out.time);
    confidence(at, out.confidence);
    if (const auto word = at.member("method")) out.method = word_of(*word, &method, kMethods, "method");
    text(at, "category", out.category);
    if (const auto surface = at.member("surface")) {
      surface->want_object();
      Surface words;
      text(*surface, "subject", words.subject);
      text(*surface, "predicate", words.predicate);
      text(*surface, "object", words.object);
      texts(*surface, "args", words.args);
      out.surface = std::move(words);
    }
    each(at, "evidence", [&](const JsonCursor& from) {
      from.want_object();
      out.evidence.push_back(span(from));
    });
    if (!claims_.emplace(out.id, 0).second) at.fail("a second claim '" + out.id + "'", "give every claim its own id");
    out_.claims.push_back(std::move(out));
  }

  using Indices = std::unordered_map<std::string, std::uint32_t>;  // id -> index

  const JsonCursor& root_;
  bool has_entities_;
  Extraction out_;
  std::optional<OffsetMap> offsets_;
  Indices entities_, mentions_, claims_;
};

std::string stem_of(const std::string& file) {
  std::string stem = file.substr(file.find_last_of('/') + 1);
  if (const std::size_t dot = stem.rfind('.'); dot != std::string::npos && dot > 0) stem.resize(dot);
  return stem.empty() || file == "-" ? "stdin" : stem;
}

Extraction read_triple_at(const JsonCursor& root, const Location& where) {
  return RecordReader(root).read_triple(stem_of(where.file), "t" + std::to_string(where.line));
}

}  // namespace

Extraction read_record(std::string_view json_line, const Location& where) {
  const json value = parse(json_line, where);
  const JsonCursor root(value, where);
  root.want_object();
  const bool is_triple = root.member("subject") && root.member("predicate") && !root.member("claims") && !root.member("text");
  return is_triple ? read_triple_at(root, where) : RecordReader(root).read();
}

Extraction read_triple(std::string_view json_line, const Location& where) {
  const json value = parse(json_line, where);
  const JsonCursor root(value, where);
  root.want_object();
  return read_triple_at(root, where);
}

}  // namespace relata
