// Any bytes: repaired text is valid, tokens and sentences lie inside it between code points.
#include <relata/core/utf8.hpp>
#include <relata/text/segmenter.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::size_t replaced = 0;
  relata::Document document;
  document.text = relata::repair_utf8({reinterpret_cast<const char*>(data), size}, replaced);
  if (relata::find_invalid_utf8(document.text) != std::string::npos) std::abort();
  relata::segment(document);
  std::uint32_t end = 0;
  for (const relata::Token& token : document.tokens) {
    if (token.span.begin < end || token.span.end <= token.span.begin || token.span.end > document.text.size()) std::abort();
    if (!relata::is_code_point_start(document.text, token.span.begin)) std::abort();
    end = token.span.end;
  }
  return 0;
}
