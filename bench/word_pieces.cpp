// Pieces of words for bench/word_pieces.py: VOCAB as argument, one word a line in hexadecimal on
// standard input, its ids on standard output, the time they took on standard error.
#include <relata/nlp/word_pieces.hpp>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  const relata::WordPieces pieces(std::string(std::istreambuf_iterator<char>(file), {}));
  std::vector<std::string> words;
  for (std::string line; std::getline(std::cin, line);) {
    words.emplace_back();
    for (std::size_t i = 0; i + 1 < line.size(); i += 2) words.back() += static_cast<char>(std::stoi(line.substr(i, 2), nullptr, 16));
  }
  std::vector<std::int32_t> ids;
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& word : words) {
    ids.clear();
    pieces.append(word, ids);
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  std::cerr << words.size() << " words, " << spent.count() * 1e9 / static_cast<double>(words.size()) << " ns a word\n";
  for (const std::string& word : words) {
    ids.clear();
    pieces.append(word, ids);
    for (const std::int32_t id : ids) std::cout << id << ' ';
    std::cout << '\n';
  }
}
