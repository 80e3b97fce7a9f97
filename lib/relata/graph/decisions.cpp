#include <relata/graph/decisions.hpp>

#include <relata/core/mapped_file.hpp>
#include <relata/core/utf8.hpp>
#include <relata/graph/knowledge_graph.hpp>

#include <algorithm>
#include <map>

namespace relata {
namespace {

const std::vector<std::string> kWords{"join", "split", "rename", "retype"};

class Line {
 public:
  Line(std::string_view text, Location where) : text_(text), where_(std::move(where)) { skip(); }

  bool is_over() const { return at_ == text_.size() || text_[at_] == '#'; }
  Location here() const { return {where_.file, where_.line, code_points(text_.substr(0, at_)) + 1}; }
  [[noreturn]] void fail(const Location& where, std::string_view fact, std::string_view remedy) const { throw InputError(describe(where, fact, remedy)); }

  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != '\t') ++at_;
    const std::string_view out = text_.substr(begin, at_ - begin);
    skip();
    return out;
  }
  std::string iri(std::string_view what) {
    const Location begin = here();
    if (is_over()) fail(begin, std::string(what) + " is missing", "give its IRI in angle brackets");
    if (text_[at_] != '<') fail(begin, std::string(what) + " is no IRI", "write it in angle brackets: <https://example.org/x>");
    const std::size_t end = text_.find('>', at_);
    if (end == std::string_view::npos) fail(begin, "the IRI does not end", "close it by >");
    const std::string out(text_.substr(at_ + 1, end - at_ - 1));
    if (out.find(':') == std::string::npos || out.find_first_of(" \t\"<") != std::string::npos)
      fail(begin, "<" + out + "> is no absolute IRI", "write it as `relata decisions` prints it");
    at_ = end + 1;
    skip();
    return out;
  }
  std::string label() {
    const Location begin = here();
    if (is_over() || text_[at_] != '"') fail(begin, "the label is missing", "write it in quotation marks: \"John Smith\"");
    std::string out;
    std::size_t at = at_ + 1;
    for (; at < text_.size() && text_[at] != '"'; ++at) {
      if (text_[at] == '\\' && at + 1 < text_.size()) ++at;
      out += text_[at];
    }
    if (at >= text_.size()) fail(begin, "the label does not end", "close it by \"");
    if (out.empty()) fail(begin, "the label is empty", "give the name to show");
    at_ = at + 1;
    skip();
    return out;
  }

 private:
  static std::uint64_t code_points(std::string_view text) {
    return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  }
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }
  std::string_view text_;
  Location where_;
  std::size_t at_ = 0;
};

Decision read_line(Line& line) {
  const Location begin = line.here();
  const std::string word(line.word());
  Decision out;
  const auto kind = std::find(kWords.begin(), kWords.end(), word);
  if (kind == kWords.end()) {
    const std::string near = nearest(word, kWords);
    line.fail(begin, "'" + word + "' is no decision", near.empty() ? "write join, split, rename or retype" : "did you mean '" + near + "'?");
  }
  out.kind = static_cast<Decision::Kind>(kind - kWords.begin());
  out.where = line.here();
  out.iri = line.iri("what to " + word);
  out.other_where = line.here();
  if (out.kind == Decision::Kind::kJoin) out.other = line.iri("what to join with it");
  if (out.kind == Decision::Kind::kRename) out.other = line.label();
  if (out.kind == Decision::Kind::kRetype) out.other = line.iri("the class");
  if (!line.is_over()) line.fail(line.here(), "there is more on the line than " + word + " takes", "write one decision a line");
  return out;
}

/// What contradicts itself whatever the graph.
void check(const Decisions& decisions) {
  const auto fail = [](const Decision& decision, const Decision& before, const std::string& fact) {
    throw InputError(describe(decision.where, fact + " in line " + std::to_string(before.where.line), "keep one of the two"));
  };
  std::map<std::pair<Decision::Kind, std::string>, const Decision*> seen;
  for (const Decision& d : decisions) {
    if (d.kind == Decision::Kind::kJoin) continue;
    const auto [entry, fresh] = seen.emplace(std::pair(d.kind, d.iri), &d);
    if (!fresh && entry->second->other != d.other)
      fail(d, *entry->second, "<" + d.iri + "> is also " + (d.kind == Decision::Kind::kRename ? "renamed \"" + entry->second->other + "\"" : "retyped <" + entry->second->other + ">"));
  }
  for (const Decision& d : decisions) {
    if (d.kind == Decision::Kind::kSplit && !parted(d.iri).document.empty())
      throw InputError(describe(d.where, "<" + d.iri + "> is one document's already", "split <" + std::string(parted(d.iri).name) + ">"));
    if (d.kind != Decision::Kind::kJoin) continue;
    const NamePart a = parted(d.iri), b = parted(d.other);
    if (d.iri == d.other) throw InputError(describe(d.where, "<" + d.iri + "> is joined with itself", "name two things"));
    if (a.name != b.name && !a.document.empty())
      throw InputError(describe(d.where, "<" + d.iri + "> is one document's and cannot stay", "put the IRI that stays first, without ~" + std::string(a.document)));
    if (a.name == b.name && (a.document.empty() || b.document.empty()))
      throw InputError(describe(d.where, "one of the two means all that bears the name <" + std::string(a.name) + ">", "name two documents behind ~"));
    for (const std::string_view name : {a.name, b.name}) {
      if (a.name == b.name) break;
      const auto split = seen.find({Decision::Kind::kSplit, std::string(name)});
      if (split != seen.end() && (name == a.name || b.document.empty())) fail(d, *split->second, "<" + std::string(name) + "> is also split");
    }
  }
}

}  // namespace

NamePart parted(std::string_view iri) {
  const std::size_t slash = iri.find_last_of('/'), mark = iri.find_last_of(kPartMark);
  if (mark == std::string_view::npos || slash == std::string_view::npos || mark < slash || iri.find("entity/") == std::string_view::npos) return {iri, {}};
  return {iri.substr(0, mark), iri.substr(mark + 1)};
}

Decisions parse_decisions(std::string_view text, const std::string& name) {
  Decisions out;
  std::uint64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    Line line(text.substr(0, end), {name, ++number, 0});
    if (!line.is_over()) out.push_back(read_line(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  check(out);
  return out;
}

Decisions read_decisions(const std::string& path) {
  const MappedFile file(path);
  return parse_decisions({reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()}, path);
}

}  // namespace relata
