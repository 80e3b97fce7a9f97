// Web pages to documents: the article's words, what the page says of itself, and pages made to break parsers.
#include <relata/text/html.hpp>
#include <relata/text/html_metadata.hpp>
#include <relata/text/html_tree.hpp>

#include <relata/core/utf8.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <random>

namespace relata {
namespace {

Document read(std::string html) {
  Diagnostics diagnostics;
  Document out = read_html(std::move(html), "page.html", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return out;
}

TEST(HtmlTest, TakesTheMainText) {
  const auto check = [](const std::string& html, const std::string& text) { EXPECT_EQ(read(html).text, text) << html; };
  check("<p>One  two\n three.</p><p>Four.", "One two three.\nFour.");
  check("<div>One<br>two<div>three</div>four</div>", "One\ntwo\nthree\nfour");
  check("to<b>ge</b>ther, <a href=x>a</a><i>b</i>", "together, ab");
  check("<p>AT&amp;T &lt;b&gt; caf&eacute; &#8220;x&#x201D; a&nbsp;b &mdash;", "AT&T <b> café “x” a b —");
  check("<p>no\u200Bwhere so\u00ADft \uFEFFmark", "nowhere soft mark");
  check("<table><tr><th>Name<th>Age<tr><td>Ann<td>40</table>", "Name Age\nAnn 40");
  check("<p>Water<sub>2</sub> km<sup>2</sup>.<sup class=ref><a href=#n>[12]</a></sup> End.", "Water2 km2. End.");
  check("<p>a<!-- not this --> b<script>var x = '<p>no';</script><style>p{}</style> c", "a b c");
  check("<title>T</title><header><p>Site</p></header><nav><p>Menu</p></nav><p>The text.</p><aside><p>See also</p></aside>"
        "<form><p>Search</p></form><noscript><p>Turn on</p></noscript><footer><p>(c)</p></footer>", "The text.");
  check("<p>Seen.</p><p hidden>no</p><p style='color:red; display: none'>no</p><div aria-hidden=true><p>no</p></div><template><p>no</p></template>"
        "<svg><title>icon</title><text>no</text></svg><select><option>no</select><div role=navigation>no</div>", "Seen.");
  check("<div><p>Menu line.</p></div><article><h1>Title</h1><p>The story is longer.</p></article><p>Outside.</p>", "Title\nThe story is longer.");
  check("<article><p>Teaser.</p></article><article><p>Other.</p></article><main><p>A much longer story of the day.</p><p>It goes on and on.</p></main>",
        "A much longer story of the day.\nIt goes on and on.");
  check("<div role=main><p>Story.</p></div><div><p>x</p></div>", "Story.");
  check("<div><div><p>Cookies?</p></div><div><p>The story, first part of it.</p><p>The second part of it.</p></div></div>",
        "The story, first part of it.\nThe second part of it.");
  check("<body><form id=page><div><p>All of the page is in a form.</p></div><form><p>x</p></form></form>", "All of the page is in a form.");
  check("<div><p>Cookies?</p></div><div>The whole story is in plain elements here.<br><br>It goes on for a while with more words.</div>",
        "Cookies?\nThe whole story is in plain elements here.\nIt goes on for a while with more words.");
  check("<nav>Only a menu</nav>", "Only a menu");
  check("5 < 6 and a<b>c</b> </> & more", "5 < 6 and ac & more");
  check("<p title=\"a > b\">one</p><p data-x='\"'>two</p><p a\"b>three", "one\ntwo\nthree");
  check("<svg/><p>kept</p><svg><path d='x'/></svg><p>too</p>", "kept\ntoo");
  check("", "");
  check("<", "<");
  check("<p", "");
}

TEST(HtmlTest, TakesWhatThePageSaysOfItself) {
  const auto check = [](const std::string& html, const std::string& title, const std::string& date, const std::string& source) {
    const Document got = read(html);
    EXPECT_EQ(got.title + "|" + got.date + "|" + got.source, title + "|" + date + "|" + source) << html;
  };
  check("<title>Talks resume</title>", "Talks resume", "", "");
  check("<title>Talks &amp; more - Daily</title><h1>Talks &amp;\n more</h1>", "Talks & more", "", "");
  check("<h1>Only <b>this</b></h1>", "Only this", "", "");
  check("<meta property='og:title' content='OG'><title>T</title><meta property='og:site_name' content=' The  Daily '>", "OG", "", "The Daily");
  check("<meta property=article:published_time content=2024-03-05T10:00:00Z><meta name=date content=2020-01-01>", "", "2024-03-05", "");
  check("<meta name=DC.date content='2024/03/05'>", "", "2024-03-05", "");
  check("<meta name=pubdate content='5 March'><time datetime='2024-02-30'></time><time datetime='2024-02-29 10:00'>", "", "2024-02-29", "");
  check("<time datetime=2024-01-01></time><time pubdate datetime=2024-01-02></time>", "", "2024-01-02", "");
  check(R"(<time datetime=2024-01-01></time><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-05-06T00:00",)"
        R"("publisher":{"name":"Wire"}}]}</script>)", "", "2024-05-06", "Wire");
  check("<script type='application/ld+json'>{broken</script><p>x", "", "", "");
}

TEST(HtmlTest, ChecksDays) {
  const auto check = [](std::string_view text, std::string_view day) { EXPECT_EQ(iso_day(text), day) << text; };
  check("2024-02-29", "2024-02-29");
  check("2023-02-29", "");
  check(" 2024/12/31 10:00", "2024-12-31");
  check("2024-13-01", "");
  check("2024-1-01", "");
  check("2024-01-011", "");
  check("0000-01-01", "");
  check("20240101", "");
  check("", "");
}

TEST(HtmlTest, ReadsWesternEncodings) {
  const auto check = [](const std::string& html, const std::string& text, std::size_t warnings) {
    Diagnostics diagnostics;
    EXPECT_EQ(read_html(html, "page.html", diagnostics).text, text) << html;
    EXPECT_EQ(diagnostics.size(), warnings) << html;
  };
  check("<meta charset=windows-1252><p>\x93" "Caf\xE9\x94 \x80 5 \x96 it\x92s", "“Café” € 5 – it’s", 0);
  check("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>Z\xFCrich", "Zürich", 0);
  check("<p>Z\xFCrich", "Zürich", 0);
  check("<meta charset=iso-8859-1><p>Zürich", "Zürich", 0);
  check("\xEF\xBB\xBF<meta charset='utf-8'><p>Zürich", "Zürich", 0);
  check("<meta charset=utf-8><p>Z\xFCrich", "Z\uFFFDrich", 1);
  check("<p>Zürich \xFF", "Zürich \uFFFD", 1);
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

TEST(HtmlTest, SurvivesPagesMadeToBreakParsers) {
  const auto check = [](const std::string& about, const std::string& html, std::string_view holds) {
    const auto begin = std::chrono::steady_clock::now();
    Diagnostics diagnostics;
    const std::string text = read_html(html, "page.html", diagnostics).text;
    EXPECT_NE(text.find(holds), std::string::npos) << about;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << about;
  };
  constexpr int kMany = 200000;
  check("nested div", repeated("<div>", kMany) + "deep" + repeated("</div>", kMany) + "<p>after", "after");
  check("nested div, never closed", repeated("<div>", kMany) + "deep", "deep");
  check("nested unknown", repeated("<x-y>", kMany) + "deep", "deep");
  check("nested lists", repeated("<ul><li>", kMany) + "deep", "deep");
  check("nested tables", repeated("<table><tr><td>", kMany) + "deep", "deep");
  check("formatting", repeated("<font a=1><b><i>", 2000) + repeated("<p>x", kMany), "x");
  check("unclosed links", repeated("<a href=x>y", kMany), "y");
  check("unclosed paragraphs", repeated("<p>word", kMany) + "<div>end", "end");
  check("ruby", repeated("<rt><rp>", kMany) + "deep", "deep");
  check("attributes", "<p " + repeated("a b=1 ", kMany) + ">x<p>y", "y");
  check("end tags", repeated("</div></p></table>", kMany) + "x", "x");
  check("open brackets", repeated("<", kMany) + "x", "<");
  check("comments", repeated("<!--", kMany), "");
  check("entities", repeated("&amp", kMany), "&&&");
  check("foster parents", "<table>" + repeated("<x>y", kMany), "y");
  check("self-closing shapes", "<p>a<svg>" + repeated("<path/>", kMany) + "</svg><p>b", "b");
}

TEST(HtmlTest, GivesValidTextForAnyBytes) {
  const std::vector<std::string> parts{"<p>", "</p>", "<div ", ">", "\"", "'", "<!--", "-->", "<table>", "<td>", "<select>", "<svg>", "</svg>", "<title>", "<script>",
                                       "</script>", "&#x0;", "&#xD800;", "&nbsp", "\xFF", "\xE2\x80", "\0", "word ", "<article>", "<form>", "</form>", "<template>", "<a>",
                                       "<math>", "<frameset>", "<body>", "</html>", "<p hidden>", "<meta charset=x>", "<![CDATA["};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string html;
    for (unsigned n = random() % 40; n > 0; --n) html += parts[random() % parts.size()];
    Diagnostics diagnostics;
    const Document got = read_html(html, "page.html", diagnostics);
    ASSERT_EQ(find_invalid_utf8(got.text), std::string::npos) << html;
    ASSERT_EQ(got.text.find("\n\n"), std::string::npos) << html;
  }
}

}  // namespace
}  // namespace relata
