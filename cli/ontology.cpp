// relata ontology: what relata makes of a user's ontology, before texts are read by the thousand.
#include "session.hpp"

#include <relata/claims/wording_proposals.hpp>
#include <relata/core/iri.hpp>
#include <relata/core/utf8.hpp>
#include <relata/ontology/review.hpp>
#include <relata/ontology/vocabulary.hpp>
#include <relata/pipeline/pipeline.hpp>
#include <relata/text/reader.hpp>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>

namespace relata::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  std::string sample, model;
  unsigned most = 5;
};

struct TryOptions {
  std::vector<std::string> ontologies, knowledge;
  std::string file, text, model;  // text: a file, or a sentence
};

std::string joined(const std::vector<std::string>& parts, const char* by = ", ") {
  std::string out;
  for (const std::string& part : parts) (out += out.empty() ? "" : by) += part;
  return out;
}

std::string quoted(const Ontology& ontology, const std::vector<Wording>& wordings) {
  std::vector<std::string> out;
  for (const Wording& wording : wordings) {
    out.push_back('"' + wording.text + '"');
    if (!wording.classes.domain.empty()) out.back() += " of a " + ontology.labels(wording.classes.domain);
    if (!wording.classes.range.empty()) out.back() += " with a " + ontology.labels(wording.classes.range);
  }
  return joined(out);
}

std::string labels(const Ontology& ontology, const std::vector<std::uint32_t>& classes, const char* none) {
  return classes.empty() ? none : ontology.labels(classes);
}

void print_classes(const Contract& contract) {
  const Ontology& ontology = contract.reading();
  std::cout << "\nclasses\n";
  for (std::uint32_t c = 0; c < ontology.classes().size(); ++c) {
    const Class& cls = ontology.classes()[c];
    if (!contract.is_own(c)) continue;
    std::vector<std::string> above, like;
    for (const std::uint32_t parent : cls.parents) (contract.is_own(parent) ? above : like).push_back(ontology.classes()[parent].label);
    for (const std::uint32_t same : cls.equivalents) (contract.is_own(same) ? above : like).push_back(ontology.classes()[same].label);
    std::cout << "  " << cls.label << "  <" << cls.iri << ">\n";
    if (!above.empty()) std::cout << "    is a kind of " << joined(above) << '\n';
    if (!like.empty()) std::cout << "    is read as relata's " << joined(like) << '\n';
    if (!cls.disjoint_with.empty()) std::cout << "    is never " << labels(ontology, cls.disjoint_with, "") << '\n';
    if (!cls.wordings.empty()) std::cout << "    nouns: " << quoted(ontology, cls.wordings) << '\n';
  }
}

void print_properties(const Ontology& ontology) {
  std::cout << "\nproperties\n";
  for (const Property& p : ontology.properties()) {
    if (core_class::is_knowledge_property(p.iri)) continue;
    std::string range = labels(ontology, p.range, p.is_datatype_property ? "" : "anything");
    if (p.is_datatype_property) range = p.datatype.empty() ? "text" : std::string(local_name(p.datatype));
    else if (!p.datatype.empty()) range += " or " + std::string(local_name(p.datatype));
    std::cout << "  " << p.label << "  <" << p.iri << ">\n    " << labels(ontology, p.domain, "anything") << " -> " << range << '\n';
    std::vector<std::string> logic;
    for (const auto& [holds, word] : {std::pair{p.functional, "functional"}, {p.inverse_functional, "inverse functional"}, {p.symmetric, "symmetric"},
                                      {p.asymmetric, "asymmetric"}, {p.transitive, "transitive"}, {p.irreflexive, "irreflexive"}})
      if (holds) logic.emplace_back(word);
    if (p.inverse != kNone) logic.push_back("inverse of " + ontology.properties()[p.inverse].label);
    for (const std::uint32_t parent : p.parents) logic.push_back("a kind of " + ontology.properties()[parent].label);
    if (!logic.empty()) std::cout << "    " << joined(logic) << '\n';
    std::cout << "    " << (p.worded_by_label ? "no wording, its label: " : "wordings: ") << quoted(ontology, p.wordings) << '\n';
  }
}

std::size_t print_findings(const std::vector<Finding>& findings, Finding::Kind kind, const char* title) {
  std::size_t count = 0;
  for (const Finding& finding : findings) {
    if (finding.kind != kind) continue;
    if (count++ == 0) std::cout << '\n' << title << '\n';
    std::cout << "  " << finding.fact << "; " << finding.remedy << '\n';
  }
  return count;
}

