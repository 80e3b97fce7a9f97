#include <relata/rdf/quad_reader.hpp>

#include <relata/core/utf8.hpp>
#include <relata/rdf/format.hpp>
#include <relata/rdf/redland.hpp>

#include <serd/serd.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

namespace relata {
namespace {

std::string_view view(const SerdNode* node) {
  return node == nullptr || node->buf == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(node->buf), node->n_bytes);
}

/// What relative IRIs are resolved against; "" for standard input.
std::string file_iri(const std::string& path) {
  if (path == "-") return {};
  SerdNode uri = serd_node_new_file_uri(reinterpret_cast<const std::uint8_t*>(std::filesystem::absolute(path).c_str()), nullptr, nullptr, true);
  std::string out(view(&uri));
  serd_node_free(&uri);
  return out;
}

class SerdSource {
 public:
  SerdSource(std::string path, const std::function<void(const QuadView&)>& take)
      : path_(std::move(path)), take_(take), env_(serd_env_new(nullptr), serd_env_free) {}

  void read(SerdSyntax syntax) {
    const std::string base = file_iri(path_);
    const SerdNode node{reinterpret_cast<const std::uint8_t*>(base.c_str()), base.size(), base.size(), 0, SERD_URI};
    if (!base.empty()) serd_env_set_base_uri(env_.get(), &node);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(path_ == "-" ? stdin : std::fopen(path_.c_str(), "rb"),
                                                               path_ == "-" ? +[](std::FILE*) { return 0; } : std::fclose);
    if (!file) throw InputError(describe({path_, 0, 0}, std::string("cannot be opened: ") + std::strerror(errno), {}));
    if (syntax == SERD_NQUADS) return read_in_parts(file.get());
    check(serd_reader_read_file_handle(make_reader(syntax).get(), file.get(), name()));
  }

 private:
  using SerdReaderPtr = std::unique_ptr<SerdReader, decltype(&serd_reader_free)>;
  const std::uint8_t* name() const { return reinterpret_cast<const std::uint8_t*>(path_.c_str()); }
  SerdReaderPtr make_reader(SerdSyntax syntax) {
    SerdReaderPtr reader(serd_reader_new(syntax, this, nullptr, on_base, on_prefix, on_statement, nullptr), serd_reader_free);
    serd_reader_set_strict(reader.get(), true);
    serd_reader_set_error_sink(reader.get(), on_error, this);
    return reader;
  }

  /// serd keeps some 190 bytes of every N-Quads statement until its reader is freed: a reader for every few thousand lines.
  void read_in_parts(std::FILE* file) {
    constexpr std::size_t kPart = std::size_t{1} << 20;
    std::string part, rest;
    for (bool more = true; more;) {
      part = std::move(rest);
      const std::size_t old = part.size();
      part.resize(old + kPart);
      part.resize(old + std::fread(part.data() + old, 1, kPart, file));
      more = part.size() - old == kPart;
      if (std::ferror(file) != 0) throw InputError(describe({path_, 0, 0}, std::string("cannot be read: ") + std::strerror(errno), {}));
      if (more) {  // up to the end of a line
        const std::size_t last = std::string_view(part).substr(old).rfind('\n');
        if (last == std::string_view::npos) {
          rest = std::move(part);
          continue;
        }
        rest = part.substr(old + last + 1);
        part.resize(old + last + 1);
      }
      if (part.empty()) continue;
      left_ = part;
      const auto take = [](void* buffer, std::size_t size, std::size_t count, void* self) {
        std::string_view& left = static_cast<SerdSource*>(self)->left_;
        const std::size_t bytes = std::min(size * count, left.size());
        std::memcpy(buffer, left.data(), bytes);
        left.remove_prefix(bytes);
        return bytes / size;
      };
      check(serd_reader_read_source(make_reader(SERD_NQUADS).get(), take, [](void*) { return 0; }, this, name(), 4096));
      lines_before_ += static_cast<std::uint64_t>(std::count(part.begin(), part.end(), '\n'));
    }
  }

  void check(SerdStatus status) const {
    if (failure_) std::rethrow_exception(failure_);
    if (error_) throw RdfError(*error_);
    if (status != SERD_SUCCESS && status != SERD_FAILURE)
      throw RdfError(describe({path_, 0, 0}, reinterpret_cast<const char*>(serd_strerror(status)), {}));
  }

