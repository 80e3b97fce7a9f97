// Reads extraction records, one a line, into a knowledge graph: the one step that all examples share.
#pragma once
#include <relata/core/error.hpp>
#include <relata/graph/knowledge_graph.hpp>
#include <relata/record/record.hpp>

#include <fstream>
#include <string>

inline relata::KnowledgeGraph load(const std::string& file) {
  std::ifstream lines(file);
  if (!lines) throw relata::InputError(file + ": cannot be opened");
  relata::KnowledgeGraph graph;
  relata::Location where{file, 0, 0};
  for (std::string line; std::getline(lines, line);) {
    ++where.line;
    if (!line.empty()) graph.add(relata::read_record(line, where));
  }
  return graph;
}
