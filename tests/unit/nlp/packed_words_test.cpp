// Words packed for an encoder: a word's vector is the mean of its first and last subword's, whatever is packed beside it.
#include <relata/nlp/packed_words.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace relata {
namespace {

TEST(PackedWords, AWordIsTheMeanOfItsFirstAndLastSubword) {
  const SafetensorsFile file("models/relata-en-v2/model.safetensors");
  const Encoder encoder(file);
  std::ifstream vocabulary("models/relata-en-v2/vocab.txt");
  const WordPieces pieces(std::string(std::istreambuf_iterator<char>(vocabulary), {}));
  const std::size_t width = encoder.config().hidden;
  std::vector<std::int32_t> ids{pieces.id_of("[CLS]")}, shapes{kShapeSpecial};
  PackedWords packed(pieces);
  packed.begin_sequence();
  packed.add("Rain", std::vector<std::int32_t>{pieces.id_of("rain")});
  packed.end_sequence();
  packed.begin_sequence();
  for (const char* word : {"Unbelievably", "wet"}) {
    std::vector<std::int32_t> own;
    pieces.append(word, own);
    packed.add(word, own);
    ids.insert(ids.end(), own.begin(), own.end());
    shapes.insert(shapes.end(), own.size(), word_shape(word));
  }
  packed.end_sequence();
  ids.push_back(pieces.id_of("[SEP]"));
  shapes.push_back(kShapeSpecial);
  ASSERT_GT(ids.size(), 4U) << "the first word has several subwords";
  Workspace workspace;
  packed.run(encoder, nullptr, workspace);
  std::vector<float> alone(ids.size() * width), word(width);
  const std::vector<std::int32_t> lengths{static_cast<std::int32_t>(ids.size())};
  encoder.run({ids, shapes, lengths}, workspace, alone);
  const std::size_t last = ids.size() - 3;  // of the first word; then "wet" and [SEP]
  packed.vector_of(1, word.data());
  for (std::size_t k = 0; k < width; ++k) ASSERT_EQ(word[k], (alone[width + k] + alone[last * width + k]) * 0.5F) << k;
  for (std::size_t k = 0; k < width; ++k) ASSERT_EQ(packed.start_of(1)[k], alone[k]);
  EXPECT_EQ(packed.words(), 3U);
  EXPECT_EQ(packed.subwords(), ids.size() + 3);
}

}  // namespace
}  // namespace relata