  static SerdStatus on_base(void* self, const SerdNode* uri) { return serd_env_set_base_uri(static_cast<SerdSource*>(self)->env_.get(), uri); }
  static SerdStatus on_prefix(void* self, const SerdNode* name, const SerdNode* uri) {
    return serd_env_set_prefix(static_cast<SerdSource*>(self)->env_.get(), name, uri);
  }
  static SerdStatus on_error(void* self, const SerdError* error) {
    auto& source = *static_cast<SerdSource*>(self);
    if (source.error_) return SERD_SUCCESS;  // the first one says it
    char text[512];
    std::va_list arguments;
    va_copy(arguments, *error->args);
    std::vsnprintf(text, sizeof text, error->fmt, arguments);
    va_end(arguments);
    std::string fact(text);
    while (!fact.empty() && fact.back() == '\n') fact.pop_back();
    source.error_ = describe({source.path_, source.lines_before_ + error->line, error->col}, fact, "correct the syntax there");
    return SERD_SUCCESS;
  }
  static SerdStatus on_statement(void* self, SerdStatementFlags /*flags*/, const SerdNode* graph, const SerdNode* subject,
                                 const SerdNode* predicate, const SerdNode* object, const SerdNode* datatype, const SerdNode* language) {
    auto& source = *static_cast<SerdSource*>(self);
    try {
      std::string s, p, o, g, d;
      QuadView quad{{source.iri(subject, s)}, {source.iri(predicate, p)}, {}, graph == nullptr ? std::string_view() : source.iri(graph, g)};
      if (object->type == SERD_LITERAL) quad.object = {view(object), true, datatype == nullptr ? std::string_view() : source.iri(datatype, d), view(language)};
      else quad.object = {source.iri(object, o)};
      // serd lets "\\uD800" through, which is half a character.
      for (const std::string_view text : {quad.subject.value, quad.predicate.value, quad.object.value, quad.graph})
        if (find_invalid_utf8(text) != std::string_view::npos)
          throw RdfError(describe({source.path_, 0, 0}, "a term is no valid text: " + std::string(text.substr(0, find_invalid_utf8(text))) + "...", "correct its escapes"));
      source.take_(quad);
      return SERD_SUCCESS;
    } catch (...) {
      source.failure_ = std::current_exception();
      return SERD_ERR_UNKNOWN;
    }
  }

  /// Full IRI of a node; `own` holds it where it has to be put together.
  std::string_view iri(const SerdNode* node, std::string& own) const {
    if (node->type == SERD_BLANK) return own = "_:" + std::string(view(node));
    if (node->type == SERD_URI && serd_uri_string_has_scheme(node->buf)) return view(node);
    SerdNode full = serd_env_expand_node(env_.get(), node);
    if (full.buf == nullptr && node->type == SERD_CURIE)
      throw RdfError(describe({path_, 0, 0}, "the prefix of " + std::string(view(node)) + " is not declared", "declare it by @prefix"));
    own = full.buf == nullptr ? std::string(view(node)) : std::string(view(&full));
    serd_node_free(&full);
    return own;
  }

  std::string path_;
  const std::function<void(const QuadView&)>& take_;
  std::unique_ptr<SerdEnv, decltype(&serd_env_free)> env_;
  std::string_view left_;            // of the part that is read
  std::uint64_t lines_before_ = 0;  // before that part
  std::exception_ptr failure_;
  std::optional<std::string> error_;
};

}  // namespace

void read_quads(const std::string& path, const std::function<void(const QuadView&)>& take, Diagnostics& diagnostics) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) throw InputError(describe({path, 0, 0}, "is a folder", "name an RDF file"));
  const Format* format = format_of_path(path);
  if (format != nullptr && format->name != "rdfxml" && format->name != "turtle" && format->name != "trig" && format->name != "nquads" && format->name != "ntriples")
    throw InputError(describe({path, 0, 0}, "is " + std::string(format->name) + ", which relata writes but does not read", "give .ttl, .nt, .nq, .trig or .rdf"));
  if (format == nullptr || format->name != "rdfxml") {
    const std::string_view name = format == nullptr ? "turtle" : format->name;
    SerdSource(path, take).read(name == "nquads" ? SERD_NQUADS : name == "ntriples" ? SERD_NTRIPLES : name == "trig" ? SERD_TRIG : SERD_TURTLE);
    return;
  }
  const auto spell = [](const Term& term) { return term.kind == Term::Kind::kBlank ? "_:" + term.value : term.value; };
  parse_rdf(read_file(path), path, "rdfxml", [&](Statement3&& s) {
    const std::string subject = spell(s.subject), object = spell(s.object);
    take({{subject}, {s.predicate.value}, {object, s.object.is_literal(), s.object.datatype, s.object.language}, {}});
  }, diagnostics, file_iri(path));
}

}  // namespace relata
