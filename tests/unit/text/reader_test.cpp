// Files, folders and streams to documents: what is read, what is warned of, what is refused.
#include <relata/text/plain_text.hpp>
#include <relata/text/reader.hpp>

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

namespace relata {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

struct Case {
  std::string about;
  std::vector<std::pair<std::string, std::string>> files;  ///< path under the folder, bytes
  std::vector<std::string> paths;                          ///< under the folder; "" = the folder
  ReaderOptions options;
  std::vector<std::string> expected;  ///< "id|text", "warning: ...", "error: ..." in order
};

class ReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("relata-reader-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    start();
  }
  void TearDown() override { fs::remove_all(folder_); }

  void start() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  std::string at(const std::string& name) const { return name.empty() ? folder_.string() : (folder_ / name).string(); }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories(fs::path(at(name)).parent_path());
    std::ofstream(at(name), std::ios::binary) << bytes;
  }
  /// Paths of the machine taken out.
  std::string relative(std::string message) const {
    for (const std::string& prefix : {folder_.string() + "/", folder_.string()})
      for (std::size_t found; (found = message.find(prefix)) != std::string::npos;) message.erase(found, prefix.size());
    return message;
  }

  void check(const Case& wanted) {
    SCOPED_TRACE(wanted.about);
    start();
    for (const auto& [name, bytes] : wanted.files) write(name, bytes);
    std::vector<std::string> paths;
    for (const std::string& path : wanted.paths) paths.push_back(at(path));
    std::vector<std::string> got;
    Diagnostics diagnostics;
    const auto guarded = [&](const std::function<void()>& act) {
      try {
        act();
        return true;
      } catch (const InputError& error) {
        got.push_back(std::string("error: ").append(relative(error.what())));
        return false;
      }
    };
    std::optional<Reader> reader;
    guarded([&] { reader.emplace(paths, wanted.options, diagnostics); });
    std::size_t told = 0;
    for (bool more = reader.has_value(); more;) {
      std::optional<Extraction> found;
      const bool sound = guarded([&] { found = reader->next(); });
      for (; told < diagnostics.size(); ++told) got.push_back(std::string("warning: ").append(relative(to_string(diagnostics[told]))));
      if (found) {
        std::string line = found->document.id + "|" + found->document.text;
        if (!found->document.title.empty()) line.append("|").append(found->document.title);
        if (!found->claims.empty()) line += "|claims " + std::to_string(found->claims.size());
        if (!found->document.tokens.empty()) line += "|tokens " + std::to_string(found->document.tokens.size());
        got.push_back(line);
      }
      more = found || !sound;
      ASSERT_LT(got.size(), 1000u);
    }
    EXPECT_EQ(got, wanted.expected);
    if (!reader) return;
    EXPECT_EQ(reader->bytes_done(), reader->bytes_total());
    EXPECT_EQ(reader->files_done(), reader->files_total());
  }

 private:
  fs::path folder_;
};

TEST_F(ReaderTest, GivesTextAsItIs) {
  check({"plain", {{"a.txt", "One.\nTwo.\n"}}, {"a.txt"}, {}, {"a|One.\nTwo.\n"}});
  check({"byte order mark", {{"a.txt", "\xEF\xBB\xBFOne."}}, {"a.txt"}, {}, {"a|One."}});
  check({"CRLF stays", {{"a.txt", "One.\r\nTwo.\r\n"}}, {"a.txt"}, {}, {"a|One.\r\nTwo.\r\n"}});
  check({"curly quotes, zero width", {{"a.txt", "“No,” she\u200B said — ‘never’."}}, {"a.txt"}, {}, {"a|“No,” she\u200B said — ‘never’."}});
  check({"dots in the name", {{"v1.2.final.txt", "x"}}, {"v1.2.final.txt"}, {}, {"v1.2.final|x"}});
  check({"capital extension", {{"A.TXT", "{\"id\": 1}"}}, {"A.TXT"}, {}, {"A|{\"id\": 1}"}});
  check({"the same file twice", {{"a.txt", "x"}}, {"a.txt", "a.txt"}, {}, {"a|x", "a|x"}});
}

