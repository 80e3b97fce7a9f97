// Puts a graph together from descriptions of subjects, in whatever order they come: an entity may be named before it is
// described, a claim may point to evidence further down. Keeps little beside the graph: 30 bytes a piece of evidence.
#pragma once
#include <relata/core/error.hpp>
#include <relata/graph/knowledge_graph.hpp>
#include <relata/rdf/term_table.hpp>

#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace relata {

/// One statement about the subject at hand. Views: valid while it is described.
struct Property3 {
  std::string_view predicate;
  TermView object;
};

class GraphAssembler {
 public:
  /// `whole`: all statements about a subject come in one description. Else one that was split, which only a whole
  /// description can tell right, is noticed. `path` and `diagnostics` must outlive the assembler.
  GraphAssembler(const std::string& path, bool whole, Diagnostics& diagnostics);

  /// False where the subject is split in a way that matters; then the graph is of no use.
  bool describe(std::string_view subject, std::span<const Property3> rows);
  KnowledgeGraph finish();

 private:
  using Rows = std::span<const Property3>;
  /// Pieces of evidence by number; a claim holds the number until the words are known.
  struct EvidenceTable {
    std::vector<Evidence> entries;      // [pieces] quote kNone: named, not described
    std::vector<std::uint32_t> slots;   // [a power of two] number + 1 of those whose IRI says source and place
    std::unordered_map<std::string, std::uint32_t> odd;  // other IRIs
    std::unordered_map<std::uint32_t, Evidence> moved;   // by number: elsewhere than the IRI says
    std::uint32_t number(std::uint32_t source, std::uint32_t begin, std::uint32_t end);
    std::uint32_t number(std::string_view iri);
    void grow();
  };

  bool article(std::string_view subject, Rows rows);
  bool evidence(std::string_view subject, Rows rows);
  bool claim(std::string_view subject, Rows rows);
  bool entity(std::string_view subject, Rows rows);
  bool description(std::string_view subject, Rows rows);
  bool event(std::string_view subject);
  void add(std::string_view subject, const TermView& object, Statement statement, ClaimDetails details);

  bool is_described(std::string_view iri) const;
  Vertex vertex(std::string_view iri);
  std::uint32_t source(std::string_view iri);
  std::uint32_t document(std::string_view iri);  ///< kNone for what is said outside of documents
  std::uint32_t evidence_number(std::string_view iri);
  void complain(std::string_view subject, const std::string& fact);

  const std::string& path_;
  const bool whole_;
  Diagnostics& diagnostics_;
  KnowledgeGraph graph_;
  bool has_base_ = false, has_claims_ = false;
  std::vector<unsigned char> nodes_;     // [vertices] bits of Told
  std::vector<unsigned char> articles_;  // [sources] 1: described
  std::string last_source_;
  std::uint32_t last_source_number_ = kNone;
  KeySet descriptions_;
  EvidenceTable evidence_;
  std::vector<Evidence> list_;  // of the claim at hand
  // Plain triples, which only count where there are no claims.
  TermTable terms_;
  std::vector<std::array<TermTable::Id, 3>> facts_;
};

}  // namespace relata
