// One RDF serializer behind the guards. For writer.cpp only.
#pragma once
#include <relata/core/byte_sink.hpp>
#include <relata/rdf/format.hpp>
#include <relata/rdf/terms.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace relata {

/// (name, namespace) in the order in which they are declared.
using Prefixes = std::vector<std::pair<std::string, std::string>>;

class QuadSink {
 public:
  virtual ~QuadSink() = default;
  /// A quad that fault_of finds right. False if this syntax cannot say it.
  virtual bool write(const QuadView& quad) = 0;
  virtual void finish() = 0;
};

std::unique_ptr<QuadSink> make_serd_sink(const Format& format, const Prefixes& prefixes, ByteSink& file);
std::unique_ptr<QuadSink> make_rdfxml_sink(const Prefixes& prefixes, ByteSink& file);
std::unique_ptr<QuadSink> make_jsonld_sink(const Prefixes& prefixes, ByteSink& file);

}  // namespace relata
