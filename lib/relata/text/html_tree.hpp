// A parsed page as an array in document order, each node with the end of its subtree, so that
// walks are loops. Sole user of gumbo: its recursive destructor and its quadratic corners are kept
// from the input here (a page may nest 200,000 elements).
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace relata {

struct HtmlNode {
  std::string_view name;  ///< lower case element name; "" for text and for elements of SVG and MathML
  std::string_view text;  ///< of a text node, entities decoded
  std::uint32_t parent = 0;
  std::uint32_t end = 0;  ///< index one past the last node of the subtree
};

class HtmlTree {
 public:
  /// `html` must be valid UTF-8. Total: gives some tree for any text.
  explicit HtmlTree(std::string_view html);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  /// nodes()[0] is the root. Views belong to the tree.
  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  /// Value of an attribute, "" where there is none.
  std::string_view attribute(std::uint32_t node, const char* name) const;
  bool has_attribute(std::uint32_t node, const char* name) const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
  std::vector<HtmlNode> nodes_;
};

/// The page without comments, scripts (but JSON-LD), styles, inline formatting tags, and tags nested deeper than
/// browsers go: what lets a parser take time and memory linear in the page.
std::string bounded_html(std::string_view html);

}  // namespace relata
