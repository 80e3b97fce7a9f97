// Extraction to one line of JSON. Written by hand rather than through a tree: the order of keys is
// fixed and a graph of a million claims passes here.
#include <relata/record/record.hpp>

#include <relata/core/utf8.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <span>

namespace relata {
namespace {

/// Appends JSON to a string; commas are its affair.
class JsonLine {
 public:
  explicit JsonLine(std::string& out) : out_(out) {}

  void open(char bracket) {
    begin();
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void key(std::string_view name) {
    begin();
    quote(name);
    out_ += ':';
    first_ = true;
  }
  void string(std::string_view value) {
    begin();
    quote(value);
  }
  void number(std::uint64_t value) {
    begin();
    std::array<char, 24> digits;
    out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
  }
  void number(double value) {
    begin();
    std::array<char, 40> digits;  // shortest form that reads back the same
    out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
  }
  void field(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    string(value);
  }
  void field(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    key(name);
    open('[');
    for (const std::string& value : values) string(value);
    close(']');
  }

 private:
  void begin() {
    if (!first_) out_ += ',';
    first_ = false;
  }

  void quote(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out_ += '"';
    std::size_t plain = 0;  // first byte not yet copied
    for (std::size_t i = 0; i < text.size();) {
      const auto byte = static_cast<unsigned char>(text[i]);
      std::size_t size = 1;
      bool keeps = byte >= 0x20 && byte != '"' && byte != '\\';
      if (byte >= 0x80) {
        const CodePoint c = decode(text, i);
        size = c.size;
        keeps = c.valid;
      }
      if (keeps) {
        i += size;
        continue;
      }
      out_.append(text.substr(plain, i - plain));
      switch (byte) {
        case '"': out_ += "\\\""; break;
        case '\\': out_ += "\\\\"; break;
        case '\n': out_ += "\\n"; break;
        case '\r': out_ += "\\r"; break;
        case '\t': out_ += "\\t"; break;
        default:
          if (byte >= 0x80) append_utf8(out_, 0xFFFD);  // no valid document has it
          else (out_ += "\\u00") += {kHex[byte >> 4], kHex[byte & 15]};
      }
      i += size;
      plain = i;
    }
    out_.append(text.substr(plain));
    out_ += '"';
  }

  std::string& out_;
  bool first_ = true;  // no comma before the next value
};

class RecordWriter {
 public:
  RecordWriter(const Extraction& extraction, std::string& out)
      : extraction_(extraction), offsets_(extraction.document.text), json_(out) {}

  void write() {
    const Document& document = extraction_.document;
    json_.open('{');
    json_.key("id");
    json_.string(document.id);
    if (!document.text.empty() || extraction_.claims.empty()) {
      json_.key("text");
      json_.string(document.text);
    }
    json_.field("title", document.title);
    json_.field("date", document.date);
    json_.field("source", document.source);
    list("sentences", document.sentences, [&](const Sentence& sentence) { write(sentence); });
    list("mentions", extraction_.mentions, [&](const Mention& mention) { write(mention); });
    list("entities", extraction_.entities, [&](const Entity& entity) { write(entity); });
    list("claims", extraction_.claims, [&](const Claim& claim) { write(claim); });
    json_.close('}');
  }

  void write(const Rejection& rejection, std::string_view file) {
    const Claim& claim = rejection.claim;
    json_.open('{');
    json_.field("file", file);
    json_.field("document", extraction_.document.id);
    words("subject", "subject_type", claim.subject);
    json_.field("predicate", claim.predicate);
    if (claim.has_entity_object()) {
      words("object", "object_type", claim.object_entity());
    } else {
      json_.key("value");
      json_.string(claim.object_value().value);
      json_.field("datatype", claim.object_value().datatype);
    }
    json_.field("polarity", to_string(claim.polarity));
    json_.field("certainty", to_string(claim.certainty));
    if (claim.speaker < extraction_.entities.size()) json_.field("speaker", extraction_.entities[claim.speaker].label);
    confidence(claim.confidence);
    json_.field("method", to_string(claim.method));
    list("evidence", claim.evidence, [&](Span span) {
      write(span);
      json_.key("text");
      json_.string(extraction_.document.at(span));
    });
    json_.field("axiom", rejection.axiom);
    json_.field("reason", rejection.reason);
    json_.close('}');
  }

