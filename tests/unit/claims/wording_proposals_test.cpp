// What stands between two things is proposed for the properties that admit them, and nothing else.
#include <relata/claims/wording_proposals.hpp>

#include "../nlp/words.hpp"
#include "logic_world.hpp"

#include <gtest/gtest.h>

#include <map>

namespace relata::test {
namespace {

Contract sea() {
  Schema s;
  s.cls("Ship");
  s.cls("Port");
  s.cls("Company");
  Property& calls = s.property("calls at", {"Ship"}, {"Port"});
  calls.wordings = {{"call at", PartOfSpeech::kVerb}};
  s.property("runs", {"Company"}, {"Ship"});
  s.property("anything");
  s.values("launched", {"Ship"}, "http://www.w3.org/2001/XMLSchema#date");
  return Contract(s.make());
}

/// A sentence whose things are told by words: every "Name:Class" is one, "Day:" is a value.
Extraction sentence(std::string_view text) {
  Extraction out;
  std::string plain;
  std::vector<std::pair<Span, std::string>> things;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t colon = word.find(':');
    const auto begin = static_cast<std::uint32_t>(plain.size());
    plain += word.substr(0, colon);
    if (colon != std::string_view::npos) things.push_back({{begin, static_cast<std::uint32_t>(plain.size())}, std::string(word.substr(colon + 1))});
    plain += ' ';
    at = end + 1;
  }
  out.document = one_sentence(plain);
  static const std::map<std::string, std::string> lemmas{{"docked", "dock"}, {"called", "call"}, {"was", "be"}, {"launched", "launch"}, {"left", "leave"}};
  for (Token& token : out.document.tokens)
    if (const auto found = lemmas.find(token.form); found != lemmas.end()) token.lemma = found->second;
  for (const auto& [span, cls] : things) {
    Mention mention;
    mention.span = span;
    mention.kind = cls.empty() ? MentionKind::kValue : MentionKind::kName;
    if (!cls.empty()) {
      mention.entity = static_cast<std::uint32_t>(out.entities.size());
      Entity entity;
      entity.type = kEx + cls;
      out.entities.push_back(entity);
    }
    out.mentions.push_back(mention);
  }
  return out;
}

std::string proposed(const std::vector<std::string>& sentences, std::size_t most = 5) {
  static const Contract contract = sea();
  WordingProposals proposals(contract);
  for (const std::string& one : sentences) proposals.add(sentence(one));
  std::string out;
  for (const WordingProposal& p : proposals.best(most))
    out += contract.reading().properties()[p.property].label + ": " + p.wording + " " + std::to_string(p.count) + (p.has_label_word ? " likely" : "") + "\n";
  return out;
}

TEST(WordingProposals, ByTable) {
  EXPECT_EQ(proposed({"Aurora:Ship docked in Malmo:Port .", "Petrel:Ship docked in Gothenburg:Port .", "Petrel:Ship called near Malmo:Port ."}),
            "calls at: X call near Y 1 likely\ncalls at: X dock in Y 2\n");
  EXPECT_EQ(proposed({"Aurora:Ship called at Malmo:Port ."}), "") << "given already";
  EXPECT_EQ(proposed({"Malmo:Port welcomed Aurora:Ship ."}), "calls at: Y welcomed X 1\n") << "without a tagger, as it stands";
  EXPECT_EQ(proposed({"Aurora:Ship was launched on Monday: ."}), "launched: X be launch on Y 1 likely\n");
  EXPECT_EQ(proposed({"Norhaven:Company left Malmo:Port ."}), "") << "no property admits them";
  EXPECT_EQ(proposed({"Aurora:Ship and Malmo:Port", "Aurora:Ship , which left Malmo:Port", "Aurora:Ship in Malmo:Port"}), "") << "no wording of its own";
  EXPECT_EQ(proposed({"Aurora:Ship left one two three four five Malmo:Port"}), "") << "too far";
  EXPECT_EQ(proposed({"Aurora:Ship left Malmo:Port .", "Aurora:Ship reached Malmo:Port .", "Aurora:Ship left Malmo:Port ."}, 1), "calls at: X leave Y 2\n");
}

}  // namespace
}  // namespace relata::test
