// The whole library: text to extraction to graph to RDF and pictures.
#pragma once
#include <relata/dot/dot_writer.hpp>
#include <relata/dot/render.hpp>
#include <relata/graph/algorithms.hpp>
#include <relata/graph/identity.hpp>
#include <relata/graph/knowledge_graph.hpp>
#include <relata/graph/view.hpp>
#include <relata/link/knowledge_base.hpp>
#include <relata/pipeline/identity_rules.hpp>
#include <relata/pipeline/pipeline.hpp>
#include <relata/rdf/graph_reader.hpp>
#include <relata/rdf/knowledge_reader.hpp>
#include <relata/rdf/ontology_reader.hpp>
#include <relata/rdf/query.hpp>
#include <relata/rdf/writer.hpp>
#include <relata/record/record.hpp>
#include <relata/text/reader.hpp>
