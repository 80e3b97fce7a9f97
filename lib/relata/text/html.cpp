#include <relata/text/html.hpp>

#include <relata/core/utf8.hpp>
#include <relata/text/html_metadata.hpp>
#include <relata/text/html_tree.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace relata {
namespace {

constexpr std::array<std::string_view, 8> kNeverShown{"head", "script", "style", "noscript", "template", "object", "audio", "video"};
constexpr std::array<std::string_view, 8> kAround{"nav", "header", "footer", "aside", "form", "button", "dialog", "canvas"};
constexpr std::array<std::string_view, 6> kAroundRoles{"navigation", "banner", "contentinfo", "complementary", "search", "dialog"};
// Elements before and after which a line ends.
constexpr std::array<std::string_view, 37> kBlocks{
    "html", "body", "p",   "div", "section",    "article", "main",  "h1",     "h2",         "h3",     "h4",      "h5",      "h6",
    "ul",   "ol",   "li",  "dl",  "dt",         "dd",      "table", "tr",     "blockquote", "figure", "pre",     "details", "summary",
    "br",   "hr",   "nav", "aside", "figcaption", "center",  "form",  "header", "footer",     "address", "caption"};

template <std::size_t size>
bool is_in(const std::array<std::string_view, size>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos; }

/// A byte order mark, joiners, direction marks, soft hyphens: characters without width or words.
bool is_invisible(char32_t c) { return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF; }

/// Text as lines: each ends at a block, white space between its words is one space.
class LineWriter {
 public:
  void add(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      const CodePoint c = decode(words, at);
      if (is_space(c.value) || c.value == 0xA0) {
        space_ = true;
      } else if (!is_invisible(c.value) && c.value != 0) {
        part();
        out_.append(words, at, c.size);
      }
      at += c.size;
    }
  }
  void end_line() { line_end_ = true; }
  void add_space() { space_ = true; }
  std::string take() { return std::move(out_); }

 private:
  void part() {
    if (!out_.empty() && (line_end_ || space_)) out_ += line_end_ ? '\n' : ' ';
    line_end_ = space_ = false;
  }

  std::string out_;
  bool space_ = false, line_end_ = false;
};

