"""relata reads text into knowledge graphs in which every edge says where it was read, who said it and how sure that is.

    import relata
    graph = relata.build("news/")                       # files and folders, or documents=frame
    graph.claims()                                      # pandas: who is said to do what to whom, with place, speaker and certainty
    graph.query("SELECT ?l WHERE { ?x a rel:Person ; rdfs:label ?l }")
    graph.to_networkx(); graph.to_rdflib(); graph.write("graph.ttl")

What the command line tells, Python warns of; where it stops, relata.Error is raised with the same words.
Reading releases the GIL and uses all cores unless told otherwise by jobs.
"""
from __future__ import annotations

import functools
import io
import json
import os
from pathlib import Path
from typing import Any, Iterable, Mapping, Optional, Sequence, Tuple, Union

import networkx
import pandas
import rdflib

from . import _relata
from ._relata import Error, InputError, ModelError, OntologyError, RdfError

__version__ = "0.1.0"
__all__ = ["Error", "Graph", "InputError", "ModelError", "OntologyError", "RdfError", "Reader", "annotate", "build", "merge", "read"]

PathLike = Union[str, "os.PathLike[str]"]
Paths = Union[PathLike, Iterable[PathLike]]
Document = Union[str, Mapping[str, Any]]
Documents = Union[pandas.DataFrame, Iterable[Document]]

_SHARE = Path(__file__).resolve().parent / "share"  # ontology, known names and language model, in the wheel
_BASE = "https://relata.dev/"


def _paths(given: Optional[Paths]) -> list[str]:
    if given is None:
        return []
    return [os.fspath(given)] if isinstance(given, (str, os.PathLike)) else [os.fspath(path) for path in given]


def _documents(given: Documents) -> list[Tuple[str, str, str, str, str]]:
    """(id, text, title, date, source) of texts, mappings or the rows of a frame; ids are numbers from 0 where none are given."""
    def text(value: Any) -> str:
        return "" if value is None or value != value else str(value)  # NaN is what a frame has for nothing

    rows = given.to_dict("records") if isinstance(given, pandas.DataFrame) else given
    out = []
    for number, row in enumerate(rows):
        row = {"text": row} if isinstance(row, str) else row
        if not isinstance(row.get("text"), str):
            raise ValueError(f"document {number} has no text; give strings, or mappings with \"text\" and, if you like, id, title, date and source")
        out.append((text(row.get("id")) or str(number), row["text"], text(row.get("title")), text(row.get("date")), text(row.get("source"))))
    return out


class Reader:
    """What reading stands on, loaded once: ontology, known names and language model. Threads may share it.

    ontology: OWL/RDFS files instead of relata's own; knowledge: further known names, Turtle or compiled; model: folder of another language model, or
    "none" to read by rules and names alone; min_confidence: claims below are left out; open: with an ontology of yours, also claim what it does not name;
    by_labels: without one, find relations also by what properties are called; more of them, at half the speed.
    """

    def __init__(self, *, ontology: Optional[Paths] = None, knowledge: Optional[Paths] = None, model: Optional[PathLike] = None,
                 min_confidence: float = 0.0, open: bool = False, by_labels: bool = False) -> None:
        folder = None if model == "none" else os.fspath(model) if model is not None else str(_SHARE / "relata-en-v2")
        self._reader = _relata.DocumentReader(share=str(_SHARE), ontologies=_paths(ontology), knowledge=_paths(knowledge), model=folder,
                                              min_confidence=min_confidence, open=open, by_labels=by_labels)

    def build(self, inputs: Optional[Paths] = None, *, documents: Optional[Documents] = None, form: str = "", jobs: int = 0, keep_going: bool = False,
              base: str = _BASE, keep_text: bool = False, keep_mentions: bool = True, decisions: Optional[PathLike] = None) -> "Graph":
        """A graph of files and folders (.txt, .html, .jsonl, .conllu, also .gz), or of `documents`: strings, mappings with "text" and, if you like, "id",
        "title", "date" and "source", or a frame with such columns. keep_going: files and lines that cannot be read become warnings."""
        options: dict[str, Any] = {"jobs": jobs, "base": base, "keep_text": keep_text, "keep_mentions": keep_mentions, "decisions": os.fspath(decisions or "")}
        if documents is not None:
            _one_of(inputs)
            return Graph(self._reader.build_documents(_documents(documents), **options))
        return Graph(self._reader.build_files(_some(inputs), form=_form(form), keep_going=keep_going, **options))

    def annotate(self, inputs: Optional[Paths] = None, *, documents: Optional[Documents] = None, form: str = "", jobs: int = 0,
                 keep_going: bool = False) -> list[dict[str, Any]]:
        """The extraction record of each document: sentences, tokens, mentions, entities and claims, offsets in code points."""
        if documents is not None:
            _one_of(inputs)
            lines = self._reader.annotate_documents(_documents(documents), jobs=jobs)
        else:
            lines = self._reader.annotate_files(_some(inputs), form=_form(form), jobs=jobs, keep_going=keep_going)
        return [json.loads(line) for line in lines]


