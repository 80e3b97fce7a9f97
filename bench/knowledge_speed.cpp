// A knowledge file of a million invented names: what compiling, opening and searching it take.
//
//   relata-knowledge-speed FILE.bin [NAMES]      writes the file (with its peak memory), then is called again by itself:
//   relata-knowledge-speed FILE.bin --search N   opens it and looks up
#include <relata/link/knowledge_base.hpp>
#include <relata/link/knowledge_builder.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

namespace {

/// Processor time of this process: other work on the machine does not count.
double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

long peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/// The n-th name: two or three pronounceable words, mostly different ones.
std::string name_of(std::uint64_t n) {
  std::uint64_t state = n * 0x9E3779B97F4A7C15ULL + 0x632BE59BD9B4E019ULL;
  const auto next = [&](std::uint64_t below) {
    state ^= state >> 29;
    state *= 0xBF58476D1CE4E5B9ULL;
    state ^= state >> 32;
    return state % below;
  };
  constexpr std::string_view consonants = "bcdfghjklmnprstvz", vowels = "aeiou";
  std::string name;
  for (std::uint64_t word = 0, words = 2 + next(2); word < words; ++word) {
    if (word > 0) name += ' ';
    for (std::uint64_t syllable = 0, syllables = 2 + next(2); syllable < syllables; ++syllable) {
      name += consonants[next(consonants.size())];
      if (syllable == 0) name.back() = static_cast<char>(name.back() & ~0x20);
      name += vowels[next(vowels.size())];
    }
  }
  return name;
}

void write(const std::string& file, std::uint64_t names) {
  relata::KnowledgeBuilder builder;
  const double begin = now();
  for (std::uint64_t n = 0; n < names; ++n) {
    const std::string iri = "https://example.org/thing/" + std::to_string(n);
    builder.add(relata::NewThing{iri, name_of(n), "https://relata.dev/ontology/core#Company", "", {"http://www.wikidata.org/entity/Q" + std::to_string(n)}, {}, 0.5});
    builder.add(relata::NewFact{iri, "https://relata.dev/ontology/news#locatedIn", "https://example.org/place/" + std::to_string(n % 5000), "", ""});
  }
  std::cout << "gathered: " << (now() - begin) << " s\n";
  const double compile = now();
  builder.write(file);
  std::cout << "compiled and written: " << (now() - compile) << " s, peak " << peak_mb() << " MB\n" << std::flush;
}

template <class Look>
void time_look_ups(const char* what, std::uint64_t count, Look&& look) {
  std::size_t found = 0;
  const double begin = now();
  for (std::uint64_t i = 0; i < count; ++i) found += look(i);
  std::cout << what << ": " << (now() - begin) * 1e9 / static_cast<double>(count) << " ns each, " << found << " of " << count << " found\n";
}

void search(const std::string& file, std::uint64_t names) {
  constexpr std::uint64_t kLookUps = 200'000, kPrime = 1'000'003;
  const long before = peak_mb();
  const double begin = now();
  const relata::KnowledgeBase base = relata::KnowledgeBase::open(file);
  std::cout << "opened: " << (now() - begin) * 1e6 << " us, " << base.size() << " things, " << peak_mb() - before << " MB more\n";
  std::vector<std::string> known, unknown, misspelt;
  for (std::uint64_t i = 0; i < kLookUps; ++i) {
    known.push_back(name_of(i * kPrime % names));
    unknown.push_back(name_of(names + i) + " Nowhere");
    misspelt.push_back(known.back());
    std::transform(misspelt.back().begin(), misspelt.back().end(), misspelt.back().begin(), [](char c) { return static_cast<char>(c == ' ' ? c : c | 0x20); });
    misspelt.back()[3] = 'q';
  }
  time_look_ups("known names, first time", kLookUps, [&](std::uint64_t i) { return !base.lookup(known[i]).empty(); });
  time_look_ups("known names, again", kLookUps, [&](std::uint64_t i) { return !base.lookup(known[i]).empty(); });
  time_look_ups("unknown names", kLookUps, [&](std::uint64_t i) { return !base.lookup(unknown[i]).empty(); });
  time_look_ups("one letter wrong (lookup_near)", kLookUps / 100, [&](std::uint64_t i) { return !base.lookup_near(misspelt[i]).empty(); });
  time_look_ups("facts of a thing", kLookUps, [&](std::uint64_t i) { return !base.facts(static_cast<std::uint32_t>(i * kPrime % base.size())).empty(); });
  std::cout << "peak " << peak_mb() << " MB, the names to look up among them\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string file = argv[1];
  if (argc == 4) {
    search(file, std::strtoull(argv[3], nullptr, 10));
    return 0;
  }
  const std::string names = argc == 3 ? argv[2] : "1000000";
  write(file, std::strtoull(names.c_str(), nullptr, 10));
  const std::string again = std::string(argv[0]) + " " + file + " --search " + names;
  return std::system(again.c_str()) == 0 ? 0 : 1;  // a process of its own, for its memory
}
