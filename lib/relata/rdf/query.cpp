#include <relata/rdf/query.hpp>

#include <relata/rdf/event_terms.hpp>
#include <relata/rdf/quad_reader.hpp>
#include <relata/rdf/quad_store.hpp>

#include <rasqal.h>

#include <array>
#include <cstring>
#include <memory>

namespace relata {
namespace {

template <typename T>
using Handle = std::unique_ptr<T, void (*)(T*)>;
template <typename T>
Handle<T> own(T* raw, void (*release)(T*), const char* what) {
  if (raw == nullptr) throw RdfError(std::string("Rasqal cannot make ") + what);
  return {raw, release};
}
const unsigned char* bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.c_str()); }
std::string_view text_of(const void* bytes) { return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes)); }

/// Rasqal's world; the first error that it logs.
class World {
 public:
  World() : world_(own(rasqal_new_world(), rasqal_free_world, "a world")) {
    if (rasqal_world_open(world_.get()) != 0) throw RdfError("Rasqal cannot be started");
    rasqal_world_set_log_handler(world_.get(), &message_, [](void* message, raptor_log_message* log) {
      auto& text = *static_cast<std::string*>(message);
      if (log->level >= RAPTOR_LOG_LEVEL_ERROR && text.empty()) text = log->text;
    });
  }
  rasqal_world* get() const { return world_.get(); }
  raptor_world* raptor() const { return rasqal_world_get_raptor(world_.get()); }
  [[noreturn]] void fail(const std::string& otherwise) const { throw RdfError(message_.empty() ? otherwise : "the query is not right: " + message_); }
  bool has_error() const { return !message_.empty(); }

 private:
  std::string message_;
  Handle<rasqal_world> world_;
};

/// A store as Rasqal sees it: its patterns become look-ups, its literals are made once and shared.
class Source {
 public:
  Source(rasqal_world* world, const QuadStore& store) : world_(world), store_(store), literals_(store.terms().size()) {}
  Source(const Source&) = delete;
  ~Source() {
    for (rasqal_literal* literal : literals_)
      if (literal != nullptr) rasqal_free_literal(literal);
  }

  /// Must come before queries are made; the source must outlive them.
  void serve() {
    rasqal_set_triples_source_factory(world_, [](rasqal_triples_source_factory* factory) {
      factory->version = 1;
      factory->user_data_size = sizeof(Source*);
      factory->new_triples_source = [](rasqal_query*, void* source, void* mine, rasqal_triples_source* to) {
        *static_cast<void**>(mine) = source;
        to->version = 1;
        to->init_triples_match = init_match;
        to->triple_present = is_present;
        to->free_triples_source = [](void*) {};
        return 0;
      };
      return 0;
    }, this);
  }

 private:
  /// Rows that one pattern still has to give.
  struct Match {
    Source& source;
    QuadStore::Quad pattern;
    std::array<int, 4> order;
    std::span<const QuadStore::Quad> rows;
    bool by_graph;             // the pattern asks in which graph
    std::size_t at = 0;

    QuadStore::Quad quad(std::size_t row) const {
      QuadStore::Quad out;
      for (std::size_t i = 0; i < 4; ++i) out[static_cast<std::size_t>(order[i])] = rows[row][i];
      return out;
    }
    bool fits(std::size_t row) const {
      const QuadStore::Quad now = quad(row);
      for (std::size_t i = 0; i < 4; ++i)
        if (pattern[i] != QuadStore::kAny && pattern[i] != now[i]) return false;
      if (by_graph) return !source.store_.terms().at(now[3]).value.empty();
      return row == 0 || !std::equal(rows[row].begin(), rows[row].begin() + 3, rows[row - 1].begin());  // once, however many graphs
    }
    void settle() {
      while (at < rows.size() && !fits(at)) ++at;
    }
  };

  static Source& source_of(void* mine) { return **static_cast<Source**>(mine); }

