#include <relata/nn/encoder_config.hpp>
#include <relata/nn/kernels.hpp>

#include <nlohmann/json.hpp>

namespace relata {

namespace {

constexpr std::string_view kFormat = "relata-encoder", kVersion = "1";
constexpr std::string_view kRemedy = "take a model made for this release";

struct Size {
  const char* key;
  std::size_t EncoderConfig::* member;
  std::size_t most;
};
constexpr Size kSizes[] = {
    {"hidden", &EncoderConfig::hidden, 1 << 14},  {"layers", &EncoderConfig::layers, 256},
    {"heads", &EncoderConfig::heads, 1 << 10},    {"ffn", &EncoderConfig::ffn, 1 << 16},
    {"vocab", &EncoderConfig::vocab, 1 << 24},    {"positions", &EncoderConfig::positions, 1 << 14},
    {"shapes", &EncoderConfig::shapes, 1 << 16},
};

}  // namespace

EncoderConfig read_encoder_config(const SafetensorsFile& file) {
  const std::string format(file.metadata("format")), version(file.metadata("version"));
  if (format != kFormat) file.refuse("is of format '" + format + "', not '" + std::string(kFormat) + "'", kRemedy);
  if (version != kVersion) file.refuse("has version '" + version + "', this relata reads " + std::string(kVersion), kRemedy);

  EncoderConfig config;
  config.json = file.metadata("config");
  const auto json = nlohmann::json::parse(config.json, nullptr, false);
  if (!json.is_object()) file.refuse("has a config that is not a JSON object", kRemedy);
  for (const Size& size : kSizes) {
    const auto found = json.find(size.key);
    if (found == json.end() || !found->is_number_unsigned()) file.refuse(std::string("config lacks the number ") + size.key, kRemedy);
    const auto value = found->get<std::size_t>();
    if (value < 1 || value > size.most) {
      file.refuse(std::string("config has ") + size.key + " " + std::to_string(value) + ", not 1 to " + std::to_string(size.most), kRemedy);
    }
    config.*size.member = value;
  }
  const auto eps = json.find("norm_eps");
  if (eps == json.end() || !eps->is_number()) file.refuse("config lacks the number norm_eps", kRemedy);
  if (!(eps->get<double>() >= 1e-30 && eps->get<double>() < 1)) file.refuse("config has a norm_eps outside 1e-30 to 1", kRemedy);
  config.norm_eps = eps->get<float>();
  if (config.hidden != config.heads * kernels::kHeadSize || config.ffn % kernels::kBlock != 0) {
    file.refuse("config has " + std::to_string(config.heads) + " heads for hidden " + std::to_string(config.hidden) + " and ffn " +
                    std::to_string(config.ffn), "heads are 32 wide, ffn is a multiple of 16");
  }
  return config;
}

}  // namespace relata