/// The page with what is shown of it and how much of that is in paragraphs.
class Page {
 public:
  explicit Page(const HtmlTree& tree) : tree_(tree), nodes_(tree.nodes()) {
    measure(false);
    // A form around the page's paragraphs is the way some servers are made, not a form to fill in.
    const std::vector<std::uint64_t> with_forms = before_;
    const auto total = with_forms.back();
    is_page_form_.assign(nodes_.size(), false);
    for (std::uint32_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].name == "form") is_page_form_[i] = (with_forms[nodes_[i].end] - with_forms[i]) * 2 > total;
    measure(true);
  }

  std::string main_text() const { return text_of(main_element(), dropped_); }
  /// All that a browser shows, menus too: for pages that consist of them.
  std::string whole_text() const {
    std::vector<bool> hidden(nodes_.size(), false);
    for (std::uint32_t i = 1; i < nodes_.size(); ++i) hidden[i] = hidden[nodes_[i].parent] || is_hidden(i);
    return text_of(0, hidden);
  }

 private:
  void measure(bool drop_forms) {
    dropped_.assign(nodes_.size(), false);
    before_.assign(nodes_.size() + 1, 0);
    shown_ = 0;
    std::vector<bool> in_paragraph(nodes_.size(), false);
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      const HtmlNode& node = nodes_[i];
      if (i > 0) {
        dropped_[i] = dropped_[node.parent] || is_hidden(i) || is_around(i, drop_forms);
        in_paragraph[i] = in_paragraph[node.parent] || node.name == "p";
      }
      const std::size_t words = dropped_[i] || is_blank(node.text) ? 0 : node.text.size();
      before_[i + 1] = before_[i] + (in_paragraph[i] ? words : 0);
      shown_ += words;
    }
  }

  bool is_hidden(std::uint32_t i) const {
    const std::string_view name = nodes_[i].name;
    if (name.empty()) return false;
    if (is_in(kNeverShown, name) || tree_.has_attribute(i, "hidden") || tree_.attribute(i, "aria-hidden") == "true") return true;
    if (name == "sup") return is_footnote_mark(i);
    std::string style(tree_.attribute(i, "style"));
    std::erase(style, ' ');
    return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
  }
  /// "[12]" set high.
  bool is_footnote_mark(std::uint32_t i) const {
    for (std::uint32_t at = i + 1; at < nodes_[i].end; ++at)
      if (!nodes_[at].text.empty()) return nodes_[at].text.front() == '[';
    return false;
  }
  bool is_around(std::uint32_t i, bool drop_forms) const {
    const std::string_view name = nodes_[i].name;
    if (name == "form") return drop_forms && !is_page_form_[i];
    return is_in(kAround, name) || (!name.empty() && is_in(kAroundRoles, tree_.attribute(i, "role")));
  }

  /// Bytes of paragraphs in the subtree.
  std::uint64_t paragraphs(std::uint32_t i) const { return before_[nodes_[i].end] - before_[i]; }

  /// The article: an element that says so and has a good part of the paragraphs, else the densest block.
  std::uint32_t main_element() const {
    const auto body = largest([&](std::uint32_t i) { return nodes_[i].name == "body"; }).value_or(0);
    const std::uint64_t total = paragraphs(0);
    const auto is_article_body = [&](std::uint32_t i) { return tree_.attribute(i, "itemprop") == "articleBody"; };
    const auto is_article = [&](std::uint32_t i) { return nodes_[i].name == "article" || tree_.attribute(i, "role") == "article"; };
    const auto is_main = [&](std::uint32_t i) { return nodes_[i].name == "main" || tree_.attribute(i, "role") == "main"; };
    // Teasers of other articles are articles too: each of them has little of the page.
    for (const auto& found : {largest(is_article_body), largest(is_article), largest(is_main)})
      if (found && paragraphs(*found) * 3 >= total && (total > 0 || has_text(*found))) return *found;
    // Few words in <p>: those are a notice, and the article is made of other elements.
    return total * 5 > shown_ ? densest_block() : body;
  }

  template <typename Is>
  std::optional<std::uint32_t> largest(Is is) const {
    std::optional<std::uint32_t> best;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i)
      if (!nodes_[i].name.empty() && !dropped_[i] && is(i) && (!best || paragraphs(i) > paragraphs(*best))) best = i;
    return best;
  }
  bool has_text(std::uint32_t i) const {
    for (std::uint32_t at = i; at < nodes_[i].end; ++at)
      if (!dropped_[at] && !is_blank(nodes_[at].text)) return true;
    return false;
  }

  /// The element whose own paragraphs are longest (those of its children count half), widened until it has most of the page's.
  std::uint32_t densest_block() const {
    std::vector<std::uint64_t> score(nodes_.size(), 0);
    for (std::uint32_t i = 1; i < nodes_.size(); ++i) {
      if (nodes_[i].name != "p" || dropped_[i]) continue;
      const std::uint32_t parent = nodes_[i].parent;
      score[parent] += paragraphs(i);
      score[nodes_[parent].parent] += paragraphs(i) / 2;
    }
    auto best = static_cast<std::uint32_t>(std::max_element(score.begin(), score.end()) - score.begin());
    while (best != 0 && paragraphs(best) * 2 < paragraphs(0)) best = nodes_[best].parent;
    return best;
  }

  std::string text_of(std::uint32_t root, const std::vector<bool>& dropped) const {
    LineWriter lines;
    std::vector<std::uint32_t> open;  // blocks that end behind the current node
    for (std::uint32_t i = root; i < nodes_[root].end; ++i) {
      while (!open.empty() && nodes_[open.back()].end <= i) {
        open.pop_back();
        lines.end_line();
      }
      const HtmlNode& node = nodes_[i];
      if (dropped[i]) {
        if (is_in(kBlocks, node.name)) lines.end_line();
        i = std::max(i, node.end - 1);
      } else if (is_in(kBlocks, node.name)) {
        lines.end_line();
        open.push_back(i);
      } else if (node.name == "td" || node.name == "th") {
        lines.add_space();
      } else {
        lines.add(node.text);
      }
    }
    return lines.take();
  }

  const HtmlTree& tree_;
  const std::vector<HtmlNode>& nodes_;
  std::vector<bool> dropped_;           // [nodes] not part of the article, by itself or by what it is in
  std::vector<std::uint64_t> before_;   // [nodes + 1] bytes of paragraphs before each node
  std::vector<bool> is_page_form_;      // [nodes]
  std::uint64_t shown_ = 0;             // bytes of all text that is not dropped
};

}  // namespace

std::string clean_words(std::string_view text) {
  LineWriter words;
  words.add(text);
  return words.take();
}

Document read_html(std::string bytes, const std::string& file, Diagnostics& diagnostics) {
  const HtmlTree tree(html_to_utf8(std::move(bytes), file, diagnostics));
  HtmlMetadata metadata = html_metadata(tree);
  const Page page(tree);
  Document out;
  out.text = page.main_text();
  if (out.text.empty()) out.text = page.whole_text();
  out.title = std::move(metadata.title);
  out.date = std::move(metadata.date);
  out.source = std::move(metadata.source);
  return out;
}

}  // namespace relata