TEST_F(ReaderTest, RepairsAndSkipsWithAWarning) {
  check({"invalid bytes", {{"a.txt", "ab\nc\xFC""d \xE2\x80 and more text"}}, {"a.txt"}, {},
         {"warning: a.txt:2:2: 3 bytes that are not UTF-8, read as U+FFFD; convert the file to UTF-8", "a|ab\nc\uFFFDd \uFFFD\uFFFD and more text"}});
  check({"one invalid byte", {{"a.txt", "caf\xE9"}}, {"a.txt"}, {},
         {"warning: a.txt:1:4: 1 byte that is not UTF-8, read as U+FFFD; convert the file to UTF-8", "a|caf\uFFFD"}});
  check({"empty files are skipped", {{"a.txt", ""}, {"b.jsonl", ""}, {"c.conllu", ""}, {"d.html", ""}, {"e.txt", " \n"}, {"f.txt", "x"}}, {""}, {},
         {"warning: a.txt: is empty; skipped", "warning: b.jsonl: is empty; skipped", "warning: c.conllu: is empty; skipped",
          "warning: d.html: is empty; skipped", "warning: e.txt: holds no text; skipped", "f|x"}});
  check({"a page that relata drew", {{"a.html", "<!DOCTYPE html>\n<head>\n<meta name=\"generator\" content=\"relata\">\n</head><p>Ann left."}}, {"a.html"}, {},
         {"warning: a.html: holds no text; skipped"}});
  check({"a page without words", {{"a.html", "<html><script>x</script></html>"}}, {"a.html"}, {}, {"warning: a.html: holds no text; skipped"}});
}

TEST_F(ReaderTest, RefusesWhatIsNoText) {
  const std::string remedy = "; give text, HTML, JSON lines or CoNLL-U";
  check({"NUL", {{"a.txt", "abc\0def"s}}, {"a.txt"}, {}, {"error: a.txt: is not text (byte 0x00 at 3)" + remedy}});
  check({"NUL far in", {{"a.txt", std::string(9000, 'x') + "\0"s}}, {"a.txt"}, {}, {"error: a.txt: is not text (byte 0x00 at 9000)" + remedy}});
  check({"control bytes", {{"a.txt", "a\x01\x02\x03\x04\x05\x06"}}, {"a.txt"}, {}, {"error: a.txt: is not text (byte 0x01 at 1)" + remedy}});
  check({"invalid bytes", {{"a.jsonl", "\x89PNG\xFF\xFA\xFB\xFC\xFD"}}, {"a.jsonl"}, {}, {"error: a.jsonl: is not text (byte 0x89 at 0)" + remedy}});
  check({"PDF", {{"a.pdf", "%PDF-1.7\n"}}, {"a.pdf"}, {}, {"error: a.pdf: is not text (PDF); turn it into text first, with pdftotext or the like"}});
  check({"UTF-16", {{"a.txt", "\xFF\xFEh\0i\0"s}}, {"a.txt"}, {}, {"error: a.txt: is not text (UTF-16); convert the file to UTF-8"}});
  check({"reading goes on", {{"a.txt", "\0"s}, {"b.txt", "x"}}, {"a.txt", "b.txt"}, {}, {"error: a.txt: is not text (byte 0x00 at 0)" + remedy, "b|x"}});
}

TEST_F(ReaderTest, FindsFilesOfFolders) {
  check({"by name, deep, known ones only",
         {{"b.txt", "B"}, {"a/z.txt", "Z"}, {"a/k.htm", "<p>K"}, {"notes.pdf", "%PDF-"}, {"README", "no"}, {"c.ndjson", "{\"id\":\"c\",\"text\":\"C\"}\n"}},
         {""}, {}, {"a/k|K", "a/z|Z", "b|B", "c|C"}});
  check({"of the chosen form", {{"b.txt", "B"}, {"a.html", "<p>A"}}, {""}, {InputForm::kText}, {"b|B"}});
  check({"no such file there", {{"notes.pdf", "%PDF-"}}, {""}, {},
         {"error: : no file to read in this folder; relata reads .txt .html .jsonl .conllu, also packed as .gz"}});
  check({"none of the form", {{"d/a.txt", "x"}}, {"d"}, {InputForm::kHtml}, {"error: d: no file to read in this folder; relata reads .html .htm .xhtml, also packed as .gz"}});
  check({"missing", {}, {"gone.txt"}, {}, {"error: gone.txt: no such file or folder"}});
}

