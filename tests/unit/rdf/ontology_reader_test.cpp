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

TEST_F(OntologyReaderTest, ASenseMayAskForNarrowerClasses) {
  const Ontology o = read(
      "@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .\n"
      "ex:Body a owl:Class . ex:Party a owl:Class ; rdfs:subClassOf ex:Body . ex:Person a owl:Class .\n"
      "ex:memberOf a owl:ObjectProperty ; ontolex:isDenotedBy [ lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep \"join\"@en ] ] .\n"
      "[ lexinfo:partOfSpeech lexinfo:noun ; ontolex:canonicalForm [ ontolex:writtenRep \"X of Y\"@en ] ;\n"
      "  ontolex:sense [ ontolex:reference ex:memberOf ; synsem:propertyDomain ex:Person ; synsem:propertyRange ex:Party ] ] .");
  const std::vector<Wording>& wordings = o.properties()[o.find_property("memberOf")].wordings;
  ASSERT_EQ(wordings.size(), 2u);
  const Wording& of = wordings[wordings[0].text == "join" ? 1 : 0];
  EXPECT_EQ(of.text, "X of Y");
  EXPECT_EQ(of.classes, (SenseClasses{{o.find_class("Person")}, {o.find_class("Party")}}));
  EXPECT_TRUE(wordings[of.text == wordings[0].text ? 1 : 0].classes.empty());
}

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
  check("ex:p a owl:ObjectProperty ; rdfs:range xsd:date .", "a datatype; make it an owl:DatatypeProperty");
  check("ex:C a owl:Class . ex:p a owl:DatatypeProperty ; rdfs:range ex:C .", "is a class; make it an owl:ObjectProperty");
  check("ex:p a owl:ObjectProperty , owl:DatatypeProperty .", "both an object and a datatype property");
  check("ex:A a owl:Class ; rdfs:subClassOf ex:B . ex:B a owl:Class ; rdfs:subClassOf ex:A .", "circle");
  check("ex:p a owl:ObjectProperty ; rdfs:subPropertyOf ex:q . ex:q a owl:ObjectProperty ; rdfs:subPropertyOf ex:p .", "rdfs:subPropertyOf runs in a circle");
  check("ex:A a owl:Class", "ttl:");
  check("ex:a rdfs:label \"a\" .", "declares no class and no property");
  check("ex:p a owl:ObjectProperty ; rdfs:domain \"Agent\" .", "is a text; name a class");
}

TEST_F(OntologyReaderTest, WhatIsNamedButNotDeclaredIsToldAndTaken) {
  const Ontology o = read(
      "ex:Agent a owl:Class ; rdfs:subClassOf ex:Being .\nex:p a owl:ObjectProperty ; rdfs:range ex:Agnet ; rdfs:subPropertyOf ex:q ; owl:inverseOf ex:r .\n"
      "ex:on a owl:ObjectProperty ; rdfs:domain ex:Agent ; rdfs:range ex:Date .");
  const auto told = [&](const std::string& words) {
    return std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& d) { return to_string(d).find(words) != std::string::npos; });
  };
  EXPECT_TRUE(told("ttl:8:40: range of ex:p is ex:Agnet, which is not declared; did you mean ex:Agent? it is read as a class of its own"));
  EXPECT_TRUE(told("superclass of ex:Agent is ex:Being, which is not declared; declare it; it is read as a class"));
  EXPECT_TRUE(told("range of ex:on is ex:Date, which is not declared and sounds like a kind of value"));
  EXPECT_NE(o.find_class("Agnet"), kNone);
  EXPECT_TRUE(o.is_a(o.find_class("Agent"), o.find_class("Being")));
  EXPECT_TRUE(o.is_sub_property(o.find_property("p"), o.find_property("q")));
  EXPECT_EQ(o.properties()[o.find_property("r")].inverse, o.find_property("p"));
  EXPECT_TRUE(o.properties()[o.find_property("on")].is_datatype_property);
}

TEST_F(OntologyReaderTest, AClassThatIsCalledLikeADatatypeAndIsNothingElseStandsForValues) {
  const Ontology o = read(
      "ex:Date a owl:Class . ex:Year a owl:Class ; rdfs:subClassOf ex:Date . ex:Number a owl:Class . ex:Text a owl:Class .\n"
      "ex:on a owl:ObjectProperty ; rdfs:range ex:Number . ex:in a owl:ObjectProperty ; rdfs:range ex:Year .\n"
      "ex:at a owl:ObjectProperty ; rdfs:range ex:Date . ex:says a owl:ObjectProperty ; rdfs:range ex:Text .");
  EXPECT_TRUE(o.properties()[o.find_property("on")].range.empty());
  EXPECT_FALSE(o.properties()[o.find_property("on")].datatype.empty());
  EXPECT_EQ(o.properties()[o.find_property("in")].range.size(), 1U) << "it has a superclass";
  EXPECT_EQ(o.properties()[o.find_property("at")].range.size(), 1U) << "it is one";
  EXPECT_EQ(o.properties()[o.find_property("says")].range.size(), 1U) << "a text may be a thing";
}

