// A view of the graph as one HTML file that needs nothing else: the diagram as SVG, the data behind it as JSON, and a script that lets
// people search, filter, and read the sentence behind each claim. Opens from disk without a network; its content security policy
// forbids any. The text room reads nothing from it, so that a folder with such a page can be read again.
#pragma once
#include <relata/dot/dot_writer.hpp>
#include <relata/html/sentence_texts.hpp>

#include <cstddef>
#include <string>

namespace relata {

struct HtmlOptions {
  std::string title;            ///< "" = that of the only document, else "Knowledge graph"
  bool filters = true;          ///< the column of filters, which is also the legend, is open at first
  std::size_t max_nodes = 400;  ///< the most connected, of bigger graphs
};

/// Where `sentences` does not know a document, its claims show the quoted words alone. Entities without any relation are there, too.
/// DrawError where GraphViz cannot draw the diagram.
std::string to_html(const GraphView& view, const RelationNames& names = {}, const HtmlOptions& options = {}, const SentenceTexts& sentences = {});

}  // namespace relata