TEST_F(ReaderTest, ReadsRecords) {
  const std::string record = R"({"id":"r","text":"Ann leads Org.","title":"T","claims":[{"subject":"Ann","predicate":"leads","object":"Org"}]})";
  check({"with claims", {{"a.jsonl", "\xEF\xBB\xBF" + record + "\r\n\n" + record}}, {"a.jsonl"}, {}, {"r|Ann leads Org.|T|claims 1", "r|Ann leads Org.|T|claims 1"}});
  check({"a triple", {{"a.json", R"({"subject":"Ann","predicate":"leads","object":"Org"})"}}, {"a.json"}, {}, {"a||claims 1"}});
  ReaderOptions anew;
  anew.ignore_analysis = true;
  check({"anew", {{"a.jsonl", record}}, {"a.jsonl"}, anew, {"r|Ann leads Org.|T"}});
  check({"anew, unsound analysis", {{"a.jsonl", R"({"claims":[{"x":[[{}]]}],"id":7,"text":"T","mentions":3})"}}, {"a.jsonl"}, anew, {"7|T"}});
  check({"anew, nothing to read", {{"a.jsonl", R"({"id":"r","claims":[]})"}}, {"a.jsonl"}, anew, {R"(error: a.jsonl:1: a record needs "text" to be read anew)"}});
  check({"anew, cut short", {{"a.jsonl", R"({"id":"r","text":"T)"}}, {"a.jsonl"}, anew,
         {"error: a.jsonl:1:20: JSON ends too early; each line must hold one whole object"}});
  check({"cut short, then going on", {{"a.jsonl", "{\"id\":\"r\",\"te\n{\"id\":\"s\",\"text\":\"S\"}\n"}}, {"a.jsonl"}, {},
         {"error: a.jsonl:1:14: JSON ends too early; each line must hold one whole object", "s|S"}});
  check({"a wrong type", {{"a.jsonl", "\n{\"id\":\"r\",\"text\":[1]}"}}, {"a.jsonl"}, {}, {"error: a.jsonl:2: /text: a string is wanted, found an array"}});
  check({"NUL in a text", {{"a.jsonl", R"({"id":"r","text":"a\u0000b"})"}}, {"a.jsonl"}, {},
         {"warning: a.jsonl:1: 1 NUL in the text, read as spaces", "r|a b"}});
}

TEST_F(ReaderTest, HoldsTheLimit) {
  ReaderOptions small;
  small.max_document_bytes = 100;
  const std::string big(101, 'x');
  check({"a line", {{"a.jsonl", "{\"id\":\"s\",\"text\":\"S\"}\n" + big + "\n{}"}, {"b.txt", "x"}}, {""}, small,
         {"s|S", "error: a.jsonl:2: the line is over 100 bytes; a line holds one record: split it", "b|x"}});
  check({"a text", {{"a.txt", big}, {"b.txt", std::string(100, 'y')}}, {""}, small,
         {"error: a.txt: is over 100 bytes, the most that one document may have; split it", "b|" + std::string(100, 'y')}});
  std::string rows;
  for (int i = 1; i <= 5; ++i) rows += "1\tword\t_\t_\t_\t_\t0\troot\t_\t_\n\n";
  check({"a CoNLL-U document", {{"a.conllu", rows}}, {"a.conllu"}, small, {"error: a.conllu:9: the document is over 100 bytes; divide it by # newdoc"}});
}

TEST_F(ReaderTest, ReadsConlluByDocument) {
  const std::string row = "1\tHello\t_\t_\t_\t_\t0\troot\t_\t_\n\n";
  check({"two documents", {{"a.conllu", "# newdoc id = x\n" + row + "# newdoc id = y\n" + row + row}}, {"a.conllu"}, {},
         {"x|Hello|tokens 1", "y|Hello Hello|tokens 2"}});
  check({"without names, byte order mark", {{"a.conllu", "\xEF\xBB\xBF" + row}}, {"a.conllu"}, {}, {"a|Hello|tokens 1"}});
  check({"a fault ends the file", {{"a.conllu", "1\tx\n"}, {"b.txt", "x"}}, {""}, {},
         {"error: a.conllu:1: 2 columns, CoNLL-U has 10; separate them by tabs", "b|x"}});
}

TEST_F(ReaderTest, StreamsManyLines) {
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += R"({"id":"d)" + std::to_string(i) + R"(","text":"Some words."})" + "\n";
  write("a.jsonl", lines);
  Diagnostics diagnostics;
  Reader reader({at("a.jsonl")}, {}, diagnostics);
  EXPECT_EQ(reader.bytes_total(), lines.size());
  std::uint64_t before = 0;
  int count = 0;
  for (; const auto found = reader.next(); ++count) {
    ASSERT_EQ(found->document.id, std::string("d").append(std::to_string(count)));
    ASSERT_GT(reader.bytes_done(), before);
    before = reader.bytes_done();
  }
  EXPECT_EQ(count, 20000);
}

TEST_F(ReaderTest, DigestKnowsWhatWasTakenAndNotWhatFollows) {
  const auto digests = [this](const std::vector<std::string>& paths) {
    std::vector<std::string> given;
    for (const std::string& path : paths) given.push_back(at(path));
    Diagnostics diagnostics;
    Reader reader(given, {}, diagnostics);
    std::vector<std::uint64_t> out;
    while (reader.next()) out.push_back(reader.input_digest());
    out.push_back(reader.input_digest());
    return out;
  };
  const std::string a = "{\"id\":\"a\",\"text\":\"A\"}\n", b = "{\"id\":\"b\",\"text\":\"B\"}\n", c = "{\"id\":\"c\",\"text\":\"C\"}\n";
  write("ab.jsonl", a + b);
  write("x.txt", "Words.");
  write("y.txt", "Words.");
  const auto ab = digests({"ab.jsonl"});
  ASSERT_EQ(ab.size(), 3u);
  EXPECT_NE(ab[0], ab[1]);
  EXPECT_EQ(ab[1], ab[2]);
  write("ab.jsonl", a + c);  // another name would be another input
  const auto changed_later = digests({"ab.jsonl"});
  EXPECT_EQ(changed_later[0], ab[0]);
  EXPECT_NE(changed_later[1], ab[1]);
  write("ab.jsonl", c + b);
  EXPECT_NE(digests({"ab.jsonl"})[1], ab[1]);
  EXPECT_NE(digests({"x.txt"})[0], digests({"y.txt"})[0]);  // the name is the id
  EXPECT_NE(digests({"x.txt", "y.txt"})[1], digests({"y.txt", "x.txt"})[1]);
}

/// Standard input that gives `bytes`, for as long as it lives.
class StandardInput {
 public:
  explicit StandardInput(const std::string& bytes) : kept_(::dup(STDIN_FILENO)), file_(std::tmpfile()) {
    std::fwrite(bytes.data(), 1, bytes.size(), file_);
    std::fflush(file_);
    std::rewind(file_);
    ::dup2(::fileno(file_), STDIN_FILENO);
  }
  ~StandardInput() {
    ::dup2(kept_, STDIN_FILENO);
    ::close(kept_);
    std::fclose(file_);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  int kept_;
  std::FILE* file_;
};

TEST(StandardInputTest, IsReadByWhatItBeginsWith) {
  const auto check = [](const std::string& bytes, ReaderOptions options, const std::string& expected) {
    const StandardInput input(bytes);
    Diagnostics diagnostics;
    Reader reader({"-"}, options, diagnostics);
    std::string got;
    try {
      while (const auto found = reader.next()) got += found->document.id + "|" + found->document.text + "|";
    } catch (const InputError& error) {
      got += error.what();
    }
    for (const Diagnostic& diagnostic : diagnostics) got += to_string(diagnostic);
    EXPECT_EQ(got, expected);
    EXPECT_EQ(reader.bytes_total(), 0u);
  };
  check("Ann left.", {}, "stdin|Ann left.|");
  check("<!doctype html><p>Ann left.", {}, "stdin|Ann left.|");
  check("<p>Ann left.", {}, "stdin|<p>Ann left.|");
  check("<p>Ann left.", {InputForm::kHtml}, "stdin|Ann left.|");
  check("\n{\"id\":\"a\",\"text\":\"A\"}\n{\"id\":\"b\",\"text\":\"B\"}", {}, "a|A|b|B|");
  check("{\"id\":\"a\"", {}, "stdin:1:10: JSON ends too early; each line must hold one whole object");
  check("# newdoc\n1\tAnn\t_\t_\t_\t_\t0\troot\t_\t_\n", {}, "stdin|Ann|");
  check("", {}, "stdin: is empty; skipped");
}

TEST(InputFormTest, IsToldByTheFirstBytes) {
  const auto check = [](std::string_view head, std::string_view word) { EXPECT_EQ(to_string(form_of_bytes(head)), word) << head; };
  check("", "text");
  check("Ministers met.", "text");
  check("{curly} text", "text");
  check("# A heading", "text");
  check("1\tone", "text");
  check("<3 is a heart", "text");
  check("  \n<!DOCTYPE html>", "html");
  check("<HTML lang=en>", "html");
  check("<?xml version=\"1.0\"?>\n<!-- a page -->\n<html>", "html");
  check("<?xml version=\"1.0\"?>\n<rss>", "text");
  check("\xEF\xBB\xBF{\"id\":\"a\"", "jsonl");
  check(" { \"id\"", "jsonl");
  check("# newdoc id = a\n", "conllu");
  check("# sent_id = 1\n", "conllu");
  check("1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n", "conllu");
  check("1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n", "conllu");
}

TEST(InputFormTest, IsToldByExtensionAndWord) {
  const auto check = [](std::string_view path, std::string_view word) { EXPECT_EQ(to_string(form_of_path(path)), word) << path; };
  check("a/b.txt", "text");
  check("a.HTM", "html");
  check("a.xhtml", "html");
  check("a.json", "jsonl");
  check("a.ndjson", "jsonl");
  check("a.conll", "conllu");
  check("a.md", "auto");
  check("a.txt/b", "auto");
  check("", "auto");
  for (const std::string_view word : {"text", "html", "jsonl", "conllu"}) EXPECT_EQ(to_string(input_form(word).value()), word);
  EXPECT_FALSE(input_form("auto"));
  EXPECT_FALSE(input_form("rtf"));
}

}  // namespace
}  // namespace relata
