#include "stream_build.hpp"

#include "document_reader.hpp"
#include "journal.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/core/content_hash.hpp>
#include <relata/core/mapped_file.hpp>
#include <relata/core/run_in_order.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>
#include <memory>

namespace relata::cli {
namespace {

namespace fs = std::filesystem;

/// A document with what is written of it.
struct StreamedDocument : ReadDocument {
  std::uint64_t number = 0;  ///< in the input, from 1
  std::string statements, rejections;
  Diagnostics left_out;  // statements, told
  WriteReport report;
};

/// A hash of the files' content; of folders, of the files in them.
std::string content_of(const std::vector<std::string>& paths) {
  std::uint64_t hash = 0;
  const auto add = [&](const fs::path& path) {
    const MappedFile file(path);
    hash = content_hash(hash, {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()});
  };
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      add(path);
      continue;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(path))
      if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) add(file);
  }
  return hash_digits(hash);
}

/// All that the bytes of the output depend on, but the documents.
Journal::Setup setup_of(const ReadingOptions& reading, const RdfOptions& rdf, const Format& format, const GraphOptions& graph) {
  const auto yes_or_no = [](bool value) { return value ? "yes" : "no"; };
  std::vector<std::string> ontologies = reading.ontologies, names = reading.knowledge;
  ontologies.push_back(own_file(ontologies.empty() ? "news.ttl" : "core.ttl"));
  if (reading.ontologies.empty()) ontologies.insert(ontologies.end(), {own_file("core.ttl"), own_file("events.ttl")});
  names.push_back(own_file("knowledge.bin"));
  const std::string model = model_folder(reading);
  return {{"relata", RELATA_VERSION " " + content_of({"/proc/self/exe"})},
          {"content of --ontology", content_of(ontologies)},
          {"content of --knowledge", content_of(names)},
          {"content of --model", model.empty() ? "none" : content_of({model})},
          {"--open", yes_or_no(reading.open)},
          {"--by-labels", yes_or_no(reading.by_labels)},
          {"--min-confidence", std::to_string(reading.min_confidence)},
          {"--from", std::string(to_string(reading.form()))},
          {"--rejected", reading.rejected},
          {"--base", graph.base},
          {"--keep-text", yes_or_no(graph.keep_text)},
          {"--no-mentions", yes_or_no(!graph.keep_mentions)},
          {"--claims", std::to_string(static_cast<int>(rdf.claims))},
          {"--assert", std::to_string(static_cast<int>(rdf.rule))},
          {"--to", std::string(format.name)}};
}

/// The output as it grows, with its journal where it goes to a file.
class StreamedOutput {
 public:
  StreamedOutput(const std::string& path, const std::string& rejected, const Journal::Setup& setup, const Session& session)
      : session_(session), path_(path), rejected_path_(rejected) {
    if (!AtomicFile::is_replaceable(path)) return;
    journal_.emplace(path, setup);
    now_ = journal_->last();
    now_.faults.clear();
    worth_keeping_ = now_.documents > 0;
  }
  StreamedOutput(const StreamedOutput&) = delete;
  StreamedOutput& operator=(const StreamedOutput&) = delete;
  ~StreamedOutput() {
    if (!journal_) return;
    if (worth_keeping_) {
      if (begun_) session_.note(AtomicFile::part_of(path_) + " and " + journal_->path() + " keep what was done; the same command goes on from there");
      return;
    }
    for (AtomicFile* file : {statements_.get(), rejections_.get()})
      if (file != nullptr) file->discard();
    statements_.reset();  // a journal without its file is void, but not the other way round
    journal_->remove();
  }

  /// Opens the files and passes over what an earlier run has done. InputError where the input is another one.
  void begin(DocumentReader& reader, Session& session) {
    if (worth_keeping_) {
      if (!reader.skip(now_.documents, now_.input_digest))
        throw InputError(describe({journal_->path(), 0, 0}, "the input does not begin with the " + counted(now_.documents, "document", "documents") + " that were read before",
                                  "give the same input, or remove this file and " + AtomicFile::part_of(path_) + " to begin anew"));
      for (const std::string& fault : journal_->last().faults) session.tell_fault(fault);
      session.note(path_ + ": goes on after " + counted(now_.documents, "document", "documents"));
    }
    statements_ = open(path_, now_.output_bytes);
    if (!rejected_path_.empty()) rejections_ = open(rejected_path_, now_.rejected_bytes);
    begun_ = true;
  }

  void add(const StreamedDocument& document) {
    ++now_.documents;
    now_.input_digest = document.input_digest;
    if (!document.fault.empty()) {
      now_.faults.push_back(document.fault);
    } else {
      statements_->write(document.statements);
      if (rejections_) rejections_->write(document.rejections);
      now_.rejected += document.extraction.rejected.size();
      now_.written += document.report.written;
      now_.left_out += document.report.left_out;
    }
    if (journal_ && Clock::now() >= next_checkpoint_) write_checkpoint();
  }
  const Checkpoint& so_far() const { return now_; }

