// relata-encoder-speed [MODEL_DIRECTORY | LAYERS]: subwords a second of processor time on one core, over sentences of
// 8 to 60 subwords. With a number instead of a model: random weights of the usual sizes and so many layers (4).
#include <relata/nn/encoder.hpp>

#include "../tests/unit/nn/small_model.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>

namespace {

using namespace relata;
/// Processor time, which other programs on the machine disturb least.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::filesystem::path model_of(const std::string& argument) {
  if (std::filesystem::is_directory(argument)) return std::filesystem::path(argument) / "model.safetensors";
  EncoderConfig config;
  config.hidden = 384, config.heads = 12, config.ffn = 1536, config.vocab = 30522, config.positions = 512, config.shapes = 8;
  config.layers = static_cast<std::size_t>(std::atoi(argument.c_str()));
  RandomModel random;
  random.add_encoder(config);
  return random.write("speed.safetensors");
}

void measure(const std::filesystem::path& path) {
  double start = seconds();
  const SafetensorsFile file(path);
  const Encoder encoder(file);
  std::printf("loaded in %.0f ms", 1e3 * (seconds() - start));
  start = seconds();
  const auto fingerprint = static_cast<unsigned long long>(file.fingerprint());
  std::printf(", fingerprint %016llx in %.0f ms\n", fingerprint, 1e3 * (seconds() - start));

  RandomModel random(5);
  std::vector<std::int32_t> ids, shapes, lengths;
  while (ids.size() < 4096) {
    lengths.push_back(random.integer(8, 60));
    for (std::int32_t i = 0; i < lengths.back(); ++i) {
      ids.push_back(random.integer(0, static_cast<std::int32_t>(encoder.config().vocab) - 1));
      shapes.push_back(random.integer(0, static_cast<std::int32_t>(encoder.config().shapes) - 1));
    }
  }
  std::vector<float> out(ids.size() * encoder.config().hidden);
  Workspace workspace;
  start = seconds();
  encoder.run({ids, shapes, lengths}, workspace, out);
  std::printf("first run %.0f ms\n", 1e3 * (seconds() - start));

  const Workspace::Times before = workspace.times();
  start = seconds();
  double rows = 0;
  while (seconds() - start < 3) {
    encoder.run({ids, shapes, lengths}, workspace, out);
    rows += static_cast<double>(ids.size());
  }
  const double products = workspace.times().products - before.products, attention = workspace.times().attention - before.attention;
  const double others = workspace.times().rows - before.rows, all = products + attention + others;
  std::printf("%zu layers: %.0f subwords/s; products %.0f %%, attention %.0f %%, rows %.0f %%\n", encoder.config().layers, rows / (seconds() - start),
              100 * products / all, 100 * attention / all, 100 * others / all);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    measure(model_of(argc > 1 ? argv[1] : "4"));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
