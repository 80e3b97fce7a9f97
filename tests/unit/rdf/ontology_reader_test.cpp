// What of OWL is understood, and what is said about the rest.
#include <relata/rdf/ontology_reader.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace relata {
namespace {

const std::string kPrefixes =
    "@prefix ex: <https://example.org/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    "@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .\n@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .\n";  // 6 lines

class OntologyReaderTest : public testing::Test {
 protected:
  Ontology read(const std::string& turtle) {
    const std::string file = testing::TempDir() + "relata-ontology.ttl";
    std::ofstream(file, std::ios::binary) << kPrefixes << turtle;
    diagnostics_.clear();
    return read_ontology({file}, diagnostics_);
  }
  Diagnostics diagnostics_;
};

TEST_F(OntologyReaderTest, UnderstandsByTable) {
  const Ontology o = read(
      "ex:Agent a owl:Class . ex:Place a owl:Class ; owl:disjointWith ex:Person . ex:Person a owl:Class ; rdfs:subClassOf ex:Agent , "
      "[ a owl:Restriction ] , <http://xmlns.com/foaf/0.1/Person> ; rdfs:label \"Mensch\"@de , \"human being\"@en .\n"
      "ex:livesIn a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:domain [ a owl:Class ; owl:unionOf ( ex:Person ex:Agent ) ] ; rdfs:range ex:Place ;\n"
      "  ontolex:isDenotedBy [ lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep \"live in\"@en ] ] .\n"
      "ex:homeOf a owl:ObjectProperty ; owl:inverseOf ex:livesIn . ex:knows a owl:SymmetricProperty .\n"
      "ex:bornOn a owl:DatatypeProperty ; rdfs:domain ex:Person ; rdfs:range xsd:date .");
  const std::uint32_t person = o.find_class("Person"), agent = o.find_class("Agent"), place = o.find_class("Place");
  EXPECT_TRUE(o.is_a(person, agent));
  EXPECT_TRUE(o.disjoint(person, place));
  EXPECT_EQ(o.classes()[person].label, "human being");
  EXPECT_EQ(o.classes()[person].mappings, std::vector<std::string>{"http://xmlns.com/foaf/0.1/Person"});
  const Property& lives = o.properties()[o.find_property("livesIn")];
  EXPECT_TRUE(lives.functional);
  EXPECT_EQ(lives.domain.size(), 2u);
  ASSERT_EQ(lives.wordings.size(), 1u);
  EXPECT_EQ(lives.wordings[0].text, "live in");
  EXPECT_EQ(lives.wordings[0].part_of_speech, PartOfSpeech::kVerb);
  EXPECT_EQ(o.properties()[o.find_property("homeOf")].inverse, o.find_property("livesIn"));
  EXPECT_EQ(lives.inverse, o.find_property("homeOf"));
  EXPECT_TRUE(o.properties()[o.find_property("knows")].symmetric);
  const Property& born = o.properties()[o.find_property("bornOn")];
  EXPECT_TRUE(born.is_datatype_property);
  EXPECT_EQ(born.datatype, "http://www.w3.org/2001/XMLSchema#date");
  EXPECT_EQ(born.wordings.front().text, "born on");  // of its label, having no wording
  ASSERT_EQ(diagnostics_.size(), 1u);  // the restriction
}

TEST_F(OntologyReaderTest, SaysWhatIsWrongByTable) {
  const auto check = [&](const std::string& turtle, const std::string& words) {
    try {
      read(turtle);
      ADD_FAILURE() << turtle << " was taken";
    } catch (const OntologyError& refused) {
      EXPECT_NE(std::string(refused.what()).find(words), std::string::npos) << refused.what() << "\nexpected " << words;
    }
  };
  check("ex:Agent a owl:Class .\nex:p a owl:ObjectProperty ; rdfs:range ex:Agnet .", "ttl:8:40: range of ex:p is ex:Agnet, which is not declared; did you mean ex:Agent?");
  check("ex:A a owl:Class ; rdfs:subClassOf ex:B .", "superclass of ex:A is ex:B, which is not declared");
  check("ex:p a owl:ObjectProperty ; rdfs:range xsd:date .", "a datatype; make it an owl:DatatypeProperty");
  check("ex:C a owl:Class . ex:p a owl:DatatypeProperty ; rdfs:range ex:C .", "is a class; make it an owl:ObjectProperty");
  check("ex:p a owl:ObjectProperty , owl:DatatypeProperty .", "both an object and a datatype property");
  check("ex:A a owl:Class ; rdfs:subClassOf ex:B . ex:B a owl:Class ; rdfs:subClassOf ex:A .", "circle");
  check("ex:A a owl:Class", "ttl:");
  check("ex:a rdfs:label \"a\" .", "declares no class and no property");
  check("ex:p a owl:ObjectProperty ; rdfs:domain \"Agent\" .", "is a text; name a class");
}

}  // namespace
}  // namespace relata
