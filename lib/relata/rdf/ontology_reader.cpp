#include <relata/rdf/ontology_reader.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>
#include <relata/rdf/redland.hpp>
#include <relata/rdf/turtle_source.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace relata {
namespace {

const std::string kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const std::string kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
const std::string kOwl = "http://www.w3.org/2002/07/owl#";
const std::string kXsd = "http://www.w3.org/2001/XMLSchema#";
const std::string kSkos = "http://www.w3.org/2004/02/skos/core#";
const std::string kOntolex = "http://www.w3.org/ns/lemon/ontolex#";
const std::string kLexinfoPos = "partOfSpeech";  // of any LexInfo version
const std::string kCategory = "https://relata.dev/ontology/core#category";
const std::string kDistinguishing = "https://relata.dev/ontology/core#distinguishing";

/// An object of a statement and where it was said.
struct Said {
  Term object;
  std::uint32_t file = 0;
  std::uint64_t line = 0;
};
using Sayings = std::vector<Said>;

/// "headOfState" as "head of state".
std::string in_words(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool after_lower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (upper && after_lower) out += ' ';
    out += c == '_' || c == '-' ? ' ' : c;
  }
  return to_lower(out);
}

std::string_view namespace_of(std::string_view iri) { return iri.substr(0, iri.size() - local_name(iri).size()); }

class OntologyLoader {
 public:
  OntologyLoader(const std::vector<std::string>& paths, Diagnostics& diagnostics) : paths_(paths), diagnostics_(diagnostics) {}

  Ontology load() {
    for (std::uint32_t file = 0; file < paths_.size(); ++file) parse(file);
    declare();
    for (Class& cls : classes_) fill(cls);
    for (Property& property : properties_) fill(property);
    if (passed_over_ > 0)
      diagnostics_.push_back({Severity::kInfo, {paths_.front(), 0, 0},
                              std::to_string(passed_over_) + " class expressions (restrictions, complements) are passed over",
                              "relata reads named classes and unions of them"});
    try {
      return Ontology(iri_, version_, std::move(classes_), std::move(properties_));
    } catch (const OntologyError& cycle) {
      throw OntologyError(paths_.back() + ": " + cycle.what());
    }
  }

 private:
  void parse(std::uint32_t file) {
    const std::string& path = paths_[file];
    texts_.push_back(read_file(path));
    const std::string_view text = texts_.back();
    const bool xml = text.find("<rdf:RDF") != std::string_view::npos || text.starts_with("<?xml");
    const char* parser = xml ? "rdfxml" : path.ends_with(".nt") ? "ntriples" : "turtle";
    const auto own = [&](Term term) {  // blank labels are a file's own
      if (term.kind == Term::Kind::kBlank) term.value += "@" + std::to_string(file);
      return term;
    };
    try {
      parse_rdf(text, path, parser, [&](Statement3&& s) {
        s.subject = own(std::move(s.subject));
        s.object = own(std::move(s.object));
        if (s.predicate.value == kRdf + "type" && s.object.value == kOwl + "Ontology" && iri_.empty()) iri_ = s.subject.value;
        said_[s.subject.value][s.predicate.value].push_back({std::move(s.object), file, s.line});
      }, diagnostics_);
    } catch (const RdfError& broken) {
      throw OntologyError(broken.what());
    }
    if (said_.empty()) throw OntologyError(describe({path, 0, 0}, "says nothing", "give an ontology in Turtle, N-Triples or RDF/XML"));
    if (version_.empty() && !iri_.empty())
      for (const Said& version : all(iri_, kOwl + "versionIRI")) version_ = version.object.value;
  }

  const Sayings& all(const std::string& subject, const std::string& predicate) const {
    static const Sayings none;
    const auto about = said_.find(subject);
    if (about == said_.end()) return none;
    const auto found = about->second.find(predicate);
    return found == about->second.end() ? none : found->second;
  }

  bool has_type(const std::string& subject, const std::string& type) const {
    const Sayings& types = all(subject, kRdf + "type");
    return std::any_of(types.begin(), types.end(), [&](const Said& said) { return said.object.value == type; });
  }

