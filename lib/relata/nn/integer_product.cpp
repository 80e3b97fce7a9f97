#include <relata/nn/integer_product.hpp>

#include <oneapi/dnnl/dnnl.hpp>

#include <algorithm>
#include <cassert>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

// GNU OpenMP's own, which Debian's oneDNN is linked with; <omp.h> is not found by every compiler.
extern "C" {
int omp_get_max_threads();
void omp_set_num_threads(int threads);
}

namespace relata {

namespace {

using dnnl::memory;
using Dim = memory::dim;

constexpr std::size_t kSlice = 512;  // inputs of one exact product of floats
constexpr Dim kUsualRows = 256;      // what the order of weights is chosen for

/// oneDNN works in the calling thread alone: callers have threads of their own, and results do not depend on how many.
class OneThread {
 public:
  OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
  ~OneThread() { omp_set_num_threads(before_); }
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

const dnnl::engine& cpu() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

dnnl::matmul::primitive_desc describe_product(Arithmetic arithmetic, Dim rows, Dim inputs, Dim stride, const memory::desc& weights) {
  using Type = memory::data_type;
  const bool bytes = arithmetic == Arithmetic::kBytes;
  const Dim outputs = weights.dims()[1];
  const memory::desc from({rows, inputs}, bytes ? Type::u8 : Type::f32, memory::dims{stride, 1});
  const memory::desc to({rows, outputs}, bytes ? Type::s32 : Type::f32, memory::dims{outputs, 1});
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  attributes.set_fpmath_mode(dnnl::fpmath_mode::strict);
  return {dnnl::matmul::desc(from, weights, to), attributes, cpu()};
}

}  // namespace

Arithmetic best_arithmetic() {
  switch (dnnl::get_effective_cpu_isa()) {
    case dnnl::cpu_isa::avx512_core_vnni:
    case dnnl::cpu_isa::avx512_core_bf16:
    case dnnl::cpu_isa::avx512_core_amx:
    case dnnl::cpu_isa::avx2_vnni: return Arithmetic::kBytes;
    default: return Arithmetic::kFloats;
  }
}

/// Weights in oneDNN's order, one memory a slice of inputs (bytes: one slice).
struct IntegerProduct::Weights {
  Arithmetic arithmetic;
  Dim outputs, inputs;
  std::vector<memory> slices;
};

struct Workspace::Products {
  struct Compiled {
    dnnl::matmul::primitive_desc description;
    dnnl::matmul product;
  };
  using Key = std::tuple<Arithmetic, Dim, Dim, Dim, Dim>;  // rows, inputs, stride, outputs
  std::map<Key, Compiled> compiled;
  dnnl::stream stream{cpu()};
  AlignedBuffer<std::uint8_t> scratch;
  AlignedBuffer<float> floats, sums;

  void multiply(Arithmetic arithmetic, Dim rows, Dim stride, const memory& weights, const void* from, void* to) {
    const memory::desc order = weights.get_desc();
    const Dim inputs = order.dims()[0];
    const Key key{arithmetic, rows, inputs, stride, order.dims()[1]};
    auto found = compiled.find(key);
    if (found == compiled.end() || found->second.description.weights_desc() != order) {
      const auto description = describe_product(arithmetic, rows, inputs, stride, order);
      found = compiled.insert_or_assign(key, Compiled{description, dnnl::matmul(description)}).first;
    }
    const auto& [description, product] = found->second;
    const memory::desc scratch_form = description.scratchpad_desc();
    product.execute(stream, {{DNNL_ARG_SRC, memory(description.src_desc(), cpu(), const_cast<void*>(from))},
                             {DNNL_ARG_WEIGHTS, weights},
                             {DNNL_ARG_DST, memory(description.dst_desc(), cpu(), to)},
                             {DNNL_ARG_SCRATCHPAD, memory(scratch_form, cpu(), scratch.reserve(scratch_form.get_size()))}});
    stream.wait();
  }
};

Workspace::Workspace() : products_(std::make_unique<Products>()), last_lap_(std::chrono::steady_clock::now()) {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

void Workspace::lap(double Times::* kind) {
  const auto now = std::chrono::steady_clock::now();
  times_.*kind += std::chrono::duration<double>(now - last_lap_).count();
  last_lap_ = now;
}

IntegerProduct::IntegerProduct(const std::int8_t* weights, std::size_t outputs, std::size_t inputs, Arithmetic arithmetic) {
  const OneThread one_thread;
  const bool bytes = arithmetic == Arithmetic::kBytes;
  const auto type = bytes ? memory::data_type::s8 : memory::data_type::f32;
  const Dim columns = static_cast<Dim>(outputs), stride = static_cast<Dim>(inputs);
  std::vector<float> floats;
  if (!bytes) floats.assign(weights, weights + outputs * inputs);

  Weights ready{arithmetic, columns, stride, {}};
  dnnl::stream stream(cpu());
  for (std::size_t first = 0; first < inputs;) {
    const std::size_t count = bytes ? inputs : std::min(kSlice, inputs - first);
    const Dim rows = static_cast<Dim>(count);
    const memory::desc any({rows, columns}, type, memory::format_tag::any);
    memory ordered(describe_product(arithmetic, kUsualRows, rows, stride, any).weights_desc(), cpu());
    const void* const from = bytes ? static_cast<const void*>(weights) : floats.data() + first;
    memory given({{rows, columns}, type, memory::dims{1, stride}}, cpu(), const_cast<void*>(from));
    dnnl::reorder(given, ordered).execute(stream, given, ordered);
    stream.wait();
    ready.slices.push_back(std::move(ordered));
    first += count;
  }
  weights_ = std::make_shared<const Weights>(std::move(ready));
}

void IntegerProduct::run(const std::uint8_t* activations, std::size_t rows, std::int32_t* product, Workspace& workspace) const {
  assert(rows % kRowStep == 0);
  const OneThread one_thread;
  Workspace::Products& products = *workspace.products_;
  const Weights& weights = *weights_;
  const Dim height = static_cast<Dim>(rows);
  if (weights.arithmetic == Arithmetic::kBytes) {
    products.multiply(weights.arithmetic, height, weights.inputs, weights.slices.front(), activations, product);
    return;
  }
  const std::size_t inputs = rows * static_cast<std::size_t>(weights.inputs), outputs = rows * static_cast<std::size_t>(weights.outputs);
  float* const floats = products.floats.reserve(inputs);
  float* const sums = products.sums.reserve(outputs);
  std::copy(activations, activations + inputs, floats);
  std::fill(product, product + outputs, 0);
  for (std::size_t slice = 0; slice < weights.slices.size(); ++slice) {
    products.multiply(weights.arithmetic, height, weights.inputs, weights.slices[slice], floats + slice * kSlice, sums);
    for (std::size_t i = 0; i < outputs; ++i) product[i] += static_cast<std::int32_t>(sums[i]);
  }
}

}  // namespace relata