def _one_of(inputs: Optional[Paths]) -> None:
    if inputs is not None:
        raise ValueError("both inputs and documents; give one of them")


def _some(inputs: Optional[Paths]) -> list[str]:
    if inputs is None:
        raise ValueError("nothing to read; give inputs or documents")
    return _paths(inputs)


def _form(form: str) -> str:
    if form not in ("", "text", "html", "jsonl", "conllu"):
        raise ValueError(f"form is '{form}'; choose text, html, jsonl or conllu")
    return form


class Graph:
    """A knowledge graph. Nothing changes it: merge and without make new ones. Its tables share their strings, and are made once."""

    def __init__(self, data: _relata.GraphData) -> None:
        self._data = data
        self._columns: dict[str, dict[str, Any]] = {}

    def __repr__(self) -> str:
        documents, entities, claims = self._data.size()
        return f"<relata.Graph: {documents} documents, {entities} entities, {claims} claims>"

    def __len__(self) -> int:
        """Number of claims."""
        return self._data.size()[2]

    def _table(self, name: str, rule: str = "factual") -> dict[str, Any]:
        if rule not in self._columns:
            self._columns[rule] = self._data.columns(rule)
        table: dict[str, Any] = self._columns[rule][name]
        return table

    def entities(self) -> pandas.DataFrame:
        """iri, label, type (its first class by name), types, aliases, same_as, code, confidence, and the numbers of mentions and documents."""
        return pandas.DataFrame(self._table("entities"), copy=False)

    def mentions(self) -> pandas.DataFrame:
        """entity, document, start, end (code points), text."""
        return pandas.DataFrame(self._table("mentions"), copy=False)

    def claims(self, *, assert_: str = "factual") -> pandas.DataFrame:
        """One row a claim: claim (its IRI), subject, predicate and object with labels, or value and datatype, polarity, certainty, speaker, time, method,
        document, text (the first words that say it), confidence, and whether it counts as a fact by `assert_` (factual, author, all)."""
        return pandas.DataFrame(self._table("claims", assert_), copy=False)

    def evidence(self) -> pandas.DataFrame:
        """claim, document, start, end (code points), text: all places where claims are made."""
        return pandas.DataFrame(self._table("evidence"), copy=False)

    def documents(self) -> pandas.DataFrame:
        """id, iri, title, date, source, text (where it was kept), length in code points."""
        return pandas.DataFrame(self._table("documents"), copy=False)

    def to_networkx(self, *, assert_: str = "factual", asserted_only: bool = False) -> networkx.MultiDiGraph:
        """Entities as nodes, claims between them as edges by their IRI, with the columns of the tables as attributes; claims with values are in the
        node's "values": a list of (relation, value)."""
        entities, claims = self._table("entities"), self._table("claims", assert_)
        graph = networkx.MultiDiGraph()
        for iri, label, type_, types, confidence in zip(*(entities[c] for c in ("iri", "label", "type", "types", "confidence"))):
            graph.add_node(iri, label=label, type=type_, types=types, confidence=float(confidence), values=[])
        named = ("relation", "predicate", "polarity", "certainty", "speaker", "speaker_label", "time", "method", "document", "text", "confidence", "asserted")
        ends = zip(claims["claim"], claims["subject"], claims["object"], claims["value"], zip(*(claims[c] for c in named)))
        for claim, subject, object_, value, more in ends:
            about = dict(zip(named, more))
            about["confidence"], about["asserted"] = float(about["confidence"]), bool(about["asserted"])
            if asserted_only and not about["asserted"]:
                continue
            if object_ is None:
                graph.nodes[subject]["values"].append((about["relation"], value))
            else:
                graph.add_edge(subject, object_, claim, **about)
        return graph

    def to_rdflib(self, *, claims: str = "graphs", assert_: str = "factual") -> rdflib.Dataset:
        """The statements that write() writes, given on one by one: claims "none" (plain triples), "nodes" or "graphs" (a named graph a document)."""
        dataset = rdflib.Dataset()
        term = functools.lru_cache(maxsize=None)(rdflib.URIRef)
        graph_of = functools.lru_cache(maxsize=None)(lambda name: dataset.graph(term(name)) if name else dataset.default_graph)

        def take(subject: str, predicate: str, object_: str, datatype: Optional[str], language: str, graph: str) -> None:
            if datatype is None:
                value: rdflib.term.Node = term(object_)
            else:
                value = rdflib.Literal(object_, lang=language or None, datatype=term(datatype) if datatype else None)
            graph_of(graph).add((term(subject), term(predicate), value))

        self._data.statements(claims, assert_, take)
        return dataset

    def query(self, sparql: str) -> Union[pandas.DataFrame, bool, str]:
        """SELECT gives a frame of strings, ASK a bool, CONSTRUCT and DESCRIBE N-Triples. Usual prefixes need no declaration; see `relata query`."""
        answer = self._data.query(sparql, "csv")
        if answer in ("true\n", "false\n"):
            return answer == "true\n"
        if not answer or answer.startswith(("<", "_:")):
            return answer
        return pandas.read_csv(io.StringIO(answer), dtype=str, keep_default_na=False)

    def write(self, path: PathLike, *, to: str = "", claims: str = "", assert_: str = "factual") -> None:
        """Writes a file whole or not at all, in the form that its name or `to` says (turtle, ntriples, nquads, trig, rdfxml, jsonld, graphml, json)."""
        self._data.write(os.fspath(path), to=to, claims=claims, rule=assert_)

    def serialize(self, to: str = "turtle", *, claims: str = "", assert_: str = "factual") -> str:
        """The same as a string."""
        return self._data.serialize(to, claims=claims, rule=assert_)

    def without(self, documents: Union[str, Sequence[str]]) -> "Graph":
        """The graph that would have been built without these documents, by id or IRI."""
        return Graph(self._data.without([documents] if isinstance(documents, str) else list(documents)))