  void declare() {
    for (const auto& [subject, sayings] : said_) {
      if (subject.find(':') == std::string::npos || subject.find('@') != std::string::npos) continue;
      if (subject.starts_with(kOwl) || subject.starts_with(kRdfs) || subject.starts_with(kRdf)) continue;
      if (has_type(subject, kOwl + "Class") || has_type(subject, kRdfs + "Class")) {
        class_index_.emplace(subject, static_cast<std::uint32_t>(classes_.size()));
        classes_.push_back({subject, {}, {}, {}, {}, {}, {}});
      }
      const bool object = has_type(subject, kOwl + "ObjectProperty") || has_type(subject, kOwl + "SymmetricProperty") ||
                          has_type(subject, kOwl + "TransitiveProperty");
      const bool data = has_type(subject, kOwl + "DatatypeProperty");
      const bool plain = has_type(subject, kRdf + "Property") || has_type(subject, kOwl + "FunctionalProperty");
      if (!object && !data && !plain) continue;
      if (object && data) {
        const Said& type = all(subject, kRdf + "type").front();
        fail(type, subject, kRdf + "type", spell(type.file, subject) + " is both an object and a datatype property", "make it two properties");
      }
      property_index_.emplace(subject, static_cast<std::uint32_t>(properties_.size()));
      Property property;
      property.iri = subject;
      property.is_datatype_property = data;
      properties_.push_back(std::move(property));
    }
    if (classes_.empty() && properties_.empty())
      throw OntologyError(describe({paths_.front(), 0, 0}, "declares no class and no property", "declare them by \"a owl:Class\" and \"a owl:ObjectProperty\""));
  }

  // ---- messages ----

  const TurtleSource& source(std::uint32_t file) const {
    auto& source = sources_[file];
    if (!source) source.emplace(texts_[file]);
    return *source;
  }
  std::string spell(std::uint32_t file, const std::string& iri) const { return source(file).shorten(iri); }
  [[noreturn]] void fail(const Said& said, const std::string& subject, const std::string& predicate, const std::string& fact,
                         const std::string& remedy) const {
    const std::string about = subject.find('@') == std::string::npos ? subject : std::string();
    const TurtleSource::Place place = source(said.file).find(said.line, about, about.empty() ? "" : predicate, said.object.value);
    throw OntologyError(describe({paths_[said.file], place.line, place.column}, fact, remedy));
  }
  template <typename Index>
  [[noreturn]] void fail_undeclared(const Said& said, const std::string& subject, const std::string& predicate,
                                    const std::string& what, const Index& declared) const {
    std::vector<std::string> names;
    for (const auto& [iri, index] : declared) names.push_back(spell(said.file, iri));
    const std::string name = spell(said.file, said.object.value);
    const std::string near = nearest(name, names);
    fail(said, subject, predicate, what + " of " + spell(said.file, subject) + " is " + name + ", which is not declared",
         near.empty() ? "declare it, or leave it out" : "did you mean " + near + "?");
  }

  // ---- texts ----

  static bool is_english(const Term& term) {
    return term.is_literal() && (term.language.empty() || term.language == "en" || term.language.starts_with("en-"));
  }
  std::string english(const std::string& subject, const std::string& predicate) const {
    for (const Said& said : all(subject, predicate))
      if (is_english(said.object) && !said.object.value.empty()) return said.object.value;
    return {};
  }
  std::string label_of(const std::string& iri) const {
    std::string label = english(iri, kRdfs + "label");
    if (label.empty()) label = english(iri, kSkos + "prefLabel");
    return label.empty() ? std::string(local_name(iri)) : label;
  }
  std::vector<std::string> mappings_of(const std::string& iri) const {
    std::vector<std::string> out;
    for (const std::string& predicate : {kOwl + "equivalentClass", kOwl + "equivalentProperty", kSkos + "closeMatch", kSkos + "exactMatch"})
      for (const Said& said : all(iri, predicate))
        if (said.object.is_iri()) out.push_back(said.object.value);
    std::sort(out.begin(), out.end());
    return out;
  }

