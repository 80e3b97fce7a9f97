// Spans of names set right: words parted by blanks, the model's names in brackets, and what they should be.
#include <relata/link/knowledge_base.hpp>
#include <relata/link/knowledge_builder.hpp>
#include <relata/nlp/name_spans.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace relata {
namespace {

KnowledgeBase known_names() {
  KnowledgeBuilder builder;
  for (const std::string name : {"Office of Arland and Borvia", "The Haag", "Board of Co Builders"})
    builder.add(NewThing{"http://t.example/" + name, name, "https://relata.dev/ontology/core#Organization", "", {}, {}, 0.8});
  KnowledgeBase known;
  known.add(builder, "names");
  return known;
}

struct Case {
  const char* given;
  const char* expected;  // names, parted by " | "
};

class Spans : public testing::TestWithParam<Case> {};

TEST_P(Spans, Table) {
  static const KnowledgeBase known = known_names();
  Document document;
  std::vector<NameSpan> names;
  std::istringstream words(GetParam().given);
  for (std::string word; words >> word;) {
    const bool opens = word.starts_with('['), closes = word.ends_with(']');
    if (opens) {
      names.push_back({static_cast<std::uint32_t>(document.tokens.size()), 0, 0, 1});
      word.erase(0, 1);
    }
    if (closes) word.pop_back();
    if (!document.text.empty()) document.text += ' ';
    Token token;
    token.form = word;
    token.span.begin = static_cast<std::uint32_t>(document.text.size());
    document.text += word;
    token.span.end = static_cast<std::uint32_t>(document.text.size());
    document.tokens.push_back(token);
    if (closes) names.back().end = static_cast<std::uint32_t>(document.tokens.size());
  }
  document.sentences.push_back({{0, static_cast<std::uint32_t>(document.text.size())}, 0, static_cast<std::uint32_t>(document.tokens.size())});
  const NameSpans spans(document, known);
  std::string out;
  for (const NameSpan& name : spans.set_right(names)) {
    if (!out.empty()) out += " | ";
    out += document.at(spans.bytes(name.first, name.end));
  }
  EXPECT_EQ(out, GetParam().expected) << GetParam().given;
}

INSTANTIATE_TEST_SUITE_P(Table, Spans,
                         testing::Values(Case{"[Jane Roe] spoke", "Jane Roe"},
                                         // What is known goes on.
                                         Case{"the [Office of Arland] and Borvia said", "Office of Arland and Borvia"},
                                         Case{"the [Office of Arland] and [Borvia] said", "Office of Arland and Borvia"},
                                         Case{"[Office of Arland] and others", "Office of Arland"},
                                         // Articles.
                                         Case{"[The Roe Act] and [The Haag]", "Roe Act | The Haag"},
                                         // Legal forms end a name.
                                         Case{"[Roe Corp BRO] fell", "Roe Corp"},
                                         Case{"[Roe AG ROEG.F] fell", "Roe AG"},
                                         Case{"[Roe Co Ltd of Portona] fell", "Roe Co Ltd"},
                                         Case{"[Roe and Co and Berg Co Inc] fell", "Roe and Co | Berg Co Inc"},
                                         Case{"[Roe Corp. Roe Financial] fell", "Roe Corp. | Roe Financial"},
                                         Case{"[Roe and Co Inc] fell", "Roe and Co Inc"},
                                         Case{"[Board of Co Builders] met", "Board of Co Builders"},
                                         Case{"[Office of Arland] and Borvia Inc met", "Office of Arland and Borvia Inc"},
                                         Case{"[Roe and Co] [and Berg Co Inc] fell", "Roe and Co | Berg Co Inc"},
                                         // Words for the kind and ordinals.
                                         Case{"when Hurricane [Jane] hit", "Hurricane Jane"},
                                         Case{"when [Hurricane] [Jane] hit", "Hurricane Jane"},
                                         Case{"[Jane] saw a hurricane in [Portona]", "Jane | Portona"},
                                         Case{"the [HMS] [Queen Anne] sailed", "HMS Queen Anne"},
                                         Case{"the [HMS] Queen [Anne] sailed", "HMS Queen Anne"},
                                         Case{"when Hurricane Queen [Anne] hit", "Anne"},
                                         Case{"the [116th] [Congress] met", "116th Congress"},
                                         Case{"the [Roe 2nd] [Congress] met", "Roe 2nd | Congress"},
                                         Case{"on the 4th [Roe] left", "Roe"},
                                         // Signs at the end.
                                         Case{"[Brave New Roe :] a book", "Brave New Roe"},
                                         Case{"[Union of Roe 's] parties", "Union of Roe"},
                                         Case{"won the [Heron Prize for] it", "Heron Prize"},
                                         Case{"[:] a book by [Roe ,] a poet", "Roe"},
                                         // Partners.
                                         Case{"[Kidd] , [Peab and Co] led", "Kidd , Peab and Co"},
                                         Case{"[Kidd] , [Peab] and [Berg] led", "Kidd | Peab | Berg"},
                                         // A surname before a given name of two syllables.
                                         Case{"[Roe] [Che - cheung] left", "Roe Che - cheung"},
                                         Case{"[Roe] , [Che - cheung] left", "Roe | Che - cheung"},
                                         // A nickname in the middle.
                                         Case{"[Jane] \" [Bo \" Roe] left", "Jane \" Bo \" Roe"},
                                         Case{"[Jane \" Bo] \" [Roe] left", "Jane \" Bo \" Roe"},
                                         Case{"[Jane] said \" [Roe] left \"", "Jane | Roe"},
                                         // Headlines.
                                         Case{"Asia Worries About [The Haag Row]", "The Haag"},
                                         Case{"asia worries about [The Haag Row]", "Haag Row"},
                                         // The full stop of the sentence, where the text writes "Inc" without one.
                                         Case{"[Roe Inc] bought [Berg Inc.]", "Roe Inc | Berg Inc"},
                                         Case{"[Roe Inc.] bought [Berg Inc.]", "Roe Inc. | Berg Inc."}));

}  // namespace
}  // namespace relata