 private:
  void words(std::string_view name, std::string_view type, std::uint32_t entity) {
    if (entity >= extraction_.entities.size()) return;
    json_.key(name);
    json_.string(extraction_.entities[entity].label);
    json_.field(type, extraction_.entities[entity].type);
  }
  template <typename Values, typename Write>
  void list(std::string_view name, const Values& values, Write write_one) {
    if (values.empty()) return;
    json_.key(name);
    json_.open('[');
    for (const auto& value : values) {
      json_.open('{');
      write_one(value);
      json_.close('}');
    }
    json_.close(']');
  }
  void write(Span span) {
    json_.key("start");
    json_.number(std::uint64_t{offsets_.code_point(span.begin)});
    json_.key("end");
    json_.number(std::uint64_t{offsets_.code_point(span.end)});
  }
  void entity(std::string_view name, std::uint32_t index) {
    if (index < extraction_.entities.size()) json_.field(name, extraction_.entities[index].id);
  }
  void confidence(double value) {
    if (!std::isfinite(value)) return;
    json_.key("confidence");
    json_.number(value);
  }

  void write(const Sentence& sentence) {
    write(sentence.span);
    const std::span<const Token> all(extraction_.document.tokens);
    list("tokens", all.subspan(sentence.first_token, sentence.token_count), [&](const Token& token) {
      write(token.span);
      json_.key("form");
      json_.string(token.form);
      json_.field("lemma", token.lemma);
      json_.field("upos", token.upos);
      json_.field("xpos", token.xpos);
      json_.field("feats", token.feats);
      if (token.head != kNone) {
        json_.key("head");
        json_.number(std::uint64_t{token.head});
      }
      json_.field("deprel", token.deprel);
    });
  }
  void write(const Mention& mention) {
    json_.field("id", mention.id);
    write(mention.span);
    json_.field("type", mention.type);
    json_.field("kind", to_string(mention.kind));
    entity("entity", mention.entity);
    json_.field("value", mention.value);
    json_.field("timex", mention.timex);
  }
  void write(const Entity& entity) {
    json_.key("id");
    json_.string(entity.id);
    json_.field("iri", entity.iri);
    json_.key("label");
    json_.string(entity.label);
    json_.field("type", entity.type);
    json_.field("more_types", entity.more_types);
    json_.field("aliases", entity.aliases);
    json_.field("same_as", entity.same_as);
    json_.field("close_match", entity.close_match);
    confidence(entity.confidence);
    json_.field("code", entity.code);
  }
  void write(const Claim& claim) {
    json_.field("id", claim.id);
    entity("subject", claim.subject);
    json_.field("predicate", claim.predicate);
    if (claim.has_entity_object()) {
      entity("object", claim.object_entity());
    } else {
      json_.key("value");
      json_.string(claim.object_value().value);
      json_.field("datatype", claim.object_value().datatype);
      json_.field("language", claim.object_value().language);
    }
    if (!claim.qualifiers.empty()) {
      json_.key("qualifiers");
      json_.open('{');
      for (const auto& [name, value] : claim.qualifiers) {
        json_.key(name);
        json_.string(value);
      }
      json_.close('}');
    }
    json_.field("polarity", to_string(claim.polarity));
    json_.field("certainty", to_string(claim.certainty));
    entity("speaker", claim.speaker);
    json_.field("time", claim.time);
    confidence(claim.confidence);
    json_.field("method", to_string(claim.method));
    list("evidence", claim.evidence, [&](Span span) { write(span); });
    json_.field("category", claim.category);
    if (!claim.surface) return;
    json_.key("surface");
    json_.open('{');
    json_.field("subject", claim.surface->subject);
    json_.field("predicate", claim.surface->predicate);
    json_.field("object", claim.surface->object);
    json_.field("args", claim.surface->args);
    json_.close('}');
  }

  const Extraction& extraction_;
  OffsetMap offsets_;
  JsonLine json_;
};

}  // namespace

std::string write_record(const Extraction& extraction) {
  std::string out;
  out.reserve(extraction.document.text.size() + extraction.document.tokens.size() * 120 + extraction.claims.size() * 200 + 64);
  RecordWriter(extraction, out).write();
  return out;
}

std::string write_rejection(const Extraction& extraction, const Rejection& rejection, std::string_view file) {
  std::string out;
  RecordWriter(extraction, out).write(rejection, file);
  return out;
}

}  // namespace relata