  void add_entry(const std::string& entry, std::vector<Wording>& out) const {
    Wording wording;
    if (const auto about = said_.find(entry); about != said_.end())
      for (const auto& [predicate, sayings] : about->second) {
        if (local_name(predicate) != kLexinfoPos || sayings.empty()) continue;
        const std::string_view name = local_name(sayings.front().object.value);
        wording.part_of_speech = name == "verb" ? PartOfSpeech::kVerb
                                 : name == "noun" || name == "commonNoun" ? PartOfSpeech::kNoun
                                 : name == "adjective" ? PartOfSpeech::kAdjective
                                 : name == "adverb" ? PartOfSpeech::kAdverb
                                 : name == "preposition" ? PartOfSpeech::kPreposition : PartOfSpeech::kUnknown;
      }
    for (const char* form : {"canonicalForm", "otherForm", "lexicalForm"})
      for (const Said& node : all(entry, kOntolex + form))
        for (const Said& written : all(node.object.value, kOntolex + "writtenRep"))
          if (is_english(written.object) && !written.object.value.empty()) out.push_back({written.object.value, wording.part_of_speech});
  }

  std::vector<Wording> wordings_of(const std::string& iri, const std::string& label, PartOfSpeech part_of_speech) {
    if (entries_.empty()) index_entries();
    std::vector<Wording> out;
    for (const std::string& entry : entries_[iri]) add_entry(entry, out);
    for (const Said& said : all(iri, kSkos + "altLabel"))
      if (is_english(said.object)) out.push_back({to_lower(said.object.value), part_of_speech});
    if (out.empty()) out.push_back({in_words(label), part_of_speech});
    return out;
  }

  /// Lexical entries by what they denote, whichever way round it is said.
  void index_entries() {
    for (const auto& [subject, sayings] : said_)
      for (const auto& [predicate, objects] : sayings)
        for (const Said& said : objects) {
          if (predicate == kOntolex + "isDenotedBy") entries_[subject].insert(said.object.value);
          if (predicate == kOntolex + "denotes") entries_[said.object.value].insert(subject);
          if (predicate == kOntolex + "sense")
            for (const Said& reference : all(said.object.value, kOntolex + "reference")) entries_[reference.object.value].insert(subject);
        }
    entries_[""];  // filled, even where there are none
  }

  // ---- structure ----

  /// Classes named by a domain or range: one, or a union; nothing for owl:Thing.
  void add_classes(const Said& said, const std::string& subject, const std::string& predicate, const std::string& what,
                   std::vector<std::uint32_t>& out, int depth = 0) {
    const std::string& iri = said.object.value;
    if (said.object.is_literal()) fail(said, subject, predicate, what + " of " + spell(said.file, subject) + " is a text", "name a class");
    if (said.object.is_iri()) {
      if (iri == kOwl + "Thing" || iri == kRdfs + "Resource") return;
      const auto found = class_index_.find(iri);
      if (found == class_index_.end()) fail_undeclared(said, subject, predicate, what, class_index_);
      out.push_back(found->second);
      return;
    }
    const Sayings& unions = all(iri, kOwl + "unionOf");
    if (unions.empty() || depth > 8) {
      ++passed_over_;
      return;
    }
    std::string list = unions.front().object.value;
    for (std::size_t items = 0; list != kRdf + "nil" && items < 1000; ++items) {
      const Sayings& first = all(list, kRdf + "first");
      const Sayings& rest = all(list, kRdf + "rest");
      if (first.empty() || rest.empty()) break;
      Said member = first.front();
      member.line = said.line;
      add_classes(member, subject, predicate, what, out, depth + 1);
      list = rest.front().object.value;
    }
  }

  /// Parents that are declared here; those of other vocabularies become mappings.
  template <typename Value, typename Index>
  void add_parents(Value& value, const std::string& predicate, const Index& declared) {
    for (const Said& said : all(value.iri, predicate)) {
      const std::string& parent = said.object.value;
      if (!said.object.is_iri()) {
        ++passed_over_;
      } else if (const auto found = declared.find(parent); found != declared.end()) {
        if (parent != value.iri) value.parents.push_back(found->second);
      } else if (parent.starts_with(kOwl) || parent.starts_with(kRdfs)) {
        continue;
      } else if (std::any_of(declared.begin(), declared.end(), [&](const auto& d) { return namespace_of(d.first) == namespace_of(parent); })) {
        fail_undeclared(said, value.iri, predicate, predicate == kRdfs + "subClassOf" ? "superclass" : "super-property", declared);
      } else {
        value.mappings.push_back(parent);
      }
    }
  }

