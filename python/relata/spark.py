"""Many documents on Apache Spark: the graph that one machine would build, by any number of workers.

    from relata.spark import build
    build(spark.read.parquet("articles.parquet"), "out")      # columns id, text and, if you like, title, date, source

or from the shell:  spark-submit .../relata/spark.py articles.parquet out

Writes under OUT, which any file system of Spark's may hold:

    quads       N-Quads, as text: sorted, they are the bytes of `relata build articles.jsonl -o all.nq`, sorted
    nodes       Parquet: iri, label, type, types, aliases, same_as, code, confidence, documents
    edges       Parquet: a row a claim, with the columns of Graph.claims() but labels, which are those of nodes
    faults      Parquet: id and fault of the documents that could not be read
    work        what the three steps hand on, among it the extraction record of each document (work/documents); can be deleted

Three steps, each of which ends on the disk, so that a lost worker costs what it had under way: documents are read, one by one; names are settled, all
that documents say of a name in one place; documents are written under the IRIs that came of it. Which documents mean the same by a name is a matter of
connected components (documents that share a telling value), and no component crosses a name, so that a shuffle by name finds them all at once. A decisions
file, which joins names, is for `relata merge`. Each worker needs this package; Spark's options (executors, cores, spark.sql.shuffle.partitions) say how
much is done at a time.
"""
from __future__ import annotations

import argparse
from typing import Any, Callable, Iterable, Iterator, Optional, Sequence, Union

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from relata import _BASE, Error, Paths, PathLike, _paths, _relata, _shared_reader

_STRINGS = "array<string>"
_NODE = f"iri string, label string, types {_STRINGS}, aliases {_STRINGS}, same_as {_STRINGS}, close_match {_STRINGS}, code string, confidence double"
_VALUE = "document string, name string, property string, value string, kind string, is_literal boolean"
_DOCUMENT = (f"document string, id string, record string, portrayals array<struct<document: string, node: struct<{_NODE}>>>, "
             f"values array<struct<{_VALUE}>>, fault string")
_MOVE = "document string, name string, iri string"
_ENTITY = f"iri string, label string, type string, types {_STRINGS}, aliases {_STRINGS}, same_as {_STRINGS}, code string, confidence double, documents bigint"
_CLAIM = ("claim string, subject string, predicate string, relation string, object string, value string, datatype string, polarity string, certainty string, "
          "speaker string, time string, method string, document string, text string, confidence double, asserted boolean")
_NAMES = f"quads string, move struct<{_MOVE}>, node struct<{_ENTITY}>"
_WRITTEN = f"quads string, edges array<struct<{_CLAIM}>>"
_PIECE = 1 << 20  # bytes of N-Quads in a row, about

Rows = Iterator["dict[str, Any]"]


def _fields(schema: str) -> list[str]:
    """Names of the columns of a flat schema."""
    return [column.split()[0] for column in schema.split(", ")]


