#include <relata/rdf/quad_sink.hpp>
#include <relata/rdf/redland.hpp>

#include <algorithm>

namespace relata {
namespace {

const unsigned char* bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.c_str()); }

/// A property element needs a name that XML allows at the end of the IRI.
bool has_xml_name(std::string_view iri) {
  for (std::size_t at = iri.size(); at-- > 0;) {
    const char c = iri[at];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (letter) return true;
    if (!((c >= '0' && c <= '9') || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80)) return false;
  }
  return false;
}

bool is_xml_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r'; });
}

class RdfXmlSink : public QuadSink {
 public:
  RdfXmlSink(const Prefixes& prefixes, ByteSink& file) : file_(file), serializer_(nullptr, raptor_free_serializer) {
    static const raptor_iostream_handler handler{2, nullptr, nullptr, write_byte, write_bytes, nullptr, nullptr, nullptr};
    stream_ = raptor_new_iostream_from_handler(world_.get(), this, &handler);
    serializer_.reset(raptor_new_serializer(world_.get(), "rdfxml"));
    if (stream_ == nullptr || !serializer_) throw RdfError("raptor has no serializer for RDF/XML");
    for (const auto& [name, space] : prefixes) {
      const Uri uri = new_uri(space);
      raptor_serializer_set_namespace(serializer_.get(), uri.get(), bytes(name));
    }
    if (raptor_serializer_start_to_iostream(serializer_.get(), nullptr, stream_) != 0) throw RdfError("raptor cannot start RDF/XML");
  }
  ~RdfXmlSink() override {
    serializer_.reset();
    raptor_free_iostream(stream_);
  }

  bool write(const QuadView& quad) override {
    if (!has_xml_name(quad.predicate.value)) return false;
    if (quad.object.is_literal && !is_xml_text(quad.object.value)) return false;
    raptor_statement* statement = raptor_new_statement(world_.get());
    statement->subject = new_iri(quad.subject.value);
    statement->predicate = new_iri(quad.predicate.value);
    statement->object = quad.object.is_literal ? new_literal(quad.object) : new_iri(quad.object.value);
    const int failed = raptor_serializer_serialize_statement(serializer_.get(), statement);
    raptor_free_statement(statement);
    check(failed);
    return true;
  }
  void finish() override { check(raptor_serializer_serialize_end(serializer_.get())); }

 private:
  using Uri = std::unique_ptr<raptor_uri, decltype(&raptor_free_uri)>;
  Uri new_uri(std::string_view iri) {
    return {raptor_new_uri_from_counted_string(world_.get(), reinterpret_cast<const unsigned char*>(iri.data()), iri.size()), raptor_free_uri};
  }
  raptor_term* new_iri(std::string_view iri) {
    return raptor_new_term_from_counted_uri_string(world_.get(), reinterpret_cast<const unsigned char*>(iri.data()), iri.size());
  }
  raptor_term* new_literal(const TermView& term) {
    const Uri datatype = new_uri(term.datatype);
    return raptor_new_term_from_counted_literal(world_.get(), reinterpret_cast<const unsigned char*>(term.value.data()), term.value.size(),
                                                term.datatype.empty() ? nullptr : datatype.get(),
                                                term.language.empty() ? nullptr : reinterpret_cast<const unsigned char*>(term.language.data()),
                                                static_cast<unsigned char>(term.language.size()));
  }
  void check(int failed) {
    if (failure_) std::rethrow_exception(failure_);
    for (const Diagnostic& message : world_.take_messages("RDF/XML"))
      if (message.severity == Severity::kError) throw RdfError(to_string(message));
    if (failed != 0) throw RdfError("raptor cannot write RDF/XML");
  }
  static int write_byte(void* self, int byte) {
    const char c = static_cast<char>(byte);
    return write_bytes(self, &c, 1, 1) == 1 ? 0 : 1;
  }
  static int write_bytes(void* self, const void* data, std::size_t size, std::size_t count) {
    auto& sink = *static_cast<RdfXmlSink*>(self);
    try {
      if (!sink.failure_) sink.file_.write({static_cast<const char*>(data), size * count});
      return static_cast<int>(count);
    } catch (...) {
      sink.failure_ = std::current_exception();
      return 0;
    }
  }

  ByteSink& file_;
  RaptorWorld world_;
  std::exception_ptr failure_;
  raptor_iostream* stream_ = nullptr;
  std::unique_ptr<raptor_serializer, decltype(&raptor_free_serializer)> serializer_;
};

}  // namespace

std::unique_ptr<QuadSink> make_rdfxml_sink(const Prefixes& prefixes, ByteSink& file) { return std::make_unique<RdfXmlSink>(prefixes, file); }

}  // namespace relata
