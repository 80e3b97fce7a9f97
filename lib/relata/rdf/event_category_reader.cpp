#include <relata/rdf/event_category_reader.hpp>

#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>
#include <relata/rdf/redland.hpp>

#include <map>

namespace relata {
namespace {

const std::string kRel = "https://relata.dev/ontology/core#";
const std::string kSkos = "http://www.w3.org/2004/02/skos/core#";
const std::string kOntolex = "http://www.w3.org/ns/lemon/ontolex#";
const std::string kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

class CategoryReader {
 public:
  CategoryReader(const std::string& path, Diagnostics& diagnostics) : path_(path) {
    try {
      parse_rdf(read_file(path), path, "turtle", [&](Statement3&& s) { said_[s.subject.value].push_back(std::move(s)); }, diagnostics);
    } catch (const RdfError& broken) {
      throw OntologyError(broken.what());
    }
  }

  std::vector<EventCategory> read() const {
    std::vector<EventCategory> out;
    std::map<std::string, std::uint32_t> index;
    for (const auto& [iri, statements] : said_)
      for (const Statement3& s : statements)
        if (s.predicate.value == kType && s.object.value == kRel + "EventCategory" && index.emplace(iri, static_cast<std::uint32_t>(out.size())).second)
          out.push_back(category(iri));
    for (EventCategory& one : out)
      for (const Statement3& s : said_.at(one.iri)) {
        if (s.predicate.value != kRel + "intended") continue;
        const auto found = index.find(s.object.value);
        if (found == index.end())
          throw OntologyError(describe({path_, s.line, 0},
                                       "rel:intended of " + std::string(local_name(one.iri)) + " is <" + s.object.value + ">, which is no category",
                                       "declare it by \"a rel:EventCategory\""));
        one.intended = found->second;
      }
    return out;
  }

 private:
  const std::vector<Statement3>& about(const std::string& subject) const {
    static const std::vector<Statement3> none;
    const auto found = said_.find(subject);
    return found == said_.end() ? none : found->second;
  }

  EventCategory category(const std::string& iri) const {
    EventCategory out;
    out.iri = iri;
    out.label = to_lower(local_name(iri));
    for (const Statement3& s : about(iri)) {
      if (s.predicate.value == kSkos + "prefLabel") out.label = s.object.value;
      if (s.predicate.value == kRel + "mutual") out.mutual = s.object.value == "true";
      if (s.predicate.value == kOntolex + "isDenotedBy") add_wordings(s.object.value, out.wordings);
    }
    return out;
  }

  void add_wordings(const std::string& entry, std::vector<Wording>& out) const {
    PartOfSpeech part = PartOfSpeech::kVerb;
    for (const Statement3& s : about(entry))
      if (local_name(s.predicate.value) == "partOfSpeech" && local_name(s.object.value) == "noun") part = PartOfSpeech::kNoun;
    for (const Statement3& form : about(entry))
      if (form.predicate.value == kOntolex + "canonicalForm")
        for (const Statement3& s : about(form.object.value))
          if (s.predicate.value == kOntolex + "writtenRep") out.push_back({s.object.value, part});
  }

  std::string path_;
  std::map<std::string, std::vector<Statement3>> said_;  // by subject
};

}  // namespace

std::vector<EventCategory> read_event_categories(const std::string& path, Diagnostics& diagnostics) { return CategoryReader(path, diagnostics).read(); }

std::vector<EventCategory> read_event_categories(const std::vector<std::string>& ontologies) {
  std::vector<EventCategory> out;
  Diagnostics told;
  for (const std::string& file : ontologies) {
    if (!file.ends_with(".ttl")) continue;
    const auto before = static_cast<std::uint32_t>(out.size());
    for (EventCategory& category : read_event_categories(file, told)) {
      if (category.intended != kNone) category.intended += before;
      out.push_back(std::move(category));
    }
  }
  return out;
}

}  // namespace relata
