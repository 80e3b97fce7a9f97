// Heads of words from the scores of all arcs: the maximum spanning arborescence (Chu and Liu 1965,
// Edmonds 1967) with one root, as Universal Dependencies want it. Knows no parser.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace relata {

/// The head of every word: 0 = root, 1..words = a word. Always a tree with exactly one child of the root.
///
/// `scores`: [words, words + 1], row = dependent (word 1..n in row 0..n-1), column = head (0 = root), -inf or NaN where the arc is not
/// allowed; a word is never its own head. Of all trees with the fewest arcs that are not allowed (none, where
/// one exists) the one with the greatest sum of scores. Equal scores: the same tree every time.
///
/// O(n^2) time and memory. Over kLongestExact words cycles are not solved but cut, in O(n) after the greedy
/// choice: the tree is then good, not always the best.
std::vector<std::uint32_t> spanning_tree(std::span<const float> scores, std::size_t words);
inline constexpr std::size_t kLongestExact = 512;

}  // namespace relata
