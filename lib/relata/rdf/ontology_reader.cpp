#include <relata/rdf/ontology_reader.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>
#include <relata/ontology/datatype.hpp>
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
const std::string kSkos = "http://www.w3.org/2004/02/skos/core#";
const std::string kOntolex = "http://www.w3.org/ns/lemon/ontolex#", kSynsem = "http://www.w3.org/ns/lemon/synsem#";
const std::string kLexinfoPos = "partOfSpeech";  // of any LexInfo version
const std::string kCategory = "https://relata.dev/ontology/core#category";
const std::string kDistinguishing = "https://relata.dev/ontology/core#distinguishing";

/// schema.org says by these what others say by rdfs:domain and rdfs:range.
const std::vector<std::string> kDomains{kRdfs + "domain", "https://schema.org/domainIncludes", "http://schema.org/domainIncludes"};
const std::vector<std::string> kRanges{kRdfs + "range", "https://schema.org/rangeIncludes", "http://schema.org/rangeIncludes"};

/// An object of a statement and where it was said.
struct Said {
  Term object;
  std::uint32_t file = 0;
  std::uint64_t line = 0;
};
using Sayings = std::vector<Said>;

/// "headOfState" as "head of state", "hasIMONumber" as "has IMO number", "birth_place" as "birth place"; text in words stays.
std::string in_words(std::string_view name) {
  const auto is_upper = [&](std::size_t i) { return i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; };
  const auto is_lower = [&](std::size_t i) { return i < name.size() && name[i] >= 'a' && name[i] <= 'z'; };
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool starts_word = is_upper(i) && i > 0 && (is_lower(i - 1) || (is_upper(i - 1) && is_lower(i + 1)));
    const bool of_acronym = !is_lower(i + 1) && ((i > 0 && is_upper(i - 1)) || is_upper(i + 1));
    if (starts_word && !out.ends_with(' ')) out += ' ';
    if (name[i] == '_' || name[i] == '-') out += ' ';
    else out += is_upper(i) && !of_acronym ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return out;
}

/// A label that is a name of a program ("birthPlace"), not of a language.
bool is_camel_case(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i] == '_' || (text[i] >= 'A' && text[i] <= 'Z' && text[i - 1] >= 'a' && text[i - 1] <= 'z')) return true;
  return false;
}

/// A wording in small letters, but for its slots X and Y.
std::string lower_but_slots(std::string_view wording) {
  std::string out = to_lower(wording);
  for (std::size_t i = 0; i < wording.size() && out.size() == wording.size(); ++i) {
    const bool alone = (i == 0 || wording[i - 1] == ' ') && (i + 1 == wording.size() || wording[i + 1] == ' ');
    if (alone && (wording[i] == 'X' || wording[i] == 'Y')) out[i] = wording[i];
  }
  return out;
}

/// "P577", "Q5", "0001234": a name that says nothing to a reader.
bool is_opaque(std::string_view name) {
  const auto digits = static_cast<std::size_t>(std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }));
  return digits > 0 && digits * 2 >= name.size();
}

std::string_view namespace_of(std::string_view iri) { return iri.substr(0, iri.size() - local_name(iri).size()); }

class OntologyLoader {
 public:
  OntologyLoader(const std::vector<std::string>& paths, Diagnostics& diagnostics) : paths_(paths), diagnostics_(diagnostics) {}

