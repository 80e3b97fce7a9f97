#include <relata/text/reader.hpp>

#include <relata/record/record.hpp>
#include <relata/text/html.hpp>
#include <relata/text/plain_text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace relata {
namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos; }

constexpr std::array<std::string_view, 6> kOfDocument{"id", "text", "title", "date", "reference", "source"};

/// The record without what another tool understood of its text. The parser drops it unbuilt.
Extraction read_without_analysis(const std::string& line, const Location& where) {
  using nlohmann::json;
  const auto keep = [](int depth, json::parse_event_t event, json& key) {
    if (event != json::parse_event_t::key || depth != 1) return true;
    return std::find(kOfDocument.begin(), kOfDocument.end(), key.get_ref<const std::string&>()) != kOfDocument.end();
  };
  const json record = json::parse(line, keep, false);
  if (!record.is_object()) return read_record(line, where);  // which words the error
  if (const auto text = record.find("text"); text == record.end() || text->is_null())
    throw InputError(describe(where, "a record needs \"text\" to be read anew"));
  return read_record(record.dump(), where);
}

/// Pages of the html room begin so: a graph to look at, and no text to read, where it lies in a folder of articles.
bool is_own_page(std::string_view page) { return page.substr(0, 512).find(R"(<meta name="generator" content="relata">)") != std::string_view::npos; }

}  // namespace

Reader::Reader(const std::vector<std::string>& paths, ReaderOptions options, Diagnostics& diagnostics)
    : files_(find_input_files(paths, options.form)), options_(options), diagnostics_(&diagnostics) {
  for (const InputFile& file : files_) bytes_total_ += file.bytes;
}

Reader::Reader(std::string bytes, const std::string& name, const std::string& stem, ReaderOptions options, Diagnostics& diagnostics)
    : files_{{{}, name, stem, bytes.size()}}, options_(options), diagnostics_(&diagnostics), bytes_total_(bytes.size()), memory_(std::move(bytes)) {}

std::optional<Extraction> Reader::next() {
  while (source_ || open_next()) {
    try {
      if (std::optional<Extraction> found = read_document()) {
        ++documents_;
        return found;
      }
    } catch (const InputError&) {
      if (form_ == InputForm::kJsonl && line_.size() <= options_.max_document_bytes) ++documents_;
      else close();
      throw;
    }
    if (documents_ == 0)
      diagnostics_->push_back({Severity::kWarning, {file().name}, source_->bytes_taken() == 0 ? "is empty" : "holds no text", "skipped"});
    close();
  }
  return std::nullopt;
}

bool Reader::open_next() {
  if (next_file_ == files_.size()) return false;
  const InputFile& file = files_[next_file_++];
  if (memory_) source_.emplace(ByteSource::Bytes{std::move(*memory_)}, file.name);
  else source_.emplace(file.path, file.name);
  documents_ = 0;
  line_.clear();
  try {
    const std::string_view head = source_->head();
    want_text(head, file.name);
    form_ = options_.form != InputForm::kAuto ? options_.form : form_of_path(file.path);
    if (form_ == InputForm::kAuto) form_ = form_of_bytes(head);
  } catch (const InputError&) {
    close();
    throw;
  }
  if (form_ == InputForm::kConllu) conllu_.emplace(file.name, file.stem);
  conllu_bytes_ = 0;
  return true;
}

void Reader::close() {
  bytes_done_ += std::max(source_->bytes_taken(), file().bytes);
  digest_ = input_digest();
  source_.reset();
  conllu_.reset();
}

std::optional<Extraction> Reader::read_document() {
  switch (form_) {
    case InputForm::kHtml: return read_html_page();
    case InputForm::kJsonl: return read_json_line();
    case InputForm::kConllu: return read_conllu();
    default: return read_text();
  }
}

std::optional<Extraction> Reader::read_text() {
  std::string bytes = source_->take_all(options_.max_document_bytes);
  want_text(bytes, file().name);
  Extraction out;
  out.document.text = plain_text(std::move(bytes), file().name, *diagnostics_);
  if (is_blank(out.document.text)) return std::nullopt;
  out.document.id = file().stem;
  return out;
}

std::optional<Extraction> Reader::read_html_page() {
  std::string bytes = source_->take_all(options_.max_document_bytes);
  if (bytes.empty() || is_own_page(bytes)) return std::nullopt;
  Extraction out;
  out.document = read_html(std::move(bytes), file().name, *diagnostics_);
  if (out.document.text.empty()) return std::nullopt;
  out.document.id = file().stem;
  return out;
}

bool Reader::take_line() {
  if (!source_->take_line(line_, options_.max_document_bytes)) return false;
  if (source_->lines_taken() == 1 && line_.starts_with(kByteOrderMark)) line_.erase(0, kByteOrderMark.size());
  return true;
}

std::optional<Extraction> Reader::read_json_line() {
  while (take_line()) {
    if (is_blank(line_)) continue;
    const Location where{file().name, source_->lines_taken()};
    Extraction out = options_.ignore_analysis ? read_without_analysis(line_, where) : read_record(line_, where);
    // NUL is no character of XML or RDF. A space takes as many bytes, so offsets stay true.
    if (const auto count = std::count(out.document.text.begin(), out.document.text.end(), '\0'); count > 0) {
      std::replace(out.document.text.begin(), out.document.text.end(), '\0', ' ');
      diagnostics_->push_back({Severity::kWarning, where, std::to_string(count) + " NUL in the text, read as spaces", {}});
    }
    return out;
  }
  return std::nullopt;
}

std::optional<Extraction> Reader::read_conllu() {
  const auto extraction = [](Document&& document) {
    Extraction out;
    out.document = std::move(document);
    return out;
  };
  while (take_line()) {
    conllu_bytes_ += line_.size();
    std::optional<Document> done = conllu_->feed(line_);
    if (done || line_.starts_with("# newdoc")) conllu_bytes_ = line_.size();
    if (conllu_bytes_ > options_.max_document_bytes)
      throw InputError(describe({file().name, source_->lines_taken()},
                                "the document is over " + std::to_string(options_.max_document_bytes) + " bytes", "divide it by # newdoc"));
    if (done) return extraction(std::move(*done));
  }
  if (std::optional<Document> last = conllu_->finish()) return extraction(std::move(*last));
  return std::nullopt;
}

}  // namespace relata
