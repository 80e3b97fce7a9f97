// Any page: valid text.
#include <relata/core/utf8.hpp>
#include <relata/text/html.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  relata::Diagnostics diagnostics;
  const relata::Document page = relata::read_html({reinterpret_cast<const char*>(data), size}, "fuzz", diagnostics);
  if (relata::find_invalid_utf8(page.text + page.title + page.date + page.source) != std::string::npos) std::abort();
  return 0;
}