  /// kAny for a free variable; none if the store lacks the term.
  std::optional<QuadStore::Id> id_of(rasqal_literal* term) const {
    if (term == nullptr) return QuadStore::kAny;
    if (const rasqal_variable* variable = rasqal_literal_as_variable(term)) {
      if (variable->value == nullptr) return QuadStore::kAny;
      term = variable->value;
    }
    if (const auto made = ids_.find(term); made != ids_.end()) return made->second;
    const rasqal_literal_type type = rasqal_literal_get_rdf_term_type(term);
    if (type == RASQAL_LITERAL_URI) return store_.find({text_of(raptor_uri_as_string(term->value.uri))});
    if (type == RASQAL_LITERAL_BLANK) return store_.find({"_:" + std::string(text_of(term->string))});
    if (type != RASQAL_LITERAL_STRING) return std::nullopt;
    const std::string_view datatype = term->datatype == nullptr ? std::string_view() : text_of(raptor_uri_as_string(term->datatype));
    return store_.find({text_of(term->string), true, datatype == std::string(ns::kXsd) + "string" ? std::string_view() : datatype, text_of(term->language)});
  }

  /// A reference of the caller's own to the literal of a term.
  rasqal_literal* literal(QuadStore::Id id) {
    rasqal_literal*& made = literals_[id];
    if (made == nullptr) {
      made = make(store_.terms().at(id));
      if (made != nullptr) ids_[made] = id;
    }
    return made == nullptr ? nullptr : rasqal_new_literal_from_literal(made);
  }
  rasqal_literal* make(const TermView& term) const {
    const auto copy = [](std::string_view text) {
      auto* out = static_cast<char*>(rasqal_alloc_memory(text.size() + 1));
      if (out == nullptr) throw std::bad_alloc();
      std::memcpy(out, text.data(), text.size());
      out[text.size()] = 0;
      return out;
    };
    const auto uri = [&](std::string_view iri) {
      return raptor_new_uri_from_counted_string(rasqal_world_get_raptor(world_), reinterpret_cast<const unsigned char*>(iri.data()), iri.size());
    };
    if (!term.is_literal && term.value.starts_with("_:"))
      return rasqal_new_simple_literal(world_, RASQAL_LITERAL_BLANK, reinterpret_cast<unsigned char*>(copy(term.value.substr(2))));
    if (!term.is_literal) return rasqal_new_uri_literal(world_, uri(term.value));
    return rasqal_new_string_literal(world_, reinterpret_cast<unsigned char*>(copy(term.value)), term.language.empty() ? nullptr : copy(term.language),
                                     term.datatype.empty() ? nullptr : uri(term.datatype), nullptr);
  }

  static int is_present(rasqal_triples_source*, void* mine, rasqal_triple* triple) {
    const Source& source = source_of(mine);
    QuadStore::Quad pattern{};
    rasqal_literal* const terms[4] = {triple->subject, triple->predicate, triple->object, triple->origin};
    for (std::size_t i = 0; i < 4; ++i) {
      const auto id = source.id_of(terms[i]);
      if (!id) return 0;
      pattern[i] = *id;
    }
    std::array<int, 4> order;
    for (const QuadStore::Quad& row : source.store_.match(pattern, order))
      if (pattern[3] == QuadStore::kAny || row[3] == pattern[3]) return 1;
    return 0;
  }

