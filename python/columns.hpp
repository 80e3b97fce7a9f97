// A graph as columns for pandas. Each name, IRI and quotation becomes one Python string, which all rows of all tables share.
#pragma once
#include <relata/graph/knowledge_graph.hpp>
#include <relata/rdf/describe.hpp>

#include <pybind11/pybind11.h>

namespace relata::python {

namespace py = pybind11;

/// {"entities", "mentions", "claims", "evidence", "documents"}: each a dict of columns of one length, lists of strings or numpy arrays of numbers.
py::dict columns(const KnowledgeGraph& graph, Assert rule);

/// Calls take(subject, predicate, object, datatype, language, graph) for every statement; datatype is None where the object is an IRI, graph is ""
/// for the default graph. Equal strings are mostly the same object.
void statements(const KnowledgeGraph& graph, const RdfOptions& options, const py::function& take);

}  // namespace relata::python
