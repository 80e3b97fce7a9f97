#include <relata/dot/render.hpp>

#include <gvc.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace relata {
namespace {

std::string messages;  // what GraphViz said since the lock was taken; guarded by the lock of render()

int keep_message(char* text) {
  messages += text;
  return 0;
}

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
struct FreeLayout {
  GVC_t* context;
  void operator()(Agraph_t* graph) const { gvFreeLayout(context, graph); }
};
struct FreeData {
  void operator()(char* data) const { gvFreeRenderData(data); }
};

/// GraphViz's messages on one line; they come in pieces.
std::string said() {
  std::string out = messages;
  std::replace(out.begin(), out.end(), '\n', ' ');
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out.empty() ? "no reason given" : out;
}

/// The PDF writer stamps the time of day, which would make two runs differ. Overwritten in place, since a
/// PDF's table of contents counts bytes.
void remove_date(std::string& pdf) {
  constexpr std::string_view kKey = "/CreationDate (", kDate = "D:19700101000000Z)";
  const std::size_t begin = pdf.find(kKey);
  if (begin == std::string::npos) return;
  const std::size_t at = begin + kKey.size(), end = pdf.find(')', at);
  if (end == std::string::npos || end + 1 - at < kDate.size()) return;
  pdf.replace(at, end + 1 - at, std::string(kDate) + std::string(end + 1 - at - kDate.size(), ' '));
}

}  // namespace

std::string render(std::string_view dot, std::string_view format, std::string_view engine) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  messages.clear();
  agseterr(AGWARN);
  agseterrf(keep_message);

  const std::string text(dot), format_name(format);
  const std::unique_ptr<Agraph_t, CloseGraph> graph(agmemread(text.c_str()));
  if (!graph) throw DrawError("diagram: GraphViz cannot read the DOT text: " + said());
  std::string engine_name(engine);
  if (engine_name.empty()) {
    const char* asked = agget(graph.get(), const_cast<char*>("layout"));
    engine_name = asked && *asked ? asked : "dot";
  }
  // One context for the life of the process: its font plugin keeps a pointer to the name of the font last used,
  // which gvFreeContext would free under it (use after free at the next call, GraphViz 2.43).
  static GVC_t* const context = gvContext();
  if (!context) throw DrawError("diagram: GraphViz does not start: " + said());
  if (gvLayout(context, graph.get(), engine_name.c_str()) != 0)
    throw DrawError("diagram: engine '" + engine_name + "' failed: " + said());
  const std::unique_ptr<Agraph_t, FreeLayout> layout(graph.get(), FreeLayout{context});
  char* raw = nullptr;
  unsigned size = 0;
  const int failed = gvRenderData(context, graph.get(), format_name.c_str(), &raw, &size);
  const std::unique_ptr<char, FreeData> data(raw);
  if (failed != 0 || !raw) throw DrawError("diagram: format '" + format_name + "' failed: " + said());
  // A bad HTML-like label is only logged, and its node drawn without words.
  if (messages.find("Error") != std::string::npos) throw DrawError("diagram: " + said());
  std::string picture(data.get(), size);
  if (picture.starts_with("%PDF-")) remove_date(picture);
  return picture;
}

}  // namespace relata