@functools.lru_cache(maxsize=4)
def _reader(ontology: Tuple[str, ...], knowledge: Tuple[str, ...], model: Optional[str], min_confidence: float, open: bool, by_labels: bool) -> Reader:
    return Reader(ontology=ontology, knowledge=knowledge, model=model, min_confidence=min_confidence, open=open, by_labels=by_labels)


def _shared_reader(ontology: Optional[Paths], knowledge: Optional[Paths], model: Optional[PathLike], min_confidence: float, open: bool, by_labels: bool) -> Reader:
    return _reader(tuple(_paths(ontology)), tuple(_paths(knowledge)), os.fspath(model) if model is not None else None, min_confidence, open, by_labels)


def build(inputs: Optional[Paths] = None, *, documents: Optional[Documents] = None, ontology: Optional[Paths] = None, knowledge: Optional[Paths] = None,
          model: Optional[PathLike] = None, min_confidence: float = 0.0, open: bool = False, by_labels: bool = False, **options: Any) -> Graph:
    """Reader(...).build(...); readers of the same files are kept."""
    return _shared_reader(ontology, knowledge, model, min_confidence, open, by_labels).build(inputs, documents=documents, **options)


def annotate(inputs: Optional[Paths] = None, *, documents: Optional[Documents] = None, ontology: Optional[Paths] = None, knowledge: Optional[Paths] = None,
             model: Optional[PathLike] = None, min_confidence: float = 0.0, open: bool = False, by_labels: bool = False, **options: Any) -> list[dict[str, Any]]:
    """Reader(...).annotate(...); readers of the same files are kept."""
    return _shared_reader(ontology, knowledge, model, min_confidence, open, by_labels).annotate(inputs, documents=documents, **options)


def read(path: PathLike) -> Graph:
    """A finished graph from an RDF file."""
    return Graph(_relata.read(os.fspath(path), share=str(_SHARE)))


def merge(graphs: Iterable[Graph], *, decisions: Optional[PathLike] = None) -> Graph:
    """Unites graphs of one base and decides anew who is who in them; their order does not matter."""
    return Graph(_relata.merge([graph._data for graph in graphs], os.fspath(decisions or "")))
