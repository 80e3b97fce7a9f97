// What the relation reader is trained on (training/relations.py): MODEL KNOWLEDGE.bin ONTOLOGY.ttl... as arguments, records {"id","text"} on
// standard input. One JSON object a document on standard output: tokens (code points, governor, relation), sentences, mentions and candidate
// arguments as tokens.
#include <relata/core/phrase.hpp>
#include <relata/core/utf8.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/nlp/argument_spans.hpp>
#include <relata/nlp/model_analyzer.hpp>
#include <relata/rdf/ontology_reader.hpp>
#include <relata/record/record.hpp>
#include <relata/text/segmenter.hpp>

#include <nlohmann/json.hpp>

#include <iostream>

int main(int argc, char** argv) {
  using namespace relata;
  using Json = nlohmann::json;
  if (argc < 4) return 2;
  Diagnostics diagnostics;
  const LanguageModel model{std::filesystem::path(argv[1])};
  const KnowledgeBase known = KnowledgeBase::open(argv[2]);
  const Ontology ontology = read_ontology(std::vector<std::string>(argv + 3, argv + argc), diagnostics);
  const ModelAnalyzer analyzer(model, ontology, known);
  for (std::string line; std::getline(std::cin, line);) {
    Extraction extraction = read_record(line, {});
    segment(extraction.document);
    analyzer.analyse(extraction, Sentences::kGuessed);
    const Document& document = extraction.document;
    const OffsetMap offsets(document.text);
    Json out{{"id", document.id}, {"tokens", Json::array()}, {"sentences", Json::array()}, {"mentions", Json::array()}, {"spans", Json::array()}};
    for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
      const Token& token = document.tokens[t];
      const std::uint32_t above = governor(document, t);
      out["tokens"].push_back({offsets.code_point(token.span.begin), offsets.code_point(token.span.end), token.form, above == kNone ? -1 : static_cast<int>(above), token.deprel, token.upos});
    }
    for (const Mention& mention : extraction.mentions) {
      const TokenRange words = tokens_in(document, mention.span);
      out["mentions"].push_back({words.first, words.end, to_string(mention.kind), mention.type.substr(mention.type.find_last_of("#/") + 1)});
    }
    for (const Sentence& sentence : document.sentences) {
      out["sentences"].push_back({sentence.first_token, sentence.first_token + sentence.token_count});
      Json spans = Json::array();
      for (const ArgumentSpan& span : argument_spans(document, sentence, extraction.mentions))
        spans.push_back({span.words.first, span.words.end, span.head, span.mention == kNone ? -1 : static_cast<int>(span.mention)});
      out["spans"].push_back(std::move(spans));
    }
    std::cout << out.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}