TEST_F(OntologyReaderTest, ClassExpressions) {
  const Ontology o = read(
      "@prefix schema: <https://schema.org/> .\n"
      "ex:Ship a owl:Class . ex:Port a owl:Class . ex:Crew a owl:Class . ex:Boat a owl:Class ; owl:equivalentClass ex:Ship .\n"
      "ex:Ferry a owl:Class ; rdfs:subClassOf [ owl:intersectionOf ( ex:Ship [ a owl:Restriction ] ) ] .\n"
      "ex:Site a owl:Class ; owl:disjointUnionOf ( ex:Port ex:Dock ) . ex:Dock a owl:Class .\n"
      "ex:Either a owl:Class ; owl:equivalentClass [ owl:unionOf ( ex:Crew ex:Dock ) ] .\n"
      "[] a owl:AllDisjointClasses ; owl:members ( ex:Ship ex:Crew ) .\n"
      "ex:p a owl:AsymmetricProperty , owl:IrreflexiveProperty ; schema:domainIncludes ex:Ship , ex:Crew ; schema:rangeIncludes schema:Text , ex:Port .\n"
      "ex:nested a owl:ObjectProperty ; rdfs:range [ owl:unionOf ( ex:Ship [ owl:unionOf ( ex:Crew ex:Port ) ] ) ] .");
  const auto cls = [&](const char* name) { return o.find_class(name); };
  EXPECT_TRUE(o.is_a(cls("Boat"), cls("Ship")) && o.is_a(cls("Ship"), cls("Boat")));
  EXPECT_TRUE(o.is_a(cls("Ferry"), cls("Ship")));
  EXPECT_TRUE(o.is_a(cls("Port"), cls("Site")) && o.disjoint(cls("Port"), cls("Dock")));
  EXPECT_TRUE(o.is_a(cls("Crew"), cls("Either")));
  EXPECT_TRUE(o.disjoint(cls("Ferry"), cls("Crew")));
  const Property& p = o.properties()[o.find_property("p")];
  EXPECT_TRUE(p.asymmetric && p.irreflexive && !p.is_datatype_property);
  EXPECT_EQ(p.domain.size(), 2u);
  EXPECT_EQ(p.datatype, "https://schema.org/Text") << "either a thing or a text";
  EXPECT_EQ(o.properties()[o.find_property("nested")].range.size(), 3u);
}

TEST_F(OntologyReaderTest, WordingsAndLabels) {
  const Ontology o = read(
      "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
      "ex:callsAt a owl:ObjectProperty ; skos:altLabel \"X Dock In Y\"@en , \"legt an\"@de . ex:hasIMONumber a owl:DatatypeProperty .\n"
      "ex:P12 a owl:ObjectProperty ; rdfs:label \"fährt unter\"@de . ex:q a owl:ObjectProperty ; rdfs:label \"birthPlace\" ; skos:definition \"where\"@en .");
  const auto property = [&](const char* name) { return o.properties()[o.find_property(name)]; };
  ASSERT_EQ(property("callsAt").wordings.size(), 1u);
  EXPECT_EQ(property("callsAt").wordings[0].text, "X dock in Y");
  EXPECT_FALSE(property("callsAt").worded_by_label);
  EXPECT_EQ(property("hasIMONumber").label, "has IMO number");
  EXPECT_TRUE(property("hasIMONumber").worded_by_label);
  EXPECT_EQ(property("P12").label, "fährt unter") << "better than a number";
  EXPECT_EQ(property("q").label, "birth place");
  EXPECT_EQ(property("q").comment, "where");
}

TEST_F(OntologyReaderTest, HostileGraphsEnd) {
  std::string chain = "ex:C0 a owl:Class .\n";
  for (int i = 0; i < 3000; ++i) chain += "ex:C" + std::to_string(i + 1) + " a owl:Class ; rdfs:subClassOf ex:C" + std::to_string(i) + " .\n";
  EXPECT_TRUE(read(chain).is_a(0, 0));
  read("ex:A a owl:Class . ex:p a owl:ObjectProperty ; rdfs:domain _:u . _:u owl:unionOf _:l . "
       "_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> _:u ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l .");
  read("ex:A a owl:Class ; owl:equivalentClass ex:A ; owl:disjointWith ex:A ; rdfs:subClassOf ex:A , [] , [ owl:complementOf ex:A ] .");
  read("ex:p a owl:ObjectProperty ; owl:inverseOf ex:p , [] ; rdfs:subPropertyOf ex:p , [ owl:inverseOf ex:p ] ; owl:equivalentProperty ex:p ; rdfs:range [] .");
}

}  // namespace
}  // namespace relata