  static int init_match(rasqal_triples_match* match, rasqal_triples_source*, void* mine, rasqal_triple_meta* meta, rasqal_triple* triple) {
    Source& source = source_of(mine);
    auto found = std::make_unique<Match>(Match{source, {}, {}, {}, triple->origin != nullptr});
    rasqal_literal* const terms[4] = {triple->subject, triple->predicate, triple->object, triple->origin};
    bool possible = true;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto id = source.id_of(terms[i]);
      meta->bindings[i] = terms[i] == nullptr ? nullptr : rasqal_literal_as_variable(terms[i]);  // what bind() gets
      possible = possible && id.has_value();
      found->pattern[i] = id.value_or(QuadStore::kAny);
    }
    if (possible) found->rows = source.store_.match(found->pattern, found->order);
    found->settle();
    match->user_data = found.release();
    match->bind_match = bind;
    match->next_match = [](rasqal_triples_match*, void* data) {
      ++static_cast<Match*>(data)->at;
      static_cast<Match*>(data)->settle();
    };
    match->is_end = [](rasqal_triples_match*, void* data) { return static_cast<Match*>(data)->at >= static_cast<Match*>(data)->rows.size() ? 1 : 0; };
    match->finish = [](rasqal_triples_match*, void* data) { delete static_cast<Match*>(data); };
    return 0;
  }

  /// Gives the variables that this pattern binds their values; nothing where one variable would need two.
  static rasqal_triple_parts bind(rasqal_triples_match*, void* data, rasqal_variable* bindings[4], rasqal_triple_parts parts) {
    auto& match = *static_cast<Match*>(data);
    constexpr rasqal_triple_parts kParts[4] = {RASQAL_TRIPLE_SUBJECT, RASQAL_TRIPLE_PREDICATE, RASQAL_TRIPLE_OBJECT, RASQAL_TRIPLE_ORIGIN};
    const QuadStore::Quad quad = match.quad(match.at);
    int bound = 0;
    for (int i = 0; i < 4; ++i) {
      if (bindings[i] == nullptr || (parts & kParts[i]) == 0) continue;
      for (int j = 0; j < i; ++j)
        if (bindings[j] == bindings[i] && quad[static_cast<std::size_t>(j)] != quad[static_cast<std::size_t>(i)]) return static_cast<rasqal_triple_parts>(0);
      rasqal_variable_set_value(bindings[i], match.source.literal(quad[static_cast<std::size_t>(i)]));
      bound |= kParts[i];
    }
    return static_cast<rasqal_triple_parts>(bound);
  }

  rasqal_world* world_;
  const QuadStore& store_;
  std::vector<rasqal_literal*> literals_;  // [terms] null until asked for
  std::unordered_map<const rasqal_literal*, QuadStore::Id> ids_;
};

/// Prefixes that the query does not declare itself, on its first line so that line numbers stay.
std::string with_prefixes(const std::string& sparql) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kPrefixes{{
      {"rdf", ns::kRdf}, {"rdfs", ns::kRdfs}, {"owl", ns::kOwl}, {"xsd", ns::kXsd}, {"skos", ns::kSkos}, {"dct", ns::kTerms},
      {"nif", ns::kNif}, {"prov", ns::kProv}, {"rel", ns::kRel}, {"news", "https://relata.dev/ontology/news#"}, {"sem", ns::kSem},
      {"plover", "https://relata.dev/ontology/plover#"}, {"wd", "http://www.wikidata.org/entity/"}}};
  std::string out;
  for (const auto& [name, space] : kPrefixes)
    if (const std::string use = std::string(name) + ":"; sparql.find(use) != std::string::npos && sparql.find("PREFIX " + use) == std::string::npos && sparql.find("prefix " + use) == std::string::npos)
      out += "PREFIX " + use + " <" + std::string(space) + "> ";
  return out + sparql;
}

/// Everything that raptor writes into a string.
class StringStream {
 public:
  explicit StringStream(raptor_world* world) : stream_(own(raptor_new_iostream_to_string(world, &bytes_, &size_, nullptr), raptor_free_iostream, "a stream")) {}
  ~StringStream() {
    stream_.reset();
    if (bytes_ != nullptr) raptor_free_memory(bytes_);
  }
  raptor_iostream* get() const { return stream_.get(); }
  std::string take() {
    stream_.reset();  // which sets the bytes
    return bytes_ == nullptr ? std::string() : std::string(static_cast<const char*>(bytes_), size_);
  }

 private:
  void* bytes_ = nullptr;
  std::size_t size_ = 0;
  Handle<raptor_iostream> stream_;
};