def _map(frame: DataFrame, schema: str, work: Callable[[Rows], Rows]) -> DataFrame:
    """mapInArrow over dicts: all rows of a partition go in, what `work` gives comes out."""
    arrow = frame.sparkSession.createDataFrame([], schema).toArrow().schema

    def run(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        rows, size = [], 0
        for row in work(row for batch in batches for row in batch.to_pylist()):
            rows.append(row)
            size += len(row.get("record") or row.get("quads") or "") + 100
            if size > 16 * _PIECE:
                yield pyarrow.RecordBatch.from_pylist(rows, arrow)
                rows, size = [], 0
        if rows:
            yield pyarrow.RecordBatch.from_pylist(rows, arrow)

    return frame.mapInArrow(run, schema)


def _pieces(quads: bytes) -> Iterator[str]:
    """Whole lines, without the end of the last."""
    begin = 0
    while begin < len(quads):
        end = quads.find(b"\n", min(begin + _PIECE, len(quads) - 1))
        end = len(quads) if end < 0 else end
        yield quads[begin:end].decode()
        begin = end + 1


def _records(columns: "dict[str, Any]", names: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of a table given by columns."""
    lists = [columns[name].tolist() if hasattr(columns[name], "tolist") else columns[name] for name in names]
    return [dict(zip(names, row)) for row in zip(*lists)]


def build(source: Union[DataFrame, str], out: str, *, spark: Optional[SparkSession] = None, ontology: Optional[Paths] = None, knowledge: Optional[Paths] = None,
          model: Optional[PathLike] = None, min_confidence: float = 0.0, open: bool = False, by_labels: bool = False, base: str = _BASE, keep_text: bool = False,
          keep_mentions: bool = True, assert_: str = "factual") -> None:
    """Reads the documents of a frame or of Parquet files and writes their graph under `out`, which must not exist; options as of relata.build. Files of
    options must lie at the same path on every worker. ValueError where two documents have one id."""
    spark = spark or (source.sparkSession if isinstance(source, DataFrame) else SparkSession.builder.getOrCreate())
    documents = source if isinstance(source, DataFrame) else spark.read.parquet(source)
    settings: tuple[Any, ...] = (tuple(_paths(ontology)), tuple(_paths(knowledge)), str(model) if model is not None else None, min_confidence, open, by_labels)

    def reader() -> _relata.DocumentReader:  # one a worker process
        return _shared_reader(*settings)._reader

    def read(rows: Rows) -> Rows:
        own = reader()
        for row in rows:
            out: dict[str, Any] = {"id": row["id"], "document": None, "record": None, "portrayals": [], "values": [], "fault": None}
            try:
                if not row["id"] or row["text"] is None:
                    raise Error("the document has no id or no text; give it both")
                given = (row["id"], row["text"], row["title"], row["date"], row["source"])
                out["document"], out["record"], portrayals, values = own.read_pieces(given, base=base)
                out["portrayals"] = [{"document": document, "node": dict(zip(_NODE_FIELDS, node))} for document, node in portrayals]
                out["values"] = [dict(zip(_VALUE_FIELDS, value)) for value in values]
            except Error as error:
                out["fault"] = str(error)
            yield out

    def settle(rows: Rows) -> Rows:
        portrayals, values = [], []
        for row in rows:
            if row["value"] is None:
                portrayals.append((row["document"], tuple(row["node"][name] for name in _NODE_FIELDS)))
            else:
                values.append(tuple(row["value"][name] for name in _VALUE_FIELDS))
        if not portrayals:
            return
        graph, moves = reader().settle_heap(portrayals, values, base=base)
        for piece in _pieces(graph.half(True, assert_)):
            yield {"quads": piece}
        for move in moves:
            yield {"move": dict(zip(_MOVE_FIELDS, move))}
        for node in _records(graph.columns(assert_)["entities"], _ENTITY_FIELDS):
            yield {"node": node}

    def write(rows: Rows) -> Rows:
        own = reader()
        for row in rows:
            moves = [(row["document"], move["name"], move["iri"]) for move in row["moves"] or []]
            graph = own.graph_of_record(row["record"], moves, base=base, keep_text=keep_text, keep_mentions=keep_mentions)
            edges = _records(graph.columns(assert_)["claims"], _CLAIM_FIELDS)
            for piece in _pieces(graph.half(False, assert_)):
                yield {"quads": piece, "edges": edges}
                edges = []

    def stored(frame: DataFrame, name: str) -> DataFrame:
        frame.write.parquet(f"{out}/work/{name}")
        return spark.read.parquet(f"{out}/work/{name}")

    given = [f.col(name).cast("string").alias(name) for name in ("id", "text")]
    given += [f.coalesce(f.col(name).cast("string") if name in documents.columns else f.lit(None), f.lit("")).alias(name) for name in ("title", "date", "source")]
    tasks = int(spark.conf.get("spark.sql.shuffle.partitions") or 200)  # of like size, so that little is lost with one
    every = stored(_map(documents.select(given).repartition(tasks, "id"), _DOCUMENT, read), "documents")
    every.where("fault is not null").select("id", "fault").write.parquet(f"{out}/faults")
    whole = every.where("fault is null").drop("fault")
    twice = whole.groupBy("document").count().where("count > 1").head()
    if twice is not None:
        raise ValueError(f"{twice['count']} documents are <{twice['document']}>; give each its own id")

    portrayals = whole.select(f.explode("portrayals").alias("p")).select("p.document", "p.node")
    values = whole.select(f.explode("values").alias("v")).select("v.*")
    # The class of a thing that is a value: the first by bytes that any document gives it.
    things = values.where("not is_literal").select(f.col("value").alias("thing")).distinct()
    classes = (portrayals.select(f.col("node.iri").alias("thing"), f.col("node.types")[0].alias("class")).where("class is not null")
               .join(things, "thing", "leftsemi").groupBy("thing").agg(f.min("class").alias("class")))
    telling = values.join(classes, (values["value"] == classes["thing"]) & ~values["is_literal"], "left").withColumn(
        "kind", f.when(f.col("is_literal"), f.col("kind")).otherwise(f.coalesce(f.col("class"), f.lit("")))).select(*_VALUE_FIELDS)
    of_names = portrayals.select(f.col("node.iri").alias("name"), "document", "node", f.lit(None).cast(f"struct<{_VALUE}>").alias("value"))
    of_names = of_names.unionByName(telling.select(f.col("name"), f.struct(*_VALUE_FIELDS).alias("value")), allowMissingColumns=True)
    settled = stored(_map(of_names.repartition("name"), _NAMES, settle), "names")

    moves = settled.where("move is not null").select("move.*").groupBy("document").agg(f.collect_list(f.struct("name", "iri")).alias("moves"))
    written = stored(_map(whole.select("document", "record").join(moves, "document", "left"), _WRITTEN, write), "written")
    written.select("quads").unionByName(settled.where("quads is not null").select("quads")).write.text(f"{out}/quads")
    written.select(f.explode("edges").alias("edge")).select("edge.*").write.parquet(f"{out}/edges")
    settled.where("node is not null").select("node.*").write.parquet(f"{out}/nodes")


_NODE_FIELDS, _VALUE_FIELDS, _MOVE_FIELDS, _ENTITY_FIELDS, _CLAIM_FIELDS = map(_fields, (_NODE, _VALUE, _MOVE, _ENTITY, _CLAIM))


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds a graph from Parquet files of documents on Apache Spark.")
    parser.add_argument("source", help="Parquet: columns id, text and, if you like, title, date, source")
    parser.add_argument("out", help="folder to make")
    parser.add_argument("--ontology", action="append")
    parser.add_argument("--knowledge", action="append")
    parser.add_argument("--model")
    parser.add_argument("--min-confidence", type=float, default=0.0)
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--by-labels", action="store_true")
    parser.add_argument("--base", default=_BASE)
    parser.add_argument("--keep-text", action="store_true")
    parser.add_argument("--no-mentions", dest="keep_mentions", action="store_false")
    parser.add_argument("--assert", dest="assert_", choices=("factual", "author", "all"), default="factual")
    options = vars(parser.parse_args())
    build(options.pop("source"), options.pop("out"), **options)


if __name__ == "__main__":
    main()
