// Whatever a label holds, GraphViz must show exactly that. Read back in two ways: the DOT text by libcgraph, and
// the words of the drawn SVG.
#include <relata/dot/quote.hpp>
#include <relata/dot/render.hpp>

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace relata {
namespace {

std::string unescaped_xml(std::string text) {
  for (const auto& [entity, plain] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#45;", "-"},
                                      {"&#160;", " "}, {"&#92;", "\\"}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; at += std::string_view(plain).size())
      text.replace(at, std::string_view(entity).size(), plain);
  return text;
}

/// The lines of words in an SVG.
std::string shown_words(const std::string& svg) {
  std::string out;
  for (std::size_t at = 0; (at = svg.find("<text", at)) != std::string::npos;) {
    at = svg.find('>', at) + 1;
    const std::string words = unescaped_xml(svg.substr(at, svg.find("</text>", at) - at));
    out += (out.empty() ? "" : "\n") + words;
  }
  return out;
}

std::string tooltip(const std::string& svg) {
  const std::string mark = "<g id=\"a_node1\"><a ";
  std::size_t at = svg.find("xlink:title=\"", svg.find(mark)) + 13;
  return unescaped_xml(svg.substr(at, svg.find('"', at) - at));
}

const std::vector<std::string> kNasty = {
    "plain",     "ends in a backslash\\", "two\\\\",         "a \"quoted\" word", "\"",        "\\\"",      "\\N",
    "\\G \\E \\T", "\\n is not a line break", "\\l\\r",      "AT&T",              "&amp;",     "&lt;b&gt;", "&#65;",
    "<b>not bold</b>", "a < b > c",       "{record|port}",   "]; evil [",         "// comment", "# hash",   "semi;colon",
    "Türkiye",   "中文 العربية",           "it's",            "--> ]]>",           "%d %s",     "&eacute;",  "a\\",
};

TEST(DotString, GraphVizShowsTheText) {
  for (const std::string& text : kNasty) {
    SCOPED_TRACE(text);
    const std::string svg = render("digraph g { n [label=" + dot_string(text) + ", tooltip=" + dot_tooltip(text) + "] }", "svg");
    EXPECT_EQ(shown_words(svg), text);
    EXPECT_EQ(tooltip(svg), text);
  }
}

TEST(DotHtml, GraphVizShowsTheText) {
  for (const std::string& text : kNasty) {
    SCOPED_TRACE(text);
    const std::string svg = render("digraph g { n [label=<" + dot_html(text) + ">] }", "svg");
    EXPECT_EQ(shown_words(svg), text);
  }
}

TEST(DotString, AsALinkAndAName) {
  for (const std::string& text : kNasty) {
    SCOPED_TRACE(text);
    // The name of a node is told apart from all others, and does not end the string.
    const std::string svg = render("digraph g { " + dot_string(text) + " [label=x]; " + dot_string(text + "2") + " [label=y] }", "svg");
    EXPECT_EQ(shown_words(svg), "x\ny");
  }
}

TEST(DotString, BytesThatNoPictureCanShow) {
  const auto check = [](const std::string& text, const std::string& quote) { EXPECT_EQ(dot_string(text), quote); };
  check("", "\"\"");
  check("a\nb", "\"a\\nb\"");
  check("a\tb\r", "\"a b\"");
  check(std::string("nul\0inside", 10), "\"nulinside\"");
  check("bell\x07", "\"bell\"");
  check("\xff!", "\"\xEF\xBF\xBD!\"");
  check("\xef\xbf\xbf", "\"\"");  // U+FFFF
  EXPECT_EQ(dot_html("a\n<\x01>"), "a<br/>&lt;&gt;");
}

TEST(OneLine, CutsAndCollapses) {
  const auto check = [](const char* text, std::size_t limit, const char* expected) { EXPECT_EQ(one_line(text, limit), expected); };
  check("  a \n b\tc ", 20, "a b c");
  check("abcdef", 6, "abcdef");
  check("abcdef", 5, "abcde…");
  check("abc def", 4, "abc…");
  check("Türkiye", 2, "Tü…");
  check("", 5, "");
}

TEST(Wrapped, BreaksAtSpaces) {
  const auto check = [](const char* text, std::vector<std::string> expected) { EXPECT_EQ(wrapped(text, 10), expected); };
  check("Individually Tailored Programme", {"Individually", "Tailored", "Programme"});
  check("a b c d e f", {"a b c d e", "f"});
  check("", {""});
}

TEST(InWords, LocalNames) {
  const auto check = [](const char* name, const char* expected) { EXPECT_EQ(in_words(name), expected) << name; };
  check("headOfState", "head of state");
  check("MediaOrganization", "media organization");
  check("hand_over", "hand over");
  check("memberOfNATO", "member of NATO");
  check("NATOMember", "NATO member");
  check("GDP", "GDP");
  check("be%20in%2C", "be in,");
  check("100%", "100%");
  check("supports", "supports");
  check("", "");
}

TEST(Render, SaysWhatIsWrong) {
  const auto check = [](const char* dot, const char* format, const char* engine, const char* part) {
    try {
      render(dot, format, engine);
      ADD_FAILURE() << part;
    } catch (const DrawError& error) {
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
    // And the next picture is not harmed.
    EXPECT_EQ(shown_words(render("digraph g { a }", "svg")), "a");
  };
  check("digraph g { a -> ", "svg", "", "cannot read the DOT text");
  check("", "svg", "", "cannot read the DOT text");
  check("digraph g { a [label=\"x] }", "svg", "", "cannot read the DOT text");
  check("digraph g { a }", "nonsense", "", "nonsense");
  check("digraph g { a }", "svg", "nonsense", "nonsense");
  check("digraph g { layout=nonsense; a }", "svg", "", "nonsense");
  check("digraph g { a [label=<<b>never closed>] }", "svg", "", "diagram: ");
}

TEST(Render, FormatsAreTheSameBytesOnEveryRun) {
  for (const auto& [format, magic] : {std::pair<const char*, std::string>{"svg", "<?xml"}, {"png", "\x89PNG"}, {"pdf", "%PDF-"}}) {
    SCOPED_TRACE(format);
    const std::string dot = "digraph g { a -> b -> c; a -> c [label=x] }", picture = render(dot, format);
    EXPECT_TRUE(picture.starts_with(magic));
    EXPECT_TRUE(render(dot, format) == picture);
    EXPECT_TRUE(render(dot, format, "sfdp") == render(dot, format, "sfdp"));
  }
}

TEST(Render, PdfTellsNoTime) {
  EXPECT_NE(render("digraph g { a }", "pdf").find("/CreationDate (D:19700101000000Z)"), std::string::npos);
}

TEST(Render, FromManyThreads) {
  const std::string dot = "digraph g { a -> b -> c -> a }", picture = render(dot, "svg");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 10; ++k) EXPECT_TRUE(render(dot, "svg") == picture);
    });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace relata
