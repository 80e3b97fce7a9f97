#include <relata/nn/layer_stack.hpp>

namespace relata {

NormWeights::NormWeights(const SafetensorsFile& file, const std::string& name, std::size_t hidden, float norm_eps)
    : weight(file.copy_floats(name + ".weight", {hidden})), bias(file.copy_floats(name + ".bias", {hidden})), eps(norm_eps) {}

LayerStack::LayerStack(const SafetensorsFile& file, const std::string& prefix, const LayerSizes& sizes, Arithmetic arithmetic) : sizes_(sizes) {
  const std::size_t hidden = sizes.hidden;
  for (std::size_t i = 0; i < sizes.layers; ++i) {
    const std::string at = prefix + std::to_string(i) + ".";
    layers_.push_back({Linear(file, at + "qkv", 3 * hidden, hidden, arithmetic), Linear(file, at + "attention_out", hidden, hidden, arithmetic),
                       Linear(file, at + "ffn_in", sizes.ffn, hidden, arithmetic), Linear(file, at + "ffn_out", hidden, sizes.ffn, arithmetic),
                       NormWeights(file, at + "attention_norm", hidden, sizes.norm_eps), NormWeights(file, at + "ffn_norm", hidden, sizes.norm_eps)});
  }
}

void LayerStack::run(const Rows& rows, Workspace& workspace) const {
  for (const Layer& layer : layers_) {
    attend(layer, rows, workspace);
    feed_forward(layer, rows, workspace);
  }
  workspace.lap(&Workspace::Times::rows);
}

void LayerStack::attend(const Layer& layer, const Rows& rows, Workspace& workspace) const {
  const std::size_t hidden = sizes_.hidden;
  workspace.lap(&Workspace::Times::rows);
  const std::int32_t* product = layer.qkv.multiply(rows.bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);

  // The bytes of x have done their work; those of the attention's result take their place.
  std::size_t row = 0;
  for (const std::int32_t each : rows.lengths) {
    const auto length = static_cast<std::size_t>(each);
    float* const context = workspace.context_.reserve(length * hidden);
    float* const scratch = workspace.attention_.reserve(kernels::attention_scratch(length));
    kernels::attend(product + row * 3 * hidden, rows.codes + row, layer.qkv.channels(), length, sizes_.heads, scratch, context);
    for (std::size_t i = 0; i < length; ++i, ++row) rows.codes[row] = kernels::quantise(context + i * hidden, hidden, rows.bytes + row * hidden);
  }
  workspace.lap(&Workspace::Times::attention);

  product = layer.attention_out.multiply(rows.bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);
  for (row = 0; row < rows.count; ++row) {
    rows.codes[row] = kernels::add_norm(product + row * hidden, rows.codes[row], layer.attention_out.channels(), layer.attention_norm.view(),
                                        rows.x + row * hidden, rows.bytes + row * hidden);
  }
}

void LayerStack::feed_forward(const Layer& layer, const Rows& rows, Workspace& workspace) const {
  const std::size_t hidden = sizes_.hidden, ffn = sizes_.ffn;
  workspace.lap(&Workspace::Times::rows);
  const std::int32_t* product = layer.ffn_in.multiply(rows.bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);

  std::uint8_t* const bytes = workspace.wide_bytes_.reserve(kernels::round_up(rows.count, IntegerProduct::kRowStep) * ffn);
  kernels::RowCode* const codes = workspace.wide_codes_.reserve(rows.count);
  float* const scratch = workspace.row_.reserve(ffn);
  for (std::size_t row = 0; row < rows.count; ++row) {
    codes[row] = kernels::dequantise_gelu_quantise(product + row * ffn, rows.codes[row], layer.ffn_in.channels(), scratch, bytes + row * ffn);
  }
  workspace.lap(&Workspace::Times::rows);

  product = layer.ffn_out.multiply(bytes, rows.count, workspace);
  workspace.lap(&Workspace::Times::products);
  for (std::size_t row = 0; row < rows.count; ++row) {
    rows.codes[row] = kernels::add_norm(product + row * hidden, codes[row], layer.ffn_out.channels(), layer.ffn_norm.view(), rows.x + row * hidden,
                                        rows.bytes + row * hidden);
  }
}

}  // namespace relata
