// Look-up in the tables that tools/unicode_tables.py writes: rows of code point ranges, sorted, without overlap.
#pragma once
#include <algorithm>
#include <cstddef>
#include <iterator>

namespace relata {

struct Range {
  char32_t first, last;  ///< both inclusive
};

/// The row of a sorted table whose range holds `c`, or null.
template <typename Row, std::size_t size>
const Row* row_of(const Row (&table)[size], char32_t c) {
  const Row* row = std::lower_bound(std::begin(table), std::end(table), c,
                                    [](const Row& candidate, char32_t value) { return candidate.last < value; });
  return row != std::end(table) && row->first <= c ? row : nullptr;
}

}  // namespace relata
