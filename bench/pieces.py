#!/usr/bin/env python3
"""What an article costs in each step of relata.spark, in processor time and bytes, by the Python package and without Spark; and what that comes to for many.

    pieces.py RELATA_BINARY DATA [ARTICLES]

ARTICLES (400 unless told otherwise) are made as million.py makes them. The pieces together must be the statements of the whole graph. Memory of a graph in
one piece is that of `relata build` from the records of all articles less that of a quarter of them. Needs the package `relata` of this checkout.
"""
import json
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

import million
import relata

BASE = relata._BASE


def packed(text: bytes) -> int:
    return len(zlib.compress(text, 1))


def peak_of(command: list[str]) -> int:
    """Peak memory in bytes of a process that must end well."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True).stdout) * 1024


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    binary, data, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 400
    reader = relata.Reader()._reader
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        million.make_articles(count, million.paragraphs(data), here / "articles.jsonl")
        articles = [json.loads(line) for line in open(here / "articles.jsonl")]

        clock = time.process_time()
        portrayals, values, records = [], [], []
        for a in articles:
            iri, record, own_portrayals, own_values = reader.read_pieces((a["id"], a["text"], a["title"], a["date"], ""), base=BASE)
            records.append((iri, record))
            portrayals += own_portrayals
            values += own_values
        reading = time.process_time() - clock

        classes: dict[str, str] = {}
        for _, node in portrayals:
            for name in node[2]:
                classes[node[0]] = min(classes.get(node[0], name), name)
        values = [(*v[:4], v[4] if v[5] else classes.get(v[3], ""), v[5]) for v in values]
        clock = time.process_time()
        settled, moves = reader.settle_heap(portrayals, values, base=BASE)
        entities = settled.half(True, "factual")
        settling = time.process_time() - clock

        by_document: dict[str, list[tuple[str, str, str]]] = {}
        for move in moves:
            by_document.setdefault(move[0], []).append(move)
        clock = time.process_time()
        graphs = [reader.graph_of_record(record, by_document.get(iri, []), base=BASE, keep_text=False, keep_mentions=True) for iri, record in records]
        quads = [graph.half(False, "factual") for graph in graphs]
        claims = sum(len(graph.columns("factual")["claims"]["claim"]) for graph in graphs)
        writing = time.process_time() - clock

        whole = relata.build(documents=articles).serialize("nquads").encode().splitlines()
        assert sorted(whole) == sorted(entities.splitlines() + [line for text in quads for line in text.splitlines()]), "the pieces are not the whole"

        for name, some in (("all", records), ("few", records[: count // 4])):
            (here / f"{name}.jsonl").write_text("".join(record + "\n" for _, record in some))
        peaks = {name: peak_of([binary, "build", "-q", str(here / f"{name}.jsonl"), "-o", str(here / f"{name}.nq")]) for name in ("all", "few")}
        memory = (peaks["all"] - peaks["few"]) / (count - count // 4)
        uses: dict[str, int] = {}
        for _, node in portrayals:
            uses[node[0]] = uses.get(node[0], 0) + 1
        name, most = max(uses.items(), key=lambda entry: (entry[1], entry[0]))
        text = b"".join(quads) + entities
        rows = [("processor s: reading", reading), ("processor s: settling names", settling), ("processor s: writing", writing),
                ("bytes of text", sum(len(a["text"].encode()) for a in articles)),
                ("bytes of record", sum(len(r.encode()) for _, r in records)),
                ("bytes of record, packed", packed("".join(r for _, r in records).encode())),
                ("bytes of N-Quads", len(text)), ("bytes of N-Quads, packed", packed(text)),
                ("bytes of what goes to the names", len(json.dumps(portrayals + values))),
                ("of it packed", packed(json.dumps(portrayals + values).encode())),
                ("names used", len(portrayals)), ("claims", claims), ("memory of the graph in one piece, bytes", memory * count)]
        print(f"{count:,} articles\n\n| an article | |\n|---|---|")
        for what, total in rows:
            print(f"| {what} | {total / count:,.4f} |" if total / count < 10 else f"| {what} | {total / count:,.0f} |")
        print(f"\n{name} is used by {most / count:.0%} of the articles; peak of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