  void fill(Class& cls) {
    cls.label = label_of(cls.iri);
    cls.comment = english(cls.iri, kRdfs + "comment");
    cls.mappings = mappings_of(cls.iri);
    cls.wordings = wordings_of(cls.iri, cls.label, PartOfSpeech::kNoun);
    add_parents(cls, kRdfs + "subClassOf", class_index_);
    const std::uint32_t own = class_index_.at(cls.iri);
    for (const Said& said : all(cls.iri, kOwl + "disjointWith")) {
      const auto found = class_index_.find(said.object.value);
      if (found == class_index_.end()) fail_undeclared(said, cls.iri, kOwl + "disjointWith", "disjoint class", class_index_);
      cls.disjoint_with.push_back(found->second);
      classes_[found->second].disjoint_with.push_back(own);
    }
  }

  void fill(Property& property) {
    const std::string& iri = property.iri;
    property.label = label_of(iri);
    property.comment = english(iri, kRdfs + "comment");
    property.mappings = mappings_of(iri);
    property.wordings = wordings_of(iri, property.label, PartOfSpeech::kUnknown);
    property.symmetric = has_type(iri, kOwl + "SymmetricProperty");
    property.transitive = has_type(iri, kOwl + "TransitiveProperty");
    property.functional = has_type(iri, kOwl + "FunctionalProperty");
    property.inverse_functional = has_type(iri, kOwl + "InverseFunctionalProperty");
    for (const Said& said : all(iri, kDistinguishing)) property.distinguishing = said.object.value == "true" || said.object.value == "1";
    add_parents(property, kRdfs + "subPropertyOf", property_index_);
    for (const Said& said : all(iri, kOwl + "inverseOf")) {
      const auto found = property_index_.find(said.object.value);
      if (found == property_index_.end()) fail_undeclared(said, iri, kOwl + "inverseOf", "inverse", property_index_);
      property.inverse = found->second;
      properties_[found->second].inverse = property_index_.at(iri);
    }
    for (const Said& said : all(iri, kCategory)) property.category = said.object.value;
    for (const Said& said : all(iri, kRdfs + "domain")) add_classes(said, iri, kRdfs + "domain", "domain", property.domain);
    for (const Said& said : all(iri, kRdfs + "range")) {
      const std::string& range = said.object.value;
      const bool datatype = range.starts_with(kXsd) || range == kRdfs + "Literal" || range == kRdf + "langString";
      if (!datatype) {
        add_classes(said, iri, kRdfs + "range", "range", property.range);
        continue;
      }
      if (has_type(iri, kOwl + "ObjectProperty"))
        fail(said, iri, kRdfs + "range", "range of the object property " + spell(said.file, iri) + " is " + spell(said.file, range) + ", a datatype",
             "make it an owl:DatatypeProperty");
      property.is_datatype_property = true;
      property.datatype = range;
    }
    if (property.is_datatype_property && !property.range.empty()) {
      const Said& said = all(iri, kRdfs + "range").front();
      fail(said, iri, kRdfs + "range", "range of the datatype property " + spell(said.file, iri) + " is a class", "make it an owl:ObjectProperty");
    }
  }

  const std::vector<std::string>& paths_;
  Diagnostics& diagnostics_;
  std::vector<std::string> texts_;
  mutable std::map<std::uint32_t, std::optional<TurtleSource>> sources_;
  std::map<std::string, std::map<std::string, Sayings>> said_;  // subject, predicate
  std::map<std::string, std::set<std::string>> entries_;        // lexical entries by what they denote
  std::map<std::string, std::uint32_t> class_index_, property_index_;
  std::vector<Class> classes_;
  std::vector<Property> properties_;
  std::string iri_, version_;
  std::size_t passed_over_ = 0;
};

}  // namespace

Ontology read_ontology(const std::vector<std::string>& paths, Diagnostics& diagnostics) {
  return OntologyLoader(paths, diagnostics).load();
}

}  // namespace relata
