#include <relata/html/html_writer.hpp>

#include <relata/core/content_hash.hpp>
#include <relata/dot/render.hpp>
#include <relata/html/page_data.hpp>
#include <relata/html/page_parts.hpp>

#include <map>

namespace relata {
namespace {

std::string title_of(const HtmlOptions& options, const nlohmann::json& data) {
  if (!options.title.empty()) return options.title;
  const nlohmann::json& documents = data.at("documents");
  if (documents.size() != 1) return "Knowledge graph";
  const auto title = documents[0].at("title").get<std::string>();
  return title.empty() ? documents[0].at("id").get<std::string>() : title;
}

/// JSON that may stand in a script element: no "</script>", no "<!--".
std::string as_script(const nlohmann::json& data) {
  std::string out;
  for (const char c : data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace))
    if (c == '<') out += "\\u003c";
    else out += c;
  return out;
}

/// For people who read the page's source; the rest of the page takes its texts from the JSON.
std::string as_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

std::string diagram(const GraphView& view, const RelationNames& names, const HtmlOptions& options) {
  DotOptions dot;
  dot.legend = false;
  dot.show_isolated = true;
  dot.show_values = false;  // smaller nodes, larger letters; an entity's values are among its claims
  dot.for_page = true;
  dot.max_nodes = options.max_nodes;
  const std::string svg = render(to_dot(view, names, dot), "svg");
  return svg.substr(svg.find("<svg"));  // without the head of an XML file
}

/// Only scripts with this word run. It hangs on the whole content, so that no text of the content can know it.
std::string nonce_of(std::string_view content) { return hash_digits(content_hash(content)); }

/// The template with each "{{name}}" replaced; what is put in is not looked at again.
std::string filled(std::string_view page, const std::map<std::string_view, std::string_view>& parts) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t open = page.find("{{", at);
    if (open == std::string_view::npos) return out.append(page.substr(at));
    const std::size_t close = page.find("}}", open);
    out.append(page.substr(at, open - at)).append(parts.at(page.substr(open + 2, close - open - 2)));
    at = close + 2;
  }
}

}  // namespace

std::string to_html(const GraphView& view, const RelationNames& names, const HtmlOptions& options, const SentenceTexts& sentences) {
  const GraphView shown = view.top(options.max_nodes);
  nlohmann::json data = page_data(shown, names, sentences);
  const std::string title = title_of(options, data);
  data["title"] = title;
  data["filters"] = options.filters;
  const std::string json = as_script(data), svg = diagram(shown, names, options), shown_title = as_text(title), nonce = nonce_of(json + svg);
  return filled(page_parts::kTemplate, {{"title", shown_title}, {"nonce", nonce}, {"style", page_parts::kStyle}, {"diagram", svg},
                                        {"data", json}, {"d3", page_parts::kD3}, {"script", page_parts::kScript}});
}

}  // namespace relata