ReadingOptions reading_of(std::vector<std::string> inputs, std::vector<std::string> ontologies, const std::string& model) {
  ReadingOptions out;
  out.inputs = std::move(inputs);
  out.ontologies = std::move(ontologies);
  out.model = model;
  return out;
}

void print_proposals(const CheckOptions& options, Contract contract, Session& session) {
  const ReadingOptions reading = reading_of({options.sample}, options.files, options.model);
  const World world = load_world(std::move(contract), reading);
  WordingProposals proposals(world.contract);
  read_all(reading, true, world, session, [&](Extraction&& extraction) { proposals.add(extraction); });
  const std::vector<WordingProposal> best = proposals.best(options.most);
  std::cout << "\nwordings that " << options.sample << " proposes (" << best.size() << "): how often, and where first\n";
  std::uint32_t last = kNone;
  for (const WordingProposal& proposal : best) {
    const Property& property = world.contract.reading().properties()[proposal.property];
    if (proposal.property != std::exchange(last, proposal.property)) std::cout << "  " << property.label << '\n';
    std::cout << "    " << proposal.count << "  \"" << proposal.wording << "\"" << (proposal.has_label_word ? "  likely" : "") << "    "
              << single_spaced(proposal.example) << '\n';
  }
}

void check(const CheckOptions& options, Session& session) {
  Diagnostics diagnostics;
  Contract contract = load_contract(options.files, diagnostics);
  const Ontology& ontology = contract.reading();
  std::size_t classes = 0, things = 0, values = 0;
  for (std::uint32_t c = 0; c < ontology.classes().size(); ++c) classes += contract.is_own(c) ? 1 : 0;
  for (const Property& p : ontology.properties())
    if (!core_class::is_knowledge_property(p.iri)) ++(p.is_datatype_property ? values : things);
  std::cout << joined(options.files) << ": " << counted(classes, "class", "classes") << ", " << counted(things + values, "property", "properties") << " ("
            << things << " between things, " << values << " with values)\n";
  print_classes(contract);
  print_properties(ontology);
  const std::vector<Finding> findings = review(contract);
  const std::size_t wrong = print_findings(findings, Finding::Kind::kContradiction, "contradictions");
  const std::size_t unusable = print_findings(findings, Finding::Kind::kUnusable, "cannot be used");
  if (!diagnostics.empty()) std::cout << "\ntold while reading\n";
  for (const Diagnostic& diagnostic : diagnostics) std::cout << "  " << to_string(diagnostic) << '\n';
  const std::size_t missing = print_findings(findings, Finding::Kind::kMissing, "missing");
  if (!options.sample.empty()) print_proposals(options, std::move(contract), session);
  session.note(counted(wrong, "contradiction", "contradictions") + ", " + std::to_string(unusable) + " of no use, " + std::to_string(missing) + " missing");
  if (wrong > 0) ++session.faults;
}

// ---- try ----

/// "Ever Given (vessel)", or a value as it would be written.
std::string end_of(const Contract& contract, const Extraction& extraction, const Claim& claim, bool object) {
  if (object && !claim.has_entity_object()) {
    const Literal& value = claim.object_value();
    return '"' + single_spaced(value.value) + '"' + (value.datatype.empty() ? "" : " (" + std::string(local_name(value.datatype)) + ")");
  }
  const Entity& entity = extraction.entities[object ? claim.object_entity() : claim.subject];
  const std::uint32_t cls = contract.reading().find_class(entity.type);
  return single_spaced(entity.label) + " (" + (cls == kNone ? std::string("no class") : contract.reading().classes()[cls].label) + ")";
}

void print_claim(const Contract& contract, const Extraction& extraction, const Claim& claim, char mark) {
  char score[16];
  std::snprintf(score, sizeof score, "%.2f", claim.confidence);
  const std::uint32_t property = contract.reading().find_property(claim.predicate);
  std::vector<std::string> notes;
  if (claim.polarity == Polarity::kNegated) notes.emplace_back("negated");
  if (claim.certainty != Certainty::kCertain) notes.emplace_back(to_string(claim.certainty));
  if (claim.speaker != kNone) notes.push_back("said by " + extraction.entities[claim.speaker].label);
  for (const auto& [name, value] : claim.qualifiers) notes.push_back(name + " " + value);
  std::cout << "  " << mark << ' ' << score << "  " << to_string(claim.method) << "  " << end_of(contract, extraction, claim, false) << "  "
            << (property == kNone ? claim.predicate : contract.reading().properties()[property].label) << "  " << end_of(contract, extraction, claim, true);
  if (!notes.empty()) std::cout << "  [" << joined(notes) << "]";
  if (!claim.evidence.empty()) std::cout << "  \"" << single_spaced(extraction.document.at(claim.evidence.front())) << '"';
  std::cout << '\n';
}

