#include "document_reader.hpp"

#include <relata/core/atomic_file.hpp>
#include <relata/core/run_in_order.hpp>
#include <relata/record/record.hpp>

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <thread>
#include <utility>

namespace relata::cli {
namespace {

/// Where --rejected writes to; without a name, nowhere.
class RejectionFile {
 public:
  explicit RejectionFile(const std::string& name) : name_(name) {
    if (!name.empty()) file_.emplace(name);
  }
  void add(const Extraction& extraction, const std::string& file) {
    if (!file_) return;
    file_->write(rejection_lines(extraction, file));
    count_ += extraction.rejected.size();
  }
  void commit(const Session& session) {
    if (!file_) return;
    file_->commit();
    session.note(name_ + ": " + counted(count_, "claim", "claims") + " rejected");
  }

 private:
  const std::string name_;
  std::optional<AtomicFile> file_;
  std::size_t count_ = 0;
};

}  // namespace

ProgressBar::ProgressBar(std::uint64_t bytes_total, bool quiet)
    : bytes_total_(bytes_total), shown_(!quiet && bytes_total >= (1U << 20) && isatty(STDERR_FILENO) != 0), last_(Clock::now()) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
}

void ProgressBar::draw(std::uint64_t bytes_done, std::uint64_t documents) {
  constexpr std::size_t kWidth = 30;
  if (!shown_ || Clock::now() - last_ < std::chrono::milliseconds(100)) return;
  const double part = std::min(1.0, static_cast<double>(bytes_done) / static_cast<double>(bytes_total_));
  const auto full = static_cast<std::size_t>(part * kWidth);
  std::cerr << "\r[" << std::string(full, '#') << std::string(kWidth - full, '.') << "] " << static_cast<int>(part * 100) << " %, " << documents
            << " documents" << std::flush;
  drawn_ = true;
  last_ = Clock::now();
}

DocumentReader::DocumentReader(const ReadingOptions& options, bool ignore_analysis, const World& world, Session& session)
    : options_(options), world_(world), session_(session), reader_(options.inputs, {options.form(), ignore_analysis}, diagnostics_),
      bar_(reader_.bytes_total(), session.quiet) {}

unsigned DocumentReader::jobs() const { return options_.jobs != 0 ? options_.jobs : std::max(1U, std::thread::hardware_concurrency()); }

bool DocumentReader::skip(std::uint64_t documents, std::uint64_t input_digest) {
  for (; documents_ < documents; ++documents_) {
    try {
      if (!reader_.next()) return false;
    } catch (const InputError&) {  // told by the run that read it
    }
  }
  diagnostics_.clear();
  return reader_.input_digest() == input_digest;
}

std::optional<ReadDocument> DocumentReader::next() {
  ReadDocument out;
  std::optional<Extraction> found;
  try {
    found = reader_.next();
    if (!found) return std::nullopt;
  } catch (const InputError& broken) {
    out.fault = broken.what();
  }
  if (found) {
    out.where = reader_.where();
    out.extraction = std::move(*found);
    out.pipeline = pipeline_for(out.extraction);
  }
  out.diagnostics = std::exchange(diagnostics_, {});
  out.input_digest = reader_.input_digest();
  out.bytes_done = reader_.bytes_done();
  return out;
}

const Pipeline* DocumentReader::pipeline_for(const Extraction& extraction) {
  if (!of_texts_ && Pipeline::wants_reading(extraction)) {
    PipelineOptions how = options_.pipeline(diagnostics_);
    if (const LanguageModel* model = world_.model()) of_texts_.emplace(world_.contract, world_.knowledge, *model, std::move(how));
    else of_texts_.emplace(world_.contract, world_.knowledge, std::move(how));
  }
  if (of_texts_) return &*of_texts_;
  if (!of_records_) of_records_.emplace(world_.contract, world_.knowledge);
  return &*of_records_;
}

void DocumentReader::read(ReadDocument& document, const std::function<void()>& and_then) {
  if (!document.fault.empty()) return;
  try {
    document.pipeline->run(document.extraction, document.diagnostics);
    and_then();
  } catch (const std::exception& failure) {
    document.fault = describe(document.where, std::string("cannot be read: ") + failure.what(), "leave it out, and please report it");
  }
}

bool DocumentReader::accept(ReadDocument& document, bool keep_going) {
  session_.tell_all(document.diagnostics);
  if (document.fault.empty()) {
    bar_.draw(document.bytes_done, ++documents_);
    return true;
  }
  if (!keep_going) throw InputError(document.fault);
  session_.tell_fault(document.fault);
  return false;
}

void DocumentReader::finish() {
  session_.tell_all(diagnostics_);
  if (documents_ == 0) session_.tell({Severity::kWarning, {options_.inputs.front(), 0, 0}, "holds no document", "the result is empty"});
}

std::string rejection_lines(const Extraction& extraction, const std::string& file) {
  std::string out;
  for (const Rejection& rejection : extraction.rejected) out += write_rejection(extraction, rejection, file) + '\n';
  return out;
}

void read_all(const ReadingOptions& options, bool ignore_analysis, const World& world, Session& session, const std::function<void(Extraction&&)>& take) {
  const Stopwatch stopwatch(session, "reading");
  DocumentReader reader(options, ignore_analysis, world, session);
  RejectionFile rejections(options.rejected);
  run_in_order(
      reader.jobs(), [&] { return reader.next(); }, [](ReadDocument& document) { DocumentReader::read(document, [] {}); },
      [&](ReadDocument&& document) {
        if (!reader.accept(document, options.keep_going)) return;
        rejections.add(document.extraction, document.where.file);
        take(std::move(document.extraction));
      });
  reader.finish();
  rejections.commit(session);
}

}  // namespace relata::cli