  /// How often a run ended while the document was read.
  int ends_within(std::uint64_t document) const {
    if (!journal_) return 0;
    const auto found = journal_->under_way_at_ends().find(document);
    return found == journal_->under_way_at_ends().end() ? 0 : found->second;
  }
  /// The last document that was under way when a run ended; 0 for none.
  std::uint64_t last_suspect() const { return !journal_ || journal_->under_way_at_ends().empty() ? 0 : journal_->under_way_at_ends().rbegin()->first; }
  /// Notes that the document is read as long as what is returned lives. By any thread.
  std::unique_ptr<Journal::Reading> reading(std::uint64_t document) { return journal_ ? std::make_unique<Journal::Reading>(*journal_, document) : nullptr; }

  void commit() {
    statements_->commit();  // first: without its file a journal is void
    if (rejections_) rejections_->commit();
    if (journal_) journal_->remove();
    journal_.reset();
  }

 private:
  using Clock = std::chrono::steady_clock;

  std::unique_ptr<AtomicFile> open(const std::string& path, std::uint64_t kept) const {
    return journal_ && AtomicFile::is_replaceable(path) ? std::make_unique<AtomicFile>(path, kept) : std::make_unique<AtomicFile>(path);
  }

  /// A killed run loses a hundredth of its time, or a tenth of a second.
  void write_checkpoint() {
    now_.output_bytes = statements_->sync();
    if (rejections_) now_.rejected_bytes = rejections_->sync();
    journal_->add(now_);
    now_.faults.clear();
    worth_keeping_ = true;
    next_checkpoint_ = Clock::now() + std::max<Clock::duration>(std::chrono::milliseconds(100), (Clock::now() - begin_) / 100);
  }

  const Session& session_;
  const std::string path_, rejected_path_;
  std::optional<Journal> journal_;
  std::unique_ptr<AtomicFile> statements_, rejections_;
  Checkpoint now_;
  bool worth_keeping_ = false, begun_ = false;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point next_checkpoint_ = begin_ + std::chrono::milliseconds(100);
};

}  // namespace

void stream_documents(const ReadingOptions& reading, const OutputOptions& output, const GraphOptions& graph, Session& session) {
  constexpr std::uint64_t kMostTold = 100;  // of statements that were left out
  const auto targets = output.targets();
  if (targets.size() != 1 || (targets[0].format->name != "ntriples" && targets[0].format->name != "nquads"))
    throw UsageError("--stream writes one file of N-Triples or N-Quads; give -o FILE.nq or -o FILE.nt");
  const Format& format = *targets[0].format;
  const RdfOptions rdf = output.rdf_for(format);
  GraphOptions one_by_one = graph;
  one_by_one.streamed = true;
  const World world = load_world(reading, session);
  DocumentReader reader(reading, false, world, session);
  StreamedOutput out(targets[0].path, reading.rejected, setup_of(reading, rdf, format, graph), session);
  out.begin(reader, session);
  const Stopwatch stopwatch(session, "reading and writing");
  std::uint64_t drawn = out.so_far().documents, last = out.last_suspect();
  const auto next = [&]() -> std::optional<StreamedDocument> {
    if (drawn == last) return std::nullopt;
    std::optional<ReadDocument> document = reader.next();
    if (!document) return std::nullopt;
    StreamedDocument streamed{std::move(*document)};
    streamed.number = ++drawn;
    if (out.ends_within(streamed.number) >= Journal::kTrials)
      streamed.fault = describe(streamed.where, "was being read when " + std::to_string(Journal::kTrials) + " runs ended, and is passed over",
                                "read it by itself to see what happens, and please report it");
    return streamed;
  };
  const auto write = [&](StreamedDocument& document) {
    const auto under_way = document.fault.empty() ? out.reading(document.number) : nullptr;
    DocumentReader::read(document, [&] {
      KnowledgeGraph statements(one_by_one);
      statements.add(document.extraction);
      StringSink sink;
      StatementWriter writer(format, rdf, sink, document.left_out);
      writer.add(statements);
      document.report = writer.finish();
      document.statements = sink.take();
      if (!reading.rejected.empty()) document.rejections = rejection_lines(document.extraction, document.where.file);
    });
  };
  const auto take = [&](StreamedDocument&& document) {
    reader.accept(document, true);
    if (out.so_far().left_out < kMostTold) session.tell_all(document.left_out);
    out.add(document);
  };
  if (drawn < last) run_in_order(1, next, write, take);  // one by one, so that it shows which of them ends the run
  last = std::numeric_limits<std::uint64_t>::max();
  run_in_order(reader.jobs(), next, write, take);
  reader.finish();
  out.commit();
  const Checkpoint& all = out.so_far();
  const auto faulty = static_cast<std::uint64_t>(session.faults);
  session.note(counted(all.documents - faulty, "document", "documents") + ": " + counted(all.written, "statement", "statements") +
               (faulty > 0 ? "; " + std::to_string(faulty) + " could not be read" : ""));
  if (!reading.rejected.empty()) session.note(reading.rejected + ": " + counted(all.rejected, "claim", "claims") + " rejected");
}

}  // namespace relata::cli
