#include <relata/text/html_tree.hpp>

#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace relata {

/// The memory of one parse, freed block by block: gumbo_destroy_output recurses as deep as the page nests.
struct HtmlTree::Parsed {
  struct alignas(std::max_align_t) Block {
    Block* before;
    Block* behind;
  };

  explicit Parsed(std::string text) : html(std::move(text)) { first.before = first.behind = &first; }
  ~Parsed() {
    while (first.behind != &first) release(this, first.behind + 1);
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  static void* allocate(void* self, std::size_t size) {
    auto* block = static_cast<Block*>(std::malloc(sizeof(Block) + size));
    if (block == nullptr) std::abort();  // gumbo cannot be told, and an exception may not cross C
    Block& first = static_cast<Parsed*>(self)->first;
    *block = {&first, first.behind};
    first.behind->before = block;
    first.behind = block;
    return block + 1;
  }
  static void release(void*, void* memory) {
    if (memory == nullptr) return;
    Block* block = static_cast<Block*>(memory) - 1;
    block->before->behind = block->behind;
    block->behind->before = block->before;
    std::free(block);
  }

  std::string html;  // gumbo keeps pointers into it
  Block first{};     // head of a ring
  std::vector<const GumboNode*> nodes;
};

namespace {

const GumboVector* children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT: return &node.v.document.children;
    case GUMBO_NODE_ELEMENT: return &node.v.element.children;
    default: return nullptr;  // a template's content is not shown
  }
}

HtmlNode html_node(const GumboNode& node, std::uint32_t parent) {
  HtmlNode out;
  out.parent = parent;
  if (node.type == GUMBO_NODE_ELEMENT && node.v.element.tag_namespace == GUMBO_NAMESPACE_HTML)
    out.name = gumbo_normalized_tagname(node.v.element.tag);
  else if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE)
    out.text = node.v.text.text;
  return out;
}

const GumboAttribute* find_attribute(const GumboNode& node, const char* name) {
  return node.type == GUMBO_NODE_ELEMENT ? gumbo_get_attribute(&node.v.element.attributes, name) : nullptr;
}

}  // namespace

HtmlTree::HtmlTree(std::string_view html) : parsed_(std::make_unique<Parsed>(bounded_html(html))) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Parsed::allocate;
  options.deallocator = &Parsed::release;
  options.userdata = parsed_.get();
  options.max_errors = 0;
  const GumboOutput* output = gumbo_parse_with_options(&options, parsed_->html.data(), parsed_->html.size());

  struct Step {
    const GumboNode* node;
    std::uint32_t parent;
  };
  std::vector<Step> open{{output->document, 0}};
  while (!open.empty()) {
    const Step step = open.back();
    open.pop_back();
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(html_node(*step.node, step.parent));
    parsed_->nodes.push_back(step.node);
    if (const GumboVector* children = children_of(*step.node))
      for (unsigned i = children->length; i-- > 0;) open.push_back({static_cast<const GumboNode*>(children->data[i]), index});
  }
  // Children come after their parents, so that ends can be handed up from the back.
  for (std::uint32_t i = static_cast<std::uint32_t>(nodes_.size()); i-- > 0;) {
    nodes_[i].end = std::max(nodes_[i].end, i + 1);
    HtmlNode& parent = nodes_[nodes_[i].parent];
    parent.end = std::max(parent.end, nodes_[i].end);
  }
}

HtmlTree::~HtmlTree() = default;

std::string_view HtmlTree::attribute(std::uint32_t node, const char* name) const {
  const GumboAttribute* found = find_attribute(*parsed_->nodes[node], name);
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

bool HtmlTree::has_attribute(std::uint32_t node, const char* name) const {
  return find_attribute(*parsed_->nodes[node], name) != nullptr;
}

}  // namespace relata