std::string header(rasqal_query* query, const std::string& form) {
  std::string out;
  raptor_sequence* variables = rasqal_query_get_bound_variable_sequence(query);
  for (int i = 0; i < raptor_sequence_size(variables); ++i) {
    if (i > 0) out += form == "csv" ? "," : "\t";
    if (form == "tsv") out += '?';
    out += text_of(static_cast<rasqal_variable*>(raptor_sequence_get_at(variables, i))->name);
  }
  return out + (form == "csv" ? "\r\n" : "\n");
}

std::string answer(const QuadStore& store, const std::string& sparql, const std::string& form) {
  const World world;
  Source source(world.get(), store);
  source.serve();
  const std::string text = with_prefixes(sparql);
  const auto query = own(rasqal_new_query(world.get(), "sparql", nullptr), rasqal_free_query, "a query");
  if (rasqal_query_prepare(query.get(), bytes(text), nullptr) != 0 || world.has_error()) world.fail("the query is not SPARQL that Rasqal understands");
  for (const QuadStore::Id graph : store.graphs()) {  // what GRAPH ?g runs through
    const std::string name(store.terms().at(graph).value);
    const Handle<raptor_uri> uri(raptor_new_uri(world.raptor(), bytes(name)), raptor_free_uri);
    rasqal_query_add_data_graph(query.get(), rasqal_new_data_graph_from_uri(world.get(), uri.get(), uri.get(), RASQAL_DATA_GRAPH_NAMED, nullptr, nullptr, nullptr));
  }
  rasqal_query_results* found = rasqal_query_execute(query.get());
  if (found == nullptr || world.has_error()) world.fail("the query is not SPARQL that Rasqal understands");
  const Handle<rasqal_query_results> results(found, rasqal_free_query_results);
  if (rasqal_query_results_is_boolean(found) != 0) return rasqal_query_results_get_boolean(found) != 0 ? "true\n" : "false\n";
  if (rasqal_query_results_is_bindings(found) != 0 && rasqal_query_results_finished(found) != 0 && (form == "csv" || form == "tsv"))
    return header(query.get(), form);  // which Rasqal leaves out where no row follows
  StringStream out(world.raptor());
  if (rasqal_query_results_is_bindings(found) != 0) {
    const auto formatter = own(rasqal_new_query_results_formatter(world.get(), form.c_str(), nullptr, nullptr), rasqal_free_query_results_formatter, "a formatter");
    if (rasqal_query_results_formatter_write(out.get(), formatter.get(), found, nullptr) != 0) world.fail("the answer cannot be written as " + form);
  } else {
    const auto serializer = own(raptor_new_serializer(world.raptor(), "ntriples"), raptor_free_serializer, "a serializer");
    raptor_serializer_start_to_iostream(serializer.get(), nullptr, out.get());
    for (raptor_statement* triple = rasqal_query_results_get_triple(found); triple != nullptr;
         triple = rasqal_query_results_next_triple(found) == 0 ? rasqal_query_results_get_triple(found) : nullptr)
      raptor_serializer_serialize_statement(serializer.get(), triple);
    raptor_serializer_serialize_end(serializer.get());
  }
  return out.take();
}

}  // namespace

std::string query_files(const std::vector<std::string>& files, const std::string& sparql, const std::string& form, Diagnostics& diagnostics) {
  QuadStore store;
  for (const std::string& file : files) read_quads(file, [&](const QuadView& quad) { store.add(quad); }, diagnostics);
  store.close();
  return answer(store, sparql, form);
}

std::string query_graph(const KnowledgeGraph& graph, const RdfOptions& options, const std::string& sparql, const std::string& form) {
  QuadStore store;
  describe_graph(graph, options, [&](const QuadView& quad) {
    if (fault_of(quad).empty()) store.add(quad);
  });
  store.close();
  return answer(store, sparql, form);
}

}  // namespace relata