  Ontology load() {
    for (std::uint32_t file = 0; file < paths_.size(); ++file) parse(file);
    declare();
    declare_implied();
    for (Class& cls : classes_) fill(cls);
    for (Property& property : properties_) fill(property);
    fill_groups();
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

  bool says_any(const std::string& subject, std::initializer_list<const std::vector<std::string>*> predicates) const {
    for (const std::vector<std::string>* list : predicates)
      for (const std::string& predicate : *list)
        if (!all(subject, predicate).empty()) return true;
    return false;
  }

  void declare() {
    for (const auto& [subject, sayings] : said_) {
      if (subject.find(':') == std::string::npos || subject.find('@') != std::string::npos) continue;
      if (is_vocabulary(subject)) continue;
      const bool is_class = has_type(subject, kOwl + "Class") || has_type(subject, kRdfs + "Class") || !all(subject, kRdfs + "subClassOf").empty();
      if (is_class && !is_datatype(subject) && !has_type(subject, kRdfs + "Datatype")) add_class(subject);
      const bool object = has_any_type(subject, {"ObjectProperty", "SymmetricProperty", "TransitiveProperty", "InverseFunctionalProperty", "AsymmetricProperty",
                                                 "IrreflexiveProperty", "ReflexiveProperty"});
      const bool data = has_type(subject, kOwl + "DatatypeProperty");
      const bool plain = has_type(subject, kRdf + "Property") || has_type(subject, kOwl + "FunctionalProperty") ||
                         !all(subject, kRdfs + "subPropertyOf").empty() || says_any(subject, {&kDomains, &kRanges});
      if ((!object && !data && !plain) || has_type(subject, kOwl + "AnnotationProperty")) continue;
      if (object && data) {
        const Said& type = all(subject, kRdf + "type").front();
        fail(type, subject, kRdf + "type", spell(type.file, subject) + " is both an object and a datatype property", "make it two properties");
      }
      add_property(subject, data);
    }
    for (const auto& [subject, sayings] : said_) {
      for (const std::string& predicate : kDomains)
        for (const Said& said : all(subject, predicate))
          for (const Said& member : members(said)) owners_.insert(member.object.value);
      for (const Said& said : all(subject, kRdfs + "subClassOf")) owners_.insert(said.object.value);
    }
    if (classes_.empty() && properties_.empty())
      throw OntologyError(describe({paths_.front(), 0, 0}, "declares no class and no property", "declare them by \"a owl:Class\" and \"a owl:ObjectProperty\""));
  }

  static bool is_vocabulary(const std::string& iri) { return iri.starts_with(kOwl) || iri.starts_with(kRdfs) || iri.starts_with(kRdf); }
  bool has_any_type(const std::string& subject, std::initializer_list<const char*> owl_types) const {
    return std::any_of(owl_types.begin(), owl_types.end(), [&](const char* type) { return has_type(subject, kOwl + type); });
  }
  void add_class(const std::string& iri) {
    if (!class_index_.emplace(iri, static_cast<std::uint32_t>(classes_.size())).second) return;
    classes_.emplace_back();
    classes_.back().iri = iri;
  }
  void add_property(const std::string& iri, bool data) {
    if (!property_index_.emplace(iri, static_cast<std::uint32_t>(properties_.size())).second) return;
    properties_.emplace_back();
    properties_.back().iri = iri;
    properties_.back().is_datatype_property = data;
  }

  /// What axioms name without a declaration: RDFS makes it a class or property, which is likely meant; a slip of the pen is told.
  void declare_implied() {
    const auto imply_class = [&](const Said& said, const std::string& subject, const std::string& predicate, const char* what) {
      const std::string& iri = said.object.value;
      if (!said.object.is_iri() || is_vocabulary(iri) || is_datatype(iri) || has_type(iri, kRdfs + "Datatype") || class_index_.contains(iri)) return;
      warn_undeclared(said, subject, predicate, what, class_index_, "class");
      add_class(iri);
    };
    const std::size_t properties = properties_.size(), classes = classes_.size();
    for (std::size_t p = 0; p < properties; ++p) {
      const std::string iri = properties_[p].iri;
      for (const auto* ends : {&kDomains, &kRanges})
        for (const std::string& predicate : *ends)
          for (const Said& said : all(iri, predicate)) {
            if (ends == &kRanges && said.object.is_iri() && value_type(said) != "") continue;
            for (const Said& member : members(said)) imply_class(member, iri, predicate, ends == &kDomains ? "domain" : "range");
          }
      for (const std::string& predicate : {kOwl + "inverseOf", kRdfs + "subPropertyOf", kOwl + "equivalentProperty"})
        for (const Said& said : all(iri, predicate)) {
          const std::string& other = said.object.value;
          if (!said.object.is_iri() || is_vocabulary(other) || property_index_.contains(other)) continue;
          if (predicate != kOwl + "inverseOf" && !is_own_namespace(other, property_index_)) continue;  // a mapping
          warn_undeclared(said, iri, predicate, predicate == kOwl + "inverseOf" ? "inverse" : "super-property", property_index_, "property");
          add_property(other, properties_[p].is_datatype_property);
        }
    }
    for (std::size_t c = 0; c < classes; ++c) {
      const std::string iri = classes_[c].iri;
      for (const Said& said : all(iri, kRdfs + "subClassOf"))
        if (is_own_namespace(said.object.value, class_index_)) imply_class(said, iri, kRdfs + "subClassOf", "superclass");
      for (const Said& said : all(iri, kOwl + "disjointWith")) imply_class(said, iri, kOwl + "disjointWith", "disjoint class");
    }
  }

  template <typename Index>
  static bool is_own_namespace(const std::string& iri, const Index& declared) {
    const std::string_view space = namespace_of(iri);
    const auto next = declared.lower_bound(std::string(space));
    return next != declared.end() && namespace_of(next->first) == space;
  }

  /// What a domain or range names: one class, or the members of a union, which may hold unions; other class expressions as they are.
  std::vector<Said> members(const Said& said) const {
    std::vector<Said> out, open{said};
    std::set<std::string> seen;
    while (!open.empty()) {
      Said one = std::move(open.back());
      open.pop_back();
      one.line = said.line;
      const Sayings& unions = all(one.object.value, kOwl + "unionOf");
      if (one.object.kind != Term::Kind::kBlank || unions.empty()) out.push_back(std::move(one));
      else if (seen.insert(one.object.value).second)
        for (Said& member : list(unions.front().object.value)) open.push_back(std::move(member));
    }
    return out;
  }

  std::vector<Said> list(std::string head) const {
    std::vector<Said> out;
    for (std::set<std::string> seen; head != kRdf + "nil" && seen.insert(head).second;) {
      const Sayings &first = all(head, kRdf + "first"), &rest = all(head, kRdf + "rest");
      if (first.empty() || rest.empty()) break;
      out.push_back(first.front());
      head = rest.front().object.value;
    }
    return out;
  }

  /// A class that is called like a datatype of times or numbers, has no place among the other classes and no property of its own: values are meant.
  bool is_value_class(const std::string& iri) const {
    const std::string_view type = datatype_by_name(iri);
    return !type.empty() && !is_text_datatype(type) && !type.ends_with("anyURI") && all(iri, kRdfs + "subClassOf").empty() && !owners_.contains(iri);
  }

  /// The datatype that a range stands for, "" where it is a class: a datatype by its IRI or by declaration, or a name like ex:Date.
  std::string value_type(const Said& said) const {
    const std::string& iri = said.object.value;
    if (!said.object.is_iri() || (class_index_.contains(iri) && !is_value_class(iri))) return {};
    if (has_type(iri, kRdfs + "Datatype") && !is_datatype(iri)) return iri;
    return std::string(datatype_by_name(iri));
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
    throw OntologyError(describe(place_of(said, subject, predicate), fact, remedy));
  }
  Location place_of(const Said& said, const std::string& subject, const std::string& predicate) const {
    const std::string about = subject.find('@') == std::string::npos ? subject : std::string();
    const TurtleSource::Place place = source(said.file).find(said.line, about, about.empty() ? "" : predicate, said.object.value);
    return {paths_[said.file], place.line, place.column};
  }
  template <typename Index>
  void warn_undeclared(const Said& said, const std::string& subject, const std::string& predicate, const std::string& what, const Index& declared,
                       const std::string& kind) {
    const std::string& iri = said.object.value;
    std::vector<std::string> names;
    for (const auto& [other, index] : declared)
      if (namespace_of(other) == namespace_of(iri)) names.push_back(spell(said.file, other));
    const std::string_view local = local_name(iri);
    const std::string near = is_opaque(local) || local.size() < 4 ? std::string() : nearest(spell(said.file, iri), names);
    diagnostics_.push_back({!names.empty() ? Severity::kWarning : Severity::kInfo, place_of(said, subject, predicate),
                            what + " of " + spell(said.file, subject) + " is " + spell(said.file, iri) + ", which is not declared",
                            near.empty() ? "declare it; it is read as a " + kind
                                         : "did you mean " + near + "? it is read as a " + kind + " of its own"});
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
  /// In English, else the local name in words; a label in another language only where the local name is a code.
  std::string label_of(const std::string& iri) const {
    for (const std::string& predicate : {kRdfs + "label", kSkos + "prefLabel"})
      if (const std::string label = english(iri, predicate); !label.empty()) return is_camel_case(label) ? in_words(label) : label;
    if (is_opaque(local_name(iri)))
      for (const std::string& predicate : {kRdfs + "label", kSkos + "prefLabel"})
        for (const Said& said : all(iri, predicate))
          if (said.object.is_literal() && !said.object.value.empty()) return said.object.value;
    return in_words(local_name(iri));
  }
  /// What it is, in English: rdfs:comment, skos:definition, and what vocabularies in use have for it.
  std::string comment_of(const std::string& iri) const {
    static const std::vector<std::string> comments{kRdfs + "comment", kSkos + "definition", "http://purl.org/dc/terms/description", "https://schema.org/description"};
    for (const std::string& predicate : comments)
      if (std::string text = english(iri, predicate); !text.empty()) return text;
    return {};
  }
  std::vector<std::string> mappings_of(const std::string& iri) const {
    std::vector<std::string> out;
    for (const std::string& predicate : {kOwl + "equivalentClass", kOwl + "equivalentProperty", kOwl + "sameAs", kSkos + "closeMatch", kSkos + "exactMatch"})
      for (const Said& said : all(iri, predicate))
        if (said.object.is_iri()) out.push_back(said.object.value);
    std::sort(out.begin(), out.end());
    return out;
  }

  /// `sense` is "" where the entry denotes the property without one.
  void add_entry(const std::string& entry, const std::string& sense, std::vector<Wording>& out) {
    Wording wording;
    for (const Said& said : all(sense, kSynsem + "propertyDomain")) add_classes(said, sense, kSynsem + "propertyDomain", "domain of a sense", wording.classes.domain);
    for (const Said& said : all(sense, kSynsem + "propertyRange")) add_classes(said, sense, kSynsem + "propertyRange", "range of a sense", wording.classes.range);
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
          if (is_english(written.object) && !written.object.value.empty()) {
            wording.text = written.object.value;
            out.push_back(wording);
          }
  }

  std::vector<Wording> wordings_of(const std::string& iri, const std::string& label, PartOfSpeech part_of_speech) {
    if (entries_.empty()) index_entries();
    std::vector<Wording> out;
    for (const auto& [entry, sense] : entries_[iri]) add_entry(entry, sense, out);
    for (const Said& said : all(iri, kSkos + "altLabel"))
      if (is_english(said.object)) out.push_back({lower_but_slots(said.object.value), part_of_speech});
    if (out.empty()) out.push_back({to_lower(in_words(label)), part_of_speech});
    return out;
  }

  /// Lexical entries by what they denote, whichever way round it is said.
  void index_entries() {
    for (const auto& [subject, sayings] : said_)
      for (const auto& [predicate, objects] : sayings)
        for (const Said& said : objects) {
          if (predicate == kOntolex + "isDenotedBy") entries_[subject].insert({said.object.value, ""});
          if (predicate == kOntolex + "denotes") entries_[said.object.value].insert({subject, ""});
          if (predicate == kOntolex + "sense")
            for (const Said& reference : all(said.object.value, kOntolex + "reference")) entries_[reference.object.value].insert({subject, said.object.value});
        }
    entries_[""];  // filled, even where there are none
  }

  // ---- structure ----

  /// Classes named by a domain or range: one, or a union; nothing for owl:Thing, nor where an expression may hold anything.
  void add_classes(const Said& said, const std::string& subject, const std::string& predicate, const std::string& what, std::vector<std::uint32_t>& out) {
    if (said.object.is_literal()) fail(said, subject, predicate, what + " of " + spell(said.file, subject) + " is a text", "name a class");
    std::vector<std::uint32_t> named;
    for (const Said& member : members(said)) {
      const auto found = class_index_.find(member.object.value);
      if (found == class_index_.end()) {
        passed_over_ += is_vocabulary(member.object.value) ? 0 : 1;
        return;
      }
      named.push_back(found->second);
    }
    out.insert(out.end(), named.begin(), named.end());
  }

  /// Parents that are declared here; those of other vocabularies become mappings.
  template <typename Value, typename Index>
  void add_parents(Value& value, const std::string& predicate, const Index& declared) {
    for (const Said& said : all(value.iri, predicate)) {
      const std::string& parent = said.object.value;
      if (!said.object.is_iri()) {
        if (!add_intersection(value, said)) ++passed_over_;
      } else if (const auto found = declared.find(parent); found != declared.end()) {
        if (parent != value.iri) value.parents.push_back(found->second);
      } else if (!is_vocabulary(parent)) {
        value.mappings.push_back(parent);
      }
    }
  }
  bool add_intersection(Property&, const Said&) { return false; }
  /// "subClassOf [ owl:intersectionOf ( ex:Ship [ a owl:Restriction ] ) ]": the named members are parents, the rest is passed over.
  bool add_intersection(Class& cls, const Said& said) {
    const Sayings& both = all(said.object.value, kOwl + "intersectionOf");
    if (both.empty()) return false;
    bool whole = true;
    for (const Said& member : list(both.front().object.value)) {
      const auto found = class_index_.find(member.object.value);
      if (found != class_index_.end() && member.object.value != cls.iri) cls.parents.push_back(found->second);
      else whole = false;
    }
    return whole;
  }

  void make_disjoint(const std::vector<Said>& members) {
    std::vector<std::uint32_t> found;
    for (const Said& member : members)
      if (const auto cls = class_index_.find(member.object.value); cls != class_index_.end()) found.push_back(cls->second);
    for (const std::uint32_t a : found)
      for (const std::uint32_t b : found)
        if (a != b) classes_[a].disjoint_with.push_back(b);
  }

  /// What says something of several classes: owl:AllDisjointClasses.
  void fill_groups() {
    for (const auto& [subject, sayings] : said_)
      if (has_type(subject, kOwl + "AllDisjointClasses"))
        for (const Said& said : all(subject, kOwl + "members")) make_disjoint(list(said.object.value));
  }

  void fill(Class& cls) {
    cls.label = label_of(cls.iri);
    cls.comment = comment_of(cls.iri);
    cls.mappings = mappings_of(cls.iri);
    cls.wordings = wordings_of(cls.iri, cls.label, PartOfSpeech::kNoun);
    add_parents(cls, kRdfs + "subClassOf", class_index_);
    const std::uint32_t own = class_index_.at(cls.iri);
    for (const Said& said : all(cls.iri, kOwl + "disjointWith")) {
      const auto found = class_index_.find(said.object.value);
      if (found == class_index_.end()) continue;
      cls.disjoint_with.push_back(found->second);
      classes_[found->second].disjoint_with.push_back(own);
    }
    for (const Said& said : all(cls.iri, kOwl + "disjointUnionOf")) {
      const std::vector<Said> parts = list(said.object.value);
      make_disjoint(parts);
      for (const Said& part : parts) add_subclass(part, own);
    }
    for (const Said& said : all(cls.iri, kOwl + "equivalentClass")) {
      if (const auto found = class_index_.find(said.object.value); found != class_index_.end() && found->second != own) {
        cls.equivalents.push_back(found->second);
        classes_[found->second].equivalents.push_back(own);
      } else if (!said.object.is_iri()) {
        const Sayings& unions = all(said.object.value, kOwl + "unionOf");
        if (!unions.empty())
          for (const Said& part : list(unions.front().object.value)) add_subclass(part, own);
        else if (!add_intersection(cls, said)) ++passed_over_;
      }
    }
  }
  void add_subclass(const Said& part, std::uint32_t of) {
    const auto found = class_index_.find(part.object.value);
    if (found != class_index_.end() && found->second != of) classes_[found->second].parents.push_back(of);
  }

  void fill(Property& property) {
    const std::string& iri = property.iri;
    property.label = label_of(iri);
    property.comment = comment_of(iri);
    property.mappings = mappings_of(iri);
    property.wordings = wordings_of(iri, property.label, PartOfSpeech::kUnknown);
    property.worded_by_label = entries_[iri].empty() && all(iri, kSkos + "altLabel").empty();
    property.symmetric = has_type(iri, kOwl + "SymmetricProperty");
    property.transitive = has_type(iri, kOwl + "TransitiveProperty");
    property.functional = has_type(iri, kOwl + "FunctionalProperty");
    property.inverse_functional = has_type(iri, kOwl + "InverseFunctionalProperty");
    property.asymmetric = has_type(iri, kOwl + "AsymmetricProperty");
    property.irreflexive = has_type(iri, kOwl + "IrreflexiveProperty");
    for (const Said& said : all(iri, kDistinguishing)) property.distinguishing = said.object.value == "true" || said.object.value == "1";
    add_parents(property, kRdfs + "subPropertyOf", property_index_);
    const std::uint32_t own = property_index_.at(iri);
    for (const std::string& predicate : {kOwl + "inverseOf", std::string("https://schema.org/inverseOf"), std::string("http://schema.org/inverseOf")})
      for (const Said& said : all(iri, predicate))
        if (const auto found = property_index_.find(said.object.value); found != property_index_.end()) {
          property.inverse = found->second;
          properties_[found->second].inverse = own;
        }
    for (const Said& said : all(iri, kOwl + "equivalentProperty"))
      if (const auto found = property_index_.find(said.object.value); found != property_index_.end() && found->second != own) {
        property.equivalents.push_back(found->second);
        properties_[found->second].equivalents.push_back(own);
      }
    for (const Said& said : all(iri, kCategory)) property.category = said.object.value;
    for (const std::string& predicate : kDomains)
      for (const Said& said : all(iri, predicate)) add_classes(said, iri, predicate, "domain", property.domain);
    const bool declared_object = has_type(iri, kOwl + "ObjectProperty");
    for (const std::string& predicate : kRanges)
      for (const Said& said : all(iri, predicate)) {
        const std::string type = value_type(said);
        if (type.empty()) {
          add_classes(said, iri, predicate, "range", property.range);
          continue;
        }
        if (declared_object && is_datatype(said.object.value) && predicate == kRdfs + "range")
          fail(said, iri, predicate, "range of the object property " + spell(said.file, iri) + " is " + spell(said.file, said.object.value) + ", a datatype",
               "make it an owl:DatatypeProperty");
        const bool declared = class_index_.contains(said.object.value);
        if (!is_datatype(said.object.value) && !has_type(said.object.value, kRdfs + "Datatype"))
          diagnostics_.push_back({Severity::kInfo, place_of(said, iri, predicate),
                                  "range of " + spell(said.file, iri) + " is " + spell(said.file, said.object.value) +
                                      (declared ? ", a class without superclass and properties that sounds like a kind of value" : ", which is not declared and sounds like a kind of value"),
                                  "it is read as <" + type + ">; make the property an owl:DatatypeProperty with a datatype of XSD, or " +
                                      (declared ? "give the class a superclass" : "declare the class")});
        // Several datatypes: the one that takes most.
        if (property.datatype.empty() || is_text_datatype(type)) property.datatype = type;
      }
    if (property.is_datatype_property && !property.range.empty()) {
      const Said& said = all(iri, kRdfs + "range").front();
      fail(said, iri, kRdfs + "range", "range of the datatype property " + spell(said.file, iri) + " is a class", "make it an owl:ObjectProperty");
    }
    if (!property.datatype.empty() && property.range.empty()) property.is_datatype_property = true;
  }

  const std::vector<std::string>& paths_;
  Diagnostics& diagnostics_;
  std::vector<std::string> texts_;
  mutable std::map<std::uint32_t, std::optional<TurtleSource>> sources_;
  std::map<std::string, std::map<std::string, Sayings>> said_;  // subject, predicate
  std::map<std::string, std::set<std::pair<std::string, std::string>>> entries_;  // lexical entries, with the sense where there is one, by what they denote
  std::map<std::string, std::uint32_t> class_index_, property_index_;
  std::set<std::string> owners_;  // IRIs that are the domain of a property or a superclass
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