void print_tried(const Contract& contract, const Extraction& extraction) {
  const auto is_in = [](const Claim& claim, const Sentence& sentence) {
    return !claim.evidence.empty() && sentence.span.begin <= claim.evidence.front().begin && claim.evidence.front().begin < sentence.span.end;
  };
  for (const Sentence& sentence : extraction.document.sentences) {
    std::cout << single_spaced(extraction.document.at(sentence.span)) << '\n';
    for (const Claim& claim : extraction.claims)
      if (is_in(claim, sentence)) print_claim(contract, extraction, claim, '+');
    for (const Rejection& rejection : extraction.rejected)
      if (is_in(rejection.claim, sentence)) {
        print_claim(contract, extraction, rejection.claim, '-');
        std::cout << "          " << rejection.axiom << ": " << rejection.reason << '\n';
      }
  }
}

/// One sentence that is given on the command line itself.
Extraction read_words(const std::string& text, const World& world, Session& session) {
  if (find_invalid_utf8(text) != std::string::npos) throw UsageError("the text is not UTF-8");
  const LanguageModel* model = world.model();
  PipelineOptions how;
  how.open_claims = false;
  const Pipeline pipeline = model != nullptr ? Pipeline(world.contract, world.knowledge, *model, how) : Pipeline(world.contract, world.knowledge, how);
  Extraction extraction;
  extraction.document.id = "words";
  extraction.document.text = text;
  Diagnostics diagnostics;
  pipeline.run(extraction, diagnostics);
  session.tell_all(diagnostics);
  return extraction;
}

void try_out(const TryOptions& options, Session& session) {
  const std::string& text = options.text;
  ReadingOptions reading = reading_of({text}, options.ontologies, options.model);
  reading.ontologies.insert(reading.ontologies.begin(), options.file);
  reading.knowledge = options.knowledge;
  const World world = load_world(reading, session);
  std::error_code error;
  const bool is_sentence = text.find(' ') != std::string::npos && !std::filesystem::exists(text, error);
  if (is_sentence) print_tried(world.contract, read_words(text, world, session));
  else read_all(reading, true, world, session, [&](Extraction&& extraction) { print_tried(world.contract, extraction); });
}

}  // namespace

void add_ontology(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand("ontology", "See what relata makes of your ontology, and try it on a text");
  group->require_subcommand(1);
  group->footer("Examples:\n  relata ontology check shipping.ttl --sample articles/\n  relata ontology try shipping.ttl shipping.txt");
  const char* model = "Folder of a language model, instead of relata's own; none: read by rules and names alone";

  auto check_options = std::make_shared<CheckOptions>();
  CLI::App* check_command = group->add_subcommand(
      "check", "Say what was understood, what contradicts itself, what cannot be used and what is missing; exit status 1 on contradictions");
  check_command->add_option("FILE", check_options->files, "OWL or RDFS files, read as one ontology")->required();
  check_command->add_option("--sample", check_options->sample, "Texts like those to be read: propose wordings from them")->type_name("TEXT");
  check_command->add_option("--most", check_options->most, "Proposals a property")->capture_default_str();
  check_command->add_option("--model", check_options->model, model)->type_name("FOLDER|none");
  check_command->callback([check_options, &session] { check(*check_options, session); });

  auto try_options = std::make_shared<TryOptions>();
  CLI::App* try_command =
      group->add_subcommand("try", "Read a text with an ontology: for each sentence the claims (+) with score and words, and what was rejected (-) and why");
  try_command->add_option("FILE", try_options->file, "OWL or RDFS file")->required();
  try_command->add_option("TEXT", try_options->text, "File to read, or a sentence in quotes")->required();
  try_command->add_option("--ontology", try_options->ontologies, "Further OWL or RDFS file, read as one with the first; may be given again")->type_name("FILE")->allow_extra_args(false);
  try_command->add_option("--knowledge", try_options->knowledge, "Further known names, Turtle or compiled; may be given again")->type_name("FILE")->allow_extra_args(false);
  try_command->add_option("--model", try_options->model, model)->type_name("FOLDER|none");
  try_command->footer("Example:\n  relata ontology try shipping.ttl 'The ferry Aurora Bay, built by Norhaven Yards, called at Malmo.'");
  try_command->callback([try_options, &session] { try_out(*try_options, session); });
}

}  // namespace relata::cli
