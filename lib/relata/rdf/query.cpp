#include <relata/rdf/query.hpp>

#include <relata/rdf/quad_reader.hpp>

#include <librdf.h>

#include <array>
#include <memory>

namespace relata {
namespace {

template <typename T>
using Handle = std::unique_ptr<T, void (*)(T*)>;
template <typename T>
Handle<T> own(T* raw, void (*release)(T*), const char* what) {
  if (raw == nullptr) throw RdfError(std::string("librdf cannot make ") + what);
  return {raw, release};
}
const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// librdf's world; the first error that it logs.
class World {
 public:
  World() : world_(own(librdf_new_world(), librdf_free_world, "a world")) {
    librdf_world_set_logger(world_.get(), &message_, [](void* message, librdf_log_message* log) {
      auto& text = *static_cast<std::string*>(message);
      if (librdf_log_message_level(log) < LIBRDF_LOG_ERROR || !text.empty()) return 1;
      text = librdf_log_message_message(log);
      return 1;
    });
    librdf_world_open(world_.get());
  }
  librdf_world* get() const { return world_.get(); }
  [[noreturn]] void fail(const std::string& otherwise) const { throw RdfError(message_.empty() ? otherwise : "the query is not right: " + message_); }
  bool has_error() const { return !message_.empty(); }

 private:
  std::string message_;
  Handle<librdf_world> world_;
};

librdf_node* node_of(const World& world, const TermView& term) {
  if (!term.is_literal && term.value.starts_with("_:")) return librdf_new_node_from_counted_blank_identifier(world.get(), bytes(term.value.substr(2)), term.value.size() - 2);
  if (!term.is_literal) return librdf_new_node_from_counted_uri_string(world.get(), bytes(term.value), term.value.size());
  const Handle<librdf_uri> datatype(term.datatype.empty() ? nullptr : librdf_new_uri2(world.get(), bytes(term.datatype), term.datatype.size()), librdf_free_uri);
  return librdf_new_node_from_typed_counted_literal(world.get(), bytes(term.value), term.value.size(), term.language.empty() ? nullptr : term.language.data(),
                                                    term.language.size(), datatype.get());
}

/// Prefixes that the query does not declare itself, on its first line so that line numbers stay.
std::string with_prefixes(const std::string& sparql) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kPrefixes{{
      {"rdf", ns::kRdf}, {"rdfs", ns::kRdfs}, {"owl", ns::kOwl}, {"xsd", ns::kXsd}, {"skos", ns::kSkos}, {"dct", ns::kTerms},
      {"nif", ns::kNif}, {"prov", ns::kProv}, {"rel", ns::kRel}, {"news", "https://relata.dev/ontology/news#"}, {"wd", "http://www.wikidata.org/entity/"}}};
  std::string out;
  for (const auto& [name, space] : kPrefixes)
    if (const std::string use = std::string(name) + ":"; sparql.find(use) != std::string::npos && sparql.find("PREFIX " + use) == std::string::npos && sparql.find("prefix " + use) == std::string::npos)
      out += "PREFIX " + use + " <" + std::string(space) + "> ";
  return out + sparql;
}

}  // namespace

std::string query_files(const std::vector<std::string>& files, const std::string& sparql, const std::string& form, Diagnostics& diagnostics) {
  const World world;
  // "hashes" answers joins; "memory" is quadratic, "trees" fails silently with contexts.
  const auto storage = own(librdf_new_storage(world.get(), "hashes", "graph", "hash-type='memory',contexts='yes'"), librdf_free_storage, "a store");
  const auto model = own(librdf_new_model(world.get(), storage.get(), nullptr), librdf_free_model, "a model");
  for (const std::string& file : files)
    read_quads(file, [&](const QuadView& quad) {
      librdf_statement* statement = librdf_new_statement_from_nodes(world.get(), node_of(world, quad.subject), node_of(world, quad.predicate), node_of(world, quad.object));
      int failed = 1;
      if (statement != nullptr && quad.graph.empty()) failed = librdf_model_add_statement(model.get(), statement);
      if (statement != nullptr && !quad.graph.empty()) {
        const Handle<librdf_node> graph(node_of(world, {quad.graph}), librdf_free_node);
        failed = librdf_model_context_add_statement(model.get(), graph.get(), statement);
      }
      librdf_free_statement(statement);
      if (failed != 0) throw RdfError(file + ": a statement cannot be stored");
    }, diagnostics);
  const std::string text = with_prefixes(sparql);
  librdf_query* raw = librdf_new_query(world.get(), "sparql", nullptr, bytes(text), nullptr);
  if (raw == nullptr) world.fail("the query is not SPARQL that Rasqal understands");
  const Handle<librdf_query> query(raw, librdf_free_query);
  librdf_query_results* found = librdf_model_query_execute(model.get(), query.get());
  if (found == nullptr || world.has_error()) world.fail("the query is not SPARQL that Rasqal understands");
  const Handle<librdf_query_results> results(found, librdf_free_query_results);
  if (librdf_query_results_is_boolean(found) != 0) return librdf_query_results_get_boolean(found) != 0 ? "true\n" : "false\n";
  std::size_t size = 0;
  unsigned char* answer = nullptr;
  if (librdf_query_results_is_bindings(found) != 0) {
    answer = librdf_query_results_to_counted_string2(found, form.c_str(), nullptr, nullptr, nullptr, &size);
  } else {
    const auto stream = own(librdf_query_results_as_stream(found), librdf_free_stream, "a stream");
    const auto serializer = own(librdf_new_serializer(world.get(), "ntriples", nullptr, nullptr), librdf_free_serializer, "a serializer");
    answer = librdf_serializer_serialize_stream_to_counted_string(serializer.get(), nullptr, stream.get(), &size);
  }
  if (answer == nullptr) world.fail("the answer cannot be written as " + form);
  std::string out(reinterpret_cast<const char*>(answer), size);
  librdf_free_memory(answer);
  return out;
}

}  // namespace relata
