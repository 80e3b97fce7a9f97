// Relations by the words of an ontology, by the released model: what it finds, and that a sentence's readings are its own.
#include <relata/nlp/language_model.hpp>

#include "../ontology/schema.hpp"
#include "words.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace relata::test {
namespace {

const LanguageModel& model() {
  static const LanguageModel loaded("models/relata-en-v2");
  return loaded;
}

Ontology ontology() {
  Schema s;
  for (const char* cls : {"book", "person", "place", "date"}) s.cls(cls);
  s.property("author", {"book"}, {"person"}).comment.clear();
  s.property("place of birth", {"person"}, {"place"}).comment.clear();
  s.property("publisher", {"book"}).comment.clear();
  return s.make();
}

/// A sentence a line.
Document lines_of(const std::string& text) {
  Document document = blank_parted(text);
  document.sentences.clear();
  std::uint32_t first = 0;
  for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
    const std::uint32_t end = document.tokens[t].span.end;
    if (t + 1 < document.tokens.size() && text[end] != '\n') continue;
    document.sentences.push_back({{document.tokens[first].span.begin, end}, first, t + 1 - first});
    first = t + 1;
  }
  return document;
}

/// "subject | property | object" of what is read.
std::set<std::string> read(const std::string& text) {
  static const Ontology known = ontology();
  static const OntologyVectors words = model().vectors_of(known, [](Document& document) { document = blank_parted(std::string(document.text)); });
  Document document = lines_of(text);
  model().analyse(document, Sentences::kGiven);
  std::set<std::string> out;
  for (const RelationReading& reading : model().relations(document, {}, words)) {
    EXPECT_GT(reading.confidence, 0);
    EXPECT_LE(reading.confidence, 1);
    out.insert(std::string(document.at(reading.subject)) + " | " + known.properties()[reading.property].label + " | " + std::string(document.at(reading.object)));
  }
  return out;
}

const std::string kBook = "The book Red Harbour was written by Anna Berg and published by Norhaven Press in 1987 .", kWriter = "Anna Berg was born in Malmo .";

TEST(RelationReader, KnowsPropertiesByTheirWordsAlone) {
  const std::set<std::string> book = read(kBook), writer = read(kWriter);
  EXPECT_TRUE(book.contains("Red Harbour | author | Anna Berg")) << testing::PrintToString(book);
  EXPECT_FALSE(book.contains("Anna Berg | author | Red Harbour"));
  EXPECT_EQ(writer, std::set<std::string>{"Anna Berg | place of birth | Malmo"});
}

TEST(RelationReader, ASentenceIsReadByItself) {
  std::set<std::string> both = read(kBook);
  both.merge(read(kWriter));
  EXPECT_EQ(read(kBook + "\n" + kWriter), both);
}

TEST(RelationReader, ReadsAnyText) {
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "word and ";
  for (const std::string& text : {std::string(), many, std::string(20000, 'a'), std::string("\xF0\x9F\x98\x80 \xFF\xFE . . ."), std::string("Anna")}) read(text);
}

}  // namespace
}  // namespace relata::test
