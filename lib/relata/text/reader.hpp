// From files, folders, standard input and memory to documents, one after the other: the entrance of the
// text room. Plain text, HTML, extraction records (JSON lines), plain triples and CoNLL-U.
// The reader knows forms and bytes; sentences and tokens of plain text are the segmenter's.
#pragma once
#include <relata/core/content_hash.hpp>
#include <relata/core/error.hpp>
#include <relata/core/extraction.hpp>
#include <relata/text/byte_source.hpp>
#include <relata/text/conllu.hpp>
#include <relata/text/input_files.hpp>
#include <relata/text/input_form.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace relata {

struct ReaderOptions {
  InputForm form = InputForm::kAuto;  ///< kAuto: by extension, else by the first bytes
  bool ignore_analysis = false;       ///< of records take only id, text, title, date and source
  std::uint64_t max_document_bytes = std::uint64_t{64} << 20;  ///< of a file of text or HTML, a line of JSON, the lines of a CoNLL-U document
};

/// Holds one document, or one line, in memory at a time.
class Reader {
 public:
  /// `paths`: files, folders (find_input_files) and "-" for standard input. InputError on what does not exist.
  /// `diagnostics` takes the oddities that did not stop the reading and must outlive the reader.
  Reader(const std::vector<std::string>& paths, ReaderOptions options, Diagnostics& diagnostics);

  /// What came from elsewhere, of a form that is given. `name` is what messages call it, `stem` the id of a document without one.
  Reader(std::string bytes, const std::string& name, const std::string& stem, ReaderOptions options, Diagnostics& diagnostics);

  /// The next document, with mentions, entities and claims where its record has them and with sentences and tokens
  /// where it has those; nullopt after the last. InputError on a file, line or record that cannot be read; the
  /// call after it goes on behind the fault: with the next line of JSON, else the next file.
  std::optional<Extraction> next();

  /// The file that the last document came from. Only after next() gave one.
  const std::string& file_name() const { return file().name; }
  /// That file, and the line where a line is a document.
  Location where() const { return {file().name, form_ == InputForm::kJsonl ? source_->lines_taken() : 0}; }
  /// A hash of all that was taken of the input so far, and of the ids that file names gave.
  std::uint64_t input_digest() const { return source_ ? content_hash(content_hash(digest_, file().stem), std::to_string(source_->digest())) : digest_; }
  std::size_t files_total() const { return files_.size(); }
  std::size_t files_done() const { return next_file_ - (source_ ? 1 : 0); }
  /// Bytes of input; standard input and pipes count nothing in the total.
  std::uint64_t bytes_total() const { return bytes_total_; }
  std::uint64_t bytes_done() const { return bytes_done_ + (source_ ? source_->bytes_taken() : 0); }

 private:
  bool open_next();
  void close();
  std::optional<Extraction> read_document();
  std::optional<Extraction> read_text();
  std::optional<Extraction> read_html_page();
  std::optional<Extraction> read_json_line();
  std::optional<Extraction> read_conllu();
  bool take_line();
  const InputFile& file() const { return files_[next_file_ - 1]; }

  std::vector<InputFile> files_;
  ReaderOptions options_;
  Diagnostics* diagnostics_;
  std::uint64_t bytes_total_ = 0, bytes_done_ = 0;
  std::uint64_t digest_ = 0;  // of the files before the open one
  std::size_t next_file_ = 0;

  std::optional<std::string> memory_;  // instead of a file

  // Of the open file:
  std::optional<ByteSource> source_;
  InputForm form_ = InputForm::kAuto;
  std::uint64_t documents_ = 0;
  std::string line_;
  std::optional<ConlluParser> conllu_;
  std::uint64_t conllu_bytes_ = 0;  // of the document being read
};

}  // namespace relata
