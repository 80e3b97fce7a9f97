// Any line: a sound extraction that is written and read again as the same, or an InputError.
#include <relata/record/record.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const relata::Extraction extraction = relata::read_record({reinterpret_cast<const char*>(data), size}, {"fuzz", 1, 0});
    if (!relata::check(extraction).empty()) std::abort();
    const std::string line = relata::write_record(extraction);
    if (relata::write_record(relata::read_record(line, {"again", 1, 0})) != line) std::abort();
  } catch (const relata::InputError&) {
  }
  return 0;
}
