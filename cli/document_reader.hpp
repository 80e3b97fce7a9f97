// Documents read by several threads and given back in their order: what build, annotate and the others that read text stand on.
#pragma once
#include "session.hpp"

#include <relata/pipeline/pipeline.hpp>
#include <relata/text/reader.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace relata::cli {

/// A document on its way from the input.
struct ReadDocument {
  Location where;
  std::uint64_t input_digest = 0, bytes_done = 0;  ///< of the input up to and with this document
  const Pipeline* pipeline = nullptr;              ///< that reads it
  Extraction extraction;
  Diagnostics diagnostics;
  std::string fault;  ///< "file:line: fact; remedy" where it could not be read; else empty
};

/// A line on the terminal that is written over; nothing where standard error is no terminal.
class ProgressBar {
 public:
  ProgressBar(std::uint64_t bytes_total, bool quiet);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  void draw(std::uint64_t bytes_done, std::uint64_t documents);

 private:
  using Clock = std::chrono::steady_clock;
  const std::uint64_t bytes_total_;
  const bool shown_;
  bool drawn_ = false;
  Clock::time_point last_;
};

/// The steps of run_in_order for documents.
class DocumentReader {
 public:
  /// All must outlive the reader. `ignore_analysis`: read the text of records anew.
  DocumentReader(const ReadingOptions& options, bool ignore_analysis, const World& world, Session& session);
  DocumentReader(const DocumentReader&) = delete;

  unsigned jobs() const;
  /// Passes over the first documents, which an earlier run has read. False where they are not those of `input_digest`.
  bool skip(std::uint64_t documents, std::uint64_t input_digest);
  /// The next document, or the fault of one; nullopt after the last. By one thread at a time.
  std::optional<ReadDocument> next();
  /// Reads it, if it has no fault, and does what is to be done with it. By several threads. What is thrown is the document's fault.
  static void read(ReadDocument& document, const std::function<void()>& and_then);
  /// In order, by one thread: tells what was found. False where the document has a fault, which then counts as one of the session;
  /// InputError with it unless `keep_going`.
  bool accept(ReadDocument& document, bool keep_going);
  /// After the last document.
  void finish();

 private:
  const Pipeline* pipeline_for(const Extraction& extraction);

  const ReadingOptions& options_;
  const World& world_;
  Session& session_;
  Diagnostics diagnostics_;  // of reader_, until they go with their document
  Reader reader_;
  std::optional<Pipeline> of_records_, of_texts_;  // made when they are needed: records need no language model
  std::uint64_t documents_ = 0;
  ProgressBar bar_;
};

/// The claims of a document that break the ontology: a line of JSON each.
std::string rejection_lines(const Extraction& extraction, const std::string& file);

}  // namespace relata::cli
