#include <relata/core/error.hpp>
#include <relata/rdf/quad_sink.hpp>

#include <serd/serd.h>

#include <array>

namespace relata {
namespace {

const std::uint8_t* bytes(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

SerdNode node_of(std::string_view text, SerdType type) {
  return {bytes(text), text.size(), text.size(), 0, text.empty() && type == SERD_URI ? SERD_NOTHING : type};
}

class SerdSink : public QuadSink {
 public:
  SerdSink(SerdSyntax syntax, const Prefixes& prefixes, ByteSink& file)
      : file_(file), env_(serd_env_new(nullptr), serd_env_free), writer_(nullptr, serd_writer_free) {
    const bool short_names = syntax == SERD_TURTLE || syntax == SERD_TRIG;
    const auto style = static_cast<SerdStyle>(SERD_STYLE_BULK | (short_names ? SERD_STYLE_ABBREVIATED : 0));
    writer_.reset(serd_writer_new(syntax, style, env_.get(), nullptr, take, this));
    if (!writer_) throw RdfError("serd cannot be started");
    if (!short_names) return;
    prefixes_ = prefixes;
    for (const auto& [name, space] : prefixes) {
      const SerdNode prefix = node_of(name, SERD_LITERAL), uri = node_of(space, SERD_URI);
      check(serd_env_set_prefix(env_.get(), &prefix, &uri));
      check(serd_writer_set_prefix(writer_.get(), &prefix, &uri));
    }
  }

  bool write(const QuadView& quad) override {
    const SerdNode subject = name_of(quad.subject.value, 0), predicate = name_of(quad.predicate.value, 1),
                   graph = name_of(quad.graph, 2), datatype = node_of(quad.object.datatype, SERD_URI),
                   language = node_of(quad.object.language, SERD_LITERAL);
    const SerdNode object = quad.object.is_literal ? node_of(quad.object.value, SERD_LITERAL) : name_of(quad.object.value, 3);
    check(serd_writer_write_statement(writer_.get(), 0, quad.graph.empty() ? nullptr : &graph, &subject, &predicate, &object,
                                      quad.object.datatype.empty() ? nullptr : &datatype,
                                      quad.object.language.empty() ? nullptr : &language));
    return true;
  }

  void finish() override {
    check(serd_writer_finish(writer_.get()));
    writer_.reset();  // hands over its last page
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  /// "country:russia" where a prefix fits and the rest is plain enough for every Turtle reader, else the IRI.
  /// serd's own shortening leaves out names with underscores. `place` numbers the terms of one statement.
  SerdNode name_of(std::string_view iri, std::size_t place) {
    if (prefixes_.empty()) return node_of(iri, SERD_URI);
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
    std::size_t local = iri.size();
    while (local > 0 && (is_plain(iri[local - 1]) || iri[local - 1] == '-')) --local;
    if (iri == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type") return node_of(iri, SERD_URI);  // which serd writes as "a"
    if (local == iri.size() || !is_plain(iri[local])) return node_of(iri, SERD_URI);
    for (const auto& [name, space] : prefixes_) {
      if (space.size() != local || !iri.starts_with(space)) continue;
      std::string& text = names_[place];
      ((text = name) += ':') += iri.substr(local);
      return node_of(text, SERD_CURIE);
    }
    return node_of(iri, SERD_URI);
  }

  static std::size_t take(const void* data, std::size_t size, void* self) {
    auto& sink = *static_cast<SerdSink*>(self);
    try {  // exceptions must not run through C
      if (!sink.failure_) sink.file_.write({static_cast<const char*>(data), size});
      return size;
    } catch (...) {
      sink.failure_ = std::current_exception();
      return 0;
    }
  }
  void check(SerdStatus status) const {
    if (failure_) std::rethrow_exception(failure_);
    if (status != SERD_SUCCESS) throw RdfError(std::string("serd cannot write: ") + reinterpret_cast<const char*>(serd_strerror(status)));
  }

  ByteSink& file_;
  Prefixes prefixes_;                   // of Turtle and TriG
  std::array<std::string, 4> names_;    // of the statement being written
  std::exception_ptr failure_;
  std::unique_ptr<SerdEnv, decltype(&serd_env_free)> env_;
  std::unique_ptr<SerdWriter, decltype(&serd_writer_free)> writer_;
};

}  // namespace

std::unique_ptr<QuadSink> make_serd_sink(const Format& format, const Prefixes& prefixes, ByteSink& file) {
  const SerdSyntax syntax = format.name == "turtle" ? SERD_TURTLE : format.name == "trig" ? SERD_TRIG : format.name == "nquads" ? SERD_NQUADS : SERD_NTRIPLES;
  return std::make_unique<SerdSink>(syntax, prefixes, file);
}

}  // namespace relata
